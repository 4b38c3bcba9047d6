// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <functional>
#include <limits>
#include <stop_token>
#include <vector>

#include "core/base/random.h"
#include "core/segment/kmeans.h"

/// What kmeans.cpp is made of.
namespace plumbline::segment {

constexpr size_t lanes = 4;      ///< points whose distances are computed side by side
constexpr size_t wide = 8;       ///< the same in single precision
constexpr size_t most_tries = 4; ///< candidates of one step of k-means++

/// A copy of the points in single precision, for starts (which points a start draws is chance anyway) and silhouettes. Each
/// column less its mean, all divided by one number, so that nothing overflows; tiles of d rows of eight, the last filled up with
/// copies of the last point.
struct Tiles {
    size_t n = 0, d = 0;
    std::vector<float> x;
    double variance = 0; ///< mean over the columns of the points
    size_t count() const { return (n + wide - 1) / wide; }
    const float* tile(size_t t) const { return x.data() + t * d * wide; }
    void point(size_t i, float* out) const {
        for (size_t j = 0; j < d; ++j) out[j] = tile(i / wide)[j * wide + i % wide];
    }
};
Tiles make_tiles(const Points& points);

/// k centres, a row each, filled up to a multiple of four with rows at infinity, which are never the nearest.
struct Centres {
    size_t k = 0, d = 0;
    std::vector<double> x;
    Centres(size_t clusters, size_t dimensions);
    double* row(size_t c) { return x.data() + c * d; }
    const double* row(size_t c) const { return x.data() + c * d; }
    size_t filled() const { return (k + lanes - 1) / lanes * lanes; }
};

double squared_distance(const double* a, const double* b, size_t d);

/// Squared distances of points to their nearest and second nearest centre, and the label of the nearest (the lower of equals).
struct NearestTwo {
    double first[lanes], second[lanes];
    int64_t label[lanes];
};

/// Inner loops, as wide as the machine can: the same operations in the same order on every machine, so the same bits.
struct Kernels {
    /// `tile`: d rows of four.
    void (*nearest_two)(const double* tile, const Centres& centres, NearestTwo& out);
    /// For each of `most_tries` candidates (rows of d): the sum over all points of the smaller of `nearest` (8 a tile) and the
    /// squared distance to the candidate.
    void (*potentials)(const Tiles& tiles, const float* nearest, const float* candidates, double* sums);
    /// Lowers `nearest` to the squared distance to `centre` where that is smaller; the sum over all points.
    double (*approach)(const Tiles& tiles, float* nearest, const float* centre);
    /// `out`: the distance of `point` to all points, eight a tile.
    void (*distances)(const Tiles& tiles, const float* point, float* out);
};
const Kernels& kernels();

/// work(i) for every i below `count`, on up to `threads` threads; an error of one of them is thrown again.
void share_out(size_t count, size_t threads, const std::function<void(size_t)>& work);

/// Greedy k-means++.
Centres start_centres(const Points& points, const Tiles& tiles, size_t k, Random& random, const std::stop_token& stop);

} // namespace plumbline::segment
