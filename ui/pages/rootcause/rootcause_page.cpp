// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/rootcause/rootcause_page.h"

#include <cmath>

#include <QMenu>
#include <QVBoxLayout>

#include "core/rootcause/story.h"
#include "ui/charts/number_style.h"
#include "ui/charts/theme.h"
#include "ui/pages/cells.h"
#include "ui/pages/columns_layout.h"
#include "ui/session/trust.h"
#include "ui/session/wording.h"
#include "ui/widgets/breadcrumbs.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/messages.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/spec_table.h"
#include "ui/widgets/token_button.h"

namespace plumbline::ui {

namespace {

Tone toneOf(double change, int good) {
    if (good == 0 || change == 0) return Tone::normal;
    return (change > 0) == (good > 0) ? Tone::gain : Tone::loss;
}

} // namespace

RootCausePage::RootCausePage(RootCausePresenter& presenter, QWidget* parent) : ScrollPage(parent), m_presenter(presenter) {
    m_head = new PageHead;
    m_waterfall = new ChartCard;
    m_waterfall->setTableButtonShown(true);
    m_story = new Card;
    m_lines = new QWidget;
    m_linesLayout = new QVBoxLayout(m_lines);
    m_linesLayout->setContentsMargins(0, 4, 0, 0);
    m_linesLayout->setSpacing(8);
    m_story->setBody(m_lines);
    m_parts = new TableCard;
    m_factors = new TableCard;
    m_evidence = new TableCard;
    m_empty = new EmptyState(QString());
    m_crumbs = new Breadcrumbs;
    m_parts->setStrip(m_crumbs);
    m_dimension = new TokenButton;
    m_dimension->setCompact(true);
    m_dimension->setMenu(new QMenu(m_dimension));
    m_parts->setSelector(m_dimension);
    m_metric = new TokenButton(tr("Metric"));
    m_metric->setMenu(new QMenu(m_metric));

    rows()->addRow({{m_head, 12}});
    rows()->addRow({{m_empty, 12}});
    rows()->addRow({{m_waterfall, 8}, {m_story, 4}}, 1);
    rows()->addRow({{m_parts, 12}});
    rows()->addRow({{m_factors, 6}, {m_evidence, 6}});

    connect(m_metric->menu(), &QMenu::aboutToShow, this, &RootCausePage::fillMetrics);
    connect(m_dimension->menu(), &QMenu::aboutToShow, this, &RootCausePage::fillDimensions);
    connect(m_parts->table(), &SpecTable::rowActivated, this,
            [this](const QString&, const QString& value) { m_presenter.drill(value); });
    connect(m_crumbs, &Breadcrumbs::clicked, this, [this](int level) { m_presenter.drillUp(level); });
    connect(m_empty, &EmptyState::clicked, this, &RootCausePage::chooseFilesRequested);
    connect(&m_presenter, &RootCausePresenter::changed, this, &RootCausePage::refresh);
    connect(&m_presenter, &RootCausePresenter::changed, &Trust::of(m_presenter.session()), &Trust::changed);
    connect(&m_presenter, &RootCausePresenter::loadingChanged, this, [this] {
        if (m_presenter.isLoading())
            m_head->progress()->start();
        else
            m_head->progress()->stop();
    });
    connect(&m_presenter.session(), &Session::workspaceChanged, this, &RootCausePage::refresh);
    refresh();
}

QWidget* RootCausePage::barLead() { return m_metric; }

void RootCausePage::refresh() {
    const Session& session = m_presenter.session();
    const Language language = session.language();
    const rootcause::Explanation* e = m_presenter.explanation();
    QString name = m_presenter.metric();
    for (const metrics::Metric& metric : metrics::catalogue())
        if (qs(metric.id) == m_presenter.metric()) name = qs(metrics::metric_name(metric, language));
    m_metric->setValue(name);
    m_metric->setAccessibleName(tr("Metric: %1").arg(name));
    m_metric->setEnabled(session.facts() != nullptr);
    for (QWidget* widget : {static_cast<QWidget*>(m_waterfall), static_cast<QWidget*>(m_story), static_cast<QWidget*>(m_parts)})
        widget->setVisible(e != nullptr);
    m_factors->setVisible(e && !e->factors.empty());
    m_evidence->setVisible(e != nullptr);
    const bool empty = session.isOpen() && !session.isLoading() && session.datasets().empty();
    m_empty->setText(empty ? tr("No numbers yet. Import an export, and any change of a metric can be explained here.")
                           : QString(),
                     tr("Import files"));
    m_empty->setVisible(empty);
    if (m_presenter.error())
        m_head->message()->setMessage(Tone::loss, errorSentence(*m_presenter.error(), language));
    else
        m_head->message()->setMessage(Tone::normal, QString());
    if (!e) {
        m_head->setTitle(tr("Root cause"));
        m_head->setCaption(QString());
        return;
    }
    const NumberStyle style = numberStyle();
    const auto lines = rootcause::story(*e, style);
    // The cause where it makes up much of the change, else the change itself; titles have no full stop.
    bool cause = false;
    for (const rootcause::Driver& d : e->drivers)
        if (!d.segment.empty()) {
            cause = d.share.value_or(0) >= 0.3;
            break;
        }
    QString title = qs(cause && lines.size() > 2 ? lines[1] : lines.front());
    if (title.endsWith(QLatin1Char('.'))) title.chop(1);
    m_head->setTitle(title);
    QString caption = tr("%1, against %2. All parts add up to the change; nothing is left over.")
                          .arg(qs(format_range(e->period, language)), qs(format_range(e->base, language)));
    if (e->fell_back)
        caption += QLatin1Char(' ') + tr("The data do not reach back a year: this is against the period just before.");
    m_head->setCaption(caption);
    m_waterfall->setSpec(rootcause::waterfall(*e, style));
    refreshStory();
    refreshParts();
    refreshEvidence();
}

void RootCausePage::refreshStory() {
    const rootcause::Explanation& e = *m_presenter.explanation();
    using rootcause::VerdictKind;
    QString verdict;
    switch (e.verdict.kind) {
    case VerdictKind::no_change: verdict = tr("No change"); break;
    case VerdictKind::local: verdict = tr("Local cause"); break;
    case VerdictKind::mix_shift: verdict = tr("Shift of the mix"); break;
    case VerdictKind::broad: verdict = tr("Broad shift"); break;
    case VerdictKind::unclear: verdict = tr("Unclear"); break;
    }
    const QString sure = e.verdict.sureness == rootcause::Sureness::high     ? tr("high")
                         : e.verdict.sureness == rootcause::Sureness::medium ? tr("medium")
                                                                             : tr("low");
    m_story->setTitle(verdict);
    QString sub = tr("How sure: %1").arg(sure);
    if (e.verdict.explained && *e.verdict.explained > 0)
        sub += QStringLiteral(" · ") +
               tr("the segments named make up %1").arg(qs(format_percent(*e.verdict.explained, 0, numberStyle())));
    m_story->setSubtitle(sub);
    while (QLayoutItem* item = m_linesLayout->takeAt(0)) {
        if (item->widget()) item->widget()->deleteLater();
        delete item;
    }
    int number = 0;
    for (const std::string& line : rootcause::story(e, numberStyle())) {
        auto* label = new WrapLabel(QStringLiteral("%1  %2").arg(++number).arg(qs(line)));
        m_linesLayout->addWidget(label);
    }
    m_linesLayout->addStretch();
}

void RootCausePage::refreshParts() {
    const rootcause::Explanation& e = *m_presenter.explanation();
    const Language language = m_presenter.session().language();
    const NumberStyle style = numberStyle();
    const auto dimension = static_cast<size_t>(m_presenter.dimension());
    const FactsPtr facts = m_presenter.session().facts();
    const auto nameOf = [&](size_t d) {
        const DatasetColumn* column = facts ? facts->dataset.dimension(e.leaves->dimensions[d]) : nullptr;
        return column ? dimensionName(*column) : qs(e.leaves->dimensions[d]);
    };
    m_dimension->setValue(nameOf(dimension));
    m_dimension->setAccessibleName(tr("Parts by %1").arg(nameOf(dimension)));
    const std::vector<rootcause::Child> children = rootcause::children(*e.leaves, m_presenter.place(), m_presenter.dimension());
    TableSpec table;
    table.id = "rootcause_parts";
    table.dimension = e.leaves->dimensions[dimension];
    double most = 0, total = 0;
    for (const rootcause::Child& c : children) most = std::max(most, std::abs(c.contribution)), total += c.contribution;
    const QString where =
        m_presenter.place().empty() ? tr("Everything") : qs(rootcause::segment_text(*e.leaves, m_presenter.place(), language));
    table.title = tr("%1: %2, by %3")
                      .arg(where, qs(rootcause::change_text(total, e.metric.unit, style)), nameOf(dimension).toLower())
                      .toStdString();
    std::vector<std::optional<double>> amounts;
    for (const rootcause::Child& c : children) amounts.insert(amounts.end(), {c.expected, c.actual, c.contribution});
    const ColumnUnit unit(amounts, e.metric.unit);
    const QString how = tr("Largest move first; a click goes one level down");
    table.subtitle = (unit.words().isEmpty() ? how : unit.words() + QStringLiteral(" · ") + how).toStdString();
    table.columns = {{"value", nameOf(dimension).toStdString(), CellKind::text, ""},
                     {"before", tr("Before").toStdString(), CellKind::number, ""},
                     {"after", tr("After").toStdString(), CellKind::number, ""},
                     {"contribution", tr("Contribution").toStdString(), CellKind::change, ""},
                     {"size", tr("Loss or gain").toStdString(), CellKind::bar, ""},
                     {"percent", tr("In %").toStdString(), CellKind::change, ""}};
    for (const rootcause::Child& c : children) {
        const std::string& value = e.leaves->values[dimension][static_cast<size_t>(c.value)];
        TableCell part = e.metric.unit == "percent"
                             ? numberCell(rootcause::change_text(c.contribution, e.metric.unit, style), c.contribution)
                             : unit.change(c.contribution);
        part.tone = toneOf(c.contribution, e.metric.good);
        part.strong = true;
        TableCell bar;
        bar.value = c.contribution;
        bar.bar = most > 0 ? std::abs(c.contribution) / most : 0;
        bar.tone = part.tone;
        TableCell percent = c.expected > 0
                                ? numberCell(format_change(c.actual / c.expected - 1, style), c.actual / c.expected - 1)
                                : textCell(std::string(missing_value));
        table.rows.push_back({textCell(value.empty() ? tr("(none)").toStdString() : value), unit.cell(c.expected),
                              unit.cell(c.actual), part, bar, percent});
    }
    m_parts->setSpec(table);
    QStringList names;
    if (!m_presenter.place().empty()) {
        names << tr("Everything");
        for (const rootcause::Cell& c : m_presenter.place())
            names << qs(e.leaves->values[static_cast<size_t>(c.dimension)][static_cast<size_t>(c.value)]);
    }
    m_crumbs->setNames(names);
}

void RootCausePage::refreshEvidence() {
    const rootcause::Explanation& e = *m_presenter.explanation();
    const Language language = m_presenter.session().language();
    const NumberStyle style = numberStyle();
    TableSpec factors;
    factors.id = "rootcause_factors";
    factors.title = tr("The links of the formula").toStdString();
    factors.subtitle = tr("Logarithmic shares; they add up to the change").toStdString();
    factors.columns = {{"factor", tr("Link").toStdString(), CellKind::text, ""},
                       {"before", tr("Before").toStdString(), CellKind::number, ""},
                       {"after", tr("After").toStdString(), CellKind::number, ""},
                       {"contribution", tr("Contribution").toStdString(), CellKind::change, ""}};
    for (const rootcause::Factor& f : e.factors) {
        TableCell part = numberCell(rootcause::change_text(f.contribution, e.metric.unit, style), f.contribution);
        part.tone = toneOf(f.contribution, e.metric.good);
        const auto value = [&](double v) {
            return numberCell(format_number(v, std::abs(v) < 1 ? 4 : std::abs(v) < 1000 ? 2 : 0, style), v);
        };
        factors.rows.push_back({textCell(rootcause::factor_text(f, language)), value(f.before), value(f.after), part});
    }
    m_factors->setSpec(factors);
    TableSpec evidence;
    evidence.id = "rootcause_evidence";
    evidence.title = tr("What else speaks for it").toStdString();
    evidence.subtitle = e.variance_dimension.empty()
                            ? std::string()
                            : tr("Notes of those days; who made the last 26 weeks go up and down").toStdString();
    evidence.columns = {{"what", tr("Evidence").toStdString(), CellKind::text, ""}, {"value", "", CellKind::number, ""}};
    for (const size_t k : e.verdict.evidence)
        evidence.rows.push_back({textCell(e.evidence[k].text), textCell(format_range(e.evidence[k].days, language))});
    for (const rootcause::VarianceShare& v : e.variance)
        evidence.rows.push_back(
            {textCell(tr("Weekly ups and downs from %1").arg(v.value.empty() ? tr("(none)") : qs(v.value)).toStdString()),
             numberCell(format_percent(v.share, 0, style), v.share)});
    evidence.rows.push_back({textCell(tr("Typical variation of a single segment").toStdString()),
                             numberCell(format_percent(e.search.noise_rest, 0, style), e.search.noise_rest)});
    for (const std::string& name : e.left_out)
        evidence.rows.push_back({textCell(tr("Not looked at, too many values: %1").arg(qs(name)).toStdString()), TableCell{}});
    m_evidence->setSpec(evidence);
}

void RootCausePage::fillMetrics() {
    QMenu* menu = m_metric->menu();
    menu->clear();
    for (const QString& id : m_presenter.metrics()) {
        QString name = id;
        for (const metrics::Metric& metric : metrics::catalogue())
            if (qs(metric.id) == id) name = qs(metrics::metric_name(metric, m_presenter.session().language()));
        QAction* action = menu->addAction(name, this, [this, id] { m_presenter.setMetric(id); });
        action->setCheckable(true);
        action->setChecked(id == m_presenter.metric());
    }
}

void RootCausePage::fillDimensions() {
    QMenu* menu = m_dimension->menu();
    menu->clear();
    const rootcause::Explanation* e = m_presenter.explanation();
    const FactsPtr facts = m_presenter.session().facts();
    if (!e || !facts) return;
    for (size_t d = 0; d < e->leaves->dimensions.size(); ++d) {
        const DatasetColumn* column = facts->dataset.dimension(e->leaves->dimensions[d]);
        QAction* action = menu->addAction(column ? dimensionName(*column) : qs(e->leaves->dimensions[d]), this,
                                          [this, d] { m_presenter.setDimension(static_cast<int>(d)); });
        action->setCheckable(true);
        action->setChecked(static_cast<int>(d) == m_presenter.dimension());
    }
}

ShownNumbers RootCausePage::shownNumbers() const { return {{m_presenter.metric()}}; }

} // namespace plumbline::ui
