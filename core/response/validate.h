// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <stop_token>
#include <vector>

#include "core/response/data.h"
#include "core/response/fit.h"

namespace plumbline::response {

/// Fits up to a day, predicts the 13 periods after it from the spend and controls that came, `folds` times, the last fold at the
/// end of the data. Folds with too little before them are left out. One region only.
std::vector<Validation> time_validation(const MediaData& data, const ResponseSpec& spec, int folds, std::stop_token stop);

/// Share of the target given to an added channel whose spend is that of the middle channel with its weeks shuffled: what the
/// model gives to noise.
std::optional<double> placebo_share(const MediaData& data, const ResponseSpec& spec, std::stop_token stop);

/// For each channel of the data: largest relative change of its contribution where the expected share of media is halved, or
/// raised by a half; missing for channels without spend.
std::vector<std::optional<double>> prior_sensitivity(const MediaData& data, const ResponseSpec& spec, std::stop_token stop);

} // namespace plumbline::response
