// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>

#include "core/base/date.h"

/// Days that shops wait for and that move from year to year.
namespace plumbline::report {

struct MovingEvent {
    std::string id; ///< "black_friday", "easter"
    Date now, then; ///< its day, and that of a year before
    DateRange days; ///< the days asked about, moved so that `now` comes to lie on `then`; weekdays stay
};

/// The first of Black Friday and Easter Sunday within these days: event against event. Missing where none lies in them, and where
/// they are longer than a year.
std::optional<MovingEvent> moving_event(const DateRange& days);

} // namespace plumbline::report
