// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>

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
    std::vector<double> adjusted; ///< the series without its seasons, outliers drawn in (see outliers.h); NaN where missing

    double seasonal(size_t slot) const;
    double seasonal_ahead(size_t h) const;
};

Decomposition decompose(const Grid& grid, const DecomposeAsk& ask);

/// decompose(), kept for the methods that ask for the same one: several take the seasons out of the same history.
std::shared_ptr<const Decomposition> decomposed(const Grid& grid, const DecomposeAsk& ask);

/// Whether the shortest season of a grid is so long (a year of weeks) that few cycles of it are seen: how it changes from one to
/// the next cannot be told from chance, so it is taken as steady.
bool steady_season(const Grid& grid);

/// The seasons of a decomposition that are longer than some steps, one slot at a time: what methods that know a week only are
/// relieved of. One that hardly stands out is left where it is.
class LongSeasons {
public:
    LongSeasons() = default;
    LongSeasons(std::shared_ptr<const Decomposition> all, double longer_than);
    bool empty() const { return m_parts.empty(); }
    /// Each on the scale of the decomposition.
    const std::vector<const SeasonalPart*>& parts() const { return m_parts; }
    double past(size_t slot) const;
    double ahead(size_t h) const;

private:
    std::shared_ptr<const Decomposition> m_all;
    std::vector<const SeasonalPart*> m_parts;
};

/// Local lines with tricube weights over `window` slots (Cleveland, 1979), evaluated at some slots and joined; NaN is left out.
std::vector<double> loess(const std::vector<double>& y, double window);

} // namespace plumbline::forecast
