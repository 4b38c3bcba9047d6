// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <array>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/metrics/annotations.h"
#include "core/metrics/metrics.h"

/// Where a metric stands on its way to a target.
namespace plumbline::pulse {

/// How a sum is spread over the weekday: seven weights, Monday first, mean 1.
using WeekdayPattern = std::array<double, 7>;

/// From daily sums; days without a value are left out. Fewer than two of each weekday, or sums that are not positive: even.
WeekdayPattern weekday_pattern(const std::vector<Date>& days, const std::vector<double>& sums);
/// Share of a period's weight that lies in `part`.
double weight_share(const WeekdayPattern& pattern, const DateRange& part, const DateRange& whole);

struct Pace {
    double target = 0;
    DateRange days{};
    Date as_of{};                 ///< last day that counts
    std::optional<double> actual; ///< up to as_of; missing: no rows
    double expected = 0;          ///< what the pattern of weekdays would have brought by as_of; a ratio: the target
    std::optional<double> share;  ///< actual / expected; missing where nothing is expected
    int days_left = 0;
    std::optional<double> needed_per_day; ///< of the days left, to reach the target exactly; missing: none are left, or a ratio
    std::optional<double> recent_per_day; ///< mean of the last 28 days before or at as_of
    WeekdayPattern pattern{};
    std::vector<double> curve_actual, curve_expected; ///< cumulative, one a day of the period (actual: up to as_of)
};

/// Throws what metrics::run throws.
Pace pace_of(const metrics::Context& context, const metrics::Target& target, Date as_of, std::stop_token stop = {});

/// Targets of the same metric, scope and days with different values: neither can be used.
bool contradict(const DatasetInfo& dataset, const metrics::Target& a, const metrics::Target& b);
/// The same dimensions and values, whatever the order.
bool same_scope(const DatasetInfo& dataset, const std::vector<metrics::Filter>& a, const std::vector<metrics::Filter>& b);

} // namespace plumbline::pulse
