// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>

#include "ui/session/session.h"

class QToolButton;

namespace plumbline::ui {

class ElidedLabel;
class JobTray;

/// Network state, last day of the data, snapshot, jobs.
class StatusRow : public QWidget {
    Q_OBJECT
public:
    explicit StatusRow(Session& session, QWidget* parent = nullptr);
    JobTray* tray() const { return m_tray; }
    /// "3 issues", and whether any of them is a blocker.
    void setIssues(int pressing, bool blocker);

Q_SIGNALS:
    void issuesClicked();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();
    Session& m_session;
    ElidedLabel* m_data;
    ElidedLabel* m_snapshot;
    JobTray* m_tray;
    QToolButton* m_issues;
};

/// "7F3A-91C2" of a SHA-256 in hexadecimal.
QString shortFingerprint(const std::string& hexadecimal);

} // namespace plumbline::ui
