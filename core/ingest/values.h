// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace plumbline::ingest {

/// What one cell says by itself, before its column decides how to read it.
enum class CellKind : uint8_t {
    missing,      ///< empty or a marker that means missing everywhere: "--", "N/A", "#DIV/0!"
    soft_missing, ///< missing among numbers and dates, a word among words: "NA", "None"
    text,
    boolean,
    number,
    not_finite, ///< "inf", 1e999
    id,         ///< digits that are no quantity: leading zero, or more than 18 of them
    date,
    bad_date, ///< has the form of a date, but no calendar has it: 31/02/2025
    far_date, ///< a date outside of the years 1900 to 2200
};

/// Which readings the separators of a number allow.
enum class Separators : uint8_t {
    plain,         ///< none, or groups that are neither point nor comma
    point_decimal, ///< 0.5 · 1,234.56
    comma_decimal, ///< 0,5 · 1.234,56
    point_unclear, ///< 1.234
    comma_unclear, ///< 1,234
    point_groups,  ///< 1.234.567
    comma_groups,  ///< 1,234,567 · 12,34,567
};
inline constexpr size_t separators_count = 7;

enum class DateForm : uint8_t { ymd, day_month, named, month, week, quarter };
inline constexpr size_t date_forms_count = 6;

/// Bits of Cell::groups: the characters that group digits.
enum GroupBit : uint8_t {
    group_comma = 1,
    group_point = 2,
    group_space = 4,
    group_nbsp = 8,
    group_nnbsp = 16,
    group_apostrophe = 32,
    group_quote = 64
};

/// A classified cell. Numbers keep their digits exactly: value = mantissa * 10^(exponent - fraction).
struct Cell {
    CellKind kind = CellKind::missing;
    // numbers
    Separators separators = Separators::plain;
    uint8_t groups = 0;
    uint8_t currency = 0; ///< index into currencies, 0: none
    uint8_t whole_digits = 0;
    uint8_t fraction_digits = 0; ///< digits after the separator; unclear: 3
    bool percent = false;
    bool has_exponent = false;
    bool inexact = false;      ///< more than 18 significant digits: `real` holds the value
    bool compact_date = false; ///< eight digits that are a day as yyyyMMdd
    int16_t exponent = 0;
    int64_t mantissa = 0;
    double real = 0; ///< only where inexact or has_exponent, as point or comma decimal
    bool truth = false;
    // dates
    DateForm form = DateForm::ymd;
    char date_separator = 0;
    bool short_year = false, unpadded = false, has_time = false, midnight = true, has_zone = false;
    bool dmy_only = false, mdy_only = false, order_matters = false;
    int32_t days = 0;     ///< day_month: read as day first (or the only reading)
    int32_t days_mdy = 0; ///< day_month: read as month first
    int64_t micros = 0;   ///< time of the day
    int32_t offset_seconds = 0;
};

/// Classifies a cell; `text` is valid UTF-8, blanks around it are ignored.
Cell classify(std::string_view text);
/// Reads as a number only. False where it is none.
bool read_number(std::string_view text, Cell& out);
/// Reads as a date only (date, bad_date or far_date). False where it has no form of a date.
bool read_date(std::string_view text, Cell& out);

/// missing, soft_missing or text.
CellKind missing_kind(std::string_view trimmed);
/// Without blanks (space, tab, NBSP and their kin) around it.
std::string_view trim(std::string_view text);
/// ISO 4217 code of Cell::currency; empty for 0 and for "kr", which is three currencies.
std::string_view currency_code(uint8_t index);
/// Index of a symbol or code that stands alone ("€", "CHF"); 0 where it is none.
uint8_t currency_index(std::string_view token);
inline constexpr size_t currencies_count = 96;

/// May the number be read with this decimal separator?
bool fits_decimal(const Cell& number, char decimal);
/// Digits after the point under this decimal separator.
int fraction_under(const Cell& number, char decimal);
double number_value(const Cell& number, char decimal);

} // namespace plumbline::ingest
