// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/allocate/coupled.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlopt.h>

#include "core/base/progress.h"

namespace plumbline::allocate {

namespace {

constexpr double held = 1e-9; ///< relative: how exactly limits hold

double dot(const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0;
    for (size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
    return sum;
}

double size_of(const LinearLimit& l, const std::vector<double>& x) {
    double size = std::abs(l.limit);
    for (size_t i = 0; i < x.size(); ++i) size = std::max(size, std::abs(l.weights[i] * x[i]));
    return std::max(size, 1e-300);
}

bool holds(const std::vector<double>& x, const CoupledProblem& p) {
    for (const LinearLimit& l : p.limits) {
        const double over = dot(l.weights, x) - l.limit, allowed = held * size_of(l, x);
        if (l.equal ? std::abs(over) > allowed : over > allowed) return false;
    }
    for (size_t i = 0; i < x.size(); ++i)
        if (x[i] < p.lower[i] || x[i] > p.upper[i]) return false;
    return true;
}

/// What NLopt's C callbacks see.
struct Seen {
    const CoupledProblem* problem;
    double height;
    std::vector<double> x, gradient;
    std::vector<double> best;
    double best_value = -std::numeric_limits<double>::infinity();
    std::stop_token stop;
    nlopt_opt solver = nullptr;
};

struct SeenLimit {
    const CoupledProblem* problem;
    const LinearLimit* limit;
    double size;
};

double objective(unsigned n, const double* u, double* gradient, void* data) {
    Seen& s = *static_cast<Seen*>(data);
    if (s.stop.stop_requested()) nlopt_force_stop(s.solver);
    for (unsigned i = 0; i < n; ++i) s.x[i] = u[i] * s.problem->scale[i];
    const double value = s.problem->objective(s.x, gradient ? &s.gradient : nullptr);
    if (gradient)
        for (unsigned i = 0; i < n; ++i) gradient[i] = -s.gradient[i] * s.problem->scale[i] / s.height;
    return -value / s.height;
}

double constraint(unsigned n, const double* u, double* gradient, void* data) {
    const SeenLimit& s = *static_cast<SeenLimit*>(data);
    double sum = -s.limit->limit;
    for (unsigned i = 0; i < n; ++i) {
        const double w = s.limit->weights[i] * s.problem->scale[i];
        sum += w * u[i];
        if (gradient) gradient[i] = w / s.size;
    }
    return sum / s.size;
}

} // namespace

bool mend(std::vector<double>& x, const CoupledProblem& p) {
    const size_t n = x.size(), sets = p.limits.size() + 1;
    std::vector<std::vector<double>> correction(sets, std::vector<double>(n, 0));
    for (int round = 0; round < 4000; ++round) {
        for (size_t k = 0; k < sets; ++k) {
            std::vector<double> y(n);
            for (size_t i = 0; i < n; ++i) y[i] = x[i] + correction[k][i];
            std::vector<double> z = y;
            if (k == p.limits.size()) {
                for (size_t i = 0; i < n; ++i) z[i] = std::clamp(z[i], p.lower[i], p.upper[i]);
            } else {
                const LinearLimit& l = p.limits[k];
                const double over = dot(l.weights, y) - l.limit, norm = dot(l.weights, l.weights);
                if (norm > 0 && (l.equal || over > 0))
                    for (size_t i = 0; i < n; ++i) z[i] -= over / norm * l.weights[i];
            }
            for (size_t i = 0; i < n; ++i) correction[k][i] = y[i] - z[i];
            x = z;
        }
        if (holds(x, p)) return true;
    }
    return false;
}

CoupledSolution maximise(const CoupledProblem& problem, const std::vector<std::vector<double>>& starts, double milliseconds,
                         std::stop_token stop) {
    const auto n = static_cast<unsigned>(problem.lower.size());
    CoupledSolution best;
    best.value = -std::numeric_limits<double>::infinity();
    const auto consider = [&](std::vector<double> x) {
        for (unsigned i = 0; i < n; ++i) x[i] = std::clamp(x[i], problem.lower[i], problem.upper[i]);
        if (!holds(x, problem) && !mend(x, problem)) return;
        const double value = problem.objective(x, nullptr);
        if (value > best.value) best = {std::move(x), value, true};
    };
    for (std::vector<double> start : starts) {
        throw_if_stopped(stop);
        mend(start, problem);
        consider(start);
        Seen seen{&problem, 0, std::vector<double>(n), std::vector<double>(n), {}, 0, stop, nullptr};
        // The objective's size is what the variables bring together: its own value may be 0 where it is a difference.
        seen.height = std::abs(problem.objective(start, &seen.gradient));
        for (unsigned i = 0; i < n; ++i)
            if (std::isfinite(seen.gradient[i]))
                seen.height = std::max(seen.height, std::abs(seen.gradient[i]) * problem.scale[i]);
        if (!(seen.height > 0)) seen.height = 1;
        nlopt_opt solver = nlopt_create(NLOPT_LD_SLSQP, n);
        seen.solver = solver;
        std::vector<double> lower(n), upper(n), u(n);
        for (unsigned i = 0; i < n; ++i) {
            lower[i] = problem.lower[i] / problem.scale[i];
            upper[i] = problem.upper[i] / problem.scale[i];
            u[i] = std::clamp(start[i] / problem.scale[i], lower[i], upper[i]);
        }
        nlopt_set_lower_bounds(solver, lower.data());
        nlopt_set_upper_bounds(solver, upper.data());
        nlopt_set_min_objective(solver, objective, &seen);
        std::vector<SeenLimit> limits;
        limits.reserve(problem.limits.size());
        for (const LinearLimit& l : problem.limits) {
            limits.push_back({&problem, &l, size_of(l, start)});
            if (l.equal)
                nlopt_add_equality_constraint(solver, constraint, &limits.back(), 1e-12);
            else
                nlopt_add_inequality_constraint(solver, constraint, &limits.back(), 1e-12);
        }
        nlopt_set_ftol_rel(solver, problem.precision);
        nlopt_set_xtol_rel(solver, 1e-10);
        nlopt_set_maxeval(solver, problem.evaluations);
        nlopt_set_maxtime(solver, milliseconds / 1000 / static_cast<double>(starts.size()));
        double value = 0;
        nlopt_optimize(solver, u.data(), &value);
        nlopt_destroy(solver);
        throw_if_stopped(stop);
        std::vector<double> x(n);
        bool finite = true;
        for (unsigned i = 0; i < n; ++i) finite = finite && std::isfinite(x[i] = u[i] * problem.scale[i]);
        if (finite) consider(std::move(x));
    }
    return best;
}

} // namespace plumbline::allocate
