// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "core/base/date.h"
#include "core/ingest/values.h"

namespace plumbline::ingest {

namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

struct MonthName {
    std::string_view name; ///< lower case
    uint8_t month;
};

// English, French, German, Portuguese, Spanish, Italian; full names and the usual short forms, without a final point.
constexpr std::array<MonthName, 119> month_names{{
    {"january", 1},    {"february", 2},  {"march", 3},     {"april", 4},      {"may", 5},        {"june", 6},
    {"july", 7},       {"august", 8},    {"september", 9}, {"october", 10},   {"november", 11},  {"december", 12},
    {"jan", 1},        {"feb", 2},       {"mar", 3},       {"apr", 4},        {"jun", 6},        {"jul", 7},
    {"aug", 8},        {"sep", 9},       {"sept", 9},      {"oct", 10},       {"nov", 11},       {"dec", 12},
    {"janvier", 1},    {"février", 2},   {"fevrier", 2},   {"mars", 3},       {"avril", 4},      {"mai", 5},
    {"juin", 6},       {"juillet", 7},   {"août", 8},      {"aout", 8},       {"septembre", 9},  {"octobre", 10},
    {"novembre", 11},  {"décembre", 12}, {"decembre", 12}, {"janv", 1},       {"févr", 2},       {"fevr", 2},
    {"fév", 2},        {"avr", 4},       {"juil", 7},      {"déc", 12},       {"januar", 1},     {"jänner", 1},
    {"februar", 2},    {"märz", 3},      {"maerz", 3},     {"juni", 6},       {"juli", 7},       {"oktober", 10},
    {"dezember", 12},  {"mär", 3},       {"mrz", 3},       {"okt", 10},       {"dez", 12},       {"jän", 1},
    {"janeiro", 1},    {"fevereiro", 2}, {"março", 3},     {"marco", 3},      {"abril", 4},      {"maio", 5},
    {"junho", 6},      {"julho", 7},     {"agosto", 8},    {"setembro", 9},   {"outubro", 10},   {"novembro", 11},
    {"dezembro", 12},  {"fev", 2},       {"abr", 4},       {"ago", 8},        {"set", 9},        {"out", 10},
    {"enero", 1},      {"febrero", 2},   {"marzo", 3},     {"mayo", 5},       {"junio", 6},      {"julio", 7},
    {"septiembre", 9}, {"setiembre", 9}, {"octubre", 10},  {"noviembre", 11}, {"diciembre", 12}, {"ene", 1},
    {"dic", 12},       {"gennaio", 1},   {"febbraio", 2},  {"aprile", 4},     {"maggio", 5},     {"giugno", 6},
    {"luglio", 7},     {"settembre", 9}, {"ottobre", 10},  {"novembre", 11},  {"dicembre", 12},  {"gen", 1},
    {"mag", 5},        {"giu", 6},       {"lug", 7},       {"ott", 10},       {"jun", 6},        {"jui", 7},
    {"juill", 7},      {"jany", 1},      {"aoû", 8},       {"mai", 5},
}};

constexpr std::array<std::string_view, 34> weekdays{
    "mon",        "tue",     "wed",     "thu",     "fri", "sat", "sun", "monday", "tuesday", "wednesday", "thursday", "friday",
    "saturday",   "sunday",  "mo",      "di",      "mi",  "do",  "fr",  "sa",     "so",      "montag",    "dienstag", "mittwoch",
    "donnerstag", "freitag", "samstag", "sonntag", "lun", "mer", "jeu", "ven",    "sam",     "dim"};

/// Reads from the left; every take_ moves on only where it succeeds.
struct Reader {
    std::string_view s;
    bool end() const { return s.empty(); }
    bool take(char c) {
        if (s.empty() || s[0] != c) return false;
        s.remove_prefix(1);
        return true;
    }
    bool take(std::string_view t) {
        if (!s.starts_with(t)) return false;
        s.remove_prefix(t.size());
        return true;
    }
    /// Blanks of any kind; true where there was one.
    bool blanks() {
        bool any = false;
        while (take(' ') || take("\u00A0") || take("\u202F")) any = true;
        return any;
    }
    /// A run of digits that is between `least` and `most` long.
    int number(size_t least, size_t most, size_t* length = nullptr) {
        size_t n = 0;
        int v = 0;
        while (n < s.size() && is_digit(s[n]) && n <= most) v = v * 10 + (s[n] - '0'), ++n;
        if (n < least || n > most) return -1;
        if (length) *length = n;
        s.remove_prefix(n);
        return v;
    }
    /// A word of letters, lower-cased (Latin-1 capitals too); empty where there is none.
    std::string word() {
        std::string out;
        size_t i = 0;
        for (; i < s.size() && out.size() < 16; ++i) {
            const auto c = static_cast<unsigned char>(s[i]);
            if (c >= 'A' && c <= 'Z')
                out += static_cast<char>(c + 32);
            else if (c >= 'a' && c <= 'z')
                out += s[i];
            else if (c == 0xC3 && i + 1 < s.size()) {
                const auto d = static_cast<unsigned char>(s[++i]);
                out += static_cast<char>(c);
                out += static_cast<char>(d >= 0x80 && d <= 0x9E ? d + 0x20 : d);
            } else
                break;
        }
        s.remove_prefix(i);
        return out;
    }
};

int month_of(std::string_view word) {
    for (const MonthName& m : month_names)
        if (m.name == word) return m.month;
    return 0;
}

/// Two digits: 70 to 99 are of the last century, as spreadsheets read them.
int full_year(int y, size_t digits) { return digits == 4 ? y : y >= 70 ? 1900 + y : 2000 + y; }

bool read_zone(Reader& r, Cell& out) {
    if (r.end()) return true;
    r.blanks();
    if (r.take('Z') || r.take("UTC") || r.take("GMT")) {
        out.has_zone = true;
        if (r.end()) return true;
    }
    int sign = 0;
    if (r.take('+'))
        sign = 1;
    else if (r.take('-') || r.take("\u2212"))
        sign = -1;
    else
        return false;
    size_t n = 0;
    int hours = r.number(1, 4, &n), minutes = 0;
    if (hours < 0) return false;
    if (n > 2)
        minutes = hours % 100, hours /= 100;
    else if (r.take(':'))
        minutes = r.number(2, 2);
    if (minutes < 0 || minutes > 59 || hours > 15 || !r.end()) return false;
    out.has_zone = true;
    out.offset_seconds = sign * (hours * 3600 + minutes * 60);
    return true;
}

/// Nothing, or a time of the day with an optional zone.
bool read_time(Reader& r, Cell& out) {
    if (r.end()) return true;
    const bool comma = r.take(',');
    const bool blank = r.blanks();
    if (!blank && (comma || !(r.take('T') || r.take('t')))) return false;
    int h = r.number(1, 2);
    if (h < 0 || !r.take(':')) return false;
    const int m = r.number(2, 2);
    int sec = 0;
    int64_t micros = 0;
    if (m < 0 || m > 59) return false;
    if (r.take(':')) {
        sec = r.number(2, 2);
        if (sec < 0 || sec > 60) return false; // 60: a leap second
        if (r.take('.') || r.take(',')) {
            int64_t scale = 1000000;
            size_t n = 0;
            while (!r.end() && is_digit(r.s[0])) {
                scale /= 10;
                micros += (r.s[0] - '0') * scale;
                r.s.remove_prefix(1);
                ++n;
            }
            if (n == 0 || n > 9) return false;
        }
    }
    Reader half = r;
    half.blanks();
    const bool am = half.take("AM") || half.take("am") || half.take("a.m.") || half.take("A.M.");
    const bool pm = !am && (half.take("PM") || half.take("pm") || half.take("p.m.") || half.take("P.M."));
    if (am || pm) {
        if (h < 1 || h > 12) return false;
        h = h % 12 + (pm ? 12 : 0);
        r = half;
    }
    if (h > 24 || (h == 24 && (m > 0 || sec > 0))) return false;
    out.has_time = true;
    out.micros = ((static_cast<int64_t>(h) * 60 + m) * 60 + sec) * 1000000 + micros;
    out.midnight = out.micros == 0;
    return read_zone(r, out);
}

bool finish(Cell& out, int year, int month, int day) {
    const CivilDate c{year, static_cast<unsigned>(month), static_cast<unsigned>(day)};
    if (year < 0 || !is_valid(c))
        out.kind = CellKind::bad_date;
    else {
        out.days = out.days_mdy = from_civil(c).days;
        out.kind = year < 1900 || year > 2200 ? CellKind::far_date : CellKind::date;
    }
    return true;
}

/// a/b/year in either order.
bool finish_day_month(Cell& out, int a, int b, int year) {
    out.form = DateForm::day_month;
    const CivilDate dmy{year, static_cast<unsigned>(b), static_cast<unsigned>(a)};
    const CivilDate mdy{year, static_cast<unsigned>(a), static_cast<unsigned>(b)};
    const bool first = is_valid(dmy), second = is_valid(mdy);
    out.dmy_only = a > 12 && b <= 12;
    out.mdy_only = b > 12 && a <= 12;
    if ((!first && !second) || a == 0 || b == 0 || (out.dmy_only && !first) || (out.mdy_only && !second)) {
        out.kind = CellKind::bad_date;
        return true;
    }
    out.order_matters = first && second && a != b;
    if (first) out.days = from_civil(dmy).days;
    if (second) out.days_mdy = from_civil(mdy).days;
    if (!first) out.days = out.days_mdy;
    if (!second) out.days_mdy = out.days;
    out.kind = year < 1900 || year > 2200 ? CellKind::far_date : CellKind::date;
    return true;
}

bool starts_with_year(Reader r, int year, Cell& out) {
    const char sep = r.s.empty() ? '\0' : r.s[0];
    if (sep != '-' && sep != '/' && sep != '.' && sep != ' ') return false;
    r.s.remove_prefix(1);
    out.date_separator = sep;
    for (const char* mark : {"KW", "W", "S", "Q", "T"}) {
        Reader p = r;
        if (!p.take(mark)) continue;
        p.blanks();
        const int n = p.number(1, 2);
        if (n < 1 || !p.end()) return false;
        const bool quarter = *mark == 'Q' || *mark == 'T';
        if (n > (quarter ? 4 : 53)) return false;
        out.form = quarter ? DateForm::quarter : DateForm::week;
        if (quarter) return finish(out, year, n * 3 - 2, 1);
        const Date monday = from_iso_week({year, n});
        if (iso_week(monday).week != n) return out.kind = CellKind::bad_date, true;
        const CivilDate c = to_civil(monday);
        return finish(out, c.year, static_cast<int>(c.month), static_cast<int>(c.day));
    }
    size_t width = 0;
    const int month = r.number(1, 2, &width);
    if (month < 0) return false;
    if (r.end()) {
        if (sep == '.' || sep == ' ' || month < 1 || month > 12) return false;
        out.form = DateForm::month;
        return finish(out, year, month, 1);
    }
    if (sep == ' ' || !r.take(sep)) return false;
    size_t day_width = 0;
    const int day = r.number(1, 2, &day_width);
    if (day < 0) return false;
    if (sep == '.') r.take('.'); // 2025.03.01. as in Hungarian
    if (!read_time(r, out)) return false;
    out.form = DateForm::ymd;
    out.unpadded = width == 1 || day_width == 1;
    return finish(out, year, month, day);
}

bool starts_with_day(Reader r, int a, size_t width, Cell& out) {
    out.unpadded = width == 1;
    Reader named = r;
    named.take('.') || named.take("er") || named.take("º") || named.take("st") || named.take("nd") || named.take("rd") ||
        named.take("th");
    const bool gap = named.blanks() || named.take('-') || named.take('/');
    named.take("de ");
    const bool letter = !named.end() && !is_digit(named.s[0]);
    if (gap && letter) {
        const int month = month_of(named.word());
        if (month == 0) return false;
        named.take('.');
        named.take(',');
        const bool again = named.blanks() || named.take('-') || named.take('/');
        named.take("de ");
        size_t n = 0;
        const int y = named.number(2, 4, &n);
        if (!again || y < 0 || n == 3 || !read_time(named, out)) return false;
        out.form = DateForm::named;
        out.short_year = n == 2;
        return finish(out, full_year(y, n), month, a);
    }
    const char sep = r.s.empty() ? '\0' : r.s[0];
    if (sep != '-' && sep != '/' && sep != '.') return false;
    r.s.remove_prefix(1);
    out.date_separator = sep;
    size_t n = 0;
    const int b = r.number(1, 4, &n);
    if (b < 0) return false;
    if (r.end()) { // 11/2026
        if (n != 4 || sep == '.' || a < 1 || a > 12) return false;
        out.form = DateForm::month;
        return finish(out, b, a, 1);
    }
    if (n > 2 || !r.take(sep)) return false;
    out.unpadded = out.unpadded || n == 1;
    const int y = r.number(2, 4, &n);
    if (y < 0 || n == 3 || !read_time(r, out)) return false;
    out.short_year = n == 2;
    return finish_day_month(out, a, b, full_year(y, n));
}

bool starts_with_word(Reader r, Cell& out) {
    Reader start = r;
    std::string word = r.word();
    if (word == "q" || word == "t" || word == "w" || word == "kw" || word == "s") {
        r.blanks();
        const int n = r.number(1, 2);
        if (n < 1) return false;
        if (!r.blanks() && !r.take('-') && !r.take('/') && !r.take('.')) return false;
        const int year = r.number(4, 4);
        if (year < 0 || !r.end()) return false;
        Cell iso;
        const std::string text = std::to_string(year) + (word == "q" || word == "t" ? "-Q" : "-W") + std::to_string(n);
        Reader again{text};
        if (!starts_with_year({again.s.substr(4)}, year, iso)) return false;
        out = iso;
        return true;
    }
    if (std::ranges::find(weekdays, word) != weekdays.end() && month_of(word) == 0) {
        r.take('.');
        r.take(',');
        if (!r.blanks() || r.end()) return false;
        return read_date(r.s, out);
    }
    (void)start;
    const int month = month_of(word);
    if (month == 0) return false;
    r.take('.');
    if (!r.blanks() && !r.take('-') && !r.take('/')) return false;
    r.take("de ");
    size_t n = 0;
    const int a = r.number(1, 4, &n);
    if (a < 0 || n == 3) return false;
    if (r.end()) {
        if (n != 4) return false; // "Oct-14" may be a day or a year
        out.form = DateForm::month;
        return finish(out, a, month, 1);
    }
    if (n > 2) return false;
    r.take("st") || r.take("nd") || r.take("rd") || r.take("th");
    const bool gap = r.take(',');
    if (!r.blanks() && !gap && !r.take('-') && !r.take('/')) return false;
    size_t digits = 0;
    const int y = r.number(2, 4, &digits);
    if (y < 0 || digits == 3 || !read_time(r, out)) return false;
    out.form = DateForm::named;
    out.short_year = digits == 2;
    return finish(out, full_year(y, digits), month, a);
}

} // namespace

bool read_date(std::string_view text, Cell& out) {
    const std::string_view s = trim(text);
    if (s.size() < 6 || s.size() > 48) return false;
    Cell cell;
    Reader r{s};
    bool found = false;
    if (is_digit(s[0])) {
        size_t n = 0;
        const int first = r.number(1, 4, &n);
        if (first < 0) return false;
        if (n == 4)
            found = starts_with_year(r, first, cell);
        else if (n <= 2)
            found = starts_with_day(r, first, n, cell);
    } else
        found = starts_with_word(r, cell);
    if (!found) return false;
    out = cell;
    return true;
}

} // namespace plumbline::ingest
