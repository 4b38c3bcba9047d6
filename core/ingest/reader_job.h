// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <nlohmann/json.hpp>
#include <stop_token>

#include "core/base/progress.h"

/// What plumbline-reader can be asked to do. Jobs and results are JSON; import.cpp writes and reads them.
namespace plumbline::ingest {

/// {"job":"preview", file, options, rows} -> {reading, table, sheets, bytes}
nlohmann::json preview_job(const nlohmann::json& job, Progress& progress);
/// {"job":"import", file, options, choices, recipe, mode, key, dataset, known_datasets, facts, staging} -> {dataset, snapshot,
/// reading, children}
nlohmann::json import_job(const nlohmann::json& job, Progress& progress);
/// {"job":"combine", select, columns, dataset, dataset_name, remedies, facts, staging} -> {dataset, snapshot}: a dataset made of
/// others' facts
nlohmann::json combine_job(const nlohmann::json& job, Progress& progress);
/// {"job":"rebuild", datasets:[{dataset, parts:[{file, mode, key}]}], staging} -> {datasets}
nlohmann::json rebuild_job(const nlohmann::json& job, Progress& progress);
/// {"job":"columns", dataset, facts, staging} -> {dataset}: the roll-up for changed roles
nlohmann::json columns_job(const nlohmann::json& job, Progress& progress);

} // namespace plumbline::ingest
