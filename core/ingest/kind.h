// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <string_view>

namespace plumbline::ingest {

/// What reads a path. `csv` stands for any delimited text.
enum class FileKind { csv, xlsx, json, ndjson, parquet, parquet_folder };

std::string_view file_kind_id(FileKind kind);

/// Looks at the first bytes, then at the text, then at the name; the name alone never decides. A folder is `parquet_folder` where
/// it holds *.parquet at any depth (Hive-partitioned or flat). Throws Error{file_not_found, file_is_directory, file_unreadable,
/// file_empty, file_binary, file_corrupt, file_unsupported with the fact "kind"}.
FileKind detect_kind(const std::filesystem::path& path);

} // namespace plumbline::ingest
