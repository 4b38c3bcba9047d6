// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "core/assistant/tools.h"
#include "core/base/format.h"
#include "core/metrics/rows.h"

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

/// Daily values far outside of their week: beyond the quartiles by three times their distance (Tukey, 1977, "far out").
Table outliers(const ToolContext& c) {
    Table out;
    out.add("date", ColumnType::text);
    out.add("metric", ColumnType::text);
    out.add("value", ColumnType::real);
    out.add("expected_low", ColumnType::real);
    out.add("expected_high", ColumnType::real);
    Column& where = out.column(0);
    Column& metric = out.column(1);
    Column& value = out.column(2);
    Column& low = out.column(3);
    Column& high = out.column(4);
    const DatasetInfo& d = c.vocabulary.dataset();
    for (const DatasetColumn* column : measures(c)) {
        std::vector<std::pair<std::string, double>> values;
        SemanticQuery q;
        q.metrics = {column->role == "measure" ? column->field : column->role};
        q.filters = c.plan.queries.front().filters;
        q.by = d.dates ? std::vector<std::string>{"time:day"} : std::vector<std::string>{c.vocabulary.default_dimension()};
        if (q.by.front().empty()) continue;
        const Table t = evaluate(c.data, c.vocabulary, q, c.stop).table;
        for (size_t r = 0; r < t.rows(); ++r)
            if (const auto v = t.column(1).number(r)) values.emplace_back(to_text(t.column(0).value(r)), *v);
        if (values.size() < 8) continue;
        std::vector<double> sorted;
        for (const auto& [day, v] : values) sorted.push_back(v);
        std::ranges::sort(sorted);
        const double q1 = sorted[sorted.size() / 4], q3 = sorted[sorted.size() * 3 / 4], reach = 3 * (q3 - q1);
        for (const auto& [day, v] : values)
            if (reach > 0 && (v < q1 - reach || v > q3 + reach)) {
                where.append(day);
                metric.append(q.metrics.front());
                value.append(v);
                low.append(q1 - reach);
                high.append(q3 + reach);
            }
    }
    return out;
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
        Table t = outliers(c);
        out.notes.push_back(fr ? "Valeurs quotidiennes au-delà de trois écarts interquartiles : " + std::to_string(t.rows()) + "."
                               : "Daily values beyond three interquartile ranges: " + std::to_string(t.rows()) + ".");
        out.parts.push_back(std::move(t));
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
        Table t;
        t.add("check", ColumnType::text);
        t.add("found", ColumnType::integer, "count");
        Column& name = t.column(0);
        Column& found = t.column(1);
        auto add = [&](const char* id, int64_t n) {
            name.append(id);
            found.append(n);
        };
        add("rows", d.rows);
        add("missing_values", missing_cells(c, nullptr));
        add("duplicate_rows", metrics::repeated_rows(c.data, c.stop));
        if (d.dates) add("missing_days", missing_days(c));
        int64_t negative = 0;
        for (const DatasetColumn* column : measures(c)) {
            metrics::RowQuery rows;
            rows.aggregates = {{"rows"}};
            rows.where = {{column->field, "<", {0.0}}};
            negative += count(c, rows);
        }
        add("negative_values", negative);
        add("outlying_days", static_cast<int64_t>(outliers(c).rows()));
        out.parts.push_back(std::move(t));
    }
    return out;
}

ToolResult explain(const ToolContext& c) {
    ToolResult out = query(c);
    const SemanticQuery& q = c.plan.queries.front();
    if (q.change != "contribution" || out.parts.empty()) return out;
    const bool fr = c.language == Language::fr;
    const Table& t = out.parts.front();
    const std::string& m = q.metrics.front();
    const NumberStyle style = NumberStyle::of(c.language, c.vocabulary.dataset().currency);
    const std::string unit = metric_unit(m, c.vocabulary.dataset());
    const auto change = t.find(m + "_change");
    if (!change || t.rows() == 0) return out;
    double total = 0;
    std::vector<std::pair<double, size_t>> by;
    for (size_t r = 0; r < t.rows(); ++r) {
        const double v = t.column(*change).number(r).value_or(0);
        total += v;
        by.emplace_back(v, r);
    }
    std::ranges::sort(by, [&](const auto& a, const auto& b) { return total < 0 ? a.first < b.first : a.first > b.first; });
    if (total != 0 && unit != "percent" && unit != "ratio")
        for (size_t i = 0; i < std::min<size_t>(3, by.size()); ++i) {
            const double share = by[i].first / total;
            if (share < 0.05) break;
            out.notes.push_back(to_text(t.column(0).value(by[i].second)) + (fr ? " : " : ": ") +
                                format_card(by[i].first, unit, style) + (fr ? ", soit " : ", ") +
                                format_percent(share, 0, style) + (fr ? " du changement." : " of the change."));
        }
    return out;
}

} // namespace plumbline::assistant::tool
