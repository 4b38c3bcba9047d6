// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace plumbline {

/// A calendar day, as days since 1970-01-01 (proleptic Gregorian). No time, no zone.
struct Date {
    int32_t days = 0;
    auto operator<=>(const Date&) const = default;
    Date operator+(int n) const { return {days + n}; }
    Date operator-(int n) const { return {days - n}; }
    int operator-(Date other) const { return days - other.days; }
};

struct CivilDate {
    int year;
    unsigned month; // 1 to 12
    unsigned day;   // 1 to 31
};

/// ISO 8601 week: `year` is the week-numbering year.
struct IsoWeek {
    int year;
    int week; // 1 to 53
};

enum class Grain { day, week, month, quarter, year };

/// Both ends included.
struct DateRange {
    Date from;
    Date to;
    auto operator<=>(const DateRange&) const = default;
    int days() const { return to - from + 1; }
    bool contains(Date d) const { return from <= d && d <= to; }
};

bool is_valid(const CivilDate& c);
Date from_civil(const CivilDate& c);
CivilDate to_civil(Date d);
/// "2026-11-15"; years outside of 0 to 9999 keep their sign.
std::string to_iso(Date d);
/// Reads exactly YYYY-MM-DD.
std::optional<Date> parse_iso_date(std::string_view text);
/// 1 Monday to 7 Sunday.
int iso_weekday(Date d);
IsoWeek iso_week(Date d);
/// Monday of an ISO week.
Date from_iso_week(IsoWeek w);
/// First day of the period of `grain` that holds d (weeks begin on Monday).
Date period_start(Date d, Grain grain);
/// Last day of the period of `grain` that holds d.
Date period_end(Date d, Grain grain);
/// Start of the n-th period after the one that begins at `start`.
Date add_periods(Date start, Grain grain, int n);
/// The same day n years later; 29 February becomes 28.
Date add_years(Date d, int n);
/// "2026-W46", "2026-11", "2026-Q4", "2026", "2026-11-15".
std::string period_label(Date start, Grain grain);
std::optional<Grain> parse_grain(std::string_view text);
std::string_view grain_id(Grain grain);

} // namespace plumbline
