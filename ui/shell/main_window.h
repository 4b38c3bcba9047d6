// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include <QMainWindow>
#include <QStringList>

#include "core/chart/table_spec.h"
#include "ui/pages/page.h"
#include "ui/session/session.h"
#include "ui/shell/action_registry.h"
#include "ui/widgets/settings_section.h"

class QDockWidget;
class QScrollArea;
class QMenu;
class QStackedWidget;

namespace plumbline::ui {

class FilterBar;
class InlineMessage;
class IssueList;
class IssuesPanel;
class Navigation;
class StatusRow;
class TrustBanner;

/// The frame: menus, navigation, filter bar, pages, status. Knows pages only as Page.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    /// `pages` in the order of the navigation, `start` for when no workspace is open; the window owns them.
    MainWindow(Session& session, const std::vector<Page*>& pages, Page* start);
    ~MainWindow() override;

    ActionRegistry& actions() { return *m_actions; }
    const std::vector<Page*>& pages() const { return m_pages; }
    Page* currentPage() const;
    void showPage(const QString& id);
    /// A page, and what of it: see Page::showPlace().
    void showPlace(const QString& id, const QString& place);
    /// Files dropped, chosen, or named on the command line: a workspace is opened, anything else imported.
    void takeFiles(const QStringList& files);
    /// Docks as they stood when the window was last closed; once all of them are there.
    void restoreLayout();
    /// A button at the right end of the filter bar.
    void addBarCommand(QAction* action, const QString& text, const QString& icon);
    void keepLayout();
    void showMessage(Tone tone, const QString& sentence);
    /// With a link, and what it does.
    void showOffer(Tone tone, const QString& sentence, const QString& link, std::function<void()> act);
    /// A part more of the settings, behind those of the window itself.
    void addSettingsSection(SettingsSectionMaker make) { m_settings.push_back(std::move(make)); }
    /// Opens the settings, at a section where one is named.
    void openSettings(const QString& section = {});
    /// Id of the section that is open; empty: the settings are shut.
    QString openSettingsSection() const;

public Q_SLOTS:
    void chooseFiles();
    void chooseWorkspace();
    void makeWorkspace();

Q_SIGNALS:
    /// The window is about to go for good; what waits for an undo is carried out.
    void closing();

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    // window_actions.cpp
    void makeActions();
    void makeFileActions();
    void makeEditActions();
    void makeViewActions();
    void makeHelpActions();
    void backUp();
    void restore();
    void restoreFrom(const QString& file);
    void copyFocused();
    void refreshActions();
    // window_menus.cpp
    void makeMenus();
    void fillRecent(QMenu* menu);
    void fillDatasets(QMenu* menu);
    void fillExport(QMenu* menu);

    void refresh();
    void refreshTrust();
    void askToClose();
    void resetLayout();
    void refreshTips();
    void makeIssues();
    void makeHistory();
    Session& m_session;
    ActionRegistry* m_actions;
    std::vector<Page*> m_pages;
    Page* m_start;
    Navigation* m_navigation;
    QScrollArea* m_shelf; ///< holds the navigation
    FilterBar* m_bar;
    InlineMessage* m_message;
    TrustBanner* m_trust;
    QStackedWidget* m_stack;
    StatusRow* m_status;
    IssueList* m_issueList;
    IssuesPanel* m_issues;
    QDockWidget* m_history; ///< steps of undo
    QMenu* m_viewMenu = nullptr;
    QString m_page; ///< of the navigation, also while the start page is shown
    std::vector<SettingsSectionMaker> m_settings;
    QStringList m_waiting; ///< files for a workspace that is being made
    std::function<void()> m_messageLink;
    QByteArray m_firstLayout; ///< of the docks, before anything was moved
    bool m_closeNow = false;
};

} // namespace plumbline::ui
