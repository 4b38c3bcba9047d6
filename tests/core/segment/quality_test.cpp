// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/quality.h"

#include <cmath>
#include <gtest/gtest.h>

#include "tests/core/segment/blobs.h"

using namespace plumbline;
using namespace plumbline::segment;
using plumbline::testing::make_blobs;

namespace {

/// Straight from the definition.
double slow_silhouette(const Points& p, const std::vector<int>& labels) {
    double total = 0;
    const int k = *std::max_element(labels.begin(), labels.end()) + 1;
    for (size_t i = 0; i < p.n; ++i) {
        std::vector<double> sum(static_cast<size_t>(k), 0);
        std::vector<int> count(static_cast<size_t>(k), 0);
        for (size_t o = 0; o < p.n; ++o) {
            if (o == i) continue;
            double d = 0;
            for (size_t j = 0; j < p.d; ++j) d += std::pow(p.row(i)[j] - p.row(o)[j], 2);
            sum[static_cast<size_t>(labels[o])] += std::sqrt(d);
            ++count[static_cast<size_t>(labels[o])];
        }
        const auto own = static_cast<size_t>(labels[i]);
        if (count[own] == 0) continue;
        double b = 1e300;
        for (size_t c = 0; c < sum.size(); ++c)
            if (c != own && count[c] > 0) b = std::min(b, sum[c] / count[c]);
        const double a = sum[own] / count[own];
        total += (b - a) / std::max(a, b);
    }
    return total / static_cast<double>(p.n);
}

double silhouette(const Points& p, const std::vector<int>& labels, size_t most = 1000, uint64_t seed = 1) {
    return silhouettes(p, {&labels}, most, seed).front();
}

TEST(Silhouette, IsWhatTheDefinitionSays) {
    const auto blobs = make_blobs(3, 40, 3, 1.5, 2, 4);
    EXPECT_NEAR(silhouette(blobs.points, blobs.truth), slow_silhouette(blobs.points, blobs.truth), 1e-6);
}

TEST(Silhouette, OfSeveralLabellingsAtOnceIsThatOfEach) {
    const auto blobs = make_blobs(3, 41, 5, 2.5, 2, 6);
    std::vector<int> halves, thirds;
    for (size_t i = 0; i < blobs.points.n; ++i) {
        halves.push_back(static_cast<int>(i % 2));
        thirds.push_back(i % 7 == 3 ? 2 : static_cast<int>(i / 60) % 2);
    }
    const std::vector<const std::vector<int>*> all{&halves, &blobs.truth, &thirds};
    const auto found = silhouettes(blobs.points, all, 1000, 1);
    for (size_t k = 0; k < all.size(); ++k) EXPECT_NEAR(found[k], slow_silhouette(blobs.points, *all[k]), 1e-6) << k;
}

TEST(Silhouette, OfTwoPairsByHand) {
    // 0, 1 | 10, 11: a = 1 everywhere; b = 10.5 for the outer points, 9.5 for the inner ones.
    const Points p{4, 1, {0, 1, 10, 11}};
    EXPECT_NEAR(silhouette(p, {0, 0, 1, 1}), (9.5 / 10.5 + 8.5 / 9.5) / 2, 1e-6);
}

TEST(Silhouette, OfASampleIsNearThatOfAll) {
    const auto blobs = make_blobs(4, 1500, 3, 1.2, 3, 8);
    const double all = silhouette(blobs.points, blobs.truth, 10'000);
    EXPECT_NEAR(silhouette(blobs.points, blobs.truth, 1500, 2), all, 0.02);
}

TEST(Silhouette, OfOneClusterIsZero) { EXPECT_EQ(silhouette({3, 1, {1, 2, 3}}, {0, 0, 0}), 0); }

TEST(AdjustedRand, OfHubertAndArabiesKind) {
    EXPECT_DOUBLE_EQ(adjusted_rand({0, 0, 1, 1}, {1, 1, 0, 0}), 1);
    // Contingency 1 1 / 0 1 / 0 1 …: index 2 pairs expected by hand: rows {2,2,2}, columns {3,3}.
    // together = 1 + 0 + 1 = 2; rows 3, columns 6, all 15: expected 1.2, most 4.5.
    EXPECT_NEAR(adjusted_rand({0, 0, 1, 1, 2, 2}, {0, 0, 0, 1, 1, 1}), (2 - 1.2) / (4.5 - 1.2), 1e-12);
}

TEST(Stability, IsHighWhereClustersAreThereAndLowWhereTheyAreNot) {
    NoProgress silent;
    const auto there = make_blobs(4, 50, 3, 0.4, 4, 2);
    const KMeansFit clear = fit_kmeans(there.points, {.k = 4}, silent);
    EXPECT_GT(stability(there.points, clear, 8, 1), 0.98);
    const auto none = make_blobs(1, 200, 3, 1, 0, 2);
    const KMeansFit vague = fit_kmeans(none.points, {.k = 6}, silent);
    EXPECT_LT(stability(none.points, vague, 8, 1), 0.85);
}

} // namespace
