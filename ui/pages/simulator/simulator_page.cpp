// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulator/simulator_page.h"

#include <QAction>
#include <QFileInfo>
#include <QGridLayout>
#include <QInputDialog>
#include <QMenu>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>

#include "core/narrate/narrator.h"
#include "ui/charts/chart_widget.h"
#include "ui/charts/theme.h"
#include "ui/pages/columns_layout.h"
#include "ui/pages/page_exports.h"
#include "ui/session/trust.h"
#include "ui/session/wording.h"
#include "ui/widgets/card.h"
#include "ui/widgets/kpi_card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/messages.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/spec_table.h"
#include "ui/widgets/token_button.h"

namespace plumbline::ui {

namespace {

constexpr int least = -100, most = 200; ///< percent
constexpr size_t most_sliders = 12;     ///< more channels than that are moved together by the first

} // namespace

SimulatorPage::SimulatorPage(SimulatorPresenter& presenter, QWidget* parent) : ScrollPage(parent), m_presenter(presenter) {
    m_head = new PageHead;
    m_empty = new EmptyState(QString());
    m_cards = new KpiRow;
    m_sliders = new Card;
    m_sliders->setTitle(tr("Budgets"));
    m_sliders->setTableButtonShown(false);
    m_bars = new ChartCard;
    m_channels = new TableCard;
    m_plans = new TableCard;
    rows()->addRow({{m_head, 12}});
    rows()->addRow({{m_empty, 12}});
    rows()->addRow({{m_cards, 12}});
    rows()->addRow({{m_sliders, 5}, {m_bars, 7}});
    rows()->addRow({{m_channels, 12}});
    rows()->addRow({{m_plans, 12}}, 1);

    const auto tell = [this](Tone tone, const QString& sentence) {
        m_head->message()->setClosable(true);
        m_head->message()->setMessage(tone, sentence);
    };
    auto* exports = new PageExports(presenter.session(), this);
    connect(exports, &PageExports::told, this, tell);
    connect(m_empty, &EmptyState::clicked, this, &SimulatorPage::chooseFilesRequested);
    connect(&presenter, &SimulatorPresenter::changed, this, &SimulatorPage::refresh);
    connect(&presenter, &SimulatorPresenter::changed, &Trust::of(presenter.session()), &Trust::changed);
    connect(&presenter, &SimulatorPresenter::fitted, this, &SimulatorPage::makeSliders);
    connect(&presenter, &SimulatorPresenter::failed, this,
            [this, tell](const Error& error) { tell(Tone::loss, errorSentence(error, m_presenter.session().language())); });
    connect(&presenter, &SimulatorPresenter::loadingChanged, this, [this] {
        if (m_presenter.isLoading())
            m_head->progress()->start();
        else
            m_head->progress()->stop();
    });
    connect(&presenter.session(), &Session::datasetsChanged, this, &SimulatorPage::refresh);
    QMenu* more = m_plans->moreMenu();
    auto* back = new QMenu(tr("Put on the sliders"), this);
    auto* away = new QMenu(tr("Remove"), this);
    for (QMenu* menu : {back, away})
        connect(menu, &QMenu::aboutToShow, this, [this, menu, isBack = menu == back] {
            menu->clear();
            for (const QString& name : m_presenter.saved())
                menu->addAction(name, this, [this, isBack, name] { isBack ? m_presenter.load(name) : m_presenter.remove(name); });
        });
    more->insertMenu(more->actions().value(0), away);
    more->insertMenu(away->menuAction(), back);
    connect(&presenter, &SimulatorPresenter::exported, this,
            [tell](const QString& file) { tell(Tone::gain, tr("Written: %1").arg(QFileInfo(file).fileName())); });
    m_exports = exportEntries(this, tr("Export the plan"), {"pdf", "xlsx", "csv"},
                              [this, exports](const QString& file) { m_presenter.exportTo(file, exports->origin()); });
    makeSliders();
    refresh();
}

QWidget* SimulatorPage::barLead() {
    if (m_target) return m_target;
    m_target = new TokenButton(tr("Result"), QString(), {}, this);
    auto* menu = new QMenu(m_target);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        const narrate::Narrator narrator(m_presenter.session().language());
        for (const QString& id : m_presenter.targets())
            menu->addAction(qs(narrator.metric(id.toStdString(), id.toStdString()).label), this,
                            [this, id] { m_presenter.setTarget(id); });
    });
    m_target->setMenu(menu);
    refresh();
    return m_target;
}

void SimulatorPage::makeSliders() {
    auto* grid = new QWidget;
    auto* layout = new QGridLayout(grid);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setColumnStretch(1, 1);
    auto add = [&](const QString& label, int value, auto set) {
        const int row = layout->rowCount();
        auto* name = new ElidedLabel;
        name->setText(label);
        name->setMaximumWidth(px(180));
        auto* slider = new QSlider(Qt::Horizontal);
        auto* box = new QSpinBox;
        slider->setRange(least, most);
        slider->setPageStep(10);
        slider->setValue(value);
        slider->setAccessibleName(label);
        box->setRange(least, most);
        box->setValue(value);
        box->setSuffix(tr("%", "after a number"));
        box->setAccessibleName(label);
        connect(slider, &QSlider::valueChanged, box, &QSpinBox::setValue);
        connect(box, &QSpinBox::valueChanged, slider, &QSlider::setValue);
        connect(slider, &QSlider::valueChanged, this, set);
        layout->addWidget(name, row, 0);
        layout->addWidget(slider, row, 1);
        layout->addWidget(box, row, 2);
    };
    const bool selected = !m_presenter.session().selection().state().filters.empty();
    add(selected ? tr("Selected budgets") : tr("All budgets"), m_presenter.change(), [this](int v) { m_presenter.setChange(v); });
    const auto entities = m_presenter.entities();
    for (size_t i = 0; i < std::min(entities.size(), most_sliders); ++i)
        if (!entities[i].isEmpty())
            add(entities[i], m_presenter.change(entities[i]),
                [this, name = entities[i]](int v) { m_presenter.setChange(name, v); });
    auto* reset = new QPushButton(tr("As today"));
    auto* save = new QPushButton(tr("Save plan…"));
    connect(reset, &QPushButton::clicked, &m_presenter, &SimulatorPresenter::reset);
    connect(save, &QPushButton::clicked, this, &SimulatorPage::savePlan);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(reset);
    buttons->addWidget(save);
    layout->addLayout(buttons, layout->rowCount(), 0, 1, 3);
    layout->setRowStretch(layout->rowCount(), 1);
    m_grid = grid;
    m_sliders->setSubtitle(selected ? tr("Percent against today; the first concerns %1").arg(filtersText(m_presenter.session()))
                                    : tr("Percent against today"));
    m_sliders->setBody(grid);
}

void SimulatorPage::savePlan() {
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save plan"));
    dialog->setLabelText(tr("Name of the plan"));
    connect(dialog, &QInputDialog::textValueSelected, &m_presenter, &SimulatorPresenter::save);
    dialog->open();
}

bool SimulatorPage::isSettled() const { return !m_presenter.isLoading() && !m_presenter.session().isLoading(); }

void SimulatorPage::showEvent(QShowEvent* event) {
    ScrollPage::showEvent(event);
    m_presenter.setWanted(true);
}

void SimulatorPage::hideEvent(QHideEvent* event) {
    ScrollPage::hideEvent(event);
    m_presenter.setWanted(false);
}

void SimulatorPage::refresh() {
    const report::PlanReport* r = m_presenter.report();
    const Session& session = m_presenter.session();
    const bool empty = !r && !m_presenter.error() && session.isOpen() && session.datasets().empty();
    m_empty->setText(empty ? tr("No numbers yet. A what-if needs one export with dates and cost.") : QString(),
                     tr("Import files"));
    m_empty->setVisible(empty);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_cards, m_sliders, m_bars, m_channels})
        widget->setVisible(r != nullptr);
    for (QAction* action : m_exports) action->setEnabled(r != nullptr);
    m_plans->setVisible(r && !m_presenter.comparison().rows.empty());
    if (m_target) {
        const narrate::Narrator narrator(session.language());
        const std::string id = m_presenter.target().toStdString();
        m_target->setValue(qs(narrator.metric(id, id).label));
    }
    QStringList warnings;
    if (r)
        for (const std::string& w : r->warnings) warnings << qs(w);
    if (const auto& error = m_presenter.error()) {
        m_head->message()->setClosable(false);
        m_head->message()->setMessage(Tone::loss, errorSentence(*error, session.language()));
    } else {
        m_head->message()->setClosable(false);
        m_head->message()->setMessage(warnings.isEmpty() ? Tone::normal : Tone::warning, warnings.join(' '));
    }
    m_head->setTitle(r ? qs(r->title) : isSettled() ? title() : tr("Learning how results follow spend"));
    m_head->setCaption(r ? qs(r->caption) : QString());
    if (!r) return;
    m_cards->setCards(r->cards);
    m_bars->setSpec(r->bars);
    m_channels->setSpec(r->channels);
    if (!m_presenter.comparison().rows.empty()) m_plans->setSpec(m_presenter.comparison());
}

ShownNumbers SimulatorPage::shownNumbers() const { return {{m_presenter.target(), QStringLiteral("cost")}}; }

} // namespace plumbline::ui
