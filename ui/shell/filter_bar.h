// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>

#include "ui/session/session.h"

class QHBoxLayout;
class QMenu;
class QPushButton;
class QToolButton;

namespace plumbline::ui {

class Page;
class RangePicker;
class TokenButton;

/// Period, comparison and filters as tokens; what a page adds; Export. The same on every page. What does not fit goes into "+2".
class FilterBar : public QWidget {
    Q_OBJECT
public:
    explicit FilterBar(Session& session, QWidget* parent = nullptr);
    /// Buttons for the way back and forward through what was looked at.
    void setHistory(QAction* back, QAction* forward);
    /// A button at the right end, for a command that every page has.
    void addCommand(QAction* action, const QString& text, const QString& icon);
    void setPage(Page* page);
    /// Opens the choice of a dimension to filter by.
    void openFilterMenu();
    QMenu* exportMenu() const { return m_exportMenu; }

    /// Tokens give way with an ellipsis: the bar never pushes the window beyond the screen.
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();
    void refreshTokens();
    void fit();
    void openPeriod();
    void openFilter(const QString& dimension, QWidget* anchor);
    void fillComparisons();
    void fillDatasets();
    /// What the period is held against in fact: the year before, where it is in the data, else the period before, else nothing.
    metrics::Comparison comparisonUsed() const;
    QString periodValue() const;
    QString againstValue() const;
    QString filterValue(const QString& dimension) const;
    Session& m_session;
    Page* m_page = nullptr;
    QWidget* m_lead = nullptr;
    QWidget* m_tail = nullptr;
    QHBoxLayout* m_row;
    TokenButton* m_dataset; ///< whose numbers these are, where there are several
    TokenButton* m_period;
    TokenButton* m_against;
    QList<TokenButton*> m_filters;
    QToolButton* m_more; ///< "+2"
    QPushButton* m_add;
    QPushButton* m_export;
    QToolButton *m_back = nullptr, *m_forward = nullptr;
    QList<QPushButton*> m_commands;
    QMenu* m_exportMenu;
};

} // namespace plumbline::ui
