// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/render.h"

#include <cstdio>
#include <ctime>

#include <QApplication>
#include <QDir>
#include <QPixmap>
#include <QPointer>
#include <QTimer>

#include "app/gui/start_clock.h"
#include "ui/print/pdf.h"
#include "ui/session/wording.h"
#include "ui/widgets/kpi_card.h"

namespace plumbline::app {

using namespace plumbline::ui;

namespace {

constexpr int look_every_ms = 20;
// Layouts settle in a few turns of the event loop after the last data came.
constexpr int quiet_turns = 12; // a chart that was resized is drawn sharp when it has come to rest
constexpr int idle_ms = 2000;

void fail(const QString& sentence) {
    std::fprintf(stderr, "%s\n", qUtf8Printable(sentence));
    QCoreApplication::exit(1);
}

/// Page by page: show it, wait until nothing is on its way, take its picture.
class Renderer : public QObject {
public:
    Renderer(Program& program, const Options& options) : QObject(&program), m_program(program), m_options(options) {
        if (options.workspace.isEmpty()) {
            m_left = {QStringLiteral("start")};
        } else {
            for (const Page* page : program.window().pages()) m_left << page->id();
            if (!options.files.isEmpty()) m_left << QStringLiteral("import");
            if (!options.question.isEmpty()) m_left << QStringLiteral("assistant");
        }
        connect(&program.session(), &Session::failed, this, [this](const Error& error) { failWith(error); });
        m_timer.setInterval(look_every_ms);
        connect(&m_timer, &QTimer::timeout, this, &Renderer::look);
        m_timer.start();
    }

private:
    void failWith(const Error& error) {
        m_timer.stop();
        fail(errorSentence(error, m_program.session().language()));
    }

    void look() {
        Session& session = m_program.session();
        if (session.isLoading() || (session.isOpen() && !m_program.window().currentPage()->isSettled()) ||
            session.jobs().running() > 0) {
            m_quiet = 0;
            return;
        }
        if (const auto& error = m_program.dashboard().error()) return failWith(*error);
        if (++m_quiet < quiet_turns) return;
        m_quiet = 0;
        if (m_shown.isEmpty()) {
            show();
            return;
        }
        take();
        if (m_left.isEmpty()) {
            m_timer.stop();
            finish();
        } else
            show();
    }

    void show() {
        m_shown = m_left.takeFirst();
        if (m_shown == QLatin1String("import")) {
            m_program.window().takeFiles(m_options.files);
        } else if (m_shown == QLatin1String("assistant")) {
            m_program.window().showPage(QStringLiteral("dashboard"));
            m_program.ask(m_options.question);
        } else
            m_program.window().showPage(m_shown);
    }

    void take() {
        const QString file = QDir(m_options.render).filePath(m_shown + QStringLiteral(".png"));
        if (!m_program.window().grab().save(file, "PNG")) {
            m_timer.stop();
            fail(errorSentence(Error(ErrorCode::write_failed, {{"path", file.toStdString()}, {"detail", "PNG"}}),
                               m_program.session().language()));
        }
    }

    void finish() {
        if (m_program.dashboard().dashboard()) {
            try {
                write_pdf(m_program.dashboard().document(), QDir(m_options.render).filePath(QStringLiteral("dashboard.pdf")));
            } catch (const Error& error) {
                return failWith(error);
            }
        }
        QCoreApplication::exit(0);
    }

    Program& m_program;
    Options m_options;
    QTimer m_timer;
    QStringList m_left;
    QString m_shown;
    int m_quiet = 0;
};

/// Processor time of all threads since the program began, ms: what a start costs, whatever else the machine is busy with.
double workSinceStart() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// Waits for the first painting of the window, and of a card that has a value.
class FirstKpi : public QObject {
public:
    explicit FirstKpi(Program& program) : QObject(&program), m_program(program) {
        qApp->installEventFilter(this);
        connect(&program.session(), &Session::failed, this,
                [this](const Error& error) { fail(errorSentence(error, m_program.session().language())); });
    }

protected:
    bool eventFilter(QObject* object, QEvent* event) override {
        if (event->type() != QEvent::Paint || m_done) return false;
        if (!m_painted) {
            m_painted = true;
            QTimer::singleShot(0, this, [] {
                std::printf("first_paint_ms %.0f\nfirst_paint_work_ms %.0f\n", millisecondsSinceStart(), workSinceStart());
            });
        }
        const auto* card = qobject_cast<KpiCardWidget*>(object);
        if (!card || !card->card().value) return false;
        m_done = true;
        // Behind this painting in the queue.
        QTimer::singleShot(0, this, [] {
            std::printf("first_kpi_ms %.0f\nfirst_kpi_work_ms %.0f\nrss_first_mib %.0f\n", millisecondsSinceStart(),
                        workSinceStart(), residentMebibytes());
            std::fflush(stdout);
        });
        QTimer::singleShot(idle_ms, this, [] {
            std::printf("rss_idle_mib %.0f\n", residentMebibytes());
            std::fflush(stdout);
            QCoreApplication::exit(0);
        });
        return false;
    }

private:
    Program& m_program;
    bool m_painted = false, m_done = false;
};

} // namespace

void render(Program& program, const Options& options) {
    if (!QDir().mkpath(options.render)) {
        QTimer::singleShot(0, &program, [path = options.render] {
            fail(
                errorSentence(Error(ErrorCode::write_failed, {{"path", path.toStdString()}, {"detail", "mkdir"}}), Language::en));
        });
        return;
    }
    new Renderer(program, options);
}

void measureStart(Program& program) { new FirstKpi(program); }

} // namespace plumbline::app
