// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "core/base/holidays_rules.h"
#include "core/base/moon.h"

namespace plumbline::holiday_rules {

namespace {

constexpr double indian_time = 5.5 / 24;                    // ahead of UTC, days
constexpr double synodic_month = 29.530589;                 // days
constexpr double sunrise = 6.0 / 24, afternoon = 14.0 / 24; // the hours at which a lunar day has to hold
constexpr double evening_end = 20.0 / 24;                   // sunset and the 2.4 hours after it, in autumn
constexpr double dusk = 17.0 / 24;

struct Local {
    Date day;
    double hour; ///< fraction of the day
};

/// In Indian time.
Local local(double moment) {
    const double at = moment + indian_time;
    return {Date{static_cast<int32_t>(std::floor(at))}, at - std::floor(at)};
}

/// New moon that ends the lunar month during which the sun enters the sidereal sign that begins at `degrees`.
double month_end(int year, double degrees) {
    const double january = from_civil({year, 1, 1}).days;
    return moon::next_elongation(moon::next_sidereal_sun(january, degrees), 0);
}

/// Full moon of that month.
double full_moon(int year, double degrees) { return moon::next_elongation(month_end(year, degrees) - 17, 180); }

/// The day at whose sunrise the moon is not yet full, but will be within the day.
Date full_moon_day(int year, double degrees) {
    const Local at = local(full_moon(year, degrees));
    return at.hour > sunrise ? at.day : at.day - 1;
}

/// First day of the n-th Islamic month: the day after the first evening on which the new moon is old enough to be seen.
Date islamic_month(double new_moon) {
    constexpr double old_enough = 21.0 / 24; // days after conjunction: fits the sightings of 2019 to 2026
    constexpr double sunset = 18.75 / 24;
    const Local at = local(new_moon);
    for (int n = 0;; ++n)
        if (n + sunset - at.hour >= old_enough) return at.day + (n + 1);
}

/// Days in `year` on which the `offset`-th day after the start of Islamic month `month` (1 to 12) falls.
std::vector<Date> islamic(int year, int month, int offset) {
    constexpr double epoch = -492148.5; // conjunction before month 1 of year 1, from 622-07-14, mean
    std::vector<Date> days;
    double at = from_civil({year, 1, 1}).days - 45;
    for (int i = 0; i < 15; ++i) {
        at = moon::next_elongation(at, 0);
        const long count = std::lround((at - epoch) / synodic_month);
        if ((count % 12 + 12) % 12 == month - 1) {
            const Date day = islamic_month(at) + offset;
            if (to_civil(day).year == year) days.push_back(day);
        }
        at += 20;
    }
    return days;
}

} // namespace

Date holi(int year) { // the morning after the evening of the full moon of Phalguna
    const Local at = local(full_moon(year, 330));
    return at.hour > dusk ? at.day + 1 : at.day;
}

Date buddha_purnima(int year) { return full_moon_day(year, 30); }

Date guru_nanak(int year) { return full_moon_day(year, 210); }

Date diwali(int year) { // the new moon of Ashvina has to hold in the evening
    const Local at = local(month_end(year, 180));
    return at.hour > evening_end ? at.day : at.day - 1;
}

Date dussehra(int year) { // the tenth lunar day of the same month, in the afternoon
    const double begin = moon::next_elongation(month_end(year, 180) - 25, 108), end = moon::next_elongation(begin, 120);
    const Local from = local(begin), to = local(end);
    // Where two afternoons have it the second counts; where none has, the day on which it ends.
    return to.hour < afternoon && from.hour <= afternoon ? from.day : to.day;
}

std::vector<Date> eid_al_fitr(int year) { return islamic(year, 10, 0); }

std::vector<Date> eid_al_adha(int year) { return islamic(year, 12, 9); }

} // namespace plumbline::holiday_rules
