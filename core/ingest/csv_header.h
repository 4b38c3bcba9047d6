// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

#include "core/ingest/csv_structure.h"

namespace plumbline::ingest {

struct HeaderGuess {
    size_t first = 0; ///< index of the first header row (of the first data row where there is none)
    size_t body = 0;  ///< index of the first data row
    int header_rows = 1;
    size_t columns = 1;
    std::vector<std::string> names;
    std::vector<std::string> warnings;
};

/// Finds the header below titles and above the data: the row after which columns of numbers and dates begin.
/// rows: the first records; columns: the most frequent number of fields.
HeaderGuess find_header(const std::vector<EdgeRow>& rows, size_t columns, const ReadOptions& options);

} // namespace plumbline::ingest
