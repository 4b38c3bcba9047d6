// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numerics/minimize.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace plumbline::numerics {

namespace {

/// Counts, keeps the box, and takes what is not a number as very bad.
class Counted {
public:
    Counted(const Objective& f, const MinimizeOptions& options) : m_f(f), m_options(options) {}
    double operator()(std::vector<double>& x) {
        for (size_t i = 0; i < x.size(); ++i) {
            if (!m_options.lower.empty()) x[i] = std::max(x[i], m_options.lower[i]);
            if (!m_options.upper.empty()) x[i] = std::min(x[i], m_options.upper[i]);
        }
        ++count;
        const double value = m_f(x);
        return std::isfinite(value) ? value : 1e300;
    }
    bool spent() const { return count >= m_options.max_evaluations || m_options.stop.stop_requested(); }
    int count = 0;

private:
    const Objective& m_f;
    const MinimizeOptions& m_options;
};

} // namespace

Minimum nelder_mead(const Objective& f, std::vector<double> start, const std::vector<double>& step,
                    const MinimizeOptions& options) {
    const size_t n = start.size();
    Counted g(f, options);
    if (n == 0) {
        const double value = g(start);
        return {start, value, 1, true};
    }
    std::vector<std::vector<double>> points(n + 1, start);
    std::vector<double> values(n + 1);
    values[0] = g(points[0]);
    for (size_t i = 0; i < n; ++i) {
        points[i + 1][i] += step[i];
        if (!options.upper.empty() && points[i + 1][i] > options.upper[i]) points[i + 1][i] = start[i] - step[i];
        values[i + 1] = g(points[i + 1]);
    }
    std::vector<size_t> order(n + 1);
    bool converged = false;
    std::vector<double> centre(n), trial(n), second(n);
    while (!g.spent()) {
        for (size_t i = 0; i <= n; ++i) order[i] = i;
        std::sort(order.begin(), order.end(),
                  [&](size_t a, size_t b) { return values[a] < values[b] || (values[a] == values[b] && a < b); });
        const size_t best = order[0], worst = order[n], next = order[n - 1];
        if (values[worst] - values[best] <= options.tolerance * (std::abs(values[best]) + options.tolerance)) {
            converged = true;
            break;
        }
        std::fill(centre.begin(), centre.end(), 0.0);
        for (size_t i = 0; i <= n; ++i)
            if (i != worst)
                for (size_t j = 0; j < n; ++j) centre[j] += points[i][j] / static_cast<double>(n);
        const auto along = [&](double t, std::vector<double>& out) {
            for (size_t j = 0; j < n; ++j) out[j] = centre[j] + t * (points[worst][j] - centre[j]);
            return g(out);
        };
        const double reflected = along(-1, trial);
        if (reflected < values[best]) {
            const double expanded = along(-2, second);
            if (expanded < reflected) {
                points[worst] = second;
                values[worst] = expanded;
            } else {
                points[worst] = trial;
                values[worst] = reflected;
            }
        } else if (reflected < values[next]) {
            points[worst] = trial;
            values[worst] = reflected;
        } else {
            const bool outside = reflected < values[worst];
            const double contracted = along(outside ? -0.5 : 0.5, second);
            if (contracted < std::min(reflected, values[worst])) {
                points[worst] = second;
                values[worst] = contracted;
            } else {
                for (size_t i = 0; i <= n; ++i) {
                    if (i == best) continue;
                    for (size_t j = 0; j < n; ++j) points[i][j] = points[best][j] + 0.5 * (points[i][j] - points[best][j]);
                    values[i] = g(points[i]);
                }
            }
        }
    }
    const size_t best = static_cast<size_t>(std::min_element(values.begin(), values.end()) - values.begin());
    return {points[best], values[best], g.count, converged};
}

Minimum bfgs(const Objective& f, std::vector<double> start, const MinimizeOptions& options) {
    const size_t n = start.size();
    Counted g(f, options);
    std::vector<double> x = std::move(start);
    double value = g(x);
    if (n == 0) return {x, value, 1, true};
    const auto gradient = [&](const std::vector<double>& at) {
        std::vector<double> out(n), p = at;
        for (size_t i = 0; i < n; ++i) {
            const double h = 1e-5 * (std::abs(at[i]) + 0.1);
            p[i] = at[i] + h;
            const double high = g(p);
            const double up = p[i];
            p[i] = at[i] - h;
            const double low = g(p);
            out[i] = up > p[i] ? (high - low) / (up - p[i]) : 0;
            p[i] = at[i];
        }
        return out;
    };
    std::vector<double> slope = gradient(x), inverse(n * n, 0.0);
    const auto reset = [&] {
        double norm = 0;
        for (const double s : slope) norm += s * s;
        const double first = norm > 0 ? std::min(1.0, 0.3 / std::sqrt(norm)) : 1;
        std::fill(inverse.begin(), inverse.end(), 0.0);
        for (size_t i = 0; i < n; ++i) inverse[i * n + i] = first;
    };
    reset();
    bool converged = false, fresh = true;
    while (!g.spent()) {
        std::vector<double> direction(n, 0.0);
        double descent = 0;
        for (size_t i = 0; i < n; ++i) {
            for (size_t j = 0; j < n; ++j) direction[i] -= inverse[i * n + j] * slope[j];
            descent += direction[i] * slope[i];
        }
        if (descent > -1e-14 * (1 + std::abs(value))) {
            converged = true;
            break;
        }
        double t = 1, next_value = value;
        std::vector<double> next = x;
        bool moved = false;
        for (int k = 0; k < 20 && !g.spent(); ++k, t *= k < 2 ? 0.5 : 0.2) {
            for (size_t i = 0; i < n; ++i) next[i] = x[i] + t * direction[i];
            next_value = g(next);
            if (next_value <= value + 1e-4 * t * descent) {
                moved = true;
                break;
            }
        }
        if (!moved) {
            if (fresh) {
                converged = true;
                break;
            }
            reset();
            fresh = true;
            continue;
        }
        const std::vector<double> next_slope = gradient(next);
        std::vector<double> s(n), y(n), hy(n, 0.0);
        double sy = 0, yhy = 0;
        for (size_t i = 0; i < n; ++i) {
            s[i] = next[i] - x[i];
            y[i] = next_slope[i] - slope[i];
            sy += s[i] * y[i];
        }
        if (sy > 1e-12) {
            for (size_t i = 0; i < n; ++i) {
                for (size_t j = 0; j < n; ++j) hy[i] += inverse[i * n + j] * y[j];
            }
            for (size_t i = 0; i < n; ++i) yhy += y[i] * hy[i];
            for (size_t i = 0; i < n; ++i)
                for (size_t j = 0; j < n; ++j)
                    inverse[i * n + j] += (1 + yhy / sy) * s[i] * s[j] / sy - (hy[i] * s[j] + s[i] * hy[j]) / sy;
        }
        const double gain = value - next_value;
        x = next;
        value = next_value;
        slope = next_slope;
        if (gain <= options.tolerance * (std::abs(value) + options.tolerance) && !fresh) {
            converged = true;
            break;
        }
        fresh = false;
    }
    return {x, value, g.count, converged};
}

} // namespace plumbline::numerics
