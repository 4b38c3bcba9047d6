// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/date.h"
#include "core/store/dataset.h"
#include "core/table/table.h"

namespace plumbline::metrics {

enum class Comparison { none, previous, year };

struct Filter {
    std::string dimension; ///< any name that DatasetInfo::dimension understands
    std::vector<std::string> values;
    bool exclude = false;
};

struct Order {
    std::string by; ///< metric id or dimension
    bool descending = true;
};

/// The one way to ask for numbers.
struct Query {
    std::vector<std::string> metrics; ///< ids of the catalogue
    std::vector<std::string> by;      ///< dimensions
    std::optional<Grain> grain;       ///< adds a first column "period" (start date)
    std::optional<DateRange> period;  ///< default: all days of the dataset
    std::vector<Filter> filters;
    Comparison compare = Comparison::none;
    std::optional<Order> order;
    std::optional<int64_t> limit;
    bool other = false; ///< with limit and exactly one dimension: the rest as one last row named "other" (ratios of sums)
};

/// Rows plus what was meant.
/// Columns: ["period"], dimensions…, metrics…; with a comparison, behind each metric `<metric>_previous` and `<metric>_change`
/// (relative; a difference for metrics whose unit is percent; missing where there is nothing to compare with or the period is partial);
/// with a grain a last column "partial" (boolean).
struct Answer {
    Table table;
    std::optional<DateRange> period;     ///< days asked for
    std::optional<DateRange> comparison; ///< days compared with (no grain)
    std::optional<Date> data_to;         ///< last day of the dataset
};

} // namespace plumbline::metrics
