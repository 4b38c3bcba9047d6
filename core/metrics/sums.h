// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/date.h"

namespace plumbline::metrics {

/// How a measure is summed: whole numbers and decimals exactly, as integers scaled by 10^scale; the rest as double.
enum class SumKind { integer, decimal, real };

struct Measure {
    std::string field;
    SumKind kind = SumKind::integer;
    int scale = 0;
    bool operator==(const Measure&) const = default;
};

/// A sum; not present where there was no value at all.
struct Sum {
    int64_t exact = 0; ///< integer, decimal (unscaled)
    double real = 0;   ///< real
    bool present = false;
};

/// Throws Error{query_failed} where the sum leaves 64 bits.
void add(Sum& to, const Sum& value);
double power_of_ten(int scale);

/// What a scan found: a row for each period and group that has data.
struct Sums {
    size_t measures = 0;
    std::vector<Date> period;    ///< start; the same for all rows without a grain
    std::vector<uint32_t> group; ///< index into Groups
    std::vector<Sum> values;     ///< rows x measures
    size_t rows() const { return group.size(); }
    const Sum* row(size_t r) const { return values.data() + r * measures; }
    Sum* row(size_t r) { return values.data() + r * measures; }
    /// Appends a row without values.
    Sum* append(Date start, uint32_t of_group);
};

/// The combinations of dimension values that scans found, shared by the scans of one query.
struct Groups {
    static constexpr uint32_t missing = UINT32_MAX;
    size_t dimensions = 0;
    size_t count = 0;
    std::vector<uint32_t> codes; ///< groups x dimensions, indices into the dictionaries
    std::vector<std::shared_ptr<const std::vector<std::string>>> dictionaries;
    /// Value of a dimension; nullptr where it is missing.
    const std::string* text(uint32_t group, size_t dimension) const;
    /// Three-way by text, missing last.
    int compare(uint32_t a, uint32_t b) const;
};

/// Everything that an answer is made of.
struct Scanned {
    Groups groups;
    Sums asked, compared;
};

} // namespace plumbline::metrics
