// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/segments/segments_page.h"

#include <QAction>
#include <QFileInfo>
#include <QMenu>
#include <QVBoxLayout>

#include "core/narrate/narrator.h"
#include "ui/charts/chart_widget.h"
#include "ui/charts/theme.h"
#include "ui/pages/columns_layout.h"
#include "ui/pages/page_exports.h"
#include "ui/session/trust.h"
#include "ui/session/wording.h"
#include "ui/widgets/card.h"
#include "ui/widgets/messages.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/spec_table.h"
#include "ui/widgets/token_button.h"

namespace plumbline::ui {

SegmentsPage::SegmentsPage(SegmentsPresenter& presenter, QWidget* parent) : ScrollPage(parent), m_presenter(presenter) {
    m_head = new PageHead;
    m_empty = new EmptyState(QString());
    m_scatter = new ChartCard;
    m_groups = new TableCard;
    m_profile = new TableCard;
    m_beside = new QWidget;
    auto* beside = new QVBoxLayout(m_beside);
    beside->setContentsMargins(0, 0, 0, 0);
    beside->setSpacing(px(12));
    beside->addWidget(m_groups, 1);
    beside->addWidget(m_profile, 1);
    m_campaigns = new TableCard;
    m_campaigns->setSearchShown(true);
    // Names of groups are sentences: their table has the wider part, and its rows share the height of the cloud beside it.
    m_groups->setRowsStretch(true);
    m_campaigns->setRowsStretch(true);
    rows()->addRow({{m_head, 12}});
    rows()->addRow({{m_empty, 12}});
    rows()->addRow({{m_scatter, 5}, {m_beside, 7}});
    rows()->addRow({{m_campaigns, 12}}, 1);

    Session& session = presenter.session();
    auto* across = new QMenu(tr("Across"), this);
    auto* upwards = new QMenu(tr("Upwards"), this);
    for (QMenu* menu : {across, upwards})
        connect(menu, &QMenu::aboutToShow, this, [this, menu, isX = menu == across] {
            menu->clear();
            const report::SegmentsReport* report = m_presenter.report();
            if (!report) return;
            const narrate::Narrator narrator(m_presenter.session().language());
            for (const std::string& kpi : report->kpis)
                menu->addAction(qs(narrator.metric(kpi, kpi).label), this, [this, isX, id = qs(kpi)] {
                    m_presenter.setAxes(isX ? id : m_presenter.x(), isX ? m_presenter.y() : id);
                });
        });
    QMenu* more = m_scatter->moreMenu();
    more->insertMenu(more->actions().value(0), upwards);
    more->insertMenu(upwards->menuAction(), across);

    // What a plan would do to one group: the same campaigns on the page of plans.
    auto* plan = new QMenu(tr("Plan the budget of"), this);
    connect(plan, &QMenu::aboutToShow, this, [this, plan] {
        plan->clear();
        for (const auto& [name, campaigns] : m_presenter.members())
            plan->addAction(name, this, [this, campaigns = campaigns] {
                m_presenter.selectGroup(campaigns);
                Q_EMIT openPageRequested(QStringLiteral("simulator"));
            });
    });
    QMenu* groups = m_groups->moreMenu();
    groups->insertMenu(groups->actions().value(0), plan);
    connect(m_groups->table(), &SpecTable::rowActivated, this,
            [this](const QString&, const QString& name) { m_presenter.setGroup(name); });

    const auto tell = [this](Tone tone, const QString& sentence) {
        m_head->message()->setClosable(true);
        m_head->message()->setMessage(tone, sentence);
    };
    auto* exports = new PageExports(session, this);
    connect(exports, &PageExports::told, this, tell);
    connect(&presenter, &SegmentsPresenter::exported, this,
            [tell](const QString& file) { tell(Tone::gain, tr("Written: %1").arg(QFileInfo(file).fileName())); });
    connect(&presenter, &SegmentsPresenter::exportFailed, this,
            [this, tell](const Error& error) { tell(Tone::loss, errorSentence(error, m_presenter.session().language())); });
    connect(m_scatter->chart(), &ChartWidget::pointClicked, &presenter, &SegmentsPresenter::toggleMark);
    connect(m_campaigns->table(), &SpecTable::rowActivated, this, [&session](const QString& dimension, const QString& value) {
        if (const auto meant = valueOfRow(value, session.language())) session.selection().toggleFilter(dimension, *meant);
    });
    connect(m_empty, &EmptyState::clicked, this, &SegmentsPage::chooseFilesRequested);
    connect(&presenter, &SegmentsPresenter::changed, this, &SegmentsPage::refresh);
    connect(&presenter, &SegmentsPresenter::changed, &Trust::of(presenter.session()), &Trust::changed);
    connect(&presenter, &SegmentsPresenter::loadingChanged, this, [this] {
        if (m_presenter.isLoading())
            m_head->progress()->start();
        else
            m_head->progress()->stop();
    });
    connect(&session, &Session::datasetsChanged, this, &SegmentsPage::refresh);
    m_exports =
        exportEntries(this, tr("Export the page"), {"pdf", "xlsx"}, [this](const QString& file) { m_presenter.exportTo(file); });
    refresh();
}

QWidget* SegmentsPage::barTail() {
    if (m_number) return m_number;
    m_number = new TokenButton(tr("Groups"), tr("chosen"), {}, this);
    auto* menu = new QMenu(m_number);
    menu->addAction(tr("Chosen from the data"), this, [this] {
        m_number->setValue(tr("chosen"));
        m_presenter.setGroups(0);
    });
    for (int k = 2; k <= 8; ++k)
        menu->addAction(QString::number(k), this, [this, k] {
            m_number->setValue(QString::number(k));
            m_presenter.setGroups(k);
        });
    m_number->setMenu(menu);
    return m_number;
}

bool SegmentsPage::isSettled() const { return !m_presenter.isLoading() && !m_presenter.session().isLoading(); }

void SegmentsPage::showEvent(QShowEvent* event) {
    ScrollPage::showEvent(event);
    m_presenter.setWanted(true);
}

void SegmentsPage::hideEvent(QHideEvent* event) {
    ScrollPage::hideEvent(event);
    m_presenter.setWanted(false);
}

void SegmentsPage::refresh() {
    const report::SegmentsReport* r = m_presenter.report();
    const Session& session = m_presenter.session();
    const bool empty = !r && !m_presenter.error() && session.isOpen() && session.datasets().empty();
    m_empty->setText(empty ? tr("No campaigns yet. Groups need one export with campaigns.") : QString(), tr("Import files"));
    m_empty->setVisible(empty);
    m_scatter->setVisible(r && !r->scatter.series.empty());
    m_beside->setVisible(r != nullptr);
    m_profile->setVisible(r && !r->profile.rows.empty());
    m_campaigns->setVisible(r != nullptr);
    for (QAction* action : m_exports) action->setEnabled(r != nullptr);
    if (const auto& error = m_presenter.error()) {
        m_head->message()->setClosable(false);
        m_head->message()->setMessage(Tone::loss, errorSentence(*error, session.language()));
    } else
        m_head->message()->setMessage(Tone::normal, QString());
    m_head->setTitle(r ? qs(r->title) : isSettled() ? title() : tr("Grouping campaigns"));
    m_head->setCaption(r ? qs(r->caption) : QString());
    if (!r) return;
    if (!r->scatter.series.empty()) m_scatter->setSpec(r->scatter);
    m_groups->setSpec(r->groups);
    if (!r->profile.rows.empty()) m_profile->setSpec(r->profile);
    m_campaigns->setSpec(r->campaigns);
}

ShownNumbers SegmentsPage::shownNumbers() const {
    return {{QStringLiteral("revenue"), QStringLiteral("cost"), QStringLiteral("clicks"), QStringLiteral("leads"),
             QStringLiteral("orders")}};
}

} // namespace plumbline::ui
