// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <span>
#include <stop_token>
#include <vector>

namespace plumbline::numerics {

using Objective = std::function<double(std::span<const double>)>;

struct MinimizeOptions {
    int max_evaluations = 1000;
    double tolerance = 1e-6;          ///< relative, on the objective
    std::vector<double> lower, upper; ///< empty: unbounded; points are moved onto the box
    std::stop_token stop{};           ///< asked: the best point so far is given back
};

struct Minimum {
    std::vector<double> x;
    double value = 0;
    int evaluations = 0;
    bool converged = false;
};

/// Nelder and Mead (1965), with the box kept by moving points onto it. `step`: size of the first simplex in each direction.
Minimum nelder_mead(const Objective& f, std::vector<double> start, const std::vector<double>& step,
                    const MinimizeOptions& options = {});
/// BFGS with central differences and backtracking; for smooth objectives of few variables. Box as above.
Minimum bfgs(const Objective& f, std::vector<double> start, const MinimizeOptions& options = {});

} // namespace plumbline::numerics
