// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/reports/reports_presenter.h"
#include "ui/pages/page_exports.h"

#include <QDateTime>

#include "core/report/wbr_request.h"
#include "ui/charts/theme.h"
#include "ui/pages/reports/reports_batch.h"
#include "ui/session/places.h"
#include "ui/session/wording.h"

namespace plumbline::ui {

namespace {

constexpr int mostWeeks = 26;
constexpr qsizetype gridWeeks = 6;
constexpr size_t gridScopes = 40;
constexpr int look_every = 15 * 60'000; ///< ms: whether a week has become whole
constexpr const char* scheduleKey = "reports.by_themselves";
constexpr const char* modelKey = "reports.text_by_model";

struct Built {
    report::Review review;
    report::Brand brand;
};

Built build(const Facts& facts, WorkspaceHandle& handle, report::ReviewRequest request, Progress& progress,
            std::stop_token stop) {
    Built out;
    handle.use([&](store::Workspace& workspace) {
        request = report::review_request(workspace, facts.context(), std::move(request), {}, {}, progress, stop);
        out.brand = report::brand_of(workspace);
    });
    out.review = report::build_review(facts.context(), request, progress, stop);
    return out;
}

struct Loaded {
    ReportGrid grid;
    bool scheduled = false, byModel = false;
};

Loaded load(const Facts& facts, WorkspaceHandle& handle, const report::ReviewRequest& request, const QString& dimension,
            const QString& folder, const QList<DateRange>& weeks, const std::stop_token& stop) {
    Loaded out;
    out.grid.weeks = weeks.mid(0, gridWeeks);
    out.grid.scopes = {report::review_scope({})};
    if (!dimension.isEmpty()) {
        report::ReviewRequest last = request;
        if (!weeks.isEmpty()) last.week = iso_week(weeks.first().from);
        for (report::ReviewScope& s : report::review_scopes(facts.context(), last, {dimension.toStdString()}, stop))
            if (out.grid.scopes.size() < gridScopes) out.grid.scopes.push_back(std::move(s));
    }
    for (report::KnownReview& k : report::known_reviews(toPath(folder))) {
        const auto key = std::pair{k.slug, k.week};
        out.grid.known[key] = std::move(k);
    }
    handle.use([&](store::Workspace& workspace) {
        const auto records = report::text_records(workspace);
        out.grid.scores = report::score_chart(records, request.language);
        out.grid.authors = report::score_table(records, report::ratings(workspace), request.language);
        out.scheduled = workspace.setting(scheduleKey).value_or("") == "1";
        out.byModel = workspace.setting(modelKey).value_or("") == "1";
    });
    return out;
}

} // namespace

const report::KnownReview* ReportGrid::at(size_t scope, qsizetype week) const {
    if (scope >= scopes.size() || week < 0 || week >= weeks.size()) return nullptr;
    const auto found = known.find({scopes[scope].slug, report::week_id(iso_week(weeks[week].from))});
    return found == known.end() ? nullptr : &found->second;
}

ReportsPresenter::ReportsPresenter(Session& session, QObject* parent) : QObject(parent), m_session(session) {
    m_later.setSingleShot(true);
    m_later.setInterval(0);
    connect(&m_later, &QTimer::timeout, this, &ReportsPresenter::start);
    m_due.setInterval(look_every);
    connect(&m_due, &QTimer::timeout, this, &ReportsPresenter::writeIfDue);
    connect(&session, &Session::factsChanged, this, [this] {
        m_review.reset(); // never another dataset's numbers
        m_error.reset();
        m_week.reset();
        m_grid = {};
        m_scope = -1;
        m_dimension.clear();
        if (const auto all = dimensions(); !all.isEmpty()) m_dimension = all.first().first;
        Q_EMIT changed();
        Q_EMIT gridChanged();
        reload();
        loadGrid();
    });
    if (const auto all = dimensions(); !all.isEmpty()) m_dimension = all.first().first;
    connect(&session.selection(), &Selection::changed, this, [this] {
        m_scope = -1; // the filters of the window say what is looked at
        reload();
    });
    connect(&session, &Session::languageChanged, this, [this] {
        reload();
        loadGrid();
    });
}

void ReportsPresenter::setWanted(bool wanted) {
    m_wanted = wanted;
    if (!m_wanted) return;
    if (m_stale) reload();
    loadGrid(); // something may have been written meanwhile
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

QList<std::pair<QString, QString>> ReportsPresenter::dimensions() const {
    QList<std::pair<QString, QString>> out;
    const FactsPtr facts = m_session.facts();
    if (!facts) return out;
    for (const DatasetColumn& c : facts->dataset.columns)
        if (c.role == "dimension") out.append({dimensionId(c), dimensionName(c)});
    return out;
}

void ReportsPresenter::setDimension(const QString& id) {
    if (id == m_dimension) return;
    m_dimension = id;
    m_scope = -1;
    loadGrid();
}

QString ReportsPresenter::folder() const { return m_session.folder() + QStringLiteral("/reports"); }

void ReportsPresenter::setWeek(std::optional<Date> monday) {
    if (monday == m_week) return;
    m_week = monday;
    reload();
    Q_EMIT gridChanged();
}

void ReportsPresenter::select(int scope, int week) {
    if (scope < 0 || scope >= static_cast<int>(m_grid.scopes.size()) || week < 0 || week >= m_grid.weeks.size()) return;
    m_scope = scope;
    m_week = m_grid.weeks[week].from;
    reload();
    Q_EMIT gridChanged();
}

report::ReviewRequest ReportsPresenter::request() const {
    report::ReviewRequest r;
    r.scope = m_scope >= 0 && m_scope < static_cast<int>(m_grid.scopes.size()) ? m_grid.scopes[static_cast<size_t>(m_scope)].where
                                                                               : m_session.selection().state().filters;
    r.language = m_session.language();
    if (m_week) r.week = iso_week(*m_week);
    return r;
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
    auto id = std::make_shared<JobId>(0);
    m_job = m_session.jobs().start(
        tr("Writing the review"),
        [facts, handle, request = request()](Progress& progress, std::stop_token stop) {
            return build(*facts, *handle, request, progress, std::move(stop));
        },
        this,
        [this, id](Built made) {
            if (*id != m_job) return;
            m_job = 0;
            m_review = std::move(made.review);
            m_brand = std::move(made.brand);
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

void ReportsPresenter::loadGrid() {
    const FactsPtr facts = m_session.facts();
    const auto handle = m_session.handle();
    if (!facts || !handle || !facts->dataset.dates || (!m_wanted && !m_due.isActive() && !m_grid.weeks.isEmpty())) return;
    if (m_gridJob) m_session.jobs().cancel(m_gridJob);
    auto id = std::make_shared<JobId>(0);
    report::ReviewRequest ask;
    ask.language = m_session.language();
    m_gridJob = m_session.jobs().start(
        tr("Looking what is written"),
        [facts, handle, ask, dimension = m_dimension, folder = folder(), weeks = weeks()](Progress&, std::stop_token stop) {
            return load(*facts, *handle, ask, dimension, folder, weeks, stop);
        },
        this,
        [this, id, choices = m_choices](Loaded loaded) {
            if (*id != m_gridJob) return;
            m_gridJob = 0;
            m_grid = std::move(loaded.grid);
            if (choices == m_choices) { // what was chosen since is newer than what was read
                m_scheduled = loaded.scheduled;
                m_byModel = loaded.byModel;
            }
            if (m_scope >= static_cast<int>(m_grid.scopes.size())) m_scope = -1;
            if (m_scheduled && !m_due.isActive()) {
                m_due.start();
                writeIfDue();
            }
            Q_EMIT gridChanged();
        },
        [this, id](const Error& error) {
            if (*id != m_gridJob) return;
            m_gridJob = 0;
            if (error.code() == ErrorCode::cancelled) return;
            m_error = error;
            Q_EMIT changed();
        });
    *id = m_gridJob;
}

void ReportsPresenter::write(bool all) {
    const FactsPtr facts = m_session.facts();
    const auto handle = m_session.handle();
    if (!facts || !handle || m_batch || m_grid.scopes.empty()) return;
    std::vector<report::ReviewScope> scopes = m_grid.scopes;
    if (!all)
        scopes = {m_scope >= 0 ? m_grid.scopes[static_cast<size_t>(m_scope)]
                               : report::review_scope(m_session.selection().state().filters)};
    report::ReviewRequest ask;
    ask.language = m_session.language();
    if (m_week) ask.week = iso_week(*m_week);
    auto id = std::make_shared<JobId>(0);
    m_batch = m_session.jobs().start(
        all ? tr("Writing all reviews") : tr("Writing a review"),
        [facts, handle, ask, scopes, writer = m_byModel && m_writer ? m_writer(m_session) : TextWriter(), folder = folder(),
         window = static_cast<QObject*>(&m_session)](Progress& progress, std::stop_token stop) {
            return writeReviews(*facts, *handle, ask, scopes, folder, writer, window, progress, std::move(stop));
        },
        this,
        [this, id](std::vector<report::BatchItem> items) {
            if (*id != m_batch) return;
            m_batch = 0;
            m_items = std::move(items);
            int made = 0, unchanged = 0, failed = 0;
            for (const report::BatchItem& i : m_items)
                ++(i.status != report::ReviewStatus::done ? failed : i.cached ? unchanged : made);
            Q_EMIT writingChanged();
            Q_EMIT written(made, unchanged, failed);
            loadGrid();
        },
        [this, id](const Error& error) {
            if (*id != m_batch) return;
            m_batch = 0;
            Q_EMIT writingChanged();
            if (error.code() != ErrorCode::cancelled) Q_EMIT exportFailed(error);
            loadGrid();
        });
    *id = m_batch;
    Q_EMIT writingChanged();
}

void ReportsPresenter::cancelWriting() {
    if (m_batch) m_session.jobs().cancel(m_batch);
}

void ReportsPresenter::rate(int stars, const QString& comment) {
    const auto handle = m_session.handle();
    if (!handle || !m_review || m_session.isReadOnly()) return;
    report::TextRating r;
    const report::ReviewScope scope =
        m_scope >= 0 ? m_grid.scopes[static_cast<size_t>(m_scope)] : report::review_scope(m_session.selection().state().filters);
    r.slug = scope.slug;
    r.week = report::week_id(m_review->week);
    r.version = m_review->narrative.version;
    r.model = m_review->narrative.model;
    // What is on the disk may have been written by a model.
    if (const auto known = m_grid.known.find({r.slug, r.week}); known != m_grid.known.end() && !known->second.version.empty()) {
        r.version = known->second.version;
        r.model = known->second.model;
    }
    r.who = qEnvironmentVariable("USER", QStringLiteral("local")).toStdString();
    r.stars = stars;
    r.comment = comment.toStdString();
    m_session.jobs().start(
        tr("Keeping a rating"),
        [handle, r](Progress&, std::stop_token) { handle->use([&](store::Workspace& w) { report::put_rating(w, r); }); }, this,
        [this] { loadGrid(); }, [this](const Error& error) { Q_EMIT exportFailed(error); });
}

void ReportsPresenter::setScheduled(bool on) {
    const auto handle = m_session.handle();
    if (!handle || m_session.isReadOnly() || on == m_scheduled) return;
    m_scheduled = on;
    ++m_choices;
    if (on)
        m_due.start();
    else
        m_due.stop();
    m_session.jobs().start(
        tr("Keeping the schedule"),
        [handle, on](Progress&, std::stop_token) {
            handle->use([&](store::Workspace& w) { w.set_setting(scheduleKey, on ? "1" : "0"); });
        },
        this, [this] { writeIfDue(); }, [this](const Error& error) { Q_EMIT exportFailed(error); });
    Q_EMIT gridChanged();
}

void ReportsPresenter::setUsesModel(bool on) {
    const auto handle = m_session.handle();
    if (!handle || m_session.isReadOnly() || on == m_byModel) return;
    m_byModel = on;
    ++m_choices;
    m_session.jobs().start(
        tr("Keeping the choice of the writer"),
        [handle, on](Progress&, std::stop_token) {
            handle->use([&](store::Workspace& w) { w.set_setting(modelKey, on ? "1" : "0"); });
        },
        this, [] {}, [this](const Error& error) { Q_EMIT exportFailed(error); });
    Q_EMIT gridChanged();
}

QString ReportsPresenter::templateReason() const {
    for (const report::BatchItem& i : m_items)
        if (!i.cached && !i.narrative.reason.empty()) return qs(i.narrative.reason);
    return {};
}

void ReportsPresenter::writeIfDue() {
    if (!m_scheduled || m_batch || m_grid.scopes.empty() || m_grid.weeks.isEmpty()) return;
    bool missing = false;
    for (size_t s = 0; s < m_grid.scopes.size(); ++s) missing = missing || !m_grid.at(s, 0);
    if (!missing) return;
    // A scope that could not be made is not tried again every quarter of an hour.
    if (!m_items.empty() && m_items.size() == m_grid.scopes.size()) return;
    write(true);
}

report::Document ReportsPresenter::document() const {
    std::string whose = m_session.name().toStdString();
    if (const FactsPtr facts = m_session.facts(); facts && m_session.datasets().size() > 1) whose += " · " + facts->dataset.name;
    report::Document d = report::review_document(
        *m_review, whose, QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString(), m_session.language());
    d.brand = m_brand;
    return d;
}

void ReportsPresenter::exportTo(const QString& file) {
    if (!m_review) return;
    writeDocument(
        m_session, this, document(), file, [this, file] { Q_EMIT exported(file); },
        [this](const Error& error) { Q_EMIT exportFailed(error); });
}

} // namespace plumbline::ui
