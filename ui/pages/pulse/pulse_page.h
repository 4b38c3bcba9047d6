// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/pages/page.h"
#include "ui/pages/pulse/pulse_presenter.h"
#include "ui/pages/shown_numbers.h"

namespace plumbline::ui {

class EmptyState;
class KpiRow;
class PageHead;
class TableCard;

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
    PulsePresenter& m_presenter;
    PageHead* m_head;
    EmptyState* m_empty;
    KpiRow* m_cards;
    TableCard* m_table;
    TableCard* m_alerts;
    TableCard* m_targets;
    QList<QAction*> m_exports;
};

} // namespace plumbline::ui
