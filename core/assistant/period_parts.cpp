// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assistant/period_finder.h"

#include <algorithm>
#include <map>

namespace plumbline::assistant {

int month_of(const std::string& w) {
    static const std::map<std::string, int, std::less<>> months{
        {"january", 1},   {"jan", 1},     {"janvier", 1},   {"janv", 1},      {"february", 2}, {"feb", 2},       {"fevrier", 2},
        {"fev", 2},       {"fevr", 2},    {"march", 3},     {"mar", 3},       {"mars", 3},     {"april", 4},     {"apr", 4},
        {"avril", 4},     {"avr", 4},     {"may", 5},       {"mai", 5},       {"june", 6},     {"jun", 6},       {"juin", 6},
        {"july", 7},      {"jul", 7},     {"juillet", 7},   {"juil", 7},      {"august", 8},   {"aug", 8},       {"aout", 8},
        {"september", 9}, {"sep", 9},     {"sept", 9},      {"septembre", 9}, {"october", 10}, {"oct", 10},      {"octobre", 10},
        {"november", 11}, {"nov", 11},    {"novembre", 11}, {"december", 12}, {"dec", 12},     {"decembre", 12}, {"febuary", 2},
        {"feburary", 2},  {"septmber", 9}};
    const auto at = months.find(w);
    return at == months.end() ? 0 : at->second;
}

int weekday_of(const std::string& w) {
    static const std::map<std::string, int, std::less<>> days{
        {"monday", 1}, {"lundi", 1},  {"tuesday", 2},  {"mardi", 2},    {"wednesday", 3}, {"mercredi", 3}, {"thursday", 4},
        {"jeudi", 4},  {"friday", 5}, {"vendredi", 5}, {"saturday", 6}, {"samedi", 6},    {"sunday", 7},   {"dimanche", 7}};
    const auto at = days.find(w);
    return at == days.end() ? 0 : at->second;
}

int unit_of(const std::string& w) { // 1 day, 2 week, 3 month, 4 quarter, 5 year, 6 fortnight, 7 weekend
    static const std::map<std::string, int, std::less<>> units{
        {"day", 1},      {"days", 1},      {"jour", 1},       {"jours", 1},     {"week", 2},       {"weeks", 2},
        {"semaine", 2},  {"semaines", 2},  {"month", 3},      {"months", 3},    {"mois", 3},       {"quarter", 4},
        {"quarters", 4}, {"trimestre", 4}, {"trimestres", 4}, {"year", 5},      {"years", 5},      {"an", 5},
        {"ans", 5},      {"annee", 5},     {"annees", 5},     {"fortnight", 6}, {"fortnights", 6}, {"quinzaine", 6},
        {"weekend", 7},  {"quarter's", 4}};
    const auto at = units.find(w);
    return at == units.end() ? 0 : at->second;
}

namespace {

Date easter(int year) { // Meeus, 1991, "Astronomical Algorithms", Gregorian Easter
    const int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3,
              h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7,
              m = (a + 11 * h + 22 * l) / 451, month = (h + l - 7 * m + 114) / 31, day = (h + l - 7 * m + 114) % 31 + 1;
    return from_civil({year, static_cast<unsigned>(month), static_cast<unsigned>(day)});
}

} // namespace

std::optional<Date> event_day(const std::string& name, int year) {
    auto day = [&](unsigned m, unsigned d) { return from_civil({year, m, d}); };
    if (name == "christmas" || name == "noel" || name == "xmas") return day(12, 25);
    if (name == "christmaseve" || name == "reveillon") return day(12, 24);
    if (name == "boxingday") return day(12, 26);
    if (name == "newyearseve" || name == "saintsylvestre") return day(12, 31);
    if (name == "valentine" || name == "valentin" || name == "valentines") return day(2, 14);
    if (name == "newyear") return day(1, 1);
    if (name == "halloween") return day(10, 31);
    if (name == "easter" || name == "paques") return easter(year);
    if (name == "eastermonday") return easter(year) + 1;
    if (name == "goodfriday") return easter(year) - 2;
    if (name == "blackfriday" || name == "cybermonday") {
        Date first = day(11, 1);
        while (iso_weekday(first) != 4) first = first + 1;
        return first + 21 + (name == "blackfriday" ? 1 : 4);
    }
    return std::nullopt;
}

std::vector<PeriodHit> PeriodFinder::find() {
    for (m_i = 0; m_i < m_t.size();) {
        const size_t from = m_i;
        if (m_t[m_i].identifier && !m_t[m_i].date) {
            ++m_i;
            continue;
        }
        PeriodHit hit;
        if (hit_at(hit)) {
            hit.first = from;
            hit.last = std::max(m_i, from + 1);
            m_i = hit.last;
            if (hit.label.empty() && hit.kind == PeriodHit::Kind::plain) hit.label = words(hit.first, hit.last);
            m_out.push_back(hit);
        } else {
            m_i = from + 1;
        }
    }
    return std::move(m_out);
}

bool PeriodFinder::part_of_month(PeriodHit& hit) {
    static const Words small{"the", "le", "la", "les", "l", "in", "during", "au", "de", "en"};
    const size_t i = skip(m_i, small);
    static const std::map<std::string, int, std::less<>> ordinals{
        {"first", 1},    {"second", 2},    {"third", 3},      {"fourth", 4},    {"fifth", 5},        {"last", -1},
        {"final", -1},   {"premiere", 1},  {"premier", 1},    {"premiers", 1},  {"premieres", 1},    {"deuxieme", 2},
        {"seconde", 2},  {"second", 2},    {"troisieme", 3},  {"quatrieme", 4}, {"cinquieme", 5},    {"derniere", -1},
        {"dernier", -1}, {"derniers", -1}, {"dernieres", -1}, {"other", -1},    {"penultimate", -2}, {"avant", -2}};
    int order = 0;
    size_t j = i;
    int n = 1;
    bool counted = false;
    if (i < m_t.size() && m_t[i].number && ordinals.contains(w(i + 1)) && unit_of(w(i + 2)) == 1) { // "10 premiers jours"
        n = num(i);
        order = ordinals.at(w(i + 1));
        counted = true;
        j = i + 2;
    } else if (const auto at = ordinals.find(w(i)); at != ordinals.end()) {
        order = at->second;
        j = i + 1;
        if (w(i) == "avant" && w(j) == "derniere")
            ++j;
        else if (w(i) == "avant")
            return false;
        if (j < m_t.size() && m_t[j].number) {
            n = num(j++);
            counted = true;
        }
    } else if (i < m_t.size() && m_t[i].ordinal && *m_t[i].number <= 5) {
        order = num(i);
        j = i + 1;
    } else if (is(i, {"beginning", "start", "debut", "early"})) {
        order = 1;
        return month_part(hit, i + 1, 1, 10);
    } else if (is(i, {"end", "fin", "late"})) {
        return month_part(hit, i + 1, -1, 10);
    } else {
        return false;
    }
    const size_t whole_year = skip(j + 1, Words{"of", "de", "l", "the", "d", "en", "in"});
    if ((order == 1 || order == 2) && !counted &&
        (w(j) == "semestre" || (w(j) == "half" && w(j + 1) == "year") ||
         (is(j, {"half", "moitie"}) && (year_at(whole_year) || is(whole_year, {"year", "annee"}))))) {
        size_t k = is(whole_year, {"year", "annee"}) ? skip(whole_year + 1, Words{"of", "de"}) : whole_year;
        return half_year(hit, order, year_at(k) ? std::optional(num(k)) : std::nullopt,
                         year_at(k) ? k + 1 : std::max(j + 1, k > whole_year ? k : j + 1));
    }
    enum Part { halves, days, weeks, weekends, none };
    Part part = none;
    if (is(j, {"half", "moitie", "quinzaine", "fortnight"})) part = halves;
    if (unit_of(w(j)) == 1) part = days;
    if (unit_of(w(j)) == 2) part = weeks;
    if (unit_of(w(j)) == 4) { // "first quarter of 2025", "premier trimestre 2025"
        size_t k = skip(j + 1, Words{"of", "de", "d", "en", "in"});
        const int y = year_at(k) ? num(k) : year_for(order > 0 ? order * 3 - 1 : 12);
        if (order < 1 || order > 4) return false;
        const Date s = from_civil({y, static_cast<unsigned>(order * 3 - 2), 1});
        m_named = NamedPart{4, {from_civil({y, 1, 1}), from_civil({y, 12, 31})}};
        return range(hit, s, period_end(s, Grain::quarter), year_at(k) ? k + 1 : j + 1);
    }
    if (unit_of(w(j)) == 3 && is(j + 1, {"of", "de", "d"})) { // "first month of 2025"
        size_t k = skip(j + 1, Words{"of", "de", "d", "the", "l", "data", "annee", "year", "dataset"});
        if (year_at(k) && order > 0) return range(hit, month_range(num(k), order).from, month_range(num(k), order).to, k + 1);
    }
    if (w(j) == "weekend" || (w(j) == "week" && w(j + 1) == "end")) {
        part = weekends;
        if (w(j) == "week") ++j;
    }
    if (part == none &&
        is(j, {"and", "et", "or", "ou", "vs", "versus", "to", "with", "than", "a"})) { // "the first and the second half"
        const size_t k = skip(j + 1, Words{"the", "le", "la", "les", "l", "of", "with", "de"});
        if (ordinals.contains(w(k))) {
            if (is(k + 1, {"half", "moitie", "quinzaine", "fortnight"})) part = halves;
            if (unit_of(w(k + 1)) == 2) part = weeks;
            if (part != none) j = k + 1;
            if (part != none) {
                const size_t end = i + 1;
                if (!other_month_later(j)) {
                    if (!m_data) return false;
                    const DateRange whole = m_data->days() <= 31 ? *m_data
                                                                 : month_range(to_civil(m_data->to).year,
                                                                               static_cast<int>(to_civil(m_data->to).month));
                    const auto r = part_range(whole, order, n, static_cast<int>(part));
                    return r ? range(hit, r->from, r->to, end) : false;
                }
                const bool found = part_with_later_month(hit, order, n, counted, static_cast<int>(part), j);
                m_i = end;
                return found;
            }
        }
    }
    if (part == none) return false;
    // Of which month (or of the data).
    size_t k = skip(j + 1, Words{"of", "de", "d", "du", "in", "the", "le", "la", "mois", "month"});
    std::optional<DateRange> whole;
    size_t end = j + 1;
    if (month_word(k) || month_of(w(k))) {
        const int month = month_of(w(k));
        end = k + 1;
        const int y = year_at(k + 1) ? num(k + 1) : year_for(month);
        if (year_at(k + 1)) ++end;
        whole = month_range(y, month);
    } else if (year_at(k) && part != weeks) {
        whole = DateRange{from_civil({num(k), 1, 1}), from_civil({num(k), 12, 31})};
        end = k + 1;
    } else if (m_data && (k > j + 1 || order > 0 || part == halves)) { // "the first week", "first half of the month"
        if (order < 0 && part == weeks && k == j + 1) return false;    // "last week" is relative
        if (is(k, {"period", "data", "dataset", "periode", "donnees", "jeu"})) {
            whole = m_data;
            end = k + 1;
        } else {
            const bool later = other_month_later(k);
            if (later) return part_with_later_month(hit, order, n, counted, static_cast<int>(part), j);
            whole = m_data->days() <= 31 ? *m_data
                                         : month_range(to_civil(m_data->to).year, static_cast<int>(to_civil(m_data->to).month));
            end = std::max(j + 1, k > j + 1 && is(k - 1, {"mois", "month"}) ? k : j + 1);
        }
    }
    if (!whole) return false;
    const auto r = part_range(*whole, order, n, static_cast<int>(part));
    if (!r) return false;
    if (!counted) m_named = NamedPart{static_cast<int>(part), *whole};
    return range(hit, r->from, r->to, end);
}

bool PeriodFinder::ellipsis(PeriodHit& hit) {
    if (m_out.empty() || m_i == 0) return false;
    static const Words joints{"vs", "versus", "against", "and", "than", "to", "with", "contre", "et",   "que", "a",
                              "du", "celui",  "celle",   "de",  "la",   "le", "the",  "au",     "with", "or",  "ou"};
    static const Words behind{"", "one", "ones", ",", "?", ".", "by", "par", "per", "for", "pour", "in", "en", "on", ":", ";"};
    if (!is(m_i - 1, joints) && !is(m_i, joints)) return false;
    const size_t i = skip(m_i, joints);
    if (i > m_i + 4 || m_i - m_out.back().last > 4) return false;
    if (const size_t last = m_out.back().last; last > 1 && m_t[last - 1].number && is(last - 2, {"week", "semaine"}) &&
                                               whole_number(i, 1, 53) && i > m_i && is(i + 1, behind))
        return iso(hit, num(i), i + 1);
    if (!m_named) return false;
    static const std::map<std::string, int, std::less<>> ordinals{
        {"first", 1},   {"second", 2},   {"third", 3},     {"fourth", 4},    {"last", -1},    {"premier", 1},  {"premiere", 1},
        {"seconde", 2}, {"deuxieme", 2}, {"troisieme", 3}, {"quatrieme", 4}, {"dernier", -1}, {"derniere", -1}};
    int order = 0;
    if (const auto at = ordinals.find(w(i)); at != ordinals.end())
        order = at->second;
    else if (i < m_t.size() && m_t[i].ordinal && *m_t[i].number <= 5)
        order = num(i);
    if (order == 0 || !is(i + 1, behind)) {
        if (order == 0 || i + 1 < m_t.size()) return false;
    }
    const size_t to = is(i + 1, {"one", "ones"}) ? i + 2 : i + 1;
    if (m_named->part == 4) {
        const int quarter = order > 0 ? order : 4;
        const Date s = add_periods(m_named->whole.from, Grain::quarter, quarter - 1);
        return range(hit, s, period_end(s, Grain::quarter), to);
    }
    const auto r = part_range(m_named->whole, order, 1, m_named->part);
    return r ? range(hit, r->from, r->to, to) : false;
}

bool PeriodFinder::part_with_later_month(PeriodHit& hit, int order, int n, bool, int part, size_t j) {
    for (size_t i = j; i < m_t.size(); ++i)
        if (const int month = month_of(w(i))) {
            const DateRange whole = month_range(year_at(i + 1) ? num(i + 1) : year_for(month), month);
            const auto r = part_range(whole, order, n, part);
            return r ? range(hit, r->from, r->to, j + 1) : false;
        }
    return false;
}

std::optional<DateRange> PeriodFinder::part_range(const DateRange& whole, int order, int n, int part) const {
    const int days = whole.days();
    if (part == 0) { // halves
        const int half = whole.days() > 31 ? days / 2 : days == 28 ? 14 : 15;
        return order == 1 ? DateRange{whole.from, whole.from + (half - 1)} : DateRange{whole.from + half, whole.to};
    }
    if (part == 1) { // days
        if (order > 1 && n == 1) return DateRange{whole.from + (order - 1), whole.from + (order - 1)};
        return order > 0 ? DateRange{whole.from, whole.from + (n - 1)} : DateRange{whole.to - (n - 1), whole.to};
    }
    if (part == 2) { // ISO weeks whose Thursday is in the month; a week that the data cut counts as it is
        std::vector<DateRange> weeks;
        for (Date d = period_start(whole.from, Grain::week); d <= whole.to; d = d + 7)
            if (whole.contains(d + 3)) weeks.push_back({d, d + 6});
        const int count = static_cast<int>(weeks.size());
        const int at = order > 0 ? order - 1 : count + order;
        if (at < 0 || at >= count) return std::nullopt;
        if (n > 1)
            return order > 0 ? DateRange{weeks.front().from, weeks[static_cast<size_t>(std::min(n, count) - 1)].to}
                             : DateRange{weeks[static_cast<size_t>(std::max(0, count - n))].from, weeks.back().to};
        return weeks[static_cast<size_t>(at)];
    }
    std::vector<DateRange> weekends;
    for (Date d = whole.from; d <= whole.to; d = d + 1)
        if (iso_weekday(d) == 6) weekends.push_back({d, d + 1});
    const int count = static_cast<int>(weekends.size()), at = order > 0 ? order - 1 : count + order;
    if (at < 0 || at >= count) return std::nullopt;
    return weekends[static_cast<size_t>(at)];
}

bool PeriodFinder::month_part(PeriodHit& hit, size_t i, int order, int n) {
    size_t k = skip(i, Words{"of", "de", "d", "du", "the", "le", "mois"});
    if (!month_word(k)) return false;
    const int month = month_of(w(k));
    const DateRange whole = month_range(year_at(k + 1) ? num(k + 1) : year_for(month), month);
    const auto r = part_range(whole, order, n, 1);
    return range(hit, r->from, r->to, year_at(k + 1) ? k + 2 : k + 1);
}

bool PeriodFinder::numbered(PeriodHit& hit) {
    size_t i = skip(m_i, Words{"the", "la", "le", "in", "en", "for", "pour", "during"});
    const bool week = is(i, {"week", "semaine"});
    if (week) {
        size_t j = skip(i + 1, Words{"of", "du", "de", "the", "beginning", "starting", "commencing", "from", "le", "commencant",
                                     "on", "debutant", "that", "ending", "begins", "starts", "with"});
        size_t to = 0;
        if (const auto d =
                day_at(j, to,
                       m_data ? std::optional(std::pair{static_cast<int>(to_civil(m_data->to).month), to_civil(m_data->to).year})
                              : std::nullopt);
            d && j > i + 1) {
            const Date monday = period_start(*d, Grain::week);
            return range(hit, monday, monday + 6, to);
        }
        j = skip(i + 1, Words{"number", "numero", "no", "n"});
        if (whole_number(j, 1, 53)) return iso(hit, num(j), j + 1);
    }
    const std::string word = w(i);
    if (word.size() >= 2 && word.size() <= 3 && (word[0] == 'w' || word[0] == 's') &&
        std::isdigit(static_cast<unsigned char>(word[1]))) {
        const int n = std::atoi(word.c_str() + 1);
        if (n >= 1 && n <= 53 && m_t[i].raw.size() == word.size() && !m_t[i].identifier) return iso(hit, n, i + 1);
    }
    if (word.size() == 2 && (word[0] == 'q' || word[0] == 't') && word[1] >= '1' && word[1] <= '4' && !m_t[i].identifier) {
        const int q = word[1] - '0';
        const int y = year_at(i + 1) ? num(i + 1) : year_for(q * 3 - 1);
        const Date s = from_civil({y, static_cast<unsigned>(q * 3 - 2), 1});
        return range(hit, s, period_end(s, Grain::quarter), year_at(i + 1) ? i + 2 : i + 1);
    }
    if (word.size() == 2 && word[0] == 'h' && (word[1] == '1' || word[1] == '2') && !m_t[i].identifier)
        return half_year(hit, word[1] - '0', year_at(i + 1) ? std::optional(num(i + 1)) : std::nullopt,
                         year_at(i + 1) ? i + 2 : i + 1);
    return false;
}

bool PeriodFinder::half_year(PeriodHit& hit, int half, std::optional<int> year, size_t to) {
    const Date from = from_civil({year.value_or(year_for(half == 1 ? 3 : 9)), half == 1 ? 1U : 7U, 1});
    return range(hit, from, add_periods(from, Grain::month, 6) - 1, to);
}

bool PeriodFinder::iso(PeriodHit& hit, int n, size_t to) {
    to = skip(to, Words{"of", "de", "in", "en", ","});
    if (!year_at(to) && to > 0 && !m_t[to - 1].number) --to;
    const Date end = m_data ? m_data->to : m_now;
    int y = iso_week(end).year;
    if (year_at(to))
        y = num(to++);
    else if (from_iso_week({y, n}) > end)
        --y;
    const Date monday = from_iso_week({y, n});
    return range(hit, monday, monday + 6, to);
}

std::string PeriodFinder::event_name(size_t i, size_t& to) const {
    if (w(i) == "black" && w(i + 1) == "friday") return to = i + 2, "blackfriday";
    if (is(i, {"easter", "paques"}) && w(i + 1) == "monday") return to = i + 2, "eastermonday";
    if (is(i, {"lundi"}) && w(i + 1) == "de" && w(i + 2) == "paques") return to = i + 3, "eastermonday";
    if (w(i) == "good" && w(i + 1) == "friday") return to = i + 2, "goodfriday";
    if (w(i) == "vendredi" && w(i + 1) == "saint") return to = i + 2, "goodfriday";
    if (w(i) == "cyber" && w(i + 1) == "monday") return to = i + 2, "cybermonday";
    if (is(i, {"christmas", "xmas"}) && w(i + 1) == "eve") return to = i + 2, "christmaseve";
    if (w(i) == "boxing" && w(i + 1) == "day") return to = i + 2, "boxingday";
    if (w(i) == "new" && w(i + 1) == "year" && (w(i + 2) == "eve" || w(i + 3) == "eve"))
        return to = i + (w(i + 2) == "eve" ? 3 : 4), "newyearseve";
    if (w(i) == "saint" && w(i + 1) == "sylvestre") return to = i + 2, "saintsylvestre";
    if (w(i) == "reveillon" && w(i + 1) == "de" && w(i + 2) == "noel") return to = i + 3, "reveillon";
    if (w(i) == "new" && w(i + 1) == "year")
        return to = i + 2 + (w(i + 2) == "s" ? 1 : 0), to += w(to) == "day" ? 1 : 0, "newyear";
    if (w(i) == "nouvel" && w(i + 1) == "an") return to = i + 2, "newyear";
    if (w(i) == "saint" && w(i + 1) == "valentin") return to = i + 2, "valentin";
    if (is(i, {"valentine", "valentines"})) {
        to = i + 1;
        if (w(to) == "s") ++to;
        if (w(to) == "day") ++to;
        return "valentine";
    }
    if (event_day(w(i), 2000)) return to = i + 1, w(i);
    return "";
}

bool PeriodFinder::around_event(PeriodHit& hit) {
    size_t i = skip(m_i, Words{"the", "les", "le", "la", "on", "at", "a", "pour", "for"});
    int days = 0;
    size_t j = i;
    if (i < m_t.size() && m_t[i].number && unit_of(w(i + 1)) && unit_of(w(i + 1)) <= 2) {
        days = num(i) * (unit_of(w(i + 1)) == 2 ? 7 : 1);
        j = i + 2;
    } else if (unit_of(w(i)) == 2 || unit_of(w(i)) == 1) {
        days = unit_of(w(i)) == 2 ? 7 : 1;
        j = i + 1;
    }
    size_t to = 0;
    if (days > 0) {
        j = skip(j, Words{"qui", "that", "immediately", "just", "right"});
        const bool before = is(j, {"before", "avant", "precedent", "precede", "preceding", "up", "leading", "until"}),
                   after = is(j, {"after", "apres", "suivant", "following", "suivent", "from"});
        if (size_t e = 0; days == 7 && is(j, {"of", "de", "du", "d"})) { // "the week of Black Friday"
            const std::string name = event_name(skip(j + 1, Words{"the", "le", "la", "l"}), e);
            if (!name.empty()) {
                const Date d = year_at(e) ? *event_day(name, num(e)) : latest_event(name);
                const Date monday = period_start(d, Grain::week);
                return range(hit, monday, monday + 6, year_at(e) ? e + 1 : e);
            }
        }
        if (!before && !after) return false;
        size_t k = skip(j + 1, Words{"the", "le", "la", "l", "to", "up"});
        std::optional<Date> d = day_at(k, to);
        if (!d) {
            size_t e = 0;
            const std::string name = event_name(k, e);
            if (name.empty()) return false;
            to = e;
            d = latest_event(name);
            if (year_at(to)) d = *event_day(name, num(to++));
        }
        return before ? range(hit, *d - days, *d - 1, to) : range(hit, *d + 1, *d + days, to);
    }
    if (season(hit)) return true;
    if (year_at(m_i) && !m_event.empty() && m_i > 0 &&
        is(m_i - 1, {"vs", "versus", "against", "and", "than", "with", "contre", "et", "que", "to"}))
        return event(hit, m_i + 1, num(m_i)); // "Black Friday 2025 against 2024"
    const std::string name = event_name(i, to);
    if (name.empty()) return false;
    m_event = name;
    m_event_weekend = w(to) == "weekend" || (w(to) == "week" && w(to + 1) == "end");
    if (m_event_weekend) to += w(to) == "week" ? 2 : 1;
    return year_at(to) ? event(hit, to + 1, num(to)) : event(hit, to, to_civil(latest_event(name)).year);
}

bool PeriodFinder::event(PeriodHit& hit, size_t to, int year) {
    const Date d = *event_day(m_event, year);
    const Date sunday = period_end(d, Grain::week);
    return m_event_weekend ? range(hit, std::min(d, sunday - 1), sunday, to) : range(hit, d, d, to);
}

/// "in summer 2026", "l'été dernier": meteorological, three whole months; winter belongs to the year of its December.
bool PeriodFinder::season(PeriodHit& hit) {
    static const std::map<std::string, unsigned, std::less<>> first{
        {"spring", 3}, {"printemps", 3}, {"summer", 6}, {"ete", 6}, {"autumn", 9}, {"automne", 9}, {"winter", 12}, {"hiver", 12}};
    const size_t i =
        skip(m_i, Words{"in", "last", "this", "past", "during", "over", "the", "l", "cet", "cette"}); // "last summer"
    const auto at = first.find(w(i));
    if (at == first.end()) return false;
    const std::string before = i > 0 ? w(i - 1) : "";
    const bool french_summer = at->first == "ete"; // "a été" is no season
    const bool led = before == "l" || before == "cet" || before == "cette" || before == "d" ||
                     (!french_summer && (before == "in" || before == "last" || before == "this" || before == "during" ||
                                         before == "over" || before == "au" || before == "en"));
    const size_t year = skip(i + 1, Words{"of", "de", "l"});
    const bool named = year_at(year);
    if (!led && (french_summer || !named)) return false;
    const Date end = m_data ? m_data->to : m_now;
    int y = to_civil(end).year;
    if (named)
        y = num(year);
    else if (from_civil({y, at->second, 1}) > end)
        --y;
    const Date from = from_civil({y, at->second, 1});
    return range(hit, from, add_periods(from, Grain::month, 3) - 1,
                 named ? year + 1 : skip(i + 1, Words{"dernier", "derniere", "passe", "passee"}));
}

bool PeriodFinder::open_ended(PeriodHit& hit) {
    if (!m_data) return false;
    enum { since, until, before, after } kind;
    size_t i = m_i;
    if (is(i, {"since", "depuis", "starting"}))
        kind = since;
    else if (w(i) == "a" && w(i + 1) == "partir") {
        kind = since;
        ++i;
    } else if (w(i) == "des" && day_follows(i + 1))
        kind = since;
    else if (is(i, {"until", "till", "through"}))
        kind = until;
    else if (w(i) == "up" && w(i + 1) == "to") {
        kind = until;
        ++i;
    } else if (w(i) == "jusqu")
        kind = until;
    else if (size_t day = 0; w(i) == "by" && (day_at(i + 1, day) || m_t[skip(i + 1, Words{"the"})].ordinal)) // "by the 14th"
        kind = until;
    else if (is(i, {"before", "avant"}))
        kind = before;
    else if (is(i, {"after", "apres"}))
        kind = after;
    else if (w(i) == "from" && day_follows(i + 1))
        kind = since;
    else
        return false;
    size_t j = skip(i + 1, Words{"the", "le", "du", "au", "a", "from", "on", "de", "la", "l"});
    size_t to = 0;
    DateRange r{};
    std::optional<Date> d = day_at(j, to, std::pair{static_cast<int>(to_civil(m_data->to).month), to_civil(m_data->to).year});
    if (d && whole_number(j, 1, 31) && !month_word(skip(j + 1, Words{"of", "de"})) && !m_t[j].ordinal &&
        m_language == Language::en)
        d.reset();
    if (d)
        r = {*d, *d};
    else if (month_word(j)) {
        r = month_range(year_at(j + 1) ? num(j + 1) : year_for(month_of(w(j))), month_of(w(j)));
        to = year_at(j + 1) ? j + 2 : j + 1;
    } else if (year_at(j)) {
        r = {from_civil({num(j), 1, 1}), from_civil({num(j), 12, 31})};
        to = j + 1;
    } else if (size_t e = 0; !event_name(j, e).empty()) {
        const Date day = latest_event(event_name(j, e));
        r = {day, day};
        to = e;
    } else
        return false;
    const Date end = std::max(m_data->to, r.to);
    const Date begin = std::min(m_data->from, r.from);
    if (kind == since) return range(hit, r.from, end, to);
    if (kind == until) return range(hit, begin, r.to, to);
    if (kind == before) return range(hit, std::min(begin, r.from - 1), r.from - 1, to);
    return range(hit, r.to + 1, std::max(end, r.to + 1), to);
}

bool PeriodFinder::month(PeriodHit& hit) {
    const size_t i =
        skip(m_i, Words{"in", "of", "for", "en", "du", "de", "month", "mois", "during", "au", "le", "the", "pour", "d"});
    if (!month_word(i)) return false;
    size_t to = 0;
    if (day_at(i, to)) return false;
    const int month = month_of(w(i));
    const size_t k = w(i + 1) == "of" && year_at(i + 2) ? i + 2 : i + 1;
    int year = year_at(k) ? num(k) : year_for(month);
    for (size_t j = i + 1; !year_at(k) && j + 1 < std::min(i + 5, m_t.size()); ++j) // "October and November 2025"
        if (month_of(w(j)) && year_at(j + 1)) year = num(j + 1) - (month_of(w(j)) < month ? 1 : 0);
    const DateRange r = month_range(year, month);
    return range(hit, r.from, r.to, year_at(k) ? k + 1 : i + 1);
}

bool PeriodFinder::single(PeriodHit& hit) {
    size_t to = 0;
    const auto d = day_at(m_i, to);
    if (d) return range(hit, *d, *d, to);
    // "on the 14th", "le 14" within data of one month
    const size_t i = skip(m_i, Words{"on", "the", "le"});
    if (m_data && i > m_i && whole_number(i, 1, 31) && (m_t[i].ordinal || (w(i - 1) == "le" && !unit_of(w(i + 1)))) &&
        !unit_of(w(i + 1)) && period_start(m_data->from, Grain::month) == period_start(m_data->to, Grain::month)) {
        const CivilDate c = to_civil(m_data->to);
        if (const auto x = day_of(c.year, static_cast<int>(c.month), num(i))) return range(hit, *x, *x, i + 1);
    }
    return false;
}

bool PeriodFinder::year(PeriodHit& hit) {
    const size_t i = skip(m_i, Words{"in", "en", "for", "of", "year", "annee", "l", "pour", "de", "the", "during"});
    if (!year_at(i) || is(i + 1, {"clicks", "clics", "orders", "commandes", "leads"})) return false;
    if (i == m_i && i > 0 && is(i - 1, {"than", "above", "over", "under", "below", "que", "de"}) && w(i - 1) != "de")
        return false;
    return range(hit, from_civil({num(i), 1, 1}), from_civil({num(i), 12, 31}), i + 1);
}

} // namespace plumbline::assistant
