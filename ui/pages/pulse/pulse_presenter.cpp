// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/pulse/pulse_presenter.h"
#include "ui/pages/page_exports.h"

#include <algorithm>

#include <QDateTime>
#include <QPointer>
#include <QUndoCommand>

#include "core/metrics/catalogue.h"
#include "core/pulse/watches.h"
#include "core/report/wbr_request.h"
#include "ui/charts/theme.h"

namespace plumbline::ui {

namespace {

report::PulseView build(const Facts& facts, WorkspaceHandle& handle, Language language,
                        const std::vector<metrics::Filter>& filters, const std::string& now, const std::stop_token& stop) {
    report::PulseRequest request;
    handle.use([&](store::Workspace& workspace) {
        request = report::pulse_request(workspace, facts.context(), language, filters, now, stop);
    });
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
        m_open = -1;
        m_drivers.reset();
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
            if (m_open >= 0) { // other numbers have other drivers
                m_open = -1;
                m_drivers.reset();
                Q_EMIT driversChanged();
            }
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

void PulsePresenter::toggleDrivers(int figure) {
    if (m_driversJob) m_session.jobs().cancel(m_driversJob);
    m_driversJob = 0;
    m_drivers.reset();
    m_driversError.reset();
    const FactsPtr facts = m_session.facts();
    m_open = figure == m_open || !m_view || figure >= static_cast<int>(m_view->checks.size()) || !facts ? -1 : figure;
    Q_EMIT driversChanged();
    if (m_open < 0) return;
    auto id = std::make_shared<JobId>(0);
    m_driversJob = m_session.jobs().start(
        tr("Looking for the drivers"),
        [facts, check = m_view->checks[static_cast<size_t>(m_open)], language = m_session.language()](Progress& progress,
                                                                                                      std::stop_token stop) {
            return report::pulse_drivers(facts->context(), check, language, progress, stop);
        },
        this,
        [this, id](report::PulseDrivers made) {
            if (*id != m_driversJob) return;
            m_driversJob = 0;
            m_drivers = std::move(made);
            Q_EMIT driversChanged();
        },
        [this, id](const Error& error) {
            if (*id != m_driversJob) return;
            m_driversJob = 0;
            if (error.code() != ErrorCode::cancelled) m_driversError = error;
            Q_EMIT driversChanged();
        });
    *id = m_driversJob;
}

QList<PulsePresenter::Choice> PulsePresenter::choices() const {
    QList<Choice> out;
    const FactsPtr facts = m_session.facts();
    if (!facts) return out;
    const auto followed = [this](const std::string& metric) {
        return m_view && std::ranges::any_of(m_view->checks, [&](const pulse::Check& c) { return c.watch.metric == metric; });
    };
    for (const metrics::Metric& m : metrics::catalogue())
        if (metrics::available(m, facts->dataset))
            out.append({qs(m.id), qs(metrics::metric_name(m, m_session.language())), followed(m.id)});
    for (const DatasetColumn& c : facts->dataset.columns)
        if (c.role == "measure") out.append({qs(c.field), qs(c.name), followed(c.field)});
    return out;
}

void PulsePresenter::setFollowed(const QStringList& metrics) {
    const FactsPtr facts = m_session.facts();
    const auto handle = m_session.handle();
    if (!facts || !handle) return;
    std::vector<pulse::Watch> watches;
    for (const QString& m : metrics) watches.push_back({m.toStdString(), {}});
    m_session.jobs().start(
        tr("Keeping what is followed"),
        [facts, handle, watches](Progress&, std::stop_token) {
            handle->use([&](store::Workspace& w) { pulse::set_watches(w, facts->dataset, watches); });
        },
        this, [this] { reload(); },
        [this](const Error& error) {
            m_error = error;
            Q_EMIT changed();
        });
}

namespace {

/// Following other figures, for the undo stack.
class FollowCommand : public QUndoCommand {
public:
    FollowCommand(std::function<void(const QStringList&)> set, QStringList before, QStringList after)
        : QUndoCommand(PulsePresenter::tr("follow other figures")), m_set(std::move(set)), m_before(std::move(before)),
          m_after(std::move(after)) {}
    void undo() override { m_set(m_before); }
    void redo() override { m_set(m_after); }

private:
    std::function<void(const QStringList&)> m_set;
    QStringList m_before, m_after;
};

} // namespace

void PulsePresenter::follow(const QStringList& metrics) {
    if (m_session.isReadOnly()) return;
    QStringList before;
    for (const Choice& c : choices())
        if (c.followed) before << c.id;
    if (before == metrics) return;
    const QPointer<PulsePresenter> self(this);
    m_session.undoStack().push(new FollowCommand(
        [self](const QStringList& ids) {
            if (self) self->setFollowed(ids);
        },
        before, metrics));
}

void PulsePresenter::addRule(const pulse::Rule& rule) {
    const FactsPtr facts = m_session.facts();
    const auto handle = m_session.handle();
    if (!facts || !handle || m_session.isReadOnly()) return;
    pulse::Rule mine = rule;
    mine.dataset_id = facts->dataset.id;
    m_session.jobs().start(
        tr("Adding an alert"),
        [handle, mine](Progress&, std::stop_token) { handle->use([&](store::Workspace& w) { pulse::put_rule(w, mine); }); }, this,
        [this] { reload(); },
        [this](const Error& error) {
            m_error = error;
            Q_EMIT changed();
        });
}

void PulsePresenter::snooze(const QString& rule, int days) {
    const auto handle = m_session.handle();
    if (!handle || m_session.isReadOnly()) return;
    const std::string until = QDate::currentDate().addDays(days).toString(Qt::ISODate).toStdString();
    m_session.jobs().start(
        tr("Keeping an alert quiet"),
        [handle, id = rule.toStdString(), until](Progress&, std::stop_token) {
            handle->use([&](store::Workspace& w) {
                for (pulse::Rule r : pulse::rules(w, 0))
                    if (r.id == id) {
                        r.snoozed_until = until;
                        pulse::put_rule(w, std::move(r));
                    }
            });
        },
        this, [this] { reload(); },
        [this](const Error& error) {
            m_error = error;
            Q_EMIT changed();
        });
}

void PulsePresenter::exportTo(const QString& file) {
    if (!m_view) return;
    writeDocument(
        m_session, this,
        report::pulse_document(*m_view, m_session.name().toStdString(),
                               QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString(), m_session.language()),
        file, [this, file] { Q_EMIT exported(file); }, [this](const Error& error) { Q_EMIT exportFailed(error); });
}

} // namespace plumbline::ui
