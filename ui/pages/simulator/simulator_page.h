// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/pages/page.h"
#include "ui/pages/shown_numbers.h"
#include "ui/pages/simulator/simulator_presenter.h"

namespace plumbline::ui {

class Card;
class ChartCard;
class EmptyState;
class InlineMessage;
class KpiRow;
class PageHead;
class TableCard;
class TokenButton;

/// What a budget up or down would bring: a slider for all, one a channel, the answer at once, plans to keep and compare.
class SimulatorPage : public ScrollPage, public ShowsNumbers {
    Q_OBJECT
public:
    explicit SimulatorPage(SimulatorPresenter& presenter, QWidget* parent = nullptr);
    QString id() const override { return QStringLiteral("simulator"); }
    QString title() const override { return tr("What if"); }
    QString iconName() const override { return QStringLiteral("simulator"); }
    PageGroup group() const override { return PageGroup::predict; }
    ShownNumbers shownNumbers() const override;
    QWidget* barLead() override;
    QList<QAction*> exportActions() override { return m_exports; }
    bool isSettled() const override;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void refresh();
    void makeSliders();
    void savePlan();
    SimulatorPresenter& m_presenter;
    PageHead* m_head;
    EmptyState* m_empty;
    KpiRow* m_cards;
    Card* m_sliders;
    QWidget* m_grid = nullptr;
    ChartCard* m_bars;
    TableCard* m_channels;
    TableCard* m_plans;
    TokenButton* m_target = nullptr;
    QList<QAction*> m_exports;
};

} // namespace plumbline::ui
