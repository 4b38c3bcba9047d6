// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <nlohmann/json.hpp>

#include "core/assistant/text_model.h"
#include "core/narrate/grounding.h"
#include "core/report/wbr_batch.h"
#include "tests/support/fake_endpoint.h"
#include "tests/support/temp_folder.h"
#include "wbr_world.h"

namespace plumbline::testing {
namespace {

using nlohmann::json;
using report::ReviewRequest;
using test::FakeEndpoint;
using test::TempFolder;

/// The facts that a model gets, as they were sent in a body.
json facts_of(const std::string& body) {
    const std::string user = json::parse(body)["messages"].back()["content"];
    return json::parse(user.substr(user.find("FACTS ") + 6));
}

std::string reply(const std::string& headline, const std::vector<std::pair<std::string, std::string>>& sentences) {
    json summary = json::array();
    for (const auto& [text, fact] : sentences) summary.push_back({{"text", text}, {"facts", json::array({fact})}});
    return json{{"headline", headline}, {"summary", summary}}.dump();
}

/// A workspace whose network is on, and an endpoint of a script behind it.
struct Desk {
    TempFolder folder;
    std::unique_ptr<store::Workspace> workspace = store::Workspace::create(folder.path() / "w", "Shop");
    FakeEndpoint server;
    assistant::Policy policy;
    std::unique_ptr<assistant::TextModel> model;
    int asked = 0;

    explicit Desk(std::vector<test::Script> scripts, double month_budget = 0) : server(std::move(scripts)) {
        policy.network = true;
        policy.month_budget = month_budget;
        assistant::Endpoint e;
        e.name = "fake";
        e.url = server.url();
        e.model = "small";
        e.price_in = 1;
        e.price_out = 2;
        e.total_ms = 5'000;
        model = std::make_unique<assistant::TextModel>([this](const auto& use) { use(*workspace); }, policy, e, "tester");
    }
    report::NarrativeModel narrator() {
        return [this](const report::NarrativeAsk& ask, std::stop_token stop) {
            ++asked;
            assistant::TextAsk text{"review", ask.version, "f", {}, ask.schema, "review"};
            for (const auto& [role, content] : ask.messages) text.messages.push_back({role, content});
            const auto a = model->ask(text, std::move(stop));
            return report::NarrativeReply{a.text, "fake", "small", a.tokens_in, a.tokens_out, a.cost, a.cached};
        };
    }
    report::Review run(Language language = Language::en) {
        return review(shop_world(), {.language = language, .model = narrator()});
    }
};

/// What the built-in sentences say: numbers that are right.
const report::Review& plain(Language language = Language::en) {
    static const report::Review en = review(shop_world(), {}), fr = review(shop_world(), {.language = Language::fr});
    return language == Language::fr ? fr : en;
}

std::string change_of_revenue() {
    const auto& row = plain().kpis.rows[0];
    std::string text = row[2].text; // "−9.1%"
    return text.substr(3);
}
std::string value_of_revenue() { return plain().kpis.rows[0][1].text; }

TEST(ReviewText, OfAModelStandsWhenEveryNumberIsInTheFacts) {
    const std::string head =
        "Revenue fell " + change_of_revenue() + " to " + value_of_revenue() + ": Social, Romandie lost most of it";
    Desk desk(
        {FakeEndpoint::stream(reply(head, {{"The revenue of the week was " + value_of_revenue() + ".", "figures.revenue"}}))});
    const auto r = desk.run();
    EXPECT_EQ(r.narrative.reason, "");
    ASSERT_TRUE(r.narrative.by_model);
    EXPECT_EQ(r.headline, head);
    ASSERT_EQ(r.summary.size(), 1u);
    EXPECT_EQ(r.narrative.version, "review.v1");
    EXPECT_EQ(r.narrative.tokens_in, 120); // as the endpoint counts
    EXPECT_EQ(r.score.grounded, 1);
    const auto rows = assistant::ledger(*desk.workspace);
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].purpose, "review");
    EXPECT_EQ(rows[0].ended, "done");
    EXPECT_NEAR(rows[0].cost, (120 * 1 + 30 * 2) / 1e6, 1e-12);
    // The same facts are paid for once.
    const auto again = desk.run();
    EXPECT_EQ(again.headline, head);
    EXPECT_TRUE(again.narrative.cached);
    EXPECT_EQ(desk.server.requests(), 1u);
}

TEST(ReviewText, IsAskedForWithFactsApartFromInstructionsAndWithinTheBudgetOfTokens) {
    Desk desk({FakeEndpoint::stream(reply("x", {}))});
    desk.run();
    ASSERT_FALSE(desk.server.bodies().empty());
    const json body = json::parse(desk.server.bodies()[0]);
    EXPECT_EQ(body["messages"][0]["role"], "system");
    EXPECT_EQ(body["messages"][1]["role"], "user");
    EXPECT_EQ(body["messages"][0]["content"].get<std::string>().find("Social"), std::string::npos);
    EXPECT_EQ(body["response_format"]["type"], "json_schema");
    const json facts = facts_of(desk.server.bodies()[0]);
    EXPECT_EQ(facts["figures"]["revenue"]["unit"], "currency");
    EXPECT_FALSE(facts["figures"]["roas"]["means"].get<std::string>().empty());
    size_t bytes = 0;
    for (const json& m : body["messages"]) bytes += m["content"].get<std::string>().size();
    EXPECT_LE(bytes / 3, 3'500u);
}

TEST(ReviewText, KeepsWithinTheBudgetOfTokensWhateverTheFactsAre) {
    report::NarrativeFacts facts;
    json j{{"review", {{"scope", "all"}}}};
    for (int i = 0; i < 500; ++i) {
        j["channels"].push_back({{"name", std::string(60, 'x')}, {"value", "CHF 1k"}});
        j["campaigns"].push_back({{"name", std::string(60, 'y')}});
        j["why"].push_back({{"where", std::string(60, 'z')}});
    }
    facts.json = j.dump();
    const auto ask = report::narrative_ask(facts, Language::en);
    size_t bytes = 0;
    for (const auto& [role, content] : ask.messages) bytes += content.size();
    EXPECT_LE(bytes / 3, static_cast<size_t>(report::most_prompt_tokens));
    EXPECT_NE(ask.messages[1].second.find("\"scope\""), std::string::npos);
}

struct Wrong {
    const char* name;
    std::string text;
};

TEST(ReviewText, OfAModelGivesWayToTheTemplatesWhereAnythingIsWrong) {
    const std::string change = change_of_revenue(), value = value_of_revenue();
    const std::string good = "Revenue fell " + change + " to " + value;
    const std::pair<std::string, std::string> fine{"The revenue of the week was " + value + ".", "figures.revenue"};
    const std::vector<Wrong> cases{
        {"no JSON", "Revenue is fine."},
        {"a number of its own", reply("Revenue fell " + change + " to CHF 123k", {fine})},
        {"against the sign", reply("Revenue rose " + change + " to " + value, {fine})},
        {"markup", reply(good, {{"**Revenue** of the week was " + value, "figures.revenue"}})},
        {"a link", reply(good, {{"See https://example.com for the revenue", "figures.revenue"}})},
        {"an unknown fact", reply(good, {{"The revenue of the week was " + value, "figures.profit"}})},
        {"another language",
         reply("Le revenue de la semaine est en recul de " + change + " sur la semaine, dans les canaux", {fine})},
        {"no summary", json{{"headline", good}}.dump()},
        {"another name", reply("Turnover fell " + change + " to " + value, {fine})},
        {"too long", reply(good, {{std::string(500, 'a'), "figures.revenue"}})},
    };
    for (const Wrong& w : cases) {
        Desk desk({FakeEndpoint::stream(w.text)});
        const auto r = desk.run();
        EXPECT_FALSE(r.narrative.by_model) << w.name;
        EXPECT_FALSE(r.narrative.reason.empty()) << w.name;
        EXPECT_EQ(r.headline, plain().headline) << w.name;
        EXPECT_EQ(r.summary, plain().summary) << w.name;
        EXPECT_EQ(desk.asked, 2) << w.name; // one repair
        EXPECT_TRUE(r.whole()) << w.name;
    }
}

TEST(ReviewText, IsRefusedAtOnceWhenItIsNothingButBraces) {
    report::NarrativeDraft draft;
    const std::clock_t began = std::clock();
    EXPECT_FALSE(report::judge_reply(std::string(200'000, '{'), {}, Language::en, draft).empty());
    EXPECT_LT(std::clock() - began, CLOCKS_PER_SEC); // each brace tried to the end of the text would take minutes
}

TEST(ReviewText, IsRepairedOnce) {
    const std::string good = "Revenue fell " + change_of_revenue() + " to " + value_of_revenue();
    const std::pair<std::string, std::string> fine{"The revenue of the week was " + value_of_revenue() + ".", "figures.revenue"};
    Desk desk({FakeEndpoint::stream(reply("Revenue fell 99.9%", {fine})), FakeEndpoint::stream(reply(good, {fine}))});
    const auto r = desk.run();
    EXPECT_TRUE(r.narrative.by_model);
    EXPECT_EQ(r.headline, good);
    EXPECT_NE(desk.server.bodies().at(1).find("99.9%"), std::string::npos); // it is told what was wrong
}

TEST(ReviewText, SurvivesAnEndpointThatFails) {
    const test::Script drop = [] {
        test::Script s;
        s.drop = true;
        return s;
    }();
    for (const test::Script& s : {FakeEndpoint::error(500, "{\"error\":{\"message\":\"down\"}}"), FakeEndpoint::error(401, "{}"),
                                  drop, FakeEndpoint::error(200, "<html>")}) {
        Desk desk({s});
        const auto r = desk.run();
        EXPECT_FALSE(r.narrative.by_model);
        EXPECT_EQ(r.headline, plain().headline);
        EXPECT_FALSE(assistant::ledger(*desk.workspace).empty());
    }
}

TEST(ReviewText, IsTriedAgainAfterAPause) {
    const std::string good = "Revenue fell " + change_of_revenue() + " to " + value_of_revenue();
    Desk desk(
        {FakeEndpoint::error(503, "{}", {"Retry-After: 0"}),
         FakeEndpoint::stream(reply(good, {{"The revenue of the week was " + value_of_revenue() + ".", "figures.revenue"}}))});
    EXPECT_TRUE(desk.run().narrative.by_model);
    EXPECT_EQ(desk.server.requests(), 2u);
}

TEST(ReviewText, SendsNothingOnceTheBudgetIsSpent) {
    Desk desk({FakeEndpoint::stream("{}")}, 1e-9);
    const auto r = desk.run();
    EXPECT_FALSE(r.narrative.by_model);
    EXPECT_NE(r.narrative.reason.find("budget"), std::string::npos) << r.narrative.reason;
    EXPECT_EQ(desk.server.requests(), 0u);
    EXPECT_EQ(assistant::ledger(*desk.workspace).at(0).ended, "blocked");
}

TEST(ReviewText, TellsTheSameFactInTheSameWordsInEveryReview) {
    // What two reviews hold in common is written in one way: the revenue of Social in the review of everything and in its own.
    const auto all = review(shop_world(), {}), own = review(shop_world(), {.scope = {{"channel", {"Social"}}}});
    std::map<std::string, std::string> words;
    int shared = 0;
    for (const auto* r : {&all, &own})
        for (const auto& f : r->facts) {
            if (f.id.starts_with("channels.") || f.id.starts_with("campaigns.") || f.id.starts_with("funnel.") ||
                f.id.starts_with("change."))
                continue;
            std::string key = f.metric + to_iso(f.days.from) + to_iso(f.days.to);
            for (const auto& w : f.where) key += w.dimension + w.values.front();
            const auto [at, fresh] = words.emplace(key, f.text);
            shared += !fresh;
            EXPECT_EQ(at->second, f.text) << f.id;
        }
    (void)shared;
}

TEST(ReviewText, OfTheTemplatesIsGroundedInBothLanguages) {
    for (const Language l : {Language::en, Language::fr}) {
        EXPECT_EQ(plain(l).score.grounded, 1) << plain(l).headline;
        EXPECT_EQ(plain(l).score.language, 1);
        EXPECT_GT(plain(l).score.complete, 0.6);
        EXPECT_EQ(plain(l).score.actionable, 1);
    }
}

} // namespace
} // namespace plumbline::testing
