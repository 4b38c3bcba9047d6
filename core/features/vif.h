// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <Eigen/Dense>
#include <vector>

#include "core/features/features.h"

namespace plumbline::features {

/// Correlations of all columns with each other, by one product of the standardised columns.
struct Correlations {
    Eigen::MatrixXd matrix;
    std::vector<bool> constant; ///< columns that do not vary; their correlations are 0
};
Correlations correlations(const std::vector<std::vector<double>>& columns);
/// Inverse of a correlation matrix by Cholesky's factor; nullopt where it is singular.
std::optional<Eigen::MatrixXd> inverse_of(const Eigen::MatrixXd& r);
/// The inverse without row and column k, from the inverse with them (the Schur complement): no new factorisation.
void downdate(Eigen::MatrixXd& inverse, Eigen::Index k);
/// Variance inflation from a correlation matrix without constant columns.
std::vector<double> inflation_of(const Eigen::MatrixXd& r);

} // namespace plumbline::features
