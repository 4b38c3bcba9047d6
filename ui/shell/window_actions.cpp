// SPDX-License-Identifier: GPL-3.0-or-later
#include <QActionGroup>
#include <QApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

#include "ui/charts/theme.h"
#include "ui/session/places.h"
#include "ui/session/wording.h"
#include "ui/shell/about_dialog.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/filter_bar.h"
#include "ui/shell/issues_panel.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/glossary_dialog.h"

/// What the window can do: each command once, in the registry. The menus are in window_menus.cpp.
namespace plumbline::ui {

void MainWindow::makeActions() {
    makeFileActions();
    makeEditActions();
    makeViewActions();
    makeHelpActions();
}

void MainWindow::makeFileActions() {
    const QString menu = tr("File");
    m_actions->add(
        "file.new", menu, tr("&New workspace…"), [this] { makeWorkspace(); }, QKeySequence::keyBindings(QKeySequence::New),
        "plus");
    m_actions->add(
        "file.open", menu, tr("&Open workspace…"), [this] { chooseWorkspace(); }, QKeySequence::keyBindings(QKeySequence::Open),
        "folder");
    m_actions->add("file.sample", menu, tr("Open the &sample workspace"), [this] { m_session.openSample(); });
    m_actions->add(
        "file.import", menu, tr("&Import files…"), [this] { chooseFiles(); }, {QKeySequence(Qt::CTRL | Qt::Key_I)}, "upload");
    m_actions->add("file.backup", menu, tr("&Back up the workspace…"), [this] { backUp(); });
    m_actions->add("file.restore", menu, tr("&Restore a backup…"), [this] { restore(); });
    m_actions->add(
        "file.close", menu, tr("&Close the workspace"),
        [this] {
            Q_EMIT closing();
            m_session.closeWorkspace();
        },
        QKeySequence::keyBindings(QKeySequence::Close));
    m_actions->add("file.quit", menu, tr("&Quit"), [this] { close(); }, {QKeySequence(Qt::CTRL | Qt::Key_Q)});
}

void MainWindow::makeEditActions() {
    const QString menu = tr("Edit");
    QUndoStack& stack = m_session.undoStack();
    QAction* undo = stack.createUndoAction(this, tr("&Undo"));
    undo->setShortcuts(QKeySequence::keyBindings(QKeySequence::Undo));
    QAction* redo = stack.createRedoAction(this, tr("&Redo"));
    redo->setShortcuts(QKeySequence::keyBindings(QKeySequence::Redo));
    m_actions->adopt("edit.undo", menu, undo);
    m_actions->adopt("edit.redo", menu, redo);
    m_actions->add(
        "edit.copy", menu, tr("&Copy"), [this] { copyFocused(); }, QKeySequence::keyBindings(QKeySequence::Copy), "copy");
    m_actions->add(
        "edit.filter", menu, tr("Add a &filter…"), [this] { m_bar->openFilterMenu(); },
        QKeySequence::keyBindings(QKeySequence::Find), "filter");
    m_actions->add("edit.clear_last_filter", menu, tr("Remove the &last filter"),
                   [this] { m_session.selection().clearLastFilter(); }, {QKeySequence(Qt::Key_Escape)});
    m_actions->add("edit.clear_filters", menu, tr("Remove &all filters"), [this] { m_session.selection().clearFilters(); },
                   {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F)});
    // Ctrl+, where the platform names no key for it.
    const QList<QKeySequence> preferences = QKeySequence::keyBindings(QKeySequence::Preferences);
    m_actions->add(
        "edit.settings", menu, tr("&Settings…"), [this] { openSettings(); },
        preferences.isEmpty() ? QList<QKeySequence>{QKeySequence(Qt::CTRL | Qt::Key_Comma)} : preferences, "settings");
}

void MainWindow::makeViewActions() {
    const QString menu = tr("View");
    auto* pages = new QActionGroup(this);
    for (size_t i = 0; i < m_pages.size(); ++i) {
        Page* page = m_pages[i];
        const QList<QKeySequence> keys =
            i < 9 ? QList<QKeySequence>{QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + i))} : QList<QKeySequence>{};
        QAction* action = m_actions->add(
            "view.page." + page->id(), menu, page->title(), [this, page] { showPage(page->id()); }, keys);
        action->setCheckable(true);
        pages->addAction(action);
        for (QAction* command : page->commands())
            m_actions->add("page." + page->id() + '.' + command->objectName(), page->title(), command->text(),
                           [this, page, command] {
                               showPage(page->id());
                               if (m_session.facts()) command->trigger();
                           });
    }
    m_actions->add(
        "view.back", menu, tr("&Back"), [this] { m_session.selection().goBack(); },
        QKeySequence::keyBindings(QKeySequence::Back));
    m_actions->add(
        "view.forward", menu, tr("&Forward"), [this] { m_session.selection().goForward(); },
        QKeySequence::keyBindings(QKeySequence::Forward));
    m_actions->add(
        "view.reload", menu, tr("&Compute anew"), [this] { m_session.reload(); },
        QKeySequence::keyBindings(QKeySequence::Refresh), "refresh");

    auto* schemes = new QActionGroup(this);
    const std::tuple<const char*, Scheme, QString> choices[] = {{"auto", Scheme::automatic, tr("Colours of the &system")},
                                                                {"light", Scheme::light, tr("&Light colours")},
                                                                {"dark", Scheme::dark, tr("&Dark colours")}};
    for (const auto& [id, scheme, text] : choices) {
        QAction* action = m_actions->add(QStringLiteral("view.scheme.") + id, menu, text, [this, id = id, scheme = scheme] {
            m_session.settings().set(keys::scheme, QString(id));
            Theme::instance().setScheme(scheme);
        });
        action->setCheckable(true);
        action->setChecked(Theme::instance().scheme() == scheme);
        schemes->addAction(action);
    }
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        const Scheme now = Theme::instance().scheme();
        const char* id = now == Scheme::light  ? "view.scheme.light"
                         : now == Scheme::dark ? "view.scheme.dark"
                                               : "view.scheme.auto";
        if (QAction* action = m_actions->find(QLatin1String(id))) action->setChecked(true);
    });
    auto* languages = new QActionGroup(this);
    // Each language in its own words, so that it can be found by who reads no other.
    const std::pair<const char*, QString> tongues[] = {{"", tr("Language of the system")},
                                                       {"en", QStringLiteral("English")},
                                                       {"fr", QStringLiteral("Français")},
                                                       {"de", QStringLiteral("Deutsch (begonnen)")}};
    for (const auto& [code, text] : tongues) {
        QAction* action = m_actions->add(QStringLiteral("view.language.") + (*code ? code : "system"), menu, text,
                                         [this, code = code] { m_session.setLanguage(QLatin1String(code)); });
        action->setCheckable(true);
        action->setChecked(m_session.settings().get(keys::language) == QLatin1String(code));
        languages->addAction(action);
    }
    QAction* full = m_actions->add("view.full_screen", menu, tr("F&ull screen"),
                                   [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); }, {QKeySequence(Qt::Key_F11)});
    full->setCheckable(true);
    m_actions->add(
        "view.issues", menu, tr("&Issues"), [this] { m_issues->setVisible(!m_issues->isVisible()); },
        {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_M)}, "warning");
    m_actions->add(
        "view.history", menu, tr("&History of changes"), [this] { m_history->setVisible(!m_history->isVisible()); }, {}, "undo");
    m_actions->add("view.reset_layout", menu, tr("&Reset the layout"), [this] { resetLayout(); });
    m_actions->add(
        "view.palette", menu, tr("Search &commands…"),
        [this] {
            auto* palette = findChild<CommandPalette*>();
            (palette ? palette : new CommandPalette(*m_actions, this))->popup();
        },
        {QKeySequence(Qt::CTRL | Qt::Key_K)}, "search");
}

void MainWindow::makeHelpActions() {
    const QString menu = tr("Help");
    m_actions->add(
        "help.shortcuts", menu, tr("&Keyboard shortcuts"), [this] { openSettings("shortcuts"); },
        QKeySequence::keyBindings(QKeySequence::HelpContents));
    m_actions->add("help.glossary", menu, tr("&Glossary of metrics"), [this] { openGlossary(currentPage(), QString()); });
    m_actions->add("help.about", menu, tr("&About Plumbline"), [this] { (new AboutDialog(this))->show(); });
}

void MainWindow::refreshActions() {
    const bool open = m_session.isOpen();
    const bool writable = open && !m_session.isReadOnly();
    const auto enable = [this](const char* id, bool on) {
        if (QAction* action = m_actions->find(QLatin1String(id))) action->setEnabled(on);
    };
    const Selection& selection = m_session.selection();
    enable("file.backup", open);
    enable("file.close", open);
    enable("file.import", !open || writable);
    enable("edit.filter", m_session.facts() != nullptr);
    enable("edit.clear_filters", !selection.state().filters.empty());
    enable("edit.clear_last_filter", !selection.state().filters.empty());
    enable("view.back", selection.canGoBack());
    enable("view.forward", selection.canGoForward());
    enable("view.reload", open);
    enable("view.issues", open);
    enable("view.history", open);
    for (Page* page : m_pages) {
        if (QAction* action = m_actions->find("view.page." + page->id())) action->setEnabled(open);
    }
}

void MainWindow::backUp() {
    const auto handle = m_session.handle();
    if (!handle) return;
    auto* dialog = new QFileDialog(this, tr("Back up the workspace"),
                                   QDir::home().filePath(m_session.name() + QStringLiteral(".plumbline-backup")),
                                   tr("Backups (*.plumbline-backup)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix("plumbline-backup");
    connect(dialog, &QFileDialog::fileSelected, this, [this, handle](const QString& file) {
        m_session.jobs().start(
            tr("Backup of %1").arg(m_session.name()),
            [handle, path = toPath(file)](Progress& progress, std::stop_token) {
                progress.step(-1, "backup");
                handle->use([&](store::Workspace& workspace) { workspace.backup(path); });
            },
            this, [this, file] { showMessage(Tone::gain, tr("Written: %1").arg(QFileInfo(file).fileName())); },
            [this](const Error& error) { showMessage(Tone::loss, errorSentence(error, m_session.language())); });
    });
    dialog->open();
}

void MainWindow::restore() {
    auto* dialog =
        new QFileDialog(this, tr("Restore a backup"), QDir::homePath(), tr("Backups (*.plumbline-backup);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::restoreFrom);
    dialog->open();
}

void MainWindow::restoreFrom(const QString& file) {
    const QString folder = freshWorkspaceFolder(QFileInfo(file).completeBaseName());
    m_session.jobs().start(
        tr("Restoring %1").arg(QFileInfo(file).fileName()),
        [from = toPath(file), to = toPath(folder)](Progress& progress, std::stop_token) {
            progress.step(-1, "backup");
            std::filesystem::create_directories(to.parent_path());
            store::Workspace::restore(from, to);
        },
        this, [this, folder] { m_session.openWorkspace(folder); },
        [this](const Error& error) { showMessage(Tone::loss, errorSentence(error, m_session.language())); });
}

void MainWindow::copyFocused() {
    // Tables, charts and fields each know what a copy of them is.
    for (QWidget* widget = QApplication::focusWidget(); widget; widget = widget->parentWidget()) {
        if (widget->metaObject()->indexOfSlot("copy()") >= 0) {
            QMetaObject::invokeMethod(widget, "copy");
            return;
        }
        if (widget->metaObject()->indexOfSlot("copyData()") >= 0) {
            QMetaObject::invokeMethod(widget, "copyData");
            return;
        }
    }
}

} // namespace plumbline::ui
