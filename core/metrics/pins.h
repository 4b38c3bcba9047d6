// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/chart/chart_spec.h"
#include "core/metrics/query.h"
#include "core/store/workspace.h"

namespace plumbline::metrics {

/// A chart that a person put on the dashboard to come back to: an answer, a forecast, a series. It shows what was so when it was
/// made, and says when that was; with a query it can be asked again.
struct Pin {
    std::string id{};             ///< empty: not stored yet
    int64_t dataset_id = 0;       ///< 0: of the whole workspace
    std::string title{};          ///< the finding, as it was
    std::string source{};         ///< id of the page or pane that it came from: "forecast", "assistant"
    std::string made{};           ///< ISO timestamp, UTC; given by the store where empty
    ChartSpec chart{};            ///< what is shown
    std::optional<Query> query{}; ///< how it was asked, where it can be asked again
};

/// Those of a dataset and of the whole workspace, in the order in which they were made. Entries that cannot be read are left out.
/// 0: all.
std::vector<Pin> pins(const store::Workspace& workspace, int64_t dataset_id = 0);
/// Stores or replaces; gives it back with id and time. Throws Error{usage} without a title, Error{internal} on a chart that no
/// chart may show.
Pin put_pin(store::Workspace& workspace, Pin pin);
/// False: there was none.
bool remove_pin(store::Workspace& workspace, const std::string& id);

} // namespace plumbline::metrics
