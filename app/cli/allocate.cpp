// SPDX-License-Identifier: GPL-3.0-or-later
#include <charconv>
#include <fstream>

#include "app/cli/command.h"
#include "core/allocate/schedule.h"
#include "core/base/format.h"
#include "core/response/load.h"

namespace plumbline::cli {

using nlohmann::json;

namespace {

struct Options {
    std::string dataset, objective = "revenue";
    std::filesystem::path curves, fit;
    std::optional<double> total, roas, response, cost, marginal;
    std::vector<std::string> least, most, groups, ratios, shares;
    double risk = 0.3, sure = 0.8, margin = 1, low = 0.5, high = 1.5;
    bool bold = false, move_unidentified = false, optimise_weeks = false;
    int weeks = 0;
    std::string save;
};

[[noreturn]] void usage(const std::string& detail) { throw Error(ErrorCode::usage, {{"detail", detail}}); }

double amount(const std::string& text, const std::string& where) {
    double v = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), v);
    if (error != std::errc() || end != text.data() + text.size()) usage("'" + text + "' in " + where + " is no number.");
    return v;
}

/// "channel=amount".
std::pair<std::string, double> assignment(const std::string& text, const std::string& option) {
    const size_t at = text.rfind('=');
    if (at == std::string::npos || at == 0) usage(option + " is written channel=amount, not " + text + ".");
    return {text.substr(0, at), amount(text.substr(at + 1), option)};
}

/// "a+b=LOW:HIGH"; either may be empty.
std::pair<std::string, std::pair<std::optional<double>, std::optional<double>>> range(const std::string& text,
                                                                                      const std::string& option) {
    const size_t at = text.rfind('='), colon = text.rfind(':');
    if (at == std::string::npos || colon == std::string::npos || colon < at)
        usage(option + " is written name=LOW:HIGH, not " + text + ".");
    const std::string low = text.substr(at + 1, colon - at - 1), high = text.substr(colon + 1);
    return {text.substr(0, at),
            {low.empty() ? std::nullopt : std::optional(amount(low, option)),
             high.empty() ? std::nullopt : std::optional(amount(high, option))}};
}

allocate::AllocateSpec spec_of(const Options& o) {
    allocate::AllocateSpec spec;
    spec.total = o.total;
    const int goals = o.roas.has_value() + o.response.has_value() + o.cost.has_value() + o.marginal.has_value();
    if (goals > 1) usage("Only one of --roas, --response, --cost-per and --marginal can be the goal.");
    if (o.roas) spec.goal = allocate::Goal::roas, spec.target = *o.roas;
    if (o.response) spec.goal = allocate::Goal::response, spec.target = *o.response;
    if (o.cost) spec.goal = allocate::Goal::cost, spec.target = *o.cost;
    if (o.marginal) spec.goal = allocate::Goal::worth, spec.target = *o.marginal;
    if (o.objective == "profit" && !goals && !o.total) spec.goal = allocate::Goal::worth, spec.target = 1;
    for (const std::string& t : o.least) spec.least.insert(assignment(t, "--min"));
    for (const std::string& t : o.most) spec.most.insert(assignment(t, "--max"));
    for (const std::string& t : o.groups) {
        const auto [names, limits] = range(t, "--group");
        allocate::GroupLimit g{{}, limits.first, limits.second, {}};
        for (size_t from = 0; from <= names.size();) {
            const size_t plus = std::min(names.find('+', from), names.size());
            g.channels.push_back(names.substr(from, plus - from));
            from = plus + 1;
        }
        spec.groups.push_back(std::move(g));
    }
    for (const std::string& t : o.ratios) {
        const auto [names, times] = assignment(t, "--ratio");
        const size_t slash = names.find('/');
        if (slash == std::string::npos) usage("--ratio is written channel/other=times, not " + t + ".");
        spec.ratios.push_back({names.substr(0, slash), names.substr(slash + 1), times});
    }
    for (const std::string& t : o.shares) {
        const auto [name, limits] = range(t, "--share");
        spec.shares.push_back({name, limits.first, limits.second});
    }
    spec.risk = o.risk;
    spec.sure = o.sure;
    spec.value = o.margin;
    spec.careful = !o.bold;
    spec.move_unidentified = o.move_unidentified;
    return spec;
}

json read_json(const std::filesystem::path& file) {
    std::ifstream in(file);
    if (!in) throw Error(ErrorCode::file_not_found, {{"file", file.string()}});
    json j = json::parse(in, nullptr, false);
    if (j.is_discarded())
        throw Error(ErrorCode::allocate_invalid, {{"detail", file.filename().string() + " is no JSON"},
                                                  {"detail_fr", file.filename().string() + " n'est pas du JSON"}});
    return j;
}

std::vector<allocate::Channel> channels_for(Session& session, const Options& o) {
    if (!o.curves.empty()) return allocate::channels_from_json(read_json(o.curves), o.total);
    if (!o.fit.empty()) return allocate::channels_of(response::fit_from_json(read_json(o.fit)), o.low, o.high);
    const auto workspace = session.open(store::Access::read);
    const DatasetInfo dataset = workspace->dataset(o.dataset);
    const std::optional<response::ResponseFit> fit = response::kept_fit(*workspace, dataset.id);
    if (!fit) throw Error(ErrorCode::fit_missing);
    return allocate::channels_of(*fit, o.low, o.high);
}

json schedule_json(const std::vector<allocate::Channel>& channels, const allocate::Schedule& s) {
    json weeks = json::array();
    for (size_t t = 0; t < s.spend.front().size(); ++t) {
        json spend = json::object();
        double total = 0, response = 0;
        for (size_t i = 0; i < channels.size(); ++i) {
            spend[channels[i].curve.name] = s.spend[i][t];
            total += s.spend[i][t];
            response += s.response[i][t];
        }
        weeks.push_back({{"week", t + 1}, {"spend", spend}, {"total", total}, {"response", response}});
    }
    return {{"weeks", weeks}, {"carried_out", s.carried_out}, {"total_response", s.total_response}};
}

/// What holds a channel where it is, for a person.
std::string limit_of(const std::string& binding, bool fr) {
    if (binding == "min") return fr ? "au minimum" : "at its minimum";
    if (binding == "max") return fr ? "au maximum" : "at its maximum";
    if (binding == "kept") return fr ? "inchangé : effet non démontré" : "kept: its effect is not shown";
    return {};
}

std::string text_of(const allocate::Plan& plan, Language language) {
    const bool fr = language == Language::fr;
    const NumberStyle style = NumberStyle::of(language);
    const auto money = [&](double v) { return format_number(v, 2, style); };
    Table table;
    for (const char* title : {fr ? "canal" : "channel", fr ? "aujourd'hui" : "today", fr ? "proposé" : "proposed",
                              fr ? "écart" : "change", fr ? "un de plus rapporte" : "one more returns", fr ? "limite" : "limit"})
        table.add(title, ColumnType::text);
    for (const allocate::PlanLine& l : plan.lines) {
        table.column(0).append(l.channel);
        table.column(1).append(money(l.current));
        table.column(2).append(money(l.proposed));
        table.column(3).append(l.current > 0 ? format_change(l.proposed / l.current - 1, style) : std::string(missing_value));
        table.column(4).append(money(l.marginal));
        table.column(5).append(limit_of(l.binding, fr));
    }
    std::string text = as_text(table);
    if (plan.no_change)
        text += fr ? "Aucun changement proposé : un gain n'est pas assez probable.\n"
                   : "No change is proposed: a gain is not likely enough.\n";
    text += (fr ? "Dépense par période : " : "Spend a period: ") + money(plan.total_current) + " -> " +
            money(plan.total_proposed) + (fr ? " ; résultat : " : "; response: ") + money(plan.response_current) + " -> " +
            money(plan.response_proposed) + "\n";
    text += (fr ? "Gain : " : "Gain: ") + money(plan.gain) +
            (fr ? ". Face à la répartition d'aujourd'hui pour le même total : " : ". Against today's split of the same total: ") +
            money(plan.gain_at_same_spend);
    if (plan.gain_interval)
        text += (fr ? ", 90 % entre " : ", 90 % from ") + money(plan.gain_interval->lower) + (fr ? " et " : " to ") +
                money(plan.gain_interval->upper);
    if (plan.gain_probability)
        text += (fr ? ", mieux avec une probabilité de " : ", better with a probability of ") +
                format_percent(*plan.gain_probability, 0, style);
    text += ".\n";
    text += plan.proved
                ? (fr ? "Aucun plan dans ces limites ne rapporte plus selon ces courbes : prouvé.\n"
                      : "No plan within these limits returns more by these curves: proved.\n")
                : (fr ? "Au plus " : "At most ") + money(plan.bound) +
                      (fr ? " seraient possibles selon les seules courbes.\n" : " would be possible by the curves alone.\n");
    return text;
}

void run(Session& session, const Options& o) {
    const std::vector<allocate::Channel> channels = channels_for(session, o);
    const allocate::AllocateSpec spec = spec_of(o);
    const allocate::Plan plan = allocate::allocate(channels, spec, session.stop());
    json j = allocate::to_json(plan);
    j["objective"] = o.objective;
    if (o.objective == "profit") j["profit"] = plan.response_proposed * o.margin - plan.total_proposed;
    if (o.weeks > 0) {
        std::vector<double> spend;
        for (const allocate::PlanLine& l : plan.lines) spend.push_back(l.proposed);
        allocate::ScheduleSpec by_week;
        by_week.periods = o.weeks;
        by_week.even = !o.optimise_weeks;
        j["schedule"] = schedule_json(channels, allocate::lay_out(channels, spend, by_week, session.stop()));
    }
    if (!o.save.empty()) {
        const auto workspace = session.open(store::Access::write);
        json body = j;
        body["name"] = o.save;
        store::Record record;
        record.kind = "scenario";
        record.dataset_id = workspace->dataset(o.dataset).id;
        record.body = body.dump();
        j["scenario"] = workspace->put_record(record).id;
    }
    session.answer(j, text_of(plan, session.lang()));
}

} // namespace

void add_allocate(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand("allocate", "Split a budget over channels by their response curves");
    auto o = std::make_shared<Options>();
    command->add_option("--dataset", o->dataset, "Name of the dataset; not needed where there is one");
    auto* curves = command->add_option("--curves", o->curves, "Curves of channels in JSON, instead of a fit");
    command->add_option("--fit", o->fit, "A fit that response --save wrote, instead of the workspace's")->excludes(curves);
    command->add_option("--total", o->total, "Budget per period; default: today's spend");
    command->add_option("--min", o->least, "channel=amount; may be repeated");
    command->add_option("--max", o->most, "channel=amount; may be repeated");
    command->add_option("--objective", o->objective, "What is maximised")
        ->check(CLI::IsMember({"revenue", "leads", "profit", "response"}));
    command->add_option("--margin", o->margin, "Value of one unit of response, for profit");
    command->add_option("--roas", o->roas, "Goal: the most response at this response per unit of spend");
    command->add_option("--cost-per", o->cost, "Goal: the most response at this spend per unit of response (cost per lead)");
    command->add_option("--response", o->response, "Goal: this much response with the least spend");
    command->add_option("--marginal", o->marginal, "Goal: spend while one more unit returns at least this much");
    command->add_option("--group", o->groups, "a+b=LOW:HIGH, spend of channels together");
    command->add_option("--ratio", o->ratios, "a/b=TIMES: a is at least so many times b");
    command->add_option("--share", o->shares, "a=LOW:HIGH, part of all spend, 0 to 1");
    command->add_option("--risk", o->risk, "0: the mean decides, 1: the worst cases do")->check(CLI::Range(0.0, 1.0));
    command->add_option("--sure", o->sure, "Probability of a gain below which nothing is changed")->check(CLI::Range(0.0, 1.0));
    command->add_option("--from-share", o->low, "Of a fit: the least spend, as part of today's")->check(CLI::Range(0.0, 1.0));
    command->add_option("--to-share", o->high, "Of a fit: the most spend, as multiple of today's")->check(CLI::Range(1.0, 100.0));
    command->add_flag("--bold", o->bold, "Follow the curves without regard to their uncertainty");
    command->add_flag("--move-unidentified", o->move_unidentified, "Also channels whose effect the data do not show");
    command->add_option("--weeks", o->weeks, "Also the spend by week, for so many weeks")->check(CLI::Range(1, 260));
    command->add_flag("--optimise-weeks", o->optimise_weeks, "Let spend move between weeks");
    command->add_option("--save", o->save, "Keep the plan in the workspace as a scenario of this name");
    command->callback([o, &session] { run(session, *o); });
}

} // namespace plumbline::cli
