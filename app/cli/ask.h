// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/metrics/query.h"

namespace plumbline::cli {

/// "dimension=value", "dimension!=value"; the same dimension twice means either. Throws Error{filter_invalid}.
std::vector<metrics::Filter> parse_filters(const std::vector<std::string>& where);
metrics::Comparison parse_comparison(const std::string& text);
/// Empty ends are those of the dataset. Throws Error{period_invalid, no_date}.
std::optional<DateRange> parse_period(const std::string& from, const std::string& to, const DatasetInfo& dataset);

/// Does no day of the data lie in the period?
bool outside(const DateRange& period, const DatasetInfo& dataset);

} // namespace plumbline::cli
