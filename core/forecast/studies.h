// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/base/date.h"
#include "core/metrics/query.h"
#include "core/store/workspace.h"

namespace plumbline::forecast {

/// What a search over Prophet's settings was made for. Asked again on the same history, it goes on from there.
struct StudyOf {
    int64_t dataset_id = 0;
    std::string metric{};
    Grain grain = Grain::week;
    int horizon = 0;
    uint64_t seed = 1;
    std::string holidays{};
    std::vector<metrics::Filter> where{};
    std::optional<Date> last{}; ///< last day of the data: new data are a new search
};

/// The kept study; empty where there is none.
std::string kept_study(const store::Workspace& workspace, const StudyOf& of);
/// Trials of a study; 0 where the text is none.
int trials_of(const std::string& study);
void put_study(store::Workspace& workspace, const StudyOf& of, const std::string& study);

} // namespace plumbline::forecast
