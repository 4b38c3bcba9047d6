// SPDX-License-Identifier: GPL-3.0-or-later
#include <QChart>
#include <QLineSeries>
#include <gtest/gtest.h>
#include <map>
#include <memory>

#include "ui/charts/chart_layout.h"
#include "ui/charts/chart_marks.h"
#include "ui/charts/chart_text.h"

namespace plumbline::ui {
namespace {

ChartStyle style() { return ChartStyle::paper(lightTokens(), NumberStyle::of(Language::en, "CHF")); }

/// Weeks from W34 of 2026 with the given values; an empty one is a gap.
ChartSpec weekly(std::vector<std::optional<double>> values, bool lastPartial = false) {
    ChartSpec spec;
    spec.id = "t";
    spec.title = "T";
    spec.x = {AxisKind::calendar, Grain::week, {}, "", 1, false};
    spec.y = {AxisKind::linear, Grain::day, {}, "currency", 1000, false};
    ChartSeries s{"2026", SeriesRole::actual, Mark::line, -1, {}, "end"};
    const Date start = from_iso_week({2026, 34});
    for (size_t i = 0; i < values.size(); ++i)
        s.points.push_back({static_cast<double>((start + 7 * static_cast<int>(i)).days),
                            values[i],
                            {},
                            {},
                            lastPartial && i + 1 == values.size(),
                            lastPartial && i + 1 == values.size() ? "W38 partial, 5 of 7 days" : ""});
    spec.series = {s};
    return spec;
}

int lineSeries(const QChart& chart) {
    int n = 0;
    for (auto* s : chart.series()) n += qobject_cast<QLineSeries*>(s) != nullptr;
    return n;
}

TEST(Segments, SplitAtMissingValues) {
    const ChartSpec spec = weekly({1e5, 2e5, std::nullopt, 3e5, 4e5, std::nullopt, 5e5});
    const auto segments = segmentsOf(spec.series[0], layOut(spec, {600, 200}, style()));
    ASSERT_EQ(segments.size(), 3U);
    EXPECT_EQ(segments[0].points.size(), 2U);
    EXPECT_EQ(segments[1].points.size(), 2U);
    EXPECT_EQ(segments[2].points.size(), 1U);
}

/// From 750 to 740 by two steps.
ChartSpec waterfall() {
    ChartSpec spec;
    spec.id = "w";
    spec.title = "T";
    spec.x = {AxisKind::category, Grain::day, {"Before", "Social · Suisse romande", "Everything else", "After"}, "", 1, false};
    spec.y = {AxisKind::linear, Grain::day, {}, "currency", 1000, false};
    const auto at = [](double x, double low, double high, double y) { return ChartPoint{x, y, low, high, false, {}}; };
    spec.series = {{"Level", SeriesRole::actual, Mark::bar, -1, {at(0, 750e3, 750e3, 750e3), at(3, 740e3, 740e3, 740e3)}, {}},
                   {"Down", SeriesRole::loss, Mark::bar, -1, {at(1, 730e3, 750e3, -20e3)}, {}},
                   {"Up", SeriesRole::gain, Mark::bar, -1, {at(2, 730e3, 740e3, 10e3)}, {}}};
    return spec;
}

TEST(Waterfall, StandsOnAnAxisNearItsLevelsAndWritesItsStepsWithTheirSign) {
    const ChartSpec spec = waterfall();
    const ChartLayout layout = layOut(spec, {640, 280}, style());
    EXPECT_GT(layout.yLow, 600e3);
    EXPECT_LE(layout.yLow, 730e3);
    EXPECT_GE(layout.yHigh, 750e3);
    QStringList texts;
    for (const ChartText& t : layout.texts) texts << t.text;
    EXPECT_TRUE(texts.contains(QStringLiteral("750.0"))) << texts.join(' ').toStdString();
    EXPECT_TRUE(texts.contains(QStringLiteral("+10.0")));
    EXPECT_TRUE(texts.contains(QStringLiteral("\u221220.0")));
    std::unique_ptr<QChart> chart(buildChart(spec, layout, style()));
    EXPECT_TRUE(chart->series().isEmpty()); // steps are painted, not stacked from zero
}

TEST(Waterfall, NamesBreakIntoTwoLinesBeforeTheyAreCut) {
    const ChartLayout layout = layOut(waterfall(), {420, 280}, style());
    QStringList texts;
    for (const ChartText& t : layout.texts) {
        texts << t.text;
        EXPECT_LE(t.rect.bottom(), 280) << t.text.toStdString();
    }
    EXPECT_TRUE(texts.contains(QStringLiteral("Social"))) << texts.join('|').toStdString();
    EXPECT_TRUE(texts.contains(QStringLiteral("Suisse romande"))) << texts.join('|').toStdString();
}

TEST(Chart, WithGapsDrawsSeparateLines) {
    const ChartSpec spec = weekly({1e5, 2e5, std::nullopt, 3e5, 4e5, std::nullopt, 5e5, 6e5});
    std::unique_ptr<QChart> chart(buildChart(spec, layOut(spec, {600, 200}, style()), style()));
    EXPECT_EQ(lineSeries(*chart), 3);
}

TEST(Chart, DrawsTheStepToAPartialPeriodDashed) {
    const ChartSpec spec = weekly({1e5, 2e5, 3e5, 2.5e5, 1e5}, true);
    std::unique_ptr<QChart> chart(buildChart(spec, layOut(spec, {600, 200}, style()), style()));
    ASSERT_EQ(lineSeries(*chart), 2);
    int dashed = 0;
    for (auto* s : chart->series()) dashed += qobject_cast<QLineSeries*>(s)->pen().style() == Qt::CustomDashLine;
    EXPECT_EQ(dashed, 1);
}

TEST(Chart, HasNoLegendAndNoBox) {
    const ChartSpec spec = weekly({1e5, 2e5});
    std::unique_ptr<QChart> chart(buildChart(spec, layOut(spec, {600, 200}, style()), style()));
    EXPECT_FALSE(chart->isBackgroundVisible());
    EXPECT_FALSE(chart->isPlotAreaBackgroundVisible());
}

TEST(Layout, HasFourToSixTicksWhereThereIsRoom) {
    for (double top : {130e3, 740e3, 999e3, 2.4e6, 17e6}) {
        const ChartLayout layout = layOut(weekly({top * 0.7, top * 0.8, top}), {700, 260}, style());
        EXPECT_GE(layout.ticks.size(), 4U) << top;
        EXPECT_LE(layout.ticks.size(), 6U) << top;
        EXPECT_LE(layout.yLow, top * 0.7);
        EXPECT_GE(layout.yHigh, top);
    }
}

TEST(Layout, BeginsWhereTheSubtitleSaysWhateverItsHeight) {
    for (double low : {560e3, 703e3, 91e3})
        for (double height : {110.0, 150.0, 200.0, 320.0, 600.0}) {
            const ChartLayout layout = layOut(weekly({low, low * 1.3, low * 1.42}), {700, height}, style());
            EXPECT_EQ(layout.yLow, nice_ticks(low, low * 1.42).front()) << low << " at " << height;
            EXPECT_LE(layout.ticks.size(), 6U);
        }
}

TEST(Layout, KeepsTextsInsideAndApart) {
    ChartSpec spec = weekly({620e3, 674e3, 676e3, 741e3, 582e3}, true);
    ChartSeries last = spec.series[0];
    last.name = "2025";
    last.role = SeriesRole::comparison;
    last.end_label.clear();
    last.points.pop_back();
    for (ChartPoint& p : last.points) *p.y -= 40e3;
    spec.series.insert(spec.series.begin(), last);
    spec.annotations = {{spec.series[1].points[2].x, "Winter catalogue"}};
    const QSizeF size(700, 240);
    const ChartLayout layout = layOut(spec, size, style());
    bool now = false, then = false, note = false;
    for (size_t i = 0; i < layout.texts.size(); ++i) {
        const ChartText& a = layout.texts[i];
        now = now || a.text == QLatin1String("2026");
        then = then || a.text == QLatin1String("2025");
        note = note || a.text == QLatin1String("5 of 7 days");
        EXPECT_GE(a.rect.left(), -0.5) << a.text.toStdString();
        EXPECT_LE(a.rect.right(), size.width() + 0.5) << a.text.toStdString();
        EXPECT_GE(a.rect.top(), -0.5) << a.text.toStdString();
        EXPECT_LE(a.rect.bottom(), size.height() + 0.5) << a.text.toStdString();
        for (size_t k = 0; k < i; ++k)
            EXPECT_FALSE(a.rect.adjusted(1, 1, -1, -1).intersects(layout.texts[k].rect.adjusted(1, 1, -1, -1)))
                << a.text.toStdString() << " over " << layout.texts[k].text.toStdString();
    }
    EXPECT_TRUE(now && then && note);
}

TEST(Layout, SpreadsNamesOfLinesThatEndTogether) {
    ChartSpec spec = weekly({1e5, 1e5});
    spec.series.clear();
    for (int i = 0; i < 5; ++i) {
        ChartSeries s = weekly({1e5, 1e5 + i}).series[0];
        s.role = SeriesRole::category;
        s.category_slot = i;
        s.name = "Channel " + std::to_string(i);
        s.end_label.clear();
        spec.series.push_back(s);
    }
    const ChartLayout layout = layOut(spec, {500, 220}, style());
    std::vector<QRectF> names;
    for (const ChartText& t : layout.texts)
        if (t.text.startsWith(QLatin1String("Channel"))) names.push_back(t.rect);
    ASSERT_EQ(names.size(), 5U);
    std::sort(names.begin(), names.end(), [](const QRectF& a, const QRectF& b) { return a.top() < b.top(); });
    for (size_t i = 1; i < names.size(); ++i) EXPECT_GE(names[i].top() - names[i - 1].top(), 11);
    EXPECT_LE(names.back().bottom(), 220);
}

TEST(Layout, LabelsWeeksTheLastWholeOneAndThePartialOne) {
    const ChartSpec spec = weekly({1e5, 1e5, 1e5, 1e5, 1e5}, true);
    QStringList labels;
    for (const ChartText& t : layOut(spec, {700, 200}, style()).texts) labels << t.text;
    EXPECT_TRUE(labels.contains(QStringLiteral("W37")));
    EXPECT_TRUE(labels.contains(QStringLiteral("W38")));
}

TEST(Layout, NamesTheYearAtJanuary) {
    ChartSpec spec = weekly({1e5});
    spec.x.grain = Grain::month;
    spec.series[0].points.clear();
    for (int i = 0; i < 18; ++i)
        spec.series[0].points.push_back(
            {static_cast<double>(add_periods(from_civil({2025, 6, 1}), Grain::month, i).days), 1e5, {}, {}, false, ""});
    QStringList labels;
    for (const ChartText& t : layOut(spec, {420, 200}, style()).texts) labels << t.text;
    EXPECT_TRUE(labels.contains(QStringLiteral("Jan 2026"))) << labels.join(' ').toStdString();
}

TEST(Layout, SurvivesEmptyAndFlatSeries) {
    ChartSpec spec = weekly({});
    EXPECT_NO_THROW(layOut(spec, {300, 120}, style()));
    spec = weekly({std::nullopt, std::nullopt});
    EXPECT_NO_THROW(layOut(spec, {300, 120}, style()));
    spec = weekly({5e4});
    const ChartLayout layout = layOut(spec, {300, 120}, style());
    EXPECT_LT(layout.yLow, layout.yHigh);
}

TEST(Layout, PutsBarsOnAZeroAxis) {
    ChartSpec spec = weekly({4e5, 5e5, 6e5});
    spec.series[0].mark = Mark::bar;
    spec.y.from_zero = true;
    const ChartLayout layout = layOut(spec, {500, 220}, style());
    EXPECT_EQ(layout.yLow, 0);
    EXPECT_TRUE(layout.indexed);
    EXPECT_EQ(layout.position(spec.series[0].points[2].x), 2);
    // Slots of equal width: the middle bar stands in the middle of the plot.
    EXPECT_NEAR(layout.map(1, 0).x(), layout.plot.center().x(), 0.01);
}

TEST(PointFacts, NameDateValueComparisonAndDifference) {
    ChartSpec spec = weekly({500e3});
    ChartSeries last = spec.series[0];
    last.name = "2025";
    last.role = SeriesRole::comparison;
    last.points[0].y = 400e3;
    spec.series.insert(spec.series.begin(), last); // drawn behind, said second
    const QStringList facts = pointFacts(spec, spec.series[1].points[0].x, NumberStyle::of(Language::en, "CHF"));
    ASSERT_EQ(facts.size(), 4);
    EXPECT_EQ(facts[0], QStringLiteral("W34, 17 to 23 Aug 2026"));
    EXPECT_EQ(facts[1], QString::fromUtf8("2026: CHF\u00A0500,000"));
    EXPECT_EQ(facts[2], QString::fromUtf8("2025: CHF\u00A0400,000"));
    EXPECT_EQ(facts[3], QString::fromUtf8("Difference: +CHF\u00A0100,000 (+25.0%)"));
}

TEST(PointFacts, NeverCompareAPartialPeriod) {
    ChartSpec spec = weekly({500e3}, true);
    ChartSeries last = spec.series[0];
    last.role = SeriesRole::comparison;
    last.points[0].partial = false;
    spec.series.push_back(last);
    for (const QString& fact : pointFacts(spec, spec.series[0].points[0].x, NumberStyle::of(Language::en)))
        EXPECT_FALSE(fact.startsWith(QLatin1String("Difference")));
}

TEST(Ticks, OfOneAxisAreAllInOneUnit) {
    ChartAxis axis;
    axis.unit = "currency";
    const NumberStyle en = NumberStyle::of(Language::en, "CHF"), fr = NumberStyle::of(Language::fr, "CHF");
    EXPECT_EQ(tickNumbers({0, 50'000, 100'000}, axis, en), (QStringList{"0", "50k", "100k"}));
    EXPECT_EQ(tickNumbers({0, 50'000, 100'000}, axis, fr), (QStringList{"0", u"50\u00a0k"_qs, u"100\u00a0k"_qs}));
    EXPECT_EQ(tickNumbers({0, 20e6, 40e6, 60e6}, axis, en), (QStringList{"0", "20M", "40M", "60M"}));
    EXPECT_EQ(tickNumbers({0, 2.5e6, 5e6}, axis, en), (QStringList{"0", "2.5M", "5.0M"}));
    EXPECT_EQ(tickNumbers({0, 2'000, 4'000}, axis, en), (QStringList{"0", "2,000", "4,000"}));
    EXPECT_EQ(tickNumbers({0, 2.5, 5}, axis, en), (QStringList{"0.0", "2.5", "5.0"}));
    axis.scale = 1000; // the subtitle says thousands
    EXPECT_EQ(tickNumbers({0, 50'000, 100'000}, axis, en), (QStringList{"0", "50", "100"}));
}

TEST(Curves, AreDashedWhereNothingWasSeen) {
    ChartSpec spec;
    spec.id = "c";
    spec.title = "T";
    ChartSeries curve{"Response", SeriesRole::actual, Mark::line, -1, {}, {}};
    for (int x = 0; x <= 10; ++x) curve.points.push_back({static_cast<double>(x), x * 2.0, {}, {}, false, {}});
    ChartSeries seen{"Seen", SeriesRole::expected_range, Mark::band, -1, {}, {}};
    for (const double x : {3.5, 7.0}) seen.points.push_back({x, {}, 0.0, 20.0, false, {}});
    spec.series = {seen, curve};
    const ChartLayout layout = layOut(spec, {400, 200}, style());
    const std::unique_ptr<QChart> chart(buildChart(spec, layout, style()));
    std::map<double, bool> solid; // by where a piece begins
    for (auto* s : chart->series())
        if (auto* line = qobject_cast<QLineSeries*>(s); line && line->name() == "Response")
            solid[line->points().front().x()] = line->pen().style() == Qt::SolidLine;
    EXPECT_EQ(solid, (std::map<double, bool>{{0, false}, {3.5, true}, {7, false}}));
}

} // namespace
} // namespace plumbline::ui
