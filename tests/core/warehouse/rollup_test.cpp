// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "core/store/duck.h"
#include "core/warehouse/rollup.h"

using namespace plumbline;
using namespace plumbline::warehouse;
using Fields = std::vector<std::string>;

namespace {

/// A dataset of `rows` rows over 100 days: 5 channels, 40 campaigns (each in one channel), 8 regions, 20,000 customers; the
/// columns are not in the order of usefulness.
struct Facts {
    duck::Database database{"", {.read_only = false, .threads = 2}};
    duck::Connection connection = database.connect();
    DatasetInfo info;

    explicit Facts(int64_t rows) {
        connection.execute(
            "CREATE TABLE facts AS SELECT TIMESTAMP '2026-01-01 13:45:00' + to_days((r % 100)::INT) AS at, "
            "'r' || (r * 7919 % 8) AS region, 'u' || (r * 104729 % 20000) AS customer, 'k' || (r * 31 // 100 % 40) AS campaign, "
            "'c' || (r * 31 // 100 % 40 % 5) AS channel, (r % 10)::BIGINT AS clicks, (r % 100 / 100.0)::DECIMAL(18,2) AS cost, "
            "0.5::DOUBLE AS score FROM range(" +
            std::to_string(rows) + ") t(r)");
        info.name = "facts";
        info.facts_table = "facts";
        info.rows = rows;
        info.columns = {{.name = "At", .field = "at", .type = FieldType::timestamp, .role = "date"},
                        {.name = "Region", .field = "region", .role = "dimension", .kind = "region"},
                        {.name = "Customer", .field = "customer", .role = "dimension"},
                        {.name = "Campaign", .field = "campaign", .role = "campaign"},
                        {.name = "Channel", .field = "channel", .role = "dimension", .kind = "channel"},
                        {.name = "Clicks", .field = "clicks", .type = FieldType::integer, .role = "clicks"},
                        {.name = "Cost", .field = "cost", .type = FieldType::decimal, .scale = 2, .role = "cost"},
                        {.name = "Score", .field = "score", .type = FieldType::decimal, .scale = -1, .role = "measure"}};
    }
    Ask ask() {
        return [this](const std::string& sql) { return connection.query(sql); };
    }
    int64_t count(const std::string& sql) { return std::get<int64_t>(connection.scalar(sql)); }
};

} // namespace

TEST(RollupPlan, LeavesOutWhatHasTooManyValues) {
    Facts facts(60'000);
    EXPECT_EQ(plan_rollup(facts.info, facts.ask()).fields, (Fields{"region", "campaign", "channel"})); // not the 20,000 customers
}

TEST(RollupPlan, KeepsTheMostUsefulAsLongAsTheyFit) {
    Facts facts(600'000);
    // 100 days x 40 campaigns in one channel each x 8 regions are at most 32,000 groups: all fit.
    const RollupPlan all = plan_rollup(facts.info, facts.ask());
    EXPECT_EQ(all.fields, (Fields{"region", "campaign", "channel"}));
    EXPECT_LE(all.estimated_rows, 34'000);
    // 6,000 campaigns on each of 100 days would be 600,000 groups: they are left out, and the less useful region still comes in.
    facts.connection.execute("UPDATE facts SET campaign = 'k' || (rowid // 100)");
    const RollupPlan some = plan_rollup(facts.info, facts.ask());
    EXPECT_EQ(some.fields, (Fields{"region", "channel"}));
}

TEST(RollupPlan, NeedsADate) {
    Facts facts(100);
    facts.info.columns.erase(facts.info.columns.begin());
    EXPECT_TRUE(plan_rollup(facts.info, facts.ask()).fields.empty());
}

TEST(Rollup, HasOneRowForEachDayAndGroupAndTheSameSums) {
    Facts facts(60'000);
    facts.connection.execute(rollup_sql(facts.info, {"region", "campaign", "channel"}, "rollup"));
    EXPECT_EQ(facts.count("SELECT count(*) FROM rollup"),
              facts.count("SELECT count(*) FROM (SELECT DISTINCT CAST(\"at\" AS DATE), region, campaign, channel FROM facts)"));
    EXPECT_EQ(facts.count("SELECT sum(row_count) FROM rollup"), 60'000);
    EXPECT_EQ(facts.count("SELECT sum(clicks) FROM rollup"), facts.count("SELECT sum(clicks) FROM facts"));
    EXPECT_EQ(facts.count("SELECT CAST(sum(cost) * 100 AS BIGINT) FROM rollup"),
              facts.count("SELECT CAST(sum(cost) * 100 AS BIGINT) FROM facts"));
}

TEST(Rollup, CastsItsSumsBackToTheTypesOfTheFacts) {
    Facts facts(1'000);
    facts.connection.execute(rollup_sql(facts.info, {"channel"}, "rollup"));
    const auto type = [&](const std::string& column) {
        return std::get<std::string>(
            facts.connection.scalar("SELECT typeof(" + duck::quote_name(column) + ") FROM rollup LIMIT 1"));
    };
    EXPECT_EQ(type("at"), "DATE");
    EXPECT_EQ(type("clicks"), "BIGINT");
    EXPECT_EQ(type("cost"), "DECIMAL(18,2)");
    EXPECT_EQ(type("score"), "DOUBLE");
}
