// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/ets.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <numbers>

#include "core/base/random.h"
#include "core/forecast/forecaster.h"

namespace plumbline::forecast {
namespace {

TEST(Ets, SimpleSmoothingIsTheRecursionByHand) {
    EtsModel m;
    m.alpha = 0.5;
    m.phi = 1;
    m.level = 10;
    const EtsPass p = ets_pass(m, {12, 8, 10}, true);
    // 10; 10 + 0.5 (12 - 10) = 11; 11 + 0.5 (8 - 11) = 9.5; 9.5 + 0.5 (10 - 9.5) = 9.75
    EXPECT_EQ(p.fitted, (std::vector<double>{10, 11, 9.5}));
    EXPECT_DOUBLE_EQ(p.level, 9.75);
    EXPECT_DOUBLE_EQ(p.sum_squares, 4 + 9 + 0.25);
}

TEST(Ets, HoltWintersIsTheRecursionByHand) {
    EtsModel m;
    m.form = {'A', 'A', 'A', false, 2};
    m.alpha = 0.5;
    m.beta = 0.1; // acts on the error
    m.gamma = 0.2;
    m.phi = 1;
    m.level = 10;
    m.trend = 1;
    m.season = {2, -2};
    const EtsPass p = ets_pass(m, {15}, true);
    // forecast 13, error 2: level 11 + 1, growth 1 + 0.2, season 2 + 0.4
    EXPECT_DOUBLE_EQ(p.fitted[0], 13);
    EXPECT_DOUBLE_EQ(p.level, 12);
    EXPECT_NEAR(p.trend, 1.2, 1e-12);
    EXPECT_NEAR(p.season[1], 2.4, 1e-12); // season[0] belongs to the next step
    EXPECT_NEAR(p.season[0], -2, 1e-12);
}

TEST(Ets, AMissingValueMovesNothing) {
    EtsModel m;
    m.alpha = 0.7;
    m.level = 5;
    m.phi = 1;
    const EtsPass p = ets_pass(m, {std::numeric_limits<double>::quiet_NaN()}, true);
    EXPECT_EQ(p.level, 5);
    EXPECT_EQ(p.used, 0u);
}

std::vector<double> walk_with_noise(size_t n, double alpha, uint64_t seed) {
    Random random(seed);
    std::vector<double> y;
    double level = 100;
    for (size_t i = 0; i < n; ++i) {
        const double e = random.normal();
        y.push_back(level + e);
        level += alpha * e;
    }
    return y;
}

TEST(Ets, FindsTheSmoothingThatMadeTheSeries) {
    const EtsModel m = ets_fit(walk_with_noise(700, 0.4, 3), {}, nullptr, {});
    EXPECT_NEAR(m.alpha, 0.4, 0.1);
    EXPECT_NEAR(m.sigma2, m.form.error == 'M' ? 1e-4 : 1, m.form.error == 'M' ? 3e-5 : 0.15);
}

TEST(Ets, ChoosesASeasonWhereThereIsOneAndNoneWhereThereIsNot) {
    Random random(4);
    std::vector<double> with, without;
    for (int t = 0; t < 140; ++t) {
        const double e = random.normal();
        with.push_back(50 + 10 * (t % 7 == 5) + e);
        without.push_back(50 + e);
    }
    EtsAsk ask;
    ask.m = 7;
    EXPECT_NE(ets_fit(with, ask, nullptr, {}).form.season, 'N');
    EXPECT_EQ(ets_fit(without, ask, nullptr, {}).form.season, 'N');
}

TEST(Ets, AStraightLineGoesOn) {
    std::vector<double> y;
    for (int t = 0; t < 40; ++t) y.push_back(10 + 3.0 * t);
    EtsAsk ask;
    ask.allow_multiplicative = false;
    const EtsModel m = ets_fit(y, ask, nullptr, {});
    const EtsAhead a = ets_ahead(m, ets_pass(m, y, true), 5, 0.8, 1);
    EXPECT_NEAR(a.mean[4], 10 + 3.0 * 44, 2);
}

TEST(Ets, IntervalOfARandomWalkGrowsWithTheRootOfTheHorizon) {
    EtsModel m;
    m.alpha = 0.9999;
    m.phi = 1;
    m.sigma2 = 4;
    EtsPass p;
    p.level = 0;
    const EtsAhead a = ets_ahead(m, p, 16, 0.8, 1);
    EXPECT_NEAR(a.upper[0], 1.2816 * 2, 1e-3);
    EXPECT_NEAR(a.upper[15], 1.2816 * 8, 1e-2);
}

TEST(Ets, SimulatedIntervalsAgreeWithTheClosedForm) {
    // Small relative errors: the multiplicative model is the additive one of the logarithm's scale.
    EtsModel additive, relative;
    additive.alpha = relative.alpha = 0.5;
    additive.phi = relative.phi = 1;
    additive.sigma2 = 1;
    relative.form.error = 'M';
    relative.sigma2 = 1e-4;
    EtsPass p;
    p.level = 100;
    const EtsAhead a = ets_ahead(additive, p, 10, 0.8, 1), b = ets_ahead(relative, p, 10, 0.8, 1, 20000);
    for (size_t h = 0; h < 10; ++h) EXPECT_NEAR(b.upper[h], a.upper[h], 0.06);
}

TEST(Ets, KnowsTheYearOfDaysAndOfWeeks) {
    // A year with an amplitude of 30 and noise of 1; the steepest part lies ahead, where the last level would be off by half of
    // it.
    for (const double step : {1.0, 7.0}) {
        Series s;
        Random random(5);
        const auto value = [&](int t) { return 200 + 30 * std::sin(2 * std::numbers::pi * step * t / 365.25); };
        const int n = static_cast<int>(3 * 365.25 / step), ahead = static_cast<int>(60 / step);
        for (int t = 0; t < n; ++t) {
            s.ds.push_back(19000 + step * t);
            s.y.push_back(value(t) + random.normal());
        }
        Future future;
        for (int h = 0; h < ahead; ++h) future.ds.push_back(19000 + step * (n + h));
        NoProgress progress;
        for (const char* id : {"ets", "arima", "theta"}) {
            double error = 0;
            const auto points = forecaster(id).fit(s, {}, progress, {})->predict(future);
            for (int h = 0; h < ahead; ++h) error += std::abs(points[static_cast<size_t>(h)].yhat - value(n + h)) / ahead;
            EXPECT_LT(error, 5) << id << " by " << step << " days";
        }
    }
}

TEST(Ets, ComesBackFromItsText) {
    EtsModel m, again;
    m.form = {'M', 'A', 'M', true, 12};
    m.alpha = 0.123;
    m.season.assign(12, 1.0);
    ASSERT_TRUE(ets_from_json(ets_json(m), again));
    EXPECT_EQ(again.form, m.form);
    EXPECT_EQ(again.alpha, m.alpha);
    EXPECT_FALSE(ets_from_json("{}", again));
    EXPECT_EQ(m.form.name(), "ETS(M,Ad,M)");
}

} // namespace
} // namespace plumbline::forecast
