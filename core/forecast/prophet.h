// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/forecast/forecaster.h"

namespace plumbline::forecast {

/// Prophet (Taylor and Letham, 2018): y(t) = g(t) + s(t) + h(t) + noise, fitted exactly where it is additive.
const Forecaster& prophet();
/// Prophet whose residuals go on by exponential smoothing: its parts, and one more named "correction".
const Forecaster& prophet_ets();

/// The original looks for a yearly season from two whole years on. A history a little short of that (from a year and a half and
/// 60 observations on) shows a smooth one as well: switches it on with five waves where the season is left to the rules.
void look_for_year(const Series& series, Spec& spec);

/// A change of the trend's slope.
struct ChangePoint {
    double ds = 0;
    double before = 0, after = 0; ///< slope a day, in units of y; of logistic growth: of its argument
};

/// What one holiday or event adds on one of its days.
struct EventEffect {
    std::string name;                        ///< "Black Friday", "Black Friday +1"
    double effect = 0, lower = 0, upper = 0; ///< units of y; multiplicative: share of the trend
    int occurrences = 0;                     ///< in the history
};

/// What Prophet's parameters say, beyond what every fit says.
class ProphetReading {
public:
    virtual ~ProphetReading() = default;
    virtual double log_posterior() const = 0;                   ///< up to the constant that Stan leaves out
    virtual std::vector<ChangePoint> change_points() const = 0; ///< those that are not zero
    /// Of events, with the interval of their coefficients at the posterior's curvature.
    virtual std::vector<EventEffect> event_effects() const = 0;
    virtual bool multiplicative() const = 0;
    /// `paths` futures: trend with further change points, and noise. Row by row: paths[i][j] is path i at future.ds[j].
    virtual std::vector<std::vector<double>> paths(const Future& future, int paths, uint64_t seed) const = 0;
};

/// Null where the fit is not Prophet's.
const ProphetReading* prophet_reading(const Fitted& fit);

} // namespace plumbline::forecast
