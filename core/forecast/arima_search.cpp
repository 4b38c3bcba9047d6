// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>

#include "core/base/progress.h"
#include "core/forecast/arima.h"
#include "core/numerics/minimize.h"

namespace plumbline::forecast {

namespace {

constexpr int most_models = 60;    ///< tried in one search
constexpr double unit_root = 0.99; ///< partial autocorrelations stay inside of this

/// Partial autocorrelations to coefficients of a stationary polynomial 1 - c1 B - … (Durbin and Levinson; Monahan, 1984).
std::vector<double> stationary(std::span<const double> raw) {
    const size_t n = raw.size();
    std::vector<double> c(n), before(n);
    for (size_t k = 0; k < n; ++k) {
        const double partial = unit_root * std::tanh(raw[k]);
        c[k] = partial;
        for (size_t j = 0; j < k; ++j) c[j] = before[j] - partial * before[k - 1 - j];
        before = c;
    }
    return c;
}

/// The other way; coefficients outside of the region are drawn in.
std::vector<double> raw_of(std::vector<double> c) {
    std::vector<double> raw(c.size());
    for (size_t k = c.size(); k-- > 0;) {
        const double partial = std::clamp(c[k], -0.97, 0.97);
        raw[k] = std::atanh(partial / unit_root);
        std::vector<double> next(k);
        for (size_t j = 0; j < k; ++j) next[j] = (c[j] + partial * c[k - 1 - j]) / (1 - partial * partial);
        for (size_t j = 0; j < k; ++j) c[j] = next[j];
    }
    return raw;
}

void read(std::span<const double> x, double scale, ArimaModel& m) {
    size_t at = 0;
    const auto take = [&](int n) {
        const auto part = x.subspan(at, static_cast<size_t>(n));
        at += static_cast<size_t>(n);
        return stationary(part);
    };
    m.phi = take(m.order.p);
    m.theta = take(m.order.q);
    m.seasonal_phi = take(m.order.P);
    m.seasonal_theta = take(m.order.Q);
    // The polynomial of the moving average has plus signs.
    for (double& v : m.theta) v = -v;
    for (double& v : m.seasonal_theta) v = -v;
    m.mean = m.order.constant ? x[at] * scale : 0;
}

std::vector<double> write(const ArimaModel& m, double scale) {
    std::vector<double> x;
    const auto add = [&](std::vector<double> v, bool negative) {
        if (negative)
            for (double& c : v) c = -c;
        for (const double r : raw_of(std::move(v))) x.push_back(r);
    };
    add(m.phi, false);
    add(m.theta, true);
    add(m.seasonal_phi, false);
    add(m.seasonal_theta, true);
    if (m.order.constant) x.push_back(m.mean / scale);
    return x;
}

/// KPSS statistic for level stationarity with Bartlett weights over trunc(3 sqrt(n) / 13) lags.
double kpss(const std::vector<double>& v) {
    std::vector<double> e;
    for (const double x : v)
        if (!std::isnan(x)) e.push_back(x);
    const size_t n = e.size();
    if (n < 8) return 0;
    double mean = 0;
    for (const double x : e) mean += x / static_cast<double>(n);
    double sum = 0, squares = 0, variance = 0;
    for (double& x : e) {
        x -= mean;
        sum += x;
        squares += sum * sum;
        variance += x * x;
    }
    const size_t lags = static_cast<size_t>(3 * std::sqrt(static_cast<double>(n)) / 13);
    for (size_t l = 1; l <= lags; ++l) {
        double c = 0;
        for (size_t i = l; i < n; ++i) c += e[i] * e[i - l];
        variance += 2 * (1 - static_cast<double>(l) / static_cast<double>(lags + 1)) * c;
    }
    const double count = static_cast<double>(n);
    variance /= count;
    return variance > 0 ? squares / (count * count * variance) : 0;
}

} // namespace

std::string ArimaOrder::name() const {
    std::string out = "ARIMA(" + std::to_string(p) + "," + std::to_string(d) + "," + std::to_string(q) + ")";
    if (P + D + Q > 0)
        out += "(" + std::to_string(P) + "," + std::to_string(D) + "," + std::to_string(Q) + ")[" + std::to_string(m) + "]";
    if (constant) out += d + D == 0 ? " with mean" : " with drift";
    return out;
}

int differences_needed(const std::vector<double>& y) {
    constexpr double critical = 0.463; // 5 %, Kwiatkowski et al. (1992), table 1
    std::vector<double> v = y;
    int d = 0;
    while (d < 2 && kpss(v) > critical) {
        for (size_t i = v.size() - 1; i > 0; --i) v[i] -= v[i - 1];
        v.erase(v.begin());
        ++d;
        if (v.size() < 8) break;
    }
    return d;
}

ArimaModel arima_fit(const std::vector<double>& y, const std::vector<double>& seen, const ArimaOrder& order,
                     const ArimaModel* start, bool exact, std::stop_token stop) {
    ArimaModel model;
    model.order = order;
    model.aicc = std::numeric_limits<double>::infinity();
    std::vector<double> w = differenced(y, order);
    const size_t lost = y.size() - w.size();
    for (size_t i = 0; i < w.size(); ++i)
        if (std::isnan(seen[i + lost])) w[i] = std::numeric_limits<double>::quiet_NaN();
    double sum = 0, squares = 0, n = 0;
    for (const double v : w)
        if (!std::isnan(v)) {
            sum += v;
            squares += v * v;
            n += 1;
        }
    if (n < order.coefficients() + 4) return model;
    const double mean = sum / n,
                 scale = std::max(std::sqrt(std::max(0.0, squares / n - mean * mean)), 1e-12 * (std::abs(mean) + 1e-300));
    if (!(squares > 0)) { // nothing moves
        model.sigma2 = 0;
        if (order.coefficients() == 0) model.aicc = -1e9;
        return model;
    }
    std::vector<double> centred(w.size());
    bool by_exact = false;
    const auto objective = [&](std::span<const double> x) {
        ArimaModel trial = model;
        read(x, scale, trial);
        for (size_t i = 0; i < w.size(); ++i) centred[i] = (w[i] - trial.mean) / scale;
        const auto ar = expanded_ar(trial), ma = expanded_ma(trial);
        return (by_exact ? arima_exact(centred, ar, ma) : arima_conditional(centred, ar, ma)).minus_two_log_likelihood;
    };
    std::vector<double> x(static_cast<size_t>(order.coefficients()), 0.1);
    if (order.constant) x.back() = mean / scale;
    if (start && start->order == order) x = write(*start, scale);
    numerics::MinimizeOptions options;
    options.stop = stop;
    options.tolerance = exact ? 1e-7 : 1e-6; // orders are compared by whole units of AICc
    options.max_evaluations = exact ? 250 : 180;
    numerics::Minimum best = numerics::bfgs(objective, x, options);
    if (exact) {
        by_exact = true;
        options.max_evaluations = w.size() > 500 ? 60 : 120;
        options.tolerance = 1e-6;
        best = numerics::bfgs(objective, best.x, options);
    }
    throw_if_stopped(stop);
    read(best.x, scale, model);
    for (size_t i = 0; i < w.size(); ++i) centred[i] = (w[i] - model.mean) / scale;
    const auto ar = expanded_ar(model), ma = expanded_ma(model);
    const ArimaFilter f = exact ? arima_exact(centred, ar, ma) : arima_conditional(centred, ar, ma);
    if (!std::isfinite(f.minus_two_log_likelihood)) return model;
    const double k = order.coefficients() + 1.0;
    model.sigma2 = f.sigma2 * scale * scale * n / std::max(1.0, n - order.coefficients());
    model.log_likelihood = -0.5 * (f.minus_two_log_likelihood + 2 * n * std::log(scale));
    model.aicc = -2 * model.log_likelihood + 2 * k + (n - k - 1 > 0 ? 2 * k * (k + 1) / (n - k - 1) : 1e9);
    // Models at the edge of what can be inverted forecast badly.
    for (const double raw : best.x)
        if (std::abs(raw) > 3.2 && (!order.constant || &raw != &best.x.back())) model.aicc += 10;
    return model;
}

ArimaModel arima_search(const std::vector<double>& y, const std::vector<double>& seen, int m, int seasonal_difference,
                        std::stop_token stop) {
    const int D = m > 1 ? seasonal_difference : 0;
    ArimaOrder base;
    base.m = std::max(m, 1);
    base.D = D;
    std::vector<double> w = differenced(y, base);
    base.d = w.size() > 10 ? std::min(differences_needed(w), D > 0 ? 1 : 2) : 0;
    const bool may_have_constant = base.d + base.D < 2;
    const int most_P = m > 1 ? 2 : 0;
    std::set<std::tuple<int, int, int, int, bool>> tried;
    ArimaModel best;
    best.aicc = std::numeric_limits<double>::infinity();
    int count = 0;
    const auto attempt = [&](int p, int q, int P, int Q, bool constant) {
        if (p < 0 || q < 0 || P < 0 || Q < 0 || p > 5 || q > 5 || P > most_P || Q > most_P || p + q + P + Q > 6) return false;
        if (constant && !may_have_constant) return false;
        if (count >= most_models || !tried.insert({p, q, P, Q, constant}).second) return false;
        ++count;
        ArimaOrder order = base;
        order.p = p;
        order.q = q;
        order.P = P;
        order.Q = Q;
        order.constant = constant;
        const ArimaModel model = arima_fit(y, seen, order, nullptr, false, stop);
        if (!(model.aicc < best.aicc)) return false;
        best = model;
        return true;
    };
    const bool c = may_have_constant;
    const int s = m > 1 ? 1 : 0;
    attempt(2, 2, s, s, c);
    attempt(0, 0, 0, 0, c);
    attempt(1, 0, s, 0, c);
    attempt(0, 1, 0, s, c);
    if (c) attempt(0, 0, 0, 0, false);
    while (count < most_models && std::isfinite(best.aicc)) {
        const ArimaOrder o = best.order;
        bool better = false;
        static constexpr int moves[][4] = {{1, 0, 0, 0},  {-1, 0, 0, 0}, {0, 1, 0, 0},  {0, -1, 0, 0}, {0, 0, 1, 0},
                                           {0, 0, -1, 0}, {0, 0, 0, 1},  {0, 0, 0, -1}, {1, 1, 0, 0},  {-1, -1, 0, 0},
                                           {1, -1, 0, 0}, {-1, 1, 0, 0}, {0, 0, 1, 1},  {0, 0, -1, -1}};
        for (const auto& move : moves)
            if (attempt(o.p + move[0], o.q + move[1], o.P + move[2], o.Q + move[3], o.constant)) {
                better = true;
                break;
            }
        if (!better) better = attempt(o.p, o.q, o.P, o.Q, !o.constant);
        if (!better) break;
    }
    if (!std::isfinite(best.aicc)) { // too short for anything: the last value stands
        best = {};
        best.order.d = 1;
        best.order.m = 1;
        const std::vector<double> steps = differenced(y, best.order);
        double squares = 0;
        for (const double v : steps) squares += v * v;
        best.sigma2 = steps.empty() ? 0 : squares / static_cast<double>(steps.size());
        return best;
    }
    const ArimaModel exact = arima_fit(y, seen, best.order, &best, true, stop);
    return std::isfinite(exact.aicc) ? exact : best;
}

std::string arima_json(const ArimaModel& m) {
    return nlohmann::json{
        {"method", m.order.name()},
        {"order", {m.order.p, m.order.d, m.order.q, m.order.P, m.order.D, m.order.Q, m.order.m, m.order.constant ? 1 : 0}},
        {"ar", m.phi},
        {"ma", m.theta},
        {"sar", m.seasonal_phi},
        {"sma", m.seasonal_theta},
        {"mean", m.mean},
        {"sigma2", m.sigma2},
        {"aicc", std::isfinite(m.aicc) ? nlohmann::json(m.aicc) : nlohmann::json()}}
        .dump();
}

bool arima_from_json(const std::string& text, ArimaModel& m) {
    const nlohmann::json j = nlohmann::json::parse(text, nullptr, false);
    if (!j.is_object() || !j.contains("order") || !j["order"].is_array() || j["order"].size() != 8) return false;
    const std::vector<int> o = j["order"].get<std::vector<int>>();
    m.order = {o[0], o[1], o[2], o[3], o[4], o[5], o[6], o[7] != 0};
    m.phi = j.value("ar", std::vector<double>{});
    m.theta = j.value("ma", std::vector<double>{});
    m.seasonal_phi = j.value("sar", std::vector<double>{});
    m.seasonal_theta = j.value("sma", std::vector<double>{});
    m.mean = j.value("mean", 0.0);
    m.sigma2 = j.value("sigma2", 0.0);
    return static_cast<int>(m.phi.size()) == o[0] && static_cast<int>(m.theta.size()) == o[2] &&
           static_cast<int>(m.seasonal_phi.size()) == o[3] && static_cast<int>(m.seasonal_theta.size()) == o[5];
}

} // namespace plumbline::forecast
