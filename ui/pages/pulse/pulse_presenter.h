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

Q_SIGNALS:
    void changed();
    void loadingChanged();
    void exported(const QString& file);
    void exportFailed(const plumbline::Error& error);

private:
    void reload();
    void start();
    Session& m_session;
    std::optional<report::PulseView> m_view;
    std::optional<Error> m_error;
    bool m_wanted = false, m_stale = true;
    JobId m_job = 0;
    QTimer m_later;
};

} // namespace plumbline::ui
