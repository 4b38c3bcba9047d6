// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/progress.h"
#include "core/metrics/answer.h"
#include "core/metrics/catalogue.h"
#include "core/metrics/cube.h"
#include "core/metrics/metrics.h"
#include "core/metrics/sql.h"
#include "core/store/duck.h"

namespace plumbline::metrics {

namespace {

/// The measure by which values of a dimension are ranked: the first of these that the dataset has.
constexpr std::string_view ranking[] = {"revenue", "cost", "orders", "clicks", "impressions", "visits", "leads", "new_customers"};

Answer answer(const Context& context, const Query& query, CubeScan* scan, CheckedFilters& checked, const std::stop_token& stop) {
    throw_if_stopped(stop);
    const Plan plan = make_plan(*context.dataset, query);
    if (scan && context.cube->answers(plan)) return make_answer(plan, scan->scan(plan));
    if (!context.engine) throw Error(ErrorCode::query_failed, {{"detail", "there is no engine to ask"}});
    return make_answer(plan, scan_sql(plan, *context.engine, checked, stop));
}

/// A comment cannot be left by a line break.
std::string one_line(std::string text) {
    for (char& c : text)
        if (static_cast<unsigned char>(c) < 0x20) c = ' ';
    return text;
}

} // namespace

std::vector<Answer> run_many(const Context& context, const std::vector<Query>& queries, std::stop_token stop) {
    std::optional<CubeScan> scan;
    if (context.cube) scan.emplace(*context.cube);
    CheckedFilters checked;
    std::vector<Answer> out;
    for (const Query& query : queries) out.push_back(answer(context, query, scan ? &*scan : nullptr, checked, stop));
    return out;
}

Answer run(const Context& context, const Query& query, std::stop_token stop) {
    return std::move(run_many(context, {query}, std::move(stop)).front());
}

std::string compile(const DatasetInfo& dataset, const Query& query) {
    const Plan plan = make_plan(dataset, query);
    const Statement statement = sums_statement(plan);
    std::string out = statement.sql;
    for (size_t i = 0; i < statement.parameters.size(); ++i)
        out += "\n-- $" + std::to_string(i + 1) + " = " + duck::quote_text(one_line(to_text(statement.parameters[i])));
    return out;
}

Table dimension_values(const Context& context, std::string_view dimension, size_t most) {
    Query query;
    query.by = {std::string(dimension)};
    query.limit = static_cast<int64_t>(most);
    for (const std::string_view metric : ranking)
        if (query.metrics.empty() && available(find_metric(metric), *context.dataset)) query.metrics = {std::string(metric)};
    for (const DatasetColumn& c : context.dataset->columns)
        if (query.metrics.empty() && c.role == "measure") query.metrics = {c.field};
    Table out;
    Column& values = out.add("value", ColumnType::text);
    if (!query.metrics.empty()) {
        const Table table = run(context, query).table;
        for (size_t r = 0; r < table.rows(); ++r) values.append_value(table.column(0).value(r));
        Column& totals = out.add("total", table.column(1).type(), table.column(1).unit());
        for (size_t r = 0; r < table.rows(); ++r) totals.append_value(table.column(1).value(r));
        return out;
    }
    const DatasetColumn* column = context.dataset->dimension(dimension);
    if (!column || !context.engine)
        throw Error(ErrorCode::dimension_unknown,
                    {{"dataset", context.dataset->name}, {"dimension", std::string(dimension)}, {"options", "–"}});
    const Table table = context.engine->query("SELECT CAST(" + duck::quote_name(column->field) + " AS VARCHAR), count(*) FROM " +
                                              duck::quote_name(context.dataset->facts_table) +
                                              " GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT " + std::to_string(most));
    for (size_t r = 0; r < table.rows(); ++r) values.append_value(table.column(0).value(r));
    Column& totals = out.add("total", ColumnType::integer, "count");
    for (size_t r = 0; r < table.rows(); ++r) totals.append_value(table.column(1).value(r));
    return out;
}

} // namespace plumbline::metrics
