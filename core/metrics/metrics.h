// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <map>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/metrics/query.h"
#include "core/warehouse/engine.h"

namespace plumbline::metrics {

/// One metric of resources/metrics.json.
struct Metric {
    std::string id;
    std::map<std::string, std::string> names;         ///< by language: "en", "fr"
    std::map<std::string, std::string> short_names;   ///< for cards and table heads
    std::map<std::string, std::string> explanations;  ///< glossary, one or two sentences
    std::map<std::string, std::string> formula_texts; ///< "revenue / cost"
    std::vector<std::string> numerator;               ///< sum of these measure roles, each with sign: "revenue", "-cost"
    std::vector<std::string> denominator; ///< empty: a plain sum; "total:cost": the same sum over everything but `by` (shares)
    double factor = 1;                    ///< 1000 for CPM
    std::string unit;                     ///< "count", "currency", "percent", "ratio"
    int good = 0;                         ///< 1 up is good, -1 down is good, 0 neither
    std::string missing; ///< what an empty cell means: "zero" adds nothing to a sum, "none" leaves the ratio missing
    std::map<std::string, std::vector<std::string>> synonyms; ///< other words for it, by language
};

/// The catalogue, read once from the resource compiled into the program.
const std::vector<Metric>& catalogue();
/// By id, or by a name or synonym in a known language, case-insensitive ("spend" is cost); throws Error{metric_unknown} with the
/// nearest names.
const Metric& find_metric(std::string_view any_name);
std::string metric_name(const Metric& metric, Language language);
/// Whether the dataset has the measures that a metric needs.
bool available(const Metric& metric, const DatasetInfo& dataset);

/// Rows of the roll-up held in memory: dimension codes, days and exact sums; answers most queries without SQL. See cube.h.
class Cube;

/// What a question is asked of.
struct Context {
    const DatasetInfo* dataset = nullptr;
    Engine* engine = nullptr;
    const Cube* cube = nullptr; ///< null: always SQL
};

/// Answers a query: from the cube where it can, else by SQL over the roll-up, else over the facts; the numbers are the same.
/// Ratios are ratios of sums; division by zero is missing. Throws Error{metric_unknown, metric_unavailable, dimension_unknown,
/// value_unknown, period_invalid, no_date, query_failed, cancelled}.
/// Besides the catalogue, a metric may be the field or name of a column with the role "measure": its sum.
Answer run(const Context& context, const Query& query, std::stop_token stop = {});
/// The same for the tiles of a page, which mostly share their period and filters: the rows that the filters leave are looked up
/// once.
std::vector<Answer> run_many(const Context& context, const std::vector<Query>& queries, std::stop_token stop = {});
/// The SQL that answers without a cube, for showing; the filter values follow as comments.
std::string compile(const DatasetInfo& dataset, const Query& query);

/// Values of a dimension with their total of `measure` (or rows), largest first.
Table dimension_values(const Context& context, std::string_view dimension, size_t most = 1000);

/// The last `n` complete periods before or at data_to (a week is complete where its Sunday is in the data), fewer where the data
/// begin later; all days of the dataset where no period is complete. Throws Error{no_date}.
DateRange last_complete_periods(const DatasetInfo& dataset, Grain grain, int n);
/// The days that a period is compared with: whole weeks move by whole weeks (a year: 52 or 53 so that ISO week numbers match
/// where they exist, else 364 days), whole months by months, else the same number of days (a year: 364 days back, so that
/// weekdays match). Several weeks keep their number: their last week decides.
DateRange comparison_period(const DateRange& period, Comparison comparison);

} // namespace plumbline::metrics
