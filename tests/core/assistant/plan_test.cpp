// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/assistant/tools.h"
#include "tests/core/assistant/desk.h"

using namespace plumbline;
using namespace plumbline::assistant;
using nlohmann::json;
using plumbline::testing::desk;

namespace {

TEST(Plan, GoesThroughJsonUnchanged) {
    for (const char* q :
         {"Top 3 campaigns by ROI", "Average daily spend by channel", "Which campaigns have spend above 2,500?",
          "Compare revenue of 1 March and 2 March", "What share of revenue comes from search?", "Simulate +20% budget on search",
          "Which campaigns had at least 6 days with more than 25 clicks?", "google versus meta, revenue",
          "running total of revenue by day", "best and worst campaign by profit"}) {
        const Plan plan = desk().ask(q).plan;
        const json once = to_json(plan);
        EXPECT_EQ(to_json(plan_from_json(once)), once) << q;
    }
}

TEST(Plan, TheSchemaIsClosed) {
    const json good = to_json(desk().ask("Revenue by channel").plan);
    EXPECT_NO_THROW(plan_from_json(good));
    for (const auto& [pointer, value] :
         std::vector<std::pair<std::string, json>>{{"/sql", "DROP TABLE x"},
                                                   {"/code", "import os"},
                                                   {"/queries/0/sql", "SELECT 1"},
                                                   {"/queries/0/metrics", "revenue"},
                                                   {"/queries/0/metrics", json::array()},
                                                   {"/queries/0/limit", -1},
                                                   {"/queries/0/limit", 1e9},
                                                   {"/queries/0/by", {"time:century"}},
                                                   {"/queries/0/aggregate", "exec"},
                                                   {"/route", "shell"},
                                                   {"/intent", "chart"},
                                                   {"/chart", "<svg>"},
                                                   {"/slots", {{"evil", 1}}},
                                                   {"/queries", json::object()},
                                                   {"/tools", {{{"tool", "x"}, {"extra", 1}}}},
                                                   {"/queries/0/weekdays", {9}},
                                                   {"/queries/0/times", "10"},
                                                   {"/queries/0/times", {{{"metric", "units"}, {"value", 3}}}},
                                                   {"/queries/0/cumulative", 1}}) {
        json bad = good;
        bad[json::json_pointer(pointer)] = value;
        EXPECT_THROW(plan_from_json(bad), Error) << pointer;
    }
    for (const char* text : {"[]", "1", "null", "\"plan\"", "{}"}) EXPECT_THROW(plan_from_json(json::parse(text)), Error) << text;
}

TEST(Tools, EachReadsOnlyAndAcceptsItsOwnExample) {
    EXPECT_GE(tools().size(), 13u);
    for (const Tool& t : tools()) {
        EXPECT_EQ(t.capability, "read") << t.name;
        EXPECT_EQ(argument_fault(t, t.example), "") << t.name;
        EXPECT_EQ(argument_fault(t, "{}"), "") << t.name;
        EXPECT_NE(argument_fault(t, R"({"sql":"DROP TABLE x"})"), "") << t.name;
        EXPECT_NE(argument_fault(t, "[]"), "") << t.name;
        EXPECT_NE(argument_fault(t, "no json"), "") << t.name;
        EXPECT_NE(argument_fault(t, R"({"scope":1})"), "") << t.name;
        EXPECT_FALSE(t.description.empty());
    }
    for (const char* name : {"rank_campaigns", "get_underperforming_campaigns", "aggregate_by_dimension", "simulate_budget",
                             "query_metrics", "compare_periods", "find_days", "forecast", "segment", "audit", "explain_change",
                             "make_chart", "make_report", "allocate_budget", "response_curve"})
        EXPECT_TRUE(find_tool(name)) << name;
}

TEST(Tools, EachAnswersOrSaysWhyNot) {
    Plan plan = desk().ask("Revenue by channel").plan;
    for (const Tool& t : tools()) {
        Plan p = plan;
        p.tools = {{t.name, "{}"}};
        p.slots = {{"pct", "10"}, {"horizon_days", "3"}};
        p.queries.front().metrics = {"cost", "revenue"};
        NoProgress progress;
        const WorkspaceUse nothing;
        const auto now = plumbline::testing::day("2026-03-11");
        const ToolContext c{desk().context, desk().assistant.vocabulary(), p, Language::en, now, {}, nothing, progress};
        const ToolResult r = t.run(c);
        EXPECT_TRUE(!r.parts.empty() || !r.unavailable.empty()) << t.name;
        std::stop_source stop;
        stop.request_stop();
        const ToolContext stopped{desk().context, desk().assistant.vocabulary(), p, Language::en, now, stop.get_token(), nothing,
                                  progress};
        try {
            t.run(stopped);
        } catch (const Error& e) {
            EXPECT_EQ(e.code(), ErrorCode::cancelled) << t.name;
        }
    }
}

/// What a tool says comes from the room that owns it: its figures are the room's.
TEST(Tools, TheExplanationIsThatOfTheRootCauseRoom) {
    const Reply r = desk().ask("Why did revenue change between 1 March and 2 March?");
    ASSERT_FALSE(r.refused) << r.reason;
    ASSERT_EQ(r.plan.tools.front().tool, "explain_change");
    ASSERT_GE(r.parts.size(), 1u);
    EXPECT_TRUE(r.parts.front().find("revenue_change"));
}

TEST(Tools, AForecastNamesItsMethodAndAddsUp) {
    const Reply r = desk().ask("Forecast clicks for the next 3 days");
    ASSERT_FALSE(r.refused) << r.reason;
    ASSERT_EQ(r.parts.front().rows(), 3u);
    double sum = 0;
    for (size_t i = 0; i < 3; ++i) {
        const double low = *r.parts.front().column(2).number(i), high = *r.parts.front().column(3).number(i),
                     v = *r.parts.front().column(1).number(i);
        EXPECT_LE(low, v);
        EXPECT_GE(high, v);
        sum += v;
    }
    // Clicks of a day are 100 + 4 d on day d: 432 to 456 if the line goes on, about 400 if it does not.
    EXPECT_GT(sum, 350);
    EXPECT_LT(sum, 480);
}

TEST(Tools, ASplitKeepsTheBudgetAndTheBoundsOfEachLine) {
    const Reply r = desk().ask("How should I split 20,000 between the channels to maximise revenue?");
    ASSERT_FALSE(r.refused) << r.reason;
    const Table& t = r.parts.back();
    double proposed = 0, current = 0;
    for (size_t i = 0; i < t.rows(); ++i) {
        proposed += *t.at("proposed").number(i);
        current += *t.at("current").number(i);
    }
    EXPECT_NEAR(proposed, 20'000, 20);            // the sum asked for
    EXPECT_NEAR(current, 1'000 * 365.25 / 12, 1); // 100 + 200 + 300 + 400 a day; 20,000 come nearest to a month of that
    for (size_t i = 0; i < t.rows(); ++i) {
        const double share =
            *t.at("proposed").number(i) / (20'000 / current * *t.at("current").number(i)); // of its share of the new total
        EXPECT_GE(share, 0.5 - 1e-6);
        EXPECT_LE(share, 1.5 + 1e-6);
    }
}

TEST(Tools, AReportBringsADocument) {
    const Reply r = desk().ask("Write a report on search");
    ASSERT_FALSE(r.refused) << r.reason;
    EXPECT_EQ(r.plan.tools.front().tool, "make_report");
    EXPECT_NE(r.document, nullptr);
}

TEST(Tools, AReviewIsAskedForByItsNameInEitherLanguage) {
    for (const char* question : {"Write the review for search last week", "Écris la revue pour search la semaine dernière"}) {
        const Reply r = desk().ask(question);
        ASSERT_FALSE(r.refused) << question << ": " << r.reason;
        ASSERT_FALSE(r.plan.tools.empty()) << question;
        EXPECT_EQ(r.plan.tools.front().tool, "make_report") << question;
    }
}

TEST(Tools, WithoutAFitTheResponseCurveSaysWhereToGetOne) {
    const Reply r = desk().ask("Show the response curve of search");
    EXPECT_TRUE(r.refused);
    EXPECT_NE(r.reason.find("response page"), std::string::npos) << r.reason;
}

} // namespace
