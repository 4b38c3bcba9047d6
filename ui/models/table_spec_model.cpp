// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/table_spec_model.h"

#include <algorithm>
#include <numeric>

#include <QCollator>

#include "core/table/table.h"

namespace plumbline::ui {

namespace {
QString fromUtf8(const std::string& s) { return QString::fromUtf8(s.data(), static_cast<qsizetype>(s.size())); }
QString oneLine(QString s) { return s.replace(QLatin1Char('\t'), QLatin1Char(' ')).replace(QLatin1Char('\n'), QLatin1Char(' ')); }
} // namespace

TableSpecModel::TableSpecModel(QObject* parent) : QAbstractTableModel(parent) {}

void TableSpecModel::setSpec(const TableSpec& spec) {
    beginResetModel();
    m_spec = spec;
    m_order.resize(spec.rows.size());
    std::iota(m_order.begin(), m_order.end(), size_t{0});
    endResetModel();
}

bool TableSpecModel::isTotal(int row) const { return !m_spec.total.empty() && row == static_cast<int>(m_order.size()); }

const TableCell* TableSpecModel::cell(int row, int column) const {
    if (row < 0 || column < 0 || column >= columnCount()) return nullptr;
    const auto c = static_cast<size_t>(column);
    if (isTotal(row)) return c < m_spec.total.size() ? &m_spec.total[c] : nullptr;
    if (row >= static_cast<int>(m_order.size())) return nullptr;
    const auto& cells = m_spec.rows[m_order[static_cast<size_t>(row)]];
    return c < cells.size() ? &cells[c] : nullptr;
}

CellKind TableSpecModel::kind(int column) const {
    return column >= 0 && column < columnCount() ? m_spec.columns[static_cast<size_t>(column)].kind : CellKind::text;
}

QString TableSpecModel::rowName(int row) const {
    const TableCell* first = isTotal(row) ? nullptr : cell(row, 0);
    return first ? fromUtf8(first->text) : QString();
}

int TableSpecModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_order.size() + (m_spec.total.empty() ? 0 : 1));
}
int TableSpecModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_spec.columns.size());
}

QVariant TableSpecModel::data(const QModelIndex& index, int role) const {
    const TableCell* c = index.isValid() ? cell(index.row(), index.column()) : nullptr;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return c ? fromUtf8(c->text) : QString();
    case CellRole: return QVariant::fromValue(static_cast<void*>(const_cast<TableCell*>(c)));
    case KindRole: return static_cast<int>(kind(index.column()));
    case TotalRole: return isTotal(index.row());
    case Qt::TextAlignmentRole: {
        const CellKind k = kind(index.column());
        return static_cast<int>((k == CellKind::number || k == CellKind::change ? Qt::AlignRight : Qt::AlignLeft) |
                                Qt::AlignVCenter);
    }
    default: return {};
    }
}

QVariant TableSpecModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) return {};
    if (role == Qt::DisplayRole) return fromUtf8(m_spec.columns[static_cast<size_t>(section)].title);
    if (role == Qt::TextAlignmentRole) return data(index(0, section), role);
    return {};
}

Qt::ItemFlags TableSpecModel::flags(const QModelIndex& index) const {
    if (!index.isValid()) return Qt::NoItemFlags;
    return isTotal(index.row()) ? Qt::ItemIsEnabled : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

void TableSpecModel::sort(int column, Qt::SortOrder order) {
    if (column >= columnCount()) return;
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList held = persistentIndexList();
    std::vector<size_t> was;
    for (const QModelIndex& i : held) was.push_back(isTotal(i.row()) ? m_order.size() : m_order[static_cast<size_t>(i.row())]);
    std::iota(m_order.begin(), m_order.end(), size_t{0});
    if (column >= 0) {
        QCollator collator;
        collator.setNumericMode(true);
        const auto c = static_cast<size_t>(column);
        auto less = [&](size_t a, size_t b) {
            const TableCell* x = c < m_spec.rows[a].size() ? &m_spec.rows[a][c] : nullptr;
            const TableCell* y = c < m_spec.rows[b].size() ? &m_spec.rows[b][c] : nullptr;
            if (!x || !y) return x && !y;
            const bool numbers = kind(column) != CellKind::text || x->value || y->value;
            if (numbers && (x->value || y->value)) {
                // Missing stays last, whichever way the others run.
                if (!x->value || !y->value) return x->value.has_value();
                return order == Qt::AscendingOrder ? *x->value < *y->value : *x->value > *y->value;
            }
            const int cmp = collator.compare(fromUtf8(x->text), fromUtf8(y->text));
            return order == Qt::AscendingOrder ? cmp < 0 : cmp > 0;
        };
        std::stable_sort(m_order.begin(), m_order.end(), less);
    }
    QModelIndexList now;
    for (qsizetype i = 0; i < held.size(); ++i) {
        const auto at = std::find(m_order.begin(), m_order.end(), was[static_cast<size_t>(i)]);
        now << index(static_cast<int>(at - m_order.begin()), held[i].column());
    }
    changePersistentIndexList(held, now);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

namespace {
QString plain(const TableCell* c) {
    if (!c) return {};
    return c->value ? fromUtf8(to_text(Value(*c->value))) : oneLine(fromUtf8(c->text));
}
} // namespace

QString TableSpecModel::toTsv() const {
    QStringList lines, cells;
    // A bar without a text only repeats the number left of it.
    auto used = [this](int c) { return kind(c) != CellKind::bar || (cell(0, c) && !cell(0, c)->text.empty()); };
    for (int c = 0; c < columnCount(); ++c)
        if (used(c)) cells << oneLine(fromUtf8(m_spec.columns[static_cast<size_t>(c)].title));
    lines << cells.join(QLatin1Char('\t'));
    for (int r = 0; r < rowCount(); ++r) {
        cells.clear();
        for (int c = 0; c < columnCount(); ++c)
            if (used(c)) cells << plain(cell(r, c));
        lines << cells.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

QString TableSpecModel::toHtml() const {
    QString html = QStringLiteral("<table>");
    const QStringList lines = toTsv().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString tag = i == 0 ? QStringLiteral("th") : QStringLiteral("td");
        html += QStringLiteral("<tr>");
        for (const QString& text : lines[i].split(QLatin1Char('\t')))
            html += QStringLiteral("<%1>").arg(tag) + text.toHtmlEscaped() + QStringLiteral("</%1>").arg(tag);
        html += QStringLiteral("</tr>");
    }
    return html + QStringLiteral("</table>");
}

} // namespace plumbline::ui
