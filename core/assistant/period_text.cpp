// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assistant/period_finder.h"

#include <algorithm>
#include <map>

namespace plumbline::assistant {

int PeriodFinder::year_for(int month, int day) const {
    const DateRange span = m_data.value_or(DateRange{m_now, m_now});
    for (int y = to_civil(span.to).year; y >= to_civil(span.from).year; --y) {
        const Date from = from_civil({y, static_cast<unsigned>(month), static_cast<unsigned>(day ? std::min(day, 28) : 1)});
        const Date to = day ? from : period_end(from, Grain::month);
        if (from <= span.to && to >= span.from) return y;
    }
    return to_civil(m_now).year;
}

bool PeriodFinder::month_word(size_t i) const {
    if (i >= m_t.size() || month_of(m_t[i].word) == 0) return false;
    const std::string& word = m_t[i].word;
    if (word == "may" || word == "mar" || word == "dec" || word == "jan" || word == "nov" || word == "sep" || word == "oct" ||
        word == "mai" || word == "march" || word == "mars" || word == "jun" || word == "jul" || word == "sept") {
        static const Words before{"in",    "of",     "for",  "since", "from",   "to",   "until", "before", "after", "through",
                                  "en",    "de",     "du",   "au",    "depuis", "mois", "and",   "et",     "vs",    "versus",
                                  "by",    "during", "late", "early", "mid",    "than", "with",  "que",    "pour",  "between",
                                  "entre", "a",      "last", "this",  "month",  "avec", "over"};
        static const Words behind{"better", "worse",    "higher",  "lower", "stronger", "weaker", "vs",   "versus",
                                  "than",   "compared", "against", "and",   "et",       "contre", "plus", "a"};
        bool other = false; // another month stands in the question
        for (size_t k = 0; k < m_t.size(); ++k) other = other || (k != i && month_of(m_t[k].word) != 0);
        if (word != "may" && other && is(i + 1, behind)) return true;
        if (word != "may" && is(i + 1, {"to", "-", "through", "until"}) && month_of(w(i + 2)) != 0) return true; // "dec to feb"
        if (word == "may")
            return m_t[i].raw[0] == 'M' &&
                   (is(i - 1, before) || year_at(i + 1) || (i > 0 && m_t[i - 1].number) || whole_number(i + 1, 1, 31));
        return is(i - 1, before) || year_at(i + 1) || (i > 0 && m_t[i - 1].number) || whole_number(i + 1, 1, 31) ||
               m_t[i].capital || i + 1 >= m_t.size();
    }
    return true;
}

std::optional<Date> PeriodFinder::day_at(size_t i, size_t& to, std::optional<std::pair<int, int>> month_year) const {
    static const Words small{"le", "the", "on", "of", "de", "du", "l"};
    i = skip(i, small);
    if (weekday_of(w(i)) && (m_t.size() > i + 1) && (m_t[i + 1].number || is(i + 1, small) || w(i + 1) == ",")) {
        size_t j = skip(i + 1, Words{",", "the", "le"});
        if (j < m_t.size() && m_t[j].number)
            i = j;
        else if (month_word(j))
            i = j;
    }
    if (i >= m_t.size()) return std::nullopt;
    if (m_t[i].date) {
        to = i + 1;
        return m_t[i].date;
    }
    if (whole_number(i, 1, 31)) {
        size_t j = skip(i + 1, small);
        if (month_word(j)) {
            const int month = month_of(w(j));
            ++j;
            if (w(j) == ",") j += year_at(j + 1) ? 1 : 0;
            const int year = year_at(j) ? num(j) : year_for(month, num(i));
            to = year_at(j) ? j + 1 : j;
            return day_of(year, month, num(i));
        }
        if (month_year) {
            to = i + 1;
            return day_of(month_year->second, month_year->first, num(i));
        }
        return std::nullopt;
    }
    if (month_word(i)) {
        const size_t j = skip(i + 1, Words{"the"});
        if (whole_number(j, 1, 31) && !year_at(j) && !m_t[j].scaled) {
            const int month = month_of(w(i));
            size_t k = j + 1;
            if (w(k) == "," && year_at(k + 1)) ++k;
            const int year = year_at(k) ? num(k) : year_for(month, num(j));
            to = year_at(k) ? k + 1 : k;
            return day_of(year, month, num(j));
        }
    }
    return std::nullopt;
}

bool PeriodFinder::previous(PeriodHit& hit) {
    static const Words small{"the", "le", "la", "l"};
    const size_t i = skip(m_i, small);
    auto done = [&](size_t to, PeriodHit::Kind kind) {
        hit.kind = kind;
        m_i = to;
        return true;
    };
    using K = PeriodHit::Kind;
    if (w(i) == "veille") return done(i + 1, K::previous);
    if (const size_t behind = w(i) == "weekend"                     ? i + 1
                              : w(i) == "week" && w(i + 1) == "end" ? i + 2
                                                                    : 0;
        behind > 0 && !m_out.empty() &&
        (is(behind, {"before", "prior", "earlier", "avant", "precedent"}) || (w(behind) == "d" && w(behind + 1) == "avant"))) {
        const DateRange last = m_out.back().range; // "against the weekend before": seven days earlier
        return range(hit, last.from - 7, last.to - 7, w(behind) == "d" ? behind + 2 : behind + 1);
    }
    const bool unit = unit_of(w(i)) != 0 || is(i, {"period", "periode"});
    if (unit && is(i + 1, {"before", "prior", "earlier", "avant", "precedente", "precedent", "preceding", "d"}) &&
        !day_follows(i + 2) && !event_at(i + 2)) {
        if (w(i + 1) == "d") return w(i + 2) == "avant" ? done(i + 3, K::previous) : false;
        if (is(i, {"year", "annee", "an"})) return done(i + 2, K::last_year);
        return done(i + 2, K::previous);
    }
    if (is(i, {"previous", "prior", "preceding"}) && (unit_of(w(i + 1)) || is(i + 1, {"period", "one"}))) {
        if (is(i + 1, {"year"})) return done(i + 2, K::last_year);
        return done(i + 2, K::previous);
    }
    if (is(i, {"period", "periode"}) && is(i + 1, {"precedente"})) return done(i + 2, K::previous);
    if (i > m_i && is(i, {"precedente", "precedent"}) && is(m_i - 1, {"a", "que", "contre", "vs"}))
        return done(i + 1, K::previous);
    if (i > m_i && w(i) == "one" && w(i + 1) == "before") return done(i + 2, K::previous);
    if (m_i > 0 && is(m_i, {"before", "avant"}) && is(m_i - 1, {"to", "than", "with", "vs", "versus", "a", "que", "qu"}) &&
        (m_i + 1 >= m_t.size() || m_t[m_i + 1].punctuation)) // "compared to before"
        return done(m_i + 1, K::previous);
    if (w(i) == "same" &&
        is(i + 1, {"period", "time", "day", "days", "weekday", "date", "week", "weekend", "month", "quarter", "season"})) {
        size_t j = i + 2; // "the same day of last year", "the same week a year ago"
        while (is(j, {"of", "in", "the", "a", "one"})) ++j;
        if (is(j, {"last", "previous", "prior"}) && w(j + 1) == "year") return done(j + 2, K::last_year);
        if (w(j) == "year" && is(j + 1, {"ago", "earlier", "before"})) return done(j + 2, K::last_year);
    }
    if (w(i) == "meme" && is(i + 1, {"periode", "jour", "jours", "date", "mois", "semaine", "weekend", "trimestre", "saison"})) {
        size_t j = i + 2;
        while (j < m_t.size() &&
               is(j, {"l", "de", "d", "an", "annee", "dernier", "derniere", "passe", "passee", "precedente", "n", "1", "-"}))
            ++j;
        return j > i + 2 ? done(j, K::last_year) : false;
    }
    const std::string three = w(i) + " " + w(i + 1) + " " + w(i + 2);
    if (three == "year over year" || three == "year on year" || three == "versus last year" || three == "vs last year")
        return done(i + 3, K::last_year);
    if (three == "week over week" || three == "week on week" || three == "month over month" || three == "month on month" ||
        three == "day over day")
        return done(i + 3, K::previous);
    if (w(i) == "yoy") return done(i + 1, K::last_year);
    if (w(i) == "wow" || w(i) == "mom") return done(i + 1, K::previous);
    return false;
}

bool PeriodFinder::day_range(PeriodHit& hit) {
    static const Words lead{"from", "between", "du", "entre", "de", "the", "le", "period", "periode", "days", "jours"};
    static const Words joint{"to", "and", "-", "au", "et", "until", "through", "till", "a", "thru", "jusqu", "up"};
    const size_t start = skip(m_i, lead);
    const bool led = start > m_i;
    size_t a_end = 0, b_end = 0;
    // A first day whose month stands behind the second.
    if (whole_number(start, 1, 31) && !m_t[start].percent) {
        size_t j = start + 1;
        if (is(j, joint)) {
            j = skip(j, Words{"to", "and", "-", "au", "et", "until", "through", "till", "a", "thru", "jusqu", "up", "the", "le"});
            const auto b = day_at(j, b_end);
            if (b) {
                const CivilDate c = to_civil(*b);
                if (const auto a = day_of(c.year, static_cast<int>(c.month), num(start)); a && *a <= *b)
                    return range(hit, *a, *b, b_end);
            }
            if (led && whole_number(j, 1, 31) && m_data && (m_t[start].ordinal || m_t[j].ordinal || w(m_i) == "du")) {
                const CivilDate c = to_civil(m_data->to);
                const auto a = day_of(c.year, static_cast<int>(c.month), num(start)),
                           b2 = day_of(c.year, static_cast<int>(c.month), num(j));
                if (a && b2 && *a <= *b2) return range(hit, *a, *b2, j + 1);
            }
        }
    }
    const auto a = day_at(start, a_end);
    if (a) {
        size_t j = a_end;
        if (is(j, joint)) {
            if (w(j) == "and" && !led) return false;
            if (w(j) == "et" && !led) return false;
            j = skip(j, Words{"to", "and", "-", "au", "et", "until", "through", "till", "a", "thru", "jusqu", "up", "the", "le"});
            const CivilDate c = to_civil(*a);
            const auto b = day_at(j, b_end, std::pair{static_cast<int>(c.month), c.year});
            if (b && *a <= *b) return range(hit, *a, *b, b_end);
        }
        return false;
    }
    // "from March to May", "mars-mai"
    const size_t m = skip(m_i, Words{"from", "between", "de", "entre", "mois", "months"});
    if (month_word(m)) {
        size_t j = m + 1;
        std::optional<int> first_year;
        if (year_at(j)) first_year = num(j++);
        const bool pair = (m > m_i) || w(j) == "-" || w(j) == "to" || w(j) == "a" || joined_month(j);
        if (pair && (joined_month(j) || is(j, {"to", "-", "a", "and", "et", "through", "until"}))) {
            if ((w(j) == "and" || w(j) == "et") && !is(m_i, {"between", "entre"})) return false;
            if (!joined_month(j)) ++j;
            if (month_word(j) || month_of(w(j))) {
                const int to_month = month_of(w(j));
                ++j;
                const int y2 = year_at(j) ? num(j++) : first_year ? *first_year : year_for(to_month);
                const int y1 = first_year.value_or(month_of(w(m)) <= to_month ? y2 : y2 - 1);
                return range(hit, month_range(y1, month_of(w(m))).from, month_range(y2, to_month).to, j);
            }
        }
    }
    return false;
}

bool PeriodFinder::relative(PeriodHit& hit) {
    static const Words small{"the",   "le",  "la", "les", "l",   "ces", "this", "these", "over", "during", "au",
                             "cours", "des", "de", "d",   "for", "in",  "on",   "sur",   "dans", "pour"};
    size_t i = m_i;
    while (is(i, small) && i < m_i + 4 && w(i) != "this") ++i;
    if (is(i, {"today"}) || (w(i) == "aujourd" && w(i + 1) == "hui"))
        return range(hit, m_now, m_now, w(i) == "today" ? i + 1 : i + 2);
    if (is(i, {"yesterday", "hier"})) return range(hit, m_now - 1, m_now - 1, i + 1);
    if ((w(i) == "avant" && w(i + 1) == "hier")) return range(hit, m_now - 2, m_now - 2, i + 2);
    if (is(i, {"tomorrow", "demain"})) {
        hit.future = true;
        return range(hit, m_now, m_now, i + 1);
    }
    if (is(i, {"ytd"}) || (w(i) == "year" && w(i + 1) == "to" && w(i + 2) == "date") ||
        (w(i) == "depuis" && w(i + 1) == "le" && w(i + 2) == "debut" && is(i + 4, {"annee"})) ||
        (w(i) == "so" && w(i + 1) == "far" && w(i + 2) == "this" && w(i + 3) == "year"))
        return range(hit, period_start(m_now, Grain::year), m_now - 1,
                     w(i) == "ytd"    ? i + 1
                     : w(i) == "year" ? i + 3
                     : w(i) == "so"   ? i + 4
                                      : i + 5);
    if (i > m_i && is(i, {"year", "annee"}) && is(m_i, {"de", "of"}) && m_data &&
        to_civil(m_data->to).year == to_civil(m_now).year &&
        !is(i + 1, {"derniere", "passee", "precedente", "prochaine", "before"}) && !year_at(i + 1) &&
        (m_i == 0 || !is(m_i - 1, {"day", "time", "jour", "debut", "fin", "start", "end", "beginning", "reste", "rest"})))
        return range(hit, period_start(m_now, Grain::year), period_end(m_now, Grain::year),
                     i + 1);          // "the best campaigns of the year"
    if (is(i, {"since", "depuis"})) { // "since the start of the quarter", "depuis le début du mois"
        size_t j = skip(i + 1, Words{"the", "le", "la", "l"});
        if (is(j, {"start", "beginning", "debut"})) {
            j = skip(j + 1, Words{"of", "de", "du", "d", "the", "this", "l", "la", "le", "ce", "cette", "current"});
            if (const int unit = unit_of(w(j)); unit >= 2 && unit <= 5) {
                const Grain grains[] = {Grain::day, Grain::day, Grain::week, Grain::month, Grain::quarter, Grain::year};
                return range(hit, period_start(m_now, grains[unit]), m_now - 1, j + 1);
            }
        }
    }
    if (is(i, {"mtd"}) || (w(i) == "month" && w(i + 1) == "to" && w(i + 2) == "date"))
        return range(hit, period_start(m_now, Grain::month), m_now - 1, w(i) == "mtd" ? i + 1 : i + 3);
    // last 10 days, past two weeks, the next 14 days, les 7 derniers jours, la semaine dernière, ce mois
    static const Words last{"last",    "past",     "previous", "recent",    "latest",   "final",
                            "dernier", "derniere", "derniers", "dernieres", "trailing", "preceding"};
    static const Words next{"next",      "coming",     "upcoming", "following", "prochain", "prochaine",
                            "prochains", "prochaines", "suivants", "suivantes", "venir"};
    static const Words behind_last{"dernier", "derniere", "derniers", "dernieres", "passe",  "passee",     "passes",
                                   "passees", "ecoulee",  "ecoulees", "ecoules",   "ecoule", "precedente", "precedent"};
    static const Words behind_next{"prochain", "prochaine", "prochains", "prochaines",
                                   "suivant",  "suivante",  "suivants",  "suivantes"};
    if (is(i, last) || is(i, next)) {
        const bool future = is(i, next);
        size_t j = i + 1;
        double n = 1;
        bool counted = false;
        if (j < m_t.size() && m_t[j].number && !m_t[j].percent) {
            n = *m_t[j++].number;
            counted = true;
        } else if (is(j, {"couple"})) {
            n = 2;
            counted = true;
            j = skip(j + 1, Words{"of"});
        }
        j = skip(j, Words{"full", "complete", "calendar", "business", "entire", "whole", "available", "completes", "pleines"});
        if (is(j, {"week"}) && is(j + 1, {"end"})) return counted ? false : weekend(hit, future, j + 2);
        if (const int unit = unit_of(w(j)); unit && !of_month(j + 1))
            return span(hit, unit, static_cast<int>(n), counted, future, j + 1);
        std::string one = w(j); // "the last three Sundays"
        if (one.ends_with("s")) one.pop_back();
        if (const int day = weekday_of(one); day && counted && !future && n >= 1 && n <= 60) {
            Date d = m_now - 1;
            while (iso_weekday(d) != day) d = d - 1;
            hit.weekday = day;
            return range(hit, d - 7 * (static_cast<int>(n) - 1), d, j + 1);
        }
        if (const int day = weekday_of(w(j)); day && !counted) {
            Date d = m_now - 1;
            while (iso_weekday(d) != day) d = d - 1;
            if (future) {
                d = m_now + 1;
                while (iso_weekday(d) != day) d = d + 1;
                hit.future = true;
            }
            return range(hit, d, d, j + 1);
        }
        if (month_of(w(j)) && !counted && !future) { // "last February"
            const int month = month_of(w(j));
            int y = to_civil(m_now).year;
            if (month_range(y, month).to >= m_now) --y;
            return range(hit, month_range(y, month).from, month_range(y, month).to, j + 1);
        }
        return false;
    }
    if (is(i, {"this", "current", "ce", "cette", "actuel", "actuelle"}) || (w(m_i) == "this" && (i = m_i, true))) {
        const size_t j = i + 1;
        const int unit = unit_of(w(j));
        if (unit && unit != 6 && !is(j + 1, last) && !is(j + 1, behind_last)) {
            const Grain grains[] = {Grain::day, Grain::day, Grain::week, Grain::month, Grain::quarter, Grain::year};
            if (unit == 7) return weekend(hit, false, j + 1);
            const Grain g = grains[unit];
            return range(hit, period_start(m_now, g), period_end(m_now, g), j + 1);
        }
    }
    // French order: "7 derniers jours", "semaine dernière", "dernières 24"…
    if (i < m_t.size() && m_t[i].number && !m_t[i].percent && !m_t[i].scaled && (is(i + 1, last) || is(i + 1, next)) &&
        unit_of(w(i + 2)))
        return span(hit, unit_of(w(i + 2)), num(i), true, is(i + 1, next), i + 3);
    if (i < m_t.size() && m_t[i].number && unit_of(w(i + 1)) &&
        (is(i + 2, behind_last) || is(i + 2, behind_next) || (w(i + 2) == "a" && w(i + 3) == "venir")))
        return span(hit, unit_of(w(i + 1)), num(i), true, !is(i + 2, behind_last), w(i + 2) == "a" ? i + 4 : i + 3);
    if (unit_of(w(i)) && (is(i + 1, behind_last) || is(i + 1, behind_next)) && !of_month(i + 2))
        return span(hit, unit_of(w(i)), 1, false, is(i + 1, behind_next), i + 2);
    if (unit_of(w(i)) == 1 && false) return false;
    if (is(i, {"week"}) && w(i + 1) == "end" && is(i + 2, behind_last)) return weekend(hit, false, i + 3);
    if (weekday_of(w(i)) && is(i + 1, behind_last)) {
        Date d = m_now - 1;
        while (iso_weekday(d) != weekday_of(w(i))) d = d - 1;
        return range(hit, d, d, i + 2);
    }
    if (month_of(w(i)) && is(i + 1, behind_last)) {
        int y = to_civil(m_now).year;
        if (month_range(y, month_of(w(i))).to >= m_now) --y;
        return range(hit, month_range(y, month_of(w(i))).from, month_range(y, month_of(w(i))).to, i + 2);
    }
    // "two weeks ago", "il y a deux semaines"
    if (i < m_t.size() && m_t[i].number && unit_of(w(i + 1)) && w(i + 2) == "ago")
        return ago(hit, unit_of(w(i + 1)), num(i), i + 3);
    if (w(i) == "il" && w(i + 1) == "y" && w(i + 2) == "a" && i + 3 < m_t.size() && m_t[i + 3].number && unit_of(w(i + 4)))
        return ago(hit, unit_of(w(i + 4)), num(i + 3), i + 5);
    // "over the next fortnight" is caught above; "in the coming days"
    return false;
}

bool PeriodFinder::weekend(PeriodHit& hit, bool future, size_t to) {
    Date d = m_now - 1;
    while (iso_weekday(d) != 7) d = d - 1;
    if (future) d = d + 7;
    hit.future = future;
    return range(hit, d - 1, d, to);
}

bool PeriodFinder::span(PeriodHit& hit, int unit, int n, bool counted, bool future, size_t to) {
    hit.future = future;
    hit.units = n;
    if (unit == 7) return weekend(hit, future, to);
    if (unit == 6) {
        n *= 2;
        unit = 2;
    }
    const Grain grains[] = {Grain::day, Grain::day, Grain::week, Grain::month, Grain::quarter, Grain::year};
    const Grain g = grains[unit];
    if (unit == 1) {
        if (future) return range(hit, m_now, m_now + (n - 1), to);
        return range(hit, m_now - n, m_now - 1, to);
    }
    (void)counted;
    const Date here = period_start(m_now, g);
    if (future) { // on the first day of a period that one is still to come
        const Date first = here == m_now ? here : add_periods(here, g, 1);
        return range(hit, first, add_periods(first, g, n) - 1, to);
    }
    return range(hit, add_periods(here, g, -n), here - 1, to);
}

std::vector<PeriodHit> find_periods(const std::vector<Token>& tokens, Language language, std::optional<DateRange> data,
                                    Date now) {
    return PeriodFinder(tokens, language, data, now).find();
}

} // namespace plumbline::assistant
