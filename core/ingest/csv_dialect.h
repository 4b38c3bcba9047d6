// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <string_view>

#include "core/ingest/csv_records.h"
#include "core/ingest/reading.h"

namespace plumbline::ingest {

struct FormatGuess {
    CsvFormat format;
    std::string newline = "\n";
    size_t columns = 1;    ///< the most frequent number of fields
    double score = 0;      ///< 0 to 1: uniform rows of typed cells
    double runner_up = 0;  ///< score of the best reading with another delimiter
    int64_t sep_lines = 0; ///< 1: the file begins with `sep=;`, which is no data
    size_t sep_bytes = 0;
};

/// Finds delimiter, quote, escape and line break: the reading under which most records have the same number of fields and the
/// cells look like values (numbers, dates, plain words). Uniformity and type score together: van den Burg, Nazábal, Sutton
/// (2019); García (2024). head: UTF-8 from the beginning of the file, followed by buffer_padding bytes. `whole`: it is all of the
/// file.
FormatGuess detect_format(std::string_view head, bool whole, const ReadOptions& options, bool nul_escapes);

/// A delimiter as a person writes it: "tab" and "\t" are a tab.
std::string delimiter_of(std::string_view text);

} // namespace plumbline::ingest
