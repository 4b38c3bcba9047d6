// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/metrics/metrics.h"
#include "core/metrics/sums.h"

namespace plumbline::metrics {

struct PlanTerm {
    size_t measure = 0; ///< index into Plan::measures
    int sign = 1;
};

struct PlanMetric {
    Metric metric;
    std::vector<PlanTerm> numerator, denominator;
    bool share = false;    ///< the denominator is the total of everything in the same period
    bool integral = false; ///< a sum of whole numbers
};

struct PlanFilter {
    const DatasetColumn* column = nullptr;
    std::string asked_name;
    std::vector<std::string> values;
    bool missing = false; ///< "" was among the values
    bool exclude = false;
    bool operator==(const PlanFilter&) const = default;
};

enum class OrderKey { standard, period, dimension, value, previous, change };

/// A query with every name resolved against a dataset: what has to be summed, over which days, and how the answer is made of it.
struct Plan {
    const DatasetInfo* dataset = nullptr;
    std::vector<Measure> measures;
    std::vector<PlanMetric> metrics;
    size_t shown = 0; ///< metrics behind these are only ordered by
    std::vector<const DatasetColumn*> by;
    std::vector<std::string> by_names;
    std::vector<PlanFilter> filters;
    std::optional<Grain> grain;
    Comparison compare = Comparison::none;
    std::optional<DateRange> period;     ///< asked for; missing where the dataset has no date
    std::optional<DateRange> comparison; ///< without a grain, where it can be compared
    const DatasetColumn* date = nullptr; ///< null: no days at all
    /// Days to sum, inside of the data; missing: nothing to sum (or, without a date, everything).
    std::optional<DateRange> scan_asked, scan_compared;
    OrderKey order = OrderKey::standard;
    size_t order_index = 0; ///< dimension or metric
    bool descending = true;
    std::optional<size_t> limit;
    bool other = false;
    bool on_rollup = false; ///< the roll-up has every dimension that is used
};

/// Throws Error{metric_unknown, metric_unavailable, dimension_unknown, period_invalid, no_date, usage}.
Plan make_plan(const DatasetInfo& dataset, const Query& query);

/// Tells that a filter names a value that does not exist. Throws Error{value_unknown} with the nearest of `values`.
[[noreturn]] void unknown_value(const PlanFilter& filter, const std::string& value, const std::vector<std::string>& values);

} // namespace plumbline::metrics
