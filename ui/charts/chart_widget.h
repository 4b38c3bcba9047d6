// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>

#include "core/base/date.h"
#include "core/base/format.h"
#include "core/chart/chart_spec.h"
#include "ui/charts/number_style.h"
#include "ui/charts/theme.h"

class QStackedLayout;
class QTableWidget;
class QLabel;

namespace plumbline::ui {

class ChartView;

/// Shows a ChartSpec, and the same data as a table. Hover or the arrow keys walk the points.
class ChartWidget : public QWidget {
    Q_OBJECT
public:
    explicit ChartWidget(QWidget* parent = nullptr);
    ~ChartWidget() override;
    void setSpec(const ChartSpec& spec);
    const ChartSpec& spec() const { return m_spec; }
    /// The twin: the same data as a table that can be sorted and copied.
    void setTableShown(bool shown);
    bool isTableShown() const;
    /// What is said of the i-th point in order of x: date, value, comparison, difference. One fact a line.
    QString pointText(int index) const;
    int pointCount() const;
    /// Actions for the "more" menu of a card: copy, export as SVG or PNG.
    QList<QAction*> exportActions() const { return m_exports; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return false; }

public Q_SLOTS:
    void copyData() const;
    /// Writes the chart; format by suffix (.svg or .png). False where the file could not be written.
    bool exportTo(const QString& file) const;

Q_SIGNALS:
    /// A span of a calendar axis was dragged over.
    void rangeSelected(plumbline::Date from, plumbline::Date to);
    void pointClicked(int series, int point);
    /// The file of an export could not be written.
    void exportFailed(const QString& file);

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void askExport(const QString& suffix);
    void fillTable();
    ChartSpec m_spec;
    QStackedLayout* m_stack;
    ChartView* m_view;
    QTableWidget* m_table = nullptr;
    QList<QAction*> m_exports;
};

/// Renders a spec as vectors into `rect` (units of 1/96 inch on paper): the same marks and labels as on screen.
void paintChart(QPainter& painter, const QRectF& rect, const ChartSpec& spec, const Tokens& tokens,
                const NumberStyle& style = numberStyle());
/// Tab-separated values with a head line; and the same as an HTML table.
QString chartTsv(const ChartSpec& spec);
QString chartHtml(const ChartSpec& spec);

} // namespace plumbline::ui
