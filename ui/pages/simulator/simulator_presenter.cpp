// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulator/simulator_presenter.h"
#include "ui/pages/page_exports.h"

#include <nlohmann/json.hpp>

#include <QDateTime>
#include <QFileInfo>

#include "ui/charts/theme.h"
#include "ui/session/places.h"
#include "ui/session/wording.h"

namespace plumbline::ui {

namespace {

constexpr const char* kind = "scenario_whatif";
constexpr int next_step = 10; ///< percent: what is drawn before a budget was moved

} // namespace

SimulatorPresenter::SimulatorPresenter(Session& session, QObject* parent) : QObject(parent), m_session(session) {
    m_later.setSingleShot(true);
    m_later.setInterval(0);
    connect(&m_later, &QTimer::timeout, this, &SimulatorPresenter::start);
    connect(&session, &Session::factsChanged, this, [this] {
        m_simulator.reset();
        m_report.reset();
        m_error.reset();
        m_changes.clear();
        m_change = 0;
        m_plans.clear();
        Q_EMIT fitted();
        Q_EMIT changed();
        reload();
    });
    connect(&session.selection(), &Selection::changed, this, &SimulatorPresenter::reload);
    connect(&session, &Session::languageChanged, this, &SimulatorPresenter::answer);
}

void SimulatorPresenter::setWanted(bool wanted) {
    m_wanted = wanted;
    if (m_wanted && m_stale) reload();
}

std::vector<QString> SimulatorPresenter::entities() const {
    std::vector<QString> out;
    if (m_simulator)
        for (size_t i = 0; i < m_simulator->elasticity().entities.size(); ++i)
            if (m_simulator->elasticity().most_spend[i] > 0) out.push_back(qs(m_simulator->elasticity().entities[i]));
    return out;
}

std::vector<QString> SimulatorPresenter::targets() const {
    std::vector<QString> out;
    if (const FactsPtr facts = m_session.facts())
        for (const char* id : {"revenue", "orders", "leads", "new_customers", "visits", "clicks"})
            if (facts->dataset.by_role(id)) out.push_back(QString::fromLatin1(id));
    return out;
}

int SimulatorPresenter::change(const QString& entity) const {
    for (const auto& [name, percent] : m_changes)
        if (name == entity) return percent;
    return 0;
}

void SimulatorPresenter::setChange(int percent) {
    if (percent == m_change) return;
    m_change = percent;
    answer();
}

void SimulatorPresenter::setChange(const QString& entity, int percent) {
    if (percent == change(entity)) return;
    std::erase_if(m_changes, [&](const auto& c) { return c.first == entity; });
    if (percent != 0) m_changes.emplace_back(entity, percent);
    answer();
}

void SimulatorPresenter::reset() {
    m_change = 0;
    m_changes.clear();
    answer();
    Q_EMIT fitted();
}

void SimulatorPresenter::setTarget(const QString& metric) {
    if (metric == m_target) return;
    m_target = metric;
    reload();
}

void SimulatorPresenter::reload() {
    m_stale = true;
    if (!m_session.facts() || !m_wanted) return;
    m_later.start();
    Q_EMIT loadingChanged();
}

void SimulatorPresenter::start() {
    const FactsPtr facts = m_session.facts();
    if (!facts) return;
    if (m_job) m_session.jobs().cancel(m_job);
    m_stale = false;
    const auto known = targets();
    if (!known.empty() && std::ranges::find(known, m_target) == known.end()) m_target = known.front();
    predict::SimulateSpec spec;
    spec.target = m_target.toStdString();
    spec.period = m_session.selection().period();
    spec.filters = m_session.selection().state().filters;
    spec.elasticity.draws = 1500; // enough for a 90 % interval, and every plan answers in milliseconds
    auto id = std::make_shared<JobId>(0);
    m_job = m_session.jobs().start(
        tr("Learning how results follow spend"),
        [facts, spec](Progress&, std::stop_token stop) {
            return std::make_shared<const predict::Simulator>(facts->context(), spec, std::move(stop));
        },
        this,
        [this, id, facts](std::shared_ptr<const predict::Simulator> made) {
            if (*id != m_job) return;
            m_job = 0;
            m_simulator = std::move(made);
            m_next.reset();
            try {
                m_next = m_simulator->run(specOf({{}, {}, m_target, next_step, {}}));
            } catch (const Error&) {
                m_next.reset(); // nothing was spent: the plan itself says so
            }
            m_dataset = std::make_shared<const DatasetInfo>(facts->dataset);
            m_error.reset();
            readPlans();
            Q_EMIT loadingChanged();
            Q_EMIT fitted();
            answer();
        },
        [this, id](const Error& error) {
            if (*id != m_job) return;
            m_job = 0;
            if (error.code() != ErrorCode::cancelled) {
                m_error = error;
                m_simulator.reset();
                m_report.reset();
            }
            Q_EMIT loadingChanged();
            Q_EMIT fitted();
            Q_EMIT changed();
        });
    *id = m_job;
    Q_EMIT loadingChanged();
}

predict::SimulateSpec SimulatorPresenter::specOf(const Plan& plan) const {
    predict::SimulateSpec spec;
    spec.change = plan.change / 100.0;
    const auto known = entities();
    for (const auto& [name, percent] : plan.changes)
        if (std::ranges::find(known, name) != known.end()) spec.changes.emplace_back(name.toStdString(), percent / 100.0);
    return spec;
}

void SimulatorPresenter::answer() {
    if (m_simulator) {
        try {
            m_report = report::build_plan(m_simulator->run(specOf({{}, {}, m_target, m_change, m_changes})), *m_dataset,
                                          m_session.language(), m_next ? &*m_next : nullptr);
            m_error.reset();
        } catch (const Error& error) {
            m_error = error; // a plan that cannot be; the last answer stays
        }
        compare();
    }
    Q_EMIT changed();
}

void SimulatorPresenter::compare() {
    std::vector<std::pair<std::string, predict::Simulation>> answers;
    if (!m_plans.empty() && (m_change != 0 || !m_changes.empty())) {
        try {
            answers.emplace_back(tr("On the sliders").toStdString(),
                                 m_simulator->run(specOf({{}, {}, m_target, m_change, m_changes})));
        } catch (const Error&) {
            answers.clear(); // told above the cards
        }
    }
    for (const Plan& plan : m_plans) {
        if (plan.target != m_target) continue;
        try {
            answers.emplace_back(plan.name.toStdString(), m_simulator->run(specOf(plan)));
        } catch (const Error&) {
            continue; // it asks for more than these data can answer
        }
    }
    if (m_plans.empty()) answers.clear();
    m_comparison = report::compare_plans(answers, *m_dataset, m_session.language());
}

void SimulatorPresenter::readPlans() {
    const auto handle = m_session.handle();
    const FactsPtr facts = m_session.facts();
    if (!handle || !facts) return;
    m_session.jobs().start(
        tr("Reading saved plans"),
        [handle, dataset = facts->dataset.id](Progress&, std::stop_token) {
            return handle->use([&](store::Workspace& w) { return w.records(kind, dataset); });
        },
        this,
        [this](const std::vector<store::Record>& records) {
            m_plans.clear();
            for (const store::Record& r : records) {
                const auto body = nlohmann::json::parse(r.body, nullptr, false);
                if (!body.is_object()) continue;
                Plan plan{qs(r.id), qs(body.value("name", "")), qs(body.value("target", "revenue")), body.value("change", 0), {}};
                if (body.contains("changes") && body["changes"].is_object())
                    for (const auto& [name, percent] : body["changes"].items())
                        if (percent.is_number_integer()) plan.changes.emplace_back(qs(name), percent.get<int>());
                m_plans.push_back(std::move(plan));
            }
            answer();
        },
        [](const Error&) {});
}

std::vector<QString> SimulatorPresenter::saved() const {
    std::vector<QString> out;
    for (const Plan& plan : m_plans) out.push_back(plan.name);
    return out;
}

void SimulatorPresenter::load(const QString& name) {
    for (const Plan& plan : m_plans)
        if (plan.name == name) {
            m_change = plan.change;
            m_changes = plan.changes;
            if (plan.target != m_target) {
                m_target = plan.target;
                reload();
            }
            answer();
            Q_EMIT fitted();
            return;
        }
}

void SimulatorPresenter::save(const QString& name) {
    const auto handle = m_session.handle();
    if (!handle || !m_dataset || name.trimmed().isEmpty()) return;
    nlohmann::json changes = nlohmann::json::object();
    for (const auto& [entity, percent] : m_changes) changes[entity.toStdString()] = percent;
    const nlohmann::json body = {
        {"name", name.trimmed().toStdString()}, {"target", m_target.toStdString()}, {"change", m_change}, {"changes", changes}};
    std::string id;
    for (const Plan& plan : m_plans)
        if (plan.name == name.trimmed()) id = plan.id.toStdString();
    m_session.jobs().start(
        tr("Saving the plan"),
        [handle, id, text = body.dump(), dataset = m_dataset->id](Progress&, std::stop_token) {
            handle->use(
                [&](store::Workspace& w) { w.put_record({.kind = kind, .id = id, .dataset_id = dataset, .body = text}); });
        },
        this, [this] { readPlans(); }, [this](const Error& error) { Q_EMIT failed(error); });
}

void SimulatorPresenter::remove(const QString& name) {
    const auto handle = m_session.handle();
    if (!handle) return;
    for (const Plan& plan : m_plans)
        if (plan.name == name)
            m_session.jobs().start(
                tr("Removing the plan"),
                [handle, id = plan.id.toStdString()](Progress&, std::stop_token) {
                    handle->use([&](store::Workspace& w) { w.remove_record(kind, id); });
                },
                this, [this] { readPlans(); }, [this](const Error& error) { Q_EMIT failed(error); });
}

report::Document SimulatorPresenter::document() const {
    return report::plan_document(*m_report, m_comparison, m_session.name().toStdString(),
                                 QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString(), m_dataset->fingerprint,
                                 m_session.language());
}

void SimulatorPresenter::exportTo(const QString& file, const report::Origin& origin) {
    if (!m_report) return;
    const auto done = [this, file] { Q_EMIT exported(file); };
    const auto failing = [this](const Error& error) { Q_EMIT failed(error); };
    if (!file.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive))
        return writeDocument(m_session, this, document(), file, done, failing);
    m_session.jobs().start(
        tr("Writing %1").arg(QFileInfo(file).fileName()),
        [table = m_comparison.rows.empty() ? m_report->channels : m_comparison, origin,
         path = toPath(file)](Progress&, std::stop_token) { report::write_text_file(report::table_csv(table, origin), path); },
        this, done, failing);
}

} // namespace plumbline::ui
