// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/csv_structure.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "core/base/error.h"
#include "core/ingest/csv_header.h"
#include "core/ingest/csv_names.h"
#include "core/ingest/values.h"

namespace plumbline::ingest {

namespace {

constexpr size_t edge_records = 3000; ///< of the head, with their cells
constexpr size_t tail_records = 200;

std::string lower(std::string_view s) {
    std::string out;
    for (size_t i = 0; i < s.size(); ++i) {
        const auto c = static_cast<unsigned char>(s[i]);
        if (c >= 'A' && c <= 'Z')
            out += static_cast<char>(c + 32);
        else if (c == 0xC3 && i + 1 < s.size() && static_cast<unsigned char>(s[i + 1]) >= 0x80 &&
                 static_cast<unsigned char>(s[i + 1]) <= 0x9E) {
            out += s[i];
            out += static_cast<char>(static_cast<unsigned char>(s[++i]) + 0x20);
        } else
            out += s[i];
    }
    return out;
}

void read_rows(std::string_view text, uint64_t offset, bool last, const RecordParser& parser, size_t limit,
               std::vector<EdgeRow>& rows) {
    Record record;
    std::string scratch;
    const char* p = text.data();
    const char* const end = p + text.size();
    int64_t line = 1;
    while (rows.size() < limit && parser.parse(p, end, last, record) == ParseResult::record) {
        EdgeRow row;
        row.begin = offset + static_cast<uint64_t>(p - text.data());
        row.next = offset + static_cast<uint64_t>(record.next - text.data());
        row.line = line;
        row.lines = record.lines;
        row.blank = true;
        for (const Field& f : record.fields) {
            row.cells.emplace_back(parser.text(f, scratch));
            row.blank = row.blank && trim(row.cells.back()).empty();
        }
        if (record.fields.size() > max_columns * 8) break;
        rows.push_back(std::move(row));
        line += record.lines;
        p = record.next;
    }
}

size_t filled(const EdgeRow& row) {
    return static_cast<size_t>(std::ranges::count_if(row.cells, [](const std::string& c) { return !trim(c).empty(); }));
}

/// Where a record begins in the tail: behind the first line break after which five records have the expected number of fields.
size_t align_tail(std::string_view tail, const RecordParser& parser) {
    const char* const end = tail.data() + tail.size();
    const char* p = tail.data();
    Record record;
    for (int tries = 0; tries < 200; ++tries) {
        p = parser.find_newline(p, end);
        if (p == end) break;
        p = parser.skip_newline(p, end);
        const char* q = p;
        int good = 0;
        while (good < 5 && parser.parse(q, end, true, record) == ParseResult::record && !record.irregular &&
               record.fields.size() == parser.expected())
            ++good, q = record.next;
        if (good == 5 || (good > 0 && q == end)) return static_cast<size_t>(p - tail.data());
    }
    return tail.size();
}

/// Share of rows in which each column holds words, for telling a total from a row.
struct Body {
    std::vector<bool> words;   ///< usually filled with text
    bool filled_first = false; ///< the first column is never empty
    size_t rows = 0;
};

Body describe_body(const std::vector<EdgeRow>& rows, size_t from, size_t to, size_t columns) {
    Body body;
    std::vector<size_t> words(columns), any(columns);
    for (size_t i = from; i < to && body.rows < 500; ++i) {
        if (rows[i].cells.size() != columns || rows[i].blank) continue;
        ++body.rows;
        for (size_t c = 0; c < columns; ++c) {
            const CellKind k = classify(rows[i].cells[c]).kind;
            if (k == CellKind::missing) continue;
            ++any[c];
            if (k == CellKind::text || k == CellKind::id || k == CellKind::boolean || k == CellKind::soft_missing) ++words[c];
        }
    }
    body.filled_first = columns > 0 && any[0] == body.rows;
    for (size_t c = 0; c < columns; ++c) body.words.push_back(body.rows > 0 && words[c] * 10 >= body.rows * 8);
    return body;
}

/// Is the row a total, judged by itself against the usual rows?
bool judge_total(const EdgeRow& row, const Body& body, size_t columns, LeftOut& out) {
    if (row.blank || row.cells.size() > columns) return false;
    size_t first = row.cells.size(), numbers = 0, words_here = 0, words_usual = 0;
    for (size_t c = 0; c < row.cells.size(); ++c) {
        const Cell cell = classify(row.cells[c]);
        if (cell.kind == CellKind::number) ++numbers;
        if (cell.kind == CellKind::missing) continue;
        if (first == row.cells.size()) first = c;
    }
    if (first == row.cells.size()) return false;
    for (size_t c = 0; c < columns; ++c) {
        if (!body.words[c]) continue;
        ++words_usual;
        if (c < row.cells.size() && c != first && classify(row.cells[c]).kind != CellKind::missing) ++words_here;
    }
    bool exact = false;
    if (is_total_word(row.cells[first], &exact)) {
        const size_t others = words_usual > 0 && first < body.words.size() && body.words[first] ? words_usual - 1 : words_usual;
        out.reason = LeftOutReason::total_word;
        // A campaign may be called "Total Control": then its other words are all there.
        out.needs_sums = others > 0 ? words_here >= others : !exact;
        if (others == 0 && !(first < body.words.size() && body.words[first]))
            out.needs_sums = false; // the word stands where dates or numbers belong
        return numbers > 0 || row.cells.size() < columns || filled(row) == 1;
    }
    if (words_usual > 0 && words_here == 0 && numbers > 0 && row.cells.size() == columns &&
        (first >= body.words.size() || !body.words[first])) {
        out.reason = LeftOutReason::unnamed_total;
        out.needs_sums = true;
        return true;
    }
    return false;
}

/// A remark below the table: fewer fields than a row, hardly anything in them.
bool judge_note(const EdgeRow& row, const Body& body, size_t columns, bool after_blank) {
    const size_t n = filled(row);
    if (n == 0 || columns < 2) return false;
    const std::string_view first = row.cells.empty() ? std::string_view{} : trim(row.cells[0]);
    const CellKind kind = classify(first).kind;
    if (row.cells.size() == columns) {
        // Padded with separators: one text, in a column that does not hold words or is long or stands apart.
        return n == 1 && columns >= 3 && kind == CellKind::text && (!body.words[0] || after_blank || first.size() > 40);
    }
    if (row.cells.size() > columns && !after_blank) return false;
    // A single value is a row that was cut off, not a remark.
    if (n == 1 && row.cells.size() == 1) return kind == CellKind::text;
    return after_blank && kind == CellKind::text && n * 2 <= columns + 1;
}

/// Part of a block of totals ("Tax", "Discount"): a word in the first column, which holds dates or numbers elsewhere.
bool breaks_key(const EdgeRow& row, const Body& body) {
    return !row.cells.empty() && !body.words.empty() && !body.words[0] && body.filled_first &&
           classify(row.cells[0]).kind == CellKind::text;
}

bool is_value(std::string_view text) {
    const CellKind k = classify(text).kind;
    return k == CellKind::number || k == CellKind::date || k == CellKind::bad_date || k == CellKind::far_date;
}

/// Columns in which nearly every filled cell is a number or a date.
std::vector<bool> columns_of_values(const std::vector<EdgeRow>& rows, size_t from, size_t to, size_t columns) {
    std::vector<size_t> values(columns), any(columns);
    for (size_t i = from; i < to && i < from + 500; ++i) {
        if (rows[i].blank || rows[i].cells.size() != columns) continue;
        for (size_t c = 0; c < columns; ++c) {
            const CellKind k = classify(rows[i].cells[c]).kind;
            if (k == CellKind::missing || k == CellKind::soft_missing) continue;
            ++any[c];
            if (is_value(rows[i].cells[c])) ++values[c];
        }
    }
    std::vector<bool> out;
    for (size_t c = 0; c < columns; ++c) out.push_back(any[c] > 0 && values[c] * 10 >= any[c] * 7);
    return out;
}

/// Behind an empty line, perhaps with titles in between?
bool stands_apart(const std::vector<EdgeRow>& rows, size_t i) {
    while (i > 0 && !rows[i - 1].blank && filled(rows[i - 1]) == 1) --i;
    return i > 0 && rows[i - 1].blank;
}

/// Does the row name other columns of the same number? Words stand in every column, also where the table has values, and values
/// follow again.
bool names_other_columns(const std::vector<EdgeRow>& rows, size_t i, const Frame& frame) {
    const EdgeRow& row = rows[i];
    if (row.blank || row.cells.size() != frame.columns || row.cells == frame.header_cells || frame.values.empty()) return false;
    const EdgeRow& next = rows[i + 1];
    if (next.blank || next.cells.size() != frame.columns || std::ranges::none_of(next.cells, is_value)) return false;
    size_t values = 0, kept = 0;
    bool names = false, changes = false;
    for (size_t c = 0; c < frame.columns; ++c) {
        const std::string& cell = row.cells[c];
        if (classify(cell).kind != CellKind::text) return false;
        kept += c < frame.header_cells.size() && trim(cell) == trim(frame.header_cells[c]) ? 1 : 0;
        if (!frame.values[c]) continue;
        ++values;
        names = names || is_count_name(cell) || is_money_name(cell) || is_date_name(cell);
        changes = changes || classify(next.cells[c]).kind == CellKind::text;
    }
    if (values == 0) return false;
    // One word in place of a number ("pending") makes no header of a row.
    return kept > 0 || (stands_apart(rows, i) && (values > 1 || names || changes));
}

/// 1 + index of the first of three rows in succession that have the same width and hold numbers; 0 where there is no such thing.
size_t table_above(const std::vector<EdgeRow>& rows, size_t end) {
    for (size_t i = 0; i + 2 < end; ++i) {
        const size_t k = rows[i].cells.size();
        bool table = k >= 2;
        for (size_t j = i; j < i + 3 && table; ++j)
            table = !rows[j].blank && rows[j].cells.size() == k && filled(rows[j]) >= 2 &&
                    (j == i || std::ranges::any_of(rows[j].cells,
                                                   [](const std::string& c) { return classify(c).kind == CellKind::number; }));
        if (table) return i + 1;
    }
    return 0;
}

} // namespace

size_t find_second_table(const std::vector<EdgeRow>& rows, size_t from, const Frame& frame) {
    for (size_t i = from; i + 1 < rows.size(); ++i) {
        const size_t k = rows[i].cells.size();
        if (names_other_columns(rows, i, frame)) return i;
        if (rows[i].blank || k == frame.columns || k < 2) continue;
        const bool apart = stands_apart(rows, i);
        size_t same = 0, wide = 0;
        for (size_t j = i + 1; j < rows.size() && j < i + 30; ++j) {
            if (rows[j].blank) break;
            if (rows[j].cells.size() == k)
                ++same;
            else if (rows[j].cells.size() == frame.columns)
                ++wide;
        }
        const bool all_words = std::ranges::all_of(rows[i].cells, [](const std::string& c) {
            const CellKind kind = classify(c).kind;
            return kind == CellKind::text || kind == CellKind::missing;
        });
        if (wide * 10 <= same && all_words && (same >= 3 || (apart && same >= 1))) return i;
    }
    return rows.size();
}

std::string second_table_warning(const EdgeRow& header) {
    std::string names;
    for (size_t c = 0; c < header.cells.size() && c < 4; ++c) names += (c ? ", " : "") + std::string(trim(header.cells[c]));
    return "A second table (" + names + (header.cells.size() > 4 ? ", …" : "") + ") begins at line " +
           std::to_string(header.line) + "; only the first one was read. The other can be imported by itself: skip the " +
           std::to_string(header.line - 1) + " lines above it.";
}

std::vector<EdgeRow> edge_rows(std::string_view text, uint64_t offset, bool last, const RecordParser& parser, size_t limit) {
    std::vector<EdgeRow> rows;
    read_rows(text, offset, last, parser, limit, rows);
    return rows;
}

bool is_total_word(std::string_view cell, bool* exact) {
    static constexpr std::array<std::string_view, 44> words{
        "total",         "totals",        "grand total",    "subtotal",    "sub-total",     "sum",          "overall",
        "gesamt",        "gesamtsumme",   "gesamtergebnis", "gesamtwert",  "summe",         "insgesamt",    "zwischensumme",
        "somme",         "total général", "total general",  "totale",      "totaux",        "totaal",       "suma",
        "soma",          "somma",         "razem",          "итого",       "всего",         "合計",         "总计",
        "合计",          "小計",          "toplam",         "totalt",      "i alt",         "samlet",       "összesen",
        "celkem",        "yhteensä",      "suma total",     "total geral", "account total", "report total", "ensemble",
        "all campaigns", "ergebnis"};
    const std::string s = lower(trim(cell));
    size_t longest = 0;
    for (const std::string_view w : words) {
        if (w.size() <= longest || !std::string_view(s).starts_with(w)) continue;
        if (s.size() == w.size() || s[w.size()] == ' ' || s[w.size()] == ':' || s[w.size()] == '-' || s[w.size()] == '(')
            longest = w.size();
    }
    if (longest == 0) return false;
    const std::string_view rest = trim(std::string_view(s).substr(longest));
    if (exact) *exact = rest.empty() || rest[0] == ':' || rest[0] == '(';
    return true;
}

Frame find_frame(std::string_view head, std::string_view tail, uint64_t tail_offset, uint64_t text_size, const FormatGuess& guess,
                 const ReadOptions& options, const std::string& file_name) {
    Frame frame;
    RecordParser parser(guess.format, guess.columns);
    const bool whole = tail.empty();
    std::vector<EdgeRow> rows;
    read_rows(head.substr(guess.sep_bytes), guess.sep_bytes, whole, parser, whole ? SIZE_MAX : edge_records, rows);
    for (EdgeRow& r : rows) r.line += guess.sep_lines;
    for (const EdgeRow& r : rows)
        if (r.cells.size() > max_columns && guess.columns > max_columns)
            throw Error(
                ErrorCode::file_too_many_columns,
                {{"file", file_name}, {"columns", std::to_string(r.cells.size())}, {"limit", std::to_string(max_columns)}});
    if (rows.empty() || std::ranges::all_of(rows, &EdgeRow::blank)) throw Error(ErrorCode::file_no_table, {{"file", file_name}});
    if (options.skip_head && *options.skip_head >= rows.back().line + rows.back().lines - 1)
        throw Error(ErrorCode::usage, {{"detail", whole ? "There are no rows of " + file_name + " below the " +
                                                              std::to_string(*options.skip_head) + " lines to skip."
                                                        : "The header of " + file_name + " must stand within its first " +
                                                              std::to_string(rows.back().line) + " lines."}});
    const HeaderGuess header = find_header(rows, guess.columns, options);
    frame.columns = header.columns;
    parser.set_expected(frame.columns);
    frame.header_rows = header.header_rows;
    frame.warnings = header.warnings;
    for (size_t i = 0; i < header.first; ++i)
        for (const std::string& c : rows[i].cells)
            if (!trim(c).empty()) frame.title_cells.emplace_back(trim(c));
    if (const size_t other = table_above(rows, header.first); other > 0)
        frame.warnings.push_back("Another table stands above, from line " + std::to_string(rows[other - 1].line) +
                                 " on; only the larger one was read.");
    frame.skipped_head = header.first < rows.size() ? rows[header.first].line - 1 : guess.sep_lines;
    frame.names = unique_names(header.names, &frame.named);
    const size_t body = header.body;
    frame.data_begin = body < rows.size() ? rows[body].begin : (rows.empty() ? 0 : rows.back().next);
    frame.data_line = body < rows.size() ? rows[body].line : rows.back().line + rows.back().lines;
    if (header.header_rows > 0) {
        const EdgeRow& h = rows[body - 1];
        std::string_view line = head.substr(h.begin, h.next - h.begin);
        while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
        frame.header_line = std::string(line);
        frame.header_cells = h.cells;
    }
    frame.values = columns_of_values(rows, body, rows.size(), frame.columns);
    frame.data_end = frame.table_end = text_size;
    size_t stop = rows.size();
    if (whole && !options.skip_tail) {
        const size_t second = find_second_table(rows, body, frame);
        if (second < rows.size()) {
            stop = second;
            while (stop > body && !rows[stop - 1].blank && filled(rows[stop - 1]) == 1) --stop; // its titles
            if (stop == body || !rows[stop - 1].blank) stop = second;
            frame.data_end = frame.table_end = rows[stop].begin;
            frame.skipped_tail = static_cast<int64_t>(
                std::count_if(rows.begin() + static_cast<long>(stop), rows.end(), [](const EdgeRow& r) { return !r.blank; }));
            frame.warnings.push_back(second_table_warning(rows[second]));
        }
    }
    const Body usual = describe_body(rows, body, stop, frame.columns);
    // Exporters that drop empty fields at the end never write a full row that ends with one.
    size_t shorter = 0, full = 0, full_empty = 0;
    for (size_t i = body; i < stop; ++i) {
        if (rows[i].blank) continue;
        if (rows[i].cells.size() < frame.columns && rows[i].cells.size() > 1)
            ++shorter;
        else if (rows[i].cells.size() == frame.columns)
            ++full, full_empty += rows[i].cells.back().empty() ? 1 : 0;
    }
    frame.pads_short_rows = full_empty == 0 && shorter * 20 >= shorter + full && shorter >= 3 && shorter < full;
    if (frame.pads_short_rows)
        frame.warnings.push_back(
            "Rows end before the last column where that is empty; such rows were filled up with missing values.");

    std::vector<EdgeRow> tail_rows;
    if (whole) {
        const size_t from = std::max(body, stop > tail_records ? stop - tail_records : 0);
        tail_rows.assign(rows.begin() + static_cast<long>(from), rows.begin() + static_cast<long>(stop));
    } else {
        const size_t start = align_tail(tail, parser);
        read_rows(tail.substr(start), tail_offset + start, true, parser, SIZE_MAX, tail_rows);
        if (tail_rows.size() > tail_records)
            tail_rows.erase(tail_rows.begin(), tail_rows.end() - static_cast<long>(tail_records));
        for (EdgeRow& r : tail_rows) r.line = 0;
    }
    size_t end = tail_rows.size();
    const size_t least = whole ? 1 : 0; // a table keeps a row
    size_t below = 0;
    if (options.skip_tail) {
        int64_t left = *options.skip_tail;
        while (end > 0 && left > 0)
            if (!tail_rows[--end].blank) --left, ++below;
    } else {
        for (size_t i = tail_rows.size(); i-- > least;) {
            const EdgeRow& r = tail_rows[i];
            if (r.blank) continue;
            LeftOut out;
            const bool after_blank = i > 0 && tail_rows[i - 1].blank;
            // A remark may stand behind a blank line and other remarks.
            bool apart = after_blank;
            for (size_t k = i; k-- > 0 && !apart && tail_rows[k].cells.size() <= 2;) apart = tail_rows[k].blank;
            const bool above_total = !frame.rows_below.empty() && frame.rows_below.back().reason == LeftOutReason::total_word &&
                                     !frame.rows_below.back().needs_sums;
            if ((above_total && breaks_key(r, usual)) || judge_total(r, usual, frame.columns, out) ||
                judge_note(r, usual, frame.columns, apart)) {
                if (above_total && breaks_key(r, usual)) out.reason = LeftOutReason::total_word;
                if (out.reason == LeftOutReason::unnamed_total && !out.needs_sums) break;
                out.row = r;
                frame.rows_below.push_back(out);
                end = i;
                ++below;
                continue;
            }
            break;
        }
        std::ranges::reverse(frame.rows_below);
    }
    if (end < tail_rows.size()) frame.data_end = tail_rows[end].begin;
    frame.skipped_tail += static_cast<int64_t>(below);
    // A total above the rows, as Meta writes it: no names, and the sums of what follows.
    if (body < stop && !options.skip_head) {
        for (size_t i = body; i < std::min(stop, body + 2) && i + 1 < stop; ++i) {
            LeftOut out;
            if (rows[i].blank || rows[i].cells.size() != frame.columns || rows[i].begin >= frame.data_end) break;
            if (!judge_total(rows[i], describe_body(rows, i + 1, stop, frame.columns), frame.columns, out)) break;
            out.needs_sums = true;
            out.row = rows[i];
            frame.totals_on_top.push_back(out);
            frame.data_begin = out.row.next;
            frame.data_line = out.row.line + out.row.lines;
        }
    }
    return frame;
}

} // namespace plumbline::ingest
