// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <stop_token>
#include <vector>

#include "core/allocate/allocate.h"

namespace plumbline::allocate {

/// How a plan is laid out over the periods to come.
struct ScheduleSpec {
    int periods = 13;
    bool even = true;             ///< the same spend in every period; else the timing is optimised as well
    std::vector<double> before{}; ///< spend of each channel in the periods before (steady); empty: today's
    double milliseconds = 2000;
};

struct Schedule {
    std::vector<std::vector<double>> spend{};    ///< [channel][period]
    std::vector<std::vector<double>> response{}; ///< [channel][period], carry-over of spend before the plan counted
    double carried_out = 0;                      ///< what the plan's spend still brings after its end
    double total_response = 0;                   ///< in the periods, and carried out
};

/// Spend by period for a plan of steady spend. With `even` false SLSQP moves each channel's spend between periods (within the
/// channel's bounds, the budget of the whole kept) where its curve and carry-over make that worth while. Throws
/// Error{allocate_invalid, cancelled}.
Schedule lay_out(const std::vector<Channel>& channels, const std::vector<double>& plan, const ScheduleSpec& spec,
                 std::stop_token stop = {});

} // namespace plumbline::allocate
