// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/holidays.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/error.h"
#include "core/base/moon.h"

namespace plumbline {

namespace {

std::vector<std::string> days_of(const std::vector<Holiday>& all) {
    std::vector<std::string> days;
    for (const Holiday& h : all) days.push_back(to_iso(h.day).substr(5));
    return days;
}

std::vector<std::string> of(const char* country, int year) { return days_of(public_holidays(country, year, year)); }

std::string day_of(const std::vector<Holiday>& all, const std::string& name) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const Holiday& h) { return h.name == name; });
    return found == all.end() ? "none" : to_iso(found->day);
}

std::string public_day(const char* country, int year, const char* name) {
    return day_of(public_holidays(country, year, year), name);
}

std::string commercial_day(const char* country, int year, const char* name) {
    return day_of(commercial_days(country, year, year), name);
}

using Days = std::vector<std::string>;

} // namespace

// US Census Bureau, Easter dates 1600 to 2099.
TEST(Easter, FallsOnThePublishedSundays) {
    const std::pair<int, const char*> published[] = {
        {1818, "03-22"}, {1943, "04-25"}, {1961, "04-02"}, {2000, "04-23"}, {2008, "03-23"}, {2011, "04-24"}, {2019, "04-21"},
        {2023, "04-09"}, {2024, "03-31"}, {2025, "04-20"}, {2026, "04-05"}, {2027, "03-28"}, {2038, "04-25"}, {2049, "04-18"}};
    for (const auto& [year, day] : published) EXPECT_EQ(to_iso(easter(year)).substr(5), day) << year;
}

// Code du travail, L3133-1, service-public.fr for 2024 and 2025.
TEST(PublicHolidays, FrenchAreThePublishedEleven) {
    EXPECT_EQ(of("FR", 2024),
              (Days{"01-01", "04-01", "05-01", "05-08", "05-09", "05-20", "07-14", "08-15", "11-01", "11-11", "12-25"}));
    EXPECT_EQ(of("FR", 2025),
              (Days{"01-01", "04-21", "05-01", "05-08", "05-29", "06-09", "07-14", "08-15", "11-01", "11-11", "12-25"}));
}

// gov.uk/bank-holidays, England and Wales; the days themselves are kept beside their substitutes.
TEST(PublicHolidays, BritishHoldSubstitutesAndMovedDays) {
    EXPECT_EQ(of("UK", 2022),
              (Days{"01-01", "01-03", "04-15", "04-18", "05-02", "06-02", "06-03", "08-29", "09-19", "12-25", "12-26", "12-27"}));
    EXPECT_EQ(of("UK", 2021), (Days{"01-01", "04-02", "04-05", "05-03", "05-31", "08-30", "12-25", "12-26", "12-27", "12-28"}));
    EXPECT_EQ(of("UK", 2020), (Days{"01-01", "04-10", "04-13", "05-08", "05-25", "08-31", "12-25", "12-26", "12-28"}));
    EXPECT_EQ(of("UK", 2023), (Days{"01-01", "01-02", "04-07", "04-10", "05-01", "05-08", "05-29", "08-28", "12-25", "12-26"}));
}

// opm.gov, federal holidays (the day itself, not the day off in lieu).
TEST(PublicHolidays, AmericanAreThePublished) {
    EXPECT_EQ(of("US", 2024),
              (Days{"01-01", "01-15", "02-19", "05-27", "06-19", "07-04", "09-02", "10-14", "11-11", "11-28", "12-25"}));
    EXPECT_EQ(of("US", 2019), (Days{"01-01", "01-21", "02-18", "05-27", "07-04", "09-02", "10-14", "11-11", "11-28", "12-25"}));
}

TEST(PublicHolidays, OfTheOtherCountriesAreThePublished) {
    EXPECT_EQ(of("DE", 2025), (Days{"01-01", "04-18", "04-21", "05-01", "05-29", "06-09", "10-03", "12-25", "12-26"}));
    EXPECT_EQ(of("CH", 2025), (Days{"01-01", "01-02", "04-18", "04-21", "05-29", "06-09", "08-01", "12-25", "12-26"}));
    EXPECT_EQ(of("AT", 2024), (Days{"01-01", "01-06", "04-01", "05-01", "05-09", "05-20", "05-30", "08-15", "10-26", "11-01",
                                    "12-08", "12-25", "12-26"}));
    EXPECT_EQ(of("IT", 2024),
              (Days{"01-01", "01-06", "04-01", "04-25", "05-01", "06-02", "08-15", "11-01", "12-08", "12-25", "12-26"}));
    EXPECT_EQ(of("ES", 2024), (Days{"01-01", "01-06", "03-29", "05-01", "08-15", "10-12", "11-01", "12-06", "12-08", "12-25"}));
    // citizensinformation.ie
    EXPECT_EQ(of("IE", 2024), (Days{"01-01", "02-05", "03-17", "04-01", "05-06", "06-03", "08-05", "10-28", "12-25", "12-26"}));
    EXPECT_EQ(public_day("IE", 2030, "Saint Brigid's Day"), "2030-02-01"); // a Friday
    // canada.ca, with Family Day
    EXPECT_EQ(of("CA", 2024),
              (Days{"01-01", "02-19", "03-29", "05-20", "07-01", "09-02", "09-30", "10-14", "11-11", "12-25", "12-26"}));
    // Portaria MGI 8.617/2023, with the optional days that banks and shops keep
    EXPECT_EQ(of("BR", 2024), (Days{"01-01", "02-12", "02-13", "03-29", "04-21", "05-01", "05-30", "09-07", "10-12", "11-02",
                                    "11-15", "11-20", "12-25"}));
}

// Government of India, Ministry of Personnel, lists of gazetted holidays.
TEST(PublicHolidays, IndianFestivalsFollowTheMoon) {
    const std::tuple<int, const char*, const char*> published[] = {
        {2018, "Holi", "2018-03-02"},     {2019, "Holi", "2019-03-21"},     {2020, "Holi", "2020-03-10"},
        {2021, "Holi", "2021-03-29"},     {2022, "Holi", "2022-03-18"},     {2023, "Holi", "2023-03-08"},
        {2024, "Holi", "2024-03-25"},     {2025, "Holi", "2025-03-14"},     {2018, "Diwali", "2018-11-07"},
        {2019, "Diwali", "2019-10-27"},   {2020, "Diwali", "2020-11-14"},   {2021, "Diwali", "2021-11-04"},
        {2022, "Diwali", "2022-10-24"},   {2023, "Diwali", "2023-11-12"},   {2024, "Diwali", "2024-10-31"},
        {2025, "Diwali", "2025-10-20"},   {2018, "Dussehra", "2018-10-19"}, {2019, "Dussehra", "2019-10-08"},
        {2020, "Dussehra", "2020-10-25"}, {2021, "Dussehra", "2021-10-15"}, {2022, "Dussehra", "2022-10-05"},
        {2023, "Dussehra", "2023-10-24"}, {2024, "Dussehra", "2024-10-12"}, {2025, "Dussehra", "2025-10-02"}};
    for (const auto& [year, name, day] : published) EXPECT_EQ(public_day("IN", year, name), day);
    EXPECT_EQ(public_day("IN", 2023, "Guru Nanak Jayanti"), "2023-11-27");
    EXPECT_EQ(public_day("IN", 2024, "Guru Nanak Jayanti"), "2024-11-15");
    EXPECT_EQ(public_day("IN", 2025, "Buddha Purnima"), "2025-05-12");
    EXPECT_EQ(public_day("IN", 2024, "Eid al-Fitr"), "2024-04-11");
    EXPECT_EQ(public_day("IN", 2023, "Eid al-Fitr"), "2023-04-22");
    EXPECT_EQ(public_day("IN", 2022, "Eid al-Fitr"), "2022-05-03");
    EXPECT_EQ(public_day("IN", 2024, "Eid al-Adha"), "2024-06-17");
    EXPECT_EQ(public_day("IN", 2025, "Eid al-Adha"), "2025-06-07");
}

// Astronomical Almanac: new moon 2024-04-08 18:21 UTC, full moon 2025-03-14 06:55 UTC.
TEST(Moon, PhasesAreWithinThreeMinutesOfTheAlmanac) {
    const double minute = 1.0 / 1440;
    const double new_moon = from_civil({2024, 4, 8}).days + (18 * 60 + 21) * minute;
    EXPECT_NEAR(moon::next_elongation(new_moon - 10, 0), new_moon, 3 * minute);
    const double full_moon = from_civil({2025, 3, 14}).days + (6 * 60 + 55) * minute;
    EXPECT_NEAR(moon::next_elongation(full_moon - 10, 180), full_moon, 3 * minute);
}

TEST(CommercialDays, BlackFridayIsTheDayAfterThanksgiving) {
    EXPECT_EQ(commercial_day("CH", 2023, "Black Friday"), "2023-11-24");
    EXPECT_EQ(commercial_day("FR", 2024, "Black Friday"), "2024-11-29");
    EXPECT_EQ(commercial_day("US", 2024, "Cyber Monday"), "2024-12-02");
    EXPECT_EQ(commercial_day("BR", 2024, "Valentine's Day"), "2024-06-12");
}

TEST(CommercialDays, MothersDayFollowsTheCountry) {
    EXPECT_EQ(commercial_day("US", 2024, "Mother's Day"), "2024-05-12");
    EXPECT_EQ(commercial_day("UK", 2024, "Mother's Day"), "2024-03-10");
    EXPECT_EQ(commercial_day("FR", 2024, "Mother's Day"), "2024-05-26");
    EXPECT_EQ(commercial_day("FR", 2023, "Mother's Day"), "2023-06-04"); // 28 May was Pentecost
    EXPECT_EQ(commercial_day("ES", 2024, "Mother's Day"), "2024-05-05");
}

// economie.gouv.fr
TEST(CommercialDays, FrenchSalesBeginWhenTheLawSays) {
    const std::tuple<int, const char*, const char*> published[] = {
        {2019, "Winter sales", "2019-01-09"}, {2020, "Winter sales", "2020-01-08"}, {2021, "Winter sales", "2021-01-20"},
        {2022, "Winter sales", "2022-01-12"}, {2023, "Winter sales", "2023-01-11"}, {2024, "Winter sales", "2024-01-10"},
        {2025, "Winter sales", "2025-01-08"}, {2019, "Summer sales", "2019-06-26"}, {2020, "Summer sales", "2020-07-15"},
        {2022, "Summer sales", "2022-06-22"}, {2023, "Summer sales", "2023-06-28"}, {2024, "Summer sales", "2024-06-26"}};
    for (const auto& [year, name, day] : published) EXPECT_EQ(commercial_day("FR", year, name), day);
}

TEST(PublicHolidays, EveryCountryHasEveryYearInOrder) {
    for (const std::string& country : holiday_countries()) {
        const auto all = public_holidays(country, 1990, 2060);
        EXPECT_GT(all.size(), 71u * 8) << country;
        EXPECT_TRUE(std::is_sorted(all.begin(), all.end(), [](const Holiday& a, const Holiday& b) { return a.day < b.day; }));
        for (const Holiday& h : commercial_days(country, 2024, 2025)) EXPECT_TRUE(h.commercial) << h.name;
    }
}

TEST(PublicHolidays, OfAnUnknownCountryAreAnError) {
    try {
        public_holidays("XX", 2024, 2024);
        FAIL();
    } catch (const Error& e) {
        EXPECT_EQ(e.code(), ErrorCode::usage);
        EXPECT_NE(std::string(e.what()).find("CH, FR"), std::string::npos);
    }
}

} // namespace plumbline
