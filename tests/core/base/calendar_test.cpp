// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/calendar.h"

#include <gtest/gtest.h>

#include "core/base/format.h"

using namespace plumbline;

namespace {

Date day(const char* iso) { return *parse_iso_date(iso); }

/// Sets a calendar and puts the ordinary one back.
struct Under {
    explicit Under(Calendar c) { set_calendar(c); }
    ~Under() { set_calendar({}); }
};

TEST(Calendar, WeeksBeginOnTheDayThatWasChosenAndKeepTheirNumber) {
    // 15 November 2026 is a Sunday, the last day of ISO week 46.
    EXPECT_EQ(period_start(day("2026-11-15"), Grain::week), day("2026-11-09"));
    {
        const Under sunday({7, 1});
        EXPECT_EQ(period_start(day("2026-11-15"), Grain::week), day("2026-11-15"));
        EXPECT_EQ(period_end(day("2026-11-15"), Grain::week), day("2026-11-21"));
        EXPECT_EQ(period_start(day("2026-11-14"), Grain::week), day("2026-11-08"));
        EXPECT_EQ(period_label(day("2026-11-15"), Grain::week), "2026-W47");
        EXPECT_EQ(format_period_short(day("2026-11-15"), Grain::week, Language::en), "W47");
    }
    {
        const Under saturday({6, 1});
        EXPECT_EQ(period_start(day("2026-11-15"), Grain::week), day("2026-11-14"));
        EXPECT_EQ(period_label(day("2026-11-14"), Grain::week), "2026-W47");
    }
    EXPECT_EQ(period_start(day("2026-11-15"), Grain::week), day("2026-11-09"));
}

TEST(Calendar, QuartersAndYearsFollowTheBusinessYear) {
    const Under april({1, 4});
    EXPECT_EQ(period_start(day("2026-03-31"), Grain::year), day("2025-04-01"));
    EXPECT_EQ(period_start(day("2026-04-01"), Grain::year), day("2026-04-01"));
    EXPECT_EQ(period_end(day("2026-11-15"), Grain::year), day("2027-03-31"));
    EXPECT_EQ(period_start(day("2026-11-15"), Grain::quarter), day("2026-10-01"));
    EXPECT_EQ(period_label(day("2026-10-01"), Grain::quarter), "2026/27-Q3");
    EXPECT_EQ(format_period_short(day("2027-01-01"), Grain::quarter, Language::fr), "T4");
    EXPECT_EQ(format_period_short(day("2026-04-01"), Grain::year, Language::en), "2026/27");
    set_calendar({1, 2});
    EXPECT_EQ(period_start(day("2026-01-31"), Grain::quarter), day("2025-11-01"));
    EXPECT_EQ(period_start(day("2026-01-31"), Grain::year), day("2025-02-01"));
    set_calendar({9, 13});
    EXPECT_EQ(calendar(), Calendar{}) << "what is out of range is the ordinary calendar";
}

} // namespace
