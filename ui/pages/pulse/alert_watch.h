// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QObject>
#include <QTimer>

#include "core/pulse/notify.h"
#include "ui/session/session.h"

class QSystemTrayIcon;

namespace plumbline::ui {

/// Looks at the alert rules after each import and on a timer while the program runs; tells what begins by the system's tray, by
/// mail and by command, as far as the workspace says so. A look is a job; the window never waits for it.
class AlertWatch : public QObject {
    Q_OBJECT
public:
    explicit AlertWatch(Session& session, QObject* parent = nullptr);
    ~AlertWatch() override;
    /// Looks now.
    void look();
    bool isLooking() const { return m_job != 0; }

Q_SIGNALS:
    /// Sentences of the alerts that have begun; told once.
    void begun(const QStringList& sentences);
    /// Somebody could not be told.
    void failed(const plumbline::Error& error);
    void looked();

private:
    struct Looked;
    void take(const Looked& looked);
    void runCommand(const QString& command, const QByteArray& json);
    Session& m_session;
    QTimer m_timer;
    JobId m_job = 0;
    QSystemTrayIcon* m_tray = nullptr;
    std::string m_seen; ///< fingerprint of the data that were looked at
};

} // namespace plumbline::ui
