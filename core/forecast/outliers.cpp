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

constexpr double wild_distance = 10; ///< robust deviations
constexpr double wild_ratio = 3;     ///< times the usual value, or its share
constexpr size_t most_neighbours_days = 3, fewest_cycles = 3;
constexpr double alike = 3; ///< two that differ by less may be of one kind

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

/// Distance of each slot from the median around it and from what its phase usually adds, in robust deviations. Empty: there is
/// no usual distance.
std::vector<double> distances_from_usual(const std::vector<double>& y, size_t half, size_t m) {
    const size_t n = y.size(), width = 2 * half + 1;
    std::vector<double> rest(n, std::nan("")), window, usual;
    for (size_t i = 0; i < n; ++i) {
        if (std::isnan(y[i])) continue;
        const size_t from = std::min(i > half ? i - half : 0, n - width);
        window.clear();
        for (size_t j = from; j < from + width; ++j)
            if (j != i && !std::isnan(y[j])) window.push_back(y[j]);
        if (!window.empty()) rest[i] = y[i] - median(window);
    }
    if (m > 1 && n >= fewest_cycles * m)
        for (size_t phase = 0; phase < m; ++phase) {
            window.clear();
            for (size_t i = phase; i < n; i += m)
                if (!std::isnan(rest[i])) window.push_back(rest[i]);
            if (window.size() < fewest_cycles) continue;
            const double adds = median(window);
            for (size_t i = phase; i < n; i += m) rest[i] -= adds;
        }
    for (const double r : rest)
        if (!std::isnan(r)) usual.push_back(std::abs(r));
    if (usual.empty()) return {};
    const double sd = normal_mad * median(usual);
    if (!(sd > 0)) return {};
    for (double& r : rest) r /= sd;
    return rest;
}

bool is_event_day(const Spec& spec, const Grid& grid, double ds) {
    const double span = grid.step_months > 0 ? 30.44 * grid.step_months : grid.step_days;
    for (const Event& e : spec.events)
        for (const double day : e.days)
            if (day + e.upper_window >= ds - 0.5 && day + e.lower_window < ds + span - 0.01) return true;
    return false;
}

} // namespace

std::vector<size_t> wild_values(const Series& series, const Spec& spec) {
    const Grid grid = make_grid(series, spec.season_length);
    const bool days = grid.step_months == 0 && grid.step_days < longest_step;
    const size_t half = days ? half_window : 4, n = grid.size();
    size_t values = 0, above = 0;
    for (const double v : grid.y) {
        values += !std::isnan(v);
        above += v > 0;
    }
    if (values < fewest_values || n < 2 * half + 1) return {};
    if (above < values && above + values / 20 < values) return {}; // zeros and losses are ordinary here
    const std::vector<double> plain = distances_from_usual(grid.y, half, static_cast<size_t>(grid.m));
    std::vector<double> logs(n);
    for (size_t i = 0; i < n; ++i) logs[i] = grid.y[i] > 0 ? std::log(grid.y[i]) : std::nan("");
    const std::vector<double> ratio = distances_from_usual(logs, half, static_cast<size_t>(grid.m));
    if (plain.empty() || ratio.empty()) return {};
    struct Run {
        size_t from, to;
        double size;
    };
    std::vector<Run> runs;
    std::vector<double> window;
    for (size_t i = 0; i < n; ++i) {
        if (std::isnan(plain[i]) || std::abs(plain[i]) < wild_distance) continue;
        if (!std::isnan(ratio[i]) && std::abs(ratio[i]) < wild_distance) continue;
        // Far from what came before and from what came after: the last value before a new level is neither.
        const auto is_far_from = [&](size_t from, size_t to) {
            window.clear();
            for (size_t j = from; j < to; ++j)
                if (j != i && !std::isnan(grid.y[j])) window.push_back(grid.y[j]);
            if (window.empty()) return true;
            const double usual = median(window);
            return usual > 0 && (grid.y[i] > wild_ratio * usual || grid.y[i] * wild_ratio < usual);
        };
        if (!is_far_from(i > half ? i - half : 0, i) || !is_far_from(i + 1, std::min(n, i + half + 1))) continue;
        if (!runs.empty() && runs.back().to + 1 == i && runs.back().size * plain[i] > 0) {
            runs.back().to = i;
            if (std::abs(plain[i]) > std::abs(runs.back().size)) runs.back().size = plain[i];
        } else {
            runs.push_back({i, i, plain[i]});
        }
    }
    std::vector<size_t> out;
    for (const Run& run : runs) {
        const bool long_one = run.to - run.from + 1 > (days ? most_neighbours_days : 1);
        const bool twice = std::any_of(runs.begin(), runs.end(), [&](const Run& other) {
            return &other != &run && other.size * run.size > 0 && alike * std::abs(other.size) > std::abs(run.size);
        });
        if (long_one || twice) continue;
        for (size_t i = 0; i < series.ds.size(); ++i)
            if (grid.slot[i] >= run.from && grid.slot[i] <= run.to && !is_event_day(spec, grid, series.ds[i])) out.push_back(i);
    }
    return out;
}

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
