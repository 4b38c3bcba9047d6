// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/response/fit.h"

namespace plumbline::response {

using nlohmann::json;

namespace {

constexpr int file_version = 1;

json optional_json(const std::optional<double>& v) { return v && std::isfinite(*v) ? json(*v) : json(nullptr); }
json interval_json(const std::optional<Interval>& v) { return v ? json::array({v->lower, v->upper}) : json(nullptr); }

[[noreturn]] void invalid(const std::string& detail, const std::string& detail_fr) {
    throw Error(ErrorCode::response_invalid, {{"detail", detail}, {"detail_fr", detail_fr}});
}

std::optional<double> optional_of(const json& j, const char* key) {
    const auto at = j.find(key);
    return at == j.end() || at->is_null() ? std::nullopt : std::optional<double>(at->get<double>());
}
std::optional<Interval> interval_of(const json& j, const char* key) {
    const auto at = j.find(key);
    if (at == j.end() || !at->is_array() || at->size() != 2) return std::nullopt;
    return Interval{(*at)[0].get<double>(), (*at)[1].get<double>()};
}

json spec_json(const ResponseSpec& s) {
    json j{{"adstock", adstock_id(s.adstock)},
           {"saturation", saturation_id(s.saturation)},
           {"compare_adstocks", s.compare_adstocks},
           {"adstock_length", s.adstock_length},
           {"steady_history", s.steady_history},
           {"season_harmonics", s.season_harmonics},
           {"knots_per_year", s.knots_per_year},
           {"media_share_mean", s.media_share_mean},
           {"media_share_sd", s.media_share_sd},
           {"roi_log_sd", s.roi_log_sd},
           {"posterior", s.posterior},
           {"chains", s.chains},
           {"warmup", s.warmup},
           {"draws", s.draws},
           {"seed", s.seed},
           {"interval", s.interval}};
    for (const auto& [channel, kind] : s.adstock_of) j["adstock_of"][channel] = adstock_id(kind);
    for (const auto& [channel, kind] : s.saturation_of) j["saturation_of"][channel] = saturation_id(kind);
    for (const auto& [channel, prior] : s.roi) j["roi"][channel] = {{"mean", prior.mean}, {"sd", prior.sd}};
    j["lifts"] = json::array();
    for (const LiftTest& l : s.lifts) j["lifts"].push_back(to_json(l));
    return j;
}

ResponseSpec spec_of(const json& j) {
    ResponseSpec s;
    s.adstock = parse_adstock(j.at("adstock").get<std::string>());
    s.saturation = parse_saturation(j.at("saturation").get<std::string>());
    s.compare_adstocks = j.value("compare_adstocks", false);
    s.adstock_length = j.at("adstock_length");
    s.steady_history = j.at("steady_history");
    s.season_harmonics = j.at("season_harmonics");
    s.knots_per_year = j.at("knots_per_year");
    s.media_share_mean = j.at("media_share_mean");
    s.media_share_sd = j.at("media_share_sd");
    s.roi_log_sd = j.at("roi_log_sd");
    s.posterior = j.at("posterior");
    s.chains = j.at("chains");
    s.warmup = j.at("warmup");
    s.draws = j.at("draws");
    s.seed = j.at("seed");
    s.interval = j.at("interval");
    const json adstocks = j.value("adstock_of", json::object()), saturations = j.value("saturation_of", json::object()),
               returns = j.value("roi", json::object());
    for (const auto& [channel, kind] : adstocks.items()) s.adstock_of[channel] = parse_adstock(kind.get<std::string>());
    for (const auto& [channel, kind] : saturations.items()) s.saturation_of[channel] = parse_saturation(kind.get<std::string>());
    for (const auto& [channel, prior] : returns.items()) s.roi[channel] = {prior.at("mean"), prior.at("sd")};
    for (const json& l : j.at("lifts")) s.lifts.push_back(lift_from_json(l));
    return s;
}

json channel_json(const ChannelFit& c, size_t draws) {
    json j = to_json(c.curve);
    j["column"] = c.spend_column;
    j["spend"] = c.total_spend;
    j["contribution"] = c.contribution;
    j["contribution_pct"] = c.contribution_share * 100;
    j["credited"] = c.credited;
    j["carried_out"] = c.carried_out;
    j["roi"] = optional_json(c.roi);
    j["mroi"] = optional_json(c.mroi);
    const auto ends = [&](const char* low, const char* high, const std::optional<Interval>& v) {
        j[low] = v ? json(v->lower) : json(nullptr);
        j[high] = v ? json(v->upper) : json(nullptr);
    };
    ends("roi_lower", "roi_upper", c.roi_interval);
    ends("mroi_lower", "mroi_upper", c.mroi_interval);
    ends("contribution_lower", "contribution_upper", c.contribution_interval);
    j["theta_interval"] = interval_json(c.theta_interval);
    j["half_interval"] = interval_json(c.half_interval);
    j["identification"] = identification_id(c.verdict);
    j["reasons"] = json::array();
    for (const Reason& r : c.reasons)
        j["reasons"].push_back({{"code", r.code},
                                {"other", r.other},
                                {"value", optional_json(r.value)},
                                {"sentence", sentence(r, c.curve.name, Language::en)}});
    j["spend_variation"] = c.spend_variation;
    j["uniqueness"] = c.uniqueness;
    j["prior_sensitivity"] = optional_json(c.prior_sensitivity);
    j["affinity"] = nullptr;
    if (c.affinity) {
        const Affinity& a = *c.affinity;
        j["affinity"] = {{"k_m", a.k_m},
                         {"v_max", a.v_max},
                         {"k_relative", a.k_relative},
                         {"affinity", a.affinity},
                         {"identified", a.identified},
                         {"k_m_interval", interval_json(a.k_m_interval)},
                         {"v_max_interval", interval_json(a.v_max_interval)},
                         {"k_relative_interval", interval_json(a.k_relative_interval)},
                         {"affinity_interval", interval_json(a.affinity_interval)}};
    }
    j["weekly"] = c.weekly;
    j["draws"] = json::array();
    const size_t keep = draws == 0 ? c.draws.size() : std::min(draws, c.draws.size());
    for (size_t i = 0; i < keep; ++i) { // the same indices for every channel: joint draws stay joint
        const CurveDraw& d = c.draws[i * c.draws.size() / keep];
        j["draws"].push_back({d.theta, d.half, d.slope, d.beta});
    }
    return j;
}

ChannelFit channel_of(const json& j) {
    ChannelFit c;
    c.curve = curve_from_json(j);
    c.spend_column = j.at("column");
    c.total_spend = j.at("spend");
    c.contribution = j.at("contribution");
    c.contribution_share = j.at("contribution_pct").get<double>() / 100;
    c.credited = j.at("credited");
    c.carried_out = j.at("carried_out");
    c.roi = optional_of(j, "roi");
    c.mroi = optional_of(j, "mroi");
    const auto ends = [&](const char* low, const char* high) -> std::optional<Interval> {
        const auto a = optional_of(j, low), b = optional_of(j, high);
        if (!a || !b) return std::nullopt;
        return Interval{*a, *b};
    };
    c.roi_interval = ends("roi_lower", "roi_upper");
    c.mroi_interval = ends("mroi_lower", "mroi_upper");
    c.contribution_interval = ends("contribution_lower", "contribution_upper");
    c.theta_interval = interval_of(j, "theta_interval");
    c.half_interval = interval_of(j, "half_interval");
    const std::string verdict = j.at("identification");
    c.verdict = verdict == "identified"          ? Identification::identified
                : verdict == "weakly_identified" ? Identification::weak
                                                 : Identification::not_identified;
    for (const json& r : j.at("reasons")) c.reasons.push_back({r.at("code"), r.at("other"), optional_of(r, "value")});
    c.spend_variation = j.at("spend_variation");
    c.uniqueness = j.at("uniqueness");
    c.prior_sensitivity = optional_of(j, "prior_sensitivity");
    if (const json& a = j.at("affinity"); a.is_object()) {
        c.affinity = Affinity{a.at("k_m"),
                              a.at("v_max"),
                              a.at("k_relative"),
                              a.at("affinity"),
                              interval_of(a, "k_m_interval"),
                              interval_of(a, "v_max_interval"),
                              interval_of(a, "k_relative_interval"),
                              interval_of(a, "affinity_interval"),
                              a.at("identified").get<bool>()};
    }
    c.weekly = j.at("weekly").get<std::vector<double>>();
    for (const json& d : j.at("draws")) c.draws.push_back({d.at(0), d.at(1), d.at(2), d.at(3)});
    return c;
}

} // namespace

json to_json(const LiftTest& l) {
    return {{"channel", l.channel},
            {"from", l.from ? json(to_iso(*l.from)) : json(nullptr)},
            {"to", l.to ? json(to_iso(*l.to)) : json(nullptr)},
            {"base_weekly_spend", l.base_weekly_spend},
            {"delta_weekly_spend", l.delta_weekly_spend},
            {"weeks", l.weeks},
            {"lift", l.lift},
            {"sd", l.sd}};
}

LiftTest lift_from_json(const json& j) {
    if (!j.is_object() || !j.contains("channel") || !j["channel"].is_string())
        invalid("a lift test names no channel", "un test d'incrément ne nomme aucun canal");
    LiftTest l;
    l.channel = j["channel"].get<std::string>();
    const auto number = [&](std::initializer_list<const char*> keys, std::optional<double> otherwise) {
        for (const char* key : keys)
            if (j.contains(key) && j[key].is_number()) return j[key].get<double>();
        if (!otherwise)
            invalid("the lift test of " + l.channel + " has no \"" + *keys.begin() + "\"",
                    "le test de " + l.channel + " n'a pas de « " + *keys.begin() + " »");
        return *otherwise;
    };
    const auto day = [&](const char* key) -> std::optional<Date> {
        if (!j.contains(key) || j[key].is_null()) return std::nullopt;
        const auto date = j[key].is_string() ? parse_iso_date(j[key].get<std::string>()) : std::nullopt;
        if (!date)
            invalid("the lift test of " + l.channel + " has no date in \"" + key + "\"",
                    "le test de " + l.channel + " n'a pas de date dans « " + key + " »");
        return date;
    };
    l.from = day("from");
    l.to = day("to");
    if (l.from.has_value() != l.to.has_value())
        invalid("the lift test of " + l.channel + " needs both \"from\" and \"to\"",
                "le test de " + l.channel + " demande à la fois « from » et « to »");
    l.base_weekly_spend = number({"base_weekly_spend", "base"}, 0);
    l.delta_weekly_spend = number({"delta_weekly_spend", "delta"}, 0);
    const double by_dates = l.from ? (*l.to - *l.from + 1) / 7.0 : 1;
    l.weeks = number({"weeks"}, by_dates);
    l.lift = number({"lift", "lift_measured"}, std::nullopt);
    l.sd = number({"sd", "lift_sd", "standard_error", "se"}, std::nullopt);
    return l;
}

std::vector<LiftTest> lifts_from_json(const json& given) {
    const json& list = given.is_object() && given.contains("lift_tests") ? given["lift_tests"] : given;
    std::vector<LiftTest> out;
    if (list.is_object()) return {lift_from_json(list)};
    if (!list.is_array()) invalid("lift tests are a list of objects", "les tests sont une liste d'objets");
    for (const json& one : list) out.push_back(lift_from_json(one));
    return out;
}

json to_json(const ResponseFit& f, size_t draws) {
    json j{{"kind", "response_fit"},
           {"version", file_version},
           {"spec", spec_json(f.spec)},
           {"target", f.target},
           {"currency", f.currency},
           {"grain", f.grain},
           {"how", f.how},
           {"interval", f.interval},
           {"seed", f.seed},
           {"fingerprint", f.fingerprint},
           {"warnings", f.warnings}};
    j["dates"] = json::array();
    for (const Date d : f.dates) j["dates"].push_back(to_iso(d));
    j["actual"] = f.actual;
    j["fitted"] = f.fitted;
    j["baseline"] = {{"level", f.baseline}, {"controls", f.controls}};
    double level = 0, controls = 0;
    for (const double v : f.baseline) level += v;
    for (const double v : f.controls) controls += v;
    j["baseline"]["total"] = level;
    j["baseline"]["controls_total"] = controls;
    j["baseline"]["effects"] = json::object();
    for (const auto& [name, effect] : f.control_effects) j["baseline"]["effects"][name] = effect;
    j["residual"] = f.residual;
    j["channels"] = json::array();
    for (const ChannelFit& c : f.channels) j["channels"].push_back(channel_json(c, draws));
    j["interactions"] = json::array();
    for (const Interaction& i : f.interactions)
        j["interactions"].push_back({{"donor", i.donor},
                                     {"receiver", i.receiver},
                                     {"strength", i.strength},
                                     {"contribution", i.contribution},
                                     {"p_value", i.p_value}});
    if (f.geo)
        j["geo"] = {{"names", f.geo->names},
                    {"scale", f.geo->scale},
                    {"multiplier", f.geo->multiplier},
                    {"contribution", f.geo->contribution}};
    j["validation"] = json::array();
    for (const Validation& v : f.validation)
        j["validation"].push_back({{"from", to_iso(v.from)}, {"to", to_iso(v.to)}, {"mape", v.mape}, {"nrmse", v.nrmse}});
    j["placebo_pct"] = f.placebo_share ? json(*f.placebo_share * 100) : json(nullptr);
    const Diagnostics& d = f.diagnostics;
    j["fit"] = {{"r2", d.r2},
                {"nrmse", d.nrmse},
                {"mape", d.mape},
                {"noise_sd", d.noise_sd},
                {"r_hat", optional_json(d.r_hat)},
                {"ess", optional_json(d.ess)},
                {"chains", d.chains},
                {"draws", d.draws},
                {"divergences", d.divergences},
                {"fit_ms", d.fit_ms},
                {"posterior_ms", d.posterior_ms},
                {"starts", d.starts},
                {"evaluations", d.evaluations},
                {"adds_up_error", d.adds_up_error}};
    return j;
}

ResponseFit fit_from_json(const json& j) {
    try {
        if (!j.is_object() || j.value("kind", "") != "response_fit")
            invalid("this is no saved response fit", "ce n'est pas un ajustement enregistré");
        if (j.at("version").get<int>() > file_version)
            invalid("the fit was saved by a newer version of Plumbline",
                    "l'ajustement vient d'une version plus récente de Plumbline");
        ResponseFit f;
        f.spec = spec_of(j.at("spec"));
        f.target = j.at("target");
        f.currency = j.at("currency");
        f.grain = j.at("grain");
        f.how = j.at("how");
        f.interval = j.at("interval");
        f.seed = j.at("seed");
        f.fingerprint = j.at("fingerprint");
        f.warnings = j.at("warnings").get<std::vector<std::string>>();
        for (const json& d : j.at("dates")) {
            const auto date = parse_iso_date(d.get<std::string>());
            if (!date) invalid("a date of the fit cannot be read", "une date de l'ajustement est illisible");
            f.dates.push_back(*date);
        }
        f.actual = j.at("actual").get<std::vector<double>>();
        f.fitted = j.at("fitted").get<std::vector<double>>();
        f.baseline = j.at("baseline").at("level").get<std::vector<double>>();
        f.controls = j.at("baseline").at("controls").get<std::vector<double>>();
        for (const auto& [name, effect] : j.at("baseline").at("effects").items())
            f.control_effects.emplace_back(name, effect.get<double>());
        f.residual = j.at("residual").get<std::vector<double>>();
        for (const json& c : j.at("channels")) f.channels.push_back(channel_of(c));
        for (const json& i : j.at("interactions"))
            f.interactions.push_back({i.at("donor"), i.at("receiver"), i.at("strength"), i.at("contribution"), i.at("p_value")});
        if (j.contains("geo")) {
            const json& g = j["geo"];
            f.geo = GeoFit{g.at("names"), g.at("scale"), g.at("multiplier"), g.at("contribution")};
        }
        for (const json& v : j.at("validation")) {
            Validation one;
            one.from = parse_iso_date(v.at("from").get<std::string>()).value_or(Date{});
            one.to = parse_iso_date(v.at("to").get<std::string>()).value_or(Date{});
            one.mape = v.at("mape");
            one.nrmse = v.at("nrmse");
            f.validation.push_back(one);
        }
        if (j.at("placebo_pct").is_number()) f.placebo_share = j["placebo_pct"].get<double>() / 100;
        const json& d = j.at("fit");
        f.diagnostics = {d.at("r2"),          d.at("nrmse"),           d.at("mape"),
                         d.at("noise_sd"),    optional_of(d, "r_hat"), optional_of(d, "ess"),
                         d.at("chains"),      d.at("draws"),           d.at("divergences"),
                         d.at("fit_ms"),      d.at("posterior_ms"),    d.at("starts"),
                         d.at("evaluations"), d.at("adds_up_error")};
        const size_t n = f.dates.size();
        for (const auto* v : {&f.actual, &f.fitted, &f.baseline, &f.controls, &f.residual})
            if (v->size() != n)
                invalid("the series of the fit differ in length", "les séries de l'ajustement n'ont pas la même longueur");
        for (const ChannelFit& c : f.channels)
            if (c.weekly.size() != n)
                invalid("the series of the fit differ in length", "les séries de l'ajustement n'ont pas la même longueur");
        return f;
    } catch (const json::exception& e) {
        invalid(std::string("a field of the saved fit is missing or of another type (") + e.what() + ")",
                std::string("un champ de l'ajustement manque ou est d'un autre type (") + e.what() + ")");
    }
}

} // namespace plumbline::response
