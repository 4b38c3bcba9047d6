// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rootcause/decompose.h"

#include <cmath>

#include <gtest/gtest.h>
#include <numeric>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/rootcause/attribute.h"
#include "planted.h"

namespace plumbline::rootcause {
namespace {

double sum(const std::vector<double>& v) { return std::accumulate(v.begin(), v.end(), 0.0); }

// Ang (2004): L(200, 100) = 100 / ln 2; both factors grow by the square root of 2, so each brings half.
TEST(ProductParts, SplitEqualGrowthEqually) {
    const auto parts = product_parts({10, 10}, {10 * std::sqrt(2.0), 10 * std::sqrt(2.0)});
    EXPECT_NEAR(parts[0], 50, 1e-9);
    EXPECT_NEAR(parts[1], 50, 1e-9);
}

TEST(ProductParts, FollowTheLogarithmicMean) {
    const auto parts = product_parts({2, 5}, {4, 5.5}); // 10 -> 22
    const double mean = 12 / std::log(2.2);
    EXPECT_NEAR(parts[0], mean * std::log(2.0), 1e-9);
    EXPECT_NEAR(parts[1], mean * std::log(1.1), 1e-9);
}

TEST(ProductParts, AddUpToTheChangeWhateverTheFactors) {
    Random random(1);
    for (int k = 0; k < 500; ++k) {
        std::vector<double> x0, x1;
        for (int i = 0; i < 4; ++i) {
            x0.push_back(random.uniform() < 0.1 ? 0 : random.uniform(0.01, 50));
            x1.push_back(random.uniform() < 0.1 ? 0 : random.uniform(0.01, 50));
        }
        const double change = x1[0] * x1[1] * x1[2] * x1[3] - x0[0] * x0[1] * x0[2] * x0[3];
        EXPECT_NEAR(sum(product_parts(x0, x1)), change, 1e-9 * (1 + std::abs(change)));
    }
    EXPECT_THROW(product_parts({}, {}), Error);
}

TEST(ProductParts, GiveNothingToAFactorThatStayed) {
    const auto parts = product_parts({0, 7}, {3, 7}); // through zero: Shapley
    EXPECT_NEAR(parts[0], 21, 1e-12);
    EXPECT_NEAR(parts[1], 0, 1e-12);
}

// Simpson: both segments convert better, the whole converts worse because the weak one grew.
TEST(RatioParts, ShowSimpsonsParadoxAsMix) {
    const auto parts = ratio_parts({80, 20}, {100, 100}, {41, 90}, {50, 400});
    double mix = 0, rate = 0;
    for (const auto& p : parts) mix += p.mix, rate += p.rate;
    EXPECT_GT(rate, 0);
    EXPECT_LT(mix, 0);
    EXPECT_NEAR(mix + rate, 131.0 / 450 - 0.5, 1e-12);
}

TEST(RatioParts, AddUpAlsoWhereSegmentsComeAndGo) {
    Random random(2);
    for (int k = 0; k < 500; ++k) {
        std::vector<double> a0, b0, a1, b1;
        for (int i = 0; i < 6; ++i) {
            b0.push_back(random.uniform() < 0.2 ? 0 : random.uniform(1, 100));
            b1.push_back(random.uniform() < 0.2 ? 0 : random.uniform(1, 100));
            a0.push_back(random.uniform(0, 10)); // also without a denominator
            a1.push_back(random.uniform(0, 10));
        }
        if (sum(b0) == 0 || sum(b1) == 0) continue;
        double all = 0;
        for (const auto& p : ratio_parts(a0, b0, a1, b1)) all += p.mix + p.rate;
        EXPECT_NEAR(all, sum(a1) / sum(b1) - sum(a0) / sum(b0), 1e-9);
    }
    EXPECT_TRUE(ratio_parts({1}, {0}, {1}, {1}).empty());
}

// The glove game (Shapley, 1953): one left glove and two right ones; the left is worth 2/3, each right 1/6.
TEST(Shapley, SolvesTheGloveGame) {
    const auto v = shapley(3, [](const std::vector<bool>& s) { return s[0] && (s[1] || s[2]) ? 1.0 : 0.0; });
    EXPECT_TRUE(v.exact);
    EXPECT_NEAR(v.value[0], 2.0 / 3, 1e-12);
    EXPECT_NEAR(v.value[1], 1.0 / 6, 1e-12);
    EXPECT_NEAR(v.value[2], 1.0 / 6, 1e-12);
}

TEST(Shapley, IsExactToTwelveFactorsAndSampledAbove) {
    // Pairs i < j that are both in bring (i + 1)(j + 1): each brings half of what it is part of.
    const auto game = [](const std::vector<bool>& s) {
        double worth = 0;
        for (size_t i = 0; i < s.size(); ++i)
            for (size_t j = i + 1; j < s.size(); ++j)
                if (s[i] && s[j]) worth += static_cast<double>((i + 1) * (j + 1));
        return worth;
    };
    const auto truth = [](int n, int k) {
        double all = 0;
        for (int j = 1; j <= n; ++j)
            if (j != k + 1) all += j;
        return (k + 1) * all / 2;
    };
    const auto exact = shapley(12, game);
    EXPECT_TRUE(exact.exact);
    for (int k = 0; k < 12; ++k) EXPECT_NEAR(exact.value[static_cast<size_t>(k)], truth(12, k), 1e-9);
    const auto sampled = shapley(15, game, 4, 400);
    EXPECT_FALSE(sampled.exact);
    int far = 0;
    for (int k = 0; k < 15; ++k) {
        const auto i = static_cast<size_t>(k);
        far += std::abs(sampled.value[i] - truth(15, k)) > 3 * sampled.standard_error[i] + 1e-9;
    }
    EXPECT_LE(far, 1);
    EXPECT_NEAR(sum(sampled.value), game(std::vector<bool>(15, true)), 1e-9);
    EXPECT_EQ(sampled.value, shapley(15, game, 4, 400).value);
}

TEST(VarianceShares, AddUpToOneAndFollowTheCovariance) {
    // Two parts that do not move together, with variances 1 and 4.
    const auto shares = variance_shares({{1, -1, 1, -1}, {2, 2, -2, -2}});
    EXPECT_NEAR(shares[0], 0.2, 1e-12);
    EXPECT_NEAR(shares[1], 0.8, 1e-12);
    EXPECT_TRUE(variance_shares({{1, 1, 1}}).empty());
}

TEST(Attribute, AddsUpToTheChangeForSumsAndRatios) {
    for (const bool ratio : {false, true})
        for (uint64_t seed = 0; seed < 10; ++seed) {
            const Planted p = plant({.layer = 2, .causes = 3, .noise = 0.06, .ratio = ratio}, 40 + seed);
            const auto drivers = attribute(p.leaves, find_causes(p.leaves).elements);
            double all = 0;
            for (const Driver& d : drivers) all += d.contribution;
            EXPECT_NEAR(all, p.leaves.total_actual() - p.leaves.total_expected(), 1e-9);
        }
}

TEST(Attribute, ChildrenAddUpToTheirParent) {
    for (const bool ratio : {false, true}) {
        const Planted p = plant({.layer = 1, .causes = 1, .noise = 0.03, .ratio = ratio}, 8);
        double top = 0;
        for (const Child& c : children(p.leaves, {}, 0)) {
            top += c.contribution;
            double below = 0;
            for (const Child& g : children(p.leaves, {{0, c.value}}, 1)) below += g.contribution;
            if (!ratio) { // a ratio's mix depends on what else is told apart
                EXPECT_NEAR(below, c.contribution, 1e-6);
            }
        }
        EXPECT_NEAR(top, p.leaves.total_actual() - p.leaves.total_expected(), 1e-6);
    }
}

} // namespace
} // namespace plumbline::rootcause
