// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/assistant/wording.h"
#include "tests/core/assistant/desk.h"

/// Sides, days that are counted for each group, running totals, both ends. Expectations by hand from the formulas in desk.h.
using namespace plumbline;
using namespace plumbline::assistant;
using plumbline::testing::desk;
using plumbline::testing::figure;
using plumbline::testing::names;

namespace {

std::vector<double> row(const Reply& r, size_t at = 0) {
    std::vector<double> out;
    if (r.parts.empty() || r.parts.front().rows() <= at) return out;
    const Table& t = r.parts.front();
    for (size_t c = 0; c < t.columns(); ++c)
        if (t.column(c).type() == ColumnType::real || t.column(c).type() == ColumnType::integer)
            out.push_back(t.column(c).number(at).value_or(-999'999));
    return out;
}

TEST(Comparisons, AWordOfSeveralValuesIsOneSide) {
    for (const char* q :
         {"google versus meta, revenue", "Revenue: google against meta", "chiffre d'affaires de google contre meta"}) {
        const Reply r = desk().ask(q);
        ASSERT_EQ(r.parts.size(), 1u) << q << r.reason;
        EXPECT_EQ(names(r), (std::vector<std::string>{"google", "meta"})) << q;
        EXPECT_EQ(row(r, 0), std::vector<double>{4500}) << q; // (150 + 300) x 10
        EXPECT_EQ(row(r, 1), std::vector<double>{3400}) << q; // (240 + 100) x 10
    }
}

TEST(Comparisons, AGapIsOneRowOfBothSidesAndTheirDifference) {
    EXPECT_EQ(row(desk().ask("What is the gap between google and meta in revenue?")), (std::vector<double>{4500, 3400, 1100}));
    EXPECT_EQ(row(desk().ask("écart de dépenses entre search et social")), (std::vector<double>{3000, 7000, -4000}));
}

TEST(Comparisons, PeriodsByGroupStandBesideEachOther) {
    const Reply r = desk().ask("Revenue from 1 to 3 March vs from 4 to 5 March by channel");
    ASSERT_EQ(names(r), (std::vector<std::string>{"search", "social"})) << r.reason;
    EXPECT_EQ(row(r, 0), (std::vector<double>{1350, 900, 450}));
    EXPECT_EQ(row(r, 1), (std::vector<double>{1020, 680, 340}));
}

TEST(Comparisons, DaysAreCountedForEachGroup) {
    // above 25 clicks: google_generic on 5 days (20 + d > 25), the two of meta on all 10
    for (const char* q : {"Which campaigns had at least 6 days with more than 25 clicks?",
                          "Quelles campagnes ont eu au moins 6 jours à plus de 25 clics ?",
                          "Which campaigns were above 25 clicks on more than 5 days?"}) {
        const Reply r = desk().ask(q);
        const std::vector<std::string> found = names(r);
        EXPECT_EQ(std::set<std::string>(found.begin(), found.end()),
                  (std::set<std::string>{"meta_prospecting", "meta_lookalike"}))
            << q << r.reason;
    }
    // no orders on the five even days: meta_lookalike alone
    EXPECT_EQ(names(desk().ask("Which campaigns had no orders on at least 5 days?")), std::vector<std::string>{"meta_lookalike"});
    const Reply few = desk().ask("Which campaigns had fewer than 3 days above 25 clicks?");
    EXPECT_EQ(names(few), std::vector<std::string>{"google_brand"}) << "none of its days: 0 is fewer than 3";
}

TEST(Comparisons, ARunningTotalEndsAtTheTotal) {
    const Reply r = desk().ask("running total of revenue by day");
    ASSERT_EQ(r.parts.front().rows(), 10u);
    EXPECT_EQ(row(r, 0), std::vector<double>{790});
    EXPECT_EQ(row(r, 9), std::vector<double>{7900});
    const Reply when = desk().ask("On which date did cumulative revenue exceed 2,000?"); // 790, 1580, 2370
    ASSERT_EQ(when.parts.front().rows(), 1u) << when.reason;
    EXPECT_EQ(to_text(when.parts.front().column(0).value(0)), "2026-03-03");
}

TEST(Comparisons, BestAndWorstStandInOneTable) {
    const Reply r = desk().ask("best and worst campaign by profit"); // 500, 1000, -600, -3000
    EXPECT_EQ(names(r), (std::vector<std::string>{"google_generic", "meta_lookalike"}));
}

TEST(Comparisons, AShareOverTimeIsOfEachDay) {
    const Reply r = desk().ask("search's share of revenue each day");
    ASSERT_EQ(r.parts.front().rows(), 10u) << r.reason;
    for (size_t i = 0; i < 10; ++i) EXPECT_NEAR(row(r, i).front(), 450.0 / 790, 1e-9);
}

TEST(Comparisons, TheDifferenceOfTwoFollowUpsIsBetweenThem) {
    const Reply first = desk().ask("Revenue from 1 to 3 March");
    const Reply second = desk().ask("and from 4 to 5 March?", &first.plan);
    EXPECT_EQ(figure(second), 1580);
    EXPECT_EQ(row(desk().ask("the difference between the two?", &second.plan)), (std::vector<double>{1580, 2370, -790}));
    const Reply alone = desk().ask("what is the difference?", &first.plan);
    EXPECT_TRUE(alone.refused); // of one thing there is none
}

TEST(Comparisons, AConditionOfAFollowUpIsOnWhatWasAsked) {
    const Reply first = desk().ask("Revenue by campaign"); // 1500, 3000, 2400, 1000
    EXPECT_EQ(names(desk().ask("only the ones over 2000", &first.plan)),
              (std::vector<std::string>{"google_generic", "meta_prospecting"}));
}

TEST(Comparisons, ANumberThatTakesNoPartIsNotPassedOver) {
    const Reply r = desk().ask("Total revenue 4711 of search");
    EXPECT_TRUE(r.refused) << "the number was left out in silence";
    EXPECT_NE(r.reason.find("4711"), std::string::npos);
}

TEST(Comparisons, WeekdaysBesideWeekendsAreTwoRows) {
    // 1 to 10 March 2026: 1, 7 and 8 are Saturdays and Sundays
    const Reply r = desk().ask("Do weekends bring more revenue than weekdays?");
    ASSERT_EQ(r.parts.front().rows(), 2u) << r.reason;
    std::set<double> values{row(r, 0).front(), row(r, 1).front()};
    EXPECT_EQ(values, (std::set<double>{3 * 790, 7 * 790}));
}

TEST(Comparisons, BelowAverageShowsTheFigureBesideThatOfAll) {
    // orders over clicks of meta_lookalike: 4 x 5 days = 20 over 455; of all: 10 + 20 + 30 + 20 = 80 over 1,220
    const Reply r = desk().ask("Is the conversion rate of meta_lookalike below average?");
    ASSERT_EQ(names(r), (std::vector<std::string>{"meta_lookalike", "All"})) << r.reason;
    EXPECT_NEAR(row(r, 0).front(), 20.0 / 455, 1e-9);
    EXPECT_NEAR(row(r, 1).front(), 80.0 / 1220, 1e-9);
}

TEST(Comparisons, ADateEndsNoSentenceAndDaysAreDrawnAlone) {
    EXPECT_EQ(first_sentence_end("4 match (1 to 31 oct. 2026). Judged by: orders."), 28u);
    EXPECT_EQ(first_sentence_end("One sentence."), 13u);
    const Reply r = desk().ask("Which campaigns had at least 5 days with more than 25 clicks?");
    ASSERT_TRUE(r.chart) << r.reason;
    ASSERT_EQ(r.chart->series.size(), 1u);
    EXPECT_EQ(r.chart->series.front().name, "Days");
}

TEST(Comparisons, WhatOneOfThemNeedsIsARatio) {
    const Reply r = desk().ask("Which campaign needs the most clicks to win one order?"); // 155/10, 255/20, 355/30, 455/20
    EXPECT_EQ(names(r), std::vector<std::string>{"meta_lookalike"}) << r.reason;
    EXPECT_NEAR(row(r).front(), 455.0 / 20, 1e-9);
}

TEST(Comparisons, AConditionOnAChangeIsOnTheChange) {
    // clicks of 6 to 10 March against 1 to 5 March: 25 more for each; google_brand 65 -> 90 = +38 %, google_generic 115 -> 140 =
    // +22 %
    const Reply r = desk().ask("Which campaigns grew clicks by more than 20% from 6 to 10 March vs from 1 to 5 March?");
    const std::vector<std::string> found = names(r);
    EXPECT_EQ(std::set<std::string>(found.begin(), found.end()), (std::set<std::string>{"google_brand", "google_generic"}))
        << r.reason;
}

TEST(Comparisons, AChoiceAmongThoseNamedBeforeStaysAmongThem) {
    // By spend 4,000, 3,000 and 2,000; google_brand has the return of google_generic and is not among them.
    for (const auto& [first, then] :
         {std::pair{"Top 3 campaigns by spend", "which of them has the best ROI?"},
          std::pair{"Top 3 des campagnes par dépenses", "parmi elles, laquelle a le meilleur ROI ?"}}) {
        const Reply before = desk().ask(first);
        const Reply r = desk().ask(then, &before.plan);
        EXPECT_EQ(names(r), std::vector<std::string>{"google_generic"}) << then << ": " << r.text;
        EXPECT_EQ(to_json(plan_from_json(to_json(r.plan))), to_json(r.plan)) << then;
    }
}

TEST(Comparisons, TheirMetricIsThatOfTheSameOnes) {
    const Reply before = desk().ask("Top 2 campaigns by spend");
    const Reply r = desk().ask("and their revenue?", &before.plan);
    EXPECT_EQ(names(r), (std::vector<std::string>{"meta_lookalike", "meta_prospecting"})) << r.text;
}

TEST(Comparisons, AFollowUpThatIsNotUnderstoodIsAskedBack) {
    const Reply before = desk().ask("Revenue by channel");
    const Reply r = desk().ask("what did they gloop?", &before.plan);
    EXPECT_TRUE(r.clarify || r.refused) << r.text;
}

TEST(Comparisons, WordsOfTimeNameTheirDays) {
    const auto days = [](const char* from, const char* to) { return DateRange{*parse_iso_date(from), *parse_iso_date(to)}; };
    for (const auto& [question, range] :
         {std::pair{"revenue in March a year ago", days("2025-03-01", "2025-03-31")},
          std::pair{"chiffre d'affaires de mars l'an dernier", days("2025-03-01", "2025-03-31")},
          std::pair{"revenue in H1 2026", days("2026-01-01", "2026-06-30")},
          std::pair{"chiffre d'affaires du second semestre 2025", days("2025-07-01", "2025-12-31")},
          std::pair{"revenue in the winter of 2025/26", days("2025-12-01", "2026-02-28")},
          std::pair{"revenue in the week of Black Friday last year", days("2025-11-24", "2025-11-30")},
          std::pair{"revenue on Easter Monday 2026", days("2026-04-06", "2026-04-06")},
          std::pair{"revenue in the frist week of March 2026", days("2026-03-02", "2026-03-08")}}) {
        const Plan plan = desk().ask(question).plan;
        ASSERT_EQ(plan.queries.size(), 1U) << question;
        ASSERT_EQ(plan.queries.front().periods.size(), 1U) << question;
        EXPECT_EQ(plan.queries.front().periods.front().range, range) << question;
    }
}

} // namespace
