// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace plumbline::ingest {

struct EncodingGuess {
    std::string id = "utf-8"; ///< as in Dialect::encoding
    size_t bom_bytes = 0;
    bool nul_escapes = false;    ///< every NUL stands before a quote: an escape character, odd but seen
    int64_t invalid_utf8 = 0;    ///< places in the sample that are no UTF-8 although the rest is
    bool any_high_bytes = false; ///< something beyond ASCII was seen, so that the choice matters
};

/// Encoding by byte-order mark, then by the pattern of NUL bytes, then validity as UTF-8, then by which single-byte alphabet
/// makes words. samples: pieces of the file that begin at even offsets, the first one at 0. Throws Error{file_binary}.
EncodingGuess detect_encoding(std::span<const std::string> samples, const std::string& file_name);

/// Id of an encoding that a person named ("latin1", "cp1252", "UTF16-LE"); throws Error{file_encoding} for an unknown one.
std::string encoding_id(std::string_view name, const std::string& file_name);
bool is_utf8(std::string_view encoding);

/// Length of the valid UTF-8 prefix; text.size() where all of it is valid.
size_t valid_utf8_prefix(std::string_view text);
/// The text with invalid sequences replaced by U+FFFD.
std::string repaired_utf8(std::string_view text);

/// Turns bytes of an encoding into UTF-8, piece by piece.
class Decoder {
public:
    explicit Decoder(const std::string& encoding);
    ~Decoder();
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;
    /// Appends to `out`; bytes that end in the middle of a character wait for the next piece.
    void decode(std::string_view bytes, std::string& out);
    /// What waited becomes U+FFFD.
    void finish(std::string& out);

private:
    void decode_utf16(std::string_view bytes, std::string& out);
    void decode_iconv(std::string_view bytes, std::string& out);
    enum class Kind { utf8, utf16le, utf16be, single_byte, iconv } m_kind = Kind::utf8;
    std::array<std::array<char, 4>, 256> m_table{}; ///< [byte]: length, then up to 3 bytes of UTF-8
    void* m_iconv = nullptr;
    std::string m_waiting;
};

} // namespace plumbline::ingest
