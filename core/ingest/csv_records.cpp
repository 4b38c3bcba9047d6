// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/csv_records.h"

#include <algorithm>
#include <cstring>

#include "core/ingest/text_search.h"

namespace plumbline::ingest {

const char* RecordParser::find_newline(const char* p, const char* end) const {
    return find_any(p, end, m_newline, m_newline_2, m_newline_2);
}

bool RecordParser::at_delimiter(const char* p, const char* end) const {
    return !m_format.delimiter.empty() && p + m_format.delimiter.size() <= end && *p == m_first &&
           (m_simple_delimiter || std::memcmp(p, m_format.delimiter.data(), m_format.delimiter.size()) == 0);
}

void RecordParser::finish(Record& out, const char* begin, const char* newline, const char* end) const {
    out.begin = begin;
    out.end = newline;
    out.next = newline < end ? skip_newline(newline, end) : end;
    // In a file of LF lines a CR before the LF belongs to the line break.
    if (newline < end && *newline == '\n' && newline > begin && newline[-1] == '\r') {
        --out.end;
        Field& f = out.fields.back();
        if (!f.quoted && f.size > 0 && f.data + f.size == newline) --f.size;
    }
}

ParseResult RecordParser::parse(const char* p, const char* end, bool last, Record& out) const {
    if (p >= end) return last ? ParseResult::end : ParseResult::more_needed;
    return parse_strict(p, end, last, out);
}

ParseResult RecordParser::parse_strict(const char* p, const char* end, bool last, Record& out) const {
    out.fields.clear();
    out.lines = 1;
    out.irregular = out.unclosed = false;
    const char* const begin = p;
    const char quote = m_format.quote;
    for (;;) {
        const char* start = p;
        if (m_format.skip_blanks_before_quote)
            while (start < end && *start == ' ') ++start;
        if (quote != 0 && start < end && *start == quote) {
            const char* at = start;
            switch (quoted_field(at, end, last, out)) {
            case Stop::field: p = at; continue;
            case Stop::record:
                finish(out, begin, at, end);
                if (out.lines > 1 && m_expected > 0) return repair(begin, end, last, out, true);
                if (out.fields.size() < m_expected) close_early(begin, at, out);
                return ParseResult::record;
            case Stop::more: return ParseResult::more_needed;
            case Stop::bad: return repair(begin, end, last, out, false);
            case Stop::unclosed:
                if (repair(begin, end, last, out, false) == ParseResult::more_needed) return ParseResult::more_needed;
                out.unclosed = m_expected == 0 || out.fields.size() != m_expected;
                return ParseResult::record;
            }
        }
        const char* q = p;
        for (;;) {
            q = find_any(q, end, m_first, m_newline, m_newline_2);
            if (q == end || m_simple_delimiter || is_newline(*q) || at_delimiter(q, end)) break;
            ++q;
        }
        out.fields.push_back({p, static_cast<uint32_t>(q - p), false, false});
        if (q == end) {
            if (!last) return ParseResult::more_needed;
            finish(out, begin, end, end);
            return ParseResult::record;
        }
        if (is_newline(*q)) {
            // A CR at the very end of the buffer may be half of a CRLF.
            if (*q == '\r' && q + 1 == end && !last) return ParseResult::more_needed;
            finish(out, begin, q, end);
            if (out.fields.size() < m_expected && m_format.quote != 0) close_early(begin, q, out);
            return ParseResult::record;
        }
        p = q + m_format.delimiter.size();
    }
}

RecordParser::Stop RecordParser::quoted_field(const char*& at, const char* end, bool last, Record& out) const {
    const char quote = m_format.quote;
    const bool escapes = m_format.escape != 0 || m_format.escape_nul;
    const char escape = m_format.escape_nul ? '\0' : escapes ? m_format.escape : quote;
    const char* const start = at + 1;
    const char* p = start;
    bool escaped = m_format.pairs_of_double;
    int64_t lines = 0;
    for (;;) {
        const char* q = find_any(p, end, quote, escape, m_newline);
        if (q == end) {
            if (!last && static_cast<uint64_t>(q - start) < max_quoted_bytes) return Stop::more;
            return Stop::unclosed;
        }
        if (*q == m_newline && *q != quote) {
            if (++lines > max_quoted_lines || static_cast<uint64_t>(q - start) > max_quoted_bytes) return Stop::unclosed;
            p = q + 1;
            continue;
        }
        if (escapes && *q == escape) {
            if (q + 1 >= end) {
                if (!last) return Stop::more;
                return Stop::unclosed;
            }
            const bool meant = q[1] == quote || q[1] == escape;
            escaped = escaped || meant;
            p = q + (meant ? 2 : 1);
            continue;
        }
        if (q + 1 >= end) {
            if (!last) return Stop::more;
            out.fields.push_back({start, static_cast<uint32_t>(q - start), true, escaped});
            out.lines += lines;
            at = end;
            return Stop::record;
        }
        if (q[1] == quote) {
            escaped = true;
            p = q + 2;
            continue;
        }
        const char* after = q + 1;
        while (after < end && *after == ' ' && !at_delimiter(after, end)) ++after;
        if (after >= end && !last) return Stop::more;
        const bool breaks = after >= end || is_newline(*after) || (*after == '\r' && after + 1 < end && is_newline(after[1]));
        if (*after == '\r' && after + 1 >= end && !last) return Stop::more;
        if (!breaks && !at_delimiter(after, end)) return Stop::bad;
        out.fields.push_back({start, static_cast<uint32_t>(q - start), true, escaped});
        out.lines += lines;
        if (!breaks) {
            at = after + m_format.delimiter.size();
            return Stop::field;
        }
        at = after < end && *after == '\r' && !is_newline('\r') ? after + 1 : after;
        return Stop::record;
    }
}

// One physical line whose quotes do not follow the rules.
bool RecordParser::parse_line(const char* p, const char* line_end, Leniency how, Record& out) const {
    out.fields.clear();
    const char quote = m_format.quote;
    if (line_end > p && line_end[-1] == '\r' && !is_newline('\r')) --line_end;
    for (;;) {
        if (quote != 0 && p < line_end && *p == quote) {
            // Where does the field close? After a quote that a delimiter or the end of the line follows.
            const char* close = nullptr;
            bool doubled = m_format.pairs_of_double, stray = false;
            for (const char* q = p + 1; q < line_end; ++q) {
                if (*q != quote) continue;
                const bool pair = q + 1 < line_end && q[1] == quote;
                if (how == Leniency::first_close && pair && (q + 2 == line_end || at_delimiter(q + 2, line_end))) {
                    // The very last of several quotes closes; the one before it is text.
                    close = q + 1;
                    break;
                }
                if (q + 1 == line_end || at_delimiter(q + 1, line_end)) {
                    close = q;
                    break;
                }
                if (pair)
                    doubled = true, ++q;
                else
                    stray = true;
                if (q + 1 == line_end) break;
            }
            if (close && !(stray && how == Leniency::literal)) {
                out.fields.push_back({p + 1, static_cast<uint32_t>(close - p - 1), true, doubled});
                p = close + 1;
                if (p == line_end) return true;
                p += m_format.delimiter.size();
                continue;
            }
        }
        const char* q = p;
        while (q < line_end && !at_delimiter(q, line_end)) ++q;
        out.fields.push_back({p, static_cast<uint32_t>(q - p), false, false});
        if (q >= line_end) return true;
        p = q + m_format.delimiter.size();
    }
}

// `"Screen 24"","An easy…` has too few fields by the rules: the first of two quotes was meant as an inch mark.
void RecordParser::close_early(const char* p, const char* line_end, Record& out) const {
    if (std::ranges::none_of(out.fields, &Field::escaped)) return;
    Record line;
    parse_line(p, line_end, Leniency::first_close, line);
    if (line.fields.size() != m_expected) return;
    out.fields = std::move(line.fields);
    out.irregular = true;
}

ParseResult RecordParser::repair(const char* p, const char* end, bool last, Record& out, bool accept_strict) const {
    const char* const newline = find_newline(p, end);
    if (newline == end && !last && static_cast<uint64_t>(end - p) < max_record_bytes) return ParseResult::more_needed;
    Record line;
    if (accept_strict) {
        // A record over several lines. It may be a stray quote that swallowed the lines up to the next stray one: then the first
        // and the last line are rows by themselves.
        parse_line(p, newline, Leniency::literal, line);
        if (line.fields.size() != m_expected) return ParseResult::record;
        if (out.fields.size() == m_expected) {
            const char* tail = out.end;
            while (tail > p && !is_newline(tail[-1])) --tail;
            Record last_line;
            parse_line(tail, out.end, Leniency::literal, last_line);
            if (last_line.fields.size() != m_expected) return ParseResult::record;
        }
    } else {
        // The first reading that gives the expected number of fields; else the one with stray quotes inside a quoted field.
        parse_line(p, newline, Leniency::close_at_delimiter, line);
        for (const Leniency how : {Leniency::first_close, Leniency::literal}) {
            if (m_expected > 0 && line.fields.size() == m_expected) break;
            Record other;
            parse_line(p, newline, how, other);
            if (m_expected == 0 ? other.fields.size() > line.fields.size() : other.fields.size() == m_expected)
                line = std::move(other);
        }
    }
    out.fields = std::move(line.fields);
    out.lines = 1;
    out.irregular = true;
    finish(out, p, newline, end);
    return ParseResult::record;
}

void RecordParser::unescape(const Field& f, std::string& scratch) const {
    scratch.clear();
    const char quote = m_format.quote;
    const bool escapes = m_format.escape != 0 || m_format.escape_nul;
    const char escape = m_format.escape_nul ? '\0' : m_format.escape;
    for (uint32_t i = 0; i < f.size; ++i) {
        const char c = f.data[i];
        if (i + 1 < f.size) {
            const char d = f.data[i + 1];
            if (m_format.pairs_of_double && c == '"' && d == '"') {
                scratch += f.data[++i];
                continue;
            }
            if ((c == quote && d == quote) || (escapes && c == escape && (d == quote || d == escape))) ++i;
        }
        scratch += f.data[i];
    }
}

} // namespace plumbline::ingest
