// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/roi.h"

#include <gtest/gtest.h>

#include <cmath>

#include "nordhang.h"

namespace plumbline::testing {
namespace {

using Texts = std::vector<std::string>;

report::RoiReport roi(const World& world, report::DashboardRequest request) {
    return report::build_roi({&world.info, world.engine.get(), nullptr}, request);
}

TEST(RollingSlope, IsTheLineThatTheNumbersWereMadeFrom) {
    std::vector<std::optional<double>> x, y;
    for (int i = 0; i < 20; ++i) {
        x.push_back(100 + 10 * (i % 5));
        y.push_back(50 + 3 * *x.back());
    }
    const auto slope = report::rolling_slope(x, y, 13, 8, 0.05);
    EXPECT_FALSE(slope[6]); // seven points
    for (size_t i = 7; i < slope.size(); ++i) EXPECT_NEAR(slope[i].value(), 3, 1e-9) << i;
}

TEST(RollingSlope, SaysNothingWhereSpendStoodStill) {
    const std::vector<std::optional<double>> x(20, 100.0);
    std::vector<std::optional<double>> y(20, 5.0);
    for (const auto& s : report::rolling_slope(x, y, 13, 8, 0.05)) EXPECT_FALSE(s);
}

TEST(Roi, SaysWhoReturnsLessThanItCosts) {
    const report::RoiReport r = roi(nordhang(), {.period = three_weeks(), .grain = Grain::week});
    EXPECT_TRUE(r.possible);
    // Video, broad: 2,400 back for 3,000; Brand pays; No campaign costs nothing.
    EXPECT_EQ(r.title, "One of 2 campaigns returns less than it costs, CHF\u00A0600.00");
    EXPECT_EQ(column(r.under, "campaign"), Texts{"Video, broad"});
    EXPECT_EQ(column(r.under, "shortfall"), Texts{"600"});
    EXPECT_EQ(column(r.under, "periods"), Texts{"3/3"});
    ASSERT_EQ(r.scatter.series.size(), 3u);
    EXPECT_EQ(r.scatter.series[0].role, SeriesRole::target);
    EXPECT_EQ(r.scatter.series[0].points[1].x, r.scatter.series[0].points[1].y); // break-even
    EXPECT_EQ(r.scatter.series[2].role, SeriesRole::loss);
    EXPECT_EQ(r.scatter.series[2].points[0].note, "Video, broad");
    EXPECT_NO_THROW(validate(r.scatter));
}

TEST(Roi, SpeaksOfChannelsWhereThereAreNoCampaigns) {
    World world = nordhang();
    for (DatasetColumn& c : world.info.columns)
        if (c.role == "campaign" || c.role == "campaign_id") c.role = "attribute";
    const report::RoiReport r = roi(world, {.period = three_weeks(), .grain = Grain::week});
    // Social lost 600 of its 3,000; Search pays; Direct costs nothing.
    EXPECT_EQ(r.scatter.title, "One of 2 channels lies under the break-even line");
    EXPECT_EQ(r.under.title, "One channel under break-even");
    EXPECT_EQ(column(r.under, "shortfall"), Texts{"600"});
}

TEST(Roi, HoldsShareOfSpendAgainstShareOfRevenue) {
    const report::RoiReport r = roi(nordhang(), {.period = three_weeks(), .grain = Grain::week});
    EXPECT_EQ(column(r.channels, "name"), (Texts{"Social", "Search", "Direct"}));
    EXPECT_EQ(column(r.channels, "spend_share"), (Texts{"66.7%", "33.3%", "0.0%"}));   // 3,000 and 1,500 of 4,500
    EXPECT_EQ(column(r.channels, "revenue_share"), (Texts{"9.1%", "68.2%", "22.7%"})); // 2,400, 18,000, 6,000 of 26,400
    EXPECT_EQ(column(r.channels, "gap"), (Texts{"\u221257.6", "+34.8", "\u2013"}));
    EXPECT_EQ(column(r.channels, "marginal"), (Texts{"\u22122.00", "\u2013", "\u2013"})); // 600 less for 300 more
    EXPECT_EQ(r.channels.title, "Social takes 66.7% of spend and brings 9.1% of revenue");
    EXPECT_DOUBLE_EQ(*r.channels.total[6].value, 26400.0 / 4500);
}

TEST(Roi, GivesAChannelTheColourThatItHasOnTheDashboard) {
    const report::RoiReport r = roi(nordhang(), {.period = three_weeks(), .grain = Grain::week});
    const report::Dashboard d = dashboard(nordhang(), {.period = three_weeks(), .grain = Grain::week});
    for (const auto& a : r.channels.rows)
        for (const auto& b : d.breakdown.rows)
            if (a[0].text == b[0].text) {
                EXPECT_EQ(a[0].category_slot, b[0].category_slot) << a[0].text;
            }
}

TEST(Roi, IsRefusedWithoutSpend) {
    std::vector<Row> rows;
    for (int d = 0; d < 14; ++d) rows.push_back({day("2026-01-05") + d, {"Search"}, {10}});
    const World world({{"channel", "dimension", "channel"}}, {{"orders", "orders"}}, rows);
    for (const Language language : {Language::en, Language::fr}) {
        const report::RoiReport r = roi(world, {.language = language});
        EXPECT_FALSE(r.possible);
        EXPECT_FALSE(r.title.empty());
    }
}

TEST(Roi, TellsWhatMoreSpendReturned) {
    std::vector<Row> rows;
    // Revenue is 1,000 plus twice the spend: the average says 4 and more, the next franc brings 2.
    for (int w = 0; w < 30; ++w) {
        const int64_t cost = 40000 + 5000 * (w % 4);
        rows.push_back({day("2026-01-05") + 7 * w, {"Search"}, {cost, 100000 + 2 * cost}});
        for (int d = 1; d < 7; ++d) rows.push_back({day("2026-01-05") + 7 * w + d, {"Search"}, {0, 0}});
    }
    const World world({{"channel", "dimension", "channel"}},
                      {{"cost", "cost", FieldType::decimal, 2}, {"revenue", "revenue", FieldType::decimal, 2}}, rows);
    const report::RoiReport r = roi(world, {.grain = Grain::week});
    ASSERT_EQ(r.marginal.series.size(), 3u);
    for (const ChartPoint& p : r.marginal.series[1].points) EXPECT_NEAR(p.y.value(), 2, 1e-9);
    EXPECT_TRUE(r.marginal.title.starts_with("More spend last returned 2.00 for each 1 more")) << r.marginal.title;
}

} // namespace
} // namespace plumbline::testing
