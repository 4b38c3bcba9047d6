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

#include "core/report/table_file.h"
#include "ui/models/table_spec_model.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/export_sink.h"
#include "ui/widgets/glossary_dialog.h"
#include "ui/widgets/spec_header.h"

namespace plumbline::ui {

namespace {

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
        selectKept();
    });
    connect(horizontalHeader(), &QHeaderView::sectionMoved, this, &SpecTable::moveColumn);
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
    // Rows that a filter keeps may be several; a click still takes one.
    setSelectionMode(spec.selected.size() > 1 ? QAbstractItemView::MultiSelection : QAbstractItemView::SingleSelection);
    updateMetrics();
    selectKept();
}

void SpecTable::selectKept() {
    if (spec().selected.empty()) return;
    clearSelection();
    for (int r = 0; r < m_model->rowCount(); ++r)
        if (const QString name = m_model->rowName(r);
            std::find(spec().selected.begin(), spec().selected.end(), name.toStdString()) != spec().selected.end())
            selectionModel()->select(m_model->index(r, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
}

void SpecTable::setSearch(const QString& typed) {
    m_model->setSearch(typed);
    updateMetrics();
    selectKept();
}

void SpecTable::setColumnsMovable(bool movable) { horizontalHeader()->setSectionsMovable(movable); }

void SpecTable::moveColumn(int, int from, int to) {
    // Columns are an order of the data, not of the view: the owner makes the table anew.
    QStringList ids;
    for (const TableColumnSpec& c : spec().columns) ids << qs(c.id);
    if (from < 0 || to < 0 || from >= ids.size() || to >= ids.size()) return;
    ids.move(from, to);
    {
        const QSignalBlocker quiet(horizontalHeader());
        horizontalHeader()->moveSection(to, from);
    }
    layoutColumns();
    Q_EMIT columnsMoved(ids);
}

const TableSpec& SpecTable::spec() const { return m_model->spec(); }

void SpecTable::setRoomy(bool roomy) {
    m_roomy = roomy;
    updateMetrics();
}

void SpecTable::setRowsStretch(bool stretch) {
    m_stretch = stretch;
    updateMetrics();
}

int SpecTable::rowHeight() const {
    // Few rows may stand farther apart: half a card of nothing reads as something that is missing.
    constexpr int dense = 23, roomy = 28, few = 5;
    const int least = px(m_roomy ? roomy : dense), rows = m_model->rowCount();
    if (!m_stretch || rows == 0 || rows > m_maximumRows) return least;
    const int most = rows <= few ? 56 : 44;
    return std::clamp((height() - px(24)) / rows, least, px(most));
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
    verticalHeader()->setDefaultSectionSize(rowHeight());
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
    if (m_stretch) verticalHeader()->setDefaultSectionSize(rowHeight());
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
    else if (event->matches(QKeySequence::WhatsThis)) {
        const int column = std::max(0, currentIndex().column());
        if (column < m_model->columnCount()) openGlossary(this, qs(spec().columns[static_cast<size_t>(column)].metric));
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        activate(currentIndex());
    else
        QTableView::keyPressEvent(event);
}

void SpecTable::fillMenu(QMenu* menu) {
    menu->addAction(tr("Copy the table"), this, &SpecTable::copy);
    menu->addAction(tr("Save as CSV…"), this, [this] { save(QStringLiteral("csv")); });
    menu->addAction(tr("Save as Excel…"), this, [this] { save(QStringLiteral("xlsx")); });
}

void SpecTable::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    const int column = columnAt(viewport()->mapFrom(this, event->pos()).x());
    const std::string metric = column >= 0 ? spec().columns[static_cast<size_t>(column)].metric : std::string();
    if (!metric.empty()) {
        menu.addAction(tr("What is %1?").arg(m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString()), this,
                       [this, metric] { openGlossary(this, qs(metric)); });
        menu.addSeparator();
    }
    fillMenu(&menu);
    menu.exec(event->globalPos());
}

void SpecTable::save(const QString& suffix) {
    const bool csv = suffix == QLatin1String("csv");
    askForFile(this, tr("Save the table"), fileName(qs(spec().title)), suffix, csv ? tr("CSV (*.csv)") : tr("Excel (*.xlsx)"),
               [this](const QString& file) { saveTo(file); });
}

void SpecTable::saveTo(const QString& file) {
    ExportSink* sink = ExportSink::of(this);
    const std::filesystem::path path(file.toUtf8().toStdString());
    auto write = [table = m_model->shown(), origin = sink ? sink->origin() : report::Origin{}, path,
                  csv = file.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive)] {
        if (csv)
            report::write_text_file(report::table_csv(table, origin), path);
        else
            report::write_table_xlsx(table, origin, path);
    };
    if (sink)
        sink->write(file, write);
    else
        write();
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
