// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/store/dataset.h"

namespace plumbline::metrics {

/// The way down that a dimension is part of, as far as the dataset has it, widest first: channel > sub_channel > campaign,
/// country > region > city, category > product. Names that DatasetInfo::dimension understands. A dimension outside of any
/// hierarchy is its own path; empty where the dataset has no such dimension.
std::vector<std::string> drill_path(const DatasetInfo& dataset, std::string_view dimension);

/// The level under `dimension`; empty where it is the last.
std::string drill_down(const DatasetInfo& dataset, std::string_view dimension);

} // namespace plumbline::metrics
