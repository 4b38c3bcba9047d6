// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <nlohmann/json.hpp>

#include "core/store/workspace.h"

namespace plumbline::cli {

/// What the last audit has against numbers of these metrics on these days goes into `answer`: "open_findings", and a sentence
/// each in "warnings". The sentences come back as lines.
std::string add_trust(nlohmann::json& answer, const store::Workspace& workspace, const DatasetInfo& dataset,
                      const std::vector<std::string>& metrics, const std::optional<DateRange>& days, Language language);

} // namespace plumbline::cli
