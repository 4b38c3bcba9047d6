// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "world.h"

using namespace plumbline;
using namespace plumbline::metrics;
using namespace plumbline::testing;

namespace {

const World& shop() {
    static const World world = small_world({{day("2026-10-05"), {"Search", "North", "s1"}, {1000, 100, 10, 50'00, 200'00}},
                                            {day("2026-10-07"), {"Social", "O'Brien", "p1"}, {3000, 60, 2, 60'00, 90'00}}});
    return world;
}

class Refusing : public ::testing::TestWithParam<Way> {
protected:
    /// Code of the error that a query meets, and its options.
    std::pair<ErrorCode, std::string> refusal(const Query& q) const {
        try {
            shop().run(q, GetParam());
        } catch (const Error& e) {
            const auto at = e.facts().find("options");
            return {e.code(), at == e.facts().end() ? "" : at->second};
        }
        return {ErrorCode::count_, ""};
    }
};

INSTANTIATE_TEST_SUITE_P(EveryWay, Refusing, ::testing::Values(Way::cube, Way::rollup, Way::facts), [](const auto& p) {
    return std::string(p.param == Way::cube ? "Cube" : p.param == Way::rollup ? "Rollup" : "Facts");
});

} // namespace

TEST_P(Refusing, UnknownNamesNameTheNearest) {
    EXPECT_EQ(refusal({.metrics = {"revnue"}}), std::pair(ErrorCode::metric_unknown, refusal({.metrics = {"revnue"}}).second));
    EXPECT_TRUE(refusal({.metrics = {"revnue"}}).second.starts_with("revenue"));
    const auto dimension = refusal({.metrics = {"revenue"}, .by = {"chanel"}});
    EXPECT_EQ(dimension.first, ErrorCode::dimension_unknown);
    EXPECT_TRUE(dimension.second.starts_with("channel"));
    EXPECT_EQ(refusal({.metrics = {"revenue"}, .order = Order{"size", true}}).first, ErrorCode::metric_unknown);
}

TEST_P(Refusing, AMetricWithoutItsMeasureIsNotAvailable) {
    const auto [code, options] = refusal({.metrics = {"cpl"}});
    EXPECT_EQ(code, ErrorCode::metric_unavailable);
    EXPECT_NE(options.find("roas"), std::string::npos);
    EXPECT_EQ(options.find("cpl"), std::string::npos);
}

TEST_P(Refusing, AFilterValueThatDoesNotExistNamesTheNearest) {
    const auto [code, options] = refusal({.metrics = {"revenue"}, .filters = {{"channel", {"Search", "search"}}}});
    EXPECT_EQ(code, ErrorCode::value_unknown); // the spelling is exact
    EXPECT_TRUE(options.starts_with("Search"));
    EXPECT_EQ(refusal({.metrics = {"revenue"}, .filters = {{"channel", {"Serch"}, true}}}).first, ErrorCode::value_unknown);
}

TEST_P(Refusing, AValueIsNeverReadAsSql) {
    const Table t = shop().run({.metrics = {"clicks"}, .filters = {{"region", {"O'Brien"}}}}, GetParam()).table;
    EXPECT_EQ(t.column(0).integer(0), 60);
    EXPECT_EQ(refusal({.metrics = {"clicks"}, .filters = {{"region", {"x' OR '1'='1"}}}}).first, ErrorCode::value_unknown);
}

TEST_P(Refusing, PeriodsThatEndBeforeTheyBegin) {
    EXPECT_EQ(refusal({.metrics = {"revenue"}, .period = DateRange{day("2026-10-07"), day("2026-10-05")}}).first,
              ErrorCode::period_invalid);
}

TEST_P(Refusing, QuestionsWithoutSense) {
    EXPECT_EQ(refusal({}).first, ErrorCode::usage);
    EXPECT_EQ(refusal({.metrics = {"revenue"}, .limit = -1}).first, ErrorCode::usage);
    EXPECT_EQ(refusal({.metrics = {"revenue"}, .by = {"channel", "region"}, .limit = 1, .other = true}).first, ErrorCode::usage);
}

TEST(WithoutADate, OnlyTotalsCanBeAsked) {
    DatasetInfo plain = shop().facts_info;
    std::erase_if(plain.columns, [](const DatasetColumn& c) { return c.role == "date"; });
    plain.dates.reset();
    const Context context{&plain, shop().engine.get(), nullptr};
    EXPECT_EQ(run(context, {.metrics = {"clicks"}}).table.column(0).integer(0), 160);
    EXPECT_EQ(run(context, {.metrics = {"clicks"}, .by = {"channel"}}).table.rows(), 2u);
    for (const Query& q :
         {Query{.metrics = {"clicks"}, .grain = Grain::week}, Query{.metrics = {"clicks"}, .compare = Comparison::year},
          Query{.metrics = {"clicks"}, .period = DateRange{day("2026-10-05"), day("2026-10-07")}}})
        try {
            run(context, q);
            FAIL();
        } catch (const Error& e) {
            EXPECT_EQ(e.code(), ErrorCode::no_date);
        }
}

TEST(Cancelled, AQuestionThatWasTakenBackIsNotAnswered) {
    std::stop_source stop;
    stop.request_stop();
    try {
        run({&shop().info, shop().engine.get(), shop().cube.get()}, {.metrics = {"clicks"}}, stop.get_token());
        FAIL();
    } catch (const Error& e) {
        EXPECT_EQ(e.code(), ErrorCode::cancelled);
    }
}

TEST(Compiled, SqlShowsItsParametersAndQuotesItsNames) {
    const std::string sql =
        compile(shop().info, {.metrics = {"cpc"}, .by = {"channel"}, .filters = {{"region", {"O'Brien\n; DROP"}}}});
    EXPECT_NE(sql.find("FROM \"rollup\""), std::string::npos);
    EXPECT_NE(sql.find("\"region\" = $1"), std::string::npos);
    EXPECT_NE(sql.find("-- $1 = 'O''Brien ; DROP'"), std::string::npos); // on one line: it stays a comment
    DatasetInfo narrow = shop().info;
    narrow.rollup_fields = {"channel"};
    EXPECT_NE(compile(narrow, {.metrics = {"cpc"}, .by = {"region"}}).find("FROM \"facts\""), std::string::npos);
}

TEST(OwnMeasures, AreMetricsByTheirName) {
    const World world({{"channel", "dimension", "channel"}}, {{"add_to_cart", "measure"}, {"orders", "orders"}},
                      {{day("2026-10-05"), {"Search"}, {7, 1}}, {day("2026-10-06"), {"Search"}, {5, 2}}});
    for (const Way way : {Way::cube, Way::rollup, Way::facts}) {
        const Table t = world.run({.metrics = {"Add to cart", "orders"}}, way).table;
        EXPECT_EQ(t.at("add_to_cart").integer(0), 12);
        EXPECT_EQ(t.at("orders").integer(0), 3);
    }
}
