// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <string>

#include "core/base/format.h"
#include "core/chart/chart_spec.h"
#include "core/chart/table_spec.h"

namespace plumbline::report {

/// Where numbers come from: printed above what is exported.
struct Origin {
    std::string workspace; ///< "Nordhang · Shop"
    std::string period;    ///< "17 Aug to 15 Nov 2026, against same weeks of 2025"
    std::string filters;   ///< "Channel Search"; "no filter"
    std::string created;   ///< ISO timestamp
    std::string fingerprint;
    Language language = Language::en;
};

/// A field of a CSV file: quoted where it must be; text that a spreadsheet would run as a formula (it begins with = + - @, a tab
/// or a return) gets an apostrophe in front (OWASP, "CSV injection").
std::string csv_field(const std::string& text);
/// What is shown: title, origin, an empty line, head, rows, total. Numbers as numbers without locale, missing ones empty, bars
/// without a figure of their own left out. UTF-8 with a mark, lines end in CR LF (RFC 4180).
std::string table_csv(const TableSpec& table, const Origin& origin);
std::string chart_csv(const ChartSpec& chart, const Origin& origin);
/// The same as a workbook: texts are never formulas, numbers are numbers. Throws Error{report_failed}.
void write_table_xlsx(const TableSpec& table, const Origin& origin, const std::filesystem::path& file);
/// Written whole or not at all. Throws Error{write_failed}.
void write_text_file(const std::string& text, const std::filesystem::path& file);

} // namespace plumbline::report
