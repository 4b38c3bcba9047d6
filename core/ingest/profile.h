// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "core/ingest/facts_builder.h"
#include "core/ingest/reading.h"
#include "core/ingest/roles.h"
#include "core/table/table.h"

namespace plumbline::ingest {

/// Rows that roles are inferred from: enough to tell an id from an amount, few enough to take no time.
inline constexpr size_t profile_rows = 20'000;

/// What the values of a table say about each column. `complete`: these are all rows, so that uniqueness is known.
std::vector<ColumnProfile> profiles_of(const Table& rows, bool complete);
/// The same for the first rows of a loaded table.
std::vector<ColumnProfile> profiles_of(duck::Connection& connection, const std::string& table);

} // namespace plumbline::ingest
