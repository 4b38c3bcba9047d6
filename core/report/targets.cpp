// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/report/parts.h"

namespace plumbline::report {

namespace {

/// Below this share of an even pace a target is in danger.
constexpr double on_pace_from = 0.98;

const metrics::Metric* metric_of(const Setting& s, const std::string& id) {
    for (const metrics::Metric& m : s.cards)
        if (m.id == id) return &m;
    return s.main && s.main->id == id ? &*s.main : nullptr;
}

bool same_filters(const DatasetInfo& dataset, const std::vector<metrics::Filter>& a, const std::vector<metrics::Filter>& b) {
    auto covers = [&](const auto& x, const auto& y) {
        return std::ranges::all_of(x, [&](const metrics::Filter& f) {
            return f.values.empty() || std::ranges::any_of(y, [&](const metrics::Filter& g) {
                       return dataset.dimension(f.dimension) == dataset.dimension(g.dimension) && f.exclude == g.exclude &&
                              std::ranges::is_permutation(f.values, g.values);
                   });
        });
    };
    return covers(a, b) && covers(b, a);
}

bool touches(const DateRange& a, const DateRange& b) { return a.from <= b.to && b.from <= a.to; }

} // namespace

std::vector<metrics::Target> targets_in_view(const Setting& s, const std::vector<metrics::Target>& all) {
    std::vector<metrics::Target> out;
    if (!s.dated) return out;
    const DateRange seen{s.period.from, std::max(s.period.to, s.open_period ? s.open_period->to : s.period.to)};
    for (const metrics::Target& t : all)
        if (metric_of(s, t.metric) && touches(t.days, seen) && t.days.from <= s.dataset.dates->to &&
            same_filters(s.dataset, t.where, s.filters))
            out.push_back(t);
    return out;
}

DateRange days_so_far(const Setting& s, const metrics::Target& t) {
    return {t.days.from, std::min(t.days.to, s.dataset.dates->to)};
}

TargetProgress progress_of(const Setting& s, const metrics::Target& t, double actual, double expected) {
    const metrics::Metric& metric = *metric_of(s, t.metric);
    TargetProgress out;
    out.target = t.value;
    out.days = t.days;
    out.actual = actual;
    out.expected = expected;
    const double share = out.expected != 0 ? actual / out.expected : 1;
    const std::string percent = format_percent(share, 0, s.style);
    const Language language = s.narrator.language();
    out.text = words("target.pace", language, {{"share", percent}});
    out.caption = words("target.caption", language, {{"value", format_card(t.value, metric.unit, s.style)}});
    const bool short_of = share<on_pace_from, above = share> 2 - on_pace_from;
    if (metric.good > 0)
        out.tone = short_of ? Tone::loss : Tone::gain;
    else if (metric.good < 0)
        out.tone = above ? Tone::loss : Tone::gain;
    else
        out.tone = above ? Tone::warning : Tone::muted; // a budget that is overspent
    return out;
}

ChartSeries pacing_line(const Setting& s, const std::vector<metrics::Target>& targets, const ChartSeries& now) {
    ChartSeries line;
    line.role = SeriesRole::target;
    line.name = s.word("target.line");
    if (!s.main) return line;
    const bool sum = s.main->denominator.empty();
    bool any = false;
    for (const ChartPoint& p : now.points) {
        const Date from{static_cast<int32_t>(p.x)}, to = period_end(from, s.grain);
        std::optional<double> expected;
        int covered = 0;
        for (const metrics::Target& t : targets) {
            if (t.metric != s.main->id || !touches(t.days, {from, to})) continue;
            const int days = std::min(to, t.days.to) - std::max(from, t.days.from) + 1;
            covered += days;
            expected = sum ? expected.value_or(0) + t.value * days / t.days.days() : t.value;
        }
        // A period that is only partly within a target has no whole expectation.
        if (sum && covered < to - from + 1) expected.reset();
        any = any || expected;
        line.points.push_back({p.x, expected, std::nullopt, std::nullopt, false, {}});
    }
    if (!any) line.points.clear();
    return line;
}

} // namespace plumbline::report
