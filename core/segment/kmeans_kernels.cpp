// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstring>

#include "core/segment/kmeans_parts.h"

namespace plumbline::segment {

namespace {

using Four [[gnu::vector_size(32)]] = double;
using Mask [[gnu::vector_size(32)]] = int64_t;

#define PLUMBLINE_INLINE [[gnu::always_inline]] inline

// Vectors go by reference: passed by value, their place depends on what the machine can.
PLUMBLINE_INLINE void read(Four& out, const double* from) { std::memcpy(&out, from, sizeof(out)); }

PLUMBLINE_INLINE void nearest_two_body(const double* tile, const Centres& centres, NearestTwo& out) {
    const size_t d = centres.d, k = centres.filled();
    constexpr double infinite = std::numeric_limits<double>::infinity();
    Four first = {infinite, infinite, infinite, infinite}, second = first;
    Mask label = {0, 0, 0, 0};
    for (size_t c = 0; c < k; c += 4) {
        Four sums[4] = {};
        const double* row = centres.row(c);
        for (size_t j = 0; j < d; ++j) {
            Four x;
            read(x, tile + j * lanes);
            for (size_t i = 0; i < 4; ++i) {
                const Four diff = x - row[i * d + j];
                sums[i] += diff * diff;
            }
        }
        for (size_t i = 0; i < 4; ++i) {
            const Four v = sums[i];
            const Mask nearer = v < first;
            const Mask closer = v < second;
            second = nearer ? first : (closer ? v : second);
            first = nearer ? v : first;
            label = nearer ? Mask{} + static_cast<int64_t>(c + i) : label;
        }
    }
    std::memcpy(out.first, &first, sizeof(first));
    std::memcpy(out.second, &second, sizeof(second));
    std::memcpy(out.label, &label, sizeof(label));
}

/// The places of the last tile that hold copies count nothing.
PLUMBLINE_INLINE double add_up(const Four& sum, const Four& last, size_t used) {
    double total = 0;
    for (size_t l = 0; l < lanes; ++l) total += sum[l];
    for (size_t l = 0; l < used; ++l) total += last[l];
    return total;
}

PLUMBLINE_INLINE void potentials_body(const Tiles& tiles, const double* nearest, const double* candidates, double* sums) {
    const size_t d = tiles.d, n = tiles.count();
    Four total[most_tries] = {}, least[most_tries] = {};
    for (size_t t = 0; t < n; ++t) {
        const double* tile = tiles.tile(t);
        Four near;
        read(near, nearest + t * lanes);
        for (size_t c = 0; c < most_tries; ++c) total[c] += least[c]; // of the tile before: the last one stays apart
        Four v[most_tries] = {};
        for (size_t j = 0; j < d; ++j) {
            Four x;
            read(x, tile + j * lanes);
            for (size_t c = 0; c < most_tries; ++c) {
                const Four diff = x - candidates[c * d + j];
                v[c] += diff * diff;
            }
        }
        for (size_t c = 0; c < most_tries; ++c) least[c] = v[c] < near ? v[c] : near;
    }
    const size_t used = tiles.n - (n - 1) * lanes;
    for (size_t c = 0; c < most_tries; ++c) sums[c] = add_up(total[c], least[c], used);
}

PLUMBLINE_INLINE double approach_body(const Tiles& tiles, double* nearest, const double* centre) {
    constexpr size_t together = 4; // tiles, so that no sum waits for the one before
    const size_t d = tiles.d, n = tiles.count();
    Four total = {}, least = {};
    for (size_t t = 0; t < n; t += together) {
        const double* tile[together];
        for (size_t i = 0; i < together; ++i) tile[i] = tiles.tile(std::min(t + i, n - 1));
        Four v[together] = {};
        for (size_t j = 0; j < d; ++j)
            for (size_t i = 0; i < together; ++i) {
                Four x;
                read(x, tile[i] + j * lanes);
                const Four diff = x - centre[j];
                v[i] += diff * diff;
            }
        for (size_t i = 0; i < together && t + i < n; ++i) {
            total += least;
            Four near;
            read(near, nearest + (t + i) * lanes);
            least = v[i] < near ? v[i] : near;
            std::memcpy(nearest + (t + i) * lanes, &least, sizeof(least));
        }
    }
    return add_up(total, least, tiles.n - (n - 1) * lanes);
}

void nearest_two_plain(const double* tile, const Centres& centres, NearestTwo& out) { nearest_two_body(tile, centres, out); }
void potentials_plain(const Tiles& tiles, const double* nearest, const double* candidates, double* sums) {
    potentials_body(tiles, nearest, candidates, sums);
}
double approach_plain(const Tiles& tiles, double* nearest, const double* centre) { return approach_body(tiles, nearest, centre); }

#if defined(__x86_64__)
// Without fused multiply-add, which would round otherwise than the plain ones.
[[gnu::target("avx2")]] void nearest_two_avx2(const double* tile, const Centres& centres, NearestTwo& out) {
    nearest_two_body(tile, centres, out);
}
[[gnu::target("avx2")]] void potentials_avx2(const Tiles& tiles, const double* nearest, const double* candidates, double* sums) {
    potentials_body(tiles, nearest, candidates, sums);
}
[[gnu::target("avx2")]] double approach_avx2(const Tiles& tiles, double* nearest, const double* centre) {
    return approach_body(tiles, nearest, centre);
}
#endif

Kernels choose() {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) return {nearest_two_avx2, potentials_avx2, approach_avx2};
#endif
    return {nearest_two_plain, potentials_plain, approach_plain};
}

} // namespace

const Kernels& kernels() {
    static const Kernels chosen = choose();
    return chosen;
}

Tiles make_tiles(const Points& points) {
    Tiles out{points.n, points.d, {}};
    out.x.resize(out.count() * points.d * lanes);
    for (size_t t = 0; t < out.count(); ++t)
        for (size_t l = 0; l < lanes; ++l) {
            const double* row = points.row(std::min(t * lanes + l, points.n - 1));
            for (size_t j = 0; j < points.d; ++j) out.x[(t * points.d + j) * lanes + l] = row[j];
        }
    return out;
}

Centres::Centres(size_t clusters, size_t dimensions)
    : k(clusters), d(dimensions), x(filled() * dimensions, std::numeric_limits<double>::infinity()) {
    std::fill(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(k * d), 0.0);
}

} // namespace plumbline::segment
