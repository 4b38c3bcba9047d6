// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/response/data.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "core/base/digest.h"
#include "core/base/error.h"

namespace plumbline::response {

namespace {

constexpr double days_per_year = 365.25;
constexpr double lone_spike = 10;     ///< times the strong weeks
constexpr size_t fewest_periods = 20; ///< below this not even one channel and a season can be told apart

} // namespace

double MediaData::step_days() const {
    if (dates.size() < 2) return 7;
    std::vector<int> steps;
    for (size_t t = 1; t < dates.size(); ++t) steps.push_back(dates[t] - dates[t - 1]);
    std::nth_element(steps.begin(), steps.begin() + static_cast<long>(steps.size() / 2), steps.end());
    return std::max(1, steps[steps.size() / 2]);
}

double MediaData::periods_per_year() const { return days_per_year / step_days(); }

std::vector<double> MediaData::total_target() const {
    std::vector<double> sum(periods(), 0.0);
    for (const auto& g : y)
        for (size_t t = 0; t < sum.size(); ++t) sum[t] += g[t];
    return sum;
}

std::vector<double> MediaData::total_spend(size_t channel) const {
    std::vector<double> sum(periods(), 0.0);
    for (const auto& g : spend[channel])
        for (size_t t = 0; t < sum.size(); ++t) sum[t] += g[t];
    return sum;
}

void MediaData::validate() const {
    const auto invalid = [](const std::string& detail, const std::string& detail_fr) {
        throw Error(ErrorCode::response_invalid, {{"detail", detail}, {"detail_fr", detail_fr}});
    };
    if (channels.empty()) invalid("there is no spend column", "il n'y a aucune colonne de dépenses");
    for (size_t c = 0; c < channels.size(); ++c)
        for (size_t o = 0; o < c; ++o)
            if (channels[c] == channels[o])
                invalid("the channel " + channels[c] + " is named twice", "le canal " + channels[c] + " est nommé deux fois");
    const size_t needed = std::max(fewest_periods, 3 * channels.size() + 8);
    if (periods() < needed)
        throw Error(ErrorCode::response_too_short, {{"weeks", std::to_string(periods())},
                                                    {"channels", std::to_string(channels.size())},
                                                    {"needed", std::to_string(needed)}});
    for (size_t t = 1; t < dates.size(); ++t)
        if (!(dates[t - 1] < dates[t]))
            invalid("the dates do not ascend at " + to_iso(dates[t]), "les dates ne se suivent pas au " + to_iso(dates[t]));
    const double step = step_days();
    for (size_t t = 1; t < dates.size(); ++t)
        if (dates[t] - dates[t - 1] > 1.6 * step)
            invalid("there is a gap between " + to_iso(dates[t - 1]) + " and " + to_iso(dates[t]) +
                        "; a period without rows must be filled, with 0 where nothing was spent",
                    "il y a un trou entre " + to_iso(dates[t - 1]) + " et " + to_iso(dates[t]) +
                        " ; une période sans lignes doit être remplie, par 0 où rien n'a été dépensé");
    int bad = 0;
    size_t first = 0;
    double sum = 0;
    for (const auto& g : y)
        for (size_t t = 0; t < g.size(); ++t) {
            if (std::isfinite(g[t]) && g[t] >= 0) {
                sum += g[t];
                continue;
            }
            if (bad == 0 || t < first) first = t;
            ++bad;
        }
    if (bad > 0)
        throw Error(ErrorCode::response_target, {{"target", target},
                                                 {"count", std::to_string(bad)},
                                                 {"weeks", std::to_string(periods() * y.size())},
                                                 {"first", to_iso(dates[first])}});
    if (!(sum > 0)) invalid("the target " + target + " is 0 throughout", "la cible " + target + " est à 0 partout");
    for (size_t c = 0; c < channels.size(); ++c)
        for (const auto& g : spend[c])
            for (size_t t = 0; t < g.size(); ++t)
                if (!std::isfinite(g[t]) || g[t] < 0)
                    invalid("the spend of " + channels[c] + " is " + (std::isfinite(g[t]) ? "negative" : "missing") + " on " +
                                to_iso(dates[t]),
                            "la dépense de " + channels[c] + (std::isfinite(g[t]) ? " est négative" : " manque") + " le " +
                                to_iso(dates[t]));
    for (size_t k = 0; k < controls.size(); ++k)
        for (const auto& g : control[k])
            for (size_t t = 0; t < g.size(); ++t)
                if (!std::isfinite(g[t]))
                    invalid("the control " + controls[k] + " is missing on " + to_iso(dates[t]),
                            "la variable " + controls[k] + " manque le " + to_iso(dates[t]));
}

std::string MediaData::fingerprint() const {
    std::string bytes = target;
    const auto add = [&](const std::vector<double>& v) {
        bytes.append(reinterpret_cast<const char*>(v.data()), v.size() * sizeof(double));
    };
    for (const Date d : dates) bytes += to_iso(d);
    for (const auto& name : channels) bytes += '\n' + name;
    for (const auto& name : controls) bytes += '\t' + name;
    for (const auto& g : y) add(g);
    for (const auto& c : spend)
        for (const auto& g : c) add(g);
    for (const auto& c : control)
        for (const auto& g : c) add(g);
    return sha256(bytes);
}

std::vector<MediaData::Spike> MediaData::cut_spikes() {
    std::vector<Spike> found;
    for (size_t c = 0; c < spend.size(); ++c)
        for (auto& g : spend[c]) {
            std::vector<double> sorted = g;
            std::sort(sorted.begin(), sorted.end(), std::greater<>());
            const double strong = sorted[std::min(sorted.size() - 1, std::max<size_t>(3, sorted.size() / 20))];
            if (!(strong > 0)) continue;
            for (size_t t = 0; t < g.size(); ++t)
                if (g[t] > lone_spike * strong) {
                    found.push_back({c, t, g[t], strong});
                    g[t] = strong;
                }
        }
    return found;
}

MediaData MediaData::slice(size_t from, size_t to) const {
    MediaData part = *this;
    const auto cut = [&](auto& v) { v = {v.begin() + static_cast<long>(from), v.begin() + static_cast<long>(to)}; };
    cut(part.dates);
    for (auto& g : part.y) cut(g);
    for (auto& c : part.spend)
        for (auto& g : c) cut(g);
    for (auto& c : part.control)
        for (auto& g : c) cut(g);
    return part;
}

} // namespace plumbline::response
