// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/metrics/query.h"

namespace plumbline::metrics {

/// Start of the period that the period of `grain` beginning at `start` is compared with: the one before, or the same one last
/// year (a day: 364 days back; a week: the same ISO number, else 52 weeks back).
Date comparison_start(Date start, Grain grain, Comparison comparison);

/// Days that a scan by `grain` needs so that every complete period of `period` finds its comparison.
DateRange comparison_days(const DateRange& period, Grain grain, Comparison comparison);

/// Starts of the periods of `grain` that `period` touches.
std::vector<Date> period_starts(const DateRange& period, Grain grain);

/// Whether every day of `inner` is in `outer`.
inline bool covers(const DateRange& outer, const DateRange& inner) { return outer.from <= inner.from && inner.to <= outer.to; }

} // namespace plumbline::metrics
