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
    m_column = -1;
    m_swatches = std::any_of(spec.rows.begin(), spec.rows.end(),
                             [](const auto& row) { return !row.empty() && row.front().category_slot >= 0; });
    m_order = arranged();
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
        return static_cast<int>(
            (k == CellKind::number || k == CellKind::change || k == CellKind::heat ? Qt::AlignRight : Qt::AlignLeft) |
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
    m_column = column;
    m_direction = order;
    arrange();
}

void TableSpecModel::setSearch(const QString& typed) {
    if (typed == m_search) return;
    m_search = typed;
    // Rows come and go: what a view remembers of them is void.
    beginResetModel();
    m_order = arranged();
    endResetModel();
}

TableSpec TableSpecModel::shown() const {
    TableSpec out = m_spec;
    out.rows.clear();
    for (const size_t r : m_order) out.rows.push_back(m_spec.rows[r]);
    return out;
}

void TableSpecModel::arrange() {
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList held = persistentIndexList();
    std::vector<size_t> was;
    for (const QModelIndex& i : held)
        was.push_back(isTotal(i.row()) ? m_spec.rows.size() : m_order[static_cast<size_t>(i.row())]);
    m_order = arranged();
    std::vector<int> place(m_spec.rows.size() + 1, -1);
    for (size_t i = 0; i < m_order.size(); ++i) place[m_order[i]] = static_cast<int>(i);
    place.back() = static_cast<int>(m_order.size());
    QModelIndexList now;
    for (qsizetype i = 0; i < held.size(); ++i) now << index(place[was[static_cast<size_t>(i)]], held[i].column());
    changePersistentIndexList(held, now);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

std::vector<size_t> TableSpecModel::arranged() const {
    std::vector<size_t> order;
    order.reserve(m_spec.rows.size());
    const QStringList wanted = m_search.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (size_t r = 0; r < m_spec.rows.size(); ++r) {
        bool all = true;
        for (const QString& word : wanted) {
            bool any = false;
            for (size_t c = 0; c < m_spec.rows[r].size() && c < m_spec.columns.size() && !any; ++c) {
                const CellKind k = m_spec.columns[c].kind;
                any = (k == CellKind::text || k == CellKind::badge) &&
                      fromUtf8(m_spec.rows[r][c].text).contains(word, Qt::CaseInsensitive);
            }
            all = all && any;
        }
        if (all) order.push_back(r);
    }
    if (m_column < 0 || m_column >= static_cast<int>(m_spec.columns.size())) return order;

    const auto c = static_cast<size_t>(m_column);
    const bool up = m_direction == Qt::AscendingOrder;
    auto value = [&](size_t r) { return c < m_spec.rows[r].size() ? m_spec.rows[r][c].value : std::nullopt; };
    const bool numbers = std::any_of(order.begin(), order.end(), [&](size_t r) { return value(r).has_value(); });
    if (numbers) {
        // Missing stays last, whichever way the others run.
        std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
            const auto x = value(a), y = value(b);
            if (!x || !y) return x.has_value() && !y.has_value();
            return up ? *x < *y : *x > *y;
        });
        return order;
    }
    // A key a row once: comparing texts by the rules of a language is dear.
    QCollator collator;
    collator.setNumericMode(true);
    std::vector<std::pair<QCollatorSortKey, size_t>> keys;
    keys.reserve(order.size());
    for (const size_t r : order)
        keys.emplace_back(collator.sortKey(c < m_spec.rows[r].size() ? fromUtf8(m_spec.rows[r][c].text) : QString()), r);
    std::stable_sort(keys.begin(), keys.end(), [&](const auto& a, const auto& b) {
        const int order_of = a.first.compare(b.first);
        return up ? order_of < 0 : order_of > 0;
    });
    for (size_t i = 0; i < keys.size(); ++i) order[i] = keys[i].second;
    return order;
}

namespace {
QString plain(const TableCell* c, CellKind kind) {
    if (!c) return {};
    if (c->value && kind != CellKind::text) return fromUtf8(to_text(Value(*c->value)));
    const QString text = oneLine(fromUtf8(c->text));
    // A spreadsheet runs what begins so as a formula, also when it is pasted.
    const bool formula = !text.isEmpty() && QStringLiteral("=+-@\t\r").contains(text.front());
    return formula ? QLatin1Char('\'') + text : text;
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
            if (used(c)) cells << plain(cell(r, c), kind(c));
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
