// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/audit/audit_page.h"

#include <cmath>

#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include "core/base/format.h"
#include "ui/charts/chart_widget.h"
#include "ui/charts/theme.h"
#include "ui/pages/columns_layout.h"
#include "ui/session/lists.h"
#include "ui/session/wording.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/messages.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/spec_table.h"
#include "ui/widgets/token_button.h"

namespace plumbline::ui {

namespace {

TableCell cell(std::string text, Tone tone = Tone::normal, bool strong = false) {
    TableCell c;
    c.text = std::move(text);
    c.tone = tone;
    c.strong = strong;
    return c;
}

Tone toneOf(audit::Severity s) {
    return s == audit::Severity::blocker ? Tone::loss : s == audit::Severity::warning ? Tone::warning : Tone::muted;
}

QString severityName(audit::Severity s) {
    return s == audit::Severity::blocker   ? AuditPage::tr("Blocker")
           : s == audit::Severity::warning ? AuditPage::tr("Warning")
                                           : AuditPage::tr("Note");
}

/// What tells a finding from the others of its kind in a list.
std::string rowName(const audit::Finding& f, const DatasetInfo& dataset, Language language) {
    return audit::title(f, dataset, language) + (f.days ? " · " + format_range(*f.days, language) : "");
}

} // namespace

AuditPage::AuditPage(AuditPresenter& presenter, QWidget* parent) : ScrollPage(parent), m_presenter(presenter) {
    m_head = new PageHead;
    m_empty = new EmptyState(QString());
    m_findings = new TableCard;
    m_trust = new TableCard;
    m_changes = new TableCard;
    m_history = new TableCard;
    m_chart = new ChartCard;
    m_remedies = new Card;
    m_evidence = new WrapLabel;
    auto* choices = new QWidget;
    m_actions = new QVBoxLayout(choices);
    m_actions->setContentsMargins(0, 0, 0, 0);
    m_actions->setSpacing(px(4));
    m_why = new QLineEdit;
    m_why->setPlaceholderText(tr("Why (kept with the decision)"));
    m_why->setAccessibleName(tr("Reason of the decision"));
    m_why->setClearButtonEnabled(true);
    m_why->setMaxLength(200);
    m_remedies->setTitle(tr("What should the analyses use?"));
    m_remedies->bodyLayout()->addWidget(m_evidence);
    m_remedies->bodyLayout()->addWidget(choices);
    m_remedies->bodyLayout()->addWidget(m_why);
    m_apply = makeButton(tr("Apply"), ButtonKind::primary);
    m_remedies->setSelector(m_apply);
    rows()->addRow({{m_head, 12}});
    rows()->addRow({{m_empty, 12}});
    rows()->addRow({{m_findings, 6}, {m_chart, 6}}, 1);
    rows()->addRow({{m_trust, 6}, {m_remedies, 6}});
    rows()->addRow({{m_history, 6}, {m_changes, 6}});

    m_bar = new QWidget(this);
    auto* bar = new QHBoxLayout(m_bar);
    bar->setContentsMargins(0, 0, 0, 0);
    bar->setSpacing(px(8));
    m_dataset = new TokenButton(tr("Dataset"));
    m_dataset->setMenu(new QMenu(m_dataset));
    bar->addWidget(m_dataset);
    connect(m_dataset->menu(), &QMenu::aboutToShow, this, [this] {
        QMenu* menu = m_dataset->menu();
        menu->clear();
        for (const DatasetInfo& d : m_presenter.session().datasets())
            menu->addAction(qs(d.name), this, [this, name = qs(d.name)] { m_presenter.session().setDataset(name); });
    });
    m_measure = new TokenButton(tr("Measure"));
    m_measure->setMenu(new QMenu(m_measure));
    m_state = new TokenButton(tr("State"));
    m_state->setMenu(new QMenu(m_state));
    bar->addWidget(m_measure);
    bar->addWidget(m_state);
    m_again = makeButton(tr("Run again"), ButtonKind::outlined, "refresh", this);
    m_bar->hide();
    m_again->hide();
    connect(m_measure->menu(), &QMenu::aboutToShow, this, [this] {
        QMenu* menu = m_measure->menu();
        menu->clear();
        menu->addAction(tr("All"), this, [this] { m_presenter.setMeasure({}); });
        const FactsPtr facts = m_presenter.session().facts();
        if (!facts) return;
        for (const DatasetColumn& c : facts->dataset.columns)
            if (is_measure_role(c.role))
                menu->addAction(label(c.field), this, [this, field = qs(c.field)] { m_presenter.setMeasure(field); });
    });
    connect(m_state->menu(), &QMenu::aboutToShow, this, [this] {
        QMenu* menu = m_state->menu();
        menu->clear();
        menu->addAction(tr("Open"), this, [this] { m_presenter.setShow(AuditPresenter::Show::open); });
        menu->addAction(tr("Decided"), this, [this] { m_presenter.setShow(AuditPresenter::Show::decided); });
        menu->addAction(tr("All"), this, [this] { m_presenter.setShow(AuditPresenter::Show::all); });
        menu->addAction(tr("Worth knowing"), this, [this] { m_presenter.setShow(AuditPresenter::Show::advice); });
    });
    connect(m_again, &QPushButton::clicked, &presenter, &AuditPresenter::runAgain);
    connect(m_apply, &QPushButton::clicked, this, [this] {
        const audit::Finding* f = m_presenter.current();
        if (!f) return;
        if (f->decided.empty()) {
            m_presenter.decide(m_why->text().trimmed());
            m_why->clear();
        } else
            m_presenter.undo(qs(f->decided));
    });
    connect(m_findings->table(), &SpecTable::rowActivated, this, [this](const QString&, const QString& value) {
        const FactsPtr facts = m_presenter.session().facts();
        for (const audit::Finding* f : m_presenter.findings())
            if (facts && qs(rowName(*f, facts->dataset, m_presenter.session().language())) == value)
                return m_presenter.choose(qs(f->key));
    });
    connect(m_empty, &EmptyState::clicked, this, &AuditPage::chooseFilesRequested);
    connect(&presenter, &AuditPresenter::changed, this, &AuditPage::refresh);
    refresh();
}

QString AuditPage::label(const std::string& field) const {
    const FactsPtr facts = m_presenter.session().facts();
    return facts ? qs(audit::column_label(field, facts->dataset, m_presenter.session().language())) : qs(field);
}

void AuditPage::showPlace(const QString& place) {
    if (!place.startsWith(QLatin1String("finding "))) return;
    m_presenter.setShow(AuditPresenter::Show::open);
    m_presenter.setMeasure({});
    m_presenter.choose(place.mid(8));
}

QWidget* AuditPage::barLead() { return m_bar; }
QWidget* AuditPage::barTail() { return m_again; }

void AuditPage::refresh() {
    const FactsPtr facts = m_presenter.session().facts();
    const audit::AuditReport* report = m_presenter.report();
    const Language language = m_presenter.session().language();
    if (m_presenter.isBusy())
        m_head->progress()->start();
    else
        m_head->progress()->stop();
    if (m_presenter.error()) m_head->message()->setMessage(Tone::loss, errorSentence(*m_presenter.error(), language));
    const bool shown = facts && report;
    for (QWidget* w : std::initializer_list<QWidget*>{m_findings, m_trust, m_chart, m_remedies, m_changes, m_history})
        w->setVisible(shown);
    m_again->setEnabled(facts && !m_presenter.isBusy());
    if (!shown) {
        m_head->setTitle(facts ? tr("Auditing %1").arg(qs(facts->dataset.name)) : tr("Audit"));
        m_head->setCaption({});
        m_empty->setVisible(!facts);
        m_empty->setText(tr("Import data, and this page says whether they can be trusted."), tr("Add files"));
        return;
    }
    m_empty->hide();
    // The finding of the page: what can be relied on, and what cannot.
    QStringList bad, good;
    for (const audit::Trust& t : report->measures) {
        (t.worst == audit::Severity::blocker ? bad : good) << label(t.column);
    }
    const auto open = audit::open_findings(*report);
    if (open.empty())
        m_head->setTitle(tr("The numbers of %1 can be trusted").arg(qs(facts->dataset.name)));
    else if (bad.isEmpty())
        m_head->setTitle(tr("%n finding(s) to look at, none that blocks", nullptr, static_cast<int>(open.size())));
    else if (good.isEmpty())
        m_head->setTitle(tr("%1 cannot be trusted yet").arg(listed(bad.mid(0, 3))));
    else
        m_head->setTitle(tr("%1 cannot be trusted yet; the other %n measure(s) can", nullptr, static_cast<int>(good.size()))
                             .arg(listed(bad.mid(0, 3))));
    m_head->setCaption(tr("%1, %2 rows, trust %3 of 100, audited in %4 s")
                           .arg(qs(facts->dataset.name),
                                qs(format_number(static_cast<double>(report->rows), 0, NumberStyle::of(language))),
                                qs(format_number(report->score, 0, NumberStyle::of(language))),
                                qs(format_number(report->ms / 1000, 1, NumberStyle::of(language)))));
    m_dataset->setValue(qs(facts->dataset.name));
    m_dataset->setVisible(m_presenter.session().datasets().size() > 1);
    m_measure->setValue(m_presenter.measure().isEmpty() ? tr("All") : label(m_presenter.measure().toStdString()));
    m_state->setValue(m_presenter.show() == AuditPresenter::Show::open      ? tr("Open")
                      : m_presenter.show() == AuditPresenter::Show::decided ? tr("Decided")
                      : m_presenter.show() == AuditPresenter::Show::advice  ? tr("Worth knowing")
                                                                            : tr("All"));
    showFindings();
    showEvidence();
    showTrust();
    showHistory();
}

void AuditPage::showEvent(QShowEvent* event) {
    ScrollPage::showEvent(event);
    m_presenter.setWanted(true);
}

void AuditPage::hideEvent(QHideEvent* event) {
    ScrollPage::hideEvent(event);
    m_presenter.setWanted(false);
}

void AuditPage::showFindings() {
    const FactsPtr facts = m_presenter.session().facts();
    const Language language = m_presenter.session().language();
    const auto list = m_presenter.findings();
    TableSpec spec;
    spec.id = "audit_findings";
    spec.title = tr("%n finding(s)", nullptr, static_cast<int>(list.size())).toStdString();
    spec.subtitle = tr("By what they put in doubt, the costliest first").toStdString();
    spec.dimension = "finding";
    spec.columns = {{"what", tr("Finding").toStdString(), CellKind::text, {}},
                    {"severity", tr("Severity").toStdString(), CellKind::badge, {}},
                    {"doubt", tr("In doubt").toStdString(), CellKind::number, {}}};
    for (const audit::Finding* f : list) {
        // What rounds to nothing is not nothing.
        constexpr double least = 0.0001;
        const double told = std::max(f->cost, f->cost > 0 ? least : 0);
        TableCell doubt =
            cell((told > f->cost ? "< " : "") + format_percent(told, told < 0.01 ? 2 : 1, NumberStyle::of(language)));
        doubt.value = f->cost;
        const bool decided = !f->decided.empty();
        spec.rows.push_back({cell(rowName(*f, facts->dataset, language), decided ? Tone::muted : Tone::normal),
                             cell((decided ? tr("Decided") : severityName(f->severity)).toStdString(),
                                  decided ? Tone::muted : toneOf(f->severity)),
                             doubt});
    }
    if (const audit::Finding* now = m_presenter.current()) spec.selected = {rowName(*now, facts->dataset, language)};
    const auto checks = static_cast<int>(m_presenter.report()->checks.size());
    spec.note = tr("%n check(s) were made", nullptr, checks).toStdString();
    m_findings->setSpec(spec);
}

void AuditPage::showEvidence() {
    const FactsPtr facts = m_presenter.session().facts();
    const Language language = m_presenter.session().language();
    const audit::Finding* f = m_presenter.current();
    m_chart->setVisible(f && (!f->series.empty() || !f->bars.empty()));
    m_remedies->setVisible(f);
    m_changes->setVisible(f && (!m_presenter.changes().empty() || m_presenter.forecastChange()));
    m_why->setVisible(f && f->decided.empty());
    while (QLayoutItem* item = m_actions->takeAt(0)) {
        if (item->widget()) item->widget()->deleteLater();
        delete item;
    }
    if (!f) return;
    if (const auto chart = audit::evidence_chart(*f, facts->dataset, language)) m_chart->setSpec(*chart);
    m_evidence->setText(qs(audit::evidence(*f, facts->dataset, language)));
    const bool open = f->decided.empty();
    m_remedies->setTitle(open ? tr("What should the analyses use?") : tr("Decided; the imported rows stay as they are"));
    for (const audit::Action action : f->remedies) {
        if (!open) break;
        auto* choice = new QRadioButton(qs(audit::action_text(action, *f, language)));
        choice->setChecked(action == m_presenter.action());
        connect(choice, &QRadioButton::clicked, this, [this, action] { m_presenter.setAction(action); });
        m_actions->addWidget(choice);
    }
    m_apply->setText(open ? tr("Apply") : tr("Take back"));
    m_apply->setEnabled(!m_presenter.isBusy() && !m_presenter.session().isReadOnly());
    TableSpec spec;
    spec.id = "audit_changes";
    spec.title = tr("What changes").toStdString();
    spec.subtitle = tr("First line: the days of the finding; below: all days of the dataset").toStdString();
    spec.columns = {{"what", tr("Measure").toStdString(), CellKind::text, {}},
                    {"before", tr("As it is").toStdString(), CellKind::number, {}},
                    {"after", tr("With the remedy").toStdString(), CellKind::number, {}},
                    {"change", tr("Difference").toStdString(), CellKind::change, {}}};
    const NumberStyle style = NumberStyle::of(language, facts->dataset.currency);
    const auto add = [&](const audit::Change& c, const QString& what) {
        std::string name = c.metric;
        for (const metrics::Metric& m : metrics::catalogue())
            if (m.id == c.metric) name = metrics::metric_name(m, language);
        name += what.toStdString();
        const std::string change =
            c.before && c.after && *c.before != 0 ? format_change(*c.after / *c.before - 1, style) : std::string(missing_value);
        const std::string unit = c.unit.size() == 3 ? "currency" : c.unit;
        spec.rows.push_back({cell(name), cell(format_cell(c.before, unit, style)),
                             cell(format_cell(c.after, unit, style), Tone::normal, true), cell(change, Tone::muted)});
    };
    bool first = true;
    for (const audit::Change& c : m_presenter.changes()) {
        add(c, first ? tr(", these days") : QString());
        first = false;
    }
    if (m_presenter.forecastChange()) add(*m_presenter.forecastChange(), tr(", forecast of the next 8 weeks"));
    m_changes->setSpec(spec);
}

void AuditPage::showTrust() {
    TableSpec spec;
    spec.id = "audit_trust";
    spec.title = tr("Trust by measure").toStdString();
    spec.subtitle = tr("100, less what is open").toStdString();
    spec.columns = {{"measure", tr("Measure").toStdString(), CellKind::text, {}},
                    {"trust", tr("Trust").toStdString(), CellKind::bar, {}},
                    {"why", tr("Lowered by").toStdString(), CellKind::text, {}}};
    for (const audit::Trust& t : m_presenter.report()->measures) {
        TableCell score = cell(format_number(t.score, 0, NumberStyle::of(m_presenter.session().language())));
        score.value = t.score;
        score.bar = t.score / 100;
        score.tone = t.worst ? toneOf(*t.worst) : Tone::normal;
        spec.rows.push_back(
            {cell(label(t.column).toStdString()), score,
             cell(t.worst ? severityName(*t.worst).toStdString() : "", t.worst ? toneOf(*t.worst) : Tone::muted)});
    }
    m_trust->setSpec(spec);
}

void AuditPage::showHistory() {
    const FactsPtr facts = m_presenter.session().facts();
    const Language language = m_presenter.session().language();
    const auto& all = m_presenter.remedies();
    m_history->setVisible(!all.empty());
    TableSpec spec;
    spec.id = "audit_history";
    spec.title = tr("Decisions").toStdString();
    spec.subtitle = tr("Rules on this dataset, applied again at each import").toStdString();
    spec.columns = {{"when", tr("When").toStdString(), CellKind::text, {}},
                    {"what", tr("Decision").toStdString(), CellKind::text, {}},
                    {"who", tr("By").toStdString(), CellKind::text, {}}};
    for (auto r = all.rbegin(); r != all.rend(); ++r) {
        audit::Finding f;
        f.check = r->check;
        f.column = r->column;
        std::string what = audit::check_name(r->check, language) + (r->segment.empty() ? "" : ", " + r->segment) + ": " +
                           audit::action_text(r->action, f, language);
        spec.rows.push_back({cell(r->when.substr(0, 10), Tone::muted), cell(std::move(what)),
                             cell(r->who + (r->why.empty() ? "" : " · " + r->why), Tone::muted)});
    }
    m_history->setSpec(spec);
}

} // namespace plumbline::ui
