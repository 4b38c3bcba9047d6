// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/audit/audit_presenter.h"

#include <algorithm>
#include <cstdlib>

#include <QPointer>
#include <QUndoCommand>

#include "core/report/remedy_forecast.h"
#include "ui/charts/theme.h"
#include "ui/session/trust.h"

namespace plumbline::ui {

namespace {

struct Loaded {
    std::optional<audit::AuditReport> report;
    std::vector<audit::Remedy> remedies;
};

} // namespace

AuditPresenter::AuditPresenter(Session& session, QObject* parent) : QObject(parent), m_session(session) {
    connect(&session, &Session::factsChanged, this, [this] {
        m_report.reset();
        m_remedies.clear();
        m_changes.clear();
        m_forecast.reset();
        m_forecastOf.clear();
        m_error.reset();
        Q_EMIT changed();
        load(false);
    });
    connect(&session, &Session::languageChanged, this, &AuditPresenter::changed);
    connect(&Trust::of(session), &Trust::wanted, this, [this](const QString& key) {
        m_show = Show::open;
        m_measure.clear();
        choose(key);
    });
}

void AuditPresenter::setShow(Show show) {
    m_show = show;
    Q_EMIT changed();
}

void AuditPresenter::setMeasure(const QString& field) {
    m_measure = field;
    Q_EMIT changed();
}

std::vector<const audit::Finding*> AuditPresenter::findings() const {
    std::vector<const audit::Finding*> out;
    if (!m_report) return out;
    if (m_show == Show::advice) {
        for (const audit::Finding& f : m_report->advice)
            if (m_measure.isEmpty() || qs(f.column) == m_measure) out.push_back(&f);
        return out;
    }
    for (const audit::Finding& f : m_report->findings) {
        if (m_show == Show::open && !f.decided.empty()) continue;
        if (m_show == Show::decided && f.decided.empty()) continue;
        const bool rows = f.column == "*" || f.column == "date";
        if (!m_measure.isEmpty() && !rows && qs(f.column) != m_measure) continue;
        out.push_back(&f);
    }
    return out;
}

const audit::Finding* AuditPresenter::current() const {
    const auto shown = findings();
    const auto at = std::ranges::find_if(shown, [&](const audit::Finding* f) { return qs(f->key) == m_key; });
    return at != shown.end() ? *at : shown.empty() ? nullptr : shown.front();
}

void AuditPresenter::choose(const QString& key) {
    m_key = key;
    if (const audit::Finding* f = current(); f && !f->remedies.empty()) m_action = f->remedies.front();
    refreshPreview();
    Q_EMIT changed();
}

void AuditPresenter::refreshForecast() {
    const FactsPtr facts = m_session.facts();
    const audit::Finding* f = current();
    const QString key = f ? qs(f->key) : QString();
    if (key == m_forecastOf) return;
    if (m_forecasting) m_session.jobs().cancel(m_forecasting);
    m_forecasting = 0;
    m_forecast.reset();
    m_forecastOf = key;
    // Only for who looks at the page: a forecast takes a second or two.
    if (!m_wanted || !facts || !f || !f->decided.empty()) {
        m_forecastOf.clear();
        return;
    }
    auto id = std::make_shared<JobId>(0);
    m_forecasting = m_session.jobs().start(
        tr("Forecasting with the remedy"),
        [facts, finding = *f](Progress& progress, std::stop_token stop) {
            return report::remedy_forecast(facts->context(), finding, progress, stop);
        },
        this,
        [this, id](std::optional<audit::Change> change) {
            if (*id != m_forecasting) return;
            m_forecasting = 0;
            m_forecast = std::move(change);
            Q_EMIT changed();
        },
        [this, id](const Error&) {
            // As with the preview: the remedy can be decided on without.
            if (*id == m_forecasting) m_forecasting = 0;
        });
    *id = m_forecasting;
}

void AuditPresenter::setWanted(bool wanted) {
    m_wanted = wanted;
    if (wanted) refreshForecast();
}

void AuditPresenter::setAction(audit::Action action) {
    m_action = action;
    refreshPreview();
    Q_EMIT changed();
}

void AuditPresenter::runAgain() { load(true); }

void AuditPresenter::load(bool again) {
    const FactsPtr facts = m_session.facts();
    const auto handle = m_session.handle();
    if (!facts || !handle || m_job) return;
    m_job = m_session.jobs().start(
        tr("Auditing %1").arg(qs(facts->dataset.name)),
        [facts, handle, again, keep = !m_session.isReadOnly()](Progress& progress, std::stop_token stop) {
            Loaded out;
            const auto spec = handle->use([&](store::Workspace& w) {
                out.remedies = audit::remedies(w, facts->dataset.id);
                if (!again) out.report = audit::last_report(w, facts->dataset);
                return audit::spec_for(w, facts->dataset);
            });
            if (out.report) return out;
            out.report = audit::audit(facts->context(), spec, progress, stop);
            if (keep) handle->use([&](store::Workspace& w) { audit::put_report(w, facts->dataset, *out.report); });
            return out;
        },
        this,
        [this, facts](Loaded loaded) {
            m_job = 0;
            if (facts != m_session.facts()) return load(false); // another dataset came meanwhile
            m_report = std::move(loaded.report);
            if (m_report) Trust::of(m_session).set(facts, std::make_shared<audit::AuditReport>(*m_report));
            m_remedies = std::move(loaded.remedies);
            m_error.reset();
            Q_EMIT m_session.recordsChanged(QStringLiteral("audit"));
            choose(m_key);
        },
        [this](const Error& error) {
            m_job = 0;
            if (error.code() != ErrorCode::cancelled) m_error = error;
            Q_EMIT changed();
        });
    Q_EMIT changed();
}

void AuditPresenter::refreshPreview() {
    refreshForecast();
    m_changes.clear();
    const FactsPtr facts = m_session.facts();
    const audit::Finding* f = current();
    if (m_preview) m_session.jobs().cancel(m_preview);
    m_preview = 0;
    if (!facts || !f || !f->decided.empty()) return;
    auto id = std::make_shared<JobId>(0);
    m_preview = m_session.jobs().start(
        tr("Computing what a remedy changes"),
        [facts, finding = *f, action = m_action](Progress&, std::stop_token stop) {
            return audit::preview(facts->context(), finding, action, stop);
        },
        this,
        [this, id](std::vector<audit::Change> changes) {
            if (*id != m_preview) return;
            m_preview = 0;
            m_changes = std::move(changes);
            Q_EMIT changed();
        },
        [this, id](const Error&) {
            // Without a preview the remedy can still be decided on; the page shows none.
            if (*id == m_preview) m_preview = 0;
        });
    *id = m_preview;
}

void AuditPresenter::work(const QString& what,
                          std::function<void(store::Workspace&, const DatasetInfo&, Progress&, std::stop_token)> change,
                          std::function<void()> done) {
    const FactsPtr facts = m_session.facts();
    const auto handle = m_session.handle();
    if (!facts || !handle || m_job) return;
    m_job = m_session.jobs().start(
        what,
        [facts, handle, change = std::move(change)](Progress& progress, std::stop_token stop) {
            handle->use([&](store::Workspace& w) { change(w, facts->dataset, progress, stop); });
        },
        this,
        [this, done = std::move(done)] {
            m_job = 0;
            if (done) done();
            m_session.reload();
        },
        [this](const Error& error) {
            m_job = 0;
            if (error.code() != ErrorCode::cancelled) m_error = error;
            Q_EMIT changed();
        });
    Q_EMIT changed();
}

/// A decision about a finding, or its way back, that was carried out. Its first redo is what has just happened.
class RemedyCommand : public QUndoCommand {
public:
    RemedyCommand(AuditPresenter* presenter, audit::Finding finding, audit::Action action, QString why, bool taken)
        : QUndoCommand(taken ? AuditPresenter::tr("remedy") : AuditPresenter::tr("way back of a remedy")), m_presenter(presenter),
          m_finding(std::move(finding)), m_action(action), m_why(std::move(why)), m_taken(taken) {}
    void undo() override { run(!m_taken); }
    void redo() override {
        if (m_done) run(m_taken);
        m_done = true;
    }

private:
    void run(bool taken) {
        if (!m_presenter) return;
        if (taken)
            m_presenter->apply(m_finding, m_action, m_why, {});
        else
            m_presenter->takeBack(m_finding.key, {});
    }
    QPointer<AuditPresenter> m_presenter;
    audit::Finding m_finding;
    audit::Action m_action;
    QString m_why;
    bool m_taken, m_done = false;
};

void AuditPresenter::apply(const audit::Finding& finding, audit::Action action, const QString& why, std::function<void()> done) {
    const char* user = std::getenv("USER");
    work(
        tr("Applying a remedy"),
        [finding, action, who = std::string(user ? user : ""),
         why = why.toStdString()](store::Workspace& w, const DatasetInfo& dataset, Progress& progress, std::stop_token stop) {
            audit::decide(w, dataset, finding, action, who, why, progress, stop);
        },
        std::move(done));
}

/// The decision about a finding, whatever its id is by now.
void AuditPresenter::takeBack(const std::string& finding, std::function<void()> done) {
    work(
        tr("Taking a remedy back"),
        [finding](store::Workspace& w, const DatasetInfo& dataset, Progress& progress, std::stop_token stop) {
            const auto all = audit::remedies(w, dataset.id);
            const auto at = std::find_if(all.rbegin(), all.rend(), [&](const audit::Remedy& r) { return r.finding == finding; });
            if (at != all.rend()) audit::undo(w, dataset, at->id, progress, stop);
        },
        std::move(done));
}

void AuditPresenter::decide(const QString& why) {
    const audit::Finding* f = current();
    if (!f) return;
    apply(*f, m_action, why, [this, finding = *f, action = m_action, why] {
        m_session.undoStack().push(new RemedyCommand(this, finding, action, why, true));
    });
}

void AuditPresenter::undo(const QString& remedy) {
    const auto at = std::ranges::find_if(m_remedies, [&](const audit::Remedy& r) { return qs(r.id) == remedy; });
    if (at == m_remedies.end() || !m_report) return;
    const auto finding = std::ranges::find(m_report->findings, at->finding, &audit::Finding::key);
    std::function<void()> done;
    // What is no finding any more cannot be decided again.
    if (finding != m_report->findings.end())
        done = [this, finding = *finding, action = at->action, why = qs(at->why)] {
            m_session.undoStack().push(new RemedyCommand(this, finding, action, why, false));
        };
    work(
        tr("Taking a remedy back"),
        [id = remedy.toStdString()](store::Workspace& w, const DatasetInfo& dataset, Progress& progress, std::stop_token stop) {
            audit::undo(w, dataset, id, progress, stop);
        },
        std::move(done));
}

} // namespace plumbline::ui
