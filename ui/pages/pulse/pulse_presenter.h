// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>

#include <QObject>
#include <QTimer>

#include "core/report/pulse_document.h"
#include "ui/session/session.h"

namespace plumbline::ui {

/// State of the Pulse page, without a widget: what is usual this morning and what is not. Computes only while it is seen.
class PulsePresenter : public QObject {
    Q_OBJECT
public:
    explicit PulsePresenter(Session& session, QObject* parent = nullptr);
    Session& session() { return m_session; }
    /// Null until the first is there.
    const report::PulseView* view() const { return m_view ? &*m_view : nullptr; }
    const std::optional<Error>& error() const { return m_error; }
    bool isLoading() const { return m_job != 0 || m_later.isActive(); }
    void setWanted(bool wanted);
    void exportTo(const QString& file);

    /// Opens the drivers of a figure (index into view()->checks), or closes them; -1: none is open.
    void toggleDrivers(int figure);
    int openFigure() const { return m_open; }
    /// Null while they are computed, or where that failed (driversError).
    const report::PulseDrivers* drivers() const { return m_drivers ? &*m_drivers : nullptr; }
    const std::optional<Error>& driversError() const { return m_driversError; }

    /// Ids of the metrics that can be followed, and whether they are.
    struct Choice {
        QString id, name;
        bool followed = false;
    };
    QList<Choice> choices() const;
    /// Follows just these, in this order; none: the usual ones. Can be undone.
    void follow(const QStringList& metrics);
    void addRule(const pulse::Rule& rule);
    /// Keeps an alert quiet for a number of days.
    void snooze(const QString& rule, int days);

Q_SIGNALS:
    void changed();
    void loadingChanged();
    void driversChanged();
    void exported(const QString& file);
    void exportFailed(const plumbline::Error& error);

private:
    void reload();
    void start();
    void setFollowed(const QStringList& metrics);
    Session& m_session;
    std::optional<report::PulseView> m_view;
    std::optional<report::PulseDrivers> m_drivers;
    std::optional<Error> m_error, m_driversError;
    bool m_wanted = false, m_stale = true;
    int m_open = -1;
    JobId m_job = 0, m_driversJob = 0;
    QTimer m_later;
};

} // namespace plumbline::ui
