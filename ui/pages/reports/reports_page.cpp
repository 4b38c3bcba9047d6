// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/reports/reports_page.h"

#include <cctype>

#include <QAction>
#include <QComboBox>
#include <QDesktopServices>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QUrl>

#include "core/report/bridge.h"
#include "ui/charts/theme.h"
#include "ui/pages/columns_layout.h"
#include "ui/pages/page_exports.h"
#include "ui/pages/reports/rating_dialog.h"
#include "ui/session/trust.h"
#include "ui/session/wording.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
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

/// Index of the week that is shown in the grid; -1: it is further back.
int selectedWeek(const ReportsPresenter& presenter) {
    const auto& weeks = presenter.grid().weeks;
    if (!presenter.week()) return weeks.isEmpty() ? -1 : 0;
    for (qsizetype i = 0; i < weeks.size(); ++i)
        if (weeks[i].from == *presenter.week()) return static_cast<int>(i);
    return -1;
}

/// State of one review: a badge.
TableCell stateCell(const report::KnownReview* known, const std::string& fingerprint, bool shown) {
    if (!known)
        return cell(shown ? ReportsPage::tr("shown, not written").toStdString() : std::string(missing_value), Tone::muted);
    std::string now, then = known->fingerprint;
    for (const char c : fingerprint.substr(0, std::min<size_t>(8, fingerprint.size()))) now += static_cast<char>(std::toupper(c));
    std::erase(then, '-');
    if (now != then) return cell(ReportsPage::tr("of older data").toStdString(), Tone::warning);
    if (!known->whole) return cell(ReportsPage::tr("not whole").toStdString(), Tone::loss);
    return cell(ReportsPage::tr("written").toStdString(), Tone::gain);
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
    m_grid = new TableCard;
    m_dimensions = new QComboBox;
    m_dimensions->setAccessibleName(tr("Reviews by"));
    m_grid->setSelector(m_dimensions);
    m_write = makeButton(QString(), ButtonKind::primary);
    m_rate = makeButton(tr("Rate…"), ButtonKind::outlined);
    auto* actions = new QWidget;
    auto* buttons = new QHBoxLayout(actions);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->addWidget(m_rate);
    buttons->addWidget(m_write);
    m_head->setAction(actions);
    m_scores = new ChartCard;
    m_authors = new TableCard;
    rows()->addRow({{m_head, 12}});
    rows()->addRow({{m_empty, 12}});
    rows()->addRow({{m_grid, 12}});
    rows()->addRow({{m_kpis, 12}});
    rows()->addRow({{m_actions, 12}});
    rows()->addRow({{m_cause, 6}, {m_channels, 6}});
    rows()->addRow({{m_outlook, 6}, {m_campaigns, 6}});
    rows()->addRow({{m_parts, 12}});
    rows()->addRow({{m_scores, 5}, {m_authors, 7}});

    Session& session = presenter.session();
    const auto tell = [this](Tone tone, const QString& sentence) {
        m_head->message()->setClosable(true);
        m_head->message()->setMessage(tone, sentence);
    };
    connect(&presenter, &ReportsPresenter::exported, this,
            [tell](const QString& file) { tell(Tone::gain, tr("Written: %1").arg(QFileInfo(file).fileName())); });
    connect(&presenter, &ReportsPresenter::exportFailed, this,
            [this, tell](const Error& error) { tell(Tone::loss, errorSentence(error, m_presenter.session().language())); });
    connect(&presenter, &ReportsPresenter::written, this, [this, tell](int made, int unchanged, int failed) {
        tell(failed > 0 ? Tone::warning : Tone::gain,
             failed > 0
                 ? tr("%1 written, %2 unchanged, %3 not whole or not made: see the grid").arg(made).arg(unchanged).arg(failed)
                 : tr("%1 written, %2 unchanged, in %3").arg(made).arg(unchanged).arg(m_presenter.folder()));
        if (const QString why = m_presenter.templateReason(); failed == 0 && !why.isEmpty())
            tell(Tone::warning, tr("%1 written, the texts from templates: %2").arg(made).arg(why));
    });
    connect(&presenter, &ReportsPresenter::gridChanged, this, &ReportsPage::fillGrid);
    connect(&presenter, &ReportsPresenter::writingChanged, this, &ReportsPage::fillGrid);
    connect(m_write, &QPushButton::clicked, this, [this] {
        if (m_presenter.isWriting())
            m_presenter.cancelWriting();
        else
            m_presenter.write(true);
    });
    connect(m_rate, &QPushButton::clicked, this, &ReportsPage::rate);
    connect(m_dimensions, &QComboBox::activated, this,
            [this](int i) { m_presenter.setDimension(m_dimensions->itemData(i).toString()); });
    connect(m_grid->table(), &QTableView::clicked, this, &ReportsPage::openCell);
    connect(m_grid->table(), &QTableView::activated, this, &ReportsPage::openCell);
    QMenu* more = m_grid->moreMenu();
    connect(more->addAction(tr("Write only the one shown")), &QAction::triggered, this, [this] { m_presenter.write(false); });
    m_open = more->addAction(tr("Open the PDF of the one shown"));
    connect(m_open, &QAction::triggered, this, [this] {
        const auto* known =
            m_presenter.grid().at(static_cast<size_t>(std::max(0, m_presenter.selectedScope())), selectedWeek(m_presenter));
        if (known && !known->files.empty()) QDesktopServices::openUrl(QUrl::fromLocalFile(qs(known->files.back())));
    });
    connect(more->addAction(tr("Open the folder")), &QAction::triggered, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_presenter.folder())); });
    m_byModel = more->addAction(tr("Let the model write the first page"));
    m_byModel->setCheckable(true);
    connect(m_byModel, &QAction::triggered, &presenter, &ReportsPresenter::setUsesModel);
    m_schedule = more->addAction(tr("Write them by themselves once a week is whole"));
    m_schedule->setCheckable(true);
    connect(m_schedule, &QAction::triggered, &presenter, &ReportsPresenter::setScheduled);
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
    m_exports = exportEntries(this, tr("Export the review"), {"pdf", "md", "xlsx"},
                              [this](const QString& file) { m_presenter.exportTo(file); });
    fillWeeks();
    fillGrid();
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

void ReportsPage::fillGrid() {
    const ReportGrid& g = m_presenter.grid();
    const FactsPtr facts = m_presenter.session().facts();
    const bool there = facts && !g.weeks.isEmpty() && !g.scopes.empty();
    m_grid->setVisible(there);
    m_write->setVisible(there);
    m_write->setText(m_presenter.isWriting() ? tr("Stop writing") : tr("Write all"));
    m_rate->setVisible(there && m_presenter.review());
    m_rate->setEnabled(!m_presenter.session().isReadOnly());
    m_byModel->setVisible(m_presenter.canUseModel());
    m_byModel->setChecked(m_presenter.usesModel());
    m_byModel->setEnabled(!m_presenter.session().isReadOnly());
    m_schedule->setChecked(m_presenter.isScheduled());
    m_schedule->setEnabled(!m_presenter.session().isReadOnly());
    m_scores->setVisible(there && !g.scores.series.empty());
    m_authors->setVisible(there && !g.authors.rows.empty());
    if (!g.scores.series.empty()) m_scores->setSpec(g.scores);
    m_authors->setSpec(g.authors);
    if (!there) return;
    const QSignalBlocker quiet(m_dimensions);
    m_dimensions->clear();
    m_dimensions->addItem(tr("Everything alone"), QString());
    for (const auto& [id, name] : m_presenter.dimensions()) m_dimensions->addItem(tr("by %1").arg(name), id);
    m_dimensions->setCurrentIndex(std::max(0, m_dimensions->findData(m_presenter.dimension())));
    const Language language = m_presenter.session().language();
    TableSpec t;
    t.id = "reviews";
    int written = 0;
    const int shown = selectedWeek(m_presenter);
    t.columns = {{"scope", tr("Scope").toStdString(), CellKind::text, {}}};
    for (const DateRange& week : g.weeks)
        t.columns.push_back(
            {"w" + std::to_string(week.from.days), format_period_short(week.from, Grain::week, language), CellKind::badge, {}});
    for (size_t s = 0; s < g.scopes.size(); ++s) {
        std::vector<TableCell> row{cell(s == 0 ? tr("Everything").toStdString() : g.scopes[s].label)};
        row[0].strong = static_cast<int>(s) == std::max(0, m_presenter.selectedScope());
        for (qsizetype w = 0; w < g.weeks.size(); ++w) {
            const auto* known = g.at(s, w);
            written += known != nullptr;
            row.push_back(stateCell(known, facts->dataset.fingerprint, row[0].strong && w == shown));
        }
        t.rows.push_back(std::move(row));
    }
    t.title = written == 0 ? tr("No review of these weeks is written yet").toStdString()
                           : tr("%Ln review(s) of these weeks are written", nullptr, written).toStdString();
    t.subtitle = tr("Click a week of a scope to read it below; Write all makes what is missing or out of date").toStdString();
    m_grid->setSpec(t);
}

void ReportsPage::openCell(const QModelIndex& index) {
    if (!index.isValid()) return;
    const QString name = index.siblingAtColumn(0).data(Qt::DisplayRole).toString();
    const ReportGrid& g = m_presenter.grid();
    for (size_t s = 0; s < g.scopes.size(); ++s)
        if ((s == 0 && name == tr("Everything")) || (s > 0 && name == qs(g.scopes[s].label)))
            return m_presenter.select(static_cast<int>(s), std::max(0, index.column() - 1));
}

void ReportsPage::rate() {
    if (!m_presenter.review()) return;
    auto* dialog = new RatingDialog(qs(m_presenter.review()->headline), this);
    connect(dialog, &RatingDialog::rated, &m_presenter, &ReportsPresenter::rate);
    dialog->show();
}

QList<QAction*> ReportsPage::commands() {
    auto* write = new QAction(tr("Write all"), this);
    write->setObjectName(QStringLiteral("write"));
    connect(write, &QAction::triggered, m_write, &QPushButton::click);
    m_schedule->setObjectName(QStringLiteral("by_themselves"));
    return {write, m_schedule};
}

void ReportsPage::refresh() {
    const report::Review* r = m_presenter.review();
    const Session& session = m_presenter.session();
    const bool empty = !r && !m_presenter.error() && session.isOpen() && session.datasets().empty();
    m_empty->setText(empty ? tr("No numbers yet. A review needs one export with a date and two weeks.") : QString(),
                     tr("Import files"));
    m_empty->setVisible(empty);
    const report::Bridge* cause = r && r->bridge ? &*r->bridge : nullptr;
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
    QString caption = r ? qs(r->scope_label + ", " + r->week_label) : QString();
    if (r && r->narrative.by_model) caption = tr("%1; text by %2").arg(caption, qs(r->narrative.model));
    m_head->setCaption(caption);
    fillGrid();
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
    if (cause) m_cause->setSpec(report::bridge_chart(*cause));
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
