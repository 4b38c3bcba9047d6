// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/ingest/csv_dialect.h"

namespace plumbline::ingest {

/// A record near the edge of the table, with its cells as text.
struct EdgeRow {
    uint64_t begin = 0, next = 0; ///< byte offsets in the UTF-8 text
    int64_t line = 0;             ///< physical line, from 1; 0 where it is not known (tail of a large file)
    int64_t lines = 1;
    std::vector<std::string> cells;
    bool blank = false; ///< nothing in it but separators
};

enum class LeftOutReason { total_word, unnamed_total, note };
struct LeftOut {
    EdgeRow row;
    LeftOutReason reason = LeftOutReason::note;
    bool needs_sums = false; ///< left out only where its numbers are the sums of the other rows
};

/// Where the table lies in the text, and what its columns are called.
struct Frame {
    size_t columns = 0;             ///< fields of a record
    std::vector<std::string> names; ///< unique; "column_3" where the file has none
    std::vector<bool> named;        ///< does the file name it?
    uint64_t data_begin = 0, data_end = 0;
    uint64_t table_end = 0; ///< where a second table begins; else the end of the text
    int64_t data_line = 1;  ///< physical line of the first data row
    int64_t skipped_head = 0;
    int64_t skipped_tail = 0;
    int header_rows = 1;
    std::string header_line; ///< as it stands: a repeat of it further down is no data
    std::vector<LeftOut> totals_on_top, rows_below;
    std::vector<std::string> title_cells; ///< texts above the header
    std::vector<std::string> warnings;
    bool pads_short_rows = false; ///< the exporter drops empty fields at the end of a row
    std::vector<bool> values;     ///< columns that hold numbers or dates near the head
    std::vector<std::string> header_cells;
};

/// Row of `rows` that names the columns of another table than the frame's: other names stand where the table has numbers or
/// dates, or a header of another width begins behind an empty line. rows.size(): there is none from `from` on.
size_t find_second_table(const std::vector<EdgeRow>& rows, size_t from, const Frame& frame);
/// How the user is told of it.
std::string second_table_warning(const EdgeRow& header);
/// The records of a piece of text; `offset`: where it begins. `last`: nothing follows it.
std::vector<EdgeRow> edge_rows(std::string_view text, uint64_t offset, bool last, const RecordParser& parser, size_t limit);

/// head: UTF-8 from the beginning of the text (buffer_padding behind it). tail: the same for its end, or empty where head is all.
/// tail_offset: where tail begins. Throws file_too_many_columns, file_no_table.
Frame find_frame(std::string_view head, std::string_view tail, uint64_t tail_offset, uint64_t text_size, const FormatGuess& guess,
                 const ReadOptions& options, const std::string& file_name);

/// Does the cell begin with "Total", "Gesamt", "Somme" …? `exact`: and say nothing more.
bool is_total_word(std::string_view cell, bool* exact = nullptr);
/// Names made unique: blanks become "column_N", a second "Cost" becomes "Cost_2".
std::vector<std::string> unique_names(std::vector<std::string> names, std::vector<bool>* named = nullptr);

inline constexpr size_t max_columns = 2000;

} // namespace plumbline::ingest
