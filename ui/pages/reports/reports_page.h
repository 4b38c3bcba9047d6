// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/pages/page.h"
#include "ui/pages/reports/reports_presenter.h"
#include "ui/pages/shown_numbers.h"

class QComboBox;
class QLabel;

namespace plumbline::ui {

class ChartCard;
class EmptyState;
class PageHead;
class TableCard;

/// The review of a week as it will be printed, and its ways out.
class ReportsPage : public ScrollPage, public ShowsNumbers {
    Q_OBJECT
public:
    explicit ReportsPage(ReportsPresenter& presenter, QWidget* parent = nullptr);
    QString id() const override { return QStringLiteral("reports"); }
    QString title() const override { return tr("Weekly review"); }
    QString iconName() const override { return QStringLiteral("reports"); }
    PageGroup group() const override { return PageGroup::share; }
    ShownNumbers shownNumbers() const override;
    QWidget* barLead() override;
    QList<QAction*> exportActions() override { return m_exports; }
    bool isSettled() const override;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void refresh();
    void fillWeeks();
    ReportsPresenter& m_presenter;
    PageHead* m_head;
    EmptyState* m_empty;
    QWidget* m_bar; ///< holds the choice of the week; the window shows and hides it
    QComboBox* m_weeks;
    TableCard* m_kpis;
    TableCard* m_actions;
    ChartCard* m_cause;
    TableCard* m_channels;
    TableCard* m_campaigns;
    ChartCard* m_outlook;
    TableCard* m_parts;
    QList<QAction*> m_exports;
};

} // namespace plumbline::ui
