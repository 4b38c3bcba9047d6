// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/program.h"

#include <QApplication>
#include <QDockWidget>
#include <QLibraryInfo>
#include <QLocale>

#include "ui/chat/assistant_settings.h"
#include "ui/chat/chat_pane.h"
#include "ui/chat/review_writer.h"
#include "ui/pages/audit/audit_page.h"
#include "ui/pages/budget/budget_page.h"
#include "ui/pages/dashboard/dashboard_page.h"
#include "ui/pages/data/data_page.h"
#include "ui/pages/forecast/forecast_page.h"
#include "ui/pages/page_exports.h"
#include "ui/pages/predict/predict_page.h"
#include "ui/pages/pulse/pulse_page.h"
#include "ui/pages/reports/reports_page.h"
#include "ui/pages/reports/reports_settings.h"
#include "ui/pages/response/response_page.h"
#include "ui/pages/roi/roi_page.h"
#include "ui/pages/rootcause/rootcause_page.h"
#include "ui/pages/segments/segments_page.h"
#include "ui/pages/simulator/simulator_page.h"
#include "ui/pages/start/start_page.h"
#include "ui/session/wording.h"

namespace plumbline::app {

using namespace plumbline::ui;

Program::Program(const QString& configDir)
    : m_settings(configDir), m_session(m_settings), m_dashboard(m_session), m_pulse(m_session), m_reports(m_session),
      m_roi(m_session), m_forecast(m_session), m_segments(m_session), m_predict(m_session), m_simulator(m_session),
      m_response(m_session), m_budget(m_session), m_rootcause(m_session), m_audit(m_session), m_datasets(m_session),
      m_import(m_session), m_alerts(m_session) {
    translate();
    connect(&m_session, &Session::languageChanged, this, &Program::rebuild);
    connect(&m_session, &Session::appearanceChanged, this, &Program::rebuild);
}

Program::~Program() = default;

void Program::translate() {
    for (QTranslator* translator : {&m_english, &m_ours, &m_qts, static_cast<QTranslator*>(&m_pseudo)})
        QCoreApplication::removeTranslator(translator);
    const QString code = m_session.languageCode();
    // English too: it holds the plurals, and answers what a language that is begun does not say yet. The last one is asked first.
    if (m_english.load(QStringLiteral(":/i18n/plumbline_en.qm"))) QCoreApplication::installTranslator(&m_english);
    if (m_qts.load(QStringLiteral("qtbase_%1").arg(code), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qts);
    if (code != QLatin1String("en") && m_ours.load(QStringLiteral(":/i18n/plumbline_%1.qm").arg(code)))
        QCoreApplication::installTranslator(&m_ours);
    if (m_isPseudo) QCoreApplication::installTranslator(&m_pseudo);
    QLocale::setDefault(m_session.tongue().locale());
}

void Program::setPseudo(bool pseudo) {
    m_isPseudo = pseudo;
    rebuild();
}

void Program::makeWindow() {
    m_reports.setTextWriter([](Session& session) -> TextWriter {
        return [handle = session.handle(), settings = session.settings().file(),
                fingerprint = session.facts() ? session.facts()->dataset.fingerprint : std::string()] {
            ReviewWriter writer = reviewWriter(handle, settings, fingerprint);
            return std::pair{std::move(writer.model), std::move(writer.name)};
        };
    });
    // A page more is a line more.
    auto* data = new DataPage(m_datasets, m_import);
    const std::vector<Page*> pages = {
        new DashboardPage(m_dashboard), new PulsePage(m_pulse),
        new RootCausePage(m_rootcause), new RoiPage(m_roi),
        new ForecastPage(m_forecast),   new SegmentsPage(m_segments),
        new PredictPage(m_predict),     new SimulatorPage(m_simulator),
        new ResponsePage(m_response),   new BudgetPage(m_budget),
        new ReportsPage(m_reports),     data,
        new AuditPage(m_audit),
    };
    auto* start = new StartPage(m_session);
    m_window = std::make_unique<MainWindow>(m_session, pages, start);
    // What every page gives away: with its origin above the numbers, written in the background.
    for (Page* page : pages)
        if (!ExportSink::of(page))
            connect(new PageExports(m_session, page), &PageExports::told, m_window.get(), &MainWindow::showMessage);
    // The assistant, at the right of every page; shut until it is asked for.
    auto* dock = new QDockWidget(m_window.get());
    dock->setObjectName("assistant");
    dock->setTitleBarWidget(new QWidget(dock));
    dock->setFeatures(QDockWidget::NoDockWidgetFeatures);
    auto* chat = new ChatPane(m_session, dock);
    dock->setWidget(chat);
    connect(new PageExports(m_session, chat), &PageExports::told, m_window.get(), &MainWindow::showMessage);
    m_window->addDockWidget(Qt::RightDockWidgetArea, dock);
    dock->hide();
    connect(chat, &ChatPane::closeRequested, dock, &QWidget::hide);
    m_window->addSettingsSection([this, chat](QWidget* parent) {
        auto* section = new AssistantSettings(m_session, parent);
        connect(&section->setup(), &AssistantSetup::stored, chat, [chat] { chat->presenter().reloadSetup(); });
        return section;
    });
    QAction* ask = m_window->actions().add(
        "view.assistant", tr("View"), tr("&Ask the assistant"),
        [dock, chat] {
            dock->setVisible(!dock->isVisible());
            if (dock->isVisible()) chat->focusQuestion();
        },
        {QKeySequence(Qt::CTRL | Qt::Key_J)}, "ask");
    m_window->addBarCommand(ask, tr("Ask"), QStringLiteral("ask"));
    m_window->restoreLayout();
    connect(&m_alerts, &AlertWatch::begun, m_window.get(),
            [this](const QStringList& sentences) { m_window->showMessage(Tone::warning, sentences.join(QLatin1Char(' '))); });
    connect(&m_alerts, &AlertWatch::failed, m_window.get(),
            [this](const Error& error) { m_window->showMessage(Tone::loss, errorSentence(error, m_session.language())); });
    m_window->addSettingsSection([this](QWidget* parent) { return new ReportsSettings(m_session, parent); });
    connect(start, &StartPage::openWorkspaceRequested, m_window.get(), &MainWindow::chooseWorkspace);
    connect(start, &StartPage::newWorkspaceRequested, m_window.get(), &MainWindow::makeWorkspace);
    connect(m_window.get(), &MainWindow::closing, &m_datasets, &DatasetsPresenter::finishRemove);
}

void Program::ask(const QString& question) {
    auto* dock = m_window->findChild<QDockWidget*>(QStringLiteral("assistant"));
    auto* chat = dock ? dock->findChild<ChatPane*>() : nullptr;
    if (!chat) return;
    dock->show();
    chat->ask(question);
}

void Program::rebuild() {
    // At once, so that nothing is said in the old language any more; the window, in whose menu this may have been asked, a turn
    // later.
    translate();
    if (!m_window) return;
    QMetaObject::invokeMethod(this, &Program::makeWindowAnew, Qt::QueuedConnection);
}

void Program::makeWindowAnew() {
    if (!m_window) return;
    const QByteArray geometry = m_window->saveGeometry();
    m_window->keepLayout();
    const bool shown = m_window->isVisible();
    const QString settings = m_window->openSettingsSection();
    std::unique_ptr<MainWindow> old = std::move(m_window);
    makeWindow();
    m_window->restoreGeometry(geometry);
    // The new one first, so that the program does not end with its last window.
    if (shown) m_window->show();
    old.reset();
    if (!settings.isEmpty()) m_window->openSettings(settings);
}

} // namespace plumbline::app
