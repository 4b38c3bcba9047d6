// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

#include "core/base/date.h"

namespace plumbline::response {

/// What a response model is fitted to: a target and the spend of channels by period, whole or by region. No gaps.
struct MediaData {
    std::string target;                ///< name of the target
    std::string currency;              ///< ISO 4217 of spend (and of the target where it is money); may be empty
    std::vector<Date> dates;           ///< first day of each period, ascending, evenly spaced
    std::vector<std::string> geos;     ///< one entry (may be empty text) or more
    std::vector<std::string> channels; ///< names shown
    std::vector<std::string> columns;  ///< spend columns, one a channel
    std::vector<std::string> controls;
    std::vector<std::vector<double>> y;                    ///< [geo][period]
    std::vector<std::vector<std::vector<double>>> spend;   ///< [channel][geo][period], >= 0
    std::vector<std::vector<std::vector<double>>> control; ///< [control][geo][period]
    size_t periods() const { return dates.size(); }
    /// Days from one period to the next: 1, 7, about 30.
    double step_days() const;
    /// 52.18 for weeks.
    double periods_per_year() const;
    /// Over all regions, by period.
    std::vector<double> total_target() const;
    std::vector<double> total_spend(size_t channel) const;
    /// Throws Error{response_invalid, response_too_short, response_target} where it cannot be fitted.
    void validate() const;
    /// SHA-256 over everything.
    std::string fingerprint() const;
    /// Weeks whose spend stands alone, more than ten times the channel's other strong weeks (a slip of units, a booking at once),
    /// are cut to those; says which. Bursts that repeat stay as they are.
    struct Spike {
        size_t channel, period;
        double recorded, taken;
    };
    std::vector<Spike> cut_spikes();
    /// Periods [from, to).
    MediaData slice(size_t from, size_t to) const;
};

} // namespace plumbline::response
