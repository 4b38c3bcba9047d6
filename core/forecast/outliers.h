// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/forecast/grid.h"

namespace plumbline::forecast {

/// A series of days without its seasons, values far from the median of the week before and after drawn in towards it (the last
/// ones: of the fortnight before, moved on by the usual slope), so that smoothing does not go on from a day that was an
/// exception. A level that has changed stays changed: after a week it is the median itself. NaN stays NaN. Sums of weeks and
/// months are left as they are: exceptions average out in them, and a new level has few values to show itself by.
std::vector<double> drawn_in(const Grid& grid, std::vector<double> z);

/// Entries of a series that are wild: alone, ten robust deviations and three times away from the median around them and from what
/// their place in the season usually adds, on the scale of values and on that of logarithms, on no day of an event, and with no
/// second one of such a size in the same direction: what comes twice may come again. Nobody should learn from them.
std::vector<size_t> wild_values(const Series& series, const Spec& spec);

} // namespace plumbline::forecast
