// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/csv_header.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/ingest/values.h"

namespace plumbline::ingest {

namespace {

constexpr size_t body_sample = 200;
constexpr int max_header_rows = 4;

bool is_value(std::string_view text) {
    switch (classify(text).kind) {
    case CellKind::number:
    case CellKind::not_finite:
    case CellKind::id:
    case CellKind::date:
    case CellKind::bad_date:
    case CellKind::far_date:
    case CellKind::boolean: return true;
    default: break;
    }
    const std::string_view s = trim(text);
    return s.size() >= 4 && s.find(':') != std::string_view::npos &&
           s.find_first_not_of("0123456789:.+-Z") == std::string_view::npos;
}
bool is_missing(std::string_view text) { return classify(text).kind == CellKind::missing; }

size_t filled(const EdgeRow& row) {
    return static_cast<size_t>(std::ranges::count_if(row.cells, [](const std::string& c) { return !trim(c).empty(); }));
}

/// Numbers that serve as names: 2023, 2024, 2025 side by side above columns that hold something else.
bool names_by_year(const EdgeRow& row, const EdgeRow* below) {
    int last = 0, years = 0;
    for (size_t i = 0; i < row.cells.size(); ++i) {
        const Cell c = classify(row.cells[i]);
        if (c.kind != CellKind::number) continue;
        const auto y = static_cast<int>(c.mantissa);
        if (c.separators != Separators::plain || y < 1900 || y > 2100 || (last != 0 && y != last + 1 && y != last - 1))
            return false;
        if (below && i < below->cells.size()) {
            const Cell b = classify(below->cells[i]);
            if (b.kind == CellKind::number && b.mantissa >= 1900 && b.mantissa <= 2100 && b.separators == Separators::plain)
                return false;
        }
        last = y;
        ++years;
    }
    return years >= 2;
}

/// Columns that mostly hold numbers, dates or times in the rows from `from` on. Words in the first of these rows do not count
/// against a column (they may belong to the header), nor does a repeat of the row above them.
std::vector<bool> typed_columns(const std::vector<EdgeRow>& rows, size_t from, size_t columns) {
    std::vector<size_t> values(columns), any(columns), leading(columns);
    size_t n = 0;
    for (size_t i = from; i < rows.size() && n < body_sample; ++i) {
        if (rows[i].blank || rows[i].cells.size() != columns || (from > 0 && rows[i].cells == rows[from - 1].cells)) continue;
        ++n;
        for (size_t c = 0; c < columns; ++c) {
            if (is_missing(rows[i].cells[c])) continue;
            ++any[c];
            if (is_value(rows[i].cells[c]))
                ++values[c];
            else if (values[c] == 0)
                ++leading[c];
        }
    }
    std::vector<bool> out(columns);
    for (size_t c = 0; c < columns; ++c) {
        const size_t header_like = leading[c] < static_cast<size_t>(max_header_rows) && values[c] >= 2 ? leading[c] : 0;
        out[c] = any[c] > 0 && values[c] * 10 >= (any[c] - header_like) * 7;
    }
    return out;
}

enum class Look { header, data, unclear };

/// Does the row name the columns, or is it one of them?
Look look(const EdgeRow& row, const EdgeRow* below, const std::vector<bool>& typed) {
    size_t values = 0, words = 0;
    for (size_t c = 0; c < row.cells.size() && c < typed.size(); ++c) {
        if (!typed[c] || is_missing(row.cells[c])) continue;
        ++(is_value(row.cells[c]) ? values : words);
    }
    if (values > 0 && words + 1 >= values && names_by_year(row, below)) return Look::header;
    if (values > 0 && names_by_year(row, below)) return Look::header;
    if (values > 0) return words >= 3 && words > values * 2 ? Look::header : Look::data;
    return words > 0 ? Look::header : Look::unclear;
}

/// A table of words only: a header has no holes, no repeats, and none of its words comes back below.
bool names_words(const std::vector<EdgeRow>& rows, size_t h, size_t columns) {
    std::set<std::string> seen;
    for (const std::string& c : rows[h].cells) {
        const std::string_view s = trim(c);
        if (s.empty() || is_value(s) || !seen.insert(std::string(s)).second || s.size() > 80)
            return columns > 1 && s.empty() && &c == &rows[h].cells.front();
    }
    for (size_t i = h + 1, n = 0; i < rows.size() && n < body_sample; ++i, ++n)
        for (size_t c = 0; c < columns && c < rows[i].cells.size() && c < rows[h].cells.size(); ++c)
            if (rows[i].cells[c] == rows[h].cells[c]) return false;
    return true;
}

std::string tidy(std::string_view name) {
    std::string out;
    bool gap = false;
    for (const char c : trim(name)) {
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (blank)
            gap = true;
        else {
            if (gap && !out.empty()) out += ' ';
            gap = false;
            out += c;
        }
    }
    return out;
}

std::vector<std::string> join_names(const std::vector<EdgeRow>& rows, size_t first, size_t n, size_t columns) {
    std::vector<std::string> names(columns);
    for (size_t r = first; r < first + n; ++r) {
        std::vector<std::string> parts(columns);
        for (size_t c = 0; c < columns && c < rows[r].cells.size(); ++c) parts[c] = tidy(rows[r].cells[c]);
        // A group title stands above the first of its columns only, as a merged cell is exported.
        if (r + 1 < first + n && filled(rows[r]) < columns && filled(rows[r + 1]) > filled(rows[r]))
            for (size_t c = 1; c < columns; ++c)
                if (parts[c].empty() && c < rows[r + 1].cells.size() && !trim(rows[r + 1].cells[c]).empty())
                    parts[c] = parts[c - 1];
        for (size_t c = 0; c < columns; ++c)
            if (!parts[c].empty()) names[c] += (names[c].empty() ? "" : " ") + parts[c];
    }
    return names;
}

/// A header that has another number of cells than the rows.
void fit_names(const std::vector<EdgeRow>& rows, HeaderGuess& out) {
    std::vector<std::string> cells;
    for (const std::string& c : rows[out.first].cells) cells.push_back(tidy(c));
    const size_t n = out.columns;
    if (cells.size() == n) return;
    if (cells.size() > n) {
        // Empty names that have no column.
        while (cells.size() > n && cells.back().empty()) cells.pop_back();
        for (size_t i = 0; i < cells.size() && cells.size() > n;)
            if (cells[i].empty())
                cells.erase(cells.begin() + static_cast<long>(i));
            else
                ++i;
    } else if (cells.size() + 1 == n) {
        bool last_empty = true, counts = true;
        int64_t previous = INT64_MIN;
        for (size_t i = out.body, k = 0; i < rows.size() && k < body_sample; ++i) {
            if (rows[i].cells.size() != n) continue;
            ++k;
            last_empty = last_empty && trim(rows[i].cells.back()).empty();
            const Cell c = classify(rows[i].cells.front());
            counts = counts && c.kind == CellKind::number && c.separators == Separators::plain &&
                     (previous == INT64_MIN || c.mantissa == previous + 1);
            if (counts) previous = c.mantissa;
        }
        if (last_empty)
            cells.emplace_back();
        else if (counts)
            cells.insert(cells.begin(), std::string{}); // row numbers, as R writes them
    }
    if (cells.size() != n) {
        out.warnings.push_back("The header has " + std::to_string(rows[out.first].cells.size()) + " names for " +
                               std::to_string(n) +
                               " columns; which name belongs to which column is not sure, so the columns were numbered.");
        cells.assign(n, std::string{});
    } else
        out.warnings.push_back("The header has " + std::to_string(rows[out.first].cells.size()) + " names for " +
                               std::to_string(n) + " columns.");
    out.names = cells;
}

/// A title, a note or an empty line above the header.
bool is_preamble(const std::vector<EdgeRow>& rows, size_t i, size_t columns) {
    const EdgeRow& row = rows[i];
    if (row.blank) return true;
    const size_t n = filled(row);
    if (columns == 1) return false;
    const auto remark = [&](size_t k) { return k < rows.size() && !rows[k].blank && trim(rows[k].cells[0]).starts_with('#'); };
    if (remark(i) && (remark(i + 1) || (i > 0 && remark(i - 1)))) return true;
    // What do the next rows look like?
    size_t wide = 0, seen = 0, dense = 0;
    for (size_t j = i + 1; j < rows.size() && seen < 12; ++j) {
        if (rows[j].blank) continue;
        ++seen;
        if (rows[j].cells.size() == columns) ++wide;
        if (filled(rows[j]) > n) ++dense;
    }
    if (row.cells.size() != columns) {
        if (row.cells.size() + 1 == columns || row.cells.size() == columns + 1) {
            // Perhaps a header that is one name short or long.
            const bool words = std::ranges::none_of(row.cells, [](const std::string& c) { return is_value(c); });
            size_t next = i + 1;
            while (next < rows.size() && rows[next].blank) ++next;
            const bool data_next = next < rows.size() && rows[next].cells.size() == columns &&
                                   std::ranges::any_of(rows[next].cells, [](const std::string& c) { return is_value(c); });
            if (columns >= 3 && words && n >= 2 && data_next) return false;
        }
        return wide > 0;
    }
    if (columns == 2) return n == 1 && dense * 3 >= seen * 2 && seen > 1 && trim(row.cells[1]).empty();
    return n <= std::max<size_t>(1, columns / 4) && dense * 2 > seen && seen > 0;
}

} // namespace

HeaderGuess find_header(const std::vector<EdgeRow>& rows, size_t columns, const ReadOptions& options) {
    HeaderGuess out;
    out.columns = columns;
    size_t h = 0;
    if (options.skip_head) {
        while (h < rows.size() && rows[h].line <= *options.skip_head) ++h;
        while (h + 1 < rows.size() && rows[h].blank) ++h;
        if (h < rows.size() && h + 1 == rows.size()) out.columns = rows[h].cells.size();
    } else {
        while (h + 1 < rows.size() && is_preamble(rows, h, columns)) ++h;
    }
    if (h >= rows.size()) h = rows.size() - 1;
    out.first = h;
    if (options.header_rows) {
        out.header_rows = std::clamp(*options.header_rows, 0, static_cast<int>(rows.size() - h));
    } else {
        const std::vector<bool> typed = typed_columns(rows, h + 1, columns);
        const EdgeRow* below = nullptr;
        for (size_t i = h + 1; i < rows.size() && !below; ++i)
            if (!rows[i].blank) below = &rows[i];
        Look first = look(rows[h], below, typed);
        if (first == Look::unclear) first = names_words(rows, h, columns) ? Look::header : Look::data;
        if (!below) first = std::ranges::any_of(rows[h].cells, is_value) ? Look::data : Look::header;
        out.header_rows = first == Look::header ? 1 : 0;
        // Further rows of a header hold words above columns of values, and no value at all.
        while (out.header_rows > 0 && out.header_rows < max_header_rows) {
            const size_t next = h + static_cast<size_t>(out.header_rows);
            if (next + 1 >= rows.size() || rows[next].blank || rows[next].cells.size() != columns) break;
            const std::vector<bool> later = typed_columns(rows, next + 1, columns);
            size_t values = 0, words = 0, typed_count = 0;
            for (size_t c = 0; c < columns; ++c) {
                if (is_value(rows[next].cells[c])) ++values;
                if (!later[c]) continue;
                ++typed_count;
                if (!is_missing(rows[next].cells[c]) && !is_value(rows[next].cells[c])) ++words;
            }
            const bool repeats = rows[next].cells == rows[h].cells;
            // A header without holes needs no second row, unless that one names every column of values.
            const bool complete = filled(rows[h]) == columns;
            if (!repeats && (values > 0 || words == 0 || words * 2 < typed_count)) break;
            if (!repeats && complete && (words < typed_count || typed_count < 2)) break;
            if (is_total_word(rows[next].cells[0])) break;
            ++out.header_rows;
        }
    }
    out.body = h + static_cast<size_t>(out.header_rows);
    if (out.header_rows > 0) {
        out.names = join_names(rows, h, static_cast<size_t>(out.header_rows), out.columns);
        if (rows[h].cells.size() != out.columns) fit_names(rows, out);
    } else
        out.names.assign(out.columns, std::string{});
    return out;
}

std::vector<std::string> unique_names(std::vector<std::string> names, std::vector<bool>* named) {
    std::set<std::string> used;
    if (named) named->assign(names.size(), true);
    std::set<std::string> given(names.begin(), names.end());
    for (size_t i = 0; i < names.size(); ++i) {
        if (names[i].empty()) {
            names[i] = "column_" + std::to_string(i + 1);
            if (named) (*named)[i] = false;
        }
        std::string name = names[i];
        for (int n = 2; used.contains(name) || (name != names[i] && given.contains(name)); ++n)
            name = names[i] + "_" + std::to_string(n);
        used.insert(name);
        names[i] = name;
    }
    return names;
}

} // namespace plumbline::ingest
