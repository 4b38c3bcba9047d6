// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/csv_column.h"

#include <algorithm>
#include <cstdlib>

namespace plumbline::ingest {

uint32_t atoms_of(const Cell& c) {
    switch (c.kind) {
    case CellKind::missing: return atom_missing;
    case CellKind::soft_missing: return atom_soft_missing;
    case CellKind::text: return atom_text;
    case CellKind::boolean: return atom_boolean;
    case CellKind::not_finite: return atom_not_finite;
    case CellKind::id: return (c.whole_digits > 18 || c.inexact ? atom_long_id : atom_zero_id) | atom_not_compact | atom_bare;
    case CellKind::bad_date: return atom_bad_date;
    case CellKind::far_date: return atom_far_date;
    case CellKind::number: {
        uint32_t a = atom_first_separator << static_cast<unsigned>(c.separators);
        if (c.percent)
            a |= atom_percent;
        else if (c.mantissa != 0 || c.inexact)
            a |= atom_bare;
        if (!c.compact_date) a |= atom_not_compact;
        return a;
    }
    case CellKind::date: {
        uint32_t a = atom_date | (c.has_zone ? atom_zoned : atom_unzoned);
        if (c.dmy_only) a |= atom_dmy_only;
        if (c.mdy_only) a |= atom_mdy_only;
        return a;
    }
    }
    return 0;
}

void ColumnVotes::add(const Cell& c, int64_t n) {
    cells += n;
    atoms |= atoms_of(c);
    switch (c.kind) {
    case CellKind::missing: missing += n; break;
    case CellKind::soft_missing: soft_missing += n; break;
    case CellKind::text: text += n; break;
    case CellKind::boolean: boolean += n; break;
    case CellKind::not_finite: not_finite += n; break;
    case CellKind::id: (c.whole_digits > 18 || c.inexact ? long_ids : zero_ids) += n; break;
    case CellKind::bad_date: bad_dates += n; break;
    case CellKind::far_date: far_dates += n; break;
    case CellKind::number: {
        const auto s = static_cast<size_t>(c.separators);
        numbers[s] += n;
        whole[s] = std::max(whole[s], c.whole_digits);
        fraction[s] = std::max(fraction[s], c.fraction_digits);
        groups |= c.groups;
        if (c.percent)
            percent += n;
        else if (c.mantissa != 0 || c.inexact)
            bare += n;
        if (c.has_exponent) exponents += n;
        if (c.inexact) inexact += n;
        if (c.compact_date) compact += n;
        if (c.separators == Separators::plain && !c.inexact && c.groups == 0) {
            const int64_t m = std::abs(c.mantissa);
            if (m >= 1000)
                big_plain += n;
            else if (m > 0)
                small_plain += n;
            if (m >= 1900 && m <= 2100) years += n;
        }
        if (c.currency != 0) currencies[c.currency] += n;
        sum_point += number_value(c, '.') * static_cast<double>(n);
        sum_comma += number_value(c, ',') * static_cast<double>(n);
        break;
    }
    case CellKind::date:
        dates += n;
        forms[static_cast<size_t>(c.form)] += n;
        if (c.dmy_only) dmy_only += n;
        if (c.mdy_only) mdy_only += n;
        if (c.order_matters) order_matters += n;
        if (c.has_time && !c.midnight) timed += n;
        if (c.has_zone) zoned += n;
        if (c.short_year) short_years += n;
        if (c.unpadded) unpadded += n;
        if (c.date_separator != 0) date_separator = std::max(date_separator, c.date_separator);
        break;
    }
}

void ColumnVotes::merge(const ColumnVotes& o) {
    cells += o.cells, missing += o.missing, soft_missing += o.soft_missing, text += o.text, boolean += o.boolean;
    not_finite += o.not_finite, zero_ids += o.zero_ids, long_ids += o.long_ids;
    for (size_t i = 0; i < separators_count; ++i) {
        numbers[i] += o.numbers[i];
        whole[i] = std::max(whole[i], o.whole[i]);
        fraction[i] = std::max(fraction[i], o.fraction[i]);
    }
    percent += o.percent, bare += o.bare, exponents += o.exponents, inexact += o.inexact, compact += o.compact;
    small_plain += o.small_plain, big_plain += o.big_plain, years += o.years;
    for (size_t i = 0; i < currencies_count; ++i) currencies[i] += o.currencies[i];
    for (size_t i = 0; i < date_forms_count; ++i) forms[i] += o.forms[i];
    dates += o.dates, dmy_only += o.dmy_only, mdy_only += o.mdy_only, order_matters += o.order_matters;
    bad_dates += o.bad_dates, far_dates += o.far_dates, timed += o.timed, zoned += o.zoned;
    short_years += o.short_years, unpadded += o.unpadded;
    date_separator = std::max(date_separator, o.date_separator);
    groups |= o.groups;
    sum_point += o.sum_point, sum_comma += o.sum_comma;
    atoms |= o.atoms;
}

int64_t ColumnVotes::all_numbers() const {
    int64_t n = 0;
    for (const int64_t v : numbers) n += v;
    return n;
}

Dictionary::Dictionary() : m_slots(64), m_mask(63) {}

void Dictionary::clear() { *this = Dictionary(); }

uint32_t Dictionary::add(std::string_view text, uint64_t h, uint64_t at) {
    if (m_entries.size() >= max_values || m_bytes.size() + text.size() > max_bytes) {
        m_abandoned = true;
        return none;
    }
    const auto index = static_cast<uint32_t>(m_entries.size());
    m_entries.push_back({static_cast<uint32_t>(m_bytes.size()), static_cast<uint32_t>(text.size()), -1, 0, 0});
    m_bytes += text;
    m_slots[at] = {index, static_cast<uint32_t>(h >> 32)};
    const Cell c = classify(text);
    set_cell(index, c);
    m_entries[index].atoms = atoms_of(c);
    if (m_entries.size() * 2 > m_slots.size()) grow();
    return index;
}

void Dictionary::grow() {
    m_mask = m_slots.size() * 4 - 1;
    m_slots.assign(m_mask + 1, {});
    for (uint32_t i = 0; i < m_entries.size(); ++i) {
        const uint64_t h = hash(text(i));
        uint64_t at = h & m_mask;
        while (m_slots[at].index != none) at = (at + 1) & m_mask;
        m_slots[at] = {i, static_cast<uint32_t>(h >> 32)};
    }
}

Cell Dictionary::cell(uint32_t i) const {
    const int32_t c = m_entries[i].cell;
    if (c >= 0) return m_cells[static_cast<size_t>(c)];
    Cell out;
    out.kind = c == -1 ? CellKind::text : CellKind::missing;
    return out;
}

void Dictionary::set_cell(uint32_t i, const Cell& cell) {
    if (cell.kind == CellKind::text)
        m_entries[i].cell = -1;
    else if (cell.kind == CellKind::missing)
        m_entries[i].cell = -2;
    else {
        m_entries[i].cell = static_cast<int32_t>(m_cells.size());
        m_cells.push_back(cell);
    }
}

void Dictionary::merge(const Dictionary& other) {
    if (other.m_abandoned) m_abandoned = true;
    for (uint32_t i = 0; i < other.size(); ++i) {
        if (other.m_entries[i].count == 0) continue;
        const uint32_t at = find_or_add(other.text(i));
        if (at != none) m_entries[at].count += other.m_entries[i].count;
    }
}

} // namespace plumbline::ingest
