// SPDX-License-Identifier: GPL-3.0-or-later
// Faults that last, that lie between series, or in what the data are made of.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "tests/core/audit/faults.h"

namespace plumbline::testing {

namespace {

const Advertiser half_year{.campaigns = 8, .days = 180};

Date first_day(const std::vector<Row>& rows) { return std::ranges::min_element(rows, {}, &Row::day)->day; }
Date last_day(const std::vector<Row>& rows) { return std::ranges::max_element(rows, {}, &Row::day)->day; }

void scale(Row& r, size_t measure, double factor) {
    r.measures[measure] = std::llround(static_cast<double>(r.measures[measure].value_or(0)) * factor);
}

/// The finding of a check on a segment (empty: the whole) that begins on a day, give or take.
const audit::Finding* of(const audit::AuditReport& report, const std::string& check, const std::string& segment, Date from,
                         int slack = 1) {
    for (const auto& f : report.findings)
        if (f.check == check && f.segment == segment && f.days && std::abs(f.days->from - from) <= slack) return &f;
    return nullptr;
}

std::string busiest(const std::vector<Row>& rows) {
    std::map<std::string, int64_t> leads_of;
    for (const Row& r : rows) leads_of[*r.dimensions[1]] += r.measures[leads].value_or(0);
    return std::ranges::max_element(leads_of, {}, [](const auto& x) { return x.second; })->first;
}

/// Every finding says what was seen, what was expected, and what can be done.
void whole(const audit::Finding& f, const World& world) {
    EXPECT_TRUE(f.value) << f.check;
    EXPECT_FALSE(f.remedies.empty()) << f.check;
    for (const Language language : {Language::en, Language::fr}) {
        EXPECT_EQ(audit::evidence(f, world.info, language).find("\u2013 to"), std::string::npos) << f.check;
        EXPECT_EQ(audit::evidence(f, world.info, language).find("(\u2013"), std::string::npos) << f.check;
        EXPECT_FALSE(audit::evidence(f, world.info, language).empty()) << f.check;
    }
    const auto chart = audit::evidence_chart(f, world.info, Language::en);
    ASSERT_TRUE(chart) << f.check;
    EXPECT_NO_THROW(validate(*chart)) << f.check;
}

} // namespace

TEST(LastingFaults, AnotherCurrencyFromADayOnIsTold) {
    for (const double rate : {0.85, 1.17, 7.46}) {
        std::vector<Row> rows = advertise(half_year, 21);
        const Date from = first_day(rows) + 100;
        for (Row& r : rows)
            if (r.day >= from) {
                scale(r, cost, rate);
                scale(r, revenue, rate);
            }
        const World world = world_of(rows);
        const auto report = audit_of(world);
        const auto* f = of(report, "currency_change", "", from);
        ASSERT_TRUE(f) << rate << "\n" << listed(report);
        EXPECT_NEAR(f->factor, rate, 0.05 * rate);
        whole(*f, world);
    }
}

TEST(LastingFaults, AnotherDefinitionInAllCampaignsIsTold) {
    std::vector<Row> rows = advertise(half_year, 22);
    const Date from = first_day(rows) + 90;
    for (Row& r : rows)
        if (r.day >= from) scale(r, leads, 0.6);
    const World world = world_of(rows);
    const auto report = audit_of(world);
    const auto* f = of(report, "level_shift", "", from, 2);
    ASSERT_TRUE(f) << listed(report);
    EXPECT_EQ(f->column, "leads");
    EXPECT_NEAR(f->factor, 0.6, 0.08);
    whole(*f, world);
}

TEST(LastingFaults, AnotherUnitUntilTheEndIsTold) {
    std::vector<Row> rows = advertise(half_year, 23);
    const std::string campaign = busiest(rows);
    const Date from = first_day(rows) + 110;
    for (Row& r : rows)
        if (*r.dimensions[1] == campaign && r.day >= from) scale(r, cost, 100);
    const World world = world_of(rows);
    const auto report = audit_of(world);
    const auto* f = of(report, "unit_change", campaign, from);
    ASSERT_TRUE(f) << listed(report);
    EXPECT_EQ(f->days->to, last_day(rows));
    whole(*f, world);
}

TEST(LastingFaults, AChannelThatStopsReportingWhileItSpendsIsTold) {
    std::vector<Row> rows = advertise({.campaigns = 10, .days = 180}, 24);
    const Date from = first_day(rows) + 120;
    for (Row& r : rows)
        if (*r.dimensions[0] == "Search" && r.day >= from) r.measures[leads] = r.measures[revenue] = 0;
    const World world = world_of(rows);
    const auto report = audit_of(world);
    // Of each campaign of it until the campaign ends.
    std::map<std::string, Date> last;
    for (const Row& r : rows)
        if (*r.dimensions[0] == "Search") last[*r.dimensions[1]] = r.day;
    int there = 0;
    for (const auto& [campaign, day] : last) {
        if (day < from + 14) continue;
        ++there;
        const auto* f = of(report, "tracking_outage", campaign, from, 0);
        ASSERT_TRUE(f) << campaign << "\n" << listed(report);
        EXPECT_EQ(f->days->to, day);
        whole(*f, world);
    }
    EXPECT_GE(there, 2);
}

TEST(LastingFaults, AnImportThatBroughtHalfIsToldWhereItBegins) {
    std::vector<Row> rows = advertise({.campaigns = 8, .days = 180, .promotion = 0}, 25);
    const Date begin = first_day(rows), from = begin + 100, end = last_day(rows);
    for (Row& r : rows)
        if (r.day >= from)
            for (size_t m = 0; m < 5; ++m) scale(r, m, 0.45);
    const World world = world_of(rows);
    EXPECT_TRUE(audit_of(world).findings.empty()) << "without a boundary it may be a smaller budget";
    audit::AuditSpec spec;
    spec.imports = {{"a.csv", "1", DateRange{begin, from - 1}, {}}, {"b.csv", "2", DateRange{from, end}, {}}};
    const auto report = audit_of(world, spec);
    const auto* f = of(report, "level_shift", "", from);
    ASSERT_TRUE(f) << listed(report);
    EXPECT_EQ(f->column, "*");
    whole(*f, world);
}

TEST(OddValues, ThatEndAlikeAreTold) {
    std::vector<Row> rows = advertise({.campaigns = 8, .days = 180}, 26);
    const std::string campaign = busiest(rows);
    const Date from = first_day(rows) + 60;
    for (Row& r : rows)
        if (*r.dimensions[1] == campaign && r.day >= from && r.day < from + 16)
            r.measures[impressions] = *r.measures[impressions] / 100 * 100;
    const World world = world_of(rows);
    const auto report = audit_of(world);
    const auto* f = of(report, "odd_digits", campaign, from);
    ASSERT_TRUE(f) << listed(report);
    whole(*f, world);
}

TEST(OddValues, PlaceholdersAreTold) {
    std::vector<Row> rows = advertise({.campaigns = 8, .days = 180}, 27);
    const std::string campaign = busiest(rows);
    int n = 0;
    for (Row& r : rows)
        if (*r.dimensions[1] == campaign && (r.day - first_day(rows)) % 30 == 25) {
            r.measures[impressions] = 99999;
            ++n;
        }
    ASSERT_GE(n, 5);
    const auto report = audit_of(world_of(rows));
    EXPECT_TRUE(std::ranges::any_of(report.findings, [&](const auto& f) {
        return f.check == "odd_digits" && f.detail == "99999";
    })) << listed(report);
}

TEST(OddValues, CopiedDaysAreTold) {
    std::vector<Row> rows = advertise({.campaigns = 8, .days = 180}, 28);
    const std::string campaign = busiest(rows);
    const Date from = first_day(rows) + 70;
    std::map<Date, Row> of_day;
    for (const Row& r : rows)
        if (*r.dimensions[1] == campaign) of_day[r.day] = r;
    for (Row& r : rows)
        if (*r.dimensions[1] == campaign && r.day >= from && r.day < from + 7) r.measures = of_day.at(r.day - 7).measures;
    const World world = world_of(rows);
    const auto report = audit_of(world);
    const auto* f = of(report, "repeated_block", campaign, from);
    ASSERT_TRUE(f) << listed(report);
    EXPECT_EQ(f->days->to, from + 6);
    EXPECT_EQ(f->detail, to_iso(from - 7));
    whole(*f, world);
}

TEST(OddValues, AHandfulOfPricesIsTold) {
    std::vector<Row> rows = advertise({.campaigns = 8, .days = 180}, 29);
    const std::string campaign = busiest(rows);
    const Date from = first_day(rows) + 60;
    const double prices[] = {0.3127, 0.3391, 0.4203};
    int k = 0;
    for (Row& r : rows)
        if (*r.dimensions[1] == campaign && r.day >= from && r.day < from + 24)
            r.measures[cost] = std::llround(prices[k++ * 7 % 3] * 100 * static_cast<double>(*r.measures[clicks]));
    const World world = world_of(rows);
    const auto report = audit_of(world);
    const auto* f = of(report, "cpv_uniform", campaign, from, 2);
    ASSERT_TRUE(f) << listed(report);
    EXPECT_EQ(f->variants.size(), 3u);
    whole(*f, world);
}

TEST(OddValues, OnePriceInAllCampaignsIsTold) {
    std::vector<Row> rows = advertise({.campaigns = 8, .days = 180}, 30);
    const Date from = first_day(rows) + 60;
    for (Row& r : rows)
        if (r.day >= from && r.day < from + 6)
            r.measures[cost] = std::llround((0.31 + 0.02 * (r.day - from)) * 100 * static_cast<double>(*r.measures[clicks]));
    const World world = world_of(rows);
    const auto report = audit_of(world);
    const auto* f = of(report, "cpv_uniform", "", from);
    ASSERT_TRUE(f) << listed(report);
    EXPECT_EQ(f->days->to, from + 5);
    whole(*f, world);
}

TEST(OddValues, SpendWithoutImpressionsIsTold) {
    std::vector<Row> rows = advertise({.campaigns = 8, .days = 180}, 31);
    const std::string campaign = busiest(rows);
    const Date from = first_day(rows) + 80;
    for (Row& r : rows)
        if (*r.dimensions[1] == campaign && r.day >= from && r.day < from + 2) r.measures[impressions] = 0;
    const World world = world_of(rows);
    const auto report = audit_of(world);
    ASSERT_EQ(report.findings.size(), 1u) << listed(report);
    const auto* f = of(report, "orphan_value", campaign, from, 0);
    ASSERT_TRUE(f) << listed(report);
    EXPECT_EQ(f->column, "impressions");
    EXPECT_EQ(f->detail, "cost");
    EXPECT_EQ(f->days->to, from + 1);
    whole(*f, world);
}

TEST(OddDates, FarFromAllOthersAreToldAndDoNotStretchTheCalendar) {
    std::vector<Row> rows = advertise({.campaigns = 8, .days = 120}, 32);
    rows.push_back(rows[50]);
    rows.back().day = *parse_iso_date("1970-01-01");
    rows.push_back(rows[51]);
    rows.back().day = last_day(rows) + 400;
    audit::AuditSpec spec;
    spec.today = std::ranges::max_element(rows, {}, &Row::day)->day - 390;
    const World world = world_of(rows);
    const auto report = audit_of(world, spec);
    EXPECT_TRUE(of(report, "stray_date", "", *parse_iso_date("1970-01-01"))) << listed(report);
    EXPECT_TRUE(std::ranges::any_of(report.findings, [](const auto& f) { return f.check == "future_date"; })) << listed(report);
    EXPECT_EQ(report.findings.size(), 2u) << listed(report);
}

TEST(OddDates, APartialLastDayIsTold) {
    std::vector<Row> rows = advertise({.campaigns = 8, .days = 120}, 33);
    const Date last = last_day(rows);
    for (Row& r : rows)
        if (r.day == last)
            for (size_t m = 0; m < 5; ++m) scale(r, m, 0.35);
    const World world = world_of(rows);
    const auto report = audit_of(world);
    const auto* f = of(report, "partial_day", "", last, 0);
    ASSERT_TRUE(f) << listed(report);
    whole(*f, world);
}

TEST(Shapes, AChannelUnderAnotherNameIsTold) {
    std::vector<Row> rows = advertise({.campaigns = 10, .days = 160}, 34);
    const Date from = first_day(rows) + 90;
    for (Row& r : rows)
        if (*r.dimensions[0] == "Video" && r.day >= from) r.dimensions[0] = "Tube";
    const World world = world_of(rows);
    const auto report = audit_of(world);
    const auto at = std::ranges::find(report.findings, std::string("category_renamed"), &audit::Finding::check);
    ASSERT_NE(at, report.findings.end()) << listed(report);
    EXPECT_EQ(at->variants, (std::vector<std::string>{"Tube", "Video"}));
    EXPECT_LE(std::abs(at->days->from - from), 1);
    whole(*at, world);
}

TEST(Shapes, NumbersWhereNamesWereAreTold) {
    std::vector<Row> rows = advertise({.campaigns = 6, .days = 120}, 35);
    const Date from = first_day(rows) + 80;
    for (Row& r : rows)
        if (r.day >= from) r.dimensions[0] = std::to_string(100 + r.dimensions[0]->size());
    const World world = world_of(rows);
    const auto report = audit_of(world);
    const auto at = std::ranges::find(report.findings, std::string("type_change"), &audit::Finding::check);
    ASSERT_NE(at, report.findings.end()) << listed(report);
    EXPECT_EQ(at->column, "channel");
    whole(*at, world);
}

TEST(Shapes, NamesThatAreLostOnSomeDaysAreTold) {
    std::vector<Row> rows = advertise({.campaigns = 6, .days = 120}, 36);
    const Date from = first_day(rows) + 50;
    for (Row& r : rows)
        if (r.day >= from && r.day < from + 6) r.dimensions[0].reset();
    const World world = world_of(rows);
    const auto report = audit_of(world);
    const auto* f = of(report, "missing_values", "", from, 0);
    ASSERT_TRUE(f) << listed(report);
    EXPECT_EQ(f->column, "channel");
    EXPECT_EQ(f->days->to, from + 5);
    whole(*f, world);
}

TEST(Groups, ASurgeTooSmallInEachCampaignIsToldOfTheirChannel) {
    std::vector<Row> rows = advertise({.campaigns = 30, .days = 150, .scale = 0.05, .promotion = 0}, 37);
    const Date from = first_day(rows) + 71;
    for (Row& r : rows)
        if (*r.dimensions[0] == "Search" && r.day >= from && r.day < from + 3) scale(r, clicks, 2.2);
    const World world = world_of(rows);
    const auto report = audit_of(world);
    const auto* f = of(report, "bot_clicks_3x", "Search", from, 0);
    ASSERT_TRUE(f) << listed(report);
    EXPECT_EQ(f->days->to, from + 2);
}

} // namespace plumbline::testing
