// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "core/base/error.h"
#include "core/ingest/text_encoding.h"

namespace plumbline::ingest {

namespace {

[[noreturn]] void binary(const std::string& file) { throw Error(ErrorCode::file_binary, {{"file", file}}); }

bool has_binary_magic(std::string_view s) {
    using namespace std::string_view_literals;
    static constexpr std::array magics{"PK\x03\x04"sv,
                                       "PK\x05\x06"sv,
                                       "%PDF-"sv,
                                       "\x89PNG"sv,
                                       "\x1F\x8B"sv,
                                       "PAR1"sv,
                                       "SQLite format 3"sv,
                                       "\xD0\xCF\x11\xE0"sv,
                                       "GIF8"sv,
                                       "\xFF\xD8\xFF"sv,
                                       "BZh9"sv,
                                       "7z\xBC\xAF"sv,
                                       "\xFD"
                                       "7zXZ"sv,
                                       "{\\rtf"sv,
                                       "\x7F"
                                       "ELF"sv,
                                       "\x28\xB5\x2F\xFD"sv};
    return std::ranges::any_of(magics, [&](std::string_view m) { return s.starts_with(m); });
}

/// NUL bytes at even and odd places, and how often each kind of byte comes.
struct Counts {
    uint64_t bytes = 0, nul_even = 0, nul_odd = 0, high = 0, control = 0;
    std::array<uint64_t, 32> controls{};
    uint64_t nul_before_quote = 0;
};

Counts count(std::span<const std::string> samples) {
    Counts c;
    for (const std::string& s : samples)
        for (size_t i = 0; i < s.size(); ++i) {
            const auto b = static_cast<unsigned char>(s[i]);
            ++c.bytes;
            if (b == 0) {
                ++(i % 2 == 0 ? c.nul_even : c.nul_odd);
                if (i + 1 < s.size() && (s[i + 1] == '"' || s[i + 1] == '\'')) ++c.nul_before_quote;
            } else if (b >= 0x80)
                ++c.high;
            else if (b < 0x20 && b != '\t' && b != '\n' && b != '\r')
                ++c.control, ++c.controls[b];
        }
    return c;
}

/// Letters and signs that are frequent in the languages an alphabet is used for. UTF-8.
struct Alphabet {
    std::string_view id, letters;
    double prior; ///< how much better it must do than the first
};
constexpr std::string_view shared_signs = "€£¥§°«»–—‘’‚“”„…•®©™ ";
constexpr std::array<Alphabet, 7> alphabets{{
    {"windows-1252", "äöüÄÖÜßéèêëàâçîïôûùœæåøñáíóúãõÉÈÀÇÊÂÔÎÁÍÓÚÑÅØÆÃÕìòºª¿¡", 1.0},
    {"windows-1250", "ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťúůýžÁČĎÉĚÍŇŘŠŤÚŮÝŽöüőűÖÜŐŰăâîșțşţđ", 0.97},
    {"windows-1254", "çğıöşüÇĞİÖŞÜâîû", 0.95},
    {"windows-1251", "абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЭЮЯ", 0.95},
    {"cp850", "äöüÄÖÜßéèêëàâçîïôûùæåøñáíóúãõÉÇÁÍÓÚÑÅØÆ", 0.9},
    {"macintosh", "äöüÄÖÜßéèêëàâçîïôûùœæåøñáíóúãõÉÈÀÇÁÍÓÚÑÅØÆ", 0.9},
    {"iso-8859-15", "äöüÄÖÜßéèêëàâçîïôûùœæåøñáíóúãõÉÈÀÇÊÂÔÎÁÍÓÚÑÅØÆŠšŽž", 0.96},
}};

/// Mean plausibility of the bytes above 127 under an alphabet: 1 a usual letter in or beside a word, or a sign that stands apart.
double plausibility(const Alphabet& alphabet, std::span<const std::string> samples) {
    Decoder decoder{std::string(alphabet.id)};
    const bool western = alphabet.id == "windows-1252" || alphabet.id == "iso-8859-15";
    double score = 0;
    uint64_t n = 0;
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    std::array<double, 256> as_letter{}, as_sign{};
    for (size_t b = 128; b < 256; ++b) {
        std::string one;
        const char c = static_cast<char>(b);
        decoder.decode({&c, 1}, one);
        as_letter[b] = one.size() > 1 && alphabet.letters.find(one) != std::string_view::npos ? 1.0 : 0.0;
        as_sign[b] =
            one.size() > 1 && (shared_signs.find(one) != std::string_view::npos || one == "\u00A0" || one == "½") ? 1.0 : 0.0;
    }
    for (const std::string& s : samples)
        for (size_t i = 0; i < s.size(); ++i) {
            const auto b = static_cast<unsigned char>(s[i]);
            if (b < 0x80) continue;
            ++n;
            const char before = i > 0 ? s[i - 1] : ' ', after = i + 1 < s.size() ? s[i + 1] : ' ';
            const bool in_word = letter(before) || letter(after) || static_cast<unsigned char>(before) >= 0xC0;
            const bool between = letter(before) && letter(after);
            const bool next_to_digit = (before >= '0' && before <= '9') || (after >= '0' && after <= '9');
            // õ in Portuguese stands before e; elsewhere the byte is the Hungarian ő.
            const bool odd = western && (b == 0xF5 || b == 0xD5) && after != 'e' && after != 'E';
            if (as_letter[b] > 0 && odd)
                score += 0.2;
            else if (as_letter[b] > 0)
                score += next_to_digit && !in_word ? 0.2 : in_word ? 1.0 : 0.6;
            else if (as_sign[b] > 0)
                score += between && b != 0x92 ? -0.5 : 0.9;
            else
                score += between ? -1.0 : -0.3;
        }
    return n == 0 ? 1 : score / static_cast<double>(n) * alphabet.prior;
}

/// Shift JIS: nearly every byte above 127 begins a valid pair, pairs follow one another, and kana and kanji are frequent.
bool looks_japanese(std::span<const std::string> samples) {
    uint64_t pairs = 0, kana = 0, kanji = 0, half_width = 0, bad = 0, in_runs = 0;
    for (const std::string& s : samples) {
        size_t pair_end = SIZE_MAX;
        for (size_t i = 0; i < s.size(); ++i) {
            const auto b = static_cast<unsigned char>(s[i]);
            if (b < 0x80) continue;
            if (b >= 0xA1 && b <= 0xDF) {
                ++half_width;
                continue;
            }
            const auto t = i + 1 < s.size() ? static_cast<unsigned char>(s[i + 1]) : static_cast<unsigned char>(0x40);
            if (((b >= 0x81 && b <= 0x9F) || (b >= 0xE0 && b <= 0xFC)) && t >= 0x40 && t <= 0xFC && t != 0x7F) {
                ++pairs;
                if ((b == 0x82 && t >= 0x9F) || b == 0x83)
                    ++kana;
                else if (b >= 0x88 && b <= 0x9F)
                    ++kanji;
                if (pair_end == i) ++in_runs;
                pair_end = i + 2;
                ++i;
            } else
                ++bad;
        }
    }
    return pairs >= 2 && bad * 50 <= pairs && in_runs * 10 >= pairs * 4 && half_width <= pairs * 2 &&
           (kana + kanji) * 10 >= pairs * 4;
}

} // namespace

EncodingGuess detect_encoding(std::span<const std::string> samples, const std::string& file_name) {
    EncodingGuess guess;
    const std::string_view head = samples.empty() ? std::string_view{} : std::string_view(samples[0]);
    if (head.starts_with("\xEF\xBB\xBF"))
        guess = {"utf-8+bom", 3, false, 0, true};
    else if (head.starts_with(std::string_view("\xFF\xFE\0\0", 4)))
        binary(file_name); // UTF-32: no export writes it
    else if (head.starts_with("\xFF\xFE"))
        return {"utf-16le+bom", 2, false, 0, true};
    else if (head.starts_with("\xFE\xFF"))
        return {"utf-16be+bom", 2, false, 0, true};
    if (has_binary_magic(head)) binary(file_name);
    const Counts c = count(samples);
    if (c.bytes == 0) return guess;
    const uint64_t half = std::max<uint64_t>(1, c.bytes / 2), nul = c.nul_even + c.nul_odd;
    if (guess.bom_bytes == 0 && nul > 0) {
        // Latin text in UTF-16 has a NUL in nearly every second byte, and hardly one in the others.
        if (c.nul_odd * 10 > half * 3 && c.nul_even * 20 < c.nul_odd) return {"utf-16le", 0, false, 0, true};
        if (c.nul_even * 10 > half * 3 && c.nul_odd * 20 < c.nul_even) return {"utf-16be", 0, false, 0, true};
    }
    if (nul > 0) {
        if (c.nul_before_quote * 10 < nul * 9) binary(file_name);
        guess.nul_escapes = true;
    }
    // A control character may separate fields (0x01, 0x1F); several kinds of them are no text.
    const uint64_t most = *std::ranges::max_element(c.controls);
    if ((c.control - most) * 100 > c.bytes || c.control * 3 > c.bytes) binary(file_name);
    uint64_t invalid = 0, valid = 0;
    for (const std::string& s : samples) {
        std::string_view rest = s;
        bool first = true;
        while (!rest.empty()) {
            const size_t good = valid_utf8_prefix(rest);
            for (size_t i = 0; i < good; ++i)
                if ((static_cast<unsigned char>(rest[i]) & 0xC0) == 0xC0) ++valid;
            if (good == rest.size()) break;
            const auto b = static_cast<unsigned char>(rest[good]);
            const bool cut_at_start = first && (b & 0xC0) == 0x80 && &s != &samples[0] && good < 4;
            const bool cut_at_end = rest.size() - good < 4 && b >= 0xC2;
            if (!cut_at_start && !(cut_at_end && &s != &samples.back())) ++invalid;
            first = good < 4 && cut_at_start;
            rest.remove_prefix(good + 1);
        }
    }
    guess.any_high_bytes = guess.any_high_bytes || c.high > 0;
    if (invalid == 0) return guess;
    if (guess.bom_bytes == 3 || valid > invalid * 5) {
        guess.invalid_utf8 = static_cast<int64_t>(invalid);
        return guess;
    }
    // Compressed or encrypted bytes are above 127 half of the time and hold every control character.
    if (c.high * 10 > c.bytes * 4 && c.control * 50 > c.bytes) binary(file_name);
    if (looks_japanese(samples)) return {"cp932", 0, guess.nul_escapes, 0, true};
    const Alphabet* best = &alphabets[0];
    double best_score = -1e9;
    for (const Alphabet& a : alphabets)
        if (const double p = plausibility(a, samples); p > best_score + 1e-9) best_score = p, best = &a;
    guess.id = std::string(best->id);
    // Latin-1 and Windows-1252 differ in 0x80–0x9F only, where Latin-1 has nothing that a table holds.
    return guess;
}

} // namespace plumbline::ingest
