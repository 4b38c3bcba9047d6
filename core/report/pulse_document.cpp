// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/pulse_document.h"

#include <algorithm>

#include "core/narrate/narrator.h"
#include "core/rootcause/story.h"

namespace plumbline::report {

namespace {

Tone tone_of(const pulse::Check& c) {
    if (c.verdict == pulse::Verdict::no_data) return Tone::warning;
    if (c.verdict != pulse::Verdict::high && c.verdict != pulse::Verdict::low) return Tone::muted;
    if (c.metric.good == 0) return Tone::warning;
    return (c.verdict == pulse::Verdict::high) == (c.metric.good > 0) ? Tone::gain : Tone::loss;
}

TableCell text_cell(std::string text, Tone tone = Tone::normal) {
    TableCell c;
    c.text = std::move(text);
    c.tone = tone;
    return c;
}

constexpr size_t most_findings = 5;

/// Sum so far against what the pattern of weekdays lets expect, day by day.
ChartSpec pacing_curve(const pulse::Pace& p, const metrics::Metric& metric, const std::string& name, const narrate::Narrator& n,
                       const NumberStyle& style) {
    ChartSpec c;
    if (p.curve_expected.empty() || p.curve_actual.empty()) return c;
    c.id = "pacing_" + metric.id;
    c.title = n.say("pulse.pacing.title",
                    {{"name", name}, {"share", p.share ? format_percent(*p.share, 0, style) : std::string(missing_value)}});
    c.subtitle =
        n.say(p.needed_per_day ? "pulse.pacing.needed" : "pulse.pacing.over",
              {{"days", format_range(p.days, style.language)}, {"needed", format_card(p.needed_per_day, metric.unit, style)}});
    c.reading = c.title;
    c.x.kind = AxisKind::calendar;
    c.x.grain = Grain::day;
    c.y.unit = metric.unit;
    ChartSeries plan{n.phrase("pulse.pacing.plan"), SeriesRole::target, Mark::line, -1, {}, {}};
    ChartSeries actual{n.phrase("pulse.pacing.actual"), SeriesRole::actual, Mark::line, -1, {}, {}};
    for (size_t i = 0; i < p.curve_expected.size(); ++i)
        plan.points.push_back(
            {static_cast<double>((p.days.from + static_cast<int>(i)).days), p.curve_expected[i], {}, {}, false, {}});
    for (size_t i = 0; i < p.curve_actual.size(); ++i)
        actual.points.push_back(
            {static_cast<double>((p.days.from + static_cast<int>(i)).days), p.curve_actual[i], {}, {}, false, {}});
    actual.end_label = format_card(p.actual, metric.unit, style);
    plan.end_label = format_card(p.target, metric.unit, style);
    c.series = {std::move(plan), std::move(actual)};
    return c;
}

/// What people wrote down for days of the target, unless it concerns other parts of the business only.
void add_flags(ChartSpec& curve, const metrics::Target& target, const std::vector<metrics::Annotation>& annotations) {
    const auto apart = [](const metrics::Filter& a, const metrics::Filter& b) {
        return a.dimension == b.dimension && !a.exclude && !b.exclude &&
               std::ranges::none_of(a.values,
                                    [&](const std::string& v) { return std::ranges::find(b.values, v) != b.values.end(); });
    };
    for (const metrics::Annotation& a : annotations) {
        if (a.days.to < target.days.from || a.days.from > target.days.to) continue;
        const bool elsewhere = std::ranges::any_of(a.where, [&](const metrics::Filter& of) {
            return std::ranges::any_of(target.where, [&](const metrics::Filter& kept) { return apart(of, kept); });
        });
        if (!elsewhere)
            curve.annotations.push_back({static_cast<double>(std::max(a.days.from, target.days.from).days), a.text, a.id});
    }
}

} // namespace

PulseView build_pulse(const metrics::Context& context, const PulseRequest& request, std::stop_token stop) {
    const DatasetInfo& dataset = *context.dataset;
    const Language l = request.language;
    const narrate::Narrator n(l);
    const NumberStyle style = NumberStyle::of(l, dataset.currency);
    auto say = [&](const char* key, const narrate::Facts& facts = {}) { return n.say("pulse." + std::string(key), facts); };
    PulseView out;
    out.fingerprint = dataset.fingerprint.substr(0, std::min<size_t>(8, dataset.fingerprint.size()));
    out.checks =
        pulse::check(context, request.watches.empty() ? pulse::usual_watches(dataset) : request.watches, request.day, stop);
    int unusual = 0;
    TableSpec& t = out.table;
    t.id = "pulse";
    t.title = say("table");
    t.columns = {{"metric", n.phrase("wbr.column.figure"), CellKind::text, {}},
                 {"value", n.phrase("column.value"), CellKind::number, {}},
                 {"change", n.phrase("pulse.column.change"), CellKind::change, {}},
                 {"band", n.phrase("pulse.column.band"), CellKind::text, {}},
                 {"verdict", n.phrase("wbr.column.verdict"), CellKind::badge, {}}};
    for (const pulse::Check& c : out.checks) {
        const bool odd =
            c.verdict == pulse::Verdict::high || c.verdict == pulse::Verdict::low || c.verdict == pulse::Verdict::no_data;
        unusual += odd;
        const std::string sentence = pulse::sentence(c, style);
        out.sentences.push_back(sentence);
        if (odd) out.caption += (out.caption.empty() ? "" : " ") + sentence;
        std::string label = n.metric(c.metric.id, metrics::metric_name(c.metric, l)).label;
        for (const metrics::Filter& f : c.watch.where)
            for (const std::string& v : f.values) label += ", " + v;
        TableCell value = text_cell(format_card(c.value, c.metric.unit, style)), change;
        value.value = c.value;
        value.strong = odd;
        change.value = c.change;
        change.text = !c.change                    ? std::string(missing_value)
                      : c.metric.unit == "percent" ? format_points(*c.change, style)
                                                   : format_change(*c.change, style);
        const std::string band = c.low && c.high
                                     ? n.phrase("wbr.interval", {{"lower", format_card(c.low, c.metric.unit, style)},
                                                                 {"upper", format_card(c.high, c.metric.unit, style)}})
                                     : std::string(missing_value);
        t.rows.push_back(
            {text_cell(label), value, change, text_cell(band), text_cell(pulse::verdict_text(c.verdict, l), tone_of(c))});

        KpiCard card;
        card.metric = c.metric.id;
        card.label = label;
        card.unit = c.metric.unit;
        card.value = c.value;
        card.text = format_card(c.value, c.metric.unit, style);
        card.change = c.change;
        if (c.change) {
            card.change_text = change.text;
            card.arrow = *c.change > 0 ? 1 : *c.change < 0 ? -1 : 0;
            if (c.metric.good != 0 && card.arrow != 0) card.tone = card.arrow == c.metric.good ? Tone::gain : Tone::loss;
        }
        card.caption = pulse::verdict_text(c.verdict, l);
        card.spark = c.spark;
        card.accessible = card.explanation = sentence;
        out.cards.push_back(std::move(card));
    }
    const Date day =
        out.checks.empty() ? request.day.value_or(dataset.dates ? dataset.dates->to : Date{}) : out.checks.front().day;
    narrate::Facts facts{
        {"n", narrate::Fact(unusual)}, {"of", narrate::Fact(static_cast<int>(out.checks.size()))}, {"day", format_date(day, l)}};
    out.title = say(out.checks.empty() ? "none" : unusual == 0 ? "calm" : "title", facts);

    if (!request.alerts.empty()) {
        TableSpec& a = out.alerts;
        a.id = "alerts";
        int active = 0;
        a.columns = {{"state", n.phrase("pulse.column.state"), CellKind::badge, {}},
                     {"text", n.phrase("wbr.column.finding"), CellKind::text, {}}};
        for (const pulse::AlertResult& r : request.alerts) {
            active += r.state == pulse::AlertState::alert;
            if (r.state == pulse::AlertState::alert) out.active_rules.push_back(r.rule.id);
            a.rows.push_back({text_cell(n.phrase("pulse.state." + std::string(pulse::alert_state_id(r.state))),
                                        r.state == pulse::AlertState::alert ? Tone::loss : Tone::muted),
                              text_cell(r.text)});
        }
        a.title = say("alerts", {{"n", narrate::Fact(active)}});
    }
    TableSpec& g = out.targets;
    for (const metrics::Target& target : request.targets) {
        if (!target.days.contains(day)) continue;
        const auto found = std::ranges::find(metrics::catalogue(), target.metric, &metrics::Metric::id);
        if (found == metrics::catalogue().end() || !metrics::available(*found, dataset)) continue;
        const pulse::Pace p = pulse::pace_of(context, target, day, stop);
        TableCell share = text_cell(p.share ? format_percent(*p.share, 0, style) : std::string(missing_value));
        share.value = p.share;
        if (p.share && found->good != 0) share.tone = (*p.share >= 1) == (found->good > 0) ? Tone::gain : Tone::loss;
        std::string name = n.metric(found->id, metrics::metric_name(*found, l)).label;
        for (const metrics::Filter& f : target.where)
            for (const std::string& v : f.values) name += ", " + v;
        if (ChartSpec curve = pacing_curve(p, *found, name, n, style); !curve.series.empty()) {
            add_flags(curve, target, request.annotations);
            out.pacing.push_back(std::move(curve));
        }
        g.rows.push_back({text_cell(name), text_cell(format_range(target.days, l)),
                          text_cell(format_card(target.value, found->unit, style)),
                          text_cell(format_card(p.actual, found->unit, style)), share,
                          text_cell(format_card(p.needed_per_day, found->unit, style))});
    }
    if (!g.rows.empty()) {
        g.id = "pacing";
        g.title = n.say("wbr.pacing.title");
        g.columns = {{"metric", n.phrase("wbr.column.figure"), CellKind::text, {}},
                     {"period", n.phrase("wbr.column.period"), CellKind::text, {}},
                     {"target", n.phrase("wbr.column.target"), CellKind::number, {}},
                     {"actual", n.phrase("wbr.column.so_far"), CellKind::number, {}},
                     {"share", n.phrase("wbr.column.of_pace"), CellKind::number, {}},
                     {"needed", n.phrase("wbr.column.per_day"), CellKind::number, {}}};
    }
    if (request.trust && !request.trust->open.empty()) {
        TableSpec& f = out.findings;
        f.id = "findings";
        f.title = n.say("wbr.trust.title", {{"n", narrate::Fact(static_cast<int>(request.trust->open.size()))}});
        f.subtitle = n.say("wbr.trust.score", {{"score", format_number(request.trust->score, 0, style)}});
        f.columns = {{"severity", n.phrase("wbr.column.severity"), CellKind::badge, {}},
                     {"finding", n.phrase("wbr.column.finding"), CellKind::text, {}}};
        std::vector<const TrustNote*> notes;
        for (const TrustNote& note : request.trust->open) notes.push_back(&note);
        const auto rank = [](const TrustNote* note) {
            return note->severity == "blocker" ? 0 : note->severity == "warning" ? 1 : 2;
        };
        std::ranges::stable_sort(notes, {}, rank);
        for (size_t i = 0; i < notes.size() && i < most_findings; ++i)
            f.rows.push_back({text_cell(n.phrase("wbr.severity." + notes[i]->severity), rank(notes[i]) == 0   ? Tone::loss
                                                                                        : rank(notes[i]) == 1 ? Tone::warning
                                                                                                              : Tone::muted),
                              text_cell(notes[i]->title)});
        if (notes.size() > most_findings)
            f.note = n.say("wbr.trust.more", {{"n", narrate::Fact(static_cast<int>(notes.size() - most_findings))}});
    }
    return out;
}

PulseDrivers pulse_drivers(const metrics::Context& context, const pulse::Check& check, Language language, Progress& progress,
                           std::stop_token stop) {
    rootcause::ExplainSpec spec;
    spec.metric = check.metric.id;
    spec.period = DateRange{check.day, check.day};
    spec.base = DateRange{check.day - 7, check.day - 7};
    spec.filters = check.watch.where;
    const rootcause::Explanation e = rootcause::explain(context, spec, progress, std::move(stop));
    const NumberStyle style = NumberStyle::of(language, context.dataset->currency);
    return {rootcause::story(e, style), rootcause::driver_table(e, style)};
}

Document pulse_document(const PulseView& view, std::string workspace, std::string created, Language language) {
    const narrate::Narrator n(language);
    Document d;
    d.workspace = std::move(workspace);
    d.kind = n.phrase("pulse.kind");
    d.created = std::move(created);
    d.fingerprint = view.fingerprint;
    d.language = language;
    d.blocks.push_back(Heading{view.title, view.caption});
    if (!view.table.rows.empty()) d.blocks.push_back(view.table);
    for (const TableSpec* t : {&view.alerts, &view.targets})
        if (!t->rows.empty()) d.blocks.push_back(*t);
    for (const ChartSpec& curve : view.pacing) d.blocks.push_back(curve);
    if (!view.findings.rows.empty()) d.blocks.push_back(view.findings);
    return d;
}

} // namespace plumbline::report
