// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/text_encoding.h"

#include <algorithm>
#include <iconv.h>

#include "core/base/error.h"

namespace plumbline::ingest {

namespace {

constexpr std::string_view replacement = "\uFFFD";

/// Name that iconv knows for an encoding id.
std::string iconv_name(std::string_view id) {
    std::string name(id.starts_with("windows-") ? "CP" + std::string(id.substr(8)) : std::string(id));
    for (char& c : name) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    return name;
}

struct Iconv {
    iconv_t handle;
    explicit Iconv(const std::string& from) : handle(iconv_open("UTF-8", from.c_str())) {}
    ~Iconv() {
        if (ok()) iconv_close(handle);
    }
    bool ok() const { return handle != reinterpret_cast<iconv_t>(-1); }
};

bool is_single_byte(std::string_view id) {
    return id.starts_with("windows-125") || id.starts_with("iso-8859-") || id == "macintosh" || id == "cp850" || id == "cp437" ||
           id == "koi8-r";
}

void append_code_point(uint32_t c, std::string& out) {
    if (c < 0x80)
        out += static_cast<char>(c);
    else if (c < 0x800) {
        out += static_cast<char>(0xC0 | (c >> 6));
        out += static_cast<char>(0x80 | (c & 63));
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0 | (c >> 12));
        out += static_cast<char>(0x80 | ((c >> 6) & 63));
        out += static_cast<char>(0x80 | (c & 63));
    } else {
        out += static_cast<char>(0xF0 | (c >> 18));
        out += static_cast<char>(0x80 | ((c >> 12) & 63));
        out += static_cast<char>(0x80 | ((c >> 6) & 63));
        out += static_cast<char>(0x80 | (c & 63));
    }
}

/// Bytes of the valid sequence at s[i]; 0 where it is invalid or cut off.
size_t sequence_length(std::string_view s, size_t i) {
    const auto at = [&](size_t k) { return static_cast<unsigned char>(s[k]); };
    const unsigned char c = at(i);
    if (c < 0x80) return 1;
    const size_t n = c >= 0xC2 && c <= 0xDF ? 2 : c >= 0xE0 && c <= 0xEF ? 3 : c >= 0xF0 && c <= 0xF4 ? 4 : 0;
    if (n == 0 || i + n > s.size()) return 0;
    for (size_t k = 1; k < n; ++k)
        if ((at(i + k) & 0xC0) != 0x80) return 0;
    if ((c == 0xE0 && at(i + 1) < 0xA0) || (c == 0xED && at(i + 1) > 0x9F) || (c == 0xF0 && at(i + 1) < 0x90) ||
        (c == 0xF4 && at(i + 1) > 0x8F))
        return 0;
    return n;
}

} // namespace

bool is_utf8(std::string_view encoding) { return encoding == "utf-8" || encoding == "utf-8+bom"; }

size_t valid_utf8_prefix(std::string_view s) {
    size_t i = 0;
    while (i < s.size()) {
        // Eight ASCII bytes at a time.
        while (i + 8 <= s.size()) {
            uint64_t w;
            __builtin_memcpy(&w, s.data() + i, 8);
            if (w & 0x8080808080808080ull) break;
            i += 8;
        }
        if (i >= s.size()) break;
        const size_t n = sequence_length(s, i);
        if (n == 0) return i;
        i += n;
    }
    return s.size();
}

std::string repaired_utf8(std::string_view s) {
    std::string out;
    while (!s.empty()) {
        const size_t good = valid_utf8_prefix(s);
        out += s.substr(0, good);
        if (good == s.size()) break;
        out += replacement;
        s.remove_prefix(good + 1);
    }
    return out;
}

std::string encoding_id(std::string_view name, const std::string& file_name) {
    std::string key;
    for (char c : name)
        if (c != '-' && c != '_' && c != ' ' && c != '.') key += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    static constexpr std::array<std::array<std::string_view, 2>, 26> known{{{"utf8", "utf-8"},
                                                                            {"utf8+bom", "utf-8+bom"},
                                                                            {"utf8bom", "utf-8+bom"},
                                                                            {"utf8sig", "utf-8+bom"},
                                                                            {"ascii", "utf-8"},
                                                                            {"usascii", "utf-8"},
                                                                            {"utf16", "utf-16le"},
                                                                            {"utf16le", "utf-16le"},
                                                                            {"utf16le+bom", "utf-16le+bom"},
                                                                            {"utf16be", "utf-16be"},
                                                                            {"utf16be+bom", "utf-16be+bom"},
                                                                            {"latin1", "iso-8859-1"},
                                                                            {"iso88591", "iso-8859-1"},
                                                                            {"iso885915", "iso-8859-15"},
                                                                            {"iso88592", "iso-8859-2"},
                                                                            {"latin9", "iso-8859-15"},
                                                                            {"cp1252", "windows-1252"},
                                                                            {"ansi", "windows-1252"},
                                                                            {"cp1250", "windows-1250"},
                                                                            {"cp1251", "windows-1251"},
                                                                            {"cp1254", "windows-1254"},
                                                                            {"macroman", "macintosh"},
                                                                            {"mac", "macintosh"},
                                                                            {"shiftjis", "cp932"},
                                                                            {"sjis", "cp932"},
                                                                            {"windows31j", "cp932"}}};
    for (const auto& [from, to] : known)
        if (key == from) return std::string(to);
    std::string id;
    for (char c : name) id += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    if (key.starts_with("windows125") && key.size() == 11) id = "windows-" + key.substr(7);
    const Iconv probe(iconv_name(id));
    if (!probe.ok()) throw Error(ErrorCode::file_encoding, {{"file", file_name}});
    return id;
}

Decoder::Decoder(const std::string& encoding) {
    if (encoding.starts_with("utf-16")) {
        m_kind = encoding.starts_with("utf-16be") ? Kind::utf16be : Kind::utf16le;
    } else if (is_single_byte(encoding)) {
        m_kind = Kind::single_byte;
        const Iconv converter(iconv_name(encoding));
        for (size_t b = 0; b < 256; ++b) {
            char in = static_cast<char>(b);
            char* from = &in;
            char bytes[8];
            char* to = bytes;
            size_t left = 1, room = sizeof bytes;
            auto& entry = m_table[b];
            const bool known =
                converter.ok() && iconv(converter.handle, &from, &left, &to, &room) != static_cast<size_t>(-1) && left == 0;
            // An unassigned byte keeps its Latin-1 control code, as browsers read it.
            std::string text(bytes, known ? static_cast<size_t>(to - bytes) : 0);
            if (!known) append_code_point(static_cast<uint32_t>(b), text);
            entry[0] = static_cast<char>(text.size());
            std::copy_n(text.begin(), std::min<size_t>(3, text.size()), entry.begin() + 1);
        }
    } else if (!is_utf8(encoding)) {
        m_kind = Kind::iconv;
        m_iconv = iconv_open("UTF-8", iconv_name(encoding).c_str());
        if (m_iconv == reinterpret_cast<iconv_t>(-1)) {
            m_iconv = nullptr;
            throw Error(ErrorCode::file_encoding, {{"file", encoding}});
        }
    }
}

Decoder::~Decoder() {
    if (m_iconv) iconv_close(m_iconv);
}

void Decoder::decode_utf16(std::string_view bytes, std::string& out) {
    if (!m_waiting.empty()) {
        m_waiting += bytes;
        bytes = m_waiting;
    }
    const bool big = m_kind == Kind::utf16be;
    const auto unit = [&](size_t i) {
        const auto a = static_cast<unsigned char>(bytes[i]), b = static_cast<unsigned char>(bytes[i + 1]);
        return static_cast<uint32_t>(big ? a << 8 | b : b << 8 | a);
    };
    size_t i = 0;
    for (; i + 2 <= bytes.size(); i += 2) {
        const uint32_t u = unit(i);
        if (u < 0x80) {
            out += static_cast<char>(u);
            continue;
        }
        if (u < 0xD800 || u > 0xDFFF) {
            append_code_point(u, out);
            continue;
        }
        if (u < 0xDC00 && i + 4 > bytes.size()) break;
        const uint32_t low = u < 0xDC00 ? unit(i + 2) : 0;
        if (low >= 0xDC00 && low <= 0xDFFF) {
            append_code_point(0x10000 + ((u - 0xD800) << 10) + (low - 0xDC00), out);
            i += 2;
        } else
            out += replacement;
    }
    m_waiting = std::string(bytes.substr(i));
}

void Decoder::decode_iconv(std::string_view bytes, std::string& out) {
    m_waiting += bytes;
    char* from = m_waiting.data();
    size_t left = m_waiting.size();
    std::array<char, 8192> buffer;
    while (left > 0) {
        char* to = buffer.data();
        size_t room = buffer.size();
        const size_t r = iconv(m_iconv, &from, &left, &to, &room);
        out.append(buffer.data(), static_cast<size_t>(to - buffer.data()));
        if (r != static_cast<size_t>(-1) || errno == E2BIG) continue;
        if (errno == EINVAL) break; // the last character is not complete yet
        out += replacement;
        ++from;
        --left;
    }
    m_waiting.erase(0, m_waiting.size() - left);
}

void Decoder::decode(std::string_view bytes, std::string& out) {
    switch (m_kind) {
    case Kind::utf8: out += bytes; break;
    case Kind::utf16le:
    case Kind::utf16be: decode_utf16(bytes, out); break;
    case Kind::iconv: decode_iconv(bytes, out); break;
    case Kind::single_byte:
        out.reserve(out.size() + bytes.size() + bytes.size() / 8);
        for (const char c : bytes) {
            if (static_cast<unsigned char>(c) < 0x80)
                out += c;
            else
                out.append(m_table[static_cast<unsigned char>(c)].data() + 1,
                           static_cast<size_t>(m_table[static_cast<unsigned char>(c)][0]));
        }
        break;
    }
}

void Decoder::finish(std::string& out) {
    if (!m_waiting.empty()) out += replacement;
    m_waiting.clear();
}

} // namespace plumbline::ingest
