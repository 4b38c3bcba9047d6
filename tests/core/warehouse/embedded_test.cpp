// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "core/base/error.h"
#include "core/warehouse/embedded.h"

using namespace plumbline;

namespace {

std::unique_ptr<EmbeddedEngine> engine_with_numbers() {
    auto database = std::make_shared<duck::Database>("", duck::OpenOptions{.read_only = false, .threads = 2});
    database->connect().execute("CREATE TABLE numbers AS SELECT range AS n, 'it''s ' || range AS t FROM range(1000)");
    return std::make_unique<EmbeddedEngine>(database);
}

constexpr const char* endless = "SELECT count(*) FROM range(100000000000) a WHERE (a.range * 7) % 13 = 5";

} // namespace

TEST(EmbeddedEngine, AnswersWithParameters) {
    const auto engine = engine_with_numbers();
    const Table t = engine->query("SELECT n, t FROM numbers WHERE t = $1", {std::string("it's 7")});
    ASSERT_EQ(t.rows(), 1u);
    EXPECT_EQ(t.at("n").integer(0), 7);
}

TEST(EmbeddedEngine, ServesThreadsAtTheSameTime) {
    const auto engine = engine_with_numbers();
    std::atomic<int> wrong = 0;
    {
        std::vector<std::jthread> threads;
        for (int k = 0; k < 6; ++k)
            threads.emplace_back([&, k] {
                for (int i = 0; i < 50; ++i)
                    if (engine->query("SELECT sum(n) FROM numbers WHERE n < $1", {int64_t{k + 1}}).column(0).integer(0) !=
                        k * (k + 1) / 2)
                        ++wrong;
            });
    }
    EXPECT_EQ(wrong, 0);
    EXPECT_LE(engine->idle_connections(), 4u);
    EXPECT_GE(engine->idle_connections(), 1u);
}

TEST(EmbeddedEngine, StopsAQueryInTimeAndOnlyThatOne) {
    const auto engine = engine_with_numbers();
    std::stop_source stop;
    std::atomic<bool> cancelled = false;
    std::jthread worker([&] {
        try {
            engine->query(endless, {}, stop.get_token());
        } catch (const Error& e) {
            cancelled = e.code() == ErrorCode::cancelled;
        }
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_EQ(engine->query("SELECT max(n) FROM numbers").column(0).integer(0), 999); // beside it
    const auto asked = std::chrono::steady_clock::now();
    stop.request_stop();
    worker.join();
    EXPECT_LT(std::chrono::steady_clock::now() - asked, std::chrono::milliseconds(200));
    EXPECT_TRUE(cancelled);
    EXPECT_EQ(engine->query("SELECT min(n) FROM numbers").column(0).integer(0), 0); // and after it
}

TEST(EmbeddedEngine, AFailureNamesItsReasonAndLeavesTheEngineUsable) {
    const auto engine = engine_with_numbers();
    try {
        engine->query("SELECT nothing FROM nowhere");
        FAIL();
    } catch (const Error& e) {
        EXPECT_EQ(e.code(), ErrorCode::query_failed);
        EXPECT_NE(e.facts().at("detail").find("nowhere"), std::string::npos);
    }
    EXPECT_EQ(engine->query("SELECT count(*) FROM numbers").column(0).integer(0), 1000);
}
