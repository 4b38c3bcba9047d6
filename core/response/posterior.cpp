// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/response/posterior.h"

#include <Eigen/Dense>
#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <mutex>
#include <numeric>
#include <thread>

#include "core/base/random.h"
#include "core/response/nuts.h"
#include "core/response/point.h"

namespace plumbline::response {

namespace {

using Vector = Eigen::VectorXd;
using Matrix = Eigen::MatrixXd;

constexpr size_t dense_up_to = 150; ///< numbers; above, the metric keeps variances only
constexpr int mode_evaluations = 300;

Matrix root_of(const std::vector<double>& covariance, size_t d) {
    const auto k = static_cast<Eigen::Index>(d);
    return Eigen::LLT<Matrix>(Matrix(Eigen::Map<const Matrix>(covariance.data(), k, k))).matrixL();
}

} // namespace

double quantile(std::vector<double>& values, double p) {
    if (values.empty()) return NAN;
    std::sort(values.begin(), values.end());
    const double at = p * static_cast<double>(values.size() - 1);
    const auto low = static_cast<size_t>(at);
    const double part = at - static_cast<double>(low);
    return low + 1 < values.size() ? values[low] * (1 - part) + values[low + 1] * part : values[low];
}

Posterior sample_posterior(const Model& model, const std::vector<double>& q, const ResponseSpec& spec, Progress& progress,
                           std::stop_token stop) {
    const size_t d = model.size();
    Posterior out;
    out.start = fit_mode(model, q, mode_evaluations).x;
    const bool dense = d <= dense_up_to;
    std::vector<double> covariance;
    if (dense)
        covariance = inverse_curvature(model, out.start);
    else {
        covariance.assign(d * d, 0);
        for (size_t i = 0; i < d; ++i) covariance[i * d + i] = 0.1;
    }
    const Matrix root = root_of(covariance, d);
    SamplerOptions options;
    options.warmup = spec.warmup;
    options.draws = spec.draws;
    options.dense = dense;
    std::vector<Chain> chains(static_cast<size_t>(spec.chains));
    std::atomic<size_t> next = 0, done = 0;
    std::exception_ptr failed;
    std::mutex mutex;
    const auto task = [&] {
        const auto work = model.work();
        const LogDensity density = [&](const double* x, double* g) { return model.log_density(x, g, *work); };
        for (size_t i = next++; i < chains.size(); i = next++) {
            try {
                Random random(spec.seed, 500 + i);
                Vector jitter(static_cast<Eigen::Index>(d));
                for (Eigen::Index j = 0; j < jitter.size(); ++j) jitter[j] = 0.7 * random.normal();
                const Vector moved = root * jitter;
                std::vector<double> start = out.start;
                for (size_t j = 0; j < d; ++j) start[j] += moved[static_cast<Eigen::Index>(j)];
                chains[i] = sample(density, start, covariance, options, spec.seed, 900 + i, stop);
                progress.step(0.1 + 0.8 * static_cast<double>(++done) / static_cast<double>(chains.size()), "posterior");
            } catch (...) {
                const std::lock_guard lock(mutex);
                if (!failed) failed = std::current_exception();
            }
        }
    };
    {
        std::vector<std::jthread> threads;
        const auto count = std::min(chains.size(), static_cast<size_t>(spec.threads));
        for (size_t i = 1; i < count; ++i) threads.emplace_back(task);
        task();
    }
    if (failed) std::rethrow_exception(failed);
    out.chains = spec.chains;
    out.ess = INFINITY;
    for (size_t j = 0; j < d; ++j) {
        std::vector<std::vector<double>> one(chains.size());
        for (size_t c = 0; c < chains.size(); ++c)
            for (const auto& draw : chains[c].draws) one[c].push_back(draw[j]);
        out.r_hat = std::max(out.r_hat, r_hat(one));
        out.ess = std::min(out.ess, effective_size(one));
    }
    for (Chain& chain : chains) {
        out.divergences += chain.divergences;
        out.gradients += chain.gradients;
        std::move(chain.draws.begin(), chain.draws.end(), std::back_inserter(out.draws));
    }
    return out;
}

Posterior approximate_posterior(const Model& model, const std::vector<double>& q, int n, uint64_t seed, std::stop_token stop) {
    const size_t d = model.size();
    Posterior out;
    out.start = fit_mode(model, q, mode_evaluations).x;
    std::vector<double> covariance;
    if (d <= dense_up_to)
        covariance = inverse_curvature(model, out.start);
    else {
        covariance.assign(d * d, 0);
        for (size_t i = 0; i < d; ++i) covariance[i * d + i] = 0.05;
    }
    const Matrix root = root_of(covariance, d);
    const auto work = model.work();
    // Heavier tails than normal, so that the weights stay finite: each draw with its own scale (Student t, 6 degrees of freedom).
    constexpr double freedom = 6;
    Random random(seed, 333);
    std::vector<std::vector<double>> proposals;
    std::vector<double> log_weight;
    for (int i = 0; i < n; ++i) {
        throw_if_stopped(stop);
        Vector z(static_cast<Eigen::Index>(d));
        for (Eigen::Index j = 0; j < z.size(); ++j) z[j] = random.normal();
        z *= std::sqrt(freedom / (2 * random.gamma(freedom / 2, 1)));
        const Vector moved = root * z;
        std::vector<double> x = out.start;
        for (size_t j = 0; j < d; ++j) x[j] += moved[static_cast<Eigen::Index>(j)];
        const double density = model.log_density(x.data(), nullptr, *work);
        const double proposal = -(freedom + static_cast<double>(d)) / 2 * std::log1p(z.squaredNorm() / freedom);
        log_weight.push_back(std::isfinite(density) ? density - proposal : -INFINITY);
        proposals.push_back(std::move(x));
    }
    // No draw may count more than the 20th largest: a few lucky ones would be the whole answer (truncated weights, Ionides 2008).
    std::vector<double> sorted = log_weight;
    std::sort(sorted.begin(), sorted.end(), std::greater<>());
    const double cap = sorted[std::min<size_t>(20, sorted.size() - 1)];
    std::vector<double> cumulative;
    double sum = 0;
    for (const double w : log_weight) cumulative.push_back(sum += std::exp(std::min(w, cap) - cap));
    for (int i = 0; i < n; ++i) { // systematic resampling
        const double at = (i + 0.5) / n * sum;
        const auto k = static_cast<size_t>(std::lower_bound(cumulative.begin(), cumulative.end(), at) - cumulative.begin());
        out.draws.push_back(proposals[std::min(k, proposals.size() - 1)]);
    }
    return out;
}

} // namespace plumbline::response
