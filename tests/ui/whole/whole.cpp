// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/whole/whole.h"

#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QLockFile>

#include "core/ingest/import.h"
#include "core/sample/into_workspace.h"
#include "tests/ui/jobs/wait.h"
#include "ui/charts/theme.h"
#include "ui/session/places.h"

namespace plumbline::test {

namespace {

/// Layouts settle in a few turns of the event loop after the last data came.
constexpr int quiet_turns = 4;

QString besideTheTest(const QString& name) { return QDir(QCoreApplication::applicationDirPath()).filePath(name); }

} // namespace

Whole::Whole(const QString& language, QSize size) : program(m_config.path()) {
    ingest::set_reader_path(ui::toPath(besideTheTest(QStringLiteral("plumbline-reader"))));
    program.session().overrideLanguage(language);
    program.makeWindow();
    window().resize(size);
    window().show();
    window().activateWindow();
    QCoreApplication::processEvents();
}

bool Whole::open(const QString& folder) {
    bool failed = false;
    const auto watch = QObject::connect(&program.session(), &ui::Session::failed, [&](const Error& error) {
        failed = !program.session().isOpen();
        std::printf("opening failed: %s\n", qPrintable(ui::qs(error.text().what_happened)));
    });
    program.session().openWorkspace(folder);
    const bool done = waitFor([&] { return failed || (program.session().isOpen() && !program.session().isLoading()); }, 120'000);
    QObject::disconnect(watch);
    return done && !failed;
}

bool Whole::show(const QString& page) {
    window().showPage(page);
    return window().currentPage()->id() == page && settle();
}

bool Whole::settle(int milliseconds) {
    int quiet = 0;
    return waitFor(
        [&] {
            const bool still =
                !program.session().isLoading() && window().currentPage()->isSettled() && program.session().jobs().running() == 0;
            quiet = still ? quiet + 1 : 0;
            return quiet >= quiet_turns;
        },
        milliseconds);
}

QStringList Whole::pages() {
    QStringList ids;
    for (const ui::Page* page : window().pages()) ids << page->id();
    return ids;
}

void Whole::take(const QString& name) {
    const QByteArray folder = qgetenv("PLUMBLINE_PICTURES");
    if (!folder.isEmpty()) window().grab().save(QDir(QString::fromLocal8Bit(folder)).filePath(name + QStringLiteral(".png")));
}

QString sampleCopy(const QTemporaryDir& folder) {
    // One for all tests of this build: making it takes longer than many a test.
    const qint64 built = QFileInfo(QCoreApplication::applicationFilePath()).lastModified().toSecsSinceEpoch();
    const QString kept = besideTheTest(QStringLiteral("sample_for_tests_%1").arg(built));
    QLockFile lock(besideTheTest(QStringLiteral("sample_for_tests.lock")));
    lock.setStaleLockTime(0);
    if (!lock.tryLock(300'000)) return {};
    if (!QFileInfo::exists(kept + QStringLiteral("/state.sqlite"))) {
        ingest::set_reader_path(ui::toPath(besideTheTest(QStringLiteral("plumbline-reader"))));
        // Under its name only when it is whole: a making that failed would leave every later test a workspace without numbers.
        const QString making = kept + QStringLiteral(".making");
        QDir(making).removeRecursively();
        NoProgress quiet;
        {
            auto workspace = store::Workspace::create(ui::toPath(making), "Nordhang");
            sample::sample_into(*workspace, {}, {}, quiet, {});
        }
        if (!QDir().rename(making, kept)) return {};
    }
    const QString copy = folder.filePath(QStringLiteral("Nordhang"));
    std::filesystem::copy(ui::toPath(kept), ui::toPath(copy), std::filesystem::copy_options::recursive);
    return copy;
}

} // namespace plumbline::test
