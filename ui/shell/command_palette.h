// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QFrame>

class QLineEdit;
class QListWidget;

namespace plumbline::ui {

class ActionRegistry;

/// Ctrl+K: type words of a command, Return runs it. Esc leaves.
class CommandPalette : public QFrame {
    Q_OBJECT
public:
    CommandPalette(ActionRegistry& registry, QWidget* parent);
    void popup();
    QLineEdit* field() const { return m_field; }
    QListWidget* list() const { return m_list; }

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void fill(const QString& typed);
    void run();
    ActionRegistry& m_registry;
    QLineEdit* m_field;
    QListWidget* m_list;
};

} // namespace plumbline::ui
