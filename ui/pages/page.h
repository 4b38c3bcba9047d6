// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QList>
#include <QString>
#include <QWidget>

class QAction;
class QScrollArea;

namespace plumbline::ui {

class ColumnsLayout;

/// Groups of the navigation, by what one does.
enum class PageGroup { measure, predict, advise, share, source };

/// A page of the window. The shell knows no more of a page than this; pages know nothing of each other.
class Page : public QWidget {
    Q_OBJECT
public:
    explicit Page(QWidget* parent = nullptr) : QWidget(parent) {}
    virtual QString id() const = 0; ///< stable: "dashboard"
    virtual QString title() const = 0;
    virtual QString iconName() const = 0;
    virtual PageGroup group() const = 0;
    /// Whether period, comparison and filters concern it; else the filter bar holds only what the page adds.
    virtual bool usesSelection() const { return true; }
    /// At the left of the filter bar, e.g. tabs; the page owns it.
    virtual QWidget* barLead() { return nullptr; }
    /// At the right of the filter bar.
    virtual QWidget* barTail() { return nullptr; }
    /// Ways to take the page away ("PDF…"), for the Export menu.
    virtual QList<QAction*> exportActions() { return {}; }
    /// What else it can do, for the palette and for shortcuts: each with a stable object name ("targets"). Asked once.
    virtual QList<QAction*> commands() { return {}; }
    /// Input that closing the window would lose: one sentence; empty: none.
    virtual QString unsavedInput() const { return {}; }
    /// Files were dropped on the window or chosen from its menu; true: they are taken.
    virtual bool takeFiles(const QStringList&) { return false; }
    /// Puts everything that a person arranged on the page back to how it was at first; as a step of undo where it is one.
    virtual void resetLayout() {}
    /// Shows a place of the page that something else points to: "finding KEY", "set_aside". What it is is between the two.
    virtual void showPlace(const QString&) {}
    /// The page came to the front.
    virtual void activated() {}
    /// Nothing that it shows is still on its way.
    virtual bool isSettled() const { return true; }

Q_SIGNALS:
    /// Asks the shell for another page.
    void openPageRequested(const QString& id);
    /// The same, and a place of it: see showPlace().
    void openPlaceRequested(const QString& id, const QString& place);
    /// Asks the shell to let files be chosen.
    void chooseFilesRequested();
    void exportActionsChanged();
};

/// A page that scrolls as one: a column of rows on the grid of twelve.
class ScrollPage : public Page {
    Q_OBJECT
public:
    explicit ScrollPage(QWidget* parent = nullptr);
    /// What the pictures of a page show: everything, also below the fold.
    QWidget* body() const { return m_body; }

protected:
    ColumnsLayout* rows() const { return m_rows; }
    /// A bar under the page that does not scroll.
    void setFoot(QWidget* foot);

private:
    QScrollArea* m_scroll;
    QWidget* m_body;
    ColumnsLayout* m_rows;
};

} // namespace plumbline::ui
