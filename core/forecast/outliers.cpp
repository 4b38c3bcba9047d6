// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/outliers.h"

#include <algorithm>
#include <cmath>

namespace plumbline::forecast {

namespace {

constexpr double far = 3.5;           ///< standard deviations
constexpr double normal_mad = 1.4826; ///< standard deviations a median absolute deviation
constexpr size_t half_window = 7;
constexpr size_t slope_window = 60; ///< values that say how the series goes
constexpr size_t fewest_values = 20;
constexpr double longest_step = 4; ///< days

double median(std::vector<double>& v) {
    const auto middle = v.begin() + static_cast<long>(v.size() / 2);
    std::nth_element(v.begin(), middle, v.end());
    return *middle;
}

/// Median change over half a window, by step, of the last values.
double usual_slope(const std::vector<double>& z) {
    std::vector<double> changes;
    for (size_t i = z.size() - std::min(z.size() - half_window, slope_window); i < z.size(); ++i)
        if (!std::isnan(z[i] - z[i - half_window])) changes.push_back((z[i] - z[i - half_window]) / half_window);
    return changes.empty() ? 0 : median(changes);
}

} // namespace

std::vector<double> drawn_in(const Grid& grid, std::vector<double> z) {
    const size_t n = z.size(), width = 2 * half_window + 1;
    if (grid.step_months > 0 || grid.step_days >= longest_step || n < width) return z;
    const double slope = usual_slope(z);
    std::vector<double> usual(n), window, distances;
    for (size_t i = 0; i < n; ++i) {
        if (std::isnan(z[i])) continue;
        const size_t from = std::min(i > half_window ? i - half_window : 0, n - width);
        const double beyond = i + half_window < n ? 0 : static_cast<double>(i) - static_cast<double>(from + half_window);
        window.clear();
        for (size_t j = from; j < from + width; ++j)
            if (!std::isnan(z[j])) window.push_back(z[j]);
        usual[i] = median(window) + slope * beyond;
        distances.push_back(std::abs(z[i] - usual[i]));
    }
    if (distances.size() < fewest_values) return z;
    const double most = far * normal_mad * median(distances);
    if (!(most > 0)) return z; // counts that are mostly the same have no usual distance
    for (size_t i = 0; i < n; ++i)
        if (!std::isnan(z[i])) z[i] = usual[i] + std::clamp(z[i] - usual[i], -most, most);
    return z;
}

} // namespace plumbline::forecast
