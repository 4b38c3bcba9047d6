// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/periods.h"

#include <algorithm>

#include "core/base/calendar.h"
#include "core/metrics/metrics.h"

namespace plumbline::metrics {

namespace {

constexpr int year_of_weeks = 364; // 52 weeks: weekdays match

bool whole(const DateRange& r, Grain grain) { return r.from == period_start(r.from, grain) && r.to == period_end(r.to, grain); }

int months_between(Date from, Date to) {
    const CivilDate a = to_civil(from), b = to_civil(to);
    return (b.year - a.year) * 12 + static_cast<int>(b.month) - static_cast<int>(a.month);
}

/// First day of the week with the same number a year earlier; 364 days back for a week 53 that has none.
Date same_week_last_year(Date start) {
    const IsoWeek week = week_of(start);
    // The fourth day of an ISO week is in the week of that number, whichever day weeks begin on.
    const Date match = period_start(from_iso_week({week.year - 1, week.week}) + 3, Grain::week);
    return week_of(match).week == week.week ? match : start - year_of_weeks;
}

} // namespace

Date comparison_start(Date start, Grain grain, Comparison comparison) {
    if (comparison == Comparison::previous) return add_periods(start, grain, -1);
    switch (grain) {
    case Grain::day: return start - year_of_weeks;
    case Grain::week: return same_week_last_year(start);
    case Grain::month: return add_periods(start, grain, -12);
    case Grain::quarter: return add_periods(start, grain, -4);
    case Grain::year: return add_periods(start, grain, -1);
    }
    return start;
}

DateRange comparison_days(const DateRange& period, Grain grain, Comparison comparison) {
    const Date first = comparison_start(period_start(period.from, grain), grain, comparison);
    const Date last = comparison_start(period_start(period.to, grain), grain, comparison);
    return {first, period_end(last, grain)};
}

std::vector<Date> period_starts(const DateRange& period, Grain grain) {
    std::vector<Date> out;
    for (Date d = period_start(period.from, grain); d <= period.to; d = add_periods(d, grain, 1)) out.push_back(d);
    return out;
}

DateRange comparison_period(const DateRange& period, Comparison comparison) {
    if (comparison == Comparison::none) return period;
    // February 2027 is whole as a month and as four weeks: who asks for the first to the last of a month means the month.
    if (whole(period, Grain::month)) {
        const int months = comparison == Comparison::year ? 12 : months_between(period.from, period.to) + 1;
        const Date from = add_periods(period.from, Grain::month, -months);
        return {from, period_end(add_periods(period_start(period.to, Grain::month), Grain::month, -months), Grain::month)};
    }
    if (comparison == Comparison::previous) return {period.from - period.days(), period.from - 1};
    if (whole(period, Grain::week)) {
        const Date to = same_week_last_year(period_start(period.to, Grain::week)) + 6;
        return {to - (period.days() - 1), to};
    }
    return {period.from - year_of_weeks, period.to - year_of_weeks};
}

DateRange last_complete_periods(const DatasetInfo& dataset, Grain grain, int n) {
    if (!dataset.dates || !dataset.by_role("date")) throw Error(ErrorCode::no_date, {{"dataset", dataset.name}});
    const DateRange data = *dataset.dates;
    const Date to = period_start(data.to + 1, grain) - 1; // last day before the period that is still open
    Date first = period_start(data.from, grain);
    if (first < data.from) first = add_periods(first, grain, 1);
    const Date from = std::max(first, add_periods(to + 1, grain, -std::max(n, 1)));
    if (from > to) return data;
    return {from, to};
}

} // namespace plumbline::metrics
