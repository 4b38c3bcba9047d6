// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QStyledItemDelegate>

#include "core/chart/table_spec.h"
#include "ui/charts/theme.h"

namespace plumbline::ui {

/// What a cell is drawn with; screen and paper differ in fonts and scale.
struct CellStyle {
    const Tokens* tokens = nullptr;
    QFont text, strong, badge;
    double scale = 1;
    double figures = 0;    ///< width of the numbers that stand left of bars in the same column; 0: bars alone
    bool swatches = false; ///< names of this column stand behind squares: those without one are indented
    bool mirror = false;   ///< the table runs from right to left
    double heatMargin = 0; ///< how far the ground of a heat cell reaches beyond its text
    qsizetype whole = 0;   ///< names up to so many letters are never cut: a table on screen scrolls instead
    static CellStyle screen();
    static CellStyle paper();
};

/// Paints a cell into `rect` (without padding of its own): square and name, number, change, bar or badge.
void paintCell(QPainter& painter, const QRectF& rect, const TableCell& cell, CellKind kind, bool total, const CellStyle& style);
/// Width that a cell needs; bars: their figure only.
double cellWidth(const TableCell& cell, CellKind kind, bool total, const CellStyle& style);
/// Widths of columns in `room`: what they need, then the rest shared; names give way first where room is short,
/// but for those that CellStyle::whole protects.
std::vector<double> columnWidths(const TableSpec& spec, double room, double gap, const CellStyle& style, const QFont& head);
/// Width of the figures left of the bars of a column.
double figuresWidth(const TableSpec& spec, size_t column, const CellStyle& style);
bool isRightAligned(CellKind kind);
/// Whether names stand behind coloured squares.
bool hasSwatches(const TableSpec& spec);

/// Rows of a SpecTable: ground of the selection, rule above, the cell.
class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;
};

/// Space left and right of the table's text, inside of its selection ground.
inline int tableInset() { return px(6); }
/// Space between columns.
inline int columnGap() { return px(16); }

} // namespace plumbline::ui
