// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/reports/reports_presenter.h"

#include <QDateTime>
#include <QFileInfo>
#include <QSaveFile>

#include "core/report/wbr_audit.h"
#include "ui/print/pdf_task.h"
#include "ui/session/places.h"

namespace plumbline::ui {

namespace {

constexpr int mostWeeks = 26;

report::Review build(const Facts& facts, WorkspaceHandle& handle, report::ReviewRequest request, Progress& progress,
                     std::stop_token stop) {
    handle.use([&](store::Workspace& workspace) {
        request.annotations = metrics::annotations(workspace, facts.dataset.id);
        request.targets = metrics::targets(workspace, facts.dataset.id);
        request.trust = report::review_trust(workspace, facts.context(), request.language, {}, progress, stop);
    });
    return report::build_review(facts.context(), request, progress, stop);
}

} // namespace

ReportsPresenter::ReportsPresenter(Session& session, QObject* parent) : QObject(parent), m_session(session) {
    m_later.setSingleShot(true);
    m_later.setInterval(0);
    connect(&m_later, &QTimer::timeout, this, &ReportsPresenter::start);
    connect(&session, &Session::factsChanged, this, [this] {
        m_review.reset(); // never another dataset's numbers
        m_error.reset();
        m_week.reset();
        Q_EMIT changed();
        reload();
    });
    connect(&session.selection(), &Selection::changed, this, &ReportsPresenter::reload);
    connect(&session, &Session::languageChanged, this, &ReportsPresenter::reload);
}

void ReportsPresenter::setWanted(bool wanted) {
    m_wanted = wanted;
    if (m_wanted && m_stale) reload();
}

QList<DateRange> ReportsPresenter::weeks() const {
    QList<DateRange> out;
    const FactsPtr facts = m_session.facts();
    if (!facts || !facts->dataset.dates) return out;
    const DateRange data = *facts->dataset.dates;
    Date sunday = data.to - iso_weekday(data.to) % 7;
    for (; sunday - 6 >= data.from && out.size() < mostWeeks; sunday = sunday - 7) out.append(DateRange{sunday - 6, sunday});
    return out;
}

void ReportsPresenter::setWeek(std::optional<Date> monday) {
    if (monday == m_week) return;
    m_week = monday;
    reload();
}

void ReportsPresenter::reload() {
    m_stale = true;
    if (!m_session.facts() || !m_session.handle() || !m_wanted) return;
    m_later.start();
    Q_EMIT loadingChanged();
}

void ReportsPresenter::start() {
    const FactsPtr facts = m_session.facts();
    const auto handle = m_session.handle();
    if (!facts || !handle) return;
    if (m_job) m_session.jobs().cancel(m_job);
    m_stale = false;
    report::ReviewRequest request;
    request.scope = m_session.selection().state().filters;
    request.language = m_session.language();
    if (m_week) request.week = iso_week(*m_week);
    auto id = std::make_shared<JobId>(0);
    m_job = m_session.jobs().start(
        tr("Writing the review"),
        [facts, handle, request](Progress& progress, std::stop_token stop) {
            return build(*facts, *handle, request, progress, std::move(stop));
        },
        this,
        [this, id](report::Review made) {
            if (*id != m_job) return;
            m_job = 0;
            m_review = std::move(made);
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

report::Document ReportsPresenter::document() const {
    std::string whose = m_session.name().toStdString();
    if (const FactsPtr facts = m_session.facts(); facts && m_session.datasets().size() > 1) whose += " · " + facts->dataset.name;
    return report::review_document(*m_review, whose, QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString(),
                                   m_session.language());
}

void ReportsPresenter::exportTo(Format format, const QString& file) {
    if (!m_review) return;
    if (format == Format::pdf) {
        auto* task = new PdfTask(document(), file, this);
        connect(task, &PdfTask::finished, this, [this, file] { Q_EMIT exported(file); });
        connect(task, &PdfTask::failed, this, &ReportsPresenter::exportFailed);
        return task->start();
    }
    m_session.jobs().start(
        tr("Writing %1").arg(QFileInfo(file).fileName()),
        [made = document(), file, format](Progress&, std::stop_token) {
            if (format == Format::xlsx) return report::write_xlsx(made, toPath(file));
            QSaveFile out(file);
            const QByteArray text = QByteArray::fromStdString(report::to_markdown(made));
            if (!out.open(QIODevice::WriteOnly) || out.write(text) != text.size() || !out.commit())
                throw Error(ErrorCode::write_failed, {{"path", file.toStdString()}, {"detail", out.errorString().toStdString()}});
        },
        this, [this, file] { Q_EMIT exported(file); }, [this](const Error& error) { Q_EMIT exportFailed(error); });
}

} // namespace plumbline::ui
