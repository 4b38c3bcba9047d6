// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>

#include "core/forecast/forecaster.h"
#include "core/forecast/note.h"

namespace plumbline::forecast {

/// A method that knows nothing of holidays and regressors, made to: what Prophet finds them to add is taken out of the history,
/// the method goes on from the rest, and their effect on the days to come is put back. Without events and regressors the method
/// itself.
std::unique_ptr<Forecaster> adjusted(const Forecaster& method);
/// Whether a spec has anything that adjusted() would take out: events, regressors, seasons of the user's own.
bool has_effects(const Spec& spec);

/// Which regressors make forecasts of the past better: added one by one, the best first, as long as the error of Prophet with
/// smoothed residuals on `folds` rolling origins falls by a hundredth. Gives their names; notes say what was kept and what was
/// not.
std::vector<std::string> helpful_regressors(const Series& series, const Spec& spec, int horizon, int folds,
                                            std::vector<Note>& notes, Progress& progress, std::stop_token stop);

} // namespace plumbline::forecast
