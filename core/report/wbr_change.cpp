// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/report/wbr_parts.h"
#include "core/rootcause/story.h"

namespace plumbline::report {

namespace {

/// Two segments that name different values of one dimension.
bool disjoint(const rootcause::Segment& a, const rootcause::Segment& b) {
    return std::ranges::any_of(a, [&](const rootcause::Cell& x) {
        return std::ranges::any_of(b, [&](const rootcause::Cell& y) { return x.dimension == y.dimension && x.value != y.value; });
    });
}

} // namespace

void change_section(ReviewWorld& w, ReviewSection& section) {
    const bool rows_before = std::ranges::any_of(
        w.out.facts, [&](const ReviewFact& f) { return f.id == "headline." + w.s.main->id + ".before" && f.value.has_value(); });
    if (!w.has_before || !rows_before) {
        section.state = SectionState::not_possible;
        section.reason = w.say("missing.before", {{"week", w.week_word(w.before)}});
        return;
    }
    rootcause::ExplainSpec spec;
    spec.metric = w.s.main->id;
    spec.period = w.week;
    spec.base = w.before;
    spec.filters = w.s.filters;
    spec.search.max_elements = 5;
    for (const metrics::Annotation& a : w.request.annotations) {
        rootcause::Evidence e{a.days, a.text, {}, a.kind == "tracking"};
        for (const metrics::Filter& f : a.where)
            for (const std::string& v : f.values) e.where.emplace_back(f.dimension, v);
        spec.evidence.push_back(std::move(e));
    }
    for (const TrustNote* note : w.open)
        if (note->days) {
            rootcause::Evidence e{*note->days, note->title, {}, true};
            if (!note->dimension.empty()) e.where.emplace_back(note->dimension, note->segment);
            spec.evidence.push_back(std::move(e));
        }
    // Dimensions with a single value left in this scope cannot explain anything; explain() copes with them.
    NoProgress quiet;
    w.cause = rootcause::explain(w.context, spec, quiet, w.s.stop);
    const rootcause::Explanation& e = *w.cause;

    for (const std::string& line : rootcause::story(e, w.s.style)) section.blocks.push_back(Paragraph{line});
    if (e.change != 0 && !e.drivers.empty()) {
        ChartSpec chart = rootcause::waterfall(e, w.s.style);
        chart.title = w.say("change.chart", {{"week", w.week_word(w.before)}, {"to", w.week_word(w.week)}});
        // The table first: it is too wide to stand beside the chart.
        section.blocks.push_back(rootcause::driver_table(e, w.s.style));
        section.blocks.push_back(std::move(chart));
    }
    const metrics::Metric& main = *w.s.main;
    std::vector<rootcause::Segment> named;
    for (const rootcause::Driver& d : e.drivers) {
        if (d.segment.empty() || d.kind == rootcause::DriverKind::days) continue;
        // A segment that shares leaves with one before it is counted without them: no plain question gives that number again.
        const bool apart = std::ranges::all_of(named, [&](const auto& other) { return disjoint(other, d.segment); });
        named.push_back(d.segment);
        if (!apart) continue;
        std::vector<metrics::Filter> where;
        for (const rootcause::Cell& c : d.segment)
            where.push_back({e.leaves->dimensions[static_cast<size_t>(c.dimension)],
                             {e.leaves->values[static_cast<size_t>(c.dimension)][static_cast<size_t>(c.value)]},
                             false});
        const std::string id = "change." + segment_name(w, *e.leaves, d.segment);
        auto finite = [](double v) { return std::isfinite(v) ? std::optional(v) : std::nullopt; };
        w.fact(id, main, w.week, finite(d.actual), format_cell(finite(d.actual), main.unit, w.s.style), where);
        w.fact(id + ".before", main, w.before, finite(d.expected), format_cell(finite(d.expected), main.unit, w.s.style), where);
    }
    for (const metrics::Annotation& a : w.request.annotations)
        if (a.days.from <= w.week.to && w.before.from <= a.days.to)
            section.blocks.push_back(
                Paragraph{w.say("change.noted", {{"days", format_range(a.days, w.language())}, {"text", a.text}})});
}

} // namespace plumbline::report
