// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QDockWidget>

#include "ui/session/issues.h"

class QLabel;

namespace plumbline::ui {

class SpecTable;

/// The open issues of the workspace below the pages: what, how bad, where; a click leads there.
class IssuesPanel : public QDockWidget {
    Q_OBJECT
public:
    IssuesPanel(IssueList& issues, QWidget* parent);
    SpecTable* table() const { return m_table; }
    /// "2 blockers, 5 warnings".
    QString summary() const;

Q_SIGNALS:
    void issueChosen(const plumbline::ui::Issue& issue);

private:
    void refresh();
    IssueList& m_issues;
    QLabel* m_summary;
    QLabel* m_none;
    SpecTable* m_table;
};

/// What the status bar says of the issues: "7 issues", "No open issue".
QString issuesText(int pressing);

} // namespace plumbline::ui
