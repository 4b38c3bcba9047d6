// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <array>
#include <string_view>
#include <vector>

#include "core/base/date.h"

/// The known parameters of the sample company: everything that the generator plants and truth.json states.
namespace plumbline::sample {

inline constexpr size_t channel_count = 7;
inline constexpr size_t region_count = 3;
inline constexpr size_t device_count = 3;

inline constexpr std::array<std::string_view, region_count> regions{"Deutschschweiz", "Romandie", "Ticino"};
inline constexpr std::array<std::string_view, device_count> devices{"Mobile", "Desktop", "Tablet"};

using RegionShares = std::array<double, region_count>;
using DeviceShares = std::array<double, device_count>;

/// One channel. Money in CHF, rates per day.
struct ChannelRecipe {
    std::string_view name;
    double adstock_decay;   ///< geometric, per day; the adstock is normalised: (1 - decay) * sum of decay^k * spend
    double half_saturation; ///< adstocked CHF a day at which the Hill curve is at one half
    double slope;           ///< Hill exponent
    double ceiling;         ///< CHF a day that the channel would add at full saturation, on the reference day
    double effect_growth;   ///< yearly growth of the ceiling
    double capture;         ///< share of the baseline that is attributed to the channel
    double spend_noise;     ///< sd of the log of weekly spend round its plan
    double spend_season;    ///< exponent with which planned spend follows the season
    double cost_per_click;
    double click_rate; ///< clicks / impressions
    double lead_rate;  ///< leads / clicks (Direct: / visits)
    double order_value;
    double new_share; ///< of orders
    RegionShares spend_by_region, revenue_by_region;
    DeviceShares spend_by_device, revenue_by_device;
};

/// One campaign. `months`: bit m - 1 set where it runs in month m.
struct CampaignRecipe {
    size_t channel;
    std::string_view sub_channel, name, category;
    double weekly_spend; ///< CHF on the reference day
    double pull;         ///< relative revenue per franc inside its channel
    double growth;       ///< yearly growth of spend
    unsigned months;
    std::string_view starts; ///< ISO date, empty: before the data begin
    int only_region;         ///< index, -1: all
};

/// A stretch of days on which the baseline is multiplied.
struct EventRecipe {
    std::string_view name, from, to; ///< ISO dates, both included
    double factor;
    double spend_factor; ///< on planned spend
};

struct BaselineRecipe {
    double level;  ///< CHF a day on the reference day, before season
    double growth; ///< yearly
    std::array<double, 2> year_amplitude;
    std::array<int, 2> year_peak;  ///< day of the year of the peak of each harmonic
    std::array<double, 7> weekday; ///< Monday first, mean 1
    double price_elasticity;       ///< baseline ~ (price index / 100)^elasticity
    double competitor_effect;      ///< baseline ~ exp(effect * (competitor index / 100 - 1))
    double mood_sd, mood_memory;   ///< day noise common to all sales: AR(1) of the log
};

const DateRange& sample_days(); ///< 730 days to Friday, 20 November 2026
Date reference_day();           ///< on which levels and growth hold
const std::array<ChannelRecipe, channel_count>& channel_recipes();
const std::vector<CampaignRecipe>& campaign_recipes();
const std::vector<EventRecipe>& event_recipes();
const BaselineRecipe& baseline_recipe();
/// Factor of an order's value by product category.
double category_value(std::string_view category);
bool runs_on(const CampaignRecipe& campaign, Date day);

/// Where the faults lie. Dates are far enough apart that each can be told from the others.
struct FaultRecipe {
    DateRange surge, stuck, duplicates, missing, spelling;
    Date refund, micros, broken_checkout;
    size_t surge_channel, missing_channel;
    size_t stuck_campaign, refund_campaign, duplicate_campaign, spelling_campaign, micros_campaign;
    int64_t surge_factor, stuck_cents_per_click, refund_cents;
    double broken_checkout_factor; ///< on orders of Social, Romandie, Mobile
};
const FaultRecipe& fault_recipe();

} // namespace plumbline::sample
