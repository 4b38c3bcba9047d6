// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <array>
#include <map>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/store/dataset.h"

/// How several datasets become the rows of one: inside this room only.
namespace plumbline::ingest {

/// What customers did, as opposed to what was shown, clicked and paid.
inline constexpr std::array<std::string_view, 4> outcome_roles{"leads", "orders", "new_customers", "revenue"};

/// The ad platform or mail tool that an export comes from, by words of its name and of its columns: "Meta"; empty: unknown.
std::string platform_of(const DatasetInfo& dataset);
/// The same by the words of a name alone.
std::string platform_of(const std::string& name);

struct PlacedPart {
    DatasetInfo dataset;
    std::string label;     ///< its channel, or the channel of its rows that tell none
    std::string known_as;  ///< the platform as platform_of() calls it; empty: unknown
    bool platform = false; ///< all of its rows belong to `label`
};

struct CombinePlan {
    std::string select; ///< over the facts tables of the parts
    std::vector<DatasetColumn> columns;
    std::map<std::string, std::vector<std::string>> outcomes; ///< role -> names of datasets
    bool claims = false;
};

CombinePlan combine_plan(const std::vector<PlacedPart>& parts, Language language);

} // namespace plumbline::ingest
