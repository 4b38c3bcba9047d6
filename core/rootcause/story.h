// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

#include "core/base/format.h"
#include "core/chart/chart_spec.h"
#include "core/chart/table_spec.h"
#include "core/rootcause/explain.h"

namespace plumbline::rootcause {

/// "channel Search, device Mobile"; "everything else" for the empty one.
std::string segment_text(const Leaves& leaves, const Segment& segment, Language language);
/// A difference of a metric: "−CHF 12.3k", "+0.4 points", "+0.32".
std::string change_text(double change, const std::string& unit, const NumberStyle& style);
/// What a factor is called: "Cost", "Clicks per cost".
std::string factor_text(const Factor& factor, Language language);
/// The verdict in one sentence.
std::string verdict_sentence(const Explanation& explanation, const NumberStyle& style);
/// At most five sentences; every number in them is one of the explanation.
std::vector<std::string> story(const Explanation& explanation, const NumberStyle& style);
/// From before to after: a bar for each driver, largest first; titled by the finding.
ChartSpec waterfall(const Explanation& explanation, const NumberStyle& style);
/// The drivers as a table: segment, before, after, contribution, share, how well one factor explains its leaves.
TableSpec driver_table(const Explanation& explanation, const NumberStyle& style);

} // namespace plumbline::rootcause
