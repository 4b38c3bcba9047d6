// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/segments/segments_presenter.h"
#include "core/report/doubts.h"
#include "ui/pages/page_exports.h"

#include <QDateTime>

#include "ui/charts/theme.h"
#include "ui/session/places.h"
#include "ui/session/wording.h"

namespace plumbline::ui {

SegmentsPresenter::SegmentsPresenter(Session& session, QObject* parent) : QObject(parent), m_session(session) {
    m_later.setSingleShot(true);
    m_later.setInterval(0);
    connect(&m_later, &QTimer::timeout, this, &SegmentsPresenter::start);
    connect(&session, &Session::factsChanged, this, [this] {
        m_fit.reset();
        m_report.reset();
        m_error.reset();
        Q_EMIT changed();
        reload();
    });
    connect(&session.selection(), &Selection::changed, this, &SegmentsPresenter::reload);
    connect(&session, &Session::languageChanged, this, &SegmentsPresenter::word);
}

void SegmentsPresenter::setWanted(bool wanted) {
    m_wanted = wanted;
    if (m_wanted && m_stale) reload();
}

void SegmentsPresenter::setGroups(int groups) {
    if (groups == m_groups) return;
    m_groups = groups;
    reload();
}

void SegmentsPresenter::setAxes(const QString& x, const QString& y) {
    m_x = x;
    m_y = y;
    word();
}

void SegmentsPresenter::setGroup(const QString& name) {
    if (!m_report) return;
    for (size_t i = 0; i < m_report->groups.rows.size(); ++i)
        if (qs(m_report->groups.rows[i].front().text) == name && i < m_fit->clusters.size() && m_group != static_cast<int>(i)) {
            m_group = static_cast<int>(i);
            return word();
        }
}

std::vector<std::pair<QString, QStringList>> SegmentsPresenter::members() const {
    std::vector<std::pair<QString, QStringList>> out;
    if (!m_fit || !m_report) return out;
    for (size_t i = 0; i < m_fit->clusters.size() && i < m_report->groups.rows.size(); ++i) {
        QStringList campaigns;
        for (const segment::Campaign& c : m_fit->campaigns)
            if (c.cluster == static_cast<int>(i)) campaigns << qs(c.name);
        out.emplace_back(qs(m_report->groups.rows[i].front().text), campaigns);
    }
    return out;
}

void SegmentsPresenter::selectGroup(const QStringList& campaigns) {
    if (m_fit && !campaigns.isEmpty()) m_session.selection().setFilter(qs(m_fit->dimension), campaigns);
}

void SegmentsPresenter::toggleMark(int series, int point) {
    if (!m_report || !m_fit || series < 0 || series >= static_cast<int>(m_report->scatter.series.size())) return;
    const auto& points = m_report->scatter.series[static_cast<size_t>(series)].points;
    if (point < 0 || point >= static_cast<int>(points.size())) return;
    const std::string& name = points[static_cast<size_t>(point)].note;
    const auto known = [&](const segment::Campaign& c) { return c.name == name; };
    if (std::ranges::any_of(m_fit->campaigns, known)) // a cell of many campaigns is none
        m_session.selection().toggleFilter(qs(m_fit->dimension), qs(name));
}

void SegmentsPresenter::reload() {
    m_stale = true;
    if (!m_session.facts() || !m_wanted) return;
    m_later.start();
    Q_EMIT loadingChanged();
}

void SegmentsPresenter::start() {
    const FactsPtr facts = m_session.facts();
    if (!facts) return;
    if (m_job) m_session.jobs().cancel(m_job);
    m_stale = false;
    segment::SegmentSpec spec;
    spec.period = m_session.selection().period();
    spec.filters = m_session.selection().state().filters;
    if (m_groups > 0) spec.k = m_groups;
    auto id = std::make_shared<JobId>(0);
    m_job = m_session.jobs().start(
        tr("Grouping campaigns"),
        [facts, spec, handle = m_session.handle()](Progress& progress, std::stop_token stop) mutable {
            if (handle)
                handle->use([&](store::Workspace& workspace) { spec.doubts = report::doubts(workspace, facts->dataset); });
            return segment::fit_segments(facts->context(), spec, progress, std::move(stop));
        },
        this,
        [this, id, facts](segment::SegmentFit fit) {
            if (*id != m_job) return;
            m_job = 0;
            m_error.reset();
            m_group = 0;
            m_fit = std::make_shared<const segment::SegmentFit>(std::move(fit));
            m_dataset = std::make_shared<const DatasetInfo>(facts->dataset);
            Q_EMIT loadingChanged();
            word();
        },
        [this, id](const Error& error) {
            if (*id != m_job) return;
            m_job = 0;
            if (error.code() != ErrorCode::cancelled) {
                m_error = error;
                m_fit.reset();
                m_report.reset();
            }
            Q_EMIT loadingChanged();
            Q_EMIT changed();
        });
    *id = m_job;
    Q_EMIT loadingChanged();
}

void SegmentsPresenter::word() {
    if (m_fit)
        m_report =
            report::build_segments(*m_fit, *m_dataset, m_session.language(), m_x.toStdString(), m_y.toStdString(), m_group);
    Q_EMIT changed();
}

report::Document SegmentsPresenter::document() const {
    return report::segments_document(*m_report, m_session.name().toStdString(),
                                     QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString(), m_session.language());
}

void SegmentsPresenter::exportTo(const QString& file) {
    if (!m_report) return;
    writeDocument(
        m_session, this, document(), file, [this, file] { Q_EMIT exported(file); },
        [this](const Error& error) { Q_EMIT exportFailed(error); });
}

} // namespace plumbline::ui
