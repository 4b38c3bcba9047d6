// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/metrics/plan.h"

namespace plumbline::metrics {

/// Turns sums into what was asked for: ratios, shares, comparison, gaps, "other", order and limit. The cube and SQL both end
/// here.
Answer make_answer(const Plan& plan, Scanned scanned);

} // namespace plumbline::metrics
