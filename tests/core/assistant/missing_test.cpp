// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <map>

#include "tests/core/assistant/desk.h"

using namespace plumbline;
using namespace plumbline::testing;

/// A sum of which nothing was written down is missing in an answer as it is in metrics::run, and never 0.
namespace {

/// Two days of three channels: posters have a cost alone, the newsletter has a revenue alone, and search has no rows on the
/// second day.
World gaps() {
    const std::optional<int64_t> none;
    std::vector<Row> rows;
    for (const char* d : {"2026-03-01", "2026-03-02"}) {
        rows.push_back({day(d), {"posters"}, {none, none, 10000, none}});
        rows.push_back({day(d), {"newsletter"}, {100, 4, none, 20000}});
        if (rows.size() < 4) rows.push_back({day(d), {"search"}, {200, 5, 30000, 90000}});
    }
    return World({{"channel", "dimension", "channel"}},
                 {{"clicks", "clicks"},
                  {"orders", "orders"},
                  {"cost", "cost", FieldType::decimal, 2},
                  {"revenue", "revenue", FieldType::decimal, 2}},
                 std::move(rows));
}

struct Gaps {
    World world = gaps();
    metrics::Context context{&world.info, world.engine.get(), world.cube.get()};
    assistant::Assistant assistant{context};
    assistant::Reply ask(const std::string& question) const {
        assistant::AskOptions o;
        o.now = day("2026-03-03");
        return assistant.ask(question, o);
    }
};

using Figures = std::map<std::string, std::optional<double>>;

/// Figures of a column by the text of the first one.
Figures by_name(const Table& t, std::string_view metric) {
    Figures out;
    for (size_t r = 0; r < t.rows(); ++r) out[to_text(t.column(0).value(r))] = t.at(metric).number(r);
    return out;
}

TEST(MissingSums, AreMissingInEveryMetricAsTheyAreInAQuery) {
    const Gaps g;
    for (const char* metric : {"profit", "roi", "roas", "cpa", "cost", "revenue", "cvr", "aov"}) {
        metrics::Query q;
        q.metrics = {metric};
        q.by = {"channel"};
        const Figures asked = by_name(metrics::run(g.context, q).table, metric);
        ASSERT_EQ(asked.size(), 3U);
        const auto answer = g.ask(std::string(metric) + " by channel");
        ASSERT_FALSE(answer.parts.empty()) << metric << ": " << answer.text;
        const Figures told = by_name(answer.parts.front(), metric);
        ASSERT_EQ(told.size(), 3U) << metric;
        for (const auto& [channel, value] : asked) {
            ASSERT_EQ(told.at(channel).has_value(), value.has_value()) << metric << " of " << channel;
            if (value) {
                EXPECT_DOUBLE_EQ(*told.at(channel), *value) << metric << " of " << channel;
            }
        }
    }
}

TEST(MissingSums, AreNoCandidatesForTheBestOrTheWorst) {
    const Gaps g;
    const auto worst = g.ask("Which channel has the lowest profit?");
    ASSERT_EQ(names(worst), std::vector<std::string>{"search"}) << worst.text; // 900 - 300, the only one that can be computed
    EXPECT_DOUBLE_EQ(*figure(worst), 600);
    EXPECT_DOUBLE_EQ(*figure(g.ask("average profit per channel")), 600);
    EXPECT_DOUBLE_EQ(*figure(g.ask("average revenue per channel")), (400 + 900) / 2.0);
}

TEST(MissingSums, GiveNoChangeWhereOneSideIsMissing) {
    const auto r = Gaps().ask("revenue by channel on 2 March compared with 1 March");
    ASSERT_FALSE(r.parts.empty()) << r.text;
    const Table& t = r.parts.front();
    bool seen = false;
    for (size_t row = 0; row < t.rows(); ++row) {
        if (to_text(t.column(0).value(row)) != "search") continue;
        seen = true;
        size_t figures = 0;
        for (size_t c = 1; c < t.columns(); ++c) figures += t.column(c).is_null(row) ? 0 : 1;
        EXPECT_EQ(figures, 1U) << "900 on the first day, and neither a second nor a change";
    }
    EXPECT_TRUE(seen);
}

TEST(MissingSums, AreNamedWhereTheyAreAllThatWasAskedFor) {
    const Gaps g;
    for (const auto& [question, word] :
         {std::pair{"What is the ROI of posters?", "revenue"}, std::pair{"how much did the newsletter cost?", "spend"},
          std::pair{"Quel est le bénéfice de posters ?", "chiffre d'affaires"}}) {
        const auto r = g.ask(question);
        EXPECT_TRUE(r.refused) << question << ": " << r.text;
        EXPECT_NE(r.reason.find(word), std::string::npos) << r.reason;
    }
}

} // namespace
