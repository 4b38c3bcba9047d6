// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace plumbline {

/// Which of n well mixed hashes are there more than once: each of them once, in order. `at(i)` gives the i-th hash and is called
/// twice for each. One bit a hash says "seen before"; only what falls on a bit that was set, about one in thirty, is sorted.
template <typename At>
std::vector<uint64_t> repeated_hashes(size_t n, const At& at) {
    const size_t bits = std::bit_ceil(std::max<size_t>(64, n * 32));
    std::vector<uint64_t> once(bits / 64, 0), again(bits / 64, 0);
    for (size_t i = 0; i < n; ++i) {
        const uint64_t place = at(i) & (bits - 1), bit = uint64_t{1} << (place % 64);
        auto& word = once[place / 64];
        if (word & bit) again[place / 64] |= bit;
        word |= bit;
    }
    std::vector<uint64_t> candidates, out;
    for (size_t i = 0; i < n; ++i) {
        const uint64_t hash = at(i), place = hash & (bits - 1);
        if (again[place / 64] >> (place % 64) & 1) candidates.push_back(hash);
    }
    std::ranges::sort(candidates);
    for (size_t i = 1; i < candidates.size(); ++i)
        if (candidates[i] == candidates[i - 1] && (out.empty() || out.back() != candidates[i])) out.push_back(candidates[i]);
    return out;
}

} // namespace plumbline
