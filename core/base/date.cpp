// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/date.h"

#include <array>
#include <atomic>
#include <cstdio>

#include "core/base/calendar.h"

namespace plumbline {

namespace {
std::atomic<int> first_weekday{1};
std::atomic<unsigned> fiscal_month{1};

/// Months from the first of the business year to month m.
unsigned months_in(unsigned m) { return (m + 12 - fiscal_month) % 12; }
} // namespace

void set_calendar(Calendar c) {
    first_weekday = c.first_weekday >= 1 && c.first_weekday <= 7 ? c.first_weekday : 1;
    fiscal_month = c.fiscal_month >= 1 && c.fiscal_month <= 12 ? c.fiscal_month : 1;
}

Calendar calendar() { return {first_weekday, fiscal_month}; }

IsoWeek week_of(Date start) { return iso_week(start + 3); }

std::string year_name(Date start) {
    const int year = to_civil(period_start(start, Grain::year)).year;
    char buffer[32];
    if (fiscal_month == 1)
        std::snprintf(buffer, sizeof buffer, "%04d", year);
    else
        std::snprintf(buffer, sizeof buffer, "%04d/%02d", year, (year + 1) % 100);
    return buffer;
}

int quarter_number(Date start) { return static_cast<int>(months_in(to_civil(start).month) / 3) + 1; }

bool is_valid(const CivilDate& c) {
    if (c.month < 1 || c.month > 12 || c.day < 1) return false;
    static constexpr std::array<unsigned, 12> lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (c.year % 4 == 0 && c.year % 100 != 0) || c.year % 400 == 0;
    return c.day <= lengths[c.month - 1] + (c.month == 2 && leap ? 1u : 0u);
}

// Days from civil and back: H. Hinnant, "chrono-compatible low-level date algorithms" (2013), eras of 400 years.
Date from_civil(const CivilDate& c) {
    const int y = c.year - (c.month <= 2 ? 1 : 0);
    const int era = (y >= 0 ? y : y - 399) / 400;
    const int yoe = y - era * 400;
    const int m = static_cast<int>(c.month);
    const int doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + static_cast<int>(c.day) - 1;
    const int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return {era * 146097 + doe - 719468};
}

CivilDate to_civil(Date d) {
    const int z = d.days + 719468;
    const int era = (z >= 0 ? z : z - 146096) / 146097;
    const int doe = z - era * 146097;
    const int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    const int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    const int mp = (5 * doy + 2) / 153;
    const int day = doy - (153 * mp + 2) / 5 + 1;
    const int month = mp + (mp < 10 ? 3 : -9);
    return {yoe + era * 400 + (month <= 2 ? 1 : 0), static_cast<unsigned>(month), static_cast<unsigned>(day)};
}

std::string to_iso(Date d) {
    const CivilDate c = to_civil(d);
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", c.year, c.month, c.day);
    return buffer;
}

std::optional<Date> parse_iso_date(std::string_view t) {
    if (t.size() != 10 || t[4] != '-' || t[7] != '-') return std::nullopt;
    auto number = [&](size_t at, size_t n) {
        int v = 0;
        for (size_t i = at; i < at + n; ++i) {
            if (t[i] < '0' || t[i] > '9') return -1;
            v = v * 10 + (t[i] - '0');
        }
        return v;
    };
    const int y = number(0, 4), m = number(5, 2), d = number(8, 2);
    if (y < 0 || m < 0 || d < 0) return std::nullopt;
    const CivilDate c{y, static_cast<unsigned>(m), static_cast<unsigned>(d)};
    if (!is_valid(c)) return std::nullopt;
    return from_civil(c);
}

int iso_weekday(Date d) {
    const int r = (d.days + 3) % 7; // 1970-01-01 was a Thursday
    return (r < 0 ? r + 7 : r) + 1;
}

IsoWeek iso_week(Date d) {
    const Date thursday = d + (4 - iso_weekday(d));
    const int year = to_civil(thursday).year;
    return {year, (thursday - from_civil({year, 1, 1})) / 7 + 1};
}

Date from_iso_week(IsoWeek w) {
    const Date fourth = from_civil({w.year, 1, 4}); // always in week 1
    return fourth - (iso_weekday(fourth) - 1) + 7 * (w.week - 1);
}

Date period_start(Date d, Grain grain) {
    const CivilDate c = to_civil(d);
    switch (grain) {
    case Grain::day: return d;
    case Grain::week: return d - (iso_weekday(d) - first_weekday + 7) % 7;
    case Grain::month: return from_civil({c.year, c.month, 1});
    case Grain::quarter:
        return add_periods(from_civil({c.year, c.month, 1}), Grain::month, -static_cast<int>(months_in(c.month) % 3));
    case Grain::year: return add_periods(from_civil({c.year, c.month, 1}), Grain::month, -static_cast<int>(months_in(c.month)));
    }
    return d;
}

Date add_periods(Date start, Grain grain, int n) {
    if (grain == Grain::day) return start + n;
    if (grain == Grain::week) return start + 7 * n;
    const int months = grain == Grain::month ? 1 : grain == Grain::quarter ? 3 : 12;
    const CivilDate c = to_civil(start);
    const int index = c.year * 12 + static_cast<int>(c.month) - 1 + months * n;
    const int year = index >= 0 ? index / 12 : (index - 11) / 12;
    return from_civil({year, static_cast<unsigned>(index - year * 12 + 1), 1});
}

Date period_end(Date d, Grain grain) { return add_periods(period_start(d, grain), grain, 1) - 1; }

Date add_years(Date d, int n) {
    CivilDate c = to_civil(d);
    c.year += n;
    if (!is_valid(c)) c.day = 28;
    return from_civil(c);
}

std::string period_label(Date start, Grain grain) {
    const CivilDate c = to_civil(start);
    char buffer[32];
    switch (grain) {
    case Grain::day: return to_iso(start);
    case Grain::week: {
        const IsoWeek w = week_of(start);
        std::snprintf(buffer, sizeof buffer, "%04d-W%02d", w.year, w.week);
        break;
    }
    case Grain::month: std::snprintf(buffer, sizeof buffer, "%04d-%02u", c.year, c.month); break;
    case Grain::quarter: return year_name(start) + "-Q" + std::to_string(quarter_number(start));
    case Grain::year: return year_name(start);
    }
    return buffer;
}

std::optional<Grain> parse_grain(std::string_view text) {
    for (Grain g : {Grain::day, Grain::week, Grain::month, Grain::quarter, Grain::year})
        if (grain_id(g) == text) return g;
    return std::nullopt;
}

std::string_view grain_id(Grain grain) {
    switch (grain) {
    case Grain::day: return "day";
    case Grain::week: return "week";
    case Grain::month: return "month";
    case Grain::quarter: return "quarter";
    case Grain::year: return "year";
    }
    return "day";
}

} // namespace plumbline
