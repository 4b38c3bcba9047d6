// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/hierarchy.h"

#include <algorithm>

namespace plumbline::metrics {

namespace {

const std::vector<std::vector<std::string>>& hierarchies() {
    static const std::vector<std::vector<std::string>> all{
        {"channel", "sub_channel", "campaign"}, {"country", "region", "city"}, {"category", "product"}};
    return all;
}

/// The column of a level: by kind, for campaigns by role. Not by name: a column that is merely called "region" may be anything.
const DatasetColumn* level_column(const DatasetInfo& dataset, const std::string& level) {
    for (const DatasetColumn& c : dataset.columns)
        if (is_dimension_role(c.role) && (c.kind == level || c.role == level)) return &c;
    return nullptr;
}

} // namespace

std::vector<std::string> drill_path(const DatasetInfo& dataset, std::string_view dimension) {
    const DatasetColumn* column = dataset.dimension(dimension);
    if (!column) return {};
    for (const auto& levels : hierarchies()) {
        std::vector<std::string> path;
        bool found = false;
        for (const std::string& level : levels)
            if (const DatasetColumn* c = level_column(dataset, level)) {
                path.push_back(level);
                found = found || c == column;
            }
        if (found) return path;
    }
    return {column->field};
}

std::string drill_down(const DatasetInfo& dataset, std::string_view dimension) {
    const std::vector<std::string> path = drill_path(dataset, dimension);
    const DatasetColumn* column = dataset.dimension(dimension);
    for (size_t i = 0; i + 1 < path.size(); ++i)
        if (dataset.dimension(path[i]) == column) return path[i + 1];
    return {};
}

} // namespace plumbline::metrics
