// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/predict/model.h"

namespace plumbline::predict {

using nlohmann::json;

namespace {

constexpr int version = 1;
constexpr size_t most_effects = 12; ///< of a prediction; the rest is near 1

json number(std::optional<double> v) { return v && std::isfinite(*v) ? json(*v) : json(nullptr); }
std::optional<double> number(const json& j) { return j.is_number() ? std::optional(j.get<double>()) : std::nullopt; }
Date day(const json& j) { return parse_iso_date(j.get<std::string>()).value(); }

PredictFit read(const json& j) {
    PredictFit f;
    const json& asked = j.at("spec");
    f.spec.target = asked.at("target");
    f.spec.by = asked.at("by");
    f.spec.interval = asked.at("interval");
    f.spec.held_out = asked.at("held_out");
    f.spec.vif_limit = asked.at("vif_limit");
    f.spec.trees = asked.at("trees");
    f.spec.seed = asked.at("seed");
    f.dimension = j.at("dimension");
    f.grain = j.at("grain") == "day" ? Grain::day : Grain::week;
    f.rows = j.at("rows");
    f.held_out_rows = j.at("held_out_rows");
    f.entities = j.at("entities");
    f.periods = j.at("periods");
    f.learnt_to = day(j.at("learnt_to"));
    f.held_out_from = day(j.at("held_out_from"));
    f.next = day(j.at("next"));
    f.winner = j.at("winner");
    f.fingerprint = j.at("fingerprint");
    f.ms = j.at("ms");
    for (const json& s : j.at("scores"))
        f.scores.push_back(
            {s.at("model"), s.at("mae"), s.at("rmse"), s.at("wmape"), s.at("r2"), s.at("coverage"), s.at("fit_ms")});
    for (const json& h : j.at("held_out")) f.held_out.push_back({day(h.at(0)), h.at(1), h.at(2), h.at(3)});
    for (const json& i : j.at("importance")) f.importance.push_back({i.at(0), i.at(1)});
    for (const json& v : j.at("features")) f.features.push_back({v.at(0), number(v.at(1)), v.at(2)});
    for (const json& p : j.at("predictions")) {
        Prediction out;
        out.entity = p.at("entity");
        out.channel = p.at("channel");
        out.spend = p.at("spend");
        out.expected = p.at("expected");
        out.lower = p.at("lower");
        out.upper = p.at("upper");
        for (const json& e : p.at("effects")) out.effects.push_back({e.at(0), e.at(1), e.at(2)});
        for (const json& o : p.at("outside")) out.outside.push_back(o);
        for (const json& l : p.at("levels")) out.levels.push_back({l.at(0), number(l.at(1)), number(l.at(2)), number(l.at(3))});
        f.predictions.push_back(std::move(out));
    }
    return f;
}

} // namespace

std::string to_json(const PredictFit& f) {
    json scores = json::array(), held_out = json::array(), importance = json::array(), features = json::array(),
         predictions = json::array();
    for (const Score& s : f.scores)
        scores.push_back({{"model", s.model},
                          {"mae", s.mae},
                          {"rmse", s.rmse},
                          {"wmape", s.wmape},
                          {"r2", s.r2},
                          {"coverage", s.coverage},
                          {"fit_ms", s.fit_ms}});
    for (const HeldOut& h : f.held_out) held_out.push_back({to_iso(h.start), h.actual, h.expected, h.naive});
    for (const Importance& i : f.importance) importance.push_back({i.feature, i.share});
    for (const VifRow& v : f.features) features.push_back({v.feature, number(v.vif), v.reason});
    for (const Prediction& p : f.predictions) {
        json effects = json::array(), levels = json::array();
        for (size_t i = 0; i < std::min(most_effects, p.effects.size()); ++i)
            effects.push_back({p.effects[i].feature, p.effects[i].value, p.effects[i].factor});
        for (const SpendLevel& l : p.levels) levels.push_back({l.spend, number(l.expected), number(l.lower), number(l.upper)});
        predictions.push_back({{"entity", p.entity},
                               {"channel", p.channel},
                               {"spend", p.spend},
                               {"expected", p.expected},
                               {"lower", p.lower},
                               {"upper", p.upper},
                               {"effects", effects},
                               {"outside", p.outside},
                               {"levels", levels}});
    }
    const json spec = {
        {"target", f.spec.target},       {"by", f.spec.by},       {"interval", f.spec.interval}, {"held_out", f.spec.held_out},
        {"vif_limit", f.spec.vif_limit}, {"trees", f.spec.trees}, {"seed", f.spec.seed}};
    return json{{"version", version},
                {"spec", spec},
                {"dimension", f.dimension},
                {"grain", grain_id(f.grain)},
                {"rows", f.rows},
                {"held_out_rows", f.held_out_rows},
                {"entities", f.entities},
                {"periods", f.periods},
                {"learnt_to", to_iso(f.learnt_to)},
                {"held_out_from", to_iso(f.held_out_from)},
                {"next", to_iso(f.next)},
                {"winner", f.winner},
                {"fingerprint", f.fingerprint},
                {"ms", f.ms},
                {"scores", scores},
                {"held_out", held_out},
                {"importance", importance},
                {"features", features},
                {"predictions", predictions}}
        .dump();
}

PredictFit fit_from_json(const std::string& text) {
    const auto refuse = [] {
        throw Error(ErrorCode::predict_invalid,
                    {{"detail", "the kept model cannot be read"}, {"detail_fr", "le modèle conservé ne peut pas être lu"}});
    };
    const json j = json::parse(text, nullptr, false);
    if (!j.is_object() || j.value("version", 0) != version) refuse();
    try {
        return read(j);
    } catch (const json::exception&) {
        refuse();
    } catch (const std::bad_optional_access&) {
        refuse();
    }
    return {};
}

} // namespace plumbline::predict
