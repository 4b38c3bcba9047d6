// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QPixmap>
#include <QTimer>
#include <QWidget>

#include "ui/charts/chart_layout.h"

class QLabel;

namespace plumbline::ui {

/// The drawing inside of a ChartWidget: Qt Charts for the marks, our painter for words. The marks are drawn once into a picture
/// and kept: hovering costs a copy, and while the window is being resized the picture is stretched under words and grid that
/// are laid out anew; it is drawn again once the size has come to rest. Not a QChartView: that one draws every mark at every
/// change of size, several times over, and Qt Charts 6.4 can crash in its mouse handling (QTBUG-118669).
class ChartView : public QWidget {
    Q_OBJECT
public:
    explicit ChartView(QWidget* parent = nullptr);
    void setSpec(const ChartSpec& spec);
    const ChartSpec& spec() const { return m_spec; }
    const ChartLayout& chartLayout() const { return m_layout; }
    int currentPoint() const { return m_current; }
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
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override { event->accept(); }
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    int nearest(QPointF at) const;
    int nearestPoint(QPointF at) const;
    QString annotationAt(QPointF at) const;
    void setCurrent(int index);
    void showTip();
    void comeToRest();
    void drawMarks();
    void paintMarksKept(QPainter& painter) const;
    void paintCurrent(QPainter& painter) const;
    ChartSpec m_spec;
    ChartLayout m_layout;
    QPixmap m_marks;      ///< null: to be drawn at the next paint
    ChartLayout m_marked; ///< what `m_marks` was drawn for
    QTimer m_rest;        ///< runs while the size changes
    ChartStyle m_style;
    QLabel* m_tip;
    int m_current = -1;
    std::optional<double> m_pressed, m_dragged; ///< pixels from the left
};

} // namespace plumbline::ui
