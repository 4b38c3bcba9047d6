// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/series_file.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

#include "core/base/letters.h"
#include "core/ingest/csv_read.h"

namespace plumbline::cli {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

std::string folded(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (!std::isspace(static_cast<unsigned char>(c)) && c != '"') out += ascii_lower(c);
    return out;
}

/// A number, or NaN for a missing one; nothing for other text.
std::optional<double> number(const std::string& cell, bool comma) {
    std::string text = folded(cell);
    if (text.empty() || text == "na" || text == "n/a" || text == "nan" || text == "null" || text == "none" || text == "-" ||
        text == "\u2013")
        return nan;
    if (comma) std::replace(text.begin(), text.end(), ',', '.');
    bool negative = false;
    std::string_view rest = text;
    if (rest.starts_with('+') || rest.starts_with('-')) {
        negative = rest.front() == '-';
        rest.remove_prefix(1);
    }
    if (rest == "inf" || rest == "infinity")
        return negative ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();
    double value = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
    if (end != rest.data() + rest.size()) return std::nullopt;
    if (error == std::errc::result_out_of_range) return std::numeric_limits<double>::infinity();
    if (error != std::errc()) return std::nullopt;
    return negative ? -value : value;
}

std::optional<double> moment(std::string text) {
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front()))) text.erase(text.begin());
    while (!text.empty() && (std::isspace(static_cast<unsigned char>(text.back())) || text.back() == 'Z')) text.pop_back();
    if (text.size() < 10) return std::nullopt;
    const auto day = parse_iso_date(std::string_view(text).substr(0, 10));
    if (!day) return std::nullopt;
    if (text.size() == 10) return day->days;
    int h = 0, m = 0, s = 0;
    if ((text[10] != 'T' && text[10] != ' ') || std::sscanf(text.c_str() + 11, "%d:%d:%d", &h, &m, &s) < 2 || h > 24 || m > 59 ||
        s > 60)
        return std::nullopt;
    return day->days + (h * 3600 + m * 60 + s) / 86400.0;
}

} // namespace

std::string moment_text(double ds) {
    const double day = std::floor(ds + 1e-9);
    const long seconds = std::lround((ds - day) * 86400);
    std::string out = to_iso({static_cast<int32_t>(day)});
    if (seconds > 0) {
        char time[16];
        std::snprintf(time, sizeof time, "T%02ld:%02ld:%02ld", seconds / 3600 % 100, seconds / 60 % 60, seconds % 60);
        out += time;
    }
    return out;
}

forecast::RawSeries read_series_file(const std::filesystem::path& file, std::vector<forecast::Note>& notes) {
    const ingest::RawTable table = ingest::read_raw_cells(file);
    const auto column = [&](std::string_view name) -> std::optional<size_t> {
        for (size_t i = 0; i < table.header.size(); ++i)
            if (folded(table.header[i]) == name) return i;
        return std::nullopt;
    };
    const auto ds = column("ds"), y = column("y");
    if (!ds || !y)
        throw Error(ErrorCode::series_invalid,
                    {{"detail", file.filename().string() + " has no column " + (ds ? "y" : "ds")},
                     {"detail_fr", file.filename().string() + " n'a pas de colonne " + (ds ? "y" : "ds")}});
    const bool comma = table.dialect.decimal == "," && table.dialect.delimiter != ",";
    forecast::RawSeries out;
    size_t line = 1 + static_cast<size_t>(table.dialect.skipped_head), undated = 0;
    for (const auto& row : table.rows) {
        ++line;
        const auto cell = [&](size_t i) { return i < row.size() ? row[i] : std::string(); };
        if (std::all_of(row.begin(), row.end(), [](const std::string& c) { return folded(c).empty(); })) continue;
        const auto when = moment(cell(*ds));
        const auto value = number(cell(*y), comma);
        if (!value)
            throw Error(ErrorCode::series_invalid,
                        {{"detail", "line " + std::to_string(line) + " of " + file.filename().string() + " has \"" +
                                        cell(*y).substr(0, 40) + "\" in the column y"},
                         {"detail_fr", "la ligne " + std::to_string(line) + " de " + file.filename().string() + " a \"" +
                                           cell(*y).substr(0, 40) + "\" dans la colonne y"}});
        undated += !when;
        out.ds.push_back(when.value_or(nan));
        out.y.push_back(*value);
    }
    if (!out.ds.empty() && undated == out.ds.size())
        throw Error(
            ErrorCode::series_invalid,
            {{"detail", "no row of " + file.filename().string() + " has a date such as 2026-11-15 in the column ds"},
             {"detail_fr", "aucune ligne de " + file.filename().string() + " n'a une date comme 2026-11-15 dans la colonne ds"}});
    for (size_t i = 0; i < table.header.size(); ++i) {
        if (i == *ds || i == *y || folded(table.header[i]).empty()) continue;
        std::vector<double> values;
        bool numbers = true;
        for (const auto& row : table.rows) {
            if (std::all_of(row.begin(), row.end(), [](const std::string& c) { return folded(c).empty(); })) continue;
            const auto v = number(i < row.size() ? row[i] : std::string(), comma);
            numbers = numbers && v.has_value();
            values.push_back(v.value_or(nan));
        }
        if (numbers)
            out.regressors[table.header[i]] = std::move(values);
        else
            notes.push_back({"regressor_text", {{"name", table.header[i]}}});
    }
    return out;
}

} // namespace plumbline::cli
