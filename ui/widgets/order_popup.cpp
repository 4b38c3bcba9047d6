// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/order_popup.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QListWidget>
#include <QScreen>
#include <QVBoxLayout>

#include "ui/widgets/labels.h"

namespace plumbline::ui {

namespace {
constexpr int id_role = Qt::UserRole, span_role = Qt::UserRole + 1;
} // namespace

OrderPopup::OrderPopup(const QString& title, const std::vector<Item>& items, QWidget* parent)
    : QFrame(parent, Qt::Popup), m_list(new QListWidget) {
    setObjectName("popup");
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleName(title);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(12), px(12), px(12), px(12));
    column->setSpacing(px(8));
    column->addWidget(makeLabel(title, TextStyle::cardTitle));
    m_list->setAccessibleName(title);
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    m_list->setFixedSize(px(280), px(std::clamp(static_cast<int>(items.size()), 4, 11) * 27 + 8));
    bool widths = false;
    for (const Item& item : items) {
        auto* row = new QListWidgetItem(item.name, m_list);
        row->setData(id_role, item.id);
        row->setData(span_role, item.span);
        row->setFlags((row->flags() | Qt::ItemIsUserCheckable | Qt::ItemIsDragEnabled) & ~Qt::ItemIsDropEnabled);
        row->setCheckState(item.shown ? Qt::Checked : Qt::Unchecked);
        widths = widths || item.span > 0;
    }
    column->addWidget(m_list);
    auto* tools = new QHBoxLayout;
    tools->setSpacing(px(4));
    auto* up = makeIconButton("chevron_up", tr("Move up"));
    auto* down = makeIconButton("chevron_down", tr("Move down"));
    tools->addWidget(up);
    tools->addWidget(down);
    if (widths) {
        m_width = new QComboBox;
        m_width->setAccessibleName(tr("Width"));
        for (const auto& [span, name] :
             {std::pair{4, tr("A third")}, {6, tr("Half")}, {8, tr("Two thirds")}, {12, tr("Full width")}})
            m_width->addItem(name, span);
        tools->addWidget(m_width, 1);
        connect(m_width, &QComboBox::activated, this, [this] {
            if (QListWidgetItem* item = m_list->currentItem()) item->setData(span_role, m_width->currentData());
        });
    } else
        tools->addStretch(1);
    column->addLayout(tools);
    auto* buttons = new QHBoxLayout;
    auto* reset = makeButton(tr("Reset"), ButtonKind::quiet);
    auto* apply = makeButton(tr("Apply"), ButtonKind::primary);
    buttons->addWidget(reset);
    buttons->addStretch(1);
    buttons->addWidget(apply);
    column->addLayout(buttons);
    connect(up, &QToolButton::clicked, this, [this] { move(-1); });
    connect(down, &QToolButton::clicked, this, [this] { move(1); });
    connect(m_list, &QListWidget::currentRowChanged, this, &OrderPopup::refresh);
    connect(reset, &QPushButton::clicked, this, [this] {
        Q_EMIT resetRequested();
        close();
    });
    connect(apply, &QPushButton::clicked, this, [this] {
        Q_EMIT applied(this->items());
        close();
    });
    m_list->setCurrentRow(0);
    m_list->setFocus();
}

std::vector<OrderPopup::Item> OrderPopup::items() const {
    std::vector<Item> out;
    for (int i = 0; i < m_list->count(); ++i) {
        const QListWidgetItem* row = m_list->item(i);
        out.push_back(
            {row->data(id_role).toString(), row->text(), row->checkState() == Qt::Checked, row->data(span_role).toInt()});
    }
    return out;
}

void OrderPopup::move(int by) {
    const int from = m_list->currentRow(), to = from + by;
    if (from < 0 || to < 0 || to >= m_list->count()) return;
    QListWidgetItem* item = m_list->takeItem(from);
    m_list->insertItem(to, item);
    m_list->setCurrentRow(to);
}

void OrderPopup::refresh() {
    const QListWidgetItem* item = m_list->currentItem();
    if (!m_width || !item) return;
    const int at = m_width->findData(item->data(span_role));
    m_width->setEnabled(at >= 0);
    if (at >= 0) m_width->setCurrentIndex(at);
}

void OrderPopup::popupAt(QWidget* anchor) {
    adjustSize();
    QPoint at = anchor->mapToGlobal(QPoint(0, anchor->height() + px(4)));
    if (const QScreen* screen = anchor->screen()) {
        const QRect room = screen->availableGeometry();
        at.setX(std::clamp(at.x(), room.left(), std::max(room.left(), room.right() - width())));
        at.setY(std::clamp(at.y(), room.top(), std::max(room.top(), room.bottom() - height())));
    }
    QWidget::move(at);
    show();
}

} // namespace plumbline::ui
