// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/allocate/separable.h"

#include <ctime>
#include <gtest/gtest.h>
#include <numeric>

#include "core/allocate/envelope.h"
#include "core/base/error.h"
#include "core/base/random.h"

namespace plumbline::allocate {
namespace {

using response::AdstockKind;
using response::Curve;
using response::SaturationKind;

Curve curve(SaturationKind kind, double beta, double half, double slope = 1) {
    Curve c;
    c.adstock.kind = AdstockKind::none;
    c.saturation.kind = kind;
    c.saturation.half = half;
    c.saturation.slope = slope;
    c.saturation.lam = 1 / half;
    c.beta = beta;
    return c;
}

/// Channels of all shapes; `s_shaped`: share of them that are.
std::vector<BoundedCurve> channels(int n, uint64_t seed, double s_shaped, bool narrow, double& total) {
    Random random(seed);
    std::vector<BoundedCurve> out;
    total = 0;
    for (int i = 0; i < n; ++i) {
        const double spend = std::exp(random.normal(9, 1));
        const bool s = random.uniform() < s_shaped;
        const auto kind = s ? SaturationKind::hill : static_cast<SaturationKind>(random.below(5));
        double slope = s ? random.uniform(1.2, 4) : random.uniform(0.5, 1);
        double beta = spend * random.uniform(0.5, 6);
        if (kind == SaturationKind::root) beta = random.uniform(1, 3) * std::pow(spend, 1 - slope);
        out.emplace_back(curve(kind, beta, spend * std::exp(random.normal(0, 0.6)), slope), narrow ? spend / 2 : 0,
                         spend * (narrow ? 1.5 : 3));
        total += spend;
    }
    if (!narrow) total *= random.uniform(0.3, 1.5);
    return out;
}

double sum(const std::vector<double>& v) { return std::accumulate(v.begin(), v.end(), 0.0); }

/// Dynamic programming on a grid of spends: every plan on the grid is looked at.
double best_on_grid(const std::vector<BoundedCurve>& curves, double total, int steps) {
    double low = 0;
    for (const BoundedCurve& c : curves) low += c.lower();
    const double step = (total - low) / steps;
    std::vector<double> best(static_cast<size_t>(steps) + 1, -1e300);
    best[0] = 0;
    for (const BoundedCurve& c : curves) {
        std::vector<double> next(best.size(), -1e300);
        for (int used = 0; used <= steps; ++used)
            for (int k = 0; used + k <= steps && c.lower() + k * step <= c.upper() + 1e-9; ++k) {
                double& cell = next[static_cast<size_t>(used + k)];
                cell = std::max(cell, best[static_cast<size_t>(used)] + c.value(c.lower() + k * step));
            }
        best = next;
    }
    return *std::max_element(best.begin(), best.end());
}

// Two Michaelis-Menten channels V x / (K + x): the multiplier gives x_c = sqrt(V K / mu) - K by hand.
TEST(Split, MatchesTheClosedFormOfTwoMichaelisMentenChannels) {
    const double v1 = 100, k1 = 50, v2 = 300, k2 = 80, total = 200;
    const double root = (total + k1 + k2) / (std::sqrt(v1 * k1) + std::sqrt(v2 * k2)); // 1 / sqrt(mu)
    const double x1 = std::sqrt(v1 * k1) * root - k1;
    const std::vector<BoundedCurve> c{{curve(SaturationKind::michaelis_menten, v1, k1), 0, 1000},
                                      {curve(SaturationKind::michaelis_menten, v2, k2), 0, 1000}};
    const auto s = split(c, total);
    EXPECT_NEAR(s.x[0], x1, 1e-9 * total);
    EXPECT_NEAR(s.x[1], total - x1, 1e-9 * total);
    EXPECT_NEAR(s.price, 1 / (root * root), 1e-9);
    EXPECT_TRUE(s.proved);
}

TEST(Split, IsCertifiedToATenthOfAPerMilleForAnyShapeAndNumberOfChannels) {
    for (const double s_shaped : {0.0, 0.5, 1.0})
        for (const bool narrow : {false, true})
            for (const int n : {5, 20, 100})
                for (uint64_t seed = 0; seed < 4; ++seed) {
                    double total = 0;
                    const auto c = channels(n, 100 * seed + static_cast<uint64_t>(n), s_shaped, narrow, total);
                    const auto s = split(c, total, {.milliseconds = 1000});
                    EXPECT_LE(s.bound - s.value, 1e-6 * s.bound) << n << ' ' << seed;
                    EXPECT_NEAR(sum(s.x), total, 1e-9 * total);
                    for (size_t i = 0; i < c.size(); ++i) {
                        EXPECT_GE(s.x[i], c[i].lower());
                        EXPECT_LE(s.x[i], c[i].upper());
                    }
                }
}

TEST(Split, IsNeverBeatenByAnyPlanOnAGrid) {
    for (uint64_t seed = 0; seed < 6; ++seed) {
        double total = 0;
        const auto c = channels(5, 900 + seed, 0.8, seed % 2 == 1, total);
        const auto s = split(c, total);
        const double grid = best_on_grid(c, total, 400);
        EXPECT_GE(s.value, grid - 1e-9 * grid);
        EXPECT_GE(s.bound, grid);
        EXPECT_LE(s.value, grid * 1.02);
    }
}

TEST(Split, ProvesAPlanAlsoWhereTheRelaxationLeavesAGap) {
    // Two equal S-shaped channels and money for one: their envelope promises more than any plan holds.
    const Curve c = curve(SaturationKind::hill, 100, 10, 6);
    const auto s = split({{c, 0, 30}, {c, 0, 30}}, 14);
    EXPECT_GT(s.root_bound, s.value * 1.001);
    EXPECT_NEAR(s.bound, s.value, 1e-6 * s.value);
    EXPECT_NEAR(std::max(s.x[0], s.x[1]), 14, 0.5); // nearly all into one of them
}

TEST(Split, SplitsAHundredChannelsInTime) {
    double total = 0, best = 1e9;
    const auto c = channels(100, 5, 0.5, false, total);
    for (int k = 0; k < 3; ++k) { // of the processor: whatever else the machine does
        const std::clock_t begin = std::clock();
        split(c, total);
        best = std::min(best, 1000.0 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
    }
    EXPECT_LT(best, 100);
}

TEST(Split, TakesTheOnlyPlanAtTheEndsAndRefusesBeyond) {
    const Curve c = curve(SaturationKind::hill, 100, 10, 2);
    EXPECT_EQ(split({{c, 5, 30}, {c, 7, 30}}, 12).x, (std::vector<double>{5, 7}));
    EXPECT_EQ(split({{c, 5, 30}, {c, 7, 30}}, 60).x, (std::vector<double>{30, 30}));
    EXPECT_THROW(split({{c, 5, 30}, {c, 7, 30}}, 11.9), Error);
    EXPECT_THROW(split({{c, 5, 30}, {c, 7, 30}}, 60.1), Error);
    EXPECT_THROW(split({}, 1), Error);
}

TEST(SpendWhileWorth, StopsAtTheMarginalReturnAskedFor) {
    // V K / (K + x)^2 = m  =>  x = sqrt(V K / m) - K
    const auto s = spend_while_worth({{curve(SaturationKind::michaelis_menten, 400, 50), 0, 1e6}}, 2);
    EXPECT_NEAR(s.x[0], std::sqrt(400.0 * 50 / 2) - 50, 1e-8);
}

TEST(Envelope, LiesAboveItsCurveAndTouchesItAtTheTangent) {
    for (const double slope : {1.3, 2.0, 5.0})
        for (const double low : {0.0, 2.0, 9.0}) {
            const BoundedCurve c(curve(SaturationKind::hill, 100, 10, slope), low, 60);
            const Envelope e(c);
            double last = 1e300;
            for (int k = 0; k <= 600; ++k) {
                const double x = low + (60 - low) * k / 600;
                EXPECT_GE(e.value(x), c.value(x) - 1e-9);
                if (k == 0) continue;
                const double step = e.value(x) - e.value(low + (60 - low) * (k - 1) / 600);
                EXPECT_LE(step, last + 1e-7); // concave
                last = step;
            }
            EXPECT_NEAR(e.value(e.tangent()), c.value(e.tangent()), 1e-9);
        }
}

} // namespace
} // namespace plumbline::allocate
