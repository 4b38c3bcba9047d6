// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <cstdio>

#include "core/audit/remedy.h"
#include "tests/core/audit/faults.h"

namespace plumbline::testing {

namespace {

void scale(std::vector<Row>& rows, const Place& p, size_t measure, double factor) {
    each(rows, p,
         [&](Row& r) { r.measures[measure] = std::llround(static_cast<double>(r.measures[measure].value_or(0)) * factor); });
}

/// Runs an injection at several seeds; gives how many were found by the check with their dates right.
struct Outcome {
    int found = 0, all = 0, missed = 0, alarms = 0;
};

Outcome inject(const char* name, const std::string& check, int days, const Advertiser& spec,
               const std::function<void(std::vector<Row>&, const Place&)>& fault, int seeds = 3) {
    Outcome out;
    for (int seed = 1; seed <= seeds; ++seed) {
        std::vector<Row> rows = advertise(spec, static_cast<uint64_t>(seed) * 1009 + 5);
        Random random(static_cast<uint64_t>(seed) * 31);
        const Place place = some_place(rows, random, days, spec.step);
        fault(rows, place);
        const World world = world_of(rows);
        const auto report = audit_of(world);
        const bool hit = found(report, check, place, spec.step);
        out.found += hit;
        out.missed += !hit;
        ++out.all;
        out.alarms += false_alarms(report, {place});
        if (!hit)
            std::printf("missed %s: %s %s %d days\n%s", name, place.campaign.c_str(), to_iso(place.from).c_str(), place.days,
                        listed(report).c_str());
    }
    std::printf("%-28s found %2d of %2d, false alarms %d\n", name, out.found, out.all, out.alarms);
    return out;
}

const Advertiser usual{.campaigns = 6, .days = 100};

} // namespace

TEST(Faults, SurgeOfTwentyIsFoundEverywhere) {
    for (const int days : {1, 3})
        for (const size_t measure : {leads, revenue, impressions})
            EXPECT_EQ(inject(
                          days == 1 ? "surge x20, 1 day" : "surge x20, 3 days", "lead_surge_20x", days, usual,
                          [&](auto& rows, const Place& p) { scale(rows, p, measure, 20); }, 2)
                          .missed,
                      0);
}

TEST(Faults, SurgeOfThreeIsFoundNineTimesInTen) {
    EXPECT_LE(
        inject(
            "surge x3, 2 days", "lead_surge_20x", 2, usual, [](auto& rows, const Place& p) { scale(rows, p, leads, 3); }, 10)
            .missed,
        1);
}

TEST(Faults, ClicksOfRobotsAreFound) {
    EXPECT_EQ(
        inject("clicks x3, 2 days", "bot_clicks_3x", 2, usual, [](auto& rows, const Place& p) { scale(rows, p, clicks, 3); })
            .missed,
        0);
}

TEST(Faults, NegativeSpendIsFound) {
    EXPECT_EQ(inject(
                  "negative spend", "negative_spend", 2, usual, [](auto& rows, const Place& p) { scale(rows, p, cost, -0.8); }, 3)
                  .missed,
              0);
}

TEST(Faults, AGapOfThreeDaysIsFound) {
    EXPECT_EQ(inject("gap, 3 days", "temporal_gap", 3, usual,
                     [](auto& rows, const Place& p) {
                         std::erase_if(rows, [&](const Row& r) {
                             return r.dimensions[1] == p.campaign && r.day >= p.from && r.day < p.from + p.days;
                         });
                     })
                  .missed,
              0);
}

TEST(Faults, AConstantPriceOverTwoWeeksIsFound) {
    EXPECT_EQ(inject("constant cost per click", "cpv_uniform", 14, usual,
                     [](auto& rows, const Place& p) {
                         each(rows, p, [](Row& r) {
                             r.measures[cost] = std::llround(0.4321 * 100 * static_cast<double>(*r.measures[clicks]));
                         });
                     })
                  .missed,
              0);
}

TEST(Faults, MicrosAndCentsAreAnotherUnit) {
    EXPECT_EQ(inject(
                  "micros, 1 day", "unit_change", 1, usual, [](auto& rows, const Place& p) { scale(rows, p, cost, 1e6); }, 3)
                  .missed,
              0);
    EXPECT_EQ(inject(
                  "cents, 10 days", "unit_change", 10, usual, [](auto& rows, const Place& p) { scale(rows, p, cost, 100); }, 3)
                  .missed,
              0);
}

TEST(Faults, ADoubledImportIsFound) {
    std::vector<Row> rows = advertise(usual, 4);
    const Date from = std::ranges::min_element(rows, {}, &Row::day)->day + 45; // every campaign runs there
    std::vector<Row> twice;
    for (const Row& r : rows)
        if (r.day >= from && r.day < from + 30) twice.push_back(r);
    rows.insert(rows.end(), twice.begin(), twice.end());
    const World world = world_of(rows);
    const auto report = audit_of(world);
    ASSERT_EQ(report.findings.size(), 1u) << listed(report);
    EXPECT_EQ(report.findings[0].check, "duplicate_rows");
    EXPECT_EQ(report.findings[0].days->from, from);
    EXPECT_EQ(report.findings[0].days->to, from + 29);
    EXPECT_EQ(report.findings[0].rows, static_cast<int64_t>(twice.size()));
}

TEST(Faults, OtherKindsAreFoundByTheirName) {
    EXPECT_LE(inject("outage of leads", "tracking_outage", 5, usual,
                     [](auto& rows, const Place& p) {
                         scale(rows, p, leads, 0);
                         scale(rows, p, revenue, 0);
                     })
                  .missed,
              1);
    EXPECT_EQ(inject("flat impressions", "flatline", 9, usual,
                     [](auto& rows, const Place& p) {
                         std::optional<int64_t> first;
                         each(rows, p, [&](Row& r) {
                             if (!first) first = r.measures[impressions];
                             r.measures[impressions] = first;
                         });
                     })
                  .missed,
              0);
    EXPECT_EQ(inject(
                  "clicks above impressions", "impossible_ratio", 2, usual,
                  [](auto& rows, const Place& p) {
                      each(rows, p, [](Row& r) { r.measures[clicks] = *r.measures[impressions] * 13 / 10; });
                  },
                  5)
                  .missed,
              0);
    EXPECT_EQ(inject(
                  "missing revenue", "missing_values", 5, usual,
                  [](auto& rows, const Place& p) { each(rows, p, [](Row& r) { r.measures[revenue].reset(); }); }, 3)
                  .missed,
              0);
    EXPECT_LE(inject("conversion at 0.4, 25 days", "conversion_drift", 25, {.campaigns = 6, .days = 130},
                     [](auto& rows, const Place& p) { scale(rows, p, leads, 0.4); })
                  .missed,
              1);
}

TEST(Faults, WeeklyRowsAreAuditedAsWell) {
    const Advertiser weekly{.campaigns = 6, .days = 450, .step = 7};
    EXPECT_EQ(
        inject(
            "weekly: surge x20", "lead_surge_20x", 1, weekly, [](auto& rows, const Place& p) { scale(rows, p, leads, 20); }, 3)
            .missed,
        0);
}

TEST(OddDatasets, GetAnAnswer) {
    const Date begin = *parse_iso_date("2025-01-01");
    std::vector<Row> three;
    for (int d = 0; d < 3; ++d) three.push_back({begin + d, {"Search", "one"}, {100, 10, 500, 1, 900}});
    EXPECT_TRUE(audit_of(world_of(three)).findings.empty());
    std::vector<Row> zeros;
    for (int d = 0; d < 90; ++d)
        for (int c = 0; c < 5; ++c) zeros.push_back({begin + d, {"Search", "c" + std::to_string(c)}, {0, 0, 0, 0, 0}});
    EXPECT_TRUE(audit_of(world_of(zeros)).findings.empty());
    std::vector<Row> many;
    for (int c = 0; c < 10000; ++c)
        many.push_back({begin + c % 60, {"Search", "c" + std::to_string(c)}, {1000 + c, 10, 500 + c, 1, 900}});
    EXPECT_LE(audit_of(world_of(many)).findings.size(), 1u);
    World words = world_of(three);
    for (DatasetColumn& c : words.info.columns)
        if (is_measure_role(c.role)) c.role = "ignore";
    EXPECT_TRUE(audit_of(words).findings.empty());
    World undated = world_of(three);
    undated.info.columns[0].role = "attribute";
    undated.info.dates.reset();
    EXPECT_TRUE(audit_of(undated).findings.empty());
}

TEST(Spellings, OfAWordInsideOfLongerNamesAreFound) {
    const Date begin = *parse_iso_date("2025-02-01");
    std::vector<Row> rows;
    for (int d = 0; d < 28; ++d) {
        int64_t k = 0;
        for (const char* name : {"facebook_tier1", "facebOOK_tier2", "facebook_retargeting", "google_hot", "google_wide"}) {
            ++k;
            rows.push_back(
                {begin + d,
                 {"social", name},
                 {10000 + 37 * d + 911 * k, 200 + d + 7 * k, 5000 + 13 * d + 377 * k, 20 + (d + k) % 3, 9000 + 31 * d + 53 * k}});
        }
    }
    const auto report = audit_of(world_of(rows));
    ASSERT_EQ(report.findings.size(), 1u) << listed(report);
    EXPECT_EQ(report.findings[0].check, "label_variant");
    EXPECT_EQ(report.findings[0].detail, "facebOOK_tier2");
    EXPECT_EQ(report.findings[0].variants[0], "facebook_tier2");
}

TEST(Trust, FallsByWhatIsOpenAndRisesByADecision) {
    std::vector<Row> rows = advertise(usual, 9);
    Random random(3);
    const Place place = some_place(rows, random, 2);
    scale(rows, place, leads, 20);
    const World world = world_of(rows);
    const auto open = audit_of(world);
    ASSERT_EQ(open.findings.size(), 1u) << listed(open);
    EXPECT_LT(open.score, 90);
    const auto at = [](const audit::AuditReport& r, const char* field) {
        return *std::ranges::find(r.measures, std::string(field), &audit::Trust::column);
    };
    EXPECT_LT(at(open, "leads").score, 90);
    EXPECT_EQ(at(open, "revenue").score, 100);
    EXPECT_EQ(audit::open_findings(open, "leads", true).size(), 1u);
    const auto decided = audit_of(world, {.decided = {{open.findings[0].key, "r1"}}});
    EXPECT_EQ(decided.score, 100);
    EXPECT_TRUE(audit::open_findings(decided).empty());
}

TEST(Words, SayWhatWasSeenInBothLanguages) {
    std::vector<Row> rows = advertise(usual, 9);
    Random random(3);
    const Place place = some_place(rows, random, 2);
    scale(rows, place, leads, 20);
    const World world = world_of(rows);
    const auto report = audit_of(world);
    ASSERT_FALSE(report.findings.empty());
    const auto& f = report.findings[0];
    EXPECT_NE(audit::title(f, world.info, Language::en).find(place.campaign), std::string::npos);
    EXPECT_NE(audit::title(f, world.info, Language::fr).find("niveau habituel"), std::string::npos);
    const auto chart = audit::evidence_chart(f, world.info, Language::en);
    ASSERT_TRUE(chart);
    EXPECT_NO_THROW(validate(*chart));
    for (const std::string& check : report.checks) {
        EXPECT_NE(audit::check_name(check, Language::en), check);
        EXPECT_NE(audit::check_name(check, Language::fr), check);
    }
}

TEST(Rules, ChangeTheRowsAsTheySay) {
    std::vector<Row> rows = advertise(usual, 9);
    Random random(3);
    const Place place = some_place(rows, random, 2);
    const auto sum = [&](const std::vector<Row>& all) {
        double total = 0;
        for (const Row& r : all)
            if (r.dimensions[1] == place.campaign && r.day >= place.from && r.day < place.from + place.days)
                total += static_cast<double>(r.measures[leads].value_or(0));
        return total;
    };
    const double before = sum(rows);
    scale(rows, place, leads, 20);
    const World world = world_of(rows);
    const auto report = audit_of(world);
    ASSERT_EQ(report.findings.size(), 1u);
    const auto apply = [&](audit::Action action) {
        auto database = std::make_shared<duck::Database>("", duck::OpenOptions{.read_only = false});
        duck::Connection c = database->connect();
        c.execute("CREATE TABLE facts (day DATE, channel VARCHAR, campaign VARCHAR, impressions BIGINT, clicks BIGINT, cost "
                  "DECIMAL(18,2), "
                  "leads BIGINT, revenue DECIMAL(18,2))");
        std::string insert;
        for (const Row& r : rows)
            insert += (insert.empty() ? "INSERT INTO facts VALUES " : ", ") + std::string("(DATE '") + to_iso(r.day) + "', '" +
                      *r.dimensions[0] + "', '" + *r.dimensions[1] + "', 1, 1, 1, " + std::to_string(*r.measures[leads]) + ", 1)";
        c.execute(insert);
        for (const std::string& sql : warehouse::rule_sql(world.info, "facts", audit::rule_for(report.findings[0], action)))
            for (int twice = 0; twice < 2; ++twice) c.execute(sql); // a rule that is applied again changes nothing more
        const Table t =
            c.query("SELECT CAST(sum(leads) AS DOUBLE), count(*) FROM facts WHERE campaign = '" + place.campaign +
                    "' AND day >= DATE '" + to_iso(place.from) + "' AND day < DATE '" + to_iso(place.from + place.days) + "'");
        EXPECT_EQ(t.column(1).integer(0), place.days);
        return t.column(0).number(0);
    };
    EXPECT_NEAR(apply(audit::Action::cap).value_or(0), before, 0.25 * before);
    EXPECT_FALSE(apply(audit::Action::exclude));
    EXPECT_NEAR(apply(audit::Action::leave).value_or(0), 20 * before, 1e-6);
}

} // namespace plumbline::testing
