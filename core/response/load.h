// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/metrics/annotations.h"
#include "core/metrics/metrics.h"
#include "core/response/data.h"
#include "core/response/fit.h"
#include "core/store/workspace.h"
#include "core/table/table.h"

namespace plumbline::response {

/// Which columns of a table are what.
struct SeriesColumns {
    std::string date; ///< empty: the first column of dates
    std::string target;
    std::vector<std::string> spend, controls;
    std::string geo; ///< empty: a text column is taken where dates repeat
};

/// A table with a row a period (and region). Missing spend is 0; rows are put in order; regions that lack a period are refused.
/// Throws Error{response_invalid, response_target}.
MediaData media_from_table(const Table& table, const SeriesColumns& columns);

/// Adds every column of numbers of another table (prices, competitors, weather: market pulse) as a control: the mean of its rows
/// in each period, by its first column of dates. Throws Error{response_invalid} where a period has none.
void add_controls(MediaData& data, const Table& table);

/// What is asked of a dataset of the workspace.
struct MediaQuestion {
    std::string spend_by = "channel"; ///< dimension
    std::string target = "revenue";   ///< metric that is a sum
    std::optional<DateRange> period;
    std::vector<metrics::Filter> filters;
    std::string geo; ///< dimension of regions; empty: whole
    std::string holidays =
        "auto"; ///< country whose public holidays and commercial days are controls; auto: by the currency; none
    std::vector<metrics::Annotation> annotations; ///< promotions, prices, competitors, events: a control each kind
};

/// Of weeks in order, the stretch with most of them: what lies behind a silence of more than a year is another time, or a wrong
/// date. `weeks` is not empty.
DateRange longest_stretch(const std::vector<Date>& weeks);
/// Complete weeks, by metrics::run; of a very long history without a period the longest stretch. Channels without spend are left
/// out. Throws Error{metric_unavailable, dimension_unknown, no_date, response_…}.
MediaData media_from_workspace(const metrics::Context& context, const MediaQuestion& question, std::stop_token stop = {});

/// The fit that allocate and the page read: one a dataset and target, kind "response_fit".
void keep_fit(store::Workspace& workspace, int64_t dataset_id, const ResponseFit& fit);
/// The newest of a dataset; with a target only of that. Entries that cannot be read are left out.
std::optional<ResponseFit> kept_fit(const store::Workspace& workspace, int64_t dataset_id, const std::string& target = {});

/// Lift tests of a dataset, kind "lift_tests".
std::vector<LiftTest> kept_lifts(const store::Workspace& workspace, int64_t dataset_id);
void keep_lifts(store::Workspace& workspace, int64_t dataset_id, const std::vector<LiftTest>& tests);

} // namespace plumbline::response
