// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::ingest {

/// How records and fields are marked. Text is UTF-8.
struct CsvFormat {
    std::string delimiter = ","; ///< empty: one column
    char quote = '"';            ///< 0: fields are never quoted
    char escape = 0;             ///< besides doubled quotes: '\\', or NUL where escape_nul
    bool escape_nul = false;
    bool pairs_of_double = false; ///< quoted by ', but "" still stands for "
    bool cr_ends = false;         ///< a lone CR ends a record
    bool lf_ends = true;
    bool skip_blanks_before_quote = false; ///< `a, "b"`: the quote counts although a blank stands before it
};

/// A field inside the buffer that was parsed.
struct Field {
    const char* data = nullptr;
    uint32_t size = 0;
    bool quoted = false;
    bool escaped = false; ///< holds doubled or escaped quotes: unescape() gives the text
};

/// Longest record that is read: beyond it the file is no table.
inline constexpr uint64_t max_record_bytes = 16u << 20;
/// A quote that does not close within these is taken as a stray one.
inline constexpr uint64_t max_quoted_bytes = 1u << 20;
inline constexpr int64_t max_quoted_lines = 1000;
/// Bytes that must be readable behind the end of a buffer.
inline constexpr size_t buffer_padding = 64;

struct Record {
    std::vector<Field> fields;
    const char* begin = nullptr;
    const char* end = nullptr;  ///< without the line break
    const char* next = nullptr; ///< where the next record begins
    int64_t lines = 1;          ///< physical lines that it takes
    bool irregular = false;     ///< quotes were not as they should be
    bool unclosed = false;      ///< a quote never closes within the limits
    bool blank() const { return fields.size() == 1 && fields[0].size == 0 && !fields[0].quoted; }
};

enum class ParseResult { record, more_needed, end };

/// Splits text into records. Fields that hold stray quotes are read leniently; of the readings, the one with `expected` fields
/// wins.
class RecordParser {
public:
    explicit RecordParser(const CsvFormat& format, size_t expected_fields = 0) : m_format(format), m_expected(expected_fields) {
        m_first = format.delimiter.empty() ? '\n' : format.delimiter[0];
        m_newline = format.lf_ends ? '\n' : '\r';
        m_newline_2 = format.cr_ends ? '\r' : m_newline;
        m_simple_delimiter = format.delimiter.size() == 1;
    }
    /// Parses the record at p. `last`: nothing follows `end` in the file. more_needed: the record may go on behind `end`.
    ParseResult parse(const char* p, const char* end, bool last, Record& out) const;
    /// The text of a field: the field itself, or `scratch` with quotes undoubled.
    std::string_view text(const Field& f, std::string& scratch) const {
        if (!f.escaped) return {f.data, f.size};
        unescape(f, scratch);
        return scratch;
    }
    const CsvFormat& format() const { return m_format; }
    void set_expected(size_t n) { m_expected = n; }
    size_t expected() const { return m_expected; }
    bool is_newline(char c) const { return c == m_newline || c == m_newline_2; }
    /// Behind the line break at p ("\r\n" is one).
    const char* skip_newline(const char* p, const char* end) const {
        return p + (*p == '\r' && p + 1 < end && p[1] == '\n' ? 2 : 1);
    }
    const char* find_newline(const char* p, const char* end) const;

private:
    enum class Leniency { close_at_delimiter, literal, first_close };
    enum class Stop { field, record, more, bad, unclosed };
    Stop quoted_field(const char*& p, const char* end, bool last, Record& out) const;
    bool at_delimiter(const char* p, const char* end) const;
    ParseResult parse_strict(const char* p, const char* end, bool last, Record& out) const;
    bool parse_line(const char* p, const char* line_end, Leniency how, Record& out) const;
    ParseResult repair(const char* p, const char* end, bool last, Record& out, bool accept_strict) const;
    void close_early(const char* p, const char* line_end, Record& out) const;
    void unescape(const Field& f, std::string& scratch) const;
    void finish(Record& out, const char* begin, const char* newline, const char* end) const;

    CsvFormat m_format;
    size_t m_expected;
    char m_first, m_newline, m_newline_2;
    bool m_simple_delimiter;
};

} // namespace plumbline::ingest
