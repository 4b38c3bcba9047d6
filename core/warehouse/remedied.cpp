// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/warehouse/remedied.h"

#include <cmath>
#include <cstdio>

#include "core/store/duck.h"
#include "core/warehouse/rollup.h"

namespace plumbline::warehouse {

using duck::quote_name;
using duck::quote_text;

namespace {

std::string number(double v) {
    char text[40];
    std::snprintf(text, sizeof text, "%.17g", v);
    std::string out = text;
    for (char& c : out)
        if (c == ',') c = '.'; // whatever the locale says
    return std::isfinite(v) ? "CAST(" + out + " AS DOUBLE)" : "NULL";
}

std::string day_text(Date d) { return "DATE " + quote_text(to_iso(d)); }

/// Rows of a rule: segment and days.
std::string condition(const DatasetInfo& dataset, const Rule& rule) {
    std::string out = "true";
    if (!rule.dimension.empty()) {
        const std::string name = "CAST(" + quote_name(rule.dimension) + " AS VARCHAR)";
        out += rule.segment.empty() ? " AND " + name + " IS NULL" : " AND " + name + " = " + quote_text(rule.segment);
    }
    const DatasetColumn* date = dataset.by_role("date");
    if (rule.days && date)
        out += " AND " + day_sql(*date) + " BETWEEN " + day_text(rule.days->from) + " AND " + day_text(rule.days->to);
    return out;
}

/// Expected values as a relation (d, e, lo, hi).
std::string values(const Rule& rule) {
    std::string out;
    for (const Rule::Day& v : rule.values) {
        if (rule.days && !rule.days->contains(v.day)) continue;
        out += (out.empty() ? "(" : ", (") + day_text(v.day) + ", " + number(v.expected) + ", " + number(v.low) + ", " +
               number(v.high) + ")";
    }
    return out.empty() ? "" : "(VALUES " + out + ") w(d, e, lo, hi)";
}

/// Days of the rule with their sum and rows, beside what was expected.
std::string days_of(const DatasetInfo& dataset, const std::string& table, const Rule& rule, const std::string& column,
                    const std::string& chosen) {
    const std::string day = day_sql(*dataset.by_role("date"));
    return "(SELECT s.d, w.e, s.total, s.n FROM (SELECT " + day + " d, CAST(sum(" + column +
           ") AS DOUBLE) total, count(*) n FROM " + quote_name(table) + " WHERE " + condition(dataset, rule) +
           " GROUP BY 1) s JOIN " + values(rule) + " ON s.d = w.d WHERE " + chosen + ") f";
}

} // namespace

std::string raw_table(const std::string& facts_table) { return facts_table + "_raw"; }

bool has_table(Engine& engine, const std::string& table) {
    const Table t = engine.query("SELECT count(*) FROM duckdb_tables() WHERE table_name = $1", {Value(table)});
    return t.column(0).integer(0) > 0;
}

std::vector<std::string> rule_sql(const DatasetInfo& dataset, const std::string& table, const Rule& rule) {
    const DatasetColumn* date = dataset.by_role("date");
    if (!rule.dimension.empty() && !dataset.by_field(rule.dimension)) return {};
    const std::string t = quote_name(table), where = condition(dataset, rule);
    if (rule.column == "*") {
        if (rule.action != "exclude" || !date) return {};
        std::string all;
        for (const DatasetColumn& c : dataset.columns)
            if (c.role != "id" && c.role != "ignore") all += (all.empty() ? "" : ", ") + quote_name(c.field);
        return {"DELETE FROM " + t + " WHERE rowid IN (SELECT r FROM (SELECT rowid r, row_number() OVER (PARTITION BY " + all +
                " ORDER BY rowid) n FROM " + t + " WHERE " + where + ") WHERE n > 1)"};
    }
    if (rule.column == "date") {
        if (!date || !rule.days) return {};
        if (rule.action == "exclude") return {"DELETE FROM " + t + " WHERE " + where};
        if (rule.action != "interpolate") return {};
        // A day that is missing is filled with its weekday of the week before, day by day, so that a long gap is bridged.
        std::vector<std::string> out;
        const std::string day = day_sql(*date), name = quote_name(date->field);
        Rule one = rule;
        for (Date d = rule.days->from; d <= rule.days->to && rule.days->days() <= 400; d = d + 1) {
            one.days = DateRange{d, d};
            Rule before = rule;
            before.days = DateRange{d - 7, d - 7};
            out.push_back("INSERT INTO " + t + " SELECT * REPLACE (" + name + " + INTERVAL 7 DAY AS " + name + ") FROM " + t +
                          " WHERE " + condition(dataset, before) + " AND NOT EXISTS (SELECT 1 FROM " + t + " WHERE " +
                          condition(dataset, one) + ")");
        }
        return out;
    }
    const DatasetColumn* column = dataset.by_field(rule.column);
    if (!column) return {};
    const std::string name = quote_name(column->field);
    if (rule.action == "merge") {
        // A name that no row has yet is no member of the column's type.
        if (rule.fresh)
            return {"ALTER TABLE " + t + " ALTER COLUMN " + name + " SET DATA TYPE VARCHAR",
                    "UPDATE " + t + " SET " + name + " = " + quote_text(rule.to) + " WHERE " + name + " = " +
                        quote_text(rule.from)};
        const std::string kept =
            "(SELECT " + name + " FROM " + t + " WHERE CAST(" + name + " AS VARCHAR) = " + quote_text(rule.to) + " LIMIT 1)";
        return {"UPDATE " + t + " SET " + name + " = " + kept + " WHERE CAST(" + name +
                " AS VARCHAR) = " + quote_text(rule.from) + " AND " + kept + " IS NOT NULL"};
    }
    if (!is_measure_role(column->role)) return {};
    if (rule.action == "exclude")
        return {"UPDATE " + t + " SET " + name + " = NULL WHERE " + where + (rule.negative ? " AND " + name + " < 0" : "")};
    if (!date || values(rule).empty()) return {};
    const std::string day = day_sql(*date);
    const auto update = [&](const std::string& value, const std::string& chosen) {
        return "UPDATE " + t + " SET " + name + " = " + value + " FROM " + days_of(dataset, table, rule, name, chosen) +
               " WHERE " + day + " = f.d AND " + where;
    };
    // Rows keep their shares of the day; where they have none, each gets the same.
    const std::string shared = "CASE WHEN f.total > 0 THEN greatest(" + name + ", 0) * f.e / f.total ELSE f.e / f.n END";
    if (rule.action == "cap") return {update(shared, "s.total > w.hi OR s.total < w.lo")};
    if (rule.action == "interpolate") return {update(shared, "s.total IS NULL OR s.total = 0 OR true")};
    if (rule.action == "rescale" && rule.factor > 0 && std::isfinite(rule.factor)) {
        // Only days that still are off by more than half of the step, on the scale of logs; a small step is told by all days
        // together.
        const std::string half = number(std::sqrt(rule.factor));
        if (rule.factor < 10 && rule.factor > 0.1) {
            const std::string all =
                std::string("true QUALIFY sum(s.total) OVER () ") + (rule.factor > 1 ? ">" : "<") + " sum(w.e) OVER () * " + half;
            return {update(name + " / " + number(rule.factor), all)};
        }
        const std::string off = rule.factor > 1 ? "s.total > w.e * " + half : "s.total < w.e * " + half;
        return {update(name + " / " + number(rule.factor), off)};
    }
    return {};
}

} // namespace plumbline::warehouse
