// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/prophet_bounds.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "core/numerics/normal.h"

namespace plumbline::forecast {

double TrendWalk::variance(double ahead) const { return ahead > 0 ? 2 * rate * size * size * ahead * ahead * ahead / 3 : 0; }

double walk_quantile(const TrendWalk& walk, double ahead, double factor, double sigma, double p) {
    const double z = numerics::normal_quantile(p), width = std::abs(factor) * walk.size;
    const double spread = std::abs(factor) * std::sqrt(walk.variance(ahead));
    if (!(spread > 1e-4 * sigma)) return z * sigma;
    // A trend without noise has a lump at 0, which no integral likes: a hundredth of the spread smooths it.
    const double noise = std::max(sigma, 0.01 * spread), total = std::hypot(noise, spread);
    constexpr int points = 96;
    std::array<double, points> w, phi;
    const double last = std::min(6.5 / noise, 60 / total), step = last / points; // midpoints; beyond, the integrand is below 1e-9
    for (int i = 0; i < points; ++i) {
        w[i] = (i + 0.5) * step;
        const double a = width * w[i];
        const double log_jumps = walk.rate * (std::atan(a * ahead) / a - ahead);
        phi[i] = std::exp(-noise * noise * w[i] * w[i] / 2 + log_jumps);
    }
    double low = 0, high = 12 * total, x = z * total;
    for (int round = 0; round < 60; ++round) {
        double below = 0.5, density = 0;
        // sin and cos of equally spaced angles, each from the one before.
        double sine = std::sin(0.5 * step * x), cosine = std::cos(0.5 * step * x);
        const double turn_sine = std::sin(step * x), turn_cosine = std::cos(step * x);
        for (int i = 0; i < points; ++i) {
            below += sine / w[i] * phi[i] * step / std::numbers::pi;
            density += cosine * phi[i] * step / std::numbers::pi;
            const double next_sine = sine * turn_cosine + cosine * turn_sine;
            cosine = cosine * turn_cosine - sine * turn_sine;
            sine = next_sine;
        }
        (below < p ? low : high) = x;
        const double newton = density > 0 ? x - (below - p) / density : -1;
        const double next = newton > low && newton < high ? newton : (low + high) / 2;
        if (std::abs(next - x) < 1e-7 * total) return next;
        x = next;
    }
    return x;
}

} // namespace plumbline::forecast
