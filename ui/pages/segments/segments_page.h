// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/pages/page.h"
#include "ui/pages/segments/segments_presenter.h"
#include "ui/pages/shown_numbers.h"

namespace plumbline::ui {

class ChartCard;
class EmptyState;
class PageHead;
class TableCard;
class TokenButton;

/// Campaigns in groups: a scatter of two KPIs, what each group and each campaign deserves, and why.
class SegmentsPage : public ScrollPage, public ShowsNumbers {
    Q_OBJECT
public:
    explicit SegmentsPage(SegmentsPresenter& presenter, QWidget* parent = nullptr);
    QString id() const override { return QStringLiteral("segments"); }
    QString title() const override { return tr("Segments"); }
    QString iconName() const override { return QStringLiteral("segments"); }
    PageGroup group() const override { return PageGroup::predict; }
    ShownNumbers shownNumbers() const override;
    QWidget* barTail() override;
    QList<QAction*> exportActions() override { return m_exports; }
    bool isSettled() const override;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void refresh();
    SegmentsPresenter& m_presenter;
    PageHead* m_head;
    EmptyState* m_empty;
    ChartCard* m_scatter;
    TableCard* m_groups;
    TableCard* m_profile;
    QWidget* m_beside; ///< groups over the profile of one
    TableCard* m_campaigns;
    TokenButton* m_number = nullptr;
    QList<QAction*> m_exports;
};

} // namespace plumbline::ui
