// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/settings_dialog.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QPointer>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/widgets/labels.h"
#include "ui/widgets/messages.h"

namespace plumbline::ui {

namespace {
constexpr int first_width = 780, first_height = 560, list_width = 200;
}

SettingsDialog::SettingsDialog(const std::vector<SettingsSectionMaker>& makers, QWidget* parent) : QDialog(parent) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Settings"));
    m_list = new QListWidget;
    m_list->setAccessibleName(tr("Sections"));
    m_list->setFixedWidth(px(list_width));
    m_stack = new QStackedWidget;
    m_message = new InlineMessage;
    m_save = makeButton(tr("Save"), ButtonKind::primary);
    m_save->setDefault(true);
    m_save->setEnabled(false);
    for (const SettingsSectionMaker& make : makers) {
        SettingsSection* section = make(nullptr);
        auto* area = new QScrollArea;
        area->setFrameShape(QFrame::NoFrame);
        area->setWidgetResizable(true);
        area->setFocusPolicy(Qt::NoFocus);
        area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        area->setWidget(section);
        m_stack->addWidget(area);
        auto* item = new QListWidgetItem(icon(section->iconName()), section->title(), m_list);
        item->setData(Qt::UserRole, section->id());
        const size_t i = m_sections.size();
        m_sections.push_back(section);
        m_edited.push_back(false);
        section->load();
        connect(section, &SettingsSection::edited, this, [this, i] {
            m_edited[i] = true;
            m_save->setEnabled(true);
        });
    }
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(16), px(16), px(16), px(16));
    column->setSpacing(px(12));
    auto* middle = new QHBoxLayout;
    middle->setSpacing(px(24));
    middle->addWidget(m_list);
    auto* right = new QVBoxLayout;
    right->setSpacing(px(12));
    right->addWidget(m_message);
    right->addWidget(m_stack, 1);
    middle->addLayout(right, 1);
    column->addLayout(middle, 1);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    auto* cancel = makeButton(tr("Cancel"), ButtonKind::quiet);
    buttons->addWidget(cancel);
    buttons->addWidget(m_save);
    column->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::close);
    connect(m_save, &QPushButton::clicked, this, [this] {
        // What is taken over may make the window anew, and this dialog with it.
        const QPointer<SettingsDialog> alive(this);
        if (save() && alive) close();
    });
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        m_stack->setCurrentIndex(row);
        m_message->setMessage(Tone::normal, QString());
    });
    m_list->setCurrentRow(0);
    resize(px(first_width), px(first_height));
}

QString SettingsDialog::section() const {
    const QListWidgetItem* item = m_list->currentItem();
    return item ? item->data(Qt::UserRole).toString() : QString();
}

void SettingsDialog::showSection(const QString& id) {
    for (int i = 0; i < m_list->count(); ++i)
        if (m_list->item(i)->data(Qt::UserRole).toString() == id) m_list->setCurrentRow(i);
}

bool SettingsDialog::save() {
    for (size_t i = 0; i < m_sections.size(); ++i) {
        if (!m_edited[i]) continue;
        const QString problem = m_sections[i]->apply();
        if (!problem.isEmpty()) {
            m_list->setCurrentRow(static_cast<int>(i));
            m_message->setMessage(Tone::loss, problem);
            return false;
        }
        m_edited[i] = false;
    }
    m_save->setEnabled(false);
    return true;
}

} // namespace plumbline::ui
