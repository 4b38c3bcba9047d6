// SPDX-License-Identifier: GPL-3.0-or-later
// Checks that need columns of their own: each step of the funnel, rates, keys, words, names and types, channels alike.
#include <cmath>

#include "tests/core/audit/faults.h"

namespace plumbline::testing {

namespace {

const std::vector<DimensionSpec> by_campaign{{"channel", "dimension", "channel"}, {"campaign", "campaign", ""}};

std::vector<const audit::Finding*> told(const std::vector<audit::Finding>& all, const std::string& check) {
    std::vector<const audit::Finding*> out;
    for (const auto& f : all)
        if (f.check == check) out.push_back(&f);
    return out;
}

Date first_day(const std::vector<Row>& rows) { return std::ranges::min_element(rows, {}, &Row::day)->day; }

Row* row_of(std::vector<Row>& rows, const std::string& campaign, Date day) {
    for (Row& r : rows)
        if (*r.dimensions[1] == campaign && r.day == day) return &r;
    return nullptr;
}

/// Two counts of which the first is about seven tenths of the second.
std::vector<Row> two_steps(uint64_t seed) {
    Random random(seed);
    std::vector<Row> rows;
    for (int c = 0; c < 6; ++c)
        for (int d = 0; d < 100; ++d) {
            const auto below = random.poisson(900 * std::exp(random.normal(0, 0.08)));
            const auto above = std::min(below, random.poisson(0.7 * static_cast<double>(below)));
            rows.push_back({*parse_iso_date("2025-03-03") + d, {"Search", "campaign " + std::to_string(c)}, {above, below}});
        }
    return rows;
}

} // namespace

TEST(ImpossibleRatios, OfEachStepOfTheFunnelAreTold) {
    const std::vector<std::pair<std::string, std::string>> steps{
        {"clicks", "impressions"}, {"leads", "clicks"}, {"orders", "clicks"},       {"orders", "visits"},
        {"leads", "visits"},       {"orders", "leads"}, {"new_customers", "orders"}};
    uint64_t seed = 40;
    for (const auto& [above, below] : steps) {
        std::vector<Row> rows = two_steps(++seed);
        const Date day = first_day(rows) + 57;
        Row* odd = row_of(rows, "campaign 2", day);
        odd->measures[0] = *odd->measures[1] * 14 / 10;
        const World world(by_campaign, {{above, above}, {below, below}}, rows);
        const auto report = audit_of(world);
        ASSERT_EQ(report.findings.size(), 1u) << above << "/" << below << "\n" << listed(report);
        const audit::Finding& f = report.findings[0];
        EXPECT_EQ(f.check, "impossible_ratio") << above;
        EXPECT_EQ(f.column, above);
        EXPECT_EQ(f.detail, below);
        EXPECT_EQ(f.segment, "campaign 2");
        EXPECT_EQ(f.days->from, day);
        EXPECT_EQ(f.days->to, day);
        EXPECT_EQ(*f.value, static_cast<double>(*odd->measures[0]));
    }
}

TEST(ImpossibleRatios, WhereTheFunnelIsNotStrictAreNone) {
    std::vector<Row> rows = two_steps(50);
    for (size_t i = 0; i < rows.size(); i += 20) rows[i].measures[0] = *rows[i].measures[1] * 14 / 10; // one day in twenty
    const auto report = audit_of(World(by_campaign, {{"orders", "orders"}, {"leads", "leads"}}, rows));
    EXPECT_TRUE(told(report.findings, "impossible_ratio").empty()) << listed(report);
}

TEST(ImpossibleRatios, OfARateAboveOneAreTold) {
    std::vector<Row> rows = two_steps(51);
    Random random(4);
    for (Row& r : rows) r.measures.push_back(200 + static_cast<int64_t>(random.below(100))); // 0.0200 to 0.0299
    rows[130].measures[2] = 17000;
    const World world(by_campaign, {{"clicks", "clicks"}, {"impressions", "impressions"}, {"ctr", "rate", FieldType::decimal, 4}},
                      rows);
    const auto report = audit_of(world);
    const auto odd = told(report.findings, "impossible_ratio");
    ASSERT_EQ(odd.size(), 1u) << listed(report);
    EXPECT_EQ(odd[0]->column, "ctr");
    EXPECT_EQ(odd[0]->rows, 1);
    EXPECT_EQ(*odd[0]->value, 1.7);
    EXPECT_EQ(odd[0]->days->from, rows[130].day);
}

TEST(Orphans, RevenueOfADayWithoutAnOrderIsTold) {
    // So few orders that a day without any is no outage; but money came in.
    Random random(7);
    std::vector<Row> rows;
    for (int c = 0; c < 5; ++c)
        for (int d = 0; d < 120; ++d) {
            const auto visits = random.poisson(300), orders = random.poisson(2);
            int64_t money = 0;
            for (int64_t k = 0; k < orders; ++k) money += 4000 + static_cast<int64_t>(random.below(6000));
            rows.push_back(
                {*parse_iso_date("2025-03-03") + d, {"Search", "campaign " + std::to_string(c)}, {visits, orders, money}});
        }
    Row* odd = row_of(rows, "campaign 3", first_day(rows) + 64);
    while (*odd->measures[2] == 0) ++odd; // the rows of a campaign follow each other by day
    odd->measures[1] = 0;
    const World world(by_campaign, {{"visits", "visits"}, {"orders", "orders"}, {"revenue", "revenue", FieldType::decimal, 2}},
                      rows);
    const auto report = audit_of(world);
    const auto orphans = told(report.findings, "orphan_value");
    ASSERT_EQ(orphans.size(), 1u) << listed(report);
    EXPECT_EQ(orphans[0]->column, "orders");
    EXPECT_EQ(orphans[0]->detail, "revenue");
    EXPECT_EQ(orphans[0]->segment, "campaign 3");
    EXPECT_EQ(orphans[0]->days->from, odd->day);
}

TEST(Repeats, OfAKeyWithOtherValuesAreAConflict) {
    std::vector<Row> rows = advertise({.campaigns = 6, .days = 120}, 61);
    Random random(61);
    const Place place = some_place(rows, random, 2);
    std::vector<Row> more;
    for (const Row& r : rows)
        if (r.dimensions[1] == place.campaign && r.day >= place.from && r.day < place.from + 2) more.push_back(r);
    for (Row& r : more)
        for (auto& m : r.measures) m = *m / 4 + 1;
    rows.insert(rows.end(), more.begin(), more.end());
    const auto report = audit_of(world_of(rows));
    EXPECT_TRUE(found(report, "key_conflict", place)) << listed(report);
    EXPECT_TRUE(told(report.findings, "duplicate_rows").empty());
}

TEST(Repeats, OfAWholeImportAreCountedHoweverManyTheyAre) {
    std::vector<Row> rows = advertise({.campaigns = 8, .days = 700, .promotion = 0}, 62);
    const auto once = rows.size();
    ASSERT_GT(once, 4000u); // more than are named one by one in a question
    const std::vector<Row> copy = rows;
    rows.insert(rows.end(), copy.begin(), copy.end());
    const auto report = audit_of(world_of(rows));
    ASSERT_EQ(report.findings.size(), 1u) << listed(report);
    EXPECT_EQ(report.findings[0].check, "duplicate_rows");
    EXPECT_EQ(report.findings[0].rows, static_cast<int64_t>(once));
}

TEST(Repeats, OfRowsThatHaveNoKeyAreToldWhereADayIsThereTwice) {
    Random random(63);
    std::vector<Row> rows;
    for (int c = 0; c < 4; ++c)
        for (int d = 0; d < 90; ++d)
            for (int k = 0; k < 4; ++k) // four sales a day, and nothing that names them
                rows.push_back({*parse_iso_date("2025-03-03") + d,
                                {"Search", "campaign " + std::to_string(c)},
                                {random.poisson(5000), random.poisson(200), 1000 + static_cast<int64_t>(random.below(100000))}});
    const World clean(by_campaign,
                      {{"impressions", "impressions"}, {"clicks", "clicks"}, {"cost", "cost", FieldType::decimal, 2}}, rows);
    EXPECT_TRUE(told(audit_of(clean).findings, "duplicate_rows").empty());
    const Place place{"campaign 1", first_day(rows) + 40, 2};
    std::vector<Row> more;
    for (const Row& r : rows)
        if (r.dimensions[1] == place.campaign && r.day >= place.from && r.day < place.from + 2) more.push_back(r);
    rows.insert(rows.end(), more.begin(), more.end());
    const World world(by_campaign,
                      {{"impressions", "impressions"}, {"clicks", "clicks"}, {"cost", "cost", FieldType::decimal, 2}}, rows);
    const auto report = audit_of(world);
    ASSERT_TRUE(found(report, "duplicate_rows", place)) << listed(report);
    EXPECT_EQ(told(report.findings, "duplicate_rows")[0]->rows, 8);
    EXPECT_TRUE(told(report.findings, "key_conflict").empty());
}

TEST(Values, BelowZeroAreToldOfEachMeasure) {
    for (const size_t measure : {leads, clicks, revenue}) {
        std::vector<Row> rows = advertise({.campaigns = 6, .days = 120}, 64);
        Random random(64 + measure);
        const Place place = some_place(rows, random, 1);
        each(rows, place, [&](Row& r) { r.measures[measure] = -*r.measures[measure] - 1; });
        const auto report = audit_of(world_of(rows));
        EXPECT_TRUE(found(report, "negative_value", place)) << measure_fields[measure] << "\n" << listed(report);
    }
}

TEST(Values, ThatWereWordsAreToldWithTheWord) {
    std::vector<Row> rows = advertise({.campaigns = 6, .days = 120}, 65);
    Random random(65);
    const Place place = some_place(rows, random, 3);
    audit::AuditSpec spec;
    each(rows, place, [&](Row& r) {
        r.measures[leads].reset();
        spec.tokens.push_back({"leads", "#REF!", place.campaign, r.day, 0});
    });
    const auto report = audit_of(world_of(rows), spec);
    ASSERT_TRUE(found(report, "bad_tokens", place)) << listed(report);
    EXPECT_EQ(told(report.findings, "bad_tokens")[0]->detail, "#REF!");
    EXPECT_TRUE(told(report.findings, "missing_values").empty()) << "the word says why";
}

TEST(Names, ThatAreSpeltInAnotherWayAreToldWhereTheyAre) {
    std::vector<Row> rows = advertise({.campaigns = 10, .days = 120}, 66);
    Random random(66);
    const Place place = some_place(rows, random, 6);
    std::string usual, odd;
    each(rows, place, [&](Row& r) {
        usual = *r.dimensions[0];
        odd = usual;
        std::ranges::transform(odd, odd.begin(), [](char c) { return static_cast<char>(std::toupper(c)); });
        r.dimensions[0] = odd;
    });
    const auto report = audit_of(world_of(rows));
    ASSERT_TRUE(found(report, "label_variant", place)) << listed(report);
    EXPECT_EQ(told(report.findings, "label_variant")[0]->variants, (std::vector<std::string>{usual, odd}));
}

TEST(Names, ThatComeAndGoAreAdvice) {
    std::vector<Row> rows = advertise({.campaigns = 10, .days = 180, .promotion = 0}, 67);
    const Date begin = first_day(rows);
    std::erase_if(rows, [&](const Row& r) {
        return (*r.dimensions[0] == "Video" && r.day < begin + 60) || (*r.dimensions[0] == "Email" && r.day >= begin + 120);
    });
    const auto report = audit_of(world_of(rows));
    const auto fresh = told(report.advice, "category_new"), gone = told(report.advice, "category_vanished");
    ASSERT_EQ(fresh.size(), 1u);
    EXPECT_EQ(fresh[0]->segment, "Video");
    EXPECT_EQ(fresh[0]->days->from, begin + 60);
    ASSERT_EQ(gone.size(), 1u);
    EXPECT_EQ(gone[0]->segment, "Email");
    EXPECT_EQ(gone[0]->days->from, begin + 120);
    EXPECT_TRUE(told(report.findings, "category_renamed").empty()) << listed(report);
}

TEST(Types, ThatChangeAreTold) {
    std::vector<Row> rows = advertise({.campaigns = 6, .days = 120}, 68);
    const Date begin = first_day(rows);
    for (Row& r : rows)
        if (r.day >= begin + 70) r.measures[cost] = std::llround(static_cast<double>(*r.measures[cost]) / 100) * 100;
    const auto rounded = audit_of(world_of(rows));
    const auto lost = told(rounded.findings, "type_change");
    ASSERT_EQ(lost.size(), 1u) << listed(rounded);
    EXPECT_EQ(lost[0]->column, "cost");
    EXPECT_EQ(lost[0]->detail, "whole");
    EXPECT_EQ(lost[0]->days->from, begin + 70);

    audit::AuditSpec spec;
    spec.imports = {{"a.csv", "1", DateRange{begin, begin + 59}, {{"leads", "integer"}, {"cost", "decimal"}}},
                    {"b.csv", "2", DateRange{begin + 60, begin + 119}, {{"leads", "text"}, {"cost", "decimal"}}}};
    const auto other = audit_of(world_of(advertise({.campaigns = 6, .days = 120}, 68)), spec);
    const auto changed = told(other.findings, "type_change");
    ASSERT_EQ(changed.size(), 1u) << listed(other);
    EXPECT_EQ(changed[0]->column, "leads");
    EXPECT_EQ(changed[0]->detail, "integer > text");
}

TEST(Channels, WhoseSpendMovesTogetherAreNamedAsAPair) {
    std::vector<Row> rows = advertise({.campaigns = 10, .days = 210, .season = 0, .promotion = 0}, 69);
    std::map<Date, int64_t> search, social;
    for (const Row& r : rows)
        if (*r.dimensions[0] == "Search") search[r.day] += *r.measures[cost];
    for (const Row& r : rows)
        if (*r.dimensions[0] == "Social") social[r.day] += *r.measures[cost];
    for (Row& r : rows) // Social spends eight tenths of Search, shared out as before
        if (*r.dimensions[0] == "Social" && social[r.day] > 0)
            r.measures[cost] = *r.measures[cost] * search[r.day] * 8 / 10 / social[r.day];
    const auto report = audit_of(world_of(rows));
    const auto alike = told(report.advice, "collinear_channels");
    ASSERT_EQ(alike.size(), 1u);
    EXPECT_EQ((std::set<std::string>{alike[0]->segment, alike[0]->detail}), (std::set<std::string>{"Search", "Social"}));
    EXPECT_GT(*alike[0]->value, 5);
}

namespace {

/// Campaigns that pay more for a click where fewer click: log rates on a line, with a little beside it.
std::vector<Row> on_a_line(int campaigns, uint64_t seed, int odd = -1) {
    Random random(seed);
    std::vector<Row> rows;
    for (int c = 0; c < campaigns; ++c) {
        const double quality = c == odd ? 0 : random.normal(0, 0.5);
        // The odd one is dear and clicked upon often: each by less than others are, together as none is.
        const double ctr = 0.02 * std::exp(quality + random.normal(0, 0.1) + (c == odd ? 0.7 : 0)),
                     cpc = 0.6 * std::exp(-quality + random.normal(0, 0.1) + (c == odd ? 0.7 : 0)),
                     cvr = 0.08 * std::exp(0.5 * quality + random.normal(0, 0.15)), aov = 70 * std::exp(random.normal(0, 0.3));
        for (int d = 0; d < 12; ++d) {
            const auto shown = random.poisson(20000), clicked = random.poisson(static_cast<double>(shown) * ctr),
                       won = random.poisson(static_cast<double>(clicked) * cvr);
            rows.push_back({*parse_iso_date("2025-03-03") + d,
                            {"Search", "campaign " + std::to_string(c)},
                            {shown, clicked, std::llround(static_cast<double>(clicked) * cpc * 100), won,
                             std::llround(static_cast<double>(won) * aov * 100)}});
        }
    }
    return rows;
}

} // namespace

TEST(OddCampaigns, AreToldThoughNoRateAloneIsOdd) {
    for (uint64_t seed = 1; seed <= 3; ++seed) {
        const auto report = audit_of(world_of(on_a_line(60, seed, 17)));
        const auto odd = told(report.advice, "campaign_outlier");
        ASSERT_EQ(odd.size(), 1u) << seed;
        EXPECT_EQ(odd[0]->segment, "campaign 17");
        const std::set<std::string> two{odd[0]->column + "/" + odd[0]->detail, odd[0]->variants.front()};
        EXPECT_EQ(two, (std::set<std::string>{"clicks/impressions", "cost/clicks"}));
    }
}

TEST(OddCampaigns, AreNoneAmongThoseThatFollowTheRule) {
    int alarms = 0;
    for (const int campaigns : {14, 22, 40, 70})
        for (uint64_t seed = 1; seed <= 4; ++seed) {
            const auto report = audit_of(world_of(on_a_line(campaigns, seed * 7919)));
            for (const auto* f : told(report.advice, "campaign_outlier")) {
                ++alarms;
                ADD_FAILURE() << campaigns << " " << seed << " " << f->segment << " " << f->column << "/" << f->detail << " and "
                              << f->variants.size() << " others";
            }
        }
    EXPECT_EQ(alarms, 0);
}

TEST(Labels, AreWordsWhereTheFileHasIdentifiers) {
    DatasetInfo info;
    info.columns = {{.name = "mark_spent", .field = "mark_spent", .role = "cost"},
                    {.name = "Spend (CHF)", .field = "spend_chf", .role = "cost"},
                    {.name = "store_visits", .field = "store_visits", .role = "measure"}};
    EXPECT_EQ(audit::column_label("mark_spent", info, Language::en), "Spend");
    EXPECT_EQ(audit::column_label("mark_spent", info, Language::fr), "Dépenses");
    EXPECT_EQ(audit::column_label("spend_chf", info, Language::fr), "Spend (CHF)");
    EXPECT_EQ(audit::column_label("store_visits", info, Language::en), "Store visits");
    audit::Finding f;
    f.check = "cpv_uniform";
    f.column = "mark_spent";
    f.detail = "clicks";
    f.segment = "facebook_tier1";
    info.columns.push_back({.name = "clicks", .field = "clicks", .role = "clicks"});
    EXPECT_EQ(audit::title(f, info, Language::en), "Cost per click of facebook_tier1 is the same on every day");
}

} // namespace plumbline::testing
