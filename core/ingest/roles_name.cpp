// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/roles_name.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <utility>

#include "core/ingest/roles.h"

namespace plumbline::ingest {

namespace {

/// Base letters of U+00C0 to U+00FF and U+0100 to U+017F, one each; '*' stands for two letters, '_' for none.
constexpr std::string_view latin1 = "AAAAAA*CEEEEIIIIDNOOOOO_OUUUUY**aaaaaa*ceeeeiiiidnooooo_ouuuuy*y";
constexpr std::string_view latin_a = "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi**JjKkkLlLlLlLlLlNnNnNnnNnOoOoOo**"
                                     "RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";

const std::set<std::string, std::less<>> articles{"a",   "al",  "an", "and", "das", "de",  "dei", "del", "della", "der", "des",
                                                  "di",  "die", "do", "dos", "du",  "e",   "el",  "em",  "en",    "et",  "for",
                                                  "fur", "im",  "in", "l",   "la",  "las", "le",  "les", "lo",    "los", "na",
                                                  "of",  "the", "to", "und", "von", "y",   "zu",  "zum", "da",    "d",   "o"};

const std::set<std::string, std::less<>> currencies{"eur", "usd", "gbp", "chf", "sek", "nok", "dkk", "pln", "czk", "huf", "ron",
                                                    "bgn", "cad", "aud", "nzd", "jpy", "cny", "inr", "brl", "mxn", "zar", "sgd",
                                                    "hkd", "krw", "aed", "sar", "ils", "thb", "ars", "clp", "cop", "twd"};

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> signs{
    {{"\u20AC", "EUR"}, {"\u00A3", "GBP"}, {"R$", "BRL"}, {"US$", "USD"}, {"\u20B9", "INR"}, {"z\u0142", "PLN"}, {"$", "USD"}}};

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return is_upper(c) ? static_cast<char>(c + 32) : c; }

/// Words of plain text: at separators, at camelCase humps, between the last two letters of "KPIName".
void split(std::string_view text, std::vector<std::string>& out, bool drop_articles = true) {
    std::string word;
    const auto flush = [&] {
        if (!word.empty() && !(drop_articles && articles.contains(word))) out.push_back(word);
        word.clear();
    };
    for (size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (!is_upper(c) && !is_lower(c) && !is_digit(c)) {
            flush();
            continue;
        }
        if (i > 0 && is_upper(c) &&
            (is_lower(text[i - 1]) ||
             (is_upper(text[i - 1]) && i + 2 < text.size() && is_lower(text[i + 1]) && is_lower(text[i + 2]))))
            flush();
        word.push_back(lower(c));
    }
    flush();
}

} // namespace

std::string ascii(std::string_view utf8) {
    std::string out;
    for (size_t i = 0; i < utf8.size();) {
        const auto c = static_cast<unsigned char>(utf8[i]);
        const size_t length = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
        if (length == 1) {
            out.push_back(utf8[i]);
        } else if (length == 2 && i + 1 < utf8.size()) {
            const uint32_t point = static_cast<uint32_t>((c & 0x1F) << 6) | (static_cast<unsigned char>(utf8[i + 1]) & 0x3F);
            char base = ' ';
            if (point >= 0xC0 && point < 0x100)
                base = latin1[point - 0xC0];
            else if (point >= 0x100 && point < 0x100 + latin_a.size())
                base = latin_a[point - 0x100];
            if (point == 0xC6 || point == 0xE6)
                out += "ae";
            else if (point == 0xDF)
                out += "ss";
            else if (point == 0x152 || point == 0x153)
                out += "oe";
            else if (point == 0xDE || point == 0xFE)
                out += "th";
            else if (point == 0x301 || (point >= 0x300 && point < 0x370)) {
            } // marks that stand behind their letter
            else if (base != '*' && base != '_')
                out.push_back(base);
            else
                out.push_back(' ');
        } else {
            out.push_back(' ');
        }
        i += length;
    }
    return out;
}

std::string join_words(const std::vector<std::string>& words, size_t from, size_t to, std::string_view between) {
    std::string out;
    for (size_t i = from; i < to; ++i) {
        if (i > from) out += between;
        out += words[i];
    }
    return out;
}

HeaderName read_header(std::string_view header) {
    HeaderName out;
    for (const auto& [sign, code] : signs)
        if (out.currency.empty() && header.find(sign) != header.npos) out.currency = code;
    const std::string text = ascii(header);
    std::string plain, noted;
    int depth = 0;
    for (size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '(' || c == '[') ++depth;
        (depth > 0 ? noted : plain).push_back(c == '(' || c == '[' || c == ')' || c == ']' ? ' ' : c);
        if ((c == ')' || c == ']') && depth > 0) --depth;
        if (c == '%' && (i == 0 || !is_digit(text[i - 1]))) out.percent = true;
    }
    split(plain, out.words);
    split(noted, out.notes);
    if (out.words.empty()) std::swap(out.words, out.notes);
    if (out.words.empty()) split(plain, out.words, false); // a header that is an article: "y"
    if (const size_t slash = plain.find('/'); slash != plain.npos) {
        const auto letter = [](char c) { return is_upper(c) || is_lower(c); };
        out.per = std::any_of(plain.begin(), plain.begin() + static_cast<std::ptrdiff_t>(slash), letter) &&
                  std::any_of(plain.begin() + static_cast<std::ptrdiff_t>(slash), plain.end(), letter);
    }
    static const std::set<std::string, std::less<>> over{"per", "pro", "je", "par", "por"};
    for (size_t i = 1; i + 1 < out.words.size(); ++i) out.per |= over.contains(out.words[i]);
    const auto money = [&](const std::vector<std::string>& words) {
        for (const std::string& w : words)
            if (out.currency.empty() && currencies.contains(w)) {
                out.currency = w;
                std::ranges::transform(out.currency, out.currency.begin(), [](char c) { return static_cast<char>(c - 32); });
            }
    };
    money(out.notes);
    money(out.words);
    if (out.words.size() > 1) std::erase_if(out.words, [](const std::string& w) { return currencies.contains(w); });
    return out;
}

std::string field_name(std::string_view display_name, const std::set<std::string>& taken) {
    constexpr size_t longest = 60;
    std::string out;
    for (const char c : ascii(display_name)) {
        const bool word = is_upper(c) || is_lower(c) || is_digit(c);
        if (word)
            out.push_back(lower(c));
        else if (!out.empty() && out.back() != '_')
            out.push_back('_');
        if (out.size() >= longest) break;
    }
    while (out.ends_with('_')) out.pop_back();
    if (out.empty()) out = "column";
    if (is_digit(out.front())) out = "c_" + out;
    std::string unique = out;
    for (int n = 2; taken.contains(unique); ++n) unique = out + "_" + std::to_string(n);
    return unique;
}

} // namespace plumbline::ingest
