// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace plumbline::rootcause {

/// The finest segments of a metric, before and after: one leaf for each combination of dimension values.
/// A sum has actual and expected; a ratio has its numerator there and its denominator in actual_b and expected_b.
struct Leaves {
    std::vector<std::string> dimensions{};
    std::vector<std::vector<std::string>> values{}; ///< a dictionary for each dimension
    std::vector<std::vector<int32_t>> codes{};      ///< [dimension][leaf], index into `values`
    std::vector<double> actual{}, expected{};
    std::vector<double> actual_b{}, expected_b{}; ///< empty: a sum

    size_t size() const { return actual.size(); }
    bool is_ratio() const { return !actual_b.empty(); }
    /// The metric over all leaves; for a ratio the ratio of sums, NaN where its denominator is 0.
    double total_actual() const;
    double total_expected() const;
};

/// One value of a dimension, by index.
struct Cell {
    int dimension = 0;
    int32_t value = 0;
    auto operator<=>(const Cell&) const = default;
};

/// A segment: at most one value for each dimension, by dimension. Empty: everything.
using Segment = std::vector<Cell>;

bool holds(const Segment& segment, const Leaves& leaves, size_t leaf);

/// Gives the rows of a long table as leaves: rows with the same values are added up. Throws Error{explain_invalid} for numbers
/// that are not finite and for lengths that differ.
class LeavesBuilder {
public:
    LeavesBuilder(std::vector<std::string> dimensions, bool ratio);
    /// values: one for each dimension.
    void add(const std::vector<std::string>& values, double actual, double expected, double actual_b = 0, double expected_b = 0);
    Leaves build() &&;
    /// The same leaves told apart by some of their dimensions only; the dictionaries stay. keep: indices, ascending.
    static Leaves project(const Leaves& leaves, const std::vector<int>& keep);

private:
    Leaves m_leaves;
    bool m_ratio = false;
    size_t find_or_add(const std::vector<int32_t>& codes);
    std::vector<int32_t> m_slots; // open addressing over leaf indices
    std::vector<std::vector<int32_t>> m_value_slots;
    int32_t code_of(size_t dimension, const std::string& value);
};

} // namespace plumbline::rootcause
