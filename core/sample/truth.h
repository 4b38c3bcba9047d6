// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <nlohmann/json.hpp>

#include "core/sample/media.h"
#include "core/sample/sample.h"

namespace plumbline::sample {

/// Everything that is known about the sample, as truth.json holds it.
nlohmann::ordered_json truth_json(const SampleSpec& spec, const SampleTruth& truth, int64_t natural_rows, const Demand& demand,
                                  const Media& media, const std::vector<std::vector<double>>& invoiced);

} // namespace plumbline::sample
