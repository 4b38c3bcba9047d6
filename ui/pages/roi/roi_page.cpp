// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/roi/roi_page.h"

#include <QAction>
#include <QFileInfo>
#include <QMenu>

#include "ui/charts/chart_widget.h"
#include "ui/charts/theme.h"
#include "ui/pages/columns_layout.h"
#include "ui/pages/page_exports.h"
#include "ui/session/trust.h"
#include "ui/session/wording.h"
#include "ui/widgets/card.h"
#include "ui/widgets/glossary_dialog.h"
#include "ui/widgets/kpi_card.h"
#include "ui/widgets/messages.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/spec_table.h"

namespace plumbline::ui {

RoiPage::RoiPage(RoiPresenter& presenter, QWidget* parent) : ScrollPage(parent), m_presenter(presenter) {
    m_head = new PageHead;
    m_empty = new EmptyState(QString());
    m_cards = new KpiRow;
    m_scatter = new ChartCard;
    m_marginal = new ChartCard;
    m_channels = new TableCard;
    m_under = new TableCard;
    m_channels->setRowsStretch(true);
    rows()->addRow({{m_head, 12}});
    rows()->addRow({{m_empty, 12}});
    rows()->addRow({{m_cards, 12}});
    rows()->addRow({{m_scatter, 6}, {m_channels, 6}}, 2);
    rows()->addRow({{m_marginal, 6}, {m_under, 6}}, 1);

    Session& session = presenter.session();
    auto* by = new QMenu(tr("Break down by"), this);
    connect(by, &QMenu::aboutToShow, this, [this, by] {
        by->clear();
        const FactsPtr facts = m_presenter.session().facts();
        if (!facts) return;
        for (const DatasetColumn* column : facts->dataset.dimensions()) {
            const QString id = dimensionId(*column);
            QAction* action = by->addAction(dimensionName(*column), this, [this, id] { m_presenter.setBreakdown(id); });
            action->setCheckable(true);
            action->setChecked(m_presenter.report() &&
                               facts->dataset.dimension(m_presenter.report()->channels.dimension) == column);
        }
    });
    QMenu* more = m_channels->moreMenu();
    more->insertMenu(more->actions().value(0), by);
    const auto tell = [this](Tone tone, const QString& sentence) {
        m_head->message()->setClosable(true);
        m_head->message()->setMessage(tone, sentence);
    };
    auto* exports = new PageExports(session, this);
    connect(exports, &PageExports::told, this, tell);
    connect(&presenter, &RoiPresenter::exported, this,
            [tell](const QString& file) { tell(Tone::gain, tr("Written: %1").arg(QFileInfo(file).fileName())); });
    connect(&presenter, &RoiPresenter::exportFailed, this,
            [this, tell](const Error& error) { tell(Tone::loss, errorSentence(error, m_presenter.session().language())); });
    connect(m_cards, &KpiRow::cardClicked, this, [this](const QString& metric) { openGlossary(this, metric); });
    connect(m_scatter->chart(), &ChartWidget::pointClicked, &presenter, &RoiPresenter::toggleMark);
    for (TableCard* card : {m_channels, m_under})
        connect(card->table(), &SpecTable::rowActivated, this, [&session](const QString& dimension, const QString& value) {
            if (const auto meant = valueOfRow(value, session.language())) session.selection().toggleFilter(dimension, *meant);
        });
    connect(m_marginal->chart(), &ChartWidget::rangeSelected, this, [&session](Date from, Date to) {
        if (const auto known = session.selection().data())
            session.selection().setPeriod(RangePreset::custom, {std::max(from, known->from), std::min(to, known->to)});
    });
    connect(m_empty, &EmptyState::clicked, this, &RoiPage::chooseFilesRequested);
    connect(&presenter, &RoiPresenter::changed, this, &RoiPage::refresh);
    connect(&presenter, &RoiPresenter::changed, &Trust::of(presenter.session()), &Trust::changed);
    connect(&presenter, &RoiPresenter::loadingChanged, this, [this] {
        if (m_presenter.isLoading())
            m_head->progress()->start();
        else
            m_head->progress()->stop();
    });
    connect(&session, &Session::datasetsChanged, this, &RoiPage::refresh);
    m_exports =
        exportEntries(this, tr("Export the page"), {"pdf", "xlsx"}, [this](const QString& file) { m_presenter.exportTo(file); });
    refresh();
}

bool RoiPage::isSettled() const { return !m_presenter.isLoading() && !m_presenter.session().isLoading(); }

void RoiPage::showEvent(QShowEvent* event) {
    ScrollPage::showEvent(event);
    m_presenter.setWanted(true);
}

void RoiPage::hideEvent(QHideEvent* event) {
    ScrollPage::hideEvent(event);
    m_presenter.setWanted(false);
}

void RoiPage::refresh() {
    const report::RoiReport* r = m_presenter.report();
    const Session& session = m_presenter.session();
    const bool shown = r && r->possible;
    const bool empty = !r && !m_presenter.error() && session.isOpen() && session.datasets().empty();
    m_empty->setText(empty         ? tr("No numbers yet. A return needs one export with cost and revenue.")
                     : r && !shown ? tr("It takes a column of costs and a column of revenue.")
                                   : QString(),
                     tr("Import files"));
    m_empty->setVisible(empty || (r && !shown));
    m_cards->setVisible(shown);
    m_scatter->setVisible(shown && !r->scatter.series.empty());
    m_marginal->setVisible(shown && !r->marginal.series.empty());
    m_channels->setVisible(shown && !r->channels.rows.empty());
    m_under->setVisible(shown);
    for (QAction* action : m_exports) action->setEnabled(shown);
    if (const auto& error = m_presenter.error()) {
        m_head->message()->setClosable(false);
        m_head->message()->setMessage(Tone::loss, errorSentence(*error, session.language()));
    } else
        m_head->message()->setMessage(Tone::normal, QString());
    m_head->setTitle(r ? qs(r->title) : isSettled() ? title() : tr("Loading numbers"));
    m_head->setCaption(r ? qs(r->caption) : QString());
    if (!shown) return;
    m_cards->setCards(r->cards);
    m_scatter->setSpec(r->scatter);
    m_channels->setSpec(r->channels);
    m_marginal->setSpec(r->marginal);
    m_under->setSpec(r->under);
}

ShownNumbers RoiPage::shownNumbers() const { return {{QStringLiteral("revenue"), QStringLiteral("cost")}}; }

} // namespace plumbline::ui
