// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <map>

#include "core/audit/board.h"

namespace plumbline::audit {

namespace {

/// Points that a finding takes from 100: so many at least by its severity, and up to so many by what it puts in doubt.
struct Weight {
    double base, most;
};
Weight weight(Severity s) {
    return s == Severity::blocker ? Weight{12, 50} : s == Severity::warning ? Weight{3, 25} : Weight{0.5, 5};
}

double lost(const Finding& f) {
    if (!f.decided.empty()) return 0;
    const Weight w = weight(f.severity);
    // A hundredth of the total in doubt is much already; ten hundredths are all.
    return w.base + (w.most - w.base) * std::min(1.0, f.cost / 0.1);
}

/// Points of several findings: each takes its share of what is left.
double score(const std::vector<const Finding*>& findings) {
    double left = 1;
    for (const Finding* f : findings) left *= 1 - lost(*f) / 100;
    return std::round(left * 1000) / 10;
}

/// The same fault in most series of a group on the same days.
std::string group_key(const Finding& f) {
    return f.check + "|" + f.column + "|" + to_iso(f.days->from) + "|" + to_iso(f.days->to);
}

} // namespace

void merge_alike(const Board& b, const DatasetInfo& dataset, Findings& findings) {
    const DatasetColumn* channel = dataset.dimension("channel");
    std::map<std::string, std::vector<size_t>> alike;
    for (size_t i = 0; i < findings.size(); ++i)
        if (findings[i].days && findings[i].dimension == b.dimension && !b.dimension.empty())
            alike[group_key(findings[i])].push_back(i);
    std::map<std::string, const Series*> by_name;
    for (const Series& s : b.series) by_name[s.name] = &s;
    std::vector<uint8_t> gone(findings.size(), 0);
    Findings merged;
    const auto alive = [&](const Series& s, const DateRange& days) {
        return b.day(s.first) <= days.from && days.to <= b.last_day(s.last());
    };
    const auto join = [&](const std::vector<size_t>& which, std::string dimension, std::string segment) {
        Finding f = findings[which.front()];
        f.dimension = std::move(dimension);
        f.segment = std::move(segment);
        f.rows = 0;
        double value = 0, expected = 0, below = 0, above = 0; // squared: series err on their own
        bool any = false, ranged = true;
        for (DayValue& d : f.series) d.seen = d.expected = d.low = d.high = std::nullopt;
        for (const size_t i : which) {
            const Finding& g = findings[i];
            gone[i] = 1;
            f.rows += g.rows;
            f.severity = std::min(f.severity, g.severity);
            if (g.value) {
                value += *g.value;
                any = true;
            }
            expected += g.expected.value_or(0);
            ranged = ranged && g.expected && g.low && g.high;
            if (ranged) {
                below += (*g.expected - *g.low) * (*g.expected - *g.low);
                above += (*g.high - *g.expected) * (*g.high - *g.expected);
            }
            for (DayValue& d : f.series)
                for (const DayValue& e : g.series)
                    if (e.day == d.day) {
                        const auto add = [](std::optional<double>& to, const std::optional<double>& v) {
                            if (v) to = to.value_or(0) + *v;
                        };
                        add(d.seen, e.seen);
                        add(d.expected, e.expected);
                        add(d.low, e.low);
                        add(d.high, e.high);
                    }
        }
        const bool rate = f.check == "cpv_uniform" || f.check == "conversion_drift";
        if (!rate && any) {
            f.value = value;
            f.expected = expected;
            f.low = ranged ? std::optional(std::max(0.0, expected - std::sqrt(below))) : std::nullopt;
            f.high = ranged ? std::optional(expected + std::sqrt(above)) : std::nullopt;
            if (expected > 0) f.factor = value / expected;
        }
        if (f.check == "temporal_gap") f.expected = f.days->days();
        merged.push_back(std::move(f));
    };
    for (const auto& [key, which] : alike) {
        if (which.size() < 2) continue;
        const DateRange days = *findings[which.front()].days;
        size_t all = 0;
        for (const Series& s : b.series) all += alive(s, days);
        if (which.size() >= 4 && which.size() * 10 >= all * 6) {
            join(which, "", "");
            continue;
        }
        if (!channel) continue;
        std::map<std::string, std::vector<size_t>> parents;
        for (const size_t i : which)
            if (const auto s = by_name.find(findings[i].segment); s != by_name.end()) parents[s->second->parent].push_back(i);
        for (const auto& [parent, mine] : parents) {
            if (mine.size() < 2 || parent.empty()) continue;
            size_t children = 0;
            for (const Series& s : b.series) children += s.parent == parent && alive(s, days);
            if (mine.size() * 10 >= children * 6) join(mine, channel->field, parent);
        }
    }
    // Campaigns of a group whose days differ by one at an end belong to it as well.
    for (size_t i = 0; i < findings.size(); ++i)
        for (Finding& m : merged) {
            const Finding& f = findings[i];
            if (gone[i] || f.check != m.check || f.column != m.column || !f.days || !m.days || f.dimension != b.dimension)
                continue;
            const auto s = by_name.find(f.segment);
            const bool inside = m.dimension.empty() || (s != by_name.end() && s->second->parent == m.segment);
            if (!inside || f.days->from < m.days->from - b.step || f.days->to > m.days->to + b.step) continue;
            gone[i] = 1;
            m.rows += f.rows;
            if (m.value && f.value) m.value = *m.value + *f.value;
            if (m.expected && f.expected) m.expected = *m.expected + *f.expected;
        }
    Findings kept;
    for (size_t i = 0; i < findings.size(); ++i)
        if (!gone[i]) kept.push_back(std::move(findings[i]));
    std::ranges::move(merged, std::back_inserter(kept));
    findings = std::move(kept);
}

void score_trust(const DatasetInfo& dataset, AuditReport& report) {
    report.measures.clear();
    std::vector<const Finding*> all;
    for (const Finding& f : report.findings) all.push_back(&f);
    report.score = score(all);
    for (const DatasetColumn& c : dataset.columns) {
        if (!is_measure_role(c.role)) continue;
        std::vector<const Finding*> mine;
        Trust t;
        t.column = c.field;
        for (const Finding* f : all) {
            const bool rows = f->column == "*" || f->column == "date";
            if (f->column != c.field && !rows) continue;
            mine.push_back(f);
            if (!f->decided.empty()) continue;
            if (!t.worst || f->severity < *t.worst) t.worst = f->severity;
            t.keys.push_back(f->key);
        }
        t.score = score(mine);
        report.measures.push_back(std::move(t));
    }
}

} // namespace plumbline::audit
