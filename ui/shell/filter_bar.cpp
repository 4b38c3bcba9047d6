// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/filter_bar.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>

#include "core/base/format.h"
#include "core/metrics/metrics.h"
#include "ui/pages/page.h"
#include "ui/session/wording.h"
#include "ui/shell/action_registry.h"
#include "ui/shell/filter_popup.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/range_picker.h"
#include "ui/widgets/segment_tabs.h"
#include "ui/widgets/token_button.h"

namespace plumbline::ui {

namespace {
constexpr int bar_height = 44;
constexpr int gap = 8;
constexpr int history_units = 760;

bool inWeeks(RangePreset preset) {
    return preset == RangePreset::weeks_1 || preset == RangePreset::weeks_4 || preset == RangePreset::weeks_13 ||
           preset == RangePreset::weeks_26 || preset == RangePreset::weeks_52;
}
} // namespace

FilterBar::FilterBar(Session& session, QWidget* parent) : QWidget(parent), m_session(session), m_row(new QHBoxLayout(this)) {
    setMinimumHeight(px(bar_height));
    m_row->setContentsMargins(px(16), 0, px(16), 1);
    m_row->setSpacing(px(gap));
    m_dataset = new TokenButton(tr("Dataset"), QString(), "data");
    m_dataset->setMenu(new QMenu(m_dataset));
    m_period = new TokenButton(tr("Period"), QString(), "calendar");
    m_against = new TokenButton(tr("Against"), QString(), "compare");
    m_against->setMenu(new QMenu(m_against));
    m_more = new QToolButton;
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setMenu(new QMenu(m_more));
    m_add = makeButton(tr("Filter"), ButtonKind::quiet, "plus");
    m_add->setAccessibleName(tr("Add a filter"));
    m_export = makeButton(tr("Export"), ButtonKind::outlined, "export");
    m_exportMenu = new QMenu(tr("Export"), this);
    m_export->setMenu(m_exportMenu);
    m_row->addWidget(m_dataset);
    m_row->addWidget(m_period);
    m_row->addWidget(m_against);
    m_row->addWidget(m_more);
    m_row->addWidget(m_add);
    m_row->addStretch(1);
    m_row->addWidget(m_export);
    connect(m_dataset->menu(), &QMenu::aboutToShow, this, &FilterBar::fillDatasets);
    connect(&session, &Session::datasetsChanged, this, &FilterBar::refreshTokens);
    connect(m_period, &QAbstractButton::clicked, this, &FilterBar::openPeriod);
    connect(m_add, &QPushButton::clicked, this, &FilterBar::openFilterMenu);
    connect(m_against->menu(), &QMenu::aboutToShow, this, &FilterBar::fillComparisons);
    connect(&session.selection(), &Selection::changed, this, &FilterBar::refreshTokens);
    connect(&session, &Session::factsChanged, this, &FilterBar::refresh);
    refresh();
}

void FilterBar::setHistory(QAction* back, QAction* forward) {
    m_back = makeActionButton(back, QStringLiteral("chevron_left"), this);
    m_forward = makeActionButton(forward, QStringLiteral("chevron_right"), this);
    const int at = m_row->indexOf(m_dataset);
    m_row->insertWidget(at, m_forward);
    m_row->insertWidget(at, m_back);
    refreshTokens();
}

void FilterBar::addCommand(QAction* action, const QString& text, const QString& iconName) {
    QPushButton* button = makeButton(text, ButtonKind::outlined, iconName, this);
    const auto follow = [action, button] {
        button->setAccessibleName(plainText(action));
        button->setToolTip(tipOf(action));
        button->setEnabled(action->isEnabled());
    };
    connect(action, &QAction::changed, button, follow);
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    follow();
    m_row->addWidget(button);
    m_commands << button;
    fit();
}

void FilterBar::setPage(Page* page) {
    for (QWidget* old : {m_lead, m_tail})
        if (old) {
            m_row->removeWidget(old);
            old->hide();
            if (m_page) old->setParent(m_page);
        }
    if (m_page) disconnect(m_page, &Page::exportActionsChanged, this, nullptr);
    m_page = page;
    m_lead = page ? page->barLead() : nullptr;
    m_tail = page ? page->barTail() : nullptr;
    // A tab's text, not its padding, stands at the edge of the page.
    m_row->setContentsMargins(px(qobject_cast<SegmentTabs*>(m_lead) ? 6 : 16), 0, px(16), 1);
    if (m_lead) {
        m_row->insertWidget(0, m_lead);
        m_lead->show();
    }
    if (m_tail) {
        m_row->insertWidget(m_row->indexOf(m_export), m_tail);
        m_tail->show();
    }
    if (page) connect(page, &Page::exportActionsChanged, this, &FilterBar::refresh);
    refresh();
}

void FilterBar::refresh() {
    m_exportMenu->clear();
    const QList<QAction*> exports = m_page ? m_page->exportActions() : QList<QAction*>();
    m_exportMenu->addActions(exports);
    m_export->setVisible(!exports.isEmpty());
    refreshTokens();
}

QString FilterBar::periodValue() const {
    const Selection& selection = m_session.selection();
    const DateRange period = *selection.period();
    const RangePreset preset = selection.state().preset;
    if (preset == RangePreset::custom) return qs(format_range(period, m_session.language()));
    if (!inWeeks(preset)) return RangePicker::presetName(preset);
    // Data that are shorter than the preset: the days that are shown, not a number of weeks that are not there.
    const int weeks = preset == RangePreset::weeks_1    ? 1
                      : preset == RangePreset::weeks_4  ? 4
                      : preset == RangePreset::weeks_13 ? 13
                      : preset == RangePreset::weeks_26 ? 26
                                                        : 52;
    if (period.days() != 7 * weeks) return qs(format_range(period, m_session.language()));
    const auto week = [this](Date day) {
        return qs(format_period_short(period_start(day, Grain::week), Grain::week, m_session.language()));
    };
    if (weeks == 1) return tr("%1, %2").arg(RangePicker::presetName(preset), week(period.from));
    return tr("%1, %2 to %3").arg(RangePicker::presetName(preset), week(period.from), week(period.to));
}

metrics::Comparison FilterBar::comparisonUsed() const {
    using metrics::Comparison;
    const auto period = m_session.selection().period();
    const auto known = m_session.selection().data();
    Comparison used = m_session.selection().state().compare;
    if (!period || !known) return Comparison::none;
    const auto covered = [&](Comparison c) {
        const DateRange days = metrics::comparison_period(*period, c);
        return known->from <= days.from && days.to <= known->to;
    };
    if (used == Comparison::year && !covered(used)) used = Comparison::previous;
    if (used == Comparison::previous && !covered(used)) used = Comparison::none;
    return used;
}

QString FilterBar::againstValue() const {
    const SelectionState& state = m_session.selection().state();
    const auto period = m_session.selection().period();
    const metrics::Comparison used = comparisonUsed();
    if (used == metrics::Comparison::none && state.compare != used) return tr("nothing earlier");
    if (!period || used != metrics::Comparison::year) return comparisonName(used);
    const DateRange before = metrics::comparison_period(*period, metrics::Comparison::year);
    const int year = to_civil(before.from).year;
    if (year != to_civil(before.to).year) return comparisonName(state.compare);
    return inWeeks(state.preset) ? tr("same weeks of %1").arg(year) : tr("same days of %1").arg(year);
}

QString FilterBar::filterValue(const QString& dimension) const {
    const metrics::Filter* filter = m_session.selection().filter(dimension);
    if (!filter) return tr("All");
    const QString first = qs(filter->values.front());
    const int others = static_cast<int>(filter->values.size()) - 1;
    const QString text = others == 0 ? first : tr("%1 and %n more", nullptr, others).arg(first);
    return filter->exclude ? tr("without %1").arg(text) : text;
}

void FilterBar::refreshTokens() {
    const Selection& selection = m_session.selection();
    const bool shown = m_page && m_page->usesSelection();
    const FactsPtr facts = m_session.facts();
    const auto period = selection.period();
    const DatasetInfo* current = m_session.current();
    m_dataset->setVisible(shown && current && m_session.datasets().size() > 1);
    if (current) m_dataset->setValue(qs(current->name));
    m_dataset->setAccessibleName(tr("Dataset: %1").arg(m_dataset->value()));
    m_period->setVisible(shown && period);
    m_against->setVisible(shown && period);
    m_add->setVisible(shown && facts);
    if (period) {
        m_period->setValue(periodValue());
        m_period->setToolTip(plainToolTip(qs(format_range(*period, m_session.language()))));
    }
    m_against->setValue(againstValue());
    m_period->setAccessibleName(tr("Period: %1").arg(m_period->value()));
    m_against->setAccessibleName(tr("Compared with: %1").arg(m_against->value()));

    // One token a filter, in the order in which they were made; a region, where there is one, always has its token.
    QList<std::pair<QString, QString>> wanted;
    if (shown && facts) {
        const auto add = [&](const DatasetColumn& column) {
            const std::pair<QString, QString> token{dimensionId(column), dimensionName(column)};
            if (!wanted.contains(token)) wanted.append(token);
        };
        for (const metrics::Filter& filter : selection.state().filters)
            if (const DatasetColumn* column = facts->dataset.dimension(filter.dimension)) add(*column);
        // Where room is short, what filters nothing goes first.
        bool place = false;
        for (const char* kind : {"region", "country"})
            if (const DatasetColumn* column = facts->dataset.dimension(kind); !place && column && column->kind == kind) {
                add(*column);
                place = true;
            }
    }
    while (m_filters.size() > wanted.size()) delete m_filters.takeLast();
    while (m_filters.size() < wanted.size()) {
        auto* token = new TokenButton(QString(), QString(), "filter");
        m_row->insertWidget(m_row->indexOf(m_more), token);
        connect(token, &QAbstractButton::clicked, this,
                [this, token] { openFilter(token->property("dimension").toString(), token); });
        connect(token, &TokenButton::clearRequested, this,
                [this, token] { m_session.selection().setFilter(token->property("dimension").toString(), {}); });
        m_filters.append(token);
    }
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        TokenButton* token = m_filters[i];
        token->setProperty("dimension", wanted[i].first);
        token->setLabel(wanted[i].second);
        token->setValue(filterValue(wanted[i].first));
        token->setClearable(selection.filter(wanted[i].first) != nullptr);
        token->setAccessibleName(tr("Filter %1: %2").arg(wanted[i].second, token->value()));
    }
    fit();
}

void FilterBar::fit() {
    // The way back is in the menu too: where room is short, its buttons go first.
    const bool history = m_page && m_page->usesSelection() && m_session.selection().period() && width() >= px(history_units);
    for (QToolButton* button : {m_back, m_forward})
        if (button) button->setVisible(history);
    QList<TokenButton*> tokens;
    if (!m_dataset->isHidden()) tokens << m_dataset;
    // By worth, not by place: what filters the numbers stays in sight before what they are held against.
    if (!m_period->isHidden()) tokens << m_period;
    const auto filters = [this](const TokenButton* token) {
        return m_session.selection().filter(token->property("dimension").toString()) != nullptr;
    };
    for (TokenButton* token : m_filters)
        if (filters(token)) tokens << token;
    if (!m_period->isHidden()) tokens << m_against;
    for (TokenButton* token : m_filters)
        if (!filters(token)) tokens << token;
    int room = width() - m_row->contentsMargins().left() - m_row->contentsMargins().right();
    QList<QWidget*> others{m_lead, m_tail, m_add, m_export, m_back, m_forward};
    for (QPushButton* command : m_commands) others << command;
    for (const QWidget* fixed : others)
        if (fixed && !fixed->isHidden()) room -= fixed->sizeHint().width() + px(gap);
    // Of what is left the period gives way: shortened it still says its beginning, a short command would say nothing.
    constexpr int short_command = 120;
    if (m_tail) m_tail->setMinimumWidth(m_tail->sizeHint().width() <= px(short_command) ? m_tail->sizeHint().width() : 0);
    int wanted = 0;
    for (TokenButton* token : tokens) wanted += token->sizeHint().width() + px(gap);
    // A filter in sight is worth more than the buttons of a command that the keys and the menu have as well.
    if (wanted > room && history && !m_session.selection().state().filters.empty())
        for (QToolButton* button : {m_back, m_forward})
            if (button) {
                room += button->sizeHint().width() + px(gap);
                button->hide();
            }
    // The last ones go first, and the period stays: it is what every number is about.
    QMenu* menu = m_more->menu();
    menu->clear();
    qsizetype kept = tokens.size();
    if (wanted > room) {
        room -= px(40);
        const qsizetype least = m_dataset->isHidden() ? 1 : 2;
        while (kept > least && wanted > room) wanted -= tokens[--kept]->sizeHint().width() + px(gap);
    }
    for (qsizetype i = 0; i < tokens.size(); ++i) {
        TokenButton* token = tokens[i];
        token->setVisible(i < kept);
        if (i < kept) continue;
        QAction* action = menu->addAction(tr("%1: %2").arg(token->label(), token->value()));
        if (token->menu())
            action->setMenu(token->menu());
        else
            connect(action, &QAction::triggered, this, [this, token] {
                if (token == m_period)
                    openPeriod();
                else
                    openFilter(token->property("dimension").toString(), m_more);
            });
    }
    const int hidden = static_cast<int>(tokens.size() - kept);
    m_more->setText(QStringLiteral("+%1").arg(hidden));
    m_more->setAccessibleName(tr("%n more filter(s)", nullptr, hidden));
    m_more->setVisible(hidden > 0);
}

QSize FilterBar::minimumSizeHint() const { return {px(240), QWidget::minimumSizeHint().height()}; }

void FilterBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    // Hidden by room alone: they come back when there is some.
    const bool shown = m_page && m_page->usesSelection() && m_session.selection().period();
    if (shown) m_against->setVisible(true);
    fit();
}

void FilterBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), tokens().surface);
    painter.fillRect(0, height() - 1, width(), 1, tokens().border);
}

void FilterBar::openPeriod() {
    const Selection& selection = m_session.selection();
    const auto known = selection.data();
    const auto period = selection.period();
    if (!known || !period) return;
    auto* picker = new RangePicker(this);
    picker->setAttribute(Qt::WA_DeleteOnClose);
    picker->setData(known->from, known->to);
    picker->setRange(selection.state().preset, *period);
    connect(picker, &RangePicker::picked, this,
            [this](RangePreset preset, DateRange range) { m_session.selection().setPeriod(preset, range); });
    picker->popupUnder(m_period);
}

void FilterBar::fillComparisons() {
    QMenu* menu = m_against->menu();
    menu->clear();
    for (const auto comparison : {metrics::Comparison::year, metrics::Comparison::previous, metrics::Comparison::none}) {
        QAction* action = menu->addAction(comparisonName(comparison), this,
                                          [this, comparison] { m_session.selection().setComparison(comparison); });
        action->setCheckable(true);
        action->setChecked(m_session.selection().state().compare == comparison);
    }
}

void FilterBar::fillDatasets() {
    QMenu* menu = m_dataset->menu();
    menu->clear();
    const DatasetInfo* current = m_session.current();
    for (const DatasetInfo& dataset : m_session.datasets()) {
        QAction* action =
            menu->addAction(qs(dataset.name), this, [this, name = qs(dataset.name)] { m_session.setDataset(name); });
        action->setCheckable(true);
        action->setChecked(current && current->name == dataset.name);
    }
}

void FilterBar::openFilter(const QString& dimension, QWidget* anchor) {
    const FactsPtr facts = m_session.facts();
    const DatasetColumn* column = facts ? facts->dataset.dimension(dimension.toStdString()) : nullptr;
    if (!column) return;
    (new FilterPopup(m_session, dimension, dimensionName(*column), this))->popupUnder(anchor);
}

void FilterBar::openFilterMenu() {
    const FactsPtr facts = m_session.facts();
    if (!facts || m_add->isHidden()) return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const DatasetColumn* column : facts->dataset.dimensions())
        menu->addAction(dimensionName(*column), this, [this, id = dimensionId(*column)] { openFilter(id, m_add); });
    menu->popup(m_add->mapToGlobal(QPoint(0, m_add->height())));
}

} // namespace plumbline::ui
