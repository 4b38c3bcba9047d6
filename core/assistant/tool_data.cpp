// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "core/assistant/tools.h"
#include "core/audit/audit.h"
#include "core/base/format.h"
#include "core/metrics/rows.h"
#include "core/rootcause/story.h"

/// Tools over the data themselves: checks, explanation of a change.
namespace plumbline::assistant::tool {

namespace {

using nlohmann::json;

Table one(const std::string& name, int64_t n) {
    Table t;
    t.add(name, ColumnType::integer, "count").append(n);
    return t;
}

int64_t count(const ToolContext& c, const metrics::RowQuery& q) {
    const Table t = metrics::run_rows(c.data, q, c.stop);
    return static_cast<int64_t>(t.column(0).number(0).value_or(0));
}

std::vector<const DatasetColumn*> measures(const ToolContext& c) {
    const SemanticQuery& q = c.plan.queries.front();
    std::vector<const DatasetColumn*> out;
    for (const std::string& m : q.metrics)
        if (const DatasetColumn* column = c.vocabulary.dataset().by_field(m)) out.push_back(column);
    if (out.empty())
        for (const DatasetColumn& column : c.vocabulary.dataset().columns)
            if (is_measure_role(column.role)) out.push_back(&column);
    return out;
}

int64_t missing_days(const ToolContext& c) {
    const auto& dates = c.vocabulary.dataset().dates;
    if (!dates) return 0;
    metrics::RowQuery q;
    q.aggregates = {{"distinct", c.vocabulary.dataset().by_role("date")->field}};
    return std::max<int64_t>(0, dates->days() - count(c, q));
}

int64_t missing_cells(const ToolContext& c, Table* detail) {
    metrics::RowQuery q;
    const SemanticQuery& asked = c.plan.queries.front();
    for (const DatasetColumn& column : c.vocabulary.dataset().columns) {
        if (column.role == "ignore") continue;
        if (!asked.metrics.empty() && std::ranges::find(asked.metrics, column.field) == asked.metrics.end()) continue;
        q.aggregates.push_back({"missing", column.field});
    }
    if (q.aggregates.empty()) return 0;
    const Table t = metrics::run_rows(c.data, q, c.stop);
    int64_t n = 0;
    for (size_t i = 0; i < t.columns(); ++i) {
        const auto v = static_cast<int64_t>(t.column(i).number(0).value_or(0));
        n += v;
        if (detail && v > 0) {
            if (detail->columns() == 0) {
                detail->add("column", ColumnType::text);
                detail->add("missing", ColumnType::integer, "count");
            }
            detail->column(0).append(q.aggregates[i].field);
            detail->column(1).append(v);
        }
    }
    return n;
}

/// What core/audit finds: its last report where the data have not changed since, else a new one.
audit::AuditReport report_of(const ToolContext& c) {
    std::optional<audit::AuditReport> known;
    audit::AuditSpec spec;
    if (c.workspace)
        c.workspace([&](const store::Workspace& w) {
            known = audit::last_report(w, *c.data.dataset);
            if (!known) spec = audit::spec_for(w, *c.data.dataset);
        });
    return known ? *known : audit::audit(c.data, spec, c.progress, c.stop);
}

/// Findings as rows: what, where, when, seen and expected.
Table findings(const ToolContext& c, const std::vector<const audit::Finding*>& list) {
    Table t;
    for (const char* name : {"finding", "severity", "column", "segment", "from", "to"}) t.add(name, ColumnType::text);
    t.add("rows", ColumnType::integer, "count");
    t.add("value", ColumnType::real);
    t.add("expected", ColumnType::text);
    t.add("remedy", ColumnType::text);
    for (const audit::Finding* f : list) {
        t.column(0).append(audit::title(*f, *c.data.dataset, c.language));
        t.column(1).append(std::string(audit::severity_id(f->severity)));
        t.column(2).append(f->column);
        t.column(3).append(f->segment);
        t.column(4).append(f->days ? to_iso(f->days->from) : "");
        t.column(5).append(f->days ? to_iso(f->days->to) : "");
        t.column(6).append(f->rows);
        f->value ? t.column(7).append(*f->value) : t.column(7).append_null();
        t.column(8).append(audit::expected_text(*f, *c.data.dataset, c.language));
        t.column(9).append(f->remedies.empty() ? "" : audit::action_text(f->remedies.front(), *f, c.language));
    }
    return t;
}

/// Sentences on findings: how many, the costliest named.
void tell(const ToolContext& c, const std::vector<const audit::Finding*>& list, ToolResult& out) {
    const bool fr = c.language == Language::fr;
    const std::string n = std::to_string(list.size());
    if (list.empty()) {
        out.notes.push_back(fr ? "Rien d'anormal n'a été trouvé." : "Nothing unusual was found.");
        return;
    }
    out.notes.push_back(list.size() == 1 ? (fr ? "Un constat est ouvert." : "One finding is open.")
                                         : (fr ? n + " constats sont ouverts." : n + " findings are open."));
    for (size_t i = 0; i < std::min<size_t>(2, list.size()); ++i)
        out.notes.push_back(audit::title(*list[i], *c.data.dataset, c.language) + ".");
    if (!list.front()->series.empty()) out.chart = audit::evidence_chart(*list.front(), *c.data.dataset, c.language);
    for (size_t i = 0; i < std::min<size_t>(3, list.size()); ++i)
        if (!list[i]->remedies.empty())
            out.recommendations.push_back(audit::title(*list[i], *c.data.dataset, c.language) + (fr ? " : " : ": ") +
                                          audit::action_text(list[i]->remedies.front(), *list[i], c.language));
}

} // namespace

ToolResult audit(const ToolContext& c) {
    ToolResult out;
    const bool fr = c.language == Language::fr;
    const SemanticQuery& q = c.plan.queries.front();
    const DatasetInfo& d = c.vocabulary.dataset();
    std::string check = "quality";
    if (const auto at = c.plan.slots.find("check"); at != c.plan.slots.end()) check = json::parse(at->second).get<std::string>();
    if (check == "rows") {
        SemanticQuery rows = q;
        rows.metrics = {"rows"};
        Evaluated e = evaluate(c.data, c.vocabulary, rows, c.stop);
        out.sql = e.sql;
        out.parts.push_back(std::move(e.table));
    } else if (check == "missing") {
        Table detail;
        out.parts.push_back(one("missing", missing_cells(c, &detail)));
        if (detail.rows() > 0) out.parts.push_back(std::move(detail));
    } else if (check == "duplicates") {
        out.parts.push_back(one("duplicates", metrics::repeated_rows(c.data, c.stop)));
    } else if (check == "negative") {
        int64_t n = 0;
        for (const DatasetColumn* column : measures(c)) {
            metrics::RowQuery rows;
            rows.aggregates = {{"rows"}};
            rows.where = {{column->field, "<", {0.0}}};
            n += count(c, rows);
        }
        out.parts.push_back(one("negative", n));
    } else if (check == "dates") {
        if (!d.dates)
            out.unavailable = fr ? "Ces données n'ont pas de date." : "These data have no date.";
        else
            out.parts.push_back(one("missing_days", missing_days(c)));
    } else if (check == "coverage") {
        const std::string unit = c.vocabulary.default_dimension();
        if (!d.dates || unit.empty()) {
            out.unavailable = fr ? "Ces données n'ont pas de date." : "These data have no date.";
            return out;
        }
        metrics::RowQuery rows;
        rows.aggregates = {{"distinct", d.by_role("date")->field}};
        rows.by = {unit};
        Table t = metrics::run_rows(c.data, rows, c.stop);
        Table table;
        table.add(unit, ColumnType::text);
        table.add("days", ColumnType::integer, "count");
        Column& name = table.column(0);
        Column& days = table.column(1);
        int64_t short_of = 0;
        for (size_t r = 0; r < t.rows(); ++r) {
            name.append_value(t.column(0).value(r));
            const auto n = static_cast<int64_t>(t.column(1).number(r).value_or(0));
            days.append(n);
            short_of += n < d.dates->days() ? 1 : 0;
        }
        out.notes.push_back(short_of == 0 ? (fr ? "Oui : chaque jour est couvert." : "Yes: every day is covered.")
                                          : (fr ? "Non : " + std::to_string(short_of) + " n'ont pas tous les jours."
                                                : "No: " + std::to_string(short_of) + " lack some days."));
        out.parts.push_back(std::move(table));
    } else if (check == "outliers") {
        static const std::set<std::string, std::less<>> unusual{"lead_surge_20x",  "bot_clicks_3x",    "collapse",
                                                                "unit_change",     "conversion_drift", "campaign_outlier",
                                                                "impossible_ratio"};
        const audit::AuditReport report = report_of(c);
        std::vector<const audit::Finding*> list;
        for (const auto* group : {&report.findings, &report.advice})
            for (const audit::Finding& f : *group)
                if (unusual.contains(f.check) &&
                    (q.metrics.empty() || std::ranges::find(q.metrics, f.column) != q.metrics.end() || f.column == "*"))
                    list.push_back(&f);
        tell(c, list, out);
        out.parts.push_back(findings(c, list));
        out.described = 0;
    } else if (check == "period") {
        if (!d.dates) {
            out.unavailable = fr ? "Ces données n'ont pas de date." : "These data have no date.";
            return out;
        }
        Table t;
        t.add("first", ColumnType::date).append(d.dates->from);
        t.add("last", ColumnType::date).append(d.dates->to);
        out.parts.push_back(std::move(t));
    } else if (check == "columns") {
        Table t;
        t.add("column", ColumnType::text);
        t.add("role", ColumnType::text);
        Column& name = t.column(0);
        Column& role = t.column(1);
        for (const DatasetColumn& column : d.columns) {
            name.append(column.name);
            role.append(column.role);
        }
        out.parts.push_back(std::move(t));
    } else { // everything
        const audit::AuditReport report = report_of(c);
        std::vector<const audit::Finding*> list;
        for (const audit::Finding& f : report.findings) list.push_back(&f);
        tell(c, list, out);
        const NumberStyle style = NumberStyle::of(c.language);
        out.notes.push_back((fr ? "Confiance dans les données : " : "Trust in the data: ") +
                            format_number(report.score, 0, style) + (fr ? " sur 100." : " of 100."));
        Table trust;
        trust.add("measure", ColumnType::text);
        trust.add("trust", ColumnType::real);
        for (const audit::Trust& x : report.measures) {
            trust.column(0).append(x.column);
            trust.column(1).append(x.score);
        }
        out.parts.push_back(findings(c, list));
        out.parts.push_back(std::move(trust));
        out.described = 0;
    }
    return out;
}

namespace {

/// What the auditor and people know about the days: evidence for an explanation.
std::vector<rootcause::Evidence> evidence_of(const ToolContext& c) {
    std::vector<rootcause::Evidence> out;
    if (!c.workspace) return out;
    c.workspace([&](const store::Workspace& w) {
        if (const auto report = audit::last_report(w, *c.data.dataset))
            for (const audit::Finding* f : audit::open_findings(*report))
                if (f->days) {
                    rootcause::Evidence e{*f->days, audit::title(*f, *c.data.dataset, c.language), {}, true};
                    if (!f->dimension.empty()) e.where.emplace_back(f->dimension, f->segment);
                    out.push_back(std::move(e));
                }
    });
    return out;
}

} // namespace

ToolResult explain(const ToolContext& c) {
    ToolResult out = query(c);
    const SemanticQuery& q = c.plan.queries.front();
    if (q.change != "contribution" || out.parts.empty()) return out;
    const Table t = out.parts.front();
    const std::string& m = q.metrics.front();
    const NumberStyle style = NumberStyle::of(c.language, c.vocabulary.dataset().currency);
    const std::string unit = metric_unit(m, c.vocabulary.dataset());
    if (!t.find(m + "_change") || t.rows() == 0) return out;
    try {
        rootcause::ExplainSpec spec;
        spec.metric = m;
        spec.period = period_of(q);
        if (q.baseline) spec.base = q.baseline->range;
        spec.filters = filters_of(q);
        spec.evidence = evidence_of(c);
        const rootcause::Explanation e = rootcause::explain(c.data, spec, c.progress, c.stop);
        for (const std::string& sentence : rootcause::story(e, style)) out.notes.push_back(sentence);
        out.chart = rootcause::waterfall(e, style);
        Table drivers;
        drivers.add("driver", ColumnType::text);
        drivers.add("contribution", ColumnType::real, unit);
        drivers.add("share", ColumnType::real, "percent");
        for (const rootcause::Driver& driver : e.drivers) {
            drivers.column(0).append(e.leaves ? rootcause::segment_text(*e.leaves, driver.segment, c.language) : "");
            drivers.column(1).append(driver.contribution);
            driver.share ? drivers.column(2).append(*driver.share) : drivers.column(2).append_null();
        }
        out.parts.push_back(std::move(drivers));
        out.described = 0;
    } catch (const Error& error) {
        if (error.code() == ErrorCode::cancelled) throw;
        // a metric or period that the search cannot take: the contributions by segment stand, and why there is no search is said
        out.notes.push_back(reason_of(error, c.language));
    }
    return out;
}

} // namespace plumbline::assistant::tool
