// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/store/dataset.h"
#include "core/store/duck.h"
#include "core/warehouse/remedied.h"

namespace plumbline::ingest {

/// One Parquet snapshot and how it joins what came before it.
struct SnapshotPart {
    std::filesystem::path file;
    std::string mode = "replace"; ///< "replace", "append", "upsert"
    std::vector<std::string> key; ///< upsert: fields
};

/// Works on a staged facts.duckdb: loads rows, writes the snapshot, folds snapshots into typed facts, rolls up.
/// Runs inside the reader process.
class FactsBuilder {
public:
    /// `folders`: what DuckDB may touch besides the file itself (staging, snapshots).
    FactsBuilder(const std::filesystem::path& facts, const std::vector<std::filesystem::path>& folders);

    /// Loads all rows of a source into a new table, as typed by the source.
    void load(duck::RowSource& source, const std::string& table);
    /// Loads Parquet files into a new table with the types that facts have (ENUM, DECIMAL, DATE); `select` is the relation.
    void load_select(const std::string& select, const std::string& table);
    /// Writes a table as Parquet; flushed to the disk.
    void write_snapshot(const std::string& table, const std::filesystem::path& file);
    /// old ∪ new, or old without the keys of new, ∪ new, by field name; both tables are dropped afterwards.
    void merge(const std::string& old_table, const std::string& new_table, const SnapshotPart& part, const std::string& table);
    /// Folds snapshots, oldest first, into `table`.
    void fold(const std::vector<SnapshotPart>& parts, const std::string& table);
    /// Runs a recipe's SELECT over the table as `input` and puts the result in its place.
    void apply_query(const std::string& table, const std::string& sql,
                     const std::vector<std::pair<std::string, Value>>& parameters);
    /// Fields and their types as stored. `known` gives names, roles and units where the field is there.
    std::vector<DatasetColumn> describe(const std::string& table, const std::vector<DatasetColumn>& known);
    /// Rows, dates, facts table; then the roll-up that the roles ask for. The old roll-up is dropped.
    void finish(DatasetInfo& dataset, const std::string& table);
    /// Brings back the rows as they came in, where decisions have changed them: what every import and decision starts from.
    void restore_raw(const std::string& table);
    /// Applies decisions to a copy; the rows as they came in stay beside it. A rule that does not fit any more changes nothing.
    void remedy(const DatasetInfo& dataset, const std::string& table, const std::vector<warehouse::Rule>& rules);
    void rename_field(const std::string& table, const std::string& from, const std::string& to);
    void drop(const std::string& table);
    /// Writes everything into the file and closes it. Nothing else may be called afterwards.
    void close();

    duck::Connection& connection() { return *m_connection; }
    std::filesystem::path folder() const { return m_file.parent_path(); }

private:
    std::filesystem::path m_file;
    std::unique_ptr<duck::Database> m_database;
    std::unique_ptr<duck::Connection> m_connection;
};

/// "facts_" or "rollup_" and eight random digits: a name that no earlier generation had.
std::string new_table_name(const std::string& prefix);

} // namespace plumbline::ingest
