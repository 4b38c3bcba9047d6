// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/store/dataset.h"
#include "core/warehouse/engine.h"

namespace plumbline::warehouse {

/// What was decided about some rows of a dataset: how the facts that analyses read differ from what was imported.
struct Rule {
    struct Day {
        Date day;
        double expected = 0, low = 0, high = 0;
    };
    std::string action;             ///< "exclude", "cap", "interpolate", "merge", "rescale"; others change nothing
    std::string column;             ///< field of a measure or dimension; "*": surplus copies of rows; "date": whole days
    std::string dimension, segment; ///< field and value; empty: every row
    std::optional<DateRange> days;
    std::vector<Day> values; ///< cap, interpolate, rescale: what was to be expected
    double factor = 1;       ///< rescale: values are divided by it
    bool negative = false;   ///< exclude: only cells below zero
    std::string from, to;    ///< merge: spellings
    bool fresh = false;      ///< merge: no row is spelled `to` yet
};

/// Name of the table that keeps the rows as they came in, beside the one that analyses read.
std::string raw_table(const std::string& facts_table);
/// Whether the engine has a table of that name.
bool has_table(Engine& engine, const std::string& table);
/// Statements that apply a rule to `table`. Each can be applied to data that were corrected meanwhile: a day whose sum lies
/// in its expected range is left alone. Empty where the rule does not fit the dataset.
std::vector<std::string> rule_sql(const DatasetInfo& dataset, const std::string& table, const Rule& rule);

} // namespace plumbline::warehouse
