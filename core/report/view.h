// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/metrics/query.h"
#include "core/report/dashboard.h"
#include "core/store/workspace.h"

namespace plumbline::report {

/// A part of a dashboard and how wide it stands on the grid of twelve.
struct Tile {
    std::string id; ///< "cards", "series", "breakdown", "campaigns", "funnel", "cohorts", or "pin:" and the id of a pin
    int span = 12;  ///< 4, 6, 8 or 12
    bool shown = true;
};

inline constexpr std::string_view pin_tile = "pin:";

/// Tiles in the order and the sizes that a dashboard begins with.
std::vector<Tile> default_tiles();
/// Known ids and pins once, missing ones added hidden, spans that are on the grid.
std::vector<Tile> checked(std::vector<Tile> tiles);

/// A dashboard as a person arranged it, under a name.
struct View {
    std::string id{}; ///< empty: not stored yet
    int64_t dataset_id = 0;
    std::string name{};
    std::string preset = "weeks_13"; ///< a period that moves with the data; "custom": `days`
    std::optional<DateRange> days{};
    metrics::Comparison compare = metrics::Comparison::year;
    std::vector<metrics::Filter> filters{};
    std::string metric{}, breakdown{};
    std::optional<Grain> grain{};
    std::vector<Reference> also{};
    bool absolute = false;
    std::vector<std::string> cards{}, campaign_columns{};
    std::vector<Tile> tiles{};
};

/// As a document: kept in the workspace, and shared as a file.
std::string to_json_text(const View& view);
/// Throws Error{view_invalid} on what is not a view: the file may come from anybody.
View view_from_json(const std::string& text, const std::string& source);

/// Those of a dataset, by name. Entries that cannot be read are left out.
std::vector<View> views(const store::Workspace& workspace, int64_t dataset_id);
/// Stores or replaces; a view of the same name in the dataset is replaced. Throws Error{usage} without a name.
View put_view(store::Workspace& workspace, View view);
bool remove_view(store::Workspace& workspace, const std::string& id);

} // namespace plumbline::report
