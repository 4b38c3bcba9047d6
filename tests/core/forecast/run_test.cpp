// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/run.h"

#include <gtest/gtest.h>
#include <thread>

#include "core/forecast/combine.h"
#include "core/forecast/positive.h"
#include "core/forecast/series.h"
#include "tests/core/forecast/make.h"

namespace plumbline::forecast {
namespace {

using namespace test;

/// A fold whose forecasts are all `yhat` ± 1 and whose values are given.
Fold fold(std::vector<double> y, double yhat) {
    Fold f;
    f.scale = 1;
    for (size_t i = 0; i < y.size(); ++i) {
        f.points.push_back({static_cast<double>(i), yhat, yhat - 1, yhat + 1});
        f.step.push_back(static_cast<int>(i) + 1);
    }
    f.y = std::move(y);
    return f;
}

Backtest tested(const char* model, const std::vector<Fold>& folds) {
    Backtest b;
    b.model = model;
    b.folds = folds;
    measure(b, 0.8);
    return b;
}

TEST(Interval, AFoldHasNoSayInItsOwnInterval) {
    const std::vector<double> calm{0.4, -0.3, 0.6, -0.5}, wild{4, -3, 5, -6};
    const Backtest quiet = recalibrated(tested("m", {fold(calm, 0), fold(calm, 0), fold(calm, 0)}), 4, 0.8);
    const Backtest loud = recalibrated(tested("m", {fold(calm, 0), fold(calm, 0), fold(wild, 0)}), 4, 0.8);
    for (size_t i = 0; i < 4; ++i) {
        EXPECT_EQ(loud.folds[2].points[i].upper, quiet.folds[2].points[i].upper) << i;
        EXPECT_GT(loud.folds[0].points[i].upper, quiet.folds[0].points[i].upper) << i;
    }
    EXPECT_EQ(*quiet.accuracy.coverage, 1);
    EXPECT_NEAR(*loud.accuracy.coverage, 2.0 / 3, 1e-12); // nothing let expect the wild one
}

TEST(Outliers, OneExceptionalDayDoesNotMoveWhatComes) {
    // A week of ±15 round 100 with a little noise; the last day but one sells ten times as much.
    const Series plain = shop(200);
    Series peak = plain;
    peak.y[198] *= 10;
    NoProgress silent;
    for (const char* method : {"theta", "ets", "mstl"}) {
        const auto calm = forecaster(method).fit(plain, {}, silent, {})->predict(days_after(200, 7));
        const auto after = forecaster(method).fit(peak, {}, silent, {})->predict(days_after(200, 7));
        for (size_t i = 0; i < 7; ++i) EXPECT_NEAR(after[i].yhat, calm[i].yhat, 6) << method << " " << i;
    }
}

TEST(Outliers, ASteadyRiseIsNone) {
    const Series rise = daily(120, [](int t) { return 100 + 2.0 * t + 10 * week(t) + 0.01 * std::cos(t * 2.1); });
    NoProgress silent;
    const auto next = forecaster("mstl").fit(rise, {}, silent, {})->predict(days_after(120, 3));
    for (int i = 0; i < 3; ++i) EXPECT_NEAR(next[static_cast<size_t>(i)].yhat, 340 + 2 * i + 10 * week(120 + i), 2);
}

TEST(Outliers, ANewLevelIsFollowed) {
    Random random(5);
    const Series step = daily(200, [&](int t) { return (t < 180 ? 100 : 160) + 10 * week(t) + 2 * random.normal(); });
    NoProgress silent;
    for (const char* method : {"theta", "ets", "mstl"}) {
        double mean = 0;
        for (const auto& p : forecaster(method).fit(step, {}, silent, {})->predict(days_after(200, 7))) mean += p.yhat / 7;
        EXPECT_NEAR(mean, 160, 8) << method;
    }
}

TEST(Backtest, CutoffsAreThoseOfProphetsCrossValidation) {
    BacktestSpec how;
    how.horizon = 10;
    how.initial = 30;
    how.period = 5;
    how.max_folds = 100;
    const Series s = shop(60);
    // Last cutoff 10 days before the end, then back by 5 while 30 days are left.
    std::vector<double> wanted;
    for (int t = 29; t <= 49; t += 5) wanted.push_back(s.ds[static_cast<size_t>(t)]);
    EXPECT_EQ(cutoffs(s, {}, how), wanted);
}

TEST(Backtest, ErrorsAreThoseByHand) {
    const Backtest b = tested("x", {fold({10, 12}, 10)});
    EXPECT_NEAR(*b.accuracy.mape, (0 + 2.0 / 12) / 2, 1e-12);
    EXPECT_NEAR(*b.accuracy.smape, (0 + 2 * 2.0 / 22) / 2, 1e-12);
    EXPECT_NEAR(*b.accuracy.mase, 1, 1e-12);
    EXPECT_NEAR(*b.accuracy.rmse, std::sqrt(2.0), 1e-12);
    EXPECT_NEAR(*b.accuracy.coverage, 0.5, 1e-12);
    EXPECT_NEAR(*b.accuracy.msis, (2 + 2 + 2 / 0.2 * 1) / 2, 1e-12); // 12 is 1 above the bound
    ASSERT_EQ(b.by_horizon.size(), 2u);
    EXPECT_NEAR(*b.by_horizon[1].rmse, 2, 1e-12);
    EXPECT_FALSE(tested("x", {fold({0, 12}, 10)}).accuracy.mape.has_value());
}

TEST(Backtest, KnowsNothingOfWhatCameAfterTheCutoff) {
    Series s = shop(200);
    for (size_t i = 186; i < 200; ++i) s.y[i] = 1e6; // only the last fold may see this as truth, none as history
    BacktestSpec how;
    how.horizon = 14;
    how.max_folds = 1;
    NoProgress silent;
    for (const Forecaster* f : forecasters()) {
        const Backtest test = backtest(*f, s, {}, how, silent);
        ASSERT_EQ(test.folds.size(), 1u) << f->id();
        for (const ForecastPoint& p : test.folds[0].points) EXPECT_LT(p.yhat, 200) << f->id();
    }
}

TEST(Combine, AMethodThatRunsAwayMovesNothing) {
    EXPECT_NEAR(robust_mean({10, 11, 12, 1e9}, {1, 1, 1, 1}), 11.3, 0.8);
    EXPECT_EQ(robust_mean({10, 99}, {1, 0}), 10);
}

TEST(Combine, TheFarBetterMethodIsUsedAlone) {
    const Choice c = choose({tested("good", {fold({10, 10}, 10.1)}), tested("bad", {fold({10, 10}, 14)})}, true);
    EXPECT_TRUE(c.single);
    EXPECT_EQ(c.weights, (std::vector<double>{1, 0}));
    EXPECT_EQ(c.reason.id, "chosen_best");
}

TEST(Combine, EqualMethodsShare) {
    const Choice c = choose({tested("a", {fold({10, 10}, 11)}), tested("b", {fold({10, 10}, 9)})}, true);
    EXPECT_FALSE(c.single);
    EXPECT_NEAR(c.weights[0], 0.5, 1e-9);
}

TEST(Combine, WhatIsKnownOfMethodsDecidesWhereThePastDoesNot) {
    // Equal errors at one origin; the usual ones count as four: (1.2 / 0.8)^(4/5) = 1.383 between the drawn errors, to the
    // seventh power 9.68, so 9.68 / 10.68 of the weight.
    const std::vector<Backtest> equal{tested("a", {fold({10, 10}, 11)}), tested("b", {fold({10, 10}, 9)})};
    const Choice c = choose(equal, true, {0.8, 1.2});
    EXPECT_NEAR(c.weights[0], 0.906, 0.001);
    EXPECT_NEAR(c.weights[0] + c.weights[1], 1, 1e-12);
    EXPECT_NEAR(choose(equal, true, {1, 1}).weights[0], 0.5, 1e-12);
}

TEST(Combine, AnExactMethodStaysExactWhateverIsUsual) {
    const Choice c = choose({tested("exact", {fold({10, 10}, 10)}), tested("usual", {fold({10, 10}, 11)})}, true, {1.5, 0.7});
    EXPECT_TRUE(c.single);
    EXPECT_EQ(c.weights[0], 1);
}

TEST(KeepPositive, LeavesAloneWhatIsFarAboveZeroAndBendsWhatIsNot) {
    // 1.2816 standard deviations on each side of 0.8.
    std::vector<ForecastPoint> points{
        {0, 100, 100 - 12.816, 100 + 12.816}, {1, 1, 1 - 1.2816, 1 + 1.2816}, {2, -2, -3.2816, -0.7184}};
    keep_positive(points, 0.8);
    EXPECT_NEAR(points[0].yhat, 100, 1e-9);
    EXPECT_NEAR(points[0].lower, 87.184, 1e-6);
    // Mean and deviation 1: an exponential distribution, whose deciles are -log(0.9) and -log(0.1).
    EXPECT_NEAR(points[1].yhat, 1, 0.01);
    EXPECT_NEAR(points[1].lower, -std::log(0.9), 0.03);
    EXPECT_NEAR(points[1].upper, -std::log(0.1), 0.03);
    EXPECT_GT(points[2].yhat, 0);
    EXPECT_LT(points[2].yhat, 0.01);
    EXPECT_GE(points[2].lower, 0);
    EXPECT_GE(points[2].upper, points[2].yhat);
}

TEST(Intervals, AreWidenedWhereThePastWasOutsideAndNarrowedWhereItNeverWas) {
    std::vector<Fold> outside, inside;
    for (int k = 0; k < 20; ++k) {
        outside.push_back(fold({13, 7, 13, 7}, 10));
        inside.push_back(fold({10.1, 9.9, 10.1, 9.9}, 10));
    }
    for (const double s : interval_scales(tested("x", outside), 4, 0.8)) EXPECT_NEAR(s, 3, 0.6);
    for (const double s : interval_scales(tested("x", inside), 4, 0.8)) EXPECT_LT(s, 0.5);
    EXPECT_EQ(interval_scales(tested("x", {}), 3, 0.8), (std::vector<double>{1, 1, 1}));
}

Request request(Series s, int horizon) {
    Request r;
    r.future.ds = next_moments(s, 0, horizon);
    r.series = std::move(s);
    return r;
}

TEST(RunForecast, AutoIsNearTheTruthOfAPlantedWeek) {
    NoProgress silent;
    const Result r = run_forecast(request(shop(300), 14), silent);
    ASSERT_EQ(r.forecast.size(), 14u);
    for (int h = 0; h < 14; ++h) EXPECT_NEAR(r.forecast[static_cast<size_t>(h)].yhat, 115 + 0.05 * h + 15 * week(300 + h), 5);
    EXPECT_EQ(r.backtests.back().model, "ensemble");
    EXPECT_EQ(r.backtests.size(), forecasters().size() + 1);
    EXPECT_FALSE(r.notes.front().text(Language::fr).empty());
    for (size_t i = 0; i < r.forecast.size(); ++i) {
        double sum = 0;
        for (const Component& c : r.components) sum += c.values[i];
        EXPECT_NEAR(sum, r.forecast[i].yhat, 1e-9 * r.forecast[i].yhat);
    }
    double weight = 0;
    for (const Member& m : r.members) weight += m.weight;
    EXPECT_NEAR(weight, 1, 1e-12);
}

TEST(RunForecast, SameBitsOnOneThreadAndOnTwo) {
    NoProgress silent;
    Request one = request(shop(120), 7), two = one;
    one.threads = 1;
    two.threads = 2;
    const Result a = run_forecast(one, silent), b = run_forecast(two, silent);
    for (size_t i = 0; i < 7; ++i) {
        EXPECT_EQ(a.forecast[i].yhat, b.forecast[i].yhat);
        EXPECT_EQ(a.forecast[i].lower, b.forecast[i].lower);
    }
    EXPECT_EQ(a.fingerprint, b.fingerprint);
}

TEST(RunForecast, TwoAndThreeValuesFallBackAndSaySo) {
    NoProgress silent;
    for (const int n : {2, 3}) {
        const Result r = run_forecast(request(shop(n), 5), silent);
        EXPECT_EQ(r.model, "seasonal_naive");
        EXPECT_TRUE(std::any_of(r.notes.begin(), r.notes.end(), [](const Note& x) { return x.id == "few_values"; }));
    }
}

TEST(RunForecast, CountsStayAboveZero) {
    NoProgress silent;
    Random random(9);
    Request r = request(daily(200, [&](int t) { return std::max(0.0, 30 - 0.2 * t + 2 * random.normal()); }), 28);
    r.spec.non_negative = true;
    for (const ForecastPoint& p : run_forecast(r, silent).forecast) {
        EXPECT_GE(p.yhat, 0);
        EXPECT_GE(p.lower, 0);
    }
}

TEST(RunForecast, AStopIsAnsweredInTime) {
    NoProgress silent;
    std::stop_source source;
    std::jthread later([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(60));
        source.request_stop();
    });
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_THROW(run_forecast(request(shop(2500), 28), silent, source.get_token()), Error);
    EXPECT_LT(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(), 1.0);
}

TEST(RunForecast, ACapBelowTheSeriesIsASentenceInBothLanguages) {
    NoProgress silent;
    Request r = request(shop(60), 7);
    r.spec.growth = Growth::logistic;
    r.spec.cap = 50;
    try {
        run_forecast(r, silent);
        FAIL();
    } catch (const Error& e) {
        EXPECT_EQ(e.code(), ErrorCode::forecast_invalid);
        EXPECT_NE(e.text(Language::en).what_happened.find("most values lie above the cap"), std::string::npos);
        EXPECT_NE(e.text(Language::fr).what_happened.find("dépassent le plafond"), std::string::npos);
    }
}

TEST(Spec, WhatMakesNoSenseIsASentence) {
    const auto wrong = [](auto change) {
        Spec s;
        change(s);
        try {
            s.validate();
            return false;
        } catch (const Error& e) {
            return e.code() == ErrorCode::forecast_invalid;
        }
    };
    EXPECT_TRUE(wrong([](Spec& s) { s.interval = 1; }));
    EXPECT_TRUE(wrong([](Spec& s) { s.growth = Growth::logistic; }));
    EXPECT_TRUE(wrong([](Spec& s) { s.changepoint_prior_scale = 0; }));
    EXPECT_TRUE(wrong([](Spec& s) { s.cap = 1, s.floor = 2; }));
    EXPECT_TRUE(wrong([](Spec& s) { s.regressors = {{"a", 10, {}, 0, {}}, {"a", 10, {}, 0, {}}}; }));
    EXPECT_TRUE(wrong([](Spec& s) { s.events = {{"x", {1}, 1, 0, {}}}; }));
    Spec().validate();
}

} // namespace
} // namespace plumbline::forecast
