// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/arima.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

#include "core/base/random.h"

namespace plumbline::forecast {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

std::vector<double> simulated(size_t n, const std::vector<double>& ar, const std::vector<double>& ma, uint64_t seed) {
    Random random(seed);
    std::vector<double> e, y;
    for (size_t t = 0; t < n + 200; ++t) {
        e.push_back(random.normal());
        double v = e.back();
        for (size_t i = 0; i < ar.size() && i < t; ++i) v += ar[i] * y[t - 1 - i];
        for (size_t j = 0; j < ma.size() && j < t; ++j) v += ma[j] * e[t - 1 - j];
        y.push_back(v);
    }
    return {y.begin() + 200, y.end()};
}

/// -2 log likelihood of a Gaussian vector by its covariance (autocovariances g), observed entries only, sigma concentrated out.
double brute_force(const std::vector<double>& w, const std::vector<double>& g) {
    std::vector<size_t> at;
    for (size_t i = 0; i < w.size(); ++i)
        if (!std::isnan(w[i])) at.push_back(i);
    const size_t n = at.size();
    std::vector<double> l(n * n, 0), z(n);
    double logs = 0, sum = 0;
    for (size_t i = 0; i < n; ++i) {
        for (size_t j = 0; j <= i; ++j) {
            const size_t lag = at[i] - at[j];
            double v = lag < g.size() ? g[lag] : 0;
            for (size_t k = 0; k < j; ++k) v -= l[i * n + k] * l[j * n + k];
            l[i * n + j] = i == j ? std::sqrt(v) : v / l[j * n + j];
        }
        double v = w[at[i]];
        for (size_t k = 0; k < i; ++k) v -= l[i * n + k] * z[k];
        z[i] = v / l[i * n + i];
        logs += 2 * std::log(l[i * n + i]);
        sum += z[i] * z[i];
    }
    const double count = static_cast<double>(n);
    return count * (std::log(sum / count) + 1 + std::log(2 * M_PI)) + logs;
}

TEST(ArimaLikelihood, IsThatOfTheMultivariateNormalDistribution) {
    const double phi = 0.6, theta = 0.4;
    // Autocovariances of ARMA(1,1) with unit shocks (Brockwell and Davis, 1991, 3.3).
    std::vector<double> g{(1 + 2 * phi * theta + theta * theta) / (1 - phi * phi),
                          (1 + phi * theta) * (phi + theta) / (1 - phi * phi)};
    while (g.size() < 60) g.push_back(phi * g.back());
    std::vector<double> w = simulated(60, {phi}, {theta}, 5);
    EXPECT_NEAR(arima_exact(w, {phi}, {theta}).minus_two_log_likelihood, brute_force(w, g), 1e-6);
    for (const size_t hole : {0u, 7u, 8u, 9u, 30u, 59u}) w[hole] = nan;
    EXPECT_NEAR(arima_exact(w, {phi}, {theta}).minus_two_log_likelihood, brute_force(w, g), 1e-6);
}

TEST(ArimaLikelihood, ASeasonalMovingAverageIsExactToo) {
    const double theta = -0.5;
    const std::vector<double> w = simulated(50, {}, {0, 0, 0, theta}, 6);
    EXPECT_NEAR(arima_exact(w, {}, {0, 0, 0, theta}).minus_two_log_likelihood,
                brute_force(w, {1 + theta * theta, 0, 0, 0, theta}), 1e-6);
}

TEST(Arima, FindsTheCoefficientsThatMadeTheSeries) {
    const std::vector<double> y = simulated(3000, {0.7, -0.3}, {}, 7);
    ArimaOrder order;
    order.p = 2;
    const ArimaModel m = arima_fit(y, y, order, nullptr, true, {});
    EXPECT_NEAR(m.phi[0], 0.7, 0.05);
    EXPECT_NEAR(m.phi[1], -0.3, 0.05);
    EXPECT_NEAR(m.sigma2, 1, 0.08);
}

TEST(Arima, HolesDoNotMoveTheCoefficients) {
    const std::vector<double> y = simulated(3000, {0.8}, {}, 8);
    std::vector<double> seen = y;
    for (size_t i = 0; i < seen.size(); i += 4) seen[i] = nan;
    ArimaOrder order;
    order.p = 1;
    EXPECT_NEAR(arima_fit(y, seen, order, nullptr, true, {}).phi[0], 0.8, 0.05);
}

TEST(Arima, DifferencesAreTakenWhereARandomWalkIs) {
    std::vector<double> walk{0}, noise = simulated(400, {}, {}, 9);
    for (const double e : simulated(400, {}, {}, 10)) walk.push_back(walk.back() + e);
    EXPECT_EQ(differences_needed(noise), 0);
    EXPECT_EQ(differences_needed(walk), 1);
}

TEST(Arima, DifferencingIsWhatItSays) {
    ArimaOrder order;
    order.d = 1;
    order.D = 1;
    order.m = 2;
    // (1 - B)(1 - B^2) y = y_t - y_(t-1) - y_(t-2) + y_(t-3)
    EXPECT_EQ(differenced({1, 4, 9, 16, 25}, order), (std::vector<double>{16 - 9 - 4 + 1, 25 - 16 - 9 + 4}));
}

TEST(Arima, TheSearchFindsTheSeasonOfTheAirlineModel) {
    // (0,1,1)(0,1,1)[12] with theta -0.4 and -0.6 (Box and Jenkins' airline model).
    const std::vector<double> w = simulated(600, {}, {-0.4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -0.6, 0.24}, 11);
    std::vector<double> y(13, 100);
    for (const double v : w) y.push_back(v + y[y.size() - 1] + y[y.size() - 12] - y[y.size() - 13]);
    const ArimaModel m = arima_search(y, y, 12, 1, {});
    EXPECT_EQ(m.order.d, 1);
    EXPECT_EQ(m.order.D, 1);
    EXPECT_GE(m.order.Q + m.order.P, 1);
    ArimaOrder airline;
    airline.d = airline.D = airline.q = airline.Q = 1;
    airline.m = 12;
    EXPECT_LE(m.aicc, arima_fit(y, y, airline, nullptr, true, {}).aicc + 1);
}

TEST(Arima, ComesBackFromItsText) {
    const std::vector<double> y = simulated(200, {0.5}, {0.3}, 12);
    const ArimaModel m = arima_search(y, y, 1, 0, {});
    ArimaModel again;
    ASSERT_TRUE(arima_from_json(arima_json(m), again));
    EXPECT_EQ(again.order, m.order);
    EXPECT_EQ(again.phi, m.phi);
    EXPECT_FALSE(arima_from_json("{\"order\":[9,9,9]}", again));
}

} // namespace
} // namespace plumbline::forecast
