// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>

#include "core/forecast/note.h"
#include "core/forecast/series.h"

namespace plumbline::cli {

/// Reads a text file with the columns ds and y, and regressors beside them. Dates are ISO 8601, with or without a time; empty,
/// NA, NaN and null are missing. Columns that hold no numbers are left out and named. Throws Error{series_invalid, file_…}.
forecast::RawSeries read_series_file(const std::filesystem::path& file, std::vector<forecast::Note>& notes);

/// "2026-11-15", with a time "2026-11-15T06:00:00".
std::string moment_text(double ds);

} // namespace plumbline::cli
