// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <functional>
#include <stop_token>
#include <vector>

namespace plumbline::response {

/// log density and its gradient at x.
using LogDensity = std::function<double(const double* x, double* gradient)>;

struct SamplerOptions {
    int warmup = 500, draws = 1000;
    double target_acceptance = 0.85;
    int most_doublings = 9;
    bool dense = true; ///< metric with all covariances; else variances only
};

struct Chain {
    std::vector<std::vector<double>> draws;
    int divergences = 0;
    int64_t gradients = 0;
    double step = 0;
};

/// One chain of the no-U-turn sampler (Hoffman and Gelman, 2014) with multinomial choice and the generalised criterion
/// (Betancourt, 2017), step size by dual averaging, metric from growing windows. start: a point; covariance: d x d, first guess
/// of the metric.
Chain sample(const LogDensity& density, const std::vector<double>& start, const std::vector<double>& covariance,
             const SamplerOptions& options, uint64_t seed, uint64_t stream, std::stop_token stop);

/// Split R-hat on ranks (Vehtari et al., 2021) of one quantity; chains: equally long.
double r_hat(const std::vector<std::vector<double>>& chains);
/// Effective sample size of the mean (Geyer's initial monotone sequence over all chains).
double effective_size(const std::vector<std::vector<double>>& chains);

} // namespace plumbline::response
