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
    for (const char* q : {"Top 3 campaigns by ROI", "Average daily spend by channel", "Which campaigns have spend above 2,500?",
                          "Compare revenue of 1 March and 2 March", "What share of revenue comes from search?",
                          "Simulate +20% budget on search"}) {
        const Plan plan = desk().ask(q).plan;
        const json once = to_json(plan);
        EXPECT_EQ(to_json(plan_from_json(once)), once) << q;
    }
}

TEST(Plan, TheSchemaIsClosed) {
    const json good = to_json(desk().ask("Revenue by channel").plan);
    EXPECT_NO_THROW(plan_from_json(good));
    for (const auto& [pointer, value] : std::vector<std::pair<std::string, json>>{{"/sql", "DROP TABLE x"},
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
                                                                                  {"/queries/0/weekdays", {9}}}) {
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
    for (const char* name :
         {"rank_campaigns", "get_underperforming_campaigns", "aggregate_by_dimension", "simulate_budget", "query_metrics",
          "compare_periods", "find_days", "forecast", "segment", "audit", "explain_change", "make_chart", "make_report"})
        EXPECT_TRUE(find_tool(name)) << name;
}

TEST(Tools, EachAnswersOrSaysWhyNot) {
    Plan plan = desk().ask("Revenue by channel").plan;
    for (const Tool& t : tools()) {
        Plan p = plan;
        p.tools = {{t.name, "{}"}};
        p.slots = {{"pct", "10"}, {"horizon_days", "3"}};
        p.queries.front().metrics = {"cost", "revenue"};
        const ToolContext c{desk().context, desk().assistant.vocabulary(),         p,
                            Language::en,   plumbline::testing::day("2026-03-11"), {}};
        const ToolResult r = t.run(c);
        EXPECT_TRUE(!r.parts.empty() || !r.unavailable.empty()) << t.name;
        std::stop_source stop;
        stop.request_stop();
        const ToolContext stopped{desk().context, desk().assistant.vocabulary(),         p,
                                  Language::en,   plumbline::testing::day("2026-03-11"), stop.get_token()};
        try {
            t.run(stopped);
        } catch (const Error& e) {
            EXPECT_EQ(e.code(), ErrorCode::cancelled) << t.name;
        }
    }
}

} // namespace
