// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/pages/page.h"
#include "ui/pages/rootcause/rootcause_presenter.h"
#include "ui/pages/shown_numbers.h"

class QVBoxLayout;

namespace plumbline::ui {

class Breadcrumbs;
class Card;
class ChartCard;
class EmptyState;
class PageHead;
class TableCard;
class TokenButton;

/// Why a metric moved: the parts that add up to the change, the story with its verdict, the way down to single segments, and what
/// else speaks for it.
class RootCausePage : public ScrollPage, public ShowsNumbers {
    Q_OBJECT
public:
    explicit RootCausePage(RootCausePresenter& presenter, QWidget* parent = nullptr);
    QString id() const override { return QStringLiteral("rootcause"); }
    QString title() const override { return tr("Root cause"); }
    QString iconName() const override { return QStringLiteral("root_cause"); }
    PageGroup group() const override { return PageGroup::measure; }
    ShownNumbers shownNumbers() const override;
    QWidget* barLead() override;
    void activated() override { m_presenter.activate(); }
    bool isSettled() const override { return !m_presenter.isLoading() && !m_presenter.session().isLoading(); }

private:
    void refresh();
    void refreshStory();
    void refreshParts();
    void refreshEvidence();
    void fillMetrics();
    void fillDimensions();
    RootCausePresenter& m_presenter;
    PageHead* m_head;
    ChartCard* m_waterfall;
    Card* m_story;
    QWidget* m_lines;
    QVBoxLayout* m_linesLayout;
    TableCard* m_parts;
    TableCard* m_factors;
    TableCard* m_evidence;
    Breadcrumbs* m_crumbs;
    TokenButton* m_metric;
    TokenButton* m_dimension;
    EmptyState* m_empty;
};

} // namespace plumbline::ui
