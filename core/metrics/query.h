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
    std::string dimension;           ///< any name that DatasetInfo::dimension understands
    std::vector<std::string> values; ///< exact spelling; "" is the missing value. Empty list: no filter
    bool exclude = false;
};

struct Order {
    std::string by; ///< metric (asked for or not), dimension, "period", or a column of the answer such as "revenue_change"
    bool descending = true;
};

/// The one way to ask for numbers.
struct Query {
    std::vector<std::string> metrics{}; ///< ids of the catalogue
    std::vector<std::string> by{};      ///< dimensions
    std::optional<Grain> grain{};       ///< adds a first column "period" (start date)
    std::optional<DateRange> period{};  ///< default: all days of the dataset
    std::vector<Filter> filters{};
    Comparison compare = Comparison::none;
    std::optional<Order> order{};
    std::optional<int64_t> limit{}; ///< rows; with `other`: values of the dimension
    bool other =
        false; ///< with limit and exactly one dimension: the rest as one last row named "other" (ratios of sums); with a grain
               ///< the values with the largest totals over all periods are kept, and each period has its own "other"
};

/// Rows plus what was meant.
/// Columns: ["period"], dimensions…, metrics…; with a comparison, behind each metric `<metric>_previous` and `<metric>_change`
/// (relative; a difference for metrics whose unit is percent; missing where there is nothing to compare with or the period is
/// partial); with a grain a last column "partial" (boolean): the row has not all days of its period, because the data or the
/// period asked for end within it. A pure time series (no `by`) has a row for every period asked for, missing where nothing
/// happened. Without an order: by period, then by dimension; without a grain the largest of the first metric first. Filters are
/// joined by "and". Rows are the groups that have data in the period asked for; a dimension value that is missing is null.
struct Answer {
    Table table;
    std::optional<DateRange> period;     ///< days asked for
    std::optional<DateRange> comparison; ///< days compared with (no grain); missing where the data do not cover both
    std::optional<Date> data_to;         ///< last day of the dataset
    bool has_other = false;              ///< the last row (with a grain: of each period) is the rest
};

} // namespace plumbline::metrics
