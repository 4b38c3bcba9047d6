// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/narrate/segment_sentences.h"

#include <algorithm>
#include <map>

namespace plumbline::narrate {

namespace {

/// A name that leaves room for others in a headline, cut between characters.
std::string shortened(const std::string& name) {
    constexpr size_t most = 40; // characters
    size_t characters = 0;
    for (size_t i = 0; i < name.size(); ++i)
        if ((static_cast<unsigned char>(name[i]) & 0xC0) != 0x80 && ++characters > most) return name.substr(0, i) + "…";
    return name;
}

/// `key`: "cluster." with the verdict, "cluster.short." without.
std::string name_of(const Narrator& n, const ClusterFacts& c, const std::string& key) {
    const Facts verdict{{"verdict", n.phrase("verdict.word." + c.verdict)}};
    auto with = [&](std::initializer_list<std::pair<const std::string, Fact>> more) {
        Facts facts = verdict;
        facts.insert(more.begin(), more.end());
        return facts;
    };
    if (!c.without.empty()) return n.say(key + "without_" + c.without, verdict);
    if (!c.return_level.empty() && !c.budget_level.empty())
        return n.say(key + "return_budget", with({{"return", n.phrase("level.return." + c.return_level)},
                                                  {"budget", n.phrase("level.budget." + c.budget_level)}}));
    if (!c.return_level.empty()) return n.say(key + "return", with({{"return", n.phrase("level.return." + c.return_level)}}));
    if (!c.marked_by.empty())
        return n.say(key + "marked", with({{"level", n.phrase(c.marked_high ? "level.mark.high" : "level.mark.low")},
                                           {"metric", n.metric(c.marked_by, c.marked_by).label}}));
    if (!c.budget_level.empty()) return n.say(key + "budget", with({{"budget", n.phrase("level.budget." + c.budget_level)}}));
    return n.say(key + "all", verdict);
}

std::vector<std::string> names_of(const Narrator& n, const std::vector<ClusterFacts>& clusters, const std::string& key) {
    std::vector<std::string> names;
    std::map<std::string, int> seen;
    for (const ClusterFacts& c : clusters) ++seen[names.emplace_back(name_of(n, c, key))];
    std::map<std::string, int> used;
    for (size_t i = 0; i < names.size(); ++i) {
        if (seen[names[i]] > 1 && !clusters[i].marked_by.empty())
            names[i] =
                n.say("cluster.told_apart", {{"name", names[i]},
                                             {"level", n.phrase(clusters[i].marked_high ? "level.mark.high" : "level.mark.low")},
                                             {"metric", n.metric(clusters[i].marked_by, clusters[i].marked_by).label}});
        if (const int times = ++used[names[i]]; times > 1) names[i] += " " + std::to_string(times);
    }
    return names;
}

} // namespace

std::vector<std::string> cluster_names(const Narrator& n, const std::vector<ClusterFacts>& clusters) {
    return names_of(n, clusters, "cluster.");
}

std::vector<std::string> short_cluster_names(const Narrator& n, const std::vector<ClusterFacts>& clusters) {
    return names_of(n, clusters, "cluster.short.");
}

std::string ungrouped_name(const Narrator& n) { return n.say("cluster.ungrouped"); }

std::string verdict_reason(const Narrator& n, const VerdictFacts& f, const NumberStyle& style) {
    return n.phrase("segment.reason." + f.reason, {{"roas", format_cell(f.roas, "ratio", style)},
                                                   {"lower", format_cell(f.lower, "ratio", style)},
                                                   {"upper", format_cell(f.upper, "ratio", style)},
                                                   {"whole", format_cell(f.whole, "ratio", style)}});
}

std::string verdict_word(const Narrator& n, const std::string& verdict) { return n.phrase("verdict." + verdict); }

std::string segments_title(const Narrator& n, int campaigns, int groups, const std::vector<std::string>& losing) {
    if (losing.empty()) return n.say("segment.title", {{"n", campaigns}, {"k", groups}});
    constexpr size_t most_named = 3;
    std::string names;
    for (size_t i = 0; i < std::min(losing.size(), most_named); ++i)
        names += (i == 0 ? "" : ", ") + n.phrase("segment.quoted", {{"name", shortened(losing[i])}});
    if (losing.size() > most_named) names += " …";
    return n.say("segment.title_losing", {{"n", static_cast<int>(losing.size())}, {"names", names}});
}

} // namespace plumbline::narrate
