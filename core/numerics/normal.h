// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace plumbline::numerics {

/// Standard normal distribution function.
double normal_cdf(double z);
/// Its inverse for 0 < p < 1 (Wichura, 1988, AS 241: 16 digits).
double normal_quantile(double p);

} // namespace plumbline::numerics
