// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rootcause/noise.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace plumbline::rootcause {

namespace {

constexpr double floor_sd = 0.002;       ///< relative; amounts are rounded, and a fit without any noise is no reason for alarm
constexpr double narrow_part = 0.4;      ///< share of the values in the narrow interval
constexpr double narrow_normal = 0.5244; ///< (1 + narrow_part) / 2 quantile of the normal: half its width in standard deviations

/// Ends of the narrowest interval with `part` of sorted values.
std::pair<double, double> narrowest(const std::vector<double>& sorted, double part) {
    const size_t n = sorted.size();
    const size_t span = std::min(n - 1, static_cast<size_t>(std::ceil(part * static_cast<double>(n))));
    size_t best = 0;
    for (size_t i = 0; i + span < n; ++i)
        if (sorted[i + span] - sorted[i] < sorted[best + span] - sorted[best]) best = i;
    return {sorted[best], sorted[best + span]};
}

/// Leaves so small that they come and go: relative deviations near -2 and near +2, both.
bool comes_and_goes(const std::vector<double>& values) {
    constexpr double gone = 1.5;
    constexpr size_t part = 20; ///< one in twenty on either side
    size_t down = 0, up = 0;
    for (const double v : values) down += v<-gone, up += v> gone;
    return std::min(down, up) * part > values.size();
}

double root_mean_square(const std::vector<double>& values) {
    double total = 0;
    for (const double v : values) total += v * v;
    return std::sqrt(total / static_cast<double>(values.size()));
}

/// 1.4826 median |value|.
double median_scale(std::vector<double>& values) {
    for (double& v : values) v = std::abs(v);
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return 1.4826 * *middle;
}

} // namespace

double Noise::sd(double size) const { return std::sqrt(base * base + (size > 0 ? per_size / size : 4.0 * (per_size > 0))); }

double mode_of(std::vector<double> values) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    const auto [low, high] = narrowest(values, 0.5);
    const auto from = std::lower_bound(values.begin(), values.end(), low), to = std::upper_bound(from, values.end(), high);
    return *(from + (to - from) / 2);
}

double narrow_scale(std::vector<double>& values) {
    if (values.size() < 3) return std::numeric_limits<double>::infinity();
    std::sort(values.begin(), values.end());
    const auto [low, high] = narrowest(values, narrow_part);
    return (high - low) / 2 / narrow_normal;
}

Noise fit_noise(const std::vector<double>& residuals, const std::vector<double>& sizes, bool mixed) {
    const size_t n = residuals.size();
    Noise noise{floor_sd, 0};
    if (n < 3) return noise;
    std::vector<size_t> order(n);
    std::iota(order.begin(), order.end(), size_t{0});
    std::sort(order.begin(), order.end(), [&](size_t a, size_t b) { return sizes[a] < sizes[b]; });
    const size_t groups = std::clamp<size_t>(n / (mixed ? 120 : 60), 1, 16);
    std::vector<double> x, y; // mean of 1/size, squared scale
    for (size_t g = 0; g < groups; ++g) {
        std::vector<double> part;
        double inverse = 0;
        for (size_t i = g * n / groups; i < (g + 1) * n / groups; ++i) {
            part.push_back(residuals[order[i]]);
            inverse += sizes[order[i]] > 0 ? 1 / sizes[order[i]] : 0;
        }
        inverse /= static_cast<double>(part.size());
        const double scale = comes_and_goes(part) ? root_mean_square(part) : mixed ? narrow_scale(part) : median_scale(part);
        if (!std::isfinite(scale)) continue;
        x.push_back(inverse);
        y.push_back(std::max(scale * scale, floor_sd * floor_sd));
    }
    if (x.empty()) return noise;
    // Relative least squares of y on base² + per_size x, both not negative; groups of extreme y count less.
    double best = std::numeric_limits<double>::infinity();
    const auto loss = [&](double a, double b) {
        double total = 0;
        for (size_t i = 0; i < x.size(); ++i) total += std::abs(std::log((a + b * x[i]) / y[i]));
        return total;
    };
    const auto consider = [&](double a, double b) {
        a = std::max(a, floor_sd * floor_sd);
        b = std::max(b, 0.0);
        const double l = loss(a, b);
        if (l >= best) return;
        best = l;
        noise = {std::sqrt(a), b};
    };
    std::vector<double> sorted = y;
    std::sort(sorted.begin(), sorted.end());
    consider(sorted[sorted.size() / 2], 0);
    for (size_t i = 0; i < x.size(); ++i) {
        if (x[i] > 0) consider(0, y[i] / x[i]);
        for (size_t j = 0; j < i; ++j)
            if (x[i] != x[j]) {
                const double b = (y[i] - y[j]) / (x[i] - x[j]);
                consider(y[i] - b * x[i], b);
            }
    }
    return noise;
}

} // namespace plumbline::rootcause
