// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <chrono>

#include "core/base/random.h"
#include "core/pulse/check.h"
#include "core/pulse/pacing.h"
#include "tests/core/metrics/world.h"

namespace plumbline::testing {
namespace {

using pulse::Verdict;

const Date friday = day("2026-11-20");

/// 120 days up to a Friday; weekends sell half of a working day.
std::vector<std::optional<double>> series(Random& random, double noise) {
    std::vector<std::optional<double>> out;
    for (int k = 119; k >= 0; --k) {
        const double base = iso_weekday(friday - k) >= 6 ? 500 : 1000;
        out.emplace_back(base * (1 + noise * random.normal()));
    }
    return out;
}

TEST(PulseCheck, KnowsTheWeekday) {
    Random random(1);
    auto v = series(random, 0.02);
    v.back() = 1000;
    EXPECT_EQ(pulse::judge(v, friday, true).verdict, Verdict::usual);
    v.back() = 500; // usual for a Sunday, not for a Friday
    EXPECT_EQ(pulse::judge(v, friday, true).verdict, Verdict::low);
    v.back() = 1400;
    EXPECT_EQ(pulse::judge(v, friday, true).verdict, Verdict::high);
}

TEST(PulseCheck, CallsFewOrdinaryDaysUnusual) {
    Random random(7);
    int odd = 0;
    constexpr int runs = 2000;
    for (int i = 0; i < runs; ++i) {
        const auto j = pulse::judge(series(random, 0.05), friday, true);
        odd += j.verdict != Verdict::usual;
    }
    EXPECT_LT(odd, runs / 50); // 3 robust deviations: 0.3% for a known normal, some more for an estimated one
}

TEST(PulseCheck, FindsADayThatIsAThirdShort) {
    Random random(9);
    int found = 0;
    constexpr int runs = 500;
    for (int i = 0; i < runs; ++i) {
        auto v = series(random, 0.05);
        v.back() = *v.back() * 0.67;
        found += pulse::judge(v, friday, true).verdict == Verdict::low;
    }
    EXPECT_GT(found, runs * 9 / 10);
}

TEST(PulseCheck, SaysNothingOfAShortHistoryOrOfNoData) {
    std::vector<std::optional<double>> v(20, 100.0);
    EXPECT_EQ(pulse::judge(v, friday, true).verdict, Verdict::unknown);
    Random random(3);
    auto whole = series(random, 0.02);
    whole.back().reset();
    const auto j = pulse::judge(whole, friday, true);
    EXPECT_EQ(j.verdict, Verdict::no_data);
    EXPECT_TRUE(j.expected.has_value());
    EXPECT_EQ(pulse::judge({}, friday, true).verdict, Verdict::unknown);
}

World days(int n, int64_t each = 100) {
    std::vector<Row> rows;
    for (int k = n - 1; k >= 0; --k)
        rows.push_back({friday - k, {"Search", "Romandie", "Brand"}, {each, each, each, each * 100, each * 1000}});
    return small_world(std::move(rows));
}

TEST(PulseCheck, AnswersThirtyMetricsInWellUnderASecond) {
    const World world = days(365);
    std::vector<pulse::Watch> watches;
    for (int i = 0; i < 30; ++i) watches.push_back({i % 2 ? "revenue" : "roas", {}});
    const metrics::Context context{&world.info, world.engine.get(), world.cube.get()};
    double best = 1e9;
    for (int i = 0; i < 3; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        EXPECT_EQ(pulse::check(context, watches).size(), 30u);
        best = std::min(best, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    }
    EXPECT_LT(best, 300);
}

TEST(PulseCheck, SpeaksBothLanguages) {
    const World world = days(200);
    const auto checks = pulse::check({&world.info, world.engine.get(), world.cube.get()}, {{"revenue", {}}});
    ASSERT_EQ(checks.size(), 1u);
    EXPECT_EQ(checks[0].verdict, Verdict::usual);
    EXPECT_NE(pulse::sentence(checks[0], NumberStyle::of(Language::en)).find("Fridays"), std::string::npos);
    EXPECT_NE(pulse::sentence(checks[0], NumberStyle::of(Language::fr)).find("vendredis"), std::string::npos);
}

TEST(Pacing, SpreadsATargetByTheWeekdays) {
    // Monday to Friday sell twice as much as the weekend: 5 x 2 + 2 x 1 = 12 parts a week.
    std::vector<Date> at;
    std::vector<double> sums;
    for (Date d = day("2026-09-28"); d <= day("2026-11-08"); d = d + 1) {
        at.push_back(d);
        sums.push_back(iso_weekday(d) >= 6 ? 50 : 100);
    }
    const auto p = pulse::weekday_pattern(at, sums);
    EXPECT_NEAR(p[0], 7 * 2.0 / 12, 1e-12);
    EXPECT_NEAR(p[6], 7 * 1.0 / 12, 1e-12);
    const DateRange week{day("2026-11-09"), day("2026-11-15")};
    EXPECT_NEAR(pulse::weight_share(p, {week.from, week.from + 4}, week), 10.0 / 12, 1e-12);
}

TEST(Pacing, IsEvenWhereThePatternCannotBeTold) {
    const auto p = pulse::weekday_pattern({friday}, {100});
    for (const double w : p) EXPECT_EQ(w, 1);
}

TEST(Pacing, SaysWhatIsNeededPerDay) {
    const World world = days(200); // revenue of 1,000 francs a day
    const metrics::Context context{&world.info, world.engine.get(), world.cube.get()};
    metrics::Target t{.metric = "revenue", .days = {day("2026-11-01"), day("2026-11-30")}, .value = 40'000};
    const auto p = pulse::pace_of(context, t, friday);
    EXPECT_DOUBLE_EQ(*p.actual, 20 * 1000.0);
    EXPECT_NEAR(p.expected, 40'000 * 20 / 30.0, 1e-6); // every day sells the same
    EXPECT_EQ(p.days_left, 10);
    EXPECT_DOUBLE_EQ(*p.needed_per_day, 2000);
    EXPECT_DOUBLE_EQ(*p.recent_per_day, 1000);
    EXPECT_EQ(p.curve_actual.size(), 20u);
    EXPECT_NEAR(p.curve_expected.back(), 40'000, 1e-6);
}

TEST(Pacing, OfATargetThatHasNotBegunHasNoActual) {
    const World world = days(60);
    const metrics::Context context{&world.info, world.engine.get(), world.cube.get()};
    const auto p =
        pulse::pace_of(context, {.metric = "revenue", .days = {day("2026-12-01"), day("2026-12-31")}, .value = 1000}, friday);
    EXPECT_FALSE(p.actual.has_value());
    EXPECT_FALSE(p.share.has_value());
    EXPECT_EQ(p.days_left, 31);
}

TEST(Pacing, TellsContradictionsFromSeveralTargets) {
    const World world = days(60);
    metrics::Target a{.metric = "revenue", .days = {day("2026-11-01"), day("2026-11-30")}, .value = 1000}, b = a;
    EXPECT_FALSE(pulse::contradict(world.info, a, b));
    b.value = 2000;
    EXPECT_TRUE(pulse::contradict(world.info, a, b));
    b.where = {{"channel", {"Search"}}};
    EXPECT_FALSE(pulse::contradict(world.info, a, b));
}

} // namespace
} // namespace plumbline::testing
