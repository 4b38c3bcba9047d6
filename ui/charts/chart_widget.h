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
    /// Days can be noted: adds "Add a note" to the menu.
    void setCanAnnotate(bool can) { m_canAnnotate = can; }
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
    /// Writes the chart with its title, and a line that says where its numbers come from; format by suffix (.svg, .png or .pdf).
    /// False where the file could not be written.
    bool exportTo(const QString& file, const QString& origin = {}) const;

Q_SIGNALS:
    /// A span of a calendar axis was dragged over.
    void rangeSelected(plumbline::Date from, plumbline::Date to);
    void pointClicked(int series, int point);
    /// A file of this kind was asked for: "svg", "png", "pdf", "csv".
    void saveRequested(const QString& suffix);
    /// A flag was clicked: id of the annotation.
    void annotationClicked(const QString& id);
    /// A note on this day was asked for.
    void annotateRequested(plumbline::Date day);

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void fillTable();
    ChartSpec m_spec;
    QStackedLayout* m_stack;
    ChartView* m_view;
    QTableWidget* m_table = nullptr;
    QList<QAction*> m_exports;
    bool m_canAnnotate = false;
};

/// Renders a spec as vectors into `rect` (units of 1/96 inch on paper): the same marks and labels as on screen.
void paintChart(QPainter& painter, const QRectF& rect, const ChartSpec& spec, const Tokens& tokens,
                const NumberStyle& style = numberStyle());
/// Tab-separated values with a head line; and the same as an HTML table.
QString chartTsv(const ChartSpec& spec);
QString chartHtml(const ChartSpec& spec);

} // namespace plumbline::ui
