// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "core/sample/demand.h"

namespace plumbline::sample {

/// What is spent and what it brings. Outer index as named, inner one a day of sample_days(). CHF.
struct Media {
    std::vector<std::vector<double>> campaign_spend; ///< 0 on days on which the campaign does not run
    std::vector<std::vector<double>> campaign_share; ///< of its channel's revenue on that day
    std::vector<std::vector<double>> channel_spend;
    std::vector<std::vector<double>> channel_adstock;      ///< normalised geometric adstock of channel_spend
    std::vector<std::vector<double>> channel_contribution; ///< what advertising in the channel adds
};

Media make_media(uint64_t seed, const Demand& demand);
/// (1 - decay) * sum of decay^k * x[t - k], as if x[0] had been spent for ever before.
std::vector<double> geometric_adstock(const std::vector<double>& x, double decay);
/// x^slope / (x^slope + half^slope).
double hill(double x, double half, double slope);

} // namespace plumbline::sample
