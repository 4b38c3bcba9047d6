// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

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

Centres start_centres(const Points& points, const Tiles& tiles, size_t k, Random& random, const std::stop_token& stop) {
    const size_t n = points.n, d = points.d;
    const Kernels& kernel = kernels();
    Centres centres(k, d);
    const size_t tries = std::min(most_tries, 2 + static_cast<size_t>(std::log(static_cast<double>(k))));
    std::vector<float> nearest(tiles.count() * wide, std::numeric_limits<float>::infinity()), candidates(most_tries * d);
    std::vector<double> draws(tries), sums(most_tries);
    std::vector<size_t> drawn(most_tries);
    const size_t first = random.below(n);
    std::copy_n(points.row(first), d, centres.row(0));
    tiles.point(first, candidates.data());
    double potential = kernel.approach(tiles, nearest.data(), candidates.data());
    for (size_t c = 1; c < k; ++c) {
        throw_if_stopped(stop);
        for (double& draw : draws) draw = random.uniform() * potential;
        std::ranges::sort(draws);
        size_t at = 0, count = 0, last = n;
        double reached = static_cast<double>(nearest[0]);
        for (const double draw : draws) {
            while (at + 1 < n && (reached <= draw || nearest[at] <= 0)) reached += static_cast<double>(nearest[++at]);
            if (at == last) continue;
            last = at;
            tiles.point(at, candidates.data() + d * count);
            drawn[count++] = at;
        }
        kernel.potentials(tiles, nearest.data(), candidates.data(), sums.data());
        const auto best =
            static_cast<size_t>(std::min_element(sums.begin(), sums.begin() + static_cast<std::ptrdiff_t>(count)) - sums.begin());
        std::copy_n(points.row(drawn[best]), d, centres.row(c));
        potential = kernel.approach(tiles, nearest.data(), candidates.data() + best * d);
    }
    return centres;
}

} // namespace plumbline::segment
