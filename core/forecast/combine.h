// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/forecast/backtest.h"
#include "core/forecast/note.h"

namespace plumbline::forecast {

/// How a choice among methods came out.
struct Choice {
    std::vector<double> weights; ///< by backtest, sum 1; 0: left out
    std::vector<double> errors;  ///< by backtest, mean scaled error; infinite where it failed
    std::vector<double> usual;   ///< by backtest, see usual_errors(); empty: all alike
    bool single = false;         ///< one method has all the weight
    Note reason;
};

/// The error that each method usually has on steps of so many days, as a share of what methods have in the middle: what is known
/// of them before this series is looked at. From rolling origins of many series; see docs/methods/forecast.md.
std::vector<double> usual_errors(const std::vector<Backtest>& tests, double step_days);
/// Weights by error on the rolling origins, drawn towards `usual` (by backtest; empty: all alike) where there are few origins:
/// methods far behind the best are left out, the best of the others share by a power of their errors' inverse. `best_alone`: the
/// winner takes all where it is clearly ahead.
Choice choose(const std::vector<Backtest>& tests, bool best_alone, std::vector<double> usual = {});
/// Weighted mean of values after the outermost were drawn in to their weighted middle: one method that runs away moves
/// nothing.
double robust_mean(const std::vector<double>& values, const std::vector<double>& weights);
/// Points of several methods at the same moments: weighted means, no member further from their median than 0.6 of the usual half
/// width of an interval, so that one that runs away moves little; the bounds, at the level `interval`, are widened by how far
/// they lie apart.
std::vector<ForecastPoint> combine(const std::vector<std::vector<ForecastPoint>>& points, const std::vector<double>& weights,
                                   double interval);
/// The backtest that the combination would have had; the weights of each fold are those of the other folds.
Backtest combined(const std::vector<Backtest>& tests, const Choice& choice, double interval);

/// Factors by which intervals h = 1 … horizon steps ahead are to be widened on each side, from the scores |y - yhat| / half width
/// of the rolling origins (split conformal prediction with normalised scores; Lei et al., 2018), neighbouring steps pooled, drawn
/// towards `usual` where there are few origins.
std::vector<double> interval_scales(const Backtest& test, int horizon, double interval);
/// The same test with each fold's intervals set by the other folds: what an interval that is set so is worth. One fold: the
/// usual scale.
Backtest recalibrated(Backtest test, int horizon, double interval);
/// In place.
void rescale(std::vector<ForecastPoint>& points, const std::vector<int>& steps, const std::vector<double>& scales);

} // namespace plumbline::forecast
