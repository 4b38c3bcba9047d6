// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/response/nuts.h"

#include <cmath>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/response/point.h"

using namespace plumbline;
using namespace plumbline::response;

namespace {

/// Two normals with correlation 0.9 and sds 1 and 10.
double normal_density(const double* x, double* g) {
    const double rho = 0.9, a = x[0], b = x[1] / 10, scale = 1 / (1 - rho * rho);
    if (g) {
        g[0] = -scale * (a - rho * b);
        g[1] = -scale * (b - rho * a) / 10;
    }
    return -scale / 2 * (a * a - 2 * rho * a * b + b * b);
}

} // namespace

TEST(Sampler, FindsMeansVariancesAndCorrelationOfANormal) {
    SamplerOptions options;
    options.warmup = 400;
    options.draws = 2000;
    std::vector<std::vector<double>> first(4), second(4);
    double sum = 0, squares = 0, cross = 0, n = 0, other = 0;
    for (size_t c = 0; c < 4; ++c) {
        const Chain chain = sample(normal_density, {1, -3}, {1, 0, 0, 1}, options, 5, c, {});
        EXPECT_EQ(chain.divergences, 0);
        for (const auto& d : chain.draws) {
            first[c].push_back(d[0]);
            second[c].push_back(d[1]);
            sum += d[0], squares += d[0] * d[0], other += d[1] * d[1], cross += d[0] * d[1], n += 1;
        }
    }
    EXPECT_NEAR(sum / n, 0, 0.05);
    EXPECT_NEAR(squares / n, 1, 0.08);
    EXPECT_NEAR(other / n, 100, 8);
    EXPECT_NEAR(cross / n, 9, 0.8);
    EXPECT_LT(r_hat(first), 1.01);
    EXPECT_GT(effective_size(second), 1500);
}

TEST(Sampler, SameSeedSameDraws) {
    SamplerOptions options;
    options.warmup = 100;
    options.draws = 50;
    const Chain a = sample(normal_density, {0, 0}, {1, 0, 0, 1}, options, 7, 1, {});
    const Chain b = sample(normal_density, {0, 0}, {1, 0, 0, 1}, options, 7, 1, {});
    EXPECT_EQ(a.draws, b.draws);
    EXPECT_NE(a.draws, sample(normal_density, {0, 0}, {1, 0, 0, 1}, options, 8, 1, {}).draws);
}

TEST(Sampler, StopsWhenAsked) {
    std::stop_source stop;
    stop.request_stop();
    EXPECT_THROW(sample(normal_density, {0, 0}, {1, 0, 0, 1}, {}, 7, 1, stop.get_token()), Error);
}

TEST(RHat, TellsChainsApartThatDisagree) {
    Random random(1);
    std::vector<std::vector<double>> same(4), apart(4);
    for (size_t c = 0; c < 4; ++c)
        for (int i = 0; i < 500; ++i) {
            same[c].push_back(random.normal());
            apart[c].push_back(random.normal() + (c == 0 ? 2 : 0));
        }
    EXPECT_LT(r_hat(same), 1.01);
    EXPECT_GT(r_hat(apart), 1.1);
}

TEST(EffectiveSize, OfAnAutoregressionIsTheKnownShare) {
    // AR(1) with coefficient 0.5: n (1 - 0.5) / (1 + 0.5).
    Random random(2);
    std::vector<std::vector<double>> chains(4);
    for (auto& chain : chains) {
        double x = 0;
        for (int i = 0; i < 5000; ++i) chain.push_back(x = 0.5 * x + random.normal());
    }
    EXPECT_NEAR(effective_size(chains), 20000.0 / 3, 800);
}

TEST(NonNegative, AgreesWithATryOfEverySupport) {
    Random random(4);
    for (int round = 0; round < 50; ++round) {
        constexpr size_t k = 4;
        std::vector<double> m(k * k), a(k * k, 0.0), b(k);
        for (double& v : m) v = random.normal();
        for (size_t i = 0; i < k; ++i)
            for (size_t j = 0; j < k; ++j)
                for (size_t l = 0; l < k; ++l) a[i * k + j] += m[l * k + i] * m[l * k + j] + (i == j && l == 0 ? 0.3 : 0.0);
        for (double& v : b) v = random.normal();
        const auto x = non_negative(a, b);
        // Karush-Kuhn-Tucker: gradient 0 where x > 0, not negative where x = 0.
        for (size_t i = 0; i < k; ++i) {
            double g = -b[i];
            for (size_t j = 0; j < k; ++j) g += a[i * k + j] * x[j];
            EXPECT_GE(x[i], 0);
            EXPECT_GE(g, -1e-8);
            EXPECT_NEAR(g * x[i], 0, 1e-8);
        }
    }
}

TEST(Minimise, FindsTheValleyOfRosenbrock) {
    const auto f = [](double* x, double* g) {
        const double a = 1 - x[0], b = x[1] - x[0] * x[0];
        g[0] = -2 * a - 400 * x[0] * b;
        g[1] = 200 * b;
        return a * a + 100 * b * b;
    };
    const Minimum found = minimise(f, {-1.2, 1}, 2000, 1e-14);
    EXPECT_NEAR(found.x[0], 1, 1e-4);
    EXPECT_NEAR(found.x[1], 1, 1e-4);
}
