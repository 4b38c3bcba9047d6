// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/audit/remedy.h"
#include "core/base/progress.h"

namespace plumbline::report {

/// What the forecast of the finding's measure would be with the expected values on its days: the sum of the usual horizon before
/// and after. Nothing where the measure cannot be forecast, or where the forecast stays the same. Throws what build_forecast
/// throws besides Error{too_little_data}.
std::optional<audit::Change> remedy_forecast(const metrics::Context& context, const audit::Finding& finding, Progress& progress,
                                             std::stop_token stop = {});

} // namespace plumbline::report
