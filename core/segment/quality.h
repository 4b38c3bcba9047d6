// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <stop_token>
#include <vector>

#include "core/segment/kmeans.h"

namespace plumbline::segment {

/// Mean silhouette (Rousseeuw, 1987) of each labelling (n labels from 0 up, of the same points): for each point (b - a) / max(a,
/// b), where a is its mean distance to its own cluster and b to the nearest other; 0 for a cluster of one, and where there is
/// only one cluster. Every distance is computed once, in single precision, whatever the number of labellings. n above `most` is a
/// sample drawn by `seed`.
std::vector<double> silhouettes(const Points& points, const std::vector<const std::vector<int>*>& labellings, size_t most,
                                uint64_t seed, std::stop_token stop = {});

/// Adjusted Rand index (Hubert and Arabie, 1985) of two labellings of the same points: 1 the same, about 0 by chance.
double adjusted_rand(const std::vector<int>& a, const std::vector<int>& b);

/// How alike the clusters come out when a fifth of the points is left out: mean adjusted Rand index against `fit` over
/// `resamples` fits of 80 % of the points.
double stability(const Points& points, const KMeansFit& fit, int resamples, uint64_t seed, std::stop_token stop = {});

} // namespace plumbline::segment
