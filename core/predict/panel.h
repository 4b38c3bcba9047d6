// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/metrics/metrics.h"

namespace plumbline::predict {

/// Measures of entities (channels, campaigns) over equal periods; cells without rows hold 0 and are marked.
struct Panel {
    std::string dimension; ///< field; empty: one entity, the whole
    std::string target;    ///< metric id
    Grain grain = Grain::week;
    std::vector<Date> starts;          ///< complete periods only, ascending
    std::vector<std::string> entities; ///< by spend, largest first
    std::vector<std::string> channels; ///< of each entity; empty text where the dataset has none
    std::vector<std::vector<double>> spend, outcome, impressions, clicks, orders; ///< [entity][period]
    std::vector<std::vector<bool>> present;                                       ///< whether there were rows
    size_t periods() const { return starts.size(); }
};

struct PanelSpec {
    std::string target = "revenue";
    std::string by{};             ///< dimension; empty: the whole
    std::optional<Grain> grain{}; ///< none: week; day where fewer than 12 weeks are there
    std::vector<metrics::Filter> filters{};
    size_t most_entities = 200; ///< the largest by spend; the rest is left out
};

constexpr size_t fewest_periods = 8;

/// First days of the complete periods of these dates: weeks, days where fewer than 12 weeks are there, or what is given.
struct Periods {
    Grain grain = Grain::week;
    std::vector<Date> starts; ///< ascending
};
Periods complete_periods(const DateRange& dates, std::optional<Grain> grain = {});

/// Throws Error{predict_invalid} where the dataset has no date, no cost, or fewer than 8 complete periods; Error{metric_unknown,
/// metric_unavailable, dimension_unknown, cancelled}.
Panel read_panel(const metrics::Context& context, const PanelSpec& spec, std::stop_token stop = {});

/// The dimension whose values a model learns from unless one is named: campaign, else that of the budgets; empty: the whole.
std::string learning_dimension(const DatasetInfo& dataset);

/// The dimension that budgets are split by: channel, else category, else campaign; empty where there is none.
std::string budget_dimension(const DatasetInfo& dataset);

} // namespace plumbline::predict
