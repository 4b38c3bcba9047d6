// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rootcause/cuboids.h"

#include <algorithm>
#include <map>

#include "core/base/progress.h"

namespace plumbline::rootcause {

namespace {

/// Groups a finer partition: the cells of `coarse` split by one more dimension.
Cuboid refine(const Cuboid* coarse, const std::vector<int32_t>& codes, size_t values, const std::vector<int32_t>& chosen,
              std::vector<int32_t>& dense) {
    Cuboid c;
    const size_t n = chosen.size(), before = coarse ? coarse->cells() : 1;
    c.cell_of.resize(n);
    const auto key = [&](size_t i) {
        const auto above = coarse ? static_cast<size_t>(coarse->cell_of[i]) : 0;
        return above * values + static_cast<size_t>(codes[static_cast<size_t>(chosen[i])]);
    };
    if (before * values <= 4 * n + 4096) {
        dense.assign(before * values, -1);
        for (size_t i = 0; i < n; ++i) {
            int32_t& cell = dense[key(i)];
            if (cell < 0) {
                cell = static_cast<int32_t>(c.first_leaf.size());
                c.first_leaf.push_back(static_cast<int32_t>(i));
            }
            c.cell_of[i] = cell;
        }
        return c;
    }
    size_t slots = 1024;
    while (slots < 2 * n) slots *= 2;
    dense.assign(slots, -1); // open addressing: a slot holds the cell, the cell's first leaf holds the key
    for (size_t i = 0; i < n; ++i) {
        const size_t k = key(i);
        uint64_t h = k * 0x9e3779b97f4a7c15ULL;
        size_t at = (h ^ (h >> 29)) & (slots - 1);
        while (dense[at] >= 0 && key(static_cast<size_t>(c.first_leaf[static_cast<size_t>(dense[at])])) != k)
            at = (at + 1) & (slots - 1);
        if (dense[at] < 0) {
            dense[at] = static_cast<int32_t>(c.first_leaf.size());
            c.first_leaf.push_back(static_cast<int32_t>(i));
        }
        c.cell_of[i] = dense[at];
    }
    return c;
}

} // namespace

std::vector<Cuboid> cuboids(const Leaves& leaves, const std::vector<int32_t>& chosen, int max_layer, int64_t most_cells,
                            const std::stop_token& stop) {
    const auto dimensions = static_cast<int>(leaves.dimensions.size());
    std::map<std::vector<int>, Cuboid> made;
    std::vector<int32_t> dense;
    int64_t held = 0;
    std::vector<std::vector<int>> layer;
    for (int d = 0; d < dimensions; ++d) layer.push_back({d});
    for (int l = 1; l <= std::min(max_layer, dimensions) && !layer.empty(); ++l) {
        std::vector<std::vector<int>> next;
        for (const std::vector<int>& dims : layer) {
            throw_if_stopped(stop);
            held += static_cast<int64_t>(chosen.size());
            if (held > most_cells) break;
            const Cuboid* coarse = nullptr;
            if (l > 1) coarse = &made.at(std::vector<int>(dims.begin(), dims.end() - 1));
            const auto last = static_cast<size_t>(dims.back());
            Cuboid c = refine(coarse, leaves.codes[last], leaves.values[last].size(), chosen, dense);
            c.dimensions = dims;
            bool splits = true; // further than each combination with one dimension less
            for (size_t drop = 0; l > 1 && drop < dims.size() && splits; ++drop) {
                std::vector<int> fewer = dims;
                fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(drop));
                const auto at = made.find(fewer);
                splits = at != made.end() && at->second.cells() < c.cells();
            }
            if (l == 1) splits = c.cells() > 1;
            if (!splits) continue;
            for (int d = dims.back() + 1; d < dimensions; ++d) {
                next.push_back(dims);
                next.back().push_back(d);
            }
            made.emplace(dims, std::move(c));
        }
        layer = std::move(next);
    }
    std::vector<Cuboid> all;
    all.reserve(made.size());
    for (auto& [dims, c] : made) all.push_back(std::move(c));
    std::stable_sort(all.begin(), all.end(),
                     [](const Cuboid& a, const Cuboid& b) { return a.dimensions.size() < b.dimensions.size(); });
    return all;
}

} // namespace plumbline::rootcause
