// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <stop_token>
#include <vector>

namespace plumbline::allocate {

/// weights · x <= limit, or = limit.
struct LinearLimit {
    std::vector<double> weights{};
    double limit = 0;
    bool equal = false;
};

/// A smooth objective to be maximised: its value at x, and its gradient where `gradient` is not null.
using Smooth = std::function<double(const std::vector<double>& x, std::vector<double>* gradient)>;

struct CoupledProblem {
    Smooth objective{};
    std::vector<double> lower{}, upper{};
    std::vector<LinearLimit> limits{};
    std::vector<double> scale{}; ///< of the variables; > 0
    double precision =
        1e-12;             ///< relative change of the objective at which the search ends; what is drawn needs no more than 1e-8
    int evaluations = 400; ///< of the objective from each start, at most: what ends a search is the same on any machine
};

struct CoupledSolution {
    std::vector<double> x{};
    double value = 0;
    bool feasible = false; ///< bounds and limits hold to 1e-9 of their size
};

/// SLSQP (Kraft, 1988; NLopt's) from each start on variables and objective of size 1; the best feasible answer, with bounds and
/// limits mended to rounding. `milliseconds` is for what should never happen: a search that it ends depends on the machine.
/// Throws Error{cancelled}.
CoupledSolution maximise(const CoupledProblem& problem, const std::vector<std::vector<double>>& starts, double milliseconds,
                         std::stop_token stop = {});

/// Moves x into bounds and limits by alternating projections (Dykstra, 1983). False where that does not succeed.
bool mend(std::vector<double>& x, const CoupledProblem& problem);

} // namespace plumbline::allocate
