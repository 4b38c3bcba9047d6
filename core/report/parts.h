// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/report/setting.h"

/// The parts of a dashboard. Each names its queries, which are answered together, and is then made from the answers.
namespace plumbline::report {

/// Total of the cards' metrics and of every sum that they are made of.
std::vector<std::string> card_metrics(const Setting& s);
std::vector<KpiCard> make_cards(const Setting& s, const Table& totals, const Table& points, const Table& points_before);

/// The days of a further comparison, and how they are called.
struct ReferenceDays {
    DateRange days;
    std::string label, caption;
    bool covered = false; ///< they are in the data
};
std::vector<ReferenceDays> reference_days(const Setting& s, const std::vector<Reference>& asked);
/// Adds what each further comparison says to the cards. totals: one a reference, empty where it is not covered.
void add_references(const Setting& s, const std::vector<ReferenceDays>& references, const std::vector<const Table*>& totals,
                    std::vector<KpiCard>& cards);

/// Targets that are set for just these filters and touch the period.
std::vector<metrics::Target> targets_in_view(const Setting& s, const std::vector<metrics::Target>& all);
/// The days from a target's beginning that are in the data and within its period.
DateRange days_so_far(const Setting& s, const metrics::Target& target);
/// actual: the metric over days_so_far; expected: what the pace of the target asks for in them (pulse::pace_of).
TargetProgress progress_of(const Setting& s, const metrics::Target& target, double actual, double expected);
/// What an even pace brings in each period of the series; empty where the metric has no target there.
ChartSeries pacing_line(const Setting& s, const std::vector<metrics::Target>& targets, const ChartSeries& now);

/// Points of the series: the main metric and the cards' metrics by grain, without the period that is still open.
ChartSpec make_series(const Setting& s, const Table& points, const Table& points_before, const Table& open_point);
/// Adds a line for a further comparison, its periods under those of the series.
void add_reference_line(const Setting& s, ChartSpec& chart, const ReferenceDays& reference, const Table& points);
/// Flags of what people wrote down, at the start of the period of the grain in which it began.
void add_annotations(const Setting& s, ChartSpec& chart, const std::vector<metrics::Annotation>& annotations);
/// Share of the periods between the first and the last with a value that have none.
double sparseness(const Setting& s, const Table& points);

metrics::Query breakdown_query(const Setting& s, bool only_top);
TableSpec make_breakdown(const Setting& s, const Table& all, const metrics::Answer& top, const std::map<std::string, int>& slots,
                         const Table& totals);

/// Verdicts by simple rules: Review where a campaign returned less than it cost and took more than 0.5% of the spend; Scale where
/// it returned more than 1.5 times the average of all campaigns with spend, took more than 0.5% and its revenue did not fall;
/// else Keep.
std::optional<metrics::Query> campaigns_query(const Setting& s);
/// Metrics of its columns, in order.
std::vector<std::string> campaign_columns(const Setting& s);
TableSpec make_campaigns(const Setting& s, const Table& campaigns, const std::map<std::string, int>& channel_slots,
                         const Table& totals);

/// What the campaigns that began in the same period brought in the periods since. A dimension that says when a customer came
/// ("cohort", "first order week", values such as 2026-W05 or 2026-02) is taken instead where the dataset has one.
std::optional<metrics::Query> cohorts_query(const Setting& s);
TableSpec make_cohorts(const Setting& s, const Table& rows);

/// By channel where there is one, so that channels in which nobody clicks can be left out.
std::optional<metrics::Query> funnel_query(const Setting& s);
TableSpec make_funnel(const Setting& s, const Table& counts);

/// Signed text of a change: percent, or points for percentages.
std::string change_text(const Setting& s, std::string_view unit, double change, bool with_word);
/// The same, as an amount where the request asks for amounts and both numbers are known.
std::string change_text(const Setting& s, std::string_view unit, double change, std::optional<double> now,
                        std::optional<double> before, bool with_word);
/// A cell of a column of changes: its text, and the value that sorts and is exported, which is an amount where amounts are shown.
TableCell change_cell(const Setting& s, std::string_view unit, std::optional<double> change, std::optional<double> now,
                      std::optional<double> before);

} // namespace plumbline::report
