// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/dashboard/dashboard_page.h"

#include <QAction>
#include <QActionGroup>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QPixmap>

#include "ui/charts/theme.h"
#include "ui/pages/columns_layout.h"
#include "ui/pages/dashboard/explanation_popup.h"
#include "ui/session/wording.h"
#include "ui/widgets/card.h"
#include "ui/widgets/kpi_card.h"
#include "ui/widgets/messages.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/spec_table.h"
#include "ui/widgets/token_button.h"

namespace plumbline::ui {

namespace {
// Rows that the campaign card shows before "All 38 campaigns" was asked for, on a page of the lowest height; a higher page gives
// half of what it has more to campaigns, the other half to the chart.
constexpr int few_campaigns = 4, most_campaigns = 12;
constexpr int lowest_page = 674, row_height = 23;
// Work that lasts longer is named.
constexpr qint64 named_after_ms = 1000;
} // namespace

DashboardPage::DashboardPage(DashboardPresenter& presenter, QWidget* parent) : ScrollPage(parent), m_presenter(presenter) {
    m_head = new PageHead;
    m_cards = new KpiRow;
    m_series = new ChartCard;
    m_breakdown = new TableCard;
    m_campaigns = new TableCard;
    m_funnel = new TableCard;
    m_empty = new EmptyState(QString());

    m_grain = new TokenButton;
    m_grain->setCompact(true);
    m_grain->setMenu(new QMenu(m_grain));
    m_series->setSelector(m_grain);
    m_series->setTableButtonShown(true);

    rows()->addRow({{m_head, 12}});
    rows()->addRow({{m_empty, 12}});
    rows()->addRow({{m_cards, 12}});
    rows()->addRow({{m_series, 8}, {m_breakdown, 4}}, 1);
    rows()->addRow({{m_campaigns, 8}, {m_funnel, 4}});

    connect(m_grain->menu(), &QMenu::aboutToShow, this, &DashboardPage::fillGrains);
    connect(m_breakdown->moreMenu(), &QMenu::aboutToShow, this, &DashboardPage::fillBreakdowns);
    connect(m_cards, &KpiRow::cardClicked, this, &DashboardPage::explain);
    connect(m_empty, &EmptyState::clicked, this, &DashboardPage::chooseFilesRequested);
    connect(m_campaigns, &TableCard::noteClicked, this, [this] {
        m_allCampaigns = !m_allCampaigns;
        refresh();
    });
    for (SpecTable* table : {m_breakdown->table(), m_campaigns->table()})
        connect(table, &SpecTable::rowActivated, this, [this](const QString& dimension, const QString& value) {
            m_presenter.session().selection().toggleFilter(dimension, value);
        });
    connect(&m_presenter, &DashboardPresenter::changed, this, &DashboardPage::refresh);
    connect(&m_presenter, &DashboardPresenter::loadingChanged, this, &DashboardPage::refreshProgress);
    connect(&m_presenter.session(), &Session::workspaceChanged, this, &DashboardPage::refreshProgress);
    connect(&m_presenter.session(), &Session::factsChanged, this, &DashboardPage::refreshProgress);
    connect(&m_presenter.session().jobs(), &JobRunner::progressed, this, &DashboardPage::refreshProgress);
    connect(&m_presenter.session(), &Session::workspaceChanged, this, &DashboardPage::refresh);
    connect(&m_presenter.session(), &Session::datasetsChanged, this, &DashboardPage::refresh);
    connect(&m_presenter, &DashboardPresenter::exported, this, [this](const QString& file) {
        m_head->message()->setClosable(true);
        m_head->message()->setMessage(Tone::gain, tr("Written: %1").arg(QFileInfo(file).fileName()));
    });
    connect(&m_presenter, &DashboardPresenter::exportFailed, this, [this](const Error& error) {
        m_head->message()->setClosable(true);
        m_head->message()->setMessage(Tone::loss, errorSentence(error, m_presenter.session().language()));
    });

    using Format = DashboardPresenter::Format;
    addExport(tr("PDF…"), tr("PDF (*.pdf)"), "pdf", [this](const QString& f) { m_presenter.exportTo(Format::pdf, f); });
    addExport(tr("Picture…"), tr("PNG (*.png)"), "png", [this](const QString& f) {
        if (body()->grab().save(f, "PNG"))
            Q_EMIT m_presenter.exported(f);
        else
            Q_EMIT m_presenter.exportFailed(Error(ErrorCode::write_failed, {{"path", f.toStdString()}, {"detail", "PNG"}}));
    });
    addExport(tr("Markdown…"), tr("Markdown (*.md)"), "md",
              [this](const QString& f) { m_presenter.exportTo(Format::markdown, f); });
    addExport(tr("Excel…"), tr("Excel (*.xlsx)"), "xlsx", [this](const QString& f) { m_presenter.exportTo(Format::xlsx, f); });
    refresh();
}

void DashboardPage::addExport(const QString& text, const QString& filter, const QString& suffix,
                              std::function<void(const QString&)> write) {
    auto* action = new QAction(text, this);
    action->setObjectName("export." + suffix);
    connect(action, &QAction::triggered, this, [this, filter, suffix, write = std::move(write)] {
        Settings& settings = m_presenter.session().settings();
        const QDir folder(settings.get(keys::folder).isEmpty() ? QDir::homePath() : settings.get(keys::folder));
        auto* dialog = new QFileDialog(this, tr("Export the dashboard"), folder.filePath(tr("Dashboard") + "." + suffix), filter);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setDefaultSuffix(suffix);
        connect(dialog, &QFileDialog::fileSelected, this, [&settings, write](const QString& file) {
            settings.set(keys::folder, QFileInfo(file).absolutePath());
            write(file);
        });
        dialog->open();
    });
    m_exports.append(action);
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
    const report::Dashboard* d = m_presenter.dashboard();
    for (QWidget* widget : {static_cast<QWidget*>(m_cards), static_cast<QWidget*>(m_series), static_cast<QWidget*>(m_breakdown),
                            static_cast<QWidget*>(m_campaigns), static_cast<QWidget*>(m_funnel)})
        widget->setVisible(d != nullptr);
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
    m_series->setSpec(d->series);
    m_breakdown->setSpec(d->breakdown);
    refreshCampaigns();
    m_funnel->setSpec(d->funnel);
    m_funnel->setVisible(!d->funnel.rows.empty());
    m_grain->setValue(grainName(d->grain));
    m_grain->setAccessibleName(tr("Points of the chart: %1").arg(grainName(d->grain)));
    // The rows that the page is filtered to stay marked.
    for (SpecTable* table : {m_breakdown->table(), m_campaigns->table()}) {
        const auto* filter = m_presenter.session().selection().filter(qs(table->spec().dimension));
        table->selectName(filter && !filter->exclude && filter->values.size() == 1 ? qs(filter->values.front()) : QString());
    }
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
    const int more = (height() - px(lowest_page)) / (2 * px(row_height));
    return std::clamp(few_campaigns + more, few_campaigns, most_campaigns);
}

void DashboardPage::refreshCampaigns() {
    if (!m_presenter.dashboard()) return;
    TableSpec campaigns = m_presenter.dashboard()->campaigns;
    m_campaigns->setVisible(!campaigns.rows.empty());
    m_shownCampaigns = fewCampaigns();
    const int all = static_cast<int>(campaigns.rows.size());
    campaigns.note.clear();
    if (all > m_shownCampaigns)
        campaigns.note = (m_allCampaigns ? tr("Fewer campaigns") : tr("All %n campaigns", nullptr, all)).toStdString();
    if (!m_allCampaigns && all > m_shownCampaigns) campaigns.rows.resize(static_cast<size_t>(m_shownCampaigns));
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

void DashboardPage::fillBreakdowns() {
    QMenu* menu = m_breakdown->moreMenu();
    menu->clear();
    for (const auto& choice : m_presenter.breakdowns()) {
        QAction* action = menu->addAction(tr("By %1").arg(choice.name.toLower()), this,
                                          [this, id = choice.id] { m_presenter.setBreakdown(id); });
        action->setCheckable(true);
        action->setChecked(choice.id == m_presenter.breakdown());
    }
}

void DashboardPage::explain(const QString& metric) {
    m_presenter.setMetric(metric);
    for (KpiCardWidget* card : m_cards->cards())
        if (qs(card->card().metric) == metric) (new ExplanationPopup(card->card(), this))->popupUnder(card);
}

} // namespace plumbline::ui
