// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/format.h"
#include "core/chart/chart_spec.h"
#include "core/chart/table_spec.h"
#include "core/metrics/metrics.h"

namespace plumbline::report {

/// What a dashboard is asked to show. Everything left out gets a sensible default from the dataset.
struct DashboardRequest {
    std::optional<DateRange> period; ///< default: the last 13 complete weeks (fewer where the data are shorter)
    metrics::Comparison compare = metrics::Comparison::year; ///< falls back to previous where last year is not in the data
    std::vector<metrics::Filter> filters;
    std::optional<Grain> grain;     ///< default: week; day under 5 weeks; month over 2 years
    std::string metric = "revenue"; ///< of the time series and the breakdown
    std::string breakdown;          ///< dimension; default: channel, else the first
    Language language = Language::en;
};

/// One KPI card, ready to be shown; the numbers beside the words.
struct KpiCard {
    std::string metric;
    std::string label;
    std::string unit;
    std::optional<double> value;
    std::string text;             ///< "CHF 9.30M"; en dash where missing
    std::optional<double> change; ///< relative; points for percentages; missing: nothing to compare with
    std::string change_text;      ///< "+6.4%"
    std::string caption;          ///< "vs last year", or why there is no value
    int arrow = 0;                ///< 1 up, -1 down, 0 none
    Tone tone = Tone::muted;      ///< gain, loss or muted: direction times "good is up or down"
    std::vector<std::optional<double>> spark, spark_comparison; ///< one a period of the grain, complete periods only
    std::string accessible;                                     ///< "Revenue, 9.30 million francs, up 6.4% on last year"
    std::string explanation;                                    ///< formula, parts with their numbers, definition
};

/// A dashboard, computed: every text final, every number from the core.
struct Dashboard {
    std::string title;   ///< the finding: "Revenue is up 6.4% on last year, on 3.7% more spend"
    std::string caption; ///< "17 Aug to 15 Nov 2026, CHF. W47 has 5 of 7 days and is not compared."
    std::vector<KpiCard> cards;
    ChartSpec series;
    TableSpec breakdown;
    TableSpec campaigns; ///< no rows where the dataset has no campaign
    TableSpec funnel;
    DateRange period{};
    std::optional<DateRange> comparison;
    metrics::Comparison compare_used = metrics::Comparison::none;
    Grain grain = Grain::week;
    std::string comparison_label; ///< "same weeks of 2025", "the 13 weeks before"
    std::string filters_label;    ///< "Region Romandie; Channel Search, Social", "no filter"
    std::string currency;
    std::string fingerprint; ///< short, e.g. "7F3A-91C2"
    Date data_to{};
};

/// Asks metrics::run for everything. Throws what it throws; ErrorCode::no_date where the dataset has no date.
Dashboard build_dashboard(const metrics::Context& context, const DashboardRequest& request, std::stop_token stop = {});

} // namespace plumbline::report
