// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/response/spec.h"

#include <cmath>

#include "core/base/error.h"

namespace plumbline::response {

void ResponseSpec::validate() const {
    const auto refuse = [](bool wrong, const std::string& detail) {
        if (wrong) throw Error(ErrorCode::response_invalid, {{"detail", detail}});
    };
    refuse(adstock_length < 1 || adstock_length > 104, "the adstock window must be 1 to 104 periods");
    refuse(season_harmonics < 0 || season_harmonics > 10, "the season takes 0 to 10 harmonics");
    refuse(knots_per_year < 0 || knots_per_year > 12, "the trend takes 0 to 12 knots a year");
    for (const auto& [channel, prior] : roi) {
        refuse(!(prior.mean > 0) || !std::isfinite(prior.mean), "the expected return of " + channel + " must be above 0");
        refuse(!(prior.sd > 0) || !std::isfinite(prior.sd),
               "the spread of the expected return of " + channel + " must be above 0");
    }
    for (const LiftTest& test : lifts) {
        refuse(!(test.sd > 0) || !std::isfinite(test.sd), "the lift test of " + test.channel + " needs a standard error above 0");
        refuse(!std::isfinite(test.lift), "the lift test of " + test.channel + " has no measured lift");
        refuse(!(test.weeks > 0), "the lift test of " + test.channel + " must last longer than 0 weeks");
        refuse(test.base_weekly_spend < 0 || test.base_weekly_spend + test.delta_weekly_spend < 0,
               "the lift test of " + test.channel + " has negative spend");
        refuse(test.from && test.to && *test.to < *test.from, "the lift test of " + test.channel + " ends before it begins");
    }
    refuse(!(media_share_mean > 0 && media_share_mean < 1) || !(media_share_sd > 0),
           "the expected share of media must lie in 0 to 1");
    refuse(!(roi_log_sd > 0), "the spread of returns must be above 0");
    refuse(chains < 1 || chains > 16 || warmup < 50 || draws < 50 || draws > 20000, "1 to 16 chains, at least 50 draws of each");
    refuse(threads < 1 || threads > 64, "1 to 64 threads");
    refuse(starts < 1 || starts > 200, "1 to 200 starts");
    refuse(!(interval > 0.5 && interval < 0.999), "the interval must be between 0.5 and 0.999");
    refuse(validation_folds < 0 || validation_folds > 12, "0 to 12 validation folds");
}

} // namespace plumbline::response
