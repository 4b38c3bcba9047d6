// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QMenu>

#include "core/report/table_file.h"
#include "ui/charts/theme.h"
#include "ui/pages/dashboard/dashboard_page.h"
#include "ui/pages/dashboard/note_dialog.h"
#include "ui/pages/dashboard/pin_card.h"
#include "ui/pages/dashboard/targets_dialog.h"
#include "ui/pages/page_exports.h"
#include "ui/widgets/card.h"
#include "ui/widgets/kpi_card.h"
#include "ui/widgets/order_popup.h"
#include "ui/widgets/spec_table.h"
#include "ui/widgets/token_button.h"

/// What a person can arrange and keep on the Dashboard: the menu of views and what it opens.
namespace plumbline::ui {

QString DashboardPage::tileName(const std::string& id) const {
    if (id == "cards") return DashboardPage::tr("Key figures");
    if (id == "series") return DashboardPage::tr("Over time");
    if (id == "breakdown") return DashboardPage::tr("Breakdown");
    if (id == "campaigns") return DashboardPage::tr("Campaigns");
    if (id == "funnel") return DashboardPage::tr("Funnel");
    if (const auto pin = m_pins.find(id); pin != m_pins.end()) return pin->second->title();
    return DashboardPage::tr("Cohorts");
}

namespace {

constexpr auto view_suffix = "plumbline-view";

} // namespace

void DashboardPage::fillView() {
    QMenu* menu = m_view->menu();
    menu->clear();
    DashboardRecords& records = m_presenter.records();
    for (const report::View& view : records.views()) {
        QAction* action = menu->addAction(qs(view.name), this, [this, view] { m_presenter.applyView(view); });
        action->setCheckable(true);
        action->setChecked(qs(view.name) == m_presenter.viewName());
    }
    if (!records.views().empty()) menu->addSeparator();
    menu->addAction(tr("Save this view…"), this, &DashboardPage::askViewName)->setEnabled(records.canWrite());
    QAction* export_ = menu->addAction(tr("Export this view…"), this, [this] {
        const report::View view = m_presenter.currentView(m_presenter.viewName().isEmpty() ? tr("View") : m_presenter.viewName());
        askForFile(this, tr("Export the view"), fileName(qs(view.name)), QLatin1String(view_suffix),
                   tr("Views (*.%1)").arg(QLatin1String(view_suffix)),
                   [this, view](const QString& file) { m_presenter.records().exportView(view, file); });
    });
    export_->setEnabled(m_presenter.dashboard() != nullptr);
    menu->addAction(tr("Import a view…"), this,
                    [this] {
                        importFile(tr("Import a view"), tr("Views (*.%1);;All files (*)").arg(QLatin1String(view_suffix)),
                                   [this](const QString& file) { m_presenter.records().importView(file); });
                    })
        ->setEnabled(records.canWrite());
    if (!m_presenter.viewName().isEmpty())
        menu->addAction(tr("Remove the view %1").arg(m_presenter.viewName()), this, [this] {
            for (const report::View& view : m_presenter.records().views())
                if (qs(view.name) == m_presenter.viewName()) return m_presenter.records().removeView(qs(view.id));
        });
    menu->addSeparator();
    menu->addAction(tr("Arrange the tiles…"), this, &DashboardPage::arrangeTiles);
    menu->addAction(tr("Choose key figures…"), this, &DashboardPage::chooseCards);
    menu->addAction(tr("Choose campaign columns…"), this, &DashboardPage::chooseColumns);
    fillComparisons(menu->addMenu(tr("Also compare with")));
    QAction* amounts = menu->addAction(tr("Changes as amounts"), this, [this] {
        report::View next = m_presenter.arrangement();
        next.absolute = !next.absolute;
        m_presenter.arrange(next, next.absolute ? tr("changes as amounts") : tr("changes in percent"));
    });
    amounts->setCheckable(true);
    amounts->setChecked(m_presenter.arrangement().absolute);
    menu->addAction(tr("Targets…"), this, [this] { editTargets(m_presenter.metric()); });
    menu->addSeparator();
    menu->addAction(tr("As it was at first"), this, &DashboardPage::resetLayout);
}

QList<QAction*> DashboardPage::commands() {
    const auto command = [this](const char* name, const QString& text, auto run) {
        auto* action = new QAction(text, this);
        action->setObjectName(QLatin1String(name));
        connect(action, &QAction::triggered, this, run);
        return action;
    };
    return {command("targets", tr("Targets…"), [this] { editTargets(m_presenter.metric()); }),
            command("tiles", tr("Arrange the tiles…"), &DashboardPage::arrangeTiles),
            command("cards", tr("Choose key figures…"), &DashboardPage::chooseCards),
            command("columns", tr("Choose campaign columns…"), &DashboardPage::chooseColumns)};
}

bool DashboardPage::takeFiles(const QStringList& files) {
    const QString suffix = QLatin1Char('.') + QLatin1String(view_suffix);
    if (!m_presenter.records().canWrite() ||
        !std::all_of(files.begin(), files.end(), [&](const QString& f) { return f.endsWith(suffix); }))
        return false;
    for (const QString& file : files) m_presenter.records().importView(file);
    return true;
}

void DashboardPage::resetLayout() {
    report::View next;
    next.tiles = report::default_tiles();
    m_presenter.arrange(next, tr("arrangement of the beginning"));
}

void DashboardPage::fillComparisons(QMenu* menu) {
    menu->clear();
    using Kind = report::Reference::Kind;
    const auto add = [&](const QString& text, const report::Reference& reference) {
        QAction* action = menu->addAction(text, this, [this, reference] { m_presenter.toggleReference(reference); });
        action->setCheckable(true);
        action->setChecked(m_presenter.hasReference(reference));
    };
    add(tr("The period before"), {Kind::previous, {}, {}});
    add(tr("Last year"), {Kind::year, {}, {}});
    add(tr("The same weekdays before"), {Kind::weekdays, {}, {}});
    add(tr("Black Friday or Easter of last year"), {Kind::holiday, {}, {}});
    const auto& notes = m_presenter.records().annotations();
    if (notes.empty()) return;
    menu->addSeparator();
    // The latest notes: the days from each of them on.
    constexpr size_t most_events = 12;
    const size_t from = notes.size() > most_events ? notes.size() - most_events : 0;
    for (size_t i = notes.size(); i-- > from;)
        add(tr("From %1: %2").arg(qs(format_date(notes[i].days.from, m_presenter.session().language())), qs(notes[i].text)),
            {Kind::event, notes[i].days, notes[i].text});
}

void DashboardPage::askViewName() {
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save this view"));
    dialog->setLabelText(tr("Its name; one that exists is replaced:"));
    dialog->setTextValue(m_presenter.viewName());
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString& name) {
        if (!name.trimmed().isEmpty()) m_presenter.records().putView(m_presenter.currentView(name.trimmed()));
    });
    dialog->show();
}

void DashboardPage::importFile(const QString& title, const QString& filter, std::function<void(const QString&)> take) {
    Settings& settings = m_presenter.session().settings();
    const QString folder = settings.get(keys::folder).isEmpty() ? QDir::homePath() : settings.get(keys::folder);
    auto* dialog = new QFileDialog(this, title, folder, filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [&settings, take = std::move(take)](const QString& file) {
        settings.set(keys::folder, QFileInfo(file).absolutePath());
        take(file);
    });
    dialog->open();
}

void DashboardPage::arrangeTiles() {
    std::vector<OrderPopup::Item> items;
    for (const report::Tile& t : tilesWithPins()) items.push_back({qs(t.id), tileName(t.id), t.shown, t.span});
    auto* popup = new OrderPopup(tr("Arrange the tiles"), items, this);
    connect(popup, &OrderPopup::applied, this, [this](const std::vector<OrderPopup::Item>& wanted) {
        report::View next = m_presenter.arrangement();
        next.tiles.clear();
        for (const auto& item : wanted) next.tiles.push_back({item.id.toStdString(), item.span, item.shown});
        m_presenter.arrange(next, tr("arrangement of the tiles"));
    });
    connect(popup, &OrderPopup::resetRequested, this, [this] {
        report::View next = m_presenter.arrangement();
        next.tiles = report::default_tiles();
        m_presenter.arrange(next, tr("arrangement of the tiles"));
    });
    popup->popupAt(m_view);
}

namespace {

/// All metrics, those that are shown first and in their order.
std::vector<OrderPopup::Item> metricItems(const std::vector<DashboardPresenter::Choice>& all,
                                          const std::vector<std::string>& shown) {
    std::vector<OrderPopup::Item> items;
    for (const std::string& id : shown)
        for (const auto& choice : all)
            if (choice.id == qs(id)) items.push_back({choice.id, choice.name, true, 0});
    for (const auto& choice : all)
        if (std::find(shown.begin(), shown.end(), choice.id.toStdString()) == shown.end())
            items.push_back({choice.id, choice.name, false, 0});
    return items;
}

std::vector<std::string> chosen(const std::vector<OrderPopup::Item>& items, size_t most) {
    std::vector<std::string> ids;
    for (const auto& item : items)
        if (item.shown && ids.size() < most) ids.push_back(item.id.toStdString());
    return ids;
}

constexpr size_t most_cards = 12, most_columns = 14;

} // namespace

void DashboardPage::chooseCards() {
    if (!m_presenter.dashboard()) return;
    std::vector<std::string> shown;
    for (const report::KpiCard& card : m_presenter.dashboard()->cards) shown.push_back(card.metric);
    auto* popup = new OrderPopup(tr("Choose key figures"), metricItems(m_presenter.metricChoices(), shown), this);
    const auto take = [this](std::vector<std::string> ids) {
        report::View next = m_presenter.arrangement();
        next.cards = std::move(ids);
        m_presenter.arrange(next, tr("choice of key figures"));
    };
    connect(popup, &OrderPopup::applied, this,
            [take](const std::vector<OrderPopup::Item>& items) { take(chosen(items, most_cards)); });
    connect(popup, &OrderPopup::resetRequested, this, [take] { take({}); });
    popup->popupAt(m_view);
}

void DashboardPage::chooseColumns() {
    if (!m_presenter.dashboard()) return;
    std::vector<std::string> shown;
    for (const TableColumnSpec& c : m_presenter.dashboard()->campaigns.columns)
        if (c.kind == CellKind::number) shown.push_back(c.id);
    auto* popup = new OrderPopup(tr("Choose campaign columns"), metricItems(m_presenter.metricChoices(), shown), this);
    const auto take = [this](std::vector<std::string> ids) {
        report::View next = m_presenter.arrangement();
        next.campaign_columns = std::move(ids);
        m_presenter.arrange(next, tr("choice of columns"));
    };
    connect(popup, &OrderPopup::applied, this,
            [take](const std::vector<OrderPopup::Item>& items) { take(chosen(items, most_columns)); });
    connect(popup, &OrderPopup::resetRequested, this, [take] { take({}); });
    popup->popupAt(m_campaigns->isVisible() ? static_cast<QWidget*>(m_campaigns) : m_view);
}

void DashboardPage::editNote(const metrics::Annotation& annotation) {
    const auto& filters = m_presenter.session().selection().state().filters;
    auto* dialog = new NoteDialog(annotation, filters, filters.empty() ? QString() : filtersText(m_presenter.session()), this);
    connect(dialog, &NoteDialog::saved, this, [this](const metrics::Annotation& a) { m_presenter.records().putAnnotation(a); });
    connect(dialog, &NoteDialog::removed, this, [this](const QString& id) { m_presenter.records().removeAnnotation(id); });
    dialog->show();
}

void DashboardPage::editTargets(const QString& metric) {
    auto* dialog = new TargetsDialog(m_presenter, this);
    dialog->setMetric(metric);
    dialog->show();
}

} // namespace plumbline::ui
