// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/ingest/values.h"

namespace plumbline::ingest {

/// Kinds of cells as bits: which of them a block holds decides whether it must be looked at again for rows to set aside.
enum Atom : uint32_t {
    atom_missing = 1u << 0,
    atom_soft_missing = 1u << 1,
    atom_text = 1u << 2,
    atom_boolean = 1u << 3,
    atom_first_separator = 1u << 4, // seven bits, one a Separators value
    atom_not_finite = 1u << 11,
    atom_zero_id = 1u << 12,
    atom_long_id = 1u << 13,
    atom_date = 1u << 14,
    atom_dmy_only = 1u << 15,
    atom_mdy_only = 1u << 16,
    atom_bad_date = 1u << 17,
    atom_far_date = 1u << 18,
    atom_percent = 1u << 19,
    atom_bare = 1u << 20, ///< a number other than zero without percent sign
    atom_zoned = 1u << 21,
    atom_unzoned = 1u << 22,
    atom_not_compact = 1u << 23,
};
uint32_t atoms_of(const Cell& cell);

/// What the cells of a column said, added up over rows.
struct ColumnVotes {
    int64_t cells = 0, missing = 0, soft_missing = 0, text = 0, boolean = 0, not_finite = 0, zero_ids = 0, long_ids = 0;
    std::array<int64_t, separators_count> numbers{};
    std::array<uint8_t, separators_count> whole{}, fraction{}; ///< most digits before and after the separator
    int64_t percent = 0, bare = 0, exponents = 0, inexact = 0, compact = 0;
    int64_t small_plain = 0; ///< 1 to 999
    int64_t big_plain = 0;   ///< 1000 and more, no separators
    int64_t years = 0;       ///< plain numbers 1900 to 2100
    std::array<int64_t, currencies_count> currencies{};
    std::array<int64_t, date_forms_count> forms{};
    int64_t dates = 0, dmy_only = 0, mdy_only = 0, order_matters = 0, bad_dates = 0, far_dates = 0;
    int64_t timed = 0, zoned = 0, short_years = 0, unpadded = 0;
    char date_separator = 0;
    uint8_t groups = 0;
    double sum_point = 0, sum_comma = 0; ///< of the numbers, as either decimal separator reads them
    uint32_t atoms = 0;

    void add(const Cell& cell, int64_t n = 1);
    void merge(const ColumnVotes& other);
    int64_t all_numbers() const;
    int64_t filled() const { return cells - missing - soft_missing; }
    int64_t all_dates() const { return dates + bad_dates + far_dates; }
};

/// The distinct values of a column, with how often they came. Beyond its limits it is abandoned, and cells are classified one by
/// one.
class Dictionary {
public:
    static constexpr size_t max_values = 60000;
    static constexpr size_t max_bytes = 6u << 20;
    static constexpr uint32_t none = UINT32_MAX;

    Dictionary();
    /// Index of the value; adds it where it is new. `none` once abandoned and unknown.
    uint32_t find_or_add(std::string_view text) {
        const uint64_t h = hash(text);
        uint64_t at = h & m_mask;
        for (;;) {
            const Slot& s = m_slots[at];
            if (s.index == none) return m_abandoned ? none : add(text, h, at);
            if (s.tag == static_cast<uint32_t>(h >> 32)) {
                const Entry& e = m_entries[s.index];
                if (e.size == text.size() && __builtin_memcmp(m_bytes.data() + e.offset, text.data(), text.size()) == 0)
                    return s.index;
            }
            at = (at + 1) & m_mask;
        }
    }
    struct Entry {
        uint32_t offset, size;
        int32_t cell;       ///< index into odd cells; -1: text, -2: missing
        uint32_t atoms = 0; ///< bits of Atom
        int64_t count = 0;
    };
    size_t size() const { return m_entries.size(); }
    bool abandoned() const { return m_abandoned; }
    Entry& entry(uint32_t i) { return m_entries[i]; }
    const Entry& entry(uint32_t i) const { return m_entries[i]; }
    std::string_view text(uint32_t i) const { return {m_bytes.data() + m_entries[i].offset, m_entries[i].size}; }
    Cell cell(uint32_t i) const;
    void set_cell(uint32_t i, const Cell& cell);
    void merge(const Dictionary& other);
    void abandon() { m_abandoned = true; }
    void clear();

private:
    struct Slot {
        uint32_t index = none, tag = 0;
    };
    static uint64_t hash(std::string_view text) {
        uint64_t h = 0x9E3779B97F4A7C15ull ^ text.size();
        const char* p = text.data();
        size_t n = text.size();
        while (n >= 8) {
            uint64_t w;
            __builtin_memcpy(&w, p, 8);
            h = (h ^ w) * 0xD6E8FEB86659FD93ull;
            h ^= h >> 32;
            p += 8, n -= 8;
        }
        uint64_t w = 0;
        if (n >= 4) {
            uint32_t a, b;
            __builtin_memcpy(&a, p, 4);
            __builtin_memcpy(&b, p + n - 4, 4);
            w = a | static_cast<uint64_t>(b) << 32;
        } else
            for (size_t i = 0; i < n; ++i) w |= static_cast<uint64_t>(static_cast<unsigned char>(p[i])) << (8 * i);
        h = (h ^ w) * 0xD6E8FEB86659FD93ull;
        return h ^ h >> 29;
    }
    uint32_t add(std::string_view text, uint64_t h, uint64_t at);
    void grow();
    std::vector<Slot> m_slots;
    std::vector<Entry> m_entries;
    std::vector<Cell> m_cells;
    std::string m_bytes;
    uint64_t m_mask;
    bool m_abandoned = false;
};

} // namespace plumbline::ingest
