// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite.h"

#include <sqlite3.h>

#include "core/base/error.h"

namespace plumbline::store {

Sqlite::Sqlite(const std::filesystem::path& file, Open mode) : m_file(file) {
    const int flags = mode == Open::read    ? SQLITE_OPEN_READONLY
                      : mode == Open::write ? SQLITE_OPEN_READWRITE
                                            : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    if (sqlite3_open_v2(file.c_str(), &m_handle, flags | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK) fail();
    // Schema and content may have been written by somebody else: no functions from the schema, no writes through it, pages are
    // checked.
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    sqlite3_busy_timeout(m_handle, 2000);
    execute("PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA foreign_keys = ON");
    if (mode != Open::read) execute("PRAGMA synchronous = FULL");
}

Sqlite::~Sqlite() { sqlite3_close_v2(m_handle); }

void Sqlite::fail() const {
    const int code = sqlite3_errcode(m_handle) & 0xff;
    const std::string detail = sqlite3_errmsg(m_handle), path = m_file.string();
    if (code == SQLITE_FULL) throw Error(ErrorCode::disk_full, {{"path", path}});
    if (code == SQLITE_READONLY || code == SQLITE_PERM || code == SQLITE_CANTOPEN)
        throw Error(ErrorCode::workspace_read_only, {{"path", m_file.parent_path().string()}});
    if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB || code == SQLITE_ERROR || code == SQLITE_MISMATCH)
        throw Error(ErrorCode::workspace_damaged, {{"path", m_file.parent_path().string()}, {"detail", detail}});
    throw Error(ErrorCode::write_failed, {{"path", path}, {"detail", detail}});
}

void Sqlite::execute(std::string_view sql) {
    if (sqlite3_exec(m_handle, std::string(sql).c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

bool Sqlite::in_transaction() const { return sqlite3_get_autocommit(m_handle) == 0; }

int64_t Sqlite::last_id() const { return sqlite3_last_insert_rowid(m_handle); }

void Sqlite::backup_to(const std::filesystem::path& file) const {
    const Sqlite target(file, Open::create);
    sqlite3_backup* backup = sqlite3_backup_init(target.m_handle, "main", m_handle, "main");
    if (!backup) target.fail();
    sqlite3_backup_step(backup, -1);
    if (sqlite3_backup_finish(backup) != SQLITE_OK) target.fail();
}

std::string Sqlite::check() const {
    try {
        Statement statement(*this, "PRAGMA integrity_check(1)");
        return statement.step() ? statement.text(0) : "no answer";
    } catch (const Error& e) {
        const auto detail = e.facts().find("detail");
        return detail == e.facts().end() ? e.what() : detail->second;
    }
}

Statement::Statement(const Sqlite& database, std::string_view sql) : m_database(database) {
    if (sqlite3_prepare_v2(database.m_handle, sql.data(), static_cast<int>(sql.size()), &m_handle, nullptr) != SQLITE_OK)
        database.fail();
}

Statement::~Statement() { sqlite3_finalize(m_handle); }

Statement& Statement::bind(int64_t v) {
    sqlite3_bind_int64(m_handle, m_next++, v);
    return *this;
}

Statement& Statement::bind(std::string_view v) {
    sqlite3_bind_text(m_handle, m_next++, v.data(), static_cast<int>(v.size()), SQLITE_TRANSIENT);
    return *this;
}

Statement& Statement::bind(const std::optional<int64_t>& v) {
    if (v) return bind(*v);
    sqlite3_bind_null(m_handle, m_next++);
    return *this;
}

bool Statement::step() {
    const int code = sqlite3_step(m_handle);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) m_database.fail();
    return false;
}

void Statement::reset() {
    sqlite3_reset(m_handle);
    m_next = 1;
}

int64_t Statement::integer(int column) const { return sqlite3_column_int64(m_handle, column); }

std::optional<int64_t> Statement::optional_integer(int column) const {
    if (sqlite3_column_type(m_handle, column) == SQLITE_NULL) return std::nullopt;
    return integer(column);
}

std::string Statement::text(int column) const {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(m_handle, column));
    return bytes ? std::string(bytes, static_cast<size_t>(sqlite3_column_bytes(m_handle, column))) : std::string();
}

Transaction::~Transaction() {
    if (m_done) return;
    try {
        m_database.execute(m_inner ? "ROLLBACK TO part; RELEASE part" : "ROLLBACK");
    } catch (const Error&) {
        // SQLite has rolled back by itself (disk full, interrupted): there is nothing left to undo.
    }
}

void Transaction::commit() {
    m_database.execute(m_inner ? "RELEASE part" : "COMMIT");
    m_done = true;
}

} // namespace plumbline::store
