// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <stop_token>
#include <vector>

#include "core/segment/kmeans.h"

namespace plumbline::segment {

/// Distances between all pairs of points, computed once and used for every k. n above `most` is a sample drawn by `seed`.
class PairDistances {
public:
    PairDistances(const Points& points, size_t most, uint64_t seed, std::stop_token stop = {});
    /// Mean silhouette (Rousseeuw, 1987): for each point (b - a) / max(a, b), where a is its mean distance to its own cluster and
    /// b to the nearest other; 0 for a cluster of one. `labels`: n, of all points. 0 where there is only one cluster.
    double silhouette(const std::vector<int>& labels) const;
    size_t sampled() const { return m_rows.size(); }

private:
    std::vector<size_t> m_rows;
    std::vector<float> m_distances; ///< upper triangle, row after row
};

/// Adjusted Rand index (Hubert and Arabie, 1985) of two labellings of the same points: 1 the same, about 0 by chance.
double adjusted_rand(const std::vector<int>& a, const std::vector<int>& b);

/// How alike the clusters come out when a fifth of the points is left out: mean adjusted Rand index against `fit` over
/// `resamples` fits of 80 % of the points.
double stability(const Points& points, const KMeansFit& fit, int resamples, uint64_t seed, std::stop_token stop = {});

} // namespace plumbline::segment
