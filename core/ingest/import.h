// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/ingest/reading.h"
#include "core/store/workspace.h"
#include "core/table/table.h"

namespace plumbline::ingest {

/// Files of unknown origin are read in a helper process (plumbline-reader) under an operating-system memory limit. These
/// functions start it, pass its progress on, and turn its failure into an Error; they hold the calling thread, so ui/ runs them
/// in a job.

struct ColumnChoice {
    std::string column; ///< name or field
    std::optional<std::string> role, kind, unit, rename;
};

struct ImportRequest {
    std::filesystem::path file;   ///< a file, or a folder of Parquet files
    std::string dataset;          ///< empty: the file's stem
    std::string mode = "replace"; ///< "replace", "append", "upsert"
    std::vector<std::string> key; ///< upsert: names or fields; empty: date, campaign and dimensions
    ReadOptions options;
    std::vector<ColumnChoice> choices;
    std::filesystem::path recipe; ///< empty: one stored in the workspace for this shape, if any
};

struct ImportResult {
    std::string dataset;
    store::SnapshotInfo snapshot;
    FileReading reading;                ///< with roles
    std::vector<ImportResult> children; ///< JSON: nested arrays as datasets of their own
    double seconds = 0;
};

struct PreviewResult {
    FileReading reading;             ///< with roles
    Table rows;                      ///< typed values
    std::vector<std::string> sheets; ///< XLSX: names; JSON: paths of arrays
    int64_t bytes = 0;
    double seconds = 0;
};

/// Shows what an import would do; stores nothing. rows: how many to show; nullopt: all of them.
PreviewResult preview_file(const std::filesystem::path& file, const ReadOptions& options, std::optional<size_t> rows,
                           Progress& progress, std::stop_token stop = {});

/// Reads a file into the workspace. All or nothing. Throws Error with a code for files, or of the workspace.
ImportResult import_file(store::Workspace& workspace, const ImportRequest& request, Progress& progress,
                         std::stop_token stop = {});

/// Reads several files into the workspace: all of them, or none where one cannot be read.
std::vector<ImportResult> import_files(store::Workspace& workspace, const std::vector<ImportRequest>& requests,
                                       Progress& progress, std::stop_token stop = {});

/// Changes roles, kinds, units or names of columns after the import; the roll-up is built anew.
DatasetInfo change_columns(store::Workspace& workspace, const std::string& dataset, const std::vector<ColumnChoice>& choices,
                           Progress& progress, std::stop_token stop = {});

/// Opens a workspace and makes sure that its facts can be asked: rebuilds facts.duckdb from the snapshots where it is missing,
/// damaged, or was written elsewhere. Throws Error{snapshot_damaged} where a snapshot is not what was written.
std::unique_ptr<store::Workspace> open_workspace(const std::filesystem::path& folder, store::Access access, Progress& progress,
                                                 std::stop_token stop = {});
/// The same for a workspace that is open already.
void ensure_facts(store::Workspace& workspace, Progress& progress, std::stop_token stop = {});

/// Rejected rows as CSV: line, reason, text; text that a spreadsheet would run as a formula is defused.
void export_rejects(const std::vector<store::RejectedRow>& rejects, const std::filesystem::path& file);

/// Path of the helper; default: beside the running program.
void set_reader_path(const std::filesystem::path& program);

} // namespace plumbline::ingest
