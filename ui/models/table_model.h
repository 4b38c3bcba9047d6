// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>

#include <QAbstractTableModel>

#include "core/base/format.h"
#include "core/table/table.h"

namespace plumbline::ui {

/// Any Table, for previews. Holds it by shared pointer, formats a cell only when it is shown, and lets a view have its rows in
/// steps as it scrolls: a view keeps a few bytes for every row it knows of, which is hundreds of megabytes at 10 million.
class TableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit TableModel(QObject* parent = nullptr);
    void setTable(std::shared_ptr<const Table> table);
    void setTable(Table table) { setTable(std::make_shared<const Table>(std::move(table))); }
    const Table* table() const { return m_table.get(); }
    void setStyle(NumberStyle style);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

private:
    QString text(size_t row, size_t column) const;
    std::shared_ptr<const Table> m_table;
    size_t m_known = 0; ///< rows that views know of
    NumberStyle m_style;
};

} // namespace plumbline::ui
