// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_painter.h"

#include <algorithm>
#include <cmath>

#include <QChart>
#include <QCoreApplication>
#include <QFontMetricsF>
#include <QGraphicsScene>
#include <QPainter>

#include "ui/charts/chart_marks.h"
#include "ui/charts/chart_text.h"
#include "ui/charts/chart_widget.h"

namespace plumbline::ui {

namespace {

void dot(QPainter& p, QPointF at, double radius, const QColor& colour, const QColor* hollow, double width) {
    p.setPen(QPen(hollow ? colour : QColor(Qt::transparent), hollow ? width : 0));
    if (!hollow) p.setPen(Qt::NoPen);
    p.setBrush(hollow ? *hollow : colour);
    p.drawEllipse(at, radius, radius);
}

void paintFlags(QPainter& p, const ChartSpec& spec, const ChartLayout& layout, const ChartStyle& style) {
    const double u = style.scale, height = QFontMetricsF(style.small).height();
    int shown = 0;
    for (const ChartAnnotation& a : spec.annotations) {
        const double x = layout.map(layout.position(a.x), layout.yLow).x();
        if (x < layout.plot.left() - 1 || x > layout.plot.right() + 1) continue;
        if (++shown > 5) break; // the table names them all
        const double middle = layout.plot.top() - height / 2 - 2 * u;
        QPen pen(style.tokens->axis, u);
        pen.setDashPattern({2, 2});
        pen.setCapStyle(Qt::FlatCap);
        p.setPen(pen);
        p.drawLine(QPointF(x, middle - 4 * u), QPointF(x, layout.plot.bottom()));
        p.setPen(Qt::NoPen);
        p.setBrush(style.tokens->muted);
        p.drawPolygon(QPolygonF({{x, middle - 4 * u}, {x + 7 * u, middle}, {x, middle + 4 * u}}));
    }
}

void paintLegend(QPainter& p, const ChartSpec& spec, const ChartLayout& layout, const ChartStyle& style) {
    if (legendHeight(spec, style) == 0) return;
    const QFontMetricsF metrics(style.small);
    const double side = 8 * style.scale;
    double x = layout.plot.left();
    p.setFont(style.small);
    for (const ChartSeries& s : spec.series) {
        if (!isBar(s)) continue;
        p.fillRect(QRectF(x, (metrics.height() - side) / 2, side, side), colourOf(s, *style.tokens));
        x += side + 5 * style.scale;
        p.setPen(style.tokens->muted);
        p.drawText(QRectF(x, 0, layout.size.width() - x, metrics.height()), Qt::AlignLeft | Qt::AlignVCenter, qs(s.name));
        x += metrics.horizontalAdvance(qs(s.name)) + 14 * style.scale;
    }
}

/// Steps of a waterfall: bars between two values, levels as marks, dotted lines from where one ends to where the next begins.
void paintSteps(QPainter& p, const ChartSpec& spec, const ChartLayout& layout, const ChartStyle& style) {
    struct Step {
        double at, from, to; // drawn position, values
        bool level;
        QColor colour;
    };
    std::vector<Step> steps;
    for (const ChartSeries& s : spec.series) {
        if (!floats(spec, s)) continue;
        for (const ChartPoint& point : s.points) {
            const bool down = point.y && *point.y < 0;
            steps.push_back({layout.position(point.x), down ? *point.high : *point.low, down ? *point.low : *point.high,
                             *point.low == *point.high, colourOf(s, *style.tokens)});
        }
    }
    if (steps.empty()) return;
    std::stable_sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) { return a.at < b.at; });
    const double u = style.scale, slot = layout.plot.width() / std::max<double>(1, static_cast<double>(layout.xs.size()));
    const double half = std::min(0.62 * slot, 56 * u) / 2;
    QPen dotted(style.tokens->muted, u);
    dotted.setDashPattern({2, 2});
    dotted.setCapStyle(Qt::FlatCap);
    for (size_t i = 0; i < steps.size(); ++i) {
        const QPointF from = layout.map(steps[i].at, steps[i].from), to = layout.map(steps[i].at, steps[i].to);
        if (i + 1 < steps.size()) {
            p.setPen(dotted);
            p.drawLine(QPointF(to.x() + half, to.y()), QPointF(layout.map(steps[i + 1].at, 0).x() - half, to.y()));
        }
        if (steps[i].level)
            p.fillRect(QRectF(from.x() - half, from.y() - 1.5 * u, 2 * half, 3 * u), steps[i].colour);
        else
            p.fillRect(QRectF(QPointF(from.x() - half, std::min(from.y(), to.y())),
                              QPointF(from.x() + half, std::max({from.y(), to.y(), std::min(from.y(), to.y()) + u}))),
                       steps[i].colour);
    }
}

} // namespace

void paintUnder(QPainter& p, const ChartSpec& spec, const ChartLayout& layout, const ChartStyle& style) {
    const double u = style.scale;
    std::optional<double> today;
    if (layout.dataEnd) today = layout.map(*layout.dataEnd, layout.yLow).x();
    if (today) p.fillRect(QRectF(QPointF(*today, layout.plot.top()), layout.plot.bottomRight()), style.tokens->window);
    for (double t : layout.ticks) {
        const double y = std::round(layout.map(0, t).y());
        p.fillRect(QRectF(layout.plot.left(), y, layout.plot.width(), 1), style.tokens->grid);
    }
    if (today) p.fillRect(QRectF(*today, layout.plot.top() - 4 * u, 1, layout.plot.height() + 4 * u), style.tokens->axis);
    (void)spec;
}

void paintOver(QPainter& p, const ChartSpec& spec, const ChartLayout& layout, const ChartStyle& style) {
    p.save();
    p.setLayoutDirection(Qt::LayoutDirectionAuto); // each text runs as its letters do, whichever way the window does
    const double u = style.scale;
    // The zero line is visible; an axis that starts above zero ends in a grid line.
    if (layout.yLow <= 0 && layout.yHigh >= 0) {
        const QPointF from = layout.map(layout.xLow, 0), to = layout.map(layout.xHigh, 0);
        p.fillRect(layout.horizontal ? QRectF(std::round(from.x()) - 1, from.y(), 1, to.y() - from.y())
                                     : QRectF(from.x(), std::round(from.y()), to.x() - from.x(), 1),
                   style.tokens->axis);
    }
    paintSteps(p, spec, layout, style);
    p.setRenderHint(QPainter::Antialiasing);
    paintFlags(p, spec, layout, style);
    paintLegend(p, spec, layout, style);
    // How sure a bar is: from low to high, over its end.
    for (const ChartSeries& s : spec.series) {
        if (!isBar(s) || floats(spec, s)) continue;
        p.setPen(QPen(style.tokens->comparison, 1.5 * u));
        for (const ChartPoint& point : s.points) {
            if (!point.y || !point.low || !point.high) continue;
            const QPointF low = layout.map(layout.position(point.x), *point.low);
            const QPointF high = layout.map(layout.position(point.x), *point.high);
            const QPointF cap = layout.horizontal ? QPointF(0, 4 * u) : QPointF(4 * u, 0);
            p.drawLine(low, high);
            for (const QPointF& end : {low, high}) p.drawLine(end - cap, end + cap);
        }
    }
    for (const ChartSeries& s : spec.series) {
        if (!isLine(s)) continue;
        const QColor& colour = colourOf(s, *style.tokens);
        const ChartPoint* whole = nullptr;
        for (size_t i = 0; i < s.points.size(); ++i) {
            const ChartPoint& point = s.points[i];
            if (!point.y) continue;
            const QPointF at = layout.map(layout.position(point.x), *point.y);
            if (point.partial) {
                dot(p, at, 3.6 * u, colour, &style.tokens->surface, 1.75 * u);
                continue;
            }
            whole = &point;
            const bool lone = (i == 0 || !s.points[i - 1].y) && (i + 1 == s.points.size() || !s.points[i + 1].y);
            if (!lone || s.points.size() >= 2000) continue;
            if (spec.x.kind == AxisKind::linear) { // a mark on a curve, where one stands
                dot(p, at, 4.6 * u, style.tokens->surface, nullptr, 0);
                dot(p, at, 3.6 * u, colour, nullptr, 0);
            } else
                dot(p, at, 2 * u, colour, nullptr, 0);
        }
        // The last value is worth a dot where time runs; the end of a curve is only where it stops being drawn.
        const bool runs = spec.x.kind != AxisKind::linear;
        if (whole && runs && (s.role == SeriesRole::actual || s.role == SeriesRole::category))
            dot(p, layout.map(layout.position(whole->x), *whole->y), 3.2 * u, colour, nullptr, 0);
    }
    for (const ChartText& t : layout.texts) {
        p.setFont(t.font);
        p.setPen(t.colour);
        // Never clipped: the rectangle places, it does not cut.
        p.drawText(t.rect.adjusted(-1, 0, 1, 0), static_cast<int>(t.align) | Qt::TextDontClip | Qt::TextSingleLine, t.text);
    }
    p.restore();
}

void paintMarks(QPainter& painter, const ChartSpec& spec, const ChartLayout& layout, const ChartStyle& style) {
    QGraphicsScene scene;
    scene.setItemIndexMethod(QGraphicsScene::NoIndex);
    scene.addItem(buildChart(spec, layout, style));
    const QRectF all(QPointF(), layout.size);
    scene.setSceneRect(all);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    scene.render(&painter, all, all);
    painter.restore();
}

void paintChart(QPainter& painter, const QRectF& rect, const ChartSpec& spec, const Tokens& tokens, const NumberStyle& numbers) {
    const ChartStyle style = ChartStyle::paper(tokens, numbers);
    const ChartLayout layout = layOut(spec, rect.size(), style);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.topLeft());
    paintUnder(painter, spec, layout, style);
    paintMarks(painter, spec, layout, style);
    paintOver(painter, spec, layout, style);
    painter.restore();
}

} // namespace plumbline::ui
