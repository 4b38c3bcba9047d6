// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "core/base/date.h"

namespace plumbline::ingest {

namespace {

struct Currency {
    std::string_view token, code;
};

// Signs first, so that "US$" is tried before "$"; then the codes that stand for themselves.
constexpr std::array<Currency, 88> currencies{{
    {"", ""},       {"US$", "USD"}, {"AU$", "AUD"}, {"CA$", "CAD"}, {"NZ$", "NZD"}, {"HK$", "HKD"}, {"MX$", "MXN"},
    {"R$", "BRL"},  {"A$", "AUD"},  {"C$", "CAD"},  {"S$", "SGD"},  {"$", "USD"},   {"€", "EUR"},   {"£", "GBP"},
    {"¥", "JPY"},   {"￥", "JPY"},  {"\\", "JPY"},  {"₹", "INR"},   {"Rs.", "INR"}, {"Rs", "INR"},  {"SFr.", "CHF"},
    {"Fr.", "CHF"}, {"zł", "PLN"},  {"Kč", "CZK"},  {"Ft", "HUF"},  {"lei", "RON"}, {"₽", "RUB"}, {"₺", "TRY"},
    {"TL", "TRY"},  {"₩", "KRW"},   {"₪", "ILS"},   {"฿", "THB"},   {"₫", "VND"},   {"₴", "UAH"},   {"kr.", ""},
    {"kr", ""},     {"AED", "AED"}, {"ARS", "ARS"}, {"AUD", "AUD"}, {"BGN", "BGN"}, {"BRL", "BRL"}, {"CAD", "CAD"},
    {"CHF", "CHF"}, {"CLP", "CLP"}, {"CNY", "CNY"}, {"COP", "COP"}, {"CZK", "CZK"}, {"DKK", "DKK"}, {"EGP", "EGP"},
    {"EUR", "EUR"}, {"GBP", "GBP"}, {"HKD", "HKD"}, {"HUF", "HUF"}, {"IDR", "IDR"}, {"ILS", "ILS"}, {"INR", "INR"},
    {"ISK", "ISK"}, {"JPY", "JPY"}, {"KES", "KES"}, {"KRW", "KRW"}, {"KWD", "KWD"}, {"MAD", "MAD"}, {"MXN", "MXN"},
    {"MYR", "MYR"}, {"NGN", "NGN"}, {"NOK", "NOK"}, {"NZD", "NZD"}, {"PEN", "PEN"}, {"PHP", "PHP"}, {"PKR", "PKR"},
    {"PLN", "PLN"}, {"QAR", "QAR"}, {"RON", "RON"}, {"RSD", "RSD"}, {"RUB", "RUB"}, {"SAR", "SAR"}, {"SEK", "SEK"},
    {"SGD", "SGD"}, {"THB", "THB"}, {"TND", "TND"}, {"TRY", "TRY"}, {"TWD", "TWD"}, {"UAH", "UAH"}, {"USD", "USD"},
    {"UYU", "UYU"}, {"VND", "VND"}, {"XOF", "XOF"}, {"ZAR", "ZAR"},
}};
static_assert(currencies.size() <= currencies_count);

constexpr std::array<std::string_view, 24> missing_markers{
    "-",       "--",     "---",    "–",     "—",      "N/A",    "n/a",  "#N/A", "#NV",  "#N/V",   "#DIV/0!", "#REF!",
    "#VALUE!", "#WERT!", "#NAME?", "#NUM!", "#NULL!", "(none)", "null", "NULL", "Null", "(null)", "\\N",     "#VALEUR!"};
constexpr std::array<std::string_view, 8> nan_markers{"nan", "NaN", "NAN", "-nan", "<NA>", "NaT", "<null>", "#ZAHL!"};
constexpr std::array<std::string_view, 16> soft_markers{"NA",  "na",   "None",  "none", "nil", "NIL",   "n.a.", "n/d",
                                                        "N/D", "k.A.", "k. A.", "s/o",  ".",   "n. a.", "nd",   "N.A."};

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool take(std::string_view& s, std::string_view token) {
    if (!s.starts_with(token)) return false;
    s.remove_prefix(token.size());
    return true;
}
bool take_last(std::string_view& s, std::string_view token) {
    if (!s.ends_with(token)) return false;
    s.remove_suffix(token.size());
    return true;
}

bool take_currency(std::string_view& s, bool front, uint8_t& index) {
    if (s.empty()) return false;
    const unsigned char c = static_cast<unsigned char>(front ? s.front() : s.back());
    if (is_digit(static_cast<char>(c)) || c == ')') return false;
    for (size_t i = 1; i < currencies.size(); ++i) {
        if (currencies[i].token == "\\" && !front) continue;
        if (front ? take(s, currencies[i].token) : take_last(s, currencies[i].token)) {
            index = static_cast<uint8_t>(i);
            return true;
        }
    }
    return false;
}

/// Bytes of a grouping character at s[i], and its bit; 0 where there is none.
size_t group_at(std::string_view s, size_t i, uint8_t& bit) {
    const auto c = static_cast<unsigned char>(s[i]);
    if (c == ' ') return bit = group_space, 1;
    if (c == '\'') return bit = group_apostrophe, 1;
    if (c == ',') return bit = group_comma, 1;
    if (c == '.') return bit = group_point, 1;
    if (c == 0xC2 && i + 1 < s.size() && static_cast<unsigned char>(s[i + 1]) == 0xA0) return bit = group_nbsp, 2;
    if (c == 0xE2 && i + 2 < s.size()) {
        const std::string_view three = s.substr(i, 3);
        if (three == "\u202F" || three == "\u2009") return bit = group_nnbsp, 3;
        if (three == "\u2019") return bit = group_quote, 3;
    }
    return 0;
}

struct Digits {
    std::array<char, 48> text{};
    size_t size = 0;
    bool push(char c) {
        if (size >= text.size()) return false;
        text[size++] = c;
        return true;
    }
};

/// Groups of three after the first, or two-two-…-three as in India. `starts`: digits before each separator.
bool groups_fit(const std::array<uint8_t, 16>& lengths, size_t n) {
    if (lengths[0] == 0 || lengths[0] > 3 || lengths[n - 1] != 3) return false;
    bool western = true, indian = lengths[0] <= 2;
    for (size_t i = 1; i + 1 < n; ++i) {
        western = western && lengths[i] == 3;
        indian = indian && lengths[i] == 2;
    }
    return western || (indian && n > 2);
}

/// The digits with their separators, no sign and no unit.
bool read_core(std::string_view s, Cell& out) {
    Digits digits;
    std::array<uint8_t, 16> lengths{}; // digits before each separator and after the last
    std::array<uint8_t, 16> bits{};
    size_t separators = 0, i = 0;
    for (; i < s.size(); ++i) {
        if (is_digit(s[i])) {
            if (!digits.push(s[i])) {
                out.kind = CellKind::id; // longer than any quantity
                return separators == 0 && std::ranges::all_of(s, is_digit);
            }
            ++lengths[separators];
            continue;
        }
        uint8_t bit = 0;
        const size_t width = group_at(s, i, bit);
        if (width == 0 || separators + 1 >= bits.size()) break;
        bits[separators++] = bit;
        i += width - 1;
    }
    if (digits.size == 0) return false;
    long exponent = 0;
    if (i < s.size()) {
        if ((s[i] | 0x20) != 'e' || lengths[separators] == 0) return false;
        std::string_view e = s.substr(i + 1);
        if (e.starts_with('+')) e.remove_prefix(1);
        const auto [end, error] = std::from_chars(e.data(), e.data() + e.size(), exponent);
        if (error != std::errc() || end != e.data() + e.size() || e.size() > 5) return false;
        out.has_exponent = true;
    }
    // The last separator is the decimal one where it is alone of its kind and not grouping by position.
    size_t grouped = separators; // separators that group
    bool decimal = false;
    char decimal_sign = '.';
    if (separators > 0) {
        const uint8_t last = bits[separators - 1];
        const size_t same = static_cast<size_t>(std::count(bits.begin(), bits.begin() + static_cast<long>(separators), last));
        const bool point_or_comma = last == group_point || last == group_comma;
        if (point_or_comma && same == 1) {
            const bool can_group = separators == 1 && lengths[1] == 3 && lengths[0] >= 1 && lengths[0] <= 3 &&
                                   digits.text[0] != '0' && !out.has_exponent;
            if (can_group) {
                out.separators = last == group_point ? Separators::point_unclear : Separators::comma_unclear;
                out.fraction_digits = 3;
                out.groups = last;
                grouped = 0;
            } else {
                decimal = true;
                decimal_sign = last == group_point ? '.' : ',';
                grouped = separators - 1;
            }
        }
    }
    if (decimal && (lengths[separators] == 0 || (lengths[0] == 0 && separators > 1))) return false;
    if (grouped > 0) {
        for (size_t k = 1; k < grouped; ++k)
            if (bits[k] != bits[0]) return false;
        if (decimal && ((bits[0] == group_point && decimal_sign == '.') || (bits[0] == group_comma && decimal_sign == ',')))
            return false;
        if (!groups_fit(lengths, grouped + 1) || digits.text[0] == '0' || out.has_exponent) return false;
        out.groups = bits[0];
    }
    if (decimal) {
        out.separators = decimal_sign == '.' ? Separators::point_decimal : Separators::comma_decimal;
        out.fraction_digits = lengths[separators];
    } else if (grouped > 0 && bits[0] == group_point)
        out.separators = Separators::point_groups;
    else if (grouped > 0 && bits[0] == group_comma)
        out.separators = Separators::comma_groups;
    const size_t whole = digits.size - (decimal ? lengths[separators] : 0);
    out.whole_digits = static_cast<uint8_t>(whole);
    if (!decimal && separators == 0 && !out.has_exponent) {
        if ((digits.size > 1 && digits.text[0] == '0') || digits.size > 18) {
            out.kind = CellKind::id;
            return true;
        }
    }
    size_t lead = 0; // zeros that do not count
    while (lead + 1 < digits.size && digits.text[lead] == '0') ++lead;
    if (whole > 0 && lead > 0) out.whole_digits = static_cast<uint8_t>(std::max<size_t>(1, whole > lead ? whole - lead : 1));
    out.kind = CellKind::number;
    out.exponent = static_cast<int16_t>(std::clamp(exponent, -9999L, 9999L));
    if (digits.size - lead > 18 || out.fraction_digits > 18 || out.has_exponent) {
        std::array<char, 80> plain{};
        size_t n = 0;
        for (size_t k = 0; k < digits.size; ++k) {
            if (out.fraction_digits > 0 && k == digits.size - out.fraction_digits) plain[n++] = '.';
            plain[n++] = digits.text[k];
        }
        if (out.has_exponent) {
            plain[n++] = 'e';
            n = static_cast<size_t>(std::to_chars(plain.data() + n, plain.data() + plain.size(), out.exponent).ptr -
                                    plain.data());
        }
        const auto [end, error] = std::from_chars(plain.data(), plain.data() + n, out.real);
        if (error == std::errc::result_out_of_range) {
            // Below the smallest double is zero to any reader; above the largest is not a number that can be kept.
            if (exponent < 0)
                out.real = 0;
            else
                out.kind = CellKind::not_finite;
        }
        out.inexact = true;
        return true;
    }
    int64_t m = 0;
    for (size_t k = lead; k < digits.size; ++k) m = m * 10 + (digits.text[k] - '0');
    out.mantissa = m;
    return true;
}

bool is_infinite_word(std::string_view s) {
    if (!s.empty() && (s[0] == '-' || s[0] == '+')) s.remove_prefix(1);
    static constexpr std::array<std::string_view, 8> words{"inf",      "Inf",      "INF", "infinity",
                                                           "Infinity", "INFINITY", "∞",   "1.#INF"};
    return std::ranges::find(words, s) != words.end();
}

bool same_word(std::string_view s, std::string_view lower) {
    return s.size() == lower.size() && std::ranges::equal(s, lower, [](char a, char b) {
               return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b;
           });
}

} // namespace

std::string_view trim(std::string_view s) {
    for (;;) {
        if (s.empty()) return s;
        const auto a = static_cast<unsigned char>(s.front());
        if (a == ' ' || a == '\t' || a == '\r' || a == '\n')
            s.remove_prefix(1);
        else if (a >= 0xC2 && (s.starts_with("\u00A0") || s.starts_with("\u202F") || s.starts_with("\u2009")))
            s.remove_prefix(a == 0xC2 ? 2 : 3);
        else
            break;
    }
    for (;;) {
        if (s.empty()) return s;
        const auto z = static_cast<unsigned char>(s.back());
        if (z == ' ' || z == '\t' || z == '\r' || z == '\n')
            s.remove_suffix(1);
        else if (z == 0xA0 && s.ends_with("\u00A0"))
            s.remove_suffix(2);
        else if ((z == 0xAF || z == 0x89) && (s.ends_with("\u202F") || s.ends_with("\u2009")))
            s.remove_suffix(3);
        else
            break;
    }
    return s;
}

CellKind missing_kind(std::string_view s) {
    if (s.empty()) return CellKind::missing;
    if (s.size() > 8) return CellKind::text;
    switch (s.front()) { // what a marker may begin with
    case '-':
    case '#':
    case '(':
    case '<':
    case '.':
    case '\\':
    case '\xE2':
    case 'N':
    case 'n':
    case 'k':
    case 's': break;
    default: return CellKind::text;
    }
    if (std::ranges::find(missing_markers, s) != missing_markers.end()) return CellKind::missing;
    if (std::ranges::find(nan_markers, s) != nan_markers.end()) return CellKind::missing;
    if (std::ranges::find(soft_markers, s) != soft_markers.end()) return CellKind::soft_missing;
    return CellKind::text;
}

std::string_view currency_code(uint8_t index) { return index < currencies.size() ? currencies[index].code : std::string_view{}; }

uint8_t currency_index(std::string_view token) {
    for (size_t i = 1; i < currencies.size(); ++i)
        if (currencies[i].token == token) return static_cast<uint8_t>(i);
    return 0;
}

bool read_number(std::string_view text, Cell& out) {
    std::string_view s = trim(text);
    if (s.empty() || s.size() > 64) return false;
    bool negative = false, signed_once = false, plus = false;
    if (s.size() > 2 && s.front() == '(' && s.back() == ')') {
        negative = signed_once = true;
        s = trim(s.substr(1, s.size() - 2));
    }
    uint8_t currency = 0;
    // Before the digits: at most one sign and one currency, in any order.
    for (int i = 0; i < 2 && !s.empty() && !is_digit(s.front()); ++i) {
        if (!signed_once && (take(s, "-") || take(s, "\u2212")))
            negative = signed_once = true;
        else if (!signed_once && take(s, "+"))
            signed_once = plus = true;
        else if (currency == 0 && take_currency(s, true, currency)) {
        } else
            break;
        s = trim(s);
    }
    bool percent = false;
    for (int i = 0; i < 3 && !s.empty() && !is_digit(s.back()); ++i) {
        if (!percent && (take_last(s, "%") || take_last(s, "％")))
            percent = true;
        else if (!signed_once && (take_last(s, "-") || take_last(s, "\u2212")))
            negative = signed_once = true;
        else if (currency == 0 && take_currency(s, false, currency)) {
        } else
            break;
        s = trim(s);
    }
    if (s.empty() || (!is_digit(s.front()) && s.front() != '.' && s.front() != ',') || !is_digit(s.back())) return false;
    if (percent && currency != 0) return false;
    Cell cell;
    if (!read_core(s, cell)) return false;
    if (cell.kind == CellKind::id && (currency != 0 || percent)) return false;
    if (plus && (cell.groups & group_space) != 0) return false; // +49 171 234 567 is called, not counted
    cell.currency = currency;
    cell.percent = percent;
    if (negative) cell.mantissa = -cell.mantissa, cell.real = -cell.real;
    if (!negative && !signed_once && cell.kind == CellKind::number && s.size() == 8 && cell.whole_digits == 8 && currency == 0 &&
        !percent) {
        const auto n = static_cast<int>(cell.mantissa);
        const CivilDate c{n / 10000, static_cast<unsigned>(n / 100 % 100), static_cast<unsigned>(n % 100)};
        cell.compact_date = c.year >= 1900 && c.year <= 2200 && is_valid(c);
        if (cell.compact_date) cell.days = from_civil(c).days;
    }
    out = cell;
    return true;
}

Cell classify(std::string_view text) {
    Cell cell;
    const std::string_view s = trim(text);
    cell.kind = missing_kind(s);
    if (cell.kind != CellKind::text || s.size() > 64) return cell;
    if (read_number(s, cell)) return cell;
    if (read_date(s, cell)) return cell;
    if (is_infinite_word(s)) {
        cell.kind = CellKind::not_finite;
        return cell;
    }
    static constexpr std::array<std::string_view, 4> yes{"true", "wahr", "vrai", "verdadero"},
        no{"false", "falsch", "faux", "falso"};
    for (size_t i = 0; i < yes.size(); ++i)
        if (same_word(s, yes[i]) || same_word(s, no[i])) {
            cell.kind = CellKind::boolean;
            cell.truth = same_word(s, yes[i]);
        }
    return cell;
}

bool fits_decimal(const Cell& n, char decimal) {
    switch (n.separators) {
    case Separators::point_decimal:
    case Separators::comma_groups: return decimal == '.';
    case Separators::comma_decimal:
    case Separators::point_groups: return decimal == ',';
    default: return true;
    }
}

int fraction_under(const Cell& n, char decimal) {
    if (n.separators == Separators::point_unclear) return decimal == '.' ? 3 : 0;
    if (n.separators == Separators::comma_unclear) return decimal == ',' ? 3 : 0;
    return n.fraction_digits;
}

double number_value(const Cell& n, char decimal) {
    if (n.inexact) {
        const bool grouped = n.fraction_digits > 0 && fraction_under(n, decimal) == 0;
        return grouped ? n.real * 1000 : n.real;
    }
    static constexpr std::array<double, 19> powers{1,    1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8, 1e9,
                                                   1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18};
    return static_cast<double>(n.mantissa) / powers[static_cast<size_t>(fraction_under(n, decimal))];
}

} // namespace plumbline::ingest
