// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/base/date.h"
#include "core/base/error.h"

namespace plumbline::assistant {

enum class Intent { description, report, chart, none };
enum class Route {
    kpi_qa,
    diagnostic,
    segmentation,
    budget_simulation,
    forecast,
    allocation,
    audit,
    report,
    chart,
    out_of_scope,
    unsafe
};
std::string_view intent_id(Intent intent);
std::string_view route_id(Route route);
std::optional<Route> parse_route(std::string_view id);
Intent intent_of(Route route);

/// A period with the words that named it.
struct NamedPeriod {
    std::string label;
    DateRange range;
    bool operator==(const NamedPeriod&) const = default;
};

struct ValueFilter {
    std::string dimension;           ///< field
    std::vector<std::string> values; ///< exact spelling
    bool exclude = false;
    bool operator==(const ValueFilter&) const = default;
};

/// "spend above 4 million", "ROI below average", "revenue above 200,000".
struct Condition {
    std::string metric;
    std::string op = ">"; ///< ">", ">=", "<", "<=", "=", "<>", "between"
    double value = 0, high = 0;
    std::string reference; ///< "": the number; "average": the mean over the groups; "change": its change against the baseline;
                           ///< "metric:ID": another metric of the same group
    bool share = false;    ///< of the metric's total over the groups; metric is "share:ID"
    bool operator==(const Condition&) const = default;
};

/// One side of a comparison: "Facebook" against "Google", each of them several campaigns.
struct NamedGroup {
    std::string label;
    std::vector<ValueFilter> filters;
    bool operator==(const NamedGroup&) const = default;
};

/// What is chosen before the rest is asked of it: "among the five biggest spenders, which has the best return?"
struct Selection {
    std::string metric;
    bool descending = true;
    int64_t limit = 1;
    bool operator==(const Selection&) const = default;
};

/// A question for numbers: what metrics::Query asks for, and what is made of its answer.
/// Keys (by, inner) are fields of dimensions or "time:day", "time:week", "time:month", "time:quarter", "time:year",
/// "time:weekday", "time:weekend".
/// Metrics are ids of the catalogue, fields of measures, "ratio:A/B" (sums of both), "rows" (number of rows),
/// "count:FIELD" (different values), "avg:FIELD", "median:FIELD", "min:FIELD", "max:FIELD", "stddev:FIELD" over rows.
struct SemanticQuery {
    std::vector<std::string> metrics;
    std::vector<std::string> by;
    std::vector<ValueFilter> filters;
    std::vector<Condition> rows_where; ///< conditions on single rows; metric is a field
    std::vector<int> weekdays;         ///< only these: 1 Monday to 7 Sunday
    std::vector<NamedPeriod> periods;  ///< none: all days; several: one row a period
    std::vector<NamedGroup> groups;    ///< sides that are compared, one row each (by keys: one column each)
    std::optional<NamedPeriod> baseline;
    std::string change;    ///< with a baseline: "" both values, "absolute", "relative", "contribution" (difference by group)
    std::string inner;     ///< nested aggregate: computed by this key first …
    std::string aggregate; ///< … then "mean", "median", "max", "min", "total", "stddev", "range", "count" (how many)
    /// On the number of inner units that satisfy `having`: "at least 10 days above 500 leads"; metric is "units". Aggregate
    /// "count".
    std::optional<Condition> times;
    bool cumulative = false;       ///< running total along the first key of time
    std::vector<Condition> having; ///< on the inner units where there are any, else on the groups
    bool count_groups = false;     ///< how many groups
    bool share = false;            ///< of the total: of everything without the filters of share_filters, or by group
    std::vector<ValueFilter> share_filters;
    bool share_each = false; ///< with a limit: the share of each row and not of all of them together
    std::string order_by;    ///< metric, "key", "units" (of aggregate "count")
    bool descending = true;
    std::optional<int64_t> limit;
    int64_t offset = 0;
    std::optional<Selection> among;   ///< the groups that are left before order and limit
    bool limit_per_first_key = false; ///< the best of each group
    bool both_ends = false;           ///< `limit` rows from either end of the order
    bool across_metrics = false;      ///< one row a metric: "which of TV, radio and newspaper"
    bool yes_no = false;
    bool operator==(const SemanticQuery&) const = default;
};

/// A tool of the closed list with its typed arguments (JSON text that its schema accepts).
struct ToolCall {
    std::string tool;
    std::string arguments = "{}";
    bool operator==(const ToolCall&) const = default;
};

/// What could not be understood or is not in the data.
struct Problem {
    std::string kind;  ///< "metric", "column", "value", "period", "topic", "unsafe", "ambiguous", "history", "unavailable"
    std::string what;  ///< the word or the reason id
    std::string where; ///< dimension, measure that is missing …
    std::vector<std::string> options;
    bool operator==(const Problem&) const = default;
};

/// The one intermediate form: the offline parser and a language model both fill it; C++ compiles and runs it.
struct Plan {
    Route route = Route::kpi_qa;
    std::vector<ToolCall> tools;
    std::vector<SemanticQuery> queries; ///< several: a question of several parts
    std::string chart; ///< "line", "bar", "horizontal_bar", "stacked_bar", "pie", "scatter", "histogram", "heatmap", "area"
    std::map<std::string, std::string> slots; ///< JSON texts by name: pct, amount, scope, k, horizon_days …
    std::vector<Problem> problems;
    std::vector<std::string> assumptions; ///< ids with a value: "metric:roi", "now:2021-03-01", "date_order"
    double confidence = 1;
    std::optional<SemanticQuery> earlier; ///< what a follow-up changed, for "and the difference?"; not kept in files
    std::vector<std::string> readings;    ///< of an ambiguous question: the two questions that it could be
    bool operator==(const Plan&) const = default;

    Intent intent() const { return intent_of(route); }
    bool has_problem(std::string_view kind) const;
};

nlohmann::json to_json(const Plan& plan);
/// Reads a plan that a model wrote: closed schema, nothing unknown is accepted. Throws Error{question_invalid} with the place.
Plan plan_from_json(const nlohmann::json& json);
/// The JSON schema (draft 2020-12 subset) that a reply has to satisfy.
const nlohmann::json& plan_schema();

} // namespace plumbline::assistant
