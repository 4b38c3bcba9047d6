// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/ingest/reading.h"
#include "core/store/duck.h"
#include "core/table/table.h"

namespace plumbline::ingest {

/// Lists the rows of a relation that have no value in a column of dates as set aside, by their number from 1. Nothing is deleted.
void set_aside_without(duck::Connection& connection, const std::string& relation, const std::string& field, FileReading& reading);

/// A Parquet file, or a folder of them (Hive partitions become columns), opened in a DuckDB of its own that may touch nothing
/// else.
class ParquetFile {
public:
    /// `limit` of memory as DuckDB writes it. Throws Error{file_corrupt}.
    ParquetFile(const std::filesystem::path& path, const std::string& memory_limit, const std::filesystem::path& work = {});
    FileReading& reading() { return m_reading; }
    /// The first rows as typed values; fields nested in structs are dotted columns, lists of values become text.
    Table rows(size_t most);
    /// Sets aside every row without a value in this column; their lines are numbers of rows. Throws Error{file_corrupt}.
    void require(const std::string& field);
    /// Writes the columns under their field names into a Parquet file of the program's own. Throws Error{file_corrupt,
    /// reader_memory}.
    void write_copy(const std::filesystem::path& file);

private:
    [[noreturn]] void fail(const Error& e, const std::string& detail) const;
    std::string m_name, m_limit;
    std::string m_select;
    FileReading m_reading;
    std::unique_ptr<duck::Database> m_database;
    std::unique_ptr<duck::Connection> m_connection;
};

} // namespace plumbline::ingest
