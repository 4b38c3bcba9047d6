// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/record.h"

#include "core/base/digest.h"
#include "core/store/files.h"
#include "core/store/workspace_impl.h"

namespace plumbline::store {

namespace state {

namespace {

/// A workspace of format 1 that is only read has no such table yet.
bool has_records(const Sqlite& db) {
    Statement version(db, "PRAGMA user_version");
    version.step();
    return version.integer(0) >= 2;
}

Record read(const Statement& s) {
    return {s.text(0), s.text(1), s.integer(2), s.text(3), s.text(4), s.text(5), s.integer(6) != 0};
}

} // namespace

std::vector<Record> records(const Sqlite& db, std::string_view kind, std::optional<int64_t> dataset_id) {
    std::vector<Record> out;
    if (!has_records(db)) return out;
    Statement s(db, "SELECT kind, id, dataset_id, body, created, updated, decides FROM record "
                    "WHERE kind = ?1 AND (?2 IS NULL OR dataset_id = ?2) ORDER BY position, id");
    s.bind(kind).bind(dataset_id);
    while (s.step()) out.push_back(read(s));
    return out;
}

std::optional<Record> record(const Sqlite& db, std::string_view kind, std::string_view id) {
    if (!has_records(db)) return std::nullopt;
    Statement s(db, "SELECT kind, id, dataset_id, body, created, updated, decides FROM record WHERE kind = ? AND id = ?");
    s.bind(kind).bind(id);
    if (!s.step()) return std::nullopt;
    return read(s);
}

Record put_record(Sqlite& db, Record r) {
    if (r.id.empty()) r.id = random_hex(8);
    const auto old = record(db, r.kind, r.id);
    r.updated = now_utc();
    r.created = old ? old->created : r.updated;
    Statement(db, "INSERT INTO record(kind, id, dataset_id, body, created, updated, decides, position) "
                  "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, (SELECT coalesce(max(position), 0) + 1 FROM record)) "
                  "ON CONFLICT(kind, id) DO UPDATE SET dataset_id = excluded.dataset_id, body = excluded.body, "
                  "updated = excluded.updated, decides = excluded.decides")
        .bind(r.kind)
        .bind(r.id)
        .bind(r.dataset_id)
        .bind(r.body)
        .bind(r.created)
        .bind(r.updated)
        .bind(int64_t{r.decides})
        .step();
    return r;
}

bool remove_record(Sqlite& db, std::string_view kind, std::string_view id) {
    if (!record(db, kind, id)) return false;
    Statement(db, "DELETE FROM record WHERE kind = ? AND id = ?").bind(kind).bind(id).step();
    return true;
}

std::string deciding_records(const Sqlite& db) {
    std::string text;
    if (!has_records(db)) return text;
    Statement s(db, "SELECT json_array(kind, id, dataset_id, body) FROM record WHERE decides = 1 ORDER BY kind, id");
    while (s.step()) text += s.text(0) + "\n";
    return text;
}

} // namespace state

std::vector<Record> Workspace::records(std::string_view kind, std::optional<int64_t> dataset_id) const {
    return state::records(*m_impl->db, kind, dataset_id);
}

std::optional<Record> Workspace::record(std::string_view kind, std::string_view id) const {
    return state::record(*m_impl->db, kind, id);
}

Record Workspace::put_record(Record record) {
    m_impl->require_write();
    Transaction transaction(*m_impl->db);
    Record stored = state::put_record(*m_impl->db, std::move(record));
    if (stored.decides) m_impl->seal_state();
    transaction.commit();
    return stored;
}

bool Workspace::remove_record(std::string_view kind, std::string_view id) {
    m_impl->require_write();
    Transaction transaction(*m_impl->db);
    const auto old = state::record(*m_impl->db, kind, id);
    if (!old) return false;
    state::remove_record(*m_impl->db, kind, id);
    if (old->decides) m_impl->seal_state();
    transaction.commit();
    return true;
}

} // namespace plumbline::store
