// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>

#include "core/forecast/backtest.h"
#include "core/forecast/forecaster.h"
#include "core/forecast/note.h"

namespace plumbline::forecast {

/// Everything that decides a forecast, as the command line and the page ask for it.
struct Request {
    Series series;
    Future future; ///< see next_moments() in series.h
    Spec spec;
    std::string model = "auto"; ///< id of a forecaster, "auto" or "ensemble"
    int folds = 6; ///< rolling origins to choose by and to set the interval by; 0: no backtest, intervals as the model has them
    std::optional<int> initial, period; ///< of the rolling origins, in steps; see BacktestSpec
    bool compare = false;               ///< backtest of every method, also where one was asked for by name
    bool recalibrate = true;            ///< set the interval by the errors on the past
    int tune = 0;                       ///< trials of the parameter search (prophet and what is built on it)
    std::string study;                  ///< an earlier search on the same series, to go on from
    /// Given what was tried until then when the search ends, also where it was stopped; called by the thread that searches.
    std::function<void(const std::string&)> keep_study;
    bool select_regressors = true; ///< auto and ensemble: keep those that help on the past
    int threads = 0;               ///< 0: as many as the machine has
};

/// A method and its part in a combination.
struct Member {
    std::string model;
    double weight = 1;
    std::string params; ///< JSON text
};

/// A forecast with what is needed to believe it.
struct Result {
    std::string model;           ///< what was used in the end
    std::vector<Member> members; ///< one for a single method
    std::vector<Note> notes;     ///< reason for the choice first, then fall-backs, what was left out, what the data lack
    std::vector<ForecastPoint> forecast, history;
    std::vector<Component> components, history_components; ///< sum to yhat
    std::vector<Backtest> backtests;                       ///< of every method that was tried, the combination ("ensemble") last
    std::vector<double> interval_scale; ///< by step of the horizon: what the model's interval was multiplied by
    std::string params;                 ///< JSON text
    std::string study;                  ///< JSON of the parameter search; empty: there was none
    std::string fingerprint;            ///< SHA-256 of series and spec
    double fit_ms = 0;
};

/// Throws Error{forecast_invalid, too_little_data, cancelled}.
Result run_forecast(const Request& request, Progress& progress, std::stop_token stop = {});

} // namespace plumbline::forecast
