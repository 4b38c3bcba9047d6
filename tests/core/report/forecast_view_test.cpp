// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "core/report/forecast.h"
#include "core/report/forecast_parts.h"

#include <gtest/gtest.h>

#include "tests/core/metrics/world.h"

namespace plumbline::testing {

namespace {

using report::ForecastRequest;
using report::ForecastView;

/// 2 years of days up to Sunday 15 November 2026 with a week, a trend and no noise to speak of.
World two_years() {
    std::vector<Row> rows;
    const Date first = from_civil({2024, 11, 18}), last = from_civil({2026, 11, 17});
    for (Date at = first; at <= last; at = at + 1) {
        const int i = at - first;
        for (const char* channel : {"Search", "Social"}) {
            const double revenue = 500 + 0.2 * i + (iso_weekday(at) > 5 ? -100 : 40) + (i * 37 % 11);
            rows.push_back({at, {channel}, {10000, static_cast<int64_t>(revenue * 100)}});
        }
    }
    return World({{"channel", "dimension", "channel"}},
                 {{"cost", "cost", FieldType::decimal, 2}, {"revenue", "revenue", FieldType::decimal, 2}}, std::move(rows));
}

ForecastView view(const World& world, ForecastRequest request = {}) {
    NoProgress progress;
    return report::build_forecast({&world.info, world.engine.get(), world.cube.get()}, request, progress);
}

} // namespace

TEST(ForecastView, SaysWhatTheNextWeeksBring) {
    const World world = two_years();
    const ForecastView v = view(world);
    ASSERT_TRUE(v.possible);
    EXPECT_TRUE(v.title.starts_with("The next 8 weeks should bring revenue of")) << v.title;
    EXPECT_NE(v.title.find("more than last year"), std::string::npos) << v.title;
    EXPECT_TRUE(v.caption.starts_with("16 Nov 2026 to 10 Jan 2027. Eight times in ten the sum lies between")) << v.caption;
    ASSERT_EQ(v.steps.rows.size(), 8u);
    EXPECT_EQ(v.steps.rows[0][0].text, "W47");
    double sum = 0, widths = 0;
    for (const auto& row : v.steps.rows) {
        sum += *row[2].value;
        widths += *row[3].value;
    }
    EXPECT_NEAR(sum, *v.sum, 1e-6 * sum);
    EXPECT_LE(*v.sum_upper - *v.sum_lower, widths); // misses partly cancel
    // By hand: 14 values a week of about 500 + 0.2 * 730 + 0, so near 9,000 + 5 for the drift a week.
    EXPECT_NEAR(*v.sum / 8, 14 * (500 + 0.2 * 758 + 5), 250);
    EXPECT_EQ(v.cards.size(), 4u);
    EXPECT_FALSE(v.target_chance);
    EXPECT_FALSE(v.methods.rows.empty());
    EXPECT_FALSE(v.reasons.empty());
    for (const ChartSpec* chart : {&v.series, &v.horizon}) EXPECT_NO_THROW(validate(*chart)) << chart->id;
    for (const ChartSpec& part : v.parts) EXPECT_NO_THROW(validate(part));
}

TEST(ForecastView, ShowsTheOpenWeekApartAndStartsTheForecastWithIt) {
    const World world = two_years();
    const ForecastView v = view(world);
    const auto actual = std::find_if(v.series.series.begin(), v.series.series.end(),
                                     [](const ChartSeries& s) { return s.role == SeriesRole::actual; });
    ASSERT_NE(actual, v.series.series.end());
    EXPECT_TRUE(actual->points.back().partial); // Monday and Tuesday of W47
    EXPECT_EQ(actual->points.back().x, from_civil({2026, 11, 16}).days);
    EXPECT_EQ(v.record.points.front().ds, from_civil({2026, 11, 16}).days);
    EXPECT_EQ(v.record.last, from_civil({2026, 11, 9}).days);
}

TEST(ForecastView, TheChanceOfATargetIsHighWhereItIsEasyAndLowWhereItIsNot) {
    const World world = two_years();
    metrics::Target target;
    target.metric = "revenue";
    target.days = {from_civil({2026, 11, 16}), from_civil({2026, 12, 13})};
    ForecastRequest request;
    const double expected = *view(world).sum / 8 * 4;
    double last = 1;
    for (const double share : {0.8, 1.0, 1.2}) {
        target.value = expected * share;
        request.targets = {target};
        const ForecastView v = view(world, request);
        ASSERT_TRUE(v.target_chance);
        EXPECT_LE(*v.target_chance, last);
        last = *v.target_chance;
        if (share < 1) {
            EXPECT_GT(*v.target_chance, 0.95);
        }
    }
    EXPECT_LT(last, 0.05);
}

TEST(ForecastView, SaysWhatChangedAndHowTheLastOneDid) {
    const World world = two_years();
    forecast::Kept before = view(world).record;
    before.created = "2026-11-02T08:00:00Z";
    before.last = from_civil({2026, 10, 26}).days;
    before.points.insert(before.points.begin(), {static_cast<double>(from_civil({2026, 11, 9}).days), 5000, 4000, 6000});
    for (forecast::ForecastPoint& p : before.points) p.yhat /= 1.1;
    ForecastRequest request;
    request.kept = {before};
    const ForecastView v = view(world, request);
    ASSERT_GE(v.reasons.size(), 2u);
    EXPECT_EQ(v.reasons[0], "Since the forecast of 2 Nov 2026, what is expected for the same periods rose by 10.0%.");
    EXPECT_TRUE(v.reasons[1].starts_with("Of the forecast of 2 Nov 2026, 0 of 1 values that came since lie within"))
        << v.reasons[1];
    ASSERT_EQ(v.realised.size(), 1u);
    EXPECT_EQ(v.realised[0].realised->steps, 1);
}

TEST(ForecastView, PartsOfABreakdownAddUpToTheTitle) {
    const World world = two_years();
    ForecastRequest request;
    request.breakdown = "channel";
    const ForecastView v = view(world, request);
    ASSERT_EQ(v.breakdown.rows.size(), 2u);
    double sum = 0;
    for (const auto& row : v.breakdown.rows) sum += *row[1].value;
    EXPECT_NEAR(sum, *v.sum, 1e-6 * sum);
    // The components still sum to the forecast that the parts have moved.
    double steps = 0;
    for (const auto& row : v.steps.rows) steps += *row[2].value;
    EXPECT_NEAR(steps, *v.sum, 1e-6 * sum);
}

TEST(ForecastView, TellsAFindingInTheHistoryAndTheForecastAfterItsRemedy) {
    const World world = two_years();
    audit::Finding finding;
    finding.check = "revenue_surge";
    finding.column = "revenue";
    finding.severity = audit::Severity::warning;
    finding.days = DateRange{from_civil({2026, 11, 2}), from_civil({2026, 11, 8})};
    // The auditor says that this week should have been a third lower.
    for (Date at = finding.days->from; at <= finding.days->to; at = at + 1) finding.series.push_back({at, 1300.0, 870.0, {}, {}});
    ForecastRequest request;
    const double before = *view(world, request).sum;
    request.findings = {finding};
    const ForecastView v = view(world, request);
    EXPECT_NEAR(*v.sum, before, 1e-6 * before) << "a finding that nobody decided changed the forecast";
    ASSERT_GE(v.reasons.size(), 2u);
    EXPECT_TRUE(v.reasons[0].starts_with("The auditor holds open: ")) << v.reasons[0];
    EXPECT_TRUE(v.reasons[1].starts_with("With what was expected in the place")) << v.reasons[1];
    ASSERT_FALSE(v.series.annotations.empty());
    EXPECT_EQ(v.series.annotations[0].x, from_civil({2026, 11, 2}).days);
    // One that concerns another column is not told here.
    request.findings[0].column = "cost";
    for (const std::string& reason : view(world, request).reasons) EXPECT_FALSE(reason.starts_with("The auditor")) << reason;
}

TEST(ForecastView, AWeekInTheWrongUnitThatTheAuditorBlocksIsNotLearntFrom) {
    const World clean = two_years();
    const double truth = *view(clean).sum;
    const DateRange wrong{from_civil({2026, 9, 7}), from_civil({2026, 9, 13})};
    std::vector<Row> rows = clean.rows;
    for (Row& r : rows)
        if (wrong.contains(r.day)) *r.measures[1] *= 1000;
    const World world(clean.dimensions, clean.measures, std::move(rows));
    audit::Finding finding;
    finding.check = "unit_change";
    finding.column = "revenue";
    finding.severity = audit::Severity::blocker;
    finding.days = wrong;
    ForecastRequest request;
    request.findings = {finding};
    const ForecastView v = view(world, request);
    EXPECT_NEAR(*v.sum, truth, 0.03 * truth);
    ASSERT_GE(v.reasons.size(), 2u);
    EXPECT_TRUE(v.reasons[0].starts_with("The period of 7 Sept 2026 was left out") ||
                v.reasons[0].starts_with("The period of 7 Sep 2026 was left out"))
        << v.reasons[0];
    EXPECT_TRUE(v.reasons[1].starts_with("With these values the forecast would")) << v.reasons[1];
    ASSERT_FALSE(v.series.annotations.empty());
    EXPECT_EQ(v.series.annotations[0].x, wrong.from.days);
    // Its parts leave it out too.
    request.breakdown = "channel";
    EXPECT_NEAR(*view(world, request).sum, truth, 0.03 * truth);
    // Whoever wants to learn from it is told what stands against it.
    request.breakdown.clear();
    request.leave_out = false;
    const ForecastView with = view(world, request);
    EXPECT_TRUE(with.reasons[0].starts_with("The auditor holds open: ")) << with.reasons[0];
    // What covers most of the history cannot be left out.
    request.leave_out = true;
    request.findings[0].days = DateRange{from_civil({2025, 3, 1}), from_civil({2026, 11, 8})};
    bool told = false;
    for (const std::string& reason : view(world, request).reasons)
        told = told || reason.find("could not be left out") != std::string::npos;
    EXPECT_TRUE(told);
}

TEST(ForecastView, AMonthlyExportIsForecastByMonth) {
    std::vector<Row> rows;
    for (int month = 0; month < 60; ++month) {
        const Date at = add_periods(from_civil({2021, 12, 1}), Grain::month, month);
        rows.push_back({at, {"Search"}, {100, 1000000 + 10000 * month + (month % 12 == 10 ? 300000 : 0)}});
    }
    const World world({{"channel", "dimension", "channel"}},
                      {{"cost", "cost", FieldType::decimal, 2}, {"revenue", "revenue", FieldType::decimal, 2}}, std::move(rows));
    const ForecastView v = view(world);
    EXPECT_EQ(v.grain, Grain::month);
    EXPECT_EQ(v.steps.rows.size(), 6u);
    EXPECT_NE(v.title.find("6 months"), std::string::npos) << v.title;
    // The row of 1 November 2026 is the month of November.
    EXPECT_EQ(v.record.last, from_civil({2026, 11, 1}).days);
    EXPECT_EQ(v.record.points.front().ds, from_civil({2026, 12, 1}).days);
}

TEST(ForecastView, ShowsTheTrialsOfASearchAndGoesOnWithIt) {
    const World world = two_years();
    ForecastRequest request;
    request.model = "prophet";
    EXPECT_TRUE(view(world, request).tuning.series.empty());
    std::string study;
    request.tune = 3;
    request.keep_study = [&](const std::string& text) { study = text; };
    const ForecastView first = view(world, request);
    EXPECT_EQ(first.trials, 3);
    ASSERT_EQ(first.tuning.series.size(), 2u);
    EXPECT_EQ(first.tuning.series[0].points.size(), 3u);
    EXPECT_NO_THROW(validate(first.tuning));
    request.tune = 5;
    request.study = study;
    const ForecastView second = view(world, request);
    EXPECT_EQ(second.trials, 5);
    for (size_t i = 0; i < 3; ++i) EXPECT_EQ(second.tuning.series[0].points[i].y, first.tuning.series[0].points[i].y);
    // The best so far never rises.
    const auto& best = second.tuning.series[1].points;
    for (size_t i = 1; i < best.size(); ++i) EXPECT_LE(*best[i].y, *best[i - 1].y);
    EXPECT_FALSE(second.tuning.title.empty());
}

TEST(ForecastView, SpeaksFrench) {
    const World world = two_years();
    ForecastRequest request;
    request.language = Language::fr;
    request.grain = Grain::month;
    const ForecastView v = view(world, request);
    EXPECT_NE(v.title.find("sur 6 mois"), std::string::npos) << v.title;
    EXPECT_TRUE(v.caption.find("Huit fois sur dix") != std::string::npos) << v.caption;
}

// Equal sds and no correlation: sqrt(n); full correlation: n.
TEST(Total, HasAnIntervalBetweenIndependentAndTogether) {
    std::vector<forecast::ForecastPoint> points(4, {0, 10, 10 - 1.2815515655446004, 10 + 1.2815515655446004});
    const std::vector<double> all(4, 1.0);
    EXPECT_NEAR(report::total_of(points, all, 0.8, 0, true).sd, 2, 1e-9);
    EXPECT_NEAR(report::total_of(points, all, 0.8, 1, true).sd, 4, 1e-9);
    EXPECT_NEAR(report::total_of(points, all, 0.8, 0.5, true).sd, std::sqrt(4 + 2 * (3 * 0.5 + 2 * 0.25 + 0.125)), 1e-9);
    EXPECT_NEAR(report::total_of(points, all, 0.8, 0, false).value, 10, 1e-9);
}

} // namespace plumbline::testing
