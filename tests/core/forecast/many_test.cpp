// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <gtest/gtest.h>
#include <limits>

#include "core/forecast/adjusted.h"
#include "core/forecast/reconcile.h"
#include "core/forecast/series.h"
#include "core/forecast/tune.h"
#include "tests/core/forecast/make.h"

namespace plumbline::forecast {
namespace {

using namespace test;

TEST(Reconcile, BottomUpIsTheSumOfTheLeaves) {
    const auto out = reconcile(Hierarchy::total_of(2), {{100}, {30}, {50}}, {}, Reconcile::bottom_up, false);
    EXPECT_EQ(out, (std::vector<std::vector<double>>{{80}, {30}, {50}}));
}

TEST(Reconcile, EqualIndependentErrorsShareTheGapEvenly) {
    // W = I, one total over two leaves: each of the three forecasts gives way by a third of the gap (ordinary least squares).
    std::vector<std::vector<double>> residuals(3);
    Random random(1);
    for (int t = 0; t < 4000; ++t)
        for (auto& r : residuals) r.push_back(random.normal());
    const auto out = reconcile(Hierarchy::total_of(2), {{90}, {30}, {48}}, residuals, Reconcile::mint, false);
    EXPECT_NEAR(out[0][0], 86, 0.4);
    EXPECT_NEAR(out[1][0], 34, 0.4);
    EXPECT_NEAR(out[2][0], 52, 0.4);
    EXPECT_NEAR(out[0][0], out[1][0] + out[2][0], 1e-9);
}

TEST(Reconcile, TheSurerForecastMovesLess) {
    std::vector<std::vector<double>> residuals(3);
    Random random(2);
    for (int t = 0; t < 2000; ++t) {
        residuals[0].push_back(0.1 * random.normal());
        residuals[1].push_back(3 * random.normal());
        residuals[2].push_back(3 * random.normal());
    }
    const auto out = reconcile(Hierarchy::total_of(2), {{90}, {30}, {48}}, residuals, Reconcile::mint, false);
    EXPECT_NEAR(out[0][0], 90, 0.3);
}

TEST(Reconcile, NoLeafGoesBelowZeroAndTheSumStays) {
    const auto out = reconcile(Hierarchy::total_of(3), {{10}, {-4}, {6}, {8}}, {}, Reconcile::bottom_up, true);
    EXPECT_GE(out[1][0], 0);
    EXPECT_NEAR(out[0][0], out[1][0] + out[2][0] + out[3][0], 1e-9);
    EXPECT_NEAR(out[0][0], 10, 1e-9);
}

TEST(Reconcile, CorrelationsOfFewErrorsAreMostlyShrunkAway) {
    std::vector<std::vector<double>> few(5), many(5);
    Random random(3);
    for (int t = 0; t < 3000; ++t) {
        const double common = random.normal();
        for (size_t i = 0; i < 5; ++i) {
            const double e = common + random.normal();
            if (t < 8) few[i].push_back(random.normal());
            many[i].push_back(e);
        }
    }
    double share_few = 0, share_many = 0;
    shrunken_covariance(few, &share_few);
    const auto cov = shrunken_covariance(many, &share_many);
    EXPECT_GT(share_few, 0.3);
    EXPECT_LT(share_many, 0.05);
    EXPECT_NEAR(cov[1], 1, 0.15);
}

TEST(RunMany, PartsAddUpToTheTotalAndABadOneStopsNothing) {
    NoProgress silent;
    Random random(4);
    std::vector<Request> requests(3);
    for (size_t i = 1; i < 3; ++i)
        requests[i].series = daily(120, [&](int t) { return 50.0 * static_cast<double>(i) + 5 * week(t) + random.normal(); });
    requests[0].series = requests[1].series;
    for (size_t t = 0; t < 120; ++t) requests[0].series.y[t] += requests[2].series.y[t];
    for (Request& r : requests) {
        r.future.ds = next_moments(requests[0].series, 0, 7);
        r.model = "ets";
    }
    const Hierarchy tree = Hierarchy::total_of(2);
    const auto out = run_many(requests, &tree, Reconcile::mint, 2, silent);
    for (size_t h = 0; h < 7; ++h) {
        EXPECT_NEAR(out[0].forecast[h].yhat, out[1].forecast[h].yhat + out[2].forecast[h].yhat, 1e-6);
        double sum = 0;
        for (const Component& c : out[1].components) sum += c.values[h];
        EXPECT_NEAR(sum, out[1].forecast[h].yhat, 1e-8);
    }
    requests[2].series.y.assign(120, std::nan(""));
    const auto with_bad = run_many(requests, nullptr, Reconcile::none, 2, silent);
    EXPECT_TRUE(with_bad[2].forecast.empty());
    EXPECT_EQ(with_bad[2].notes.back().id, "not_forecast");
    EXPECT_EQ(with_bad[1].forecast.size(), 7u);
}

/// A promotion every so often lifts the series by 40; spend is noise.
Series promoted(int n, std::vector<double>* next_promotion) {
    Random random(5);
    Series s = daily(n, [](int) { return 0.0; });
    for (int t = 0; t < n + 14; ++t) {
        const double promotion = random.uniform() < 0.15 ? 1 : 0, noise = random.normal();
        if (t < n) {
            s.y[static_cast<size_t>(t)] = 100 + 10 * week(t) + 40 * promotion + 2 * random.normal();
            s.regressors["promotion"].push_back(promotion);
            s.regressors["weather"].push_back(noise);
        } else {
            next_promotion->push_back(promotion);
        }
    }
    return s;
}

TEST(Regressors, WhatHelpsIsKeptWhatDoesNotIsLeftOutAndEveryMethodUsesIt) {
    NoProgress silent;
    std::vector<double> next;
    Request r;
    r.series = promoted(300, &next);
    r.future = days_after(300, 14);
    r.future.regressors["promotion"] = next;
    r.future.regressors["weather"].assign(14, 0);
    r.spec.regressors = {{"promotion", 10, {}, 0, {}}, {"weather", 10, {}, 0, {}}};
    const Result out = run_forecast(r, silent);
    for (size_t h = 0; h < 14; ++h)
        EXPECT_NEAR(out.forecast[h].yhat, 100 + 10 * week(300 + static_cast<int>(h)) + 40 * next[h], 8);
    const auto kept = std::find_if(out.notes.begin(), out.notes.end(), [](const Note& n) { return n.id == "regressors_kept"; });
    ASSERT_NE(kept, out.notes.end());
    EXPECT_EQ(kept->facts.at("names"), "promotion");
    for (const Backtest& b : out.backtests)
        if (b.model != "seasonal_naive") {
            EXPECT_LT(*b.accuracy.rmse, 12) << b.model;
        }
}

TEST(Adjusted, WithoutEventsAndRegressorsItIsTheMethodItself) {
    NoProgress silent;
    const Series s = shop(100);
    const auto a =
        adjusted(forecaster("ets"), std::make_shared<SharedEffects>())->fit(s, {}, silent, {})->predict(days_after(100, 5));
    const auto b = forecaster("ets").fit(s, {}, silent, {})->predict(days_after(100, 5));
    for (size_t i = 0; i < 5; ++i) EXPECT_EQ(a[i].yhat, b[i].yhat);
}

TEST(Tune, NeverEndsWorseThanItBeganAndGoesOnFromAnEarlierStudy) {
    NoProgress silent;
    Random random(6);
    const Series s = daily(240, [&](int t) { return (100 + t) * (1 + 0.3 * week(t)) + random.normal(); }); // multiplicative
    BacktestSpec how;
    how.horizon = 14;
    const Tuning half = tune_prophet(s, {}, how, 12, "", silent, {});
    const Tuning whole = tune_prophet(s, {}, how, 25, half.study, silent, {}),
                 straight = tune_prophet(s, {}, how, 25, "", silent, {});
    EXPECT_EQ(whole.trials, 25);
    EXPECT_LE(half.after, half.before);
    EXPECT_LE(whole.after, half.after);
    EXPECT_EQ(whole.study, straight.study);
    EXPECT_TRUE(whole.spec.multiplicative);
}

TEST(Tune, AStopKeepsWhatWasTried) {
    NoProgress silent;
    std::stop_source source;
    source.request_stop();
    std::string partial;
    EXPECT_THROW(tune_prophet(shop(100), {}, {}, 5, "", silent, source.get_token(), &partial), Error);
    EXPECT_FALSE(partial.empty());
}

} // namespace
} // namespace plumbline::forecast
