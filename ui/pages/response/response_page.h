// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/pages/page.h"
#include "ui/pages/response/response_presenter.h"
#include "ui/pages/shown_numbers.h"

class QPushButton;

namespace plumbline::ui {

class ChartCard;
class EmptyState;
class PageHead;
class TableCard;
class TokenButton;
class WrapLabel;

/// What each channel brought and what more would bring: curve with band, contributions over time, evidence, experiments,
/// diagnostics.
class ResponsePage : public ScrollPage, public ShowsNumbers {
    Q_OBJECT
public:
    explicit ResponsePage(ResponsePresenter& presenter, QWidget* parent = nullptr);
    QString id() const override { return QStringLiteral("response"); }
    QString title() const override { return tr("Response"); }
    QString iconName() const override { return QStringLiteral("response"); }
    PageGroup group() const override { return PageGroup::predict; }
    ShownNumbers shownNumbers() const override;
    bool usesSelection() const override { return false; }
    QWidget* barLead() override;
    QWidget* barTail() override;
    void activated() override;
    bool isSettled() const override;

private:
    void refresh();
    void refreshProgress();
    void fillTargets();
    void fillChannels();
    void editLifts();
    ResponsePresenter& m_presenter;
    PageHead* m_head;
    TableCard* m_channels;
    ChartCard* m_curve;
    WrapLabel* m_verdict;
    ChartCard* m_contributions;
    ChartCard* m_fit;
    TableCard* m_diagnostics;
    TokenButton* m_channel;
    TokenButton* m_target;
    QPushButton* m_full;
    QPushButton* m_lifts;
    QWidget* m_tail;
    EmptyState* m_empty;
    bool m_shown = false;
};

} // namespace plumbline::ui
