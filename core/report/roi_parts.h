// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/report/parts.h"
#include "core/report/roi.h"

/// The parts of the page on return on spend.
namespace plumbline::report {

/// A campaign or a value of a dimension with its spend and return.
struct Return {
    std::string name, channel;
    double cost = 0, revenue = 0;
    int periods_under = 0, periods = 0; ///< with spend in them
};

/// Takes more than this share of all spend: below, a ratio is mostly chance.
inline constexpr double spend_worth_a_word = 0.005;

ChartSpec make_scatter(const Setting& s, const std::vector<Return>& returns, std::vector<std::string>& names);
TableSpec make_channels(const Setting& s, const Table& rows, const std::map<std::string, int>& slots, const Table& totals);
/// points: cost, revenue and roas by grain, beginning `lead` periods before the period.
ChartSpec make_marginal(const Setting& s, const Table& points, size_t window);
TableSpec make_under(const Setting& s, const std::vector<Return>& returns, const std::string& dimension,
                     const std::map<std::string, int>& channel_slots);

} // namespace plumbline::report
