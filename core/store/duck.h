// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/table/table.h"

/// The only face of DuckDB: nothing outside of core/store includes duckdb.h.
namespace plumbline::duck {

enum class PhysicalType { boolean, int32, int64, real, date, timestamp, varchar, enumeration, decimal };

/// A column that a RowSource gives. decimal: int64 unscaled values with `scale` digits after the point (width 18).
struct PhysicalColumn {
    std::string name;
    PhysicalType type = PhysicalType::varchar;
    int scale = 0;
    std::vector<std::string>
        members; ///< enumeration: codes index this (uint8 up to 256 members, uint16 up to 65,536, else uint32)
};

/// Raw view of one column of the chunk that a reader fills: up to `capacity` rows.
class ColumnWriter {
public:
    virtual ~ColumnWriter() = default;
    /// Start of the values: bool 1 byte, int32, int64, double, date int32 days since 1970, timestamp int64 microseconds, decimal
    /// int64, enumeration codes of the width above. Null for varchar.
    virtual void* data() = 0;
    virtual void set_null(size_t row) = 0;
    virtual void set_text(size_t row, std::string_view text) = 0; ///< varchar only, valid UTF-8
};

/// Reads on one thread; several exist at a time.
class RowReader {
public:
    virtual ~RowReader() = default;
    static constexpr size_t capacity = 2048;
    /// Fills at most `capacity` rows into the projected columns (`columns[i]` belongs to the i-th wanted column). 0: the end.
    virtual size_t read(std::span<ColumnWriter* const> columns) = 0;
};

/// Rows that DuckDB can select from, read on as many threads as it has.
class RowSource {
public:
    virtual ~RowSource() = default;
    virtual std::vector<PhysicalColumn> columns() const = 0;
    /// `wanted`: indices into columns(). Called once a thread; thread-safe.
    virtual std::unique_ptr<RowReader> open(const std::vector<size_t>& wanted) = 0;
};

struct OpenOptions {
    bool read_only = true;
    bool locked_down = true; ///< no external access, no extensions, configuration locked
    std::string memory_limit = "512MB";
    int threads = 0;                      ///< 0: as many as the machine has
    std::filesystem::path temp_directory; ///< spill files; empty: none
    std::vector<std::filesystem::path> allowed_directories;
};

class Connection;

/// A DuckDB instance: a file, or in memory where `file` is empty. Thread-safe; each thread takes its own Connection.
class Database {
public:
    Database(const std::filesystem::path& file, const OpenOptions& options);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    Connection connect();

private:
    friend class Connection;
    struct Impl;
    std::shared_ptr<Impl> m_impl;
};

/// One conversation with a Database; not thread-safe, except interrupt().
class Connection {
public:
    explicit Connection(Database& database);
    Connection(Connection&&) noexcept;
    Connection& operator=(Connection&&) noexcept;
    ~Connection();
    /// Runs one or more statements. Throws Error{query_failed} (disk_full where the disk is, cancelled after interrupt()).
    void execute(const std::string& sql);
    /// Runs one SELECT and gives its rows. DECIMAL becomes real, ENUM text, TIMESTAMP ISO text. `stop` interrupts it.
    Table query(const std::string& sql, const std::vector<Value>& parameters = {}, std::stop_token stop = {});
    /// First cell of the first row.
    Value scalar(const std::string& sql, const std::vector<Value>& parameters = {});
    /// Makes `name()` a table function that reads `source`, which must outlive its use.
    void register_source(const std::string& name, RowSource& source);
    /// Stops what runs, from any thread, within milliseconds.
    void interrupt();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// "name" with inner quotes doubled.
std::string quote_name(std::string_view name);
/// 'text' with inner quotes doubled.
std::string quote_text(std::string_view text);

} // namespace plumbline::duck
