// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDir>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QFrame>
#include <QInputDialog>
#include <QMessageBox>
#include <QMimeData>
#include <QScreen>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>
#include <QUndoView>
#include <QVBoxLayout>

#include "ui/charts/theme.h"
#include "ui/pages/shown_numbers.h"
#include "ui/session/places.h"
#include "ui/session/trust.h"
#include "ui/session/wording.h"
#include "ui/shell/filter_bar.h"
#include "ui/shell/issues_panel.h"
#include "ui/shell/navigation.h"
#include "ui/shell/settings_dialog.h"
#include "ui/shell/settings_sections.h"
#include "ui/shell/shortcuts_section.h"
#include "ui/shell/status_row.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/messages.h"
#include "ui/widgets/trust_banner.h"

namespace plumbline::ui {

namespace {

constexpr int first_width = 1366, first_height = 768;
// Of what is kept of docks; another version is left alone.
constexpr int layout_version = 1;
constexpr auto backup_suffix = ".plumbline-backup";
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
    connect(m_message, &InlineMessage::linkActivated, this, [this] {
        if (m_messageLink) m_messageLink();
    });
    m_trust = new TrustBanner;
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
    right->addWidget(m_trust);
    right->addWidget(m_stack, 1);
    // Large texts and low screens: the names of the pages scroll, the window does not grow beyond the screen.
    auto* shelf = new QScrollArea;
    m_shelf = shelf;
    shelf->setObjectName("shelf");
    shelf->setFrameShape(QFrame::NoFrame);
    shelf->setWidgetResizable(true);
    shelf->setFocusPolicy(Qt::NoFocus);
    shelf->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    shelf->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    shelf->setWidget(m_navigation);
    connect(qApp, &QApplication::focusChanged, shelf, [shelf](QWidget*, QWidget* now) {
        if (now && shelf->widget() && shelf->widget()->isAncestorOf(now)) shelf->ensureWidgetVisible(now);
    });
    middle->addWidget(shelf);
    middle->addLayout(right, 1);
    column->addLayout(middle, 1);
    column->addWidget(m_status);
    setCentralWidget(central);
    central->installEventFilter(this);

    m_stack->addWidget(start);
    for (Page* page : pages) {
        m_stack->addWidget(page);
        m_navigation->addPage(page);
    }
    for (int i = 0; i < m_stack->count(); ++i) {
        auto* page = static_cast<Page*>(m_stack->widget(i));
        connect(page, &Page::openPageRequested, this, &MainWindow::showPage);
        connect(page, &Page::openPlaceRequested, this, &MainWindow::showPlace);
        connect(page, &Page::chooseFilesRequested, this, &MainWindow::chooseFiles);
    }
    makeIssues();
    makeHistory();
    connect(m_navigation, &Navigation::pageChosen, this, &MainWindow::showPage);
    connect(&session, &Session::workspaceChanged, this, &MainWindow::refresh);
    connect(&session, &Session::datasetsChanged, this, &MainWindow::refreshActions);
    connect(&session, &Session::factsChanged, this, &MainWindow::refreshActions);
    connect(&session.selection(), &Selection::changed, this, &MainWindow::refreshActions);
    connect(&session, &Session::factsChanged, this, &MainWindow::refreshTrust);
    connect(&Trust::of(session), &Trust::changed, this, &MainWindow::refreshTrust);
    connect(&session.selection(), &Selection::changed, this, &MainWindow::refreshTrust);
    connect(m_trust, &TrustBanner::findingRequested, this, [this](const QString& key) {
        Trust::of(m_session).want(key);
        showPage(QStringLiteral("audit"));
    });
    connect(&session, &Session::failed, this, [this](const Error& error) {
        // Without a workspace the start page says it, at the place where it was asked for.
        if (m_session.isOpen()) showMessage(Tone::loss, errorSentence(error, m_session.language()));
    });
    addSettingsSection([&session](QWidget* parent) { return new AppearanceSection(session, parent); });
    addSettingsSection([&session](QWidget* parent) { return new NumbersSection(session, parent); });
    addSettingsSection([&session](QWidget* parent) { return new EngineSection(session, parent); });
    addSettingsSection([this](QWidget* parent) { return new ShortcutsSection(*m_actions, m_session.settings(), parent); });
    m_actions->setChosen(session.settings().get(keys::shortcuts));
    makeActions();
    for (Page* page : pages)
        for (QAction* action : page->exportActions())
            m_actions->adopt(page->id() + "." + action->objectName(), tr("Export"), action);
    makeMenus();
    m_bar->setHistory(m_actions->find("view.back"), m_actions->find("view.forward"));
    connect(m_actions, &ActionRegistry::keysChanged, this, &MainWindow::refreshTips);
    refreshTips();

    m_page = session.settings().get(keys::page);
    if (std::none_of(pages.begin(), pages.end(), [&](Page* p) { return p->id() == m_page; })) m_page = pages.front()->id();
    const QByteArray geometry = session.settings().get(keys::geometry);
    if (geometry.isEmpty() || !restoreGeometry(geometry)) {
        // On a screen of just that size the frame would push the last line out of sight.
        constexpr int least_width = 1024, frame_height = 40;
        const QSize room = screen()->availableSize() - QSize(0, frame_height);
        const QSize first(first_width, first_height);
        resize(room.width() < least_width ? first : first.boundedTo(room));
    }
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
    m_shelf->setVisible(open);
    m_bar->setVisible(open);
    if (!open)
        for (QDockWidget* dock : {static_cast<QDockWidget*>(m_issues), m_history}) dock->hide();
    setWindowTitle(m_session.isOpen() ? tr("%1 — Plumbline").arg(m_session.name()) : QStringLiteral("Plumbline"));
    if (!open) {
        m_bar->setPage(nullptr);
        m_stack->setCurrentWidget(m_start);
        m_start->activated();
        m_start->setFocus(Qt::OtherFocusReason);
    } else
        showPage(m_page);
    if (m_session.isOpen() && m_session.isReadOnly())
        showOffer(Tone::normal, tr("This workspace can only be read; nothing that you do in it is kept."), tr("Save a copy…"),
                  [this] { backUp(); });
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
    refreshTrust();
}

void MainWindow::refreshTrust() {
    const FactsPtr facts = m_session.facts();
    const Trust::ReportPtr report = Trust::of(m_session).report(facts);
    const auto* page = static_cast<const Page*>(m_stack->currentWidget());
    const auto* numbers = dynamic_cast<const ShowsNumbers*>(page);
    const ShownNumbers shown = numbers && report ? numbers->shownNumbers() : ShownNumbers{};
    if (shown.metrics.isEmpty()) return m_trust->clear();
    std::vector<std::string> names;
    for (const QString& m : shown.metrics) names.push_back(m.toStdString());
    std::optional<DateRange> days = shown.days;
    std::vector<metrics::Filter> filters;
    if (page->usesSelection()) {
        if (!days) days = m_session.selection().period();
        filters = m_session.selection().state().filters;
    }
    m_trust->setFindings(audit::findings_against(*report, facts->dataset, names, days, filters), facts->dataset,
                         m_session.language());
}

void MainWindow::showPlace(const QString& id, const QString& place) {
    showPage(id);
    if (!place.isEmpty() && currentPage()->id() == id) currentPage()->showPlace(place);
}

void MainWindow::takeFiles(const QStringList& files) {
    if (files.isEmpty()) return;
    if (files.size() == 1 && isWorkspace(files.front())) {
        m_session.openWorkspace(files.front());
        return;
    }
    if (files.size() == 1 && files.front().endsWith(QLatin1String(backup_suffix))) return restoreFrom(files.front());
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

void MainWindow::showOffer(Tone tone, const QString& sentence, const QString& link, std::function<void()> act) {
    m_messageLink = std::move(act);
    m_message->setMessage(tone, sentence, link);
}

void MainWindow::addBarCommand(QAction* action, const QString& text, const QString& icon) {
    m_bar->addCommand(action, text, icon);
    if (m_viewMenu && !m_viewMenu->actions().contains(action)) m_viewMenu->addAction(action);
}

void MainWindow::makeIssues() {
    m_issueList = new IssueList(m_session, this);
    m_issues = new IssuesPanel(*m_issueList, this);
    addDockWidget(Qt::BottomDockWidgetArea, m_issues);
    m_issues->hide();
    connect(m_issueList, &IssueList::changed, this, [this] {
        const auto& all = m_issueList->issues();
        const bool blocker = std::any_of(all.begin(), all.end(), [](const Issue& i) { return i.tone == Tone::loss; });
        if (m_session.isOpen()) m_status->setIssues(m_issueList->pressing(), blocker);
    });
    connect(m_status, &StatusRow::issuesClicked, this, [this] { m_issues->setVisible(!m_issues->isVisible()); });
    connect(m_issues, &IssuesPanel::issueChosen, this, [this](const Issue& issue) {
        m_session.setDataset(issue.dataset);
        showPlace(issue.page, issue.place);
    });
}

void MainWindow::makeHistory() {
    m_history = new QDockWidget(tr("History"), this);
    m_history->setObjectName(QStringLiteral("history"));
    m_history->setFeatures(QDockWidget::NoDockWidgetFeatures);
    m_history->setTitleBarWidget(new QWidget(m_history));
    auto* body = new QFrame;
    body->setObjectName(QStringLiteral("pane"));
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(px(16), px(8), px(12), px(8));
    column->setSpacing(px(4));
    auto* head = new QHBoxLayout;
    head->addWidget(makeLabel(tr("History of changes"), TextStyle::cardTitle), 1);
    QToolButton* shut = makeIconButton(QStringLiteral("close"), tr("Close the history"));
    connect(shut, &QToolButton::clicked, m_history, &QWidget::hide);
    head->addWidget(shut);
    column->addLayout(head);
    column->addWidget(makeLabel(tr("Choose a step to go back, or forth, to how it was then."), TextStyle::control, Tone::muted));
    auto* steps = new QUndoView(&m_session.undoStack());
    steps->setEmptyLabel(tr("As it was opened"));
    steps->setAccessibleName(tr("History of changes"));
    steps->setFrameShape(QFrame::NoFrame);
    column->addWidget(steps, 1);
    m_history->setWidget(body);
    addDockWidget(Qt::RightDockWidgetArea, m_history);
    m_history->hide();
}

void MainWindow::refreshTips() {
    for (const Page* page : m_pages)
        if (const QAction* action = m_actions->find("view.page." + page->id())) m_navigation->setTip(page->id(), tipOf(action));
}

void MainWindow::keepLayout() {
    m_session.settings().set(keys::geometry, saveGeometry());
    m_session.settings().set(keys::layout, saveState(layout_version));
}

void MainWindow::restoreLayout() {
    m_firstLayout = saveState(layout_version);
    const QByteArray layout = m_session.settings().get(keys::layout);
    if (!layout.isEmpty()) restoreState(layout, layout_version);
    if (!m_session.isOpen() && !m_session.isOpening())
        for (QDockWidget* dock : {static_cast<QDockWidget*>(m_issues), m_history}) dock->hide();
}

void MainWindow::resetLayout() {
    if (isMaximized() || isFullScreen()) showNormal();
    resize(first_width, first_height);
    if (!m_firstLayout.isEmpty()) restoreState(m_firstLayout, layout_version);
    for (Page* page : m_pages) page->resetLayout();
}

void MainWindow::openSettings(const QString& section) {
    auto* dialog = findChild<SettingsDialog*>();
    if (!dialog) dialog = new SettingsDialog(m_settings, this);
    if (!section.isEmpty()) dialog->showSection(section);
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
}

QString MainWindow::openSettingsSection() const {
    const auto* dialog = findChild<SettingsDialog*>();
    return dialog && dialog->isVisible() ? dialog->section() : QString();
}

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
    const bool made = QFileInfo(workspacesFolder()).isDir(); // nothing was made yet: not an empty name in a folder by chance
    auto* dialog = new QFileDialog(this, tr("Open a workspace"), made ? workspacesFolder() : QDir::homePath());
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
    dialog->show();
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
    keepLayout();
    m_session.flush();
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

bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
    // What a dock at the side takes from the page counts like a narrow window.
    if (watched == centralWidget() && event->type() == QEvent::Resize) {
        const bool rail = centralWidget()->width() - px(Navigation::full_width) < px(rail_units);
        if (rail != m_navigation->isRail() || m_shelf->width() != m_navigation->width()) {
            m_navigation->setRail(rail);
            m_shelf->setFixedWidth(m_navigation->width());
        }
    }
    return QMainWindow::eventFilter(watched, event);
}

} // namespace plumbline::ui
