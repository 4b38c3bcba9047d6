// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <stop_token>
#include <vector>

#include "core/base/progress.h"

namespace plumbline::segment {

/// n points of d finite numbers each, row after row.
struct Points {
    size_t n = 0, d = 0;
    std::vector<double> x;
    const double* row(size_t i) const { return x.data() + i * d; }
};

struct KMeansSpec {
    int k = 3;
    int restarts = 10;        ///< starts by k-means++; the one with the lowest inertia wins
    int max_iterations = 300; ///< of Lloyd's algorithm, per start
    double tolerance = 1e-4;  ///< stops when the squared moves of all centres fall below this share of the mean variance
    uint64_t seed = 1;
    int threads = 0;    ///< 0: as many as the machine has; the result is the same
    bool plain = false; ///< without bounds: every distance is computed; the same result, for comparison
    /// Throws Error{segment_invalid}.
    void validate() const;
};

struct KMeansFit {
    size_t k = 0, d = 0;
    std::vector<double> centroids; ///< k rows of d
    std::vector<int> labels;       ///< n
    double inertia = 0;            ///< sum of squared distances to the own centre
    int iterations = 0;            ///< of the start that won
    int emptied = 0;               ///< clusters that lost all points on the way and were set anew
    bool converged = false;
};

/// k-means: starts by greedy k-means++ (Arthur and Vassilvitskii, 2007; 2 + ln k candidates each, at most 4), then Lloyd's
/// algorithm with the bounds of Hamerly (2010), which skip distances that cannot change a label: the same labels as the plain
/// algorithm. A cluster that loses all points is set on the point farthest from its own centre. k above the number of distinct
/// points is lowered to it. Throws Error{segment_invalid} without points or with a value that is not finite; Error{cancelled}.
KMeansFit fit_kmeans(const Points& points, const KMeansSpec& spec, Progress& progress, std::stop_token stop = {});

/// Number of distinct rows, counted up to `most`.
size_t distinct_rows(const Points& points, size_t most);

} // namespace plumbline::segment
