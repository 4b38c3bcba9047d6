// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/store/dataset.h"
#include "core/store/record.h"

namespace plumbline::store {

enum class Access { read, write };

/// A row of an import that was set aside.
struct RejectedRow {
    int64_t line = 0;
    std::string reason;
    std::string text;
};

/// One import, immutable.
struct SnapshotInfo {
    int64_t id = 0;
    int64_t dataset_id = 0;
    std::string file; ///< name inside snapshots/
    std::string sha256;
    std::string source;           ///< name of the file it came from
    std::string created;          ///< ISO timestamp, UTC
    std::string mode;             ///< "replace", "append", "upsert"
    std::vector<std::string> key; ///< upsert: fields
    int64_t rows = 0;
    int64_t rejected_rows = 0;
    std::string reading; ///< JSON: dialect, warnings, how it was read
};

/// What an import hands over for commit.
struct NewSnapshot {
    SnapshotInfo snapshot; ///< id and dataset_id are given by the commit
    DatasetInfo dataset;   ///< id 0: a new dataset; columns, rows, dates, tables as they are after the import
    std::vector<RejectedRow> rejects;
    std::filesystem::path staged_snapshot; ///< Parquet file in the staging folder, complete and flushed
    std::filesystem::path staged_facts;    ///< facts.duckdb to be, complete and flushed
};

struct VerifyReport {
    struct Item {
        std::string what; ///< "state.sqlite", "snapshots/…", "facts.duckdb"
        bool ok = true;
        std::string detail;
    };
    std::vector<Item> items;
    bool ok() const;
};

/// The folder that holds everything: state.sqlite (what a person made), snapshots/ (the truth), facts.duckdb (a cache).
/// One writer at a time; not thread-safe.
class Workspace {
public:
    /// Format of state.sqlite that this program writes.
    static constexpr int known_format = 2;

    static bool exists(const std::filesystem::path& folder);
    /// Makes a new one (the folder may exist, empty or not). Throws Error{workspace_read_only, disk_full, write_failed}.
    static std::unique_ptr<Workspace> create(const std::filesystem::path& folder, const std::string& name);
    /// Throws Error{workspace_not_found, workspace_in_use, workspace_newer, workspace_damaged, workspace_read_only (write only)}.
    static std::unique_ptr<Workspace> open(const std::filesystem::path& folder, Access access);
    ~Workspace();

    const std::filesystem::path& folder() const;
    Access access() const;
    std::string name() const;

    std::vector<DatasetInfo> datasets() const;
    /// By name, case-insensitive; an empty name is the only dataset there is. Throws Error{dataset_not_found, dataset_needed}.
    DatasetInfo dataset(std::string_view name) const;
    std::vector<SnapshotInfo> snapshots(int64_t dataset_id) const;
    std::vector<RejectedRow> rejects(int64_t snapshot_id) const;

    /// Makes a staged import visible: one SQLite commit. Whatever is killed before it leaves the workspace as it was.
    SnapshotInfo commit(NewSnapshot import);
    /// Stores changed columns (roles, kinds, units) and the tables built for them; `staged_facts` replaces facts.duckdb.
    void commit_columns(const DatasetInfo& dataset, const std::filesystem::path& staged_facts);
    /// Forgets a dataset; its snapshots are removed after the commit.
    void remove_dataset(int64_t dataset_id);

    /// Path of facts.duckdb; empty where it is missing, of another generation, or not written by this machine.
    std::filesystem::path trusted_facts() const;
    std::filesystem::path facts_path() const;
    /// Puts a rebuilt cache in place and seals it.
    void install_facts(const std::filesystem::path& staged_facts, const std::vector<DatasetInfo>& datasets);
    /// A new empty folder inside the workspace for work in progress; removed by the next open if left behind.
    std::filesystem::path make_staging();

    std::optional<std::string> setting(std::string_view key) const;
    void set_setting(std::string_view key, std::string_view value);
    /// In the order in which they were first stored; with a dataset only those of it.
    std::vector<Record> records(std::string_view kind, std::optional<int64_t> dataset_id = std::nullopt) const;
    std::optional<Record> record(std::string_view kind, std::string_view id) const;
    /// Stores or replaces; gives it back with id and times.
    Record put_record(Record record);
    /// False: there was none.
    bool remove_record(std::string_view kind, std::string_view id);
    /// Appends to the audit trail.
    void log_event(std::string_view kind, std::string_view detail);

    /// Checks state.sqlite, the SHA-256 of every snapshot, and the seal of facts.duckdb.
    VerifyReport verify() const;
    /// One file (SQLite's own backup plus the snapshots, in an uncompressed zip). Throws Error{backup_exists, disk_full,
    /// write_failed}.
    void backup(const std::filesystem::path& file) const;
    /// Unpacks a backup into a new folder and verifies it.
    static void restore(const std::filesystem::path& file, const std::filesystem::path& folder);

private:
    friend class Group;
    struct Impl;
    explicit Workspace(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace plumbline::store
