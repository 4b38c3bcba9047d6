// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/pages/page.h"
#include "ui/pages/roi/roi_presenter.h"
#include "ui/pages/shown_numbers.h"

namespace plumbline::ui {

class ChartCard;
class EmptyState;
class KpiRow;
class PageHead;
class TableCard;

/// Spend against return: by campaign with the break-even line, by channel with shares, over time, and who is under 1.
class RoiPage : public ScrollPage, public ShowsNumbers {
    Q_OBJECT
public:
    explicit RoiPage(RoiPresenter& presenter, QWidget* parent = nullptr);
    QString id() const override { return QStringLiteral("roi"); }
    QString title() const override { return tr("Return on spend"); }
    QString iconName() const override { return QStringLiteral("compare"); }
    PageGroup group() const override { return PageGroup::measure; }
    ShownNumbers shownNumbers() const override;
    QList<QAction*> exportActions() override { return m_exports; }
    bool isSettled() const override;
    ChartCard* scatter() const { return m_scatter; }
    TableCard* under() const { return m_under; }

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void refresh();
    RoiPresenter& m_presenter;
    PageHead* m_head;
    EmptyState* m_empty;
    KpiRow* m_cards;
    ChartCard* m_scatter;
    ChartCard* m_marginal;
    TableCard* m_channels;
    TableCard* m_under;
    QList<QAction*> m_exports;
};

} // namespace plumbline::ui
