// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/prophet.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <numeric>

#include "core/base/date.h"
#include "core/base/random.h"
#include "core/forecast/prophet_bounds.h"

namespace plumbline::forecast {

namespace {

constexpr double first_day = 18000; // 2019-04-14

std::unique_ptr<Fitted> fit(const Series& series, const Spec& spec = {}, const Forecaster& method = prophet()) {
    NoProgress progress;
    return method.fit(series, spec, progress, {});
}

/// Level, slope, a weekly and a yearly wave, noise.
Series daily(int n, double noise, uint64_t seed, double slope = 0.05) {
    Random random(seed);
    Series s;
    for (int i = 0; i < n; ++i) {
        const double ds = first_day + i;
        s.ds.push_back(ds);
        s.y.push_back(200 + slope * i + 10 * std::sin(2 * std::numbers::pi * ds / 7) +
                      25 * std::cos(2 * std::numbers::pi * ds / 365.25) + noise * random.normal());
    }
    return s;
}

std::vector<double> days_from(double first, int n) {
    std::vector<double> ds(static_cast<size_t>(n));
    std::iota(ds.begin(), ds.end(), first);
    return ds;
}

const Component& part(const std::vector<Component>& parts, const std::string& name) {
    for (const Component& c : parts)
        if (c.name == name) return c;
    throw std::runtime_error("no part " + name);
}

double worst_sum(const Fitted& f, const Future& future) {
    const auto points = f.predict(future);
    const auto parts = f.components(&future);
    double worst = 0;
    for (size_t i = 0; i < points.size(); ++i) {
        double sum = 0;
        for (const Component& c : parts) sum += c.values[i];
        worst = std::max(worst, std::abs(sum - points[i].yhat) / std::max(1.0, std::abs(points[i].yhat)));
    }
    return worst;
}

} // namespace

TEST(Prophet, FindsTrendAndSeasonsThatWereWoven) {
    const Series s = daily(1100, 2, 1);
    const auto f = fit(s);
    const Future next{days_from(first_day + 1100, 90), {}};
    const auto points = f->predict(next);
    for (size_t i = 0; i < points.size(); ++i) {
        const double ds = next.ds[i], truth = 200 + 0.05 * (ds - first_day) + 10 * std::sin(2 * std::numbers::pi * ds / 7) +
                                              25 * std::cos(2 * std::numbers::pi * ds / 365.25);
        EXPECT_NEAR(points[i].yhat, truth, 3) << i;
    }
}

TEST(Prophet, PartsSumToTheCurveInEveryMode) {
    Series s = daily(800, 3, 2);
    std::vector<double> price, weekday;
    Random random(5);
    for (const double ds : s.ds) {
        price.push_back(10 + random.normal());
        weekday.push_back(std::fmod(ds, 7) < 5 ? 1 : 0);
    }
    s.regressors = {{"price", price}, {"weekday", weekday}};
    for (int mode = 0; mode < 6; ++mode) {
        Spec spec;
        spec.multiplicative = mode % 2 == 1;
        spec.regressors = {{"price", 10, {}, 0, {}}};
        spec.events = {{"Launch", {first_day + 100, first_day + 500, first_day + 810}, -1, 1, {}}};
        spec.seasonalities = {{"working", 7, 2, 10, {}, "weekday"}};
        if (mode / 2 == 1) {
            spec.growth = Growth::logistic;
            spec.cap = 400;
        }
        if (mode / 2 == 2) spec.non_negative = true;
        const auto f = fit(s, spec);
        Future next{days_from(first_day + 790, 60), {}};
        next.regressors = {{"price", std::vector<double>(60, 9.0)}, {"weekday", std::vector<double>(60, 1.0)}};
        EXPECT_LT(worst_sum(*f, next), 1e-9) << mode;
        const auto both = fit(s, spec, prophet_ets());
        EXPECT_LT(worst_sum(*both, next), 1e-9) << mode;
    }
}

// The objective is convex in everything but sigma, and sigma has its closed form: the fit must not depend on anything but data.
TEST(Prophet, RegressorsAreFoundAndTheirSignIsKept) {
    Series s = daily(500, 1, 3);
    Random random(8);
    std::vector<double> helps, hurts;
    for (size_t i = 0; i < s.y.size(); ++i) {
        helps.push_back(random.uniform(0, 10));
        hurts.push_back(random.uniform(0, 10));
        s.y[i] += 3 * helps.back() - 2 * hurts.back();
    }
    s.regressors = {{"helps", helps}, {"hurts", hurts}};
    Spec spec;
    spec.regressors = {{"helps", 10, {}, 1, {}}, {"hurts", 10, {}, 1, {}}};
    const auto f = fit(s, spec);
    const auto parts = f->components(nullptr);
    EXPECT_NEAR(part(parts, "helps").values[0] - part(parts, "helps").values[1], 3 * (helps[0] - helps[1]), 0.3);
    EXPECT_EQ(part(parts, "hurts").values[0], 0.0); // it may not be negative, so it is nothing
    spec.regressors[1].sign = 0;
    const auto both = fit(s, spec);
    const auto open = both->components(nullptr);
    EXPECT_NEAR(part(open, "hurts").values[0] - part(open, "hurts").values[1], -2 * (hurts[0] - hurts[1]), 0.3);
}

TEST(Prophet, EventsHaveEffectsWithIntervalsThatHoldTheTruth) {
    Series s = daily(900, 2, 4);
    Event sale{"Sale", {}, 0, 1, {}};
    for (int i = 50; i < 1000; i += 90) sale.days.push_back(first_day + i);
    for (const double d : sale.days)
        if (d - first_day + 1 < 900) {
            s.y[static_cast<size_t>(d - first_day)] += 40;
            s.y[static_cast<size_t>(d - first_day) + 1] += 15;
        }
    Spec spec;
    spec.events = {sale};
    spec.interval = 0.95;
    const auto f = fit(s, spec);
    const auto effects = prophet_reading(*f)->event_effects();
    ASSERT_EQ(effects.size(), 2u);
    EXPECT_EQ(effects[0].name, "Sale");
    EXPECT_EQ(effects[0].occurrences, 10);
    EXPECT_LT(effects[0].lower, 40);
    EXPECT_GT(effects[0].upper, 40);
    EXPECT_LT(effects[0].upper - effects[0].lower, 6);
    EXPECT_EQ(effects[1].name, "Sale +1");
    EXPECT_NEAR(effects[1].effect, 15, 3);
    // Two occurrences lie ahead of the first hundred days of the future.
    const Future next{days_from(first_day + 950, 1), {}};
    EXPECT_NEAR(part(f->components(&next), "holidays").values[0], 40, 3);
}

TEST(Prophet, EventsOfAMonthlySeriesBelongToTheirMonth) {
    Series s;
    Event easter_days{"Easter", {}, 0, 0, {}};
    for (int year = 2008; year < 2020; ++year)
        for (unsigned month = 1; month <= 12; ++month) {
            s.ds.push_back(from_civil({year, month, 1}).days);
            const bool easter_month = (year * 7) % 2 == 0 ? month == 4 : month == 3;
            if (easter_month) easter_days.days.push_back(from_civil({year, month, 17}).days);
            s.y.push_back(100 + month + (easter_month ? 30 : 0));
        }
    Spec spec;
    spec.events = {easter_days};
    const auto effects = prophet_reading(*fit(s, spec))->event_effects();
    ASSERT_EQ(effects.size(), 1u);
    EXPECT_NEAR(effects[0].effect, 30, 2);
}

TEST(Prophet, AChangeOfSlopeIsFoundWhereItIs) {
    Series s;
    Random random(9);
    for (int i = 0; i < 600; ++i) {
        s.ds.push_back(first_day + i);
        s.y.push_back(100 + (i < 240 ? i * 0.5 : 120 + (i - 240) * 0.1) + random.normal());
    }
    const auto f = fit(s);
    double before = 0, after = 0;
    const auto changes = prophet_reading(*f)->change_points();
    ASSERT_FALSE(changes.empty());
    before = changes.front().before;
    after = changes.back().after;
    EXPECT_NEAR(before, 0.5, 0.03);
    EXPECT_NEAR(after, 0.1, 0.03);
    const auto largest = std::max_element(changes.begin(), changes.end(), [](const ChangePoint& a, const ChangePoint& b) {
        return std::abs(a.after - a.before) < std::abs(b.after - b.before);
    });
    EXPECT_NEAR(largest->ds, first_day + 240, 30);
}

TEST(Prophet, ASeriesThatCannotBeNegativeIsForecastAboveZero) {
    Series s;
    Random random(3);
    for (int i = 0; i < 400; ++i) {
        s.ds.push_back(first_day + i);
        s.y.push_back(static_cast<double>(random.poisson(std::max(0.3, 20 - 0.05 * i))));
    }
    const Future next{days_from(first_day + 400, 200), {}};
    Spec spec;
    double lowest = 1;
    for (const auto& p : fit(s, spec)->predict(next)) lowest = std::min(lowest, p.yhat);
    EXPECT_LT(lowest, 0); // what the straight line says
    spec.non_negative = true;
    for (const Forecaster* method : {&prophet(), &prophet_ets()})
        for (const auto& p : fit(s, spec, *method)->predict(next)) {
            EXPECT_GT(p.yhat, 0);
            EXPECT_GE(p.lower, 0);
            EXPECT_LE(p.lower, p.yhat);
            EXPECT_GE(p.upper, p.yhat);
        }
}

TEST(Prophet, MissingDaysChangeLittle) {
    const Series whole = daily(700, 2, 6);
    Series holed;
    Random random(1);
    for (size_t i = 0; i < whole.ds.size(); ++i) {
        if (random.uniform() < 0.3 || (i > 200 && i < 260)) continue;
        holed.ds.push_back(whole.ds[i]);
        holed.y.push_back(i % 50 == 0 ? std::nan("") : whole.y[i]);
    }
    const Future next{days_from(first_day + 700, 30), {}};
    const auto a = fit(whole)->predict(next), b = fit(holed)->predict(next);
    for (size_t i = 0; i < a.size(); ++i) EXPECT_NEAR(a[i].yhat, b[i].yhat, 3);
}

TEST(Prophet, ShortAndConstantSeriesHaveAnAnswer) {
    const Future next{days_from(first_day + 2, 5), {}};
    const auto two = fit({{first_day, first_day + 1}, {3, 4}, {}})->predict(next);
    EXPECT_TRUE(std::isfinite(two[4].yhat));
    const auto flat = fit({days_from(first_day, 60), std::vector<double>(60, 7.0), {}})->predict(next);
    for (const auto& p : flat) EXPECT_NEAR(p.yhat, 7, 1e-9);
    const auto zero = fit({days_from(first_day, 60), std::vector<double>(60, 0.0), {}})->predict(next);
    for (const auto& p : zero) EXPECT_NEAR(p.yhat, 0, 1e-9);
    try {
        fit({{first_day}, {3}, {}});
        FAIL();
    } catch (const Error& e) {
        EXPECT_EQ(e.code(), ErrorCode::too_little_data);
    }
}

TEST(Prophet, NegativeValuesUnderACapFallBackToALine) {
    Series s = daily(200, 1, 2);
    s.y[50] = -20;
    Spec spec;
    spec.growth = Growth::logistic;
    spec.cap = 400;
    EXPECT_FALSE(fit(s, spec)->fell_back().empty());
    s.y[50] = 20;
    EXPECT_TRUE(fit(s, spec)->fell_back().empty());
}

TEST(Prophet, LogisticGrowthStaysBelowItsCap) {
    Series s;
    Random random(2);
    for (int i = 0; i < 500; ++i) {
        s.ds.push_back(first_day + i);
        s.y.push_back(100 / (1 + std::exp(-0.015 * (i - 200))) + 0.5 * random.normal());
    }
    Spec spec;
    spec.growth = Growth::logistic;
    spec.cap = 100;
    spec.yearly = Switch::off;
    const Future next{days_from(first_day + 1500, 3), {}};
    const auto f = fit(s, spec);
    const auto far = f->predict(next);
    EXPECT_NEAR(far[0].yhat, 100, 2);
    EXPECT_LE(part(f->components(&next), "trend").values[0], 100);
}

TEST(Prophet, ARegressorWithoutFutureValuesIsAnError) {
    Series s = daily(100, 1, 2);
    s.regressors["spend"] = std::vector<double>(100, 1.0);
    s.regressors["spend"][3] = 2;
    Spec spec;
    spec.regressors = {{"spend", 10, {}, 0, {}}};
    const auto f = fit(s, spec);
    try {
        (void)f->predict({days_from(first_day + 100, 3), {{"spend", {1, std::nan(""), 1}}}});
        FAIL();
    } catch (const Error& e) {
        EXPECT_EQ(e.code(), ErrorCode::regressor_missing);
        EXPECT_EQ(e.facts().at("count"), "1");
    }
}

// 200,000 draws of the process itself: Poisson many changes, uniform moments, Laplace sizes, normal noise.
TEST(TrendWalk, QuantilesAreThoseOfDraws) {
    struct Setting {
        double rate, size, ahead, factor, sigma;
    };
    for (const Setting& c : {Setting{25, 0.05, 0.1, 1, 0.03}, Setting{25, 0.2, 0.3, 1.2, 0.02}, Setting{25, 0.3, 1, 0.8, 0.1},
                             Setting{5, 1, 0.2, 1, 0.05}}) {
        Random random(7);
        std::vector<double> drawn(200000);
        for (double& d : drawn) {
            d = 0;
            const int64_t many = random.poisson(c.rate * c.ahead);
            for (int64_t i = 0; i < many; ++i) {
                const double at = c.ahead * random.uniform(), u = random.uniform() - 0.5;
                d += (u < 0 ? 1 : -1) * c.size * std::log1p(-2 * std::abs(u)) * (c.ahead - at);
            }
            d = c.factor * d + c.sigma * random.normal();
        }
        std::sort(drawn.begin(), drawn.end());
        for (const double p : {0.9, 0.975}) {
            const double of_draws = drawn[static_cast<size_t>(p * 200000)];
            const double closed = walk_quantile({c.rate, c.size}, c.ahead, c.factor, c.sigma, p);
            EXPECT_NEAR(closed, of_draws, 0.02 * of_draws) << c.ahead << " " << p;
        }
    }
}

TEST(Prophet, PathsHaveTheBoundsOfTheForecast) {
    const auto f = fit(daily(800, 4, 12));
    const Future next{days_from(first_day + 800, 120), {}};
    const auto points = f->predict(next);
    const auto paths = prophet_reading(*f)->paths(next, 4000, 3);
    EXPECT_EQ(paths, prophet_reading(*f)->paths(next, 4000, 3));
    size_t inside = 0;
    for (const auto& path : paths) inside += path[119] >= points[119].lower && path[119] <= points[119].upper;
    EXPECT_NEAR(static_cast<double>(inside) / 4000, 0.8, 0.025);
}

TEST(LookForYear, SwitchesASmoothSeasonOnJustShortOfTwoYears) {
    Spec spec;
    look_for_year(daily(690, 1, 1), spec);
    EXPECT_EQ(spec.yearly, Switch::on);
    EXPECT_EQ(spec.yearly_order, 5);
    for (const int n : {300, 900}) {
        Spec other;
        look_for_year(daily(n, 1, 1), other);
        EXPECT_EQ(other.yearly, Switch::automatic) << n;
    }
    Spec off;
    off.yearly = Switch::off;
    look_for_year(daily(690, 1, 1), off);
    EXPECT_EQ(off.yearly, Switch::off);
}

TEST(ProphetEts, FollowsALevelThatJumped) {
    Series s = daily(500, 2, 3, 0);
    for (size_t i = 470; i < s.y.size(); ++i) s.y[i] += 60;
    const Future next{days_from(first_day + 500, 7), {}};
    const double truth = 260;
    double plain = 0, corrected = 0;
    const auto a = fit(s)->predict(next), b = fit(s, {}, prophet_ets())->predict(next);
    for (size_t i = 0; i < 7; ++i) {
        plain += std::abs(a[i].yhat - truth) / 7;
        corrected += std::abs(b[i].yhat - truth) / 7;
    }
    EXPECT_LT(corrected, plain);
}

} // namespace plumbline::forecast
