// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/pages/dashboard/dashboard_presenter.h"
#include "ui/pages/page.h"

namespace plumbline::ui {

class ChartCard;
class EmptyState;
class KpiRow;
class PageHead;
class TableCard;
class TokenButton;

/// Six KPIs, one metric over time with its comparison, a breakdown, campaigns, the funnel.
class DashboardPage : public ScrollPage {
    Q_OBJECT
public:
    explicit DashboardPage(DashboardPresenter& presenter, QWidget* parent = nullptr);
    QString id() const override { return QStringLiteral("dashboard"); }
    QString title() const override { return tr("Dashboard"); }
    QString iconName() const override { return QStringLiteral("dashboard"); }
    PageGroup group() const override { return PageGroup::measure; }
    QList<QAction*> exportActions() override { return m_exports; }
    bool isSettled() const override;
    KpiRow* cards() const { return m_cards; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void refreshCampaigns();
    void refreshProgress();
    int fewCampaigns() const;
    void refreshEmpty();
    void fillGrains();
    void fillBreakdowns();
    void explain(const QString& metric);
    void addExport(const QString& text, const QString& filter, const QString& suffix, std::function<void(const QString&)> write);
    DashboardPresenter& m_presenter;
    PageHead* m_head;
    KpiRow* m_cards;
    ChartCard* m_series;
    TableCard* m_breakdown;
    TableCard* m_campaigns;
    TableCard* m_funnel;
    TokenButton* m_grain;
    EmptyState* m_empty;
    QList<QAction*> m_exports;
    bool m_allCampaigns = false;
    int m_shownCampaigns = 0;
};

} // namespace plumbline::ui
