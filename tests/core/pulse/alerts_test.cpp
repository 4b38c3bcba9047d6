// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <filesystem>

#include "core/pulse/alerts.h"
#include "tests/core/metrics/world.h"

namespace plumbline::testing {
namespace {

using pulse::AlertState;
using pulse::Rule;
using pulse::RuleKind;

const Date last = day("2026-11-20");

/// 100 days of 1,000 francs, the last one of `value`; Email has had nothing for ten days.
World world_with(int64_t value) {
    std::vector<Row> rows;
    for (int k = 99; k >= 0; --k) {
        const int64_t v = k == 0 ? value : 1000;
        rows.push_back({last - k, {"Search", "Romandie", "Brand"}, {10, 10, 10, v * 10, v * 100}});
        if (k >= 10) rows.push_back({last - k, {"Email", "Romandie", "News"}, {1, 1, 1, 100, 100}});
    }
    return small_world(std::move(rows));
}

pulse::AlertResult look(const World& w, const Rule& rule, std::optional<pulse::RuleState> before = {},
                        pulse::AlertInput input = {}) {
    if (input.now.empty()) input.now = "2026-11-21T06:00:00Z";
    return pulse::look({&w.info, w.engine.get(), w.cube.get()}, rule, before, input);
}

Rule below(double level) { return {.metric = "revenue", .kind = RuleKind::below, .level = level}; }

TEST(Alerts, FireBelowAThresholdAndNotOnIt) {
    const World w = world_with(800);
    EXPECT_EQ(look(w, below(900)).state, AlertState::alert);
    EXPECT_EQ(look(w, below(800)).state, AlertState::ok);
    EXPECT_TRUE(look(w, below(900)).begins);
}

TEST(Alerts, EndOnlyOnceTheValueIsClearlyBack) {
    const pulse::RuleState active{true, "2026-11-19T06:00:00Z"};
    const World edge = world_with(910), back = world_with(950);
    const auto still = look(edge, below(900), active);
    EXPECT_EQ(still.state, AlertState::alert); // 910 is above 900, but not 5% above
    EXPECT_FALSE(still.begins);
    EXPECT_EQ(still.since, "2026-11-19T06:00:00Z");
    const auto over = look(back, below(900), active);
    EXPECT_EQ(over.state, AlertState::ok);
    EXPECT_TRUE(over.ends);
}

TEST(Alerts, SayOnWhichSideOfTheLimitTheValueIs) {
    const World low = world_with(800), edge = world_with(910), risen = world_with(1300);
    EXPECT_NE(look(low, below(900)).text.find("800.00, below the limit of 900.00"), std::string::npos)
        << look(low, below(900)).text;
    // What is back, but not far enough to end the alert, is not called a breach.
    const auto held = look(edge, below(900), pulse::RuleState{true, "2026-11-19T06:00:00Z"});
    EXPECT_NE(held.text.find("back within the limit of 900"), std::string::npos) << held.text;
    Rule above = below(1000);
    above.kind = RuleKind::above;
    EXPECT_NE(look(risen, above).text.find("above the limit"), std::string::npos) << look(risen, above).text;
    Rule rise{.metric = "revenue", .where = {{"channel", {"Search"}}}, .kind = RuleKind::rise, .level = 0.2};
    EXPECT_NE(look(risen, rise).text.find("rose by 30.0%, more than 20.0%"), std::string::npos) << look(risen, rise).text;
    rise.kind = RuleKind::fall;
    EXPECT_NE(look(risen, rise).text.find("change of +30.0%, within the limit"), std::string::npos) << look(risen, rise).text;
    pulse::AlertInput french;
    french.language = Language::fr;
    EXPECT_NE(look(low, below(900), {}, french).text.find("au-dessous de la limite"), std::string::npos);
}

TEST(Alerts, NoDataIsNeverABreachOfAThreshold) {
    const World w = world_with(1000);
    Rule rule = below(900);
    rule.where = {{"channel", {"Email"}}};
    const auto r = look(w, rule);
    EXPECT_EQ(r.state, AlertState::no_data);
    EXPECT_FALSE(r.begins);
    const auto kept = look(w, rule, pulse::RuleState{true, "x"});
    EXPECT_FALSE(kept.ends); // what was active is not taken for mended
}

TEST(Alerts, TellMissingDataByARuleOfTheirOwn) {
    const World w = world_with(1000);
    Rule rule{.metric = "revenue", .where = {{"channel", {"Email"}}}, .kind = RuleKind::no_data, .level = 5};
    EXPECT_EQ(look(w, rule).state, AlertState::alert);
    rule.level = 15;
    EXPECT_EQ(look(w, rule).state, AlertState::ok);
    rule.where.clear();
    rule.level = 3;
    EXPECT_EQ(look(w, rule).state, AlertState::ok);
    pulse::AlertInput later;
    later.now = "2026-11-30T06:00:00Z"; // nobody has imported for nine days
    EXPECT_EQ(look(w, rule, {}, later).state, AlertState::alert);
}

TEST(Alerts, TellADayOutsideOfItsBand) {
    const World odd = world_with(700), usual = world_with(1000);
    const Rule rule{.metric = "revenue", .where = {{"channel", {"Search"}}}, .kind = RuleKind::unusual};
    EXPECT_EQ(look(odd, rule).state, AlertState::alert);
    EXPECT_EQ(look(usual, rule).state, AlertState::ok);
}

TEST(Alerts, TellARiseAndAFall) {
    const World w = world_with(1300);
    Rule rule{.metric = "revenue", .where = {{"channel", {"Search"}}}, .kind = RuleKind::rise, .level = 0.2};
    EXPECT_EQ(look(w, rule).state, AlertState::alert);
    rule.kind = RuleKind::fall;
    EXPECT_EQ(look(w, rule).state, AlertState::ok);
}

TEST(Alerts, TellATargetAtRisk) {
    const World w = world_with(1000);
    Rule rule{.metric = "revenue", .where = {{"channel", {"Search"}}}, .kind = RuleKind::target_at_risk, .level = 0.95};
    pulse::AlertInput input;
    EXPECT_EQ(look(w, rule, {}, input).state, AlertState::no_data); // there is no target
    input.targets = {{.metric = "revenue", .days = {day("2026-11-01"), day("2026-11-30")}, .value = 60'000, .where = rule.where}};
    EXPECT_EQ(look(w, rule, {}, input).state, AlertState::alert); // 20,000 of the 40,000 that were to be there
}

TEST(Alerts, AreLookedAtButNotToldWhileSnoozed) {
    const World w = world_with(800);
    Rule rule = below(900);
    rule.snoozed_until = "2026-11-25";
    EXPECT_EQ(look(w, rule).state, AlertState::snoozed);
    pulse::AlertInput later;
    later.now = "2026-11-25T06:00:00Z";
    EXPECT_EQ(look(w, rule, {}, later).state, AlertState::alert);
}

TEST(Alerts, RefuseARuleThatCannotBe) {
    EXPECT_THROW((Rule{.kind = RuleKind::fall, .level = -0.2}.validate()), Error);
    EXPECT_THROW((Rule{.kind = RuleKind::below, .level = 10, .clear = 5}.validate()), Error);
    EXPECT_THROW((Rule{.kind = RuleKind::unusual, .severity = "terrible"}.validate()), Error);
    EXPECT_THROW(pulse::parse_rule_kind("sometimes"), Error);
}

TEST(Alerts, KeepTheirStateAndALogInTheWorkspace) {
    const auto folder = std::filesystem::temp_directory_path() / "plumbline_alerts_test";
    std::filesystem::remove_all(folder);
    {
        auto workspace = store::Workspace::create(folder, "w");
        World low = world_with(800), high = world_with(1000);
        Rule rule = pulse::put_rule(*workspace, below(900));
        pulse::AlertInput input;
        input.now = "2026-11-21T06:00:00Z";
        auto check = [&](const World& w) {
            return pulse::check_alerts({&w.info, w.engine.get(), w.cube.get()}, *workspace, input);
        };
        EXPECT_TRUE(check(low).at(0).begins);
        EXPECT_FALSE(check(low).at(0).begins); // told once
        EXPECT_TRUE(check(high).at(0).ends);
        const auto log = pulse::alert_log(*workspace);
        ASSERT_EQ(log.size(), 2u);
        EXPECT_EQ(log[0].event, "ends");
        EXPECT_EQ(log[1].event, "begins");
        EXPECT_TRUE(pulse::remove_rule(*workspace, rule.id));
        EXPECT_TRUE(check(low).empty());
    }
    std::filesystem::remove_all(folder);
}

} // namespace
} // namespace plumbline::testing
