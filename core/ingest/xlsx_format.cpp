// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/xlsx_format.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <utility>

#include "core/base/date.h"

namespace plumbline::ingest {

namespace {

using Kind = XlsxFormat::Kind;

/// Serial numbers of 1970-01-01 in the two date systems.
constexpr int epoch_1900 = 25569, epoch_1904 = 24107;
/// 9999-12-31 in the 1900 system: beyond it Excel shows no date.
constexpr double last_serial = 2958465;
constexpr int64_t day_ms = 86400000;

constexpr std::array<std::pair<std::string_view, std::string_view>, 12> signs{{{"\u20AC", "EUR"},
                                                                               {"\u00A3", "GBP"},
                                                                               {"US$", "USD"},
                                                                               {"R$", "BRL"},
                                                                               {"CA$", "CAD"},
                                                                               {"A$", "AUD"},
                                                                               {"\u20B9", "INR"},
                                                                               {"z\u0142", "PLN"},
                                                                               {"Fr.", "CHF"},
                                                                               {"SFr.", "CHF"},
                                                                               {"\u20BA", "TRY"},
                                                                               {"$", "USD"}}};

std::string currency_of(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\\')) text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    for (const auto& [sign, code] : signs)
        if (text == sign) return std::string(code);
    const bool code = text.size() == 3 && text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == text.npos;
    return code ? std::string(text) : std::string();
}

/// "[$€-407]", "[$CHF-807]", "[$$-409]": sign and language; only the dollar needs the language.
std::string bracket_currency(std::string_view inside) {
    if (!inside.starts_with('$')) return {};
    inside.remove_prefix(1);
    const size_t dash = inside.rfind('-');
    const std::string_view language = dash == inside.npos ? std::string_view() : inside.substr(dash + 1);
    const std::string_view sign = inside.substr(0, dash);
    if (sign == "$")
        return language == "1009" || language == "C0C" ? "CAD" : language == "C09" ? "AUD" : language == "80A" ? "MXN" : "USD";
    return currency_of(sign);
}

std::string clock(int64_t ms) {
    char out[48];
    const auto h = static_cast<long long>(ms / 3600000);
    const auto m = static_cast<int>(ms / 60000 % 60), s = static_cast<int>(ms / 1000 % 60), rest = static_cast<int>(ms % 1000);
    if (rest)
        std::snprintf(out, sizeof out, "%02lld:%02d:%02d.%03d", h, m, s, rest);
    else
        std::snprintf(out, sizeof out, "%02lld:%02d:%02d", h, m, s);
    return out;
}

} // namespace

XlsxFormat builtin_format(int id) {
    if (id == 9 || id == 10) return {Kind::percent, {}};
    if (id == 22) return {Kind::datetime, {}};
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) || id == 57 || id == 58)
        return {Kind::date, {}};
    if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 55 || id == 56) return {Kind::time, {}};
    if (id >= 45 && id <= 47) return {Kind::elapsed, {}};
    return {};
}

XlsxFormat custom_format(std::string_view code) {
    bool day = false, month = false, hour = false, elapsed = false, percent = false, digits = false;
    XlsxFormat out;
    const auto money = [&](const std::string& found) {
        if (out.currency.empty()) out.currency = found;
    };
    for (size_t i = 0; i < code.size(); ++i) {
        const char c = code[i];
        if (c == ';') break;
        if (c == '"') {
            const size_t end = code.find('"', i + 1);
            if (end == code.npos) break;
            money(currency_of(code.substr(i + 1, end - i - 1)));
            i = end;
        } else if (c == '[') {
            const size_t end = code.find(']', i + 1);
            if (end == code.npos) break;
            const std::string_view inside = code.substr(i + 1, end - i - 1);
            const std::string_view rest =
                inside.empty() ? inside : inside.substr(inside.find_first_not_of(inside[0]) == inside.npos ? inside.size() : 0);
            if (rest.empty() && !inside.empty() && std::string_view("hHmMsS").find(inside[0]) != std::string_view::npos)
                elapsed = true;
            money(bracket_currency(inside));
            i = end;
        } else if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else if ((c == 'A' || c == 'a') && (code.substr(i).starts_with("AM/PM") || code.substr(i).starts_with("am/pm"))) {
            hour = true;
            i += 4;
        } else if ((c == 'A' || c == 'a') && (code.substr(i).starts_with("A/P") || code.substr(i).starts_with("a/p"))) {
            hour = true;
            i += 2;
        } else if (code.substr(i).starts_with("General")) {
            i += 6;
        } else {
            day |= c == 'd' || c == 'D' || c == 'y' || c == 'Y';
            month |= c == 'm' || c == 'M';
            hour |= c == 'h' || c == 'H' || c == 's' || c == 'S';
            percent |= c == '%';
            digits |= c == '0' || c == '#' || c == '?';
            if (c == '$') money("USD");
            if (static_cast<unsigned char>(c) >= 0xC2)
                for (const auto& [sign, iso] : signs)
                    if (code.substr(i).starts_with(sign)) money(std::string(iso));
        }
    }
    if (elapsed)
        out.kind = Kind::elapsed;
    else if ((day || month) && hour && !(month && !day))
        out.kind = Kind::datetime;
    else if (day || (month && !hour))
        out.kind = Kind::date;
    else if (hour)
        out.kind = Kind::time;
    else if (percent && digits)
        out.kind = Kind::percent;
    if (out.kind != Kind::number) out.currency.clear();
    return out;
}

std::string shortest_decimal(double value, int shift) {
    if (value == 0 || !std::isfinite(value)) return value == 0 ? "0" : std::string();
    char text[40];
    const auto [end, problem] = std::to_chars(text, text + sizeof text, value, std::chars_format::scientific);
    std::string digits, sign;
    const char* p = text;
    for (; p < end && *p != 'e'; ++p) {
        if (*p == '-')
            sign = "-";
        else if (*p != '.')
            digits.push_back(*p);
    }
    int exponent = 0;
    if (p < end) {
        p += p[1] == '+' ? 2 : 1;
        std::from_chars(p, end, exponent);
    }
    exponent += shift;
    const int length = static_cast<int>(digits.size());
    if (exponent < -9 || exponent > 20) {
        std::string out = sign + digits.substr(0, 1);
        if (length > 1) out += "." + digits.substr(1);
        return out + "e" + std::to_string(exponent);
    }
    if (exponent < 0) return sign + "0." + std::string(static_cast<size_t>(-exponent - 1), '0') + digits;
    if (exponent + 1 >= length) return sign + digits + std::string(static_cast<size_t>(exponent + 1 - length), '0');
    return sign + digits.substr(0, static_cast<size_t>(exponent + 1)) + "." + digits.substr(static_cast<size_t>(exponent + 1));
}

std::string write_xlsx_number(double value, const XlsxFormat& format, bool from_1904) {
    if (format.kind == Kind::number) return shortest_decimal(value);
    if (format.kind == Kind::percent) return shortest_decimal(value, 2) + "%";
    if (value < 0 || value > last_serial + 1 || !std::isfinite(value)) return shortest_decimal(value);
    const auto ms = static_cast<int64_t>(std::llround(value * static_cast<double>(day_ms)));
    if (format.kind == Kind::elapsed) return clock(ms);
    if (format.kind == Kind::time) return clock(ms % day_ms);
    auto serial = static_cast<int>(ms / day_ms);
    // Day 0 is no day: a formula's empty result, or a time on its own.
    if (serial == 0 && !from_1904) return format.kind == Kind::datetime && ms > 0 ? clock(ms) : std::string();
    // Excel counts a 29 February 1900 (serial 60) that never was, so days before it are one further on.
    const int days = from_1904 ? serial - epoch_1904 : serial >= 60 ? serial - epoch_1900 : serial - epoch_1900 + 1;
    const std::string day = to_iso(Date{days});
    return format.kind == Kind::date ? day : day + " " + clock(ms % day_ms);
}

} // namespace plumbline::ingest
