// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <vector>

#include <QAction>
#include <QKeySequence>
#include <QMap>
#include <QObject>
#include <QStringList>

class QToolButton;

namespace plumbline::ui {

/// Every command of the window by a stable id: menus, shortcuts, the palette and the list of shortcuts are made from it.
class ActionRegistry : public QObject {
    Q_OBJECT
public:
    using Keys = QList<QKeySequence>;
    struct Entry {
        QString id;   ///< "file.open"
        QString menu; ///< title of its menu, for the palette: "File"
        QAction* action;
        Keys defaults; ///< as the program comes
    };
    /// `owner` is the widget that the shortcuts work in: the window.
    explicit ActionRegistry(QWidget* owner);
    QAction* add(const QString& id, const QString& menu, const QString& text, std::function<void()> run,
                 const Keys& shortcuts = {}, const QString& icon = {});
    /// An action that somebody else made.
    void adopt(const QString& id, const QString& menu, QAction* action);
    void remove(const QString& id);
    QAction* find(const QString& id) const;
    const std::vector<Entry>& entries() const { return m_entries; }
    /// Enabled, visible actions whose words begin with the words typed, in any order; all of them for an empty text.
    std::vector<const Entry*> search(const QString& typed) const;
    /// Pairs of ids that share a shortcut; must stay empty.
    QStringList conflicts() const;

    /// The keys that a person chose for commands, as they are kept: "file.open=Ctrl+O; Ctrl+Shift+O". Commands that are added
    /// later get theirs then; a line that cannot be read, or whose keys another command has, is left out.
    void setChosen(const QStringList& lines);
    QStringList chosen() const;
    /// All choices at once: ids of commands and their keys (empty: none); what is not named gets its default.
    void setKeys(const QMap<QString, Keys>& keys);

Q_SIGNALS:
    void keysChanged();

private:
    void dress(const Entry& entry);
    QWidget* m_owner;
    std::vector<Entry> m_entries;
    QMap<QString, Keys> m_chosen;
};

/// "Open…" of "&Open…\tCtrl+O".
QString plainText(const QAction* action);
/// "Back (Alt+Left)": text and keys of a command, for a tool tip.
QString tipOf(const QAction* action);
/// A button with the icon of a command: enabled and named as the command is, its keys in the tool tip.
QToolButton* makeActionButton(QAction* action, const QString& iconName, QWidget* parent = nullptr);

} // namespace plumbline::ui
