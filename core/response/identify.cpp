// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/response/identify.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/format.h"
#include "core/response/model_impl.h"

namespace plumbline::response {

namespace {

constexpr double constant_variation = 0.05; ///< spend that moves by less than 5 % of itself teaches nothing
constexpr size_t few_weeks = 4;             ///< weeks with spend: fewer cannot tell carry-over from noise
constexpr double hardly_unique = 0.1;       ///< VIF 10: nine tenths of its movement is others' movement
constexpr double never_unique = 0.02;       ///< VIF 50: nothing is left that is its own
constexpr double little_unique = 0.2;       ///< VIF 5
constexpr double learned_nothing = 0.85;    ///< interval / what it was before the data
constexpr double learned_some = 0.75;       ///< of what moves with others: more of the interval than this is left
constexpr double learned_little = 0.6;
constexpr double wide_log_sd = 0.5; ///< a 90 % interval of a factor of about five from end to end

} // namespace

std::string_view identification_id(Identification verdict) {
    switch (verdict) {
    case Identification::identified: return "identified";
    case Identification::weak: return "weakly_identified";
    default: return "not_identified";
    }
}

std::string sentence(const Reason& r, const std::string& channel, Language language) {
    const bool fr = language == Language::fr;
    const NumberStyle style = NumberStyle::of(language);
    const std::string value = r.value ? format_number(*r.value, 1, style) : std::string();
    const std::string percent = r.value ? format_percent(*r.value, 0, style) : std::string();
    if (r.code == "no_spend")
        return fr ? channel + " n'a aucune dépense : son effet est inconnu." : channel + " has no spend: its effect is unknown.";
    if (r.code == "constant_spend")
        return fr ? "La dépense de " + channel + " n'a presque pas varié (" + percent +
                        ") : son effet se confond avec les ventes de base."
                  : "Spend of " + channel + " hardly varied (" + percent + "): its effect cannot be told from base sales.";
    if (r.code == "few_weeks")
        return fr ? channel + " n'a de dépense que sur " + format_number(r.value.value_or(0), 0, style) +
                        " semaine(s) : trop peu pour séparer l'effet du hasard."
                  : channel + " has spend in " + format_number(r.value.value_or(0), 0, style) +
                        " week(s) only: too few to tell its effect from chance.";
    if (r.code == "moves_with")
        return fr ? channel + " évolue avec " + r.other + " : les données séparent mal leurs effets."
                  : channel + " moves with " + r.other + ": the data hardly separate their effects.";
    if (r.code == "moves_with_baseline")
        return fr ? channel + " évolue avec la saison et la tendance : son effet se confond avec elles."
                  : channel + " moves with season and trend: its effect is hard to tell from theirs.";
    if (r.code == "spend_spike") {
        const std::string day = parse_iso_date(r.other) ? format_date(*parse_iso_date(r.other), language) : r.other;
        const std::string times = format_number(r.value.value_or(0), 0, style);
        return fr ? "La période du " + day + " porte " + times + " fois la dépense habituelle de " + channel +
                        " : elle a été ramenée à une semaine forte ; vérifiez les données."
                  : "The period of " + day + " holds " + times + " times the usual spend of " + channel +
                        ": it was taken as a strong week; check the data.";
    }
    if (r.code == "beyond_range")
        return fr ? "La courbe de " + channel + " se sature au-delà des dépenses observées : au-dessus, c'est une extrapolation."
                  : "The curve of " + channel + " saturates beyond the spend seen so far: above that it is extrapolation.";
    if (r.code == "wide_interval")
        return fr ? "L'effet de " + channel + " reste imprécis : son intervalle est large."
                  : "The effect of " + channel + " remains imprecise: its interval is wide.";
    if (r.code == "prior_only")
        return fr ? "Les données n'apprennent presque rien sur " + channel + " : l'estimation est l'hypothèse de départ."
                  : "The data teach next to nothing about " + channel + ": the estimate is the assumption it started from.";
    if (r.code == "no_convergence")
        return fr ? "Les chaînes ne s'accordent pas : les chiffres ne sont pas fiables."
                  : "The chains do not agree: the figures are not reliable.";
    return channel;
}

void judge(ChannelFit& channel, const Evidence& e) {
    channel.reasons.clear();
    int level = 2; // 2 identified, 1 weak, 0 not
    const auto say = [&](const std::string& code, int at_most, std::optional<double> value = {}, const std::string& other = {}) {
        channel.reasons.push_back({code, other, value});
        level = std::min(level, at_most);
    };
    const double n = static_cast<double>(e.spend.size());
    const double mean = std::accumulate(e.spend.begin(), e.spend.end(), 0.0) / n;
    double variance = 0;
    size_t active = 0;
    for (const double v : e.spend) {
        variance += (v - mean) * (v - mean) / n;
        active += v > 0;
    }
    channel.spend_variation = mean > 0 ? std::sqrt(variance) / mean : 0;
    channel.uniqueness = e.uniqueness;
    if (!(mean > 0)) {
        say("no_spend", 0);
        channel.verdict = Identification::not_identified;
        return;
    }
    // What the user stated about it (experiment, expected return) can stand in for what the data do not show.
    const int floor = e.user_prior && e.posterior_log_sd < wide_log_sd ? 1 : 0;
    if (active < few_weeks) say("few_weeks", floor, static_cast<double>(active));
    if (channel.spend_variation < constant_variation) say("constant_spend", floor, channel.spend_variation);
    const double left = e.posterior_log_sd / e.prior_log_sd;
    if (e.uniqueness < little_unique) {
        // What moves with others can still be told where what is its own is strong: then the interval has become narrow.
        const bool other = e.correlation > 0.6, lost = e.uniqueness < (left > learned_some ? hardly_unique : never_unique);
        say(other ? "moves_with" : "moves_with_baseline", lost ? floor : 1, e.uniqueness, other ? e.closest : std::string());
    }
    if (!e.user_prior && left > learned_nothing)
        say("prior_only", 0, left);
    else if (e.posterior_log_sd > wide_log_sd || (!e.user_prior && left > learned_little))
        say("wide_interval", 1, e.posterior_log_sd);
    if (e.half_over_top > 1) say("beyond_range", 1, e.half_over_top);
    channel.verdict = level == 2   ? Identification::identified
                      : level == 1 ? Identification::weak
                                   : Identification::not_identified;
}

std::vector<Overlap> overlaps(const Model& model, const std::vector<double>& q, const std::vector<std::vector<double>>& effects,
                              size_t geo) {
    const auto k = static_cast<Eigen::Index>(effects.size());
    std::vector<Overlap> out(effects.size());
    if (k == 0) return out;
    const auto n = static_cast<Eigen::Index>(effects.front().size());
    Matrix rest(n, k);
    std::vector<double> total(effects.size());
    for (Eigen::Index c = 0; c < k; ++c) {
        const auto& e = effects[static_cast<size_t>(c)];
        const Eigen::Map<const Vector> raw(e.data(), n);
        total[static_cast<size_t>(c)] = (raw.array() - raw.mean()).square().sum();
        const std::vector<double> left = model.residual_of(q.data(), e, geo);
        rest.col(c) = Eigen::Map<const Vector>(left.data(), n);
    }
    for (Eigen::Index c = 0; c < k; ++c) {
        Overlap& o = out[static_cast<size_t>(c)];
        const double own = rest.col(c).squaredNorm();
        if (!(total[static_cast<size_t>(c)] > 0) || !(own > 0)) {
            o.uniqueness = 0;
            continue;
        }
        Matrix others(n, k - 1);
        for (Eigen::Index j = 0, to = 0; j < k; ++j) {
            if (j == c) continue;
            others.col(to++) = rest.col(j);
            const double r =
                std::abs(rest.col(c).dot(rest.col(j))) / std::sqrt(own * std::max(rest.col(j).squaredNorm(), 1e-300));
            if (r > o.correlation) o.correlation = r, o.closest = static_cast<size_t>(j);
        }
        double left = own;
        if (k > 1) {
            const Vector fitted = others * others.colPivHouseholderQr().solve(rest.col(c));
            left = (rest.col(c) - fitted).squaredNorm();
        }
        o.uniqueness = std::clamp(left / total[static_cast<size_t>(c)], 0.0, 1.0);
    }
    return out;
}

} // namespace plumbline::response
