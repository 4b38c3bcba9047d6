// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/dashboard/dashboard_presenter.h"
#include "ui/pages/page_exports.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QPointer>
#include <QUndoCommand>

#include "core/metrics/hierarchy.h"
#include "core/report/glossary.h"
#include "ui/charts/theme.h"
#include "ui/session/places.h"
#include "ui/session/wording.h"

namespace plumbline::ui {

namespace {

// A line with more points than pixels says nothing more; bars and tables say less.
constexpr int most_points = 800;
// What a person arranged, beside views that have a name.
const QString kept_arrangement = QStringLiteral("dashboard");

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
    : QObject(parent), m_session(session), m_records(session), m_build(std::move(build)) {
    m_view.tiles = report::default_tiles();
    if (!m_build)
        m_build = [](const Facts& facts, const report::DashboardRequest& request, std::stop_token stop) {
            return report::build_dashboard(facts.context(), request, std::move(stop));
        };
    m_later.setSingleShot(true);
    m_later.setInterval(0);
    connect(&m_later, &QTimer::timeout, this, &DashboardPresenter::start);
    connect(&session, &Session::factsChanged, this, &DashboardPresenter::onFacts);
    connect(&session.selection(), &Selection::changed, this, &DashboardPresenter::followUp);
    connect(&session.selection(), &Selection::changed, this, &DashboardPresenter::reload);
    connect(&session, &Session::languageChanged, this, &DashboardPresenter::reload);
    connect(&session.selection(), &Selection::changed, this, [this] {
        if (!m_applying) m_viewName.clear();
    });
    connect(&m_records, &DashboardRecords::notesChanged, this, &DashboardPresenter::reload);
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
        m_view.grain.reset();
        m_arranged = 0;
        Q_EMIT changed();
        return;
    }
    if (m_arranged != facts->dataset.id) restoreArrangement(facts->dataset);
    bool known = false;
    for (const metrics::Metric& metric : metrics::catalogue())
        if (qs(metric.id) == m_metric) known = metrics::available(metric, facts->dataset);
    if (!known) m_metric = firstMetric(facts->dataset);
    if (!m_breakdown.isEmpty() && !facts->dataset.dimension(m_breakdown.toStdString())) m_breakdown.clear();
    reload();
}

/// As a person left it, or as a dashboard begins. Not a step of undo: nothing was done.
void DashboardPresenter::restoreArrangement(const DatasetInfo& dataset) {
    const bool first = m_arranged == 0;
    m_arranged = dataset.id;
    const QJsonObject kept = m_session.kept(kept_arrangement);
    if (kept.isEmpty()) {
        // What was arranged before the first numbers came stays.
        if (first) return;
        m_view = {};
        m_view.tiles = report::default_tiles();
        m_viewName.clear();
        Q_EMIT arranged();
        return;
    }
    try {
        m_view = report::view_from_json(QJsonDocument(kept).toJson().toStdString(), std::string());
    } catch (const Error&) {
        return; // written by another version: the dashboard begins as it does
    }
    m_metric = qs(m_view.metric);
    m_breakdown = qs(m_view.breakdown);
    m_viewName = kept.value("view").toString();
    Q_EMIT arranged();
}

void DashboardPresenter::keepArrangement() {
    // While another dataset comes, the arrangement is still that of the one before.
    if (const FactsPtr facts = m_session.facts(); !facts || facts->dataset.id != m_arranged) return;
    // The selection is kept by the session, for all pages.
    report::View view = m_view;
    view.name = "-";
    view.filters.clear();
    view.days.reset();
    view.preset = report::View{}.preset;
    view.metric = m_metric.toStdString();
    view.breakdown = m_breakdown.toStdString();
    QJsonObject json = QJsonDocument::fromJson(QByteArray::fromStdString(report::to_json_text(view))).object();
    json.insert("view", m_viewName);
    m_session.keep(kept_arrangement, json);
}

void DashboardPresenter::setMetric(const QString& id) {
    if (id == m_metric) return;
    m_metric = id;
    reload();
}

void DashboardPresenter::setGrain(std::optional<Grain> grain) {
    if (grain == m_view.grain) return;
    m_view.grain = grain;
    reload();
}

void DashboardPresenter::setBreakdown(const QString& dimension) {
    if (dimension == m_breakdown) return;
    m_breakdown = dimension;
    reload();
}

void DashboardPresenter::drill(const QString& name) {
    const FactsPtr facts = m_session.facts();
    const auto meant = valueOfRow(name, m_session.language());
    if (!facts || !m_dashboard || !meant) return;
    const QString value = *meant;
    const QString dimension = qs(m_dashboard->breakdown.dimension);
    const auto& kept = m_dashboard->breakdown.selected;
    const bool same = kept.size() == 1 && kept.front() == name.toStdString();
    if (same || m_dashboard->drill_into.empty()) {
        m_breakdown = dimension;
        m_session.selection().toggleFilter(dimension, value);
        return;
    }
    m_breakdown = qs(m_dashboard->drill_into);
    m_session.selection().setFilter(dimension, {value});
    reload();
}

void DashboardPresenter::followUp() {
    const FactsPtr facts = m_session.facts();
    if (m_applying || !facts || !m_dashboard || m_breakdown.isEmpty()) return;
    for (const report::Crumb& crumb : m_dashboard->crumbs) {
        const DatasetColumn* level = facts->dataset.dimension(crumb.dimension);
        const auto& filters = m_session.selection().state().filters;
        if (std::ranges::any_of(filters, [&](const auto& f) { return facts->dataset.dimension(f.dimension) == level; })) continue;
        m_breakdown = qs(crumb.dimension);
        return;
    }
}

void DashboardPresenter::drillUp(int crumb) {
    if (!m_dashboard || crumb < 0 || crumb >= static_cast<int>(m_dashboard->crumbs.size())) return;
    const std::vector<report::Crumb> crumbs = m_dashboard->crumbs;
    const FactsPtr facts = m_session.facts();
    m_breakdown = qs(crumbs[static_cast<size_t>(crumb)].dimension);
    SelectionState state = m_session.selection().state();
    for (size_t i = static_cast<size_t>(crumb); i < crumbs.size(); ++i)
        std::erase_if(state.filters, [&](const metrics::Filter& f) {
            return facts && facts->dataset.dimension(f.dimension) == facts->dataset.dimension(crumbs[i].dimension);
        });
    m_session.selection().setFilters(state.filters);
    reload();
}

/// Only what a person arranged is a step of undo; the numbers that follow from it are not.
class ArrangeCommand : public QUndoCommand {
public:
    ArrangeCommand(DashboardPresenter* presenter, report::View before, report::View after, const QString& text)
        : QUndoCommand(text), m_presenter(presenter), m_before(std::move(before)), m_after(std::move(after)) {}
    void undo() override {
        if (m_presenter) m_presenter->show(m_before);
    }
    void redo() override {
        if (m_presenter) m_presenter->show(m_after);
    }

private:
    QPointer<DashboardPresenter> m_presenter;
    report::View m_before, m_after;
};

void DashboardPresenter::arrange(const report::View& next, const QString& undoText) {
    m_session.undoStack().push(new ArrangeCommand(this, m_view, next, undoText));
}

void DashboardPresenter::show(const report::View& view) {
    m_view = view;
    if (!m_applying) m_viewName.clear();
    Q_EMIT arranged();
    reload();
}

bool DashboardPresenter::hasReference(const report::Reference& r) const {
    return std::any_of(m_view.also.begin(), m_view.also.end(),
                       [&](const report::Reference& a) { return a.kind == r.kind && a.days == r.days; });
}

void DashboardPresenter::toggleReference(const report::Reference& r) {
    report::View next = m_view;
    if (hasReference(r))
        std::erase_if(next.also, [&](const report::Reference& a) { return a.kind == r.kind && a.days == r.days; });
    else
        next.also.push_back(r);
    arrange(next, tr("further comparison"));
}

report::View DashboardPresenter::currentView(const QString& name) const {
    report::View view = m_view;
    const SelectionState& state = m_session.selection().state();
    view.id.clear();
    view.name = name.toStdString();
    view.preset = presetId(state.preset).toStdString();
    view.days = state.custom;
    view.compare = state.compare;
    view.filters = state.filters;
    view.metric = m_metric.toStdString();
    view.breakdown = m_breakdown.toStdString();
    return view;
}

void DashboardPresenter::applyView(const report::View& view) {
    const FactsPtr facts = m_session.facts();
    if (!facts) return;
    m_applying = true;
    SelectionState state = m_session.selection().state();
    state.preset = presetFromId(qs(view.preset)).value_or(RangePreset::weeks_13);
    state.custom = view.days;
    if (state.preset == RangePreset::custom && !state.custom) state.preset = RangePreset::weeks_13;
    state.compare = view.compare;
    state.filters.clear();
    // A view that was made for other data keeps what fits these.
    for (const metrics::Filter& f : view.filters)
        if (facts->dataset.dimension(f.dimension)) state.filters.push_back(f);
    if (!view.metric.empty()) m_metric = qs(view.metric);
    m_breakdown = facts->dataset.dimension(view.breakdown) ? qs(view.breakdown) : QString();
    report::View next = view;
    next.tiles = report::checked(view.tiles);
    m_session.undoStack().beginMacro(tr("view %1").arg(qs(view.name)));
    m_session.selection().set(state, tr("view %1").arg(qs(view.name)));
    arrange(next, tr("view %1").arg(qs(view.name)));
    m_session.undoStack().endMacro();
    m_viewName = qs(view.name);
    m_applying = false;
    Q_EMIT arranged();
}

std::vector<DashboardPresenter::Choice> DashboardPresenter::metricChoices() const {
    std::vector<Choice> all;
    const FactsPtr facts = m_session.facts();
    if (!facts) return all;
    for (const report::GlossaryEntry& e : report::glossary(&facts->dataset, m_session.language()))
        if (e.available) all.push_back({qs(e.id), qs(e.short_name)});
    return all;
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
    request.grain = m_view.grain;
    request.metric = m_metric.toStdString();
    request.breakdown = m_breakdown.toStdString();
    request.language = m_session.language();
    request.also = m_view.also;
    request.absolute = m_view.absolute;
    request.cards = m_view.cards;
    request.campaign_columns = m_view.campaign_columns;
    request.annotations = m_records.annotations();
    request.targets = m_records.targets();
    for (const report::Tile& tile : m_view.tiles) request.cohorts = request.cohorts || (tile.id == "cohorts" && tile.shown);
    // A grain that was chosen for a longer period would leave a single point of a short one.
    const auto possible = grains();
    if (m_view.grain && std::find(possible.begin(), possible.end(), *m_view.grain) == possible.end()) request.grain.reset();
    return request;
}

void DashboardPresenter::reload() {
    if (!m_session.facts()) return;
    keepArrangement();
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

void DashboardPresenter::exportTo(const QString& file) {
    if (!m_dashboard) return;
    writeDocument(
        m_session, this, document(), file, [this, file] { Q_EMIT exported(file); },
        [this](const Error& error) { Q_EMIT exportFailed(error); });
}

} // namespace plumbline::ui
