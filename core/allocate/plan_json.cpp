// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/allocate/allocate.h"

namespace plumbline::allocate {

using nlohmann::json;

namespace {

[[noreturn]] void invalid(const std::string& detail, const std::string& detail_fr) {
    throw Error(ErrorCode::allocate_invalid, {{"detail", detail}, {"detail_fr", detail_fr}});
}

json interval_json(const std::optional<response::Interval>& i) {
    if (!i) return nullptr;
    return {{"lower", i->lower}, {"upper", i->upper}};
}

json number(const std::optional<double>& v) { return v && std::isfinite(*v) ? json(*v) : json(); }

} // namespace

std::vector<Channel> channels_of(const response::ResponseFit& fit, double least, double most, size_t draws) {
    if (fit.channels.empty()) throw Error(ErrorCode::fit_missing);
    std::vector<Channel> out;
    for (const response::ChannelFit& f : fit.channels) {
        Channel c;
        c.curve = f.curve;
        c.lower = least * f.curve.current;
        c.upper = most * f.curve.current;
        c.verdict = f.verdict;
        const size_t n = f.draws.size(), kept = std::min(n, draws);
        for (size_t k = 0; k < kept; ++k) c.draws.push_back(f.curve_of(k * n / kept));
        out.push_back(std::move(c));
    }
    return out;
}

std::vector<Channel> channels_from_json(const json& j, std::optional<double> total) {
    const json& list = j.is_object() && j.contains("channels") ? j["channels"] : j;
    if (!list.is_array() || list.empty())
        invalid("the file has no list \"channels\"", "le fichier n'a pas de liste « channels »");
    std::vector<Channel> out;
    double today = 0;
    for (const json& item : list) {
        Channel c;
        c.curve = response::curve_from_json(item);
        today += c.curve.current;
        out.push_back(std::move(c));
    }
    for (size_t i = 0; i < out.size(); ++i) {
        const auto given = [&](const char* key) { return list[i].contains(key) && list[i][key].is_number(); };
        out[i].lower = given("min") ? out[i].curve.min : 0;
        out[i].upper = given("max") ? out[i].curve.max : std::max({total.value_or(0), today, out[i].lower});
    }
    return out;
}

json to_json(const Plan& p) {
    json lines = json::array(), bindings = json::array();
    for (const PlanLine& l : p.lines)
        lines.push_back({{"channel", l.channel},
                         {"current", l.current},
                         {"proposed", l.proposed},
                         {"change_pct", l.current > 0 ? json((l.proposed / l.current - 1) * 100) : json()},
                         {"response_current", l.response_current},
                         {"response_proposed", l.response_proposed},
                         {"response_current_interval", interval_json(l.interval_current)},
                         {"response_proposed_interval", interval_json(l.interval_proposed)},
                         {"min", l.lower},
                         {"max", l.upper},
                         {"marginal", std::isfinite(l.marginal) ? json(l.marginal) : json()},
                         {"identification", response::identification_id(l.verdict)},
                         {"binding", l.binding}});
    for (const Binding& b : p.bindings)
        bindings.push_back({{"kind", b.kind}, {"name", b.name}, {"price", std::isfinite(b.price) ? json(b.price) : json()}});
    return {{"plan", lines},
            {"total_current", p.total_current},
            {"total_proposed", p.total_proposed},
            {"response_current", p.response_current},
            {"response_proposed", p.response_proposed},
            {"gain", p.gain},
            {"gain_pct", p.gain_share ? json(*p.gain_share * 100) : json()},
            {"gain_at_same_spend", p.gain_at_same_spend},
            {"gain_probability", number(p.gain_probability)},
            {"gain_interval", interval_json(p.gain_interval)},
            {"binding", bindings},
            {"bound", p.bound},
            {"proved", p.proved},
            {"price", std::isfinite(p.price) ? json(p.price) : json()},
            {"no_change", p.no_change},
            {"candidate", p.candidate},
            {"kept", p.kept},
            {"method", p.method},
            {"solve_ms", p.solve_ms}};
}

} // namespace plumbline::allocate
