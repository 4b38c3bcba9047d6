// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/predict/simulate.h"

#include "app/cli/ask.h"
#include "app/cli/command.h"
#include "app/cli/trust.h"
#include "core/base/format.h"
#include "core/narrate/narrator.h"
#include "core/warehouse/embedded.h"

namespace plumbline::cli {

using nlohmann::json;

namespace {

struct Options {
    std::string dataset, budget, target = "revenue", from, to;
    std::vector<std::string> where, change;
    uint64_t seed = 1;
};

std::pair<std::string, double> parse_change(const std::string& text) {
    const size_t equals = text.rfind('=');
    predict::SimulateSpec one;
    if (equals != std::string::npos && equals > 0) predict::parse_budget(text.substr(equals + 1), one);
    if (!one.change)
        throw Error(ErrorCode::usage, {{"detail", "A change is written NAME=+20%, not " + text + "."},
                                       {"detail_fr", "Un changement s'écrit NOM=+20%, pas " + text + "."}});
    return {text.substr(0, equals), *one.change};
}

void run(Session& session, const Options& o) {
    const auto workspace = session.open(store::Access::read);
    const DatasetInfo dataset = workspace->dataset(o.dataset);
    EmbeddedEngine engine(workspace->trusted_facts());
    predict::SimulateSpec spec;
    spec.target = o.target;
    if (!o.budget.empty()) predict::parse_budget(o.budget, spec);
    for (const std::string& c : o.change) spec.changes.push_back(parse_change(c));
    if (o.budget.empty() && o.change.empty())
        throw Error(ErrorCode::usage, {{"detail", "Say what changes: --budget +20% or --change NAME=+20%."},
                                       {"detail_fr", "Dites ce qui change : --budget +20% ou --change NOM=+20%."}});
    spec.filters = parse_filters(o.where);
    spec.period = parse_period(o.from, o.to, dataset);
    spec.elasticity.seed = o.seed;
    const predict::Simulation s = predict::simulate({&dataset, &engine, nullptr}, spec, session.stop());

    const narrate::Narrator narrator(session.lang());
    const NumberStyle style = NumberStyle::of(session.lang(), dataset.currency);
    json warnings = json::array(), warning_ids = s.warnings, rows = json::array();
    for (const std::string& id : s.warnings) warnings.push_back(narrator.say("simulate.warning." + id));
    for (const predict::SimulateRow& r : s.rows)
        rows.push_back({{"name", r.entity},
                        {"budget", r.budget},
                        {"simulated_budget", r.new_budget},
                        {s.target, r.outcome},
                        {"simulated_" + s.target, r.new_outcome},
                        {"lower", r.lower},
                        {"upper", r.upper},
                        {"elasticity", r.elasticity},
                        {"elasticity_lower", r.elasticity_lower},
                        {"elasticity_upper", r.elasticity_upper},
                        {"data_share", r.data_share},
                        {"beyond_seen", r.beyond}});
    const double share = s.outcome != 0 ? s.change / s.outcome : 0;
    const json incremental = s.incremental_return ? json(*s.incremental_return) : json(nullptr);
    // For revenue the return is money for money: ROI is what comes back beyond what was spent.
    const json roi = s.incremental_return && s.target == "revenue" ? json(*s.incremental_return - 1) : json(nullptr);
    json answer = {{"current", {{"budget", s.budget}, {s.target, s.outcome}}},
                   {"simulated", {{"budget", s.new_budget}, {s.target, s.new_outcome}, {"lower", s.lower}, {"upper", s.upper}}},
                   {"delta_" + s.target, s.change},
                   {"delta_lower", s.change_lower},
                   {"delta_upper", s.change_upper},
                   {"delta_pct", share * 100},
                   {"incremental_roi", roi},
                   {"incremental_return", incremental},
                   {"warnings", warnings},
                   {"warning_ids", warning_ids},
                   {"by", s.dimension},
                   {"rows", rows},
                   {"target", s.target},
                   {"period", {{"from", to_iso(s.period.from)}, {"to", to_iso(s.period.to)}}},
                   {"dataset", dataset.name},
                   {"currency", dataset.currency},
                   {"ms", s.ms}};
    const std::string unit = metrics::find_metric(s.target).unit;
    std::string text = narrator.say("simulate.answer", {{"budget", format_card(s.budget, "currency", style)},
                                                        {"new_budget", format_card(s.new_budget, "currency", style)},
                                                        {"outcome", format_card(s.outcome, unit, style)},
                                                        {"new_outcome", format_card(s.new_outcome, unit, style)},
                                                        {"lower", format_card(s.lower, unit, style)},
                                                        {"upper", format_card(s.upper, unit, style)},
                                                        {"of", narrator.metric(s.target, s.target).of},
                                                        {"change", format_change(share, style)}});
    for (const auto& w : warnings) text += "\n" + w.get<std::string>();
    text += "\n" + add_trust(answer, *workspace, dataset, {s.target, "cost"}, s.period, session.lang());
    session.answer(answer, text + "\n");
}

} // namespace

void add_simulate(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand("simulate", "What a budget up or down would bring, with its interval");
    auto o = std::make_shared<Options>();
    command->add_option("--budget", o->budget, "+20%, -10%, or an amount");
    command->add_option("--change", o->change, "NAME=+20%: one channel; may be repeated");
    command->add_option("--where", o->where, "What the budget concerns: dimension=value; may be repeated");
    command->add_option("--target", o->target, "revenue, leads, new_customers, orders …");
    command->add_option("--dataset", o->dataset, "Name of the dataset; not needed where there is one");
    command->add_option("--from", o->from, "First day of the budget that is changed");
    command->add_option("--to", o->to, "Last day");
    command->add_option("--seed", o->seed, "Seed of the draws");
    command->callback([o, &session] { run(session, *o); });
}

} // namespace plumbline::cli
