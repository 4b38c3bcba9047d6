// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ask.h"
#include "app/cli/command.h"
#include "core/predict/model.h"
#include "core/registry/registry.h"
#include "core/report/prediction.h"
#include "core/warehouse/embedded.h"

namespace plumbline::cli {

using nlohmann::json;

namespace {

struct Options {
    std::string dataset, target = "revenue", by;
    std::vector<std::string> where;
    double interval = 0.8;
    uint64_t seed = 1;
    int trees = 200;
    bool keep = true;
};

json number(const std::optional<double>& v) { return v ? json(*v) : json(nullptr); }

json scores_json(const predict::PredictFit& fit) {
    json out = json::array();
    for (const predict::Score& s : fit.scores)
        out.push_back({{"model", s.model},
                       {"mae", s.mae},
                       {"rmse", s.rmse},
                       {"wmape", s.wmape},
                       {"r2", s.r2},
                       {"coverage", s.coverage},
                       {"fit_ms", s.fit_ms}});
    return out;
}

void run(Session& session, const Options& o) {
    const auto workspace = session.open(o.keep ? store::Access::write : store::Access::read);
    const DatasetInfo dataset = workspace->dataset(o.dataset);
    EmbeddedEngine engine(workspace->trusted_facts());
    predict::PredictSpec spec;
    spec.target = o.target;
    spec.by = o.by;
    spec.filters = parse_filters(o.where);
    spec.interval = o.interval;
    spec.seed = o.seed;
    spec.trees = o.trees;
    const predict::PredictFit fit = predict::train({&dataset, &engine, nullptr}, spec, session.progress(), session.stop());

    json importance = json::array(), features = json::array(), predictions = json::array();
    for (const auto& i : fit.importance) importance.push_back({{"feature", i.feature}, {"importance", i.share}});
    for (const auto& f : fit.features)
        features.push_back({{"name", f.feature}, {"vif", f.vif ? json(*f.vif) : json(nullptr)}, {"reason", f.reason}});
    Table shown;
    shown.add(fit.dimension.empty() ? "all" : fit.dimension, ColumnType::text);
    for (const char* column : {"spend", "expected", "lower", "upper"}) shown.add(column, ColumnType::real);
    for (const predict::Prediction& p : fit.predictions) {
        json effects = json::array();
        for (size_t i = 0; i < std::min<size_t>(5, p.effects.size()); ++i)
            effects.push_back(
                {{"feature", p.effects[i].feature}, {"value", p.effects[i].value}, {"factor", p.effects[i].factor}});
        json levels = json::array();
        for (const predict::SpendLevel& l : p.levels) {
            const bool money_back = l.expected && l.spend > 0 && fit.spec.target == "revenue";
            levels.push_back({{"spend", l.spend},
                              {"expected", number(l.expected)},
                              {"lower", number(l.lower)},
                              {"upper", number(l.upper)},
                              {"roi", money_back ? json(*l.expected / l.spend - 1) : json(nullptr)},
                              {"seen", l.expected.has_value()}});
        }
        predictions.push_back(
            {{"name", p.entity},
             {"channel", p.channel},
             {"spend", p.spend},
             {"expected", p.expected},
             {"lower", p.lower},
             {"upper", p.upper},
             {"roi", p.spend > 0 && fit.spec.target == "revenue" ? json(p.expected / p.spend - 1) : json(nullptr)},
             {"effects", effects},
             {"outside", p.outside},
             {"levels", levels}});
        shown.column(0).append(p.entity);
        size_t at = 1;
        for (const double v : {p.spend, p.expected, p.lower, p.upper}) shown.column(at++).append(std::round(v * 100) / 100);
    }
    json answer = {{"target", fit.spec.target},
                   {"by", fit.dimension},
                   {"grain", grain_id(fit.grain)},
                   {"winner", fit.winner},
                   {"models", scores_json(fit)},
                   {"importance", importance},
                   {"features", features},
                   {"period", to_iso(fit.next)},
                   {"predictions", predictions},
                   {"rows", fit.rows},
                   {"held_out_rows", fit.held_out_rows},
                   {"held_out_from", to_iso(fit.held_out_from)},
                   {"dataset", dataset.name},
                   {"fit_ms", fit.ms}};
    if (o.keep) {
        const registry::Model kept = registry::save(*workspace, report::to_model(fit, dataset.id));
        answer["model"] = {
            {"id", kept.id}, {"name", kept.name}, {"version", kept.version}, {"state", registry::state_id(kept.state)}};
    }
    session.answer(answer, fit.winner + "\n\n" + as_text(shown));
}

/// What was asked; the rest of the kept fit is for the page.
json asked_of(const registry::Model& m) {
    const json kept = json::parse(m.spec, nullptr, false);
    if (kept.is_object() && kept.contains("spec")) return kept["spec"];
    return kept.is_discarded() ? json(nullptr) : kept;
}

json model_json(const registry::Model& m) {
    return {{"id", m.id},
            {"name", m.name},
            {"version", m.version},
            {"state", registry::state_id(m.state)},
            {"spec", asked_of(m)},
            {"metrics", json::parse(m.metrics, nullptr, false)},
            {"score_name", m.score_name},
            {"score", m.score ? json(*m.score) : json(nullptr)},
            {"fingerprint", m.fingerprint},
            {"seed", m.seed},
            {"created", m.created},
            {"bytes", m.bytes.size()}};
}

void answer_models(Session& session, const std::vector<registry::Model>& models) {
    json list = json::array();
    Table shown;
    for (const char* column : {"model", "version", "state", "score", "created"}) shown.add(column, ColumnType::text);
    for (const registry::Model& m : models) {
        list.push_back(model_json(m));
        shown.column(0).append(m.name);
        shown.column(1).append(std::to_string(m.version));
        shown.column(2).append(registry::state_id(m.state));
        shown.column(3).append(m.score ? m.score_name + " " + to_text(Value(*m.score)) : std::string());
        shown.column(4).append(m.created);
    }
    session.answer({{"models", list}}, as_text(shown));
}

} // namespace

void add_predict(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand("predict", "What each campaign will bring next week, and which model knows best");
    auto o = std::make_shared<Options>();
    command->add_option("--target", o->target, "revenue, leads, new_customers, orders …");
    command->add_option("--by", o->by, "Dimension; campaign unless named");
    command->add_option("--where", o->where, "dimension=value; may be repeated");
    command->add_option("--dataset", o->dataset, "Name of the dataset; not needed where there is one");
    command->add_option("--interval", o->interval, "Coverage of the interval")->check(CLI::Range(0.01, 0.99));
    command->add_option("--trees", o->trees, "Number of trees")->check(CLI::Range(1, 5000));
    command->add_option("--seed", o->seed, "Seed");
    command->add_flag("--keep,!--no-keep", o->keep,
                      "Keep the model in the workspace, which is what happens unless --no-keep is given");
    command->callback([o, &session] { run(session, *o); });
}

void add_models(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand("models", "Models that the workspace keeps: list, show, promote, rollback");
    command->require_subcommand(1);
    auto which = std::make_shared<std::string>();
    command->add_subcommand("list", "All versions")->callback([&session] {
        answer_models(session, registry::models(*session.open(store::Access::read)));
    });
    auto with_name = [&](const char* name, const char* help) {
        CLI::App* sub = command->add_subcommand(name, help);
        sub->add_option("MODEL", *which, "Id, name, or name@version")->required();
        return sub;
    };
    with_name("show", "One version")->callback([which, &session] {
        answer_models(session, {registry::find(*session.open(store::Access::read), *which)});
    });
    with_name("promote", "Let this version answer")->callback([which, &session] {
        answer_models(session, {registry::promote(*session.open(store::Access::write), *which)});
    });
    with_name("rollback", "Go back to the version that answered before")->callback([which, &session] {
        answer_models(session, {registry::rollback(*session.open(store::Access::write), *which)});
    });
}

} // namespace plumbline::cli
