// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

#include "core/ingest/facts_builder.h"

namespace plumbline::ingest {

/// An export of a shop has a row for each order, or one for each item of it, and no column that counts orders: adds a column
/// "Orders" to the loaded table and the dataset, 1 in the first row of each order and 0 in the others. Does so only where there
/// is revenue, no cost and no count of orders, and a column that names the order ("Order ID"; "Name" where its values begin
/// with #). False: nothing was added.
bool count_orders(FactsBuilder& builder, const std::string& table, DatasetInfo& dataset);

} // namespace plumbline::ingest
