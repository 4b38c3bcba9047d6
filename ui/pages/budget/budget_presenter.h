// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include <QObject>

#include "core/allocate/schedule.h"
#include "ui/session/session.h"

namespace plumbline::ui {

/// A plan that a person kept.
struct Scenario {
    QString id, name;
    double spend = 0, response = 0, gain = 0;
    std::optional<double> probability;
};

/// State of the Budget page: the fit, what the person fixed, the plan that follows from it. Each change solves anew, as a job
/// that takes some ten milliseconds; changes that come meanwhile are one solve after it.
class BudgetPresenter : public QObject {
    Q_OBJECT
public:
    struct Answer {
        allocate::Plan plan;
        allocate::Schedule schedule;
    };
    struct Kept {
        std::optional<response::ResponseFit> fit;
        std::vector<Scenario> scenarios;
    };
    using Load = std::function<Kept(const Facts&, const std::shared_ptr<WorkspaceHandle>&)>;
    explicit BudgetPresenter(Session& session, Load load = {}, QObject* parent = nullptr);

    Session& session() { return m_session; }
    const response::ResponseFit* fit() const { return m_fit ? &*m_fit : nullptr; }
    const std::vector<allocate::Channel>& channels() const { return m_channels; }
    const allocate::Plan* plan() const { return m_answer ? &m_answer->plan : nullptr; }
    const allocate::Schedule* schedule() const { return m_answer ? &m_answer->schedule : nullptr; }
    const std::vector<Scenario>& scenarios() const { return m_scenarios; }
    const std::optional<Error>& error() const { return m_error; }
    bool isLoading() const { return m_job != 0 || m_solving != 0; }
    /// Reads the workspace again: the fit may be newer.
    void activate();

    double total() const; ///< per week
    void setTotal(std::optional<double> total);
    double today() const; ///< spend per week
    /// How far a channel may move, as part of today's spend: 0.4 for plus and minus 40 %.
    double reach() const { return m_reach; }
    void setReach(double reach);
    /// 0: the mean decides; 1: the worst cases do.
    double risk() const { return m_risk; }
    void setRisk(double risk);
    /// Holds a channel at a spend; the others are split anew.
    void hold(const QString& channel, double spend);
    void release(const QString& channel);
    void releaseAll();
    bool isHeld(const QString& channel) const { return m_held.contains(channel); }
    bool anyHeld() const { return !m_held.empty(); }

    void saveScenario(const QString& name);
    void removeScenario(const QString& id);
    static constexpr int weeks = 13; ///< that the plan is laid out over

Q_SIGNALS:
    void changed();     ///< the fit, or everything
    void planChanged(); ///< only the plan and what follows from it
    void scenariosChanged();
    void loadingChanged();

private:
    void onFacts();
    void take(Kept kept);
    void solve();
    void fail(const Error& error);
    Session& m_session;
    Load m_load;
    std::optional<response::ResponseFit> m_fit;
    std::vector<allocate::Channel> m_channels;
    std::optional<Answer> m_answer;
    std::vector<Scenario> m_scenarios;
    std::optional<Error> m_error;
    std::optional<double> m_total;
    std::map<QString, double> m_held;
    double m_reach = 0.4, m_risk = 0.3;
    JobId m_job = 0, m_solving = 0;
    bool m_again = false;
    int64_t m_dataset = 0;
};

} // namespace plumbline::ui
