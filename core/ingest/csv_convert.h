// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/ingest/csv_column.h"
#include "core/store/dataset.h"

namespace plumbline::ingest {

/// How the cells of a column become values: decided once over all rows, then applied to each.
struct ColumnPlan {
    size_t field = 0; ///< place in the record
    std::string name;
    FieldType type = FieldType::text;
    int scale = 0; ///< decimal and percent: digits after the point of the stored value; -1: double
    char decimal = '.';
    bool day_first = true;
    bool compact_dates = false;        ///< yyyyMMdd
    bool zero_ids_are_numbers = false; ///< "00" in a column of decimals
    bool required = false;             ///< dates: a row without one is set aside
    uint32_t bad_atoms = 0;            ///< kinds of cells that set their row aside
    bool enumerated = false;           ///< text: `members` is complete
    std::vector<std::string> members;  ///< sorted
    std::string unit, reason;
};

enum class Converted : uint8_t { value, null, bad };

/// A converted cell: integers, unscaled decimals, days, microseconds, 0/1 in `whole`; doubles in `real`; text in `text`.
struct TypedValue {
    int64_t whole = 0;
    double real = 0;
    std::string_view text;
};

Converted convert(const ColumnPlan& plan, std::string_view cell, TypedValue& out);
/// The same for a cell that was classified before.
Converted convert(const ColumnPlan& plan, const Cell& cell, std::string_view trimmed, TypedValue& out);
/// Why convert() gave `bad`: "“abc” in Umsatz".
std::string bad_reason(const ColumnPlan& plan, std::string_view cell);

/// Reads digits with at most one point or comma; the fast way for the usual number. False where classify() must look.
inline bool read_simple_number(const char* p, size_t n, int64_t& mantissa, uint8_t& whole, uint8_t& fraction, char& separator) {
    if (n == 0 || n > 17) return false;
    const char* const end = p + n;
    bool negative = false;
    if (*p == '-') {
        negative = true;
        if (++p == end) return false;
    }
    const char* const start = p;
    int64_t m = 0;
    while (p < end && static_cast<unsigned char>(*p - '0') < 10) m = m * 10 + (*p++ - '0');
    const auto w = static_cast<size_t>(p - start);
    if (w == 0 || (w > 1 && *start == '0')) return false;
    whole = static_cast<uint8_t>(w);
    fraction = 0;
    separator = 0;
    if (p < end) {
        separator = *p++;
        if ((separator != '.' && separator != ',') || p == end) return false;
        const char* const digits = p;
        while (p < end && static_cast<unsigned char>(*p - '0') < 10) m = m * 10 + (*p++ - '0');
        if (p != end) return false;
        fraction = static_cast<uint8_t>(p - digits);
    }
    mantissa = negative ? -m : m;
    return true;
}

inline constexpr int64_t powers_of_ten[19] = {1,
                                              10,
                                              100,
                                              1000,
                                              10000,
                                              100000,
                                              1000000,
                                              10000000,
                                              100000000,
                                              1000000000,
                                              10000000000,
                                              100000000000,
                                              1000000000000,
                                              10000000000000,
                                              100000000000000,
                                              1000000000000000,
                                              10000000000000000,
                                              100000000000000000,
                                              1000000000000000000};

} // namespace plumbline::ingest
