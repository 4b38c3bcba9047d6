// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/response/nuts.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/progress.h"
#include "core/base/random.h"

namespace plumbline::response {

namespace {

using Vector = Eigen::VectorXd;
using Matrix = Eigen::MatrixXd;

constexpr double worst_energy = 1000; ///< an error of the energy above this is a divergence

double log_add(double a, double b) {
    if (a < b) std::swap(a, b);
    return std::isinf(a) && a < 0 ? a : a + std::log1p(std::exp(b - a));
}

/// A point in coordinates in which the metric is the identity: q = root * x.
struct State {
    Vector x, p, gradient;
    double log_density = 0;
    double energy() const { return -log_density + p.squaredNorm() / 2; }
};

class Sampler {
public:
    Sampler(const LogDensity& density, const std::vector<double>& start, const std::vector<double>& covariance,
            const SamplerOptions& options, uint64_t seed, uint64_t stream, std::stop_token stop)
        : m_density(density), m_options(options), m_random(seed, stream), m_stop(std::move(stop)),
          m_dimension(static_cast<Eigen::Index>(start.size())) {
        m_covariance = Eigen::Map<const Matrix>(covariance.data(), m_dimension, m_dimension);
        m_q = Eigen::Map<const Vector>(start.data(), m_dimension);
        set_metric();
    }

    Chain run() {
        Chain chain;
        restart_state();
        find_step();
        restart_averaging();
        // Windows as in Stan: a fast start, doubling windows for the metric, a fast end.
        const int warmup = m_options.warmup;
        const int fast = std::max(10, warmup * 15 / 100), end = warmup - std::max(10, warmup / 10);
        int window = std::max(20, warmup / 12), window_end = fast + window;
        std::vector<Vector> seen;
        for (int i = 0; i < warmup + m_options.draws; ++i) {
            throw_if_stopped(m_stop);
            bool diverged = false;
            const double acceptance = transition(diverged);
            if (i < warmup) {
                average(acceptance);
                if (i >= fast && i < end) {
                    seen.push_back(m_q);
                    if (i + 1 == window_end || i + 1 == end) {
                        learn_metric(seen);
                        seen.clear();
                        restart_state();
                        find_step();
                        restart_averaging();
                        window *= 2;
                        window_end = i + 1 + window;
                        if (window_end + 2 * window > end) window_end = end;
                    }
                }
                if (i + 1 == warmup) m_step = std::exp(m_log_step_mean);
                continue;
            }
            chain.divergences += diverged;
            chain.draws.emplace_back(m_q.data(), m_q.data() + m_dimension);
        }
        chain.gradients = m_gradients;
        chain.step = m_step;
        return chain;
    }

private:
    struct Tree {
        State minus, plus;
        Vector sum_p;
        Vector proposal_x, proposal_gradient;
        double proposal_density = 0;
        double log_weight = -INFINITY;
        bool valid = true;
    };

    void set_metric() {
        if (m_options.dense)
            m_root = Eigen::LLT<Matrix>(m_covariance).matrixL();
        else
            m_diagonal = m_covariance.diagonal().cwiseSqrt();
    }
    Vector to_q(const Vector& x) const {
        return m_options.dense ? Vector(m_root.triangularView<Eigen::Lower>() * x) : Vector(m_diagonal.cwiseProduct(x));
    }
    Vector to_x(const Vector& q) const {
        return m_options.dense ? Vector(m_root.triangularView<Eigen::Lower>().solve(q)) : Vector(q.cwiseQuotient(m_diagonal));
    }
    void evaluate(State& s) {
        ++m_gradients;
        const Vector q = to_q(s.x);
        Vector g(m_dimension);
        s.log_density = m_density(q.data(), g.data());
        if (!std::isfinite(s.log_density)) s.log_density = -INFINITY;
        s.gradient =
            m_options.dense ? Vector(m_root.transpose().triangularView<Eigen::Upper>() * g) : Vector(m_diagonal.cwiseProduct(g));
    }
    void restart_state() {
        m_now.x = to_x(m_q);
        evaluate(m_now);
    }
    void leap(State& s, double step) {
        s.p += step / 2 * s.gradient;
        s.x += step * s.p;
        evaluate(s);
        s.p += step / 2 * s.gradient;
    }
    void draw_momentum() {
        m_now.p.resize(m_dimension);
        for (Eigen::Index i = 0; i < m_dimension; ++i) m_now.p[i] = m_random.normal();
    }
    void find_step() {
        m_step = 0.5;
        draw_momentum();
        const double before = m_now.energy();
        int direction = 0;
        for (int tries = 0; tries < 40; ++tries) {
            State s = m_now;
            leap(s, m_step);
            const double change = before - s.energy();
            const int wanted = std::isfinite(change) && change > std::log(0.8) ? 1 : -1;
            if (direction == 0) direction = wanted;
            if (wanted != direction) break;
            m_step = direction > 0 ? m_step * 2 : m_step / 2;
        }
    }
    void restart_averaging() {
        m_mu = std::log(10 * m_step);
        m_bar = 0;
        m_log_step_mean = 0;
        m_count = 0;
    }
    void average(double acceptance) { // Hoffman and Gelman, algorithm 6
        constexpr double gamma = 0.05, t0 = 10, kappa = 0.75;
        m_count += 1;
        m_bar += (m_options.target_acceptance - acceptance - m_bar) / (m_count + t0);
        const double log_step = m_mu - std::sqrt(m_count) / gamma * m_bar, weight = std::pow(m_count, -kappa);
        m_log_step_mean += weight * (log_step - m_log_step_mean);
        m_step = std::exp(log_step);
    }
    void learn_metric(const std::vector<Vector>& seen) {
        const auto n = static_cast<double>(seen.size());
        if (n < 10) return;
        Vector mean = Vector::Zero(m_dimension);
        for (const Vector& q : seen) mean += q / n;
        Matrix learned = Matrix::Zero(m_dimension, m_dimension);
        if (m_options.dense) {
            for (const Vector& q : seen) learned += (q - mean) * (q - mean).transpose() / (n - 1);
        } else
            for (const Vector& q : seen) learned.diagonal() += (q - mean).cwiseAbs2() / (n - 1);
        // A few draws know few directions: the first guess counts like as many draws as there are numbers.
        const double own = m_options.dense ? static_cast<double>(m_dimension) : 5;
        m_covariance = (n * learned + own * m_covariance) / (n + own);
        set_metric();
    }

    bool turning(const Vector& sum, const State& a, const State& b) const { return sum.dot(a.p) <= 0 || sum.dot(b.p) <= 0; }

    Tree build(const State& from, int depth, double step, double start_energy, double& accepted, int& count, bool& diverged) {
        if (depth == 0) {
            Tree t;
            t.minus = from;
            leap(t.minus, step);
            const double change = start_energy - t.minus.energy();
            count += 1;
            accepted += std::isfinite(change) ? std::min(1.0, std::exp(change)) : 0;
            if (!(change > -worst_energy)) {
                diverged = true;
                t.valid = false;
            }
            t.plus = t.minus;
            t.sum_p = t.minus.p;
            t.proposal_x = t.minus.x;
            t.proposal_gradient = t.minus.gradient;
            t.proposal_density = t.minus.log_density;
            t.log_weight = std::isfinite(change) ? change : -INFINITY;
            return t;
        }
        Tree first = build(from, depth - 1, step, start_energy, accepted, count, diverged);
        if (!first.valid) return first;
        Tree second = build(first.plus, depth - 1, step, start_energy, accepted, count, diverged);
        if (!second.valid) {
            first.valid = false;
            return first;
        }
        const double both = log_add(first.log_weight, second.log_weight);
        if (std::log(m_random.uniform()) < second.log_weight - both) {
            first.proposal_x.swap(second.proposal_x);
            first.proposal_gradient.swap(second.proposal_gradient);
            first.proposal_density = second.proposal_density;
        }
        first.log_weight = both;
        first.sum_p += second.sum_p;
        first.plus = std::move(second.plus);
        // In the order of travel; the criterion is symmetric in time.
        first.valid = !turning(first.sum_p, first.minus, first.plus);
        return first;
    }

    double transition(bool& diverged) {
        draw_momentum();
        const double start_energy = m_now.energy();
        State minus = m_now, plus = m_now;
        Vector sum_p = m_now.p;
        double log_weight = 0, accepted = 0;
        int count = 0;
        for (int depth = 0; depth < m_options.most_doublings; ++depth) {
            const bool forward = m_random.uniform() < 0.5;
            // `plus` of a tree is its end in the direction of travel.
            Tree t = build(forward ? plus : minus, depth, forward ? m_step : -m_step, start_energy, accepted, count, diverged);
            if (!t.valid) break;
            if (std::log(m_random.uniform()) < t.log_weight - log_weight) {
                m_now.x = t.proposal_x;
                m_now.gradient = t.proposal_gradient;
                m_now.log_density = t.proposal_density;
            }
            log_weight = log_add(log_weight, t.log_weight);
            sum_p += t.sum_p;
            (forward ? plus : minus) = std::move(t.plus);
            if (turning(sum_p, minus, plus)) break;
        }
        m_q = to_q(m_now.x);
        return count > 0 ? accepted / count : 0;
    }

    const LogDensity& m_density;
    SamplerOptions m_options;
    Random m_random;
    std::stop_token m_stop;
    Eigen::Index m_dimension;
    Matrix m_covariance, m_root;
    Vector m_diagonal, m_q;
    State m_now;
    double m_step = 0.1, m_mu = 0, m_bar = 0, m_log_step_mean = 0, m_count = 0;
    int64_t m_gradients = 0;
};

std::vector<std::vector<double>> split(const std::vector<std::vector<double>>& chains) {
    std::vector<std::vector<double>> halves;
    for (const auto& c : chains) {
        const auto half = static_cast<long>(c.size() / 2);
        halves.emplace_back(c.begin(), c.begin() + half);
        halves.emplace_back(c.end() - half, c.end());
    }
    return halves;
}

double basic_r_hat(const std::vector<std::vector<double>>& chains) {
    const auto m = static_cast<double>(chains.size()), n = static_cast<double>(chains.front().size());
    std::vector<double> means;
    double within = 0;
    for (const auto& c : chains) {
        const double mean = std::accumulate(c.begin(), c.end(), 0.0) / n;
        means.push_back(mean);
        double v = 0;
        for (const double x : c) v += (x - mean) * (x - mean);
        within += v / (n - 1) / m;
    }
    const double all = std::accumulate(means.begin(), means.end(), 0.0) / m;
    double between = 0;
    for (const double x : means) between += (x - all) * (x - all) * n / (m - 1);
    if (!(within > 0)) return between > 0 ? INFINITY : 1;
    return std::sqrt(((n - 1) / n * within + between / n) / within);
}

/// Inverse of the normal distribution function (Acklam's rational approximation, relative error 1.2e-9).
double normal_quantile(double p) {
    constexpr double a[] = {-39.69683028665376, 220.9460984245205,  -275.9285104469687,
                            138.3577518672690,  -30.66479806614716, 2.506628277459239};
    constexpr double b[] = {-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572};
    constexpr double c[] = {-0.007784894002430293, -0.3223964580411365, -2.400758277161838,
                            -2.549732539343734,    4.374664141464968,   2.938163982698783};
    constexpr double d[] = {0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416};
    if (p > 0.97575) return -normal_quantile(1 - p);
    if (p < 0.02425) {
        const double q = std::sqrt(-2 * std::log(p));
        return (((((c[0] * q + c[1]) * q + c[2]) * q + c[3]) * q + c[4]) * q + c[5]) /
               ((((d[0] * q + d[1]) * q + d[2]) * q + d[3]) * q + 1);
    }
    const double q = p - 0.5, r = q * q;
    return (((((a[0] * r + a[1]) * r + a[2]) * r + a[3]) * r + a[4]) * r + a[5]) * q /
           (((((b[0] * r + b[1]) * r + b[2]) * r + b[3]) * r + b[4]) * r + 1);
}

} // namespace

Chain sample(const LogDensity& density, const std::vector<double>& start, const std::vector<double>& covariance,
             const SamplerOptions& options, uint64_t seed, uint64_t stream, std::stop_token stop) {
    return Sampler(density, start, covariance, options, seed, stream, std::move(stop)).run();
}

double r_hat(const std::vector<std::vector<double>>& chains) {
    auto halves = split(chains);
    std::vector<std::pair<double, std::pair<size_t, size_t>>> all;
    for (size_t c = 0; c < halves.size(); ++c)
        for (size_t i = 0; i < halves[c].size(); ++i) all.push_back({halves[c][i], {c, i}});
    if (all.size() < 8) return INFINITY;
    std::sort(all.begin(), all.end());
    for (size_t i = 0; i < all.size();) {
        size_t j = i;
        while (j < all.size() && all[j].first == all[i].first) ++j;
        const double rank = (static_cast<double>(i) + static_cast<double>(j) + 1) / 2;
        for (size_t k = i; k < j; ++k)
            halves[all[k].second.first][all[k].second.second] =
                normal_quantile((rank - 0.375) / (static_cast<double>(all.size()) + 0.25));
        i = j;
    }
    return basic_r_hat(halves);
}

double effective_size(const std::vector<std::vector<double>>& given) {
    const auto chains = split(given);
    const auto m = static_cast<double>(chains.size());
    const size_t n = chains.front().size();
    const auto count = static_cast<double>(n);
    if (n < 4) return 0;
    std::vector<double> mean(chains.size()), variance(chains.size());
    double within = 0, all = 0;
    for (size_t c = 0; c < chains.size(); ++c) {
        mean[c] = std::accumulate(chains[c].begin(), chains[c].end(), 0.0) / count;
        all += mean[c] / m;
        for (const double x : chains[c]) variance[c] += (x - mean[c]) * (x - mean[c]) / (count - 1);
        within += variance[c] / m;
    }
    double between = 0;
    for (const double x : mean) between += (x - all) * (x - all) / (m - 1);
    const double total = within * (count - 1) / count + between;
    if (!(total > 0)) return 0;
    const auto correlation = [&](size_t lag) {
        double sum = 0;
        for (size_t c = 0; c < chains.size(); ++c) {
            double s = 0;
            for (size_t t = 0; t + lag < n; ++t) s += (chains[c][t] - mean[c]) * (chains[c][t + lag] - mean[c]);
            sum += s / count / m;
        }
        return 1 - (within - sum * count / (count - 1)) / total;
    };
    double tau = 1, last = INFINITY;
    for (size_t lag = 1; lag + 1 < n; lag += 2) {
        double pair = correlation(lag) + correlation(lag + 1);
        if (lag == 1) { // Geyer pairs begin with lag 0
            const double first = 1 + correlation(1);
            last = first;
        }
        if (pair <= 0) break;
        pair = std::min(pair, last);
        last = pair;
        tau += 2 * pair;
        if (lag > 400) break;
    }
    return std::min(m * count / tau, m * count * std::log10(m * count));
}

} // namespace plumbline::response
