// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/metrics/annotations.h"

namespace plumbline::pulse {

/// Targets of a sheet: columns metric, value, and from and to, or period (2026, 2026-Q4, 2026-11, 2026-W46); every further column
/// is a dimension that narrows the target, empty: all of it. French names are understood, and numbers and days as either language
/// writes them; `language` decides where a file does not. Throws Error{usage} with file and line, dimension_unknown,
/// metric_unknown, and what reading a text file throws.
std::vector<metrics::Target> read_targets(const std::filesystem::path& file, const DatasetInfo& dataset, Language language);

/// The same from cells that were copied out of a sheet: the first line is the head, columns stand apart by tabs (or, where there
/// is none, by semicolons or commas).
std::vector<metrics::Target> paste_targets(const std::string& text, const DatasetInfo& dataset, Language language);

/// An amount as people type it: "1,250,000", "1 250 000,50", "1.250.000,50", "CHF 1.2M", "1,2 M", "95 %". `decimal` where it is
/// known, else by the digits; missing where it is no number, or could be two.
std::optional<double> parse_amount(std::string_view text, std::optional<char> decimal = {});
/// "2026-11" is November; missing where it is no period.
std::optional<DateRange> parse_period_name(std::string_view text);

} // namespace plumbline::pulse
