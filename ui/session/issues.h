// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include <QObject>
#include <QString>

#include "core/chart/table_spec.h"
#include "ui/session/session.h"

namespace plumbline::ui {

/// Something about the numbers that somebody should look at, and where.
struct Issue {
    enum class Kind { import, data, model };
    Kind kind = Kind::import;
    Tone tone = Tone::warning; ///< loss: a blocker, warning, muted: a note
    QString sentence;
    QString where; ///< dataset, file, days
    QString page;  ///< id of the page that shows it
    QString place; ///< what that page is asked to show
    QString dataset;
};

/// What is open in a workspace: rows that imports set aside and their warnings, findings of the auditor that nobody decided,
/// models that learnt from data that have changed since. Read in a job whenever something of it may have changed.
class IssueList : public QObject {
    Q_OBJECT
public:
    explicit IssueList(Session& session, QObject* parent = nullptr);
    /// Blockers first, then warnings, then notes; in each as they were found.
    const std::vector<Issue>& issues() const { return m_issues; }
    /// Those that are not mere notes.
    int pressing() const;

Q_SIGNALS:
    void changed();

private:
    void reload();
    Session& m_session;
    std::vector<Issue> m_issues;
    QTimer m_later;
    quint64 m_order = 0; ///< of the latest request
};

} // namespace plumbline::ui
