// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/report/wbr.h"
#include "core/store/workspace.h"

namespace plumbline::report {

/// Where a signal from outside is read: a text file behind an address, with a column of days and one of values.
struct MarketRecipe {
    std::string id{};
    std::string name;         ///< "Search interest"
    std::string url;          ///< https, or http on this machine
    std::string date_column;  ///< title in the file; empty: the first column of days
    std::string value_column; ///< empty: the first column of numbers
};
std::vector<MarketRecipe> market_recipes(const store::Workspace& workspace);
/// Throws Error{usage} without a name or with an address that may not be called.
MarketRecipe put_market_recipe(store::Workspace& workspace, MarketRecipe recipe);
/// With the values that it brought. False: there is none.
bool remove_market_recipe(store::Workspace& workspace, const std::string& id);

/// Reads the address and keeps its values in the workspace; what was there stays where that fails. Throws Error{network_failed,
/// file_no_table, usage (a column is not there), cancelled} and what reading a text file throws.
MarketSignal fetch_market(store::Workspace& workspace, const MarketRecipe& recipe, std::stop_token stop = {});

/// All signals for a review of a dataset: those that were read by a recipe, then the measures of the dataset named (empty: of the
/// one called "market", where there is one); at most four. Throws Error{dataset_not_found}.
std::vector<MarketSignal> market_signals(const store::Workspace& workspace, Engine& engine, const DatasetInfo& own,
                                         const std::string& dataset, std::stop_token stop = {});

} // namespace plumbline::report
