// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <set>
#include <string_view>

#include "core/ingest/roles.h"

namespace plumbline::ingest {

std::vector<std::vector<size_t>> find_hierarchy(const std::vector<DatasetColumn>& columns,
                                                const std::vector<ColumnProfile>& profiles) {
    static constexpr std::array<std::array<std::string_view, 6>, 3> chains{
        {{"channel", "sub_channel", "source", "campaign", "ad_group", "ad"},
         {"country", "region", "city", "location", "", ""},
         {"category", "sub_category", "product", "", "", ""}}};
    // -1: the values contradict, 1: they agree, 0: nothing is known.
    const auto agrees = [&](size_t coarse, size_t fine) {
        if (coarse >= profiles.size() || fine >= profiles.size()) return 0;
        const auto at = profiles[fine].pairs.find(coarse);
        if (at == profiles[fine].pairs.end() || profiles[fine].distinct <= 0) return 0;
        return at->second <= profiles[fine].distinct + (profiles[fine].nulls > 0 ? 1 : 0) ? 1 : -1;
    };
    std::vector<std::vector<size_t>> out;
    std::set<size_t> used;
    for (const auto& chain : chains) {
        std::vector<size_t> found;
        for (const std::string_view kind : chain)
            for (size_t c = 0; c < columns.size() && !kind.empty(); ++c) {
                const bool fits = columns[c].role == kind || (columns[c].role == "dimension" && columns[c].kind == kind);
                if (!fits) continue;
                if (found.empty() || agrees(found.back(), c) >= 0) found.push_back(c);
                break;
            }
        if (found.size() < 2) continue;
        used.insert(found.begin(), found.end());
        out.push_back(found);
    }
    // Pairs that only the values tell: every fine value under one coarse value, and really coarser.
    for (size_t coarse = 0; coarse < columns.size(); ++coarse)
        for (size_t fine = 0; fine < columns.size(); ++fine) {
            if (coarse == fine || used.contains(coarse) || used.contains(fine) || !is_dimension_role(columns[coarse].role) ||
                !is_dimension_role(columns[fine].role))
                continue;
            if (agrees(coarse, fine) != 1 || profiles[coarse].distinct < 2 ||
                profiles[fine].distinct < profiles[coarse].distinct * 2 || profiles[fine].rows < profiles[fine].distinct * 5)
                continue;
            out.push_back({coarse, fine});
            used.insert(coarse);
            used.insert(fine);
        }
    return out;
}

} // namespace plumbline::ingest
