// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/store/dataset.h"

namespace plumbline::ingest {

/// How a text file is written. Ids as shown on the command line.
struct Dialect {
    std::string encoding =
        "utf-8"; ///< "utf-8", "utf-8+bom", "utf-16le+bom", "utf-16be+bom", "utf-16le", "utf-16be", "windows-1252", "iso-8859-1" …
    std::string delimiter = ","; ///< usually one byte; ", " and the like are possible
    std::string quote = "\"";    ///< empty: fields are never quoted
    std::string escape = "\"";   ///< equal to quote: doubled quotes; "\\": backslash; empty: none
    std::string newline = "\n";  ///< "\n", "\r\n", "\r"
    std::string decimal = ".";   ///< what the numbers use; empty: no number has one
    std::string thousands;       ///< ",", ".", " ", "'", "\u00A0", "\u202F"; empty: none seen
    std::string date_format;     ///< "yyyy-MM-dd", "dd/MM/yyyy", "M/d/yyyy", "dd.MM.yyyy" …; empty: no dates
    int64_t skipped_head = 0;    ///< physical lines above the header
    int64_t skipped_tail = 0;    ///< rows below the data (totals, notes) that are not loaded
    int header_rows = 1;         ///< 0: the file has none and names were made up
};

/// What the user fixes; everything left out is detected.
struct ReadOptions {
    std::optional<std::string> encoding, delimiter, quote, escape, decimal, thousands;
    std::optional<std::string> date_order; ///< "dmy", "mdy", "ymd"
    std::optional<int64_t> skip_head, skip_tail;
    std::optional<int> header_rows;
    std::optional<std::string> sheet; ///< XLSX: name of the sheet; JSON: dotted path of the array
};

/// A row that was set aside. `line`: 1-based physical line where it starts.
struct Reject {
    int64_t line = 0;
    std::string reason; ///< English, short: "4 of 3 fields", "no date in Datum"
    std::string text;   ///< the line as it stands, cut after 400 bytes
};

/// Something that only the user can decide; an import refuses until it is answered.
struct Question {
    std::string id; ///< "date_order", "decimal"
    std::string column;
    std::string text;                 ///< English
    std::vector<std::string> choices; ///< "dmy", "mdy"
};

/// What a file turned out to be. Columns carry type, unit and scale; roles are added by roles.h.
struct FileReading {
    Dialect dialect;
    std::vector<DatasetColumn> columns;
    int64_t rows = 0;            ///< data rows that will load; exact where `whole`
    bool whole = false;          ///< every byte was looked at (else: a sample of a large file)
    int64_t rejected_rows = 0;   ///< all that were set aside
    std::vector<Reject> rejects; ///< the first 10,000 of them
    std::vector<std::string> warnings;
    std::vector<Question> questions;
};

} // namespace plumbline::ingest
