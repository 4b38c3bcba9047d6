// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/moving_days.h"

#include <utility>

#include "core/base/holidays.h"

namespace plumbline::report {

namespace {

Date black_friday(int year) {
    Date out{};
    for (const Holiday& h : commercial_days("US", year, year))
        if (h.name == "Black Friday") out = h.day;
    return out;
}

} // namespace

std::optional<MovingEvent> moving_event(const DateRange& days) {
    constexpr int most_days = 366;
    static constexpr std::pair<const char*, Date (*)(int)> known[] = {{"easter", &easter}, {"black_friday", &black_friday}};
    std::optional<MovingEvent> out;
    if (days.days() > most_days) return out;
    for (int year = to_civil(days.from).year; year <= to_civil(days.to).year; ++year)
        for (const auto& [id, day] : known) {
            const Date now = day(year);
            if (out || !days.contains(now)) continue;
            const Date then = day(year - 1);
            const int moved = then.days - now.days;
            out = MovingEvent{id, now, then, {days.from + moved, days.to + moved}};
        }
    return out;
}

} // namespace plumbline::report
