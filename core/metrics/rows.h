// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/metrics/metrics.h"

namespace plumbline::metrics {

/// A test of one column of a row.
struct RowCondition {
    std::string field;
    std::string op = "="; ///< "=", "<>", "<", "<=", ">", ">=", "in", "not in", "missing", "present"
    std::vector<Value> values{};
};

/// What is computed over rows.
struct RowAggregate {
    std::string function = "rows"; ///< "rows", "sum", "avg", "median", "min", "max", "stddev", "distinct", "missing", "corr"
    std::string field{};           ///< not for "rows"
    std::string other{};           ///< "corr": the second column
};

/// A question about rows and not about sums: how many rows, the mean of an attribute, the correlation of two columns.
struct RowQuery {
    std::vector<RowAggregate> aggregates{};
    std::vector<std::string> by{}; ///< fields
    std::vector<RowCondition> where{};
    std::optional<DateRange> period{};
    int64_t limit = 10'000;
};

/// Columns: by…, then one an aggregate ("rows", "avg_income" …). Fields are those of the dataset, values are bound as parameters.
/// Throws Error{dimension_unknown, usage, no_date, query_failed, cancelled}.
Table run_rows(const Context& context, const RowQuery& query, std::stop_token stop = {});
/// The statement, for showing; values as comments.
std::string compile_rows(const DatasetInfo& dataset, const RowQuery& query);
/// Rows that repeat another row in every column that is not an identifier.
int64_t repeated_rows(const Context& context, std::stop_token stop = {});
/// All values of a column of text or whole numbers, most rows first, at most `most`; fewer than `most`: these are all.
std::vector<std::string> column_values(const Context& context, const std::string& field, size_t most, std::stop_token stop = {});

} // namespace plumbline::metrics
