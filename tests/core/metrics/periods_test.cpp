// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "core/base/calendar.h"
#include "core/metrics/metrics.h"
#include "core/metrics/periods.h"
#include "world.h"

using namespace plumbline;
using namespace plumbline::metrics;
using plumbline::testing::day;

namespace {

DateRange range(const char* from, const char* to) { return {day(from), day(to)}; }

std::string compared(const char* from, const char* to, Comparison c) {
    const DateRange r = comparison_period(range(from, to), c);
    return to_iso(r.from) + " " + to_iso(r.to);
}

DatasetInfo data(const char* from, const char* to) {
    DatasetInfo d;
    d.columns.push_back({.name = "Day", .field = "day", .type = FieldType::date, .role = "date"});
    d.dates = range(from, to);
    return d;
}

std::string last(const DatasetInfo& d, Grain grain, int n) {
    const DateRange r = last_complete_periods(d, grain, n);
    return to_iso(r.from) + " " + to_iso(r.to);
}

} // namespace

TEST(ComparisonPeriod, WeeksMatchTheirIsoNumbersAYearEarlier) {
    // 2026-W34 to W46 against 2025-W34 to W46.
    EXPECT_EQ(compared("2026-08-17", "2026-11-15", Comparison::year), "2025-08-18 2025-11-16");
    // 2027-W10 (8 March) against 2026-W10 (2 March): 53 weeks back, because 2026 has 53.
    EXPECT_EQ(compared("2027-03-08", "2027-03-14", Comparison::year), "2026-03-02 2026-03-08");
}

TEST(ComparisonPeriod, AWeek53WithoutAMatchGoes52WeeksBack) {
    // 2026-W53 is 28 December 2026 to 3 January 2027; 2025 has no week 53.
    EXPECT_EQ(compared("2026-12-28", "2027-01-03", Comparison::year), "2025-12-29 2026-01-04");
    // 2020-W53 exists and 2021 has none; 2032-W53 likewise. Between two years with 53 weeks nothing needs to give way.
    EXPECT_EQ(compared("2021-12-27", "2022-01-02", Comparison::year), "2020-12-21 2020-12-27"); // 2021-W52, 2020-W52
}

TEST(ComparisonPeriod, SeveralWeeksKeepTheirNumberOverALongYear) {
    // 2026-W50 to 2027-W05 are nine weeks; the nine that end with 2026-W05 begin with 2025-W49.
    EXPECT_EQ(compared("2026-12-07", "2027-02-07", Comparison::year), "2025-12-01 2026-02-01");
}

TEST(ComparisonPeriod, WholeMonthsMoveByMonths) {
    EXPECT_EQ(compared("2026-03-01", "2026-03-31", Comparison::previous), "2026-02-01 2026-02-28");
    EXPECT_EQ(compared("2024-02-01", "2024-02-29", Comparison::year), "2023-02-01 2023-02-28");
    EXPECT_EQ(compared("2026-10-01", "2026-12-31", Comparison::previous), "2026-07-01 2026-09-30");
    EXPECT_EQ(compared("2026-01-01", "2026-12-31", Comparison::year), "2025-01-01 2025-12-31");
    // 1 to 28 February 2027 is four weeks as well as a month: the month is meant.
    EXPECT_EQ(compared("2027-02-01", "2027-02-28", Comparison::previous), "2027-01-01 2027-01-31");
}

TEST(ComparisonPeriod, AnythingElseKeepsItsLengthAndWeekdays) {
    EXPECT_EQ(compared("2026-11-01", "2026-11-15", Comparison::previous), "2026-10-17 2026-10-31");
    EXPECT_EQ(compared("2026-11-01", "2026-11-15", Comparison::year), "2025-11-02 2025-11-16");     // Sunday to Sunday
    EXPECT_EQ(compared("2026-11-11", "2026-11-11", Comparison::year), "2025-11-12 2025-11-12");     // Wednesday
    EXPECT_EQ(compared("2026-08-17", "2026-11-15", Comparison::previous), "2026-05-18 2026-08-16"); // 13 weeks
}

TEST(ComparisonStart, OfOnePeriodByGrain) {
    EXPECT_EQ(to_iso(comparison_start(day("2026-11-09"), Grain::week, Comparison::previous)), "2026-11-02");
    EXPECT_EQ(to_iso(comparison_start(day("2027-01-04"), Grain::week, Comparison::year)), "2025-12-29"); // W01
    EXPECT_EQ(to_iso(comparison_start(day("2026-03-01"), Grain::month, Comparison::year)), "2025-03-01");
    EXPECT_EQ(to_iso(comparison_start(day("2026-01-01"), Grain::quarter, Comparison::previous)), "2025-10-01");
    EXPECT_EQ(to_iso(comparison_start(day("2026-01-01"), Grain::year, Comparison::year)), "2025-01-01");
    EXPECT_EQ(to_iso(comparison_start(day("2026-11-15"), Grain::day, Comparison::year)), "2025-11-16");
}

TEST(LastCompletePeriods, EndWithTheLastWholeOne) {
    const DatasetInfo d = data("2024-11-18", "2026-11-20"); // Friday
    EXPECT_EQ(last(d, Grain::week, 13), "2026-08-17 2026-11-15");
    EXPECT_EQ(last(d, Grain::month, 1), "2026-10-01 2026-10-31");
    EXPECT_EQ(last(d, Grain::quarter, 2), "2026-04-01 2026-09-30");
    EXPECT_EQ(last(d, Grain::day, 7), "2026-11-14 2026-11-20");
}

TEST(LastCompletePeriods, APeriodThatEndsWithTheDataIsComplete) {
    EXPECT_EQ(last(data("2024-11-18", "2026-11-15"), Grain::week, 1), "2026-11-09 2026-11-15"); // Sunday
    EXPECT_EQ(last(data("2024-11-18", "2026-10-31"), Grain::month, 1), "2026-10-01 2026-10-31");
}

TEST(LastCompletePeriods, FewerWhereTheDataBeginLater) {
    EXPECT_EQ(last(data("2026-10-28", "2026-11-15"), Grain::week, 13), "2026-11-02 2026-11-15");
    EXPECT_EQ(last(data("2026-11-10", "2026-11-12"), Grain::week, 13), "2026-11-10 2026-11-12"); // no whole week: all days
}

TEST(LastCompletePeriods, NeedADate) {
    DatasetInfo none;
    none.name = "plain";
    try {
        last_complete_periods(none, Grain::week, 1);
        FAIL();
    } catch (const Error& e) {
        EXPECT_EQ(e.code(), ErrorCode::no_date);
    }
}

TEST(ComparisonStart, OfWeeksFromSundayIsTheSundayOfTheSameNumber) {
    set_calendar({7, 1});
    // W47 of 2026 begins on Sunday 15 November; W47 of 2025 is the ISO week of Monday 17 November 2025, so Sunday the 16th.
    EXPECT_EQ(comparison_start(day("2026-11-15"), Grain::week, Comparison::year), day("2025-11-16"));
    // 2026 has a week 53 (28 December to 3 January), 2025 has none: 364 days before.
    EXPECT_EQ(comparison_start(day("2026-12-27"), Grain::week, Comparison::year), day("2025-12-28"));
    set_calendar({});
}
