// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/format.h"
#include "core/chart/chart_spec.h"
#include "core/chart/table_spec.h"
#include "core/metrics/annotations.h"
#include "core/metrics/metrics.h"

namespace plumbline::report {

/// Something that the period is held against beside its main comparison.
struct Reference {
    enum class Kind {
        previous, ///< the same number of periods before
        year,     ///< the same weeks or days of last year
        weekdays, ///< the same weekdays: whole weeks back, as few as keep the two apart
        event,    ///< as many days from the first day of something that happened
        holiday   ///< Black Friday or Easter within the period: the days around it a year before; nothing where none lies in it
    };
    Kind kind = Kind::previous;
    DateRange days{};    ///< event: its days
    std::string label{}; ///< event: its name
};

/// What a dashboard is asked to show. Everything left out gets a sensible default from the dataset.
struct DashboardRequest {
    std::optional<DateRange> period; ///< default: the last 13 complete weeks (fewer where the data are shorter)
    metrics::Comparison compare = metrics::Comparison::year; ///< falls back to previous where last year is not in the data
    std::vector<metrics::Filter> filters;
    std::optional<Grain> grain;     ///< default: week; day under 5 weeks; month over 2 years
    std::string metric = "revenue"; ///< of the time series and the breakdown
    std::string breakdown;          ///< dimension; default: channel, else the first
    Language language = Language::en;
    std::vector<Reference> also{};               ///< further comparisons, all shown at once
    bool absolute = false;                       ///< changes as amounts instead of percent
    std::vector<std::string> cards{};            ///< metrics of the cards, in order; empty: the usual six
    std::vector<std::string> campaign_columns{}; ///< metrics of the campaign table, in order; empty: spend, revenue, ROAS
    std::vector<metrics::Annotation> annotations{};
    std::vector<metrics::Target> targets{};
    bool cohorts = false; ///< the table of cohorts too
};

/// A further comparison of a card.
struct CardReference {
    std::string label;   ///< "the 13 weeks before"
    std::string caption; ///< "vs 13 weeks before": for a card
    std::optional<double> value, change;
    std::string text, change_text; ///< change_text empty: those days are not in the data
    int arrow = 0;
    Tone tone = Tone::muted;
};

/// Where a metric stands on its way to a target.
struct TargetProgress {
    double target = 0;
    DateRange days{};
    double actual = 0;
    double expected = 0; ///< what the pattern of weekdays would have brought by now; a ratio: the target itself
    std::string text;    ///< "92% of pace"
    std::string caption; ///< "to CHF 10.0M"
    Tone tone = Tone::muted;
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
    std::vector<CardReference> references{};                    ///< one for each further comparison asked for
    std::optional<TargetProgress> target{};
};

/// A level above the breakdown: "Channel: Search". The way back.
struct Crumb {
    std::string dimension; ///< "channel"
    std::string label;     ///< "Channel"
    std::string value;     ///< "Search"
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
    TableSpec cohorts;         ///< no rows unless asked for
    std::vector<Crumb> crumbs; ///< filters on the levels above the breakdown, widest first
    std::string drill_into;    ///< dimension that a row of the breakdown opens into; empty: none
    bool dated = true;         ///< false: the dataset has no date; totals of all rows, no series
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

/// Asks metrics::run for everything. Throws what it throws.
Dashboard build_dashboard(const metrics::Context& context, const DashboardRequest& request, std::stop_token stop = {});

} // namespace plumbline::report
