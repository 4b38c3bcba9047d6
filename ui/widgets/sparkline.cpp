// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/sparkline.h"

#include <algorithm>
#include <cmath>

#include <QPainter>
#include <QPainterPath>

namespace plumbline::ui {

void paintTriangle(QPainter& painter, const QRectF& r, int direction, const QColor& colour) {
    if (direction == 0) return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    const double h = r.height() * 0.8, top = r.center().y() - h / 2;
    if (direction > 0)
        painter.drawPolygon(QPolygonF({{r.center().x(), top}, {r.right(), top + h}, {r.left(), top + h}}));
    else
        painter.drawPolygon(QPolygonF({{r.left(), top}, {r.right(), top}, {r.center().x(), top + h}}));
    painter.restore();
}

void paintSparkline(QPainter& painter, const QRectF& rect, const std::vector<std::optional<double>>& actual,
                    const std::vector<std::optional<double>>& comparison, const Tokens& t) {
    double low = INFINITY, high = -INFINITY;
    for (const auto* values : {&actual, &comparison})
        for (const auto& v : *values)
            if (v && std::isfinite(*v)) {
                low = std::min(low, *v);
                high = std::max(high, *v);
            }
    const size_t n = std::max(actual.size(), comparison.size());
    if (low > high || n == 0) return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double scale = std::clamp(rect.height() / 26, 1.0, 3.0); // drawn for 26 px
    const double dot = std::min(3.0 * scale, rect.height() / 8);
    const QRectF inside = rect.adjusted(1, dot, -dot, -dot);
    auto at = [&](size_t i, double v) {
        const double x =
            n > 1 ? inside.left() + inside.width() * static_cast<double>(i) / static_cast<double>(n - 1) : inside.right();
        const double y = high > low ? inside.bottom() - inside.height() * (v - low) / (high - low) : inside.center().y();
        return QPointF(x, y);
    };
    auto draw = [&](const std::vector<std::optional<double>>& values, const QColor& colour, double width) {
        QPainterPath path;
        bool open = false;
        for (size_t i = 0; i < values.size(); ++i) {
            if (!values[i] || !std::isfinite(*values[i])) {
                open = false;
                continue;
            }
            const QPointF p = at(i, *values[i]);
            open ? path.lineTo(p) : path.moveTo(p);
            open = true;
        }
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPath(path);
    };
    draw(comparison, t.comparison, scale);
    draw(actual, t.actual, 1.75 * scale);
    for (size_t i = actual.size(); i-- > 0;)
        if (actual[i] && std::isfinite(*actual[i])) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(t.actual);
            painter.drawEllipse(at(i, *actual[i]), dot, dot);
            break;
        }
    painter.restore();
}

Sparkline::Sparkline(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, [this] { update(); });
}

void Sparkline::setValues(std::vector<std::optional<double>> actual, std::vector<std::optional<double>> comparison) {
    m_actual = std::move(actual);
    m_comparison = std::move(comparison);
    update();
}

QSize Sparkline::sizeHint() const { return {px(120), px(26)}; }

void Sparkline::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintSparkline(painter, rect(), m_actual, m_comparison, tokens());
}

} // namespace plumbline::ui
