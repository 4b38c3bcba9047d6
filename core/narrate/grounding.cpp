// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/narrate/grounding.h"

#include <algorithm>
#include <array>

namespace plumbline::narrate {

namespace {

constexpr std::array<std::string_view, 11> words_en{"two",   "three", "four", "five",   "six",   "seven",
                                                    "eight", "nine",  "ten",  "eleven", "twelve"};
constexpr std::array<std::string_view, 11> words_fr{"deux", "trois", "quatre", "cinq", "six",  "sept",
                                                    "huit", "neuf",  "dix",    "onze", "douze"};

bool digit(char c) { return c >= '0' && c <= '9'; }
/// ASCII letters and the bytes of accented ones (U+00C0 to U+024F); not no-break spaces (C2) and dashes (E2).
bool letter(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (byte >= 0x80 && byte <= 0xBF) || (byte >= 0xC3 && byte <= 0xC9);
}

/// Length of a separator inside of a number: point, comma, apostrophe, no-break spaces.
size_t separator(std::string_view text) {
    if (text.empty()) return 0;
    if (text[0] == '.' || text[0] == ',' || text[0] == '\'') return 1;
    if (text.starts_with("\u00A0")) return 2;
    if (text.starts_with("\u202F") || text.starts_with("\u2019")) return 3;
    return 0;
}

/// Unit right behind a number; written without the space in front of it.
std::string_view unit(std::string_view rest) {
    if (rest.starts_with("\u00A0")) rest.remove_prefix(2);
    if (rest.starts_with(" ") && rest.substr(1).starts_with("%")) rest.remove_prefix(1);
    for (const std::string_view u : {"%", "Md", "k", "M", "B"})
        if (rest.starts_with(u) && (rest.size() == u.size() || !letter(rest[u.size()]))) return u;
    return {};
}

std::string lower(std::string_view word) {
    std::string out(word);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return out;
}

} // namespace

std::vector<std::string> numbers_in(std::string_view text, Language language) {
    std::vector<std::string> out;
    for (size_t i = 0; i < text.size();) {
        if (digit(text[i])) {
            std::string number;
            while (i < text.size()) {
                if (digit(text[i])) {
                    number += text[i++];
                    continue;
                }
                const size_t gap = separator(text.substr(i));
                if (gap == 0 || i + gap >= text.size() || !digit(text[i + gap])) break;
                number += text.substr(i, gap);
                i += gap;
            }
            number += unit(text.substr(i));
            out.push_back(std::move(number));
        } else if (letter(text[i])) {
            const size_t from = i;
            while (i < text.size() && letter(text[i])) ++i;
            const auto& words = language == Language::fr ? words_fr : words_en;
            const auto at = std::ranges::find(words, lower(text.substr(from, i - from)));
            if (at != words.end()) out.push_back(std::to_string(at - words.begin() + 2));
        } else {
            i += text[i] == '\xC2' ? 2 : text[i] == '\xE2' ? 3 : 1;
        }
    }
    return out;
}

bool grounded(std::string_view text, const std::vector<std::string>& facts, Language language) {
    std::vector<std::string> known;
    for (const std::string& fact : facts)
        for (std::string& n : numbers_in(fact, language)) known.push_back(std::move(n));
    return std::ranges::all_of(numbers_in(text, language),
                               [&](const std::string& n) { return std::ranges::find(known, n) != known.end(); });
}

} // namespace plumbline::narrate
