// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/ingest/csv_source.h"
#include "core/ingest/reading.h"
#include "core/table/table.h"

namespace plumbline::ingest {

/// A delimited text file, understood: its dialect, columns, questions and rejects, and the rows on demand.
class CsvFile {
public:
    /// whole: look at every byte; else files above 32 MB are judged by samples, within 300 ms. work: folder for a decoded copy of
    /// files that are not UTF-8 and large. Throws Error: file_not_found, file_is_directory, file_unreadable, file_empty,
    /// file_binary, file_encoding, file_no_table, file_too_many_columns, file_line_too_long, file_changed_while_read, cancelled.
    /// A file without rows is read; the caller refuses it where rows are needed (no_rows()).
    static std::unique_ptr<CsvFile> open(const std::filesystem::path& path, const ReadOptions& options, bool whole,
                                         const std::filesystem::path& work, Progress& progress, std::stop_token stop = {});

    FileReading& reading() { return m_reading; }
    const FileReading& reading() const { return m_reading; }
    bool no_rows() const { return m_reading.rows == 0; }
    /// Typed values of the first rows, all where `most` is not given. Decimals that a double would not hold exactly, and
    /// timestamps (ISO 8601, "Z" where they are UTC), are text.
    Table rows(std::optional<size_t> most, std::stop_token stop = {}) const;
    /// The first rows within the piece that a preview reads of a file of any size: the same for a preview and an import.
    Table sample(size_t most, std::stop_token stop = {}) const;
    /// Sets aside every row that has no value in this column of dates.
    void require(const std::string& field, std::stop_token stop = {});
    /// All rows for DuckDB, under the field names of reading(). Needs `whole`. The file must stay open as long as the source is
    /// used.
    std::unique_ptr<CsvSource> source(std::stop_token stop = {}) const;
    /// Throws file_changed_while_read where the file is not what it was when it was opened; to be called after the last row was
    /// read.
    void check_unchanged() const;
    const CsvPlan& plan() const { return *m_plan; }

private:
    Table read(std::span<const ScanBlock> blocks, std::optional<size_t> most, const std::stop_token& stop) const;
    FileReading m_reading;
    std::shared_ptr<CsvPlan> m_plan;
    ScanBlock m_head; ///< whole rows of the sampled beginning
};

/// The cells of a file as text, without types, nothing left out: header (empty names where the file has none) and records.
struct RawTable {
    Dialect dialect;
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
};
/// For small files: judges the dialect as CsvFile does and gives every cell as it stands.
RawTable read_raw_cells(const std::filesystem::path& path, const ReadOptions& options = {});

} // namespace plumbline::ingest
