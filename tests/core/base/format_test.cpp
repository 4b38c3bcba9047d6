// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/format.h"

#include <gtest/gtest.h>

#include <limits>

namespace plumbline {
namespace {

const NumberStyle en = NumberStyle::of(Language::en, "CHF");
const NumberStyle fr = NumberStyle::of(Language::fr, "CHF");

TEST(FormatNumber, GroupsByThreeAndUsesTheLanguagesMarks) {
    EXPECT_EQ(format_number(21640, 0, en), "21,640");
    EXPECT_EQ(format_number(1204.5, 2, fr), "1\u202F204,50");
    EXPECT_EQ(format_number(-1234567.891, 1, en), "\u22121,234,567.9");
    EXPECT_EQ(format_number(999, 0, en), "999");
}

TEST(FormatNumber, RoundsHalfAwayFromZeroAsWritten) {
    EXPECT_EQ(format_number(0.125, 2, en), "0.13");
    EXPECT_EQ(format_number(-0.125, 2, en), "\u22120.13");
    EXPECT_EQ(format_number(1.005, 2, en), "1.01"); // the nearest double lies below 1.005
    EXPECT_EQ(format_number(2.675, 2, en), "2.68");
}

TEST(FormatNumber, WritesNoMinusBeforeZero) { EXPECT_EQ(format_number(-0.001, 2, en), "0.00"); }

TEST(FormatNumber, ShowsADashForWhatIsNoNumber) {
    EXPECT_EQ(format_number(std::numeric_limits<double>::quiet_NaN(), 0, en), "\u2013");
    EXPECT_EQ(format_money(std::numeric_limits<double>::infinity(), en), "\u2013");
    EXPECT_EQ(format_card(std::nullopt, "count", en), "\u2013");
    EXPECT_EQ(format_cell(std::nullopt, "currency", en), "\u2013");
}

TEST(FormatCompact, KeepsThreeDigits) {
    EXPECT_EQ(format_compact(9.3e6, en), "9.30M");
    EXPECT_EQ(format_compact(331e6, en), "331M");
    EXPECT_EQ(format_compact(741000, en), "741k");
    EXPECT_EQ(format_compact(2.5e9, fr), "2,50\u00A0Md");
    EXPECT_EQ(format_compact(999960, en), "1.00M"); // never 1000k
    EXPECT_EQ(format_compact(95359, en), "95,359");
}

TEST(FormatMoney, PutsTheCodeWhereTheLanguageHasIt) {
    EXPECT_EQ(format_money(9.3e6, en), "CHF\u00A09.30M");
    EXPECT_EQ(format_money(9.3e6, fr), "9,30\u00A0M\u00A0CHF");
    EXPECT_EQ(format_money(15.421, en), "CHF\u00A015.42");
    EXPECT_EQ(format_money(33513, en), "CHF\u00A033.5k");
    EXPECT_EQ(format_money(33513, fr), "33,5\u00A0k\u00A0CHF");
    EXPECT_EQ(format_money(1204, en), "CHF\u00A01,204");
    EXPECT_EQ(format_money(99999.6, en), "CHF\u00A0100k");
    EXPECT_EQ(format_money(5, NumberStyle::of(Language::en)), "5.00");
}

TEST(FormatChange, CarriesItsSignUnlessItRoundsToNothing) {
    EXPECT_EQ(format_change(0.064, en), "+6.4%");
    EXPECT_EQ(format_change(-0.026, en), "\u22122.6%");
    EXPECT_EQ(format_change(0.064, fr), "+6,4\u00A0%");
    EXPECT_EQ(format_change(0.0004, en), "0.0%");
    EXPECT_EQ(format_change(-0.0004, en), "0.0%");
    EXPECT_EQ(format_change(12.5, en), "+1,250%");
}

TEST(FormatPoints, AreDifferencesOfPercentages) {
    EXPECT_EQ(format_points(0.004, en), "+0.4");
    EXPECT_EQ(format_points(-0.015, fr), "\u22121,5");
    EXPECT_EQ(format_points(0, en), "0.0");
}

TEST(FormatDate, NamesMonthsInTheLanguage) {
    const Date day = from_civil({2026, 11, 15});
    EXPECT_EQ(format_date(day, Language::en), "15 Nov 2026");
    EXPECT_EQ(format_date(day, Language::fr), "15 nov. 2026");
}

TEST(FormatRange, LeavesOutWhatBothEndsShare) {
    const Date nov15 = from_civil({2026, 11, 15});
    EXPECT_EQ(format_range({from_civil({2026, 8, 17}), nov15}, Language::en), "17 Aug to 15 Nov 2026");
    EXPECT_EQ(format_range({from_civil({2026, 8, 17}), nov15}, Language::fr), "du 17 août au 15 nov. 2026");
    EXPECT_EQ(format_range({from_civil({2026, 11, 9}), nov15}, Language::en), "9 to 15 Nov 2026");
    EXPECT_EQ(format_range({from_civil({2025, 12, 29}), from_civil({2026, 1, 4})}, Language::en), "29 Dec 2025 to 4 Jan 2026");
    EXPECT_EQ(format_range({nov15, nov15}, Language::fr), "15 nov. 2026");
}

TEST(FormatPeriodShort, IsWhatAnAxisHasRoomFor) {
    EXPECT_EQ(format_period_short(from_civil({2026, 11, 9}), Grain::week, Language::en), "W46");
    EXPECT_EQ(format_period_short(from_civil({2026, 1, 5}), Grain::week, Language::fr), "S02");
    EXPECT_EQ(format_period_short(from_civil({2026, 10, 1}), Grain::quarter, Language::fr), "T4");
    EXPECT_EQ(format_period_short(from_civil({2026, 10, 1}), Grain::month, Language::en), "Oct");
    EXPECT_EQ(format_period_short(from_civil({2026, 1, 1}), Grain::year, Language::en), "2026");
}

TEST(FormatByUnit, ChoosesTheForm) {
    EXPECT_EQ(format_card(6.3249, "ratio", en), "6.32");
    EXPECT_EQ(format_card(0.296, "percent", fr), "29,6\u00A0%");
    EXPECT_EQ(format_card(210836, "count", en), "210,836");
    EXPECT_EQ(format_cell(1204.5, "currency", en), "1,204.50");
    EXPECT_EQ(format_cell(0.0161, "percent", en), "1.6%");
}

} // namespace
} // namespace plumbline
