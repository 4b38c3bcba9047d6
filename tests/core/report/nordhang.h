// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/report/document.h"
#include "tests/core/metrics/world.h"

namespace plumbline::testing {

/// Three whole weeks (W40 to W42) of 2026 and of 2025 and three days of W43, one row a week and campaign, by which every total
/// can be checked by hand:
///             2026 a week                                         2025 a week
///   Search    10,000 impressions 1,000 clicks 100 leads 50 orders   the same but 90 leads, 40 orders
///             10 new, cost 500, revenue 5,000 then 6,000, 7,000     10 new, cost 500, revenue 5,000
///   Social    20,000 impressions 500 clicks 50 leads 10 orders      the same
///             5 new, cost 1,000, revenue 800                        5 new, cost 900, revenue 1,000
///   Direct    30 leads 20 orders 2 new, revenue 2,000               the same
/// Sums:       revenue 26,400 cost 4,500 orders 240 leads 540        revenue 24,000 cost 4,200 orders 210 leads 510
World nordhang();
/// W40 to W42 of 2026.
DateRange three_weeks();
report::Dashboard dashboard(const World& world, report::DashboardRequest request);
const report::KpiCard& card(const report::Dashboard& dashboard, std::string_view metric);
/// Texts of one column, from the top.
std::vector<std::string> column(const TableSpec& table, std::string_view id);

} // namespace plumbline::testing
