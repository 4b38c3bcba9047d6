// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/pages/forecast/forecast_presenter.h"
#include "ui/pages/page.h"
#include "ui/pages/shown_numbers.h"

class QMenu;
class QPushButton;

namespace plumbline::ui {

class Card;
class ChartCard;
class ChartWidget;
class EmptyState;
class PageHead;
class TableCard;
class TokenButton;

/// What the next periods should bring: the curve with its band, what it is made of, how well such forecasts did on the past, and
/// why.
class ForecastPage : public ScrollPage, public ShowsNumbers {
    Q_OBJECT
public:
    explicit ForecastPage(ForecastPresenter& presenter, QWidget* parent = nullptr);
    QString id() const override { return QStringLiteral("forecast"); }
    QString title() const override { return tr("Forecast"); }
    QString iconName() const override { return QStringLiteral("forecast"); }
    PageGroup group() const override { return PageGroup::predict; }
    ShownNumbers shownNumbers() const override;
    /// The history decides, not the period of the dashboard; its filters do concern the page and are shown as its scope.
    bool usesSelection() const override { return false; }
    QWidget* barLead() override { return m_lead; }
    QList<QAction*> exportActions() override { return m_exports; }
    bool isSettled() const override;
    ChartCard* series() const { return m_series; }
    TableCard* methods() const { return m_methods; }
    ChartCard* tuning() const { return m_tuning; }

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void buildTokens();
    void connectPresenter();
    void refresh();
    void refreshTokens();
    void refreshParts();
    void refreshReasons();
    void refreshFigures();
    void refreshTuning();
    void fillScope(QMenu* menu);
    void fillMethod(QMenu* menu);
    ForecastPresenter& m_presenter;
    PageHead* m_head;
    EmptyState* m_empty;
    QWidget* m_figures; ///< what the forecast comes to, four of them in a line
    ChartCard* m_series;
    TableCard* m_steps;
    Card* m_parts;
    TableCard* m_methods;
    ChartCard* m_horizon;
    ChartCard* m_tuning;
    QPushButton* m_search; ///< goes on with the search for settings, or stops it
    Card* m_reasons;
    TableCard* m_breakdown;
    QWidget* m_lead;
    TokenButton* m_metric;
    TokenButton* m_scope;
    TokenButton* m_ahead;
    TokenButton* m_split;
    TokenButton* m_model;
    QWidget* m_keep;
    QWidget* m_target;
    QPushButton* m_pin;
    QWidget* m_actions;
    std::vector<std::pair<QWidget*, ChartWidget*>> m_partCharts;
    QWidget* m_partRow;
    QWidget* m_reasonBox;
    QList<QAction*> m_exports;
};

} // namespace plumbline::ui
