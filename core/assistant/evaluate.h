// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <stop_token>
#include <string>

#include "core/assistant/plan.h"
#include "core/assistant/vocabulary.h"
#include "core/metrics/metrics.h"

namespace plumbline::assistant {

struct Evaluated {
    Table table;     ///< keys, metrics, then what was made of them ("share", "change" …)
    std::string sql; ///< what was asked of the data, for showing
};

/// Sums that the metrics of a query need and of which its filters and period leave nothing: why a figure is missing.
std::vector<std::string> missing_sums(const metrics::Context& context, const Vocabulary& vocabulary, const SemanticQuery& query,
                                      std::stop_token stop = {});

/// Runs one semantic query: sums from metrics::run (or rows from metrics::run_rows), and above them in memory what SQL is not
/// asked for: nested aggregates, conditions against averages, shares, changes, order and rank. Throws as metrics::run does, and
/// Error{metric_unknown} for a metric that is none.
Evaluated evaluate(const metrics::Context& context, const Vocabulary& vocabulary, const SemanticQuery& query,
                   std::stop_token stop = {});
/// Unit of a metric of a plan: "count", "currency", "percent", "ratio".
std::string metric_unit(const std::string& metric, const DatasetInfo& dataset);

} // namespace plumbline::assistant
