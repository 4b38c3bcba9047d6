// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "core/forecast/forecaster.h"

namespace plumbline::forecast {

/// Bounds of a gamma distribution with the mean and the variance of the normal one that the point has (Wilson and Hilferty,
/// 1931): never below 0, upwards at least as wide as the normal one (a mean far below its deviation has a gamma distribution
/// whose quantile lies below the mean). A point that is not above 0 stays as it is.
void positive_bounds(ForecastPoint& point, double interval);

/// Forecasts of what cannot be below 0 (money spent, counts): a mean w log(1 + exp(mean / w)), w a quarter of the standard
/// deviation, which is the mean itself well above 0 and stays above 0 near it; where the normal interval would reach below 0,
/// that of a gamma distribution.
void keep_positive(std::vector<ForecastPoint>& points, double interval);

} // namespace plumbline::forecast
