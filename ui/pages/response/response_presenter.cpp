// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/response/response_presenter.h"

#include <algorithm>

#include <QPointer>
#include <QUndoCommand>

#include "core/response/fit_model.h"
#include "core/response/load.h"
#include "ui/charts/theme.h"

namespace plumbline::ui {

/// A change of the experiments. Its first redo is what has just happened.
class LiftsCommand : public QUndoCommand {
public:
    LiftsCommand(ResponsePresenter* presenter, std::vector<response::LiftTest> before, std::vector<response::LiftTest> after)
        : QUndoCommand(ResponsePresenter::tr("change of experiments")), m_presenter(presenter), m_before(std::move(before)),
          m_after(std::move(after)) {}
    void undo() override {
        if (m_presenter) m_presenter->storeLifts(m_before);
    }
    void redo() override {
        if (m_presenter) m_presenter->storeLifts(m_after);
    }

private:
    QPointer<ResponsePresenter> m_presenter;
    std::vector<response::LiftTest> m_before, m_after;
};

namespace {

/// What the workspace keeps of a dataset.
struct StoredFit {
    std::optional<response::ResponseFit> fit;
    std::vector<response::LiftTest> lifts;
};

response::ResponseFit fitFacts(const Facts& facts, const std::shared_ptr<WorkspaceHandle>& handle,
                               const response::ResponseSpec& given, const std::string& target, Progress& progress,
                               std::stop_token stop) {
    response::MediaQuestion question;
    question.target = target;
    response::ResponseSpec spec = given;
    if (handle)
        handle->use([&](store::Workspace& w) {
            question.annotations = metrics::annotations(w, facts.dataset.id);
            spec.lifts = response::kept_lifts(w, facts.dataset.id);
        });
    const response::MediaData data = response::media_from_workspace(facts.context(), question, stop);
    response::ResponseFit fit = response::fit_response(data, spec, progress, stop);
    if (handle)
        handle->use([&](store::Workspace& w) {
            if (w.access() == store::Access::write) response::keep_fit(w, facts.dataset.id, fit);
        });
    return fit;
}

} // namespace

ResponsePresenter::ResponsePresenter(Session& session, Fit fit, QObject* parent)
    : QObject(parent), m_session(session), m_make(fit ? std::move(fit) : Fit(fitFacts)) {
    connect(&session, &Session::factsChanged, this, &ResponsePresenter::onFacts);
    connect(&session, &Session::languageChanged, this, &ResponsePresenter::changed);
    onFacts();
}

void ResponsePresenter::onFacts() {
    cancel();
    m_error.reset();
    const FactsPtr facts = m_session.facts();
    if (!facts || facts->dataset.name != m_dataset) {
        m_fit.reset();
        m_lifts.clear();
        m_channel = 0;
        m_stale = false;
    }
    m_dataset = facts ? facts->dataset.name : std::string();
    Q_EMIT changed();
    if (!facts || !m_session.handle()) return;
    const auto known = targets();
    if (!known.empty() && std::find(known.begin(), known.end(), m_target) == known.end()) m_target = known.front();
    m_job = m_session.jobs().start(
        tr("Response"),
        [handle = m_session.handle(), id = facts->dataset.id, target = m_target.toStdString()](Progress&, std::stop_token) {
            return handle->use([&](store::Workspace& w) {
                return StoredFit{response::kept_fit(w, id, target), response::kept_lifts(w, id)};
            });
        },
        this,
        [this](StoredFit kept) {
            m_job = 0;
            m_lifts = std::move(kept.lifts);
            if (kept.fit) take(std::move(*kept.fit));
            // A fit of days that are no longer the last ones is shown and said to be old.
            if (const FactsPtr now = m_session.facts(); m_fit && now && now->dataset.dates && !m_fit->dates.empty())
                m_stale = m_fit->dates.back() + 14 <= now->dataset.dates->to;
            Q_EMIT loadingChanged();
            Q_EMIT changed();
        },
        [this](const Error& error) { fail(error); });
    Q_EMIT loadingChanged();
}

std::vector<QString> ResponsePresenter::targets() const {
    std::vector<QString> all;
    if (const FactsPtr facts = m_session.facts())
        for (const char* id : {"revenue", "orders", "new_customers", "leads", "visits"})
            for (const metrics::Metric& metric : metrics::catalogue())
                if (metric.id == id && metric.denominator.empty() && metrics::available(metric, facts->dataset))
                    all.push_back(QLatin1String(id));
    return all;
}

void ResponsePresenter::setTarget(const QString& metric) {
    if (metric == m_target) return;
    m_target = metric;
    m_fit.reset();
    onFacts();
}

void ResponsePresenter::setChannel(size_t channel) {
    if (!m_fit || channel >= m_fit->channels.size() || channel == m_channel) return;
    m_channel = channel;
    Q_EMIT changed();
}

void ResponsePresenter::setLifts(std::vector<response::LiftTest> lifts) {
    m_session.undoStack().push(new LiftsCommand(this, m_lifts, std::move(lifts)));
}

void ResponsePresenter::storeLifts(std::vector<response::LiftTest> lifts) {
    const FactsPtr facts = m_session.facts();
    if (!facts || !m_session.handle()) return;
    m_lifts = lifts;
    m_stale = true;
    Q_EMIT changed();
    m_session.jobs().start(
        tr("Experiments"),
        [handle = m_session.handle(), id = facts->dataset.id, lifts = std::move(lifts)](Progress&, std::stop_token) {
            handle->use([&](store::Workspace& w) { response::keep_lifts(w, id, lifts); });
        },
        this, [this] { run(false); }, [this](const Error& error) { fail(error); });
}

void ResponsePresenter::run(bool posterior) {
    const FactsPtr facts = m_session.facts();
    if (!facts) return;
    cancel();
    response::ResponseSpec spec;
    spec.posterior = posterior;
    spec.checks = posterior;
    spec.steady_history = true; // advertising did not begin with the first export
    m_job = m_session.jobs().start(
        posterior ? tr("Response, all draws") : tr("Response"),
        [make = m_make, facts, handle = m_session.handle(), spec, target = m_target.toStdString()](
            Progress& progress, std::stop_token stop) { return make(*facts, handle, spec, target, progress, std::move(stop)); },
        this,
        [this](response::ResponseFit fit) {
            m_job = 0;
            m_stale = false;
            m_error.reset();
            take(std::move(fit));
            Q_EMIT loadingChanged();
            Q_EMIT changed();
        },
        [this](const Error& error) { fail(error); });
    Q_EMIT loadingChanged();
}

void ResponsePresenter::cancel() {
    if (m_job == 0) return;
    m_session.jobs().cancel(m_job);
    m_job = 0;
    Q_EMIT loadingChanged();
}

void ResponsePresenter::take(response::ResponseFit fit) {
    const std::string shown = m_fit && m_channel < m_fit->channels.size() ? m_fit->channels[m_channel].curve.name : std::string();
    m_fit = std::move(fit);
    m_channel = 0;
    double most = -1;
    for (size_t c = 0; c < m_fit->channels.size(); ++c) {
        if (m_fit->channels[c].curve.name == shown) {
            m_channel = c;
            return;
        }
        if (m_fit->channels[c].contribution > most) {
            most = m_fit->channels[c].contribution;
            m_channel = c;
        }
    }
}

void ResponsePresenter::fail(const Error& error) {
    m_job = 0;
    if (error.code() != ErrorCode::cancelled) m_error = error;
    Q_EMIT loadingChanged();
    Q_EMIT changed();
}

} // namespace plumbline::ui
