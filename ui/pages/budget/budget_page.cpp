// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/budget/budget_page.h"

#include <algorithm>
#include <cmath>

#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QInputDialog>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QVBoxLayout>

#include "core/response/view.h"
#include "ui/charts/chart_widget.h"
#include "ui/charts/theme.h"
#include "ui/pages/budget/budget_sliders.h"
#include "ui/pages/cells.h"
#include "ui/pages/columns_layout.h"
#include "ui/session/lists.h"
#include "ui/session/trust.h"
#include "ui/session/wording.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/messages.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/sign_legend.h"
#include "ui/widgets/spec_table.h"
#include "ui/widgets/token_button.h"

namespace plumbline::ui {

namespace {

constexpr size_t most_curves = 6;
constexpr double reaches[] = {0.2, 0.4, 0.5, 1.0};

std::string money(double v) { return format_money(v, numberStyle()); }
std::string percentChange(double from, double to) {
    return from > 0 ? format_change(to / from - 1, numberStyle()) : std::string(missing_value);
}

} // namespace

namespace {

/// A channel's curve with its band and range, without marks.
ChartSpec plainCurve(const response::ResponseFit& fit, size_t channel, double scale, Language language) {
    ChartSpec spec = response::curve_chart(fit, channel, language);
    spec.x.scale = spec.y.scale = scale;
    spec.annotations.clear();
    std::erase_if(spec.series, [](const ChartSeries& s) { return s.mark == Mark::point; });
    for (ChartSeries& s : spec.series)
        if (s.mark == Mark::line) {
            s.role = SeriesRole::category;
            s.category_slot = response::colour_slot(fit, channel);
            s.name.clear(); // the name stands above; a label at the end would take the room of the curve
        }
    return spec;
}

} // namespace

BudgetPage::BudgetPage(BudgetPresenter& presenter, QWidget* parent) : ScrollPage(parent), m_presenter(presenter) {
    m_head = new PageHead;
    m_save = makeButton(tr("Save as scenario"), ButtonKind::primary);
    m_head->setAction(m_save);
    m_empty = new EmptyState(QString());
    m_curves = new Card;
    auto* body = new QWidget;
    auto* stack = new QVBoxLayout(body);
    stack->setContentsMargins(0, 4, 0, 0);
    stack->setSpacing(px(8));
    m_signs = new SignLegend;
    stack->addWidget(m_signs);
    m_grid = new QGridLayout;
    m_grid->setSpacing(px(12));
    for (int c = 0; c < 3; ++c) m_grid->setColumnStretch(c, 1);
    stack->addLayout(m_grid, 1);
    m_curves->setBody(body);
    m_plan = new TableCard;
    m_plan->setRowsStretch(true);
    m_proof = new WrapLabel(QString(), TextStyle::small, Tone::muted);
    m_proof->setContentsMargins(px(6), px(8), px(6), 0);
    m_plan->bodyLayout()->addWidget(m_proof);
    m_plan->bodyLayout()->addStretch();
    m_adjust = new Card;
    m_sliders = new BudgetSliders(presenter);
    auto* adjust = new QWidget;
    auto* column = new QVBoxLayout(adjust);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_sliders);
    auto* riskRow = new QHBoxLayout;
    riskRow->addWidget(makeLabel(tr("Most likely gain"), TextStyle::small, Tone::muted));
    m_risk = new QSlider(Qt::Horizontal);
    m_risk->setRange(0, 100);
    m_risk->setValue(qRound(presenter.risk() * 100));
    m_risk->setAccessibleName(tr("Caution, in percent"));
    riskRow->addWidget(m_risk, 1);
    riskRow->addWidget(makeLabel(tr("Least to lose"), TextStyle::small, Tone::muted));
    column->addLayout(riskRow);
    column->addStretch();
    m_adjust->setBody(adjust);
    m_reset = makeButton(tr("Back to the proposal"), ButtonKind::quiet);
    m_adjust->setSelector(m_reset);
    m_limits = new TableCard;
    m_weeks = new TableCard;
    m_scenarios = new TableCard;
    buildBar();
    m_later.setInterval(0);
    connect(&m_later, &QTimer::timeout, this, &BudgetPage::refreshNext);

    rows()->addRow({{m_head, 12}});
    rows()->addRow({{m_empty, 12}});
    rows()->addRow({{m_curves, 7}, {m_plan, 5}}, 1);
    rows()->addRow({{m_adjust, 7}, {m_limits, 5}});
    rows()->addRow({{m_weeks, 7}, {m_scenarios, 5}});

    connect(m_save, &QPushButton::clicked, this, &BudgetPage::askName);
    connect(m_reset, &QPushButton::clicked, &presenter, &BudgetPresenter::releaseAll);
    connect(m_risk, &QSlider::valueChanged, this, [this](int at) { m_presenter.setRisk(at / 100.0); });
    connect(m_empty, &EmptyState::clicked, this, [this] {
        if (m_presenter.session().facts())
            Q_EMIT openPageRequested(QStringLiteral("response"));
        else
            Q_EMIT chooseFilesRequested();
    });
    connect(&presenter, &BudgetPresenter::changed, this, &BudgetPage::refresh);
    connect(&presenter, &BudgetPresenter::changed, &Trust::of(presenter.session()), &Trust::changed);
    connect(&presenter, &BudgetPresenter::planChanged, this, &BudgetPage::refreshPlan);
    connect(&presenter, &BudgetPresenter::scenariosChanged, this, &BudgetPage::refreshScenarios);
    connect(&presenter.session(), &Session::factsChanged, this, [this] {
        if (isVisible()) m_presenter.activate();
    });
    connect(&presenter.session(), &Session::workspaceChanged, this, &BudgetPage::refresh);
    connect(&presenter, &BudgetPresenter::loadingChanged, this, [this] {
        if (m_presenter.isLoading())
            m_head->progress()->start();
        else
            m_head->progress()->stop();
        if (!m_presenter.fit()) refresh();
    });
    refresh();
}

void BudgetPage::buildBar() {
    m_lead = new QWidget(this);
    auto* bar = new QHBoxLayout(m_lead);
    bar->setContentsMargins(0, 0, 0, 0);
    bar->setSpacing(8);
    bar->addWidget(makeLabel(tr("Total per week"), TextStyle::body, Tone::muted));
    m_total = new QDoubleSpinBox;
    m_total->setRange(0, 1e12);
    m_total->setDecimals(0);
    m_total->setGroupSeparatorShown(true);
    m_total->setKeyboardTracking(false);
    m_total->setAccessibleName(tr("Budget per week"));
    m_total->setMinimumWidth(120);
    bar->addWidget(m_total);
    m_reach = new TokenButton(tr("Limits"));
    m_reach->setMenu(new QMenu(m_reach));
    bar->addWidget(m_reach);
    connect(m_total, &QDoubleSpinBox::valueChanged, this, [this](double v) {
        const bool same = std::abs(v - m_presenter.today()) < 0.5; // whole units are shown
        m_presenter.setTotal(same ? std::nullopt : std::optional(v));
    });
    connect(m_reach->menu(), &QMenu::aboutToShow, this, [this] {
        m_reach->menu()->clear();
        for (const double reach : reaches) {
            QAction* action = m_reach->menu()->addAction(tr("±%1% a channel").arg(qRound(reach * 100)), this,
                                                         [this, reach] { m_presenter.setReach(reach); });
            action->setCheckable(true);
            action->setChecked(reach == m_presenter.reach());
        }
    });
}

void BudgetPage::refresh() {
    const Session& session = m_presenter.session();
    const response::ResponseFit* fit = m_presenter.fit();
    for (QWidget* widget : {static_cast<QWidget*>(m_curves), static_cast<QWidget*>(m_plan), static_cast<QWidget*>(m_adjust),
                            static_cast<QWidget*>(m_limits), static_cast<QWidget*>(m_weeks), static_cast<QWidget*>(m_scenarios)})
        widget->setVisible(fit != nullptr);
    m_lead->setEnabled(fit != nullptr);
    m_save->setVisible(fit != nullptr);
    m_save->setEnabled(!session.isReadOnly());
    m_reach->setValue(tr("±%1% a channel").arg(qRound(m_presenter.reach() * 100)));
    m_reach->setAccessibleName(tr("Limits: %1").arg(m_reach->value()));
    QString sentence, button;
    if (!fit && isSettled() && session.isOpen()) {
        sentence = session.facts() ? tr("A budget is split by what each channel brings. That has not been estimated yet.")
                                   : tr("No numbers yet. A budget needs spend by channel and what was sold.");
        button = session.facts() ? tr("Estimate the response") : tr("Import files");
    }
    m_empty->setText(sentence, button);
    m_empty->setVisible(!sentence.isEmpty());
    if (!fit) {
        m_head->setTitle(tr("Budget"));
        m_head->setCaption(QString());
        m_head->message()->setMessage(Tone::normal, QString());
        return;
    }
    {
        const QSignalBlocker quiet(m_total);
        m_total->setValue(m_presenter.total());
    }
    for (const Small& s : m_charts) s.box->deleteLater();
    m_charts.clear();
    // All panels in one unit: they are read side by side.
    const ColumnUnit unit({m_presenter.total()}, "currency");
    std::vector<size_t> order(fit->channels.size());
    for (size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](size_t a, size_t b) { return fit->channels[a].curve.current > fit->channels[b].curve.current; });
    for (size_t k = 0; k < std::min(order.size(), most_curves); ++k) {
        const response::ChannelFit& c = fit->channels[order[k]];
        auto* box = new QWidget;
        auto* column = new QVBoxLayout(box);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(2);
        auto* head = new QHBoxLayout;
        head->addWidget(makeLabel(qs(c.curve.name), TextStyle::bodyStrong));
        head->addStretch();
        const bool known = c.verdict == response::Identification::identified;
        head->addWidget(makeLabel(qs(response::verdict_word(c.verdict, session.language())), TextStyle::small,
                                  known ? Tone::muted : Tone::warning));
        column->addLayout(head);
        auto* chart = new ChartWidget;
        chart->setMinimumHeight(130);
        column->addWidget(chart, 1);
        m_grid->addWidget(box, static_cast<int>(k) / 3, static_cast<int>(k) % 3);
        m_charts.push_back({box, chart, order[k], plainCurve(*fit, order[k], unit.divisor(), session.language())});
    }
    m_sliders->rebuild();
    refreshPlan();
    refreshScenarios();
}

void BudgetPage::refreshPlan() {
    const response::ResponseFit* fit = m_presenter.fit();
    const allocate::Plan* plan = m_presenter.plan();
    InlineMessage* message = m_head->message();
    if (m_presenter.error())
        message->setMessage(Tone::loss, errorSentence(*m_presenter.error(), m_presenter.session().language()));
    else if (fit && !fit->channels.empty() && fit->channels.front().draws.empty())
        message->setMessage(Tone::warning, tr("Only a quick estimate is there: no chance of a gain can be told."));
    else
        message->setMessage(Tone::normal, QString());
    if (!fit || !plan) return;
    double moved = 0;
    QStringList up;
    std::vector<const allocate::PlanLine*> lines;
    for (const allocate::PlanLine& l : plan->lines) lines.push_back(&l);
    std::stable_sort(lines.begin(), lines.end(),
                     [](const auto* a, const auto* b) { return a->proposed - a->current > b->proposed - b->current; });
    for (const allocate::PlanLine* l : lines) {
        moved += std::max(0.0, l->proposed - l->current);
        if (l->proposed > l->current * 1.01 && up.size() < 3) up << qs(l->channel);
    }
    const NumberStyle style = numberStyle();
    QString title;
    if (plan->no_change)
        title = tr("No change: a gain is not likely enough");
    else if (up.isEmpty() || plan->gain_at_same_spend <= 0)
        title = tr("Today's split is about the best one");
    else
        title = tr("Moving %1 a week into %2 should bring %3 more").arg(qs(money(moved)), listed(up), qs(money(plan->gain)));
    m_head->setTitle(title);
    QString caption = tr("%1 a week, today %2.").arg(qs(money(plan->total_proposed)), qs(money(plan->total_current)));
    if (!plan->kept.empty()) {
        QStringList kept;
        for (const std::string& name : plan->kept) kept << qs(name);
        caption += QLatin1Char(' ') + tr("Stays where it is, because its effect cannot be told: %1.").arg(listed(kept));
    }
    m_head->setCaption(caption);
    m_reset->setEnabled(m_presenter.anyHeld());
    m_sliders->refresh();
    const response::ChannelFit* best = nullptr;
    for (const response::ChannelFit& c : fit->channels)
        if (c.mroi && (!best || *c.mroi > *best->mroi)) best = &c;
    m_curves->setTitle(best ? tr("The next unit of spend returns most in %1: %2")
                                  .arg(qs(best->curve.name), qs(format_number(*best->mroi, 2, style)))
                            : tr("What each channel brings"));
    const ColumnUnit unit({m_presenter.total()}, "currency");
    const QString what = tr("What a week's spend adds, against that spend");
    m_curves->setSubtitle(unit.words().isEmpty() ? what : what + QStringLiteral(", ") + unit.words());
    m_signs->setEntries({{SignLegend::Sign::dot, tr("today")},
                         {SignLegend::Sign::ring, tr("plan")},
                         {SignLegend::Sign::range, tr("spend seen so far")},
                         {SignLegend::Sign::band, tr("%1% band").arg(qRound(fit->interval * 100))},
                         {SignLegend::Sign::dashes, tr("outside what was seen")}});
    refreshTables();
    m_next = 0;
    m_later.start();
}

void BudgetPage::refreshNext() {
    if (!m_presenter.plan() || !m_presenter.fit()) {
        m_later.stop();
        return;
    }
    if (m_next < m_charts.size()) {
        refreshCurve(m_charts[m_next++]);
        return;
    }
    m_later.stop();
    refreshWeeks();
}

void BudgetPage::refreshCurve(const Small& small) {
    ChartSpec spec = small.curve;
    const allocate::PlanLine& line = m_presenter.plan()->lines[small.channel];
    const int slot = response::colour_slot(*m_presenter.fit(), small.channel);
    const auto mark = [&](const QString& name, bool hollow, double x, double y) {
        ChartSeries s;
        s.role = SeriesRole::category;
        s.category_slot = slot;
        s.mark = Mark::line;
        ChartPoint p;
        p.x = x;
        p.y = y;
        p.partial = hollow; // what is not so yet
        p.note = name.toStdString();
        s.points.push_back(p);
        spec.series.push_back(s);
    };
    mark(tr("Today"), false, line.current, line.response_current);
    mark(tr("Plan"), true, line.proposed, line.response_proposed);
    small.chart->setSpec(spec);
}

void BudgetPage::refreshTables() {
    const allocate::Plan& plan = *m_presenter.plan();
    const NumberStyle style = numberStyle();
    TableSpec table;
    table.id = "budget_plan";
    table.title = (plan.no_change ? tr("Today's split is kept") : tr("Plan: %1 more").arg(qs(money(plan.gain)))).toStdString();
    std::vector<std::optional<double>> amounts{plan.total_current, plan.total_proposed};
    for (const allocate::PlanLine& l : plan.lines) amounts.insert(amounts.end(), {l.current, l.proposed});
    const ColumnUnit spend(amounts, "currency");
    QString sub = spend.words().isEmpty() ? tr("Spend by week") : tr("Spend by week, %1").arg(spend.words());
    if (plan.gain_probability)
        sub += QStringLiteral(" · ") + tr("chance of a gain %1").arg(qs(format_percent(*plan.gain_probability, 0, style)));
    if (plan.gain_interval)
        sub += QStringLiteral(" · ") + tr("from %1 to %2, nine times in ten")
                                           .arg(qs(money(plan.gain_interval->lower)), qs(money(plan.gain_interval->upper)));
    table.subtitle = sub.toStdString();
    table.columns = {{"channel", tr("Channel").toStdString(), CellKind::text, ""},
                     {"current", tr("Today").toStdString(), CellKind::number, ""},
                     {"proposed", tr("Plan").toStdString(), CellKind::number, ""},
                     {"change", tr("Change").toStdString(), CellKind::change, ""},
                     {"next", tr("Next unit").toStdString(), CellKind::number, ""},
                     {"limit", tr("Held by").toStdString(), CellKind::text, ""}};
    for (const allocate::PlanLine& l : plan.lines) {
        const QString held = m_presenter.isHeld(qs(l.channel)) ? tr("you")
                             : l.binding == "kept"             ? tr("not identified")
                             : l.binding == "min"              ? tr("lower limit")
                             : l.binding == "max"              ? tr("upper limit")
                                                               : QString();
        TableCell proposed = spend.cell(l.proposed);
        proposed.strong = true;
        table.rows.push_back({textCell(l.channel), spend.cell(l.current), proposed,
                              numberCell(percentChange(l.current, l.proposed), l.current > 0 ? l.proposed / l.current - 1 : NAN),
                              numberCell(format_number(l.marginal, 2, style), l.marginal), textCell(held, Tone::muted)});
    }
    table.total = {textCell(tr("Total")),
                   spend.cell(plan.total_current),
                   spend.cell(plan.total_proposed),
                   numberCell(percentChange(plan.total_current, plan.total_proposed), 0),
                   numberCell("", NAN),
                   textCell(QString())};
    m_plan->setSpec(table);
    if (plan.proved)
        m_proof->setText(
            tr("Proved: no other split within the limits brings more than %1 a week by these curves, and this one brings it.")
                .arg(qs(money(plan.bound))));
    else
        m_proof->setText(tr("By these curves no split within the limits brings more than %1 a week; this one, which minds the "
                            "risk, brings %2.")
                             .arg(qs(money(plan.bound)), qs(money(plan.response_proposed))));

    m_adjust->setTitle(tr("Adjust by hand"));
    m_adjust->setSubtitle(tr("A channel that is moved stays there; the others are split anew"));

    TableSpec limits;
    limits.id = "budget_limits";
    limits.title = tr("What each limit costs").toStdString();
    limits.subtitle = tr("Response from one more unit of room").toStdString();
    limits.columns = {{"limit", tr("Limit").toStdString(), CellKind::text, ""},
                      {"price", tr("Price").toStdString(), CellKind::number, ""}};
    for (const allocate::Binding& b : plan.bindings) {
        const QString name = qs(b.name);
        const QString what = b.kind == "budget" ? tr("Budget")
                             : b.kind == "min"  ? tr("Lower limit of %1").arg(name)
                             : b.kind == "max"  ? tr("Upper limit of %1").arg(name)
                                                : tr("%1 kept in place").arg(name);
        limits.rows.push_back({textCell(what), numberCell(format_number(b.price, 2, style), b.price)});
    }
    m_limits->setSpec(limits);
}

void BudgetPage::refreshWeeks() {
    const allocate::Plan& plan = *m_presenter.plan();
    TableSpec weeks;
    weeks.id = "budget_weeks";
    const allocate::Schedule& schedule = *m_presenter.schedule();
    weeks.title = tr("Spend by week").toStdString();
    std::vector<std::optional<double>> amounts;
    for (const auto& channel : schedule.spend) amounts.insert(amounts.end(), channel.begin(), channel.end());
    for (const auto& channel : schedule.response) amounts.insert(amounts.end(), channel.begin(), channel.end());
    const ColumnUnit unit(amounts, "currency");
    const QString carried = tr("the response counts what earlier spend still brings, %1 come after the last week")
                                .arg(qs(money(schedule.carried_out)));
    weeks.subtitle = (unit.words().isEmpty() ? carried : unit.words() + QStringLiteral("; ") + carried).toStdString();
    weeks.columns = {{"week", tr("Week").toStdString(), CellKind::number, ""}};
    for (const allocate::PlanLine& l : plan.lines) weeks.columns.push_back({l.channel, l.channel, CellKind::number, ""});
    weeks.columns.push_back({"response", tr("Response").toStdString(), CellKind::number, ""});
    const size_t n = schedule.spend.empty() ? 0 : schedule.spend.front().size();
    for (size_t t = 0; t < n; ++t) {
        std::vector<TableCell> row{numberCell(std::to_string(t + 1), static_cast<double>(t + 1))};
        double response = 0;
        for (size_t i = 0; i < schedule.spend.size(); ++i) {
            row.push_back(unit.cell(schedule.spend[i][t]));
            response += schedule.response[i][t];
        }
        row.push_back(unit.cell(response));
        weeks.rows.push_back(std::move(row));
    }
    m_weeks->setSpec(weeks);
}

void BudgetPage::refreshScenarios() {
    const NumberStyle style = numberStyle();
    std::vector<std::optional<double>> amounts;
    for (const Scenario& s : m_presenter.scenarios()) amounts.insert(amounts.end(), {s.spend, s.response});
    const ColumnUnit unit(amounts, "currency");
    TableSpec table;
    table.id = "budget_scenarios";
    table.title = tr("Scenarios").toStdString();
    table.subtitle = m_presenter.scenarios().empty()
                         ? tr("None kept yet: a plan that is saved stands here, beside the others").toStdString()
                         : (unit.words().isEmpty() ? tr("By week") : tr("By week, %1").arg(unit.words())).toStdString();
    table.columns = {{"name", tr("Scenario").toStdString(), CellKind::text, ""},
                     {"spend", tr("Spend").toStdString(), CellKind::number, ""},
                     {"response", tr("Response").toStdString(), CellKind::number, ""},
                     {"gain", tr("Gain").toStdString(), CellKind::change, ""},
                     {"chance", tr("Chance").toStdString(), CellKind::number, ""}};
    QMenu* more = m_scenarios->moreMenu();
    for (QAction* action : more->actions())
        if (action->property("scenario").isValid()) more->removeAction(action);
    for (const Scenario& s : m_presenter.scenarios()) {
        const Tone tone = s.gain > 0 ? Tone::gain : s.gain < 0 ? Tone::loss : Tone::normal;
        table.rows.push_back({textCell(s.name), unit.cell(s.spend), unit.cell(s.response), unit.change(s.gain, tone),
                              numberCell(s.probability ? format_percent(*s.probability, 0, style) : std::string(missing_value),
                                         s.probability.value_or(NAN))});
        QAction* remove =
            more->addAction(tr("Remove %1").arg(s.name), this, [this, id = s.id] { m_presenter.removeScenario(id); });
        remove->setProperty("scenario", true);
    }
    m_scenarios->setSpec(table);
}

void BudgetPage::askName() {
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save as scenario"));
    dialog->setLabelText(tr("Name"));
    dialog->setTextValue(tr("Plan of %1 a week").arg(qs(money(m_presenter.total()))));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString& name) {
        if (!name.trimmed().isEmpty()) m_presenter.saveScenario(name.trimmed());
    });
    dialog->open();
}

ShownNumbers BudgetPage::shownNumbers() const { return {{QStringLiteral("revenue"), QStringLiteral("cost")}}; }

} // namespace plumbline::ui
