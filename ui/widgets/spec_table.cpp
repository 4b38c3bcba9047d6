// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/spec_table.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QScrollBar>
#include <QWheelEvent>

#include "ui/models/table_spec_model.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/sparkline.h"

namespace plumbline::ui {

namespace {

/// Head of a SpecTable: aligned as its column, a rule below, the sort mark in accent.
class SpecHeader : public QHeaderView {
public:
    explicit SpecHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) {
        setSectionsClickable(true);
        setSectionResizeMode(QHeaderView::Fixed);
        setMinimumSectionSize(8);
        setHighlightSections(false);
    }
    QSize sizeHint() const override { return {0, px(24)}; }
    int sorted = -1;
    bool descending = true;

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override {
        const auto* m = qobject_cast<const TableSpecModel*>(model());
        if (!m) return;
        const Tokens& t = tokens();
        painter->fillRect(rect, t.surface);
        QRect rule(rect.left(), rect.bottom(), rect.width(), 1);
        QRectF inside(rect);
        const int last = m->columnCount() - 1;
        inside.setLeft(inside.left() + (section == 0 ? tableInset() : columnGap() / 2));
        inside.setRight(inside.right() - (section == last ? tableInset() : columnGap() / 2));
        if (section == 0) rule.setLeft(rule.left() + tableInset());
        if (section == last) rule.setRight(rule.right() - tableInset());
        painter->fillRect(rule, t.axis);
        const CellKind kind = m->kind(section);
        if (kind == CellKind::bar) {
            const double figures = figuresWidth(m->spec(), static_cast<size_t>(section), CellStyle::screen());
            if (figures > 0)
                inside.setWidth(std::max(
                    figures, QFontMetricsF(ui::font(TextStyle::small))
                                 .horizontalAdvance(m->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString())));
        }
        painter->setFont(ui::font(TextStyle::small));
        painter->setPen(section == sorted ? t.text : t.muted);
        const QString text = m->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString();
        const QFontMetricsF metrics(painter->font());
        const bool right = isRightAligned(kind) || (kind == CellKind::bar && !text.isEmpty());
        const QString shown = metrics.horizontalAdvance(text) > inside.width() + 1
                                  ? metrics.elidedText(text, Qt::ElideRight, inside.width())
                                  : text;
        painter->drawText(inside,
                          static_cast<int>((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter) | Qt::TextSingleLine |
                              Qt::TextDontClip,
                          shown);
        if (section == sorted) {
            // The mark stands in the gap, so that head and column stay aligned.
            const double width = metrics.horizontalAdvance(shown);
            const double x = right ? inside.right() - width - px(10) : inside.left() + width + px(4);
            paintTriangle(*painter, QRectF(x, inside.center().y() - px(3), px(7), px(7)), descending ? -1 : 1, t.accent);
        }
    }
};

SpecHeader* headOf(const QTableView* view) { return static_cast<SpecHeader*>(view->horizontalHeader()); }

} // namespace

SpecTable::SpecTable(QWidget* parent) : QTableView(parent), m_model(new TableSpecModel(this)) {
    setHorizontalHeader(new SpecHeader(this));
    setModel(m_model);
    setItemDelegate(new CellDelegate(this));
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(8);
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setCornerButtonEnabled(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(horizontalHeader(), &QHeaderView::sectionClicked, this, [this](int section) {
        // Largest first, smallest first, as given. Names: A to Z first.
        SpecHeader* head = headOf(this);
        const bool text = m_model->kind(section) == CellKind::text || m_model->kind(section) == CellKind::badge;
        const bool first = !text;
        if (head->sorted != section) {
            head->sorted = section;
            head->descending = first;
        } else if (head->descending == first) {
            head->descending = !first;
        } else {
            head->sorted = -1;
        }
        m_model->sort(head->sorted, head->descending ? Qt::DescendingOrder : Qt::AscendingOrder);
        head->viewport()->update();
    });
    connect(this, &QTableView::clicked, this, &SpecTable::activate);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        updateMetrics();
        viewport()->update();
    });
    updateMetrics();
}

void SpecTable::setSpec(const TableSpec& spec) {
    headOf(this)->sorted = -1;
    m_model->setSpec(spec);
    setAccessibleName(qs(spec.title));
    setAccessibleDescription(qs(spec.subtitle));
    updateMetrics();
}

const TableSpec& SpecTable::spec() const { return m_model->spec(); }

void SpecTable::setRoomy(bool roomy) {
    m_roomy = roomy;
    updateMetrics();
}

void SpecTable::setMaximumRows(int rows) {
    m_maximumRows = rows;
    updateMetrics();
}

void SpecTable::selectName(const QString& name) {
    clearSelection();
    if (name.isEmpty()) return;
    for (int r = 0; r < m_model->rowCount(); ++r)
        if (m_model->rowName(r) == name) {
            selectRow(r);
            return;
        }
}

void SpecTable::updateMetrics() {
    verticalHeader()->setDefaultSectionSize(px(m_roomy ? 28 : 23));
    setVerticalScrollBarPolicy(m_model->rowCount() > m_maximumRows ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    updateGeometry();
    layoutColumns();
}

int SpecTable::bodyHeight() const { return std::min(m_model->rowCount(), m_maximumRows) * px(m_roomy ? 28 : 23); }

QSize SpecTable::sizeHint() const {
    // A horizontal bar stands below the rows, never over the last one.
    const int bar = horizontalScrollBarPolicy() == Qt::ScrollBarAsNeeded ? px(10) : 0;
    return {px(320), px(24) + bodyHeight() + bar};
}
QSize SpecTable::minimumSizeHint() const { return {px(160), sizeHint().height()}; }

void SpecTable::layoutColumns() {
    const int n = m_model->columnCount();
    if (n == 0) return;
    const double room = viewport()->width() - 2 * tableInset();
    const std::vector<double> widths =
        columnWidths(m_model->spec(), room, columnGap(), CellStyle::screen(), ui::font(TextStyle::small));
    double at = 0, done = 0;
    for (int c = 0; c < n; ++c) {
        at += widths[static_cast<size_t>(c)] + (c == 0 ? tableInset() : columnGap() / 2.0) +
              (c == n - 1 ? tableInset() : columnGap() / 2.0);
        const double width = std::round(at) - done;
        done += width;
        setColumnWidth(c, static_cast<int>(width));
    }
    const auto policy = done > viewport()->width() + 1 ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff;
    if (policy == horizontalScrollBarPolicy()) return;
    setHorizontalScrollBarPolicy(policy);
    updateGeometry();
}

void SpecTable::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    layoutColumns();
}

void SpecTable::changeEvent(QEvent* event) {
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) layoutColumns();
}

void SpecTable::activate(const QModelIndex& index) {
    const QString name = index.isValid() ? m_model->rowName(index.row()) : QString();
    if (!name.isEmpty() && !m_model->spec().dimension.empty()) Q_EMIT rowActivated(qs(m_model->spec().dimension), name);
}

void SpecTable::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy))
        copy();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        activate(currentIndex());
    else
        QTableView::keyPressEvent(event);
}

void SpecTable::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    menu.addAction(tr("Copy the table"), this, &SpecTable::copy);
    menu.exec(event->globalPos());
}

void SpecTable::wheelEvent(QWheelEvent* event) {
    // The page scrolls as one: only a table that scrolls itself keeps the wheel.
    const bool inner =
        verticalScrollBar()->maximum() > 0 || (horizontalScrollBar()->maximum() > 0 && event->angleDelta().x() != 0);
    if (inner)
        QTableView::wheelEvent(event);
    else
        event->ignore();
}

void SpecTable::copy() const {
    auto* mime = new QMimeData;
    mime->setText(m_model->toTsv());
    mime->setHtml(m_model->toHtml());
    QApplication::clipboard()->setMimeData(mime);
}

} // namespace plumbline::ui
