// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

#include "core/ingest/csv_convert.h"
#include "core/ingest/csv_structure.h"
#include "core/ingest/reading.h"

namespace plumbline::ingest {

struct Decisions {
    std::vector<ColumnPlan> columns; ///< in the order of the file; a nameless column without any value is left out
    char decimal = 0;                ///< 0: no number has a fraction
    std::string thousands, date_format;
    std::vector<std::string> warnings;
    std::vector<Question> questions;
};

/// Types, number locale, date order and units of all columns from their votes, each column helping the others where it cannot
/// tell. dictionaries: distinct values where they are few, by column; they give the words that do not fit and the members of text
/// columns.
Decisions decide(const Frame& frame, const std::vector<ColumnVotes>& votes, const std::vector<Dictionary>& dictionaries,
                 const std::string& delimiter, const ReadOptions& options);

/// lower-case ASCII words of a header, for matching: "Coût (€)" -> "cout".
std::string plain_words(std::string_view name);
/// ISO code that a header, the title above it or a constant currency column names; empty where there is none.
std::string currency_in(std::string_view text);

} // namespace plumbline::ingest
