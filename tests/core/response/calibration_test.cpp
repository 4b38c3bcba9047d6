// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <gtest/gtest.h>

#include "core/base/random.h"
#include "core/response/model.h"
#include "core/response/point.h"
#include "core/response/posterior.h"

using namespace plumbline;
using namespace plumbline::response;

namespace {

/// Beta(1.5, 2) as the ratio of gammas.
double beta_draw(Random& random) {
    const double a = random.gamma(1.5, 1), b = random.gamma(2, 1);
    return a / (a + b);
}

} // namespace

// Talts et al. (2018): where parameters come from the prior and data from the model, the rank of the true value among posterior
// draws is uniform. One channel, Michaelis-Menten, 60 weeks; the baseline's free part drops out.
TEST(Posterior, RanksOfTheTruthAreUniform) {
    constexpr int rounds = 60, bins = 6, n = 60, knots = 3;
    std::vector<std::array<int, bins>> counts(4, std::array<int, bins>{});
    for (int round = 0; round < rounds; ++round) {
        Random random(77, static_cast<uint64_t>(round));
        MediaData data;
        data.target = "y";
        data.geos = {""};
        data.channels = data.columns = {"tv"};
        for (int t = 0; t < n; ++t) data.dates.push_back(from_civil({2024, 1, 1}) + 7 * t);
        std::vector<double> x(n);
        double positive = 0;
        for (double& v : x) v = std::exp(random.normal(0, 0.8)), positive += v / n;
        data.spend = {{x}};
        ResponseSpec spec;
        spec.saturation = SaturationKind::michaelis_menten;
        spec.media_share_mean = 0.3;
        spec.media_share_sd = 0.1;
        spec.roi_log_sd = 0.3;
        spec.chains = 1, spec.threads = 1, spec.warmup = 250, spec.draws = 5 * 59;
        const double theta = beta_draw(random), log_half = random.normal(0, 0.7);
        const double common = std::log1p(1.0 / 9), own = 0.09;
        const double log_share = random.normal(std::log(0.3) - common / 2 - own / 2, std::sqrt(common + own));
        const double log_sigma = random.normal(-3, 1.5), log_tau = random.normal(-3.9, 0.8);
        if (log_sigma > -1) continue; // more noise than signal could make a negative target; the rank of the rest is unaffected
        double a = 0, sum = 0;
        std::vector<double> effect(n);
        for (int t = 0; t < n; ++t) {
            a = theta * a + (1 - theta) * x[static_cast<size_t>(t)];
            sum += effect[static_cast<size_t>(t)] = a / (a + positive * std::exp(log_half));
        }
        double bend[knots];
        for (double& b : bend) b = random.normal(0, std::exp(log_tau));
        std::vector<double> y(n);
        double total = 0;
        for (int t = 0; t < n; ++t) {
            const double at = static_cast<double>(t) / (n - 1) * (knots - 1);
            const int k = std::min(static_cast<int>(at), knots - 2);
            y[static_cast<size_t>(t)] = std::exp(log_share) * n * effect[static_cast<size_t>(t)] / sum +
                                        bend[k] * (1 - (at - k)) + bend[k + 1] * (at - k) + random.normal(0, std::exp(log_sigma));
            total += y[static_cast<size_t>(t)];
        }
        // The free level brings the mean to 1, which is what shares are relative to.
        for (double& v : y) v += 1 - total / n;
        data.y = {y};
        data.controls = {};
        const Model model(data, spec);
        NoProgress progress;
        spec.seed = 5 + static_cast<uint64_t>(round);
        const Posterior posterior = sample_posterior(model, fit_point(model, 3, 1, {}).q, spec, progress, {});
        const double truth[] = {std::log(theta / (1 - theta)), log_half, log_share, log_sigma};
        const size_t at[] = {model.shape_at(0), model.shape_at(0) + 1, model.share_at(0), model.sigma_at()};
        for (size_t i = 0; i < 4; ++i) {
            int rank = 0;
            for (size_t d = 0; d < posterior.draws.size(); d += 5) rank += posterior.draws[d][at[i]] < truth[i];
            ++counts[i][static_cast<size_t>(std::min(bins - 1, rank * bins / 60))];
        }
    }
    for (size_t i = 0; i < counts.size(); ++i) {
        double all = 0, chi = 0;
        for (const int c : counts[i]) all += c;
        for (const int c : counts[i]) chi += (c - all / bins) * (c - all / bins) / (all / bins);
        EXPECT_LT(chi, 20.5) << "number " << i; // 99.9 % of chi squared with 5 degrees of freedom
    }
}
