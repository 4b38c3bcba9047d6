// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shortcuts_section.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QTreeWidget>

#include "ui/widgets/labels.h"
#include "ui/widgets/messages.h"

namespace plumbline::ui {

namespace {

constexpr int id_role = Qt::UserRole;
constexpr int list_height = 260;

QString keysText(const ActionRegistry::Keys& keys) { return QKeySequence::listToString(keys, QKeySequence::NativeText); }

} // namespace

ShortcutsSection::ShortcutsSection(ActionRegistry& registry, Settings& settings, QWidget* parent)
    : SettingsSection(parent), m_registry(registry), m_settings(settings), m_search(new QLineEdit), m_list(new QTreeWidget),
      m_edit(new QKeySequenceEdit), m_none(makeButton(tr("No keys"))), m_default(makeButton(tr("As it was"))),
      m_message(new InlineMessage) {
    addHeading(tr("Keys of each command"));
    m_search->setPlaceholderText(tr("Search for a command or keys"));
    m_search->setAccessibleName(tr("Search for a command or keys"));
    m_search->setClearButtonEnabled(true);
    addWidget(m_search);
    m_list->setAccessibleName(tr("Commands and their keys"));
    m_list->setHeaderLabels({tr("Command"), tr("Menu"), tr("Keys")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setMinimumHeight(px(list_height));
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    addWidget(m_list, 1);
    auto* row = new QWidget;
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(px(8));
    m_edit->setAccessibleName(tr("New keys: press them here"));
    line->addWidget(m_edit, 1);
    line->addWidget(m_none);
    line->addWidget(m_default);
    auto* all = makeButton(tr("Restore all"), ButtonKind::quiet);
    line->addWidget(all);
    addWidget(row);
    addWidget(m_message);
    connect(m_search, &QLineEdit::textChanged, this, &ShortcutsSection::fill);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &ShortcutsSection::refreshField);
    connect(m_edit, &QKeySequenceEdit::editingFinished, this, [this] {
        if (!m_filling && !m_edit->keySequence().isEmpty()) setKeys(m_edit->keySequence());
    });
    connect(m_none, &QPushButton::clicked, this, [this] { setKeys({}); });
    connect(m_default, &QPushButton::clicked, this, [this] { restore(current()); });
    connect(all, &QPushButton::clicked, this, &ShortcutsSection::restoreAll);
    connect(m_message, &InlineMessage::linkActivated, this, [this] {
        // Taken from the other command.
        const QString other = ownerOf(m_wanted, m_wantedBy);
        m_keys[other].removeAll(m_wanted);
        choose(m_wantedBy);
        setKeys(m_wanted);
        for (int i = 0; i < m_list->topLevelItemCount(); ++i) refreshRow(m_list->topLevelItem(i));
    });
}

void ShortcutsSection::load() {
    m_keys.clear();
    for (const ActionRegistry::Entry& entry : m_registry.entries()) m_keys.insert(entry.id, entry.action->shortcuts());
    fill();
}

void ShortcutsSection::fill() {
    const QString before = current();
    const QString typed = m_search->text().trimmed();
    m_filling = true;
    m_list->clear();
    for (const ActionRegistry::Entry& entry : m_registry.entries()) {
        const QString name = plainText(entry.action);
        const bool wanted = typed.isEmpty() || name.contains(typed, Qt::CaseInsensitive) ||
                            entry.menu.contains(typed, Qt::CaseInsensitive) ||
                            keysText(m_keys[entry.id]).contains(typed, Qt::CaseInsensitive);
        if (!wanted) continue;
        auto* item = new QTreeWidgetItem(m_list, {name, entry.menu, QString()});
        item->setData(0, id_role, entry.id);
        refreshRow(item);
    }
    m_filling = false;
    choose(before);
    if (!m_list->currentItem()) m_list->setCurrentItem(m_list->topLevelItem(0));
    refreshField();
}

void ShortcutsSection::refreshRow(QTreeWidgetItem* item) {
    const QString id = item->data(0, id_role).toString();
    item->setText(2, keysText(m_keys[id]));
    bool changed = false;
    for (const ActionRegistry::Entry& entry : m_registry.entries())
        if (entry.id == id) changed = m_keys[id] != entry.defaults;
    // What was changed stands out by weight, not by colour.
    QFont weight = font();
    weight.setBold(changed);
    item->setFont(2, weight);
}

QString ShortcutsSection::current() const {
    const QTreeWidgetItem* item = m_list->currentItem();
    return item ? item->data(0, id_role).toString() : QString();
}

QString ShortcutsSection::nameOf(const QString& id) const {
    const QAction* action = m_registry.find(id);
    return action ? plainText(action) : id;
}

void ShortcutsSection::choose(const QString& id) {
    for (int i = 0; i < m_list->topLevelItemCount(); ++i)
        if (m_list->topLevelItem(i)->data(0, id_role).toString() == id) m_list->setCurrentItem(m_list->topLevelItem(i));
}

void ShortcutsSection::refreshField() {
    if (m_filling) return;
    const QString id = current();
    m_filling = true;
    m_edit->setKeySequence(m_keys.value(id).value(0));
    m_filling = false;
    for (QWidget* widget : std::initializer_list<QWidget*>{m_edit, m_none, m_default}) widget->setEnabled(!id.isEmpty());
    m_message->setMessage(Tone::normal, QString());
}

QString ShortcutsSection::ownerOf(const QKeySequence& keys, const QString& except) const {
    if (keys.isEmpty()) return {};
    for (auto it = m_keys.begin(); it != m_keys.end(); ++it)
        if (it.key() != except && it.value().contains(keys)) return it.key();
    return {};
}

void ShortcutsSection::setKeys(const QKeySequence& keys) {
    const QString id = current();
    if (id.isEmpty() || (!keys.isEmpty() && m_keys[id].value(0) == keys)) return;
    if (const QString other = ownerOf(keys, id); !other.isEmpty()) {
        m_wanted = keys;
        m_wantedBy = id;
        m_filling = true;
        m_edit->setKeySequence(m_keys.value(id).value(0));
        m_filling = false;
        m_message->setMessage(Tone::warning,
                              tr("%1 belongs to “%2”.").arg(keys.toString(QKeySequence::NativeText), nameOf(other)),
                              tr("Take it from there"));
        return;
    }
    m_keys[id] = keys.isEmpty() ? ActionRegistry::Keys{} : ActionRegistry::Keys{keys};
    if (m_list->currentItem()) refreshRow(m_list->currentItem());
    refreshField();
    Q_EMIT edited();
}

void ShortcutsSection::restore(const QString& id) {
    for (const ActionRegistry::Entry& entry : m_registry.entries()) {
        if (entry.id != id) continue;
        for (const QKeySequence& keys : entry.defaults)
            if (const QString other = ownerOf(keys, id); !other.isEmpty()) m_keys[other].removeAll(keys);
        m_keys[id] = entry.defaults;
    }
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) refreshRow(m_list->topLevelItem(i));
    refreshField();
    Q_EMIT edited();
}

void ShortcutsSection::restoreAll() {
    for (const ActionRegistry::Entry& entry : m_registry.entries()) m_keys[entry.id] = entry.defaults;
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) refreshRow(m_list->topLevelItem(i));
    refreshField();
    Q_EMIT edited();
}

QString ShortcutsSection::apply() {
    for (auto it = m_keys.begin(); it != m_keys.end(); ++it)
        for (const QKeySequence& keys : it.value())
            if (const QString other = ownerOf(keys, it.key()); !other.isEmpty())
                return tr("%1 is given to both “%2” and “%3”.")
                    .arg(keys.toString(QKeySequence::NativeText), nameOf(it.key()), nameOf(other));
    m_registry.setKeys(m_keys);
    m_settings.set(keys::shortcuts, m_registry.chosen());
    return {};
}

} // namespace plumbline::ui
