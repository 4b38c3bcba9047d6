// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "core/base/random.h"
#include "core/sample/recipe.h"

namespace plumbline::sample {

/// Everything about a day that does not depend on advertising. One element a day of sample_days().
struct Demand {
    std::vector<double> price_index, competitor_index; ///< 100 is usual
    std::vector<double> season;                        ///< yearly pattern times events, 1 is usual
    std::vector<double> spend_season; ///< the same for planned spend: yearly pattern without events, and their spend factor apart
    std::vector<double> spend_event;
    std::vector<double> weekday;  ///< mean 1
    std::vector<double> baseline; ///< CHF that would be sold without any advertising
    std::vector<double> mood;     ///< noise common to all sales, mean near 1
};

Demand make_demand(uint64_t seed);
/// Years from the reference day, negative before it.
double years_from_reference(Date day);

} // namespace plumbline::sample
