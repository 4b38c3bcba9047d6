// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/pulse_document.h"

#include <algorithm>

#include "core/narrate/narrator.h"

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
        const std::string label = n.metric(c.metric.id, metrics::metric_name(c.metric, l)).label;
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
    return out;
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
    return d;
}

} // namespace plumbline::report
