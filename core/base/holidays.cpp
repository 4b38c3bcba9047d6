// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/holidays.h"

#include <algorithm>
#include <functional>
#include <map>

#include "core/base/error.h"
#include "core/base/holidays_rules.h"

namespace plumbline {

using namespace holiday_rules;

namespace {

using Rule = void (*)(Year&);

void swiss(Year& y) {
    y.new_year();
    y.fixed(1, 2, "Berchtold's Day", "Saint-Berchtold");
    y.good_friday();
    y.easter_monday();
    y.ascension();
    y.whit_monday();
    if (y.year >= 1994) y.fixed(8, 1, "Swiss National Day", "Fête nationale suisse");
    y.christmas();
    y.st_stephen();
}

void french(Year& y) {
    y.new_year();
    y.easter_monday();
    y.labour_day();
    y.fixed(5, 8, "Victory Day", "Victoire 1945");
    y.ascension();
    y.whit_monday();
    y.fixed(7, 14, "Bastille Day", "Fête nationale");
    y.assumption();
    y.all_saints();
    y.fixed(11, 11, "Armistice Day", "Armistice 1918");
    y.christmas();
}

void german(Year& y) {
    y.new_year();
    y.good_friday();
    y.easter_monday();
    y.labour_day();
    y.ascension();
    y.whit_monday();
    if (y.year >= 1990) y.fixed(10, 3, "German Unity Day", "Jour de l'unité allemande");
    if (y.year == 2017) y.fixed(10, 31, "Reformation Day", "Fête de la Réformation"); // the 500th, once everywhere
    y.christmas();
    y.st_stephen();
}

void austrian(Year& y) {
    y.new_year();
    y.epiphany();
    y.easter_monday();
    y.labour_day();
    y.ascension();
    y.whit_monday();
    y.corpus_christi();
    y.assumption();
    y.fixed(10, 26, "Austrian National Day", "Fête nationale autrichienne");
    y.all_saints();
    y.immaculate_conception();
    y.christmas();
    y.st_stephen();
}

void italian(Year& y) {
    y.new_year();
    y.epiphany();
    y.easter_monday();
    y.fixed(4, 25, "Liberation Day", "Fête de la Libération");
    y.labour_day();
    y.fixed(6, 2, "Republic Day", "Fête de la République");
    y.assumption();
    if (y.year >= 2026) y.fixed(10, 4, "Saint Francis' Day", "Saint-François"); // law 151 of 2025
    y.all_saints();
    y.immaculate_conception();
    y.christmas();
    y.st_stephen();
}

void spanish(Year& y) {
    y.new_year();
    y.epiphany();
    y.good_friday();
    y.labour_day();
    y.assumption();
    y.fixed(10, 12, "National Day of Spain", "Fête nationale espagnole");
    y.all_saints();
    y.fixed(12, 6, "Constitution Day", "Jour de la Constitution");
    y.immaculate_conception();
    y.christmas();
}

/// England and Wales. The substitute day is added to the day itself, since people celebrate, and shop, on both.
void british(Year& y) {
    y.new_year();
    if (const Date day = y.on(1, 1); iso_weekday(day) > 5) y.substitute(1, 9 - iso_weekday(day), "New Year's Day", "Nouvel An");
    y.good_friday();
    y.easter_monday();
    if (y.year == 1995 || y.year == 2020)
        y.fixed(5, 8, "Early May Bank Holiday", "Férié de début mai"); // moved to Victory Day
    else if (y.year >= 1978)
        y.nth(5, 1, 1, "Early May Bank Holiday", "Férié de début mai");
    const bool jubilee = y.year == 2002 || y.year == 2012 || y.year == 2022;
    if (jubilee)
        y.fixed(6, y.year == 2022 ? 2 : 4, "Spring Bank Holiday", "Férié de printemps");
    else
        y.last(5, 1, "Spring Bank Holiday", "Férié de printemps");
    if (jubilee) y.fixed(6, y.year == 2012 ? 5 : 3, "Jubilee of Queen Elizabeth II", "Jubilé d'Élisabeth II");
    if (y.year == 2011) y.fixed(4, 29, "Royal Wedding", "Mariage royal");
    if (y.year == 2022) y.fixed(9, 19, "State Funeral of Queen Elizabeth II", "Funérailles d'Élisabeth II");
    if (y.year == 2023) y.fixed(5, 8, "Coronation of King Charles III", "Couronnement de Charles III");
    y.last(8, 1, "Summer Bank Holiday", "Férié d'été");
    y.christmas();
    y.fixed(12, 26, "Boxing Day", "Boxing Day");
    const int weekday = iso_weekday(y.on(12, 25));
    if (weekday == 6) y.substitute(12, 27, "Christmas Day", "Noël");
    if (weekday == 7) y.substitute(12, 27, "Christmas Day", "Noël");
    if (weekday == 5) y.substitute(12, 28, "Boxing Day", "Boxing Day");
    if (weekday == 6) y.substitute(12, 28, "Boxing Day", "Boxing Day");
}

void irish(Year& y) {
    y.new_year();
    if (y.year >= 2023) { // 1 February where that is a Friday, else the month's first Monday
        if (iso_weekday(y.on(2, 1)) == 5)
            y.fixed(2, 1, "Saint Brigid's Day", "Sainte-Brigitte");
        else
            y.nth(2, 1, 1, "Saint Brigid's Day", "Sainte-Brigitte");
    }
    y.fixed(3, 17, "Saint Patrick's Day", "Saint-Patrick");
    if (y.year == 2022) y.fixed(3, 18, "Day of Remembrance", "Jour du souvenir");
    y.easter_monday();
    if (y.year >= 1994) y.nth(5, 1, 1, "May Day", "Férié de mai");
    y.nth(6, 1, 1, "June Holiday", "Férié de juin");
    y.nth(8, 1, 1, "August Holiday", "Férié d'août");
    y.last(10, 1, "October Holiday", "Férié d'octobre");
    y.christmas();
    y.st_stephen();
}

void american(Year& y) {
    y.new_year();
    if (y.year >= 1986) y.nth(1, 1, 3, "Martin Luther King Jr. Day", "Jour de Martin Luther King");
    y.nth(2, 1, 3, "Washington's Birthday", "Anniversaire de Washington");
    y.last(5, 1, "Memorial Day", "Memorial Day");
    if (y.year >= 2021) y.fixed(6, 19, "Juneteenth", "Juneteenth");
    y.fixed(7, 4, "Independence Day", "Fête de l'Indépendance");
    y.nth(9, 1, 1, "Labor Day", "Labor Day");
    y.nth(10, 1, 2, "Columbus Day", "Columbus Day");
    y.fixed(11, 11, "Veterans Day", "Jour des anciens combattants");
    y.nth(11, 4, 4, "Thanksgiving", "Thanksgiving");
    y.christmas();
}

void canadian(Year& y) {
    y.new_year();
    if (y.year >= 2008) y.nth(2, 1, 3, "Family Day", "Jour de la famille");
    y.good_friday();
    y.add(y.on(5, 24) - (iso_weekday(y.on(5, 24)) - 1), "Victoria Day", "Fête de la Reine"); // the Monday before 25 May
    y.fixed(7, 1, "Canada Day", "Fête du Canada");
    y.nth(9, 1, 1, "Labour Day", "Fête du Travail");
    if (y.year >= 2021) y.fixed(9, 30, "Day for Truth and Reconciliation", "Journée de la vérité et de la réconciliation");
    y.nth(10, 1, 2, "Thanksgiving", "Action de grâce");
    y.fixed(11, 11, "Remembrance Day", "Jour du Souvenir");
    y.christmas();
    y.fixed(12, 26, "Boxing Day", "Lendemain de Noël");
}

void brazilian(Year& y) {
    y.new_year();
    y.from_easter(-48, "Carnival Monday", "Lundi de carnaval");
    y.from_easter(-47, "Carnival Tuesday", "Mardi gras");
    y.good_friday();
    y.fixed(4, 21, "Tiradentes", "Tiradentes");
    y.labour_day();
    y.corpus_christi();
    y.fixed(9, 7, "Independence Day", "Fête de l'Indépendance");
    y.fixed(10, 12, "Our Lady of Aparecida", "Notre-Dame d'Aparecida");
    y.fixed(11, 2, "All Souls' Day", "Jour des morts");
    y.fixed(11, 15, "Republic Day", "Proclamation de la République");
    if (y.year >= 2024) y.fixed(11, 20, "Black Awareness Day", "Jour de la conscience noire");
    y.christmas();
}

void indian(Year& y) {
    y.fixed(1, 26, "Republic Day", "Jour de la République");
    y.add(holi(y.year), "Holi", "Holi");
    y.good_friday();
    y.add(buddha_purnima(y.year), "Buddha Purnima", "Bouddha Purnima");
    for (const Date day : eid_al_fitr(y.year)) y.add(day, "Eid al-Fitr", "Aïd el-Fitr");
    for (const Date day : eid_al_adha(y.year)) y.add(day, "Eid al-Adha", "Aïd el-Adha");
    y.fixed(8, 15, "Independence Day", "Fête de l'Indépendance");
    y.fixed(10, 2, "Gandhi Jayanti", "Anniversaire de Gandhi");
    y.add(dussehra(y.year), "Dussehra", "Dussehra");
    y.add(diwali(y.year), "Diwali", "Diwali");
    y.add(guru_nanak(y.year), "Guru Nanak Jayanti", "Anniversaire de Guru Nanak");
    y.christmas();
}

const std::map<std::string, Rule, std::less<>>& rules() {
    static const std::map<std::string, Rule, std::less<>> all{
        {"CH", swiss},   {"FR", french}, {"DE", german},   {"AT", austrian}, {"IT", italian},   {"ES", spanish},
        {"UK", british}, {"IE", irish},  {"US", american}, {"CA", canadian}, {"BR", brazilian}, {"IN", indian}};
    return all;
}

Rule rule_of(std::string_view country) {
    const auto found = rules().find(country);
    if (found == rules().end()) {
        std::string all;
        for (const std::string& code : holiday_countries()) all += (all.empty() ? "" : ", ") + code;
        throw Error(ErrorCode::usage,
                    {{"detail", "no holiday calendar for \"" + std::string(country) + "\"; there are " + all + "."}});
    }
    return found->second;
}

std::vector<Holiday> collect(Rule rule, int from, int to) {
    std::vector<Holiday> days;
    for (int year = from; year <= to; ++year) {
        Year y(year, days);
        rule(y);
    }
    std::stable_sort(days.begin(), days.end(), [](const Holiday& a, const Holiday& b) { return a.day < b.day; });
    return days;
}

} // namespace

const std::vector<std::string>& holiday_countries() {
    static const std::vector<std::string> all{"CH", "FR", "DE", "AT", "IT", "ES", "UK", "IE", "US", "CA", "BR", "IN"};
    return all;
}

std::vector<Holiday> public_holidays(std::string_view country, int from, int to) { return collect(rule_of(country), from, to); }

std::vector<Holiday> commercial_days(std::string_view country, int from, int to) {
    rule_of(country); // known?
    std::vector<Holiday> days;
    for (int year = from; year <= to; ++year) add_commercial_days(country, year, days);
    for (Holiday& h : days) h.commercial = true;
    std::stable_sort(days.begin(), days.end(), [](const Holiday& a, const Holiday& b) { return a.day < b.day; });
    return days;
}

Date easter(int year) {
    const int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    const int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
    const int m = (a + 11 * h + 22 * l) / 451, sum = h + l - 7 * m + 114;
    return from_civil({year, static_cast<unsigned>(sum / 31), static_cast<unsigned>(sum % 31 + 1)});
}

} // namespace plumbline
