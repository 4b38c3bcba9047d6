// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/pulse/pulse_presenter.h"

#include <QDateTime>

#include "core/audit/audit.h"
#include "ui/print/pdf_task.h"

namespace plumbline::ui {

namespace {

report::PulseView build(const Facts& facts, WorkspaceHandle& handle, Language language,
                        const std::vector<metrics::Filter>& filters, const std::string& now, const std::stop_token& stop) {
    report::PulseRequest request;
    request.language = language;
    std::vector<pulse::Rule> rules;
    std::vector<std::optional<pulse::RuleState>> states;
    pulse::AlertInput input;
    handle.use([&](store::Workspace& workspace) {
        request.targets = metrics::targets(workspace, facts.dataset.id);
        rules = pulse::rules(workspace, facts.dataset.id);
        for (const pulse::Rule& rule : rules) states.push_back(pulse::state_of(workspace, rule.id));
        if (const auto last = audit::last_report(workspace, facts.dataset)) input.trust = last->score;
    });
    request.watches = pulse::usual_watches(facts.dataset, 6);
    for (pulse::Watch& w : request.watches) w.where = filters;
    input.targets = request.targets;
    input.language = language;
    input.now = now;
    for (size_t i = 0; i < rules.size(); ++i) {
        try {
            request.alerts.push_back(pulse::look(facts.context(), rules[i], states[i], input, stop));
        } catch (const Error& e) {
            if (e.code() == ErrorCode::cancelled) throw;
            pulse::AlertResult gone;
            gone.rule = rules[i];
            gone.state = pulse::AlertState::no_data;
            gone.text = e.text(language).what_happened;
            request.alerts.push_back(std::move(gone));
        }
    }
    return report::build_pulse(facts.context(), request, stop);
}

} // namespace

PulsePresenter::PulsePresenter(Session& session, QObject* parent) : QObject(parent), m_session(session) {
    m_later.setSingleShot(true);
    m_later.setInterval(0);
    connect(&m_later, &QTimer::timeout, this, &PulsePresenter::start);
    connect(&session, &Session::factsChanged, this, [this] {
        m_view.reset(); // never another dataset's numbers
        m_error.reset();
        Q_EMIT changed();
        reload();
    });
    connect(&session.selection(), &Selection::changed, this, &PulsePresenter::reload);
    connect(&session, &Session::languageChanged, this, &PulsePresenter::reload);
}

void PulsePresenter::setWanted(bool wanted) {
    m_wanted = wanted;
    if (m_wanted) reload(); // targets and rules may have changed meanwhile
}

void PulsePresenter::reload() {
    m_stale = true;
    if (!m_session.facts() || !m_session.handle() || !m_wanted) return;
    m_later.start();
    Q_EMIT loadingChanged();
}

void PulsePresenter::start() {
    const FactsPtr facts = m_session.facts();
    const auto handle = m_session.handle();
    if (!facts || !handle) return;
    if (m_job) m_session.jobs().cancel(m_job);
    m_stale = false;
    auto id = std::make_shared<JobId>(0);
    m_job = m_session.jobs().start(
        tr("Looking at the figures"),
        [facts, handle, language = m_session.language(), filters = m_session.selection().state().filters,
         now = QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString()](Progress&, std::stop_token stop) {
            return build(*facts, *handle, language, filters, now, stop);
        },
        this,
        [this, id](report::PulseView made) {
            if (*id != m_job) return;
            m_job = 0;
            m_view = std::move(made);
            m_error.reset();
            Q_EMIT loadingChanged();
            Q_EMIT changed();
        },
        [this, id](const Error& error) {
            if (*id != m_job) return;
            m_job = 0;
            if (error.code() != ErrorCode::cancelled) m_error = error;
            Q_EMIT loadingChanged();
            Q_EMIT changed();
        });
    *id = m_job;
    Q_EMIT loadingChanged();
}

void PulsePresenter::exportTo(const QString& file) {
    if (!m_view) return;
    auto* task = new PdfTask(report::pulse_document(*m_view, m_session.name().toStdString(),
                                                    QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString(),
                                                    m_session.language()),
                             file, this);
    connect(task, &PdfTask::finished, this, [this, file] { Q_EMIT exported(file); });
    connect(task, &PdfTask::failed, this, &PulsePresenter::exportFailed);
    task->start();
}

} // namespace plumbline::ui
