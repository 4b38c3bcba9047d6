// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/pages/page.h"
#include "ui/pages/reports/reports_presenter.h"
#include "ui/pages/shown_numbers.h"

class QComboBox;
class QModelIndex;
class QPushButton;

namespace plumbline::ui {

class ChartCard;
class EmptyState;
class PageHead;
class TableCard;

/// Scopes and weeks in a grid with what is written, the review of the chosen one as it will be printed, and its ways out.
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
    QList<QAction*> commands() override;
    bool isSettled() const override;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void refresh();
    void fillWeeks();
    void fillGrid();
    void openCell(const QModelIndex& index);
    void rate();
    ReportsPresenter& m_presenter;
    PageHead* m_head;
    EmptyState* m_empty;
    QWidget* m_bar; ///< holds the choice of the week; the window shows and hides it
    QComboBox* m_weeks;
    TableCard* m_grid;
    QComboBox* m_dimensions;
    QPushButton* m_write;
    QPushButton* m_rate;
    QAction* m_schedule;
    QAction* m_open;
    QAction* m_byModel;
    TableCard* m_kpis;
    TableCard* m_actions;
    ChartCard* m_cause;
    TableCard* m_channels;
    TableCard* m_campaigns;
    ChartCard* m_outlook;
    TableCard* m_parts;
    ChartCard* m_scores;
    TableCard* m_authors;
    QList<QAction*> m_exports;
};

} // namespace plumbline::ui
