// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <vector>

namespace plumbline::audit {

/// How a stream of measurements, several a day, is watched. The defaults are conventions, set for no series.
struct StreamSpec {
    double chance = 0.0027;   ///< tail probability from which a moment is odd: that of three standard deviations
    double quiet_days = 1;    ///< after an alarm: what follows within a day belongs to it
    double memory_days = 7;   ///< of errors, whose tail is what a new error is held against (at least 200 moments)
    double level_days = 0.25; ///< half-life of the level
    void validate() const;    ///< throws Error{usage}
};

struct StreamAlarm {
    size_t at = 0;     ///< index of the moment
    double chance = 0; ///< tail probability of its error
    double expected = 0;
};

/// Watches values as they come, looking back only: log of the value against a running level and a profile of the hours of the
/// day; the error is held against the exponential tail of the errors before it (peaks over the 95th percentile; Siffer et al.,
/// 2017, "Anomaly detection in streams with extreme value theory", with shape 0). `seconds`: n ascending times; `values`: n, NaN
/// where missing.
std::vector<StreamAlarm> watch_stream(const std::vector<int64_t>& seconds, const std::vector<double>& values,
                                      const StreamSpec& spec = {});

} // namespace plumbline::audit
