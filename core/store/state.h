// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/store/dataset.h"
#include "core/store/sqlite.h"
#include "core/store/workspace.h"

/// Reading and writing the tables of state.sqlite.
namespace plumbline::store::state {

/// Marks the file as a Plumbline workspace (PRAGMA application_id): "PLMB".
inline constexpr int application_id = 0x504C4D42;

/// Brings a database from its user_version to Workspace::known_format, one numbered migration after the other.
void migrate(Sqlite& db);
std::optional<std::string> meta(const Sqlite& db, std::string_view key);
void set_meta(Sqlite& db, std::string_view key, std::string_view value);
std::vector<DatasetInfo> datasets(const Sqlite& db);
std::vector<SnapshotInfo> snapshots(const Sqlite& db, int64_t dataset_id);
/// Inserts (id 0) or updates a dataset and its columns; gives its id.
int64_t save_dataset(Sqlite& db, const DatasetInfo& dataset);
int64_t save_snapshot(Sqlite& db, const SnapshotInfo& snapshot, const std::vector<RejectedRow>& rejects);
/// Index of the first snapshot that the current view is made of: the last "replace".
size_t first_current(const std::vector<SnapshotInfo>& snapshots);
/// SHA-256 over everything that decides a number (datasets, columns, snapshots, settings): single flipped bits, which SQLite does
/// not notice, change it.
std::string digest(const Sqlite& db);

} // namespace plumbline::store::state
