// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QTableView>

#include "core/chart/table_spec.h"

class QMenu;

namespace plumbline::ui {

class TableSpecModel;

/// A TableSpec: 12 rows stand without a scroll bar, more scroll inside. Click a head to sort, Ctrl+C copies.
class SpecTable : public QTableView {
    Q_OBJECT
public:
    explicit SpecTable(QWidget* parent = nullptr);
    void setSpec(const TableSpec& spec);
    const TableSpec& spec() const;
    TableSpecModel* specModel() const { return m_model; }
    /// Rows 28 high instead of 23.
    void setRoomy(bool roomy);
    void setMaximumRows(int rows);
    /// Rows grow up to 36 where there is height.
    void setRowsStretch(bool stretch);
    /// Selects the row of that name; an empty name clears the selection.
    void selectName(const QString& name);
    /// Shows only rows that hold every word.
    void setSearch(const QString& typed);
    /// Heads can be dragged; the table itself stays as it is and says what is wanted.
    void setColumnsMovable(bool movable);
    /// Copy, save as CSV, save as Excel.
    void fillMenu(QMenu* menu);
    /// Writes what is shown, by suffix: .csv or .xlsx.
    void saveTo(const QString& file);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

public Q_SLOTS:
    void copy() const;

Q_SIGNALS:
    /// Click or Return on a row of a table whose rows can filter: ("channel", "Search").
    void rowActivated(const QString& dimension, const QString& value);
    /// A head was dragged: ids of the columns in the order that is wanted.
    void columnsMoved(const QStringList& ids);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void activate(const QModelIndex& index);
    void layoutColumns();
    void updateMetrics();
    int bodyHeight() const;
    void selectKept();
    void moveColumn(int logical, int from, int to);
    void save(const QString& suffix);
    TableSpecModel* m_model;
    int rowHeight() const;
    bool m_roomy = false, m_stretch = false;
    int m_maximumRows = 12;
};

} // namespace plumbline::ui
