// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/narrate/narrator.h"

/// The findings of a dashboard in words. Every function falls back to a sober title where the numbers do not carry a finding.
namespace plumbline::narrate {

/// What the numbers are held against.
struct Versus {
    enum class Kind { none, previous, year };
    Kind kind = Kind::none;
    int periods = 0; ///< length of the period in units of `grain`
    Grain grain = Grain::week;
};

/// A metric as the sentences need it.
struct Subject {
    std::string id, name; ///< name: for metrics that the templates do not know
    std::string unit;     ///< "count", "currency", "percent", "ratio"
    int good = 0;
    bool sum = true; ///< parts add up to the whole
};

/// "on last year", "on the 13 weeks before"; "vs last year".
std::string versus_phrase(const Narrator& narrator, const Versus& versus);
std::string versus_caption(const Narrator& narrator, const Versus& versus);
/// Unsigned change: "6.4%", or "0.4 points" for percentages.
std::string change_size(const Narrator& narrator, const Subject& subject, double change, const NumberStyle& style);
/// Whether a change rounds to nothing as it is shown.
bool is_level(double change);

struct PageFacts {
    Subject subject;
    std::optional<double> value, change;
    std::optional<double> spend_change; ///< missing where there is no spend, or the subject is spend
    Versus versus;
    bool has_rows = true;
};
/// "Revenue is up 6.4% on last year, on 3.7% more spend".
std::string page_title(const Narrator& narrator, const PageFacts& facts, const NumberStyle& style);

struct SeriesFacts {
    Subject subject;
    std::vector<std::optional<double>> values, before; ///< complete periods; before: same length or empty
    std::vector<std::string> periods;                  ///< "W46"
    Versus versus;                                     ///< grain: of the points
};
/// "Revenue beat last year in 11 of 13 weeks".
std::string series_title(const Narrator& narrator, const SeriesFacts& facts, const NumberStyle& style);

struct BreakdownFacts {
    Subject subject;
    std::string dimension; ///< its label, "channel"
    struct Part {
        std::string name;
        std::optional<double> value, before;
    };
    std::vector<Part> parts; ///< all of them; without "other"
    std::optional<double> total, total_before;
    bool compared = false;
};
/// "Search brought 53% of the growth".
std::string breakdown_title(const Narrator& narrator, const BreakdownFacts& facts, const NumberStyle& style);

struct CampaignFacts {
    struct Campaign {
        std::string name;
        std::optional<double> cost, revenue, main; ///< main: the metric that ranks where there is no cost
    };
    std::vector<Campaign> campaigns;
    Subject main;
    bool has_cost = false, has_revenue = false;
};
/// "Two campaigns returned CHF 25k less than they cost".
std::string campaigns_title(const Narrator& narrator, const CampaignFacts& facts, const NumberStyle& style);

struct FunnelFacts {
    struct Step {
        std::string id;
        std::optional<double> count;
    };
    std::vector<Step> steps; ///< from the top
};
/// "29.6% of orders came from new customers".
std::string funnel_title(const Narrator& narrator, const FunnelFacts& facts, const NumberStyle& style);

struct CardFacts {
    Subject subject;
    std::optional<double> value, change;
    std::string value_text, reason; ///< reason: why there is no value
    Versus versus;
};
/// "Revenue, 9.30 million francs, up 6.4% on last year".
std::string card_accessible(const Narrator& narrator, const CardFacts& facts, const NumberStyle& style);
/// "9.30 million francs", "210,836".
std::string spoken(const Narrator& narrator, double value, std::string_view unit, const NumberStyle& style);

} // namespace plumbline::narrate
