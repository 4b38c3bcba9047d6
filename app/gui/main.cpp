// SPDX-License-Identifier: GPL-3.0-or-later
#include <clocale>
#include <cstdio>
#include <cstdlib>

#include <QApplication>
#include <QDesktopServices>
#include <QIcon>
#include <QTimer>
#include <QUrl>

#include "app/gui/options.h"
#include "app/gui/program.h"
#include "app/gui/render.h"
#include "ui/charts/theme.h"
#include "ui/session/journal.h"
#include "ui/session/preferences.h"

namespace {

// Work answers a stop within 200 ms; what has not after this is left behind, which the workspace is built to survive.
constexpr int patience_ms = 5000;

plumbline::ui::Scheme schemeOf(const QString& id) {
    return id == QLatin1String("light")  ? plumbline::ui::Scheme::light
           : id == QLatin1String("dark") ? plumbline::ui::Scheme::dark
                                         : plumbline::ui::Scheme::automatic;
}

/// Tells, once, that the last run ended in a fault, and where its note is.
void tellOfFault(plumbline::ui::MainWindow& window, const QString& log) {
    if (plumbline::ui::Journal::takeCrashNote(log).isEmpty()) return;
    window.showOffer(plumbline::Tone::warning,
                     plumbline::app::Program::tr("Plumbline ended in a fault the last time. What was stored is complete; a note "
                                                 "without any of your data is in the folder of the log."),
                     plumbline::app::Program::tr("Open the folder"),
                     [log] { QDesktopServices::openUrl(QUrl::fromLocalFile(log)); });
}

} // namespace

int main(int argc, char** argv) {
    using namespace plumbline;
    const app::Options options = app::readOptions(argc, argv);
    if (!options.error.isEmpty()) {
        std::fprintf(stderr, "%s\n%s", qUtf8Printable(options.error), qUtf8Printable(app::usage()));
        return 2;
    }
    if (options.help) {
        std::printf("%s", qUtf8Printable(app::usage()));
        return 0;
    }
    if (options.version) {
        std::printf("plumbline " PLUMBLINE_VERSION "\n");
        return 0;
    }
    const bool display = qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY");
    if (!options.render.isEmpty() && !display && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");

    // Without a display the platform complains about sizes that nobody sees; failures are told by ourselves.
    if (!options.render.isEmpty())
        qInstallMessageHandler([](QtMsgType type, const QMessageLogContext&, const QString& text) {
            if (type == QtCriticalMsg || type == QtFatalMsg) std::fprintf(stderr, "%s\n", qUtf8Printable(text));
        });

    QApplication application(argc, argv);
    // Qt takes over how the country of the computer writes numbers and letters. What the program reads and writes for itself,
    // SQL, JSON, files, must not change with it: 2,5 for 2.5, or an I without its dot.
    std::setlocale(LC_NUMERIC, "C");
    if (!std::setlocale(LC_CTYPE, "C.UTF-8")) std::setlocale(LC_CTYPE, "C");
    QApplication::setApplicationName(QStringLiteral("plumbline"));
    QApplication::setApplicationDisplayName(QStringLiteral("Plumbline"));
    QApplication::setApplicationVersion(QStringLiteral(PLUMBLINE_VERSION));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/plumbline.svg")));
    QApplication::setDesktopFileName(QStringLiteral("org.plumbline.Plumbline"));

    const QString log = ui::Journal::folder(options.configDir);
    // Pictures and measurements leave no trace.
    const bool plain = options.render.isEmpty() && !options.measureStart;
    if (plain)
        ui::Journal::start(log,
                           options.logLevel == QLatin1String("debug")  ? ui::Journal::Level::debug
                           : options.logLevel == QLatin1String("info") ? ui::Journal::Level::info
                                                                       : ui::Journal::Level::warning,
                           QStringLiteral(PLUMBLINE_VERSION));

    auto program = std::make_unique<app::Program>(options.configDir);
    ui::Settings& settings = program->settings();
    ui::applyLimits(settings);
    ui::applyCalendar(settings);
    if (!options.language.isEmpty()) program->session().overrideLanguage(options.language);
    if (options.pseudo) program->setPseudo(true);
    if (options.mirror) QApplication::setLayoutDirection(Qt::RightToLeft);
    ui::Theme::instance().setScheme(schemeOf(options.theme.isEmpty() ? settings.get(ui::keys::scheme) : options.theme));
    ui::Theme::instance().apply();
    ui::applyAppearance(settings);
    if (options.textSize > 0) ui::Theme::instance().setScale(options.textSize / 100.0);

    // Opening starts before the window is built: both take their time at once.
    QString workspace = options.workspace;
    if (workspace.isEmpty() && plain && options.files.isEmpty() && settings.get(ui::keys::reopen)) {
        workspace = settings.get(ui::keys::workspace);
        // Opening it ended the last run: not a second time by itself.
        if (settings.get(ui::keys::opening) == workspace) workspace.clear();
        settings.set(ui::keys::opening, workspace);
        QObject::connect(&program->session(), &ui::Session::datasetsChanged, program.get(),
                         [&settings] { settings.set(ui::keys::opening, QString()); });
    }
    if (!workspace.isEmpty()) program->session().openWorkspace(workspace);
    program->makeWindow();
    ui::MainWindow& window = program->window();
    const QString page = settings.get(ui::keys::page);
    if (!options.render.isEmpty()) {
        window.resize(options.size);
        app::render(*program, options);
    }
    if (options.measureStart) {
        window.showPage(QStringLiteral("dashboard"));
        app::measureStart(*program);
    }
    window.show();
    if (plain) tellOfFault(window, log);
    if (plain) QTimer::singleShot(0, &window, [&settings] { ui::askDesktopForStillness(settings); });
    const bool drawn = !options.render.isEmpty(); // pictures of files and of an answer come in their turn
    if (!options.question.isEmpty() && !drawn) QTimer::singleShot(0, &window, [&] { program->ask(options.question); });
    if (!options.files.isEmpty() && !drawn) QTimer::singleShot(0, &window, [&] { window.takeFiles(options.files); });

    const int code = QApplication::exec();
    // Pictures and measurements leave no trace of the pages that they looked at.
    if (!options.render.isEmpty() || options.measureStart) settings.set(ui::keys::page, page);
    if (!program->session().jobs().shutDown(patience_ms)) std::_Exit(code);
    program.reset();
    return code;
}
