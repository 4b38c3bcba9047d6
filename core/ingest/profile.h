// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <algorithm>
#include <vector>

#include "core/ingest/facts_builder.h"
#include "core/ingest/reading.h"
#include "core/ingest/roles.h"
#include "core/table/table.h"

namespace plumbline::ingest {

/// Rows that roles are inferred from: enough to tell an id from an amount, few enough that a preview need not wait.
inline size_t profile_rows(size_t columns) {
    constexpr size_t most = 4000, least = 200, cells = 100'000;
    return std::clamp(cells / std::max<size_t>(1, columns), least, most);
}

/// What the values of a table say about each column. `complete`: these are all rows, so that uniqueness is known.
std::vector<ColumnProfile> profiles_of(const Table& rows, bool complete);
/// The same for the first rows of a loaded table.
std::vector<ColumnProfile> profiles_of(duck::Connection& connection, const std::string& table);

} // namespace plumbline::ingest
