// SPDX-License-Identifier: GPL-3.0-or-later
// What every forecaster promises.
#include <gtest/gtest.h>
#include <limits>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/core/forecast/make.h"

namespace plumbline::forecast {
namespace {

using namespace test;

class Contract : public testing::TestWithParam<const Forecaster*> {
protected:
    std::unique_ptr<Fitted> fit(const Series& s, const Spec& spec = {}) const { return GetParam()->fit(s, spec, m_silent, {}); }
    static void expect_sane(const std::vector<ForecastPoint>& points, size_t n) {
        ASSERT_EQ(points.size(), n);
        for (const ForecastPoint& p : points) {
            EXPECT_TRUE(std::isfinite(p.yhat) && std::isfinite(p.lower) && std::isfinite(p.upper));
            EXPECT_LE(p.lower, p.yhat);
            EXPECT_LE(p.yhat, p.upper);
        }
    }
    mutable NoProgress m_silent;
};

TEST_P(Contract, ForecastsEveryMomentAskedForWithBoundsRoundIt) {
    const auto f = fit(shop(180));
    const Future future = days_after(180, 28);
    const auto points = f->predict(future);
    expect_sane(points, 28);
    for (size_t i = 0; i < 28; ++i) {
        EXPECT_EQ(points[i].ds, future.ds[i]);
        EXPECT_NEAR(points[i].yhat, 109 + 15 * week(180 + static_cast<int>(i)), 16);
    }
    expect_sane(f->history(), 180);
}

TEST_P(Contract, PartsSumToTheForecast) {
    const auto f = fit(shop(200));
    const Future future = days_after(200, 20);
    for (const bool ahead : {true, false}) {
        const auto points = ahead ? f->predict(future) : f->history();
        const auto parts = f->components(ahead ? &future : nullptr);
        ASSERT_FALSE(parts.empty());
        for (size_t i = 0; i < points.size(); ++i) {
            double sum = 0;
            for (const Component& c : parts) sum += c.values[i];
            EXPECT_NEAR(sum, points[i].yhat, 1e-9 * std::abs(points[i].yhat));
        }
    }
}

TEST_P(Contract, SameSeedSameBitsOnOneOrMoreThreads) {
    const Series s = shop(150);
    const Future future = days_after(150, 14);
    const auto one = fit(s)->predict(future);
    std::vector<ForecastPoint> other[2];
    {
        std::jthread a([&] { other[0] = fit(s)->predict(future); }), b([&] { other[1] = fit(s)->predict(future); });
    }
    for (const auto& again : other)
        for (size_t i = 0; i < one.size(); ++i) {
            EXPECT_EQ(one[i].yhat, again[i].yhat);
            EXPECT_EQ(one[i].lower, again[i].lower);
            EXPECT_EQ(one[i].upper, again[i].upper);
        }
}

TEST_P(Contract, AStopIsAnswered) {
    std::stop_source source;
    source.request_stop();
    try {
        GetParam()->fit(shop(300), {}, m_silent, source.get_token());
        FAIL();
    } catch (const Error& e) {
        EXPECT_EQ(e.code(), ErrorCode::cancelled);
    }
}

TEST_P(Contract, MissingValuesAndAYearWithoutAnyAreLeftOut) {
    Series s = shop(800);
    for (size_t i = 0; i < 60; ++i) s.y[i * 5 + 3] = std::numeric_limits<double>::quiet_NaN();
    s.ds.erase(s.ds.begin() + 100, s.ds.begin() + 465);
    s.y.erase(s.y.begin() + 100, s.y.begin() + 465);
    const auto f = fit(s);
    const auto points = f->predict(days_after(800, 14));
    expect_sane(points, 14);
    for (const ForecastPoint& p : points) EXPECT_NEAR(p.yhat, 140, 45);
    expect_sane(f->history(), s.ds.size());
}

TEST_P(Contract, WhatNeverChangesGoesOn) {
    for (const double level : {7.0, 0.0}) {
        const auto points = fit(daily(60, [&](int) { return level; }))->predict(days_after(60, 10));
        expect_sane(points, 10);
        for (const ForecastPoint& p : points) EXPECT_NEAR(p.yhat, level, 0.01);
    }
}

TEST_P(Contract, FewValuesGiveASaneForecastOrASentence) {
    for (const int n : {2, 3, 5, 9, 15, 25, 41}) {
        SCOPED_TRACE(n);
        try {
            expect_sane(fit(shop(n))->predict(days_after(n, 7)), 7);
        } catch (const Error& e) {
            EXPECT_EQ(e.code(), ErrorCode::too_little_data);
            EXPECT_LT(n, 5);
        }
    }
}

TEST_P(Contract, TenYearsAheadStayFinite) { expect_sane(fit(shop(120))->predict(days_after(120, 3650)), 3650); }

TEST_P(Contract, HugeAndTinyUnitsAreTheSameSeries) {
    const Series s = shop(150);
    const auto one = fit(s)->predict(days_after(150, 10));
    for (const double unit : {1e9, 1e-6}) {
        Series scaled = s;
        for (double& v : scaled.y) v *= unit;
        const auto points = fit(scaled)->predict(days_after(150, 10));
        for (size_t i = 0; i < points.size(); ++i) EXPECT_NEAR(points[i].yhat / unit, one[i].yhat, 2.0);
    }
}

TEST_P(Contract, MonthsAreCountedOnTheCalendar) {
    Random random(3);
    const Series s =
        monthly(72, [&](int t) { return (200 + t) * (1 + 0.2 * std::sin(t * std::numbers::pi / 6)) + random.normal(); });
    Future future;
    for (int h = 0; h < 12; ++h) future.ds.push_back(add_periods(from_civil({2010, 1, 1}), Grain::month, 72 + h).days);
    const auto points = fit(s)->predict(future);
    expect_sane(points, 12);
    for (int h = 0; h < 12; ++h) {
        const double truth = (272 + h) * (1 + 0.2 * std::sin((72 + h) * std::numbers::pi / 6));
        EXPECT_NEAR(points[static_cast<size_t>(h)].yhat, truth, 0.16 * truth);
    }
}

TEST_P(Contract, ParametersAreJsonAndAFitCanStartFromThem) {
    const auto f = fit(shop(150));
    EXPECT_TRUE(nlohmann::json::accept(f->params()));
    Spec spec;
    spec.start = f->params();
    const auto again = fit(shop(150), spec)->predict(days_after(150, 7));
    const auto first = f->predict(days_after(150, 7));
    for (size_t i = 0; i < 7; ++i) EXPECT_NEAR(again[i].yhat, first[i].yhat, 5);
    spec.start = "{\"nothing\": [1, 2]}";
    expect_sane(fit(shop(150), spec)->predict(days_after(150, 7)), 7);
}

INSTANTIATE_TEST_SUITE_P(Forecasters, Contract, testing::ValuesIn(forecasters()),
                         [](const auto& method) { return method.param->id(); });

TEST(Forecasters, AnUnknownMethodIsSaidWithThoseThereAre) {
    try {
        forecaster("oracle");
        FAIL();
    } catch (const Error& e) {
        EXPECT_EQ(e.code(), ErrorCode::forecast_invalid);
        EXPECT_NE(std::string(e.what()).find("seasonal_naive, theta, ets, arima, mstl, xgboost"), std::string::npos);
    }
}

} // namespace
} // namespace plumbline::forecast
