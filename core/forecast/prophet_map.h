// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <Eigen/Core>
#include <stop_token>
#include <vector>

#include "core/forecast/forecaster.h"

namespace plumbline::forecast {

/// Prior of one unknown: N(0, 1/sqrt(ridge)), Laplace(0, 1/lasso) or both, and a sign that it must have.
struct Prior {
    double ridge = 0, lasso = 0;
    int sign = 0;
};

/// Prophet's likelihood on scaled data (Taylor and Letham, 2018, section 3): y ~ N(mean, sigma) with
/// mean = g(t) (1 + X_m beta_m) + X_a beta_a. Unknowns in this order: k, m, a delta a change point, a beta a column.
struct MapProblem {
    Growth growth = Growth::linear;
    Eigen::VectorXd y, t;         ///< n observations, scaled
    Eigen::MatrixXd hinges;       ///< n x S: max(0, t - s_j)
    Eigen::MatrixXd x;            ///< n x K
    std::vector<bool> multiplies; ///< K: the column is part of X_m
    std::vector<Prior> priors;    ///< 2 + S + K
    double cap = 1;               ///< of logistic growth, scaled
    double soft = 0;              ///< above 0: the mean is soft log(1 + exp(mean / soft)), which cannot be negative

    Eigen::Index unknowns() const { return 2 + hinges.cols() + x.cols(); }
};

struct MapResult {
    Eigen::VectorXd theta;
    double sigma = 0;
    double log_posterior = 0; ///< up to the constant that Stan leaves out as well
    int rounds = 0;
    Eigen::MatrixXd gram; ///< J'J at the end, lower triangle: the curvature of the likelihood but for sigma^2
};

/// Sums that the additive model with linear or flat growth is solved from; of no prior, so that a search over priors keeps them.
struct MapGram {
    Eigen::MatrixXd gram; ///< Z'Z, Z = (t, 1, hinges, x)
    Eigen::VectorXd zy;
    double yy = 0, n = 0;
};
MapGram make_gram(const MapProblem& problem);

/// The exact MAP of the additive model: feature-sign steps (Lee et al., 2007) for the Laplace terms and the closed form of sigma,
/// in turns. `priors`: 2 + S + K.
MapResult solve_additive(const MapGram& gram, Growth growth, const std::vector<Prior>& priors, const std::stop_token& stop);

/// Any model, by Gauss-Newton with the same sparse step and a line search; additive ones are handed to solve_additive.
MapResult solve_map(const MapProblem& problem, const std::stop_token& stop);

/// Minimises theta'G theta / 2 - b'theta + weight * (sum ridge theta^2 / 2 + sum lasso |theta|) under the signs, from `theta` on.
void sparse_solve(const Eigen::MatrixXd& gram, const Eigen::VectorXd& b, double weight, const std::vector<Prior>& priors,
                  Eigen::VectorXd& theta);

} // namespace plumbline::forecast
