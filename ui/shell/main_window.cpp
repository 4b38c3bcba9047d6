// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QMessageBox>
#include <QMimeData>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/charts/theme.h"
#include "ui/session/places.h"
#include "ui/session/wording.h"
#include "ui/shell/filter_bar.h"
#include "ui/shell/navigation.h"
#include "ui/shell/status_row.h"
#include "ui/widgets/messages.h"

namespace plumbline::ui {

namespace {

constexpr int first_width = 1366, first_height = 768;
// Under this width of the page, in units, the navigation becomes a rail.
constexpr int rail_units = 960;

bool isWorkspace(const QString& path) { return QFileInfo(path).isDir() && QFileInfo::exists(path + "/state.sqlite"); }

} // namespace

MainWindow::MainWindow(Session& session, const std::vector<Page*>& pages, Page* start)
    : m_session(session), m_actions(new ActionRegistry(this)), m_pages(pages), m_start(start) {
    setAcceptDrops(true);
    m_navigation = new Navigation;
    m_bar = new FilterBar(session);
    m_message = new InlineMessage;
    m_message->setWordWrap(true);
    m_message->setClosable(true);
    m_stack = new QStackedWidget;
    m_status = new StatusRow(session);

    auto* central = new QWidget;
    auto* column = new QVBoxLayout(central);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(0);
    auto* right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_bar);
    right->addWidget(m_message);
    right->addWidget(m_stack, 1);
    middle->addWidget(m_navigation);
    middle->addLayout(right, 1);
    column->addLayout(middle, 1);
    column->addWidget(m_status);
    setCentralWidget(central);

    m_stack->addWidget(start);
    for (Page* page : pages) {
        m_stack->addWidget(page);
        m_navigation->addPage(page);
    }
    for (int i = 0; i < m_stack->count(); ++i) {
        auto* page = static_cast<Page*>(m_stack->widget(i));
        connect(page, &Page::openPageRequested, this, &MainWindow::showPage);
        connect(page, &Page::chooseFilesRequested, this, &MainWindow::chooseFiles);
    }
    connect(m_navigation, &Navigation::pageChosen, this, &MainWindow::showPage);
    connect(&session, &Session::workspaceChanged, this, &MainWindow::refresh);
    connect(&session, &Session::datasetsChanged, this, &MainWindow::refreshActions);
    connect(&session, &Session::factsChanged, this, &MainWindow::refreshActions);
    connect(&session.selection(), &Selection::changed, this, &MainWindow::refreshActions);
    connect(&session, &Session::failed, this, [this](const Error& error) {
        // Without a workspace the start page says it, at the place where it was asked for.
        if (m_session.isOpen()) showMessage(Tone::loss, errorSentence(error, m_session.language()));
    });
    makeActions();
    for (Page* page : pages)
        for (QAction* action : page->exportActions())
            m_actions->adopt(page->id() + "." + action->objectName(), tr("Export"), action);
    makeMenus();

    m_page = session.settings().get(keys::page);
    if (std::none_of(pages.begin(), pages.end(), [&](Page* p) { return p->id() == m_page; })) m_page = pages.front()->id();
    const QByteArray geometry = session.settings().get(keys::geometry);
    if (geometry.isEmpty() || !restoreGeometry(geometry)) resize(first_width, first_height);
    refresh();
}

MainWindow::~MainWindow() {
    // Tabs of a page may stand in the bar: they go back to their page before both are destroyed.
    m_bar->setPage(nullptr);
}

Page* MainWindow::currentPage() const { return static_cast<Page*>(m_stack->currentWidget()); }

void MainWindow::refresh() {
    const bool open = m_session.isOpen() || m_session.isOpening();
    m_navigation->setVisible(open);
    m_bar->setVisible(open);
    setWindowTitle(m_session.isOpen() ? tr("%1 — Plumbline").arg(m_session.name()) : QStringLiteral("Plumbline"));
    if (!open) {
        m_bar->setPage(nullptr);
        m_stack->setCurrentWidget(m_start);
        m_start->activated();
        m_start->setFocus(Qt::OtherFocusReason);
    } else
        showPage(m_page);
    if (m_session.isOpen() && !m_waiting.isEmpty()) {
        const QStringList files = m_waiting;
        m_waiting.clear();
        takeFiles(files);
    }
    refreshActions();
}

void MainWindow::showPage(const QString& id) {
    for (Page* page : m_pages) {
        if (page->id() != id) continue;
        m_page = id;
        m_session.settings().set(keys::page, id);
        m_navigation->setCurrent(id);
        if (QAction* action = m_actions->find("view.page." + id)) action->setChecked(true);
        if (m_stack->currentWidget() == page && m_bar->isVisible()) return;
        m_stack->setCurrentWidget(page);
        m_bar->setPage(page);
        // Without a stop of its own: the first Tab leads into the page.
        page->setFocus(Qt::OtherFocusReason);
        page->activated();
    }
}

void MainWindow::takeFiles(const QStringList& files) {
    if (files.isEmpty()) return;
    if (files.size() == 1 && isWorkspace(files.front())) {
        m_session.openWorkspace(files.front());
        return;
    }
    if (m_session.isOpening()) {
        m_waiting << files;
        return;
    }
    if (!m_session.isOpen()) {
        m_waiting = files;
        m_start->takeFiles(files);
        return;
    }
    for (Page* page : m_pages)
        if (page->takeFiles(files)) {
            showPage(page->id());
            return;
        }
}

void MainWindow::showMessage(Tone tone, const QString& sentence) { m_message->setMessage(tone, sentence); }

void MainWindow::chooseFiles() {
    auto* dialog = new QFileDialog(this, tr("Import files"), m_session.settings().get(keys::folder),
                                   tr("Exports (*.csv *.tsv *.txt *.xlsx *.json *.ndjson *.jsonl *.parquet);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList& files) {
        if (!files.isEmpty()) m_session.settings().set(keys::folder, QFileInfo(files.front()).absolutePath());
        takeFiles(files);
    });
    dialog->open();
}

void MainWindow::chooseWorkspace() {
    auto* dialog = new QFileDialog(this, tr("Open a workspace"), workspacesFolder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, &m_session, &Session::openWorkspace);
    dialog->open();
}

void MainWindow::makeWorkspace() {
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("New workspace"));
    dialog->setLabelText(tr("Its name. It becomes a folder in %1.").arg(workspacesFolder()));
    dialog->setTextValue(tr("My workspace"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString& text) {
        QString name = text.trimmed();
        for (const QChar c : QStringLiteral("/\\:*?\"<>|")) name.remove(c);
        if (!name.isEmpty() && !name.startsWith(QLatin1Char('.'))) m_session.createWorkspace(freshWorkspaceFolder(name), name);
    });
    dialog->open();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    QString unsaved;
    for (Page* page : m_pages)
        if (unsaved.isEmpty()) unsaved = page->unsavedInput();
    if (!m_closeNow && (m_session.jobs().noticeable() > 0 || !unsaved.isEmpty())) {
        event->ignore();
        askToClose();
        return;
    }
    m_session.settings().set(keys::geometry, saveGeometry());
    Q_EMIT closing();
    event->accept();
}

void MainWindow::askToClose() {
    if (findChild<QMessageBox*>("askToClose")) return;
    QString unsaved;
    for (Page* page : m_pages)
        if (unsaved.isEmpty()) unsaved = page->unsavedInput();
    const int working = m_session.jobs().noticeable();
    auto* box = new QMessageBox(
        QMessageBox::Question, QStringLiteral("Plumbline"),
        working > 0 ? tr("%n job(s) still run. Closing stops them; what was there before stays as it was.", nullptr, working)
                    : unsaved,
        QMessageBox::NoButton, this);
    box->setObjectName("askToClose");
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton* close =
        box->addButton(working > 0 ? tr("Stop and close") : tr("Close without them"), QMessageBox::DestructiveRole);
    QPushButton* stay = box->addButton(tr("Keep the window"), QMessageBox::RejectRole);
    box->setDefaultButton(stay);
    box->setEscapeButton(stay);
    connect(close, &QPushButton::clicked, this, [this] {
        m_closeNow = true;
        m_session.jobs().cancelAll();
        QMetaObject::invokeMethod(this, &QWidget::close, Qt::QueuedConnection);
    });
    box->open();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    QStringList files;
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile()) files << url.toLocalFile();
    if (files.isEmpty()) return;
    event->acceptProposedAction();
    takeFiles(files);
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    m_navigation->setRail(width() - px(Navigation::full_width) < px(rail_units));
}

} // namespace plumbline::ui
