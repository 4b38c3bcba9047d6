// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/segment/segment.h"

/// What segment.cpp is made of.
namespace plumbline::segment {

/// Sums of the measures that the KPIs are made of, by measure role.
using Sums = std::map<std::string, double, std::less<>>;

struct CampaignSums {
    std::string name, channel;
    Sums sums;
};

/// What was asked of the metrics layer.
struct CampaignData {
    std::string dimension; ///< field
    std::vector<const metrics::Metric*> kpis;
    std::vector<CampaignSums> campaigns; ///< by cost, else the first measure, largest first
    std::vector<bool> doubtful;          ///< an auditor doubts too much of it; not in `whole`
    Sums whole;
    std::optional<double> roas; ///< of those that spend, without doubtful ones
    /// Revenue and cost of each campaign in each day or week of the period; empty where the dataset lacks one of them.
    std::vector<std::vector<std::pair<double, double>>> returns;
    bool has_return = false;
    std::optional<DateRange> period;
};

CampaignData read_campaigns(const metrics::Context& context, const SegmentSpec& spec, std::stop_token stop);
/// A metric of the sums; missing where its denominator is 0.
std::optional<double> value_of(const metrics::Metric& metric, const Sums& sums);
inline double sum_of(const Sums& sums, std::string_view role) {
    const auto at = sums.find(role);
    return at == sums.end() ? 0 : at->second;
}

/// Campaigns that brought, and for what they cost could be expected to bring, fewer than 3 results (orders; leads or clicks where
/// orders are too rare to judge most campaigns).
std::vector<bool> too_little_data(const CampaignData& data);

/// Returns by campaign. The variance of a ratio of sums over periods (Cochran, 1977, eq. 6.9), pooled with that of all campaigns
/// by 4 degrees of freedom; between campaigns of a channel by the moments of DerSimonian and Laird (1986).
std::vector<std::optional<ReturnEstimate>> estimate_returns(const CampaignData& data, double break_even_roas);

/// Fills verdict, reason, sure and underperformer of every campaign.
void judge(std::vector<Campaign>& campaigns, const CampaignData& data, double break_even_roas);
/// Fills levels, mark and verdict of every cluster.
void describe(std::vector<Cluster>& clusters, const SegmentFit& fit, const CampaignData& data, double break_even_roas);

} // namespace plumbline::segment
