// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>

#include "core/forecast/forecaster.h"

namespace plumbline::forecast {

/// Errors of forecasts against what came. Missing where they cannot be computed.
struct Accuracy {
    std::optional<double> mape;  ///< mean |e| / |y|; missing where some |y| < 1e-8
    std::optional<double> smape; ///< mean 2 |e| / (|y| + |yhat|)
    std::optional<double> mase;  ///< mean |e| over the in-sample mean |y(t) - y(t-m)| (Hyndman and Koehler, 2006)
    std::optional<double> rmse;
    std::optional<double> msis;     ///< mean scaled interval score at the level of the interval (Gneiting and Raftery, 2007)
    std::optional<double> coverage; ///< share of values inside of the interval
};

/// One rolling origin: what was forecast after the cutoff and what came.
struct Fold {
    double cutoff = 0;                 ///< last ds that was known
    std::vector<ForecastPoint> points; ///< at the observed moments after it
    std::vector<double> y;
    std::vector<int> step; ///< 1 for the first step after the cutoff
    double scale = 0;      ///< in-sample mean |y(t) - y(t-m)|; 0: none
};

struct Backtest {
    std::string model;
    std::vector<Fold> folds;
    Accuracy accuracy;                ///< over all folds
    std::vector<Accuracy> by_horizon; ///< entry h: step h + 1
    double fit_ms = 0;                ///< mean time of one fit and forecast
    std::string failed;               ///< why there is none; empty: it worked
};

/// As Prophet's cross_validation, counted in steps of the series: the last cutoff is `horizon` before the end, the others
/// `period` earlier each, as long as `initial` steps are left for the first fit.
struct BacktestSpec {
    int horizon = 1;
    std::optional<int> initial; ///< default 3 horizons, at least two seasons where the series is long enough
    std::optional<int> period;  ///< default half the horizon
    int max_folds = 3;          ///< the latest ones
};

/// Moments after which is forecast, ascending; empty where the series is too short.
std::vector<double> cutoffs(const Series& series, const Spec& spec, const BacktestSpec& how);
/// Never throws but cancelled: a method that fails says so in `failed`.
Backtest backtest(const Forecaster& method, const Series& series, const Spec& spec, const BacktestSpec& how, Progress& progress,
                  std::stop_token stop = {});
/// Accuracy over folds; `interval`: nominal level of the bounds.
void measure(Backtest& test, double interval);
/// The part of a series up to a moment, included.
Series until(const Series& series, double cutoff);

} // namespace plumbline::forecast
