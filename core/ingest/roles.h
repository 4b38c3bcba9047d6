// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/store/dataset.h"

namespace plumbline::ingest {

/// What is known of a column's values. Anything may be left out; a role then rests on the name and the type.
struct ColumnProfile {
    int64_t rows = 0;
    int64_t nulls = 0;
    int64_t distinct = -1;               ///< of the values that are there; an estimate will do; -1: unknown
    bool unique = false;                 ///< exactly: no value stands twice
    std::optional<double> min, max, sum; ///< numbers (dates left out)
    double integer_share = 0;            ///< numbers: share of whole ones
    bool increasing = false;             ///< numbers: each row above the one before it
    double mean_length = 0;              ///< text: characters
    std::vector<std::string> samples;    ///< a few values as text
    std::vector<std::string> values;     ///< text: all distinct values in lower case where there are at most 200, else empty
    std::map<size_t, double> above;      ///< share of rows where this number is >= that of another column (by index)
    std::map<size_t, int64_t> pairs;     ///< distinct pairs with another column (by index)
};

/// Gives each column a role, a kind, a unit and the reason, from its name (English, French, German, Portuguese, Spanish, Italian;
/// the export names of the ad platforms, shops and CRMs) and its values. Of the roles that only one column can have, the best
/// candidate gets each. A unit that the reader found (a currency sign in the values) is kept. profiles: by index; may be shorter
/// than columns.
void infer_roles(std::vector<DatasetColumn>& columns, const std::vector<ColumnProfile>& profiles);

/// A name for SQL: lower case, ASCII (accents taken off), words joined by "_", not in `taken`; never empty; not added to `taken`.
std::string field_name(std::string_view display_name, const std::set<std::string>& taken);

/// Chains of dimensions from coarse to fine, by index: by kind (channel > sub_channel > campaign, country > region > city, …),
/// and by values where the profiles tell that each fine value has one coarse one. A chain that the values contradict is left out.
std::vector<std::vector<size_t>> find_hierarchy(const std::vector<DatasetColumn>& columns,
                                                const std::vector<ColumnProfile>& profiles = {});

} // namespace plumbline::ingest
