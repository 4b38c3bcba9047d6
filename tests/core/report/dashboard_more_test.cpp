// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "core/pulse/pacing.h"
#include "core/report/glossary.h"
#include "core/report/moving_days.h"
#include "nordhang.h"

namespace plumbline::testing {
namespace {

using report::Dashboard;
using report::Reference;
using Texts = std::vector<std::string>;

TEST(DashboardUndated, ShowsTotalsOfAllRows) {
    World timeless = nordhang();
    timeless.info.dates.reset();
    std::erase_if(timeless.info.columns, [](const DatasetColumn& c) { return c.role == "date"; });
    timeless.info.rollup_table.clear();
    const Dashboard d = dashboard(timeless, {});
    EXPECT_FALSE(d.dated);
    EXPECT_EQ(d.title, "Revenue: CHF\u00A051.4k in all rows"); // 26,400 + 24,000 + 1,000
    EXPECT_EQ(d.caption, "This dataset has no date: totals of all rows, no trend.");
    EXPECT_EQ(card(d, "revenue").caption, "all rows");
    EXPECT_TRUE(d.series.series.empty());
    EXPECT_EQ(d.breakdown.rows.size(), 3u);
    EXPECT_EQ(d.campaigns.rows.size(), 3u);
}

TEST(DashboardFilter, IsNamedInTheTitle) {
    const Dashboard d =
        dashboard(nordhang(), {.period = three_weeks(), .filters = {{"channel", {"Search"}, false}}, .grain = Grain::week});
    EXPECT_EQ(d.title, "Search: revenue is up 20.0% on last year, on the same spend"); // 18,000 of 15,000
    const Dashboard fr = dashboard(
        nordhang(),
        {.period = three_weeks(), .filters = {{"channel", {"Search"}, false}}, .grain = Grain::week, .language = Language::fr});
    EXPECT_TRUE(fr.title.starts_with("Search\u00A0: le chiffre d'affaires progresse de 20,0")) << fr.title;
}

TEST(DashboardBreakdown, KeepsItsRowsUnderAFilterOnItselfAndMarksThem) {
    const Dashboard d = dashboard(
        nordhang(),
        {.period = three_weeks(), .filters = {{"channel", {"Search"}, false}}, .grain = Grain::week, .breakdown = "channel"});
    EXPECT_EQ(column(d.breakdown, "name"), (Texts{"Search", "Direct", "Social"}));
    EXPECT_EQ(d.breakdown.selected, Texts{"Search"});
    EXPECT_EQ(d.breakdown.title, "Search gained CHF\u00A03,000, the others lost CHF\u00A0600.00");
    EXPECT_DOUBLE_EQ(*card(d, "revenue").value, 18000); // the rest of the page is filtered
}

TEST(DashboardBreakdown, GoesDownAHierarchyAndSaysTheWayBack) {
    const Dashboard d =
        dashboard(nordhang(), {.period = three_weeks(), .filters = {{"channel", {"Search"}, false}}, .grain = Grain::week});
    EXPECT_EQ(d.breakdown.dimension, "campaign");
    ASSERT_EQ(d.crumbs.size(), 1u);
    EXPECT_EQ(d.crumbs[0].dimension, "channel");
    EXPECT_EQ(d.crumbs[0].value, "Search");
    EXPECT_TRUE(d.drill_into.empty());
    EXPECT_EQ(dashboard(nordhang(), {.period = three_weeks(), .grain = Grain::week}).drill_into, "campaign");
    EXPECT_EQ(d.breakdown.rows[0][0].category_slot, -1); // colours are the channels'
}

TEST(DashboardReferences, AreShownBesideTheComparison) {
    const Dashboard d =
        dashboard(nordhang(), {.period = three_weeks(),
                               .grain = Grain::week,
                               .also = {{Reference::Kind::previous, {}, {}},
                                        {Reference::Kind::event, {day("2025-10-08"), day("2025-10-09")}, "Fair"}}});
    const auto& references = card(d, "revenue").references;
    ASSERT_EQ(references.size(), 2u);
    EXPECT_EQ(references[0].label, "the 3 weeks before");
    EXPECT_EQ(references[0].text, "\u2013"); // nothing sold then
    // From the week of 8 October 2025 on: two of the three weeks of last year, then nothing: 16,000.
    EXPECT_EQ(references[0].caption, "vs 3 weeks before");
    EXPECT_EQ(references[1].label, "since Fair");
    EXPECT_EQ(references[1].value, 16000);
    EXPECT_EQ(references[1].change_text, "+65.0%");
    EXPECT_EQ(references[1].tone, Tone::gain);
    ASSERT_EQ(d.series.series.size(), 3u);
    EXPECT_EQ(d.series.series[0].role, SeriesRole::other);
    EXPECT_EQ(d.series.series[0].points[0].y, 8000);
}

TEST(DashboardReferences, HoldEasterAgainstEasterWhereverItMoved) {
    // Easter Sunday: 31 March 2024, 20 April 2025, 5 April 2026. Black Friday: 28 November 2025, 29 November 2024.
    const auto spring = report::moving_event({day("2026-03-23"), day("2026-04-12")});
    ASSERT_TRUE(spring);
    EXPECT_EQ(spring->id, "easter");
    EXPECT_EQ(spring->then, day("2025-04-20"));
    EXPECT_EQ(spring->days.from, day("2025-04-07"));
    EXPECT_EQ(spring->days.to, day("2025-04-27"));
    const auto autumn = report::moving_event({day("2025-11-24"), day("2026-01-04")}); // over the turn of the year
    ASSERT_TRUE(autumn);
    EXPECT_EQ(autumn->id, "black_friday");
    EXPECT_EQ(autumn->days.from, day("2024-11-25"));
    EXPECT_FALSE(report::moving_event({day("2026-05-01"), day("2026-05-31")}));
    EXPECT_FALSE(report::moving_event({day("2024-01-01"), day("2026-12-31")}));
    // A period without one has nothing to hold it against.
    const Dashboard d =
        dashboard(nordhang(), {.period = three_weeks(), .grain = Grain::week, .also = {{Reference::Kind::holiday, {}, {}}}});
    EXPECT_EQ(card(d, "revenue").references.size(), 0u);
}

TEST(DashboardReferences, OutsideOfTheDataAreSaidToBeMissing) {
    const Dashboard d = dashboard(nordhang(), {.period = DateRange{day("2025-09-29"), day("2025-10-19")},
                                               .compare = metrics::Comparison::none,
                                               .grain = Grain::week,
                                               .also = {{Reference::Kind::year, {}, {}}}});
    ASSERT_EQ(card(d, "revenue").references.size(), 1u);
    EXPECT_EQ(card(d, "revenue").references[0].text, "not in the data");
    EXPECT_FALSE(card(d, "revenue").references[0].change);
}

TEST(DashboardAmounts, ReplacePercentWhereAskedFor) {
    const Dashboard d = dashboard(nordhang(), {.period = three_weeks(), .grain = Grain::week, .absolute = true});
    EXPECT_EQ(card(d, "revenue").change_text, "+CHF\u00A02,400");
    EXPECT_EQ(card(d, "cpa").change_text, "\u2212CHF\u00A01.25");
    EXPECT_EQ(column(d.breakdown, "change")[2], "\u2212600.00");
}

TEST(DashboardAnnotations, StandAtTheirPeriodAndOnlyWhereTheyBelong) {
    std::vector<metrics::Annotation> notes(3);
    notes[0] = {.id = "a", .days = {day("2026-10-07"), day("2026-10-07")}, .text = "Fair"};
    notes[1] = {.id = "b", .days = {day("2026-01-01"), day("2026-01-01")}, .text = "Long ago"};
    notes[2] = {.id = "c",
                .days = {day("2026-10-08"), day("2026-10-08")},
                .text = "Social only",
                .where = {{"channel", {"Social"}, false}}};
    const Dashboard all = dashboard(nordhang(), {.period = three_weeks(), .grain = Grain::week, .annotations = notes});
    ASSERT_EQ(all.series.annotations.size(), 2u);
    EXPECT_EQ(all.series.annotations[0].x, day("2026-10-05").days); // the Monday of its week
    EXPECT_EQ(all.series.annotations[0].id, "a");
    const Dashboard search = dashboard(
        nordhang(),
        {.period = three_weeks(), .filters = {{"channel", {"Search"}, false}}, .grain = Grain::week, .annotations = notes});
    EXPECT_EQ(search.series.annotations.size(), 1u);
}

TEST(DashboardTargets, TellThePace) {
    metrics::Target t;
    t.metric = "revenue";
    t.days = {day("2026-10-05"), day("2026-11-01")}; // 28 days, of which 17 are in the data
    t.value = 28000;
    const Dashboard d = dashboard(nordhang(), {.period = three_weeks(), .grain = Grain::week, .targets = {t}});
    const auto& progress = card(d, "revenue").target;
    ASSERT_TRUE(progress);
    EXPECT_DOUBLE_EQ(progress->actual, 8800 + 9800 + 1000); // W41, W42 and three days of W43
    // The shop sells on Mondays and Wednesdays only: three of the four of each are over, which is more than 17 of 28 days.
    EXPECT_DOUBLE_EQ(progress->expected, 21000);
    EXPECT_EQ(progress->text, "93% of pace"); // 19,600 of 21,000
    EXPECT_EQ(progress->tone, Tone::loss);
    // The pulse and the review tell the same.
    const auto world = nordhang();
    const pulse::Pace pace = pulse::pace_of({&world.info, world.engine.get(), nullptr}, t, day("2026-10-21"));
    EXPECT_DOUBLE_EQ(progress->expected, pace.expected);
    const ChartSeries& line = d.series.series[0];
    ASSERT_EQ(line.role, SeriesRole::target);
    EXPECT_FALSE(line.points[0].y); // W40 is not in it
    EXPECT_EQ(line.points[1].y, 7000);
    // A target of the whole is not held against a part of it.
    const Dashboard search = dashboard(
        nordhang(), {.period = three_weeks(), .filters = {{"channel", {"Search"}, false}}, .grain = Grain::week, .targets = {t}});
    EXPECT_FALSE(card(search, "revenue").target);
}

TEST(DashboardCampaigns, ShowTheColumnsAskedForAndTotalsAsRatiosOfSums) {
    const Dashboard d = dashboard(
        nordhang(), {.period = three_weeks(), .grain = Grain::week, .campaign_columns = {"clicks", "cpc", "roas", "revenue"}});
    Texts ids;
    for (const auto& c : d.campaigns.columns) ids.push_back(c.id);
    EXPECT_EQ(ids, (Texts{"campaign", "channel", "clicks", "cpc", "roas", "revenue", "bar", "change", "verdict"}));
    ASSERT_FALSE(d.campaigns.total.empty());
    EXPECT_EQ(d.campaigns.total[0].text, "Total");
    EXPECT_DOUBLE_EQ(*d.campaigns.total[2].value, 4500);
    EXPECT_DOUBLE_EQ(*d.campaigns.total[3].value, 1); // 4,500 / 4,500, not the mean of 0.50 and 2.00
    EXPECT_DOUBLE_EQ(*d.campaigns.total[4].value, 26400.0 / 4500);
    EXPECT_EQ(d.campaigns.total[7].text, "+10.0%");
}

TEST(DashboardCards, AreThoseAskedForInTheirOrder) {
    const Dashboard d =
        dashboard(nordhang(), {.period = three_weeks(), .grain = Grain::week, .cards = {"ctr", "revenue", "nonsense"}});
    ASSERT_GE(d.cards.size(), 2u);
    EXPECT_EQ(d.cards[0].metric, "ctr");
    EXPECT_EQ(d.cards[1].metric, "revenue");
}

TEST(DashboardSmallShares, AreNotWrittenAsNothing) {
    std::vector<Row> rows;
    for (int d = 0; d < 14; ++d) rows.push_back({day("2026-01-05") + d, {"Display"}, {1000000, 400, 1, 1, 1}});
    const World world({{"channel", "dimension", "channel"}},
                      {{"impressions", "impressions"},
                       {"clicks", "clicks"},
                       {"leads", "leads"},
                       {"orders", "orders"},
                       {"new_customers", "new_customers"}},
                      rows);
    const Dashboard d = dashboard(world, {.cards = {"ctr"}});
    EXPECT_EQ(card(d, "ctr").text, "0.04%"); // 400 of a million
    EXPECT_EQ(column(d.funnel, "rate")[0], "0.04%");
}

TEST(DashboardSeries, SparseSumsAreToldByWeekOrByBars) {
    std::vector<Row> rows;
    for (int d = 0; d < 35; d += 4) rows.push_back({day("2026-01-05") + d, {"Email"}, {10}});
    const World world({{"channel", "dimension", "channel"}}, {{"orders", "orders"}}, rows);
    const DateRange period{day("2026-01-05"), day("2026-02-06")};
    EXPECT_EQ(dashboard(world, {.period = period, .compare = metrics::Comparison::none, .metric = "orders"}).grain, Grain::week);
    const Dashboard by_day =
        dashboard(world, {.period = period, .compare = metrics::Comparison::none, .grain = Grain::day, .metric = "orders"});
    EXPECT_EQ(by_day.grain, Grain::day);
    EXPECT_EQ(by_day.series.series.back().mark, Mark::bar);
    EXPECT_TRUE(by_day.series.y.from_zero);
    EXPECT_NO_THROW(validate(by_day.series));
}

TEST(DashboardCohorts, FollowCampaignsFromTheirFirstWeek) {
    std::vector<Row> rows;
    auto add = [&](const char* monday, const char* campaign, int64_t orders) {
        rows.push_back({day(monday), {campaign}, {orders}});
    };
    add("2026-01-05", "Old", 100); // there from the first day: nobody knows since when
    add("2026-01-12", "A", 10);
    add("2026-01-19", "A", 6);
    add("2026-01-19", "B", 20);
    add("2026-01-26", "A", 4);
    add("2026-01-26", "B", 12);
    rows.push_back({day("2026-02-01"), {"B"}, {1}});
    const World world({{"campaign", "campaign", ""}}, {{"orders", "orders"}}, rows);
    const Dashboard d = dashboard(world, {.metric = "orders", .cohorts = true});
    EXPECT_EQ(column(d.cohorts, "began"), (Texts{"W03 2026", "W04 2026"}));
    EXPECT_EQ(column(d.cohorts, "members"), (Texts{"1", "1"}));
    EXPECT_EQ(column(d.cohorts, "age0"), (Texts{"10", "20"}));
    EXPECT_EQ(column(d.cohorts, "age1"), (Texts{"6", "13"}));
    EXPECT_EQ(column(d.cohorts, "age2"), (Texts{"4", ""})); // not yet
    EXPECT_EQ(d.cohorts.title, "Campaigns that began in W04 2026 brought the most, 33");
    EXPECT_TRUE(dashboard(world, {.metric = "orders"}).cohorts.rows.empty());
}

TEST(DashboardCohorts, HoldRatiosOfSums) {
    std::vector<Row> rows;
    rows.push_back({day("2026-01-05"), {"Old"}, {100, 10}});
    rows.push_back({day("2026-01-12"), {"A"}, {10, 20}});
    rows.push_back({day("2026-01-12"), {"B"}, {30, 30}});
    rows.push_back({day("2026-01-25"), {"B"}, {30, 60}});
    const World world({{"campaign", "campaign", ""}}, {{"cost", "cost"}, {"revenue", "revenue"}}, rows);
    const Dashboard d = dashboard(world, {.metric = "roas", .cohorts = true});
    EXPECT_EQ(column(d.cohorts, "age0"), Texts{"1.25"}); // (20 + 30) / (10 + 30), not the mean of 2 and 1
    EXPECT_EQ(column(d.cohorts, "age1"), Texts{"2.00"});
}

TEST(Glossary, WorksOutAnExampleForEveryMetricInBothLanguages) {
    for (const Language language : {Language::en, Language::fr}) {
        const auto all = report::glossary(nullptr, language);
        EXPECT_GE(all.size(), 20u);
        for (const auto& e : all) {
            EXPECT_FALSE(e.name.empty()) << e.id;
            EXPECT_FALSE(e.formula.empty()) << e.id;
            EXPECT_FALSE(e.unit.empty()) << e.id;
            EXPECT_FALSE(e.good.empty()) << e.id;
            EXPECT_FALSE(e.explanation.empty()) << e.id;
            EXPECT_FALSE(e.example.empty()) << e.id;
        }
    }
    for (const auto& e : report::glossary(nullptr, Language::en)) {
        if (e.id == "roas") {
            EXPECT_EQ(e.example, "Example: 4,500 / 1,000 = 4.50.");
        }
        if (e.id == "cpm") {
            EXPECT_EQ(e.example, "Example: 1,000 × 1,000 / 100,000 = 10.00.");
        }
        if (e.id == "spend_share") {
            EXPECT_EQ(e.example, "Example: 1,000 / 4,000 = 25.0%.");
        }
    }
}

} // namespace
} // namespace plumbline::testing
