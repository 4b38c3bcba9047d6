// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/cli/command.h"
#include "core/forecast/reconcile.h"
#include "core/metrics/metrics.h"

namespace plumbline::cli {

/// A forecast by the values of a dimension that adds up to the total.
struct Parts {
    std::vector<std::string> values; ///< "" is the missing value, "other" the rest
    std::vector<forecast::Result> results;
    forecast::Result total;
};

/// `total`: the request of all together. The largest values of the dimension and the rest, each on the steps of the total; a step
/// without rows is 0. A ratio does not add up, so its parts are not reconciled.
Parts forecast_parts(const metrics::Context& context, metrics::Query query, const std::string& dimension, int64_t most,
                     const forecast::Request& total, forecast::Reconcile how, Progress& progress, std::stop_token stop);

} // namespace plumbline::cli
