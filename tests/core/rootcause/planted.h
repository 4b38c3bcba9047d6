// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <set>
#include <vector>

#include "core/rootcause/leaves.h"

namespace plumbline::rootcause {

/// A table of segments with known causes, after the generator that Squeeze and RiskLoc describe: leaf values fall off
/// exponentially, some leaves are empty, forecasts miss by a relative normal error, and all leaves of a cause move by one factor.
struct PlantedSpec {
    std::vector<int> sizes{6, 8, 5, 7}; ///< values of each dimension
    int layer = 1;                      ///< dimensions that a cause names
    int causes = 1;
    double noise = 0.03;
    bool ratio = false;
};

struct Planted {
    Leaves leaves;
    std::set<Segment> truth;
};

Planted plant(const PlantedSpec& spec, uint64_t seed);

/// F1 over exact matches.
struct Score {
    int hit = 0, extra = 0, missed = 0;
    double f1() const { return 2.0 * hit / (2.0 * hit + extra + missed); }
    void add(const std::set<Segment>& truth, const std::vector<Segment>& found);
};

} // namespace plumbline::rootcause
