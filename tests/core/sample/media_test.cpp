// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sample/media.h"

#include <gtest/gtest.h>

#include <numeric>

#include "core/sample/plan.h"

namespace plumbline::sample {
namespace {

TEST(GeometricAdstock, KeepsAConstantSpend) {
    for (const double x : geometric_adstock(std::vector<double>(50, 7.0), 0.8)) EXPECT_NEAR(x, 7, 1e-12);
}

TEST(GeometricAdstock, TotalEqualsInputWhenNormalised) {
    std::vector<double> impulse(200, 0.0);
    impulse[3] = 10;
    const auto out = geometric_adstock(impulse, 0.7);
    EXPECT_NEAR(std::accumulate(out.begin(), out.end(), 0.0), 10, 1e-9);
    EXPECT_NEAR(out[3], 3.0, 1e-12);        // (1 - 0.7) * 10
    EXPECT_NEAR(out[5], 3.0 * 0.49, 1e-12); // two days later
}

TEST(Hill, IsOneHalfAtTheHalfSaturation) {
    EXPECT_DOUBLE_EQ(hill(420, 420, 1.3), 0.5);
    EXPECT_DOUBLE_EQ(hill(0, 420, 1.3), 0);
    EXPECT_DOUBLE_EQ(hill(3 * 420, 420, 1), 0.75);
}

TEST(Recipe, SharesAddUp) {
    double capture = 0;
    for (const ChannelRecipe& c : channel_recipes()) {
        capture += c.capture;
        auto sum = [](const auto& shares) { return std::accumulate(shares.begin(), shares.end(), 0.0); };
        EXPECT_NEAR(sum(c.spend_by_region), 1, 1e-12) << c.name;
        EXPECT_NEAR(sum(c.revenue_by_region), 1, 1e-12) << c.name;
        EXPECT_NEAR(sum(c.spend_by_device), 1, 1e-12) << c.name;
        EXPECT_NEAR(sum(c.revenue_by_device), 1, 1e-12) << c.name;
    }
    EXPECT_NEAR(capture, 1, 0.02);
    EXPECT_NEAR(std::accumulate(baseline_recipe().weekday.begin(), baseline_recipe().weekday.end(), 0.0), 7, 1e-9);
    EXPECT_EQ(campaign_recipes().size(), 38u);
}

TEST(Media, SharesOfAChannelsCampaignsAddUpToOneOnEveryDay) {
    const Demand demand = make_demand(1);
    const Media media = make_media(1, demand);
    for (size_t t = 0; t < demand.baseline.size(); t += 13) {
        std::array<double, channel_count> sums{};
        for (size_t i = 0; i < campaign_recipes().size(); ++i) sums[campaign_recipes()[i].channel] += media.campaign_share[i][t];
        for (const double s : sums) EXPECT_NEAR(s, 1, 1e-9);
    }
}

TEST(Media, VideoSpendHardlyVaries) {
    // What makes its effect impossible to tell: planned, so that a model that claims to know it is wrong.
    const Media media = make_media(3, make_demand(3));
    auto variation = [&](size_t channel) {
        double sum = 0, squares = 0;
        int n = 0;
        for (size_t t = 500; t + 7 <= 700; t += 7, ++n) {
            const auto from = media.channel_spend[channel].begin() + static_cast<long>(t);
            const double week = std::accumulate(from, from + 7, 0.0);
            sum += week;
            squares += week * week;
        }
        const double mean = sum / n;
        return std::sqrt(squares / n - mean * mean) / mean;
    };
    EXPECT_LT(variation(6), 0.08);
    EXPECT_GT(variation(2), 0.10);
}

TEST(Plan, GivesExactlyTheWantedNumber) {
    for (const int64_t rows :
         {int64_t{1}, int64_t{729}, int64_t{50'000}, natural_rows(), natural_rows() + 1, 7 * natural_rows() + 12'345}) {
        const RowPlan plan = make_plan(rows);
        int64_t sum = 0;
        for (const Series& s : plan.series)
            for (Date day = sample_days().from; day <= sample_days().to; day = day + 1)
                sum += s.pieces_on(static_cast<size_t>(day - sample_days().from)) * copies_on(s, day);
        EXPECT_EQ(sum, rows);
    }
}

} // namespace
} // namespace plumbline::sample
