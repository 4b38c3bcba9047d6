// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/metrics/catalogue.h"
#include "core/report/wbr_parts.h"

namespace plumbline::report {

namespace {

constexpr size_t most_figures = 6; // with four actions they fill the first page, which is read alone

/// What a rounded number must differ by to be worth a sentence.
constexpr double worth_saying = 0.0005;
/// A segment against the tide is named where it weighs half of the whole change, and has moved by a tenth of itself.
constexpr int recent_weeks = 13;
constexpr double half_of_it = 0.5, large_move = 0.1;

/// The target for this scope that lies over the week, taken down to it by the pattern of weekdays; contradictions are left out.
std::optional<double> target_of(const ReviewWorld& w, const metrics::Metric& metric) {
    std::optional<double> out;
    int shortest = 0;
    for (const TargetLine& line : w.targets) {
        const metrics::Target& t = line.target;
        if (t.metric != metric.id || line.contradicts || t.days.from > w.week.from || t.days.to < w.week.to) continue;
        if (out && t.days.days() >= shortest) continue; // the closest period decides
        shortest = t.days.days();
        out = metric.denominator.empty() ? t.value * pulse::weight_share(line.pace.pattern, w.week, t.days) : t.value;
    }
    return out;
}

std::string without_sign(std::string text) {
    for (const std::string_view sign : {"+", "\u2212", "-"})
        if (text.starts_with(sign)) return text.substr(sign.size());
    return text;
}

} // namespace

void make_kpis(ReviewWorld& w) {
    // Targets first: the figures are held against them.
    for (const metrics::Target& t : w.request.targets) {
        if (!pulse::same_scope(w.s.dataset, t.where, w.s.filters)) continue;
        if (t.days.from > w.week.to || t.days.to < w.week.from) continue;
        if (!metrics::available(w.s.metric(t.metric), w.s.dataset)) continue;
        TargetLine line{t, pulse::pace_of(w.context, t, w.week.to, w.s.stop), {}, {}, false};
        for (const metrics::Target& other : w.request.targets)
            line.contradicts = line.contradicts || pulse::contradict(w.s.dataset, t, other);
        w.targets.push_back(std::move(line));
    }

    std::vector<std::string> ids;
    for (const metrics::Metric& m : w.s.cards) ids.push_back(m.id);
    if (std::ranges::find(ids, w.s.main->id) == ids.end()) ids.insert(ids.begin(), w.s.main->id);
    if (ids.size() > most_figures) ids.resize(most_figures);
    std::vector<metrics::Query> queries{w.query(ids, w.week)};
    if (w.has_before) queries.push_back(w.query(ids, w.before));
    if (w.has_year) queries.push_back(w.query(ids, w.year));
    // Where the event lies in the same week of both years, the column of last year says it already.
    const bool aligned = w.has_event && w.event != w.year;
    if (aligned) queries.push_back(w.query(ids, w.event));
    const DateRange recent{std::max(w.s.dataset.dates->from, w.week.to - (recent_weeks * 7 - 1)), w.week.to};
    queries.push_back(w.query(ids, recent));
    queries.back().grain = Grain::week;
    const auto answers = metrics::run_many(w.context, queries, w.s.stop);
    size_t next = 0;
    const Table* now = &answers[next++].table;
    const Table* before = w.has_before ? &answers[next++].table : nullptr;
    const Table* year = w.has_year ? &answers[next++].table : nullptr;
    const Table* event = aligned ? &answers[next++].table : nullptr;
    const Table& weekly = answers[next].table;

    bool any_target = false, any_forecast = false;
    for (const std::string& id : ids) {
        any_target = any_target || target_of(w, w.s.metric(id));
        any_forecast = any_forecast || w.expected.contains(id);
    }
    TableSpec& t = w.out.kpis;
    t.id = "kpis";
    t.subtitle = w.s.style.currency.empty() ? "" : w.phrase("kpis.currency", {{"currency", w.s.style.currency}});
    t.columns = {{"metric", w.phrase("column.figure"), CellKind::text, {}},
                 {"week", w.phrase("column.week", {{"week", w.out.week.week}}), CellKind::number, {}},
                 {"before", w.phrase("column.on", {{"week", w.week_word(w.before)}}), CellKind::change, {}}};
    // A column of nothing but dashes is none.
    if (w.has_year) t.columns.push_back({"year", w.phrase("column.year"), CellKind::change, {}});
    if (aligned)
        t.columns.push_back(
            {"event", w.phrase("column.event." + w.event_name, {{"year", to_civil(w.event.to).year}}), CellKind::change, {}});
    if (any_target) {
        t.columns.push_back({"target", w.phrase("column.target"), CellKind::number, {}});
        t.columns.push_back({"to_target", w.phrase("column.to_target"), CellKind::change, {}});
    }
    if (any_forecast) {
        t.columns.push_back({"forecast", w.phrase("column.forecast"), CellKind::number, {}});
        t.columns.push_back({"to_forecast", w.phrase("column.to_forecast"), CellKind::change, {}});
    }
    for (const std::string& id : ids) {
        const metrics::Metric m = w.s.metric(id);
        auto at = [&](const Table* table) { return table ? number_at(*table, id, 0) : std::nullopt; };
        const auto value = at(now), last = at(before), old = at(year);
        TableCell name;
        name.text = w.s.label(m);
        TableCell figure = w.value_cell(m, value);
        figure.strong = true;
        std::vector<TableCell> cells{name, figure, w.change_cell(m, change_of(m, value, last))};
        if (w.has_year) cells.push_back(w.change_cell(m, change_of(m, value, old)));
        if (aligned) {
            const auto then = at(event);
            cells.push_back(w.change_cell(m, change_of(m, value, then)));
            w.fact("headline." + id + ".event", m, w.event, then, format_card(then, m.unit, w.s.style));
        }
        w.fact("headline." + id, m, w.week, value, figure.text);
        if (w.has_before) w.fact("headline." + id + ".before", m, w.before, last, format_card(last, m.unit, w.s.style));
        if (w.has_year) w.fact("headline." + id + ".year", m, w.year, old, format_card(old, m.unit, w.s.style));
        if (any_target) {
            const auto target = target_of(w, m);
            cells.push_back(w.value_cell(m, target));
            cells.push_back(w.change_cell(m, change_of(m, value, target)));
        }
        if (any_forecast) {
            const auto expected = w.expected.find(id);
            const std::optional<double> yhat =
                expected == w.expected.end() ? std::nullopt : std::optional(expected->second.value);
            cells.push_back(w.value_cell(m, yhat));
            cells.push_back(w.change_cell(m, change_of(m, value, yhat)));
        }
        t.rows.push_back(std::move(cells));
        w.kpi_metrics.push_back(id);
        std::vector<std::optional<double>> past;
        for (size_t r = 0; r < weekly.rows(); ++r)
            // A week that the data begin within is no whole one.
            if (weekly.column(0).date(r) >= recent.from) past.push_back(number_at(weekly, id, r));
        w.out.recent.push_back(std::move(past));
    }
}

std::string segment_name(const ReviewWorld& w, const rootcause::Leaves& leaves, const rootcause::Segment& segment) {
    std::vector<std::string> values;
    for (const rootcause::Cell& c : segment) {
        const std::string& value = leaves.values[static_cast<size_t>(c.dimension)][static_cast<size_t>(c.value)];
        values.push_back(value.empty() ? w.s.narrator.phrase("value.none") : value);
    }
    std::string out;
    for (const std::string& v : values) out += (out.empty() ? "" : ", ") + v;
    return out;
}

namespace {

/// Whether the fault lies in the value: to name both would say it twice.
bool holds(const rootcause::Leaves& leaves, const rootcause::Cell& cell, const std::optional<LocalFault>& fault) {
    const std::string& dimension = leaves.dimensions[static_cast<size_t>(cell.dimension)];
    const std::string& value = leaves.values[static_cast<size_t>(cell.dimension)][static_cast<size_t>(cell.value)];
    return fault && std::ranges::any_of(fault->where, [&](const metrics::Filter& f) {
               return f.dimension == dimension && f.values.front() == value;
           });
}

/// Where no segment stands for the change: all of it moved, or its parts went apart, of which the largest is named.
std::string broad_words(ReviewWorld& w) {
    const rootcause::Parts parts = rootcause::parts_of(*w.cause);
    if (parts.along) return w.broad = w.phrase("head.broad");
    if (!parts.largest || holds(*w.cause->leaves, *parts.largest, w.fault)) return {};
    w.largest = {segment_name(w, *w.cause->leaves, {*parts.largest}), parts.change / parts.before};
    return w.phrase(w.largest->relative > 0 ? "head.because_up" : "head.because_down",
                    {{"segment", w.largest->name}, {"change", without_sign(format_change(w.largest->relative, w.s.style))}});
}

} // namespace

void make_headline(ReviewWorld& w) {
    const metrics::Metric& main = *w.s.main;
    const auto words = w.s.narrator.metric(main.id, metrics::metric_name(main, w.language()));
    auto figure = [&](const char* column) -> std::optional<double> {
        for (const ReviewFact& f : w.out.facts)
            if (f.id == "headline." + main.id + column) return f.value;
        return std::nullopt;
    };
    const auto now = figure(""), before = figure(".before"), year = figure(".year");
    const auto change = change_of(main, now, before);
    narrate::Facts facts{{"the", words.the}, {"value", format_card(now, main.unit, w.s.style)}, {"week", w.week_word(w.before)}};
    std::string head;
    if (!now) {
        head = w.say("head.missing", facts);
    } else if (!change) {
        head = w.say("head.alone", facts);
    } else if (narrate::is_level(*change)) {
        head = w.say("head.level", facts);
    } else {
        facts["change"] = without_sign(w.change(main, *change));
        head = w.say(*change > 0 ? "head.up" : "head.down", facts);
    }
    if (w.cause && change && !narrate::is_level(*change)) {
        // The largest segment that pulled the way the whole went.
        for (const rootcause::Driver& d : w.cause->drivers) {
            if (w.cause->verdict.kind == rootcause::VerdictKind::broad) break; // no segment stands for it
            if (d.segment.empty() || d.contribution * w.cause->change <= 0) continue;
            const double relative = d.expected != 0 && std::isfinite(d.actual / d.expected) ? d.actual / d.expected - 1 : 0;
            if (std::abs(relative) < worth_saying) break;
            // What moved less than the whole did not make it move: all of it did.
            if (main.unit != "percent" && std::abs(relative) < std::abs(*change)) {
                head += broad_words(w);
                break;
            }
            narrate::Facts f{{"segment", segment_name(w, *w.cause->leaves, d.segment)},
                             {"change", without_sign(format_change(relative, w.s.style))}};
            head += w.phrase(relative > 0 ? "head.because_up" : "head.because_down", f);
            break;
        }
        if (w.cause->verdict.kind == rootcause::VerdictKind::broad) head += broad_words(w);
        // A segment that went the other way by enough to hide what happened in it.
        for (const rootcause::Driver& d : w.cause->drivers) {
            if (d.segment.empty() || !w.cause->search.sure || d.contribution * w.cause->change >= 0) continue;
            if (std::abs(d.contribution) < half_of_it * std::abs(w.cause->change) || d.expected == 0) continue;
            const double relative = d.actual / d.expected - 1;
            if (!std::isfinite(relative) || std::abs(relative) < large_move) continue;
            head += w.phrase(relative > 0 ? "head.although_up" : "head.although_down",
                             {{"segment", segment_name(w, *w.cause->leaves, d.segment)},
                              {"change", without_sign(format_change(relative, w.s.style))}});
            break;
        }
    }
    if (w.fault)
        head += w.phrase("head.fault",
                         {{"segment", w.fault->name}, {"change", without_sign(format_change(w.fault->change, w.s.style))}});
    w.out.headline = head;

    auto& lines = w.out.summary;
    std::vector<std::string> against;
    auto compare = [&](const char* key, std::optional<double> other) {
        const auto c = change_of(main, now, other);
        if (!c) return;
        const std::string base = std::string("against.") + key;
        against.push_back(narrate::is_level(*c)
                              ? w.phrase(base + ".level")
                              : w.phrase(base + (*c > 0 ? ".above" : ".below"), {{"change", without_sign(w.change(main, *c))}}));
    };
    compare("year", year);
    if (const auto then = figure(".event")) {
        const auto c = change_of(main, now, then);
        if (c)
            against.push_back(w.phrase(narrate::is_level(*c) ? "against.event.level"
                                       : *c > 0              ? "against.event.above"
                                                             : "against.event.below",
                                       {{"change", without_sign(w.change(main, *c))},
                                        {"event", w.phrase("event." + w.event_name)},
                                        {"year", to_civil(w.event.to).year}}));
    }
    compare("target", target_of(w, main));
    if (const auto expected = w.expected.find(main.id); expected != w.expected.end()) compare("forecast", expected->second.value);
    if (!against.empty()) {
        std::string list;
        for (size_t i = 0; i < against.size(); ++i)
            list += (i == 0 ? "" : i + 1 == against.size() ? w.phrase("and") : std::string(", ")) + against[i];
        lines.push_back(w.say("summary.against", {{"list", list}}));
    }
    for (const metrics::Annotation& a : w.request.annotations)
        if (a.days.from <= w.week.to && w.before.from <= a.days.to) {
            lines.push_back(w.say("summary.noted", {{"days", format_range(a.days, w.language())}, {"text", a.text}}));
            break;
        }
    if (!w.market_lines.empty()) lines.push_back(w.market_lines.front());
    if (w.outlook)
        lines.push_back(w.say("summary.outlook", {{"n", narrate::Fact(static_cast<int>(w.outlook->steps.size()))},
                                                  {"value", format_card(w.outlook->sum.value, main.unit, w.s.style)},
                                                  {"lower", format_card(w.outlook->sum.lower, main.unit, w.s.style)},
                                                  {"upper", format_card(w.outlook->sum.upper, main.unit, w.s.style)}}));
    if (lines.size() > 4) lines.resize(4);

    if (!w.request.trust) {
        w.out.trust_line = w.say("trust.none");
    } else if (w.open.empty()) {
        w.out.trust_line = w.say("trust.clear", {{"score", format_number(w.request.trust->score, 0, w.s.style)}});
    } else {
        w.out.trust_line = w.say("trust.open", {{"n", narrate::Fact(static_cast<int>(w.open.size()))},
                                                {"score", format_number(w.request.trust->score, 0, w.s.style)},
                                                {"title", w.open.front()->title}});
    }
}

} // namespace plumbline::report
