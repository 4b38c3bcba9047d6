// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"

#include <array>
#include <cmath>
#include <functional>
#include <gtest/gtest.h>
#include <vector>

namespace plumbline {
namespace {

struct Moments {
    double mean = 0, variance = 0;
};

constexpr int draws = 200'000;

Moments moments_of(const std::function<double()>& draw) {
    // Welford (1962): no cancellation.
    double mean = 0, m2 = 0;
    for (int i = 1; i <= draws; ++i) {
        const double x = draw(), delta = x - mean;
        mean += delta / i;
        m2 += delta * (x - mean);
    }
    return {mean, m2 / (draws - 1)};
}

/// Five standard errors: a right generator fails once in a million seeds, and the seeds here are fixed.
void expect_moments(const Moments& m, double mean, double variance, double fourth_central) {
    EXPECT_NEAR(m.mean, mean, 5 * std::sqrt(variance / draws));
    EXPECT_NEAR(m.variance, variance, 5 * std::sqrt((fourth_central - variance * variance) / draws));
}

TEST(Random, GivesTheBitsOfXoshiro256PlusPlus) {
    // Computed by a separate implementation in Python's integers.
    Random random(42);
    for (const uint64_t expected : {0x1acd42e57001b8b5u, 0x979f2122e83b550du, 0x871aa1241aa07bc3u, 0xba90e90ee338eb47u})
        EXPECT_EQ(random.bits(), expected);
    Random other(42, 1);
    for (const uint64_t expected : {0x9e8de1f6a0324322u, 0x617121d95440ba6bu, 0x5550e64df9ac924bu, 0x05a5db048479ee17u})
        EXPECT_EQ(other.bits(), expected);
}

TEST(Random, TheSameSeedGivesTheSameDrawsOfEveryKind) {
    Random a(7), b(7), c(8);
    bool differs = false;
    for (int i = 0; i < 1000; ++i) {
        ASSERT_EQ(a.uniform(), b.uniform());
        ASSERT_EQ(a.normal(), b.normal());
        ASSERT_EQ(a.gamma(0.7, 2), b.gamma(0.7, 2));
        ASSERT_EQ(a.poisson(3), b.poisson(3));
        ASSERT_EQ(a.poisson(300), b.poisson(300));
        ASSERT_EQ(a.below(10), b.below(10));
        differs = differs || a.bits() != (b.bits(), c.bits());
    }
    EXPECT_TRUE(differs);
}

TEST(Random, UniformStaysInItsHalfOpenInterval) {
    Random random(1);
    for (int i = 0; i < draws; ++i) {
        const double u = random.uniform();
        ASSERT_GE(u, 0);
        ASSERT_LT(u, 1);
    }
    expect_moments(moments_of([&] { return random.uniform(2, 5); }), 3.5, 9.0 / 12, 81.0 / 80);
}

TEST(Random, BelowIsEvenOverItsValues) {
    Random random(2);
    constexpr int kinds = 7;
    std::array<int, kinds> counts{};
    for (int i = 0; i < draws; ++i) ++counts.at(random.below(kinds));
    const double expected = static_cast<double>(draws) / kinds;
    double chi_squared = 0;
    for (const int n : counts) chi_squared += (n - expected) * (n - expected) / expected;
    EXPECT_LT(chi_squared, 27.86); // 6 degrees of freedom, 99.99 %
    EXPECT_EQ(random.below(1), 0u);
}

TEST(Random, NormalHasItsMomentsAndTails) {
    Random random(3);
    expect_moments(moments_of([&] { return random.normal(10, 2); }), 10, 4, 3 * 16);
    int beyond = 0;
    for (int i = 0; i < draws; ++i) beyond += std::fabs(random.normal()) > 1.959964 ? 1 : 0;
    EXPECT_NEAR(beyond, 0.05 * draws, 5 * std::sqrt(0.05 * 0.95 * draws));
}

TEST(Random, GammaHasItsMomentsBelowAndAboveShapeOne) {
    Random random(4);
    for (const double shape : {0.5, 1.0, 3.0, 40.0}) {
        SCOPED_TRACE(shape);
        // Scale 2: mean 2k, variance 4k, fourth central moment 16 (3 k^2 + 6 k).
        expect_moments(moments_of([&] { return random.gamma(shape, 2); }), 2 * shape, 4 * shape,
                       16 * (3 * shape * shape + 6 * shape));
    }
}

TEST(Random, PoissonHasItsMomentsOnBothSidesOfThirty) {
    Random random(5);
    for (const double mean : {0.3, 4.0, 29.5, 30.5, 500.0}) {
        SCOPED_TRACE(mean);
        expect_moments(moments_of([&] { return static_cast<double>(random.poisson(mean)); }), mean, mean, mean + 3 * mean * mean);
    }
    EXPECT_EQ(random.poisson(0), 0);
}

TEST(Random, PoissonHasItsProbabilities) {
    Random random(6);
    for (const double mean : {6.0, 40.0}) {
        SCOPED_TRACE(mean);
        std::vector<int> counts(200);
        for (int i = 0; i < draws; ++i) ++counts.at(static_cast<size_t>(random.poisson(mean)));
        double chi_squared = 0;
        int bins = 0;
        for (int k = 0; k < 200; ++k) {
            const double expected = draws * std::exp(-mean + k * std::log(mean) - std::lgamma(k + 1.0));
            if (expected < 20) continue; // the tails, too thin for chi-squared
            chi_squared += (counts[static_cast<size_t>(k)] - expected) * (counts[static_cast<size_t>(k)] - expected) / expected;
            ++bins;
        }
        // Mean `bins`, standard deviation sqrt(2 bins).
        EXPECT_LT(chi_squared, bins + 5 * std::sqrt(2.0 * bins));
    }
}

TEST(Random, NegativeBinomialIsWiderThanPoissonByItsSize) {
    Random random(7);
    const Moments m = moments_of([&] { return static_cast<double>(random.negative_binomial(20, 2)); });
    const double variance = 20 + 20 * 20 / 2.0; // mean + mean^2 / size
    EXPECT_NEAR(m.mean, 20, 5 * std::sqrt(variance / draws));
    EXPECT_NEAR(m.variance, variance, 0.05 * variance);
    EXPECT_EQ(random.negative_binomial(0, 2), 0);
}

} // namespace
} // namespace plumbline
