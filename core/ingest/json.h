// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/ingest/json_stream.h"
#include "core/ingest/reading.h"

namespace plumbline::ingest {

/// A table found in a JSON file, written as CSV: UTF-8, ",", header line, text quoted, null empty.
struct JsonTable {
    std::string path; ///< dotted path of its array; empty: the elements of the document itself
    std::filesystem::path file;
    int64_t rows = 0;
    std::vector<std::string> columns;
    std::string
        parent; ///< path of the table that its rows hang on; its first column is then "_parent", a 1-based row number there
    bool child = false;
};

struct JsonResult {
    bool lines = false;            ///< one object a line
    std::vector<JsonTable> tables; ///< the main one first, children behind their parent
    int64_t rejected_rows = 0;     ///< broken lines
    std::vector<Reject> rejects;
    std::vector<std::string> warnings;
};

/// Reads JSON documents and line-delimited JSON as they are: the columns of a table are the union over all of its records, in
/// order of first sight; nested objects give dotted columns ("geo.country"), arrays of scalars one text joined by "; ", arrays of
/// objects a table of their own. Two passes; memory holds one record. `object_path`: only that table and what hangs on it. Writes
/// into `out_dir`. Throws Error{file_corrupt (with line), file_line_too_long, file_no_rows, file_too_many_columns,
/// file_changed_while_read, usage for an unknown path, write_failed, cancelled}.
JsonResult json_to_csv(const std::filesystem::path& file, const std::string& object_path, const std::filesystem::path& out_dir,
                       const JsonLimits& limits, Progress& progress, std::stop_token stop = {});

} // namespace plumbline::ingest
