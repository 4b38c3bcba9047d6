// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "world.h"

using namespace plumbline;
using namespace plumbline::metrics;
using namespace plumbline::testing;

namespace {

World one_measure(std::vector<int64_t> values, FieldType type = FieldType::integer, int scale = 0) {
    std::vector<Row> rows;
    for (const int64_t v : values) rows.push_back({day("2026-10-05") + static_cast<int>(rows.size()), {"Search"}, {v}});
    return World({{"channel", "dimension", "channel"}}, {{"cost", "cost", type, scale}}, std::move(rows));
}

double cost(const World& world, Way way) { return *world.run({.metrics = {"cost"}}, way).table.column(0).number(0); }

} // namespace

TEST(Cube, HoldsTheRollupRowForRow) {
    const World world = one_measure({1, 2, 3});
    ASSERT_NE(world.cube, nullptr);
    EXPECT_EQ(world.cube->rows(), 3u);
    EXPECT_GT(world.cube->bytes(), 0u);
    EXPECT_LT(world.cube->bytes(), 200u); // one byte for the channel, four for the cost
}

TEST(Cube, IsNotMadeFromNothing) {
    World world = one_measure({1});
    DatasetInfo none = world.info;
    none.rollup_table.clear();
    EXPECT_EQ(Cube::load(none, *world.engine), nullptr);
    const World empty({{"channel", "dimension", "channel"}}, {{"cost", "cost"}}, {});
    EXPECT_EQ(empty.cube, nullptr);
    EXPECT_TRUE(empty.run({.metrics = {"cost"}}, Way::rollup).table.column(0).is_null(0));
}

TEST(Cube, SumsBeyond32BitsStayExact) {
    const World world = one_measure({4'000'000'000, 4'000'000'001, -7});
    EXPECT_EQ(cost(world, Way::cube), 7'999'999'994.0);
    EXPECT_EQ(cost(world, Way::rollup), 7'999'999'994.0);
}

TEST(Cube, LeavesSumsThat64BitsCannotHoldToSql) {
    const World world = one_measure({9'000'000'000'000'000'000, 9'000'000'000'000'000'000});
    EXPECT_EQ(world.cube, nullptr);
    try {
        cost(world, Way::rollup);
        FAIL() << "a wrong sum is worse than none";
    } catch (const Error& e) {
        EXPECT_EQ(e.code(), ErrorCode::query_failed);
    }
}

TEST(Cube, LeavesDecimalsThatADoubleCannotCarryToSql) {
    EXPECT_EQ(one_measure({99'999'999'999'999'999}, FieldType::decimal, 2).cube, nullptr); // 999 trillion, beyond 2^53 cents
    EXPECT_NE(one_measure({9'007'199'254'740'991}, FieldType::decimal, 2).cube, nullptr);
}

TEST(Cube, DoesNotAnswerForOtherData) {
    const World world = one_measure({5});
    DatasetInfo newer = world.info;
    newer.fingerprint = "g";
    newer.rollup_table = "newer";
    newer.facts_table = "newer";
    try {
        run({&newer, world.engine.get(), world.cube.get()}, {.metrics = {"cost"}});
        FAIL() << "the old cube answered";
    } catch (const Error& e) {
        EXPECT_EQ(e.code(), ErrorCode::query_failed); // there is no table "newer"
    }
}

TEST(Cube, LoadingCanBeStopped) {
    const World world = one_measure({5});
    std::stop_source stop;
    stop.request_stop();
    EXPECT_THROW(Cube::load(world.info, *world.engine, stop.get_token()), Error);
}

TEST(Cube, SeveralTilesAnswerAsEachAlone) {
    std::vector<Row> rows;
    for (int i = 0; i < 60; ++i)
        rows.push_back({day("2026-08-03") + i,
                        {i % 2 ? "Search" : "Social", i % 3 ? "North" : "South", "c" + std::to_string(i % 5)},
                        {i, i, 1, i * 100, i * 300}});
    const World world = small_world(std::move(rows));
    const Filter north{"region", {"North"}};
    const std::vector<Query> tiles{{.metrics = {"revenue", "roas"}, .filters = {north}, .compare = Comparison::previous},
                                   {.metrics = {"revenue"}, .grain = Grain::week, .filters = {north}},
                                   {.metrics = {"revenue"}, .by = {"channel"}, .filters = {north}},
                                   {.metrics = {"revenue"}, .by = {"channel"}, .filters = {{"region", {"South"}}}},
                                   {.metrics = {"clicks"}, .by = {"campaign"}}};
    const Context context{&world.info, nullptr, world.cube.get()};
    const std::vector<Answer> together = run_many(context, tiles);
    ASSERT_EQ(together.size(), tiles.size());
    for (size_t i = 0; i < tiles.size(); ++i) {
        const Table alone = run(context, tiles[i]).table;
        ASSERT_EQ(together[i].table.rows(), alone.rows());
        for (size_t r = 0; r < alone.rows(); ++r)
            for (size_t c = 0; c < alone.columns(); ++c)
                EXPECT_EQ(to_text(together[i].table.column(c).value(r)), to_text(alone.column(c).value(r)));
    }
    // North is every day but each third: i = 1, 2, 4, 5 … 59; 300 cents each step: 3.00 x (1770 - 570).
    EXPECT_EQ(together[0].table.at("revenue").number(0), 3600.0);
}
