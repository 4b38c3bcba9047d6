// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/predict/simulate.h"

#include <cmath>
#include <ctime>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/core/metrics/world.h"
#include "tests/core/predict/shop.h"

using namespace plumbline;
using namespace plumbline::predict;
using plumbline::testing::make_shop;
using plumbline::testing::Row;
using plumbline::testing::Shop;
using plumbline::testing::small_world;
using plumbline::testing::World;

namespace {

World shop_world(uint64_t seed, int weeks = 60) {
    const Shop shop =
        make_shop({{"Search", 6000, 0.25, 60000, 6200}, {"Social", 3300, 0.15, 26000, 3000}, {"Email", 600, 0.3, 9000, 500}},
                  weeks, 0.2, 0.04, seed);
    std::vector<Row> rows;
    for (size_t t = 0; t < shop.panel.periods(); ++t)
        for (size_t c = 0; c < shop.channels.size(); ++c)
            for (int d = 0; d < 7; ++d)
                rows.push_back({shop.panel.starts[t] + d,
                                {shop.channels[c].name, d % 2 ? "CH" : "FR", shop.channels[c].name + " one"},
                                {1000, 100, 10, std::llround(shop.panel.spend[c][t] * 100 / 7),
                                 std::llround(shop.panel.outcome[c][t] * 100 / 7)}});
    return small_world(rows);
}

Simulation ask(const World& world, SimulateSpec spec) {
    spec.elasticity.draws = 1000;
    return simulate({&world.info, world.engine.get(), world.cube.get()}, spec);
}

ErrorCode refusal(const World& world, const SimulateSpec& spec) {
    try {
        ask(world, spec);
    } catch (const Error& e) {
        return e.code();
    }
    return ErrorCode::count_;
}

TEST(Simulate, MoreSpendBringsMoreButLessThanInProportion) {
    const World world = shop_world(1);
    const Simulation s = ask(world, {.change = 0.2});
    EXPECT_NEAR(s.new_budget, 1.2 * s.budget, 1e-6 * s.budget);
    EXPECT_GT(s.new_outcome, s.outcome);
    EXPECT_LT(s.new_outcome, 1.2 * s.outcome);
    EXPECT_LT(s.lower, s.new_outcome);
    EXPECT_GT(s.upper, s.new_outcome);
}

TEST(Simulate, TodayIsWhatTheMetricsSay) {
    const World world = shop_world(1);
    double cost = 0, revenue = 0;
    for (const Row& r : world.rows)
        if (r.dimensions[0] == "Social") {
            cost += static_cast<double>(*r.measures[3]) / 100;
            revenue += static_cast<double>(*r.measures[4]) / 100;
        }
    const Simulation s = ask(world, {.change = 0.2, .filters = {{"channel", {"Social"}}}});
    EXPECT_NEAR(s.budget, cost, 1e-6);
    EXPECT_NEAR(s.outcome, revenue, 1e-6);
    for (const SimulateRow& r : s.rows) {
        if (r.entity == "Social") {
            EXPECT_NEAR(r.new_budget, 1.2 * cost, 1e-6);
        } else {
            EXPECT_EQ(r.new_outcome, r.outcome) << r.entity;
        }
    }
}

TEST(Simulate, NoChangeChangesNothing) {
    const Simulation s = ask(shop_world(1), {.change = 0});
    EXPECT_EQ(s.change, 0);
    EXPECT_FALSE(s.incremental_return);
}

TEST(Simulate, TheSameBudgetAsAnAmountIsTheSamePlan) {
    const World world = shop_world(1);
    const Simulation percent = ask(world, {.change = 0.1});
    const Simulation amount = ask(world, {.budget = percent.budget * 1.1});
    EXPECT_NEAR(percent.new_outcome, amount.new_outcome, 1e-6 * percent.outcome);
}

TEST(Simulate, NothingGrowsForFree) {
    const World world = shop_world(3);
    SimulateSpec made;
    made.elasticity.draws = 600;
    const Simulator simulator({&world.info, world.engine.get(), world.cube.get()}, made);
    const auto run = [&](double change) {
        SimulateSpec spec;
        spec.change = change;
        return simulator.run(spec);
    };
    const Simulation still = run(0);
    EXPECT_EQ(still.new_outcome, still.outcome);
    EXPECT_EQ(still.change_lower, 0);
    EXPECT_EQ(still.change_upper, 0);
    // Within what was seen, far beyond it, and down to nothing: more always brings more, and never as much more as it costs more.
    double before = -1;
    for (double change = -1; change <= 2.4; change += 0.1) {
        const Simulation s = run(change);
        EXPECT_GT(s.new_outcome, before) << change;
        before = s.new_outcome;
        for (const SimulateRow& r : s.rows) {
            if (change > 0.05) {
                EXPECT_GT(r.lower, r.outcome) << r.entity;
                EXPECT_LT(r.upper / r.outcome, r.new_budget / r.budget) << r.entity << change;
            }
            if (change < -0.05) {
                EXPECT_LT(r.upper, r.outcome) << r.entity;
                EXPECT_GE(r.lower, 0) << r.entity;
            }
        }
    }
    // Beyond the largest spend seen the curve flattens: ten times that far gains less than its elasticity says.
    const Simulation far = run(2.4);
    for (const SimulateRow& r : far.rows)
        if (r.beyond) {
            EXPECT_LT(r.new_outcome / r.outcome, std::pow(3.4, r.elasticity)) << r.entity;
        }
}

TEST(Simulate, APlanIsAnsweredFromTheFittedResponseInMilliseconds) {
    const World world = shop_world(3);
    SimulateSpec made;
    made.elasticity.draws = 1500;
    const Simulator simulator({&world.info, world.engine.get(), world.cube.get()}, made);
    const std::clock_t began = std::clock(); // of the processor: other work on the machine does not count
    constexpr int plans = 20;
    for (int i = 0; i < plans; ++i) {
        SimulateSpec spec;
        spec.change = 0.01 * (i + 1);
        simulator.run(spec);
    }
    const double ms = 1000.0 * static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC / plans;
    std::printf("a plan takes %.2f ms of the processor\n", ms);
    EXPECT_LT(ms, 100);
}

TEST(Simulate, SpendFarBelowWhatWasSeenIsSaid) {
    const World world = shop_world(3);
    const Simulator simulator({&world.info, world.engine.get(), world.cube.get()}, {});
    const auto warned = [&](double change) {
        SimulateSpec spec;
        spec.change = change;
        const auto said = simulator.run(spec).warnings;
        return std::find(said.begin(), said.end(), "below_seen") != said.end();
    };
    EXPECT_TRUE(warned(-1));
    EXPECT_FALSE(warned(-0.1));
    EXPECT_FALSE(warned(0.2));
}

TEST(Simulate, EachFurtherFrancBringsLess) {
    const World world = shop_world(2);
    double before = 1e300, last = 0;
    for (const double change : {0.1, 0.2, 0.4, 0.8, 1.6, 3.0}) {
        const Simulation s = ask(world, {.change = change});
        const double per_franc = s.change / (s.new_budget - s.budget);
        EXPECT_LT(per_franc, before) << change;
        EXPECT_GE(s.change, last);
        before = per_franc;
        last = s.change;
    }
}

TEST(Simulate, BeyondWhatWasSeenIsSaidAndFarBeyondRefused) {
    const World world = shop_world(2);
    const Simulation s = ask(world, {.change = 2.0});
    EXPECT_NE(std::find(s.warnings.begin(), s.warnings.end(), "beyond_seen"), s.warnings.end());
    EXPECT_EQ(refusal(world, {.change = 30}), ErrorCode::simulate_invalid);
    try {
        ask(world, {.change = 30});
        ADD_FAILURE();
    } catch (const Error& e) {
        EXPECT_NE(e.text(Language::fr).what_happened.find("rien de ce qui a été observé"), std::string::npos);
        EXPECT_EQ(e.text(Language::fr).what_happened.find("nothing"), std::string::npos);
    }
}

TEST(Simulate, ASliderMovesItsChannelAlone) {
    const World world = shop_world(2);
    const Simulation s = ask(world, {.changes = {{"Search", -0.3}, {"Social", 0.5}}});
    for (const SimulateRow& r : s.rows) {
        if (r.entity == "Search") {
            EXPECT_LT(r.new_outcome, r.outcome);
        }
        if (r.entity == "Social") {
            EXPECT_GT(r.new_outcome, r.outcome);
        }
        if (r.entity == "Email") {
            EXPECT_EQ(r.new_outcome, r.outcome);
        }
    }
}

TEST(Simulate, RefusesWhatIsNoPlan) {
    const World world = shop_world(2);
    EXPECT_EQ(refusal(world, {.change = INFINITY}), ErrorCode::simulate_invalid);
    EXPECT_EQ(refusal(world, {.change = -1.5}), ErrorCode::simulate_invalid);
    EXPECT_EQ(refusal(world, {.changes = {{"Radio", 0.1}}}), ErrorCode::simulate_invalid);
    EXPECT_EQ(refusal(world, {.target = "roas", .change = 0.1}), ErrorCode::predict_invalid);
    EXPECT_EQ(refusal(world, {.target = "leads", .change = 0.1}), ErrorCode::predict_invalid);
    EXPECT_EQ(refusal(shop_world(2, 1), {.change = 0.1}), ErrorCode::predict_invalid);
}

TEST(Simulate, BudgetsAreReadAsPeopleWriteThem) {
    SimulateSpec a, b, c;
    parse_budget("+20%", a);
    parse_budget("- 10 %", b);
    parse_budget("120000", c);
    EXPECT_DOUBLE_EQ(*a.change, 0.2);
    EXPECT_DOUBLE_EQ(*b.change, -0.1);
    EXPECT_DOUBLE_EQ(*c.budget, 120000);
    EXPECT_THROW(parse_budget("much", a), Error);
    EXPECT_THROW(parse_budget("+5", a), Error);
    EXPECT_THROW(parse_budget("inf", a), Error);
}

} // namespace
