// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include <QTimer>

#include "core/chart/chart_spec.h"
#include "ui/pages/budget/budget_presenter.h"
#include "ui/pages/page.h"
#include "ui/pages/shown_numbers.h"

class QDoubleSpinBox;
class QGridLayout;
class QPushButton;
class QSlider;

namespace plumbline::ui {

class BudgetSliders;
class Card;
class ChartWidget;
class EmptyState;
class PageHead;
class SignLegend;
class TableCard;
class TokenButton;
class WrapLabel;

/// Today's split against the proposed one: curves with both points, the plan with its gain and its proof, sliders that solve
/// anew, what each limit costs, spend by week, scenarios.
class BudgetPage : public ScrollPage, public ShowsNumbers {
    Q_OBJECT
public:
    explicit BudgetPage(BudgetPresenter& presenter, QWidget* parent = nullptr);
    QString id() const override { return QStringLiteral("budget"); }
    QString title() const override { return tr("Budget"); }
    QString iconName() const override { return QStringLiteral("budget"); }
    PageGroup group() const override { return PageGroup::advise; }
    ShownNumbers shownNumbers() const override;
    bool usesSelection() const override { return false; }
    QWidget* barLead() override { return m_lead; }
    void activated() override { m_presenter.activate(); }
    bool isSettled() const override {
        return !m_presenter.isLoading() && !m_presenter.session().isLoading() && !m_later.isActive();
    }

private:
    struct Small {
        QWidget* box;
        ChartWidget* chart;
        size_t channel;
        ChartSpec curve{}; ///< curve, band and range, which a plan does not change
    };
    void buildBar();
    void refresh();
    void refreshPlan();
    void refreshNext();
    void refreshCurve(const Small& small);
    void refreshWeeks();
    void refreshTables();
    void refreshScenarios();
    void askName();
    BudgetPresenter& m_presenter;
    PageHead* m_head;
    Card* m_curves;
    QGridLayout* m_grid;
    SignLegend* m_signs;
    std::vector<Small> m_charts;
    TableCard* m_plan;
    WrapLabel* m_proof;
    Card* m_adjust;
    BudgetSliders* m_sliders;
    QSlider* m_risk;
    TableCard* m_limits;
    TableCard* m_weeks;
    TableCard* m_scenarios;
    EmptyState* m_empty;
    QWidget* m_lead;
    QDoubleSpinBox* m_total;
    TokenButton* m_reach;
    QPushButton* m_reset;
    QPushButton* m_save;
    QTimer m_later; ///< charts follow one by one, so that a slider never waits for them
    size_t m_next = 0;
};

} // namespace plumbline::ui
