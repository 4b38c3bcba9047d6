// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/narrate/dashboard_sentences.h"
#include "core/report/dashboard.h"
#include "core/report/words.h"

namespace plumbline::report {

/// A request with everything filled in: what the parts of a dashboard are made for.
struct Setting {
    Setting(const metrics::Context& context, const DashboardRequest& request, std::stop_token stop);

    const metrics::Context& context;
    const DatasetInfo& dataset;
    std::stop_token stop;
    narrate::Narrator narrator;
    NumberStyle style;
    std::vector<metrics::Filter> filters;

    bool dated = true;     ///< the dataset has a date; else there is no period, no grain, no comparison
    bool absolute = false; ///< changes as amounts
    DateRange period{};
    std::optional<DateRange> comparison;
    metrics::Comparison compare = metrics::Comparison::none;
    bool last_year_missing = false; ///< it was asked for, but is not in the data
    Grain grain = Grain::week;
    std::optional<DateRange> open_period; ///< the days of the period that is still open behind `period`, up to data_to
    narrate::Versus versus;               ///< of the whole period
    narrate::Versus point_versus;         ///< of the points of a series

    std::vector<metrics::Metric> cards;        ///< the usual six, or those asked for
    std::vector<std::string> campaign_metrics; ///< asked for, as far as the dataset has them; empty: the usual
    std::optional<metrics::Metric> main;       ///< of the series and the breakdown; missing: the dataset has no measure
    std::string breakdown;                     ///< name of the dimension, empty: none

    /// A metric of the catalogue, or the sum of a column. Throws Error{metric_unknown}.
    metrics::Metric metric(const std::string& id) const;
    bool has(std::string_view metric) const; ///< the dataset has what a metric of the catalogue needs
    narrate::Subject subject(const metrics::Metric& metric) const;
    std::string label(const metrics::Metric& metric) const;
    std::string short_label(const metrics::Metric& metric) const;
    std::string dimension_label(std::string_view dimension) const;
    /// A query over the period with the filters set.
    metrics::Query query(std::vector<std::string> metric_ids, std::vector<std::string> by = {}) const;
    /// Slots 0 to 7 by the total of the main measure over the whole dataset, so that a colour stays with its value.
    std::map<std::string, int> slots(const std::string& dimension) const;
    std::string comparison_label() const;
    std::string filters_label() const;
    /// "Search, Romandie": what a filtered page is about; empty without a filter.
    std::string filters_short() const;
    /// A text of the table of words in this room.
    std::string word(std::string_view key) const;
    /// The values that a filter on this dimension keeps, in words; empty: no such filter.
    std::vector<std::string> kept(const std::string& dimension) const;
};

/// The number in a row of an answer's column, missing where the column is.
std::optional<double> number_at(const Table& table, std::string_view column, size_t row);
/// Text of a dimension's cell; the words for a missing value where it is null.
std::string text_at(const Table& table, size_t column, size_t row, const narrate::Narrator& narrator);

} // namespace plumbline::report
