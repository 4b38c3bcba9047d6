// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>

#include "core/base/date.h"
#include "core/forecast/forecaster.h"
#include "core/forecast/note.h"
#include "core/metrics/query.h"

namespace plumbline::forecast {

/// Rows as they come: in any order, with duplicates, gaps and values that are none.
struct RawSeries {
    std::vector<double> ds;                                ///< days since 1970-01-01; NaN rows are left out
    std::vector<double> y;                                 ///< NaN where empty, may be infinite
    std::map<std::string, std::vector<double>> regressors; ///< NaN where empty
};

struct SeriesAsk {
    int horizon = 1;             ///< steps, at least 1
    std::optional<Grain> grain;  ///< sums by period (regressors: means); whole periods only
    std::optional<double> today; ///< to say that a series ends in the future
    /// Regressors that must be used: missing future values are an error. None: all that can be used, the others are left out.
    std::optional<std::vector<std::string>> wanted;
};

/// A series that every method can be given, the moments to come with the regressors known for them, and what was done on the way.
struct Prepared {
    Series series;
    Future future;
    std::vector<Note> notes;
};

/// Sorts, averages duplicates, takes infinite and absurd values (a billion times the usual size) as missing, fills short holes of
/// regressors, leaves out those without future values. Rows behind the last observed value are the future. Throws
/// Error{too_little_data, regressor_missing, forecast_invalid}.
Prepared make_series(const RawSeries& raw, const SeriesAsk& ask);

/// The first metric of a time series (a query with a grain and without dimensions); a partial last period is left out and named.
RawSeries raw_series(const metrics::Answer& answer, const std::string& metric, std::vector<Note>& notes);

/// Moments after the history on its own steps.
std::vector<double> next_moments(const Series& series, int season_length, int horizon);

} // namespace plumbline::forecast
