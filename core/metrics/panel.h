// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/metrics/metrics.h"

namespace plumbline::metrics {

/// Sums by value of one dimension and day, with what sums hide: rows, missing cells, negative cells. What the auditor reads.
struct Panel {
    struct Measure {
        std::string field, role;
        int scale = 0; ///< digits after the point; -1: double
        bool whole = false;
        int64_t missing = 0;                              ///< cells, of all rows
        bool negative = false;                            ///< is any cell below zero?
        std::vector<double> sums;                         ///< a cell each; NaN where every row of it is missing
        std::vector<int32_t> missing_rows, negative_rows; ///< a cell each; empty where there are none at all
    };
    std::string dimension;            ///< field; empty: one series
    std::vector<std::string> values;  ///< of the dimension; "" is the missing one
    std::vector<std::string> parents; ///< the channel of each value with the most rows; empty where there is none
    /// Cells, by value and day.
    std::vector<int32_t> value, day, rows;
    std::vector<Measure> measures;
    int64_t all_rows = 0;
    size_t size() const { return day.size(); }
};

/// The dimension that series are told apart by: campaign, else the finest with at most `most` values; empty where there is none.
std::string panel_dimension(const Context& context, int64_t most = 20'000, std::stop_token stop = {});
/// Reads the facts in slices of days, so that memory does not grow with rows. Throws Error{no_date, query_failed, cancelled}.
Panel read_panel(const Context& context, const std::string& dimension, std::stop_token stop = {});

/// Rows that repeat: groups by value of the dimension and day.
struct Repeats {
    struct Group {
        std::string value;
        Date day;
        int64_t rows = 0; ///< surplus rows: those beyond the first of each
    };
    std::vector<Group> exact; ///< the same in every column
    std::vector<Group> keyed; ///< the same day and dimensions, other measures; only where the key is otherwise unique
    bool unique_key = false;  ///< nine of ten rows are alone with their day and dimensions
};
Repeats read_repeats(const Context& context, const std::string& dimension, std::stop_token stop = {});

/// A value of a dimension as it is spelt, with where it occurs.
struct Spelling {
    std::string text;
    int64_t rows = 0;
    std::optional<DateRange> days;
};
std::vector<Spelling> spellings(const Context& context, const std::string& field, size_t most, std::stop_token stop = {});
/// Where the given values of `field` occur, by value of `dimension`: text is the value of `dimension`.
std::vector<std::pair<std::string, Spelling>> spelling_places(const Context& context, const std::string& field,
                                                              const std::vector<std::string>& values,
                                                              const std::string& dimension, std::stop_token stop = {});

/// Rows without a value of a dimension, by day; only days that have any.
struct MissingNames {
    std::string field;
    int64_t rows = 0; ///< of the whole dataset
    struct Of {
        Date day;
        int64_t missing = 0, rows = 0;
    };
    std::vector<Of> days;
};
/// Dimensions that lack a value somewhere.
std::vector<MissingNames> missing_names(const Context& context, std::stop_token stop = {});

/// A column of rates, with the rows above one and above one hundred.
struct RateRange {
    std::string field;
    double median = 0, most = 0;
    int64_t rows = 0, above_one = 0, above_hundred = 0;
    std::optional<DateRange> days_one, days_hundred;
};
std::vector<RateRange> rate_ranges(const Context& context, std::stop_token stop = {});

} // namespace plumbline::metrics
