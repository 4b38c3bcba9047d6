// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/dashboard/dashboard_page.h"

#include <QAction>
#include <QActionGroup>
#include <QFileInfo>
#include <QMenu>
#include <QPixmap>

#include "ui/charts/chart_widget.h"
#include "ui/charts/theme.h"
#include "ui/pages/columns_layout.h"
#include "ui/pages/dashboard/card_trust.h"
#include "ui/pages/dashboard/explanation_popup.h"
#include "ui/pages/dashboard/pin_card.h"
#include "ui/pages/page_exports.h"
#include "ui/session/trust.h"
#include "ui/session/wording.h"
#include "ui/widgets/breadcrumbs.h"
#include "ui/widgets/card.h"
#include "ui/widgets/glossary_dialog.h"
#include "ui/widgets/kpi_card.h"
#include "ui/widgets/messages.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/spec_table.h"
#include "ui/widgets/token_button.h"

namespace plumbline::ui {

namespace {
// Rows that the campaign card shows before "All 38 campaigns" was asked for, on a page of the lowest height; a higher page gives
// two thirds of what it has more to campaigns, the rest to the chart.
constexpr int few_campaigns = 4, most_campaigns = 16;
constexpr int lowest_page = 674, row_height = 23;
// Work that lasts longer is named.
constexpr qint64 named_after_ms = 1000;

/// What the numbers rest on.
QString trustText(const Session& session) {
    const FactsPtr facts = session.facts();
    if (!facts) return {};
    const QString rows = countText(facts->dataset.rows);
    if (!facts->dataset.dates) return DashboardPage::tr("From %1 rows of %2.").arg(rows, qs(facts->dataset.name));
    return DashboardPage::tr("From %1 rows of %2, data to %3.")
        .arg(rows, qs(facts->dataset.name), qs(format_date(facts->dataset.dates->to, session.language())));
}
} // namespace

DashboardPage::DashboardPage(DashboardPresenter& presenter, QWidget* parent) : ScrollPage(parent), m_presenter(presenter) {
    build();
    connectMarks();
    connect(m_grain->menu(), &QMenu::aboutToShow, this, &DashboardPage::fillGrains);
    connect(m_view->menu(), &QMenu::aboutToShow, this, &DashboardPage::fillView);
    connect(m_empty, &EmptyState::clicked, this, &DashboardPage::chooseFilesRequested);
    connect(&m_presenter, &DashboardPresenter::changed, this, &DashboardPage::refresh);
    connect(&m_presenter, &DashboardPresenter::changed, &Trust::of(m_presenter.session()), &Trust::changed);
    connect(&m_presenter, &DashboardPresenter::arranged, this, &DashboardPage::refresh);
    connect(&m_presenter, &DashboardPresenter::loadingChanged, this, &DashboardPage::refreshProgress);
    Session& session = m_presenter.session();
    connect(&session, &Session::workspaceChanged, this, &DashboardPage::refreshProgress);
    connect(&session, &Session::factsChanged, this, &DashboardPage::refreshProgress);
    connect(&session.jobs(), &JobRunner::progressed, this, &DashboardPage::refreshProgress);
    connect(&session, &Session::workspaceChanged, this, &DashboardPage::refresh);
    connect(&session, &Session::datasetsChanged, this, &DashboardPage::refresh);
    const auto tell = [this](Tone tone, const QString& sentence) {
        m_head->message()->setClosable(true);
        m_head->message()->setMessage(tone, sentence);
    };
    const auto written = [tell](const QString& file) { tell(Tone::gain, tr("Written: %1").arg(QFileInfo(file).fileName())); };
    const auto failed = [this, tell](const Error& error) {
        tell(Tone::loss, errorSentence(error, m_presenter.session().language()));
    };
    connect(&m_presenter, &DashboardPresenter::exported, this, written);
    connect(&m_presenter, &DashboardPresenter::exportFailed, this, failed);
    DashboardRecords& records = m_presenter.records();
    connect(&records, &DashboardRecords::written, this, written);
    connect(&records, &DashboardRecords::failed, this, failed);
    connect(&records, &DashboardRecords::auditChanged, this, &DashboardPage::refreshTrust);
    connect(&records, &DashboardRecords::pinsChanged, this, &DashboardPage::refreshPins);
    connect(&records, &DashboardRecords::annotationsImported, this,
            [tell](int n) { tell(n > 0 ? Tone::gain : Tone::warning, tr("%n note(s) imported.", nullptr, n)); });
    connect(&records, &DashboardRecords::viewStored, this, [this](const report::View& view) { m_presenter.applyView(view); });
    auto* exports = new PageExports(session, this);
    connect(exports, &PageExports::told, this, tell);

    m_exports = exportEntries(this, tr("Export the dashboard"), {"pdf", "md", "xlsx"},
                              [this](const QString& file) { m_presenter.exportTo(file); });
    auto* picture = new QAction(tr("Picture…"), this);
    picture->setObjectName(QStringLiteral("export.dashboard.png"));
    connect(picture, &QAction::triggered, this, [this, exports] {
        askForFile(this, tr("Export the dashboard"), title(), QStringLiteral("png"), tr("PNG (*.png)"),
                   [this, exports](const QString& file) { exports->tell(file, body()->grab().save(file, "PNG")); });
    });
    m_exports.insert(1, picture);
    refreshPins();
    refresh();
}

void DashboardPage::build() {
    m_head = new PageHead;
    m_cards = new KpiRow;
    m_series = new ChartCard;
    m_breakdown = new TableCard;
    m_campaigns = new TableCard;
    m_funnel = new TableCard;
    m_cohorts = new TableCard;
    m_empty = new EmptyState(QString());
    m_crumbs = new Breadcrumbs;
    m_breakdown->setStrip(m_crumbs);
    for (TableCard* card : {m_breakdown, m_funnel}) card->setRowsStretch(true);

    m_grain = new TokenButton;
    m_grain->setCompact(true);
    m_grain->setMenu(new QMenu(m_grain));
    m_series->setSelector(m_grain);
    m_series->setTableButtonShown(true);
    m_series->chart()->setCanAnnotate(true);
    m_view = new TokenButton(QString(), QString(), "dashboard", this);
    m_view->setMenu(new QMenu(m_view));
    m_view->hide();
    m_campaigns->table()->setColumnsMovable(true);
    m_campaigns->table()->setMaximumRows(most_campaigns);

    rows()->addRow({{m_head, 12}});
    rows()->addRow({{m_empty, 12}});
}

/// What a click on a mark does: every mark filters, and what it filtered to is seen and can be taken back.
void DashboardPage::connectMarks() {
    Selection& selection = m_presenter.session().selection();
    connect(m_cards, &KpiRow::cardClicked, this, &DashboardPage::explain);
    connect(m_cards, &KpiRow::findingsClicked, this, [this](const QString& metric) { openFindings(metric); });
    connect(m_breakdown->table(), &SpecTable::rowActivated, this,
            [this](const QString&, const QString& value) { m_presenter.drill(value); });
    connect(m_crumbs, &Breadcrumbs::clicked, this, [this](int i) { m_presenter.drillUp(i); });
    connect(m_campaigns->table(), &SpecTable::rowActivated, this,
            [this, &selection](const QString& dimension, const QString& name) {
                if (const auto value = valueOfRow(name, m_presenter.session().language()))
                    selection.toggleFilter(dimension, *value);
            });
    connect(m_campaigns->table(), &SpecTable::columnsMoved, this, [this](const QStringList& ids) {
        report::View next = m_presenter.arrangement();
        next.campaign_columns.clear();
        for (const QString& id : ids)
            for (const TableColumnSpec& c : m_presenter.dashboard()->campaigns.columns)
                if (qs(c.id) == id && c.kind == CellKind::number) next.campaign_columns.push_back(c.id);
        m_presenter.arrange(next, tr("order of the columns"));
    });
    connect(m_campaigns, &TableCard::noteClicked, this, [this] {
        m_allCampaigns = !m_allCampaigns;
        refresh();
    });
    // A span of the chart becomes the period; a point of it the period of that point.
    ChartWidget* chart = m_series->chart();
    connect(chart, &ChartWidget::rangeSelected, this, [this, &selection](Date from, Date to) {
        const auto known = selection.data();
        if (!known) return;
        selection.setPeriod(RangePreset::custom, {std::max(from, known->from), std::min(to, known->to)});
        m_presenter.setGrain(std::nullopt);
    });
    connect(chart, &ChartWidget::pointClicked, this, [this, &selection](int series, int point) {
        const report::Dashboard* d = m_presenter.dashboard();
        const auto known = selection.data();
        if (!d || !known || d->grain == Grain::day || series >= static_cast<int>(d->series.series.size())) return;
        const auto& points = d->series.series[static_cast<size_t>(series)].points;
        if (point < 0 || point >= static_cast<int>(points.size())) return;
        const Date from{static_cast<int32_t>(points[static_cast<size_t>(point)].x)};
        selection.setPeriod(RangePreset::custom, {std::max(from, known->from), std::min(period_end(from, d->grain), known->to)});
        m_presenter.setGrain(std::nullopt);
    });
    connect(chart, &ChartWidget::annotateRequested, this, [this](Date day) {
        metrics::Annotation note;
        note.days = {day, day};
        editNote(note);
    });
    connect(chart, &ChartWidget::annotationClicked, this, [this](const QString& id) {
        if (const metrics::Annotation* note = m_presenter.records().annotation(id)) editNote(*note);
    });
    // Menus of the cards, above what every card has.
    const auto before = [](Card* card, const QList<QAction*>& actions) {
        QMenu* menu = card->moreMenu();
        QAction* first = menu->actions().value(0);
        menu->insertActions(first, actions);
        menu->insertSeparator(first);
    };
    const auto action = [this](const QString& text, auto slot) {
        auto* made = new QAction(text, this);
        connect(made, &QAction::triggered, this, slot);
        return made;
    };
    auto* also = new QMenu(tr("Also compare with"), this);
    connect(also, &QMenu::aboutToShow, this, [this, also] { fillComparisons(also); });
    before(m_series, {also->menuAction(),
                      action(tr("Add a note…"),
                             [this] {
                                 metrics::Annotation note;
                                 const auto period = m_presenter.session().selection().period();
                                 if (period) note.days = {period->to, period->to};
                                 editNote(note);
                             }),
                      action(tr("Import notes…"),
                             [this] {
                                 importFile(tr("Import notes"), tr("Tables (*.csv *.tsv *.txt *.xlsx);;All files (*)"),
                                            [this](const QString& f) { m_presenter.records().importAnnotations(f); });
                             }),
                      action(tr("Targets…"), [this] { editTargets(m_presenter.metric()); })});
    auto* by = new QMenu(tr("Break down by"), this);
    connect(by, &QMenu::aboutToShow, this, [this, by] {
        by->clear();
        for (const auto& choice : m_presenter.breakdowns()) {
            QAction* one = by->addAction(choice.name, this, [this, id = choice.id] { m_presenter.setBreakdown(id); });
            one->setCheckable(true);
            one->setChecked(choice.id == m_presenter.breakdown());
        }
    });
    before(m_breakdown, {by->menuAction()});
    before(m_campaigns, {action(tr("Choose columns…"), [this] { chooseColumns(); })});
}

QWidget* DashboardPage::barTail() { return m_view; }

namespace {

/// Height beyond what it needs that a row of tiles takes: charts grow best, tables a little.
int stretchOf(const QString& tile) { return tile == QLatin1String("series") ? 3 : 0; }

} // namespace

bool DashboardPage::hasContent(const std::string& tile) const {
    const report::Dashboard* d = m_presenter.dashboard();
    if (!d) return true;
    return tile == "series"      ? !d->series.series.empty()
           : tile == "breakdown" ? !d->breakdown.rows.empty()
           : tile == "campaigns" ? !d->campaigns.rows.empty()
           : tile == "funnel"    ? !d->funnel.rows.empty()
                                 : true;
}

/// Puts the tiles in their rows, without those that have nothing to show for these data.
void DashboardPage::refreshTiles() {
    const QString name = m_presenter.viewName();
    m_view->setValue(name.isEmpty() ? tr("View") : name);
    m_view->setAccessibleName(name.isEmpty() ? tr("View: as arranged") : tr("View: %1").arg(name));
    std::vector<report::Tile> tiles = tilesWithPins();
    QString key;
    for (report::Tile& t : tiles) {
        t.shown = t.shown && hasContent(t.id);
        key += qs(t.id) + QString::number(t.shown ? t.span : 0) + QLatin1Char(' ');
    }
    if (key == m_tiles) return;
    m_tiles = key;
    rows()->clearRows(2);
    std::vector<ColumnsLayout::Cell> row;
    int used = 0, stretch = 0;
    const auto flush = [&] {
        // What is left at the end of a row goes to its last tile.
        if (!row.empty()) row.back().span += 12 - used;
        if (!row.empty()) rows()->addRow(row, stretch);
        row.clear();
        used = stretch = 0;
    };
    for (const report::Tile& tile : tiles) {
        QWidget* widget = tileWidget(tile.id);
        if (!widget) continue;
        if (widget->parentWidget() != body()) widget->setParent(body());
        widget->setProperty("off", !tile.shown);
        if (!tile.shown) {
            widget->hide();
            continue;
        }
        if (used + tile.span > 12) flush();
        row.push_back({widget, tile.span});
        used += tile.span;
        stretch = std::max(stretch, stretchOf(qs(tile.id)));
        if (used == 12) flush();
    }
    flush();
}

bool DashboardPage::isSettled() const { return !m_presenter.isLoading() && !m_presenter.session().isLoading(); }

void DashboardPage::refreshEmpty() {
    Session& session = m_presenter.session();
    QString sentence, button;
    if (!m_presenter.error() && !m_presenter.dashboard() && session.isOpen() && session.datasets().empty()) {
        sentence = tr("No numbers yet. A dashboard needs one export with a date and a measure, such as cost or revenue.");
        button = tr("Import files");
    }
    m_empty->setText(sentence, button);
    m_empty->setVisible(!sentence.isEmpty());
}

void DashboardPage::refresh() {
    refreshEmpty();
    refreshTiles();
    const report::Dashboard* d = m_presenter.dashboard();
    const auto show = [](QWidget* widget, bool shown) { widget->setVisible(shown && !widget->property("off").toBool()); };
    show(m_cards, d != nullptr);
    for (QWidget* tile : std::initializer_list<QWidget*>{m_series, m_breakdown, m_campaigns, m_funnel, m_cohorts})
        show(tile, d != nullptr);
    for (const auto& [id, card] : m_pins) show(card, d != nullptr);
    m_view->setEnabled(d != nullptr);
    for (QAction* action : m_exports) action->setEnabled(d != nullptr);
    if (const auto& error = m_presenter.error()) {
        m_head->message()->setClosable(false);
        m_head->message()->setMessage(Tone::loss, errorSentence(*error, m_presenter.session().language()));
    } else
        m_head->message()->setMessage(Tone::normal, QString());
    if (!d) {
        m_head->setTitle(isSettled() ? tr("Dashboard") : tr("Loading numbers"));
        m_head->setCaption(QString());
        return;
    }
    m_head->setTitle(qs(d->title));
    // With several datasets the page says whose numbers these are.
    const Session& session = m_presenter.session();
    const FactsPtr facts = session.facts();
    const bool several = session.datasets().size() > 1 && facts;
    m_head->setCaption(several ? qs(facts->dataset.name) + QStringLiteral(" · ") + qs(d->caption) : qs(d->caption));
    m_cards->setCards(d->cards);
    refreshTrust();
    m_series->setSpec(d->series);
    m_breakdown->setSpec(d->breakdown);
    refreshCampaigns();
    m_funnel->setSpec(d->funnel);
    m_cohorts->setSpec(d->cohorts);
    refreshCrumbs();
    m_grain->setVisible(d->dated);
    m_grain->setValue(grainName(d->grain));
    m_grain->setAccessibleName(tr("Points of the chart: %1").arg(grainName(d->grain)));
}

CardTrust DashboardPage::trustOf(const std::string& metric) const {
    const FactsPtr facts = m_presenter.session().facts();
    const report::Dashboard* d = m_presenter.dashboard();
    if (!facts || !d) return {};
    std::vector<DateRange> days;
    if (d->dated) days.push_back(d->period);
    if (d->comparison) days.push_back(*d->comparison);
    return cardTrust(m_presenter.records().audited(), facts->dataset, metric, days, m_presenter.session().language());
}

void DashboardPage::refreshTrust() {
    for (KpiCardWidget* card : m_cards->cards()) card->setFindings(trustOf(card->card().metric).open);
}

void DashboardPage::openFindings(const QString& metric) {
    const CardTrust trust = trustOf(metric.toStdString());
    Q_EMIT openPlaceRequested(QStringLiteral("audit"), QStringLiteral("finding ") + trust.firstKey);
}

void DashboardPage::refreshCrumbs() {
    const report::Dashboard& d = *m_presenter.dashboard();
    QStringList names;
    for (size_t i = 0; i < d.crumbs.size(); ++i)
        names << (i == 0 ? tr("All: %1").arg(qs(d.crumbs[i].label)) : qs(d.crumbs[i - 1].value));
    if (!d.crumbs.empty()) names << qs(d.crumbs.back().value);
    m_crumbs->setNames(names);
}

void DashboardPage::refreshProgress() {
    ProgressLine* line = m_head->progress();
    if (isSettled()) return line->stop();
    line->start();
    if (m_presenter.dashboard()) return;
    // Nothing to look at yet: say where it is.
    for (const JobStatus& job : m_presenter.session().jobs().status()) {
        if (job.elapsed_ms < named_after_ms) continue;
        line->setFraction(job.fraction);
        m_head->setCaption(job.stage.isEmpty() ? job.title : tr("%1: %2").arg(job.title, job.stage));
        return;
    }
}

int DashboardPage::fewCampaigns() const {
    const int more = (height() - px(lowest_page)) / (3 * px(row_height) / 2);
    return std::clamp(few_campaigns + more, few_campaigns, most_campaigns);
}

void DashboardPage::refreshCampaigns() {
    if (!m_presenter.dashboard()) return;
    TableSpec campaigns = m_presenter.dashboard()->campaigns;
    m_shownCampaigns = fewCampaigns();
    const int all = static_cast<int>(campaigns.rows.size());
    campaigns.note.clear();
    if (all > m_shownCampaigns)
        campaigns.note = (m_allCampaigns ? tr("Fewer campaigns") : tr("All %n campaigns", nullptr, all)).toStdString();
    const bool few = !m_allCampaigns && all > m_shownCampaigns;
    if (few) {
        // A total below four of 38 rows would be read as theirs.
        campaigns.rows.resize(static_cast<size_t>(m_shownCampaigns));
        campaigns.total.clear();
    }
    m_campaigns->setSearchShown(m_allCampaigns && all > m_shownCampaigns);
    m_campaigns->setSpec(campaigns);
}

void DashboardPage::resizeEvent(QResizeEvent* event) {
    ScrollPage::resizeEvent(event);
    if (fewCampaigns() != m_shownCampaigns) refreshCampaigns();
}

void DashboardPage::fillGrains() {
    QMenu* menu = m_grain->menu();
    menu->clear();
    for (const Grain grain : m_presenter.grains()) {
        QAction* action = menu->addAction(grainName(grain), this, [this, grain] { m_presenter.setGrain(grain); });
        action->setCheckable(true);
        action->setChecked(m_presenter.dashboard() && m_presenter.dashboard()->grain == grain);
    }
}

void DashboardPage::explain(const QString& metric) {
    m_presenter.setMetric(metric);
    for (KpiCardWidget* card : m_cards->cards()) {
        if (qs(card->card().metric) != metric) continue;
        const CardTrust trust = trustOf(metric.toStdString());
        auto* popup = new ExplanationPopup(card->card(), trust, trustText(m_presenter.session()), this);
        connect(popup, &ExplanationPopup::findingsRequested, this, [this, metric] { openFindings(metric); });
        connect(popup, &ExplanationPopup::glossaryRequested, this, [this, metric] { openGlossary(this, metric); });
        connect(popup, &ExplanationPopup::targetRequested, this, [this, metric] { editTargets(metric); });
        popup->popupUnder(card);
    }
}

ShownNumbers DashboardPage::shownNumbers() const {
    ShownNumbers shown;
    if (const report::Dashboard* d = m_presenter.dashboard())
        for (const report::KpiCard& card : d->cards) shown.metrics << qs(card.metric);
    shown.metrics << m_presenter.metric();
    return shown;
}

} // namespace plumbline::ui
