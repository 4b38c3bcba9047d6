// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assistant/endpoint.h"

#include <chrono>
#include <gtest/gtest.h>
#include <thread>

#include "tests/support/fake_endpoint.h"

using namespace plumbline;
using namespace plumbline::assistant;
using test::FakeEndpoint;
using test::Script;

namespace {

Endpoint endpoint_of(const FakeEndpoint& fake, int total_ms = 3'000) {
    Endpoint e;
    e.name = "fake";
    e.url = fake.url();
    e.model = "m";
    e.key = "sk-CANARY-KEY-123";
    e.total_ms = total_ms;
    return e;
}

Completion ask(const FakeEndpoint& fake, const std::string& schema = {}, int total_ms = 3'000) {
    Breaker breaker;
    return complete(endpoint_of(fake, total_ms), {{{"user", "hello"}}, schema}, breaker);
}

ErrorCode failure(const FakeEndpoint& fake, int total_ms = 1'500) {
    try {
        ask(fake, {}, total_ms);
    } catch (const Error& e) {
        EXPECT_EQ(std::string(e.what()).find("CANARY"), std::string::npos);
        return e.code();
    }
    return ErrorCode::count_;
}

const std::string words = "Le chiffre d'affaires a baissé — été, 日本, fin.";

TEST(Endpoint, AStreamCutAnywhereIsReadWhole) {
    for (const size_t size : {1, 2, 3, 5, 7, 64, 4096}) {
        const FakeEndpoint fake({FakeEndpoint::stream(words, size)});
        const Completion c = ask(fake);
        EXPECT_EQ(c.text, words) << size;
        EXPECT_EQ(c.tokens_in, 120);
        EXPECT_FALSE(c.estimated);
    }
}

TEST(Endpoint, WithoutUsageTokensAreEstimatedAndMarked) {
    const FakeEndpoint fake({FakeEndpoint::stream(words, 9, false)});
    EXPECT_TRUE(ask(fake).estimated);
}

TEST(Endpoint, ReasoningIsKeptApartInAllSpellings) {
    for (const char* field : {"reasoning_content", "reasoning", "thinking"}) {
        Script s;
        s.pieces = {std::string("data: {\"choices\":[{\"delta\":{\"") + field + "\":\"hmm\"}}]}\n\n",
                    FakeEndpoint::delta("answer"),
                    "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"};
        const FakeEndpoint fake({s});
        const Completion c = ask(fake);
        EXPECT_EQ(c.text, "answer");
        EXPECT_EQ(c.reasoning, "hmm");
    }
    for (const std::vector<std::string>& pieces : {std::vector<std::string>{"<thi", "nk>secret thoughts</th", "ink>answer"},
                                                   {"pre-filled thoughts</think>", "answer"},
                                                   {"<", "think", ">a</think", ">answer"}}) {
        Script s;
        for (const std::string& p : pieces) s.pieces.push_back(FakeEndpoint::delta(p));
        s.pieces.push_back("data: [DONE]\n\n");
        const FakeEndpoint fake({s});
        EXPECT_EQ(ask(fake).text, "answer");
    }
    ThinkFilter never;
    EXPECT_EQ(never.feed("<think>and on") + never.finish(), "");
    ThinkFilter less;
    EXPECT_EQ(less.feed("a < b") + less.finish(), "a < b");
}

TEST(Endpoint, AWholeReplyIsTakenWhereAStreamWasAskedFor) {
    Script s;
    s.content_type = "application/json";
    s.pieces = {"{\"choices\":[{\"message\":{\"content\":\"hi\"},\"finish_reason\":\"stop\"}],\n\"usage\":{\"prompt_tokens\":3,"
                "\"completion_tokens\":1}}"};
    const FakeEndpoint fake({s});
    EXPECT_EQ(ask(fake).text, "hi");
}

TEST(Endpoint, TheLadderGoesDownToPlainText) {
    const FakeEndpoint fake({FakeEndpoint::error(400, "{\"error\":{\"message\":\"no json_schema\"}}"),
                             FakeEndpoint::error(400, "{\"error\":\"no json_object\"}"), FakeEndpoint::stream("{\"a\":1}")});
    const Completion c = ask(fake, "{\"type\":\"object\"}");
    EXPECT_EQ(c.format, "plain");
    ASSERT_EQ(fake.bodies().size(), 3u);
    EXPECT_NE(fake.bodies()[0].find("json_schema"), std::string::npos);
    EXPECT_EQ(fake.bodies()[2].find("response_format"), std::string::npos);
}

TEST(Endpoint, ATooBusyServerIsAskedAgainAndARetryAfterIsHonoured) {
    const FakeEndpoint fake(
        {FakeEndpoint::error(429, "{\"error\":{\"message\":\"slow down\",\"code\":\"rate_limit_exceeded\"}}", {"Retry-After: 0"}),
         FakeEndpoint::error(503, "loading"), FakeEndpoint::stream("ok then")});
    EXPECT_EQ(ask(fake, {}, 8'000).text, "ok then");
    const FakeEndpoint patient({FakeEndpoint::error(429, "{}", {"Retry-After: 120"})});
    EXPECT_EQ(failure(patient), ErrorCode::network_failed);
    EXPECT_EQ(patient.requests(), 1u); // waiting two minutes is more than anybody does
}

TEST(Endpoint, AnEmptyQuotaIsNotAskedAgain) {
    const FakeEndpoint fake(
        {FakeEndpoint::error(429, "{\"error\":{\"message\":\"You exceeded your quota\",\"code\":\"insufficient_quota\"}}")});
    EXPECT_EQ(failure(fake), ErrorCode::endpoint_refused);
    EXPECT_EQ(fake.requests(), 1u);
}

TEST(Endpoint, EveryFaultEndsInAClearError) {
    auto cut = FakeEndpoint::stream("a long answer that is never finished", 20);
    cut.pieces.resize(4);
    auto within = FakeEndpoint::stream("été été été été été", 1);
    within.pieces.resize(150); // in the middle of an event, perhaps of a character
    Script hang, drop, empty, html, bad, endless, refusal, inside;
    hang.hang = true;
    drop.drop = true;
    empty.pieces = {"data: {\"choices\":[]}\n\ndata: [DONE]\n\n"};
    html = FakeEndpoint::error(502, "<html><body>Bad gateway</body></html>");
    bad.pieces = {"data: {not json\n\ndata: also not\n\n"};
    endless.pieces = {FakeEndpoint::delta("again and again ")};
    endless.endless = true;
    refusal.pieces = {"data: {\"choices\":[{\"delta\":{\"refusal\":\"no\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"};
    inside.pieces = {FakeEndpoint::delta("so far"), "data: {\"error\":{\"message\":\"overloaded\"}}\n\n"};
    int number = 0;
    for (const Script& s : {cut, within, hang, drop, empty, html, bad, endless, refusal, inside,
                            FakeEndpoint::error(401, "{\"error\":{\"message\":\"bad key sk-CANARY-KEY-123\"}}"),
                            FakeEndpoint::error(404, "{\"error\":\"model not found\"}"), FakeEndpoint::error(302, ""),
                            FakeEndpoint::error(400, "{\"error\":{\"code\":\"content_filter\",\"message\":\"blocked\"}}")}) {
        const FakeEndpoint fake({s});
        const auto began = std::chrono::steady_clock::now();
        const ErrorCode code = failure(fake, 800);
        EXPECT_TRUE(code == ErrorCode::network_failed || code == ErrorCode::endpoint_refused) << "fault " << number;
        ++number;
        EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(3));
    }
}

TEST(Endpoint, AnAddressThatIsNotSafeIsNotCalled) {
    for (const char* url : {"http://example.com/v1", "ftp://localhost", "file:///etc/passwd", "https://user:pw@host/v1",
                            "http://localhost.evil.com", ""}) {
        Endpoint e;
        e.name = "x";
        e.url = url;
        Breaker breaker;
        EXPECT_THROW(complete(e, {{{"user", "x"}}, {}}, breaker), Error) << url;
    }
}

TEST(Endpoint, ThreeFailuresOpenTheBreaker) {
    Script drop;
    drop.hang = true;
    const FakeEndpoint fake({drop});
    Breaker breaker;
    for (int i = 0; i < 3; ++i) EXPECT_THROW(complete(endpoint_of(fake, 100), {{{"user", "x"}}, {}}, breaker), Error);
    EXPECT_TRUE(breaker.open("fake"));
    const size_t before = fake.requests();
    EXPECT_THROW(complete(endpoint_of(fake, 100), {{{"user", "x"}}, {}}, breaker), Error);
    EXPECT_EQ(fake.requests(), before);
}

TEST(Endpoint, AStopIsAnsweredWithin200Milliseconds) {
    Script hang;
    hang.hang = true;
    const FakeEndpoint fake({hang});
    std::stop_source stop;
    std::chrono::steady_clock::time_point asked;
    std::thread other([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        asked = std::chrono::steady_clock::now();
        stop.request_stop();
    });
    Breaker breaker;
    try {
        complete(endpoint_of(fake, 10'000), {{{"user", "x"}}, {}}, breaker, stop.get_token());
        FAIL();
    } catch (const Error& e) {
        EXPECT_EQ(e.code(), ErrorCode::cancelled);
    }
    const auto ended = std::chrono::steady_clock::now();
    other.join();
    EXPECT_LT(ended - asked, std::chrono::milliseconds(200));
}

TEST(Endpoint, AzureGetsItsKeyInItsOwnHeader) {
    const FakeEndpoint fake({FakeEndpoint::stream("hi there")});
    Endpoint e = endpoint_of(fake);
    e.kind = "azure";
    e.url += "/openai/deployments/d?api-version=2024-10-21";
    Breaker breaker;
    complete(e, {{{"user", "x"}}, {}}, breaker);
    EXPECT_NE(fake.heads().front().find("api-key: sk-CANARY"), std::string::npos);
    EXPECT_NE(fake.heads().front().find("/deployments/d/chat/completions?api-version="), std::string::npos);
}

} // namespace
