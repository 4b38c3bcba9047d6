// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/table_model.h"

#include <algorithm>
#include <limits>

namespace plumbline::ui {

namespace {
QString fromUtf8(const std::string& s) { return QString::fromUtf8(s.data(), static_cast<qsizetype>(s.size())); }
/// A cell of a file can hold megabytes; a view shows its beginning.
constexpr size_t most_bytes_shown = 2000;
/// Rows handed to views at a time.
constexpr size_t rows_a_step = 20000;
} // namespace

TableModel::TableModel(QObject* parent) : QAbstractTableModel(parent), m_style(NumberStyle::of(Language::en)) {}

void TableModel::setTable(std::shared_ptr<const Table> table) {
    beginResetModel();
    m_table = std::move(table);
    m_known = m_table ? std::min(m_table->rows(), rows_a_step) : 0;
    endResetModel();
}

void TableModel::setStyle(NumberStyle style) {
    m_style = std::move(style);
    if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int TableModel::rowCount(const QModelIndex& parent) const {
    if (parent.isValid() || !m_table) return 0;
    return static_cast<int>(m_known);
}

bool TableModel::canFetchMore(const QModelIndex& parent) const {
    return !parent.isValid() && m_table && m_known < std::min<size_t>(m_table->rows(), std::numeric_limits<int>::max());
}

void TableModel::fetchMore(const QModelIndex& parent) {
    if (!canFetchMore(parent)) return;
    const size_t next = std::min(m_table->rows(), m_known + rows_a_step);
    beginInsertRows({}, static_cast<int>(m_known), static_cast<int>(next - 1));
    m_known = next;
    endInsertRows();
}

int TableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() || !m_table ? 0 : static_cast<int>(m_table->columns());
}

QString TableModel::text(size_t row, size_t column) const {
    const Column& c = m_table->column(column);
    if (c.is_null(row)) return fromUtf8(std::string(missing_value));
    switch (c.type()) {
    case ColumnType::text: {
        const std::string& s = c.text(row);
        QString shown = fromUtf8(s.size() > most_bytes_shown ? s.substr(0, most_bytes_shown) + "…" : s);
        return shown.replace(QLatin1Char('\n'), QChar(0x2424)); // one row, one line
    }
    case ColumnType::integer:
        // A count is grouped; an id or a year without a unit is shown as it came.
        return c.unit().empty() ? QString::number(c.integer(row)) : fromUtf8(format_cell(c.number(row), c.unit(), m_style));
    case ColumnType::real:
        return c.unit().empty() ? fromUtf8(to_text(c.value(row))) : fromUtf8(format_cell(c.number(row), c.unit(), m_style));
    case ColumnType::date: return fromUtf8(format_date(c.date(row), m_style.language));
    case ColumnType::boolean: return c.boolean(row) ? tr("yes") : tr("no");
    }
    return {};
}

QVariant TableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || !m_table) return {};
    const auto row = static_cast<size_t>(index.row()), column = static_cast<size_t>(index.column());
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole) return text(row, column);
    if (role == Qt::TextAlignmentRole) {
        const ColumnType type = m_table->column(column).type();
        return static_cast<int>((type == ColumnType::integer || type == ColumnType::real ? Qt::AlignRight : Qt::AlignLeft) |
                                Qt::AlignVCenter);
    }
    return {};
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (!m_table) return {};
    if (orientation == Qt::Vertical) return role == Qt::DisplayRole ? QVariant(section + 1) : QVariant();
    if (section < 0 || section >= columnCount()) return {};
    if (role == Qt::DisplayRole) return fromUtf8(m_table->column(static_cast<size_t>(section)).name());
    if (role == Qt::TextAlignmentRole) return data(index(0, section), role);
    return {};
}

} // namespace plumbline::ui
