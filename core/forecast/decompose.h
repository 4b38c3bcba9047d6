// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/forecast/grid.h"

namespace plumbline::forecast {

struct DecomposeAsk {
    bool log = false; ///< on the logarithm; all values must be above 0
    bool only_shortest = false;
    bool periodic = false; ///< the season does not change over time
};

/// One season of a series, with how it goes on.
struct SeasonalPart {
    Season season;
    std::vector<double> past; ///< by slot
    std::vector<double> next; ///< the period after the history; repeats from there
    double memory = 1;        ///< weight of a cycle against the next one
    int bandwidth = 0;        ///< steps over which neighbours were averaged
    double shrinkage = 1;     ///< what is left of it after it was held against left-out cycles
    double strength = 0;      ///< 0 to 1: 1 - var(remainder) / var(remainder + season) (Wang, Smith and Hyndman, 2006)
    /// Value h >= 1 steps after the history.
    double ahead(size_t h) const;
};

/// Trend + seasons + remainder, several seasons at once, gaps left out. In the spirit of MSTL (Bandara, Hyndman and Bergmeir,
/// 2021): seasons in turn, from short to long, against a local line; but how fast a season may change and over how many
/// neighbours it is smoothed is chosen by leaving out cycles, and what does not come back is shrunk.
struct Decomposition {
    bool log = false;
    std::vector<double> trend, remainder; ///< on the transformed scale; remainder NaN where missing
    std::vector<SeasonalPart> seasons;
    double trend_strength = 0;

    double seasonal(size_t slot) const;
    double seasonal_ahead(size_t h) const;
};

Decomposition decompose(const Grid& grid, const DecomposeAsk& ask);

/// Local lines with tricube weights over `window` slots (Cleveland, 1979), evaluated at some slots and joined; NaN is left out.
std::vector<double> loess(const std::vector<double>& y, double window);

} // namespace plumbline::forecast
