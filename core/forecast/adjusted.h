// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <map>
#include <memory>
#include <mutex>

#include "core/forecast/forecaster.h"
#include "core/forecast/note.h"

namespace plumbline::forecast {

/// Prophet's fits to one series up to several moments, made once for all methods that need the same one. For one spec.
class SharedEffects {
public:
    std::shared_ptr<const Fitted> of(const Series& series, const Spec& spec, Progress& progress, std::stop_token stop);

private:
    struct Entry {
        std::mutex making;
        std::shared_ptr<const Fitted> fit;
    };
    std::mutex m_lock;
    std::map<std::pair<size_t, double>, std::shared_ptr<Entry>> m_kept; ///< by length and last moment
};

/// A method that knows nothing of holidays and regressors, made to: what Prophet finds them to add is taken out of the history,
/// the method goes on from the rest, and their effect on the days to come is put back. Without events and regressors the method
/// itself. `shared` serves all methods of one run.
std::unique_ptr<Forecaster> adjusted(const Forecaster& method, std::shared_ptr<SharedEffects> shared);
/// Whether a spec has anything that adjusted() would take out: events, regressors, seasons of the user's own.
bool has_effects(const Spec& spec);

/// Which regressors make forecasts of the past better: added one by one, the best first, as long as the error of Prophet with
/// smoothed residuals on `folds` rolling origins falls by a hundredth. Gives their names; notes say what was kept and what was
/// not.
std::vector<std::string> helpful_regressors(const Series& series, const Spec& spec, int horizon, int folds,
                                            std::vector<Note>& notes, Progress& progress, std::stop_token stop);

} // namespace plumbline::forecast
