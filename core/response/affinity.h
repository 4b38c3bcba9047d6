// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <vector>

#include "core/response/fit.h"

namespace plumbline::response {

/// Affinity of a curve of kind hill or michaelis_menten (k_m is the half-saturation, v_max the ceiling); nullopt for other kinds.
/// adstock: the channel's adstocked spend by period. Intervals from the draws. Identified only where adstocked spend lies on both
/// sides of k_m: max(a) / k_m > 1 and min positive(a) / k_m < 1.
std::optional<Affinity> affinity_of(const Curve& curve, const std::vector<CurveDraw>& draws, const std::vector<double>& adstock,
                                    double interval);

} // namespace plumbline::response
