// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/response/curves.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/error.h"

namespace plumbline::response {

using nlohmann::json;

namespace {

constexpr double kept_mass = 1e-12; ///< of a geometric tail that is left out where all lags are asked for
constexpr double tiny_share = 1e-9; ///< of the half-saturation: where a slope that is infinite at 0 is evaluated instead

[[noreturn]] void invalid(const std::string& detail, const std::string& detail_fr) {
    throw Error(ErrorCode::response_invalid, {{"detail", detail}, {"detail_fr", detail_fr}});
}

double number(const json& object, const char* key, double otherwise) {
    const auto at = object.find(key);
    if (at == object.end() || at->is_null()) return otherwise;
    if (!at->is_number())
        invalid(std::string("\"") + key + "\" is no number", "« " + std::string(key) + " » n'est pas un nombre");
    const double value = at->get<double>();
    if (!std::isfinite(value))
        invalid(std::string("\"") + key + "\" is not finite", "« " + std::string(key) + " » n'est pas fini");
    return value;
}

double needed(const json& object, const char* key) {
    if (!object.contains(key)) invalid(std::string("\"") + key + "\" is missing", "« " + std::string(key) + " » manque");
    return number(object, key, 0);
}

} // namespace

std::vector<double> Adstock::weights() const {
    std::vector<double> w;
    const int lags = length > 0 ? length : 1;
    switch (kind) {
    case AdstockKind::none: w = {1.0}; break;
    case AdstockKind::geometric: {
        double now = 1;
        for (int l = 0; length > 0 ? l < length : (l == 0 || now > kept_mass); ++l, now *= theta) w.push_back(now);
        break;
    }
    case AdstockKind::delayed:
        for (int l = 0; l < lags; ++l) w.push_back(std::pow(theta, (l - peak) * (l - peak)));
        break;
    case AdstockKind::weibull_pdf:
        for (int l = 0; l < lags; ++l) {
            const double u = (l + 1) / scale;
            w.push_back(shape / scale * std::pow(u, shape - 1) * std::exp(-std::pow(u, shape)));
        }
        break;
    case AdstockKind::weibull_cdf: {
        double now = 1; // F(0) = 0
        for (int l = 0; l < lags; ++l) {
            now *= std::exp(-std::pow(l / scale, shape)); // 1 - F(l)
            w.push_back(now);
        }
        break;
    }
    case AdstockKind::binomial:
        for (int l = 0; l < lags; ++l)
            w.push_back(theta <= 0 ? (l == 0 ? 1.0 : 0.0) : std::pow(1 - double(l) / lags, 1 / theta - 1));
        break;
    }
    if (normalised) {
        double sum = 0;
        for (const double v : w) sum += v;
        if (sum > 0)
            for (double& v : w) v /= sum;
    }
    return w;
}

double Adstock::weight_sum() const {
    if (normalised || kind == AdstockKind::none) return 1;
    if (kind == AdstockKind::geometric && length == 0) return 1 / (1 - theta);
    double sum = 0;
    for (const double v : weights()) sum += v;
    return sum;
}

double Saturation::value(double a) const {
    if (!(a > 0)) return 0;
    switch (kind) {
    case SaturationKind::hill: return 1 / (1 + std::exp(slope * (std::log(half) - std::log(a))));
    case SaturationKind::michaelis_menten: return 1 / (1 + half / a);
    case SaturationKind::logistic: return std::tanh(lam * a / 2);
    case SaturationKind::tanh: return std::tanh(a / half);
    case SaturationKind::root: return std::pow(a, slope);
    }
    return 0;
}

double Saturation::derivative(double a) const {
    if (a < 0) return 0;
    switch (kind) {
    case SaturationKind::hill: {
        if (a <= 0) {
            if (slope > 1) return 0;
            if (slope == 1) return 1 / half;
            a = half * tiny_share;
        }
        const double s = value(a);
        return slope * s * (1 - s) / a;
    }
    case SaturationKind::michaelis_menten: {
        const double share = half / (half + a);
        return share * share / half;
    }
    case SaturationKind::logistic: {
        const double s = std::tanh(lam * a / 2);
        return lam / 2 * (1 - s * s);
    }
    case SaturationKind::tanh: {
        const double s = std::tanh(a / half);
        return (1 - s * s) / half;
    }
    case SaturationKind::root:
        if (a <= 0 && slope < 1) a = tiny_share;
        return slope * std::pow(a, slope - 1);
    }
    return 0;
}

double Saturation::second(double a) const {
    if (a < 0) return 0;
    switch (kind) {
    case SaturationKind::hill: {
        if (a <= 0) a = half * tiny_share;
        const double s = value(a);
        return slope * s * (1 - s) / (a * a) * (slope * (1 - 2 * s) - 1);
    }
    case SaturationKind::michaelis_menten: return -2 * half / std::pow(half + a, 3);
    case SaturationKind::logistic: {
        const double s = std::tanh(lam * a / 2);
        return -lam * lam / 2 * s * (1 - s * s);
    }
    case SaturationKind::tanh: {
        const double s = std::tanh(a / half);
        return -2 * s * (1 - s * s) / (half * half);
    }
    case SaturationKind::root:
        if (a <= 0) a = tiny_share;
        return slope * (slope - 1) * std::pow(a, slope - 2);
    }
    return 0;
}

double Saturation::inflexion() const {
    if (kind != SaturationKind::hill || slope <= 1) return 0;
    return half * std::pow((slope - 1) / (slope + 1), 1 / slope);
}

double Curve::response(double spend) const { return beta * saturation.value(spend * adstock.weight_sum()); }

double Curve::derivative(double spend) const {
    const double gain = adstock.weight_sum();
    return beta * gain * saturation.derivative(spend * gain);
}

double Curve::second(double spend) const {
    const double gain = adstock.weight_sum();
    return beta * gain * gain * saturation.second(spend * gain);
}

double Curve::inflexion() const { return saturation.inflexion() / adstock.weight_sum(); }

std::string_view adstock_id(AdstockKind kind) {
    constexpr std::string_view ids[] = {"none", "geometric", "delayed", "weibull_pdf", "weibull_cdf", "binomial"};
    return ids[static_cast<size_t>(kind)];
}

std::string_view saturation_id(SaturationKind kind) {
    constexpr std::string_view ids[] = {"hill", "mm", "logistic", "tanh", "root"};
    return ids[static_cast<size_t>(kind)];
}

AdstockKind parse_adstock(std::string_view id) {
    for (int k = 0; k <= static_cast<int>(AdstockKind::binomial); ++k)
        if (adstock_id(static_cast<AdstockKind>(k)) == id) return static_cast<AdstockKind>(k);
    invalid("the adstock \"" + std::string(id) + "\" is none of none, geometric, delayed, weibull_pdf, weibull_cdf, binomial",
            "la rémanence « " + std::string(id) +
                " » n'est ni none, ni geometric, delayed, weibull_pdf, weibull_cdf ou binomial");
}

SaturationKind parse_saturation(std::string_view id) {
    if (id == "michaelis_menten") return SaturationKind::michaelis_menten;
    for (int k = 0; k <= static_cast<int>(SaturationKind::root); ++k)
        if (saturation_id(static_cast<SaturationKind>(k)) == id) return static_cast<SaturationKind>(k);
    invalid("the saturation \"" + std::string(id) + "\" is none of hill, mm, logistic, tanh, root",
            "la saturation « " + std::string(id) + " » n'est ni hill, ni mm, logistic, tanh ou root");
}

json to_json(const Adstock& a) {
    json j{{"kind", adstock_id(a.kind)}, {"normalised", a.normalised}, {"length", a.length}};
    switch (a.kind) {
    case AdstockKind::none: break;
    case AdstockKind::delayed: j["peak"] = a.peak; [[fallthrough]];
    case AdstockKind::geometric:
    case AdstockKind::binomial: j["theta"] = a.theta; break;
    case AdstockKind::weibull_pdf:
    case AdstockKind::weibull_cdf:
        j["k"] = a.shape;
        j["lam"] = a.scale;
        break;
    }
    return j;
}

json to_json(const Saturation& s) {
    json j{{"kind", saturation_id(s.kind)}};
    switch (s.kind) {
    case SaturationKind::hill: j["slope"] = s.slope; [[fallthrough]];
    case SaturationKind::michaelis_menten:
    case SaturationKind::tanh: j["K"] = s.half; break;
    case SaturationKind::logistic: j["lam"] = s.lam; break;
    case SaturationKind::root: j["p"] = s.slope; break;
    }
    return j;
}

Adstock adstock_from_json(const json& j) {
    Adstock a;
    if (j.is_null()) {
        a.kind = AdstockKind::none;
        return a;
    }
    if (!j.is_object() || !j.contains("kind") || !j["kind"].is_string())
        invalid("an adstock has no kind", "une rémanence (adstock) n'a pas de sorte (kind)");
    a.kind = parse_adstock(j["kind"].get<std::string>());
    a.theta = number(j, "theta", a.theta);
    a.peak = number(j, "peak", 0);
    a.shape = number(j, "k", a.shape);
    a.scale = number(j, "lam", a.scale);
    a.length = static_cast<int>(number(j, "length", a.length));
    if (j.contains("normalised") && j["normalised"].is_boolean()) a.normalised = j["normalised"].get<bool>();
    const bool by_theta = a.kind == AdstockKind::geometric || a.kind == AdstockKind::delayed || a.kind == AdstockKind::binomial;
    if (by_theta && !(a.theta >= 0 && a.theta < 1))
        invalid("theta must be at least 0 and below 1", "theta doit être au moins 0 et inférieur à 1");
    if (!(a.shape > 0) || !(a.scale > 0))
        invalid("k and lam of a Weibull adstock must be above 0", "k et lam d'une rémanence de Weibull doivent dépasser 0");
    if (a.length < 0 || a.length > 520)
        invalid("the length of an adstock must be 0 to 520 periods", "la durée d'une rémanence va de 0 à 520 périodes");
    return a;
}

Saturation saturation_from_json(const json& j) {
    if (!j.is_object() || !j.contains("kind") || !j["kind"].is_string())
        invalid("a saturation has no kind", "une saturation n'a pas de sorte (kind)");
    Saturation s;
    s.kind = parse_saturation(j["kind"].get<std::string>());
    switch (s.kind) {
    case SaturationKind::hill: s.slope = needed(j, "slope"); [[fallthrough]];
    case SaturationKind::michaelis_menten:
    case SaturationKind::tanh: s.half = needed(j, "K"); break;
    case SaturationKind::logistic: s.lam = needed(j, "lam"); break;
    case SaturationKind::root: s.slope = needed(j, "p"); break;
    }
    if (!(s.half > 0) || !(s.slope > 0) || !(s.lam > 0))
        invalid("K, slope, lam and p of a saturation must be above 0", "K, slope, lam et p d'une saturation doivent dépasser 0");
    return s;
}

json to_json(const Curve& c) {
    return {{"name", c.name}, {"adstock", to_json(c.adstock)}, {"saturation", to_json(c.saturation)},
            {"beta", c.beta}, {"current", c.current},          {"min", c.min},
            {"max", c.max}};
}

Curve curve_from_json(const json& j) {
    if (!j.is_object() || !j.contains("name") || !j["name"].is_string())
        invalid("a channel has no name", "un canal n'a pas de nom");
    Curve c;
    c.name = j["name"].get<std::string>();
    const json adstock = j.value("adstock", json());
    if (adstock.is_string()) {
        json object = j.value("adstock_params", json::object());
        if (!object.is_object()) invalid("\"adstock_params\" is no object", "« adstock_params » n'est pas un objet");
        object["kind"] = adstock;
        c.adstock = adstock_from_json(object);
    } else
        c.adstock = adstock_from_json(adstock);
    if (!j.contains("saturation"))
        invalid("the channel " + c.name + " has no saturation", "le canal " + c.name + " n'a pas de saturation");
    c.saturation = saturation_from_json(j["saturation"]);
    c.beta = needed(j, "beta");
    c.current = number(j, "current", number(j, "reference_weekly_spend", 0));
    c.min = number(j, "min", 0);
    c.max = number(j, "max", 0);
    if (c.beta < 0) invalid("the beta of " + c.name + " is negative", "le beta de " + c.name + " est négatif");
    return c;
}

} // namespace plumbline::response
