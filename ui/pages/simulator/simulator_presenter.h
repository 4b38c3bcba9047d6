// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include <QObject>
#include <QTimer>

#include "core/report/segments.h"
#include "core/report/table_file.h"
#include "ui/session/session.h"

namespace plumbline::ui {

/// State of the what-if, without a widget: the response is fitted once for data, period and target; every move of a slider is
/// answered from it at once.
class SimulatorPresenter : public QObject {
    Q_OBJECT
public:
    explicit SimulatorPresenter(Session& session, QObject* parent = nullptr);
    Session& session() { return m_session; }
    const report::PlanReport* report() const { return m_report ? &*m_report : nullptr; }
    const std::optional<Error>& error() const { return m_error; }
    bool isLoading() const { return m_job != 0 || m_later.isActive(); }
    void setWanted(bool wanted);

    /// Channels, largest spend first; empty while nothing is fitted.
    std::vector<QString> entities() const;
    /// Change of all budgets, and of one channel on top, in percent.
    int change() const { return m_change; }
    int change(const QString& entity) const;
    void setChange(int percent);
    void setChange(const QString& entity, int percent);
    void reset();
    QString target() const { return m_target; }
    void setTarget(const QString& metric);
    /// Metrics that the dataset has and that can be simulated.
    std::vector<QString> targets() const;

    /// Keeps the plan under a name in the workspace; the same name again replaces it.
    void save(const QString& name);
    void remove(const QString& name);
    std::vector<QString> saved() const;
    /// Puts a saved plan back on the sliders.
    void load(const QString& name);
    /// Saved plans side by side, as these data answer them now, the one on the sliders first; no rows: there are none.
    const TableSpec& comparison() const { return m_comparison; }

    /// The plan, its channels and the saved plans; as CSV the plans side by side, or the channels where none is saved.
    void exportTo(const QString& file, const report::Origin& origin);
    report::Document document() const;

Q_SIGNALS:
    void changed();
    void fitted(); ///< other channels, other targets
    void loadingChanged();
    void failed(const plumbline::Error& error);
    void exported(const QString& file);

private:
    struct Plan {
        QString id, name, target;
        int change = 0;
        std::vector<std::pair<QString, int>> changes;
    };
    void reload();
    void start();
    void answer();
    void compare();
    void readPlans();
    predict::SimulateSpec specOf(const Plan& plan) const;

    Session& m_session;
    std::shared_ptr<const predict::Simulator> m_simulator;
    std::shared_ptr<const DatasetInfo> m_dataset;
    std::optional<report::PlanReport> m_report;
    std::optional<predict::Simulation> m_next; ///< 10 % more on each; missing where that cannot be answered
    std::optional<Error> m_error;
    std::vector<Plan> m_plans;
    TableSpec m_comparison;
    QString m_target = QStringLiteral("revenue");
    int m_change = 0;
    std::vector<std::pair<QString, int>> m_changes;
    bool m_wanted = false, m_stale = true;
    JobId m_job = 0;
    QTimer m_later;
};

} // namespace plumbline::ui
