// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QTableView>

#include "core/chart/table_spec.h"

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
    /// Selects the row of that name; an empty name clears the selection.
    void selectName(const QString& name);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

public Q_SLOTS:
    void copy() const;

Q_SIGNALS:
    /// Click or Return on a row of a table whose rows can filter: ("channel", "Search").
    void rowActivated(const QString& dimension, const QString& value);

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
    TableSpecModel* m_model;
    bool m_roomy = false;
    int m_maximumRows = 12;
};

} // namespace plumbline::ui
