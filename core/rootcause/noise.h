// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

namespace plumbline::rootcause {

/// How much a leaf's relative deviation varies by itself: var = base² + per_size / size. The first is what forecasts miss by, the
/// second is counting.
struct Noise {
    double base = 0;
    double per_size = 0;
    double sd(double size) const;
};

/// Centre of the narrowest interval that holds half of the values (Grübel 1988, "The length of the shorth"); 0 for none.
double mode_of(std::vector<double> values);
/// Half the width of the narrowest interval with 40 % of the values, as a normal standard deviation: withstands more than half of
/// values that lie elsewhere.
double narrow_scale(std::vector<double>& values);
/// Fitted to residuals around 0 by groups of like size; values: same length. mixed: up to half of the residuals may belong to
/// causes not found yet, so the narrow scale is used; else the median of |residual|, which is more exact.
Noise fit_noise(const std::vector<double>& residuals, const std::vector<double>& sizes, bool mixed);

} // namespace plumbline::rootcause
