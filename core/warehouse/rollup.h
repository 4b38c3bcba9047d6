// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "core/store/dataset.h"
#include "core/table/table.h"

namespace plumbline::warehouse {

/// Which dimensions the roll-up by day keeps.
struct RollupPlan {
    std::vector<std::string> fields; ///< in the order of the dataset's columns
    int64_t estimated_rows = 0;      ///< days x values, within a few percent
};

/// Runs one SELECT over the facts.
using Ask = std::function<Table(const std::string& sql)>;

/// Chooses the dimensions of the roll-up: those with at most 10,000 values, the most asked for first (channel, sub-channel,
/// campaign, region, country, device, category), as long as the number of rows stays under max(500,000, facts / 10). Asks the
/// facts table for approximate counts only, a few scans. Empty plan where the dataset has no date: it gets no roll-up.
RollupPlan plan_rollup(const DatasetInfo& dataset, const Ask& ask);

/// CREATE TABLE `table` AS day x `fields` with the sum of every measure under its own field and `row_count`, in the order of
/// days. Sums are cast back to BIGINT and DECIMAL(18, scale): as DuckDB's HUGEINT and DECIMAL(38, scale) they answer 1.4 to 3
/// times slower. A sum beyond those types fails with query_failed; the dataset is then served from its facts, without a roll-up.
std::string rollup_sql(const DatasetInfo& dataset, const std::vector<std::string>& fields, const std::string& table);

/// SQL for the day of a row ("day" may be stored as a timestamp).
std::string day_sql(const DatasetColumn& date);

} // namespace plumbline::warehouse
