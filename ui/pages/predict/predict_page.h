// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/pages/page.h"
#include "ui/pages/predict/predict_presenter.h"

class QPushButton;

namespace plumbline::ui {

class ChartCard;
class EmptyState;
class InlineMessage;
class PageHead;
class TableCard;
class TokenButton;

/// What each campaign will bring next, which method knows best, why, and the versions that are kept.
class PredictPage : public ScrollPage {
    Q_OBJECT
public:
    explicit PredictPage(PredictPresenter& presenter, QWidget* parent = nullptr);
    QString id() const override { return QStringLiteral("predict"); }
    QString title() const override { return tr("Prediction"); }
    QString iconName() const override { return QStringLiteral("predict"); }
    PageGroup group() const override { return PageGroup::predict; }
    bool usesSelection() const override { return false; } // it learns from the whole of the data
    QWidget* barTail() override;
    QList<QAction*> exportActions() override { return m_exports; }
    bool isSettled() const override;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void refresh();
    void refreshHead();
    PredictPresenter& m_presenter;
    PageHead* m_head;
    QPushButton* m_train;
    EmptyState* m_empty;
    TableCard* m_shows;
    TableCard* m_needs;
    TableCard* m_models;
    ChartCard* m_heldOut;
    TableCard* m_predictions;
    ChartCard* m_effects;
    TableCard* m_levels;
    InlineMessage* m_outside;
    ChartCard* m_importance;
    TableCard* m_versions;
    QPushButton* m_back;
    QWidget* m_why;
    QWidget* m_tail = nullptr;
    TokenButton* m_target = nullptr;
    TokenButton* m_by = nullptr;
    QList<QAction*> m_exports;
};

} // namespace plumbline::ui
