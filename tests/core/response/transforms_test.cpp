// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/response/transforms.h"

#include <cmath>
#include <gtest/gtest.h>
#include <numeric>

#include "core/base/random.h"

using namespace plumbline;
using namespace plumbline::response;

namespace {

std::vector<double> some_spend(size_t n) {
    Random random(9);
    std::vector<double> x(n);
    for (double& v : x) v = random.uniform() < 0.3 ? 0 : random.uniform(10, 200);
    return x;
}

} // namespace

TEST(Effect, GeometricRecursionIsTheSumOverAllLags) {
    Shape shape;
    const ShapeNumbers p{0.4, 0, 0, 0};
    const double theta = 1 / (1 + std::exp(-0.4));
    const auto x = some_spend(40);
    EffectSeries e;
    effect(shape, p, 50, x, false, e);
    for (size_t t = 0; t < x.size(); ++t) {
        double sum = 0;
        for (size_t l = 0; l <= t; ++l) sum += (1 - theta) * std::pow(theta, l) * x[t - l];
        EXPECT_NEAR(e.adstock[t], sum, 1e-9);
    }
}

TEST(Effect, EveryWindowIsTheConvolutionWithItsWeights) {
    for (const AdstockKind kind :
         {AdstockKind::delayed, AdstockKind::weibull_pdf, AdstockKind::weibull_cdf, AdstockKind::binomial}) {
        Shape shape;
        shape.adstock = kind;
        const ShapeNumbers p{0.3, 0.5, 0.1, 0.2};
        const auto x = some_spend(40);
        EffectSeries e;
        effect(shape, p, 50, x, false, e);
        const auto direct = adstocked(adstock_of(shape, p), x);
        for (size_t t = 0; t < x.size(); ++t) EXPECT_NEAR(e.adstock[t], direct[t], 1e-9) << adstock_id(kind);
    }
}

TEST(Effect, SteadySpendStaysWhatItIsWhereHistoryWasTheSame) {
    Shape shape;
    shape.steady_history = true;
    EffectSeries e;
    effect(shape, {1.5, 0, 0, 0}, 50, std::vector<double>(30, 80.0), false, e);
    for (const double a : e.adstock) EXPECT_NEAR(a, 80, 1e-9);
}

TEST(Effect, DerivativesAgreeWithFiniteDifferencesForEveryKind) {
    const auto x = some_spend(30);
    for (int a = 0; a <= static_cast<int>(AdstockKind::binomial); ++a)
        for (int s = 0; s <= static_cast<int>(SaturationKind::root); ++s) {
            Shape shape;
            shape.adstock = static_cast<AdstockKind>(a);
            shape.saturation = static_cast<SaturationKind>(s);
            const ShapeNumbers p{0.3, 0.4, -0.2, 0.1};
            EffectSeries e, up, down;
            effect(shape, p, 60, x, true, e);
            for (size_t i = 0; i < static_cast<size_t>(shape.size()); ++i) {
                ShapeNumbers q = p;
                const double h = 1e-6;
                q[i] = p[i] + h;
                effect(shape, q, 60, x, false, up);
                q[i] = p[i] - h;
                effect(shape, q, 60, x, false, down);
                for (size_t t = 0; t < x.size(); ++t)
                    EXPECT_NEAR(e.by[i][t], (up.value[t] - down.value[t]) / (2 * h), 1e-6)
                        << a << " " << s << " " << i << " " << t;
            }
        }
}

TEST(Effect, TheCurveSaysWhatTheSeriesDoes) {
    for (int s = 0; s < static_cast<int>(SaturationKind::root); ++s) { // the root is scaled by its reference in a series
        Shape shape;
        shape.saturation = static_cast<SaturationKind>(s);
        const ShapeNumbers p{0.3, -0.2, 0.1, 0};
        const Saturation curve = saturation_of(shape, p, 60);
        EffectSeries e;
        const auto x = some_spend(20);
        effect(shape, p, 60, x, false, e);
        for (size_t t = 0; t < x.size(); ++t) EXPECT_NEAR(e.value[t], curve.value(e.adstock[t]), 1e-12) << s;
    }
}

TEST(Prior, GradientAgreesWithFiniteDifferences) {
    for (int a = 0; a <= static_cast<int>(AdstockKind::binomial); ++a)
        for (int s = 0; s <= static_cast<int>(SaturationKind::root); ++s) {
            Shape shape;
            shape.adstock = static_cast<AdstockKind>(a);
            shape.saturation = static_cast<SaturationKind>(s);
            const ShapeNumbers p{0.7, -0.4, 0.2, 0.3};
            ShapeNumbers g{}, unused{};
            log_prior(shape, p, g);
            for (size_t i = 0; i < static_cast<size_t>(shape.size()); ++i) {
                ShapeNumbers up = p, down = p;
                up[i] += 1e-5;
                down[i] -= 1e-5;
                EXPECT_NEAR(g[i], (log_prior(shape, up, unused) - log_prior(shape, down, unused)) / 2e-5, 1e-5);
            }
        }
}
