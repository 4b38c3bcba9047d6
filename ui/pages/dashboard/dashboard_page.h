// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <map>

#include "ui/pages/dashboard/card_trust.h"
#include "ui/pages/dashboard/dashboard_presenter.h"
#include "ui/pages/page.h"
#include "ui/pages/shown_numbers.h"

namespace plumbline::ui {

class Breadcrumbs;
class ChartCard;
class EmptyState;
class KpiRow;
class PageHead;
class PinCard;
class TableCard;
class TokenButton;

/// KPIs, one metric over time with its comparisons and notes, a breakdown, campaigns, the funnel, cohorts: tiles that a person
/// arranges and keeps as views.
class DashboardPage : public ScrollPage, public ShowsNumbers {
    Q_OBJECT
public:
    explicit DashboardPage(DashboardPresenter& presenter, QWidget* parent = nullptr);
    QString id() const override { return QStringLiteral("dashboard"); }
    QString title() const override { return tr("Dashboard"); }
    QString iconName() const override { return QStringLiteral("dashboard"); }
    PageGroup group() const override { return PageGroup::measure; }
    ShownNumbers shownNumbers() const override;
    QWidget* barTail() override;
    QList<QAction*> exportActions() override { return m_exports; }
    bool isSettled() const override;
    void resetLayout() override;
    /// Views that somebody shared.
    QList<QAction*> commands() override;
    bool takeFiles(const QStringList& files) override;
    KpiRow* cards() const { return m_cards; }
    ChartCard* series() const { return m_series; }
    TableCard* campaigns() const { return m_campaigns; }
    Breadcrumbs* crumbs() const { return m_crumbs; }
    std::vector<PinCard*> pins() const;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void connectMarks();
    void refresh();
    void refreshTiles();
    bool hasContent(const std::string& tile) const;
    void refreshCampaigns();
    void refreshPins();
    std::vector<report::Tile> tilesWithPins() const;
    QWidget* tileWidget(const std::string& id) const;
    QString tileName(const std::string& id) const;
    void refreshCrumbs();
    void refreshProgress();
    int fewCampaigns() const;
    void refreshEmpty();
    void fillGrains();
    void fillBreakdowns();
    void explain(const QString& metric);
    CardTrust trustOf(const std::string& metric) const;
    void refreshTrust();
    void openFindings(const QString& metric);
    // dashboard_menus.cpp
    void fillView();
    void fillComparisons(QMenu* menu);
    void askViewName();
    void importFile(const QString& title, const QString& filter, std::function<void(const QString&)> take);
    void arrangeTiles();
    void chooseCards();
    void chooseColumns();
    void editNote(const metrics::Annotation& annotation);
    void editTargets(const QString& metric);

    DashboardPresenter& m_presenter;
    PageHead* m_head;
    KpiRow* m_cards;
    ChartCard* m_series;
    TableCard* m_breakdown;
    TableCard* m_campaigns;
    TableCard* m_funnel;
    TableCard* m_cohorts;
    Breadcrumbs* m_crumbs;
    std::map<std::string, PinCard*> m_pins; ///< by id of the tile
    TokenButton* m_grain;
    TokenButton* m_view;
    EmptyState* m_empty;
    QList<QAction*> m_exports;
    bool m_allCampaigns = false;
    int m_shownCampaigns = 0;
    QString m_tiles; ///< the arrangement that the layout has
};

} // namespace plumbline::ui
