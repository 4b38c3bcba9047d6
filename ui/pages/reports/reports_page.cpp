// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/reports/reports_page.h"

#include <QAction>
#include <QComboBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QSignalBlocker>

#include "ui/charts/theme.h"
#include "ui/pages/columns_layout.h"
#include "ui/pages/page_exports.h"
#include "ui/session/trust.h"
#include "ui/session/wording.h"
#include "ui/widgets/card.h"
#include "ui/widgets/messages.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/spec_table.h"

namespace plumbline::ui {

namespace {

template <class T>
const T* firstBlock(const report::Review& review, std::string_view section) {
    for (const report::ReviewSection& s : review.sections)
        if (s.id == section)
            for (const report::Block& b : s.blocks)
                if (const auto* found = std::get_if<T>(&b)) return found;
    return nullptr;
}

TableCell cell(const std::string& text, Tone tone = Tone::normal) {
    TableCell c;
    c.text = text;
    c.tone = tone;
    return c;
}

} // namespace

ReportsPage::ReportsPage(ReportsPresenter& presenter, QWidget* parent) : ScrollPage(parent), m_presenter(presenter) {
    m_head = new PageHead;
    m_empty = new EmptyState(QString());
    m_bar = new QWidget(this);
    m_weeks = new QComboBox(m_bar);
    auto* line = new QHBoxLayout(m_bar);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(m_weeks);
    m_weeks->setAccessibleName(tr("Week of the review"));
    m_kpis = new TableCard;
    m_actions = new TableCard;
    m_cause = new ChartCard;
    m_channels = new TableCard;
    m_campaigns = new TableCard;
    m_outlook = new ChartCard;
    m_parts = new TableCard;
    rows()->addRow({{m_head, 12}});
    rows()->addRow({{m_empty, 12}});
    rows()->addRow({{m_kpis, 12}});
    rows()->addRow({{m_actions, 12}});
    rows()->addRow({{m_cause, 6}, {m_channels, 6}});
    rows()->addRow({{m_outlook, 6}, {m_campaigns, 6}});
    rows()->addRow({{m_parts, 12}});

    Session& session = presenter.session();
    const auto tell = [this](Tone tone, const QString& sentence) {
        m_head->message()->setClosable(true);
        m_head->message()->setMessage(tone, sentence);
    };
    connect(&presenter, &ReportsPresenter::exported, this,
            [tell](const QString& file) { tell(Tone::gain, tr("Written: %1").arg(QFileInfo(file).fileName())); });
    connect(&presenter, &ReportsPresenter::exportFailed, this,
            [this, tell](const Error& error) { tell(Tone::loss, errorSentence(error, m_presenter.session().language())); });
    connect(m_weeks, &QComboBox::activated, this,
            [this](int index) { m_presenter.setWeek(Date{static_cast<int32_t>(m_weeks->itemData(index).toInt())}); });
    connect(m_empty, &EmptyState::clicked, this, &ReportsPage::chooseFilesRequested);
    connect(&presenter, &ReportsPresenter::changed, this, &ReportsPage::refresh);
    connect(&presenter, &ReportsPresenter::changed, &Trust::of(presenter.session()), &Trust::changed);
    connect(&presenter, &ReportsPresenter::loadingChanged, this, [this] {
        if (m_presenter.isLoading())
            m_head->progress()->start();
        else
            m_head->progress()->stop();
    });
    connect(&session, &Session::factsChanged, this, &ReportsPage::fillWeeks);
    connect(&session, &Session::languageChanged, this, &ReportsPage::fillWeeks);
    connect(&session, &Session::datasetsChanged, this, &ReportsPage::refresh);
    using Format = ReportsPresenter::Format;
    for (const auto& [text, filter, suffix, format] :
         {std::tuple{tr("PDF…"), tr("PDF (*.pdf)"), QStringLiteral("pdf"), Format::pdf},
          std::tuple{tr("Markdown…"), tr("Markdown (*.md)"), QStringLiteral("md"), Format::markdown},
          std::tuple{tr("Excel…"), tr("Excel (*.xlsx)"), QStringLiteral("xlsx"), Format::xlsx}}) {
        auto* action = new QAction(text, this);
        action->setObjectName("export.reports." + suffix);
        connect(action, &QAction::triggered, this, [this, filter = filter, suffix = suffix, format = format] {
            askForFile(this, tr("Export the review"), title(), suffix, filter,
                       [this, format](const QString& file) { m_presenter.exportTo(format, file); });
        });
        m_exports << action;
    }
    fillWeeks();
    refresh();
}

QWidget* ReportsPage::barLead() { return m_bar; }

bool ReportsPage::isSettled() const { return !m_presenter.isLoading() && !m_presenter.session().isLoading(); }

void ReportsPage::showEvent(QShowEvent* event) {
    ScrollPage::showEvent(event);
    m_presenter.setWanted(true);
}

void ReportsPage::hideEvent(QHideEvent* event) {
    ScrollPage::hideEvent(event);
    m_presenter.setWanted(false);
}

void ReportsPage::fillWeeks() {
    const QSignalBlocker quiet(m_weeks);
    const Language language = m_presenter.session().language();
    m_weeks->clear();
    for (const DateRange& week : m_presenter.weeks()) {
        m_weeks->addItem(
            tr("%1, %2").arg(qs(format_period_short(week.from, Grain::week, language)), qs(format_range(week, language))),
            week.from.days);
        if (m_presenter.week() == week.from) m_weeks->setCurrentIndex(m_weeks->count() - 1);
    }
    m_weeks->setVisible(m_weeks->count() > 0);
}

void ReportsPage::refresh() {
    const report::Review* r = m_presenter.review();
    const Session& session = m_presenter.session();
    const bool empty = !r && !m_presenter.error() && session.isOpen() && session.datasets().empty();
    m_empty->setText(empty ? tr("No numbers yet. A review needs one export with a date and two weeks.") : QString(),
                     tr("Import files"));
    m_empty->setVisible(empty);
    const auto* cause = r ? firstBlock<ChartSpec>(*r, "change") : nullptr;
    const auto* channels = r ? firstBlock<TableSpec>(*r, "channels") : nullptr;
    const auto* campaigns = r ? firstBlock<TableSpec>(*r, "campaigns") : nullptr;
    const auto* outlook = r ? firstBlock<ChartSpec>(*r, "outlook") : nullptr;
    m_kpis->setVisible(r);
    m_actions->setVisible(r);
    m_parts->setVisible(r);
    m_cause->setVisible(cause);
    m_channels->setVisible(channels);
    m_campaigns->setVisible(campaigns);
    m_outlook->setVisible(outlook);
    for (QAction* action : m_exports) action->setEnabled(r != nullptr);
    if (const auto& error = m_presenter.error()) {
        m_head->message()->setClosable(false);
        m_head->message()->setMessage(Tone::loss, errorSentence(*error, session.language()));
    } else if (r && !r->whole()) {
        m_head->message()->setClosable(false);
        m_head->message()->setMessage(Tone::warning, tr("Not whole: a part could not be made."));
    } else
        m_head->message()->setMessage(Tone::normal, QString());
    m_head->setTitle(r ? qs(r->headline) : isSettled() ? title() : tr("Loading numbers"));
    m_head->setCaption(r ? qs(r->scope_label + ", " + r->week_label) : QString());
    if (!r) return;
    TableSpec kpis = r->kpis;
    for (const std::string& s : r->summary) kpis.title += (kpis.title.empty() ? "" : " ") + s;
    m_kpis->setSpec(kpis);
    TableSpec actions;
    actions.id = "actions";
    actions.title = tr("What to do").toStdString();
    actions.columns = {{"action", tr("Action").toStdString(), CellKind::text, {}},
                       {"why", tr("Computation").toStdString(), CellKind::text, {}}};
    for (const report::ReviewAction& a : r->actions) actions.rows.push_back({cell(a.text), cell(a.computation)});
    m_actions->setSpec(actions);
    TableSpec parts;
    parts.id = "parts";
    parts.title = tr("Parts of this review").toStdString();
    parts.columns = {{"part", tr("Part").toStdString(), CellKind::text, {}},
                     {"state", tr("State").toStdString(), CellKind::badge, {}},
                     {"reason", tr("Reason").toStdString(), CellKind::text, {}}};
    for (const report::ReviewSection& s : r->sections) {
        const bool failed = s.state == report::SectionState::failed, done = s.state == report::SectionState::done;
        parts.rows.push_back({cell(s.title),
                              cell((done     ? tr("there")
                                    : failed ? tr("failed")
                                             : tr("not possible"))
                                       .toStdString(),
                                   failed ? Tone::loss : Tone::muted),
                              cell(s.reason)});
    }
    m_parts->setSpec(parts);
    if (cause) m_cause->setSpec(*cause);
    if (channels) m_channels->setSpec(*channels);
    if (campaigns) m_campaigns->setSpec(*campaigns);
    if (outlook) m_outlook->setSpec(*outlook);
}

ShownNumbers ReportsPage::shownNumbers() const {
    ShownNumbers shown{{QStringLiteral("revenue"), QStringLiteral("cost"), QStringLiteral("clicks"), QStringLiteral("leads"),
                        QStringLiteral("orders")}};
    // The week and the one before it.
    const auto weeks = m_presenter.weeks();
    const std::optional<Date> monday = m_presenter.week() ? m_presenter.week()
                                       : weeks.isEmpty()  ? std::nullopt
                                                          : std::optional(weeks.front().from);
    if (monday) shown.days = DateRange{*monday - 7, *monday + 6};
    return shown;
}

} // namespace plumbline::ui
