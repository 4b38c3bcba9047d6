// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "nordhang.h"

namespace plumbline::testing {
namespace {

using metrics::Comparison;
using report::Dashboard;
using Texts = std::vector<std::string>;

/// One channel and the measures named, one row a day from a Monday on; the k-th measure of day d is (d + 1) * 10^k.
World daily(std::vector<MeasureSpec> measures, int days, const char* from = "2026-01-05") {
    std::vector<Row> rows;
    for (int d = 0; d < days; ++d) {
        Row row{day(from) + d, {"Search"}, {}};
        int64_t unit = 1;
        for (size_t k = 0; k < measures.size(); ++k, unit *= 10) row.measures.push_back((d + 1) * unit);
        rows.push_back(row);
    }
    return World({{"channel", "dimension", "channel"}}, std::move(measures), std::move(rows));
}

TEST(DashboardDefaults, AreThirteenWholeWeeksByWeek) {
    const Dashboard d = dashboard(daily({{"orders", "orders"}}, 20 * 7 + 3), {});
    EXPECT_EQ(d.period.days(), 13 * 7);
    EXPECT_EQ(iso_weekday(d.period.from), 1);
    EXPECT_EQ(d.period.to, day("2026-01-05") + (20 * 7 - 1));
    EXPECT_EQ(d.grain, Grain::week);
}

TEST(DashboardDefaults, AreFewerWeeksWhereTheDataAreShorterAndThenByDay) {
    const Dashboard d = dashboard(daily({{"orders", "orders"}}, 3 * 7 + 2), {});
    EXPECT_EQ(d.period, (DateRange{day("2026-01-05"), day("2026-01-25")}));
    EXPECT_EQ(d.grain, Grain::day);
    EXPECT_EQ(d.compare_used, Comparison::none);
    EXPECT_EQ(card(d, "orders").caption, "no comparison");
    EXPECT_EQ(d.title, "Orders come to 231 in 3 weeks"); // 1 + 2 + … + 21
    EXPECT_EQ(d.caption, "5 to 25 Jan 2026. There is nothing earlier to compare with.");
}

TEST(DashboardDefaults, FallBackToTheWeeksBefore) {
    // 26 whole weeks: last year is not there, the 13 before are.
    const Dashboard d = dashboard(daily({{"orders", "orders"}}, 26 * 7), {});
    EXPECT_EQ(d.compare_used, Comparison::previous);
    EXPECT_EQ(d.comparison_label, "the 13 weeks before");
    EXPECT_NE(d.caption.find("Last year is not in the data, so the 13 weeks before are compared."), std::string::npos)
        << d.caption;
    // days 92 to 182 sum to 12,467, days 1 to 91 to 4,186: up 197.8%
    EXPECT_EQ(d.title, "Orders are up 197.8% on the 13 weeks before");
    EXPECT_EQ(d.series.title, "Orders peaked at 1,253 in W27"); // 176 + … + 182; W02 is the first of 26
    ASSERT_EQ(d.series.series.size(), 2u);
    EXPECT_EQ(d.series.series[0].name, "before");
    EXPECT_EQ(d.series.series[0].points[0].y, 28); // 1 + … + 7, under the first of the 13 weeks
}

TEST(DashboardDefaults, AWholeMonthByDayIsComparedAsAMonth) {
    const Dashboard d = dashboard(daily({{"orders", "orders"}}, 80),
                                  {.period = DateRange{day("2026-02-01"), day("2026-02-28")}, .compare = Comparison::previous});
    EXPECT_EQ(d.compare_used, Comparison::none); // January is not whole
    const Dashboard march =
        dashboard(daily({{"orders", "orders"}}, 90),
                  {.period = DateRange{day("2026-03-01"), day("2026-03-31")}, .compare = Comparison::previous});
    EXPECT_EQ(march.comparison_label, "the month before");
    EXPECT_EQ(march.comparison, (DateRange{day("2026-02-01"), day("2026-02-28")}));
}

TEST(DashboardCards, ShowWhatTheDatasetHas) {
    const Dashboard d = dashboard(daily({{"clicks", "clicks"}, {"cost", "cost", FieldType::decimal, 2}}, 14), {});
    Texts ids;
    for (const auto& c : d.cards) ids.push_back(c.metric);
    EXPECT_EQ(ids, (Texts{"cost", "clicks", "cpc"}));
    EXPECT_EQ(card(d, "cpc").text, "0.10"); // ten hundredths a click; no currency is known
    EXPECT_EQ(d.funnel.title, "Too few measures for a funnel");
    EXPECT_TRUE(d.funnel.rows.empty());
    EXPECT_EQ(d.campaigns.title, "This dataset has no campaigns");
    EXPECT_NE(d.title.find("Spend"), std::string::npos) << d.title; // revenue was asked for and is not there
}

TEST(DashboardCards, ShowOwnMeasuresWhereNoneIsKnown) {
    const Dashboard d = dashboard(daily({{"visitors", "measure"}, {"bookings", "measure"}}, 14), {});
    ASSERT_EQ(d.cards.size(), 2u);
    EXPECT_EQ(d.cards[0].label, "visitors");
    EXPECT_EQ(d.cards[0].text, "105"); // 1 + … + 14
    EXPECT_EQ(d.cards[1].text, "1,050");
    EXPECT_EQ(d.title, "Visitors comes to 105 in 2 weeks");
    EXPECT_FALSE(d.series.series.empty());
}

TEST(DashboardCards, SayWhyAValueIsMissing) {
    const World world = nordhang();
    const Dashboard d = dashboard(world, {.period = three_weeks(), .filters = {{"channel", {"Direct"}, false}}});
    EXPECT_EQ(card(d, "roas").text, "\u2013");
    EXPECT_EQ(card(d, "roas").caption, "no spend in this period");
    EXPECT_FALSE(card(d, "roas").value.has_value());
    EXPECT_EQ(card(d, "roas").arrow, 0);
    EXPECT_EQ(card(d, "revenue").text, "CHF\u00A06,000");
    EXPECT_EQ(card(d, "revenue").change_text, "0.0%");
    EXPECT_EQ(card(d, "revenue").tone, Tone::muted);
    EXPECT_EQ(d.filters_label, "Channel Direct");
    EXPECT_EQ(d.breakdown.dimension, "campaign"); // one channel alone is no breakdown
}

TEST(DashboardCards, SayThatThereAreNoRows) {
    const Dashboard d = dashboard(nordhang(), {.period = DateRange{day("2030-01-01"), day("2030-01-31")}});
    EXPECT_EQ(d.title, "No rows in this period");
    for (const auto& c : d.cards) {
        EXPECT_EQ(c.text, "\u2013") << c.metric;
        EXPECT_EQ(c.caption, "no rows in this period") << c.metric;
    }
    EXPECT_TRUE(d.breakdown.rows.empty());
}

TEST(DashboardBreakdown, PutsTheRestLastAndKeepsColoursUnderAFilter) {
    std::vector<Row> rows;
    for (int v = 0; v < 12; ++v)
        for (int d = 0; d < 7; ++d)
            rows.push_back({day("2026-01-05") + d, {"value " + std::to_string(v), v % 2 ? "odd" : "even"}, {12 - v}});
    const World world({{"channel", "dimension", "channel"}, {"region", "dimension", "region"}}, {{"orders", "orders"}}, rows);
    const Dashboard all = dashboard(world, {});
    ASSERT_EQ(all.breakdown.rows.size(), 8u);
    const auto& other = all.breakdown.rows.back();
    EXPECT_EQ(other[0].text, "Other");
    EXPECT_EQ(other[0].category_slot, other_slot);
    EXPECT_EQ(other[1].value, 7 * (1 + 2 + 3 + 4 + 5)); // the five smallest
    EXPECT_EQ(all.breakdown.rows[2][0].category_slot, 2);

    const Dashboard odd = dashboard(world, {.filters = {{"region", {"odd"}, false}}});
    EXPECT_EQ(odd.breakdown.rows[0][0].text, "value 1");
    EXPECT_EQ(odd.breakdown.rows[0][0].category_slot, 1); // its rank in the whole dataset
    EXPECT_EQ(odd.breakdown.rows.back()[0].text, "value 11");
    EXPECT_EQ(odd.breakdown.rows.back()[0].category_slot, other_slot); // beyond the eighth
}

TEST(DashboardSeries, LeavesZeroOutOnlyWhereTheSubtitleSaysSo) {
    std::vector<Row> rows;
    for (int d = 0; d < 14; ++d) rows.push_back({day("2026-01-05") + d, {"Search"}, {600 + 10 * d}});
    const World world({{"channel", "dimension", "channel"}}, {{"orders", "orders"}}, rows);
    const Dashboard d = dashboard(world, {});
    EXPECT_FALSE(d.series.y.from_zero);
    EXPECT_EQ(d.series.subtitle, "Orders by day, axis from 600");
}

TEST(DashboardRatio, IsRankedAndSpokenOfAsARatio) {
    const Dashboard d = dashboard(nordhang(), {.period = three_weeks(), .grain = Grain::week, .metric = "roas"});
    EXPECT_EQ(d.title, "ROAS is up 2.7% on last year");
    EXPECT_EQ(d.breakdown.title, "Search has the highest ROAS, 12.00");
    EXPECT_EQ(column(d.breakdown, "value"), (Texts{"12.00", "0.80", "\u2013"})); // the missing one last
}

TEST(DashboardRequest, IsRefusedWithItsReason) {
    auto code = [](auto&& build) {
        try {
            build();
        } catch (const Error& e) {
            return e.code();
        }
        return ErrorCode::count_;
    };
    const World world = nordhang();
    EXPECT_EQ(code([&] { dashboard(world, {.breakdown = "planet"}); }), ErrorCode::dimension_unknown);
    EXPECT_EQ(code([&] { dashboard(world, {.metric = "happiness of everyone"}); }), ErrorCode::metric_unknown);
    EXPECT_EQ(code([&] {
                  dashboard(world, {.period = DateRange{day("2026-02-01"), day("2026-01-01")}});
              }),
              ErrorCode::period_invalid);
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(code([&] {
                  report::build_dashboard({&world.info, world.engine.get(), nullptr}, {}, stop.get_token());
              }),
              ErrorCode::cancelled);
}

} // namespace
} // namespace plumbline::testing
