// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/response/point.h"

#include <algorithm>
#include <cmath>
#include <deque>

#include "core/base/progress.h"
#include "core/base/random.h"
#include "core/response/model_impl.h"

namespace plumbline::response {

namespace {

constexpr size_t memory = 12;         ///< pairs kept by L-BFGS
constexpr double sufficient = 1e-4;   ///< Armijo
constexpr int start_evaluations = 60; ///< of each start before the best ones are polished
constexpr int polish_evaluations = 250;

double dot(const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0;
    for (size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
    return sum;
}

} // namespace

Minimum minimise(const Objective& f, std::vector<double> x, int most_evaluations, double tolerance) {
    const size_t n = x.size();
    std::vector<double> g(n), next(n), next_g(n), direction(n);
    Minimum best;
    double value = f(x.data(), g.data());
    best.evaluations = 1;
    std::deque<std::pair<std::vector<double>, std::vector<double>>> pairs;
    int quiet = 0;
    while (best.evaluations < most_evaluations) {
        direction = g;
        std::vector<double> alpha(pairs.size());
        for (size_t i = pairs.size(); i-- > 0;) {
            alpha[i] = dot(pairs[i].first, direction) / dot(pairs[i].first, pairs[i].second);
            for (size_t j = 0; j < n; ++j) direction[j] -= alpha[i] * pairs[i].second[j];
        }
        const double scale = pairs.empty()
                                 ? 1 / std::max(1.0, std::sqrt(dot(g, g)))
                                 : dot(pairs.back().first, pairs.back().second) / dot(pairs.back().second, pairs.back().second);
        for (double& d : direction) d *= scale;
        for (size_t i = 0; i < pairs.size(); ++i) {
            const double b = dot(pairs[i].second, direction) / dot(pairs[i].first, pairs[i].second);
            for (size_t j = 0; j < n; ++j) direction[j] += (alpha[i] - b) * pairs[i].first[j];
        }
        double slope = -dot(g, direction);
        if (!(slope < 0)) {
            pairs.clear();
            direction = g;
            slope = -dot(g, g);
            if (!(slope < -1e-18)) break;
        }
        double longest = 0; // no number moves by more than 2 of its own units at once
        for (const double d : direction) longest = std::max(longest, std::abs(d));
        double step = longest > 2 ? 2 / longest : 1;
        double next_value = 0;
        bool found = false;
        for (int tries = 0; tries < 25 && best.evaluations < most_evaluations; ++tries, step *= 0.4) {
            for (size_t j = 0; j < n; ++j) next[j] = x[j] - step * direction[j];
            next_value = f(next.data(), next_g.data());
            ++best.evaluations;
            if (std::isfinite(next_value) && next_value <= value + sufficient * step * slope) {
                found = true;
                break;
            }
        }
        if (!found) {
            if (pairs.empty()) break;
            pairs.clear();
            continue;
        }
        std::vector<double> s(n), y(n);
        for (size_t j = 0; j < n; ++j) s[j] = next[j] - x[j], y[j] = next_g[j] - g[j];
        if (dot(s, y) > 1e-10 * dot(y, y)) {
            pairs.emplace_back(std::move(s), std::move(y));
            if (pairs.size() > memory) pairs.pop_front();
        }
        const double gained = value - next_value;
        x = next;
        g = next_g;
        value = next_value;
        quiet = gained < tolerance ? quiet + 1 : 0;
        if (quiet >= 2) break;
    }
    best.x = std::move(x);
    best.value = value;
    return best;
}

std::vector<double> non_negative(const std::vector<double>& a, const std::vector<double>& b) {
    const auto k = static_cast<Eigen::Index>(b.size());
    const Eigen::Map<const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>> full(a.data(), k, k);
    const Eigen::Map<const Vector> right(b.data(), k);
    std::vector<double> x(b.size(), 0.0);
    std::vector<Eigen::Index> free;
    const auto solve = [&] {
        const auto m = static_cast<Eigen::Index>(free.size());
        Matrix part(m, m);
        Vector part_b(m);
        for (Eigen::Index i = 0; i < m; ++i) {
            part_b[i] = right[free[static_cast<size_t>(i)]];
            for (Eigen::Index j = 0; j < m; ++j) part(i, j) = full(free[static_cast<size_t>(i)], free[static_cast<size_t>(j)]);
        }
        return Vector(part.ldlt().solve(part_b));
    };
    for (int round = 0; round < 3 * static_cast<int>(k) + 10; ++round) {
        const Vector down = right - full * Eigen::Map<const Vector>(x.data(), k);
        Eigen::Index enter = -1;
        for (Eigen::Index j = 0; j < k; ++j)
            if (std::find(free.begin(), free.end(), j) == free.end() && down[j] > 1e-12 * (1 + std::abs(right[j])) &&
                (enter < 0 || down[j] > down[enter]))
                enter = j;
        if (enter < 0) break;
        free.push_back(enter);
        for (;;) {
            const Vector z = solve();
            double step = 1;
            for (size_t i = 0; i < free.size(); ++i)
                if (z[static_cast<Eigen::Index>(i)] <= 0) {
                    const double now = x[static_cast<size_t>(free[i])];
                    step = std::min(step, now / (now - z[static_cast<Eigen::Index>(i)]));
                }
            if (step >= 1) {
                for (size_t i = 0; i < free.size(); ++i) x[static_cast<size_t>(free[i])] = z[static_cast<Eigen::Index>(i)];
                break;
            }
            std::vector<Eigen::Index> kept;
            for (size_t i = 0; i < free.size(); ++i) {
                double& now = x[static_cast<size_t>(free[i])];
                now += step * (z[static_cast<Eigen::Index>(i)] - now);
                if (now > 1e-15)
                    kept.push_back(free[i]);
                else
                    now = 0;
            }
            if (kept.size() == free.size()) break; // rounding only
            free = std::move(kept);
            if (free.empty()) break;
        }
    }
    return x;
}

double Model::profiled(double* q, double* gradient, Work& work) const {
    const size_t k = m->used.size(), at = sigma_at();
    const double sigma2 = std::exp(2 * q[at]), ratio = std::exp(2 * q[at + 1]) / sigma2;
    m->effects(q, gradient != nullptr, work);
    Matrix a = m->share_precision;
    Vector b = m->share_precision * m->share_mean;
    std::vector<double> denominator(k, 0);
    for (size_t c = 0; c < k; ++c) {
        for (size_t g = 0; g < m->geos; ++g) {
            double sum = 0;
            for (const double v : work.effects[c][g].value) sum += v;
            denominator[c] += sum * std::exp(m->log_size(q, c, g));
        }
        denominator[c] = std::max(denominator[c], 1e-300);
    }
    const auto n = static_cast<Eigen::Index>(m->periods);
    Matrix columns(n, static_cast<Eigen::Index>(k)), projected(n, static_cast<Eigen::Index>(k));
    Vector w;
    for (size_t g = 0; g < m->geos; ++g) {
        for (size_t c = 0; c < k; ++c) {
            const auto column = static_cast<Eigen::Index>(c);
            const double factor = m->total / m->mean[g] * std::exp(m->log_size(q, c, g)) / denominator[c];
            columns.col(column) = factor * Eigen::Map<const Vector>(work.effects[c][g].value.data(), n);
            m->project(g, columns.col(column), ratio, w);
            projected.col(column) = w;
        }
        a.noalias() += columns.transpose() * projected / sigma2;
        b.noalias() += projected.transpose() * m->y[g] / sigma2;
    }
    for (const Lift& lift : m->lifts) {
        ShapeNumbers by;
        const auto c = static_cast<Eigen::Index>(lift.channel);
        const double response = m->lift_response(lift, q, work, by) / denominator[lift.channel] / lift.sd;
        a(c, c) += response * response;
        b[c] += response * lift.value / lift.sd;
    }
    std::vector<double> normal(k * k), right(b.data(), b.data() + k);
    for (size_t i = 0; i < k; ++i)
        for (size_t j = 0; j < k; ++j) normal[i * k + j] = a(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
    const std::vector<double> shares = non_negative(normal, right);
    const Vector p = Eigen::Map<const Vector>(shares.data(), static_cast<Eigen::Index>(k));
    double sum = m->likelihood(q, p, gradient, work) + m->other_priors(q, gradient);
    const Vector d = p - m->share_mean;
    sum -= d.dot(m->share_precision * d) / 2;
    for (size_t c = 0; c < k; ++c) {
        q[m->share_at[c]] = std::log(std::max(shares[c], 1e-9));
        if (gradient) gradient[m->share_at[c]] = 0;
    }
    return sum;
}

PointFit fit_point(const Model& model, int starts, uint64_t seed, std::stop_token stop) {
    const auto work = model.work();
    const Objective objective = [&](double* q, double* g) {
        throw_if_stopped(stop);
        const double value = -model.profiled(q, g, *work);
        for (size_t i = 0; i < model.size(); ++i) g[i] = -g[i];
        return value;
    };
    PointFit fit;
    std::vector<Minimum> found;
    for (int s = 0; s < std::max(1, starts); ++s) {
        std::vector<double> spread(model.channels() * most_shape_numbers, 0.0);
        if (s > 0) { // the first start is the middle of the prior
            Random random(seed, 1000 + static_cast<uint64_t>(s));
            for (double& z : spread) z = std::clamp(random.normal(), -1.5, 1.5);
        }
        found.push_back(minimise(objective, model.prior_point(spread), start_evaluations, 1e-3));
        fit.evaluations += found.back().evaluations;
    }
    std::stable_sort(found.begin(), found.end(), [](const Minimum& a, const Minimum& b) { return a.value < b.value; });
    for (const Minimum& one : found) fit.values.push_back(-one.value);
    const Minimum best = minimise(objective, found.front().x, polish_evaluations, 1e-6);
    fit.evaluations += best.evaluations;
    fit.q = best.x;
    std::vector<double> g(model.size());
    fit.value = -objective(fit.q.data(), g.data());
    fit.starts = std::max(1, starts);
    return fit;
}

Minimum fit_mode(const Model& model, std::vector<double> q, int most_evaluations) {
    const auto work = model.work();
    const Objective objective = [&](double* x, double* g) {
        const double value = -model.log_density(x, g, *work);
        for (size_t i = 0; i < model.size(); ++i) g[i] = -g[i];
        return value;
    };
    return minimise(objective, std::move(q), most_evaluations, 1e-4);
}

std::vector<double> inverse_curvature(const Model& model, const std::vector<double>& q) {
    const auto work = model.work();
    const size_t d = model.size();
    Matrix hessian(static_cast<Eigen::Index>(d), static_cast<Eigen::Index>(d));
    std::vector<double> up(d), down(d), x = q;
    constexpr double h = 1e-4;
    for (size_t i = 0; i < d; ++i) {
        x[i] = q[i] + h;
        model.log_density(x.data(), up.data(), *work);
        x[i] = q[i] - h;
        model.log_density(x.data(), down.data(), *work);
        x[i] = q[i];
        for (size_t j = 0; j < d; ++j)
            hessian(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) = -(up[j] - down[j]) / (2 * h);
    }
    hessian = ((hessian + hessian.transpose()) / 2).eval();
    Eigen::SelfAdjointEigenSolver<Matrix> eigen(hessian);
    // Directions that curve less than the priors do are given about the priors' width.
    const Vector values = eigen.eigenvalues().array().max(0.5);
    const Matrix inverse = eigen.eigenvectors() * values.cwiseInverse().asDiagonal() * eigen.eigenvectors().transpose();
    return {inverse.data(), inverse.data() + d * d};
}

} // namespace plumbline::response
