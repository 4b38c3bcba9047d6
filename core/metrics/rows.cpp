// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/rows.h"

#include <algorithm>
#include <set>

#include "core/metrics/sql.h"
#include "core/store/duck.h"

namespace plumbline::metrics {

namespace {

const DatasetColumn& field_of(const DatasetInfo& dataset, const std::string& field) {
    if (const DatasetColumn* c = dataset.by_field(field)) return *c;
    throw Error(ErrorCode::dimension_unknown, {{"dataset", dataset.name}, {"dimension", field}, {"options", "–"}});
}

std::string aggregate_sql(const DatasetInfo& dataset, const RowAggregate& a) {
    if (a.function == "rows") return "count(*)";
    const std::string column = duck::quote_name(field_of(dataset, a.field).field);
    if (a.function == "distinct") return "count(DISTINCT " + column + ")";
    if (a.function == "missing") return "count(*) - count(" + column + ")";
    const std::string number = "CAST(" + column + " AS DOUBLE)";
    if (a.function == "corr")
        return "corr(" + number + ", CAST(" + duck::quote_name(field_of(dataset, a.other).field) + " AS DOUBLE))";
    static const std::set<std::string> known{"sum", "avg", "median", "min", "max", "stddev"};
    if (!known.contains(a.function)) throw Error(ErrorCode::usage, {{"detail", "No aggregate is named " + a.function + "."}});
    return a.function + "(" + number + ")";
}

std::string name_of(const RowAggregate& a) { return a.function == "rows" ? "rows" : a.function + "_" + a.field; }

std::string condition_sql(const DatasetInfo& dataset, const RowCondition& c, std::vector<Value>& parameters) {
    const DatasetColumn& column = field_of(dataset, c.field);
    const std::string name = duck::quote_name(column.field);
    if (c.op == "missing") return name + " IS NULL";
    if (c.op == "present") return name + " IS NOT NULL";
    auto bind = [&](const Value& v) {
        parameters.push_back(v);
        return "$" + std::to_string(parameters.size());
    };
    const bool words = !c.values.empty() && std::holds_alternative<std::string>(c.values.front());
    const std::string left = words ? "CAST(" + name + " AS VARCHAR)" : name;
    if (c.op == "in" || c.op == "not in") {
        std::string list;
        for (const Value& v : c.values) list += (list.empty() ? "" : ", ") + bind(v);
        const std::string test = left + " " + (c.op == "in" ? "IN" : "NOT IN") + " (" + list + ")";
        return c.op == "in" ? test : "(" + test + " OR " + name + " IS NULL)";
    }
    static const std::set<std::string> known{"=", "<>", "<", "<=", ">", ">="};
    if (!known.contains(c.op) || c.values.size() != 1)
        throw Error(ErrorCode::usage, {{"detail", "The condition on " + c.field + " is not understood."}});
    return left + " " + c.op + " " + bind(c.values.front());
}

Statement statement_of(const DatasetInfo& dataset, const RowQuery& query) {
    Statement out;
    std::string select, group;
    for (const std::string& field : query.by) {
        select += (select.empty() ? "" : ", ") +
                  ("CAST(" + duck::quote_name(field_of(dataset, field).field) + " AS VARCHAR) AS ") + duck::quote_name(field);
        group += (group.empty() ? "" : ", ") + std::to_string(&field - query.by.data() + 1);
    }
    for (const RowAggregate& a : query.aggregates)
        select += (select.empty() ? "" : ", ") + aggregate_sql(dataset, a) + " AS " + duck::quote_name(name_of(a));
    std::string where;
    auto also = [&](const std::string& test) { where += (where.empty() ? " WHERE " : " AND ") + test; };
    for (const RowCondition& c : query.where) also(condition_sql(dataset, c, out.parameters));
    if (query.period) {
        const DatasetColumn* date = dataset.by_role("date");
        if (!date) throw Error(ErrorCode::no_date, {{"dataset", dataset.name}});
        out.parameters.emplace_back(query.period->from);
        out.parameters.emplace_back(query.period->to);
        also("CAST(" + duck::quote_name(date->field) + " AS DATE) BETWEEN $" + std::to_string(out.parameters.size() - 1) +
             " AND $" + std::to_string(out.parameters.size()));
    }
    out.sql = "SELECT " + select + " FROM " + duck::quote_name(dataset.facts_table) + where;
    if (!query.by.empty()) out.sql += " GROUP BY " + group + " ORDER BY " + std::to_string(query.by.size() + 1) + " DESC";
    out.sql += " LIMIT " + std::to_string(std::clamp<int64_t>(query.limit, 1, 10'000));
    return out;
}

Engine& engine_of(const Context& context) {
    if (!context.engine) throw Error(ErrorCode::query_failed, {{"detail", "there is no engine to ask"}});
    return *context.engine;
}

} // namespace

Table run_rows(const Context& context, const RowQuery& query, std::stop_token stop) {
    if (query.aggregates.empty()) throw Error(ErrorCode::usage, {{"detail", "Nothing was asked for."}});
    const Statement s = statement_of(*context.dataset, query);
    return engine_of(context).query(s.sql, s.parameters, std::move(stop));
}

std::string compile_rows(const DatasetInfo& dataset, const RowQuery& query) {
    const Statement s = statement_of(dataset, query);
    std::string out = s.sql;
    for (size_t i = 0; i < s.parameters.size(); ++i) {
        std::string text = to_text(s.parameters[i]);
        std::ranges::replace_if(
            text, [](unsigned char c) { return c < 0x20; }, ' ');
        out += "\n-- $" + std::to_string(i + 1) + " = " + duck::quote_text(text);
    }
    return out;
}

int64_t repeated_rows(const Context& context, std::stop_token stop) {
    std::string columns;
    for (const DatasetColumn& c : context.dataset->columns)
        if (c.role != "id" && c.role != "ignore") columns += (columns.empty() ? "" : ", ") + duck::quote_name(c.field);
    if (columns.empty()) return 0;
    const Table t = engine_of(context).query("SELECT CAST(coalesce(sum(n - 1), 0) AS BIGINT) FROM (SELECT count(*) AS n FROM " +
                                                 duck::quote_name(context.dataset->facts_table) + " GROUP BY " + columns + ")",
                                             {}, std::move(stop));
    const auto n = t.column(0).number(0);
    return n ? static_cast<int64_t>(*n) : 0;
}

std::vector<std::string> column_values(const Context& context, const std::string& field, size_t most, std::stop_token stop) {
    const std::string name = duck::quote_name(field_of(*context.dataset, field).field);
    const Table t = engine_of(context).query("SELECT CAST(" + name + " AS VARCHAR), count(*) FROM " +
                                                 duck::quote_name(context.dataset->facts_table) + " WHERE " + name +
                                                 " IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT " + std::to_string(most),
                                             {}, std::move(stop));
    std::vector<std::string> out;
    for (size_t r = 0; r < t.rows(); ++r) out.push_back(t.column(0).text(r));
    return out;
}

} // namespace plumbline::metrics
