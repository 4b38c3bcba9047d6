// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/ingest/import.h"

/// What travels between the program and plumbline-reader, and onto the command line.
namespace plumbline::ingest {

nlohmann::json to_json(const Dialect& dialect);
Dialect dialect_from_json(const nlohmann::json& j);
nlohmann::json to_json(const ReadOptions& options);
ReadOptions options_from_json(const nlohmann::json& j);
nlohmann::json to_json(const DatasetColumn& column);
DatasetColumn column_from_json(const nlohmann::json& j);
nlohmann::json to_json(const DatasetInfo& dataset);
DatasetInfo dataset_from_json(const nlohmann::json& j);
nlohmann::json to_json(const FileReading& reading);
FileReading reading_from_json(const nlohmann::json& j);
nlohmann::json to_json(const ColumnChoice& choice);
ColumnChoice choice_from_json(const nlohmann::json& j);
/// With types, so that the table is the same on the other side.
nlohmann::json typed_json(const Table& table);
Table table_from_typed_json(const nlohmann::json& j);
nlohmann::json to_json(const Error& error);
Error error_from_json(const nlohmann::json& j);

} // namespace plumbline::ingest
