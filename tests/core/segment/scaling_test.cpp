// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/scaling.h"

#include <cmath>
#include <gtest/gtest.h>

using namespace plumbline::segment;

namespace {

TEST(Scaling, GivesMeanZeroAndVarianceOne) {
    const Scaled s = scale({{"ctr", {0.01, 0.02, 0.03, 0.05}}, {"cost", {1.0, 10.0, 100.0, 10000.0}}}, 4);
    ASSERT_EQ(s.points.d, 2u);
    for (size_t j = 0; j < 2; ++j) {
        double mean = 0, square = 0;
        for (size_t i = 0; i < 4; ++i) {
            mean += s.points.row(i)[j] / 4;
            square += s.points.row(i)[j] * s.points.row(i)[j] / 4;
        }
        EXPECT_NEAR(mean, 0, 1e-12);
        EXPECT_NEAR(square, 1, 1e-12);
    }
    EXPECT_FALSE(s.used[0].logarithm);
    EXPECT_TRUE(s.used[1].logarithm);
}

TEST(Scaling, TakesNoLogarithmOfWhatCanBeNegative) {
    const Scaled s = scale({{"profit", {-1.0, 1.0, 2.0, 1000.0}}}, 4);
    EXPECT_FALSE(s.used[0].logarithm);
}

TEST(Scaling, PutsMissingValuesAtTheMedian) {
    const Scaled s = scale({{"roas", {1.0, std::nullopt, 3.0, 2.0, 2.0}}}, 5);
    EXPECT_EQ(s.used[0].missing, 1);
    EXPECT_DOUBLE_EQ(s.points.row(1)[0], s.points.row(3)[0]); // the median is 2
}

TEST(Scaling, LeavesOutWhatSaysNothing) {
    const Scaled s = scale({{"ctr", {0.1, 0.1, 0.1}}, {"cpl", {std::nullopt, std::nullopt, 4.0}}, {"cost", {1.0, 2.0, 3.0}}}, 3);
    ASSERT_EQ(s.used.size(), 1u);
    EXPECT_EQ(s.used[0].metric, "cost");
    EXPECT_EQ(s.dropped.size(), 2u);
}

TEST(Scaling, InfiniteCountsAsMissing) {
    const Scaled s = scale({{"roas", {1.0, INFINITY, 3.0, 2.0}}}, 4);
    EXPECT_EQ(s.used[0].missing, 1);
    EXPECT_TRUE(std::isfinite(s.points.row(1)[0]));
}

} // namespace
