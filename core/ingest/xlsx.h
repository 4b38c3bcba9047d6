// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"

namespace plumbline::ingest {

/// What a workbook may ask of memory and disk.
struct XlsxLimits {
    uint64_t inside_bytes = 1ull << 30;      ///< all parts together, unpacked
    uint64_t large_part_bytes = 50ull << 20; ///< parts above this size must not be packed tighter than…
    uint64_t packing_ratio = 200;            ///< …this
    size_t columns = 10000;
    size_t row_bytes = 64ull << 20; ///< XML of one row
};

struct XlsxSheet {
    std::string name;
    bool hidden = false;
    int64_t rows = -1; ///< rows that hold something; -1: not counted (hidden, or a large workbook whose sheet was named)
};

struct XlsxResult {
    std::vector<XlsxSheet> sheets; ///< in the order of the workbook
    std::string sheet;             ///< the one that was read
    int64_t lines = 0;             ///< lines written: the number of the last row that holds something
    size_t columns = 0;
    size_t first_column = 0;             ///< empty columns to the left of the table, which are left out
    std::vector<std::string> currencies; ///< by column: ISO 4217 code in the number formats of its amounts, or empty
    std::vector<std::string> warnings;
};

/// Writes a sheet as CSV: UTF-8, ",", text quoted, line n = row n of the sheet (rows without content are empty lines; line breaks
/// in cells become spaces). Dates and times as ISO, by the number formats and the workbook's date system; percent formats as
/// "12.5%"; numbers with the fewest digits that read back the same; formulas by their stored result; error values empty. `sheet`
/// empty: the visible sheet with the most cells. Row by row, so that memory holds the shared texts and one row. Throws
/// Error{file_corrupt, file_unsupported, file_too_large_inside, file_too_many_columns, file_empty, usage for an unknown sheet,
/// write_failed, cancelled}.
XlsxResult xlsx_to_csv(const std::filesystem::path& file, const std::string& sheet, const std::filesystem::path& out_csv,
                       const XlsxLimits& limits, Progress& progress, std::stop_token stop = {});

} // namespace plumbline::ingest
