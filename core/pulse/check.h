// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/format.h"
#include "core/metrics/metrics.h"

/// The morning check: is a metric today what its own history and the weekday let expect?
namespace plumbline::pulse {

/// A metric that is followed.
struct Watch {
    std::string metric;
    std::vector<metrics::Filter> where{};
};

enum class Verdict {
    usual,
    high,    ///< above what 99 of 100 such days show
    low,     ///< below it
    no_data, ///< no value for the day
    unknown  ///< too short a history to say
};
const char* verdict_id(Verdict verdict);

struct Check {
    Watch watch;
    metrics::Metric metric;
    Date day{};
    std::optional<double> value;
    std::optional<double> expected, low, high; ///< for the day; missing where the verdict is unknown
    std::optional<double> before, change;      ///< the same weekday a week before; relative, for percentages the difference
    Verdict verdict = Verdict::unknown;
    std::vector<Date> days;                   ///< the last 28 up to `day`
    std::vector<std::optional<double>> spark; ///< their values
};

/// All metrics at a day (default: the last of the data). The value of day t is held against level x weekday: the level is the
/// mean of the 28 days before, the weekday's factor the median of value / level on that weekday over 12 weeks, the band 3 robust
/// standard deviations (1.4826 MAD) of what is left on the days of those weeks. Watches with the same filters are read by one
/// query. Throws what metrics::run throws, but metrics that the dataset lacks are left out.
std::vector<Check> check(const metrics::Context& context, const std::vector<Watch>& watches, std::optional<Date> day = {},
                         std::stop_token stop = {});

/// The same over a series: values of consecutive days, the last one is judged.
struct Judgement {
    Verdict verdict = Verdict::unknown;
    std::optional<double> expected, low, high;
};
Judgement judge(const std::vector<std::optional<double>>& values, Date last, bool never_negative);

/// The usual metrics of a dataset, at most `most`.
std::vector<Watch> usual_watches(const DatasetInfo& dataset, size_t most = 10);
/// "Revenue is unusually low for a Friday: CHF 81.2k, where CHF 95k to 110k are usual."
std::string sentence(const Check& check, const NumberStyle& style);
std::string verdict_text(Verdict verdict, Language language);

} // namespace plumbline::pulse
