// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QChartView>

#include "ui/charts/chart_layout.h"

class QLabel;

namespace plumbline::ui {

/// The drawing inside of a ChartWidget: Qt Charts for the marks, our painter for words. Handles mouse and keys itself, because Qt
/// Charts 6.4 can crash in its own mouse handling (QTBUG-118669), and passes the wheel on to the page.
class ChartView : public QChartView {
    Q_OBJECT
public:
    explicit ChartView(QWidget* parent = nullptr);
    void setSpec(const ChartSpec& spec);
    const ChartLayout& chartLayout() const { return m_layout; }
    /// The day under a place of a calendar axis.
    std::optional<Date> dayAt(QPointF at) const;

Q_SIGNALS:
    void rangeSelected(plumbline::Date from, plumbline::Date to);
    void pointClicked(int series, int point);
    void annotationClicked(const QString& id);
    /// The point that is spoken of changed; -1: none.
    void currentChanged(int index);

public Q_SLOTS:
    void rebuild();

protected:
    void drawBackground(QPainter* painter, const QRectF& rect) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override { event->accept(); }
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void scrollContentsBy(int, int) override {}

private:
    int nearest(QPointF at) const;
    int nearestPoint(QPointF at) const;
    QString annotationAt(QPointF at) const;
    void setCurrent(int index);
    void showTip();
    ChartSpec m_spec;
    ChartLayout m_layout;
    ChartStyle m_style;
    QLabel* m_tip;
    int m_current = -1;
    std::optional<double> m_pressed, m_dragged; ///< pixels from the left
};

} // namespace plumbline::ui
