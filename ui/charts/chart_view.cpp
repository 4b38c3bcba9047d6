// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_view.h"

#include <algorithm>
#include <cmath>

#include <QAccessibleWidget>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>

#include "ui/charts/chart_painter.h"
#include "ui/charts/chart_text.h"
#include "ui/charts/number_style.h"

namespace plumbline::ui {

namespace {
/// A press that moves less is a click.
constexpr double drag_px = 6;
/// A size that holds so long is where the hand let go.
constexpr int rest_ms = 70;

/// What assistive technology hears of a chart: its title, its one sentence, and the point that the arrow keys are at.
class ChartAccess : public QAccessibleWidget {
public:
    explicit ChartAccess(ChartView* view) : QAccessibleWidget(view, QAccessible::Chart) {}
    QString text(QAccessible::Text kind) const override {
        const auto* view = static_cast<const ChartView*>(widget());
        if (kind != QAccessible::Value || view->currentPoint() < 0) return QAccessibleWidget::text(kind);
        const double x = view->chartLayout().xs[static_cast<size_t>(view->currentPoint())];
        return pointFacts(view->spec(), x, numberStyle()).join(QStringLiteral(", "));
    }
};

QAccessibleInterface* accessOf(const QString&, QObject* object) {
    auto* view = qobject_cast<ChartView*>(object);
    return view ? new ChartAccess(view) : nullptr;
}
} // namespace

ChartView::ChartView(QWidget* parent) : QWidget(parent), m_style(ChartStyle::screen()), m_tip(new QLabel(this)) {
    static const bool spoken = (QAccessible::installFactory(accessOf), true);
    Q_UNUSED(spoken)
    setMouseTracking(true);
    setLayoutDirection(Qt::LeftToRight); // time runs to the right in every script
    setFocusPolicy(Qt::TabFocus);        // the ring is for the keyboard
    m_tip->setTextFormat(Qt::PlainText);
    m_tip->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_tip->hide();
    m_rest.setSingleShot(true);
    connect(&m_rest, &QTimer::timeout, this, &ChartView::comeToRest);
    connect(&Theme::instance(), &Theme::changed, this, &ChartView::rebuild);
}

void ChartView::setSpec(const ChartSpec& spec) {
    m_spec = spec;
    m_current = -1;
    m_tip->hide();
    rebuild();
}

void ChartView::rebuild() {
    m_style = ChartStyle::screen();
    const Tokens& t = *m_style.tokens;
    m_tip->setStyleSheet(
        QStringLiteral(
            "QLabel { background: %1; color: %2; border: 1px solid %3; border-radius: 4px; padding: 5px 8px; font-size: %4px; }")
            .arg(t.surface.name(), t.text.name(), t.axis.name())
            .arg(px(12)));
    m_marks = {};
    m_layout = m_spec.series.empty() ? ChartLayout{} : layOut(m_spec, QSizeF(size()), m_style);
    update();
}

void ChartView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (m_spec.series.empty()) return;
    m_layout = layOut(m_spec, QSizeF(size()), m_style);
    if (!m_marks.isNull()) m_rest.start(rest_ms);
    if (m_current >= 0) showTip();
}

/// One chart after the other: five of them in one turn would hold the event loop.
void ChartView::comeToRest() {
    static QElapsedTimer drawn;
    constexpr int apart_ms = 20;
    if (drawn.isValid() && drawn.elapsed() < apart_ms) {
        m_rest.start(apart_ms);
        return;
    }
    m_marks = {};
    if (!visibleRegion().isEmpty()) drawMarks();
    drawn.start();
    update();
}

/// Happens when the chart is painted, so that what is scrolled away or on another page costs nothing.
void ChartView::drawMarks() {
    if (!m_marks.isNull() && m_marks.devicePixelRatio() == devicePixelRatioF()) return;
    m_rest.stop();
    m_marks = QPixmap(size() * devicePixelRatioF());
    m_marks.setDevicePixelRatio(devicePixelRatioF());
    m_marks.fill(Qt::transparent);
    m_marked = m_layout;
    QPainter painter(&m_marks);
    paintMarks(painter, m_spec, m_layout, m_style);
}

/// Where the size has changed since, the marks are stretched so that they stay at their values on the new axes.
void ChartView::paintMarksKept(QPainter& painter) const {
    const auto frame = [this](const ChartLayout& layout) {
        return QRectF(layout.map(m_marked.xLow, m_marked.yLow), layout.map(m_marked.xHigh, m_marked.yHigh));
    };
    const QRectF from = frame(m_marked), to = frame(m_layout);
    painter.save();
    if (from != to && from.width() != 0 && from.height() != 0) {
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.translate(to.topLeft());
        painter.scale(to.width() / from.width(), to.height() / from.height());
        painter.translate(-from.topLeft());
    }
    painter.drawPixmap(QPointF(), m_marks);
    painter.restore();
}

void ChartView::paintEvent(QPaintEvent*) {
    if (m_spec.series.empty() || size().isEmpty()) return;
    drawMarks();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintUnder(painter, m_spec, m_layout, m_style);
    if (m_pressed && m_dragged && std::fabs(*m_dragged - *m_pressed) > drag_px)
        painter.fillRect(QRectF(QPointF(std::min(*m_pressed, *m_dragged), m_layout.plot.top()),
                                QPointF(std::max(*m_pressed, *m_dragged), m_layout.plot.bottom())),
                         m_style.tokens->selection);
    paintMarksKept(painter);
    paintCurrent(painter);
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(m_style.tokens->focus, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(QPointF(), m_layout.size).adjusted(1, 1, -1, -1), 4, 4);
    }
}

/// The words and signs, with the point that is spoken of.
void ChartView::paintCurrent(QPainter& painter) const {
    if (m_current >= 0 && !m_layout.horizontal) {
        const double x = m_layout.map(m_layout.position(m_layout.xs[static_cast<size_t>(m_current)]), m_layout.yLow).x();
        painter.setPen(QPen(m_style.tokens->axis, 1));
        painter.drawLine(QPointF(x, m_layout.plot.top()), QPointF(x, m_layout.plot.bottom()));
    }
    paintOver(painter, m_spec, m_layout, m_style);
    if (m_current < 0) return;
    painter.setRenderHint(QPainter::Antialiasing);
    const double at = m_layout.xs[static_cast<size_t>(m_current)];
    for (const ChartSeries& s : m_spec.series) {
        if (!isLine(s) && s.mark != Mark::point) continue;
        for (const ChartPoint& p : s.points)
            if (p.x == at && p.y) {
                painter.setPen(QPen(m_style.tokens->surface, 2));
                painter.setBrush(p.partial ? m_style.tokens->surface : colourOf(s, *m_style.tokens));
                if (p.partial) painter.setPen(QPen(colourOf(s, *m_style.tokens), 2));
                painter.drawEllipse(m_layout.map(m_layout.position(p.x), *p.y), 4.5 * m_style.scale, 4.5 * m_style.scale);
            }
    }
}

namespace {
bool hasPoints(const ChartSpec& spec) {
    return std::any_of(spec.series.begin(), spec.series.end(), [](const ChartSeries& s) { return s.mark == Mark::point; });
}
} // namespace

std::optional<Date> ChartView::dayAt(QPointF at) const {
    if (m_spec.x.kind != AxisKind::calendar || m_layout.xs.empty() || !m_layout.plot.contains(at)) return std::nullopt;
    const int i = nearest(at);
    if (m_layout.indexed) return Date{static_cast<int32_t>(m_layout.xs[static_cast<size_t>(i)])};
    const double share = (at.x() - m_layout.plot.left()) / m_layout.plot.width();
    return Date{static_cast<int32_t>(std::lround(m_layout.xLow + share * (m_layout.xHigh - m_layout.xLow)))};
}

QString ChartView::annotationAt(QPointF at) const {
    // The flag and its name stand above the plot.
    if (at.y() > m_layout.plot.top()) return {};
    QString best;
    double left = -1;
    for (const ChartAnnotation& a : m_spec.annotations) {
        const double x = m_layout.map(m_layout.position(a.x), m_layout.yLow).x();
        if (x - 4 <= at.x() && x > left) {
            left = x;
            best = qs(a.id);
        }
    }
    return best;
}

/// Of a cloud: the point next to the pointer, whichever way.
int ChartView::nearestPoint(QPointF at) const {
    double distance = INFINITY, x = 0;
    for (const ChartSeries& s : m_spec.series) {
        if (s.mark != Mark::point) continue;
        for (const ChartPoint& p : s.points) {
            if (!p.y) continue;
            const QPointF d = m_layout.map(m_layout.position(p.x), *p.y) - at;
            if (const double squared = d.x() * d.x() + d.y() * d.y(); squared < distance) {
                distance = squared;
                x = p.x;
            }
        }
    }
    const auto found = std::lower_bound(m_layout.xs.begin(), m_layout.xs.end(), x);
    return found == m_layout.xs.end() ? -1 : static_cast<int>(found - m_layout.xs.begin());
}

int ChartView::nearest(QPointF at) const {
    if (m_layout.xs.empty()) return -1;
    if (hasPoints(m_spec)) return nearestPoint(at);
    int best = -1;
    double distance = INFINITY;
    for (size_t i = 0; i < m_layout.xs.size(); ++i) {
        const QPointF p = m_layout.map(m_layout.position(m_layout.xs[i]), m_layout.yLow);
        const double d = m_layout.horizontal ? std::fabs(p.y() - at.y()) : std::fabs(p.x() - at.x());
        if (d < distance) {
            distance = d;
            best = static_cast<int>(i);
        }
    }
    return best;
}

void ChartView::setCurrent(int index) {
    if (index == m_current) return;
    m_current = index;
    if (index < 0)
        m_tip->hide();
    else
        showTip();
    update();
    Q_EMIT currentChanged(index);
}

void ChartView::showTip() {
    const double x = m_layout.xs[static_cast<size_t>(m_current)];
    m_tip->setText(pointFacts(m_spec, x, m_style.numbers).join(QLatin1Char('\n')));
    m_tip->adjustSize();
    const QPointF at = m_layout.map(m_layout.position(x), m_layout.yHigh);
    const int gap = px(12);
    int left = static_cast<int>(at.x()) + gap, top = static_cast<int>(m_layout.plot.top());
    if (m_layout.horizontal) {
        left = static_cast<int>(m_layout.plot.center().x());
        top = static_cast<int>(at.y()) - m_tip->height() / 2;
    } else if (left + m_tip->width() > width()) {
        left = static_cast<int>(at.x()) - gap - m_tip->width();
    }
    m_tip->move(std::clamp(left, 0, std::max(0, width() - m_tip->width())),
                std::clamp(top, 0, std::max(0, height() - m_tip->height())));
    m_tip->show();
    m_tip->raise();
}

void ChartView::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) {
        event->ignore();
        return;
    }
    m_pressed = event->position().x();
    m_dragged.reset();
    event->accept();
}

void ChartView::mouseMoveEvent(QMouseEvent* event) {
    if (m_pressed && m_spec.x.kind == AxisKind::calendar && (event->buttons() & Qt::LeftButton)) {
        m_dragged = std::clamp(event->position().x(), m_layout.plot.left(), m_layout.plot.right());
        update();
    }
    const QRectF near = m_layout.plot.adjusted(-8, -8, 8, 8);
    const bool flag = !annotationAt(event->position()).isEmpty();
    setCursor(flag ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setCurrent(near.contains(event->position()) ? nearest(event->position()) : -1);
    event->accept();
}

void ChartView::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !m_pressed) return;
    const double from = *m_pressed;
    const std::optional<double> to = m_dragged;
    m_pressed.reset();
    m_dragged.reset();
    update();
    if (to && std::fabs(*to - from) > drag_px) {
        int a = nearest({std::min(from, *to), 0}), b = nearest({std::max(from, *to), 0});
        if (a < 0 || b < 0) return;
        const Date start{static_cast<int32_t>(m_layout.xs[static_cast<size_t>(a)])};
        const Date last{static_cast<int32_t>(m_layout.xs[static_cast<size_t>(b)])};
        Q_EMIT rangeSelected(start, period_end(last, m_spec.x.grain));
        return;
    }
    if (const QString id = annotationAt(event->position()); !id.isEmpty()) {
        Q_EMIT annotationClicked(id);
        return;
    }
    const int index = nearest(event->position());
    if (index < 0 || !m_layout.plot.adjusted(-8, -8, 8, 8).contains(event->position())) return;
    // The series nearest to the pointer at that x.
    int series = -1, point = -1;
    double distance = INFINITY;
    for (size_t s = 0; s < m_spec.series.size(); ++s)
        for (size_t i = 0; i < m_spec.series[s].points.size(); ++i) {
            const ChartPoint& p = m_spec.series[s].points[i];
            if (p.x != m_layout.xs[static_cast<size_t>(index)] || !p.y) continue;
            if (hasPoints(m_spec) && m_spec.series[s].mark != Mark::point) continue;
            const QPointF at = m_layout.map(m_layout.position(p.x), *p.y);
            const double d = m_layout.horizontal ? 0 : std::fabs(at.y() - event->position().y());
            if (d < distance) {
                distance = d;
                series = static_cast<int>(s);
                point = static_cast<int>(i);
            }
        }
    if (series >= 0) Q_EMIT pointClicked(series, point);
}

void ChartView::leaveEvent(QEvent* event) {
    if (!hasFocus()) setCurrent(-1);
    QWidget::leaveEvent(event);
}

void ChartView::focusOutEvent(QFocusEvent* event) {
    setCurrent(-1);
    QWidget::focusOutEvent(event);
    update();
}

void ChartView::wheelEvent(QWheelEvent* event) { event->ignore(); }

void ChartView::keyPressEvent(QKeyEvent* event) {
    const int n = static_cast<int>(m_layout.xs.size());
    const bool back = event->key() == (m_layout.horizontal ? Qt::Key_Up : Qt::Key_Left);
    const bool on = event->key() == (m_layout.horizontal ? Qt::Key_Down : Qt::Key_Right);
    if (n == 0 ||
        !(back || on || event->key() == Qt::Key_Home || event->key() == Qt::Key_End || event->key() == Qt::Key_Escape)) {
        event->ignore();
        return;
    }
    if (event->key() == Qt::Key_Escape) {
        if (m_current < 0) {
            event->ignore();
            return;
        }
        setCurrent(-1);
    } else if (event->key() == Qt::Key_Home)
        setCurrent(0);
    else if (event->key() == Qt::Key_End)
        setCurrent(n - 1);
    else if (m_current < 0)
        setCurrent(back ? n - 1 : 0);
    else
        setCurrent(std::clamp(m_current + (on ? 1 : -1), 0, n - 1));
    event->accept();
}

} // namespace plumbline::ui
