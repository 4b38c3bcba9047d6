// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numerics/minimize.h"

#include <gtest/gtest.h>

namespace plumbline::numerics {
namespace {

double rosenbrock(std::span<const double> x) { return std::pow(1 - x[0], 2) + 100 * std::pow(x[1] - x[0] * x[0], 2); }

TEST(Minimize, BothMethodsFindTheBottomOfRosenbrocksValley) {
    MinimizeOptions options;
    options.max_evaluations = 5000;
    options.tolerance = 1e-14;
    for (const Minimum& m : {nelder_mead(rosenbrock, {-1.2, 1}, {0.5, 0.5}, options), bfgs(rosenbrock, {-1.2, 1}, options)}) {
        EXPECT_NEAR(m.x[0], 1, 1e-3);
        EXPECT_NEAR(m.x[1], 1, 2e-3);
    }
}

TEST(Minimize, TheBoxIsKept) {
    MinimizeOptions options;
    options.lower = {2, -5};
    options.upper = {3, 5};
    for (const Minimum& m : {nelder_mead(rosenbrock, {2.5, 0}, {0.2, 1}, options), bfgs(rosenbrock, {2.5, 0}, options)}) {
        EXPECT_GE(m.x[0], 2);
        EXPECT_NEAR(m.x[0], 2, 0.02);
        EXPECT_NEAR(m.x[1], 4, 0.1);
    }
}

TEST(Minimize, WhatIsNotANumberIsNeverTheMinimum) {
    const auto f = [](std::span<const double> x) { return x[0] < 0 ? std::nan("") : (x[0] - 1) * (x[0] - 1); };
    EXPECT_NEAR(nelder_mead(f, {3}, {-1}).x[0], 1, 1e-2);
}

TEST(Minimize, NoVariablesIsOneEvaluation) {
    EXPECT_EQ(nelder_mead([](std::span<const double>) { return 7.0; }, {}, {}).value, 7);
}

} // namespace
} // namespace plumbline::numerics
