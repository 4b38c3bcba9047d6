// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/forecast/backtest.h"

namespace plumbline::forecast {

/// What a search over Prophet's settings found.
struct Tuning {
    Spec spec;                    ///< with the best settings; those asked for where none was better
    double before = 0, after = 0; ///< mean scaled error on the rolling origins
    int trials = 0;
    std::string study; ///< JSON of the study (numerics::TpeStudy): to look at, and to go on from
};

/// Searches change point, seasonality and holiday prior scales, the mode and Fourier orders of Prophet with TPE, as many trials
/// as asked for; trials of `study` (from an earlier call on the same series; may be empty) count. The first trial is the spec as
/// it is. Throws Error{cancelled}; what was tried until then is in `partial`, if given.
Tuning tune_prophet(const Series& series, const Spec& spec, const BacktestSpec& how, int trials, const std::string& study,
                    Progress& progress, std::stop_token stop, std::string* partial = nullptr);

} // namespace plumbline::forecast
