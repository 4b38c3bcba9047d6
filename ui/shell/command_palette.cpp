// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/command_palette.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <QVBoxLayout>

#include "ui/charts/theme.h"
#include "ui/shell/action_registry.h"

namespace plumbline::ui {

CommandPalette::CommandPalette(ActionRegistry& registry, QWidget* parent) : QFrame(parent, Qt::Popup), m_registry(registry) {
    setObjectName("popup");
    setAccessibleName(tr("Commands"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(8), px(8), px(8), px(8));
    column->setSpacing(px(8));
    m_field = new QLineEdit;
    m_field->setPlaceholderText(tr("Type a command"));
    m_field->setAccessibleName(tr("Command"));
    m_list = new QListWidget;
    m_list->setAccessibleName(tr("Commands found"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    column->addWidget(m_field);
    column->addWidget(m_list);
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(m_field, &QLineEdit::returnPressed, this, &CommandPalette::run);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::run);
}

void CommandPalette::popup() {
    m_field->clear();
    fill({});
    const QWidget* window = parentWidget();
    const int width = std::min(px(520), window->width() - px(48));
    resize(width, px(360));
    move(window->mapToGlobal(QPoint((window->width() - width) / 2, px(72))));
    show();
    m_field->setFocus();
}

void CommandPalette::fill(const QString& typed) {
    m_list->clear();
    for (const ActionRegistry::Entry* entry : m_registry.search(typed)) {
        const QString keys = entry->action->shortcut().toString(QKeySequence::NativeText);
        const QString name = tr("%1: %2").arg(entry->menu, plainText(entry->action));
        auto* item = new QListWidgetItem(keys.isEmpty() ? name : tr("%1   (%2)").arg(name, keys), m_list);
        item->setData(Qt::UserRole, entry->id);
    }
    m_list->setCurrentRow(0);
    if (m_list->count() > 0) return;
    auto* none = new QListWidgetItem(tr("No command of that name"), m_list);
    none->setFlags(Qt::NoItemFlags);
}

void CommandPalette::run() {
    const QListWidgetItem* item = m_list->currentItem();
    if (!item) return;
    QPointer<QAction> action = m_registry.find(item->data(Qt::UserRole).toString());
    hide();
    if (action) action->trigger();
}

bool CommandPalette::eventFilter(QObject* object, QEvent* event) {
    if (object == m_field && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const int rows = m_list->count();
        int step = key == Qt::Key_Down       ? 1
                   : key == Qt::Key_Up       ? -1
                   : key == Qt::Key_PageDown ? 8
                   : key == Qt::Key_PageUp   ? -8
                                             : 0;
        if (step != 0 && rows > 0) {
            m_list->setCurrentRow(std::clamp(m_list->currentRow() + step, 0, rows - 1));
            return true;
        }
    }
    return QFrame::eventFilter(object, event);
}

} // namespace plumbline::ui
