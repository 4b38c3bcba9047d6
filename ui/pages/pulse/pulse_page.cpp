// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/pulse/pulse_page.h"

#include <QAction>
#include <QFileInfo>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/charts/theme.h"
#include "ui/pages/columns_layout.h"
#include "ui/pages/page_exports.h"
#include "ui/pages/pulse/alert_dialog.h"
#include "ui/pages/pulse/pulse_row.h"
#include "ui/session/trust.h"
#include "ui/session/wording.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/messages.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/spec_table.h"

namespace plumbline::ui {

namespace {
constexpr int snooze_days = 7;
constexpr qsizetype most_curves = 3;
} // namespace

PulsePage::PulsePage(PulsePresenter& presenter, QWidget* parent) : ScrollPage(parent), m_presenter(presenter) {
    m_head = new PageHead;
    m_empty = new EmptyState(QString());
    m_follow = makeButton(tr("Follow…"), ButtonKind::outlined, QStringLiteral("plus"));
    m_menu = new QMenu(m_follow);
    m_follow->setMenu(m_menu);
    connect(m_menu, &QMenu::aboutToShow, this, &PulsePage::fillMenu);
    m_head->setAction(m_follow);

    m_figures = new Card;
    m_figures->setTitle(tr("Followed figures"));
    m_list = new QWidget;
    m_listLayout = new QVBoxLayout(m_list);
    m_listLayout->setContentsMargins(0, 0, 0, 0);
    m_listLayout->setSpacing(0);
    m_figures->setBody(m_list);
    m_drivers = new QWidget(m_list);
    auto* column = new QVBoxLayout(m_drivers);
    column->setContentsMargins(px(10), px(6), px(10), px(12));
    m_story = new WrapLabel;
    m_driverTable = new SpecTable;
    m_explain = makeButton(tr("Open in Root cause"), ButtonKind::link);
    column->addWidget(m_story);
    column->addWidget(m_driverTable);
    column->addWidget(m_explain, 0, Qt::AlignLeft);
    m_drivers->hide();
    connect(m_explain, &QPushButton::clicked, this, [this] { Q_EMIT openPageRequested(QStringLiteral("rootcause")); });

    m_side = new QWidget;
    m_sideLayout = new QVBoxLayout(m_side);
    m_sideLayout->setContentsMargins(0, 0, 0, 0);
    m_sideLayout->setSpacing(px(12));
    m_alerts = new TableCard;
    m_findings = new TableCard;
    for (QWidget* card : {static_cast<QWidget*>(m_alerts), static_cast<QWidget*>(m_findings)}) m_sideLayout->addWidget(card);
    m_sideLayout->addStretch(1);
    m_targets = new TableCard;
    m_addAlert = makeButton(tr("Add…"), ButtonKind::quiet, QStringLiteral("plus"));
    m_alerts->setSelector(m_addAlert);
    connect(m_addAlert, &QPushButton::clicked, this, [this] {
        Session& s = m_presenter.session();
        const auto& filters = s.selection().state().filters;
        auto* dialog =
            new AlertDialog(m_presenter.choices(), filters, filters.empty() ? QString() : filtersText(s), s.language(), this);
        connect(dialog, &AlertDialog::chosen, &m_presenter, &PulsePresenter::addRule);
        dialog->show();
    });
    QAction* quiet = m_alerts->moreMenu()->addAction(tr("Keep active alerts quiet for a week"));
    connect(quiet, &QAction::triggered, this, [this] {
        if (const report::PulseView* v = m_presenter.view())
            for (const std::string& rule : v->active_rules) m_presenter.snooze(qs(rule), snooze_days);
    });
    QAction* audit = m_findings->moreMenu()->addAction(tr("Open the audit"));
    connect(audit, &QAction::triggered, this, [this] { Q_EMIT openPageRequested(QStringLiteral("audit")); });

    rows()->addRow({{m_head, 12}});
    rows()->addRow({{m_empty, 12}});
    rows()->addRow({{m_figures, 8}, {m_side, 4}});
    rows()->addRow({{m_targets, 12}});

    Session& session = presenter.session();
    const auto tell = [this](Tone tone, const QString& sentence) {
        m_head->message()->setClosable(true);
        m_head->message()->setMessage(tone, sentence);
    };
    connect(&presenter, &PulsePresenter::exported, this,
            [tell](const QString& file) { tell(Tone::gain, tr("Written: %1").arg(QFileInfo(file).fileName())); });
    connect(&presenter, &PulsePresenter::exportFailed, this,
            [this, tell](const Error& error) { tell(Tone::loss, errorSentence(error, m_presenter.session().language())); });
    connect(m_empty, &EmptyState::clicked, this, &PulsePage::chooseFilesRequested);
    connect(&presenter, &PulsePresenter::changed, this, &PulsePage::refresh);
    connect(&presenter, &PulsePresenter::changed, &Trust::of(presenter.session()), &Trust::changed);
    connect(&presenter, &PulsePresenter::driversChanged, this, &PulsePage::showDrivers);
    connect(&presenter, &PulsePresenter::loadingChanged, this, [this] {
        if (m_presenter.isLoading())
            m_head->progress()->start();
        else
            m_head->progress()->stop();
    });
    connect(&session, &Session::datasetsChanged, this, &PulsePage::refresh);
    m_exports = exportEntries(this, tr("Export the page"), {"pdf"}, [this](const QString& file) { m_presenter.exportTo(file); });
    refresh();
}

bool PulsePage::isSettled() const { return !m_presenter.isLoading() && !m_presenter.session().isLoading(); }

void PulsePage::showEvent(QShowEvent* event) {
    ScrollPage::showEvent(event);
    m_presenter.setWanted(true);
}

void PulsePage::hideEvent(QHideEvent* event) {
    ScrollPage::hideEvent(event);
    m_presenter.setWanted(false);
}

void PulsePage::fillMenu() {
    m_menu->clear();
    for (const PulsePresenter::Choice& c : m_presenter.choices()) {
        QAction* action = m_menu->addAction(c.name);
        action->setCheckable(true);
        action->setChecked(c.followed);
        connect(action, &QAction::triggered, this, [this, id = c.id](bool on) {
            QStringList chosen;
            for (const PulsePresenter::Choice& other : m_presenter.choices())
                if (other.id == id ? on : other.followed) chosen << other.id;
            m_presenter.follow(chosen);
        });
    }
    m_menu->addSeparator();
    connect(m_menu->addAction(tr("The usual figures")), &QAction::triggered, this, [this] { m_presenter.follow({}); });
}

void PulsePage::showDrivers() {
    const int open = m_presenter.openFigure();
    for (qsizetype i = 0; i < m_rows.size(); ++i) m_rows[i]->setOpen(i == open);
    m_listLayout->removeWidget(m_drivers);
    m_drivers->setVisible(open >= 0);
    if (open < 0 || open >= m_rows.size()) return;
    m_listLayout->insertWidget(m_listLayout->indexOf(m_rows[open]) + 1, m_drivers);
    const report::PulseDrivers* d = m_presenter.drivers();
    m_driverTable->setVisible(d && !d->table.rows.empty());
    m_explain->setVisible(d);
    if (d) {
        QStringList story;
        for (const std::string& line : d->story) story << qs(line);
        m_story->setText(story.join(QLatin1Char(' ')));
        m_driverTable->setSpec(d->table);
    } else if (const auto& error = m_presenter.driversError()) {
        m_story->setText(errorSentence(*error, m_presenter.session().language()));
    } else {
        m_story->setText(tr("Looking for what moved it, against the same weekday a week before."));
    }
}

void PulsePage::refresh() {
    const report::PulseView* v = m_presenter.view();
    const Session& session = m_presenter.session();
    const bool empty = !v && !m_presenter.error() && session.isOpen() && session.datasets().empty();
    m_empty->setText(empty ? tr("No numbers yet. The pulse needs one export with a date.") : QString(), tr("Import files"));
    m_empty->setVisible(empty);
    m_figures->setVisible(v && !v->checks.empty());
    m_follow->setVisible(v != nullptr);
    m_follow->setEnabled(!session.isReadOnly());
    m_addAlert->setEnabled(!session.isReadOnly());
    m_side->setVisible(v != nullptr);
    m_targets->setVisible(v && !v->targets.rows.empty());
    for (QAction* action : m_exports) action->setEnabled(v != nullptr);
    if (const auto& error = m_presenter.error()) {
        m_head->message()->setClosable(false);
        m_head->message()->setMessage(Tone::loss, errorSentence(*error, session.language()));
    } else
        m_head->message()->setMessage(Tone::normal, QString());
    m_head->setTitle(v ? qs(v->title) : isSettled() ? title() : tr("Loading numbers"));
    m_head->setCaption(
        v ? tr("Each figure against its own weekdays of the last twelve weeks; the shaded strip is what is usual today.")
          : QString());
    if (!v) return;
    while (m_rows.size() > static_cast<qsizetype>(v->checks.size())) delete m_rows.takeLast();
    while (m_rows.size() < static_cast<qsizetype>(v->checks.size())) {
        auto* row = new PulseRow(m_list);
        connect(row, &PulseRow::clicked, this, [this, row] { m_presenter.toggleDrivers(static_cast<int>(m_rows.indexOf(row))); });
        m_listLayout->addWidget(row);
        m_rows << row;
    }
    for (size_t i = 0; i < v->checks.size(); ++i)
        m_rows[static_cast<qsizetype>(i)]->setFigure(v->cards[i], v->checks[i], qs(v->sentences[i]));
    TableSpec alerts = v->alerts;
    if (alerts.rows.empty()) {
        alerts.id = "alerts";
        alerts.title = tr("No alert rule is set").toStdString();
        alerts.subtitle =
            tr("Add one to be told when a figure leaves what is usual, a target is at risk, or data are missing").toStdString();
    }
    m_alerts->setSpec(alerts);
    m_findings->setVisible(!v->findings.rows.empty());
    m_findings->setSpec(v->findings);
    m_targets->setSpec(v->targets);
    const qsizetype curves = std::min<qsizetype>(most_curves, static_cast<qsizetype>(v->pacing.size()));
    while (m_curves.size() > curves) delete m_curves.takeLast();
    while (m_curves.size() < curves) {
        auto* card = new ChartCard(m_side);
        card->setMinimumHeight(px(210));
        m_sideLayout->insertWidget(m_sideLayout->count() - 1, card);
        m_curves << card;
    }
    for (qsizetype i = 0; i < curves; ++i) m_curves[i]->setSpec(v->pacing[static_cast<size_t>(i)]);
    showDrivers();
}

ShownNumbers PulsePage::shownNumbers() const {
    // Six weeks are what a morning is held against.
    ShownNumbers shown{{QStringLiteral("revenue"), QStringLiteral("cost"), QStringLiteral("clicks"), QStringLiteral("leads"),
                        QStringLiteral("orders")}};
    if (const FactsPtr facts = m_presenter.session().facts(); facts && facts->dataset.dates)
        shown.days = DateRange{facts->dataset.dates->to - 41, facts->dataset.dates->to};
    return shown;
}

} // namespace plumbline::ui
