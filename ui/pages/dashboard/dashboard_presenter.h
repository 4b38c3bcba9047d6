// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <optional>

#include <QObject>
#include <QTimer>

#include "core/report/document.h"
#include "core/report/view.h"
#include "ui/pages/dashboard/dashboard_records.h"

namespace plumbline::ui {

/// State of the Dashboard page, without a widget: asks for a dashboard whenever the selection or the facts change. What is shown
/// stays until the next one is there; of several requests only the latest counts.
class DashboardPresenter : public QObject {
    Q_OBJECT
public:
    struct Choice {
        QString id, name;
    };
    using Build = std::function<report::Dashboard(const Facts&, const report::DashboardRequest&, std::stop_token)>;
    /// `build`: report::build_dashboard unless a test gives another.
    explicit DashboardPresenter(Session& session, Build build = {}, QObject* parent = nullptr);

    Session& session() { return m_session; }
    /// Null until the first is there.
    const report::Dashboard* dashboard() const { return m_dashboard ? &*m_dashboard : nullptr; }
    const std::optional<Error>& error() const { return m_error; }
    bool isLoading() const { return m_job != 0 || m_later.isActive(); }

    DashboardRecords& records() { return m_records; }

    QString metric() const { return m_metric; }
    void setMetric(const QString& id);
    /// Nothing: as the period suggests.
    std::optional<Grain> grain() const { return m_view.grain; }
    void setGrain(std::optional<Grain> grain);
    QString breakdown() const;
    void setBreakdown(const QString& dimension);

    /// Dimensions that the breakdown can be by.
    std::vector<Choice> breakdowns() const;
    /// Grains that make at least two points of the period, and not more than a chart can show.
    std::vector<Grain> grains() const;

    /// A row of the breakdown: filters to it, and goes a level down where there is one; a row that is kept already is let go.
    void drill(const QString& name);
    /// Back up: to the level of a crumb, without it and all below it.
    void drillUp(int crumb);

    /// What a person arranged: tiles, cards, columns, further comparisons. Each change is a step of undo.
    const report::View& arrangement() const { return m_view; }
    void arrange(const report::View& next, const QString& undoText);
    void toggleReference(const report::Reference& reference);
    bool hasReference(const report::Reference& reference) const;
    /// The page with everything on it, under a name: what a view stores.
    report::View currentView(const QString& name) const;
    void applyView(const report::View& view);
    /// Name of the view that was applied last, while nothing was changed since.
    QString viewName() const { return m_viewName; }
    /// Metrics that the dataset can tell.
    std::vector<Choice> metricChoices() const;

    report::DashboardRequest request() const;
    /// What exports are written from. Needs a dashboard.
    report::Document document() const;
    /// PDF is drawn on this thread (Qt asks for it), in slices between which the window lives; the others are written in a job.
    void exportTo(const QString& file);

Q_SIGNALS:
    void changed();  ///< dashboard or error
    void arranged(); ///< tiles, or the name of the view
    void loadingChanged();
    void exported(const QString& file);
    void exportFailed(const plumbline::Error& error);

private:
    friend class ArrangeCommand;
    /// A level whose filter was let go, by its token, by Esc or by undo, is shown again.
    void followUp();
    void reload();
    void start();
    void onFacts();
    void restoreArrangement(const DatasetInfo& dataset);
    void keepArrangement();
    void show(const report::View& view);
    Session& m_session;
    DashboardRecords m_records;
    Build m_build;
    std::optional<report::Dashboard> m_dashboard;
    int64_t m_arranged = 0;     ///< dataset whose arrangement m_view is
    int64_t m_shownDataset = 0; ///< whose numbers m_dashboard holds
    std::optional<Error> m_error;
    QString m_metric, m_breakdown, m_viewName;
    report::View m_view; ///< metric and breakdown are kept beside it
    bool m_applying = false;
    JobId m_job = 0;
    QTimer m_later; ///< several changes in one turn of the event loop make one request
};

} // namespace plumbline::ui
