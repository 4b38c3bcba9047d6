// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/rootcause/rootcause_presenter.h"

#include <algorithm>

#include "core/audit/audit.h"
#include "core/metrics/annotations.h"
#include "ui/charts/theme.h"
#include "ui/session/wording.h"

namespace plumbline::ui {

namespace {

rootcause::Explanation explainFacts(const Facts& facts, const rootcause::ExplainSpec& spec, Progress& progress,
                                    std::stop_token stop) {
    return rootcause::explain(facts.context(), spec, progress, std::move(stop));
}

} // namespace

RootCausePresenter::RootCausePresenter(Session& session, Explain explain, QObject* parent)
    : QObject(parent), m_session(session), m_make(explain ? std::move(explain) : Explain(explainFacts)) {
    m_later.setSingleShot(true);
    m_later.setInterval(0);
    connect(&m_later, &QTimer::timeout, this, &RootCausePresenter::start);
    connect(&session, &Session::factsChanged, this, &RootCausePresenter::onFacts);
    connect(&session.selection(), &Selection::changed, this, &RootCausePresenter::reload);
    connect(&session, &Session::languageChanged, this, &RootCausePresenter::changed);
    onFacts();
}

void RootCausePresenter::onFacts() {
    const FactsPtr facts = m_session.facts();
    if (!facts || facts->dataset.id != m_dataset) {
        m_explanation.reset();
        m_place.clear();
        m_dimension = 0;
    }
    m_error.reset();
    m_dataset = facts ? facts->dataset.id : 0;
    const auto known = metrics();
    if (!known.empty() && std::find(known.begin(), known.end(), m_metric) == known.end()) m_metric = known.front();
    Q_EMIT changed();
    reload();
}

std::vector<QString> RootCausePresenter::metrics() const {
    std::vector<QString> all;
    if (const FactsPtr facts = m_session.facts())
        for (const metrics::Metric& metric : metrics::catalogue())
            if (metrics::available(metric, facts->dataset)) all.push_back(qs(metric.id));
    return all;
}

void RootCausePresenter::setMetric(const QString& id) {
    if (id == m_metric) return;
    m_metric = id;
    reload();
}

void RootCausePresenter::activate() {
    if (m_wanted) return;
    m_wanted = true;
    reload();
}

rootcause::ExplainSpec RootCausePresenter::request() const {
    rootcause::ExplainSpec spec;
    const SelectionState& state = m_session.selection().state();
    spec.metric = m_metric.toStdString();
    spec.period = m_session.selection().period();
    spec.filters = state.filters;
    spec.versus = state.compare == metrics::Comparison::none ? metrics::Comparison::previous : state.compare;
    return spec; // where the data do not reach back that far, explain() takes what came just before
}

void RootCausePresenter::reload() {
    if (!m_wanted || !m_session.facts()) return;
    m_later.start();
    Q_EMIT loadingChanged();
}

void RootCausePresenter::start() {
    const FactsPtr facts = m_session.facts();
    if (!facts) return;
    if (m_job) m_session.jobs().cancel(m_job);
    auto id = std::make_shared<JobId>(0);
    m_job = m_session.jobs().start(
        tr("Looking for the cause"),
        [make = m_make, facts, handle = m_session.handle(), spec = request(),
         language = m_session.language()](Progress& progress, std::stop_token stop) mutable {
            if (handle)
                handle->use([&](store::Workspace& w) {
                    for (const metrics::Annotation& a : metrics::annotations(w, facts->dataset.id)) {
                        rootcause::Evidence e{a.days, a.text, {}, a.kind == "tracking"};
                        for (const metrics::Filter& f : a.where)
                            for (const std::string& v : f.values) e.where.emplace_back(f.dimension, v);
                        spec.evidence.push_back(std::move(e));
                    }
                    if (const auto report = audit::last_report(w, facts->dataset))
                        for (const audit::Finding* f : audit::open_findings(*report)) {
                            if (!f->days) continue;
                            rootcause::Evidence e{*f->days, audit::title(*f, facts->dataset, language), {}, true};
                            if (!f->dimension.empty()) e.where.emplace_back(f->dimension, f->segment);
                            spec.evidence.push_back(std::move(e));
                        }
                });
            return make(*facts, spec, progress, std::move(stop));
        },
        this,
        [this, id](rootcause::Explanation explanation) {
            if (*id != m_job) return;
            m_job = 0;
            m_error.reset();
            m_explanation = std::move(explanation);
            m_place.clear();
            m_dimension = 0;
            for (const rootcause::Driver& d : m_explanation->drivers)
                if (!d.segment.empty()) {
                    m_dimension = d.segment.front().dimension;
                    break;
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

void RootCausePresenter::setDimension(int dimension) {
    if (!m_explanation || dimension < 0 || dimension >= static_cast<int>(m_explanation->leaves->dimensions.size())) return;
    m_dimension = dimension;
    std::erase_if(m_place, [&](const rootcause::Cell& c) { return c.dimension == dimension; });
    Q_EMIT changed();
}

/// The dimension of the named segments that is not used yet, else the next one.
int RootCausePresenter::nextDimension() const {
    const auto used = [&](int d) {
        return std::any_of(m_place.begin(), m_place.end(), [&](const rootcause::Cell& c) { return c.dimension == d; });
    };
    for (const rootcause::Driver& d : m_explanation->drivers)
        for (const rootcause::Cell& c : d.segment)
            if (!used(c.dimension)) return c.dimension;
    for (int d = 0; d < static_cast<int>(m_explanation->leaves->dimensions.size()); ++d)
        if (!used(d)) return d;
    return -1;
}

void RootCausePresenter::drill(const QString& value) {
    if (!m_explanation) return;
    const auto& values = m_explanation->leaves->values[static_cast<size_t>(m_dimension)];
    const auto meant = valueOfRow(value, m_session.language());
    if (!meant) return;
    for (size_t v = 0; v < values.size(); ++v)
        if (qs(values[v]) == *meant) {
            m_place.push_back({m_dimension, static_cast<int32_t>(v)});
            std::sort(m_place.begin(), m_place.end());
            const int next = nextDimension();
            if (next < 0)
                std::erase_if(m_place, [&](const rootcause::Cell& c) { return c.dimension == m_dimension; });
            else
                m_dimension = next;
            Q_EMIT changed();
            return;
        }
}

void RootCausePresenter::drillUp(int level) {
    if (level < 0 || level >= static_cast<int>(m_place.size())) return;
    m_dimension = m_place[static_cast<size_t>(level)].dimension;
    m_place.resize(static_cast<size_t>(level));
    Q_EMIT changed();
}

} // namespace plumbline::ui
