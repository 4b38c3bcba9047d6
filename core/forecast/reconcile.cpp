// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/reconcile.h"

#include <Eigen/Dense>
#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>

#include "core/forecast/parallel.h"

namespace plumbline::forecast {

namespace {

[[noreturn]] void misfit() { throw Error(ErrorCode::internal, {{"detail", "the forecasts do not fit the hierarchy"}}); }

/// Leaves below zero are set to 0 and the others give way, so that the sum over all leaves stays.
void keep_above_zero(std::vector<double>& leaves) {
    double sum = 0, positive = 0;
    for (const double v : leaves) {
        sum += v;
        positive += std::max(v, 0.0);
    }
    const double share = positive > 0 ? std::max(sum, 0.0) / positive : 0;
    for (double& v : leaves) v = std::max(v, 0.0) * share;
}

} // namespace

Hierarchy Hierarchy::total_of(size_t n) {
    Hierarchy h;
    h.n_leaves = n;
    h.leaves_of.resize(n + 1);
    for (size_t i = 0; i < n; ++i) {
        h.leaves_of[0].push_back(i);
        h.leaves_of[i + 1] = {i};
    }
    return h;
}

std::vector<double> shrunken_covariance(const std::vector<std::vector<double>>& residuals, double* share) {
    const size_t k = residuals.size();
    size_t n = 0;
    for (const auto& r : residuals) n = std::max(n, r.size());
    std::vector<double> sd(k, 0), cov(k * k, 0);
    for (size_t i = 0; i < k; ++i) {
        double sum = 0, count = 0;
        for (const double v : residuals[i])
            if (std::isfinite(v)) {
                sum += v * v;
                count += 1;
            }
        sd[i] = count > 0 ? std::sqrt(sum / count) : 0;
    }
    double uncertain = 0, squares = 0;
    std::vector<double> r(k * k, 0);
    for (size_t i = 0; i < k; ++i)
        for (size_t j = 0; j < i; ++j) {
            double sum = 0, sum2 = 0, count = 0;
            const size_t m = std::min(residuals[i].size(), residuals[j].size());
            for (size_t t = 0; t < m; ++t) {
                // Counted from the end: series may begin at different times.
                const double a = residuals[i][residuals[i].size() - 1 - t], b = residuals[j][residuals[j].size() - 1 - t];
                if (!std::isfinite(a) || !std::isfinite(b) || sd[i] <= 0 || sd[j] <= 0) continue;
                const double w = a / sd[i] * b / sd[j];
                sum += w;
                sum2 += w * w;
                count += 1;
            }
            if (count < 3) continue;
            const double mean = sum / count;
            r[i * k + j] = r[j * k + i] = mean;
            squares += mean * mean;
            uncertain += std::max(0.0, sum2 / count - mean * mean) / (count - 1);
        }
    const double lambda = squares > 0 ? std::clamp(uncertain / squares, 0.0, 1.0) : 1;
    if (share) *share = lambda;
    for (size_t i = 0; i < k; ++i)
        for (size_t j = 0; j < k; ++j) cov[i * k + j] = i == j ? sd[i] * sd[i] : (1 - lambda) * r[i * k + j] * sd[i] * sd[j];
    return cov;
}

std::vector<std::vector<double>> reconcile(const Hierarchy& tree, const std::vector<std::vector<double>>& forecasts,
                                           const std::vector<std::vector<double>>& residuals, Reconcile how, bool non_negative) {
    const size_t nodes = tree.leaves_of.size(), leaves = tree.n_leaves;
    if (forecasts.size() != nodes || nodes < leaves || (how == Reconcile::mint && residuals.size() != nodes)) misfit();
    if (how == Reconcile::none) return forecasts;
    std::vector<size_t> leaf_node(leaves, nodes);
    for (size_t i = 0; i < nodes; ++i)
        if (tree.leaves_of[i].size() == 1) leaf_node[tree.leaves_of[i][0]] = i;
    if (std::any_of(leaf_node.begin(), leaf_node.end(), [&](size_t n) { return n == nodes; })) misfit();
    size_t horizon = 0;
    for (const auto& f : forecasts) horizon = std::max(horizon, f.size());
    const long rows = static_cast<long>(nodes), columns = static_cast<long>(leaves);
    Eigen::MatrixXd projection = Eigen::MatrixXd::Zero(columns, rows);
    if (how == Reconcile::bottom_up) {
        for (size_t l = 0; l < leaves; ++l) projection(static_cast<long>(l), static_cast<long>(leaf_node[l])) = 1;
    } else {
        Eigen::MatrixXd sums = Eigen::MatrixXd::Zero(rows, columns);
        for (size_t i = 0; i < nodes; ++i)
            for (const size_t l : tree.leaves_of[i]) sums(static_cast<long>(i), static_cast<long>(l)) = 1;
        const std::vector<double> cov = shrunken_covariance(residuals);
        Eigen::MatrixXd w = Eigen::Map<const Eigen::MatrixXd>(cov.data(), rows, rows);
        // A node without errors (constant series) is nearly certain, not infinitely so.
        const double ridge = std::max(1e-8 * w.trace() / static_cast<double>(rows), 1e-12);
        w.diagonal().array() += ridge;
        const Eigen::MatrixXd weighted = w.ldlt().solve(sums);
        projection = (sums.transpose() * weighted).ldlt().solve(weighted.transpose());
    }
    std::vector<std::vector<double>> out(nodes, std::vector<double>(horizon, 0));
    for (size_t h = 0; h < horizon; ++h) {
        Eigen::VectorXd y(rows);
        for (size_t i = 0; i < nodes; ++i) y(static_cast<long>(i)) = h < forecasts[i].size() ? forecasts[i][h] : 0;
        const Eigen::VectorXd b = projection * y;
        std::vector<double> leaf(b.data(), b.data() + b.size());
        if (non_negative) keep_above_zero(leaf);
        for (size_t i = 0; i < nodes; ++i)
            for (const size_t l : tree.leaves_of[i]) out[i][h] += leaf[l];
    }
    return out;
}

std::vector<Result> run_many(const std::vector<Request>& requests, const Hierarchy* tree, Reconcile how, int threads,
                             Progress& progress, std::stop_token stop) {
    std::vector<Result> out(requests.size());
    std::atomic<size_t> done = 0;
    NoProgress silent;
    in_parallel(requests.size(), threads, [&](size_t i) {
        throw_if_stopped(stop);
        Request one = requests[i];
        one.threads = 1;
        try {
            out[i] = run_forecast(one, silent, stop);
        } catch (const Error& e) {
            if (e.code() == ErrorCode::cancelled) throw;
            out[i].notes.push_back({"not_forecast", {{"detail", e.what()}}});
        }
        progress.step(static_cast<double>(++done) / static_cast<double>(requests.size()), "series");
    });
    if (!tree || how == Reconcile::none) return out;
    std::vector<std::vector<double>> forecasts, residuals;
    bool non_negative = true;
    for (size_t i = 0; i < out.size(); ++i) {
        std::vector<double> f, r;
        for (const ForecastPoint& p : out[i].forecast) f.push_back(p.yhat);
        for (size_t t = 0; t < out[i].history.size(); ++t) r.push_back(requests[i].series.y[t] - out[i].history[t].yhat);
        forecasts.push_back(std::move(f));
        residuals.push_back(std::move(r));
        non_negative = non_negative && requests[i].spec.non_negative;
    }
    const auto sums = reconcile(*tree, forecasts, residuals, how, non_negative);
    for (size_t i = 0; i < out.size(); ++i) {
        for (size_t h = 0; h < out[i].forecast.size(); ++h) {
            ForecastPoint& p = out[i].forecast[h];
            const double moved = sums[i][h] - p.yhat;
            p.yhat += moved;
            p.lower += moved;
            p.upper += moved;
            if (requests[i].spec.non_negative) p.lower = std::max(p.lower, std::min(0.0, p.yhat));
        }
        if (out[i].components.empty()) continue;
        const auto at = std::find_if(out[i].components.begin(), out[i].components.end(),
                                     [](const Component& c) { return c.name == "correction"; });
        Component& correction =
            at != out[i].components.end()
                ? *at
                : (out[i].components.push_back({"correction", std::vector<double>(out[i].forecast.size(), 0)}),
                   out[i].components.back());
        for (size_t h = 0; h < out[i].forecast.size(); ++h) correction.values[h] += sums[i][h] - forecasts[i][h];
    }
    return out;
}

} // namespace plumbline::forecast
