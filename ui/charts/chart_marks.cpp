// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_marks.h"

#include <cmath>
#include <optional>

#include <QAreaSeries>
#include <QBarSeries>
#include <QBarSet>
#include <QChart>
#include <QGraphicsLayout>
#include <QHorizontalBarSeries>
#include <QHorizontalStackedBarSeries>
#include <QLegend>
#include <QLineSeries>
#include <QScatterSeries>
#include <QStackedBarSeries>
#include <QValueAxis>

#include "ui/charts/chart_text.h"

namespace plumbline::ui {

namespace {

/// Scatter points cost a graphics item each: 5,000 take a second (measured).
constexpr size_t most_scatter_points = 800;

double widthOf(const ChartSeries& s) {
    switch (s.role) {
    case SeriesRole::actual: return 2.25;
    case SeriesRole::comparison:
    case SeriesRole::other:
    case SeriesRole::target: return 1.4;
    default: return 2;
    }
}

QPen penOf(const ChartSeries& s, const ChartStyle& style, bool partial) {
    QPen pen(colourOf(s, *style.tokens), widthOf(s) * style.scale, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
    // Qt counts dashes in pen widths; LOOK gives pixels.
    const double w = widthOf(s);
    if (partial)
        pen.setDashPattern({4 / w, 3 / w});
    else if (s.role == SeriesRole::forecast)
        pen.setDashPattern({5 / w, 3 / w});
    else if (s.role == SeriesRole::other)
        pen.setDashPattern({1.5 / w, 2.5 / w});
    else if (s.role == SeriesRole::target)
        pen.setDashPattern({8 / w, 3 / w});
    else
        pen.setCapStyle(Qt::RoundCap);
    return pen;
}

void attach(QChart& chart, QAbstractSeries* series) {
    chart.addSeries(series);
    for (QAbstractAxis* axis : chart.axes()) series->attachAxis(axis);
}

/// On a curve: the span that was seen, as its expected range says. Beyond it the curve is what a model supposes.
std::optional<std::pair<double, double>> seenSpan(const ChartSpec& spec) {
    if (spec.x.kind != AxisKind::linear) return {};
    for (const ChartSeries& s : spec.series)
        if (s.mark == Mark::band && s.role == SeriesRole::expected_range && s.points.size() > 1)
            return std::pair(s.points.front().x, s.points.back().x);
    return {};
}

/// The part of a stretch between two places, its ends between points where they fall there.
QList<QPointF> partOf(const std::vector<QPointF>& line, double from, double to) {
    QList<QPointF> part;
    for (size_t i = 0; i < line.size(); ++i) {
        if (i > 0)
            for (const double cut : {from, to}) {
                const QPointF a = line[i - 1], b = line[i];
                if (a.x() < cut && cut < b.x()) part << QPointF(cut, a.y() + (b.y() - a.y()) * (cut - a.x()) / (b.x() - a.x()));
            }
        if (line[i].x() >= from && line[i].x() <= to) part << line[i];
    }
    return part;
}

void addLines(QChart& chart, const ChartSpec& spec, const ChartSeries& source, const ChartLayout& layout,
              const ChartStyle& style) {
    ChartSeries thin = source;
    // The lowest and the highest of each column of pixels: more would be drawn over one another.
    const auto columns = static_cast<size_t>(std::ceil(layout.plot.width() * style.density));
    thin.points = downsample(source.points, std::max<size_t>(columns, 1));
    // Where points are closer than the pen is wide, nobody sees how it turns, and round corners are most of the work; a thin pen
    // leaves more of the picture to see.
    const bool dense = static_cast<double>(thin.points.size()) > layout.plot.width() / 2;
    const auto seen = seenSpan(spec);
    for (const ChartSegment& segment : segmentsOf(thin, layout)) {
        if (segment.points.size() < 2) continue; // a lone point is a dot of the painter
        const auto draw = [&](const QList<QPointF>& points, bool dashed) {
            if (points.size() < 2) return;
            auto* line = new QLineSeries;
            line->setName(qs(source.name));
            line->replace(points);
            QPen pen = penOf(source, style, dashed);
            if (dense) {
                pen.setJoinStyle(Qt::BevelJoin);
                pen.setWidthF(std::min(pen.widthF(), 1.0));
            }
            line->setPen(pen);
            line->setPointsVisible(false);
            attach(chart, line);
        };
        if (seen) {
            draw(partOf(segment.points, -INFINITY, seen->first), true);
            draw(partOf(segment.points, seen->first, seen->second), false);
            draw(partOf(segment.points, seen->second, INFINITY), true);
        } else
            draw(QList<QPointF>(segment.points.begin(), segment.points.end()), segment.partial);
    }
}

void addBand(QChart& chart, const ChartSeries& s, const ChartLayout& layout, const ChartStyle& style) {
    QList<QPointF> low, high;
    auto close = [&] {
        if (low.size() > 1) {
            auto* upper = new QLineSeries;
            auto* lower = new QLineSeries;
            upper->replace(high);
            lower->replace(low);
            auto* area = new QAreaSeries(upper, lower);
            upper->setParent(area);
            lower->setParent(area);
            area->setName(qs(s.name));
            area->setPen(Qt::NoPen);
            area->setBrush(colourOf(s, *style.tokens));
            attach(chart, area);
        }
        low.clear();
        high.clear();
    };
    for (const ChartPoint& p : s.points) {
        if (!p.low || !p.high) {
            close();
            continue;
        }
        low << QPointF(layout.position(p.x), *p.low);
        high << QPointF(layout.position(p.x), *p.high);
    }
    close();
}

void addBars(QChart& chart, const ChartSpec& spec, const ChartLayout& layout, const ChartStyle& style) {
    const bool grouped = barsShareSlots(spec);
    QAbstractBarSeries* bars = nullptr;
    if (layout.horizontal)
        bars = grouped ? static_cast<QAbstractBarSeries*>(new QHorizontalBarSeries) : new QHorizontalStackedBarSeries;
    else
        bars = grouped ? static_cast<QAbstractBarSeries*>(new QBarSeries) : new QStackedBarSeries;
    for (const ChartSeries& s : spec.series) {
        if (!isBar(s) || floats(spec, s)) continue; // steps are painted
        QList<qreal> values(static_cast<qsizetype>(layout.xs.size()), 0.0);
        for (const ChartPoint& p : s.points)
            if (p.y) values[static_cast<qsizetype>(layout.position(p.x))] = *p.y;
        auto* set = new QBarSet(qs(s.name));
        set->append(values);
        set->setColor(colourOf(s, *style.tokens));
        set->setPen(grouped ? QPen(style.tokens->surface, 1) : QPen(Qt::NoPen));
        bars->append(set);
    }
    const double slot = (layout.horizontal ? layout.plot.height() : layout.plot.width()) /
                        std::max<double>(1, static_cast<double>(layout.xs.size()));
    const double most = (layout.horizontal ? 16 : 56) * style.scale;
    bars->setBarWidth(std::min(grouped ? 0.8 : 0.62, most / std::max(1.0, slot)));
    attach(chart, bars);
}

void addPoints(QChart& chart, const ChartSeries& s, const ChartLayout& layout, const ChartStyle& style) {
    QList<QPointF> points;
    const size_t every = (s.points.size() + most_scatter_points - 1) / most_scatter_points;
    for (size_t i = 0; i < s.points.size(); i += std::max<size_t>(1, every))
        if (s.points[i].y) points << QPointF(layout.position(s.points[i].x), *s.points[i].y);
    auto* scatter = new QScatterSeries;
    scatter->setName(qs(s.name));
    scatter->replace(points);
    scatter->setMarkerSize(6 * style.scale);
    scatter->setColor(colourOf(s, *style.tokens));
    scatter->setBorderColor(style.tokens->surface);
    attach(chart, scatter);
}

/// The painter draws grid and labels: the axis only maps.
QValueAxis* plainAxis() {
    auto* axis = new QValueAxis;
    axis->setLabelsVisible(false);
    axis->setLineVisible(false);
    axis->setGridLineVisible(false);
    axis->setTitleVisible(false);
    return axis;
}

/// Size, plot area and ranges, before there are series: each of them would be laid out anew at every step.
void applyLayout(QChart& chart, QValueAxis& x, QValueAxis& y, const ChartLayout& layout) {
    x.setRange(layout.xLow, layout.xHigh);
    y.setRange(layout.yLow, layout.yHigh);
    chart.resize(layout.size);
    chart.setPlotArea(layout.plot);
}

} // namespace

QChart* buildChart(const ChartSpec& spec, const ChartLayout& layout, const ChartStyle& style) {
    auto* chart = new QChart;
    chart->setBackgroundVisible(false);
    chart->setPlotAreaBackgroundVisible(false);
    chart->setMargins(QMargins());
    chart->layout()->setContentsMargins(0, 0, 0, 0);
    chart->legend()->hide();
    chart->setAnimationOptions(QChart::NoAnimation);
    chart->setAcceptHoverEvents(false);
    QValueAxis* x = plainAxis();
    QValueAxis* y = plainAxis();
    chart->addAxis(x, layout.horizontal ? Qt::AlignLeft : Qt::AlignBottom);
    chart->addAxis(y, layout.horizontal ? Qt::AlignBottom : Qt::AlignLeft);
    applyLayout(*chart, *x, *y, layout);
    // Later series lie on top: wide bands, narrow bands, bars, comparison, everything else, actual.
    for (SeriesRole role : {SeriesRole::expected_range, SeriesRole::band_80, SeriesRole::band_50, SeriesRole::category})
        for (const ChartSeries& s : spec.series)
            if (s.mark == Mark::band && s.role == role) addBand(*chart, s, layout, style);
    if (std::ranges::any_of(spec.series, [&](const ChartSeries& s) { return isBar(s) && !floats(spec, s); }))
        addBars(*chart, spec, layout, style);
    auto rank = [](SeriesRole role) { return role == SeriesRole::comparison ? 0 : role == SeriesRole::actual ? 2 : 1; };
    for (int wanted : {0, 1, 2})
        for (const ChartSeries& s : spec.series) {
            if (rank(s.role) != wanted) continue;
            if (s.mark == Mark::line) addLines(*chart, spec, s, layout, style);
            if (s.mark == Mark::point) addPoints(*chart, s, layout, style);
        }
    // The first category stands on top. Only what is attached already hears of it.
    if (layout.horizontal) x->setReverse(true);
    return chart;
}

} // namespace plumbline::ui
