// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/pulse/alert_watch.h"

#include <memory>

#include <QDateTime>
#include <QIcon>
#include <QProcess>
#include <QSystemTrayIcon>

#include "core/audit/audit.h"
#include "core/report/narrative_log.h"
#include "ui/charts/theme.h"
#include "ui/session/mail_password.h"

namespace plumbline::ui {

namespace {
constexpr int minute = 60'000;
constexpr int after_import = 1'500; ///< ms: the numbers of the page come first
} // namespace

struct AlertWatch::Looked {
    pulse::Notify notify;
    std::vector<pulse::AlertResult> begun;
    QByteArray json;
    std::optional<Error> mail; ///< why nobody was written to
};

AlertWatch::AlertWatch(Session& session, QObject* parent) : QObject(parent), m_session(session) {
    connect(&m_timer, &QTimer::timeout, this, &AlertWatch::look);
    connect(&session, &Session::factsChanged, this, [this] {
        const FactsPtr facts = m_session.facts();
        if (!facts || facts->dataset.fingerprint == m_seen) return;
        m_seen = facts->dataset.fingerprint;
        QTimer::singleShot(after_import, this, &AlertWatch::look);
    });
}

AlertWatch::~AlertWatch() { delete m_tray; }

void AlertWatch::look() {
    const FactsPtr facts = m_session.facts();
    const auto handle = m_session.handle();
    if (!facts || !handle || m_job || m_session.isReadOnly() || !facts->dataset.dates) return;
    const QString password = mailPassword(m_session.settings());
    auto id = std::make_shared<JobId>(0);
    m_job = m_session.jobs().start(
        tr("Looking at the alert rules"),
        [facts, handle, language = m_session.language(), name = m_session.name().toStdString(), password = password.toStdString(),
         now = QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString()](Progress&, std::stop_token stop) {
            Looked out;
            std::vector<pulse::AlertResult> results;
            handle->use([&](store::Workspace& workspace) {
                out.notify = pulse::notify_of(workspace);
                pulse::AlertInput input;
                input.targets = metrics::targets(workspace, facts->dataset.id);
                if (const auto last = audit::last_report(workspace, facts->dataset)) input.trust = last->score;
                if (const auto trend = report::score_trend(report::text_records(workspace))) {
                    input.text_score = trend->now;
                    input.text_score_before = trend->before;
                }
                input.now = now;
                input.language = language;
                results = pulse::check_alerts(facts->context(), workspace, input, stop);
            });
            out.begun = pulse::begun(results);
            if (out.begun.empty()) return out;
            nlohmann::json alerts = nlohmann::json::array();
            for (const pulse::AlertResult& r : out.begun)
                alerts.push_back(
                    {{"rule", r.rule.id}, {"metric", r.rule.metric}, {"severity", r.rule.severity}, {"text", r.text}});
            out.json = QByteArray::fromStdString(nlohmann::json{{"dataset", facts->dataset.name}, {"alerts", alerts}}.dump(
                -1, ' ', false, nlohmann::json::error_handler_t::replace));
            if (!out.notify.server.empty()) try {
                    net::send_mail({out.notify.server, out.notify.user, password},
                                   pulse::alert_mail(out.notify, results, name, language), stop);
                } catch (const Error& e) {
                    if (e.code() == ErrorCode::cancelled) throw;
                    out.mail = e;
                }
            return out;
        },
        this,
        [this, id](Looked looked) {
            if (*id != m_job) return;
            m_job = 0;
            take(looked);
            Q_EMIT this->looked();
        },
        [this, id](const Error& error) {
            if (*id != m_job) return;
            m_job = 0;
            if (error.code() != ErrorCode::cancelled) Q_EMIT failed(error);
            Q_EMIT this->looked();
        });
    *id = m_job;
}

void AlertWatch::take(const Looked& looked) {
    if (looked.notify.every_minutes > 0)
        m_timer.start(looked.notify.every_minutes * minute);
    else
        m_timer.stop();
    if (looked.begun.empty()) return;
    QStringList sentences;
    for (const pulse::AlertResult& r : looked.begun) sentences << qs(r.text);
    if (looked.notify.tray && QSystemTrayIcon::isSystemTrayAvailable()) {
        if (!m_tray) m_tray = new QSystemTrayIcon(icon(QStringLiteral("pulse")), this);
        m_tray->show();
        m_tray->showMessage(tr("%Ln alert(s) began", nullptr, static_cast<int>(sentences.size())),
                            sentences.join(QLatin1Char('\n')), QSystemTrayIcon::Warning);
    }
    if (!looked.notify.command.empty()) runCommand(qs(looked.notify.command), looked.json);
    if (looked.mail) Q_EMIT failed(*looked.mail);
    Q_EMIT begun(sentences);
}

void AlertWatch::runCommand(const QString& command, const QByteArray& json) {
    auto* process = new QProcess(this);
    const auto fail = [this, command](const QString& detail) {
        Q_EMIT failed(Error(ErrorCode::command_failed, {{"command", command.toStdString()}, {"detail", detail.toStdString()}}));
    };
    connect(process, &QProcess::errorOccurred, this, [process, fail](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart) return; // the others end in finished()
        fail(process->errorString());
        process->deleteLater();
    });
    connect(process, &QProcess::finished, this, [process, fail](int code, QProcess::ExitStatus status) {
        if (status != QProcess::NormalExit || code != 0) fail(tr("it ended with code %1").arg(code));
        process->deleteLater();
    });
    process->start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), command});
    process->write(json);
    process->closeWriteChannel();
}

} // namespace plumbline::ui
