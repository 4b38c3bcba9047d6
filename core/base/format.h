// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/base/date.h"
#include "core/base/error.h"

namespace plumbline {

/// How numbers, money and dates are written for a person. One formatter for window, PDF, sentences and chat, so that a number
/// reads the same everywhere. UTF-8; U+2212 minus, U+2013 en dash for a missing value, U+00A0 between number and unit.
struct NumberStyle {
    Language language = Language::en;
    std::string decimal = ".";
    std::string group = ",";
    std::string currency = ""; ///< ISO 4217 code; empty: amounts are written bare
    static NumberStyle of(Language language, std::string currency = {});
};

inline constexpr std::string_view missing_value = "\u2013";

/// Fixed decimals with grouping: "21,640", "1 204,50".
std::string format_number(double value, int decimals, const NumberStyle& style);
/// Three significant digits with k, M, B (French: k, M, Md): "9.30M", "741k", "15.42" below 1,000.
std::string format_compact(double value, const NumberStyle& style);
/// Compact money: "CHF 9.30M" or "9,30 M CHF".
std::string format_money(double value, const NumberStyle& style);
/// Exact money with two decimals.
std::string format_money_exact(double value, const NumberStyle& style);
/// fraction 0.064 -> "6.4%" or "6,4 %".
std::string format_percent(double fraction, int decimals, const NumberStyle& style);
/// Signed percent change, "+6.4%", "−2.6%".
std::string format_change(double fraction, const NumberStyle& style);
/// Signed difference of two percentages in points: "+0.4".
std::string format_points(double fraction_difference, const NumberStyle& style);
/// "15 Nov 2026", "15 nov. 2026".
std::string format_date(Date date, Language language);
/// "17 Aug to 15 Nov 2026", "du 17 août au 15 nov. 2026".
std::string format_range(const DateRange& range, Language language);
/// Axis label: "W46" / "S46", "Oct" / "oct.", "Q4" / "T4", "2026", "15 Nov".
std::string format_period_short(Date start, Grain grain, Language language);
/// By the unit of a metric ("count", "currency", "percent", "ratio"), as on a card: compact.
std::string format_card(std::optional<double> value, std::string_view unit, const NumberStyle& style);
/// By unit, as in a table: exact, two decimals for money and ratios, one for percents.
std::string format_cell(std::optional<double> value, std::string_view unit, const NumberStyle& style);

} // namespace plumbline
