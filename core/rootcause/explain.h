// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/metrics/metrics.h"
#include "core/rootcause/attribute.h"
#include "core/rootcause/search.h"

namespace plumbline::rootcause {

/// Something that is known about some days and that may be why: a finding of the auditor, an annotation.
struct Evidence {
    DateRange days{};
    std::string text{};                                       ///< as it is shown, in the language of the reader
    std::vector<std::pair<std::string, std::string>> where{}; ///< dimension and value that it concerns; empty: everything
    bool fault = false;                                       ///< of tracking or of the data, not of the market
};

/// What is to be explained.
struct ExplainSpec {
    std::string metric{};
    std::optional<DateRange> period{};                          ///< default: the last complete week
    metrics::Comparison versus = metrics::Comparison::previous; ///< where no base is given
    std::optional<DateRange> base{};                            ///< days compared with
    std::optional<double> expected{};                           ///< against a forecast: the metric expected for the period
    std::vector<metrics::Filter> filters{};
    std::vector<std::string> dimensions{}; ///< to look along; empty: all with few enough values
    size_t most_values = 2000;             ///< a dimension with more is left out, unless it is named
    size_t most_leaves = 150'000;          ///< above it the dimension with the most values is left out
    std::optional<double> market_change{}; ///< relative change of the market between the periods, where known
    std::vector<Evidence> evidence{};
    SearchSpec search{};
};

enum class VerdictKind { no_change, local, mix_shift, broad, unclear };
const char* verdict_id(VerdictKind kind);
enum class Sureness { high, medium, low };
const char* sureness_id(Sureness sureness);

struct Verdict {
    VerdictKind kind = VerdictKind::unclear;
    Sureness sureness = Sureness::low;
    std::optional<double> explained{}; ///< share of the change that the segments named make up
    std::vector<size_t> evidence{};    ///< of ExplainSpec::evidence: what fits days and place
    bool with_market = false;          ///< the market moved the same way, by half of it or more
};

/// A link of the metric's formula, such as clicks for each franc; all of them add up to the change.
struct Factor {
    std::string over{}, under{}; ///< measures; under empty: the measure itself
    double before = 0, after = 0;
    double contribution = 0;
};

/// One value of a dimension and how much of the weekly ups and downs of the metric come from it.
struct VarianceShare {
    std::string value{};
    double share = 0;
};

struct Explanation {
    metrics::Metric metric{};
    DateRange period{}, base{};
    bool against_forecast = false;
    bool fell_back = false;       ///< what was asked to compare with lies before the data: it is what came just before
    double before = 0, after = 0; ///< missing ratios: NaN
    double change = 0;
    std::optional<double> relative{};
    std::vector<Driver> drivers{}; ///< largest first, the rest last; add up to `change`
    std::vector<Factor> factors{}; ///< empty where the formula has none
    std::string variance_dimension{};
    std::vector<VarianceShare> variance{}; ///< largest first, at most 8
    RatioTotals totals{};
    SearchResult search{};
    Verdict verdict{};
    std::vector<Evidence> evidence{};
    std::vector<std::string> left_out{}; ///< dimensions with too many values
    std::shared_ptr<const Leaves> leaves{};
    std::optional<double> market_change{};
    double wall_ms = 0;
};

/// Explains a change of a metric between two periods. Numbers come from metrics::Query only. Throws Error{metric_unknown,
/// metric_unavailable, dimension_unknown, no_date, explain_invalid (periods that overlap or lie outside of the data, nothing in
/// them), cancelled}.
Explanation explain(const metrics::Context& context, const ExplainSpec& spec, Progress& progress, std::stop_token stop = {});

/// How the parts of a change went that no few segments stand for.
struct Parts {
    bool along = true; ///< in each dimension of at most 12 values, three quarters of what was there went the way of the whole
    std::optional<Cell> largest{}; ///< where they went apart: the value that alone made half of the change or more
    double before = 0, change = 0; ///< of that value
};

/// Looks at the leaves of an explanation; the parts of a ratio do not add up and are taken to go along.
Parts parts_of(const Explanation& explanation);

/// The verdict on leaves that were explained; for callers without a workspace.
Verdict judge(const Leaves& leaves, const SearchResult& search, const std::vector<Driver>& drivers, const RatioTotals& totals);

} // namespace plumbline::rootcause
