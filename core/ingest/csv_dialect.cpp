// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/csv_dialect.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <vector>

#include "core/ingest/values.h"

namespace plumbline::ingest {

namespace {

constexpr size_t judged_bytes = 160 << 10; // of the head, for each candidate: 300 ms hold all of them
constexpr size_t judged_records = 1500;

/// A text whose lines share no columns is one column, unless some separator makes at least this much of a table of it.
constexpr double one_column_score = 0.08;

struct Candidate {
    std::string_view delimiter;
    double prior; ///< how often such files are met: breaks near-ties only
};
constexpr std::array<Candidate, 11> candidates{{{",", 1.0},
                                                {";", 1.0},
                                                {"\t", 1.0},
                                                {"|", 0.98},
                                                {":", 0.7},
                                                {" ", 0.6},
                                                {"^", 0.9},
                                                {"~", 0.9},
                                                {"\x1F", 0.98},
                                                {"\x01", 0.98},
                                                {"||", 0.98}}};

bool is_time(std::string_view s) {
    size_t digits = 0, colons = 0;
    for (char c : s) {
        if (c >= '0' && c <= '9')
            ++digits;
        else if (c == ':')
            ++colons;
        else if (c != '.' && c != '+' && c != '-' && c != 'Z')
            return false;
    }
    return digits >= 3 && colons >= 1 && colons <= 3 && s.size() <= 24;
}

/// How much a cell looks like one value: 1 for numbers, dates and times, less for words, little for text that hides separators or
/// quotes.
double cell_score(std::string_view raw, bool quoted, char delimiter) {
    const std::string_view s = trim(raw);
    const Cell cell = classify(s);
    if (cell.kind != CellKind::text && cell.kind != CellKind::bad_date) return 1.0;
    if (is_time(s)) return 1.0;
    if (quoted) return 0.95;
    if (s.find('"') != std::string_view::npos) return 0.1;
    if (s.size() >= 2 && s.front() == '\'' && s.back() == '\'') return 0.4;
    if (s.front() == '\'' || s.back() == '\'') return 0.6;
    if (s.starts_with("http://") || s.starts_with("https://")) return 0.95;
    double score = 0.9;
    for (const char c : {',', ';', '\t', '|'}) {
        if (c == delimiter) continue;
        const size_t at = s.find(c);
        if (at == std::string_view::npos) continue;
        const bool prose =
            (c == ',' || c == ';') && at + 1 < s.size() && s[at + 1] == ' ' && s.find(c, at + 1) == std::string_view::npos;
        score = std::min(score, prose ? 0.7 : 0.25);
    }
    // A word that ends or begins in the middle of something: "(GMT+01", "00)".
    const auto unbalanced = [&](char open, char close) { return std::ranges::count(s, open) != std::ranges::count(s, close); };
    if (unbalanced('(', ')') || unbalanced('[', ']') || unbalanced('{', '}')) score = std::min(score, 0.4);
    return score;
}

/// A block of rows of one width between a few lines of one or two fields: titles and remarks do not tell what the rows are.
/// {0, 0} where there is no such block.
std::pair<size_t, size_t> framed_block(const std::vector<std::pair<size_t, const char*>>& records, bool all) {
    constexpr size_t most_titles = 12, most_notes = 4, least_width = 3, least_rows = 2;
    size_t from = 0;
    while (from < records.size() && records[from].first <= 2) ++from;
    if (from == records.size() || from > most_titles || records[from].first < least_width) return {0, 0};
    size_t to = from;
    while (to < records.size() && records[to].first == records[from].first) ++to;
    for (size_t i = to; i < records.size(); ++i)
        if (records[i].first > 2) return {0, 0};
    const size_t rows = to - from, below = records.size() - to;
    if (rows < least_rows || below >= rows || below > (all ? most_notes : 0)) return {0, 0};
    return {from, to};
}

/// Lines of remarks above a table, each of which begins with a hash (Adobe, Google Analytics); a single one may be a header.
size_t comment_bytes(std::string_view head) {
    size_t at = 0, lines = 0, end = 0;
    while (at < head.size()) {
        const size_t next = std::min(head.size(), head.find_first_of("\r\n", at));
        std::string_view line = trim(head.substr(at, next - at));
        if (line.starts_with('"')) line.remove_prefix(1);
        if (!line.empty() && line.front() != '#') break;
        lines += line.empty() ? 0 : 1;
        at = next + 1;
        if (at < head.size()) end = at;
    }
    return lines >= 2 && at < head.size() ? end : 0;
}

struct Score {
    double value = 0;
    size_t columns = 1;
    size_t irregular = 0;
    size_t quoted = 0;
};

Score judge(std::string_view text, bool whole, const CsvFormat& format, double prior) {
    RecordParser parser(format);
    Record record;
    std::string scratch;
    const char* p = text.data();
    const char* const end = p + text.size();
    std::vector<std::pair<size_t, const char*>> records; // fields and begin
    std::map<size_t, size_t> counts;
    Score out;
    while (records.size() < judged_records) {
        const ParseResult r = parser.parse(p, end, whole, record);
        if (r != ParseResult::record) break;
        if (!record.blank()) {
            records.push_back({record.fields.size(), p});
            ++counts[record.irregular ? 0 : record.fields.size()];
            if (record.irregular) ++out.irregular;
        }
        p = record.next;
    }
    if (records.empty()) return out;
    const bool all = whole && p == end;
    if (const auto [from, to] = framed_block(records, all); to > from && out.irregular == 0 && to - from < records.size()) {
        records.assign(records.begin() + static_cast<long>(from), records.begin() + static_cast<long>(to));
        counts = {{records.front().first, records.size()}};
    }
    size_t mode = 1, best = 0;
    for (const auto& [fields, n] : counts) {
        // Wider tables win over a few more short lines: titles and notes are short.
        const double weight = static_cast<double>(n) * (fields > 1 ? 1.5 : 1.0);
        if (fields > 0 && weight > static_cast<double>(best)) best = static_cast<size_t>(weight), mode = fields;
    }
    out.columns = mode;
    if (mode == 1) {
        out.value = one_column_score * prior;
        return out;
    }
    double sum = 0;
    size_t cells = 0, empty = 0, fitting = counts[mode];
    const size_t step = std::max<size_t>(1, records.size() / 300);
    for (size_t i = 0; i < records.size(); i += step) {
        if (records[i].first != mode) continue;
        parser.parse(records[i].second, end, whole, record);
        if (record.irregular) continue;
        for (const Field& f : record.fields) {
            if (f.quoted) ++out.quoted;
            if (f.size == 0) {
                ++empty;
                continue;
            }
            sum += cell_score(parser.text(f, scratch), f.quoted, format.delimiter[0]);
            ++cells;
        }
    }
    const double types = cells == 0 ? 0.3
                                    : (sum + 0.3 * static_cast<double>(empty) * 0.1) /
                                          (static_cast<double>(cells) + 0.1 * static_cast<double>(empty));
    const double uniform = static_cast<double>(fitting) / static_cast<double>(records.size());
    const double filled = static_cast<double>(cells) / static_cast<double>(std::max<size_t>(1, cells + empty));
    out.value = std::pow(uniform, 1.5) * types * types * (1 - 0.3 / static_cast<double>(mode)) * prior *
                (0.7 + 0.3 * std::min(1.0, filled * 3));
    return out;
}

/// Line break, from how the first bytes end their lines.
void set_newline(std::string_view head, FormatGuess& guess) {
    size_t lf = 0, crlf = 0, cr = 0;
    for (size_t i = 0; i < head.size(); ++i) {
        if (head[i] == '\n')
            ++(i > 0 && head[i - 1] == '\r' ? crlf : lf);
        else if (head[i] == '\r' && (i + 1 == head.size() || head[i + 1] != '\n'))
            ++cr;
    }
    if (cr > 4 * (lf + crlf)) {
        guess.newline = "\r";
        guess.format.lf_ends = lf + crlf > 0 && false;
        guess.format.cr_ends = true;
    } else {
        guess.newline = crlf > lf ? "\r\n" : "\n";
    }
}

/// Does every double quote stand beside another one, as they do where only the outer quotes were turned into single ones?
bool only_pairs_of_double(std::string_view text) {
    bool any = false;
    for (size_t i = text.find('"'); i < text.size(); i = text.find('"', i)) {
        const size_t end = std::min(text.size(), text.find_first_not_of('"', i));
        if ((end - i) % 2 != 0 || (i > 0 && text[i - 1] == '\'' && end < text.size() && text[end] == '\'')) return false;
        any = true;
        i = end;
    }
    return any;
}

/// Is every delimiter followed by a blank? Then the blank belongs to it.
bool blank_follows(std::string_view text, bool whole, CsvFormat format) {
    format.skip_blanks_before_quote = true;
    RecordParser parser(format);
    Record record;
    const char* p = text.data();
    const char* const end = p + text.size();
    size_t delimiters = 0, blanks = 0;
    for (size_t n = 0; n < 500 && parser.parse(p, end, whole, record) == ParseResult::record; ++n, p = record.next)
        for (size_t i = 1; i < record.fields.size(); ++i) {
            const Field& f = record.fields[i];
            ++delimiters;
            const bool blank = f.quoted ? f.data[-2] == ' ' : f.size > 0 && f.data[0] == ' ';
            if (blank) ++blanks;
        }
    return delimiters >= 2 && blanks * 100 >= delimiters * 99;
}

} // namespace

std::string delimiter_of(std::string_view text) {
    if (text == "tab" || text == "\\t" || text == "TAB") return "\t";
    if (text == "space") return " ";
    return std::string(text);
}

FormatGuess detect_format(std::string_view head, bool whole, const ReadOptions& options, bool nul_escapes) {
    FormatGuess guess;
    set_newline(head, guess);
    std::string fixed = options.delimiter ? delimiter_of(*options.delimiter) : "";
    // Excel's own hint: a first line `sep=;`, perhaps in quotes.
    std::string_view line = head.substr(0, head.find_first_of("\r\n"));
    const std::string_view first_line = line;
    if (line.size() >= 2 && line.front() == '"' && line.back() == '"') line = line.substr(1, line.size() - 2);
    if (line.size() >= 5 && line.size() <= 7 &&
        (line.starts_with("sep=") || line.starts_with("SEP=") || line.starts_with("Sep="))) {
        guess.sep_lines = 1;
        guess.sep_bytes = first_line.size();
        if (guess.sep_bytes < head.size()) guess.sep_bytes += head.substr(guess.sep_bytes).starts_with("\r\n") ? 2 : 1;
        if (fixed.empty()) fixed = std::string(line.substr(4));
        head.remove_prefix(guess.sep_bytes);
    }
    // What the user skips does not tell how the rest is written.
    for (int64_t i = guess.sep_lines; i < options.skip_head.value_or(0); ++i) {
        const size_t at = head.find_first_of(guess.newline == "\r" ? "\r" : "\n");
        if (at == std::string_view::npos || at + 1 >= head.size()) break;
        head.remove_prefix(at + 1);
    }
    head.remove_prefix(comment_bytes(head));
    if (head.size() > judged_bytes) head = head.substr(0, judged_bytes), whole = false;
    const bool has_double = head.find('"') != std::string_view::npos;
    size_t single_at_edge = 0;
    for (size_t i = 0; i < head.size(); ++i)
        if (head[i] == '\'') {
            const auto edge = [](char c) { return c == ',' || c == ';' || c == '\t' || c == '|' || c == '\n' || c == '\r'; };
            if (i == 0 || i + 1 == head.size() || edge(head[i - 1]) || edge(head[i + 1])) ++single_at_edge;
        }
    std::vector<char> quotes;
    if (options.quote)
        quotes = {options.quote->empty() ? '\0' : options.quote->front()};
    else {
        quotes.push_back('"');
        if (single_at_edge >= 4) quotes.push_back('\'');
        if (has_double) quotes.push_back('\0');
    }
    Score best;
    best.value = -1;
    CsvFormat chosen = guess.format;
    const auto consider = [&](const std::string& delimiter, double prior) {
        double top = 0;
        for (const char q : quotes) {
            CsvFormat f = guess.format;
            f.delimiter = delimiter;
            f.quote = q;
            f.skip_blanks_before_quote = q != 0 && delimiter != " " && head.find(delimiter + ' ' + q) != std::string_view::npos;
            const Score s = judge(head, whole, f, prior * (q == '"' ? 1.0 : q == '\'' ? 0.98 : 0.93));
            top = std::max(top, s.value);
            if (s.value > best.value) {
                if (f.delimiter != chosen.delimiter) guess.runner_up = std::max(guess.runner_up, best.value);
                best = s;
                chosen = f;
            }
        }
        if (delimiter != chosen.delimiter) guess.runner_up = std::max(guess.runner_up, top);
    };
    if (!fixed.empty())
        consider(fixed, 1.0);
    else
        for (const Candidate& c : candidates)
            if (c.delimiter == "," || head.find(c.delimiter) != std::string_view::npos)
                consider(std::string(c.delimiter), c.prior);
    guess.format = chosen;
    guess.columns = best.columns;
    guess.score = best.value;
    guess.format.pairs_of_double = guess.format.quote == '\'' && only_pairs_of_double(head);
    // Escapes: which reading leaves the fewest records with stray quotes?
    if (options.escape) {
        const char e = options.escape->empty() ? '\0' : options.escape->front();
        if (e != guess.format.quote) guess.format.escape = e;
    } else if (guess.format.quote != 0) {
        const std::string pair = std::string("\\") + guess.format.quote;
        const auto try_escape = [&](bool nul) {
            CsvFormat f = guess.format;
            f.escape_nul = nul;
            f.escape = nul ? '\0' : '\\';
            const Score s = judge(head, whole, f, 1.0), plain = judge(head, whole, guess.format, 1.0);
            if (s.irregular < plain.irregular || (s.irregular == plain.irregular && s.value > plain.value + 1e-9)) {
                guess.format = f;
                guess.columns = s.columns;
            }
        };
        if (head.find(pair) != std::string_view::npos) try_escape(false);
        if (nul_escapes) try_escape(true);
    }
    if (guess.format.delimiter.size() == 1 && guess.format.delimiter != " " && guess.format.delimiter != "\t" &&
        !options.delimiter && guess.columns > 1) {
        if (blank_follows(head, whole, guess.format)) {
            guess.format.delimiter += ' ';
            guess.format.skip_blanks_before_quote = false;
            guess.columns = judge(head, whole, guess.format, 1.0).columns;
        }
    }
    return guess;
}

} // namespace plumbline::ingest
