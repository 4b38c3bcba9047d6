// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/response/transforms.h"

#include <algorithm>
#include <cmath>

namespace plumbline::response {

namespace {

constexpr double theta_a = 1.5, theta_b = 2;     // Beta: half-lives from days to about a month, nothing excluded
constexpr double exponent_a = 2, exponent_b = 2; // Beta
constexpr double peak_log_mean = 0, peak_log_sd = 0.6;
constexpr double weibull_shape_log_mean = 0.405, weibull_shape_log_sd = 0.4; // 1.5
constexpr double weibull_scale_log_mean = 0.916, weibull_scale_log_sd = 0.6; // 2.5 periods
constexpr double half_log_sd = 0.7;                         // half-saturation from a quarter of to four times the usual spend
constexpr double slope_log_mean = 0.14, slope_log_sd = 0.3; // 1.15: 0.64 to 2.1
constexpr double half_tanh = 0.5493061443340548;            // atanh(0.5): tanh reaches one half here
constexpr size_t history_periods = 8;                       // whose mean stands for the time before the window

double sigmoid(double u) { return u >= 0 ? 1 / (1 + std::exp(-u)) : std::exp(u) / (1 + std::exp(u)); }

/// log(1 + e^u) without overflow.
double softplus(double u) { return std::max(u, 0.0) + std::log1p(std::exp(-std::abs(u))); }

/// Beta(a, b) of sigmoid(u) with its Jacobian, up to a constant.
double logit_beta(double u, double a, double b, double& gradient) {
    const double t = sigmoid(u);
    gradient += a - (a + b) * t;
    return -a * softplus(-u) - b * softplus(u);
}

double normal(double u, double mean, double sd, double& gradient) {
    const double z = (u - mean) / sd;
    gradient -= z / sd;
    return -z * z / 2;
}

double clip(double u, double bound) { return std::clamp(u, -bound, bound); }

bool by_theta(AdstockKind kind) {
    return kind == AdstockKind::geometric || kind == AdstockKind::delayed || kind == AdstockKind::binomial;
}

/// Weights of a window and their derivatives by the free numbers, all normalised to a sum of 1.
void window(const Shape& shape, const Adstock& a, std::vector<double>& w, std::array<std::vector<double>, 2>& dw) {
    const auto lags = static_cast<size_t>(shape.length);
    w.assign(lags, 0);
    dw[0].assign(lags, 0);
    dw[1].assign(lags, 0);
    const double theta = std::max(a.theta, 1e-12);
    double log_survival = 0, ds = 0, dc = 0; // Weibull CDF: running sums
    for (size_t i = 0; i < lags; ++i) {
        const double l = static_cast<double>(i);
        switch (shape.adstock) {
        case AdstockKind::delayed: {
            const double d = l - a.peak;
            w[i] = std::exp(d * d * std::log(theta));
            dw[0][i] = w[i] * d * d * (1 - theta);               // by logit(theta)
            dw[1][i] = w[i] * -2 * d * std::log(theta) * a.peak; // by log(peak)
            break;
        }
        case AdstockKind::weibull_pdf: {
            const double u = (l + 1) / a.scale, lu = std::log(u), uk = std::pow(u, a.shape);
            w[i] = a.shape / a.scale * std::pow(u, a.shape - 1) * std::exp(-uk);
            dw[0][i] = w[i] * (1 + a.shape * lu * (1 - uk));
            dw[1][i] = w[i] * (-a.shape + a.shape * uk);
            break;
        }
        case AdstockKind::weibull_cdf: {
            if (i > 0) {
                const double u = l / a.scale, uk = std::pow(u, a.shape);
                log_survival -= uk;
                ds -= uk * a.shape * std::log(u);
                dc += uk * a.shape;
            }
            w[i] = std::exp(log_survival);
            dw[0][i] = w[i] * ds;
            dw[1][i] = w[i] * dc;
            break;
        }
        case AdstockKind::binomial: {
            const double base = std::log1p(-l / static_cast<double>(lags)), power = 1 / theta - 1;
            w[i] = std::exp(power * base);
            dw[0][i] = w[i] * base * -(1 - theta) / theta;
            break;
        }
        default: w[i] = i == 0 ? 1 : 0;
        }
    }
    double sum = 0, sum0 = 0, sum1 = 0;
    for (size_t i = 0; i < lags; ++i) sum += w[i], sum0 += dw[0][i], sum1 += dw[1][i];
    if (!(sum > 1e-300)) { // all of the mass beyond the window: as if at its end
        w.assign(lags, 0);
        dw[0].assign(lags, 0);
        dw[1].assign(lags, 0);
        w.back() = 1;
        return;
    }
    for (size_t i = 0; i < lags; ++i) {
        w[i] /= sum;
        dw[0][i] = (dw[0][i] - w[i] * sum0) / sum;
        dw[1][i] = (dw[1][i] - w[i] * sum1) / sum;
    }
}

/// S by log(a / half) style numbers; sets dS/da and the derivatives by the saturation's numbers.
double saturate(const Shape& shape, double log_half, double slope, double half, double reference, double a, double& by_a,
                double& by_first, double& by_second) {
    by_a = by_first = by_second = 0;
    if (!(a > 0)) return 0;
    switch (shape.saturation) {
    case SaturationKind::hill: {
        const double z = slope * (std::log(a) - log_half);
        const double s = 1 / (1 + std::exp(-z)), spread = s * (1 - s);
        by_a = slope * spread / a;
        by_first = -slope * spread;
        by_second = z * spread;
        return s;
    }
    case SaturationKind::michaelis_menten: {
        const double s = a / (half + a), spread = s * (1 - s);
        by_a = spread / a;
        by_first = -spread;
        return s;
    }
    case SaturationKind::logistic:
    case SaturationKind::tanh: {
        const double u = half_tanh * a / half, s = std::tanh(u), rest = 1 - s * s;
        by_a = rest * half_tanh / half;
        by_first = -rest * u;
        return s;
    }
    case SaturationKind::root: {
        const double s = std::exp(slope * std::log(a / reference));
        by_a = slope * s / a;
        by_first = s * std::log(a / reference) * slope * (1 - slope);
        return s;
    }
    }
    return 0;
}

} // namespace

int Shape::adstock_size() const {
    switch (adstock) {
    case AdstockKind::none: return 0;
    case AdstockKind::geometric:
    case AdstockKind::binomial: return 1;
    default: return 2;
    }
}

int Shape::saturation_size() const { return saturation == SaturationKind::hill ? 2 : 1; }

Adstock adstock_of(const Shape& shape, const ShapeNumbers& p) {
    Adstock a;
    a.kind = shape.adstock;
    a.length = shape.adstock == AdstockKind::geometric ? 0 : shape.length;
    if (by_theta(shape.adstock)) a.theta = sigmoid(clip(p[0], 30));
    if (shape.adstock == AdstockKind::delayed) a.peak = std::exp(clip(p[1], 6));
    if (shape.adstock == AdstockKind::weibull_pdf || shape.adstock == AdstockKind::weibull_cdf) {
        a.shape = std::exp(clip(p[0], 4));
        a.scale = std::exp(clip(p[1], 6));
    }
    return a;
}

Saturation saturation_of(const Shape& shape, const ShapeNumbers& p, double reference) {
    const auto at = static_cast<size_t>(shape.adstock_size());
    Saturation s;
    s.kind = shape.saturation;
    const double half = reference * std::exp(clip(p[at], 30));
    switch (shape.saturation) {
    case SaturationKind::hill: s.slope = std::exp(clip(p[at + 1], 5)); [[fallthrough]];
    case SaturationKind::michaelis_menten: s.half = half; break;
    case SaturationKind::logistic: s.lam = 2 * half_tanh / half; break;
    case SaturationKind::tanh: s.half = half / half_tanh; break;
    case SaturationKind::root: s.slope = sigmoid(p[at]); break;
    }
    return s;
}

double log_prior(const Shape& shape, const ShapeNumbers& p, ShapeNumbers& g) {
    double sum = 0;
    switch (shape.adstock) {
    case AdstockKind::none: break;
    case AdstockKind::delayed: sum += normal(p[1], peak_log_mean, peak_log_sd, g[1]); [[fallthrough]];
    case AdstockKind::geometric:
    case AdstockKind::binomial: sum += logit_beta(p[0], theta_a, theta_b, g[0]); break;
    case AdstockKind::weibull_pdf:
    case AdstockKind::weibull_cdf:
        sum += normal(p[0], weibull_shape_log_mean, weibull_shape_log_sd, g[0]);
        sum += normal(p[1], weibull_scale_log_mean, weibull_scale_log_sd, g[1]);
        break;
    }
    const auto at = static_cast<size_t>(shape.adstock_size());
    if (shape.saturation == SaturationKind::root) return sum + logit_beta(p[at], exponent_a, exponent_b, g[at]);
    sum += normal(p[at], 0, half_log_sd, g[at]);
    if (shape.saturation == SaturationKind::hill) sum += normal(p[at + 1], slope_log_mean, slope_log_sd, g[at + 1]);
    return sum;
}

ShapeNumbers prior_point(const Shape& shape, const ShapeNumbers& z) {
    ShapeNumbers p{};
    switch (shape.adstock) {
    case AdstockKind::none: break;
    case AdstockKind::delayed: p[1] = peak_log_mean + peak_log_sd * z[1]; [[fallthrough]];
    case AdstockKind::geometric:
    case AdstockKind::binomial: p[0] = -0.3 + 1.2 * z[0]; break;
    case AdstockKind::weibull_pdf:
    case AdstockKind::weibull_cdf:
        p[0] = weibull_shape_log_mean + weibull_shape_log_sd * z[0];
        p[1] = weibull_scale_log_mean + weibull_scale_log_sd * z[1];
        break;
    }
    const auto at = static_cast<size_t>(shape.adstock_size());
    p[at] = (shape.saturation == SaturationKind::root ? 1.0 : half_log_sd) * z[at];
    if (shape.saturation == SaturationKind::hill) p[at + 1] = slope_log_mean + slope_log_sd * z[at + 1];
    return p;
}

void EffectSeries::resize(size_t n, int numbers) {
    adstock.resize(n);
    value.resize(n);
    for (int i = 0; i < numbers; ++i) by[static_cast<size_t>(i)].resize(n);
}

void effect(const Shape& shape, const ShapeNumbers& p, double reference, const std::vector<double>& x, bool gradient,
            EffectSeries& out) {
    const size_t n = x.size();
    const auto first = static_cast<size_t>(shape.adstock_size());
    out.resize(n, shape.size());
    const Adstock a = adstock_of(shape, p);
    double before = 0;
    if (shape.steady_history && n > 0) {
        const size_t m = std::min(n, history_periods);
        for (size_t t = 0; t < m; ++t) before += x[t] / static_cast<double>(m);
    }
    if (shape.adstock == AdstockKind::geometric) {
        const double theta = a.theta, chain = theta * (1 - theta);
        double now = before, slope = 0;
        for (size_t t = 0; t < n; ++t) {
            slope = now + theta * slope - x[t];
            now = theta * now + (1 - theta) * x[t];
            out.adstock[t] = now;
            out.by[0][t] = slope * chain;
        }
    } else if (shape.adstock == AdstockKind::none) {
        out.adstock = x;
    } else {
        std::vector<double> w;
        std::array<std::vector<double>, 2> dw;
        window(shape, a, w, dw);
        for (size_t t = 0; t < n; ++t) {
            double sum = 0, sum0 = 0, sum1 = 0;
            for (size_t l = 0; l < w.size(); ++l) {
                const double past = t >= l ? x[t - l] : before;
                sum += w[l] * past;
                sum0 += dw[0][l] * past;
                sum1 += dw[1][l] * past;
            }
            out.adstock[t] = sum;
            out.by[0][t] = sum0;
            if (first > 1) out.by[1][t] = sum1;
        }
    }
    const Saturation s = saturation_of(shape, p, reference);
    const double log_half = std::log(reference) + clip(p[first], 30);
    const double half = reference * std::exp(clip(p[first], 30));
    const bool two = shape.saturation == SaturationKind::hill;
    for (size_t t = 0; t < n; ++t) {
        double by_a, by_first, by_second;
        out.value[t] = saturate(shape, log_half, s.slope, half, reference, out.adstock[t], by_a, by_first, by_second);
        if (!gradient) continue;
        for (size_t i = 0; i < first; ++i) out.by[i][t] *= by_a;
        out.by[first][t] = by_first;
        if (two) out.by[first + 1][t] = by_second;
    }
}

std::vector<double> adstocked(const Adstock& adstock, const std::vector<double>& x) {
    const std::vector<double> w = adstock.weights();
    std::vector<double> a(x.size(), 0.0);
    for (size_t t = 0; t < x.size(); ++t)
        for (size_t l = 0; l < w.size() && l <= t; ++l) a[t] += w[l] * x[t - l];
    return a;
}

double steady_effect(const Shape& shape, const ShapeNumbers& p, double reference, double adstock, ShapeNumbers& by) {
    const auto at = static_cast<size_t>(shape.adstock_size());
    const Saturation s = saturation_of(shape, p, reference);
    double by_a, by_first, by_second;
    const double half = reference * std::exp(clip(p[at], 30));
    const double value =
        saturate(shape, std::log(reference) + clip(p[at], 30), s.slope, half, reference, adstock, by_a, by_first, by_second);
    by.fill(0);
    by[at] = by_first;
    if (shape.saturation == SaturationKind::hill) by[at + 1] = by_second;
    return value;
}

} // namespace plumbline::response
