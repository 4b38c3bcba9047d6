// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/segment/kmeans_parts.h"

namespace plumbline::segment {

double squared_distance(const double* a, const double* b, size_t d) {
    double sum = 0;
    for (size_t j = 0; j < d; ++j) {
        const double diff = a[j] - b[j];
        sum += diff * diff;
    }
    return sum;
}

Centres start_centres(const Points& points, size_t k, Random& random, const std::stop_token& stop) {
    const size_t n = points.n, d = points.d;
    Centres centres{k, d, std::vector<double>(k * d)};
    auto put = [&](size_t c, size_t i) {
        for (size_t j = 0; j < d; ++j) centres.at(c, j) = points.row(i)[j];
    };
    const int tries = 2 + static_cast<int>(std::log(static_cast<double>(k)));
    std::vector<double> nearest(n), candidate(n), best(n);
    const size_t first = random.below(n);
    put(0, first);
    double potential = 0;
    for (size_t i = 0; i < n; ++i) potential += nearest[i] = squared_distance(points.row(i), points.row(first), d);
    std::vector<double> draws(static_cast<size_t>(tries));
    for (size_t c = 1; c < k; ++c) {
        throw_if_stopped(stop);
        for (double& draw : draws) draw = random.uniform() * potential;
        std::ranges::sort(draws);
        double best_potential = std::numeric_limits<double>::infinity();
        size_t best_point = 0, at = 0;
        double reached = nearest[0];
        for (const double draw : draws) {
            while (at + 1 < n && (reached <= draw || nearest[at] <= 0)) reached += nearest[++at];
            const double* centre = points.row(at);
            double sum = 0;
            for (size_t i = 0; i < n; ++i) sum += candidate[i] = std::min(nearest[i], squared_distance(points.row(i), centre, d));
            if (sum < best_potential) {
                best_potential = sum;
                best_point = at;
                best.swap(candidate);
            }
        }
        put(c, best_point);
        nearest.swap(best);
        potential = best_potential;
    }
    return centres;
}

} // namespace plumbline::segment
