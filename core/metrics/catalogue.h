// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string_view>
#include <vector>

#include "core/metrics/metrics.h"

namespace plumbline::metrics {

/// Reads a catalogue and checks it: ids unique, names in every language, terms that are measure roles, shares whose total is
/// their own numerator, names and synonyms that mean one metric only. Throws Error{internal} with the fault and the metric.
std::vector<Metric> parse_catalogue(std::string_view json);

/// Role of a term of a formula: "-cost" is "cost", "total:cost" is "cost".
std::string_view term_role(std::string_view term);
int term_sign(std::string_view term);
bool is_total(std::string_view term);

/// The sum of a column with the role "measure" as a metric: id and name are those of the column. Null where `any_name` is none of
/// them.
std::optional<Metric> measure_metric(const DatasetInfo& dataset, std::string_view any_name);

} // namespace plumbline::metrics
