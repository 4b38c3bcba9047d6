// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pulse/alerts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "core/base/progress.h"
#include "core/base/words.h"
#include "core/metrics/catalogue.h"
#include "core/pulse/check.h"
#include "core/pulse/pacing.h"

namespace plumbline::pulse {

namespace {

using nlohmann::json;

constexpr std::string_view rule_record = "alert", state_record = "alert_state", log_record = "alert_log";
constexpr double back_inside = 0.05; ///< share of the level by which a value must come back before an alert ends
constexpr size_t most_log = 1000;
constexpr std::string_view no_text_rule = "alerts.no_text_rule"; ///< setting: a person removed the rule of the texts
constexpr std::array kinds{RuleKind::above,   RuleKind::below,       RuleKind::rise,
                           RuleKind::fall,    RuleKind::unusual,     RuleKind::target_at_risk,
                           RuleKind::no_data, RuleKind::trust_below, RuleKind::text_worse};

json filters_json(const std::vector<metrics::Filter>& filters) {
    json out = json::array();
    for (const metrics::Filter& f : filters)
        out.push_back({{"dimension", f.dimension}, {"values", f.values}, {"exclude", f.exclude}});
    return out;
}

metrics::Metric metric_of(const DatasetInfo& dataset, const std::string& id) {
    if (auto own = metrics::measure_metric(dataset, id)) return *own;
    return metrics::find_metric(id);
}

std::optional<double> value_of(const metrics::Context& context, const Rule& rule, const metrics::Metric& metric,
                               const DateRange& days, const std::stop_token& stop) {
    metrics::Query q;
    q.metrics = {metric.id};
    q.period = days;
    q.filters = rule.where;
    const Table t = metrics::run(context, q, stop).table;
    return t.rows() > 0 ? t.at(metric.id).number(0) : std::nullopt;
}

/// Whether a value breaks the rule; one that is active has to come further back.
bool breaks(bool above, double value, double limit, std::optional<double> clear, bool active) {
    double edge = limit;
    if (active) edge = clear.value_or(above ? limit - back_inside * std::abs(limit) : limit + back_inside * std::abs(limit));
    return above ? value > edge : value < edge;
}

constexpr Words nothing{"{metric}: no data, so nothing can be said.", "{metric} : pas de données, rien ne peut être dit."};

constexpr Words silent_day{"{metric}: no data on the last day.", "{metric} : aucune donnée le dernier jour."};

/// Whether a value lies on the wrong side of the limit itself, whatever ends the alert.
bool crosses(RuleKind kind, double value, double limit) {
    switch (kind) {
    case RuleKind::above:
    case RuleKind::rise: return value > limit;
    case RuleKind::below:
    case RuleKind::fall:
    case RuleKind::target_at_risk:
    case RuleKind::trust_below:
    case RuleKind::text_worse: return value < limit;
    case RuleKind::unusual:
    case RuleKind::no_data: return true; // told by what is usual, not by a limit
    }
    return true;
}

/// What a rule says that is quiet or broken; `held`: it is active still, though the value has come back within the limit.
Words words_of(RuleKind kind, bool broken, bool held) {
    if (held)
        return {"{metric}: {value}, back within the limit of {limit}, not yet by enough to end the alert ({days}).",
                "{metric} : {value}, revenu dans la limite de {limit}, pas encore assez pour clore l'alerte ({days})."};
    switch (kind) {
    case RuleKind::above:
        if (broken)
            return {"{metric}: {value}, above the limit of {limit} ({days}).",
                    "{metric} : {value}, au-dessus de la limite de {limit} ({days})."};
        break;
    case RuleKind::below:
        if (broken)
            return {"{metric}: {value}, below the limit of {limit} ({days}).",
                    "{metric} : {value}, au-dessous de la limite de {limit} ({days})."};
        break;
    case RuleKind::rise:
        if (broken)
            return {"{metric} rose by {size}, more than {most} ({days}).",
                    "{metric} : hausse de {size}, plus que {most} ({days})."};
        return {"{metric}: change of {value}, within the limit of {limit}.",
                "{metric} : variation de {value}, dans la limite de {limit}."};
    case RuleKind::fall:
        if (broken)
            return {"{metric} fell by {size}, more than {most} ({days}).",
                    "{metric} : baisse de {size}, plus que {most} ({days})."};
        return {"{metric}: change of {value}, within the limit of {limit}.",
                "{metric} : variation de {value}, dans la limite de {limit}."};
    case RuleKind::unusual:
        if (broken)
            return {"{metric}: {value}, outside of what is usual (edge at {limit}).",
                    "{metric} : {value}, hors de la plage habituelle (bord à {limit})."};
        return {"{metric}: {value}, inside of what is usual.", "{metric} : {value}, dans la plage habituelle."};
    case RuleKind::target_at_risk:
        if (broken)
            return {"{metric} is at {value} of the pace of its target, below {limit} ({days}).",
                    "{metric} : {value} du rythme de l'objectif, sous {limit} ({days})."};
        return {"{metric} is at {value} of the pace of its target.", "{metric} : {value} du rythme de l'objectif."};
    case RuleKind::no_data:
        if (broken)
            return {"{metric}: no data in the last {limit} days.", "{metric} : aucune donnée ces {limit} derniers jours."};
        return {"{metric}: data are there.", "{metric} : les données sont là."};
    case RuleKind::trust_below:
        if (broken) return {"Trust is {value} of 100, below {limit}.", "La fiabilité est de {value} sur 100, sous {limit}."};
        return {"Trust is {value} of 100.", "La fiabilité est de {value} sur 100."};
    case RuleKind::text_worse:
        if (broken)
            return {"The texts of the reviews got worse: their score moved by {value}, beyond {limit}.",
                    "Les textes des revues se dégradent : leur note varie de {value}, au-delà de {limit}."};
        return {"The texts of the reviews keep their score.", "Les textes des revues gardent leur note."};
    }
    return {"{metric}: {value}, within the limit of {limit}.", "{metric} : {value}, dans la limite de {limit}."};
}

} // namespace

const char* rule_kind_id(RuleKind kind) {
    switch (kind) {
    case RuleKind::above: return "above";
    case RuleKind::below: return "below";
    case RuleKind::rise: return "rise";
    case RuleKind::fall: return "fall";
    case RuleKind::unusual: return "unusual";
    case RuleKind::target_at_risk: return "target_at_risk";
    case RuleKind::no_data: return "no_data";
    case RuleKind::trust_below: return "trust_below";
    case RuleKind::text_worse: return "text_worse";
    }
    return "unusual";
}

RuleKind parse_rule_kind(std::string_view id) {
    std::string all;
    for (const RuleKind k : kinds) {
        if (id == rule_kind_id(k)) return k;
        all += (all.empty() ? "" : ", ") + std::string(rule_kind_id(k));
    }
    throw Error(ErrorCode::usage, {{"detail", "There is no rule named " + std::string(id) + "; there are " + all + "."},
                                   {"detail_fr", "Il n'y a pas de règle nommée " + std::string(id) + " ; il y a " + all + "."}});
}

const char* alert_state_id(AlertState state) {
    switch (state) {
    case AlertState::ok: return "ok";
    case AlertState::alert: return "alert";
    case AlertState::no_data: return "no_data";
    case AlertState::snoozed: return "snoozed";
    }
    return "ok";
}

void Rule::validate() const {
    const auto refuse = [](const std::string& en, const std::string& fr) {
        throw Error(ErrorCode::usage, {{"detail", en}, {"detail_fr", fr}});
    };
    if (!std::isfinite(level) || (clear && !std::isfinite(*clear)))
        refuse("The level of a rule is a number.", "Le seuil d'une règle est un nombre.");
    if ((kind == RuleKind::rise || kind == RuleKind::fall || kind == RuleKind::target_at_risk || kind == RuleKind::text_worse) &&
        level <= 0)
        refuse("This rule needs a share above 0 as its level, such as 0.2.",
               "Cette règle a besoin d'une part supérieure à 0 comme seuil, par exemple 0.2.");
    if (kind == RuleKind::no_data && level < 1)
        refuse("This rule needs a number of days as its level.", "Cette règle a besoin d'un nombre de jours comme seuil.");
    if (clear && kind == RuleKind::above && *clear > level)
        refuse("An alert above a level ends at or below that level.",
               "Une alerte au-dessus d'un seuil se termine à ce seuil ou en dessous.");
    if (clear && kind == RuleKind::below && *clear < level)
        refuse("An alert below a level ends at or above that level.",
               "Une alerte sous un seuil se termine à ce seuil ou au-dessus.");
    if (severity != "note" && severity != "warning" && severity != "blocker")
        refuse("The severity is note, warning or blocker, not " + severity + ".",
               "La gravité est note, warning ou blocker, pas " + severity + ".");
    if (!snoozed_until.empty() && !parse_iso_date(snoozed_until))
        refuse("A rule is snoozed until a day such as 2026-11-30.",
               "Une règle est mise en pause jusqu'à un jour comme 2026-11-30.");
}

std::vector<Rule> rules(const store::Workspace& workspace, int64_t dataset_id) {
    std::vector<Rule> out;
    for (const store::Record& r : workspace.records(rule_record)) {
        if (r.dataset_id != 0 && dataset_id != 0 && r.dataset_id != dataset_id) continue;
        const json j = json::parse(r.body, nullptr, false);
        if (!j.is_object()) continue;
        try {
            Rule rule;
            rule.id = r.id;
            rule.dataset_id = r.dataset_id;
            rule.metric = j.at("metric");
            rule.kind = parse_rule_kind(j.at("kind").get<std::string>());
            rule.level = j.at("level");
            if (j.contains("clear") && j["clear"].is_number()) rule.clear = j["clear"].get<double>();
            rule.grain = parse_grain(j.value("grain", "day")).value_or(Grain::day);
            rule.severity = j.value("severity", "warning");
            rule.snoozed_until = j.value("snoozed_until", "");
            for (const json& f : j.value("where", json::array()))
                rule.where.push_back(
                    {f.at("dimension"), f.at("values").get<std::vector<std::string>>(), f.value("exclude", false)});
            out.push_back(std::move(rule));
        } catch (const json::exception&) {
            continue; // written by somebody else
        } catch (const Error&) {
            continue;
        }
    }
    return out;
}

Rule put_rule(store::Workspace& workspace, Rule rule) {
    rule.validate();
    const json body{{"metric", rule.metric},
                    {"kind", rule_kind_id(rule.kind)},
                    {"level", rule.level},
                    {"clear", rule.clear ? json(*rule.clear) : json(nullptr)},
                    {"grain", grain_id(rule.grain)},
                    {"severity", rule.severity},
                    {"snoozed_until", rule.snoozed_until},
                    {"where", filters_json(rule.where)}};
    rule.id =
        workspace
            .put_record({.kind = std::string(rule_record), .id = rule.id, .dataset_id = rule.dataset_id, .body = body.dump()})
            .id;
    return rule;
}

bool remove_rule(store::Workspace& workspace, const std::string& id) {
    workspace.remove_record(state_record, id);
    if (id == text_rule_id && !workspace.record(rule_record, id)) {
        workspace.set_setting(no_text_rule, "1");
        return true;
    }
    return workspace.remove_record(rule_record, id);
}

std::optional<RuleState> state_of(const store::Workspace& workspace, const std::string& rule_id) {
    const auto record = workspace.record(state_record, rule_id);
    if (!record) return std::nullopt;
    const json j = json::parse(record->body, nullptr, false);
    if (!j.is_object()) return std::nullopt;
    return RuleState{j.value("active", false), j.value("since", "")};
}

AlertResult look(const metrics::Context& context, const Rule& rule, const std::optional<RuleState>& before,
                 const AlertInput& input, std::stop_token stop) {
    const DatasetInfo& dataset = *context.dataset;
    const bool was = before && before->active;
    const Language l = input.language;
    const NumberStyle style = NumberStyle::of(l, dataset.currency);
    AlertResult out;
    out.rule = rule;
    bool broken = false;
    std::map<std::string, std::string> facts;
    std::string unit = "percent", scope;
    for (const metrics::Filter& f : rule.where)
        for (const std::string& v : f.values) scope += (scope.empty() ? "" : ", ") + v;

    if (rule.kind == RuleKind::text_worse) {
        facts["metric"] = l == Language::fr ? "Note des textes" : "Score of the texts";
        out.limit = -rule.level;
        if (input.text_score && input.text_score_before && *input.text_score_before > 0) {
            out.value = *input.text_score / *input.text_score_before - 1;
            broken = breaks(false, *out.value, -rule.level, rule.clear, was);
        }
    } else if (rule.kind == RuleKind::trust_below) {
        out.value = input.trust;
        out.limit = rule.level;
        unit = "count";
        facts["metric"] = l == Language::fr ? "Fiabilité" : "Trust";
        if (out.value) broken = breaks(false, *out.value, rule.level, rule.clear, was);
    } else {
        if (!dataset.dates) throw Error(ErrorCode::no_date, {{"dataset", dataset.name}});
        const metrics::Metric metric = metric_of(dataset, rule.metric);
        unit = metric.unit;
        facts["metric"] = metrics::metric_name(metric, l) + (scope.empty() ? "" : " (" + scope + ")");
        const Date last = dataset.dates->to;
        out.days = rule.grain == Grain::day ? DateRange{last, last} : metrics::last_complete_periods(dataset, rule.grain, 1);
        switch (rule.kind) {
        case RuleKind::above:
        case RuleKind::below: {
            const bool above = rule.kind == RuleKind::above;
            out.value = value_of(context, rule, metric, out.days, stop);
            out.limit = rule.level;
            if (out.value) broken = breaks(above, *out.value, rule.level, rule.clear, was);
            break;
        }
        case RuleKind::rise:
        case RuleKind::fall: {
            // A day is held against the same weekday.
            const DateRange base = rule.grain == Grain::day ? DateRange{last - 7, last - 7}
                                                            : metrics::comparison_period(out.days, metrics::Comparison::previous);
            const auto now = value_of(context, rule, metric, out.days, stop), then = value_of(context, rule, metric, base, stop);
            if (now && then && *then != 0) out.value = metric.unit == "percent" ? *now - *then : *now / *then - 1;
            const bool above = rule.kind == RuleKind::rise;
            out.limit = above ? rule.level : -rule.level;
            unit = "percent";
            if (out.value) broken = breaks(above, *out.value, *out.limit, rule.clear, was);
            break;
        }
        case RuleKind::unusual: {
            const auto checks = check(context, {{rule.metric, rule.where}}, last, stop);
            if (checks.empty()) throw Error(ErrorCode::metric_unavailable, {{"metric", rule.metric}, {"dataset", dataset.name}});
            const Check& c = checks.front();
            out.value = c.value;
            out.limit = c.verdict == Verdict::low ? c.low : c.high;
            broken = c.verdict == Verdict::high || c.verdict == Verdict::low;
            // It ends once the value lies clearly inside of the band.
            if (!broken && was && c.value && c.low && c.high) {
                const double margin = back_inside * (*c.high - *c.low);
                broken = *c.value > *c.high - margin || *c.value < *c.low + margin;
            }
            break;
        }
        case RuleKind::target_at_risk:
            for (const metrics::Target& t : input.targets) {
                if (t.metric != metric.id || !same_scope(dataset, t.where, rule.where) || !t.days.contains(last)) continue;
                const Pace p = pace_of(context, t, last, stop);
                out.value = p.share;
                out.days = {t.days.from, p.as_of};
                if (p.share) broken = breaks(false, *p.share, rule.level, rule.clear, was);
                break;
            }
            out.limit = rule.level;
            unit = "percent";
            break;
        case RuleKind::no_data: {
            out.days = {last - (static_cast<int>(rule.level) - 1), last};
            // The rows of the dataset may go on where those of this scope have stopped; a dataset that is not imported any more
            // is told by the day of today.
            const auto value = value_of(context, rule, metric, out.days, stop);
            const auto today = parse_iso_date(input.now.substr(0, std::min<size_t>(10, input.now.size())));
            const int silent = today ? std::max(0, *today - last - 1) : 0;
            broken = !value || silent >= static_cast<int>(rule.level);
            out.limit = rule.level;
            out.value = silent;
            unit = "count";
            break;
        }
        case RuleKind::trust_below:
        case RuleKind::text_worse: break;
        }
    }
    facts["value"] = unit == "count" && rule.kind == RuleKind::trust_below ? format_number(out.value.value_or(0), 0, style)
                                                                           : format_card(out.value, unit, style);
    facts["limit"] = unit == "count" && rule.kind == RuleKind::trust_below ? format_number(out.limit.value_or(0), 0, style)
                                                                           : format_card(out.limit, unit, style);
    // A change wears its sign, but where the sentence says which way it goes.
    if (out.value && (rule.kind == RuleKind::rise || rule.kind == RuleKind::fall)) {
        facts["size"] = format_percent(std::abs(*out.value), 1, style);
        facts["most"] = format_percent(rule.level, 1, style);
        facts["value"] = format_change(*out.value, style);
    }
    facts["days"] = out.days.from.days == 0 ? "" : format_range(out.days, l);

    const bool missing = rule.kind != RuleKind::no_data && !out.value;
    if (missing) {
        out.state = AlertState::no_data;
        broken = was;
    } else {
        out.state = broken ? AlertState::alert : AlertState::ok;
    }
    out.begins = broken && !was;
    out.ends = !broken && was;
    out.since = broken ? (was ? before->since : input.now) : "";
    const bool snoozed =
        !rule.snoozed_until.empty() && input.now.substr(0, std::min<size_t>(10, input.now.size())) < rule.snoozed_until;
    if (snoozed && out.state == AlertState::alert) out.state = AlertState::snoozed;

    // An alert that has come back, but not by enough to end, is not told as a breach.
    const bool held = broken && was && out.value && out.limit && !crosses(rule.kind, *out.value, *out.limit);
    const bool one_day = rule.kind == RuleKind::no_data && broken && rule.level < 2;
    out.text = say(missing ? nothing : one_day ? silent_day : words_of(rule.kind, broken, held), l, facts);
    return out;
}

std::vector<AlertResult> check_alerts(const metrics::Context& context, store::Workspace& workspace, const AlertInput& input,
                                      std::stop_token stop) {
    std::vector<AlertResult> out;
    std::vector<Rule> all = rules(workspace, context.dataset->id);
    // Texts that get worse are told without a rule of one's own, once there are texts.
    const bool own = std::ranges::any_of(all, [](const Rule& r) { return r.kind == RuleKind::text_worse; });
    if (!own && input.text_score && !workspace.setting(no_text_rule)) {
        Rule texts;
        texts.id = std::string(text_rule_id);
        texts.dataset_id = context.dataset->id;
        texts.kind = RuleKind::text_worse;
        texts.level = usual_text_fall;
        all.push_back(std::move(texts));
    }
    for (const Rule& rule : all) {
        throw_if_stopped(stop);
        const auto before = state_of(workspace, rule.id);
        AlertResult r;
        try {
            r = look(context, rule, before, input, stop);
        } catch (const Error& e) {
            if (e.code() == ErrorCode::cancelled) throw;
            r.rule = rule;
            r.state = AlertState::no_data;
            r.text = e.text(input.language).what_happened;
            out.push_back(std::move(r));
            continue;
        }
        if (workspace.access() == store::Access::write && (r.begins || r.ends)) {
            workspace.put_record({.kind = std::string(state_record),
                                  .id = rule.id,
                                  .dataset_id = rule.dataset_id,
                                  .body = json{{"active", !r.since.empty()}, {"since", r.since}}.dump()});
            workspace.put_record(
                {.kind = std::string(log_record),
                 .id = {},
                 .dataset_id = rule.dataset_id,
                 .body = json{{"when", input.now}, {"rule", rule.id}, {"event", r.begins ? "begins" : "ends"}, {"text", r.text}}
                             .dump()});
        }
        out.push_back(std::move(r));
    }
    if (workspace.access() == store::Access::write) {
        const auto log = workspace.records(log_record);
        for (size_t i = 0; i + most_log < log.size(); ++i) workspace.remove_record(log_record, log[i].id);
    }
    return out;
}

std::vector<AlertLogEntry> alert_log(const store::Workspace& workspace, size_t most) {
    std::vector<AlertLogEntry> out;
    const auto all = workspace.records(log_record);
    for (size_t i = all.size(); i-- > 0 && out.size() < most;) {
        const json j = json::parse(all[i].body, nullptr, false);
        if (j.is_object()) out.push_back({j.value("when", ""), j.value("rule", ""), j.value("event", ""), j.value("text", "")});
    }
    return out;
}

} // namespace plumbline::pulse
