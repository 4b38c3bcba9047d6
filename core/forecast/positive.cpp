// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/positive.h"

#include <algorithm>
#include <cmath>

#include "core/numerics/normal.h"

namespace plumbline::forecast {

namespace {

constexpr double bend = 0.25;    ///< of the standard deviation: where a mean begins to turn away from 0
constexpr double far_above = 30; ///< times the bend: nothing is left to bend there

double deviation(const ForecastPoint& point, double interval) {
    return (point.upper - point.lower) / (2 * numerics::normal_quantile((1 + interval) / 2));
}

} // namespace

void positive_bounds(ForecastPoint& point, double interval) {
    const double z = numerics::normal_quantile((1 + interval) / 2), sd = deviation(point, interval);
    if (!(sd > 0) || !(point.yhat > 0)) return;
    const double shape = point.yhat * point.yhat / (sd * sd);
    const auto quantile = [&](double q) {
        const double root = 1 - 1 / (9 * shape) + q / (3 * std::sqrt(shape));
        return root > 0 ? point.yhat * root * root * root : 0;
    };
    point.lower = std::min(quantile(-z), point.yhat);
    point.upper = std::max(quantile(z), point.upper);
}

void keep_positive(std::vector<ForecastPoint>& points, double interval) {
    for (ForecastPoint& p : points) {
        const double w = bend * deviation(p, interval);
        const bool reaches_below = p.lower < 0;
        if (!(w > 0)) {
            p = {p.ds, std::max(p.yhat, 0.0), std::max(p.lower, 0.0), std::max(p.upper, 0.0)};
            continue;
        }
        if (p.yhat < far_above * w) {
            const double mean =
                w * (p.yhat > 0 ? p.yhat / w + std::log1p(std::exp(-p.yhat / w)) : std::log1p(std::exp(p.yhat / w)));
            p.lower += mean - p.yhat;
            p.upper += mean - p.yhat;
            p.yhat = mean;
        }
        if (reaches_below) positive_bounds(p, interval);
        p.lower = std::max(p.lower, 0.0);
    }
}

} // namespace plumbline::forecast
