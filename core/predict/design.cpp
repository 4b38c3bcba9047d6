// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/predict/design.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>

namespace plumbline::predict {

namespace {

constexpr size_t history = 4;       ///< periods that the history features look back on
constexpr size_t most_channels = 8; ///< with an indicator of their own
constexpr double carry_over = 0.5;  ///< of the adstocked spend
constexpr double days_of_year = 365.25;

double mean_before(const std::vector<double>& v, size_t t, size_t n) {
    double sum = 0;
    for (size_t i = t - n; i < t; ++i) sum += v[i];
    return sum / static_cast<double>(n);
}

double ratio(double above, double below) { return below > 0 ? above / below : 0; }

} // namespace

Design make_design(const Panel& p, const std::vector<double>& plans) {
    const size_t periods = p.periods();
    std::vector<std::string> channels;
    {
        std::map<std::string, double> spend;
        for (size_t e = 0; e < p.entities.size(); ++e)
            for (const double v : p.spend[e]) spend[p.channels[e]] += v;
        for (const auto& [name, v] : spend)
            if (!name.empty()) channels.push_back(name);
        std::ranges::stable_sort(channels, [&](const auto& a, const auto& b) { return spend[a] > spend[b]; });
        if (channels.size() < 2) channels.clear();
        if (channels.size() > most_channels) channels.resize(most_channels);
    }
    std::vector<double> total(periods + 1, 0);
    for (size_t e = 0; e < p.entities.size(); ++e)
        for (size_t t = 0; t < periods; ++t) total[t] += p.spend[e][t];

    Design d;
    d.names = {"spend_log",        "spend_lag1_log",   "spend_mean4_log", "spend_adstock_log", "spend_share", "target_lag1_log",
               "target_mean4_log", "clicks_mean4_log", "ctr_mean4",       "cvr_mean4",         "trend",       "age_log"};
    // A season that was not seen once as a whole is nothing to learn from, and each new week lies outside of it.
    const bool seasons = periods > 0 && period_end(p.starts.back(), p.grain) - p.starts.front() + 1 >= 364;
    if (seasons) d.names.insert(d.names.end(), {"season_sin1", "season_cos1", "season_sin2", "season_cos2"});
    for (const std::string& c : channels) d.names.push_back("channel_" + c);
    d.columns.resize(d.names.size());

    struct Key {
        size_t period, entity;
        double plan = 1;
    };
    std::vector<Key> keys;
    std::vector<std::vector<double>> stock(p.entities.size());
    std::vector<size_t> first(p.entities.size(), periods);
    for (size_t e = 0; e < p.entities.size(); ++e) {
        double state = 0;
        for (size_t t = 0; t < periods; ++t) {
            state = carry_over * state + (1 - carry_over) * std::max(0.0, p.spend[e][t]);
            stock[e].push_back(state);
            if (first[e] == periods && p.spend[e][t] > 0) first[e] = t;
        }
        for (size_t t = std::max(history, first[e] + 1); t <= periods; ++t) {
            const bool plan = t == periods;
            const double recent = mean_before(p.spend[e], t, history);
            if (!plan && p.present[e][t] && p.spend[e][t] > 0) keys.push_back({t, e});
            if (plan && recent > 0)
                for (const double factor : plans) keys.push_back({t, e, factor});
        }
    }
    std::ranges::stable_sort(keys, [](const Key& a, const Key& b) { return a.period < b.period; });

    for (const auto& [t, e, factor] : keys) {
        const bool plan = t == periods;
        const double recent = mean_before(p.spend[e], t, history);
        const double spend = plan ? recent * factor : p.spend[e][t];
        const double all = plan ? mean_before(total, t, history) + spend - recent : total[t];
        const double clicks = mean_before(p.clicks[e], t, history), impressions = mean_before(p.impressions[e], t, history);
        const Date start = plan ? add_periods(p.starts.back(), p.grain, 1) : p.starts[t];
        const double year = 2 * std::numbers::pi * start.days / days_of_year;
        auto logged = [](double v) { return std::log1p(std::max(0.0, v)); };
        std::vector<double> row{logged(spend),
                                logged(p.spend[e][t - 1]),
                                logged(mean_before(p.spend[e], t, history)),
                                logged(carry_over * stock[e][t - 1] + (1 - carry_over) * spend),
                                ratio(spend, all),
                                logged(p.outcome[e][t - 1]),
                                logged(mean_before(p.outcome[e], t, history)),
                                logged(clicks),
                                ratio(clicks, impressions),
                                ratio(mean_before(p.orders[e], t, history), clicks),
                                static_cast<double>(t) / static_cast<double>(periods),
                                logged(static_cast<double>(t - first[e]))};
        if (seasons) row.insert(row.end(), {std::sin(year), std::cos(year), std::sin(2 * year), std::cos(2 * year)});
        for (const std::string& c : channels) row.push_back(p.channels[e] == c ? 1 : 0);
        for (size_t j = 0; j < row.size(); ++j) d.columns[j].push_back(row[j]);
        d.outcome.push_back(plan ? std::numeric_limits<double>::quiet_NaN() : std::max(0.0, p.outcome[e][t]));
        d.entity.push_back(e);
        d.period.push_back(t);
        d.plan.push_back(plan ? factor : 1);
    }
    return d;
}

} // namespace plumbline::predict
