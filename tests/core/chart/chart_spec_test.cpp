// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chart/chart_spec.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>

#include "core/base/error.h"
#include "core/base/random.h"

namespace plumbline {
namespace {

Date day(const char* iso) { return parse_iso_date(iso).value(); }

ChartPoint at(double x, std::optional<double> y) {
    ChartPoint p;
    p.x = x;
    p.y = y;
    return p;
}

ChartSpec line_chart() {
    ChartSpec spec;
    spec.id = "cost";
    spec.y.unit = "currency";
    spec.series.push_back({"Cost", SeriesRole::actual, Mark::line, -1, {at(0, 1), at(1, 2)}, {}});
    return spec;
}

TEST(ChartSpec, ALineFromAnywhereIsShown) {
    ChartSpec spec = line_chart();
    spec.y.from_zero = false;
    EXPECT_NO_THROW(validate(spec));
}

TEST(ChartSpec, WithoutSeriesItIsRefused) { EXPECT_THROW(validate(ChartSpec()), Error); }

TEST(ChartSpec, BarsThatDoNotBeginAtZeroAreRefused) {
    for (const Mark mark : {Mark::bar, Mark::horizontal_bar}) {
        ChartSpec spec = line_chart();
        spec.series[0].mark = mark;
        EXPECT_NO_THROW(validate(spec));
        spec.y.from_zero = false;
        EXPECT_THROW(validate(spec), Error);
    }
}

TEST(ChartSpec, StepsThatFloatMayStandOnAnAxisFromAnywhere) {
    ChartSpec spec = line_chart();
    spec.y.from_zero = false;
    spec.series[0].mark = Mark::bar;
    for (ChartPoint& p : spec.series[0].points) p.low = 700, p.high = 720;
    EXPECT_NO_THROW(validate(spec));
    spec.series[0].points[1].low.reset(); // one that stands on zero after all
    EXPECT_THROW(validate(spec), Error);
}

TEST(ChartSpec, MoreThanEightCategoriesAreRefused) {
    ChartSpec spec = line_chart();
    spec.series.clear();
    for (int slot = 0; slot < 8; ++slot)
        spec.series.push_back({"c" + std::to_string(slot), SeriesRole::category, Mark::bar, slot, {at(0, 1)}, {}});
    EXPECT_NO_THROW(validate(spec));
    spec.series.push_back({"ninth", SeriesRole::category, Mark::bar, 0, {at(0, 1)}, {}});
    EXPECT_THROW(validate(spec), Error);
    spec.series.resize(1);
    spec.series[0].category_slot = 8;
    EXPECT_THROW(validate(spec), Error);
}

TEST(ChartSpec, ValuesThatAreNotFiniteAreRefused) {
    for (const double bad : {std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
        ChartSpec spec = line_chart();
        spec.series[0].points[1].y = bad;
        EXPECT_THROW(validate(spec), Error);
        spec = line_chart();
        spec.series[0].points[1].x = bad;
        EXPECT_THROW(validate(spec), Error);
    }
    ChartSpec gap = line_chart();
    gap.series[0].points[1].y = std::nullopt;
    EXPECT_NO_THROW(validate(gap)) << "a gap is a value of its own";
}

TEST(ChartTable, HasOneRowForEachPlaceAndNullsWhereASeriesHasNone) {
    ChartSpec spec = line_chart();
    spec.x.kind = AxisKind::calendar;
    spec.series[0].points = {at(day("2026-11-09").days, 10), at(day("2026-11-16").days, std::nullopt)};
    spec.series.push_back({"Before", SeriesRole::comparison, Mark::line, -1, {at(day("2026-11-02").days, 7)}, {}});
    const Table t = to_table(spec);
    ASSERT_EQ(t.rows(), 3u);
    EXPECT_EQ(to_iso(t.at("date").date(0)), "2026-11-02");
    EXPECT_EQ(to_iso(t.at("date").date(2)), "2026-11-16");
    EXPECT_TRUE(t.at("Cost").is_null(0));
    EXPECT_EQ(t.at("Cost").number(1), 10.0);
    EXPECT_TRUE(t.at("Cost").is_null(2));
    EXPECT_EQ(t.at("Before").number(0), 7.0);
    EXPECT_EQ(t.at("Cost").unit(), "currency");
}

TEST(ChartTable, NamesCategoriesAndGivesBandsTwoColumns) {
    ChartSpec spec = line_chart();
    spec.x.kind = AxisKind::category;
    spec.x.categories = {"Search", "Social"};
    ChartPoint p = at(1, std::nullopt);
    p.low = 3;
    p.high = 5;
    spec.series.push_back({"Range", SeriesRole::band_80, Mark::band, -1, {p}, {}});
    const Table t = to_table(spec);
    EXPECT_EQ(t.at("category").text(0), "Search");
    EXPECT_EQ(t.at("category").text(1), "Social");
    EXPECT_TRUE(t.at("Range min").is_null(0));
    EXPECT_EQ(t.at("Range min").number(1), 3.0);
    EXPECT_EQ(t.at("Range max").number(1), 5.0);
}

TEST(NiceTicks, AreRoundEvenAndCoverTheRange) {
    Random random(11);
    for (int i = 0; i < 20'000; ++i) {
        const double low = random.uniform() < 0.3 ? 0 : random.normal(0, std::pow(10, random.uniform(-3, 8)));
        const double high = low + std::pow(10, random.uniform(-3, 9));
        if (high - low < 1e-5 * std::fabs(low)) continue; // the digits of a double end here
        SCOPED_TRACE(testing::Message() << low << " to " << high);
        const auto ticks = nice_ticks(low, high);
        ASSERT_GE(ticks.size(), 3u);
        ASSERT_LE(ticks.size(), 8u);
        const double step = ticks[1] - ticks[0];
        ASSERT_LE(ticks.front(), low + 1e-6 * step);
        ASSERT_GE(ticks.back(), high - 1e-6 * step);
        ASSERT_GT(ticks[1], low - 1e-6 * step) << "the first tick is of no use";
        const double mantissa = step / std::pow(10, std::floor(std::log10(step * (1 + 1e-6))));
        ASSERT_TRUE(std::fabs(mantissa - 1) < 1e-4 || std::fabs(mantissa - 2) < 1e-4 || std::fabs(mantissa - 5) < 1e-4) << step;
        for (size_t t = 1; t < ticks.size(); ++t) ASSERT_NEAR(ticks[t] - ticks[t - 1], step, 1e-4 * step);
    }
}

TEST(NiceTicks, KnowTheUsualAxes) {
    EXPECT_EQ(nice_ticks(0, 100), (std::vector<double>{0, 20, 40, 60, 80, 100}));
    EXPECT_EQ(nice_ticks(0, 4), (std::vector<double>{0, 1, 2, 3, 4}));
    EXPECT_EQ(nice_ticks(0, 950), (std::vector<double>{0, 200, 400, 600, 800, 1000}));
    EXPECT_EQ(nice_ticks(-40, 40), (std::vector<double>{-40, -20, 0, 20, 40}));
}

TEST(NiceTicks, AFlatSeriesStillHasAnAxis) {
    for (const double v : {0.0, 5.0, -5.0, 1e9}) {
        const auto ticks = nice_ticks(v, v);
        ASSERT_GE(ticks.size(), 2u) << v;
        EXPECT_LE(ticks.front(), v);
        EXPECT_GE(ticks.back(), v);
    }
}

TEST(CalendarTicks, AreStartsOfPeriodsInsideTheRange) {
    for (const Grain grain : {Grain::day, Grain::week, Grain::month, Grain::quarter, Grain::year})
        for (const int length : {1, 6, 20, 91, 400, 800, 4000})
            for (const int most : {2, 6, 12}) {
                const Date from = day("2024-02-27"), to = from + (length - 1);
                SCOPED_TRACE(testing::Message() << grain_id(grain) << ", " << length << " days, at most " << most);
                const auto ticks = calendar_ticks(from, to, grain, most);
                ASSERT_LE(ticks.size(), static_cast<size_t>(most));
                for (size_t i = 0; i < ticks.size(); ++i) {
                    ASSERT_GE(ticks[i], from);
                    ASSERT_LE(ticks[i], to);
                    const bool month_of_weeks =
                        grain == Grain::week && to_civil(ticks[i]).day == 1; // many weeks are shown by month
                    ASSERT_TRUE(month_of_weeks || period_start(ticks[i], grain) == ticks[i]) << to_iso(ticks[i]);
                    if (i) {
                        ASSERT_LT(ticks[i - 1], ticks[i]);
                    }
                }
            }
}

TEST(CalendarTicks, AreAllThereWhereTheyFit) {
    EXPECT_EQ(calendar_ticks(day("2026-11-03"), day("2026-11-30"), Grain::week, 6),
              (std::vector<Date>{day("2026-11-09"), day("2026-11-16"), day("2026-11-23"), day("2026-11-30")}));
    EXPECT_EQ(calendar_ticks(day("2026-01-01"), day("2026-03-31"), Grain::month, 6),
              (std::vector<Date>{day("2026-01-01"), day("2026-02-01"), day("2026-03-01")}));
}

std::vector<ChartPoint> noise(size_t n) {
    Random random(5);
    std::vector<ChartPoint> points;
    for (size_t i = 0; i < n; ++i) points.push_back(at(static_cast<double>(i), random.normal()));
    return points;
}

bool has(const std::vector<ChartPoint>& points, const ChartPoint& p) {
    return std::any_of(points.begin(), points.end(), [&](const ChartPoint& q) { return q.x == p.x && q.y == p.y; });
}

TEST(Downsample, KeepsASpikeOfOneDay) {
    for (const size_t place : {0u, 1u, 4321u, 9998u, 9999u})
        for (const double spike : {1000.0, -1000.0}) {
            auto points = noise(10'000);
            points[place].y = spike;
            const auto few = downsample(points, 100);
            EXPECT_LE(few.size(), 202u);
            EXPECT_TRUE(has(few, points[place])) << place << " " << spike;
        }
}

TEST(Downsample, KeepsBothEndsAndTheOrder) {
    const auto points = noise(10'000);
    const auto few = downsample(points, 100);
    EXPECT_EQ(few.front().x, points.front().x);
    EXPECT_EQ(few.back().x, points.back().x);
    EXPECT_EQ(few.back().y, points.back().y);
    for (size_t i = 1; i < few.size(); ++i) ASSERT_LE(few[i - 1].x, few[i].x);
    for (const auto& p : few) ASSERT_TRUE(has(points, p)) << "a point that was never there";
}

TEST(Downsample, KeepsTheExtremesOfEveryBucket) {
    const auto points = noise(10'000);
    const auto few = downsample(points, 100);
    for (size_t b = 0; b < 100; ++b) {
        const auto begin = points.begin() + static_cast<long>(b * 100);
        const auto less = [](const ChartPoint& a, const ChartPoint& c) { return *a.y < *c.y; };
        ASSERT_TRUE(has(few, *std::min_element(begin, begin + 100, less)));
        ASSERT_TRUE(has(few, *std::max_element(begin, begin + 100, less)));
    }
}

TEST(Downsample, KeepsAGapAndTheEndBehindIt) {
    auto points = noise(10'000);
    points[5000].y = std::nullopt;
    points[9990].y = std::nullopt; // in the last bucket
    const auto few = downsample(points, 100);
    size_t gaps = 0;
    for (const auto& p : few) gaps += p.y ? 0 : 1;
    EXPECT_EQ(gaps, 2u);
    EXPECT_TRUE(has(few, points.back())) << "the last point is not drawn";
}

TEST(Downsample, LeavesAFewPointsAlone) {
    const auto points = noise(50);
    EXPECT_EQ(downsample(points, 100).size(), points.size());
    EXPECT_EQ(downsample({}, 100).size(), 0u);
    EXPECT_EQ(downsample(points, 0).size(), points.size());
}

} // namespace
} // namespace plumbline
