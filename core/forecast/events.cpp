// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/events.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "core/base/holidays.h"
#include "core/base/letters.h"

namespace plumbline::forecast {

namespace {

constexpr int years_around = 10;

Event& named(std::vector<Event>& events, const std::string& name) {
    for (Event& e : events)
        if (e.name == name) return e;
    events.push_back({name, {}, 0, 0, std::nullopt});
    return events.back();
}

void tidy(std::vector<Event>& events) {
    for (Event& e : events) {
        std::sort(e.days.begin(), e.days.end());
        e.days.erase(std::unique(e.days.begin(), e.days.end()), e.days.end());
    }
}

} // namespace

std::vector<Event> holiday_events(std::string_view country, int from_year, int to_year) {
    std::string code;
    for (const char c : country) code += ascii_upper(c);
    std::vector<Event> out;
    for (const auto& list : {public_holidays(code, from_year, to_year), commercial_days(code, from_year, to_year)})
        for (const Holiday& h : list) named(out, h.name).days.push_back(h.day.days);
    tidy(out);
    return out;
}

std::vector<Event> events_of(const std::vector<metrics::Annotation>& annotations) {
    std::vector<Event> out;
    for (const metrics::Annotation& a : annotations) {
        if (a.kind == "tracking" || a.kind == "other") continue; // faults of the measurement do not come back
        Event& e = named(out, a.text);
        for (int y = a.repeats ? -years_around : 0; y <= (a.repeats ? years_around : 0); ++y)
            for (Date d = add_years(a.days.from, y); d <= add_years(a.days.to, y); d = d + 1) e.days.push_back(d.days);
    }
    tidy(out);
    return out;
}

} // namespace plumbline::forecast
