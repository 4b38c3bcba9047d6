// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <CLI/CLI.hpp>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/forecast/forecaster.h"

namespace plumbline::cli {

/// What the command `forecast` was asked; texts as they were typed where a sentence about them can be needed.
struct ForecastOptions {
    std::filesystem::path series, events;
    std::string metric, dataset, grain, by, reconcile = "mint", model = "auto", growth = "linear", seasonality = "additive",
                                            holidays, from, to;
    std::string yearly = "auto", weekly = "auto", daily = "auto";
    std::vector<std::string> where, regressors, signs, seasonalities, changepoints;
    std::optional<double> cap, floor;
    std::optional<double> changepoint_prior_scale, seasonality_prior_scale, holidays_prior_scale, changepoint_range;
    std::optional<int> initial, period, n_changepoints;
    int horizon = 0, tune = 0, folds = 6, season = 0, limit = 10;
    double interval = 0.8;
    uint64_t seed = 1;
    bool backtest = false, components = false, history = false, recalibrate = false, no_regressors = false,
         all_regressors = false, non_negative = false, analysis = false, keep = false, with_blocked = false;
};

/// Options of the command, with their help.
void add_forecast_options(CLI::App& command, ForecastOptions& options);
/// What Prophet and the rest are told; not yet the regressors, whose columns nobody has seen. Throws Error{usage,
/// forecast_invalid}.
forecast::Spec spec_of(const ForecastOptions& options);
/// Every regressor there is that is not a condition of a seasonality, with its sign. Throws Error{usage} where a sign or a
/// condition names a column that is not there.
std::vector<forecast::RegressorSpec> regressors_of(const ForecastOptions& options, const forecast::Spec& spec,
                                                   const std::set<std::string>& columns);
/// A file with the columns name and ds, and lower_window, upper_window, prior_scale where they are wanted: one row an
/// occurrence. Throws Error{series_invalid, file_…}.
std::vector<forecast::Event> read_events(const std::filesystem::path& file);

} // namespace plumbline::cli
