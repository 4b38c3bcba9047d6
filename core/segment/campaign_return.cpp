// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/segment/parts.h"

namespace plumbline::segment {

namespace {

constexpr double z90 = 1.6448536269514722; ///< a normal quantile: 5 % on either side
constexpr double pooled_weight = 4;        ///< degrees of freedom that the variance of all campaigns counts for
constexpr size_t fewest_of_channel = 3;    ///< campaigns; with fewer, a channel has no mean of its own

struct Observed {
    double roas = 0, cost = 0;
    double unit_variance = 0; ///< variance of the return times cost: comparable between campaigns of all sizes
    double freedom = 0;
};

double normal_cdf(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

std::optional<Observed> observe(const CampaignSums& campaign, const std::vector<std::pair<double, double>>& periods) {
    Observed o;
    o.cost = sum_of(campaign.sums, "cost");
    if (o.cost <= 0) return std::nullopt;
    o.roas = sum_of(campaign.sums, "revenue") / o.cost;
    const auto n = static_cast<double>(periods.size());
    if (periods.size() < 3) return o;
    double squares = 0;
    for (const auto& [revenue, cost] : periods) {
        const double residual = revenue - o.roas * cost;
        squares += residual * residual;
    }
    o.freedom = n - 1;
    o.unit_variance = n / (n - 1) * squares / o.cost; // n/(n-1) sum e^2 / cost^2, times cost
    return o;
}

} // namespace

std::vector<std::optional<ReturnEstimate>> estimate_returns(const CampaignData& data, double break_even) {
    std::vector<std::optional<ReturnEstimate>> out(data.campaigns.size());
    if (!data.has_return) return out;
    std::vector<std::optional<Observed>> observed;
    double weights = 0, pooled = 0;
    for (size_t i = 0; i < data.campaigns.size(); ++i) {
        observed.push_back(data.doubtful[i] ? std::nullopt : observe(data.campaigns[i], data.returns[i]));
        const auto& o = observed.back();
        if (!o || o->freedom <= 0) continue;
        weights += o->freedom;
        pooled += o->freedom * o->unit_variance;
    }
    if (weights <= 0) return out; // nothing repeats: no return can be told from chance
    pooled /= weights;

    struct Group {
        double revenue = 0, cost = 0;
        size_t n = 0;
    };
    std::map<std::string, Group> groups;
    Group whole;
    for (size_t i = 0; i < observed.size(); ++i) {
        if (!observed[i]) continue;
        for (Group* g : {&groups[data.campaigns[i].channel], &whole}) {
            g->revenue += observed[i]->roas * observed[i]->cost;
            g->cost += observed[i]->cost;
            ++g->n;
        }
    }
    auto mean_of = [&](size_t i) {
        const Group& g = groups[data.campaigns[i].channel];
        const Group& used = g.n >= fewest_of_channel ? g : whole;
        return used.revenue / used.cost;
    };
    auto variance_of = [&](size_t i) {
        const Observed& o = *observed[i];
        const double unit = (o.freedom * o.unit_variance + pooled_weight * pooled) / (o.freedom + pooled_weight);
        return std::max(unit / o.cost, 1e-18);
    };

    double q = 0, w1 = 0, w2 = 0, n = 0;
    size_t means = 0;
    for (const auto& [name, g] : groups) means += g.n >= fewest_of_channel;
    for (size_t i = 0; i < observed.size(); ++i) {
        if (!observed[i]) continue;
        const double w = 1 / variance_of(i), diff = observed[i]->roas - mean_of(i);
        q += w * diff * diff;
        w1 += w;
        w2 += w * w;
        ++n;
    }
    const double freedom = n - static_cast<double>(std::max<size_t>(means, 1));
    const double scale = w1 - w2 / w1;
    const double between = scale > 0 ? std::max(0.0, (q - freedom) / scale) : 0;

    for (size_t i = 0; i < observed.size(); ++i) {
        if (!observed[i]) continue;
        ReturnEstimate e;
        const double within = variance_of(i), weight = n < 2 ? 1 : between / (between + within);
        e.observed = observed[i]->roas;
        e.channel_mean = mean_of(i);
        e.shrunk = weight * e.observed + (1 - weight) * e.channel_mean;
        // The channel's mean is itself uncertain by what its campaigns are: added for the part that leans on it.
        const Group& g = groups[data.campaigns[i].channel];
        const double members = static_cast<double>(g.n >= fewest_of_channel ? g.n : whole.n);
        const double mean_variance = (between + pooled / (whole.cost / static_cast<double>(whole.n))) / members;
        const double sd = std::sqrt(weight * within + (1 - weight) * (1 - weight) * mean_variance);
        e.lower = e.shrunk - z90 * sd;
        e.upper = e.shrunk + z90 * sd;
        e.above_break_even = sd > 0 ? normal_cdf((e.shrunk - break_even) / sd) : e.shrunk > break_even ? 1 : 0;
        out[i] = e;
    }
    return out;
}

} // namespace plumbline::segment
