// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/predict/elasticity.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/core/predict/shop.h"

using namespace plumbline;
using namespace plumbline::predict;
using plumbline::testing::make_shop;
using plumbline::testing::Shop;
using plumbline::testing::ShopChannel;

namespace {

const std::vector<ShopChannel> channels{{"Search", 6000, 0.25, 60000, 6200, 1.1, 0.02},
                                        {"Social", 3300, 0.15, 26000, 3000, 1.3, 0.2},
                                        {"Email", 600, 0.3, 9000, 500, 1, 0.05},
                                        {"Display", 2000, 0.1, 5000, 2500, 1.4, 0.4},
                                        {"Affiliate", 1400, 0.1, 12000, 1500, 1, 0.05}};

/// Mean relative change of sales where spend grows by 20 %, with the interval, from the draws.
struct Answer {
    double mean = 0, lower = 0, upper = 0;
};
Answer answer(const ElasticityFit& fit, size_t channel) {
    std::vector<double> v;
    for (const auto& d : fit.draws) v.push_back(std::pow(1.2, d[channel]) - 1);
    std::sort(v.begin(), v.end());
    Answer a;
    for (const double x : v) a.mean += x / static_cast<double>(v.size());
    a.lower = v[v.size() / 20];
    a.upper = v[v.size() - 1 - v.size() / 20];
    return a;
}

TEST(Elasticity, IntervalsCoverTheTruthOfTheShop) {
    int covered = 0, asked = 0;
    double error = 0, width = 0;
    for (uint64_t seed = 1; seed <= 12; ++seed) {
        const Shop shop = make_shop(channels, 104, 0.15, 0.04, seed);
        const ElasticityFit fit = fit_elasticity(shop.panel, {.draws = 1000});
        for (size_t c = 0; c < channels.size(); ++c) {
            const double truth = shop.truth(c, 0.2) / shop.sales(c);
            const Answer a = answer(fit, c);
            covered += a.lower <= truth && truth <= a.upper;
            error += std::abs(a.mean - truth);
            width += a.upper - a.lower;
            ++asked;
            EXPECT_GT(a.lower, 0);
            EXPECT_LT(a.upper, 0.2) << "less than in proportion";
        }
    }
    std::printf("covered %d of %d, mean error %.4f, mean width %.4f (relative change for +20 %%)\n", covered, asked,
                error / asked, width / asked);
    EXPECT_GE(covered, asked * 0.85);
}

TEST(Elasticity, FollowsTheDataWhereTheySpeak) {
    const Shop strong = make_shop(
        {{"A", 1000, 0.02, 4e5, 1e6, 1, 0}, {"B", 1000, 1, 10, 1000, 1, 0}, {"C", 1000, 1, 10, 900, 1, 0}}, 104, 0.4, 0.03, 3);
    const ElasticityFit fit = fit_elasticity(strong.panel, {});
    EXPECT_GT(fit.mean[0], 0.55); // nearly all of its sales follow spend in proportion
    EXPECT_LT(fit.mean[1], 0.1);  // nothing follows
    EXPECT_GT(fit.data_share[1], 0.8);
}

TEST(Elasticity, RestsOnThePriorWhereSpendNeverMoved) {
    const Shop still = make_shop({{"A", 1000}, {"B", 1000}, {"C", 1000}}, 80, 0, 0.05, 3);
    Shop flat = still;
    for (auto& spend : flat.panel.spend) std::fill(spend.begin(), spend.end(), 1000.0);
    const ElasticityFit fit = fit_elasticity(flat.panel, {});
    EXPECT_LT(fit.data_share[0], 0.05);
    EXPECT_NEAR(fit.mean[0], 0.37, 0.06); // the mean of the prior, cut to (0, 1)
}

TEST(Elasticity, SameSeedSameDraws) {
    const Shop shop = make_shop(channels, 60, 0.2, 0.05, 5);
    EXPECT_EQ(fit_elasticity(shop.panel, {.draws = 200}).draws, fit_elasticity(shop.panel, {.draws = 200}).draws);
}

TEST(Elasticity, LivesWithZerosAndAChannelThatNeverSpends) {
    Shop shop = make_shop(channels, 60, 0.2, 0.05, 5);
    std::fill(shop.panel.spend[4].begin(), shop.panel.spend[4].end(), 0.0);
    for (size_t t = 0; t < 30; ++t) shop.panel.outcome[3][t] = shop.panel.spend[3][t] = 0;
    const ElasticityFit fit = fit_elasticity(shop.panel, {.draws = 200});
    EXPECT_EQ(fit.data_share[4], 0);
    for (const double v : fit.mean) EXPECT_TRUE(std::isfinite(v));
}

TEST(Elasticity, RefusesDataWithoutAnyOutcome) {
    Shop shop = make_shop(channels, 60, 0.2, 0.05, 5);
    for (auto& sales : shop.panel.outcome) std::fill(sales.begin(), sales.end(), 0.0);
    EXPECT_THROW(fit_elasticity(shop.panel, {}), Error);
}

} // namespace
