// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/pulse/pulse_page.h"

#include <QAction>
#include <QFileInfo>

#include "ui/charts/theme.h"
#include "ui/pages/columns_layout.h"
#include "ui/pages/page_exports.h"
#include "ui/session/trust.h"
#include "ui/session/wording.h"
#include "ui/widgets/card.h"
#include "ui/widgets/kpi_card.h"
#include "ui/widgets/messages.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/spec_table.h"

namespace plumbline::ui {

PulsePage::PulsePage(PulsePresenter& presenter, QWidget* parent) : ScrollPage(parent), m_presenter(presenter) {
    m_head = new PageHead;
    m_empty = new EmptyState(QString());
    m_cards = new KpiRow;
    m_table = new TableCard;
    m_alerts = new TableCard;
    m_targets = new TableCard;
    rows()->addRow({{m_head, 12}});
    rows()->addRow({{m_empty, 12}});
    rows()->addRow({{m_cards, 12}});
    rows()->addRow({{m_table, 7}, {m_alerts, 5}});
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
    // Why a figure moved is told on the page of causes.
    connect(m_cards, &KpiRow::cardClicked, this,
            [this](const QString&) { Q_EMIT openPageRequested(QStringLiteral("rootcause")); });
    connect(m_empty, &EmptyState::clicked, this, &PulsePage::chooseFilesRequested);
    connect(&presenter, &PulsePresenter::changed, this, &PulsePage::refresh);
    connect(&presenter, &PulsePresenter::changed, &Trust::of(presenter.session()), &Trust::changed);
    connect(&presenter, &PulsePresenter::loadingChanged, this, [this] {
        if (m_presenter.isLoading())
            m_head->progress()->start();
        else
            m_head->progress()->stop();
    });
    connect(&session, &Session::datasetsChanged, this, &PulsePage::refresh);
    auto* action = new QAction(tr("PDF…"), this);
    action->setObjectName(QStringLiteral("export.pulse.pdf"));
    connect(action, &QAction::triggered, this, [this] {
        askForFile(this, tr("Export the page"), title(), QStringLiteral("pdf"), tr("PDF (*.pdf)"),
                   [this](const QString& file) { m_presenter.exportTo(file); });
    });
    m_exports << action;
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

void PulsePage::refresh() {
    const report::PulseView* v = m_presenter.view();
    const Session& session = m_presenter.session();
    const bool empty = !v && !m_presenter.error() && session.isOpen() && session.datasets().empty();
    m_empty->setText(empty ? tr("No numbers yet. The pulse needs one export with a date.") : QString(), tr("Import files"));
    m_empty->setVisible(empty);
    m_cards->setVisible(v && !v->cards.empty());
    m_table->setVisible(v && !v->table.rows.empty());
    m_alerts->setVisible(v && !v->alerts.rows.empty());
    m_targets->setVisible(v && !v->targets.rows.empty());
    for (QAction* action : m_exports) action->setEnabled(v != nullptr);
    if (const auto& error = m_presenter.error()) {
        m_head->message()->setClosable(false);
        m_head->message()->setMessage(Tone::loss, errorSentence(*error, session.language()));
    } else
        m_head->message()->setMessage(Tone::normal, QString());
    m_head->setTitle(v ? qs(v->title) : isSettled() ? title() : tr("Loading numbers"));
    m_head->setCaption(v ? qs(v->caption) : QString());
    if (!v) return;
    m_cards->setCards(v->cards);
    m_table->setSpec(v->table);
    m_alerts->setSpec(v->alerts);
    m_targets->setSpec(v->targets);
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
