// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/columns_layout.h"

#include <map>

#include <QWidget>

#include "ui/charts/theme.h"

namespace plumbline::ui {

namespace {

constexpr int gutter_px = 12;

int gutter() { return px(gutter_px); }

/// Left edge of a column, so that rounding never adds up: the last column ends at the right edge.
int columnLeft(int column, int width) { return (width + gutter()) * column / ColumnsLayout::columns; }

int spanWidth(int column, int span, int width) { return columnLeft(column + span, width) - gutter() - columnLeft(column, width); }

int itemHeight(const QLayoutItem* item, int width) {
    const int wanted = item->hasHeightForWidth() ? item->heightForWidth(width) : item->sizeHint().height();
    return std::max(wanted, item->minimumSize().height());
}

} // namespace

ColumnsLayout::ColumnsLayout(QWidget* parent) : QLayout(parent) {}

ColumnsLayout::~ColumnsLayout() {
    for (const Item& item : m_items) delete item.item;
}

void ColumnsLayout::clearRows(int from) {
    std::erase_if(m_items, [from](const Item& item) {
        if (item.row < from) return false;
        delete item.item;
        return true;
    });
    m_rows = std::min(m_rows, from);
    invalidate();
}

void ColumnsLayout::addRow(const std::vector<Cell>& cells, int stretch) {
    for (const Cell& cell : cells) {
        addChildWidget(cell.widget);
        m_items.push_back({new QWidgetItemV2(cell.widget), m_rows, cell.span, stretch});
    }
    ++m_rows;
    invalidate();
}

void ColumnsLayout::addItem(QLayoutItem* item) { m_items.push_back({item, m_rows++, columns, 0}); }

QLayoutItem* ColumnsLayout::itemAt(int index) const {
    return index >= 0 && index < count() ? m_items[static_cast<size_t>(index)].item : nullptr;
}

QLayoutItem* ColumnsLayout::takeAt(int index) {
    if (index < 0 || index >= count()) return nullptr;
    QLayoutItem* item = m_items[static_cast<size_t>(index)].item;
    m_items.erase(m_items.begin() + index);
    return item;
}

std::vector<ColumnsLayout::Line> ColumnsLayout::lines(int width) const {
    const bool narrow = width < px(one_column_units);
    std::vector<Line> all;
    int row = -1;
    // A neighbour that has nothing to show leaves its columns to the others: no half of a page stays empty.
    std::map<int, int> wanted, shown;
    for (const Item& item : m_items) {
        wanted[item.row] += item.span;
        if (!item.item->isEmpty()) shown[item.row] += item.span;
    }
    for (const Item& item : m_items) {
        if (item.item->isEmpty()) continue;
        if (narrow || item.row != row) all.emplace_back();
        row = item.row;
        Line& line = all.back();
        int column = 0;
        for (const Placed& before : line.items) column += before.span;
        const int span = std::min(columns, item.span * wanted[item.row] / shown[item.row]);
        line.items.push_back({&item, span});
        line.stretch = std::max(line.stretch, item.stretch);
        const int w = narrow ? width : spanWidth(column, span, width);
        line.height = std::max(line.height, itemHeight(item.item, w));
    }
    return all;
}

int ColumnsLayout::heightForWidth(int width) const {
    const QMargins m = contentsMargins();
    int height = m.top() + m.bottom();
    const auto all = lines(width - m.left() - m.right());
    for (const Line& line : all) height += line.height;
    return height + (all.empty() ? 0 : (static_cast<int>(all.size()) - 1) * gutter());
}

QSize ColumnsLayout::sizeHint() const {
    const int width = px(960);
    return {width, heightForWidth(width)};
}

QSize ColumnsLayout::minimumSize() const { return {px(280), 0}; }

void ColumnsLayout::setGeometry(const QRect& rect) {
    QLayout::setGeometry(rect);
    const QRect area = rect.marginsRemoved(contentsMargins());
    const auto all = lines(area.width());
    int needed = all.empty() ? 0 : -gutter(), stretch = 0;
    for (const Line& line : all) {
        needed += line.height + gutter();
        stretch += line.stretch;
    }
    int spare = std::max(0, area.height() - needed);
    const bool narrow = area.width() < px(one_column_units);
    int y = area.top();
    for (const Line& line : all) {
        int height = line.height;
        if (line.stretch > 0) {
            const int more = spare * line.stretch / stretch;
            height += more;
            spare -= more;
            stretch -= line.stretch;
        }
        int column = 0;
        for (const Placed& placed : line.items) {
            const int left = narrow ? 0 : columnLeft(column, area.width());
            const int width = narrow ? area.width() : spanWidth(column, placed.span, area.width());
            placed.item->item->setGeometry({area.left() + left, y, width, height});
            column += placed.span;
        }
        y += height + gutter();
    }
}

} // namespace plumbline::ui
