// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/base/progress.h"
#include "core/rootcause/leaves.h"

namespace plumbline::rootcause {

/// How to look for the few segments that explain a change.
struct SearchSpec {
    int max_layer = 4;                ///< dimensions that one segment may name
    int max_elements = 5;             ///< segments in an answer
    double evidence = 3.0;            ///< nats that a segment must bring beyond what its description costs
    double least_impact = 0.08;       ///< of the largest segment's move; smaller ones are noise to a reader
    int64_t most_cells = 200'000'000; ///< leaves times combinations of dimensions; more are not looked at
    /// Throws Error{usage}.
    void validate() const;
};

/// A segment whose leaves moved together.
struct Element {
    Segment segment{};
    double actual = 0, expected = 0;     ///< sums; of a ratio: its numerator
    double actual_b = 0, expected_b = 0; ///< of a ratio: its denominator
    double ratio = 1;                    ///< actual over expected, of the metric: what its leaves moved by
    double evidence = 3.0;               ///< nats by which the leaves are better explained with it, less its description
    double score = 0; ///< 0 to 1: share of the segment's deviation that one common factor explains (ripple effect)
    int64_t leaves = 0;
};

struct SearchResult {
    std::vector<Element> elements{}; ///< largest move first; segments may share leaves, which belong to the first one
    double common_ratio = 1;         ///< what the leaves outside of all elements moved by
    double noise = 0;                ///< robust standard deviation of a typical leaf's relative deviation
    double noise_rest = 0;           ///< the same over the leaves outside of all elements
    bool shared = false;             ///< the change is spread evenly: most leaves moved by `common_ratio`
    bool sure = true;                ///< false: the best guess, without enough evidence
    double solve_ms = 0;
};

/// Finds the segments. A leaf's deviation is d = 2(v - f)/(v + f), which under the ripple effect (Sun et al. 2018, HotSpot; Li et
/// al. 2019, Squeeze) is the same for all leaves of a cause. Segments are taken greedily by the log-likelihood that a common
/// shift wins over the noise of single leaves, less the length of the segment's description; see docs/methods/rootcause.md.
/// Throws Error{usage, explain_invalid, cancelled}.
SearchResult find_causes(const Leaves& leaves, const SearchSpec& spec = {}, std::stop_token stop = {});

} // namespace plumbline::rootcause
