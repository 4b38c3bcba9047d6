// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "world.h"

namespace plumbline::testing {

/// An answer without order: key is period label (ISO start, or empty) and dimension values, joined; values by column name.
using NaiveAnswer = std::map<std::string, std::map<std::string, std::optional<double>>>;

/// The meaning of a query, row by row, with calendar labels from strftime and formulas written out here: shares nothing with the
/// program but comparison_period(), which has tests of its own. Understands everything but order, and limit only together with
/// `other`.
NaiveAnswer naive_answer(const World& world, const metrics::Query& query);

/// Brings an answer of the program into the same form.
NaiveAnswer keyed(const Table& table, const metrics::Query& query);

/// The metrics that naive_answer knows.
const std::vector<std::string>& naive_metrics();

} // namespace plumbline::testing
