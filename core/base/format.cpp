// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/format.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <mutex>

#include "core/base/number_marks.h"

#include "core/base/calendar.h"

namespace plumbline {

namespace {

constexpr std::string_view minus = "\u2212", nbsp = "\u00A0", narrow_nbsp = "\u202F";

constexpr std::array<std::string_view, 12> months_en{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, 12> months_fr{"janv.", "févr.", "mars",  "avr.", "mai",  "juin",
                                                     "juil.", "août",  "sept.", "oct.", "nov.", "déc."};

std::string_view month_name(unsigned month, Language language) {
    return (language == Language::fr ? months_fr : months_en)[month - 1];
}

struct Marks {
    std::mutex guard;
    std::string decimal, group;
};
Marks& marks_of_place() {
    static Marks marks;
    return marks;
}

} // namespace

void set_number_marks(std::string decimal, std::string group) {
    Marks& marks = marks_of_place();
    std::lock_guard lock(marks.guard);
    marks.decimal = std::move(decimal);
    marks.group = std::move(group);
}

NumberStyle NumberStyle::of(Language language, std::string currency) {
    NumberStyle style{language, ".", ",", std::move(currency)};
    if (language == Language::fr) {
        style.decimal = ",";
        style.group = narrow_nbsp;
    }
    Marks& marks = marks_of_place();
    std::lock_guard lock(marks.guard);
    if (!marks.decimal.empty()) {
        style.decimal = marks.decimal;
        style.group = marks.group;
    }
    return style;
}

std::string format_number(double value, int decimals, const NumberStyle& style) {
    if (!std::isfinite(value)) return std::string(missing_value);
    char buffer[400];
    // Half away from zero on the decimal value, so that 0.125 reads 0.13 in every language.
    const double scale = std::pow(10.0, decimals);
    double rounded = std::fabs(value) < 1e15 ? std::round(std::fabs(value) * scale * (1 + 1e-15)) / scale : std::fabs(value);
    std::snprintf(buffer, sizeof buffer, "%.*f", decimals, rounded);
    std::string digits = buffer;
    for (char& c : digits)
        if (c == ',') c = '.'; // LC_NUMERIC may have been set by a toolkit
    const size_t point = digits.find('.');
    const std::string whole = digits.substr(0, point);
    std::string out = value < 0 && rounded != 0 ? std::string(minus) : "";
    for (size_t i = 0; i < whole.size(); ++i) {
        if (i > 0 && (whole.size() - i) % 3 == 0) out += style.group;
        out += whole[i];
    }
    if (point != std::string::npos) out += style.decimal + digits.substr(point + 1);
    return out;
}

std::string format_compact(double value, const NumberStyle& style) {
    if (!std::isfinite(value)) return std::string(missing_value);
    const double size = std::fabs(value);
    struct Step {
        double unit;
        std::string_view en, fr;
    };
    static constexpr Step steps[] = {{1e9, "B", "Md"}, {1e6, "M", "M"}, {1e3, "k", "k"}};
    for (const Step& s : steps) {
        // 999,950 and up reads as 1.00M, not 1000k; below 100,000 counts are short enough to be exact.
        if (size < s.unit * 0.9995 || (s.unit == 1e3 && size < 99999.5)) continue;
        const double scaled = value / s.unit;
        const double a = std::fabs(scaled);
        const int decimals = a < 9.995 ? 2 : a < 99.95 ? 1 : 0;
        const bool fr = style.language == Language::fr;
        return format_number(scaled, decimals, style) + std::string(fr ? nbsp : "") + std::string(fr ? s.fr : s.en);
    }
    return format_number(value, 0, style);
}

namespace {

std::string with_currency(std::string number, const NumberStyle& style) {
    if (style.currency.empty() || number == missing_value) return number;
    if (style.language == Language::fr) return number + std::string(nbsp) + style.currency;
    return style.currency + std::string(nbsp) + number;
}

} // namespace

std::string format_money(double value, const NumberStyle& style) {
    const double size = std::fabs(value);
    // Amounts go to thousands earlier than counts: three digits are what a card or a sentence can carry.
    if (size >= 9999.5 && size < 99999.5) {
        const std::string gap(style.language == Language::fr ? nbsp : "");
        return with_currency(format_number(value / 1e3, 1, style) + gap + "k", style);
    }
    return with_currency(size < 999.995 ? format_number(value, 2, style) : format_compact(value, style), style);
}

std::string format_money_exact(double value, const NumberStyle& style) {
    return with_currency(format_number(value, 2, style), style);
}

std::string format_percent(double fraction, int decimals, const NumberStyle& style) {
    const std::string n = format_number(fraction * 100, decimals, style);
    if (n == missing_value) return n;
    return n + (style.language == Language::fr ? std::string(nbsp) + "%" : "%");
}

std::string format_change(double fraction, const NumberStyle& style) {
    const std::string text = format_percent(fraction, std::fabs(fraction) >= 9.995 ? 0 : 1, style);
    const bool zero = std::round(std::fabs(fraction) * 1000) == 0;
    return fraction > 0 && !zero && std::isfinite(fraction) ? "+" + text : text;
}

std::string format_points(double difference, const NumberStyle& style) {
    const std::string text = format_number(difference * 100, 1, style);
    return difference > 0 && std::round(difference * 1000) != 0 ? "+" + text : text;
}

std::string format_date(Date date, Language language) {
    const CivilDate c = to_civil(date);
    return std::to_string(c.day) + " " + std::string(month_name(c.month, language)) + " " + std::to_string(c.year);
}

std::string format_range(const DateRange& range, Language language) {
    const bool fr = language == Language::fr;
    if (range.from == range.to) return format_date(range.from, language);
    const CivilDate a = to_civil(range.from), b = to_civil(range.to);
    std::string from = std::to_string(a.day);
    if (a.year != b.year || a.month != b.month) from += " " + std::string(month_name(a.month, language));
    if (a.year != b.year) from += " " + std::to_string(a.year);
    return (fr ? "du " : "") + from + (fr ? " au " : " to ") + format_date(range.to, language);
}

std::string format_period_short(Date start, Grain grain, Language language) {
    const CivilDate c = to_civil(start);
    const bool fr = language == Language::fr;
    switch (grain) {
    case Grain::day: return std::to_string(c.day) + " " + std::string(month_name(c.month, language));
    case Grain::week: {
        const std::string week = std::to_string(week_of(start).week);
        return (fr ? "S" : "W") + std::string(week.size() < 2 ? "0" : "") + week; // W01, so that axis labels have one width
    }
    case Grain::month: return std::string(month_name(c.month, language));
    case Grain::quarter: return (fr ? "T" : "Q") + std::to_string(quarter_number(start));
    case Grain::year: return year_name(start);
    }
    return {};
}

namespace {

/// One decimal, or as many as tell a small share from nothing: 0.04% is a click-through rate, 0.0% is none.
int small_percent_decimals(double fraction) {
    int decimals = 1;
    while (fraction != 0 && decimals < 4 && std::fabs(fraction) < 0.5 * std::pow(10.0, -decimals - 2)) ++decimals;
    return decimals;
}

} // namespace

std::string format_card(std::optional<double> value, std::string_view unit, const NumberStyle& style) {
    if (!value || !std::isfinite(*value)) return std::string(missing_value);
    if (unit == "currency") return format_money(*value, style);
    if (unit == "percent") return format_percent(*value, small_percent_decimals(*value), style);
    if (unit == "ratio") return format_number(*value, 2, style);
    return std::fabs(*value) < 999999.5 ? format_number(*value, 0, style) : format_compact(*value, style);
}

std::string format_cell(std::optional<double> value, std::string_view unit, const NumberStyle& style) {
    if (!value || !std::isfinite(*value)) return std::string(missing_value);
    if (unit == "percent") return format_percent(*value, small_percent_decimals(*value), style);
    if (unit == "currency" || unit == "ratio") return format_number(*value, 2, style);
    return format_number(*value, 0, style);
}

} // namespace plumbline
