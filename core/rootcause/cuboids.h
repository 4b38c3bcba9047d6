// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <stop_token>
#include <vector>

#include "core/rootcause/leaves.h"

namespace plumbline::rootcause {

/// The leaves grouped by some of the dimensions.
struct Cuboid {
    std::vector<int> dimensions{};
    std::vector<int32_t> cell_of{};    ///< for each leaf asked for
    std::vector<int32_t> first_leaf{}; ///< of each cell
    size_t cells() const { return first_leaf.size(); }
};

/// All combinations of 1 to max_layer dimensions of the leaves named, smaller ones first. A combination that splits no further
/// than one with fewer dimensions is left out: country and region say no more than region. Stops before `most_cells` numbers are
/// held.
std::vector<Cuboid> cuboids(const Leaves& leaves, const std::vector<int32_t>& chosen, int max_layer, int64_t most_cells,
                            const std::stop_token& stop);

} // namespace plumbline::rootcause
