// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/pages/audit/audit_presenter.h"
#include "ui/pages/page.h"

class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace plumbline::ui {

class Card;
class ChartCard;
class EmptyState;
class PageHead;
class TableCard;
class TokenButton;
class WrapLabel;

/// Can these numbers be trusted: findings, their evidence, remedies and what they change, trust by measure, decisions.
class AuditPage : public ScrollPage {
    Q_OBJECT
public:
    explicit AuditPage(AuditPresenter& presenter, QWidget* parent = nullptr);
    QString id() const override { return QStringLiteral("audit"); }
    QString title() const override { return tr("Audit"); }
    QString iconName() const override { return QStringLiteral("warning"); }
    PageGroup group() const override { return PageGroup::source; }
    bool usesSelection() const override { return false; }
    QWidget* barLead() override;
    QWidget* barTail() override;
    void showPlace(const QString& place) override;
    bool isSettled() const override { return !m_presenter.isBusy() && !m_presenter.session().isLoading(); }

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void refresh();
    void showFindings();
    void showEvidence();
    void showTrust();
    void showHistory();
    /// A column as it is called on the page.
    QString label(const std::string& field) const;
    AuditPresenter& m_presenter;
    PageHead* m_head;
    EmptyState* m_empty;
    TableCard *m_findings, *m_trust, *m_changes, *m_history;
    ChartCard* m_chart;
    Card* m_remedies;
    WrapLabel* m_evidence;
    QVBoxLayout* m_actions;
    QLineEdit* m_why;
    QPushButton *m_apply, *m_again;
    QWidget* m_bar;
    TokenButton *m_dataset, *m_measure, *m_state;
};

} // namespace plumbline::ui
