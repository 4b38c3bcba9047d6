// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/report/scale.h"
#include "core/report/wbr_parts.h"
#include "core/rootcause/story.h"

namespace plumbline::report {

namespace {

constexpr size_t most_steps = 4; ///< of a bridge: with both ends as many as stand side by side with their names

/// Two segments that name different values of one dimension.
bool disjoint(const rootcause::Segment& a, const rootcause::Segment& b) {
    return std::ranges::any_of(a, [&](const rootcause::Cell& x) {
        return std::ranges::any_of(b, [&](const rootcause::Cell& y) { return x.dimension == y.dimension && x.value != y.value; });
    });
}

/// Whether a segment of the explanation holds a value of the fault.
bool overlaps(const rootcause::Leaves& leaves, const rootcause::Segment& segment, const LocalFault& fault) {
    return std::ranges::any_of(segment, [&](const rootcause::Cell& c) {
        const std::string& dimension = leaves.dimensions[static_cast<size_t>(c.dimension)];
        const std::string& value = leaves.values[static_cast<size_t>(c.dimension)][static_cast<size_t>(c.value)];
        return std::ranges::any_of(
            fault.where, [&](const metrics::Filter& f) { return f.dimension == dimension && f.values.front() == value; });
    });
}

/// "−19.8": signed, in the scale of the axis.
std::string step_text(const ReviewWorld& w, const Scale& scale, double value, std::string_view unit) {
    const std::string bare =
        unit == "percent" ? format_points(std::abs(value), w.s.style) : scale.text(std::abs(value), unit, w.s.style);
    const std::string digits = bare.starts_with("+") ? bare.substr(1) : bare;
    return (value < 0 ? "\u2212" : value > 0 ? "+" : "") + digits;
}

} // namespace

std::optional<Bridge> bridge_of(const ReviewWorld& w) {
    if (!w.cause || w.cause->change == 0 || w.cause->drivers.empty()) return std::nullopt;
    const rootcause::Explanation& e = *w.cause;
    if (!std::isfinite(e.before) || !std::isfinite(e.after)) return std::nullopt;
    const ChartSpec chart = rootcause::waterfall(e, w.s.style);
    const metrics::Metric& main = *w.s.main;
    Bridge b;
    b.title = chart.title;
    b.reading = chart.reading;
    b.unit = main.unit;
    b.from = e.before;
    b.to = e.after;
    const Scale scale = scale_for({e.before, e.after}, main.unit, true);
    b.scale = scale.divisor;
    b.subtitle = join({w.s.label(main), scale_words(scale, main.unit, w.s.narrator, w.s.style)});
    b.from_label = w.week_word(w.before);
    b.to_label = w.week_word(w.week);
    b.from_text = scale.text(e.before, main.unit, w.s.style);
    b.to_text = scale.text(e.after, main.unit, w.s.style);
    // The picture is titled by the cause that the page names, not by the longest bar.
    for (const rootcause::Driver& d : e.drivers) {
        if (d.segment.empty() || d.contribution * e.change <= 0 || e.verdict.kind == rootcause::VerdictKind::broad) continue;
        b.title = w.say("bridge.title", {{"segment", segment_name(w, *e.leaves, d.segment)},
                                         {"part", rootcause::change_text(d.contribution, main.unit, w.s.style)},
                                         {"total", rootcause::change_text(e.change, main.unit, w.s.style)}});
        break;
    }
    std::map<double, BridgeStep> steps;
    for (const ChartSeries& series : chart.series) {
        if (series.role == SeriesRole::actual) continue; // the levels before and after stand at the ends of the bridge
        for (const ChartPoint& p : series.points) {
            if (!p.y) continue;
            BridgeStep step;
            const std::string& name = chart.x.categories[static_cast<size_t>(p.x)];
            constexpr std::string_view between = " · ";
            const size_t cut = name.find(between);
            step.label = name.substr(0, cut);
            if (cut != std::string::npos) step.detail = name.substr(cut + between.size());
            step.value = *p.y;
            step.text = step_text(w, scale, *p.y, main.unit);
            step.tone = main.good == 0 ? Tone::muted : series.role == SeriesRole::gain ? Tone::gain : Tone::loss;
            steps[p.x] = std::move(step);
        }
    }
    double sum = 0;
    for (auto& [x, step] : steps) {
        sum += step.value;
        b.steps.push_back(std::move(step));
    }
    if (b.steps.size() > most_steps) {
        std::vector<double> sizes;
        for (const BridgeStep& step : b.steps) sizes.push_back(std::abs(step.value));
        std::ranges::nth_element(sizes, sizes.begin() + (most_steps - 2), std::greater{});
        const double least = sizes[most_steps - 2];
        BridgeStep rest{w.phrase("bridge.rest"), {}, 0, {}, Tone::muted};
        int others = 0;
        std::vector<BridgeStep> kept;
        for (BridgeStep& step : b.steps) {
            // The last one is what no name was given to, or the smallest.
            if (&step != &b.steps.back() && std::abs(step.value) >= least && kept.size() + 1 < most_steps) {
                kept.push_back(std::move(step));
            } else {
                rest.value += step.value;
                ++others;
            }
        }
        rest.detail = w.phrase("bridge.parts", {{"n", narrate::Fact(others)}});
        rest.text = step_text(w, scale, rest.value, main.unit);
        kept.push_back(std::move(rest));
        b.steps = std::move(kept);
    }
    // Steps that do not lead from the one to the other would be a wrong picture: better none.
    if (std::abs(e.before + sum - e.after) > 1e-6 * std::max({std::abs(e.before), std::abs(e.after), 1e-9})) return std::nullopt;
    return b;
}

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
    // A market that moved the same way speaks for a broad shift.
    if (!w.request.market.empty()) {
        const auto now = mean_of(w.request.market.front(), w.week), then = mean_of(w.request.market.front(), w.before);
        if (now && then && *then > 0) spec.market_change = *now / *then - 1;
    }
    // Dimensions with a single value left in this scope cannot explain anything; explain() copes with them.
    NoProgress quiet;
    w.cause = rootcause::explain(w.context, spec, quiet, w.s.stop);
    const rootcause::Explanation& e = *w.cause;
    // A fault of one place may drown in the ups and downs of all the others: it is looked for by itself.
    w.fault = find_fault(w);
    if (w.fault && e.search.sure && e.verdict.kind == rootcause::VerdictKind::local)
        for (const rootcause::Driver& d : e.drivers)
            if (w.fault && !d.segment.empty() && overlaps(*e.leaves, d.segment, *w.fault)) w.fault.reset(); // it is named already

    for (const std::string& line : rootcause::story(e, w.s.style)) section.blocks.push_back(Paragraph{line});
    if (e.change != 0 && !e.drivers.empty()) {
        section.blocks.push_back(rootcause::driver_table(e, w.s.style));
        if (auto bridge = bridge_of(w)) section.blocks.push_back(std::move(*bridge));
    }
    const metrics::Metric& main = *w.s.main;
    if (w.fault) {
        const metrics::Metric orders = w.s.metric("orders");
        const auto card = [&](double v) { return format_card(v, orders.unit, w.s.style); };
        section.blocks.push_back(Paragraph{w.say("change.fault", {{"segment", w.fault->name},
                                                                  {"before", card(w.fault->before)},
                                                                  {"after", card(w.fault->now)},
                                                                  {"change", format_change(w.fault->change, w.s.style)}})});
        w.fact("fault." + w.fault->name, orders, w.week, w.fault->now, card(w.fault->now), w.fault->where);
        w.fact("fault." + w.fault->name + ".before", orders, w.before, w.fault->before, card(w.fault->before), w.fault->where);
        if (w.has("revenue")) {
            const metrics::Metric revenue = w.s.metric("revenue");
            std::vector<metrics::Query> queries{w.query({revenue.id}, w.week), w.query({revenue.id}, w.before)};
            for (metrics::Query& q : queries) q.filters.insert(q.filters.end(), w.fault->where.begin(), w.fault->where.end());
            const auto answers = metrics::run_many(w.context, queries, w.s.stop);
            const auto now = number_at(answers[0].table, revenue.id, 0), then = number_at(answers[1].table, revenue.id, 0);
            const auto told = [&](std::optional<double> v) { return format_card(v, revenue.unit, w.s.style); };
            w.fact("fault." + w.fault->name + ".revenue", revenue, w.week, now, told(now), w.fault->where);
            w.fact("fault." + w.fault->name + ".revenue.before", revenue, w.before, then, told(then), w.fault->where);
            if (now && then && *now < *then) w.fault->lost = *then - *now;
        }
    }
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
