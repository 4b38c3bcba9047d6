// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/budget/budget_presenter.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/response/load.h"
#include "ui/charts/theme.h"

namespace plumbline::ui {

namespace {

using nlohmann::json;

constexpr const char* scenario_kind = "scenario";

std::vector<Scenario> keptScenarios(const store::Workspace& workspace, int64_t dataset) {
    std::vector<Scenario> all;
    for (const store::Record& r : workspace.records(scenario_kind, dataset)) {
        const json body = json::parse(r.body, nullptr, false);
        if (!body.is_object() || !body.contains("plan")) continue;
        const auto number = [&](const char* key) {
            return body.contains(key) && body[key].is_number() ? body[key].get<double>() : 0.0;
        };
        Scenario s{qs(r.id), qs(body.value("name", "")), number("total_proposed"), number("response_proposed"), number("gain"),
                   {}};
        if (body.contains("gain_probability") && body["gain_probability"].is_number()) s.probability = number("gain_probability");
        all.push_back(std::move(s));
    }
    return all;
}

BudgetPresenter::Kept loadKept(const Facts& facts, const std::shared_ptr<WorkspaceHandle>& handle) {
    BudgetPresenter::Kept kept;
    if (handle)
        handle->use([&](store::Workspace& w) {
            kept.fit = response::kept_fit(w, facts.dataset.id);
            kept.scenarios = keptScenarios(w, facts.dataset.id);
        });
    return kept;
}

} // namespace

BudgetPresenter::BudgetPresenter(Session& session, Load load, QObject* parent)
    : QObject(parent), m_session(session), m_load(load ? std::move(load) : Load(loadKept)) {
    connect(&session, &Session::factsChanged, this, &BudgetPresenter::onFacts);
    connect(&session, &Session::languageChanged, this, &BudgetPresenter::changed);
}

void BudgetPresenter::onFacts() {
    const FactsPtr facts = m_session.facts();
    if (facts && facts->dataset.id == m_dataset) return; // the fit is read when the page is looked at
    m_dataset = facts ? facts->dataset.id : 0;
    m_fit.reset();
    m_channels.clear();
    m_answer.reset();
    m_held.clear();
    m_total.reset();
    m_scenarios.clear();
    m_error.reset();
    Q_EMIT changed();
}

void BudgetPresenter::activate() {
    const FactsPtr facts = m_session.facts();
    if (!facts || m_job) return;
    m_job = m_session.jobs().start(
        tr("Reading the response"),
        [load = m_load, facts, handle = m_session.handle()](Progress&, std::stop_token) { return load(*facts, handle); }, this,
        [this](Kept kept) {
            m_job = 0;
            take(std::move(kept));
        },
        [this](const Error& error) {
            m_job = 0;
            fail(error);
        });
    Q_EMIT loadingChanged();
}

void BudgetPresenter::take(Kept kept) {
    m_scenarios = std::move(kept.scenarios);
    Q_EMIT loadingChanged();
    const bool same = m_fit && kept.fit && m_fit->fingerprint == kept.fit->fingerprint && m_fit->how == kept.fit->how;
    if (same) {
        Q_EMIT scenariosChanged();
        return;
    }
    m_fit = std::move(kept.fit);
    m_held.clear();
    m_answer.reset();
    m_channels = m_fit ? allocate::channels_of(*m_fit, 1 - m_reach, 1 + m_reach) : std::vector<allocate::Channel>{};
    Q_EMIT changed();
    solve();
}

double BudgetPresenter::today() const {
    double sum = 0;
    for (const allocate::Channel& c : m_channels) sum += c.curve.current;
    return sum;
}

double BudgetPresenter::total() const { return m_total.value_or(today()); }

void BudgetPresenter::setTotal(std::optional<double> total) {
    if (total == m_total) return;
    m_total = total;
    solve();
}

void BudgetPresenter::setReach(double reach) {
    if (reach == m_reach || !m_fit) return;
    m_reach = reach;
    m_channels = allocate::channels_of(*m_fit, std::max(0.0, 1 - m_reach), 1 + m_reach);
    for (const allocate::Channel& c : m_channels)
        if (const auto at = m_held.find(qs(c.curve.name)); at != m_held.end())
            at->second = std::clamp(at->second, c.lower, c.upper);
    Q_EMIT changed();
    solve();
}

void BudgetPresenter::setRisk(double risk) {
    if (risk == m_risk) return;
    m_risk = risk;
    solve();
}

void BudgetPresenter::hold(const QString& channel, double spend) {
    m_held[channel] = spend;
    solve();
}

void BudgetPresenter::release(const QString& channel) {
    if (m_held.erase(channel)) solve();
}

void BudgetPresenter::releaseAll() {
    m_held.clear();
    m_total.reset();
    solve();
}

void BudgetPresenter::solve() {
    if (m_channels.empty()) return;
    if (m_solving) {
        m_again = true;
        return;
    }
    allocate::AllocateSpec spec;
    spec.total = m_total;
    spec.risk = m_risk;
    spec.milliseconds = 30; // with the drawing it stays below what a hand notices
    for (const auto& [name, spend] : m_held) {
        spec.least[name.toStdString()] = spend;
        spec.most[name.toStdString()] = spend;
    }
    m_solving = m_session.jobs().start(
        tr("Splitting the budget"),
        [channels = m_channels, spec](Progress&, std::stop_token stop) {
            Answer answer;
            answer.plan = allocate::allocate(channels, spec, stop);
            std::vector<double> spend;
            for (const allocate::PlanLine& l : answer.plan.lines) spend.push_back(l.proposed);
            allocate::ScheduleSpec by_week;
            by_week.periods = weeks;
            answer.schedule = allocate::lay_out(channels, spend, by_week, stop);
            return answer;
        },
        this,
        [this](Answer answer) {
            m_solving = 0;
            if (answer.plan.lines.size() == m_channels.size()) m_answer = std::move(answer);
            m_error.reset();
            if (m_again) {
                m_again = false;
                solve();
            }
            Q_EMIT planChanged();
            Q_EMIT loadingChanged();
        },
        [this](const Error& error) {
            m_solving = 0;
            if (m_again) {
                m_again = false;
                solve();
                return;
            }
            fail(error);
        });
}

void BudgetPresenter::fail(const Error& error) {
    if (error.code() != ErrorCode::cancelled) m_error = error;
    Q_EMIT planChanged();
    Q_EMIT loadingChanged();
}

void BudgetPresenter::saveScenario(const QString& name) {
    const FactsPtr facts = m_session.facts();
    if (!facts || !m_answer || !m_session.handle() || m_session.isReadOnly()) return;
    json body = allocate::to_json(m_answer->plan);
    body["name"] = name.toStdString();
    body["risk"] = m_risk;
    m_session.jobs().start(
        tr("Saving the scenario"),
        [handle = m_session.handle(), id = facts->dataset.id, text = body.dump()](Progress&, std::stop_token) {
            return handle->use([&](store::Workspace& w) {
                store::Record record;
                record.kind = scenario_kind;
                record.dataset_id = id;
                record.body = text;
                w.put_record(std::move(record));
                return keptScenarios(w, id);
            });
        },
        this,
        [this](std::vector<Scenario> all) {
            m_scenarios = std::move(all);
            Q_EMIT scenariosChanged();
        },
        [this](const Error& error) { fail(error); });
}

void BudgetPresenter::removeScenario(const QString& id) {
    const FactsPtr facts = m_session.facts();
    if (!facts || !m_session.handle() || m_session.isReadOnly()) return;
    m_session.jobs().start(
        tr("Removing the scenario"),
        [handle = m_session.handle(), dataset = facts->dataset.id, id = id.toStdString()](Progress&, std::stop_token) {
            return handle->use([&](store::Workspace& w) {
                w.remove_record(scenario_kind, id);
                return keptScenarios(w, dataset);
            });
        },
        this,
        [this](std::vector<Scenario> all) {
            m_scenarios = std::move(all);
            Q_EMIT scenariosChanged();
        },
        [this](const Error& error) { fail(error); });
}

} // namespace plumbline::ui
