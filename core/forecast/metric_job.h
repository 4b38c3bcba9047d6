// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/forecast/run.h"
#include "core/metrics/annotations.h"
#include "core/metrics/metrics.h"

namespace plumbline::forecast {

/// Days whose values are known to be false: nobody should learn from them.
struct Blocked {
    DateRange days;
    std::string why; ///< a sentence's worth, in the language of who asks
};

/// A metric of a workspace that is to be forecast. Page, command line, review and assistant ask with this, so that the same
/// question has the same number wherever it is shown.
struct MetricAsk {
    std::string metric = "revenue";
    Grain grain = Grain::week;
    int horizon = 8; ///< periods
    std::vector<metrics::Filter> filters{};
    std::optional<DateRange> period{};     ///< history; default: all days of the dataset
    std::optional<std::string> holidays{}; ///< country, "" none; default: that of the dataset's currency
    std::vector<metrics::Annotation> annotations{};
    std::vector<Blocked> blocked{}; ///< periods that their days touch are taken as missing
    std::optional<double> today{};  ///< to say that the history ends in the future
};

/// The last period of the data while it is not complete.
struct OpenPeriod {
    double ds = 0;
    std::optional<double> value;
};

/// A period that was taken as missing.
struct LeftOut {
    size_t index = 0; ///< in the series
    double ds = 0, y = 0;
    std::string why;
};

struct MetricJob {
    Request request;
    Grain grain = Grain::week; ///< as asked, or as coarse as the rows of the dataset are
    std::string holidays;      ///< country
    std::vector<Note> notes;   ///< what was done to the history
    std::optional<OpenPeriod> open;
    std::vector<LeftOut> left_out; ///< by date
};

/// Country whose money it is, for its holidays; empty where several share it.
std::string holiday_country(std::string_view currency);

/// How far apart the rows of a metric are; nothing where there are too few to tell, or no dates.
std::optional<Grain> grain_of_rows(const metrics::Context& context, const std::string& metric,
                                   const std::vector<metrics::Filter>& filters, const std::stop_token& stop);

/// The series by period without those that are cut, the periods to come, and what `with` does not say yet: events, holidays and
/// whether it can be negative. Rows further apart than the grain asked for are periods themselves, the last one included. What is
/// blocked and covers most of the history is not left out: there would be nothing to learn from; a note says so. Throws what
/// metrics::run and make_series throw.
MetricJob metric_job(const metrics::Context& context, const MetricAsk& ask, Request with, const std::stop_token& stop);

} // namespace plumbline::forecast
