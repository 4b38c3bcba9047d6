// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/metrics/metrics.h"
#include "core/segment/scaling.h"

namespace plumbline::segment {

enum class Verdict { scale, keep, fix, review, stop };
/// "scale", "keep", "fix", "review", "stop".
std::string_view verdict_id(Verdict verdict);

/// Why a verdict was given; narrate makes the sentence.
enum class Reason {
    doubtful_data,       ///< an auditor doubts a tenth of its spend or revenue, or more
    too_little_data,     ///< fewer results than an average campaign would need to be judged
    no_spend,            ///< results without cost: no return to judge
    no_return_data,      ///< the dataset has no revenue or no cost
    high_return,         ///< surely above break-even and above the whole
    pays,                ///< surely above break-even
    uncertain,           ///< the interval of the return holds break-even
    loses_poor_offer,    ///< surely below break-even; people click, few buy
    loses_costly_clicks, ///< surely below break-even; those who come buy, but they cost too much
    loses_all,           ///< surely below break-even on every count
};
std::string_view reason_id(Reason reason);

/// What an auditor doubts of a campaign's numbers, or of another value of a dimension.
struct Doubt {
    std::string name;                ///< of the campaign, or the value of `dimension`
    std::string role;                ///< of the measure: "cost", "revenue"
    double amount = 0;               ///< by how much its sum may be wrong, in the unit of the measure; infinite: not known
    std::string dimension{};         ///< field; empty: the one that is grouped
    std::optional<DateRange> days{}; ///< none: all
};

struct SegmentSpec {
    std::string by;                ///< dimension that is grouped; empty: campaign
    std::vector<std::string> kpis; ///< metric ids; empty: the ones below that the dataset has
    std::optional<int> k;          ///< none: chosen by silhouette
    int most_clusters = 8;         ///< of the choice
    std::optional<DateRange> period;
    std::vector<metrics::Filter> filters;
    std::vector<Doubt> doubts{}; ///< those of other dimensions or days than the grouped ones are passed over
    double break_even_roi = 0;   ///< (revenue - cost) / cost that a campaign must reach
    int restarts = 10;
    uint64_t seed = 1;
    /// Throws Error{segment_invalid}.
    void validate() const;
};

/// Return on ad spend of a campaign, drawn towards the mean of its channel by as much as its own data are uncertain.
struct ReturnEstimate {
    double observed = 0;         ///< revenue / cost
    double shrunk = 0;           ///< empirical Bayes estimate
    double lower = 0, upper = 0; ///< 90 % interval of `shrunk`
    double above_break_even = 0; ///< probability that the return is above break-even
    double channel_mean = 0;     ///< what it was drawn to
};

struct Campaign {
    std::string name;
    std::string channel; ///< empty where the dataset has none
    int cluster = -1;    ///< -1: in none, for the reason below: too little data, no spend, doubtful numbers
    double cost = 0, revenue = 0;
    std::vector<std::optional<double>> kpis; ///< in the order of SegmentFit::kpis
    std::optional<ReturnEstimate> roas;
    Verdict verdict = Verdict::review;
    Reason reason = Reason::no_return_data;
    std::optional<double> sure;  ///< probability that the verdict's claim about the return holds
    bool underperformer = false; ///< below break-even with at least 95 % probability
};

enum class Level { low, medium, high };

struct Cluster {
    int id = 0;
    size_t size = 0;
    std::vector<std::optional<double>> centre; ///< KPIs of the cluster as a whole (ratios of sums)
    std::vector<double> profile;               ///< centroid in standard deviations from the mean of all, one a used KPI
    double cost_share = 0, revenue_share = 0;
    std::optional<double> roas;
    std::optional<Level> return_level; ///< against the whole
    std::optional<Level> budget_level; ///< mean cost of a campaign against that of all
    bool spend_without_results = false;
    std::string marked_by; ///< KPI in which it differs most from the others; tells clusters of the same levels apart
    bool marked_high = false;
    Verdict verdict = Verdict::review;
};

/// Quality of one k of the choice.
struct Trial {
    int k = 0;
    double silhouette = 0, stability = 0, inertia = 0;
};

struct SegmentFit {
    SegmentSpec spec;
    std::string dimension;         ///< field that was grouped
    std::vector<std::string> kpis; ///< metric ids, those of Campaign::kpis
    std::vector<Scaling> used, dropped;
    int k = 0;
    bool k_lowered = false; ///< fewer distinct campaigns than clusters asked for
    double silhouette = 0, stability = 0, inertia = 0;
    size_t silhouette_of = 0; ///< campaigns that the silhouette was computed on
    std::vector<Trial> trials;
    std::vector<Cluster> clusters;            ///< by cost, largest first
    std::vector<Campaign> campaigns;          ///< by cost, largest first
    size_t too_little = 0;                    ///< campaigns outside of the clusters
    std::optional<double> roas;               ///< of all that spend, without doubtful numbers
    std::vector<std::optional<double>> whole; ///< KPIs of all campaigns together, those of `kpis`, without doubtful numbers
    std::optional<DateRange> period;
    std::string fingerprint; ///< of the dataset
    double ms = 0;
};

/// Names of the campaigns whose numbers are doubted too much to be judged, largest first. Throws as fit_segments.
std::vector<std::string> doubtful_names(const metrics::Context& context, const SegmentSpec& spec, std::stop_token stop = {});

/// Groups campaigns by their KPIs and judges each. Throws Error{segment_invalid, dimension_unknown, metric_unknown,
/// metric_unavailable, period_invalid, cancelled}.
SegmentFit fit_segments(const metrics::Context& context, const SegmentSpec& spec, Progress& progress, std::stop_token stop = {});

} // namespace plumbline::segment
