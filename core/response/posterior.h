// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <stop_token>
#include <vector>

#include "core/base/progress.h"
#include "core/response/model.h"

namespace plumbline::response {

/// Draws of the posterior of a model, all chains behind one another.
struct Posterior {
    std::vector<std::vector<double>> draws; ///< [draw][number]
    std::vector<double> start;              ///< where the chains began: the mode
    double r_hat = 0, ess = 0;              ///< worst over all numbers
    int chains = 0, divergences = 0;
    int64_t gradients = 0;
};

/// Chains from the mode near `q` (with jitter), one task each on `threads` threads; the result does not depend on their number.
Posterior sample_posterior(const Model& model, const std::vector<double>& q, const ResponseSpec& spec, Progress& progress,
                           std::stop_token stop);

/// Normal approximation at the mode: `n` draws, weighted back to the density by sampling-importance-resampling. No chains, r_hat
/// 0.
Posterior approximate_posterior(const Model& model, const std::vector<double>& q, int n, uint64_t seed, std::stop_token stop);

/// Quantile (linear interpolation); sorts `values`.
double quantile(std::vector<double>& values, double p);

} // namespace plumbline::response
