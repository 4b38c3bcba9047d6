// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/report/setting.h"

/// The parts of a dashboard. Each names its queries, which are answered together, and is then made from the answers.
namespace plumbline::report {

/// Total of the cards' metrics and of every sum that they are made of.
std::vector<std::string> card_metrics(const Setting& s);
std::vector<KpiCard> make_cards(const Setting& s, const Table& totals, const Table& points, const Table& points_before);

/// Points of the series: the main metric and the cards' metrics by grain, without the period that is still open.
ChartSpec make_series(const Setting& s, const Table& points, const Table& points_before, const Table& open_point);

metrics::Query breakdown_query(const Setting& s, bool only_top);
TableSpec make_breakdown(const Setting& s, const Table& all, const metrics::Answer& top, const std::map<std::string, int>& slots,
                         const Table& totals);

/// Verdicts by simple rules: Review where a campaign returned less than it cost and took more than 0.5% of the spend; Scale where
/// it returned more than 1.5 times the average of all campaigns with spend, took more than 0.5% and its revenue did not fall;
/// else Keep.
std::optional<metrics::Query> campaigns_query(const Setting& s);
TableSpec make_campaigns(const Setting& s, const Table& campaigns, const std::map<std::string, int>& channel_slots);

/// By channel where there is one, so that channels in which nobody clicks can be left out.
std::optional<metrics::Query> funnel_query(const Setting& s);
TableSpec make_funnel(const Setting& s, const Table& counts);

/// Signed text of a change: percent, or points for percentages.
std::string change_text(const Setting& s, std::string_view unit, double change, bool with_word);

} // namespace plumbline::report
