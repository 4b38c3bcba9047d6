// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <stop_token>

#include "core/response/model.h"
#include "core/response/point.h"

namespace plumbline::response {

/// What the comparison of carry-over kinds ended with.
struct KindChoice {
    std::map<std::string, AdstockKind>
        of;         ///< by channel: kinds that were asked for, and delayed or Weibull where data speak for it
    PointFit point; ///< of the model with these kinds
    bool changed = false;
};

/// Model comparison for the carry-over of each channel: geometric, unless an effect that comes later (delayed, Weibull) raises
/// the profiled log density by more than half the logarithm of the number of periods for its additional number (Schwarz, 1978)
/// and one nat for each of the ways that were tried. Channels are taken one after the other, the best gain first, each compared
/// within the model that holds those chosen before it. Channels whose kind the user states stay as they are. `start`: the fit
/// with geometric carry-over.
KindChoice choose_kinds(const MediaData& data, const ResponseSpec& spec, const PointFit& start, std::stop_token stop);

} // namespace plumbline::response
