// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/vif.h"

#include <cmath>
#include <limits>
#include <thread>

#include "core/base/limits.h"

namespace plumbline::features {

namespace {

/// A column whose part that no other explains is smaller than this share of it is a sum of the others (in double precision).
constexpr double exact_share = 1e-9;
/// Rows of 200 columns that the second cache of a processor holds.
constexpr Eigen::Index block_rows = 256;

} // namespace

Correlations correlations(const std::vector<std::vector<double>>& columns) {
    const auto p = static_cast<Eigen::Index>(columns.size());
    const auto n = static_cast<Eigen::Index>(p ? columns.front().size() : 0);
    Correlations out;
    out.constant.assign(columns.size(), false);
    Eigen::VectorXd mean(p), size(p);
    for (Eigen::Index j = 0; j < p; ++j) {
        const Eigen::Map<const Eigen::VectorXd> v(columns[static_cast<size_t>(j)].data(), n);
        mean(j) = v.mean();
        size(j) = n ? v.cwiseAbs().maxCoeff() : 0;
    }
    // Products of the centred columns, a block of rows at a time that stays in the cache, on as many threads as there are.
    const auto threads = static_cast<Eigen::Index>(n > 4 * block_rows ? worker_threads() : 1);
    std::vector<Eigen::MatrixXd> part(static_cast<size_t>(threads), Eigen::MatrixXd::Zero(p, p));
    const auto work = [&](Eigen::Index thread) {
        Eigen::MatrixXd& sum = part[static_cast<size_t>(thread)];
        for (Eigen::Index from = thread * block_rows; from < n; from += threads * block_rows) {
            const Eigen::Index rows = std::min(block_rows, n - from);
            Eigen::MatrixXd z(rows, p);
            for (Eigen::Index j = 0; j < p; ++j)
                z.col(j) =
                    Eigen::Map<const Eigen::VectorXd>(columns[static_cast<size_t>(j)].data() + from, rows).array() - mean(j);
            sum.selfadjointView<Eigen::Lower>().rankUpdate(z.transpose());
        }
    };
    {
        std::vector<std::jthread> workers;
        for (Eigen::Index t = 1; t < threads; ++t) workers.emplace_back(work, t);
        work(0);
    }
    for (size_t t = 1; t < part.size(); ++t) part[0] += part[t];
    Eigen::VectorXd scale(p);
    for (Eigen::Index j = 0; j < p; ++j) {
        const double norm = std::sqrt(part[0](j, j));
        const bool varies = norm > 1e-12 * std::max(size(j), 1e-300) * std::sqrt(static_cast<double>(n));
        out.constant[static_cast<size_t>(j)] = !varies;
        scale(j) = varies ? 1 / norm : 0;
    }
    out.matrix = Eigen::MatrixXd(part[0].selfadjointView<Eigen::Lower>());
    out.matrix = scale.asDiagonal() * out.matrix * scale.asDiagonal();
    return out;
}

std::optional<Eigen::MatrixXd> inverse_of(const Eigen::MatrixXd& r) {
    const Eigen::Index p = r.rows();
    const Eigen::LLT<Eigen::MatrixXd> cholesky(r);
    if (cholesky.info() != Eigen::Success) return std::nullopt;
    const Eigen::MatrixXd lower = cholesky.matrixL();
    const double least = p == 0 ? 1 : lower.diagonal().minCoeff();
    if (least * least < exact_share) return std::nullopt;
    return Eigen::MatrixXd(cholesky.solve(Eigen::MatrixXd::Identity(p, p)));
}

void downdate(Eigen::MatrixXd& inverse, Eigen::Index k) {
    const Eigen::Index last = inverse.rows() - 1;
    const Eigen::VectorXd column = inverse.col(k);
    inverse.noalias() -= column * column.transpose() / column(k);
    for (Eigen::Index i = k; i < last; ++i) {
        inverse.row(i) = inverse.row(i + 1).eval();
        inverse.col(i) = inverse.col(i + 1).eval();
    }
    inverse.conservativeResize(last, last);
}

std::vector<double> inflation_of(const Eigen::MatrixXd& r) {
    const Eigen::Index p = r.rows();
    std::vector<double> out(static_cast<size_t>(p), 1);
    if (p == 0) return out;
    // The diagonal of the inverse of the correlation matrix is the variance inflation (Theil, 1971).
    if (const auto inverse = inverse_of(r)) {
        for (Eigen::Index j = 0; j < p; ++j) out[static_cast<size_t>(j)] = (*inverse)(j, j);
        return out;
    }
    // Exact sums: the columns that take part in the null space have no finite inflation; the others keep theirs.
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen(r);
    const double limit = exact_share * std::max(1.0, eigen.eigenvalues().maxCoeff());
    for (Eigen::Index j = 0; j < p; ++j) {
        double sum = 0, null = 0;
        for (Eigen::Index k = 0; k < p; ++k) {
            const double v = eigen.eigenvectors()(j, k), l = eigen.eigenvalues()(k);
            if (l <= limit)
                null += v * v;
            else
                sum += v * v / l;
        }
        out[static_cast<size_t>(j)] = null > 1e-7 ? std::numeric_limits<double>::infinity() : sum;
    }
    return out;
}

std::vector<double> variance_inflation(const std::vector<std::vector<double>>& columns) {
    if (columns.empty()) return {};
    for (const auto& c : columns)
        if (c.size() != columns.front().size() || c.size() < 3)
            throw Error(ErrorCode::features_invalid,
                        {{"detail", "the columns are of differing lengths, or shorter than three values"}});
    const Correlations all = correlations(columns);
    std::vector<Eigen::Index> there;
    for (size_t j = 0; j < columns.size(); ++j)
        if (!all.constant[j]) there.push_back(static_cast<Eigen::Index>(j));
    const std::vector<double> inflation = inflation_of(all.matrix(there, there));
    std::vector<double> out(columns.size(), std::numeric_limits<double>::infinity());
    for (size_t k = 0; k < there.size(); ++k) out[static_cast<size_t>(there[k])] = inflation[k];
    return out;
}

} // namespace plumbline::features
