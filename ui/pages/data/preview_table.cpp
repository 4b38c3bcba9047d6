// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/preview_table.h"

#include <QActionGroup>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>

#include "ui/charts/number_style.h"
#include "ui/charts/theme.h"
#include "ui/models/table_model.h"
#include "ui/session/wording.h"
#include "ui/widgets/token_button.h"

namespace plumbline::ui {

namespace {

constexpr int shown_rows = 8;
// As the cells below have from the style.
constexpr int cell_padding = 3;
// Between two columns at least.
constexpr int column_gap = 14;
// Widest column at first; a long text column must not push the measures out of sight.
constexpr int most_width = 220;

QString roleOf(const DatasetColumn& column) {
    if (column.role == "dimension" && !column.kind.empty()) return kindName(column.kind);
    return roleName(column.role);
}

QString unitOf(const DatasetColumn& column) {
    if (column.role == "date") return QCoreApplication::translate("Import", "day");
    if (column.role == "campaign") return QCoreApplication::translate("Import", "name");
    if (column.role == "dimension") return QCoreApplication::translate("Import", "dimension");
    return unitName(column.unit);
}

/// Numbers with the digits that they have in the file, in the signs of the window.
class PreviewModel : public TableModel {
public:
    using TableModel::TableModel;
    void setColumns(const std::vector<DatasetColumn>& columns) { m_columns = columns; }
    QVariant data(const QModelIndex& index, int role) const override {
        const auto column = static_cast<size_t>(index.column());
        if (role == Qt::DisplayRole && index.isValid() && table() && column < m_columns.size()) {
            const Column& cells = table()->column(column);
            const int scale = m_columns[column].scale;
            if (cells.type() == ColumnType::real && scale >= 0 && m_columns[column].type == FieldType::decimal)
                if (const auto value = cells.number(static_cast<size_t>(index.row())))
                    return qs(format_number(*value, scale, numberStyle()));
        }
        return TableModel::data(index, role);
    }

private:
    std::vector<DatasetColumn> m_columns;
};

/// A rule under each row, none between columns.
class RowRules : public QStyledItemDelegate {
public:
    RowRules(const RoleHeader* head, QObject* parent) : QStyledItemDelegate(parent), m_head(head) {}
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        QStyleOptionViewItem inside = option;
        const int end = m_head->endGap(index.column());
        inside.rect.adjust(option.direction == Qt::RightToLeft ? end : 0, 0, option.direction == Qt::RightToLeft ? 0 : -end, 0);
        QStyledItemDelegate::paint(painter, inside, index);
        painter->fillRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1, tokens().grid);
    }

private:
    const RoleHeader* m_head;
};

} // namespace

void RoleMenu::fill(QMenu* menu, const DatasetColumn& column, PickRole pickRole, PickUnit pickUnit) {
    menu->clear();
    const auto add = [&](QMenu* to, const std::string& role, const std::string& kind, const QString& text) {
        QAction* action = to->addAction(text, to, [pickRole, role, kind] { pickRole(qs(role), qs(kind)); });
        action->setCheckable(true);
        action->setChecked(column.role == role && (role != "dimension" || column.kind == kind));
    };
    const bool number =
        column.type == FieldType::integer || column.type == FieldType::decimal || column.type == FieldType::percent;
    for (const std::string& role : column_roles()) {
        if (role == "dimension") {
            QMenu* kinds = menu->addMenu(roleName(role));
            bool known = false;
            for (const char* kind :
                 {"channel", "sub_channel", "country", "region", "city", "device", "category", "product", "audience"}) {
                add(kinds, role, kind, kindName(kind));
                known = known || column.kind == kind;
            }
            kinds->addSeparator();
            add(kinds, role, {}, QCoreApplication::translate("Import", "Another: %1").arg(qs(column.name)));
            // The way to the role that a column has is ticked as well, and so is a kind that has no line of its own.
            kinds->menuAction()->setCheckable(true);
            kinds->menuAction()->setChecked(column.role == role);
            if (column.role == role && !known) kinds->actions().back()->setChecked(true);
            menu->addSeparator();
        } else if ((is_measure_role(role) || role == "rate") && !number) {
            continue; // text cannot be summed
        } else
            add(menu, role, {}, roleName(role));
        if (role == "measure" || role == "campaign_id") menu->addSeparator();
    }
    if (!is_measure_role(column.role)) return;
    menu->addSeparator();
    QMenu* units = menu->addMenu(QCoreApplication::translate("Import", "Unit"));
    units->menuAction()->setCheckable(true);
    units->menuAction()->setChecked(!column.unit.empty());
    for (const char* unit : {"count", "percent", "ratio", "CHF", "EUR", "USD", "GBP"}) {
        QAction* action = units->addAction(unitName(unit), units, [pickUnit, unit] { pickUnit(QLatin1String(unit)); });
        action->setCheckable(true);
        action->setChecked(column.unit == unit);
    }
}

RoleHeader::RoleHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) {
    setSectionsClickable(false);
    setHighlightSections(false);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setFocusPolicy(Qt::NoFocus);
    connect(this, &QHeaderView::sectionResized, this, &RoleHeader::placeButtons);
}

bool RoleHeader::isRight(int column) const {
    const FieldType type = m_columns[static_cast<size_t>(column)].type;
    return type == FieldType::integer || type == FieldType::decimal || type == FieldType::percent;
}

int RoleHeader::endGap(int column) const {
    const bool last = column + 1 >= static_cast<int>(m_columns.size());
    return !last && isRight(column) && !isRight(column + 1) ? px(column_gap) : 0;
}

void RoleHeader::setColumns(const std::vector<DatasetColumn>& columns) {
    m_columns = columns;
    while (m_buttons.size() > static_cast<qsizetype>(columns.size())) delete m_buttons.takeLast();
    while (m_buttons.size() < static_cast<qsizetype>(columns.size())) {
        const int column = static_cast<int>(m_buttons.size());
        auto* button = new TokenButton(QString(), QString(), QString(), viewport());
        button->setCompact(true);
        auto* menu = new QMenu(button);
        button->setMenu(menu);
        connect(menu, &QMenu::aboutToShow, this, [this, menu, column] {
            RoleMenu::fill(
                menu, m_columns[static_cast<size_t>(column)],
                [this, column](const QString& role, const QString& kind) { Q_EMIT rolePicked(column, role, kind); },
                [this, column](const QString& unit) { Q_EMIT unitPicked(column, unit); });
        });
        m_buttons.append(button);
    }
    for (int i = 0; i < m_buttons.size(); ++i) {
        const DatasetColumn& column = m_columns[static_cast<size_t>(i)];
        m_buttons[i]->setValue(roleOf(column));
        m_buttons[i]->setAccessibleName(tr("Role of %1: %2").arg(qs(column.name), roleOf(column)));
    }
    updateGeometry();
    placeButtons();
    viewport()->update();
}

QSize RoleHeader::sizeHint() const {
    const int name = QFontMetrics(plumbline::ui::font(TextStyle::controlStrong)).height(),
              unit = QFontMetrics(plumbline::ui::font(TextStyle::small)).height();
    return {px(400), name + px(4) + px(24) + px(4) + unit + px(6)};
}

QSize RoleHeader::sectionSizeFromContents(int logicalIndex) const {
    const auto i = static_cast<size_t>(logicalIndex);
    if (i >= m_columns.size()) return {px(60), sizeHint().height()};
    const int name = QFontMetrics(plumbline::ui::font(TextStyle::controlStrong)).horizontalAdvance(qs(m_columns[i].name));
    const int role = m_buttons[logicalIndex]->sizeHint().width();
    return {std::max(name, role) + 2 * px(cell_padding) + px(column_gap) + endGap(logicalIndex), sizeHint().height()};
}

void RoleHeader::paintSection(QPainter* painter, const QRect& rect, int logicalIndex) const {
    const auto i = static_cast<size_t>(logicalIndex);
    if (i >= m_columns.size()) return;
    const Tokens& t = tokens();
    painter->fillRect(rect, t.surface);
    const auto align = isRight(logicalIndex) ? Qt::AlignRight : Qt::AlignLeft;
    const QRect in = rect.adjusted(px(cell_padding), 0, -px(cell_padding) - endGap(logicalIndex), 0);
    const QFontMetrics nameMetrics(plumbline::ui::font(TextStyle::controlStrong));
    const QFontMetrics unitMetrics(plumbline::ui::font(TextStyle::small));
    painter->setFont(plumbline::ui::font(TextStyle::controlStrong));
    painter->setPen(t.text);
    painter->drawText(QRect(in.left(), in.top(), in.width(), nameMetrics.height()), static_cast<int>(align | Qt::AlignVCenter),
                      nameMetrics.elidedText(qs(m_columns[i].name), Qt::ElideRight, in.width()));
    painter->setFont(plumbline::ui::font(TextStyle::small));
    painter->setPen(t.muted);
    painter->drawText(QRect(in.left(), in.bottom() - unitMetrics.height() - px(5), in.width(), unitMetrics.height()),
                      static_cast<int>(align | Qt::AlignVCenter), unitOf(m_columns[i]));
    painter->fillRect(rect.left(), rect.bottom(), rect.width(), 1, t.axis);
}

void RoleHeader::placeButtons() {
    const int top = QFontMetrics(plumbline::ui::font(TextStyle::controlStrong)).height() + px(4);
    for (int i = 0; i < m_buttons.size() && i < count(); ++i) {
        TokenButton* button = m_buttons[i];
        const int left = sectionViewportPosition(i), width = sectionSize(i) - 2 * px(cell_padding) - endGap(i);
        const QSize size(std::min(button->sizeHint().width(), width), px(24));
        button->setGeometry(isRight(i) ? left + px(cell_padding) + width - size.width() : left + px(cell_padding), top,
                            size.width(), size.height());
        button->setVisible(true);
    }
}

void RoleHeader::updateGeometries() {
    QHeaderView::updateGeometries();
    placeButtons();
}

void RoleHeader::resizeEvent(QResizeEvent* event) {
    QHeaderView::resizeEvent(event);
    placeButtons();
}

PreviewTable::PreviewTable(QWidget* parent) : QTableView(parent), m_model(new PreviewModel(this)), m_head(new RoleHeader(this)) {
    setHorizontalHeader(m_head);
    setModel(m_model);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setItemDelegate(new RowRules(m_head, this));
    setTabKeyNavigation(false);
    setWordWrap(false);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setAccessibleName(tr("First rows of the file"));
    setFont(plumbline::ui::font(TextStyle::control));
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, this, [this] { m_head->update(); });
}

void PreviewTable::setPreview(std::shared_ptr<const Table> rows, const std::vector<DatasetColumn>& columns) {
    static_cast<PreviewModel*>(m_model)->setColumns(columns);
    m_model->setStyle(numberStyle());
    m_model->setTable(std::move(rows));
    m_head->setColumns(columns);
    verticalHeader()->setDefaultSectionSize(px(23));
    layoutColumns();
    updateGeometry();
}

void PreviewTable::layoutColumns() {
    const int columns = m_model->columnCount();
    if (columns == 0) return;
    std::vector<int> widths;
    int total = 0;
    for (int i = 0; i < columns; ++i) {
        const int wanted = std::max(sizeHintForColumn(i) + px(column_gap) + m_head->endGap(i), m_head->sectionSizeHint(i));
        widths.push_back(std::min(wanted, std::max(px(most_width), m_head->sectionSizeHint(i))));
        total += widths.back();
    }
    // What is left over goes to all columns alike.
    const int spare = std::max(0, viewport()->width() - total);
    if (const bool wide = total > viewport()->width(); wide != m_wide) {
        m_wide = wide;
        updateGeometry();
    }
    for (int i = 0; i < columns; ++i)
        m_head->resizeSection(i, widths[static_cast<size_t>(i)] + spare * (i + 1) / columns - spare * i / columns);
}

QSize PreviewTable::sizeHint() const {
    const int rows = std::clamp(m_model->rowCount(), 1, shown_rows);
    const int bar = m_wide ? horizontalScrollBar()->sizeHint().height() : 0; // below the last row, never over it
    return {px(400), m_head->sizeHint().height() + rows * px(23) + bar + 2};
}

void PreviewTable::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    if (event->size().width() != event->oldSize().width()) layoutColumns();
}

} // namespace plumbline::ui
