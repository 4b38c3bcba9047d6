// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/narrate/narrator.h"

/// Names of groups of campaigns and reasons of verdicts in words.
namespace plumbline::narrate {

struct ClusterFacts {
    std::string return_level; ///< "low", "medium", "high"; empty: there is no return
    std::string budget_level; ///< the same; empty: there is no spend
    std::string without;      ///< "leads", "orders": spend without such results; else empty
    std::string marked_by;    ///< metric id in which it differs most; empty: in nothing
    bool marked_high = false;
    std::string verdict; ///< "scale", "keep", "fix", "review", "stop"
};
/// "High return, small budget: scale". Groups whose names are the same are told apart by what marks them.
std::vector<std::string> cluster_names(const Narrator& narrator, const std::vector<ClusterFacts>& clusters);
/// The same without the verdict, where it stands beside: "High return, small budget".
std::vector<std::string> short_cluster_names(const Narrator& narrator, const std::vector<ClusterFacts>& clusters);
/// Of the campaigns that no group can take: "Too little data to judge".
std::string ungrouped_name(const Narrator& narrator);

struct VerdictFacts {
    std::string reason; ///< "high_return", "pays", "uncertain", "loses_all" …
    std::optional<double> roas, lower, upper, whole;
};
/// "ROAS 0.61 (0.52 to 0.70): people click, few buy".
std::string verdict_reason(const Narrator& narrator, const VerdictFacts& facts, const NumberStyle& style);
/// "Scale".
std::string verdict_word(const Narrator& narrator, const std::string& verdict);
/// "3 campaigns lose money for sure: …" or "38 campaigns fall into 4 groups".
std::string segments_title(const Narrator& narrator, int campaigns, int groups, const std::vector<std::string>& losing);

} // namespace plumbline::narrate
