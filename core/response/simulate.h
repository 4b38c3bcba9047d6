// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/response/curves.h"
#include "core/response/data.h"
#include "core/response/spec.h"

namespace plumbline::response {

/// What a simulated market is like.
struct Scenario {
    std::string name = "easy";
    int weeks = 156, channels = 3, geos = 1;
    double noise = 0.02; ///< sd of the noise / mean target
    double media_share_low = 0.25, media_share_high = 0.5;
    bool collinear = false;   ///< spend of all channels follows one budget
    bool flights = false;     ///< some channels pause or come in bursts
    bool mixed_kinds = false; ///< delayed and Weibull carry-over, logistic saturation
    bool michaelis_menten = false;
    double most_slope = 1.5;
    bool mediated = false; ///< one channel strengthens another by up to 60 %
};
/// easy, mm_only, scurve, noisy, collinear, short, many, mediated, geo.
const std::vector<Scenario>& scenarios();
/// Throws Error{response_invalid}.
const Scenario& scenario(std::string_view name);

/// A market with known truth.
struct Simulated {
    MediaData data;
    std::vector<Curve> curves;                                   ///< steady state of the whole market
    std::vector<double> contribution;                            ///< [channel] over the window
    std::vector<std::vector<double>> weekly;                     ///< [channel][period]
    std::optional<std::pair<std::string, std::string>> mediated; ///< donor, receiver
    std::vector<LiftTest> lifts;                                 ///< two experiments with an error of about 15 %
};
/// Same seed, same market. The curves' parameters are drawn evenly over wide ranges, not from the priors of the model.
Simulated simulate(const Scenario& scenario, uint64_t seed);

} // namespace plumbline::response
