// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/pages/page.h"
#include "ui/pages/pulse/pulse_presenter.h"
#include "ui/pages/shown_numbers.h"

class QMenu;
class QPushButton;
class QVBoxLayout;

namespace plumbline::ui {

class Card;
class ChartCard;
class EmptyState;
class PageHead;
class PulseRow;
class SpecTable;
class TableCard;
class WrapLabel;

/// The home page: in ten seconds, does anything need attention?
class PulsePage : public ScrollPage, public ShowsNumbers {
    Q_OBJECT
public:
    explicit PulsePage(PulsePresenter& presenter, QWidget* parent = nullptr);
    QString id() const override { return QStringLiteral("pulse"); }
    QString title() const override { return tr("Pulse"); }
    QString iconName() const override { return QStringLiteral("pulse"); }
    PageGroup group() const override { return PageGroup::measure; }
    ShownNumbers shownNumbers() const override;
    QList<QAction*> exportActions() override { return m_exports; }
    bool isSettled() const override;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void refresh();
    void showDrivers();
    void fillMenu();
    PulsePresenter& m_presenter;
    PageHead* m_head;
    EmptyState* m_empty;
    QPushButton* m_follow;
    QMenu* m_menu;
    QPushButton* m_addAlert;
    Card* m_figures;
    QWidget* m_list;
    QVBoxLayout* m_listLayout;
    QList<PulseRow*> m_rows;
    QWidget* m_drivers; ///< under the row that is open
    WrapLabel* m_story;
    SpecTable* m_driverTable;
    QPushButton* m_explain;
    QWidget* m_side;
    QVBoxLayout* m_sideLayout;
    TableCard* m_alerts;
    TableCard* m_findings;
    TableCard* m_targets;
    QList<ChartCard*> m_curves;
    QList<QAction*> m_exports;
};

} // namespace plumbline::ui
