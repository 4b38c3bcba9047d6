// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include <QLayout>

namespace plumbline::ui {

/// Rows on a grid of twelve equal columns with a gutter of 12. Under 720 units of width every item takes the whole line.
/// Height that is left over goes to the rows that stretch.
class ColumnsLayout : public QLayout {
public:
    static constexpr int columns = 12;
    static constexpr int one_column_units = 720;
    struct Cell {
        QWidget* widget;
        int span;
    };
    explicit ColumnsLayout(QWidget* parent);
    ~ColumnsLayout() override;
    void addRow(const std::vector<Cell>& cells, int stretch = 0);
    /// Takes all rows from number `from` on away; their widgets stay children of the page.
    void clearRows(int from);
    int rowCount() const { return m_rows; }

    void addItem(QLayoutItem* item) override;
    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;

private:
    struct Item {
        QLayoutItem* item;
        int row;
        int span;
        int stretch;
    };
    struct Placed {
        const Item* item;
        int span; ///< wider than the item's own where a neighbour has nothing to show
    };
    struct Line {
        std::vector<Placed> items;
        int height = 0;
        int stretch = 0;
    };
    std::vector<Line> lines(int width) const;
    std::vector<Item> m_items;
    int m_rows = 0;
};

} // namespace plumbline::ui
