// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/state.h"

#include <nlohmann/json.hpp>

#include "core/base/digest.h"
#include "core/base/error.h"
#include "core/store/record.h"

namespace plumbline {
extern const std::string_view resource_migration_0001;
extern const std::string_view resource_migration_0002;
} // namespace plumbline

namespace plumbline::store::state {

void migrate(Sqlite& db) {
    static const std::string_view steps[Workspace::known_format] = {resource_migration_0001, resource_migration_0002};
    Statement version(db, "PRAGMA user_version");
    version.step();
    const auto from = static_cast<size_t>(version.integer(0));
    version.reset();
    for (size_t i = from; i < std::size(steps); ++i) {
        Transaction transaction(db);
        db.execute(steps[i]);
        db.execute("PRAGMA user_version = " + std::to_string(i + 1));
        if (i == 0) db.execute("PRAGMA application_id = " + std::to_string(application_id));
        transaction.commit();
    }
}

std::optional<std::string> meta(const Sqlite& db, std::string_view key) {
    Statement s(db, "SELECT value FROM meta WHERE key = ?");
    s.bind(key);
    if (!s.step()) return std::nullopt;
    return s.text(0);
}

void set_meta(Sqlite& db, std::string_view key, std::string_view value) {
    Statement(db, "INSERT INTO meta(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value")
        .bind(key)
        .bind(value)
        .step();
}

std::vector<SnapshotInfo> snapshots(const Sqlite& db, int64_t dataset_id) {
    std::vector<SnapshotInfo> out;
    Statement s(db, "SELECT id, file, sha256, source, created, mode, key_fields, rows, rejected_rows, reading FROM snapshot "
                    "WHERE dataset_id = ? ORDER BY id");
    s.bind(dataset_id);
    while (s.step()) {
        SnapshotInfo& i = out.emplace_back();
        i.id = s.integer(0);
        i.dataset_id = dataset_id;
        i.file = s.text(1);
        i.sha256 = s.text(2);
        i.source = s.text(3);
        i.created = s.text(4);
        i.mode = s.text(5);
        i.key = nlohmann::json::parse(s.text(6)).get<std::vector<std::string>>();
        i.rows = s.integer(7);
        i.rejected_rows = s.integer(8);
        i.reading = s.text(9);
    }
    return out;
}

size_t first_current(const std::vector<SnapshotInfo>& all) {
    for (size_t i = all.size(); i-- > 0;)
        if (all[i].mode == "replace") return i;
    return 0;
}

namespace {

std::string fingerprint(const DatasetInfo& dataset, const std::vector<SnapshotInfo>& all) {
    std::string text;
    for (size_t i = first_current(all); i < all.size(); ++i) text += all[i].sha256 + all[i].mode;
    for (const DatasetColumn& c : dataset.columns) text += "|" + c.field + "=" + c.role + "," + c.kind + "," + c.unit;
    return sha256(text);
}

std::vector<DatasetColumn> columns_of(const Sqlite& db, int64_t id) {
    std::vector<DatasetColumn> out;
    Statement s(
        db,
        "SELECT name, field, type, scale, role, kind, unit, reason FROM dataset_column WHERE dataset_id = ? ORDER BY position");
    s.bind(id);
    while (s.step())
        out.push_back({s.text(0), s.text(1), parse_field_type(s.text(2)), static_cast<int>(s.integer(3)), s.text(4), s.text(5),
                       s.text(6), s.text(7)});
    return out;
}

} // namespace

std::vector<DatasetInfo> datasets(const Sqlite& db) {
    std::vector<DatasetInfo> out;
    Statement s(db, "SELECT id, name, rows, first_day, last_day, currency, facts_table, rollup_table, rollup_fields FROM dataset "
                    "ORDER BY name COLLATE NOCASE");
    while (s.step()) {
        DatasetInfo& d = out.emplace_back();
        d.id = s.integer(0);
        d.name = s.text(1);
        d.rows = s.integer(2);
        const auto first = s.optional_integer(3), last = s.optional_integer(4);
        if (first && last) d.dates = DateRange{{static_cast<int32_t>(*first)}, {static_cast<int32_t>(*last)}};
        d.currency = s.text(5);
        d.facts_table = s.text(6);
        d.rollup_table = s.text(7);
        d.rollup_fields = nlohmann::json::parse(s.text(8)).get<std::vector<std::string>>();
        d.columns = columns_of(db, d.id);
        const auto all = snapshots(db, d.id);
        d.snapshots = static_cast<int>(all.size() - first_current(all));
        d.fingerprint = fingerprint(d, all);
    }
    return out;
}

int64_t save_dataset(Sqlite& db, const DatasetInfo& d) {
    const auto first = d.dates ? std::optional<int64_t>(d.dates->from.days) : std::nullopt;
    const auto last = d.dates ? std::optional<int64_t>(d.dates->to.days) : std::nullopt;
    Statement save(db, d.id == 0
                           ? "INSERT INTO dataset(name, rows, first_day, last_day, currency, facts_table, rollup_table, "
                             "rollup_fields) VALUES(?, ?, ?, ?, ?, ?, ?, ?)"
                           : "UPDATE dataset SET name = ?, rows = ?, first_day = ?, last_day = ?, currency = ?, facts_table = ?, "
                             "rollup_table = ?, rollup_fields = ? WHERE id = ?");
    save.bind(d.name).bind(d.rows).bind(first).bind(last).bind(d.currency).bind(d.facts_table).bind(d.rollup_table);
    save.bind(nlohmann::json(d.rollup_fields).dump());
    if (d.id != 0) save.bind(d.id);
    save.step();
    const int64_t id = d.id != 0 ? d.id : db.last_id();
    Statement(db, "DELETE FROM dataset_column WHERE dataset_id = ?").bind(id).step();
    Statement column(db, "INSERT INTO dataset_column VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    int64_t position = 0;
    for (const DatasetColumn& c : d.columns) {
        column.bind(id).bind(position++).bind(c.name).bind(c.field).bind(field_type_id(c.type)).bind(int64_t{c.scale});
        column.bind(c.role).bind(c.kind).bind(c.unit).bind(c.reason).step();
        column.reset();
    }
    return id;
}

int64_t save_snapshot(Sqlite& db, const SnapshotInfo& i, const std::vector<RejectedRow>& rejects) {
    Statement(db,
              "INSERT INTO snapshot(dataset_id, file, sha256, source, created, mode, key_fields, rows, rejected_rows, reading) "
              "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(i.dataset_id)
        .bind(i.file)
        .bind(i.sha256)
        .bind(i.source)
        .bind(i.created)
        .bind(i.mode)
        .bind(nlohmann::json(i.key).dump())
        .bind(i.rows)
        .bind(i.rejected_rows)
        .bind(i.reading)
        .step();
    const int64_t id = db.last_id();
    Statement reject(db, "INSERT INTO reject VALUES(?, ?, ?, ?, ?)");
    int64_t position = 0;
    for (const RejectedRow& r : rejects) {
        reject.bind(id).bind(position++).bind(r.line).bind(r.reason).bind(r.text).step();
        reject.reset();
    }
    return id;
}

std::string digest(const Sqlite& db) {
    static constexpr std::string_view queries[] = {
        "SELECT json_array(key, value) FROM meta WHERE key <> 'digest' ORDER BY key",
        "SELECT json_array(key, value) FROM setting ORDER BY key",
        "SELECT json_array(id, name, rows, first_day, last_day, currency, facts_table, rollup_table, rollup_fields) FROM dataset "
        "ORDER BY id",
        "SELECT json_array(dataset_id, position, name, field, type, scale, role, kind, unit, reason) FROM dataset_column "
        "ORDER BY dataset_id, position",
        "SELECT json_array(id, dataset_id, file, sha256, source, created, mode, key_fields, rows, rejected_rows, reading) FROM "
        "snapshot "
        "ORDER BY id"};
    std::string text;
    for (const std::string_view query : queries) {
        Statement s(db, query);
        while (s.step()) text += s.text(0) + "\n";
        text += "--\n";
    }
    return sha256(text + deciding_records(db));
}

} // namespace plumbline::store::state
