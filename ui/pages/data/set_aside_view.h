// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/pages/data/datasets_presenter.h"
#include "ui/pages/page.h"

class QPushButton;

namespace plumbline::ui {

class Card;
class EmptyState;
class PageHead;
class SpecTable;
class TokenButton;

/// Tab of the Data page: rows that an import could not read, with line and reason.
class SetAsideView : public ScrollPage {
    Q_OBJECT
public:
    explicit SetAsideView(DatasetsPresenter& presenter, QWidget* parent = nullptr);
    QString id() const override { return QStringLiteral("set_aside"); }
    QString title() const override { return tr("Set aside"); }
    QString iconName() const override { return QStringLiteral("data"); }
    PageGroup group() const override { return PageGroup::source; }
    void activated() override;

private:
    void refresh();
    void exportRows();
    const store::SnapshotInfo* shown() const;
    DatasetsPresenter& m_presenter;
    PageHead* m_head;
    EmptyState* m_empty;
    Card* m_card;
    SpecTable* m_table;
    TokenButton* m_import;
    QPushButton* m_export;
    bool m_active = false;
};

} // namespace plumbline::ui
