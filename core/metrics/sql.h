// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <stop_token>
#include <string>
#include <vector>

#include "core/metrics/plan.h"

namespace plumbline::metrics {

/// One SELECT and the values of its parameters.
struct Statement {
    std::string sql;
    std::vector<Value> parameters;
};

/// The sums that a plan needs, in DuckDB's dialect: columns scan (0 asked for, 1 compared with), period (with a grain), d0 … one
/// a dimension as text, m0 … one a measure. Ratios, changes, order and limit are computed from these sums by make_answer(), the
/// same for every way to get them.
Statement sums_statement(const Plan& plan);

/// Filters whose values are known to exist; the tiles of a page share them.
using CheckedFilters = std::vector<PlanFilter>;

/// Runs it. Throws Error{value_unknown, query_failed, cancelled}.
Scanned scan_sql(const Plan& plan, Engine& engine, CheckedFilters& checked, std::stop_token stop);

/// All values of a dimension, most rows first.
std::vector<std::string> distinct_values(const DatasetInfo& dataset, const DatasetColumn& column, Engine& engine,
                                         std::stop_token stop);

} // namespace plumbline::metrics
