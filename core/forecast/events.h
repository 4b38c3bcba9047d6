// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string_view>
#include <vector>

#include "core/forecast/forecaster.h"
#include "core/metrics/annotations.h"

namespace plumbline::forecast {

/// Public holidays and commercial days of a country, one event a name. Throws Error{usage} for an unknown country.
std::vector<Event> holiday_events(std::string_view country, int from_year, int to_year);
/// What people wrote down: one event a text; what repeats is looked for in the ten years round it.
std::vector<Event> events_of(const std::vector<metrics::Annotation>& annotations);

} // namespace plumbline::forecast
