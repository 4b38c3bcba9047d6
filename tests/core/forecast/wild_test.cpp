// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/forecast/combine.h"
#include "core/forecast/outliers.h"
#include "core/forecast/run.h"
#include "core/forecast/series.h"

#include <gtest/gtest.h>

#include "tests/core/forecast/make.h"

namespace plumbline::forecast {
namespace {

using namespace test;

Series weekly(int n, uint64_t seed = 3) {
    Random random(seed);
    Series s;
    for (int t = 0; t < n; ++t) {
        s.ds.push_back(from_civil({2024, 1, 1}).days + 7 * t);
        s.y.push_back(1000 + 200 * std::sin(2 * std::numbers::pi * t / 52.18) + 30 * random.normal());
    }
    return s;
}

Series months(int n) {
    auto random = std::make_shared<Random>(uint64_t{5});
    return monthly(n, [random](int t) { return 500 + 3 * t + 80 * std::sin(t * 0.5236) + 15 * random->normal(); });
}

double sum_of(const Series& s, int horizon, std::vector<Note>* notes = nullptr) {
    Request r;
    r.series = s;
    r.future.ds = next_moments(s, 0, horizon);
    NoProgress silent;
    const Result result = run_forecast(r, silent);
    double sum = 0;
    for (const ForecastPoint& p : result.forecast) sum += p.yhat;
    if (notes) *notes = result.notes;
    return sum;
}

TEST(Wild, OneValueInTheWrongUnitHardlyMovesTheForecast) {
    for (const auto& [clean, at, horizon] : {std::tuple{shop(200), 150, 14}, std::tuple{weekly(110), 100, 8},
                                             std::tuple{months(48), 40, 6}, std::tuple{shop(200), 199, 14}}) {
        const double truth = sum_of(clean, horizon);
        for (const double factor : {1000.0, 0.001}) {
            Series broken = clean;
            broken.y[static_cast<size_t>(at)] *= factor;
            std::vector<Note> notes;
            EXPECT_NEAR(sum_of(broken, horizon, &notes), truth, 0.06 * truth) << clean.y.size() << " x " << factor;
            EXPECT_TRUE(std::ranges::any_of(notes, [](const Note& n) { return n.id == "wild"; })) << "it is not told";
        }
    }
}

TEST(Wild, WhatComesBackStays) {
    Series s = shop(400);
    for (size_t i = 30; i < s.y.size(); i += 90) s.y[i] *= 6; // a promotion every 90 days
    EXPECT_TRUE(wild_values(s, {}).empty());
    s.y[200] *= 1000; // among promotions a fault of another size
    EXPECT_EQ(wild_values(s, {}), std::vector<size_t>{200});
}

TEST(Wild, ALevelAnEventAndRareSalesAreNoFaults) {
    Series level = shop(300);
    for (size_t i = 200; i < 300; ++i) level.y[i] *= 5;
    EXPECT_TRUE(wild_values(level, {}).empty());
    Series event = shop(300);
    event.y[120] *= 8;
    EXPECT_EQ(wild_values(event, {}), std::vector<size_t>{120});
    Spec knows;
    knows.events = {{"opening", {event.ds[120]}, 0, 0, {}}};
    EXPECT_TRUE(wild_values(event, knows).empty());
    Random random(9);
    const Series rare = daily(300, [&](int) { return random.uniform() < 0.1 ? 50 + 400 * random.uniform() : 0.0; });
    EXPECT_TRUE(wild_values(rare, {}).empty());
    Random heavy(10);
    const Series tails = daily(600, [&](int) { return 100 * std::exp(0.6 * heavy.normal()); });
    EXPECT_TRUE(wild_values(tails, {}).empty());
}

TEST(Combine, DisagreementWidensAndARunawayMovesLittle) {
    const auto at = [](double y) { return std::vector<ForecastPoint>{{0, y, y - 3, y + 3}}; };
    const std::vector<double> equal{0.25, 0.25, 0.25, 0.25};
    const auto one = combine({at(10), at(10), at(10), at(10)}, equal, 0.8);
    EXPECT_DOUBLE_EQ(one[0].yhat, 10);
    EXPECT_DOUBLE_EQ(one[0].upper, 13);
    const auto apart = combine({at(9), at(10), at(10), at(11)}, equal, 0.8);
    EXPECT_DOUBLE_EQ(apart[0].yhat, 10);
    EXPECT_NEAR(apart[0].upper, 10 + std::sqrt(9 + 1.28155 * 1.28155 * 0.5), 1e-3); // variance of the members: (1 + 1) / 4
    const auto runaway = combine({at(10), at(10), at(10), at(1e9)}, equal, 0.8);
    EXPECT_NEAR(runaway[0].yhat, 10.45, 1e-9); // drawn in to 10 + 0.6 of 3
}

} // namespace
} // namespace plumbline::forecast
