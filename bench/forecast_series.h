// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "core/forecast/forecaster.h"

namespace plumbline::bench {

struct NamedSeries {
    std::string name;
    char frequency = 'D'; ///< 'D', 'W', 'M'
    int horizon = 28;
    forecast::Series series;
};

/// Every CSV with the columns ds,y of a folder, by its manifest.csv. derived: also its regressors and coarser sums as series of
/// their own.
std::vector<NamedSeries> read_folder(const std::filesystem::path& folder, bool derived);
/// Made-up series of known kinds: steps, breaks, intermittent, multiplicative, short, several seasons, moving holidays, random
/// walks.
std::vector<NamedSeries> simulated_series(int of_each_kind, uint64_t seed);

/// Series as companies have them, made up: `of_each` of days, weeks and months, each with ingredients drawn anew (wandering
/// level, steps, breaks of the slope, week, year with a peak before Christmas, moving feasts, paydays, promotions, outliers,
/// missing moments, counts with zeros, short histories). Another recipe than simulated_series(), for a second opinion.
std::vector<NamedSeries> mixed_series(int of_each, uint64_t seed);

/// Shops, made up from what adds to a level: growth that changes, steps that stay or fade, a week and bumps in the year, moving
/// feasts, promotions that recur, heavy-tailed noise, now and then one wild value. Settings may be chosen on these.
std::vector<NamedSeries> shop_series(int of_each, uint64_t seed);
/// Markets, made up from what people do: customers won in flights of advertising who come back for a while, launches, prices,
/// closed days, outages, bursts, bunched volatility, counts. No setting may be chosen on these.
std::vector<NamedSeries> market_series(int of_each, uint64_t seed);

} // namespace plumbline::bench
