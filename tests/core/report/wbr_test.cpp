// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <ctime>

#include "core/narrate/grounding.h"
#include "wbr_world.h"

namespace plumbline::testing {
namespace {

using report::ReviewRequest;

const report::Review& week_46() {
    static const World world = shop();
    static const report::Review r = review(world, {});
    return r;
}

std::optional<double> fact(const report::Review& r, std::string_view id) {
    const auto at = std::ranges::find(r.facts, id, &report::ReviewFact::id);
    return at == r.facts.end() ? std::nullopt : at->value;
}

const report::ReviewSection& section(const report::Review& r, std::string_view id) {
    const auto at = std::ranges::find(r.sections, id, &report::ReviewSection::id);
    if (at == r.sections.end()) throw std::out_of_range(std::string(id));
    return *at;
}

ErrorCode code(const auto& run) {
    try {
        run();
    } catch (const Error& e) {
        return e.code();
    }
    return ErrorCode::internal;
}

TEST(Review, IsOfTheLastWholeWeekAndNamesThePlantedFault) {
    const auto& r = week_46();
    EXPECT_EQ(report::week_id(r.week), "2026-W46");
    EXPECT_NE(r.headline.find("Social"), std::string::npos) << r.headline;
    EXPECT_NE(r.headline.find("Romandie"), std::string::npos) << r.headline;
    EXPECT_EQ(r.headline.find("Email"), std::string::npos) << r.headline;
    // 60% of it is gone, up to the noise of the two weeks.
    EXPECT_TRUE(r.headline.find("lost 59.") != std::string::npos || r.headline.find("lost 60.") != std::string::npos)
        << r.headline;
    EXPECT_TRUE(r.whole());
    ASSERT_FALSE(r.actions.empty());
    EXPECT_TRUE(
        std::ranges::any_of(r.actions, [](const auto& a) { return a.text.find("Social, Romandie") != std::string::npos; }));
}

TEST(Review, SumsAreThoseOfTheRows) {
    static const World world = shop();
    const auto& r = week_46();
    int64_t revenue = 0, before = 0, year = 0;
    for (const Row& row : world.rows) {
        const int64_t v = *row.measures[5];
        if (row.day >= day("2026-11-09")) revenue += v;
        if (row.day >= day("2026-11-02") && row.day <= day("2026-11-08")) before += v;
        if (row.day >= day("2025-11-10") && row.day <= day("2025-11-16")) year += v;
    }
    EXPECT_DOUBLE_EQ(*fact(r, "headline.revenue"), static_cast<double>(revenue) / 100);
    EXPECT_DOUBLE_EQ(*fact(r, "headline.revenue.before"), static_cast<double>(before) / 100);
    EXPECT_DOUBLE_EQ(*fact(r, "headline.revenue.year"), static_cast<double>(year) / 100);
}

TEST(Review, EveryNumberIsFoundAgainByAQueryOfTheFacts) {
    static const World world = shop();
    for (const auto& scope : std::vector<std::vector<metrics::Filter>>{
             {}, {{"channel", {"Search"}}}, {{"channel", {"Social"}}, {"region", {"Romandie"}}}}) {
        const auto r = review(world, {.scope = scope});
        ASSERT_GT(r.facts.size(), 10u);
        for (const auto& f : r.facts) {
            metrics::Query q;
            q.metrics = {f.metric};
            q.period = f.days;
            q.filters = f.where;
            const Table t = world.run(q, Way::facts).table; // not from the cube that the review was made from
            const auto again = t.rows() > 0 ? t.column(0).number(0) : std::nullopt;
            ASSERT_EQ(f.value.has_value(), again.has_value()) << f.id;
            if (again) {
                EXPECT_NEAR(*f.value, *again, 1e-9 * std::abs(*again)) << f.id;
            }
        }
    }
}

TEST(Review, SaysInEveryPlaceWhatIsMissing) {
    const auto& r = week_46();
    for (const char* id : {"pacing", "trust", "market"}) {
        EXPECT_EQ(section(r, id).state, report::SectionState::not_possible) << id;
        EXPECT_FALSE(section(r, id).reason.empty()) << id;
    }
    EXPECT_NE(r.trust_line.find("not been audited"), std::string::npos);
}

TEST(Review, HasTwoToFourActionsEachWithItsComputation) {
    const auto& r = week_46();
    EXPECT_GE(r.actions.size(), 2u);
    EXPECT_LE(r.actions.size(), 4u);
    for (const auto& a : r.actions) EXPECT_FALSE(a.computation.empty()) << a.text;
    // Social costs 14,000 francs a day and brings about half of it.
    EXPECT_TRUE(
        std::ranges::any_of(r.actions, [](const auto& a) { return a.text.find("Social always on") != std::string::npos; }));
}

TEST(Review, SaysTheSameInFrench) {
    static const World world = shop();
    const auto r = review(world, {.language = Language::fr});
    EXPECT_TRUE(r.headline.starts_with("Le chiffre d'affaires recule de")) << r.headline;
    EXPECT_EQ(r.week_label, "Semaine 46, du 9 au 15 nov. 2026");
    EXPECT_GT(r.score.language, 0.8);
    ASSERT_EQ(r.facts.size(), week_46().facts.size());
    for (size_t i = 0; i < r.facts.size(); ++i) EXPECT_EQ(r.facts[i].value, week_46().facts[i].value) << r.facts[i].id;
}

TEST(Review, IsTheSameFromTheCubeAndFromSql) {
    static const World world = shop();
    const auto a = review(world, {}, true), b = review(world, {}, false);
    EXPECT_EQ(report::to_markdown(report::review_document(a, "w", "c", Language::en)),
              report::to_markdown(report::review_document(b, "w", "c", Language::en)));
}

TEST(Review, RefusesWeeksThatCannotBe) {
    static const World world = shop();
    EXPECT_EQ(code([&] { review(world, {.week = IsoWeek{2026, 47}}); }), ErrorCode::period_invalid);
    EXPECT_EQ(code([&] { review(world, {.week = IsoWeek{2020, 5}}); }), ErrorCode::period_invalid);
    EXPECT_EQ(code([&] { review(world, {.scope = {{"channel", {"Nowhere"}}}}); }), ErrorCode::value_unknown);
    EXPECT_EQ(code([&] { report::parse_week("2026-W5"); }), ErrorCode::usage);
    EXPECT_EQ(code([&] { report::parse_week("2025-W53"); }), ErrorCode::period_invalid); // 2025 has 52 weeks
    EXPECT_EQ(report::parse_week("2026-W53").week, 53);
}

TEST(Review, NamesASectionThatFailsAndDeliversTheRest) {
    static const World world = shop();
    ReviewRequest request;
    request.before = [](std::string_view id) {
        if (id == "funnel") throw Error(ErrorCode::disk_full, {{"path", "/somewhere"}});
    };
    const auto r = review(world, request);
    EXPECT_FALSE(r.whole());
    EXPECT_EQ(r.failed(), (std::vector<std::string>{"funnel"}));
    EXPECT_EQ(section(r, "funnel").state, report::SectionState::failed);
    EXPECT_EQ(section(r, "change").state, report::SectionState::done);
    const std::string text = report::to_markdown(report::review_document(r, "w", "c", Language::en));
    EXPECT_NE(text.find("Not whole"), std::string::npos);
    EXPECT_LT(text.find("Not whole"), text.find("Contents") == std::string::npos ? text.size() : text.find("Contents"));
}

TEST(Review, HoldsTheWeekAgainstItsTargetByThePatternOfWeekdays) {
    static const World world = shop();
    metrics::Target november{.metric = "revenue", .days = {day("2026-11-01"), day("2026-11-30")}, .value = 1'000'000};
    const auto r = review(world, {.targets = {november}});
    EXPECT_EQ(section(r, "pacing").state, report::SectionState::done);
    const auto at = std::ranges::find(r.kpis.columns, "target", &TableColumnSpec::id);
    ASSERT_NE(at, r.kpis.columns.end());
    // 5 working days of 1.08 and 2 of 0.8 against 21 and 9 in November: 7.0 of 29.88 parts, up to the noise of the data.
    const double share = *r.kpis.rows[0][static_cast<size_t>(at - r.kpis.columns.begin())].value / 1'000'000;
    EXPECT_NEAR(share, 7.0 / 29.88, 0.002);
}

TEST(Review, UsesNeitherOfTwoTargetsThatContradict) {
    static const World world = shop();
    metrics::Target a{.metric = "revenue", .days = {day("2026-11-01"), day("2026-11-30")}, .value = 1'000'000}, b = a;
    b.value = 2'000'000;
    const auto r = review(world, {.targets = {a, b}});
    EXPECT_EQ(std::ranges::find(r.kpis.columns, "target", &TableColumnSpec::id), r.kpis.columns.end());
    EXPECT_TRUE(
        std::ranges::any_of(r.actions, [](const auto& x) { return x.text.find("which target holds") != std::string::npos; }));
}

TEST(Review, NamesAPriceChangeOfTheMarketOnTheFirstPage) {
    static const World world = shop();
    report::MarketSignal price{"Price index", {}, {}};
    for (Date d = day("2025-09-22"); d <= day("2026-11-15"); d = d + 1) {
        price.days.push_back(d);
        price.values.push_back((d >= day("2026-11-09") ? 106 : 100) + 0.2 * std::sin(static_cast<double>(d.days)));
    }
    const auto r = review(world, {.market = {price}});
    std::string summary;
    for (const auto& s : r.summary) summary += s + " ";
    EXPECT_NE(summary.find("Price index moved from 100"), std::string::npos) << summary;
}

TEST(Review, IsMadeInWellUnderASecond) {
    static const World world = shop({.weeks = 110});
    double best = 1e9;
    for (int i = 0; i < 3; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        const std::clock_t work = std::clock();
        review(world, {});
        const double wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        best = std::min({best, wall, static_cast<double>(std::clock() - work) / CLOCKS_PER_SEC}); // whichever others disturb less
    }
    RecordProperty("seconds", std::to_string(best));
    std::printf("best %.3f s\n", best);
    EXPECT_LT(best, 2.0); // the figure to reach is 1 s; a machine that builds beside is slower
}

TEST(Review, ScoresItsOwnText) {
    const auto& r = week_46();
    EXPECT_GE(r.score.grounded, 0.5) << r.headline; // relative moves of a segment stand in no table
    EXPECT_EQ(r.score.actionable, 1);
    EXPECT_GT(r.score.language, 0.8);
    EXPECT_GT(r.score.total(), 0.7);
}

TEST(ReviewDocument, PrintsASummaryFirstThenContents) {
    const auto d = report::review_document(week_46(), "Shop", "2026-11-16T06:00:00Z", Language::en);
    EXPECT_TRUE(std::holds_alternative<report::Heading>(d.blocks.front()));
    const auto is_break = [](const report::Block& b) { return std::holds_alternative<report::PageBreak>(b); };
    const auto at = std::ranges::find_if(d.blocks, is_break);
    ASSERT_NE(at, d.blocks.end());
    EXPECT_TRUE(std::holds_alternative<report::Contents>(*(at + 1)));
    ASSERT_EQ(d.attachments.size(), 1u);
    EXPECT_EQ(std::ranges::count(d.attachments[0].bytes, '\n'), static_cast<ptrdiff_t>(week_46().facts.size() + 1));
}

} // namespace
TEST(Review, ExpectsOfABlockedMeasureWhatItsOtherWeeksSay) {
    const World clean = shop();
    const DateRange wrong{*parse_iso_date("2026-08-03"), *parse_iso_date("2026-08-09")};
    std::vector<Row> rows = clean.rows;
    for (Row& r : rows)
        if (wrong.contains(r.day)) *r.measures[4] *= 1000;
    World broken(clean.dimensions, clean.measures, std::move(rows));
    broken.info.currency = clean.info.currency;
    const auto against_expected = [](const World& world, report::ReviewTrust trust) {
        const auto r = review(world, {.trust = std::move(trust)});
        for (const auto& row : r.kpis.rows)
            if (row.front().text == "Spend") return row[4].value.value_or(std::nan(""));
        return std::nan("");
    };
    report::ReviewTrust trust;
    trust.open = {{"blocker", "Cost is written in another unit", "", "cost", "", "", wrong}};
    const double known = against_expected(clean, {});
    EXPECT_NEAR(against_expected(broken, trust), known, 0.03);
    trust.open[0].severity = "warning";
    EXPECT_GT(std::abs(against_expected(broken, trust) - known), 0.05)
        << "the fault did no harm, so leaving it out proves nothing";
}

TEST(Review, GivesNoVerdictOnACampaignThatTheAuditorDoubts) {
    const World world = shop();
    const auto judged = [&](std::vector<segment::Doubt> doubts) {
        report::ReviewTrust trust;
        trust.doubts = std::move(doubts);
        const auto r = review(world, {.trust = trust});
        std::string out;
        for (const report::Block& b : section(r, "campaigns").blocks)
            if (const auto* t = std::get_if<TableSpec>(&b))
                for (const auto& row : t->rows)
                    if (row.front().text == "Social always on") out = row.back().text;
        for (const report::ReviewAction& a : r.actions)
            if (a.text.find("Social always on") != std::string::npos) out += " | " + a.text;
        return out;
    };
    EXPECT_NE(judged({}).find("loses"), std::string::npos) << judged({});
    EXPECT_NE(judged({}).find(" | "), std::string::npos) << "an action names it: " << judged({});
    EXPECT_EQ(judged({{"Social always on", "cost", 1e9, "campaign", {}}}), "check the numbers");
}

TEST(Review, SpeaksOfNoFindingThatLiesElsewhere) {
    const World world = shop();
    report::ReviewTrust trust;
    trust.open = {{"warning", "Cost of Search always on jumped", "", "cost", "campaign", "Search always on", {}},
                  {"warning", "Cost of Social always on jumped", "", "cost", "campaign", "Social always on", {}},
                  {"note", "Two spellings of Email", "", "*", "channel", "Email", {}},
                  {"note", "A day is missing", "", "date", "", "", {}}};
    const auto social = review(world, {.scope = {{"channel", {"Social"}, false}}, .trust = trust});
    std::string text;
    for (const report::ReviewSection& s : social.sections)
        if (s.id == "trust")
            for (const report::Block& b : s.blocks)
                if (const auto* t = std::get_if<TableSpec>(&b))
                    for (const auto& row : t->rows) text += row.back().text + "\n";
    EXPECT_NE(text.find("Social always on"), std::string::npos);
    EXPECT_NE(text.find("A day is missing"), std::string::npos);
    EXPECT_EQ(text.find("Search"), std::string::npos) << text;
    EXPECT_EQ(text.find("Email"), std::string::npos) << text;
    for (const report::ReviewAction& a : social.actions) EXPECT_EQ(a.text.find("Search"), std::string::npos) << a.text;
}

/// A shop of four channels alike, where in the last week each sells `times` of what it did.
report::Review week_of(const std::vector<double>& times) {
    std::vector<Row> rows;
    for (int day = 69; day >= 0; --day)
        for (size_t c = 0; c < times.size(); ++c) {
            const int64_t n =
                std::llround(1000 * (day < 7 ? times[c] : 1.0) * (1 + 0.02 * ((day * 7 + static_cast<int>(c) * 3) % 5 - 2)));
            rows.push_back({*parse_iso_date("2026-11-15") - day,
                            {"Channel " + std::string(1, static_cast<char>('A' + c)), "CH", "c"},
                            {n * 40, n * 4, n, n / 3, n * 1000, n * 9000}});
        }
    World world({{"channel", "dimension", "channel"}, {"region", "dimension", "region"}, {"campaign", "campaign", ""}},
                {{"impressions", "impressions"},
                 {"clicks", "clicks"},
                 {"orders", "orders"},
                 {"new_customers", "new_customers"},
                 {"cost", "cost", FieldType::decimal, 2},
                 {"revenue", "revenue", FieldType::decimal, 2}},
                std::move(rows));
    return review(world, {});
}

TEST(Review, SaysAcrossTheBoardOnlyWhereThePartsWentAlong) {
    const std::string together = week_of({0.8, 0.82, 0.79, 0.81}).headline;
    EXPECT_NE(together.find("across the board"), std::string::npos) << together;
    // C and D gain while A loses more: no such word, whatever the search for causes makes of it.
    const std::string apart = week_of({0.3, 0.97, 1.15, 1.12}).headline;
    EXPECT_EQ(apart.find("across the board"), std::string::npos) << apart;
    EXPECT_NE(apart.find("Channel A"), std::string::npos) << apart;
}

} // namespace plumbline::testing
