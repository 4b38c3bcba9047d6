// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/date.h"

#include <gtest/gtest.h>
#include <set>

namespace plumbline {
namespace {

Date day(const char* iso) { return parse_iso_date(iso).value(); }

struct Known {
    const char* iso;
    int days; // since 1970-01-01
    int year, week, weekday;
};

// From Python's datetime.date.isocalendar(): both sides of year ends with 52 and with 53 weeks, and days far away.
const Known calendar[] = {
    {"2004-12-31", 12783, 2004, 53, 5},  {"2005-01-01", 12784, 2004, 53, 6}, {"2005-01-02", 12785, 2004, 53, 7},
    {"2005-01-03", 12786, 2005, 1, 1},   {"2008-12-28", 14241, 2008, 52, 7}, {"2008-12-29", 14242, 2009, 1, 1},
    {"2009-12-31", 14609, 2009, 53, 4},  {"2010-01-01", 14610, 2009, 53, 5}, {"2010-01-03", 14612, 2009, 53, 7},
    {"2010-01-04", 14613, 2010, 1, 1},   {"2015-12-31", 16800, 2015, 53, 4}, {"2016-01-01", 16801, 2015, 53, 5},
    {"2016-01-03", 16803, 2015, 53, 7},  {"2016-01-04", 16804, 2016, 1, 1},  {"2020-12-27", 18623, 2020, 52, 7},
    {"2020-12-28", 18624, 2020, 53, 1},  {"2020-12-31", 18627, 2020, 53, 4}, {"2021-01-03", 18630, 2020, 53, 7},
    {"2021-01-04", 18631, 2021, 1, 1},   {"2024-02-29", 19782, 2024, 9, 4},  {"2024-12-29", 20086, 2024, 52, 7},
    {"2024-12-30", 20087, 2025, 1, 1},   {"2025-12-28", 20450, 2025, 52, 7}, {"2025-12-29", 20451, 2026, 1, 1},
    {"2026-11-15", 20772, 2026, 46, 7},  {"2026-11-16", 20773, 2026, 47, 1}, {"2026-12-31", 20818, 2026, 53, 4},
    {"2027-01-03", 20821, 2026, 53, 7},  {"2027-01-04", 20822, 2027, 1, 1},  {"1970-01-01", 0, 1970, 1, 4},
    {"1969-12-29", -3, 1970, 1, 1},      {"1969-12-28", -4, 1969, 52, 7},    {"1900-01-01", -25567, 1900, 1, 1},
    {"2000-01-02", 10958, 1999, 52, 7},  {"2000-02-29", 11016, 2000, 9, 2},  {"1582-10-15", -141427, 1582, 41, 5},
    {"9999-12-31", 2932896, 9999, 52, 5}};

TEST(Date, DayNumberAndIsoWeekAgreeWithTheCalendar) {
    for (const Known& k : calendar) {
        SCOPED_TRACE(k.iso);
        const Date d = day(k.iso);
        EXPECT_EQ(d.days, k.days);
        EXPECT_EQ(to_iso(d), k.iso);
        EXPECT_EQ(iso_week(d).year, k.year);
        EXPECT_EQ(iso_week(d).week, k.week);
        EXPECT_EQ(iso_weekday(d), k.weekday);
        EXPECT_EQ(from_iso_week({k.year, k.week}) + (k.weekday - 1), d);
    }
}

TEST(Date, FiftyThreeWeeksComeInTheYearsThatTheCalendarSays) {
    // A year has 53 weeks where its 28 December lies in week 53.
    std::set<int> long_years;
    for (int year = 1990; year < 2040; ++year)
        if (iso_week(from_civil({year, 12, 28})).week == 53) long_years.insert(year);
    EXPECT_EQ(long_years, (std::set<int>{1992, 1998, 2004, 2009, 2015, 2020, 2026, 2032, 2037}));
}

TEST(Date, EveryDayOfEightHundredYearsComesBack) {
    CivilDate expected{1600, 1, 1};
    for (Date d = from_civil(expected); d < from_civil({2400, 1, 1}); d = d + 1) {
        const CivilDate c = to_civil(d);
        ASSERT_EQ(c.year, expected.year);
        ASSERT_EQ(c.month, expected.month);
        ASSERT_EQ(c.day, expected.day);
        ASSERT_EQ(from_civil(c), d);
        if (++expected.day; !is_valid(expected)) {
            expected.day = 1;
            if (++expected.month > 12) expected = {expected.year + 1, 1, 1};
        }
    }
}

TEST(Date, LeapYearsAreGregorian) {
    EXPECT_TRUE(is_valid({2024, 2, 29}));
    EXPECT_TRUE(is_valid({2000, 2, 29}));
    EXPECT_FALSE(is_valid({1900, 2, 29}));
    EXPECT_FALSE(is_valid({2100, 2, 29}));
    EXPECT_FALSE(is_valid({2025, 2, 29}));
    EXPECT_FALSE(is_valid({2025, 4, 31}));
    EXPECT_FALSE(is_valid({2025, 13, 1}));
    EXPECT_FALSE(is_valid({2025, 0, 1}));
    EXPECT_FALSE(is_valid({2025, 1, 0}));
}

TEST(Date, OnlyTheIsoFormIsRead) {
    for (const char* text : {"2026-1-05", "2026-01-5", "20260105", "05-01-2026", "2026-13-01", "2026-02-30", "2026-01-05 ", "",
                             "2026/01/05", "-026-01-05", "2026-01-0x"})
        EXPECT_FALSE(parse_iso_date(text)) << text;
    EXPECT_TRUE(parse_iso_date("0000-01-01"));
    EXPECT_TRUE(parse_iso_date("9999-12-31"));
}

TEST(Date, PeriodsBeginAndEndWhereTheCalendarSays) {
    const Date d = day("2024-02-29"); // a Thursday
    EXPECT_EQ(to_iso(period_start(d, Grain::day)), "2024-02-29");
    EXPECT_EQ(to_iso(period_end(d, Grain::day)), "2024-02-29");
    EXPECT_EQ(to_iso(period_start(d, Grain::week)), "2024-02-26");
    EXPECT_EQ(to_iso(period_end(d, Grain::week)), "2024-03-03");
    EXPECT_EQ(to_iso(period_start(d, Grain::month)), "2024-02-01");
    EXPECT_EQ(to_iso(period_end(d, Grain::month)), "2024-02-29");
    EXPECT_EQ(to_iso(period_start(d, Grain::quarter)), "2024-01-01");
    EXPECT_EQ(to_iso(period_end(d, Grain::quarter)), "2024-03-31");
    EXPECT_EQ(to_iso(period_start(d, Grain::year)), "2024-01-01");
    EXPECT_EQ(to_iso(period_end(d, Grain::year)), "2024-12-31");
    EXPECT_EQ(to_iso(period_start(day("2021-01-03"), Grain::week)), "2020-12-28");
    EXPECT_EQ(to_iso(period_end(day("2025-12-31"), Grain::quarter)), "2025-12-31");
}

TEST(Date, PeriodsTileTheCalendar) {
    for (const Grain grain : {Grain::day, Grain::week, Grain::month, Grain::quarter, Grain::year}) {
        Date expected = period_start(day("1999-11-20"), grain);
        for (int n = 0; n < 200; ++n) {
            const Date end = period_end(expected, grain);
            ASSERT_EQ(period_start(expected, grain), expected);
            ASSERT_EQ(period_start(end, grain), expected);
            ASSERT_EQ(add_periods(period_start(day("1999-11-20"), grain), grain, n), expected);
            expected = end + 1;
        }
    }
}

TEST(Date, PeriodsAreAddedBothWays) {
    EXPECT_EQ(to_iso(add_periods(day("2026-01-01"), Grain::month, -1)), "2025-12-01");
    EXPECT_EQ(to_iso(add_periods(day("2026-01-01"), Grain::month, -13)), "2024-12-01");
    EXPECT_EQ(to_iso(add_periods(day("2025-11-01"), Grain::month, 3)), "2026-02-01");
    EXPECT_EQ(to_iso(add_periods(day("2026-01-01"), Grain::quarter, -5)), "2024-10-01");
    EXPECT_EQ(to_iso(add_periods(day("2026-01-01"), Grain::year, -2)), "2024-01-01");
    EXPECT_EQ(to_iso(add_periods(day("2026-12-28"), Grain::week, 1)), "2027-01-04");
    EXPECT_EQ(to_iso(add_periods(day("2024-03-01"), Grain::day, -1)), "2024-02-29");
}

TEST(Date, TheSameDayOfAnotherYearIsTheTwentyEighthWhereThereIsNoTwentyNinth) {
    EXPECT_EQ(to_iso(add_years(day("2024-02-29"), -1)), "2023-02-28");
    EXPECT_EQ(to_iso(add_years(day("2024-02-29"), 4)), "2028-02-29");
    EXPECT_EQ(to_iso(add_years(day("2023-02-28"), 1)), "2024-02-28");
    EXPECT_EQ(to_iso(add_years(day("2026-11-15"), -1)), "2025-11-15");
}

TEST(Date, LabelsNameTheirPeriod) {
    EXPECT_EQ(period_label(day("2026-11-09"), Grain::week), "2026-W46");
    EXPECT_EQ(period_label(day("2024-12-30"), Grain::week), "2025-W01"); // the week belongs to the year of its Thursday
    EXPECT_EQ(period_label(day("2020-12-28"), Grain::week), "2020-W53");
    EXPECT_EQ(period_label(day("2026-11-01"), Grain::month), "2026-11");
    EXPECT_EQ(period_label(day("2026-10-01"), Grain::quarter), "2026-Q4");
    EXPECT_EQ(period_label(day("2026-01-01"), Grain::year), "2026");
    EXPECT_EQ(period_label(day("2026-11-15"), Grain::day), "2026-11-15");
}

TEST(Date, GrainsReadTheirOwnNames) {
    for (const Grain grain : {Grain::day, Grain::week, Grain::month, Grain::quarter, Grain::year})
        EXPECT_EQ(parse_grain(grain_id(grain)), grain);
    EXPECT_FALSE(parse_grain("fortnight"));
    EXPECT_FALSE(parse_grain("Day"));
}

TEST(DateRange, CountsBothEnds) {
    const DateRange week{day("2026-11-09"), day("2026-11-15")};
    EXPECT_EQ(week.days(), 7);
    EXPECT_TRUE(week.contains(day("2026-11-09")));
    EXPECT_TRUE(week.contains(day("2026-11-15")));
    EXPECT_FALSE(week.contains(day("2026-11-16")));
}

} // namespace
} // namespace plumbline
