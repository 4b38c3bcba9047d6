// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assistant/text.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "core/metrics/nearest.h"

namespace plumbline::assistant {

namespace {

bool letter(unsigned char c) { return std::isalnum(c) || c >= 0x80 || c == '_'; }
bool digit(char c) { return c >= '0' && c <= '9'; }

const std::map<std::string, double, std::less<>>& spelled_numbers() {
    static const std::map<std::string, double, std::less<>> words{
        {"two", 2},       {"three", 3},     {"four", 4},   {"five", 5},      {"six", 6},        {"seven", 7},
        {"eight", 8},     {"nine", 9},      {"ten", 10},   {"eleven", 11},   {"twelve", 12},    {"fifteen", 15},
        {"twenty", 20},   {"thirty", 30},   {"fifty", 50}, {"deux", 2},      {"trois", 3},      {"quatre", 4},
        {"cinq", 5},      {"sept", 7},      {"huit", 8},   {"neuf", 9},      {"dix", 10},       {"onze", 11},
        {"douze", 12},    {"quinze", 15},   {"vingt", 20}, {"trente", 30},   {"cinquante", 50}, {"forty", 40},
        {"quarante", 40}, {"hundred", 100}, {"cent", 100}, {"fourteen", 14}, {"quatorze", 14}};
    return words;
}

std::optional<double> scale_word(std::string_view w) {
    static const std::map<std::string, double, std::less<>> words{
        {"k", 1e3},        {"thousand", 1e3},  {"mille", 1e3},    {"milliers", 1e3}, {"m", 1e6},       {"mio", 1e6},
        {"mn", 1e6},       {"million", 1e6},   {"millions", 1e6}, {"bn", 1e9},       {"billion", 1e9}, {"billions", 1e9},
        {"milliard", 1e9}, {"milliards", 1e9}, {"md", 1e9},       {"lakh", 1e5},     {"lakhs", 1e5},   {"crore", 1e7},
        {"crores", 1e7},   {"mios", 1e6},      {"grand", 1e3}};
    const auto at = words.find(w);
    if (at == words.end()) return std::nullopt;
    return at->second;
}

/// Length of a space between groups of digits (plain, no-break, narrow no-break), 0 where there is none.
size_t space_at(std::string_view s, size_t i) {
    if (i >= s.size()) return 0;
    if (s[i] == ' ') return 1;
    if (s.substr(i, 2) == "\u00a0") return 2;
    if (s.substr(i, 3) == "\u202f" || s.substr(i, 3) == "\u2009") return 3;
    return 0;
}

bool three_digits(std::string_view s, size_t i) {
    return i + 3 <= s.size() && digit(s[i]) && digit(s[i + 1]) && digit(s[i + 2]) && (i + 3 == s.size() || !digit(s[i + 3]));
}

class Reader {
public:
    Reader(std::string_view s, Language language) : m_s(s), m_language(language) {}

    std::vector<Token> read() {
        bool start = true, quoted = false;
        while (m_i < m_s.size()) {
            const unsigned char c = static_cast<unsigned char>(m_s[m_i]);
            if (const size_t space = std::isspace(c) ? 1 : space_at(m_s, m_i)) {
                m_i += space;
                continue;
            }
            const size_t before = m_out.size();
            if (digit(m_s[m_i]) && (date() || number(1, false))) {
            } else if ((c == '-' || c == '+') && signed_here()) {
                const double sign = c == '-' ? -1 : 1;
                ++m_i;
                number(sign, true);
            } else if (m_s.substr(m_i, 3) == "\u2212" && m_i + 3 < m_s.size() && digit(m_s[m_i + 3])) {
                m_i += 3;
                number(-1, true);
            } else if (m_s.substr(m_i, 3) == "\u2019" || c == '\'') {
                m_i += c == '\'' ? 1 : 3;
                continue;
            } else if (m_s.substr(m_i, 2) == "\u00ab" || m_s.substr(m_i, 2) == "\u00bb") {
                quoted = !quoted;
                m_i += 2;
                continue;
            } else if (c == '"' || m_s.substr(m_i, 3) == "\u201c" || m_s.substr(m_i, 3) == "\u201d") {
                quoted = !quoted;
                m_i += c == '"' ? 1 : 3;
                continue;
            } else if (m_s.substr(m_i, 3) == "\u2013" || m_s.substr(m_i, 3) == "\u2014") {
                push_sign("-", 3);
            } else if (m_s.substr(m_i, 3) == "\u20ac" || m_s.substr(m_i, 2) == "\u00a3" || c == '$') {
                m_i += c == '$' ? 1 : m_s.substr(m_i, 2) == "\u00a3" ? 2 : 3;
                continue;
            } else if (c == '-' && m_i > 0 && m_i + 1 < m_s.size() && joins_letters()) {
                ++m_i; // "lead-to-order"
                continue;
            } else if (c == '%') { // "what % of clicks"
                push_sign("%", 1);
                m_out.back().word = "percent";
                m_out.back().punctuation = false;
            } else if (letter(c)) {
                word(start);
            } else {
                push_sign(std::string(1, m_s[m_i]), 1);
            }
            for (size_t t = before; t < m_out.size(); ++t) m_out[t].quoted = quoted;
            start = !m_out.empty() && (m_out.back().word == "?" || m_out.back().word == "." || m_out.back().word == "!");
        }
        join_spelled();
        return std::move(m_out);
    }

private:
    void push_sign(const std::string& sign, size_t length) {
        Token t;
        t.word = t.raw = sign;
        t.punctuation = true;
        t.from = m_i;
        m_i += length;
        t.to = m_i;
        m_out.push_back(std::move(t));
    }

    bool joins_letters() const {
        auto alpha = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80; };
        return alpha(m_s[m_i - 1]) && alpha(m_s[m_i + 1]);
    }

    bool signed_here() const {
        if (m_i + 1 >= m_s.size()) return false;
        const size_t next = m_i + 1;
        const bool before = m_i == 0 || !letter(static_cast<unsigned char>(m_s[m_i - 1]));
        return before && digit(m_s[next]);
    }

    bool date() {
        auto two = [&](size_t i, size_t& n) {
            int v = 0;
            n = 0;
            while (n < 2 && i + n < m_s.size() && digit(m_s[i + n])) v = v * 10 + (m_s[i + n++] - '0');
            return v;
        };
        if (m_i + 10 <= m_s.size()) {
            if (const auto d = parse_iso_date(m_s.substr(m_i, 10)); d && (m_i + 10 == m_s.size() || !digit(m_s[m_i + 10])))
                return push_date(*d, 10);
        }
        size_t a = 0, b = 0;
        const int first = two(m_i, a);
        if (a == 0 || m_i + a >= m_s.size() || (m_s[m_i + a] != '/' && m_s[m_i + a] != '.')) return false;
        const char sep = m_s[m_i + a];
        const int second = two(m_i + a + 1, b);
        size_t at = m_i + a + 1 + b;
        if (b == 0 || at >= m_s.size() || m_s[at] != sep) return false;
        size_t n = 0;
        int year = 0;
        while (n < 4 && at + 1 + n < m_s.size() && digit(m_s[at + 1 + n])) year = year * 10 + (m_s[at + 1 + n++] - '0');
        if (n != 4 && n != 2) return false;
        if (n == 2) year += 2000;
        const bool month_first = m_language == Language::en && sep == '/' && first <= 12;
        CivilDate c{year, static_cast<unsigned>(month_first ? first : second),
                    static_cast<unsigned>(month_first ? second : first)};
        if (!is_valid(c)) std::swap(c.month, c.day);
        if (!is_valid(c)) return false;
        return push_date(from_civil(c), at + 1 + n - m_i);
    }

    bool push_date(Date d, size_t length) {
        Token t;
        t.from = m_i;
        t.raw = std::string(m_s.substr(m_i, length));
        t.word = to_iso(d);
        t.date = d;
        m_i += length;
        t.to = m_i;
        m_out.push_back(std::move(t));
        return true;
    }

    bool number(double sign, bool with_sign) {
        const size_t from = m_i;
        std::string digits;
        while (m_i < m_s.size()) {
            const char c = m_s[m_i];
            if (digit(c)) {
                digits += c;
                ++m_i;
            } else if ((c == ',' || c == '.') && m_i + 1 < m_s.size() && digit(m_s[m_i + 1])) {
                const bool groups = three_digits(m_s, m_i + 1) && digits.find('.') == std::string::npos && digits != "0" &&
                                    digits.size() <= 3 + 3 * m_groups;
                const bool thousands = groups && (c == ',' ? m_language == Language::en || m_groups > 0
                                                           : m_language == Language::fr || m_groups > 0);
                const bool again = groups && m_i + 4 < m_s.size() && m_s[m_i + 4] == c; // 1,200,000 in any language
                if (thousands || again) {
                    ++m_groups;
                } else {
                    if (digits.find('.') != std::string::npos) break;
                    digits += '.';
                }
                ++m_i;
            } else if (const size_t space = space_at(m_s, m_i); space && digits.size() <= 3 + 3 * m_groups &&
                                                                digits.find('.') == std::string::npos &&
                                                                three_digits(m_s, m_i + space)) {
                ++m_groups;
                m_i += space;
            } else if (c == '\'' && three_digits(m_s, m_i + 1)) {
                ++m_groups;
                ++m_i;
            } else {
                break;
            }
        }
        m_groups = 0;
        Token t;
        t.from = from;
        t.number = sign * std::stod(digits.empty() ? "0" : digits);
        t.sign = with_sign;
        suffix(t);
        t.to = m_i;
        t.raw = std::string(m_s.substr(from, m_i - from));
        t.word = metrics::fold(t.raw);
        m_out.push_back(std::move(t));
        return true;
    }

    void suffix(Token& t) {
        size_t at = m_i;
        while (const size_t space = space_at(m_s, at)) at += space;
        if (at < m_s.size() && m_s[at] == '%') {
            t.percent = true;
            m_i = at + 1;
            return;
        }
        size_t end = at;
        while (end < m_s.size() && std::isalpha(static_cast<unsigned char>(m_s[end]))) ++end;
        const std::string w = metrics::fold(m_s.substr(at, end - at));
        if (w.empty() || (end < m_s.size() && letter(static_cast<unsigned char>(m_s[end])))) return;
        if (w == "percent" || w == "pct" || w == "pour" || w == "per") {
            if (w == "pour" || w == "per") {
                const std::string next = metrics::fold(m_s.substr(std::min(end + 1, m_s.size()), 5));
                if (next.substr(0, 4) != "cent") return;
                end += next.substr(0, 4) == "cent" ? 5 : 0;
            }
            t.percent = true;
            m_i = end;
        } else if (at == m_i && (w == "st" || w == "nd" || w == "rd" || w == "th" || w == "er" || w == "ere" || w == "e" ||
                                 w == "eme" || w == "ieme")) {
            t.ordinal = true;
            m_i = end;
        } else if (const auto scale = scale_word(w); scale && (w != "m" || at == m_i || m_s[at] == 'M')) {
            *t.number *= *scale;
            t.scaled = true;
            m_i = end;
        } else if (at == m_i && w == "x") {
            m_i = end;
        }
    }

    void word(bool start) {
        const size_t from = m_i;
        while (m_i < m_s.size() && letter(static_cast<unsigned char>(m_s[m_i])) && !space_at(m_s, m_i) &&
               m_s.substr(m_i, 3) != "\u2019" && m_s.substr(m_i, 3) != "\u2013" && m_s.substr(m_i, 3) != "\u2014" &&
               m_s.substr(m_i, 3) != "\u201d" && m_s.substr(m_i, 3) != "\u20ac" && m_s.substr(m_i, 2) != "\u00bb")
            ++m_i;
        if (m_i == from) { // a sign of several bytes that is none of the known ones
            ++m_i;
            return;
        }
        const std::string raw(m_s.substr(from, m_i - from));
        const bool identifier = raw.find('_') != std::string::npos;
        const std::string folded = metrics::fold(raw);
        size_t a = 0;
        while (a <= folded.size() && !folded.empty()) {
            const size_t b = std::min(folded.find(' ', a), folded.size());
            if (b > a) {
                Token t;
                t.word = folded.substr(a, b - a);
                t.raw = raw;
                t.from = from;
                t.to = m_i;
                t.identifier = identifier;
                t.capital = !start && std::isupper(static_cast<unsigned char>(raw[0]));
                m_out.push_back(std::move(t));
            }
            a = b + 1;
        }
    }

    /// "three" is a number, "4 million" is one token already, "two million" is made one here.
    void join_spelled() {
        std::vector<Token> out;
        for (Token& t : m_out) {
            if (!t.number && !t.identifier)
                if (const auto at = spelled_numbers().find(t.word); at != spelled_numbers().end()) {
                    t.number = at->second;
                    t.spelled = true;
                }
            if (const auto scale = scale_word(t.word);
                scale && t.word.size() > 3 && !out.empty() && out.back().number && !out.back().percent && out.back().spelled) {
                *out.back().number *= *scale;
                out.back().scaled = true;
                out.back().to = t.to;
                continue;
            }
            if (const auto scale = scale_word(t.word); scale && t.word.size() > 3 && !out.empty() && !out.back().number &&
                                                       (out.back().word == "a" || out.back().word == "un")) { // "a thousand"
                out.back().number = *scale;
                out.back().scaled = out.back().spelled = true;
                out.back().to = t.to;
                continue;
            }
            if ((t.word == "percent" || t.word == "%") && !out.empty() && out.back().number && out.back().spelled) {
                out.back().percent = true;
                continue;
            }
            out.push_back(std::move(t));
        }
        m_out = std::move(out);
    }

    std::string_view m_s;
    Language m_language;
    size_t m_i = 0;
    size_t m_groups = 0;
    std::vector<Token> m_out;
};

} // namespace

Language detect_language(std::string_view question, Language fallback) {
    static const std::set<std::string, std::less<>> french{
        "le",     "la",    "les",     "des",      "du",        "de",      "un",    "une",   "et",      "est",     "quel",
        "quelle", "quels", "quelles", "combien",  "par",       "pour",    "sur",   "dans",  "avec",    "au",      "aux",
        "nos",    "notre", "mes",     "quand",    "pourquoi",  "comment", "ou",    "donne", "montre",  "affiche", "fais",
        "moi",    "nous",  "sont",    "ont",      "avons",     "plus",    "moins", "que",   "qui",     "entre",   "semaine",
        "mois",   "jour",  "trace",   "campagne", "campagnes", "l",       "d",     "qu",    "compare", "si",      "on",
        "en",     "a",     "y",       "t",        "il",        "elle"};
    static const std::set<std::string, std::less<>> english{
        "the", "of",   "is",   "are", "was",    "were", "what", "which", "how",  "many",    "much", "did",  "does",
        "do",  "by",   "for",  "in",  "on",     "with", "and",  "our",   "we",   "to",      "from", "show", "give",
        "me",  "list", "why",  "per", "had",    "has",  "have", "an",    "each", "between", "last", "week", "month",
        "day", "than", "more", "if",  "should", "at",   "it",   "a",     "i",    "us",      "by",   "where"};
    int fr = 0, en = 0;
    for (const Token& t : tokenise(question, fallback)) {
        if (t.identifier) continue;
        fr += french.contains(t.word) ? 1 : 0;
        en += english.contains(t.word) ? 1 : 0;
    }
    for (const unsigned char c : question) fr += c == 0xC3 ? 1 : 0; // é, à, ç …
    if (fr == en) return fallback;
    return fr > en ? Language::fr : Language::en;
}

std::vector<Token> tokenise(std::string_view question, Language language) { return Reader(question, language).read(); }

std::string stem(std::string_view w) {
    std::string s(w);
    if (s.size() > 4 && s.ends_with("ies")) return s.substr(0, s.size() - 3) + "y";
    if (s.size() > 4 && (s.ends_with("sses") || s.ends_with("xes") || s.ends_with("ches"))) return s.substr(0, s.size() - 2);
    if (s.size() > 3 && s.ends_with("aux")) return s.substr(0, s.size() - 2) + "l";
    if (s.size() > 3 && (s.ends_with("s") || s.ends_with("x")) && !s.ends_with("ss") && !s.ends_with("us") && !s.ends_with("is"))
        s.pop_back();
    return s;
}

std::string harmless(std::string_view text, size_t most) {
    std::string out;
    size_t characters = 0;
    for (size_t i = 0; i < text.size() && characters < most;) {
        const unsigned char c = static_cast<unsigned char>(text[i]);
        size_t n = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
        n = std::min(n, text.size() - i);
        const std::string_view one = text.substr(i, n);
        i += n;
        if (c < 0x20 || c == 0x7F || (c >= 0x80 && c < 0xC0)) {
            if (c == '\n' || c == '\t') out += ' ';
            continue;
        }
        const bool invisible = one == "\u200b" || one == "\u200e" || one == "\u200f" || one == "\ufeff" ||
                               (one >= "\u202a" && one <= "\u202e") || (one >= "\u2066" && one <= "\u2069") ||
                               (c == 0xC2 && static_cast<unsigned char>(one[1]) < 0xA0);
        if (invisible) continue;
        out += one;
        ++characters;
    }
    return out;
}

} // namespace plumbline::assistant
