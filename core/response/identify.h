// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "core/response/fit.h"
#include "core/response/model.h"

namespace plumbline::response {

/// What the verdict on one channel rests on.
struct Evidence {
    std::vector<double> spend;                     ///< by period, all regions
    double uniqueness = 1;                         ///< 1 / VIF of its effect given baseline and other channels
    double correlation = 0;                        ///< largest with another channel's effect, after the baseline
    std::string closest;                           ///< that channel
    double prior_log_sd = 1, posterior_log_sd = 1; ///< of the contribution
    double half_over_top = 0;                      ///< half-saturation / largest adstock (0: the curve has none)
    bool user_prior = false;                       ///< a stated ROI or a lift test stands behind it
};

/// Fills verdict and reasons. The thresholds are in the .cpp with their reasons.
void judge(ChannelFit& channel, const Evidence& evidence);

/// Uniqueness, closest channel and correlation for each channel of the model; effects: [channel][period].
struct Overlap {
    double uniqueness = 1, correlation = 0;
    size_t closest = 0;
};
std::vector<Overlap> overlaps(const Model& model, const std::vector<double>& q, const std::vector<std::vector<double>>& effects,
                              size_t geo = 0);

} // namespace plumbline::response
