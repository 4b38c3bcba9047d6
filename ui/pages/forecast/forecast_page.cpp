// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/forecast/forecast_page.h"

#include <QAction>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/charts/chart_widget.h"
#include "ui/charts/theme.h"
#include "ui/pages/columns_layout.h"
#include "ui/pages/forecast/target_dialog.h"
#include "ui/pages/page_exports.h"
#include "ui/session/trust.h"
#include "ui/session/wording.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/messages.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/spec_table.h"
#include "ui/widgets/token_button.h"

namespace plumbline::ui {

namespace {

constexpr int part_height = 150, most_parts = 4;
constexpr int tuning_trials = 60;
constexpr int figures_count = 4;

} // namespace

ForecastPage::ForecastPage(ForecastPresenter& presenter, QWidget* parent) : ScrollPage(parent), m_presenter(presenter) {
    m_head = new PageHead;
    m_empty = new EmptyState(QString());
    m_series = new ChartCard;
    m_series->setTableButtonShown(true);
    m_figures = new QWidget;
    auto* figures = new QHBoxLayout(m_figures);
    figures->setContentsMargins(0, px(4), 0, px(4));
    figures->setSpacing(px(12));
    for (int i = 0; i < figures_count; ++i) {
        auto* box = new QWidget;
        auto* column = new QVBoxLayout(box);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(0);
        for (const auto& [name, style] : {std::pair{"label", TextStyle::body}, std::pair{"value", TextStyle::kpiStrip},
                                          std::pair{"caption", TextStyle::small}}) {
            QLabel* label = new WrapLabel(QString(), style, style == TextStyle::kpiStrip ? Tone::normal : Tone::muted);
            label->setObjectName(QLatin1String(name));
            column->addWidget(label);
        }
        figures->addWidget(box, 1);
    }
    m_series->setStrip(m_figures);
    m_steps = new TableCard;
    m_steps->table()->setMaximumRows(13);
    m_parts = new Card;
    m_methods = new TableCard;
    m_horizon = new ChartCard;
    m_reasons = new Card;
    m_breakdown = new TableCard;
    auto* keep = makeButton(tr("Keep this forecast"), ButtonKind::outlined);
    keep->setToolTip(tr("Stores it with its date, so that it can be held against what comes."));
    connect(keep, &QPushButton::clicked, &presenter, &ForecastPresenter::keep);
    m_keep = keep;
    auto* target = makeButton(tr("Set a target"), ButtonKind::outlined);
    target->setToolTip(tr("A value to be reached; the forecast says how likely it is."));
    connect(target, &QPushButton::clicked, this, [this] { (new TargetDialog(m_presenter, this))->show(); });
    m_target = target;
    m_pin = makeButton(tr("Pin"), ButtonKind::outlined);
    m_pin->setToolTip(tr("Puts this curve on the dashboard, as it is today."));
    m_pin->setAccessibleName(tr("Pin to dashboard"));
    connect(m_pin, &QPushButton::clicked, this, [this] {
        m_presenter.pin();
        m_head->message()->setClosable(true);
        m_head->message()->setMessage(Tone::gain, tr("Pinned to the dashboard."));
    });
    m_actions = new QWidget;
    auto* actions = new QHBoxLayout(m_actions);
    actions->setContentsMargins(0, 0, 0, 0);
    actions->setSpacing(px(8));
    actions->addWidget(target);
    actions->addWidget(m_pin);
    actions->addWidget(keep);
    m_head->setAction(m_actions);
    m_tuning = new ChartCard;
    m_tuning->setTableButtonShown(true);
    m_search = makeButton(QString(), ButtonKind::outlined);
    m_tuning->setSelector(m_search);
    connect(m_search, &QPushButton::clicked, this, [this] {
        if (m_presenter.isTuning())
            m_presenter.stopTuning();
        else
            m_presenter.tune(m_presenter.asked().tune + tuning_trials);
    });

    m_partRow = new QWidget;
    auto* parts = new QHBoxLayout(m_partRow);
    parts->setContentsMargins(0, 0, 0, 0);
    parts->setSpacing(px(12));
    for (int i = 0; i < most_parts; ++i) {
        auto* box = new QWidget;
        auto* column = new QVBoxLayout(box);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(0);
        auto* name = new WrapLabel(QString(), TextStyle::body);
        name->setObjectName(QStringLiteral("name"));
        QFont strong = name->font();
        strong.setWeight(QFont::DemiBold);
        name->setFont(strong);
        auto* unit = new WrapLabel(QString(), TextStyle::body, Tone::muted);
        unit->setObjectName(QStringLiteral("unit"));
        auto* chart = new ChartWidget;
        chart->setMinimumHeight(px(part_height));
        column->addWidget(name);
        column->addWidget(unit);
        column->addWidget(chart, 1);
        parts->addWidget(box, 1);
        m_partCharts.emplace_back(box, chart);
    }
    m_parts->setBody(m_partRow);
    m_reasonBox = new QWidget;
    auto* lines = new QVBoxLayout(m_reasonBox);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(px(6));
    m_reasons->setBody(m_reasonBox);

    rows()->addRow({{m_head, 12}});
    rows()->addRow({{m_empty, 12}});
    rows()->addRow({{m_series, 8}, {m_steps, 4}}, 1);
    rows()->addRow({{m_breakdown, 12}});
    rows()->addRow({{m_parts, 12}});
    rows()->addRow({{m_methods, 7}, {m_horizon, 5}});
    rows()->addRow({{m_reasons, 12}});
    rows()->addRow({{m_tuning, 12}});
    buildTokens();
    connectPresenter();
    m_exports = exportEntries(this, tr("Export the forecast"), {"pdf", "md", "xlsx"},
                              [this](const QString& file) { m_presenter.exportTo(file); });
    refresh();
}

void ForecastPage::buildTokens() {
    m_lead = new QWidget(this);
    auto* row = new QHBoxLayout(m_lead);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(px(8));
    // A menu is filled when it opens; the choices depend on the dataset and the grain.
    const auto token = [&](const QString& label, const QString& icon, auto fill) {
        auto* button = new TokenButton(label, QString(), icon, m_lead);
        auto* menu = new QMenu(button);
        button->setMenu(menu);
        connect(menu, &QMenu::aboutToShow, this, [menu, fill] {
            menu->clear();
            fill(menu);
        });
        row->addWidget(button);
        return button;
    };
    const auto add = [this](QMenu* menu, const QString& text, bool checked, auto choose) {
        QAction* action = menu->addAction(text, this, choose);
        action->setCheckable(true);
        action->setChecked(checked);
    };
    ForecastPresenter& p = m_presenter;
    m_metric = token(tr("Metric"), QStringLiteral("forecast"), [&p, add](QMenu* menu) {
        for (const auto& c : p.metrics()) add(menu, c.name, c.id == qs(p.asked().metric), [&p, id = c.id] { p.setMetric(id); });
    });
    m_scope = token(tr("Scope"), QStringLiteral("filter"), [this](QMenu* menu) { fillScope(menu); });
    m_ahead = token(tr("Horizon"), QStringLiteral("calendar"), [&p, add](QMenu* menu) {
        for (const int n : p.horizons()) add(menu, p.periodsText(n), n == p.horizon(), [&p, n] { p.setHorizon(n); });
        menu->addSeparator();
        QMenu* by = menu->addMenu(tr("Points"));
        for (const Grain grain : {Grain::day, Grain::week, Grain::month, Grain::quarter, Grain::year})
            add(by, grainName(grain), grain == p.asked().grain, [&p, grain] { p.setGrain(grain); });
    });
    m_split = token(tr("By"), QString(), [&p, add](QMenu* menu) {
        for (const auto& c : p.breakdowns())
            add(menu, c.name, c.id == qs(p.asked().breakdown), [&p, id = c.id] { p.setBreakdown(id); });
    });
    m_model = token(tr("Method"), QString(), [this](QMenu* menu) { fillMethod(menu); });
    row->addStretch(1);
}

void ForecastPage::fillScope(QMenu* menu) {
    Selection& selection = m_presenter.session().selection();
    if (selection.state().filters.empty()) {
        QAction* hint = menu->addAction(tr("Filters of the dashboard apply here; there are none"));
        hint->setEnabled(false);
        return;
    }
    for (const metrics::Filter& filter : selection.state().filters) {
        QStringList values;
        for (const std::string& v : filter.values) values << qs(v);
        menu->addAction(tr("Without the filter on %1").arg(values.join(QStringLiteral(", "))), this,
                        [&selection, dimension = qs(filter.dimension)] { selection.setFilter(dimension, {}); });
    }
    menu->addSeparator();
    menu->addAction(tr("Everything"), this, [&selection] { selection.clearFilters(); });
}

void ForecastPage::fillMethod(QMenu* menu) {
    ForecastPresenter& p = m_presenter;
    const auto add = [this](QMenu* to, const QString& text, bool checked, auto choose) {
        QAction* action = to->addAction(text, this, choose);
        action->setCheckable(true);
        action->setChecked(checked);
    };
    for (const auto& c : p.models()) add(menu, c.name, c.id == qs(p.asked().model), [&p, id = c.id] { p.setModel(id); });
    menu->addSeparator();
    QMenu* holidays = menu->addMenu(tr("Holidays"));
    for (const auto& c : p.countries())
        add(holidays, c.name, c.id == qs(p.asked().holidays), [&p, id = c.id] { p.setHolidays(id); });
    QMenu* interval = menu->addMenu(tr("Interval"));
    for (const double share : {0.5, 0.8, 0.9, 0.95})
        add(interval, qs(format_percent(share, 0, numberStyle())), share == p.asked().interval,
            [&p, share] { p.setInterval(share); });
    add(menu, tr("Leave out what the auditor blocks"), p.asked().leave_out, [&p] { p.setLeaveOut(!p.asked().leave_out); });
    add(menu, tr("Tune Prophet's settings"), p.asked().tune > 0, [&p] { p.tune(p.asked().tune > 0 ? 0 : tuning_trials); });
}

void ForecastPage::connectPresenter() {
    Session& session = m_presenter.session();
    const auto tell = [this](Tone tone, const QString& sentence) {
        m_head->message()->setClosable(true);
        m_head->message()->setMessage(tone, sentence);
    };
    auto* exports = new PageExports(session, this);
    connect(exports, &PageExports::told, this, tell);
    connect(&m_presenter, &ForecastPresenter::exported, this,
            [tell](const QString& file) { tell(Tone::gain, tr("Written: %1").arg(QFileInfo(file).fileName())); });
    connect(&m_presenter, &ForecastPresenter::kept, this,
            [tell] { tell(Tone::gain, tr("Kept. It will be held against what comes.")); });
    connect(&m_presenter, &ForecastPresenter::failed, this,
            [this, tell](const Error& error) { tell(Tone::loss, errorSentence(error, m_presenter.session().language())); });
    connect(m_empty, &EmptyState::clicked, this, &ForecastPage::chooseFilesRequested);
    connect(&m_presenter, &ForecastPresenter::changed, this, &ForecastPage::refresh);
    connect(&m_presenter, &ForecastPresenter::changed, &Trust::of(m_presenter.session()), &Trust::changed);
    connect(&m_presenter, &ForecastPresenter::asking, this, &ForecastPage::refreshTokens);
    connect(&m_presenter, &ForecastPresenter::loadingChanged, this, [this] {
        if (m_presenter.isLoading())
            m_head->progress()->start();
        else
            m_head->progress()->stop();
        refreshTuning();
    });
    connect(&session, &Session::datasetsChanged, this, &ForecastPage::refresh);
}

bool ForecastPage::isSettled() const { return !m_presenter.isLoading() && !m_presenter.session().isLoading(); }

void ForecastPage::showEvent(QShowEvent* event) {
    ScrollPage::showEvent(event);
    m_presenter.setWanted(true);
}

void ForecastPage::hideEvent(QHideEvent* event) {
    ScrollPage::hideEvent(event);
    m_presenter.setWanted(false);
}

void ForecastPage::refreshTokens() {
    const report::ForecastRequest& asked = m_presenter.asked();
    const auto name = [](const std::vector<ForecastPresenter::Choice>& all, const std::string& id) {
        for (const auto& c : all)
            if (c.id == qs(id)) return c.name;
        return qs(id);
    };
    m_metric->setValue(name(m_presenter.metrics(), asked.metric));
    const Selection& selection = m_presenter.session().selection();
    m_scope->setValue(selection.state().filters.empty() ? tr("everything") : filtersText(m_presenter.session()));
    m_ahead->setValue(m_presenter.periodsText(m_presenter.horizon()));
    m_split->setValue(name(m_presenter.breakdowns(), asked.breakdown));
    m_model->setValue(asked.tune > 0 ? tr("%1, tuned").arg(name(m_presenter.models(), asked.model))
                                     : name(m_presenter.models(), asked.model));
    for (TokenButton* token : {m_metric, m_scope, m_ahead, m_split, m_model}) {
        token->setAccessibleName(tr("%1: %2").arg(token->label(), token->value()));
        token->setEnabled(m_presenter.session().facts() != nullptr);
    }
}

void ForecastPage::refreshFigures() {
    const report::ForecastView& v = *m_presenter.view();
    for (int i = 0; i < figures_count; ++i) {
        QWidget* box = m_figures->layout()->itemAt(i)->widget();
        const bool shown = static_cast<size_t>(i) < v.cards.size();
        box->setVisible(shown);
        if (!shown) continue;
        const report::KpiCard& card = v.cards[static_cast<size_t>(i)];
        box->findChild<QLabel*>(QStringLiteral("label"))->setText(qs(card.label));
        box->findChild<QLabel*>(QStringLiteral("value"))->setText(qs(card.text));
        box->findChild<QLabel*>(QStringLiteral("caption"))->setText(qs(card.caption));
        box->setToolTip(qs(card.explanation));
        box->setAccessibleName(qs(card.accessible));
    }
}

void ForecastPage::refreshTuning() {
    const report::ForecastView* v = m_presenter.view();
    const bool shown = v && v->possible && !v->tuning.series.empty(), running = m_presenter.isTuning();
    m_tuning->setVisible(shown || (running && v));
    if (shown)
        m_tuning->setSpec(v->tuning);
    else if (running)
        m_tuning->setTitle(tr("Trying %1 settings of Prophet on the past").arg(m_presenter.asked().tune));
    m_search->setText(running ? tr("Stop the search") : tr("Try %1 more").arg(tuning_trials));
    m_search->setEnabled(m_presenter.session().facts() != nullptr);
}

void ForecastPage::refreshParts() {
    const report::ForecastView& v = *m_presenter.view();
    m_parts->setTitle(qs(v.parts_title));
    for (size_t i = 0; i < m_partCharts.size(); ++i) {
        const auto& [box, chart] = m_partCharts[i];
        const bool shown = i < v.parts.size();
        box->setVisible(shown);
        if (!shown) continue;
        box->findChild<QLabel*>(QStringLiteral("name"))->setText(qs(v.parts[i].title));
        box->findChild<QLabel*>(QStringLiteral("unit"))->setText(qs(v.parts[i].subtitle));
        chart->setSpec(v.parts[i]);
    }
}

void ForecastPage::refreshReasons() {
    const report::ForecastView& v = *m_presenter.view();
    m_reasons->setTitle(qs(v.reasons_title));
    QLayout* lines = m_reasonBox->layout();
    while (QLayoutItem* item = lines->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const std::string& reason : v.reasons) lines->addWidget(new WrapLabel(qs(reason), TextStyle::body));
    static_cast<QVBoxLayout*>(lines)->addStretch(1);
}

void ForecastPage::refresh() {
    refreshTokens();
    const report::ForecastView* v = m_presenter.view();
    const Session& session = m_presenter.session();
    const bool shown = v && v->possible;
    const bool empty = !v && !m_presenter.error() && session.isOpen() && session.datasets().empty();
    m_empty->setText(empty ? tr("No forecast yet. It needs the history of one measure by day.") : QString(), tr("Import files"));
    m_empty->setVisible(empty);
    m_series->setVisible(shown);
    m_steps->setVisible(shown);
    m_parts->setVisible(shown && !v->parts.empty());
    m_methods->setVisible(shown);
    m_reasons->setVisible(shown && !v->reasons.empty());
    m_horizon->setVisible(shown && !v->horizon.series.empty());
    m_breakdown->setVisible(shown && !v->breakdown.rows.empty());
    m_actions->setVisible(shown);
    m_keep->setEnabled(m_presenter.canKeep());
    m_target->setEnabled(m_presenter.canKeep());
    m_pin->setEnabled(m_presenter.canKeep());
    refreshTuning();
    for (QAction* action : m_exports) action->setEnabled(shown);
    if (const auto& error = m_presenter.error()) {
        m_head->message()->setClosable(false);
        m_head->message()->setMessage(Tone::loss, errorSentence(*error, session.language()));
    } else
        m_head->message()->setMessage(Tone::normal, QString());
    m_head->setTitle(v ? qs(v->title) : isSettled() ? title() : tr("Computing the forecast"));
    m_head->setCaption(v ? qs(v->caption) : QString());
    if (!shown) return;
    refreshFigures();
    m_series->setSpec(v->series);
    m_steps->setSpec(v->steps);
    m_methods->setSpec(v->methods);
    if (!v->horizon.series.empty()) m_horizon->setSpec(v->horizon);
    if (!v->breakdown.rows.empty()) m_breakdown->setSpec(v->breakdown);
    refreshParts();
    refreshReasons();
}

ShownNumbers ForecastPage::shownNumbers() const {
    // A fit reads all of the history.
    return {{qs(m_presenter.asked().metric)}};
}

} // namespace plumbline::ui
