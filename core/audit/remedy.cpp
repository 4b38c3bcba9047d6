// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/remedy.h"

#include <algorithm>
#include <cmath>

#include "core/ingest/import.h"
#include "core/store/group.h"

namespace plumbline::audit {

using nlohmann::json;

namespace {

json range_json(const std::optional<DateRange>& r) { return r ? json{to_iso(r->from), to_iso(r->to)} : json(nullptr); }

std::optional<DateRange> range_of(const json& j) {
    if (!j.is_array() || j.size() != 2) return std::nullopt;
    const auto a = parse_iso_date(j[0].get<std::string>()), b = parse_iso_date(j[1].get<std::string>());
    return a && b ? std::optional(DateRange{*a, *b}) : std::nullopt;
}

json rule_json(const warehouse::Rule& r) {
    json values = json::array();
    for (const auto& v : r.values) values.push_back({to_iso(v.day), v.expected, v.low, v.high});
    return {{"action", r.action},
            {"column", r.column},
            {"dimension", r.dimension},
            {"segment", r.segment},
            {"days", range_json(r.days)},
            {"values", values},
            {"factor", r.factor},
            {"negative", r.negative},
            {"fresh", r.fresh},
            {"from", r.from},
            {"to", r.to}};
}

/// Units differ by powers of ten, currencies and definitions by anything.
double rescale_factor(const Finding& f) {
    if (f.check == "currency_change" || f.check == "level_shift") return f.factor;
    return std::pow(10.0, std::round(std::log10(f.factor)));
}

void rebuild(store::Workspace& workspace, const DatasetInfo& dataset, Progress& progress, std::stop_token stop) {
    ingest::change_columns(workspace, dataset.name, {}, progress, std::move(stop));
}

} // namespace

bool changes_rows(Action a) { return a != Action::event && a != Action::leave; }

warehouse::Rule rule_for(const Finding& f, Action action) {
    if (std::ranges::find(f.remedies, action) == f.remedies.end())
        throw Error(ErrorCode::remedy_invalid, {{"detail", std::string(action_id(action)) + " does not fit " + f.check}});
    warehouse::Rule r;
    r.action = action_id(action);
    r.column = f.column;
    r.dimension = f.dimension;
    r.segment = f.segment;
    r.days = f.days;
    r.negative = f.check == "negative_spend" || f.check == "negative_value";
    if (action == Action::rescale) r.factor = rescale_factor(f);
    if (action == Action::merge && f.variants.size() == 2) {
        r.to = f.variants[0];
        r.from = f.variants[1];
        r.fresh = f.check == "label_variant" && std::ranges::find(f.bars, r.to, &Bar::label) == f.bars.end();
    }
    for (const DayValue& d : f.series)
        if (f.days && f.days->contains(d.day) && d.expected)
            r.values.push_back({d.day, *d.expected, d.low.value_or(*d.expected), d.high.value_or(*d.expected)});
    const bool needs =
        action == Action::cap || action == Action::rescale || (action == Action::interpolate && f.column != "date");
    if (needs && r.values.empty())
        throw Error(ErrorCode::remedy_invalid, {{"detail", "it is not known what was to be expected on these days"}});
    return r;
}

std::vector<Remedy> remedies(const store::Workspace& workspace, int64_t dataset_id) {
    std::vector<Remedy> out;
    for (const store::Record& record : workspace.records("remedy", dataset_id)) {
        const json j = json::parse(record.body, nullptr, false);
        if (!j.is_object()) continue; // another program's, or damaged: not obeyed
        try {
            Remedy r;
            r.id = record.id;
            r.dataset_id = record.dataset_id;
            r.finding = j.value("finding", "");
            r.check = j.value("check", "");
            r.column = j.value("column", "");
            r.segment = j.value("segment", "");
            r.days = range_of(j.value("days", json()));
            r.action = parse_action(j.value("action", "leave"));
            r.who = j.value("who", "");
            r.why = j.value("why", "");
            r.annotation = j.value("annotation", "");
            r.when = record.created;
            const json rule = j.value("rule", json::object());
            r.rule.action = rule.value("action", "");
            r.rule.column = rule.value("column", "");
            r.rule.dimension = rule.value("dimension", "");
            r.rule.segment = rule.value("segment", "");
            r.rule.from = rule.value("from", "");
            r.rule.to = rule.value("to", "");
            r.rule.factor = rule.value("factor", 1.0);
            r.rule.days = r.days;
            out.push_back(std::move(r));
        } catch (const json::exception&) {
            continue; // fields of another kind than ours: not obeyed
        }
    }
    return out;
}

Remedy decide(store::Workspace& workspace, const DatasetInfo& dataset, const Finding& f, Action action, const std::string& who,
              const std::string& why, Progress& progress, std::stop_token stop) {
    Remedy r;
    r.dataset_id = dataset.id;
    r.finding = f.key;
    r.check = f.check;
    r.column = f.column;
    r.segment = f.segment;
    r.days = f.days;
    r.action = action;
    r.rule = rule_for(f, action);
    r.who = who;
    r.why = why;
    store::Group all(workspace);
    // One decision a finding: a new one takes the place of the old.
    for (const Remedy& old : remedies(workspace, dataset.id))
        if (old.finding == f.key) {
            if (!old.annotation.empty()) metrics::remove_annotation(workspace, old.annotation);
            workspace.remove_record("remedy", old.id);
        }
    if (action == Action::event && f.days) {
        metrics::Annotation a;
        a.dataset_id = dataset.id;
        a.days = *f.days;
        a.text = why.empty() ? title(f, dataset, Language::en) : why;
        if (!f.dimension.empty()) a.where.push_back({f.dimension, {f.segment}, false});
        r.annotation = metrics::put_annotation(workspace, a).id;
    }
    store::Record record;
    record.kind = "remedy";
    record.dataset_id = dataset.id;
    record.decides = true;
    record.body = json{{"finding", r.finding},
                       {"check", r.check},
                       {"column", r.column},
                       {"segment", r.segment},
                       {"days", range_json(r.days)},
                       {"action", action_id(action)},
                       {"rule", rule_json(r.rule)},
                       {"who", who},
                       {"why", why},
                       {"annotation", r.annotation}}
                      .dump();
    const store::Record stored = workspace.put_record(record);
    r.id = stored.id;
    r.when = stored.created;
    rebuild(workspace, dataset, progress, stop);
    workspace.log_event("remedy",
                        json{{"dataset", dataset.name}, {"finding", f.key}, {"action", action_id(action)}, {"who", who}}.dump());
    all.commit();
    return r;
}

bool undo(store::Workspace& workspace, const DatasetInfo& dataset, const std::string& id, Progress& progress,
          std::stop_token stop) {
    const std::vector<Remedy> all = remedies(workspace, dataset.id);
    const auto at = std::ranges::find(all, id, &Remedy::id);
    if (at == all.end()) return false;
    store::Group group(workspace);
    if (!at->annotation.empty()) metrics::remove_annotation(workspace, at->annotation);
    workspace.remove_record("remedy", id);
    rebuild(workspace, dataset, progress, stop);
    workspace.log_event("remedy_undone", json{{"dataset", dataset.name}, {"finding", at->finding}}.dump());
    group.commit();
    return true;
}

std::vector<Change> preview(const metrics::Context& context, const Finding& f, Action action, std::stop_token stop) {
    std::vector<Change> out;
    const DatasetColumn* column = context.dataset->by_field(f.column);
    if (!column || !is_measure_role(column->role)) return out;
    const std::string metric = column->role == "measure" ? column->field : column->role;
    const auto sum = [&](const std::string& id, const std::optional<DateRange>& days, bool segment) -> std::optional<double> {
        metrics::Query q;
        q.metrics = {id};
        q.period = days;
        if (segment && !f.dimension.empty()) q.filters.push_back({f.dimension, {f.segment}, false});
        const metrics::Answer a = metrics::run(context, q, stop);
        return a.table.rows() == 0 ? std::nullopt : a.table.column(a.table.columns() - 1).number(0);
    };
    const std::optional<double> days = sum(metric, f.days, true), total = sum(metric, std::nullopt, false);
    double expected = 0;
    for (const DayValue& d : f.series)
        if (f.days && f.days->contains(d.day)) expected += d.expected.value_or(0);
    std::optional<double> after = days;
    if (action == Action::cap || action == Action::interpolate) after = expected;
    if (action == Action::exclude) after = f.check == "negative_spend" ? std::max(0.0, days.value_or(0)) : 0;
    if (action == Action::rescale && days) after = *days / rescale_factor(f);
    out.push_back({metric, column->unit, days, after});
    const double difference = after.value_or(0) - days.value_or(0);
    out.push_back({metric, column->unit, total, total ? std::optional(*total + difference) : std::nullopt});
    // Ratios that a manager reads and that hang on the measure.
    for (const char* id : {"cpl", "cpa", "roas", "cvr", "ctr", "cpc", "aov"}) {
        const auto& all = metrics::catalogue();
        const auto at = std::ranges::find(all, std::string(id), &metrics::Metric::id);
        if (at == all.end() || !metrics::available(*at, *context.dataset)) continue;
        const bool up = at->numerator == std::vector<std::string>{column->role},
                   down = at->denominator == std::vector<std::string>{column->role};
        const std::optional<double> before = up || down ? sum(id, std::nullopt, false) : std::nullopt;
        if (!before || !total || *total == 0) continue;
        const double scale = (*total + difference) / *total;
        if (scale <= 0) continue;
        out.push_back({id, at->unit, before, up ? *before * scale : *before / scale});
    }
    return out;
}

} // namespace plumbline::audit
