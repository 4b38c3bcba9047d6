// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <stop_token>
#include <vector>

#include "core/base/random.h"
#include "core/segment/kmeans.h"

/// What kmeans.cpp is made of.
namespace plumbline::segment {

/// Centres side by side, dimension after dimension, so that the distances of one point to all of them are one pass.
struct Centres {
    size_t k = 0, d = 0;
    std::vector<double> by_dimension; ///< d rows of k
    double& at(size_t c, size_t j) { return by_dimension[j * k + c]; }
    double at(size_t c, size_t j) const { return by_dimension[j * k + c]; }
};

/// Squared distances of one point to every centre; `out` holds k.
void squared_distances(const double* point, const Centres& centres, double* out);
double squared_distance(const double* a, const double* b, size_t d);
/// Greedy k-means++.
Centres start_centres(const Points& points, size_t k, Random& random, const std::stop_token& stop);

} // namespace plumbline::segment
