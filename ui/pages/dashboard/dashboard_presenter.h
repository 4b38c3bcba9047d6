// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <optional>

#include <QObject>
#include <QTimer>

#include "core/report/document.h"
#include "ui/session/session.h"

namespace plumbline::ui {

/// State of the Dashboard page, without a widget: asks for a dashboard whenever the selection or the facts change. What is shown
/// stays until the next one is there; of several requests only the latest counts.
class DashboardPresenter : public QObject {
    Q_OBJECT
public:
    using Build = std::function<report::Dashboard(const Facts&, const report::DashboardRequest&, std::stop_token)>;
    /// `build`: report::build_dashboard unless a test gives another.
    explicit DashboardPresenter(Session& session, Build build = {}, QObject* parent = nullptr);

    Session& session() { return m_session; }
    /// Null until the first is there.
    const report::Dashboard* dashboard() const { return m_dashboard ? &*m_dashboard : nullptr; }
    const std::optional<Error>& error() const { return m_error; }
    bool isLoading() const { return m_job != 0 || m_later.isActive(); }

    QString metric() const { return m_metric; }
    void setMetric(const QString& id);
    /// Nothing: as the period suggests.
    std::optional<Grain> grain() const { return m_grain; }
    void setGrain(std::optional<Grain> grain);
    QString breakdown() const;
    void setBreakdown(const QString& dimension);

    struct Choice {
        QString id, name;
    };
    /// Dimensions that the breakdown can be by.
    std::vector<Choice> breakdowns() const;
    /// Grains that make at least two points of the period, and not more than a chart can show.
    std::vector<Grain> grains() const;

    report::DashboardRequest request() const;
    /// What exports are written from. Needs a dashboard.
    report::Document document() const;
    enum class Format { pdf, markdown, xlsx };
    /// PDF is drawn on this thread (Qt asks for it); the others are written in a job.
    void exportTo(Format format, const QString& file);

Q_SIGNALS:
    void changed(); ///< dashboard or error
    void loadingChanged();
    void exported(const QString& file);
    void exportFailed(const plumbline::Error& error);

private:
    void reload();
    void start();
    void onFacts();
    Session& m_session;
    Build m_build;
    std::optional<report::Dashboard> m_dashboard;
    int64_t m_shownDataset = 0; ///< whose numbers m_dashboard holds
    std::optional<Error> m_error;
    QString m_metric, m_breakdown;
    std::optional<Grain> m_grain;
    JobId m_job = 0;
    QTimer m_later; ///< several changes in one turn of the event loop make one request
};

} // namespace plumbline::ui
