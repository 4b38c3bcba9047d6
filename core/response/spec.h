// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/date.h"
#include "core/response/curves.h"

namespace plumbline::response {

/// What a user expects of a channel before looking: return on spend in units of the target, and how sure.
struct RoiPrior {
    double mean = 1;
    double sd = 1;
};

/// An experiment: for some weeks the channel's spend was changed and the target moved by `lift`.
struct LiftTest {
    std::string channel;           ///< name or spend column
    std::optional<Date> from, to;  ///< when it ran; optional
    double base_weekly_spend = 0;  ///< spend per period without the change; 0: the mean of those weeks, else the current spend
    double delta_weekly_spend = 0; ///< change per period; 0: the whole channel was switched off or on (base becomes the delta)
    double weeks = 1;              ///< periods it lasted
    double lift = 0;               ///< measured change of the target over all of its weeks
    double sd = 0;                 ///< standard error of `lift`
};

/// What to fit. Every default is for weekly data of one to four years.
struct ResponseSpec {
    AdstockKind adstock = AdstockKind::geometric; ///< for channels without an own choice
    SaturationKind saturation = SaturationKind::hill;
    bool compare_adstocks = true; ///< let data show where an effect comes later than its spend (one market, geometric kind)
    std::map<std::string, AdstockKind> adstock_of;
    std::map<std::string, SaturationKind> saturation_of;
    int adstock_length = 13;             ///< lags for kinds with a window; the geometric recursion keeps all
    bool steady_history = false;         ///< true: before the window spend was as in its first 8 weeks; false: nothing was spent
    int season_harmonics = 2;            ///< Fourier pairs of a year; fewer where the data are shorter than a year
    int knots_per_year = 2;              ///< of the trend, besides a straight line
    bool interactions = true;            ///< look for donor and receiver
    std::map<std::string, RoiPrior> roi; ///< by channel
    std::vector<LiftTest> lifts;
    // Priors where the user states none. Contribution of all media together: Meridian's default for targets without a ROI prior.
    double media_share_mean = 0.4, media_share_sd = 0.2;
    double roi_log_sd = 0.6; ///< how differently channels work, sd of log ROI round the common level
    // Posterior
    bool posterior = false;
    int chains = 4, warmup = 500, draws = 1000;
    int threads = 2;
    int starts = 8;
    double interval = 0.9;
    uint64_t seed = 1;
    bool checks = false;      ///< also validate over time, add a placebo channel, move the priors
    int validation_folds = 4; ///< of the checks: each holds out the next 13 weeks
    /// Throws Error{response_invalid} with what is wrong.
    void validate() const;
};

} // namespace plumbline::response
