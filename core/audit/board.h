// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <map>
#include <set>
#include <vector>

#include "core/audit/audit.h"
#include "core/metrics/panel.h"

namespace plumbline::audit {

/// What a measure is to the checks.
struct Measure {
    std::string field, role;
    bool count = false; ///< whole numbers of events: their noise is at least that of a Poisson variable
    double step = 0.01; ///< distance of neighbouring values: what rounding hides
    int64_t missing = 0;
};

/// One measure of one series, by period. NaN: no row, or nothing in it.
struct Track {
    std::vector<double> seen;
    // The rest is empty where the track is not active.
    std::vector<float> logs;     ///< log of seen, as log_of gives it
    std::vector<float> own;      ///< log of seen over its own level and weekday
    std::vector<float> apart;    ///< the same, less what the other measures of the series did on that day, and less `shared`
    std::vector<float> expected; ///< log of what was expected, had the measure moved with the others
    double noise = 0;            ///< robust standard deviation of `apart`
    double tail = 0;             ///< its size on the oddest days that still are ordinary
    double typical = 0;          ///< median of seen
    bool active = false;         ///< enough days with a value to say anything
};

/// One series: a campaign, a channel, or everything.
struct Series {
    std::string name, parent;
    int first = 0; ///< index of its first period
    std::vector<int32_t> rows;
    std::vector<Track> tracks; ///< by measure
    int size() const { return static_cast<int>(rows.size()); }
    int last() const { return first + size() - 1; }
};

/// The panel as the checks read it: dense, on the grain that the data have, with what was to be expected on each day.
struct Board {
    std::string dimension;
    std::vector<Measure> measures;
    std::vector<Series> series;
    Date from;    ///< of period 0
    int step = 1; ///< days between periods: 1, 7; months are 0
    int periods = 0;
    std::vector<std::vector<float>> shared; ///< by measure and period: what most series did beyond their expectation
    std::vector<std::vector<float>> moved;  ///< the same of the measure itself: a season, a promotion
    std::vector<int> active;                ///< series with rows, by period
    std::vector<uint8_t> event;             ///< by period: known or found event
    metrics::Panel panel;                   ///< missing and negative cells; sums are moved into the series

    Date day(int period) const;
    Date last_day(int period) const; ///< of the period
    int period(Date day) const;
    const Measure* by_role(std::string_view role) const;
    int index_of(std::string_view role) const; ///< -1: none
    /// exp(expected) of a day, if any.
    static std::optional<double> expected(const Track& track, int i);
    /// Lower and upper end of where 99 of 100 days lie.
    std::pair<double, double> range(const Track& track, int i, bool count) const;
};

/// Works on two threads; `stop` is looked at between series.
Board make_board(metrics::Panel panel, const DatasetInfo& dataset, Progress& progress, const std::stop_token& stop);
/// Marks the days of the calendar, of annotations, and those on which most series moved together.
void mark_events(Board& board, const AuditSpec& spec);

/// Runs f(i) for all i below n on as many threads as the machine has.
void parallel(size_t n, const std::function<void(size_t)>& f, const std::stop_token& stop);

/// Median of what is there; NaN of nothing. Changes the order.
double median_of(std::vector<double>& values);

/// Log of a value of the measure; counts that are mostly small get one half more. NaN where it has none.
double log_of(double value, const Measure& measure, double typical);
/// Median of a window of 2 * half + 1 values that slides over `x` (NaN: missing); NaN where fewer than four are there.
std::vector<double> running_median(const std::vector<double>& x, int half);

/// A finding on periods a to b of a series, with key, days, rows and the days around it filled in.
Finding start_finding(const Board& board, const Series& series, int measure, int a, int b, std::string check);
/// The same of all series together (periods of the board): a dataset's finding. No measure: rows are what is counted.
Finding start_total(const Board& board, int measure, int a, int b, std::string check);

using Findings = std::vector<Finding>;
/// Values of each text dimension, by field: those with the most rows first.
using Names = std::map<std::string, std::vector<metrics::Spelling>>;
/// The board's own dimension is not read again.
Names read_names(const metrics::Context& context, const Board* board, const std::stop_token& stop);
void check_days(const Board& board, Findings& out,
                const std::stop_token& stop); ///< surges, collapses, units, outages, gaps, ratios
void check_uniform(const Board& board, Findings& out, const std::stop_token& stop); ///< uniform rates, flat lines
void check_drift(const Board& board, Findings& out, const std::stop_token& stop);   ///< long shifts of a conversion
/// Levels, units and currencies that change from one day on and stay, the more readily where an import begins.
void check_shifts(const Board& board, const DatasetInfo& dataset, const AuditSpec& spec, Findings& out,
                  const std::stop_token& stop);
void check_digits(const Board& board, Findings& out, const std::stop_token& stop); ///< rounded, heaped, copied days
void check_funnel(const Board& board, Findings& out);                              ///< money or results with nothing behind them
/// Surges, collapses and outages of channels and of the whole that are too small in each campaign.
void check_groups(const Board& board, const DatasetInfo& dataset, Findings& out, const std::stop_token& stop);
/// Rows far before all others or after today are set apart, so that the rest keeps its calendar.
void take_strays(metrics::Panel& panel, const AuditSpec& spec, Findings& out);
/// Values of dimensions that come, go or change their name, columns that change their type, shares above one.
void check_shape(const metrics::Context& context, const Board& board, const Names& names, const AuditSpec& spec, Findings& out,
                 Findings& advice, const std::stop_token& stop);
void check_gaps(const Board& board, Findings& out);
void check_cells(const Board& board, const AuditSpec& spec, Findings& out); ///< negative, missing, words
void check_repeats(const Board& board, const metrics::Repeats& repeats, Findings& out);
void check_spellings(const metrics::Context& context, const Names& names, const std::string& dimension, Findings& out,
                     const std::stop_token& stop);
void advise(const Board& board, Findings& advice);
/// Campaigns that are unlike all others, in one rate or in several together.
void check_campaigns(const Board& board, Findings& advice);
/// Findings of most campaigns of a channel, or of everything, on the same days become one.
void merge_alike(const Board& board, const DatasetInfo& dataset, Findings& findings);
std::string finding_key(const Finding& finding);

} // namespace plumbline::audit
