// SPDX-License-Identifier: GPL-3.0-or-later
#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>

#include "core/forecast/prophet_map.h"

namespace plumbline::forecast {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double lowest_variance = 1e-12; ///< of scaled data: where the curve goes through every point
constexpr int most_rounds = 400;

/// Solves the symmetric system of the active unknowns; where columns are the same, a little more of the diagonal decides.
VectorXd solve_active(const MatrixXd& gram, const VectorXd& right, double weight, const std::vector<Prior>& priors,
                      const std::vector<Index>& active) {
    const Index p = static_cast<Index>(active.size());
    MatrixXd a(p, p);
    VectorXd b(p);
    for (Index j = 0; j < p; ++j) {
        for (Index i = j; i < p; ++i) a(i, j) = gram(active[i], active[j]);
        a(j, j) += weight * priors[active[j]].ridge;
        b(j) = right(active[j]);
    }
    double jitter = 1e-13 * (p > 0 ? a.diagonal().maxCoeff() : 0);
    for (int attempt = 0; attempt < 8; ++attempt, jitter *= 100) {
        Eigen::LLT<MatrixXd, Eigen::Lower> factor(a);
        if (factor.info() == Eigen::Success) {
            VectorXd x = factor.solve(b);
            if (x.allFinite()) return x;
        }
        a.diagonal().array() += jitter;
    }
    throw Error(ErrorCode::internal, {{"detail", "the normal equations of a forecast have no solution"}});
}

bool kinked(const Prior& p) { return p.lasso > 0 || p.sign != 0; }

} // namespace

void sparse_solve(const MatrixXd& gram, const VectorXd& b, double weight, const std::vector<Prior>& priors, VectorXd& theta) {
    const Index p = theta.size();
    std::vector<int> sign(static_cast<size_t>(p), 0);
    for (Index j = 0; j < p; ++j) {
        const Prior& prior = priors[j];
        if (!kinked(prior)) continue;
        if (prior.sign * theta(j) < 0) theta(j) = 0;
        sign[j] = theta(j) > 0 ? 1 : theta(j) < 0 ? -1 : 0;
    }
    std::vector<Index> active;
    for (int round = 0; round < 50 + 10 * p; ++round) {
        // Inside of the present signs the problem is quadratic.
        for (Index inner = 0; inner <= p; ++inner) {
            active.clear();
            for (Index j = 0; j < p; ++j)
                if (!kinked(priors[j]) || sign[j] != 0) active.push_back(j);
            VectorXd right = b;
            for (const Index j : active) right(j) -= weight * priors[j].lasso * sign[j];
            const VectorXd target = solve_active(gram, right, weight, priors, active);
            double step = 1;
            Index blocking = -1;
            for (size_t i = 0; i < active.size(); ++i) {
                const Index j = active[i];
                if (!kinked(priors[j]) || target(static_cast<Index>(i)) * sign[j] > 0) continue;
                const double to_zero = theta(j) / (theta(j) - target(static_cast<Index>(i)));
                if (const double at = std::isfinite(to_zero) ? std::max(0.0, to_zero) : 0.0; at < step) {
                    step = at;
                    blocking = j;
                }
            }
            for (size_t i = 0; i < active.size(); ++i)
                theta(active[i]) += step * (target(static_cast<Index>(i)) - theta(active[i]));
            if (blocking < 0) break;
            theta(blocking) = 0;
            sign[blocking] = 0;
        }
        // An unknown at zero joins where the gradient is steeper than its kink.
        const VectorXd gradient = gram.selfadjointView<Eigen::Lower>() * theta - b;
        const double tolerance = 1e-10 * (b.cwiseAbs().maxCoeff() + 1e-30);
        Index best = -1;
        double steepest = tolerance;
        for (Index j = 0; j < p; ++j) {
            if (!kinked(priors[j]) || sign[j] != 0) continue;
            const double over = std::abs(gradient(j)) - weight * priors[j].lasso;
            const int way = gradient(j) < 0 ? 1 : -1;
            if (over > steepest && priors[j].sign * way >= 0) {
                steepest = over;
                best = j;
            }
        }
        if (best < 0) return;
        sign[best] = gradient(best) < 0 ? 1 : -1;
    }
}

MapGram make_gram(const MapProblem& problem) {
    const Index n = problem.y.size(), s = problem.hinges.cols(), k = problem.x.cols(), p = 2 + s + k;
    MatrixXd z(n, p);
    if (problem.growth == Growth::flat)
        z.col(0).setZero();
    else
        z.col(0) = problem.t;
    z.col(1).setOnes();
    z.middleCols(2, s) = problem.hinges;
    z.rightCols(k) = problem.x;
    MapGram g;
    g.gram = MatrixXd::Zero(p, p);
    g.gram.selfadjointView<Eigen::Lower>().rankUpdate(z.transpose());
    g.zy = z.transpose() * problem.y;
    g.yy = problem.y.squaredNorm();
    g.n = static_cast<double>(n);
    return g;
}

MapResult solve_additive(const MapGram& g, Growth growth, const std::vector<Prior>& priors, const std::stop_token& stop) {
    (void)growth; // a flat trend has a column of zeros for k, which its prior then sets to 0
    MapResult result;
    VectorXd theta = VectorXd::Zero(g.zy.size());
    double variance = std::max(lowest_variance, g.yy / g.n * 0.1);
    const auto squares = [&] {
        return std::max(0.0, g.yy - 2 * g.zy.dot(theta) + theta.dot(g.gram.selfadjointView<Eigen::Lower>() * theta));
    };
    double ssr = 0;
    for (result.rounds = 1; result.rounds <= most_rounds; ++result.rounds) {
        throw_if_stopped(stop);
        sparse_solve(g.gram, g.zy, variance, priors, theta);
        ssr = squares();
        const double before = variance;
        variance = std::max(lowest_variance, (std::sqrt(g.n * g.n + 16 * ssr) - g.n) / 8);
        if (std::abs(variance - before) <= 1e-13 * before) break;
    }
    result.sigma = std::sqrt(variance);
    double prior = 0;
    for (Index j = 0; j < theta.size(); ++j)
        prior += priors[j].ridge * theta(j) * theta(j) / 2 + priors[j].lasso * std::abs(theta(j));
    result.log_posterior = -g.n * std::log(result.sigma) - ssr / (2 * variance) - prior - 2 * variance;
    result.theta = std::move(theta);
    result.gram = g.gram;
    return result;
}

} // namespace plumbline::forecast
