// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/prophet_map.h"

#include <algorithm>
#include <cmath>

namespace plumbline::forecast {

namespace {

using Eigen::ArrayXd;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double lowest_variance = 1e-12;
constexpr int most_steps = 200;

double sigmoid(double u) { return u >= 0 ? 1 / (1 + std::exp(-u)) : std::exp(u) / (1 + std::exp(u)); }

double softplus(double u) { return u > 30 ? u : std::log1p(std::exp(u)); }

/// The mean and its derivatives at a point.
class Mean {
public:
    Mean(const MapProblem& p) : m_p(p), m_s(p.hinges.cols()), m_k(p.x.cols()) {}

    /// Fills the mean; the Jacobian too where it is asked for.
    void at(const VectorXd& theta, VectorXd& mean, MatrixXd* jacobian) const {
        const Index n = m_p.y.size();
        const double k = theta(0), m = theta(1);
        const auto delta = theta.segment(2, m_s);
        VectorXd trend(n), slope = VectorXd::Ones(n); // slope: of the trend by its argument
        if (m_p.growth == Growth::flat) {
            trend.setConstant(m);
        } else if (m_p.growth == Growth::linear) {
            trend = k * m_p.t + m_p.hinges * delta;
            trend.array() += m;
        } else {
            // With the offsets gamma of the paper, k(t) (t - m(t)) is continuous: k (t - m) and a hinge at each change.
            const VectorXd u = (k * (m_p.t.array() - m)).matrix() + m_p.hinges * delta;
            for (Index i = 0; i < n; ++i) {
                const double s = sigmoid(u(i));
                trend(i) = m_p.cap * s;
                slope(i) = m_p.cap * s * (1 - s);
            }
        }
        VectorXd factor = VectorXd::Ones(n);
        mean = VectorXd::Zero(n);
        for (Index j = 0; j < m_k; ++j) {
            const double beta = theta(2 + m_s + j);
            if (beta == 0) continue;
            if (m_p.multiplies[j])
                factor += beta * m_p.x.col(j);
            else
                mean += beta * m_p.x.col(j);
        }
        mean += trend.cwiseProduct(factor);
        VectorXd outer = VectorXd::Ones(n);
        if (m_p.soft > 0)
            for (Index i = 0; i < n; ++i) {
                outer(i) = sigmoid(mean(i) / m_p.soft);
                mean(i) = m_p.soft * softplus(mean(i) / m_p.soft);
            }
        if (!jacobian) return;
        jacobian->resize(n, theta.size());
        const ArrayXd by_trend = outer.array() * factor.array() * slope.array();
        if (m_p.growth == Growth::flat) {
            jacobian->col(0).setZero();
            jacobian->col(1) = by_trend;
        } else if (m_p.growth == Growth::linear) {
            jacobian->col(0) = by_trend * m_p.t.array();
            jacobian->col(1) = by_trend;
        } else {
            jacobian->col(0) = by_trend * (m_p.t.array() - m);
            jacobian->col(1) = by_trend * -k;
        }
        for (Index j = 0; j < m_s; ++j) jacobian->col(2 + j) = by_trend * m_p.hinges.col(j).array();
        for (Index j = 0; j < m_k; ++j)
            jacobian->col(2 + m_s + j) = m_p.multiplies[j] ? ArrayXd(outer.array() * trend.array() * m_p.x.col(j).array())
                                                           : ArrayXd(outer.array() * m_p.x.col(j).array());
    }

private:
    const MapProblem& m_p;
    Index m_s, m_k;
};

double penalty(const VectorXd& theta, const std::vector<Prior>& priors) {
    double sum = 0;
    for (Index j = 0; j < theta.size(); ++j)
        sum += priors[j].ridge * theta(j) * theta(j) / 2 + priors[j].lasso * std::abs(theta(j));
    return sum;
}

MapResult gauss_newton(const MapProblem& p, VectorXd theta, const std::stop_token& stop) {
    const Mean model(p);
    const double n = static_cast<double>(p.y.size());
    VectorXd mean, trial_mean;
    MatrixXd jacobian, gram(theta.size(), theta.size());
    model.at(theta, mean, nullptr);
    double ssr = (p.y - mean).squaredNorm();
    const auto best_variance = [&](double squares) {
        return std::max(lowest_variance, (std::sqrt(n * n + 16 * squares) - n) / 8);
    };
    double variance = best_variance(ssr);
    const auto objective = [&](double squares, const VectorXd& at, double v) {
        return n / 2 * std::log(v) + squares / (2 * v) + 2 * v + penalty(at, p.priors);
    };
    double value = objective(ssr, theta, variance), damping = 0;
    MapResult result;
    int still = 0;
    for (result.rounds = 1; result.rounds <= most_steps && still < 2; ++result.rounds) {
        throw_if_stopped(stop);
        model.at(theta, mean, &jacobian);
        gram.setZero();
        gram.selfadjointView<Eigen::Lower>().rankUpdate(jacobian.transpose());
        const VectorXd b = jacobian.transpose() * (p.y - mean) + gram.selfadjointView<Eigen::Lower>() * theta;
        bool better = false;
        for (int attempt = 0; attempt < 12 && !better; ++attempt) {
            MatrixXd damped = gram;
            VectorXd right = b;
            if (damping > 0) {
                const VectorXd extra = damping * (gram.diagonal().array() + 1e-9).matrix();
                damped.diagonal() += extra;
                right += extra.cwiseProduct(theta);
            }
            VectorXd target = theta;
            sparse_solve(damped, right, variance, p.priors, target);
            double length = 1;
            for (int half = 0; half < 4 && !better; ++half, length /= 3) {
                const VectorXd trial = length == 1 ? target : VectorXd(theta + length * (target - theta));
                model.at(trial, trial_mean, nullptr);
                const double squares = (p.y - trial_mean).squaredNorm();
                const double v = best_variance(squares), trial_value = objective(squares, trial, v);
                if (!(trial_value < value)) continue;
                still = value - trial_value < 1e-9 * (1 + std::abs(value)) ? still + 1 : 0;
                theta = trial;
                ssr = squares;
                variance = v;
                value = trial_value;
                better = true;
            }
            if (better && length > 0.2)
                damping = damping < 1e-6 ? 0 : damping / 10;
            else
                damping = damping == 0 ? 1e-4 : damping * 8;
        }
        if (!better) break;
    }
    result.theta = std::move(theta);
    result.gram = std::move(gram);
    result.sigma = std::sqrt(variance);
    result.log_posterior = -value;
    return result;
}

/// As Prophet starts: a line, or a logistic curve, through the first and the last point.
VectorXd first_guess(const MapProblem& p) {
    VectorXd theta = VectorXd::Zero(p.unknowns());
    const Index last = p.y.size() - 1;
    const double span = p.t(last) - p.t(0);
    if (p.growth == Growth::flat) {
        theta(1) = p.y.mean();
    } else if (p.growth == Growth::linear) {
        theta(0) = (p.y(last) - p.y(0)) / span;
        theta(1) = p.y(0) - theta(0) * p.t(0);
    } else {
        const auto logit_of = [&](double y) {
            const double share = std::clamp(y / p.cap, 0.01, 0.99);
            return std::log(share / (1 - share));
        };
        double from = logit_of(p.y(0)), to = logit_of(p.y(last));
        if (std::abs(to - from) < 1e-3) to = from + (to < from ? -1e-2 : 1e-2);
        theta(0) = (to - from) / span;
        theta(1) = p.t(0) - from / theta(0);
    }
    return theta;
}

/// The middle of the series as a straight line in logits: less at the mercy of the two ends.
VectorXd second_guess(const MapProblem& p) {
    VectorXd theta = VectorXd::Zero(p.unknowns());
    double n = 0, st = 0, su = 0, stt = 0, stu = 0;
    for (Index i = 0; i < p.y.size(); ++i) {
        const double share = std::clamp(p.y(i) / p.cap, 0.01, 0.99), u = std::log(share / (1 - share));
        n += 1;
        st += p.t(i);
        su += u;
        stt += p.t(i) * p.t(i);
        stu += p.t(i) * u;
    }
    double slope = (n * stu - st * su) / std::max(1e-12, n * stt - st * st);
    const double level = (su - slope * st) / n;
    if (std::abs(slope) < 1e-3) slope = slope < 0 ? -1e-3 : 1e-3;
    theta(0) = slope;
    theta(1) = -level / slope;
    return theta;
}

} // namespace

MapResult solve_map(const MapProblem& p, const std::stop_token& stop) {
    const bool additive = std::none_of(p.multiplies.begin(), p.multiplies.end(), [](bool m) { return m; });
    if (additive && p.growth != Growth::logistic) {
        MapResult exact = solve_additive(make_gram(p), p.growth, p.priors, stop);
        return p.soft > 0 ? gauss_newton(p, std::move(exact.theta), stop) : exact;
    }
    MapResult result = gauss_newton(p, first_guess(p), stop);
    if (p.growth == Growth::logistic) {
        MapResult other = gauss_newton(p, second_guess(p), stop);
        if (other.log_posterior > result.log_posterior) result = std::move(other);
    }
    return result;
}

} // namespace plumbline::forecast
