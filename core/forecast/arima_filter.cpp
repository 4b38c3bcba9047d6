// SPDX-License-Identifier: GPL-3.0-or-later
#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/forecast/arima.h"

namespace plumbline::forecast {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double steady = 1e-9; ///< relative change of the prediction variance below which the gain no longer moves

std::vector<double> product(const std::vector<double>& a, const std::vector<double>& b, int m) {
    // (1 + a1 B + …)(1 + b1 B^m + …); index 0 is lag 1.
    std::vector<double> out(a.size() + b.size() * static_cast<size_t>(m), 0);
    for (size_t i = 0; i < a.size(); ++i) out[i] += a[i];
    for (size_t j = 0; j < b.size(); ++j) {
        const size_t lag = (j + 1) * static_cast<size_t>(m);
        out[lag - 1] += b[j];
        for (size_t i = 0; i < a.size(); ++i) out[lag + i] += a[i] * b[j];
    }
    return out;
}

std::vector<double> negated(std::vector<double> v) {
    for (double& x : v) x = -x;
    return v;
}

/// Variance of the state before the first value: P = T P T' + R R', by doubling. False where it does not settle.
bool stationary_variance(const Eigen::MatrixXd& transition, const Eigen::VectorXd& shock, Eigen::MatrixXd& out) {
    out = shock * shock.transpose();
    Eigen::MatrixXd a = transition;
    for (int i = 0; i < 24; ++i) {
        const Eigen::MatrixXd more = a * out * a.transpose();
        out += more;
        const double size = out.norm(), added = more.norm();
        if (!std::isfinite(size) || size > 1e12) return false;
        if (added < 1e-12 * size) return true;
        a = (a * a).eval();
    }
    return true;
}

} // namespace

std::vector<double> expanded_ar(const ArimaModel& model) {
    return negated(product(negated(model.phi), negated(model.seasonal_phi), model.order.m));
}
std::vector<double> expanded_ma(const ArimaModel& model) { return product(model.theta, model.seasonal_theta, model.order.m); }

std::vector<double> differenced(const std::vector<double>& y, const ArimaOrder& order) {
    std::vector<double> w = y;
    const auto step = [&](size_t lag) {
        if (w.size() <= lag) {
            w.clear();
            return;
        }
        for (size_t i = w.size() - 1; i >= lag; --i) w[i] -= w[i - lag];
        w.erase(w.begin(), w.begin() + static_cast<long>(lag));
    };
    for (int i = 0; i < order.D; ++i) step(static_cast<size_t>(order.m));
    for (int i = 0; i < order.d; ++i) step(1);
    return w;
}

ArimaFilter arima_conditional(const std::vector<double>& w, const std::vector<double>& ar, const std::vector<double>& ma) {
    ArimaFilter out;
    const size_t n = w.size();
    // Only lags that count: seasonal polynomials are mostly zeros.
    std::vector<std::pair<size_t, double>> a, b;
    for (size_t i = 0; i < ar.size(); ++i)
        if (ar[i] != 0) a.emplace_back(i + 1, ar[i]);
    for (size_t i = 0; i < ma.size(); ++i)
        if (ma[i] != 0) b.emplace_back(i + 1, ma[i]);
    std::vector<double> e(n), v(n);
    double sum = 0;
    for (size_t t = 0; t < n; ++t) {
        double expected = 0;
        for (const auto& [lag, c] : a)
            if (t >= lag) expected += c * v[t - lag];
        for (const auto& [lag, c] : b)
            if (t >= lag) expected += c * e[t - lag];
        if (std::isnan(w[t])) {
            v[t] = expected;
            e[t] = 0;
        } else {
            v[t] = w[t];
            e[t] = w[t] - expected;
            sum += e[t] * e[t];
            ++out.used;
        }
        if (!(std::abs(e[t]) < 1e150)) {
            out.minus_two_log_likelihood = std::numeric_limits<double>::infinity();
            return out;
        }
    }
    const double count = static_cast<double>(std::max<size_t>(out.used, 1));
    out.sigma2 = sum / count;
    out.minus_two_log_likelihood = count * (std::log(std::max(out.sigma2, 1e-300)) + 1 + std::log(2 * M_PI));
    out.residuals = std::move(e);
    return out;
}

ArimaFilter arima_exact(const std::vector<double>& w, const std::vector<double>& ar, const std::vector<double>& ma) {
    const long r = static_cast<long>(std::max(ar.size(), ma.size() + 1));
    ArimaFilter out;
    Eigen::VectorXd shock = Eigen::VectorXd::Zero(r), phi = Eigen::VectorXd::Zero(r);
    shock(0) = 1;
    for (size_t j = 0; j < ma.size(); ++j) shock(static_cast<long>(j) + 1) = ma[j];
    for (size_t i = 0; i < ar.size(); ++i) phi(static_cast<long>(i)) = ar[i];
    Eigen::MatrixXd transition = Eigen::MatrixXd::Zero(r, r), variance;
    transition.col(0) = phi;
    for (long i = 0; i + 1 < r; ++i) transition(i, i + 1) = 1;
    if (!stationary_variance(transition, shock, variance)) {
        out.minus_two_log_likelihood = std::numeric_limits<double>::infinity();
        return out;
    }
    const Eigen::MatrixXd noise = shock * shock.transpose();
    Eigen::VectorXd state = Eigen::VectorXd::Zero(r), gain(r), next(r);
    Eigen::MatrixXd moved(r, r);
    double logs = 0, sum = 0, f = variance(0, 0);
    bool settled = false;
    out.residuals.assign(w.size(), nan);
    for (size_t t = 0; t < w.size(); ++t) {
        // state, variance: of the state at t given what came before.
        const bool seen = !std::isnan(w[t]);
        if (!settled) f = variance(0, 0);
        if (!(f > 1e-12)) {
            out.minus_two_log_likelihood = std::numeric_limits<double>::infinity();
            return out;
        }
        if (seen) {
            const double e = w[t] - state(0);
            out.residuals[t] = e;
            logs += std::log(f);
            sum += e * e / f;
            ++out.used;
            if (!settled) gain = variance.col(0) / f;
            state += gain * e;
        }
        // One step on: T x = phi x_0 + shift(x).
        const double first = state(0);
        for (long i = 0; i + 1 < r; ++i) next(i) = phi(i) * first + state(i + 1);
        next(r - 1) = phi(r - 1) * first;
        state.swap(next);
        if (settled && seen) continue;
        if (settled && !seen) settled = false; // a gap opens the variance again
        if (seen) variance.noalias() -= f * gain * gain.transpose();
        // T P T' with the structure of T: row i of T P is phi_i P_0. + P_(i+1).
        for (long i = 0; i < r; ++i) {
            moved.row(i) = phi(i) * variance.row(0);
            if (i + 1 < r) moved.row(i) += variance.row(i + 1);
        }
        for (long j = 0; j < r; ++j) {
            variance.col(j) = phi(j) * moved.col(0);
            if (j + 1 < r) variance.col(j) += moved.col(j + 1);
        }
        variance += noise;
        // The gain of an invertible model settles where the variance is that of the next shock alone.
        if (seen && std::abs(variance(0, 0) - f) < steady * f && std::abs(variance(0, 0) - 1) < 1e-6) {
            settled = true;
            f = variance(0, 0);
            gain = variance.col(0) / f;
        }
    }
    const double count = static_cast<double>(std::max<size_t>(out.used, 1));
    out.sigma2 = sum / count;
    out.minus_two_log_likelihood = count * (std::log(std::max(out.sigma2, 1e-300)) + 1 + std::log(2 * M_PI)) + logs;
    return out;
}

} // namespace plumbline::forecast
