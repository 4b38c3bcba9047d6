// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace plumbline::forecast {

/// What a trend that goes on changing as it did can do: change points come as a Poisson process of `rate` a unit of scaled time,
/// each with a Laplace(0, size) change of slope (Taylor and Letham, 2018, section 3.1.4).
struct TrendWalk {
    double rate = 0;
    double size = 0;
    /// Variance of the trend `ahead` of the end of the history: 2 rate size^2 ahead^3 / 3.
    double variance(double ahead) const;
};

/// The p-quantile, 0.5 < p < 1, of factor * trend deviation + N(0, sigma), which is symmetric about 0. From the characteristic
/// function exp(-sigma^2 w^2 / 2 + rate (atan(a ahead) / a - ahead)), a = size factor w, by Gil-Pelaez (1951): no draws.
double walk_quantile(const TrendWalk& walk, double ahead, double factor, double sigma, double p);

} // namespace plumbline::forecast
