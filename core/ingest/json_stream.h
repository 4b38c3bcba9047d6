// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace plumbline::ingest {

/// What a JSON file may ask of the memory.
struct JsonLimits {
    size_t depth = 64;               ///< levels of nesting
    size_t string_bytes = 1 << 20;   ///< one string
    size_t element_bytes = 16 << 20; ///< one element of an array, or one line
    size_t columns = 10000;          ///< of one table
    size_t tables = 100;             ///< arrays of objects beyond these stay JSON text in a cell
    size_t rejects = 10000;          ///< kept with their text; all are counted
};

/// A JSON file as UTF-8 characters, read in blocks; a byte order mark is skipped and UTF-16 is converted. Cuts raw values out of
/// the stream without holding more than one of them.
class JsonStream {
public:
    JsonStream(const std::filesystem::path& file, const JsonLimits& limits);

    /// Next character, -1 at the end.
    int peek() { return m_at < m_text.size() || fill() ? static_cast<unsigned char>(m_text[m_at]) : -1; }
    int take();
    /// Next character that is not white space, not taken.
    int peek_solid();
    /// Takes white space and then exactly this character, or throws.
    void expect(char wanted);
    /// The raw text of the value that begins at the next solid character. Throws Error{file_corrupt, file_line_too_long}.
    void cut_value(std::string& out);
    /// The next line without its end; false at the end of the file.
    bool cut_line(std::string& out);

    int64_t line() const { return m_line; }
    uint64_t bytes_read() const { return m_bytes; }
    /// Throws Error{file_corrupt} naming a line.
    [[noreturn]] void fail(const std::string& what, int64_t line) const;
    [[noreturn]] void too_long(size_t limit, int64_t line) const;

private:
    bool fill();
    void cut_string(std::string& out);

    std::string m_file;
    JsonLimits m_limits;
    std::ifstream m_in;
    std::string m_text; ///< the block, UTF-8
    size_t m_at = 0;
    std::string m_raw; ///< UTF-16: bytes of a half-read character
    uint64_t m_bytes = 0;
    int64_t m_line = 1;
    enum class Form { unknown, utf8, utf16le, utf16be } m_form = Form::unknown;
};

} // namespace plumbline::ingest
