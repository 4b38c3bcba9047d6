// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/json_stream.h"

#include <cerrno>
#include <cstring>

#include "core/base/error.h"

namespace plumbline::ingest {

namespace {

constexpr size_t block_bytes = 1 << 20;

void append_utf8(std::string& out, uint32_t c) {
    if (c < 0x80) {
        out.push_back(static_cast<char>(c));
    } else if (c < 0x800) {
        out.push_back(static_cast<char>(0xC0 | (c >> 6)));
        out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
    } else if (c < 0x10000) {
        out.push_back(static_cast<char>(0xE0 | (c >> 12)));
        out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
        out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
    } else {
        out.push_back(static_cast<char>(0xF0 | (c >> 18)));
        out.push_back(static_cast<char>(0x80 | ((c >> 12) & 0x3F)));
        out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
        out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
    }
}

/// Converts whole characters from the front of `raw` and leaves the rest there. A lone surrogate becomes U+FFFD.
void take_utf16(std::string& raw, bool big, std::string& out) {
    const auto unit = [&](size_t i) {
        const auto a = static_cast<unsigned char>(raw[i]), b = static_cast<unsigned char>(raw[i + 1]);
        return static_cast<uint32_t>(big ? (a << 8) | b : (b << 8) | a);
    };
    size_t i = 0;
    for (; i + 1 < raw.size(); i += 2) {
        uint32_t c = unit(i);
        if (c >= 0xD800 && c < 0xDC00) {
            if (i + 3 >= raw.size()) break;
            const uint32_t low = unit(i + 2);
            if (low >= 0xDC00 && low < 0xE000) {
                c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
                i += 2;
            } else {
                c = 0xFFFD;
            }
        } else if (c >= 0xDC00 && c < 0xE000) {
            c = 0xFFFD;
        }
        append_utf8(out, c);
    }
    raw.erase(0, i);
}

bool is_space(int c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

} // namespace

JsonStream::JsonStream(const std::filesystem::path& file, const JsonLimits& limits)
    : m_file(file.filename().string()), m_limits(limits), m_in(file, std::ios::binary) {
    if (!m_in) throw Error(ErrorCode::file_unreadable, {{"file", m_file}, {"detail", std::strerror(errno)}});
}

bool JsonStream::fill() {
    std::string block(block_bytes, '\0');
    m_in.read(block.data(), static_cast<std::streamsize>(block.size()));
    if (m_in.bad()) throw Error(ErrorCode::file_unreadable, {{"file", m_file}, {"detail", "the drive reported an error"}});
    block.resize(static_cast<size_t>(m_in.gcount()));
    if (block.empty()) return false;
    m_bytes += block.size();
    if (m_form == Form::unknown) {
        const std::string_view start(block);
        m_form = Form::utf8;
        if (start.starts_with("\xEF\xBB\xBF"))
            block.erase(0, 3);
        else if (start.starts_with("\xFF\xFE") || (start.size() > 3 && start[1] == '\0' && start[0] != '\0'))
            m_form = Form::utf16le;
        else if (start.starts_with("\xFE\xFF") || (start.size() > 3 && start[0] == '\0' && start[1] != '\0'))
            m_form = Form::utf16be;
        if (start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF")) block.erase(0, 2);
    }
    m_at = 0;
    if (m_form == Form::utf8) {
        m_text = std::move(block);
    } else {
        m_raw += block;
        m_text.clear();
        take_utf16(m_raw, m_form == Form::utf16be, m_text);
    }
    return !m_text.empty() || fill();
}

int JsonStream::take() {
    const int c = peek();
    if (c < 0) return c;
    ++m_at;
    m_line += c == '\n';
    return c;
}

int JsonStream::peek_solid() {
    int c = peek();
    while (is_space(c)) {
        take();
        c = peek();
    }
    return c;
}

void JsonStream::expect(char wanted) {
    const int c = peek_solid();
    if (c == wanted) {
        take();
        return;
    }
    fail(c < 0 ? "it ends in the middle of a value"
               : std::string("expected '") + wanted + "', found '" + static_cast<char>(c) + "'",
         m_line);
}

void JsonStream::cut_string(std::string& out) {
    const int64_t start = m_line;
    const size_t from = out.size();
    out.push_back(static_cast<char>(take()));
    for (;;) {
        const int c = take();
        if (c < 0) fail("a string is not closed", start);
        out.push_back(static_cast<char>(c));
        if (c == '"') return;
        if (c == '\\') {
            const int next = take();
            if (next < 0) fail("a string is not closed", start);
            out.push_back(static_cast<char>(next));
        }
        if (out.size() - from > m_limits.string_bytes + 2) too_long(m_limits.string_bytes, start);
    }
}

void JsonStream::cut_value(std::string& out) {
    out.clear();
    const int first = peek_solid();
    const int64_t start = m_line;
    if (first < 0) fail("it ends in the middle of a value", m_line);
    if (first == '"') return cut_string(out);
    if (first != '{' && first != '[') {
        for (int c = peek(); c >= 0 && !is_space(c) && c != ',' && c != ']' && c != '}' && c != ':'; c = peek()) {
            out.push_back(static_cast<char>(take()));
            if (out.size() > m_limits.string_bytes) too_long(m_limits.string_bytes, start);
        }
        if (out.empty()) fail(std::string("'") + static_cast<char>(first) + "' where a value should be", m_line);
        return;
    }
    size_t depth = 0;
    for (;;) {
        const int c = peek();
        if (c < 0) fail("it ends in the middle of a value", start);
        if (c == '"') {
            cut_string(out);
        } else {
            out.push_back(static_cast<char>(take()));
            if (c == '{' || c == '[') ++depth;
            if (c == '}' || c == ']') --depth;
            if (depth == 0) return;
            if (depth > m_limits.depth)
                fail("values are nested deeper than " + std::to_string(m_limits.depth) + " levels", m_line);
        }
        if (out.size() > m_limits.element_bytes) too_long(m_limits.element_bytes, start);
    }
}

bool JsonStream::cut_line(std::string& out) {
    out.clear();
    if (peek() < 0) return false;
    const int64_t start = m_line;
    for (;;) {
        const size_t end = m_text.find('\n', m_at);
        const size_t stop = end == m_text.npos ? m_text.size() : end;
        out.append(m_text, m_at, stop - m_at);
        m_at = stop;
        if (out.size() > m_limits.element_bytes) too_long(m_limits.element_bytes, start);
        if (end != m_text.npos) {
            take();
            break;
        }
        if (peek() < 0) break;
    }
    if (out.ends_with('\r')) out.pop_back();
    return true;
}

void JsonStream::fail(const std::string& what, int64_t line) const {
    throw Error(ErrorCode::file_corrupt,
                {{"file", m_file}, {"line", std::to_string(line)}, {"detail", "line " + std::to_string(line) + ": " + what}});
}

void JsonStream::too_long(size_t limit, int64_t line) const {
    const std::string text = limit >= (1 << 20) ? std::to_string(limit >> 20) + " MiB" : std::to_string(limit) + " bytes";
    throw Error(ErrorCode::file_line_too_long, {{"file", m_file}, {"line", std::to_string(line)}, {"limit", text}});
}

} // namespace plumbline::ingest
