// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QAbstractTableModel>

#include "core/chart/table_spec.h"

namespace plumbline::ui {

/// Rows of a TableSpec. Sorting uses the values, not the texts; the total row stays last; missing values stay behind.
class TableSpecModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role {
        CellRole = Qt::UserRole + 1, ///< const TableCell*, as a pointer in a QVariant
        KindRole,                    ///< int of CellKind
        TotalRole,                   ///< bool: the total row
    };
    explicit TableSpecModel(QObject* parent = nullptr);
    void setSpec(const TableSpec& spec);
    const TableSpec& spec() const { return m_spec; }
    bool isTotal(int row) const;
    /// nullptr outside of the table.
    const TableCell* cell(int row, int column) const;
    CellKind kind(int column) const;
    /// Shows only rows whose texts hold every word typed, whatever their case; empty: all. The total stays what it is.
    void setSearch(const QString& typed);
    const QString& search() const { return m_search; }
    /// Names stand behind coloured squares.
    bool hasSwatches() const { return m_swatches; }
    /// The table as it is shown now: rows in their order, without those that a search leaves out.
    TableSpec shown() const;
    /// Name of the row, for filters: text of the first column; empty for the total.
    QString rowName(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    /// Tab-separated: head, rows in shown order, total. Numbers as plain values, so that they can be pasted into a sheet.
    QString toTsv() const;
    QString toHtml() const;

private:
    void arrange();
    std::vector<size_t> arranged() const;
    TableSpec m_spec;
    std::vector<size_t> m_order; ///< rows shown
    QString m_search;
    bool m_swatches = false;
    int m_column = -1; ///< sorted by; -1: as given
    Qt::SortOrder m_direction = Qt::AscendingOrder;
};

} // namespace plumbline::ui
