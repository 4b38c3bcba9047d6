// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <vector>

#include <QAction>
#include <QKeySequence>
#include <QObject>

namespace plumbline::ui {

/// Every command of the window by a stable id: menus, shortcuts, the palette and the list of shortcuts are made from it.
class ActionRegistry : public QObject {
    Q_OBJECT
public:
    struct Entry {
        QString id;   ///< "file.open"
        QString menu; ///< title of its menu, for the palette: "File"
        QAction* action;
    };
    /// `owner` is the widget that the shortcuts work in: the window.
    explicit ActionRegistry(QWidget* owner);
    QAction* add(const QString& id, const QString& menu, const QString& text, std::function<void()> run,
                 const QList<QKeySequence>& shortcuts = {}, const QString& icon = {});
    /// An action that somebody else made.
    void adopt(const QString& id, const QString& menu, QAction* action);
    void remove(const QString& id);
    QAction* find(const QString& id) const;
    const std::vector<Entry>& entries() const { return m_entries; }
    /// Enabled, visible actions whose words begin with the words typed, in any order; all of them for an empty text.
    std::vector<const Entry*> search(const QString& typed) const;
    /// Pairs of ids that share a shortcut; must stay empty.
    QStringList conflicts() const;

private:
    QWidget* m_owner;
    std::vector<Entry> m_entries;
};

/// "Open…" of "&Open…\tCtrl+O".
QString plainText(const QAction* action);

} // namespace plumbline::ui
