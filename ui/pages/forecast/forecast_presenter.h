// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <optional>

#include <QObject>
#include <QTimer>

#include "core/report/forecast.h"
#include "ui/session/session.h"

namespace plumbline::ui {

/// State of the Forecast page, without a widget. Computes only while it is wanted: while the page is seen.
class ForecastPresenter : public QObject {
    Q_OBJECT
public:
    struct Choice {
        QString id, name;
    };
    using Build = std::function<report::ForecastView(const Facts&, const report::ForecastRequest&, Progress&, std::stop_token)>;
    /// `build`: report::build_forecast unless a test gives another.
    explicit ForecastPresenter(Session& session, Build build = {}, QObject* parent = nullptr);

    Session& session() { return m_session; }
    /// Null until the first is there.
    const report::ForecastView* view() const { return m_view ? &*m_view : nullptr; }
    const std::optional<Error>& error() const { return m_error; }
    bool isLoading() const { return m_job != 0 || m_later.isActive(); }
    void setWanted(bool wanted);

    const report::ForecastRequest& asked() const { return m_asked; }
    int horizon() const { return m_asked.horizon > 0 ? m_asked.horizon : report::usual_horizon(m_asked.grain); }
    void setMetric(const QString& id);
    void setGrain(Grain grain);
    void setHorizon(int periods);
    void setModel(const QString& id);
    void setHolidays(const QString& country);    ///< empty: none
    void setBreakdown(const QString& dimension); ///< empty: the whole only
    void setInterval(double share);
    void setLeaveOut(bool leave_out); ///< periods that the auditor blocks
    /// Searches Prophet's settings with as many trials, those of an earlier search included; the next forecasts keep to it. 0: as
    /// they usually are.
    void tune(int trials);
    bool isTuning() const { return isLoading() && m_asked.tune > 0; }
    /// Ends a search; what it has found by then is used.
    void stopTuning();

    /// Periods that a target can be set for: the whole forecast, and months and quarters that end within it.
    std::vector<DateRange> targetPeriods() const;
    /// The target of just what is asked for and these days; none: not set.
    std::optional<double> target(const DateRange& days) const;
    /// Sets it, or takes it away; can be undone.
    void setTarget(const DateRange& days, std::optional<double> value);

    std::vector<Choice> metrics() const;
    std::vector<Choice> models() const;
    std::vector<Choice> countries() const;
    std::vector<Choice> breakdowns() const;
    /// "8 weeks".
    QString periodsText(int n) const;
    std::vector<int> horizons() const;

    /// Stores what is shown, to be held against what comes.
    bool canKeep() const { return m_view && m_view->possible && m_session.isOpen() && !m_session.isReadOnly(); }
    void keep();
    /// Puts the curve on the dashboard; can be undone.
    void pin();

    report::Document document() const;
    void exportTo(const QString& file);

Q_SIGNALS:
    void changed();
    void asking(); ///< what is asked for changed
    void loadingChanged();
    void kept();
    void exported(const QString& file);
    void failed(const plumbline::Error& error);

private:
    void reload();
    void start();
    void onFacts();
    void storeRealised(std::vector<forecast::Kept> realised);
    const metrics::Target* known(const DateRange& days) const;
    Session& m_session;
    Build m_build;
    report::ForecastRequest m_asked;
    std::optional<report::ForecastView> m_view;
    std::optional<Error> m_error;
    std::vector<metrics::Target> m_targets;                                            ///< as they were when the view was made
    std::shared_ptr<std::atomic<int>> m_tried = std::make_shared<std::atomic<int>>(0); ///< trials of the search by now
    bool m_wanted = false, m_stale = true;
    JobId m_job = 0;
    QTimer m_later;
};

} // namespace plumbline::ui
