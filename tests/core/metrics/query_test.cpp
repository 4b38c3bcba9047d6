// SPDX-License-Identifier: GPL-3.0-or-later
// A company small enough to add up by hand, asked the same from memory, from the roll-up and from the facts.
#include <gtest/gtest.h>

#include "core/base/calendar.h"
#include "world.h"

using namespace plumbline;
using namespace plumbline::metrics;
using namespace plumbline::testing;

namespace {

/// Monday 5 to Wednesday 21 October 2026: weeks 41 and 42 whole, week 43 has three days of seven.
const World& shop() {
    static const World world = small_world({
        // day, {channel, region, campaign}, {impressions, clicks, orders, cost, revenue}
        {day("2026-10-05"), {"Search", "North", "s1"}, {1000, 100, 10, 50'00, 200'00}},
        {day("2026-10-07"), {"Social", "North", "p1"}, {3000, 60, 2, 60'00, 90'00}},
        {day("2026-10-13"), {"Search", "South", "s1"}, {2000, 100, 5, 80'00, 160'00}},
        {day("2026-10-14"), {"Email", std::nullopt, "e1"}, {0, 0, 1, 0, 30'00}},
        {day("2026-10-21"), {"Search", "North", "s2"}, {500, 50, 4, 25'00, 99'99}},
    });
    return world;
}

std::string cell(const Table& t, size_t row, const char* column) { return to_text(t.at(column).value(row)); }
std::optional<double> number(const Table& t, size_t row, const char* column) { return t.at(column).number(row); }

std::string column(const Table& t, const char* name) {
    std::string out;
    for (size_t r = 0; r < t.rows(); ++r) out += (r ? "|" : "") + to_text(t.at(name).value(r));
    return out;
}

class AskingTheShop : public ::testing::TestWithParam<Way> {
protected:
    Answer ask(const Query& q) const { return shop().run(q, GetParam()); }
    Table table(const Query& q) const { return ask(q).table; }
};

INSTANTIATE_TEST_SUITE_P(EveryWay, AskingTheShop, ::testing::Values(Way::cube, Way::rollup, Way::facts), [](const auto& p) {
    return std::string(p.param == Way::cube ? "Cube" : p.param == Way::rollup ? "Rollup" : "Facts");
});

} // namespace

TEST_P(AskingTheShop, TotalsAreExactAndRatiosAreRatiosOfSums) {
    const Answer a = ask({.metrics = {"cost", "revenue", "clicks", "ctr", "roas", "cpm", "aov", "profit", "roi"}});
    const Table& t = a.table;
    ASSERT_EQ(t.rows(), 1u);
    EXPECT_EQ(number(t, 0, "cost"), 215.0);
    EXPECT_EQ(number(t, 0, "revenue"), 579.99);
    EXPECT_EQ(t.at("clicks").integer(0), 310);
    EXPECT_DOUBLE_EQ(*number(t, 0, "ctr"), 310.0 / 6500);
    EXPECT_DOUBLE_EQ(*number(t, 0, "roas"), 579.99 / 215);
    EXPECT_DOUBLE_EQ(*number(t, 0, "cpm"), 215.0 * 1000 / 6500);
    EXPECT_DOUBLE_EQ(*number(t, 0, "aov"), 579.99 / 22);
    EXPECT_EQ(number(t, 0, "profit"), 364.99);
    EXPECT_DOUBLE_EQ(*number(t, 0, "roi"), 364.99 / 215);
    EXPECT_EQ(a.period, (DateRange{day("2026-10-05"), day("2026-10-21")}));
    EXPECT_EQ(a.data_to, day("2026-10-21"));
}

TEST_P(AskingTheShop, ColumnsCarryTheUnitOfTheirMetric) {
    const Table t = table({.metrics = {"cost", "clicks", "ctr", "roas"}, .compare = Comparison::previous});
    EXPECT_EQ(t.at("cost").unit(), "currency");
    EXPECT_EQ(t.at("cost_previous").unit(), "currency");
    EXPECT_EQ(t.at("cost_change").unit(), "percent");
    EXPECT_EQ(t.at("clicks").unit(), "count");
    EXPECT_EQ(t.at("clicks").type(), ColumnType::integer);
    EXPECT_EQ(t.at("ctr").unit(), "percent");
    EXPECT_EQ(t.at("roas").unit(), "ratio");
    EXPECT_EQ(t.columns(), 12u);
}

TEST_P(AskingTheShop, DivisionByZeroIsMissing) {
    const Table t = table({.metrics = {"roas", "ctr", "cost"}, .filters = {{"channel", {"Email"}}}});
    EXPECT_EQ(number(t, 0, "roas"), std::nullopt);
    EXPECT_EQ(number(t, 0, "ctr"), std::nullopt);
    EXPECT_EQ(number(t, 0, "cost"), 0.0);
}

TEST_P(AskingTheShop, GroupsComeLargestFirst) {
    const Table t = table({.metrics = {"revenue", "orders"}, .by = {"channel"}});
    EXPECT_EQ(column(t, "channel"), "Search|Social|Email");
    EXPECT_EQ(column(t, "revenue"), "459.99|90|30");
    EXPECT_EQ(column(t, "orders"), "19|2|1");
}

TEST_P(AskingTheShop, OrderAndLimitFollowTheQuestion) {
    EXPECT_EQ(column(table({.metrics = {"revenue"}, .by = {"channel"}, .order = Order{"revenue", false}}), "channel"),
              "Email|Social|Search");
    EXPECT_EQ(column(table({.metrics = {"revenue"}, .by = {"channel"}, .order = Order{"channel", false}}), "channel"),
              "Email|Search|Social");
    EXPECT_EQ(column(table({.metrics = {"revenue"}, .by = {"channel"}, .order = Order{"channel", true}, .limit = 2}), "channel"),
              "Social|Search");
    // A metric that is not shown; Email has no ROAS and comes last in either direction. Search 459.99 / 155 = 2.97, Social 1.5.
    for (const bool descending : {false, true}) {
        const Table t = table({.metrics = {"orders"}, .by = {"channel"}, .order = Order{"roas", descending}});
        EXPECT_EQ(column(t, "channel"), descending ? "Search|Social|Email" : "Social|Search|Email");
        EXPECT_EQ(t.columns(), 2u);
    }
}

TEST_P(AskingTheShop, AMissingDimensionValueIsARowAndAFilter) {
    const Table t = table({.metrics = {"revenue"}, .by = {"region"}, .order = Order{"region", false}});
    EXPECT_EQ(column(t, "region"), "North|South|");
    EXPECT_TRUE(t.at("region").is_null(2));
    EXPECT_EQ(column(table({.metrics = {"revenue"}, .filters = {{"region", {""}}}}), "revenue"), "30");
    EXPECT_EQ(column(table({.metrics = {"revenue"}, .filters = {{"region", {"", "South"}}}}), "revenue"), "190");
    EXPECT_EQ(column(table({.metrics = {"revenue"}, .filters = {{"region", {""}, true}}}), "revenue"), "549.99");
    EXPECT_EQ(column(table({.metrics = {"revenue"}, .filters = {{"region", {"North"}, true}}}), "revenue"),
              "190"); // missing stays
    EXPECT_EQ(column(table({.metrics = {"revenue"}, .filters = {{"region", {"North", ""}, true}}}), "revenue"), "160");
}

TEST_P(AskingTheShop, FiltersAreJoinedByAnd) {
    const Table t = table({.metrics = {"clicks"},
                           .filters = {{"channel", {"Search", "Social"}}, {"region", {"North"}}, {"campaign", {"s2"}, true}}});
    EXPECT_EQ(column(t, "clicks"), "160");
    EXPECT_EQ(column(table({.metrics = {"clicks"}, .filters = {{"channel", {"Email"}}, {"region", {"North"}}}}), "clicks"),
              ""); // nothing: missing
    EXPECT_EQ(column(table({.metrics = {"clicks"}, .filters = {{"channel", {}}}}), "clicks"), "310");
}

TEST_P(AskingTheShop, ATimeSeriesShowsGapsAndPartialPeriods) {
    const Table weeks = table({.metrics = {"revenue"}, .grain = Grain::week});
    EXPECT_EQ(column(weeks, "period"), "2026-10-05|2026-10-12|2026-10-19");
    EXPECT_EQ(column(weeks, "revenue"), "290|190|99.99");
    EXPECT_EQ(column(weeks, "partial"), "false|false|true");
    const Table days =
        table({.metrics = {"clicks"}, .grain = Grain::day, .period = DateRange{day("2026-10-05"), day("2026-10-07")}});
    EXPECT_EQ(column(days, "clicks"), "100||60"); // the 6th is a gap, not a zero
    EXPECT_EQ(column(days, "partial"), "false|false|false");
    // The question cuts week 41, the data end in week 43, week 44 is ahead of them.
    const Table cut =
        table({.metrics = {"clicks"}, .grain = Grain::week, .period = DateRange{day("2026-10-06"), day("2026-11-01")}});
    EXPECT_EQ(column(cut, "clicks"), "60|100|50|");
    EXPECT_EQ(column(cut, "partial"), "true|false|true|true");
}

TEST_P(AskingTheShop, MonthQuarterAndYearAreStartsOfTheirPeriods) {
    for (const auto& [grain, start] :
         {std::pair{Grain::month, "2026-10-01"}, {Grain::quarter, "2026-10-01"}, {Grain::year, "2026-01-01"}}) {
        const Table t = table({.metrics = {"clicks"}, .grain = grain});
        EXPECT_EQ(column(t, "period"), start);
        EXPECT_EQ(column(t, "clicks"), "310");
        EXPECT_EQ(column(t, "partial"), "true");
    }
}

TEST_P(AskingTheShop, ASeriesByDimensionHasRowsOnlyWhereThereAreData) {
    const Table t = table({.metrics = {"clicks"}, .by = {"channel"}, .grain = Grain::week});
    EXPECT_EQ(column(t, "period"), "2026-10-05|2026-10-05|2026-10-12|2026-10-12|2026-10-19");
    EXPECT_EQ(column(t, "channel"), "Search|Social|Email|Search|Search");
    EXPECT_EQ(column(t, "clicks"), "100|60|0|100|50");
}

TEST_P(AskingTheShop, PeriodsAreComparedOnlyWhereBothAreComplete) {
    const Answer a = ask({.metrics = {"revenue", "ctr"},
                          .period = DateRange{day("2026-10-12"), day("2026-10-18")},
                          .compare = Comparison::previous});
    EXPECT_EQ(a.comparison, (DateRange{day("2026-10-05"), day("2026-10-11")}));
    EXPECT_EQ(number(a.table, 0, "revenue_previous"), 290.0);
    EXPECT_DOUBLE_EQ(*number(a.table, 0, "revenue_change"), (190.0 - 290.0) / 290.0);
    EXPECT_DOUBLE_EQ(*number(a.table, 0, "ctr_change"), 100.0 / 2000 - 160.0 / 4000); // points, not percent of percent
    for (const DateRange& r : {DateRange{day("2026-10-05"), day("2026-10-11")},       // the week before is before the data
                               DateRange{day("2026-10-07"), day("2026-10-09")},       // three days before: one of them is
                               DateRange{day("2026-10-19"), day("2026-10-25")}}) {    // four days are still to come
        const Answer b = ask({.metrics = {"revenue"}, .period = r, .compare = Comparison::previous});
        EXPECT_EQ(number(b.table, 0, "revenue_previous"), std::nullopt);
        EXPECT_EQ(number(b.table, 0, "revenue_change"), std::nullopt);
        EXPECT_EQ(b.comparison, std::nullopt);
    }
}

TEST_P(AskingTheShop, EachWeekIsComparedWithTheOneBefore) {
    const Table t = table({.metrics = {"revenue"}, .grain = Grain::week, .compare = Comparison::previous});
    EXPECT_EQ(column(t, "revenue_previous"), "|290|"); // none before the first; the partial one is not compared
    EXPECT_EQ(number(t, 0, "revenue_change"), std::nullopt);
    EXPECT_DOUBLE_EQ(*number(t, 1, "revenue_change"), -100.0 / 290.0);
    EXPECT_EQ(number(t, 2, "revenue_change"), std::nullopt);
    // The comparison may lie outside of the period asked for.
    const Table second = table({.metrics = {"revenue"},
                                .grain = Grain::week,
                                .period = DateRange{day("2026-10-12"), day("2026-10-18")},
                                .compare = Comparison::previous});
    EXPECT_EQ(column(second, "revenue_previous"), "290");
}

TEST_P(AskingTheShop, AGroupWithoutAPastHasNothingToCompareWith) {
    const Table t = table({.metrics = {"revenue"},
                           .by = {"channel"},
                           .period = DateRange{day("2026-10-12"), day("2026-10-18")},
                           .compare = Comparison::previous});
    EXPECT_EQ(column(t, "channel"), "Search|Email"); // Social sold only the week before
    EXPECT_EQ(column(t, "revenue_previous"), "200|");
    EXPECT_EQ(column(t, "revenue_change"), "-0.2|");
}

TEST_P(AskingTheShop, SharesAreOfWhatTheFiltersLeaveInTheSamePeriod) {
    const Table t = table({.metrics = {"spend_share"}, .by = {"channel"}, .filters = {{"region", {"North"}}}});
    EXPECT_EQ(column(t, "channel"), "Search|Social");
    EXPECT_DOUBLE_EQ(*number(t, 0, "spend_share"), 75.0 / 135);
    EXPECT_DOUBLE_EQ(*number(t, 1, "spend_share"), 60.0 / 135);
    const Table weekly = table({.metrics = {"revenue_share"}, .by = {"channel"}, .grain = Grain::week});
    EXPECT_DOUBLE_EQ(*number(weekly, 0, "revenue_share"), 200.0 / 290);
    EXPECT_DOUBLE_EQ(*number(weekly, 2, "revenue_share"), 30.0 / 190);
    EXPECT_DOUBLE_EQ(*number(weekly, 4, "revenue_share"), 1.0);
}

TEST_P(AskingTheShop, TheRestIsOneLastRowWhoseRatiosAreOfItsSums) {
    const Answer a = ask({.metrics = {"revenue", "roas", "revenue_share"},
                          .by = {"channel"},
                          .order = Order{"revenue", true},
                          .limit = 1,
                          .other = true});
    const Table& t = a.table;
    EXPECT_TRUE(a.has_other);
    EXPECT_EQ(column(t, "channel"), "Search|other");
    EXPECT_EQ(column(t, "revenue"), "459.99|120");
    EXPECT_DOUBLE_EQ(*number(t, 1, "roas"), 120.0 / 60);
    EXPECT_DOUBLE_EQ(*number(t, 1, "revenue_share"), 120.0 / 579.99);
    // Ascending keeps the smallest, and the rest, though largest, is still last.
    EXPECT_EQ(
        column(table({.metrics = {"revenue"}, .by = {"channel"}, .order = Order{"revenue", false}, .limit = 1, .other = true}),
               "channel"),
        "Email|other");
    const Answer all = ask({.metrics = {"revenue"}, .by = {"channel"}, .limit = 3, .other = true});
    EXPECT_FALSE(all.has_other);
    EXPECT_EQ(all.table.rows(), 3u);
}

TEST_P(AskingTheShop, TheRestIncludesWhatStoppedSinceTheComparison) {
    const Table t = table({.metrics = {"revenue"},
                           .by = {"channel"},
                           .period = DateRange{day("2026-10-12"), day("2026-10-18")},
                           .compare = Comparison::previous,
                           .limit = 1,
                           .other = true});
    EXPECT_EQ(column(t, "channel"), "Search|other");
    EXPECT_EQ(column(t, "revenue"), "160|30");
    EXPECT_EQ(column(t, "revenue_previous"), "200|90"); // Social
}

TEST_P(AskingTheShop, ASeriesOfTheTopKeepsTheSameValuesInEachPeriod) {
    const Table t = table({.metrics = {"clicks"}, .by = {"channel"}, .grain = Grain::week, .limit = 1, .other = true});
    EXPECT_EQ(column(t, "period"), "2026-10-05|2026-10-05|2026-10-12|2026-10-12|2026-10-19");
    EXPECT_EQ(column(t, "channel"), "Search|other|Search|other|Search");
    EXPECT_EQ(column(t, "clicks"), "100|60|100|0|50");
}

TEST_P(AskingTheShop, SeveralDimensionsMakeCombinations) {
    const Table t = table({.metrics = {"clicks"}, .by = {"region", "channel"}});
    EXPECT_EQ(column(t, "region"), "North|South|North|");
    EXPECT_EQ(column(t, "channel"), "Search|Search|Social|Email");
    EXPECT_EQ(column(t, "clicks"), "150|100|60|0");
}

TEST_P(AskingTheShop, APeriodOutsideOfTheDataHasNoValue) {
    const Table t = table({.metrics = {"clicks"}, .period = DateRange{day("2020-01-01"), day("2020-12-31")}});
    ASSERT_EQ(t.rows(), 1u);
    EXPECT_TRUE(t.at("clicks").is_null(0));
    EXPECT_EQ(table({.metrics = {"clicks"}, .by = {"channel"}, .period = DateRange{day("2020-01-01"), day("2020-12-31")}}).rows(),
              0u);
}

TEST_P(AskingTheShop, AVeryLongPeriodShowsTheDaysThatHaveData) {
    const DateRange ages{day("0001-01-01"), day("9999-12-31")};
    EXPECT_EQ(table({.metrics = {"clicks"}, .grain = Grain::day, .period = ages}).rows(), 17u);
    EXPECT_EQ(column(table({.metrics = {"clicks"}, .period = ages}), "clicks"), "310");
    EXPECT_EQ(
        table({.metrics = {"clicks"}, .grain = Grain::day, .period = DateRange{day("0001-01-01"), day("0999-12-31")}}).rows(),
        0u);
}

TEST_P(AskingTheShop, NamesOfMetricsAndDimensionsMayBeSaidInOtherWords) {
    const Table t = table({.metrics = {"Coût par commande"}, .by = {"Channel"}, .order = Order{"cost per order", false}});
    EXPECT_EQ(column(t, "Channel"), "Email|Search|Social"); // 0, 155 / 19, 30
    EXPECT_EQ(cell(t, 2, "cpa"), "30");
}

TEST_P(AskingTheShop, ValuesOfADimensionComeLargestFirst) {
    const Way way = GetParam();
    const Context context{way == Way::facts ? &shop().facts_info : &shop().info, shop().engine.get(),
                          way == Way::cube ? shop().cube.get() : nullptr};
    const Table t = dimension_values(context, "channel", 2);
    EXPECT_EQ(column(t, "value"), "Search|Social");
    EXPECT_EQ(column(t, "total"), "459.99|90");
}

TEST_P(AskingTheShop, PeriodsFollowTheCalendarThatWasSet) {
    set_calendar({7, 11});
    const Table weeks = table({.metrics = {"revenue"}, .grain = Grain::week});
    EXPECT_EQ(column(weeks, "period"), "2026-10-04|2026-10-11|2026-10-18") << "Sundays";
    EXPECT_EQ(number(weeks, 0, "revenue"), 290.0);
    EXPECT_EQ(number(weeks, 1, "revenue"), 190.0);
    EXPECT_EQ(number(weeks, 2, "revenue"), 99.99);
    // A business year from November: October is in its last quarter.
    EXPECT_EQ(column(table({.metrics = {"revenue"}, .grain = Grain::quarter}), "period"), "2026-08-01");
    EXPECT_EQ(column(table({.metrics = {"revenue"}, .grain = Grain::year}), "period"), "2025-11-01");
    set_calendar({6, 10});
    EXPECT_EQ(column(table({.metrics = {"revenue"}, .grain = Grain::week}), "period"), "2026-10-03|2026-10-10|2026-10-17");
    EXPECT_EQ(column(table({.metrics = {"revenue"}, .grain = Grain::year}), "period"), "2026-10-01");
    set_calendar({});
}
