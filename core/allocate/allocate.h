// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/response/fit.h"

namespace plumbline::allocate {

/// A channel that gets a part of the budget. All spend is per period (of the fit: a week).
struct Channel {
    response::Curve curve{};
    double lower = 0, upper = 0;
    std::vector<response::Curve> draws{}; ///< of the posterior; the same number for all channels, or none
    response::Identification verdict = response::Identification::identified;
};

/// Channels of a fit. Bounds: today's spend times `least` and `most`; draws: at most so many, evenly taken.
std::vector<Channel> channels_of(const response::ResponseFit& fit, double least = 0.5, double most = 1.5, size_t draws = 200);
/// {"channels":[{name, adstock, saturation, beta, current, min, max}]} or the array itself. A channel without min may go to 0,
/// one without max to `total`. Throws Error{allocate_invalid, response_invalid}.
std::vector<Channel> channels_from_json(const nlohmann::json& json, std::optional<double> total);

enum class Goal {
    split,    ///< spend `total`, the most response
    response, ///< reach `target` response with the least spend
    roas,     ///< the most response with response / spend of at least `target`
    cost,     ///< the most response with spend / response of at most `target` (cost per lead)
    worth     ///< spend as long as one more unit of it brings at least `target` response
};

/// Spend of some channels together.
struct GroupLimit {
    std::vector<std::string> channels{};
    std::optional<double> least{}, most{};
    std::string name{};
};
/// channel's spend is at least `times` the other's.
struct RatioLimit {
    std::string channel{}, other{};
    double times = 1;
};
/// channel's part of all spend.
struct ShareLimit {
    std::string channel{};
    std::optional<double> least{}, most{};
};

struct AllocateSpec {
    Goal goal = Goal::split;
    std::optional<double> total{}; ///< default: today's
    double target = 0;
    std::map<std::string, double> least{}, most{}; ///< by channel; they replace its own bounds
    std::vector<GroupLimit> groups{};
    std::vector<RatioLimit> ratios{};
    std::vector<ShareLimit> shares{};
    double value =
        1; ///< of one unit of response (margin): turns response into profit; it decides prices and `profit`, not a split
    double risk = 0.3; ///< 0: the mean over the draws decides; 1: the mean of the worst `tail` of them
    double tail = 0.2;
    double sure = 0.8; ///< probability of a gain below which nothing is changed
    bool careful = true;
    bool move_unidentified = false; ///< also channels of which the data do not tell what they do
    double milliseconds = 60;       ///< for the search of a proof
    uint64_t seed = 1;
    /// Throws Error{allocate_invalid}.
    void validate() const;
};

struct PlanLine {
    std::string channel{};
    double current = 0, proposed = 0, lower = 0, upper = 0;
    double response_current = 0, response_proposed = 0;
    std::optional<response::Interval> interval_current{}, interval_proposed{}; ///< 90 % over the draws
    double marginal = 0; ///< what one more unit of spend here brings, at the proposal
    response::Identification verdict = response::Identification::identified;
    std::string binding{}; ///< "min", "max", "kept" (not identified) or empty
};

/// A limit that holds the plan back, and what loosening it by one unit of spend would bring.
struct Binding {
    std::string kind{}; ///< "budget", "min", "max", "kept", "group", "ratio", "share"
    std::string name{};
    double price = 0;
};

struct Plan {
    std::vector<PlanLine> lines{};
    double total_current = 0, total_proposed = 0;
    double response_current = 0, response_proposed = 0;
    double gain = 0;                          ///< response proposed less response today
    std::optional<double> gain_share{};       ///< of today's response
    double gain_at_same_spend = 0;            ///< against today's split scaled to the proposed total
    std::optional<double> gain_probability{}; ///< over the draws, against today's split scaled to the proposed total
    std::optional<response::Interval> gain_interval{};
    double bound = 0;                ///< no plan within bounds and budget brings more (of the curves, without the coupled limits)
    bool proved = false;             ///< the plan reaches the bound
    bool no_change = false;          ///< the gain is not likely enough: today's split is proposed
    std::vector<double> candidate{}; ///< the plan that was not likely enough
    double price = 0;                ///< what one more unit of budget would bring
    std::vector<Binding> bindings{};
    std::vector<std::string> kept{}; ///< channels that stay where they are because they are not identified
    std::string method{};            ///< "exact", "slsqp", "risk"
    double solve_ms = 0;
};

/// The plan. Exact where limits are bounds and budget only and nothing is risked on draws; else SLSQP (Kraft, 1988) on scaled
/// variables, started from the exact plan. Throws Error{allocate_invalid, allocate_infeasible, cancelled}.
Plan allocate(const std::vector<Channel>& channels, const AllocateSpec& spec, std::stop_token stop = {});

/// What a given split brings, with intervals and probability; for comparing scenarios and for sliders.
Plan evaluate(const std::vector<Channel>& channels, const std::vector<double>& spend, const AllocateSpec& spec = {});

/// Today's split scaled to a total, within the bounds.
std::vector<double> scaled_split(const std::vector<Channel>& channels, double total);

/// As on the command line.
nlohmann::json to_json(const Plan& plan);

} // namespace plumbline::allocate
