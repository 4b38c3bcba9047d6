// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <functional>
#include <stop_token>
#include <vector>

#include "core/response/model.h"

namespace plumbline::response {

/// f(x, gradient) to be made small; may change x where a part of it is solved inside (variable projection).
using Objective = std::function<double(double* x, double* gradient)>;

struct Minimum {
    std::vector<double> x;
    double value = 0;
    int evaluations = 0;
};

/// Limited-memory BFGS (Nocedal, 1980) with backtracking; deterministic. Ends when a step gains less than `tolerance`.
Minimum minimise(const Objective& f, std::vector<double> x, int most_evaluations, double tolerance);

/// Non-negative least squares on normal equations: x >= 0 that makes x'Ax/2 - b'x smallest (Lawson and Hanson, 1974). A: k x k,
/// row by row, positive definite.
std::vector<double> non_negative(const std::vector<double>& a, const std::vector<double>& b);

struct PointFit {
    std::vector<double> q; ///< of the best start
    double value = 0;      ///< profiled log density
    int starts = 0, evaluations = 0;
    std::vector<double> values; ///< of every start
};

/// Variable projection (Golub and Pereyra, 1973) from several starts spread over the prior.
PointFit fit_point(const Model& model, int starts, uint64_t seed, std::stop_token stop);

/// Maximum of the log density in all numbers, from a given point; used to start the sampler.
Minimum fit_mode(const Model& model, std::vector<double> q, int most_evaluations);

/// Inverse of the negative Hessian of the log density at q by central differences of the gradient, made positive definite: d x d.
std::vector<double> inverse_curvature(const Model& model, const std::vector<double>& q);

} // namespace plumbline::response
