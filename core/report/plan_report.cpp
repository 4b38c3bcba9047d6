// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/report/scale.h"
#include "core/report/segments.h"

namespace plumbline::report {

namespace {

TableCell cell(std::string text, std::optional<double> value = std::nullopt, Tone tone = Tone::normal) {
    TableCell out;
    out.text = std::move(text);
    out.value = value;
    out.tone = tone;
    return out;
}

Tone tone_of(double change) { return change > 0 ? Tone::gain : change < 0 ? Tone::loss : Tone::muted; }

KpiCard card(std::string metric, std::string label, std::string unit, std::optional<double> value, const NumberStyle& style) {
    KpiCard c;
    c.metric = std::move(metric);
    c.label = std::move(label);
    c.unit = std::move(unit);
    c.value = value;
    c.text = format_card(value, c.unit, style);
    return c;
}

} // namespace

PlanReport build_plan(const predict::Simulation& s, const DatasetInfo& dataset, Language language,
                      const predict::Simulation* next) {
    const narrate::Narrator narrator(language);
    const NumberStyle style = NumberStyle::of(language, dataset.currency);
    const metrics::Metric& target = metrics::find_metric(s.target);
    const auto words = narrator.metric(s.target, s.target);
    const double budget_share = s.budget > 0 ? s.new_budget / s.budget - 1 : 0, share = s.outcome != 0 ? s.change / s.outcome : 0;
    // Without a dimension there is one entity, everything; with one, a row may have no value of it.
    const auto name_of = [&](const predict::SimulateRow& r) {
        return !r.entity.empty() ? r.entity : narrator.phrase(s.dimension.empty() ? "plan.whole" : "value.none");
    };
    PlanReport out;
    const bool still = std::abs(s.new_budget - s.budget) <= 1e-9 * s.budget && std::abs(s.change) <= 1e-9 * std::abs(s.outcome);
    const predict::Simulation& drawn = still && next ? *next : s;
    out.title = still ? narrator.say(next ? "plan.next_none" : "plan.none")
                      : narrator.say("plan.title", {{"budget", format_change(budget_share, style)},
                                                    {"change", format_change(share, style)},
                                                    {"of", words.of},
                                                    {"lower", format_card(s.change_lower, target.unit, style)},
                                                    {"upper", format_card(s.change_upper, target.unit, style)}});
    out.period_text = format_range(s.period, language);
    out.caption = narrator.say("plan.caption", {{"period", out.period_text}});
    for (const std::string& id : s.warnings) out.warnings.push_back(narrator.say("simulate.warning." + id));

    KpiCard budget = card("cost", narrator.phrase("plan.budget"), "currency", s.new_budget, style);
    if (!still) budget.caption = narrator.phrase("plan.instead_of", {{"value", format_card(s.budget, "currency", style)}});
    if (!still) budget.change = budget_share;
    budget.change_text = still ? "" : format_change(budget_share, style);
    KpiCard outcome = card(s.target, words.label, target.unit, s.new_outcome, style);
    if (!still) outcome.caption = narrator.phrase("plan.instead_of", {{"value", format_card(s.outcome, target.unit, style)}});
    if (!still) outcome.change = share;
    outcome.change_text = still ? "" : format_change(share, style);
    outcome.tone = tone_of(s.change);
    outcome.arrow = s.change > 0 ? 1 : s.change < 0 ? -1 : 0;
    KpiCard change = card(s.target, narrator.phrase("plan.change"), target.unit, s.change, style);
    change.caption = narrator.phrase("plan.between", {{"lower", format_card(s.change_lower, target.unit, style)},
                                                      {"upper", format_card(s.change_upper, target.unit, style)}});
    change.tone = tone_of(s.change);
    if (still) {
        change.value.reset();
        change.text = std::string(missing_value);
        change.caption = narrator.phrase("plan.not_moved");
    }
    KpiCard incremental = card("roas", narrator.phrase("plan.incremental"), target.unit == "currency" ? "ratio" : target.unit,
                               s.incremental_return, style);
    incremental.caption = narrator.phrase(target.unit == "currency" ? "plan.per_unit" : "plan.results_per_unit");
    for (KpiCard* c : {&budget, &outcome, &change, &incremental}) {
        c->accessible = c->label + ", " + c->text + (c->caption.empty() ? "" : ", " + c->caption);
        out.cards.push_back(*c);
    }

    std::vector<std::optional<double>> amounts, changes;
    for (const predict::SimulateRow& r : s.rows) {
        amounts.push_back(r.budget);
        amounts.push_back(r.new_budget);
    }
    for (const predict::SimulateRow& r : drawn.rows) {
        changes.push_back(r.new_outcome - r.outcome);
        changes.push_back(r.upper - r.outcome);
    }
    const Scale money = scale_for(amounts, "currency", true), gain = scale_for(changes, target.unit, true);
    ChartSpec& bars = out.bars;
    bars.id = "plan";
    bars.title = narrator.say(still && next ? "plan.next_bars" : "plan.bars");
    bars.subtitle = join({words.label, scale_words(gain, target.unit, narrator, style), narrator.phrase("plan.with_interval")});
    bars.reading = still && next ? bars.title : out.title;
    bars.x = {AxisKind::category, Grain::day, {}, "", 1, true};
    bars.y = {AxisKind::linear, Grain::day, {}, target.unit, gain.divisor, true};
    ChartSeries series;
    series.name = narrator.phrase("plan.change");
    series.mark = Mark::bar;
    constexpr size_t most_bars = 8; // a chart shows no more categories
    for (const predict::SimulateRow& r : drawn.rows) {
        if (bars.x.categories.size() >= most_bars) break;
        if (r.budget <= 0 && drawn.rows.size() > 1) continue; // it never spends: there is nothing to plan
        ChartPoint p;
        p.x = static_cast<double>(bars.x.categories.size());
        p.y = r.new_outcome - r.outcome;
        p.low = r.lower - r.outcome;
        p.high = r.upper - r.outcome;
        p.note = r.entity;
        bars.x.categories.push_back(name_of(r));
        series.points.push_back(p);
    }
    bars.series.push_back(std::move(series));

    TableSpec& t = out.channels;
    t.id = "plan_channels";
    t.dimension = s.dimension;
    t.title = narrator.say("plan.table");
    t.subtitle = join({scale_words(money, "currency", narrator, style), narrator.phrase("plan.table_subtitle")});
    t.columns = {{"name",
                  narrator.dimension(dataset.dimension(s.dimension) ? dataset.dimension(s.dimension)->kind : "", s.dimension),
                  CellKind::text,
                  {}},
                 {"budget", narrator.phrase("plan.today"), CellKind::number, "cost"},
                 {"new_budget", narrator.phrase("plan.planned"), CellKind::number, "cost"},
                 {"change", words.label + ", " + narrator.phrase("plan.change"), CellKind::change, s.target},
                 {"interval", narrator.phrase("plan.interval"), CellKind::text, {}},
                 {"known", narrator.phrase("plan.known"), CellKind::text, {}}};
    for (const predict::SimulateRow& r : s.rows) {
        const double moved = r.new_outcome - r.outcome;
        t.rows.push_back(
            {cell(name_of(r)), cell(money.text(r.budget, "currency", style), r.budget),
             cell(money.text(r.new_budget, "currency", style), r.new_budget, r.beyond ? Tone::warning : Tone::normal),
             cell(r.outcome != 0 && moved != 0 ? format_change(moved / r.outcome, style) : std::string(missing_value), moved,
                  tone_of(moved)),
             cell(moved == 0 ? std::string(missing_value)
                             : format_card(r.lower - r.outcome, target.unit, style) + " … " +
                                   format_card(r.upper - r.outcome, target.unit, style),
                  std::nullopt, Tone::muted),
             cell(narrator.phrase(r.data_share >= 0.7   ? "plan.known_well"
                                  : r.data_share >= 0.3 ? "plan.known_fair"
                                                        : "plan.known_little"),
                  r.data_share, r.data_share >= 0.3 ? Tone::muted : Tone::warning)});
    }
    return out;
}

Document plan_document(const PlanReport& report, const TableSpec& comparison, std::string workspace, std::string created,
                       std::string fingerprint, Language language) {
    const narrate::Narrator narrator(language);
    Document out;
    out.workspace = std::move(workspace);
    out.kind = narrator.say("plan.document");
    out.scope = report.period_text;
    out.created = std::move(created);
    out.fingerprint = std::move(fingerprint);
    out.language = language;
    out.blocks.push_back(Heading{report.title, report.caption});
    for (const std::string& warning : report.warnings) out.blocks.push_back(Paragraph{warning});
    out.blocks.push_back(CardRow{report.cards});
    out.blocks.push_back(report.bars);
    out.blocks.push_back(report.channels);
    if (!comparison.rows.empty()) out.blocks.push_back(comparison);
    return out;
}

TableSpec compare_plans(const std::vector<std::pair<std::string, predict::Simulation>>& plans, const DatasetInfo& dataset,
                        Language language) {
    const narrate::Narrator narrator(language);
    const NumberStyle style = NumberStyle::of(language, dataset.currency);
    TableSpec t;
    t.id = "scenarios";
    t.title = narrator.say("plan.scenarios");
    t.subtitle = narrator.say("plan.scenarios_subtitle");
    t.columns = {{"name", narrator.phrase("plan.scenario"), CellKind::text, {}},
                 {"budget", narrator.phrase("plan.budget"), CellKind::number, "cost"},
                 {"outcome", narrator.phrase("plan.outcome"), CellKind::number, {}},
                 {"change", narrator.phrase("plan.change"), CellKind::change, {}},
                 {"interval", narrator.phrase("plan.interval"), CellKind::text, {}},
                 {"return", narrator.phrase("plan.incremental"), CellKind::number, {}}};
    for (const auto& [name, s] : plans) {
        const std::string unit = metrics::find_metric(s.target).unit;
        t.rows.push_back({cell(name), cell(format_card(s.new_budget, "currency", style), s.new_budget),
                          cell(format_card(s.new_outcome, unit, style), s.new_outcome),
                          cell(s.outcome != 0 ? format_change(s.change / s.outcome, style) : std::string(missing_value), s.change,
                               tone_of(s.change)),
                          cell(format_card(s.change_lower, unit, style) + " … " + format_card(s.change_upper, unit, style),
                               std::nullopt, Tone::muted),
                          cell(format_cell(s.incremental_return, "ratio", style), s.incremental_return)});
    }
    return t;
}

} // namespace plumbline::report
