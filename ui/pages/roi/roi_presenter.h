// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <optional>

#include <QObject>
#include <QTimer>

#include "core/report/roi.h"
#include "ui/session/session.h"

namespace plumbline::ui {

/// State of the ROI page, without a widget. Computes only while it is wanted: while the page is seen.
class RoiPresenter : public QObject {
    Q_OBJECT
public:
    using Build = std::function<report::RoiReport(const Facts&, const report::DashboardRequest&, std::stop_token)>;
    /// `build`: report::build_roi unless a test gives another.
    explicit RoiPresenter(Session& session, Build build = {}, QObject* parent = nullptr);

    Session& session() { return m_session; }
    /// Null until the first is there.
    const report::RoiReport* report() const { return m_report ? &*m_report : nullptr; }
    const std::optional<Error>& error() const { return m_error; }
    bool isLoading() const { return m_job != 0 || m_later.isActive(); }
    void setWanted(bool wanted);
    /// Dimension of the table of shares; empty: channels.
    QString breakdown() const { return m_breakdown; }
    void setBreakdown(const QString& dimension);
    /// Filters to a point of the scatter, or lets it go.
    void toggleMark(int series, int point);
    report::Document document() const;
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
    Build m_build;
    std::optional<report::RoiReport> m_report;
    std::optional<Error> m_error;
    QString m_breakdown;
    bool m_wanted = false, m_stale = true;
    JobId m_job = 0;
    QTimer m_later;
};

} // namespace plumbline::ui
