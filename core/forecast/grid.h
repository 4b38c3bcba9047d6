// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/forecast/forecaster.h"

namespace plumbline::forecast {

/// A season of a grid.
struct Season {
    std::string name;  ///< "weekly", "yearly", "daily", or "season" where its length was given
    double period = 0; ///< steps; may be fractional (365.25)
};

/// A series on regular steps: what state-space models work on. Months, quarters and years are counted on the calendar.
struct Grid {
    double step_days = 1; ///< 0 where months are counted
    int step_months = 0;
    double origin = 0;           ///< ds of slot 0
    std::vector<double> y;       ///< by slot; NaN where nothing was observed
    std::vector<size_t> slot;    ///< of each entry of the series
    std::vector<Season> seasons; ///< short to long; those that the history can show (two whole periods)
    int m = 1;                   ///< steps of the season by which errors are scaled and naive forecasts go: 7, 52, 12; 1: none

    size_t size() const { return y.size(); }
    /// Nearest slot of a moment; may lie before or behind the history.
    long slot_of(double ds) const;
    double ds_of(long slot) const;
    /// "day", "week", "month" …: what a step is, for sentences; "step" where it is something else.
    std::string step_name() const;
};

/// Throws Error{too_little_data} where no value is there.
Grid make_grid(const Series& series, int season_length);

/// The grid without missing values: seasons repeated over gaps of whole seasons, lines over the rest. For methods that cannot
/// leave out a moment.
std::vector<double> filled(const Grid& grid);

/// Whether the logarithm describes the series better: Gaussian likelihood of the differences, with the Jacobian. False where a
/// value is not above 0.
bool prefers_log(const std::vector<double>& y, int m);

/// prefers_log(), unless `start` (params() of an earlier fit, with "scale") says what it was then: coefficients belong to a
/// scale.
bool log_scale(const Grid& grid, const std::string& start);

/// The last n slots of a grid (seasons kept); for methods that forget.
Grid last_slots(const Grid& grid, size_t n);

} // namespace plumbline::forecast
