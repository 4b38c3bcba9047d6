// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace plumbline::store {

/// One SQLite database, opened defensively: what it holds may come from somebody else.
class Sqlite {
public:
    enum class Open { read, write, create };
    /// Throws Error{workspace_damaged, workspace_read_only}.
    Sqlite(const std::filesystem::path& file, Open mode);
    ~Sqlite();
    Sqlite(const Sqlite&) = delete;
    Sqlite& operator=(const Sqlite&) = delete;
    /// Runs statements without results. Throws Error{disk_full, write_failed, workspace_damaged}.
    void execute(std::string_view sql);
    int64_t last_id() const;
    bool in_transaction() const;
    /// Copies all of it into a new file with SQLite's backup API.
    void backup_to(const std::filesystem::path& file) const;
    /// "ok" or what is wrong.
    std::string check() const;
    [[noreturn]] void fail() const;

private:
    friend class Statement;
    sqlite3* m_handle = nullptr;
    std::filesystem::path m_file;
};

/// A prepared statement: bind in order, then step.
class Statement {
public:
    Statement(const Sqlite& database, std::string_view sql);
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    Statement& bind(int64_t v);
    Statement& bind(std::string_view v);
    Statement& bind(const std::optional<int64_t>& v);
    /// True while there is a row.
    bool step();
    /// Runs it once more with new values.
    void reset();
    int64_t integer(int column) const;
    std::optional<int64_t> optional_integer(int column) const;
    std::string text(int column) const;

private:
    const Sqlite& m_database;
    sqlite3_stmt* m_handle = nullptr;
    int m_next = 1;
};

/// Rolls back unless committed. Inside another one it is a part of that: kept or taken back by itself, but final only with it.
class Transaction {
public:
    explicit Transaction(Sqlite& database) : m_database(database), m_inner(database.in_transaction()) {
        m_database.execute(m_inner ? "SAVEPOINT part" : "BEGIN IMMEDIATE");
    }
    ~Transaction();
    void commit();

private:
    Sqlite& m_database;
    bool m_inner;
    bool m_done = false;
};

} // namespace plumbline::store
