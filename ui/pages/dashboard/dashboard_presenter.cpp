// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/dashboard/dashboard_presenter.h"

#include <QDateTime>
#include <QFileInfo>
#include <QSaveFile>

#include "ui/charts/theme.h"
#include "ui/print/pdf.h"
#include "ui/session/places.h"
#include "ui/session/wording.h"

namespace plumbline::ui {

namespace {

// A line with more points than pixels says nothing more; bars and tables say less.
constexpr int most_points = 800;

/// The metric that a dashboard starts with: the first that the dataset can tell, money before volume.
QString firstMetric(const DatasetInfo& dataset) {
    for (const char* id : {"revenue", "orders", "leads", "cost", "clicks", "impressions", "visits"})
        for (const metrics::Metric& metric : metrics::catalogue())
            if (metric.id == id && metrics::available(metric, dataset)) return QLatin1String(id);
    for (const metrics::Metric& metric : metrics::catalogue())
        if (metrics::available(metric, dataset)) return qs(metric.id);
    return QStringLiteral("revenue");
}

} // namespace

DashboardPresenter::DashboardPresenter(Session& session, Build build, QObject* parent)
    : QObject(parent), m_session(session), m_build(std::move(build)) {
    if (!m_build)
        m_build = [](const Facts& facts, const report::DashboardRequest& request, std::stop_token stop) {
            return report::build_dashboard(facts.context(), request, std::move(stop));
        };
    m_later.setSingleShot(true);
    m_later.setInterval(0);
    connect(&m_later, &QTimer::timeout, this, &DashboardPresenter::start);
    connect(&session, &Session::factsChanged, this, &DashboardPresenter::onFacts);
    connect(&session.selection(), &Selection::changed, this, &DashboardPresenter::reload);
    connect(&session, &Session::languageChanged, this, &DashboardPresenter::reload);
    onFacts();
}

void DashboardPresenter::onFacts() {
    const FactsPtr facts = m_session.facts();
    if (!facts) {
        if (m_job) m_session.jobs().cancel(m_job);
        m_job = 0;
        m_later.stop();
        m_dashboard.reset();
        m_error.reset();
        m_metric.clear();
        m_breakdown.clear();
        m_grain.reset();
        Q_EMIT changed();
        return;
    }
    bool known = false;
    for (const metrics::Metric& metric : metrics::catalogue())
        if (qs(metric.id) == m_metric) known = metrics::available(metric, facts->dataset);
    if (!known) m_metric = firstMetric(facts->dataset);
    if (!m_breakdown.isEmpty() && !facts->dataset.dimension(m_breakdown.toStdString())) m_breakdown.clear();
    reload();
}

void DashboardPresenter::setMetric(const QString& id) {
    if (id == m_metric) return;
    m_metric = id;
    reload();
}

void DashboardPresenter::setGrain(std::optional<Grain> grain) {
    if (grain == m_grain) return;
    m_grain = grain;
    reload();
}

void DashboardPresenter::setBreakdown(const QString& dimension) {
    if (dimension == m_breakdown) return;
    m_breakdown = dimension;
    reload();
}

QString DashboardPresenter::breakdown() const {
    if (!m_breakdown.isEmpty()) return m_breakdown;
    return m_dashboard ? qs(m_dashboard->breakdown.dimension) : QString();
}

std::vector<DashboardPresenter::Choice> DashboardPresenter::breakdowns() const {
    std::vector<Choice> all;
    if (const FactsPtr facts = m_session.facts())
        for (const DatasetColumn* column : facts->dataset.dimensions())
            if (column->role != "campaign_id") all.push_back({dimensionId(*column), dimensionName(*column)});
    return all;
}

std::vector<Grain> DashboardPresenter::grains() const {
    const auto period = m_session.selection().period();
    std::vector<Grain> all;
    if (!period) return all;
    const std::pair<Grain, int> days[] = {
        {Grain::day, 1}, {Grain::week, 7}, {Grain::month, 28}, {Grain::quarter, 90}, {Grain::year, 365}};
    for (const auto& [grain, length] : days)
        if (period->days() >= 2 * length && period->days() / length <= most_points) all.push_back(grain);
    return all;
}

report::DashboardRequest DashboardPresenter::request() const {
    const Selection& selection = m_session.selection();
    report::DashboardRequest request;
    request.period = selection.period();
    request.compare = selection.state().compare;
    request.filters = selection.state().filters;
    request.grain = m_grain;
    request.metric = m_metric.toStdString();
    request.breakdown = m_breakdown.toStdString();
    request.language = m_session.language();
    // A grain that was chosen for a longer period would leave a single point of a short one.
    const auto possible = grains();
    if (m_grain && std::find(possible.begin(), possible.end(), *m_grain) == possible.end()) request.grain.reset();
    return request;
}

void DashboardPresenter::reload() {
    if (!m_session.facts()) return;
    m_later.start();
    Q_EMIT loadingChanged();
}

void DashboardPresenter::start() {
    const FactsPtr facts = m_session.facts();
    if (!facts) return;
    if (m_job) m_session.jobs().cancel(m_job);
    auto id = std::make_shared<JobId>(0);
    m_job = m_session.jobs().start(
        tr("Computing the dashboard"),
        [build = m_build, facts, request = request()](Progress&, std::stop_token stop) {
            return build(*facts, request, std::move(stop));
        },
        this,
        [this, id, dataset = facts->dataset.id](report::Dashboard dashboard) {
            if (*id != m_job) return;
            m_job = 0;
            m_dashboard = std::move(dashboard);
            m_shownDataset = dataset;
            m_error.reset();
            Q_EMIT loadingChanged();
            Q_EMIT changed();
        },
        [this, id, dataset = facts->dataset.id](const Error& error) {
            if (*id != m_job) return;
            m_job = 0;
            if (error.code() != ErrorCode::cancelled) m_error = error;
            // Old content stays readable under an error, but never another dataset's.
            if (m_shownDataset != dataset) m_dashboard.reset();
            Q_EMIT loadingChanged();
            Q_EMIT changed();
        });
    *id = m_job;
    Q_EMIT loadingChanged();
}

report::Document DashboardPresenter::document() const {
    std::string whose = m_session.name().toStdString();
    if (const FactsPtr facts = m_session.facts(); facts && m_session.datasets().size() > 1) whose += " · " + facts->dataset.name;
    return report::dashboard_document(*m_dashboard, whose, QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString(),
                                      m_session.language());
}

void DashboardPresenter::exportTo(Format format, const QString& file) {
    if (!m_dashboard) return;
    const report::Document made = document();
    if (format == Format::pdf) {
        try {
            write_pdf(made, file);
            Q_EMIT exported(file);
        } catch (const Error& error) {
            Q_EMIT exportFailed(error);
        }
        return;
    }
    m_session.jobs().start(
        tr("Writing %1").arg(QFileInfo(file).fileName()),
        [made, file, format](Progress&, std::stop_token) {
            if (format == Format::xlsx) return report::write_xlsx(made, toPath(file));
            const QByteArray text = QByteArray::fromStdString(report::to_markdown(made));
            QSaveFile out(file);
            if (!out.open(QIODevice::WriteOnly) || out.write(text) != text.size() || !out.commit())
                throw Error(ErrorCode::write_failed, {{"path", file.toStdString()}, {"detail", out.errorString().toStdString()}});
        },
        this, [this, file] { Q_EMIT exported(file); }, [this](const Error& error) { Q_EMIT exportFailed(error); });
}

} // namespace plumbline::ui
