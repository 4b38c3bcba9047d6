// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/roi/roi_presenter.h"
#include "ui/pages/page_exports.h"

#include <QDateTime>

#include "ui/charts/theme.h"
#include "ui/session/places.h"
#include "ui/session/wording.h"

namespace plumbline::ui {

RoiPresenter::RoiPresenter(Session& session, Build build, QObject* parent)
    : QObject(parent), m_session(session), m_build(std::move(build)) {
    if (!m_build)
        m_build = [](const Facts& facts, const report::DashboardRequest& request, std::stop_token stop) {
            return report::build_roi(facts.context(), request, std::move(stop));
        };
    m_later.setSingleShot(true);
    m_later.setInterval(0);
    connect(&m_later, &QTimer::timeout, this, &RoiPresenter::start);
    connect(&session, &Session::factsChanged, this, [this] {
        const FactsPtr facts = m_session.facts();
        if (!facts || !facts->dataset.dimension(m_breakdown.toStdString())) m_breakdown.clear();
        // Never another dataset's numbers.
        m_report.reset();
        m_error.reset();
        Q_EMIT changed();
        reload();
    });
    connect(&session.selection(), &Selection::changed, this, &RoiPresenter::reload);
    connect(&session, &Session::languageChanged, this, &RoiPresenter::reload);
}

void RoiPresenter::setWanted(bool wanted) {
    m_wanted = wanted;
    if (m_wanted && m_stale) reload();
}

void RoiPresenter::setBreakdown(const QString& dimension) {
    if (dimension == m_breakdown) return;
    m_breakdown = dimension;
    reload();
}

void RoiPresenter::toggleMark(int series, int point) {
    if (!m_report || series < 0 || series >= static_cast<int>(m_report->scatter.series.size())) return;
    const auto& marked = m_report->scatter.series[static_cast<size_t>(series)];
    if (marked.mark != Mark::point || point < 0 || point >= static_cast<int>(marked.points.size())) return;
    if (const auto value = valueOfRow(qs(marked.points[static_cast<size_t>(point)].note), m_session.language()))
        m_session.selection().toggleFilter(qs(m_report->scatter_dimension), *value);
}

void RoiPresenter::reload() {
    m_stale = true;
    if (!m_session.facts() || !m_wanted) return;
    m_later.start();
    Q_EMIT loadingChanged();
}

void RoiPresenter::start() {
    const FactsPtr facts = m_session.facts();
    if (!facts) return;
    if (m_job) m_session.jobs().cancel(m_job);
    m_stale = false;
    const Selection& selection = m_session.selection();
    report::DashboardRequest request;
    request.period = selection.period();
    request.compare = selection.state().compare;
    request.filters = selection.state().filters;
    request.breakdown = m_breakdown.toStdString();
    request.language = m_session.language();
    auto id = std::make_shared<JobId>(0);
    m_job = m_session.jobs().start(
        tr("Computing returns"),
        [build = m_build, facts, request](Progress&, std::stop_token stop) { return build(*facts, request, std::move(stop)); },
        this,
        [this, id](report::RoiReport made) {
            if (*id != m_job) return;
            m_job = 0;
            m_report = std::move(made);
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

report::Document RoiPresenter::document() const {
    std::string whose = m_session.name().toStdString();
    if (const FactsPtr facts = m_session.facts(); facts && m_session.datasets().size() > 1) whose += " · " + facts->dataset.name;
    return report::roi_document(*m_report, whose, QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString(),
                                m_session.language());
}

void RoiPresenter::exportTo(const QString& file) {
    if (!m_report) return;
    writeDocument(
        m_session, this, document(), file, [this, file] { Q_EMIT exported(file); },
        [this](const Error& error) { Q_EMIT exportFailed(error); });
}

} // namespace plumbline::ui
