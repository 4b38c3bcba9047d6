// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/base/holidays.h"

namespace plumbline::holiday_rules {

/// One year being filled: what the countries' rules are written in.
struct Year {
    int year;
    Date easter_sunday;
    std::vector<Holiday>& out;

    Year(int y, std::vector<Holiday>& days) : year(y), easter_sunday(easter(y)), out(days) {}

    Date on(int month, int day) const { return from_civil({year, static_cast<unsigned>(month), static_cast<unsigned>(day)}); }
    void add(Date day, std::string name, std::string name_fr) {
        out.push_back({day, std::move(name), std::move(name_fr), false});
    }
    void fixed(int month, int day, std::string name, std::string name_fr) {
        add(on(month, day), std::move(name), std::move(name_fr));
    }
    /// n-th weekday (1 Monday) of the month.
    Date nth_day(int month, int weekday, int n) const;
    /// Last weekday of the month.
    Date last_day(int month, int weekday) const;
    void nth(int month, int weekday, int n, std::string name, std::string name_fr) {
        add(nth_day(month, weekday, n), std::move(name), std::move(name_fr));
    }
    void last(int month, int weekday, std::string name, std::string name_fr) {
        add(last_day(month, weekday), std::move(name), std::move(name_fr));
    }
    void from_easter(int days, std::string name, std::string name_fr) {
        add(easter_sunday + days, std::move(name), std::move(name_fr));
    }
    void substitute(int month, int day, const std::string& name, const std::string& name_fr) {
        fixed(month, day, name + " (substitute)", name_fr + " (report)");
    }
    void new_year() { fixed(1, 1, "New Year's Day", "Nouvel An"); }
    void epiphany() { fixed(1, 6, "Epiphany", "Épiphanie"); }
    void good_friday() { from_easter(-2, "Good Friday", "Vendredi saint"); }
    void easter_monday() { from_easter(1, "Easter Monday", "Lundi de Pâques"); }
    void labour_day() { fixed(5, 1, "Labour Day", "Fête du Travail"); }
    void ascension() { from_easter(39, "Ascension Day", "Ascension"); }
    void whit_monday() { from_easter(50, "Whit Monday", "Lundi de Pentecôte"); }
    void corpus_christi() { from_easter(60, "Corpus Christi", "Fête-Dieu"); }
    void assumption() { fixed(8, 15, "Assumption", "Assomption"); }
    void all_saints() { fixed(11, 1, "All Saints' Day", "Toussaint"); }
    void immaculate_conception() { fixed(12, 8, "Immaculate Conception", "Immaculée Conception"); }
    void christmas() { fixed(12, 25, "Christmas Day", "Noël"); }
    void st_stephen() { fixed(12, 26, "Saint Stephen's Day", "Saint-Étienne"); }
};

void add_commercial_days(std::string_view country, int year, std::vector<Holiday>& out);

// The Indian calendar goes by sun and moon; days as kept in Delhi. In a few years they are a day off what is gazetted.
Date holi(int year);
Date buddha_purnima(int year);
Date dussehra(int year);
Date diwali(int year);
Date guru_nanak(int year);
/// By the crescent that can be seen in Delhi; twice in some years.
std::vector<Date> eid_al_fitr(int year);
std::vector<Date> eid_al_adha(int year);

} // namespace plumbline::holiday_rules
