// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/date.h"

namespace plumbline {

/// When weeks and years begin, for period_start() and all that is built on it. One a process, because two parts of it that cut
/// weeks differently could never agree; set before the first question is asked.
struct Calendar {
    int first_weekday = 1;     ///< 1 Monday to 7 Sunday; weeks keep the number of the ISO week that holds most of them
    unsigned fiscal_month = 1; ///< first month of the business year, 1 to 12; quarters and years follow it
    bool operator==(const Calendar&) const = default;
};

/// Values out of range become the default.
void set_calendar(Calendar calendar);
Calendar calendar();

/// Week number and year of the week that begins at `start`, whichever day that is: the ISO week of its fourth day.
IsoWeek week_of(Date start);
/// "2026", or "2026/27" where the business year does not begin in January.
std::string year_name(Date start);
/// 1 to 4 in the business year.
int quarter_number(Date start);

} // namespace plumbline
