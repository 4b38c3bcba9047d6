// SPDX-License-Identifier: GPL-3.0-or-later
#include <QActionGroup>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>

#include "ui/charts/theme.h"
#include "ui/shell/main_window.h"

/// Where in the menus each command stands.
namespace plumbline::ui {

void MainWindow::makeMenus() {
    const auto put = [this](QMenu* menu, std::initializer_list<const char*> ids) {
        for (const char* id : ids)
            if (QAction* action = m_actions->find(QLatin1String(id)))
                menu->addAction(action);
            else
                menu->addSeparator();
    };
    QMenu* file = menuBar()->addMenu(tr("&File"));
    put(file, {"file.new", "file.open"});
    QMenu* recent = file->addMenu(tr("Open r&ecent"));
    connect(recent, &QMenu::aboutToShow, this, [this, recent] { fillRecent(recent); });
    put(file, {"file.sample", "-", "file.import"});
    QMenu* exports = file->addMenu(tr("E&xport"));
    connect(exports, &QMenu::aboutToShow, this, [this, exports] { fillExport(exports); });
    put(file, {"-", "file.backup", "file.restore", "-", "file.close", "file.quit"});

    put(menuBar()->addMenu(tr("&Edit")), {"edit.undo", "edit.redo", "-", "edit.copy", "-", "edit.filter",
                                          "edit.clear_last_filter", "edit.clear_filters", "-", "edit.settings"});

    QMenu* view = menuBar()->addMenu(tr("&View"));
    for (const Page* page : m_pages) view->addAction(m_actions->find("view.page." + page->id()));
    QMenu* onPages = view->addMenu(tr("&On the pages"));
    for (const ActionRegistry::Entry& entry : m_actions->entries())
        if (entry.id.startsWith(QLatin1String("page."))) onPages->addAction(entry.action);
    m_viewMenu = view;
    put(view, {"-", "view.back", "view.forward", "view.reload", "-"});
    put(view->addMenu(tr("&Colours")), {"view.scheme.auto", "view.scheme.light", "view.scheme.dark"});
    put(view->addMenu(tr("&Language")), {"view.language.system", "view.language.en", "view.language.fr", "view.language.de"});
    put(view, {"view.issues", "view.history", "view.full_screen", "view.reset_layout", "-", "view.palette"});

    QMenu* sources = menuBar()->addMenu(tr("&Data"));
    put(sources, {"file.import"});
    QMenu* datasets = sources->addMenu(tr("&Dataset"));
    connect(datasets, &QMenu::aboutToShow, this, [this, datasets] { fillDatasets(datasets); });
    put(sources, {"-", "view.reload"});

    put(menuBar()->addMenu(tr("&Help")), {"help.glossary", "help.shortcuts", "help.about"});
}

void MainWindow::fillRecent(QMenu* menu) {
    menu->clear();
    const QStringList folders = m_session.settings().recent();
    for (const QString& folder : folders) {
        QAction* action =
            menu->addAction(QFileInfo(folder).fileName(), this, [this, folder] { m_session.openWorkspace(folder); });
        action->setToolTip(plainToolTip(folder));
    }
    if (folders.isEmpty()) menu->addAction(tr("None yet"))->setEnabled(false);
    menu->addSeparator();
    menu->addAction(tr("Clear the list"), this, [this] { m_session.settings().clearRecent(); })->setEnabled(!folders.isEmpty());
}

void MainWindow::fillDatasets(QMenu* menu) {
    menu->clear();
    const DatasetInfo* now = m_session.current();
    for (const DatasetInfo& dataset : m_session.datasets()) {
        QAction* action =
            menu->addAction(qs(dataset.name), this, [this, name = qs(dataset.name)] { m_session.setDataset(name); });
        action->setCheckable(true);
        action->setChecked(now && now->name == dataset.name);
    }
    if (menu->isEmpty()) menu->addAction(tr("None yet"))->setEnabled(false);
}

void MainWindow::fillExport(QMenu* menu) {
    menu->clear();
    if (m_session.isOpen()) menu->addActions(currentPage()->exportActions());
    if (menu->isEmpty()) menu->addAction(tr("Nothing to export here"))->setEnabled(false);
}

} // namespace plumbline::ui
