// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <cstring>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "core/segment/kmeans_parts.h"

namespace plumbline::segment {

namespace {

using Four [[gnu::vector_size(32)]] = double;
using Eight [[gnu::vector_size(32)]] = float;
using Mask [[gnu::vector_size(32)]] = int64_t;

#define PLUMBLINE_INLINE [[gnu::always_inline]] inline

// Vectors go by reference: passed by value, their place depends on what the machine can.
PLUMBLINE_INLINE void read(Four& out, const double* from) { std::memcpy(&out, from, sizeof(out)); }
PLUMBLINE_INLINE void read(Eight& out, const float* from) { std::memcpy(&out, from, sizeof(out)); }

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

constexpr size_t block = 64; ///< tiles that are added up in single precision before they join the sum

/// The places of the last tile that hold copies count nothing.
PLUMBLINE_INLINE double add_up(const Eight& values, size_t used) {
    double total = 0;
    for (size_t l = 0; l < used; ++l) total += static_cast<double>(values[l]);
    return total;
}

PLUMBLINE_INLINE void potentials_body(const Tiles& tiles, const float* nearest, const float* candidates, double* sums) {
    const size_t d = tiles.d, n = tiles.count(), used = tiles.n - (n - 1) * wide;
    std::fill(sums, sums + most_tries, 0.0);
    for (size_t from = 0; from < n; from += block) {
        Eight total[most_tries] = {};
        const size_t to = std::min(from + block, n);
        for (size_t t = from; t < to; ++t) {
            const float* tile = tiles.tile(t);
            Eight near, v[most_tries] = {};
            read(near, nearest + t * wide);
            for (size_t j = 0; j < d; ++j) {
                Eight x;
                read(x, tile + j * wide);
                for (size_t c = 0; c < most_tries; ++c) {
                    const Eight diff = x - candidates[c * d + j];
                    v[c] += diff * diff;
                }
            }
            for (size_t c = 0; c < most_tries; ++c) {
                const Eight least = v[c] < near ? v[c] : near;
                if (t + 1 == n)
                    sums[c] += add_up(least, used);
                else
                    total[c] += least;
            }
        }
        for (size_t c = 0; c < most_tries; ++c) sums[c] += add_up(total[c], wide);
    }
}

PLUMBLINE_INLINE double approach_body(const Tiles& tiles, float* nearest, const float* centre) {
    const size_t d = tiles.d, n = tiles.count(), used = tiles.n - (n - 1) * wide;
    double sum = 0;
    for (size_t from = 0; from < n; from += block) {
        Eight total = {};
        const size_t to = std::min(from + block, n);
        for (size_t t = from; t < to; ++t) {
            const float* tile = tiles.tile(t);
            Eight near, v = {};
            read(near, nearest + t * wide);
            for (size_t j = 0; j < d; ++j) {
                Eight x;
                read(x, tile + j * wide);
                const Eight diff = x - centre[j];
                v += diff * diff;
            }
            const Eight least = v < near ? v : near;
            std::memcpy(nearest + t * wide, &least, sizeof(least));
            if (t + 1 == n)
                sum += add_up(least, used);
            else
                total += least;
        }
        sum += add_up(total, wide);
    }
    return sum;
}

PLUMBLINE_INLINE void squares_body(const Tiles& tiles, size_t t, const float* point, Eight& v) {
    const float* tile = tiles.tile(t);
    v = Eight{};
    for (size_t j = 0; j < tiles.d; ++j) {
        Eight x;
        read(x, tile + j * wide);
        const Eight diff = x - point[j];
        v += diff * diff;
    }
}

void nearest_two_plain(const double* tile, const Centres& centres, NearestTwo& out) { nearest_two_body(tile, centres, out); }
void potentials_plain(const Tiles& tiles, const float* nearest, const float* candidates, double* sums) {
    potentials_body(tiles, nearest, candidates, sums);
}
double approach_plain(const Tiles& tiles, float* nearest, const float* centre) { return approach_body(tiles, nearest, centre); }
void distances_plain(const Tiles& tiles, const float* point, float* out) {
    for (size_t t = 0; t < tiles.count(); ++t) {
        Eight v;
        squares_body(tiles, t, point, v);
        for (size_t l = 0; l < wide; ++l) out[t * wide + l] = std::sqrt(v[l]);
    }
}

#if defined(__x86_64__)
// Without fused multiply-add, which would round otherwise than the plain ones.
[[gnu::target("avx2")]] void nearest_two_avx2(const double* tile, const Centres& centres, NearestTwo& out) {
    nearest_two_body(tile, centres, out);
}
[[gnu::target("avx2")]] void potentials_avx2(const Tiles& tiles, const float* nearest, const float* candidates, double* sums) {
    potentials_body(tiles, nearest, candidates, sums);
}
[[gnu::target("avx2")]] double approach_avx2(const Tiles& tiles, float* nearest, const float* centre) {
    return approach_body(tiles, nearest, centre);
}
[[gnu::target("avx2")]] void distances_avx2(const Tiles& tiles, const float* point, float* out) {
    for (size_t t = 0; t < tiles.count(); ++t) {
        Eight v;
        squares_body(tiles, t, point, v);
        _mm256_storeu_ps(out + t * wide, _mm256_sqrt_ps(v)); // rounded right, as every square root is: the same bits
    }
}
#endif

Kernels choose() {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) return {nearest_two_avx2, potentials_avx2, approach_avx2, distances_avx2};
#endif
    return {nearest_two_plain, potentials_plain, approach_plain, distances_plain};
}

} // namespace

const Kernels& kernels() {
    static const Kernels chosen = choose();
    return chosen;
}

Tiles make_tiles(const Points& points) {
    const size_t n = points.n, d = points.d;
    Tiles out;
    out.n = n;
    out.d = d;
    std::vector<double> mean(d, 0.0), squares(d, 0.0);
    for (size_t i = 0; i < n; ++i)
        for (size_t j = 0; j < d; ++j) mean[j] += points.row(i)[j];
    for (double& m : mean) m /= static_cast<double>(n);
    for (size_t i = 0; i < n; ++i)
        for (size_t j = 0; j < d; ++j) {
            const double diff = points.row(i)[j] - mean[j];
            squares[j] += diff * diff;
        }
    for (const double s : squares) out.variance += s / static_cast<double>(n) / static_cast<double>(d);
    const double scale = out.variance > 0 ? 1 / std::sqrt(out.variance) : 1;
    out.x.resize(out.count() * d * wide);
    for (size_t t = 0; t < out.count(); ++t)
        for (size_t l = 0; l < wide; ++l) {
            const double* row = points.row(std::min(t * wide + l, n - 1));
            float* to = out.x.data() + t * d * wide + l;
            for (size_t j = 0; j < d; ++j) to[j * wide] = static_cast<float>((row[j] - mean[j]) * scale);
        }
    return out;
}

Centres::Centres(size_t clusters, size_t dimensions)
    : k(clusters), d(dimensions), x(filled() * dimensions, std::numeric_limits<double>::infinity()) {
    std::fill(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(k * d), 0.0);
}

} // namespace plumbline::segment
