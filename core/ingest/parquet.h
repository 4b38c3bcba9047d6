// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "core/ingest/reading.h"
#include "core/store/duck.h"
#include "core/table/table.h"

namespace plumbline::ingest {

/// A Parquet file, or a folder of them (Hive partitions become columns), opened in a DuckDB of its own that may touch nothing else.
class ParquetFile {
public:
    /// `limit` of memory as DuckDB writes it. Throws Error{file_corrupt}.
    ParquetFile(const std::filesystem::path& path, const std::string& memory_limit);
    const FileReading& reading() const { return m_reading; }
    /// The first rows as typed values; fields nested in structs are dotted columns, lists of values become text.
    Table rows(size_t most);
    /// SELECT that gives the columns under their field names.
    const std::string& select() const { return m_select; }
    duck::Connection& connection() { return *m_connection; }

private:
    std::string m_name;
    std::string m_select;
    FileReading m_reading;
    std::unique_ptr<duck::Database> m_database;
    std::unique_ptr<duck::Connection> m_connection;
};

} // namespace plumbline::ingest
