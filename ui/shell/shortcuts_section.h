// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QMap>

#include "ui/session/settings.h"
#include "ui/shell/action_registry.h"
#include "ui/widgets/settings_section.h"

class QKeySequenceEdit;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace plumbline::ui {

class InlineMessage;

/// The keys of every command: seen, searched, changed. Two commands cannot have the same.
class ShortcutsSection : public SettingsSection {
    Q_OBJECT
public:
    ShortcutsSection(ActionRegistry& registry, Settings& settings, QWidget* parent);
    QString id() const override { return QStringLiteral("shortcuts"); }
    QString title() const override { return tr("Keyboard shortcuts"); }
    QString iconName() const override { return QStringLiteral("keyboard"); }
    void load() override;
    QString apply() override;

    /// What the fields and buttons do; `id` of a command.
    void choose(const QString& id);
    void setKeys(const QKeySequence& keys);
    void restore(const QString& id);
    void restoreAll();
    /// Id of another command that has these keys; empty: none.
    QString ownerOf(const QKeySequence& keys, const QString& except) const;

private:
    void fill();
    void refreshRow(QTreeWidgetItem* item);
    void refreshField();
    QString current() const;
    QString nameOf(const QString& id) const;
    ActionRegistry& m_registry;
    Settings& m_settings;
    QMap<QString, ActionRegistry::Keys> m_keys; ///< as they will be
    QLineEdit* m_search;
    QTreeWidget* m_list;
    QKeySequenceEdit* m_edit;
    QPushButton *m_none, *m_default;
    InlineMessage* m_message;
    QString m_wantedBy; ///< whose keys the message speaks of
    QKeySequence m_wanted;
    bool m_filling = false;
};

} // namespace plumbline::ui
