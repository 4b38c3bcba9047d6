// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>

#include <QAbstractTableModel>

#include "core/base/format.h"
#include "core/table/table.h"

namespace plumbline::ui {

/// Any Table, for previews. Holds it by shared pointer, formats a cell only when it is shown: 10 million rows cost nothing more.
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

private:
    QString text(size_t row, size_t column) const;
    std::shared_ptr<const Table> m_table;
    NumberStyle m_style;
};

} // namespace plumbline::ui
