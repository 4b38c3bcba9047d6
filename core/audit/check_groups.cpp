// SPDX-License-Identifier: GPL-3.0-or-later
// The same checks a level up: what is too small to be told in each campaign is told of their channel, or of the whole.
#include <algorithm>
#include <cmath>
#include <map>

#include "core/audit/board.h"

namespace plumbline::audit {

namespace {

/// A group of fewer series says nothing that its members do not.
constexpr size_t least_members = 3;
constexpr int edge_days = 7;
/// Of the group's change, the share that its members' own expectations must show, also without the one that changed most.
constexpr double spread_share = 0.6;
/// Share of the members that must change by three tenths of it themselves.
constexpr double member_share = 0.6, member_change = 0.3;

Board grouped(const Board& b, const DatasetInfo& dataset, const std::string& field, bool channels, const std::stop_token& stop) {
    metrics::Panel panel;
    panel.dimension = field;
    for (const Measure& m : b.measures) {
        metrics::Panel::Measure& to = panel.measures.emplace_back();
        to.field = m.field;
        to.role = m.role;
        to.whole = m.count || m.step >= 1;
        to.scale = m.step >= 1 ? 0 : static_cast<int>(std::lround(-std::log10(m.step)));
    }
    std::map<std::string, std::vector<const Series*>> groups;
    for (const Series& s : b.series) groups[channels ? s.parent : ""].push_back(&s);
    for (const auto& [name, members] : groups) {
        if (channels && (name.empty() || members.size() < least_members)) continue;
        const auto code = static_cast<int32_t>(panel.values.size());
        panel.values.push_back(name);
        const auto n = static_cast<size_t>(b.periods);
        std::vector<int32_t> rows(n, 0);
        std::vector<std::vector<double>> sums(b.measures.size(), std::vector<double>(n, std::nan("")));
        for (const Series* s : members)
            for (size_t i = 0; i < s->rows.size(); ++i) {
                if (s->rows[i] == 0) continue;
                const size_t p = static_cast<size_t>(s->first) + i;
                rows[p] += s->rows[i];
                for (size_t m = 0; m < sums.size(); ++m)
                    if (const double v = s->tracks[m].seen[i]; !std::isnan(v))
                        sums[m][p] = std::isnan(sums[m][p]) ? v : sums[m][p] + v;
            }
        for (size_t p = 0; p < n; ++p) {
            if (rows[p] == 0) continue;
            panel.value.push_back(code);
            panel.day.push_back(b.day(static_cast<int>(p)).days);
            panel.rows.push_back(rows[p]);
            panel.all_rows += rows[p];
            for (size_t m = 0; m < sums.size(); ++m) panel.measures[m].sums.push_back(sums[m][p]);
        }
    }
    NoProgress quiet;
    return make_board(std::move(panel), dataset, quiet, stop);
}

/// Is the change in the members together, each against its own level, and not in one of them? What comes or goes with a campaign
/// that begins or ends is no fault.
bool spread(const Board& b, const Finding& f, bool channels) {
    const auto measure = std::ranges::find(b.measures, f.column, &Measure::field);
    if (measure == b.measures.end() || !(f.factor > 0)) return false;
    const auto m = static_cast<size_t>(measure - b.measures.begin());
    double seen = 0, expected = 0;
    std::vector<std::pair<double, double>> each;
    for (const Series& s : b.series) {
        if (channels && s.parent != f.segment) continue;
        double x = 0, e = 0;
        for (int i = b.period(f.days->from) - s.first; i <= b.period(f.days->to) - s.first; ++i) {
            if (i < 0 || i >= s.size() || !s.tracks[m].active) continue;
            const double v = s.tracks[m].seen[static_cast<size_t>(i)];
            const auto of = Board::expected(s.tracks[m], i);
            if (std::isnan(v) || !of) continue;
            x += v;
            e += *of;
        }
        if (e <= 0) continue;
        seen += x;
        expected += e;
        each.emplace_back(x, e);
    }
    if (each.size() < least_members || expected <= 0 || seen <= 0) return false;
    const double whole = std::log(f.factor);
    const auto share = [&](double x, double e) { return e > 0 && x > 0 ? std::log(x / e) / whole : 0; };
    if (share(seen, expected) < spread_share) return false;
    const auto same = std::ranges::count_if(each, [&](const auto& one) { return share(one.first, one.second) >= member_change; });
    if (static_cast<double>(same) < member_share * static_cast<double>(each.size())) return false;
    return std::ranges::all_of(
        each, [&](const auto& one) { return share(seen - one.first, expected - one.second) >= spread_share * 0.8; });
}

} // namespace

void check_groups(const Board& b, const DatasetInfo& dataset, Findings& out, const std::stop_token& stop) {
    if (b.series.size() < least_members || b.dimension.empty() || b.step == 0) return;
    std::map<std::string, std::string> parent_of;
    for (const Series& s : b.series) parent_of[s.name] = s.parent;
    const DatasetColumn* channel = dataset.dimension("channel");
    // From the small to the large: what a channel tells is not told of the whole once more.
    for (const bool channels : {true, false}) {
        if (channels && (!channel || channel->field == b.dimension)) continue;
        Board group = grouped(b, dataset, channels ? channel->field : "", channels, stop);
        if (group.series.empty() || group.step != b.step || group.from != b.from) continue;
        group.event = b.event;
        group.event.resize(static_cast<size_t>(group.periods), 0);
        Findings found;
        check_days(group, found, stop);
        Findings kept;
        for (Finding& f : found) {
            const auto overlaps = [&](const Finding& g) {
                return g.days && f.days && g.days->to + b.step >= f.days->from && f.days->to + b.step >= g.days->from;
            };
            const auto child = [&](const Finding& g) {
                return !g.segment.empty() && g.segment != f.segment &&
                       (f.segment.empty() || (parent_of.contains(g.segment) && parent_of.at(g.segment) == f.segment));
            };
            // What one member shows most clearly is told of the group, where the others show it as well.
            const auto same = [&](const Finding& g) {
                return child(g) && g.check == f.check && g.column == f.column && overlaps(g);
            };
            // Days of the calendar and of many series move by themselves; a group is told of large things only, or of long ones.
            const bool told = std::ranges::any_of(out, [&](const Finding& g) {
                return overlaps(g) && !same(g) && (g.segment.empty() || g.segment == f.segment || child(g));
            });
            if (told || f.check == "impossible_ratio") continue;
            bool event = false;
            for (int p = group.period(f.days->from); p <= group.period(f.days->to); ++p)
                event = event || (p >= 0 && p < group.periods && group.event[static_cast<size_t>(p)]);
            const int first = group.period(f.days->from), last = group.period(f.days->to);
            // The level of the first and last days is known from one side only.
            if (event || first < edge_days || last >= group.periods - edge_days || !spread(b, f, channels)) continue;
            std::erase_if(out, same);
            kept.push_back(std::move(f));
        }
        std::ranges::move(kept, std::back_inserter(out));
    }
}

} // namespace plumbline::audit
