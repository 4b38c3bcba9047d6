// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <ctime>

#include "core/narrate/grounding.h"
#include "core/report/wbr_batch.h"
#include "wbr_world.h"

namespace plumbline::testing {
namespace {

using report::ReviewRequest;

const report::Review& week_46() {
    static const report::Review r = review(shop_world(), {});
    return r;
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
    const World& world = shop_world();
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

/// Asks for every number of a review once more, by SQL over the facts and not from the cube that it was made from. How many.
size_t find_again(const World& world, const report::Review& r) {
    for (const auto& f : r.facts) {
        metrics::Query q;
        q.metrics = {f.metric};
        q.period = f.days;
        q.filters = f.where;
        const Table t = world.run(q, Way::facts).table;
        const auto again = t.rows() > 0 ? t.column(0).number(0) : std::nullopt;
        EXPECT_EQ(f.value.has_value(), again.has_value()) << r.scope_label << " " << f.id;
        if (f.value && again) {
            EXPECT_NEAR(*f.value, *again, 1e-9 * std::abs(*again)) << r.scope_label << " " << f.id;
        }
    }
    return r.facts.size();
}

TEST(Review, EveryNumberIsFoundAgainByAQueryOfTheFacts) {
    const World& world = shop_world();
    for (const auto& scope : std::vector<std::vector<metrics::Filter>>{
             {}, {{"channel", {"Search"}}}, {{"channel", {"Social"}}, {"region", {"Romandie"}}}})
        EXPECT_GT(find_again(world, review(world, {.scope = scope})), 10u);
}

/// The long measurement: --gtest_also_run_disabled_tests. Twenty categories in twelve regions, ten weeks of ups and downs.
TEST(Review, DISABLED_EveryNumberOf240ReviewsIsFoundAgain) {
    std::vector<Row> rows;
    uint32_t chance = 1;
    for (int day = 69; day >= 0; --day)
        for (int category = 0; category < 20; ++category)
            for (int region = 0; region < 12; ++region)
                for (int channel = 0; channel < 3; ++channel) {
                    chance = chance * 1664525u + 1013904223u;
                    const int64_t n = 20 + (chance >> 16) % 20 + category + 2 * region + 5 * channel;
                    rows.push_back({*parse_iso_date("2026-11-15") - day,
                                    {"Channel " + std::to_string(channel), "Region " + std::to_string(region),
                                     "Category " + std::to_string(category), "Campaign " + std::to_string(channel)},
                                    {n * 40, n * 4, n, n / 3, n * 1000, n * (3000 + chance % 7000)}});
                }
    const World world = shop_of(std::move(rows), {"category"});
    size_t reviews = 0, numbers = 0;
    for (const report::ReviewScope& s :
         report::review_scopes({&world.info, world.engine.get(), world.cube.get()}, {}, {"category", "region"})) {
        numbers += find_again(world, review(world, {.scope = s.where}));
        ++reviews;
    }
    std::printf("%zu numbers of %zu reviews found again\n", numbers, reviews);
    EXPECT_EQ(reviews, 240u);
}

TEST(Review, SaysInEveryPlaceWhatIsMissing) {
    const auto& r = week_46();
    for (const char* id : {"pacing", "trust", "market"}) {
        EXPECT_EQ(section(r, id)->state, report::SectionState::not_possible) << id;
        EXPECT_FALSE(section(r, id)->reason.empty()) << id;
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
    const World& world = shop_world();
    const auto r = review(world, {.language = Language::fr});
    EXPECT_TRUE(r.headline.starts_with("Le chiffre d'affaires recule de")) << r.headline;
    EXPECT_EQ(r.week_label, "Semaine 46, du 9 au 15 nov. 2026");
    EXPECT_GT(r.score.language, 0.8);
    ASSERT_EQ(r.facts.size(), week_46().facts.size());
    for (size_t i = 0; i < r.facts.size(); ++i) EXPECT_EQ(r.facts[i].value, week_46().facts[i].value) << r.facts[i].id;
}

TEST(Review, IsTheSameFromTheCubeAndFromSql) {
    const World& world = shop_world();
    const auto a = review(world, {}, true), b = review(world, {}, false);
    EXPECT_EQ(report::to_markdown(report::review_document(a, "w", "c", Language::en)),
              report::to_markdown(report::review_document(b, "w", "c", Language::en)));
}

TEST(Review, RefusesWeeksThatCannotBe) {
    const World& world = shop_world();
    EXPECT_EQ(code([&] { review(world, {.week = IsoWeek{2026, 47}}); }), ErrorCode::period_invalid);
    EXPECT_EQ(code([&] { review(world, {.week = IsoWeek{2020, 5}}); }), ErrorCode::period_invalid);
    EXPECT_EQ(code([&] { review(world, {.scope = {{"channel", {"Nowhere"}}}}); }), ErrorCode::value_unknown);
    EXPECT_EQ(code([&] { report::parse_week("2026-W5"); }), ErrorCode::usage);
    EXPECT_EQ(code([&] { report::parse_week("2025-W53"); }), ErrorCode::period_invalid); // 2025 has 52 weeks
    EXPECT_EQ(report::parse_week("2026-W53").week, 53);
}

TEST(Review, NamesASectionThatFailsAndDeliversTheRest) {
    const World& world = shop_world();
    ReviewRequest request;
    request.before = [](std::string_view id) {
        if (id == "funnel") throw Error(ErrorCode::disk_full, {{"path", "/somewhere"}});
    };
    const auto r = review(world, request);
    EXPECT_FALSE(r.whole());
    EXPECT_EQ(r.failed(), (std::vector<std::string>{"funnel"}));
    EXPECT_EQ(section(r, "funnel")->state, report::SectionState::failed);
    EXPECT_EQ(section(r, "change")->state, report::SectionState::done);
    const std::string text = report::to_markdown(report::review_document(r, "w", "c", Language::en));
    EXPECT_NE(text.find("Not whole"), std::string::npos);
    EXPECT_LT(text.find("Not whole"), text.find("Contents") == std::string::npos ? text.size() : text.find("Contents"));
}

TEST(Review, HoldsTheWeekAgainstItsTargetByThePatternOfWeekdays) {
    const World& world = shop_world();
    metrics::Target november{.metric = "revenue", .days = {day("2026-11-01"), day("2026-11-30")}, .value = 1'000'000};
    const auto r = review(world, {.targets = {november}});
    EXPECT_EQ(section(r, "pacing")->state, report::SectionState::done);
    const auto at = std::ranges::find(r.kpis.columns, "target", &TableColumnSpec::id);
    ASSERT_NE(at, r.kpis.columns.end());
    // 5 working days of 1.08 and 2 of 0.8 against 21 and 9 in November: 7.0 of 29.88 parts, up to the noise of the data.
    const double share = *r.kpis.rows[0][static_cast<size_t>(at - r.kpis.columns.begin())].value / 1'000'000;
    EXPECT_NEAR(share, 7.0 / 29.88, 0.002);
}

TEST(Review, UsesNeitherOfTwoTargetsThatContradict) {
    const World& world = shop_world();
    metrics::Target a{.metric = "revenue", .days = {day("2026-11-01"), day("2026-11-30")}, .value = 1'000'000}, b = a;
    b.value = 2'000'000;
    const auto r = review(world, {.targets = {a, b}});
    EXPECT_EQ(std::ranges::find(r.kpis.columns, "target", &TableColumnSpec::id), r.kpis.columns.end());
    EXPECT_TRUE(
        std::ranges::any_of(r.actions, [](const auto& x) { return x.text.find("which target holds") != std::string::npos; }));
}

TEST(Review, NamesAPriceChangeOfTheMarketOnTheFirstPage) {
    const World& world = shop_world();
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
        for (const report::Block& b : section(r, "campaigns")->blocks)
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
    const World& world = shop_world();
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
report::Review week_of(const std::vector<double>& times, Language language = Language::en) {
    std::vector<Row> rows;
    for (int day = 69; day >= 0; --day)
        for (size_t c = 0; c < times.size(); ++c) {
            const int64_t n =
                std::llround(1000 * (day < 7 ? times[c] : 1.0) * (1 + 0.02 * ((day * 7 + static_cast<int>(c) * 3) % 5 - 2)));
            rows.push_back({*parse_iso_date("2026-11-15") - day,
                            {"Channel " + std::string(1, static_cast<char>('A' + c)), "CH", "c"},
                            {n * 40, n * 4, n, n / 3, n * 1000, n * 9000}});
        }
    const World world = shop_of(std::move(rows));
    return review(world, {.language = language});
}

std::string change_words(const report::Review& r) {
    std::string out;
    for (const report::Block& b : section(r, "change")->blocks)
        if (const auto* p = std::get_if<report::Paragraph>(&b)) out += p->text + " ";
    return out;
}

TEST(Review, SaysAcrossTheBoardOnlyWhereThePartsWentAlong) {
    const auto together = week_of({0.8, 0.82, 0.79, 0.81});
    EXPECT_NE(together.headline.find("across the board"), std::string::npos) << together.headline;
    EXPECT_NE(change_words(together).find("across the board"), std::string::npos) << change_words(together);
    // C and D gain while A loses more: no such word, neither in the headline nor below it.
    for (const Language l : {Language::en, Language::fr}) {
        const auto apart = week_of({0.3, 0.97, 1.15, 1.12}, l);
        EXPECT_NE(apart.headline.find("Channel A"), std::string::npos) << apart.headline;
        EXPECT_NE(change_words(apart).find("Channel A"), std::string::npos) << change_words(apart);
        for (const char* word : {"across the board", "de façon générale", "mouvement est général"})
            EXPECT_EQ((apart.headline + change_words(apart)).find(word), std::string::npos)
                << word << ": " << change_words(apart);
    }
}

TEST(Review, ShowsWhatWasNotedOnItsChart) {
    const auto note = [](const char* from, const char* text, std::vector<metrics::Filter> where = {}) {
        return metrics::Annotation{.days = {day(from), day(from)}, .text = text, .kind = "event", .where = std::move(where)};
    };
    const auto r = review(shop_world(), {.scope = {{"channel", {"Social"}, false}},
                                         .annotations = {note("2026-10-07", "New shop"), note("2026-11-25", "Sale to come"),
                                                         note("2024-01-01", "Long ago"),
                                                         note("2026-10-08", "Of Search", {{"channel", {"Search"}, false}})}});
    std::vector<std::string> shown;
    for (const report::Block& b : section(r, "outlook")->blocks)
        if (const auto* chart = std::get_if<ChartSpec>(&b))
            for (const ChartAnnotation& a : chart->annotations) shown.push_back(a.label);
    EXPECT_EQ(shown, (std::vector<std::string>{"New shop", "Sale to come"}));
}

TEST(Review, CallsNothingLocalThatIsAllThereIs) {
    // Both channels grew nearly alike: no place to look at first.
    const auto r = week_of({1.3, 1.36});
    EXPECT_NE(r.headline.find("across the board"), std::string::npos) << r.headline;
    EXPECT_EQ(change_words(r).find("local"), std::string::npos) << change_words(r);
}

TEST(Review, HasNoColumnOfDashes) {
    const auto young = week_of({0.8, 0.82, 0.79, 0.81}); // ten weeks: nothing of the year before
    EXPECT_EQ(kpi_column(young, "year"), -1);
    EXPECT_GE(kpi_column(week_46(), "year"), 0);
    for (const auto& row : young.kpis.rows) EXPECT_EQ(row.size(), young.kpis.columns.size());
    const auto text = report::to_markdown(report::review_document(young, "w", "c", Language::en));
    EXPECT_EQ(text.find("last year"), std::string::npos) << text;
}

} // namespace plumbline::testing
