// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>
#include <stop_token>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "core/metrics/plan.h"

namespace plumbline::metrics {

/// The roll-up in memory, column by column, rows in the order of days. Immutable; any number of threads may scan it.
class Cube {
public:
    /// A longer roll-up is left to SQL: at 60 to 100 bytes a row this one takes up to 300 MB.
    static constexpr int64_t most_rows = 3'000'000;

    /// Reads the roll-up; nullptr where there is none, it is empty, longer than most_rows, or holds sums that 64 bits cannot add
    /// exactly (SQL serves then). Throws Error{query_failed, cancelled}.
    static std::shared_ptr<const Cube> load(const DatasetInfo& dataset, Engine& engine, std::stop_token stop = {});

    /// Whether it holds all that a plan needs, of the very data that the plan is about.
    bool answers(const Plan& plan) const;
    size_t rows() const { return m_rows; }
    /// Memory that it takes.
    size_t bytes() const;

private:
    friend class CubeLoader;
    friend class CubeScan;

    /// Codes index `words`; words.size() stands for a missing value.
    struct Dimension {
        std::string field;
        std::shared_ptr<const std::vector<std::string>> words; ///< in the order of bytes
        std::variant<std::vector<uint8_t>, std::vector<uint16_t>, std::vector<uint32_t>> codes;
        size_t cardinality() const { return words->size() + 1; }
    };
    /// Unscaled values, as narrow as they fit: half the bytes is half the time.
    struct Values {
        Measure measure;
        std::variant<std::vector<int32_t>, std::vector<int64_t>, std::vector<double>> values;
        std::vector<uint8_t> present; ///< empty: every row has a value
    };

    const Dimension* dimension(const std::string& field) const;
    const Values* values(const Measure& measure) const;
    /// Rows of the days of a range: first and one past the last.
    std::pair<size_t, size_t> rows_of(const DateRange& days) const;

    std::string m_fingerprint;
    size_t m_rows = 0;
    Date m_first_day;
    std::vector<uint32_t> m_first_row; ///< by day from m_first_day, one more than days
    std::vector<Dimension> m_dimensions;
    std::vector<Values> m_values;
};

/// Answers plans from a cube. What several tiles have in common, the rows that their filters leave, is kept between calls; so is
/// scratch memory. Not thread-safe: one for each thread.
class CubeScan {
public:
    explicit CubeScan(const Cube& cube) : m_cube(cube) {}
    /// Throws Error{value_unknown}.
    Scanned scan(const Plan& plan);

private:
    /// Rows of a range that the filters leave, ascending.
    struct Selection {
        std::vector<PlanFilter> filters;
        DateRange days;
        std::vector<uint32_t> rows;
    };
    const Selection* select(const Plan& plan, const DateRange& days);
    void check_values(const Plan& plan) const;
    void scan_days(const Plan& plan, const DateRange& days, Groups& groups, Sums& sums);

    /// Fills m_codes with the group of each of n rows; returns how many groups there can be.
    size_t encode(const Plan& plan, const Selection* selection, size_t first, size_t n);
    uint32_t find_or_add(const Plan& plan, uint32_t code, Groups& groups);

    const Cube& m_cube;
    std::vector<std::unique_ptr<Selection>> m_selections;
    std::vector<uint32_t> m_codes;
    std::vector<uint64_t> m_wide_codes;
    std::vector<uint64_t> m_dense_to_wide;          ///< where the groups were renumbered; else empty
    std::unordered_map<uint64_t, uint32_t> m_known; ///< number in Groups of a combination, for both scans of a plan
};

} // namespace plumbline::metrics
