// SPDX-License-Identifier: GPL-3.0-or-later
// Random questions about random companies: the cube, SQL over the roll-up and SQL over the facts must say what a row-by-row count
// says.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/base/random.h"
#include "naive.h"

using namespace plumbline;
using namespace plumbline::metrics;
using namespace plumbline::testing;

namespace {

struct Shape {
    const char* from;
    int days;
    size_t rows;
    std::vector<uint64_t> cardinalities; ///< channel, region, campaign
    double missing;                      ///< share of missing values
    bool real_revenue;
    int cost_digits;
};

World random_world(const Shape& shape, Random& random) {
    std::vector<Row> rows;
    for (size_t i = 0; i < shape.rows; ++i) {
        Row row{day(shape.from) + static_cast<int>(random.below(static_cast<uint64_t>(shape.days))), {}, {}};
        // A quiet stretch in the middle makes gaps.
        if ((row.day - day(shape.from)) % 41 > 35) continue;
        for (const uint64_t n : shape.cardinalities) {
            const uint64_t code = std::min(random.below(n), random.below(n)); // some are common, some are rare
            row.dimensions.push_back(random.uniform() < shape.missing
                                         ? std::nullopt
                                         : std::optional("v" + std::to_string(code) + (code % 3 ? "" : " 'ü")));
        }
        const auto measure = [&](int64_t low, int64_t high) -> std::optional<int64_t> {
            if (random.uniform() < shape.missing) return std::nullopt;
            return low + static_cast<int64_t>(random.below(static_cast<uint64_t>(high - low + 1)));
        };
        row.measures = {measure(0, 5'000'000'000), measure(0, 300), measure(0, 3), measure(-500, 1'000'000),
                        measure(0, 9'000'000)};
        rows.push_back(std::move(row));
    }
    return World({{"channel", "dimension", "channel"}, {"region", "dimension", "region", false}, {"campaign", "campaign", ""}},
                 {{"impressions", "impressions"},
                  {"clicks", "clicks"},
                  {"orders", "orders"},
                  {"cost", "cost", FieldType::decimal, shape.cost_digits},
                  {"revenue", "revenue", FieldType::decimal, shape.real_revenue ? -1 : 2}},
                 std::move(rows));
}

Query random_query(const World& world, Random& random) {
    Query q;
    const auto pick = [&](const auto& list) { return list[random.below(list.size())]; };
    for (uint64_t n = 1 + random.below(4); q.metrics.size() < n;)
        if (const std::string m = pick(naive_metrics()); std::ranges::find(q.metrics, m) == q.metrics.end())
            q.metrics.push_back(m);
    for (const DimensionSpec& d : world.dimensions)
        if (random.uniform() < 0.35)
            q.by.insert(q.by.begin() + static_cast<std::ptrdiff_t>(random.below(q.by.size() + 1)), d.field);
    if (random.uniform() < 0.6) q.grain = static_cast<Grain>(random.below(5));
    if (random.uniform() < 0.7) {
        const DateRange data = *world.info.dates;
        const Date from = data.from + (static_cast<int>(random.below(static_cast<uint64_t>(data.days()) + 30)) - 15);
        q.period = DateRange{from, from + static_cast<int>(random.below(static_cast<uint64_t>(data.days())))};
        const auto grain = static_cast<Grain>(random.below(4));
        if (random.uniform() < 0.6) q.period = DateRange{period_start(q.period->from, grain), period_end(q.period->to, grain)};
    }
    for (uint64_t n = random.below(3); q.filters.size() < n;) {
        Filter f{pick(world.dimensions).field, {}, random.uniform() < 0.4};
        const size_t column = static_cast<size_t>(std::ranges::find(world.dimensions, f.dimension, &DimensionSpec::field) -
                                                  world.dimensions.begin());
        for (uint64_t v = 1 + random.below(3); f.values.size() < v;)
            f.values.push_back(pick(world.rows).dimensions[column].value_or(""));
        q.filters.push_back(std::move(f));
    }
    q.compare = static_cast<Comparison>(random.below(3));
    if (q.by.size() == 1 && random.uniform() < 0.5) {
        q.limit = static_cast<int64_t>(random.below(5));
        q.other = true;
    }
    return q;
}

/// Counts and money exactly; ratios to 1e-12; anything made of a measure stored as double to 1e-9, since its order of addition is
/// free.
void expect_same(const NaiveAnswer& expected, const NaiveAnswer& actual, double tolerance) {
    ASSERT_EQ(expected.size(), actual.size());
    for (const auto& [key, values] : expected) {
        const auto at = actual.find(key);
        ASSERT_NE(at, actual.end()) << key;
        for (const auto& [column, value] : values) {
            const auto cell = at->second.find(column);
            ASSERT_NE(cell, at->second.end()) << column;
            ASSERT_EQ(value.has_value(), cell->second.has_value()) << key << " " << column;
            if (!value) continue;
            static const std::set<std::string> sums{"impressions", "clicks", "orders", "cost", "revenue", "profit", "partial"};
            const std::string metric = column.ends_with("_previous") ? column.substr(0, column.size() - 9) : column;
            if (sums.contains(metric) && tolerance < 1e-10)
                ASSERT_EQ(*value, *cell->second) << key << " " << column;
            else
                ASSERT_NEAR(*value, *cell->second, tolerance * std::max(1.0, std::abs(*value))) << key << " " << column;
        }
    }
}

void ask_everything(const Shape& shape, uint64_t seed, int questions) {
    Random random(seed);
    const World world = random_world(shape, random);
    ASSERT_NE(world.cube, nullptr);
    size_t lines = 0;
    for (int i = 0; i < questions; ++i) {
        const Query query = random_query(world, random);
        const NaiveAnswer expected = naive_answer(world, query);
        lines += expected.size();
        for (const Way way : {Way::cube, Way::rollup, Way::facts}) {
            SCOPED_TRACE("question " + std::to_string(i) +
                         (way == Way::cube     ? " cube\n"
                          : way == Way::rollup ? " rollup\n"
                                               : " facts\n") +
                         compile(world.info, query));
            expect_same(expected, keyed(world.run(query, way).table, query), shape.real_revenue ? 1e-9 : 1e-12);
            if (::testing::Test::HasFatalFailure()) return;
        }
    }
    EXPECT_GT(lines, static_cast<size_t>(questions)); // the questions found something
}

} // namespace

TEST(Parity, ACompanyOfTwoYears) { ask_everything({"2025-03-05", 700, 3000, {6, 4, 40}, 0.02, false, 2}, 1, 120); }

TEST(Parity, WeeksAroundTheTurnOfALongYear) { ask_everything({"2025-11-20", 480, 2500, {3, 3, 10}, 0.0, false, 2}, 2, 120); }

TEST(Parity, AFewDaysWithManyMissingValues) { ask_everything({"2026-02-20", 30, 400, {3, 2, 5}, 0.4, false, 4}, 3, 120); }

TEST(Parity, AmountsStoredAsDouble) { ask_everything({"2026-01-01", 200, 1500, {4, 300, 20}, 0.05, true, 2}, 4, 80); }

TEST(Parity, MoreCombinationsThanAnArrayHolds) {
    // 200 x 300 x 900 possible groups are renumbered; codes are of one and of two bytes.
    ask_everything({"2026-01-01", 120, 4000, {200, 300, 900}, 0.01, false, 2}, 5, 60);
}

TEST(Parity, AFieldThatTheRollupLeftOutIsAnsweredFromTheFacts) {
    Random random(6);
    const World world = random_world({"2026-01-01", 90, 800, {4, 5, 30}, 0.05, false, 2}, random);
    DatasetInfo narrow = world.info;
    narrow.rollup_fields = {"channel"};
    for (int i = 0; i < 40; ++i) {
        const Query query = random_query(world, random);
        SCOPED_TRACE(compile(narrow, query));
        expect_same(naive_answer(world, query), keyed(run({&narrow, world.engine.get(), world.cube.get()}, query).table, query),
                    1e-12);
        if (HasFatalFailure()) return;
    }
}

TEST(Parity, OrderedAndCutTheSameEveryWay) {
    Random random(7);
    const World world = random_world({"2026-01-01", 150, 1200, {5, 6, 50}, 0.05, false, 2}, random);
    for (int i = 0; i < 60; ++i) {
        Query query = random_query(world, random);
        query.other = false;
        query.limit = static_cast<int64_t>(random.below(20));
        query.order = Order{query.metrics.back(), random.uniform() < 0.5};
        const Table expected = world.run(query, Way::cube).table;
        ASSERT_LE(expected.rows(), static_cast<size_t>(*query.limit));
        const Column& by = expected.at(query.order->by);
        for (size_t r = 1; r < expected.rows(); ++r) {
            if (by.is_null(r)) continue;
            ASSERT_FALSE(by.is_null(r - 1)) << "missing values come last";
            ASSERT_TRUE(query.order->descending ? *by.number(r - 1) >= *by.number(r) : *by.number(r - 1) <= *by.number(r));
        }
        for (const Way way : {Way::rollup, Way::facts}) {
            const Table actual = world.run(query, way).table;
            ASSERT_EQ(actual.rows(), expected.rows());
            for (size_t r = 0; r < actual.rows(); ++r)
                for (size_t c = 0; c < actual.columns(); ++c)
                    ASSERT_EQ(to_text(actual.column(c).value(r)), to_text(expected.column(c).value(r)))
                        << r << " " << actual.column(c).name();
        }
    }
}
