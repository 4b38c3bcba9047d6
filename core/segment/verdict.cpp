// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/segment/parts.h"

namespace plumbline::segment {

namespace {

constexpr double sure_from = 0.95;        ///< probability from which a claim about a return is made
constexpr double high_from = 1.25;        ///< times the whole
constexpr double low_to = 0.8;            ///< times the whole
constexpr double large_from = 1.5;        ///< times the mean cost of a campaign
constexpr double small_to = 0.67;         ///< times the mean cost of a campaign
constexpr double hopeless_to = 0.5;       ///< times break-even: even the upper end pays back less than half
constexpr double no_results_share = 0.35; ///< share of results below this part of the share of cost

std::optional<double> against_whole(std::string_view metric, const Sums& sums, const Sums& whole) {
    const metrics::Metric& m = metrics::find_metric(metric);
    const auto own = value_of(m, sums), all = value_of(m, whole);
    if (!own || !all || *all <= 0) return std::nullopt;
    return *own / *all;
}

Level level(double ratio, double low, double high) {
    return ratio >= high ? Level::high : ratio <= low ? Level::low : Level::medium;
}

/// What kind of loss it is.
std::pair<Verdict, Reason> loss(const Sums& sums, const Sums& whole, const ReturnEstimate& e, double break_even) {
    if (e.upper < hopeless_to * break_even) return {Verdict::stop, Reason::loses_all};
    auto cvr = against_whole("cvr", sums, whole);
    if (!cvr) cvr = against_whole("lead_rate", sums, whole);
    const auto ctr = against_whole("ctr", sums, whole), cpc = against_whole("cpc", sums, whole);
    if (cvr && *cvr <= low_to && ctr && *ctr >= 1) return {Verdict::fix, Reason::loses_poor_offer};
    if (cvr && *cvr >= 1 && cpc && *cpc >= high_from) return {Verdict::fix, Reason::loses_costly_clicks};
    return {Verdict::stop, Reason::loses_all};
}

} // namespace

std::string_view verdict_id(Verdict verdict) {
    static constexpr std::string_view ids[] = {"scale", "keep", "fix", "review", "stop"};
    return ids[static_cast<size_t>(verdict)];
}

std::string_view reason_id(Reason reason) {
    static constexpr std::string_view ids[] = {
        "doubtful_data", "too_little_data", "no_spend",         "no_return_data",      "high_return",
        "pays",          "uncertain",       "loses_poor_offer", "loses_costly_clicks", "loses_all"};
    return ids[static_cast<size_t>(reason)];
}

void judge(std::vector<Campaign>& campaigns, const CampaignData& data, double break_even) {
    const double whole_roas = data.roas.value_or(0);
    for (size_t i = 0; i < campaigns.size(); ++i) {
        Campaign& c = campaigns[i];
        c.verdict = Verdict::review;
        if (data.doubtful[i]) {
            c.verdict = Verdict::fix;
            c.reason = Reason::doubtful_data;
            continue;
        }
        if (!data.has_return) {
            c.reason = c.cluster < 0 ? Reason::too_little_data : Reason::no_return_data;
            continue;
        }
        if (c.cost <= 0) {
            c.reason = Reason::no_spend;
            if (c.revenue > 0) c.verdict = Verdict::keep;
            continue;
        }
        if (c.roas && c.roas->above_break_even <= 1 - sure_from) {
            // A loss that is sure is named, however small the campaign.
            c.underperformer = true;
            std::tie(c.verdict, c.reason) = loss(data.campaigns[i].sums, data.whole, *c.roas, break_even);
            c.sure = 1 - c.roas->above_break_even;
            continue;
        }
        if (c.cluster < 0 || !c.roas) {
            c.reason = Reason::too_little_data;
            continue;
        }
        c.sure = c.roas->above_break_even;
        if (*c.sure < sure_from) {
            c.reason = Reason::uncertain;
        } else if (c.roas->lower > whole_roas && c.roas->shrunk >= high_from * whole_roas) {
            c.verdict = Verdict::scale;
            c.reason = Reason::high_return;
        } else {
            c.verdict = Verdict::keep;
            c.reason = Reason::pays;
        }
    }
}

void describe(std::vector<Cluster>& clusters, const SegmentFit& fit, const CampaignData& data, double break_even) {
    const double whole_cost = sum_of(data.whole, "cost"), whole_revenue = sum_of(data.whole, "revenue");
    const char* result = sum_of(data.whole, "leads") > 0 ? "leads" : "orders";
    for (Cluster& c : clusters) {
        Sums sums;
        for (size_t i = 0; i < fit.campaigns.size(); ++i)
            if (fit.campaigns[i].cluster == c.id)
                for (const auto& [role, v] : data.campaigns[i].sums) sums[role] += v;
        for (const metrics::Metric* m : data.kpis) c.centre.push_back(value_of(*m, sums));
        const double cost = sum_of(sums, "cost"), revenue = sum_of(sums, "revenue");
        if (whole_cost > 0) {
            c.cost_share = cost / whole_cost;
            const auto reliable = std::ranges::count(data.doubtful, false);
            const double mean = whole_cost / static_cast<double>(reliable);
            c.budget_level = level(cost / static_cast<double>(c.size) / mean, small_to, large_from);
        }
        if (whole_revenue != 0) c.revenue_share = revenue / whole_revenue;
        if (data.has_return && cost > 0) {
            c.roas = revenue / cost;
            if (data.roas.value_or(0) > 0) c.return_level = level(*c.roas / *data.roas, low_to, high_from);
        }
        const double results = sum_of(data.whole, result);
        c.spend_without_results = results > 0 && cost > 0 && sum_of(sums, result) / results < no_results_share * c.cost_share &&
                                  (!c.roas || *c.roas < break_even);
        size_t at = 0;
        for (size_t j = 1; j < c.profile.size(); ++j)
            if (std::abs(c.profile[j]) > std::abs(c.profile[at])) at = j;
        if (!c.profile.empty()) {
            c.marked_by = fit.used[at].metric;
            c.marked_high = c.profile[at] > 0;
        }

        if (!c.roas)
            c.verdict = c.spend_without_results || !data.has_return ? Verdict::review : Verdict::keep;
        else if (c.spend_without_results)
            c.verdict = Verdict::review;
        else if (*c.roas < break_even) {
            size_t sure = 0, fixable = 0, members = 0;
            for (const Campaign& m : fit.campaigns) {
                if (m.cluster != c.id) continue;
                ++members;
                sure += m.underperformer;
                fixable += m.verdict == Verdict::fix;
            }
            c.verdict = sure * 2 <= members ? Verdict::review : fixable * 2 >= sure ? Verdict::fix : Verdict::stop;
        } else {
            c.verdict = c.return_level == Level::high && c.budget_level != Level::high ? Verdict::scale : Verdict::keep;
        }
    }
}

} // namespace plumbline::segment
