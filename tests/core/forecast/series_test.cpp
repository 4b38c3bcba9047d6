// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/series.h"

#include <gtest/gtest.h>
#include <limits>

#include "core/forecast/decompose.h"
#include "tests/core/forecast/make.h"

namespace plumbline::forecast {
namespace {

using namespace test;
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double inf = std::numeric_limits<double>::infinity();

bool noted(const Prepared& p, const std::string& id) {
    return std::any_of(p.notes.begin(), p.notes.end(), [&](const Note& n) { return n.id == id; });
}

TEST(MakeSeries, SortsAveragesAndSaysSo) {
    const Prepared p = make_series({{3, 1, 2, 2}, {30, 10, 18, 22}, {}}, {});
    EXPECT_EQ(p.series.ds, (std::vector<double>{1, 2, 3}));
    EXPECT_EQ(p.series.y, (std::vector<double>{10, 20, 30}));
    EXPECT_TRUE(noted(p, "sorted"));
    EXPECT_TRUE(noted(p, "duplicates"));
    EXPECT_EQ(p.future.ds, (std::vector<double>{4}));
}

TEST(MakeSeries, InfiniteAndAbsurdValuesAreMissing) {
    const Prepared p = make_series({{1, 2, 3, 4, 5}, {5, inf, 6, 1e300, 7}, {}}, {});
    EXPECT_TRUE(std::isnan(p.series.y[1]));
    EXPECT_TRUE(std::isnan(p.series.y[3]));
    EXPECT_TRUE(noted(p, "infinite"));
    EXPECT_TRUE(noted(p, "absurd"));
}

TEST(MakeSeries, RowsBehindTheLastValueAreTheFuture) {
    SeriesAsk ask;
    ask.horizon = 2;
    const Prepared p = make_series({{1, 2, 3, 4, 5}, {1, 2, 3, nan, nan}, {{"spend", {9, 8, 7, 6, 5}}}}, ask);
    EXPECT_EQ(p.series.ds.size(), 3u);
    EXPECT_EQ(p.future.ds, (std::vector<double>{4, 5}));
    EXPECT_EQ(p.future.regressors.at("spend"), (std::vector<double>{6, 5}));
}

TEST(MakeSeries, ARegressorWithoutFutureIsLeftOutUnlessItMustBeUsed) {
    SeriesAsk ask;
    ask.horizon = 3;
    const RawSeries raw{{1, 2, 3, 4}, {1, 2, 3, nan}, {{"spend", {9, 8, 7, 6}}}};
    EXPECT_TRUE(noted(make_series(raw, ask), "regressor_no_future"));
    EXPECT_TRUE(make_series(raw, ask).series.regressors.empty());
    ask.wanted = std::vector<std::string>{"spend"};
    try {
        make_series(raw, ask);
        FAIL();
    } catch (const Error& e) {
        EXPECT_EQ(e.code(), ErrorCode::regressor_missing);
    }
}

TEST(MakeSeries, HolesOfARegressorAreBridgedWhereTheyAreFew) {
    SeriesAsk ask;
    RawSeries raw{
        {1, 2, 3, 4, 5, 6, 7}, {1, 2, 3, 4, 5, 6, nan}, {{"a", {1, nan, 3, inf, 5, 6, 7}}, {"b", {1, nan, nan, nan, nan, 2, 3}}}};
    raw.regressors["a"][3] = 4;
    const Prepared p = make_series(raw, ask);
    EXPECT_EQ(p.series.regressors.at("a")[1], 2);
    EXPECT_FALSE(p.series.regressors.contains("b"));
}

TEST(MakeSeries, NothingToForecastIsASentence) {
    for (const RawSeries& raw : {RawSeries{{}, {}, {}}, RawSeries{{1, 2}, {nan, nan}, {}}, RawSeries{{1}, {5}, {}}}) {
        try {
            make_series(raw, {});
            FAIL();
        } catch (const Error& e) {
            EXPECT_EQ(e.code(), ErrorCode::too_little_data);
        }
    }
    SeriesAsk none;
    none.horizon = 0;
    EXPECT_THROW(make_series({{1, 2}, {1, 2}, {}}, none), Error);
}

TEST(MakeSeries, WeeksAreSumsOfWholeWeeks) {
    SeriesAsk ask;
    ask.grain = Grain::week;
    RawSeries raw;
    for (int t = 0; t < 17; ++t) { // from Monday 1 January 2024; the third week is cut
        raw.ds.push_back(from_civil({2024, 1, 1}).days + t);
        raw.y.push_back(1);
    }
    const Prepared p = make_series(raw, ask);
    EXPECT_EQ(p.series.y, (std::vector<double>{7, 7}));
}

TEST(MakeSeries, TheFutureAndLongHorizonsAreSaid) {
    SeriesAsk ask;
    ask.today = 2;
    ask.horizon = 100;
    const Prepared p = make_series({{1, 2, 3}, {1, 2, 3}, {}}, ask);
    EXPECT_TRUE(noted(p, "ends_in_future"));
    EXPECT_TRUE(noted(p, "long_horizon"));
}

TEST(Grid, KnowsMonthsMonthEndsAndQuarters) {
    for (const int day : {1, 15, 31}) {
        Series s;
        for (int i = 0; i < 30; ++i) {
            const Date start = add_periods(from_civil({2020, 1, 1}), Grain::month, i), end = period_end(start, Grain::month);
            s.ds.push_back(day == 31 ? end.days : start.days + day - 1);
            s.y.push_back(i);
        }
        const Grid g = make_grid(s, 0);
        EXPECT_EQ(g.step_months, 1);
        EXPECT_EQ(g.m, 12);
        ASSERT_EQ(g.size(), 30u);
        for (long i = 0; i < 30; ++i) {
            EXPECT_EQ(g.slot_of(s.ds[static_cast<size_t>(i)]), i);
            EXPECT_EQ(g.ds_of(i), s.ds[static_cast<size_t>(i)]);
        }
    }
}

TEST(Grid, DaysWithHolesKeepTheirWeek) {
    Series s = shop(60);
    for (size_t i = 59; i > 0; --i)
        if (i % 7 >= 5) {
            s.ds.erase(s.ds.begin() + static_cast<long>(i));
            s.y.erase(s.y.begin() + static_cast<long>(i));
        }
    const Grid g = make_grid(s, 0);
    EXPECT_EQ(g.step_days, 1);
    EXPECT_EQ(g.m, 7);
    EXPECT_TRUE(std::isnan(g.y[5]));
}

TEST(Grid, HoursHaveADayAndAWeek) {
    Series s;
    for (int i = 0; i < 24 * 20; ++i) {
        s.ds.push_back(19000 + i / 24.0);
        s.y.push_back(i % 24);
    }
    const Grid g = make_grid(s, 0);
    EXPECT_EQ(g.size(), 480u);
    EXPECT_EQ(g.m, 24);
    ASSERT_EQ(g.seasons.size(), 2u);
    EXPECT_EQ(g.seasons[1].period, 168);
}

TEST(Decompose, TellsTheWeekFromTheYearAndSumsToTheSeries) {
    Random random(5);
    const auto year = [](int t) { return 20 * std::sin(2 * std::numbers::pi * t / 365.25); };
    const Series s = daily(1200, [&](int t) { return 200 + 0.02 * t + 15 * week(t) + year(t) + 4 * random.normal(); });
    const Grid g = make_grid(s, 0);
    const Decomposition d = decompose(g, {});
    ASSERT_EQ(d.seasons.size(), 2u);
    double worst = 0;
    for (size_t i = 0; i < g.size(); ++i) {
        EXPECT_NEAR(d.trend[i] + d.seasonal(i) + d.remainder[i], g.y[i], 1e-9);
        worst = std::max(worst, std::abs(d.seasons[0].past[i] - 15 * week(static_cast<int>(i))));
    }
    EXPECT_LT(worst, 3);
    for (size_t h = 1; h <= 300; h += 13)
        EXPECT_NEAR(d.seasonal_ahead(h), 15 * week(1199 + static_cast<int>(h)) + year(1199 + static_cast<int>(h)), 9);
    EXPECT_GT(d.seasons[0].strength, 0.8);
}

TEST(Decompose, AYearThatIsNotThereIsShrunkAway) {
    const Series s = shop(1100);
    const Decomposition d = decompose(make_grid(s, 0), {});
    ASSERT_EQ(d.seasons.size(), 2u);
    for (const double v : d.seasons[1].next) EXPECT_LT(std::abs(v), 2);
}

TEST(Notes, EverySentenceIsThereInBothLanguages) {
    for (const char* id : {"chosen_best",
                           "chosen_mix",
                           "chosen_untested",
                           "untested",
                           "fell_back",
                           "few_values",
                           "no_season",
                           "sorted",
                           "duplicates",
                           "infinite",
                           "absurd",
                           "missing",
                           "gap",
                           "ends_in_future",
                           "long_horizon",
                           "partial",
                           "regressor_no_future",
                           "regressor_holes",
                           "regressor_filled",
                           "regressor_constant",
                           "regressor_text",
                           "negative_under_cap"}) {
        const Note n{id, {{"model", "ets"}}};
        EXPECT_FALSE(n.text(Language::en).empty()) << id;
        EXPECT_FALSE(n.text(Language::fr).empty()) << id;
        EXPECT_NE(n.text(Language::en), n.text(Language::fr)) << id;
    }
}

TEST(Notes, OneIsSaidAsOne) {
    EXPECT_EQ((Note{"missing", {{"count", "1"}}}.text(Language::en)),
              "A value is missing in the history; it was left out, not taken as 0.");
    EXPECT_EQ((Note{"missing", {{"count", "3"}}}.text(Language::en)),
              "3 values are missing in the history; they were left out, not taken as 0.");
    EXPECT_EQ((Note{"infinite", {{"count", "1"}}}.text(Language::fr)), "Une valeur infinie a été considérée comme manquante.");
}

} // namespace
} // namespace plumbline::forecast
