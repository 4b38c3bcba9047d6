// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/kmeans.h"

#include <cmath>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/segment/quality.h"
#include "tests/core/segment/blobs.h"

using namespace plumbline;
using namespace plumbline::segment;
using plumbline::testing::make_blobs;

namespace {

NoProgress silent;

TEST(KMeans, BoundsGiveTheLabelsOfThePlainAlgorithm) {
    for (uint64_t seed = 1; seed <= 12; ++seed) {
        const auto blobs = make_blobs(3 + seed % 5, 150, 2 + seed % 7, 2.5, 1, seed); // overlapping: many labels change
        KMeansSpec spec{.k = static_cast<int>(2 + seed % 9), .restarts = 2, .tolerance = 0, .seed = seed};
        const KMeansFit fast = fit_kmeans(blobs.points, spec, silent);
        spec.plain = true;
        const KMeansFit plain = fit_kmeans(blobs.points, spec, silent);
        EXPECT_EQ(fast.labels, plain.labels) << seed;
        EXPECT_EQ(fast.iterations, plain.iterations) << seed;
        EXPECT_DOUBLE_EQ(fast.inertia, plain.inertia) << seed;
    }
}

TEST(KMeans, BoundsDecideTheSameForAnyNumberOfPointsCentresAndDimensions) {
    // Tiles of four, rows of four centres, lists of a thousand: every edge of them.
    for (const size_t n : {5u, 8u, 1023u, 1025u, 2047u})
        for (const size_t d : {1u, 3u, 8u})
            for (const int k : {1, 2, 4, 5, 9}) {
                const auto blobs = make_blobs(1, n, d, 2, 0, n + d);
                KMeansSpec spec{.k = k, .restarts = 1, .tolerance = 0, .seed = 3};
                const KMeansFit fast = fit_kmeans(blobs.points, spec, silent);
                spec.plain = true;
                EXPECT_EQ(fast.labels, fit_kmeans(blobs.points, spec, silent).labels) << n << " " << d << " " << k;
            }
}

TEST(KMeans, EveryPointIsWithItsNearestCentreAndEveryCentreIsAMean) {
    const auto blobs = make_blobs(4, 200, 3, 1.5, 2, 5);
    const KMeansFit fit = fit_kmeans(blobs.points, {.k = 4, .tolerance = 0}, silent);
    ASSERT_TRUE(fit.converged);
    std::vector<double> sums(fit.k * fit.d, 0);
    std::vector<int> count(fit.k, 0);
    double inertia = 0;
    for (size_t i = 0; i < blobs.points.n; ++i) {
        size_t nearest = 0;
        double least = 1e300;
        for (size_t c = 0; c < fit.k; ++c) {
            double sum = 0;
            for (size_t j = 0; j < fit.d; ++j) sum += std::pow(blobs.points.row(i)[j] - fit.centroids[c * fit.d + j], 2);
            if (sum < least) {
                least = sum;
                nearest = c;
            }
        }
        EXPECT_EQ(fit.labels[i], static_cast<int>(nearest));
        inertia += least;
        ++count[nearest];
        for (size_t j = 0; j < fit.d; ++j) sums[nearest * fit.d + j] += blobs.points.row(i)[j];
    }
    EXPECT_NEAR(fit.inertia, inertia, 1e-9 * inertia);
    for (size_t c = 0; c < fit.k; ++c)
        for (size_t j = 0; j < fit.d; ++j) EXPECT_NEAR(fit.centroids[c * fit.d + j], sums[c * fit.d + j] / count[c], 1e-9);
}

TEST(KMeans, SeparablePlantedClustersAreFound) {
    for (uint64_t seed = 1; seed <= 20; ++seed) {
        const auto blobs = make_blobs(5, 60, 4, 0.5, 4, seed);
        const KMeansFit fit = fit_kmeans(blobs.points, {.k = 5, .seed = seed}, silent);
        EXPECT_GT(adjusted_rand(fit.labels, blobs.truth), 0.95) << seed;
    }
}

TEST(KMeans, SameSeedSameAnswerOnOneOrMoreThreads) {
    const auto blobs = make_blobs(6, 2000, 5, 2, 1, 3);
    const KMeansFit one = fit_kmeans(blobs.points, {.k = 6, .seed = 9, .threads = 1}, silent);
    const KMeansFit more = fit_kmeans(blobs.points, {.k = 6, .seed = 9, .threads = 3}, silent);
    EXPECT_EQ(one.labels, more.labels);
    EXPECT_EQ(one.centroids, more.centroids);
}

TEST(KMeans, DuplicatesLowerTheNumberOfClusters) {
    Points points{40, 2, {}};
    for (int i = 0; i < 40; ++i) {
        points.x.push_back(i % 3);
        points.x.push_back(i % 3 == 1 ? 5 : 0);
    }
    const KMeansFit fit = fit_kmeans(points, {.k = 7}, silent);
    EXPECT_EQ(fit.k, 3u);
    EXPECT_NEAR(fit.inertia, 0, 1e-12);
    for (size_t i = 3; i < 40; ++i) EXPECT_EQ(fit.labels[i], fit.labels[i - 3]);
}

TEST(KMeans, OnePointIsOneCluster) {
    const KMeansFit fit = fit_kmeans({1, 3, {1, 2, 3}}, {.k = 4}, silent);
    EXPECT_EQ(fit.k, 1u);
    EXPECT_EQ(fit.labels, std::vector<int>{0});
}

TEST(KMeans, NoClusterIsLeftEmpty) {
    for (uint64_t seed = 1; seed <= 30; ++seed) {
        const auto blobs = make_blobs(2, 30, 1, 0.3, 3, seed);
        const KMeansFit fit = fit_kmeans(blobs.points, {.k = 12, .restarts = 1, .seed = seed}, silent);
        std::vector<int> count(fit.k, 0);
        for (const int label : fit.labels) ++count[static_cast<size_t>(label)];
        for (const int c : count) EXPECT_GT(c, 0) << seed;
    }
}

TEST(KMeans, RefusesWhatIsNoNumber) {
    EXPECT_THROW(fit_kmeans({2, 1, {1, std::nan("")}}, {.k = 1}, silent), Error);
    EXPECT_THROW(fit_kmeans({2, 1, {1, INFINITY}}, {.k = 1}, silent), Error);
    EXPECT_THROW(fit_kmeans({0, 1, {}}, {.k = 1}, silent), Error);
    EXPECT_THROW(fit_kmeans({2, 1, {1, 2}}, {.k = 0}, silent), Error);
}

TEST(KMeans, StopsWhenAsked) {
    const auto blobs = make_blobs(3, 50, 2, 1, 1, 1);
    std::stop_source source;
    source.request_stop();
    EXPECT_THROW(fit_kmeans(blobs.points, {.k = 3}, silent, source.get_token()), Error);
}

} // namespace
