// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/pages/data/datasets_presenter.h"
#include "ui/pages/page.h"

class QPushButton;

namespace plumbline::ui {

class Card;
class ColumnsEditor;
class EmptyState;
class InlineMessage;
class PageHead;
class SpecTable;

/// Tab of the Data page: datasets, their columns with roles, their imports.
class DatasetsView : public ScrollPage {
    Q_OBJECT
public:
    explicit DatasetsView(DatasetsPresenter& presenter, QWidget* parent = nullptr);
    QString id() const override { return QStringLiteral("datasets"); }
    QString title() const override { return tr("Datasets"); }
    QString iconName() const override { return QStringLiteral("data"); }
    PageGroup group() const override { return PageGroup::source; }
    /// Which exports could be seen as one, in a sentence; empty: none.
    static QString offerOf(DatasetsPresenter& presenter);

private:
    void refresh();
    void refreshList();
    void refreshImports();
    void refreshTogether();
    DatasetsPresenter& m_presenter;
    PageHead* m_head;
    QWidget* m_currency;
    InlineMessage* m_currencyMessage;
    InlineMessage* m_message;
    InlineMessage* m_together;
    EmptyState* m_empty;
    Card* m_listCard;
    SpecTable* m_list;
    Card* m_columnsCard;
    ColumnsEditor* m_columns;
    QWidget* m_pending;
    QPushButton* m_apply;
    Card* m_importsCard;
    SpecTable* m_imports;
    QAction* m_remove;
};

} // namespace plumbline::ui
