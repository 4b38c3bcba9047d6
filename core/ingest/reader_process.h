// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <nlohmann/json.hpp>
#include <stop_token>

#include "core/base/progress.h"

namespace plumbline::ingest {

/// Memory that a reader may use (anonymous memory, bytes); the system enforces it, and the parent watches it too.
inline constexpr uint64_t reader_memory_limit = 1536ull << 20;

/// Runs one job in plumbline-reader: writes it to its standard input, passes progress lines on, gives its result.
/// The reader dies with its parent. Throws the reader's Error, Error{reader_memory, reader_crashed, cancelled} otherwise;
/// after a stop the process is gone within 200 ms.
nlohmann::json run_reader(const nlohmann::json& job, const std::string& file, Progress& progress, std::stop_token stop);

/// The other side, called by app/reader: limits itself, reads the job, runs it, writes lines. Gives the exit code.
int reader_main();

} // namespace plumbline::ingest
