// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/forecast/forecast_presenter.h"
#include "ui/pages/page_exports.h"

#include <algorithm>

#include <QDateTime>

#include "core/base/holidays.h"
#include "core/forecast/metric_job.h"
#include "core/forecast/studies.h"
#include "core/metrics/metrics.h"
#include "core/report/glossary.h"
#include "ui/charts/theme.h"
#include "ui/session/places.h"
#include "ui/session/wording.h"

namespace plumbline::ui {

ForecastPresenter::ForecastPresenter(Session& session, Build build, QObject* parent)
    : QObject(parent), m_session(session), m_build(std::move(build)) {
    if (!m_build)
        m_build = [](const Facts& facts, const report::ForecastRequest& request, Progress& progress, std::stop_token stop) {
            return report::build_forecast(facts.context(), request, progress, std::move(stop));
        };
    m_later.setSingleShot(true);
    m_later.setInterval(0);
    connect(&m_later, &QTimer::timeout, this, &ForecastPresenter::start);
    connect(&session, &Session::factsChanged, this, &ForecastPresenter::onFacts);
    connect(&session.selection(), &Selection::changed, this, &ForecastPresenter::reload);
    connect(&session, &Session::languageChanged, this, &ForecastPresenter::reload);
    // What people write down concerns the forecast: events its parts, targets its chances.
    connect(&session, &Session::recordsChanged, this, [this](const QString& kind) {
        if (kind == QStringLiteral("target") || kind == QStringLiteral("annotation")) reload();
    });
    onFacts();
}

void ForecastPresenter::onFacts() {
    if (m_job) m_session.jobs().cancel(m_job);
    m_job = 0;
    m_view.reset(); // never another dataset's numbers
    m_error.reset();
    if (const FactsPtr facts = m_session.facts()) {
        const auto all = metrics();
        const bool known = std::any_of(all.begin(), all.end(), [&](const Choice& c) { return c.id == qs(m_asked.metric); });
        if (!known && !all.empty()) m_asked.metric = all.front().id.toStdString();
        if (!facts->dataset.dimension(m_asked.breakdown)) m_asked.breakdown.clear();
        m_asked.holidays = forecast::holiday_country(facts->dataset.currency);
        // Half a year of days is not told by weeks.
        if (facts->dataset.dates && facts->dataset.dates->days() < 182) m_asked.grain = Grain::day;
    }
    Q_EMIT asking();
    Q_EMIT loadingChanged();
    Q_EMIT changed();
    reload();
}

void ForecastPresenter::setWanted(bool wanted) {
    m_wanted = wanted;
    if (m_wanted && m_stale) reload();
}

void ForecastPresenter::setMetric(const QString& id) {
    if (id.toStdString() == m_asked.metric) return;
    m_asked.metric = id.toStdString();
    reload();
}

void ForecastPresenter::setGrain(Grain grain) {
    if (grain == m_asked.grain) return;
    m_asked.grain = grain;
    m_asked.horizon = 0; // 28 days are not 28 weeks
    reload();
}

void ForecastPresenter::setHorizon(int periods) {
    if (periods == horizon()) return;
    m_asked.horizon = periods;
    reload();
}

void ForecastPresenter::setModel(const QString& id) {
    if (id.toStdString() == m_asked.model) return;
    m_asked.model = id.toStdString();
    reload();
}

void ForecastPresenter::setHolidays(const QString& country) {
    if (country.toStdString() == m_asked.holidays) return;
    m_asked.holidays = country.toStdString();
    reload();
}

void ForecastPresenter::setBreakdown(const QString& dimension) {
    if (dimension.toStdString() == m_asked.breakdown) return;
    m_asked.breakdown = dimension.toStdString();
    reload();
}

void ForecastPresenter::setInterval(double share) {
    if (share == m_asked.interval) return;
    m_asked.interval = share;
    reload();
}

void ForecastPresenter::setLeaveOut(bool leave_out) {
    if (leave_out == m_asked.leave_out) return;
    m_asked.leave_out = leave_out;
    reload();
}

void ForecastPresenter::tune(int trials) {
    if (trials == m_asked.tune) return;
    m_asked.tune = trials;
    reload();
}

void ForecastPresenter::stopTuning() {
    if (m_job && m_asked.tune > 0) m_session.jobs().cancel(m_job);
}

std::vector<ForecastPresenter::Choice> ForecastPresenter::metrics() const {
    std::vector<Choice> all;
    const FactsPtr facts = m_session.facts();
    if (!facts) return all;
    for (const report::GlossaryEntry& e : report::glossary(&facts->dataset, m_session.language()))
        if (e.available) all.push_back({qs(e.id), qs(e.short_name)});
    return all;
}

std::vector<ForecastPresenter::Choice> ForecastPresenter::models() const {
    std::vector<Choice> all{{QStringLiteral("auto"), tr("Automatic")}, {QStringLiteral("ensemble"), tr("Combination")}};
    for (const forecast::Forecaster* f : forecast::forecasters()) {
        QString name = qs(forecast::model_name(f->id(), m_session.language()));
        if (!name.isEmpty()) name[0] = name[0].toUpper();
        all.push_back({qs(f->id()), name});
    }
    return all;
}

std::vector<ForecastPresenter::Choice> ForecastPresenter::countries() const {
    const std::map<std::string, QString> names{{"CH", tr("Switzerland")},    {"FR", tr("France")},  {"DE", tr("Germany")},
                                               {"AT", tr("Austria")},        {"IT", tr("Italy")},   {"ES", tr("Spain")},
                                               {"UK", tr("United Kingdom")}, {"IE", tr("Ireland")}, {"US", tr("United States")},
                                               {"CA", tr("Canada")},         {"BR", tr("Brazil")},  {"IN", tr("India")}};
    std::vector<Choice> all{{QString(), tr("none")}};
    for (const std::string& code : holiday_countries()) all.push_back({qs(code), names.at(code)});
    return all;
}

std::vector<ForecastPresenter::Choice> ForecastPresenter::breakdowns() const {
    std::vector<Choice> all{{QString(), tr("the whole")}};
    if (const FactsPtr facts = m_session.facts())
        for (const DatasetColumn* column : facts->dataset.dimensions())
            if (column->role != "campaign_id") all.push_back({dimensionId(*column), dimensionName(*column)});
    return all;
}

QString ForecastPresenter::periodsText(int n) const {
    switch (m_asked.grain) {
    case Grain::day: return tr("%n day(s)", nullptr, n);
    case Grain::week: return tr("%n week(s)", nullptr, n);
    case Grain::month: return tr("%n month(s)", nullptr, n);
    case Grain::quarter: return tr("%n quarter(s)", nullptr, n);
    case Grain::year: return tr("%n year(s)", nullptr, n);
    }
    return {};
}

std::vector<int> ForecastPresenter::horizons() const {
    switch (m_asked.grain) {
    case Grain::day: return {7, 14, 28, 60, 90};
    case Grain::week: return {4, 8, 13, 26, 52};
    case Grain::month: return {3, 6, 12, 18, 24};
    case Grain::quarter: return {2, 4, 6, 8};
    case Grain::year: return {1, 2, 3, 5};
    }
    return {8};
}

void ForecastPresenter::reload() {
    m_stale = true;
    Q_EMIT asking();
    if (!m_session.facts() || !m_wanted) return;
    m_later.start();
    Q_EMIT loadingChanged();
}

void ForecastPresenter::start() {
    const FactsPtr facts = m_session.facts();
    if (!facts) return;
    if (m_job) m_session.jobs().cancel(m_job);
    m_stale = false;
    report::ForecastRequest request = m_asked;
    request.filters = m_session.selection().state().filters;
    request.language = m_session.language();
    forecast::StudyOf study;
    study.dataset_id = facts->dataset.id;
    study.metric = request.metric;
    study.grain = request.grain;
    study.horizon = horizon();
    study.seed = request.seed;
    study.holidays = request.holidays;
    study.where = request.filters;
    if (facts->dataset.dates) study.last = facts->dataset.dates->to;
    m_tried = std::make_shared<std::atomic<int>>(0);
    auto targets = std::make_shared<std::vector<metrics::Target>>();
    auto id = std::make_shared<JobId>(0);
    m_job = m_session.jobs().start(
        tr("Computing the forecast"),
        [build = m_build, facts, handle = m_session.handle(), request, study, tried = m_tried, targets,
         writes = !m_session.isReadOnly()](Progress& progress, std::stop_token stop) mutable {
            // What people wrote down, and forecasts and searches of before.
            if (handle)
                handle->use([&](store::Workspace& workspace) {
                    if (request.tune > 0) request.study = forecast::kept_study(workspace, study);
                    request.annotations = metrics::annotations(workspace, facts->dataset.id);
                    request.targets = metrics::targets(workspace, facts->dataset.id);
                    request.kept = forecast::kept_forecasts(workspace, facts->dataset.id);
                    if (const auto report = audit::last_report(workspace, facts->dataset))
                        for (const audit::Finding* finding : audit::open_findings(*report)) request.findings.push_back(*finding);
                });
            *targets = request.targets;
            request.keep_study = [&](const std::string& text) {
                tried->store(forecast::trials_of(text));
                if (handle && writes)
                    handle->use([&](store::Workspace& workspace) { forecast::put_study(workspace, study, text); });
            };
            return build(*facts, request, progress, std::move(stop));
        },
        this,
        [this, id, targets](report::ForecastView made) {
            if (*id != m_job) return;
            m_job = 0;
            m_view = std::move(made);
            m_targets = *targets;
            if (m_asked.tune > 0 && m_view->trials > 0) m_asked.tune = m_view->trials;
            m_error.reset();
            if (m_view->possible && m_view->grain != m_asked.grain) { // the data are coarser than what was asked
                m_asked.grain = m_view->grain;
                m_asked.horizon = 0;
            }
            storeRealised(m_view->realised);
            Q_EMIT loadingChanged();
            Q_EMIT changed();
        },
        [this, id](const Error& error) {
            if (*id != m_job) return;
            m_job = 0;
            if (error.code() != ErrorCode::cancelled) {
                m_error = error;
            } else if (m_asked.tune > 0) { // a search that was stopped: what it has found by then is used
                m_asked.tune = m_tried->load();
                reload();
            }
            Q_EMIT loadingChanged();
            Q_EMIT changed();
        });
    *id = m_job;
    Q_EMIT loadingChanged();
}

void ForecastPresenter::storeRealised(std::vector<forecast::Kept> realised) {
    if (realised.empty() || !m_session.handle() || m_session.isReadOnly()) return;
    m_session.jobs().start(
        tr("Holding forecasts against what came"),
        [handle = m_session.handle(), realised = std::move(realised)](Progress&, std::stop_token) {
            handle->use([&](store::Workspace& workspace) {
                for (const forecast::Kept& kept : realised) forecast::put_forecast(workspace, kept);
            });
        },
        this, [] {}, [this](const Error& error) { Q_EMIT failed(error); });
}

void ForecastPresenter::keep() {
    if (!canKeep()) return;
    m_session.jobs().start(
        tr("Keeping the forecast"),
        [handle = m_session.handle(), record = m_view->record](Progress&, std::stop_token) {
            handle->use([&](store::Workspace& workspace) { forecast::put_forecast(workspace, record); });
        },
        this, [this] { Q_EMIT kept(); }, [this](const Error& error) { Q_EMIT failed(error); });
}

report::Document ForecastPresenter::document() const {
    std::string whose = m_session.name().toStdString();
    if (const FactsPtr facts = m_session.facts(); facts && m_session.datasets().size() > 1) whose += " · " + facts->dataset.name;
    return report::forecast_document(*m_view, whose, QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString(),
                                     m_session.language());
}

void ForecastPresenter::exportTo(const QString& file) {
    if (!m_view) return;
    writeDocument(
        m_session, this, document(), file, [this, file] { Q_EMIT exported(file); },
        [this](const Error& error) { Q_EMIT failed(error); });
}

} // namespace plumbline::ui
