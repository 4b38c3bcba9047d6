// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/holidays_rules.h"

namespace plumbline::holiday_rules {

namespace {

void period(std::vector<Holiday>& out, Date from, int days, const char* name, const char* name_fr) {
    for (int i = 0; i < days; ++i) out.push_back({from + i, name, name_fr, true});
}

/// Code de commerce L310-3 and D310-15-2: four weeks (six until 2019) from the second Wednesday of January, a week earlier where
/// that comes after the 12th, and from the last Wednesday of June, a week earlier where that comes after the 28th; the pandemic
/// moved three.
void french_sales(const Year& y, std::vector<Holiday>& out) {
    Date winter = y.nth_day(1, 3, 2);
    if (winter > y.on(1, 12)) winter = winter - 7;
    if (y.year == 2021) winter = y.on(1, 20);
    Date summer = y.last_day(6, 3);
    if (summer > y.on(6, 28)) summer = summer - 7;
    if (y.year == 2020) summer = y.on(7, 15);
    if (y.year == 2021) summer = y.on(6, 30);
    const int days = y.year >= 2020 ? 28 : 42;
    period(out, winter, days, "Winter sales", "Soldes d'hiver");
    period(out, summer, days, "Summer sales", "Soldes d'été");
}

void sales(std::string_view country, const Year& y, std::vector<Holiday>& out) {
    const auto both = [&](Date winter, int winter_days, Date summer, int summer_days) {
        period(out, winter, winter_days, "Winter sales", "Soldes d'hiver");
        period(out, summer, summer_days, "Summer sales", "Soldes d'été");
    };
    if (country == "FR") return french_sales(y, out);
    if (country == "IT") { // the regions agreed on the working day before Epiphany and the first Saturday of July
        Date winter = y.on(1, 5);
        while (iso_weekday(winter) == 7) winter = winter - 1;
        return both(winter, 60, y.nth_day(7, 6, 1), 60);
    }
    if (country == "ES") return both(y.on(1, 7), 54, y.on(7, 1), 62);
    // Custom since the law of 1986 fell in 2004: the last Mondays of January and July, two weeks.
    if (country == "DE" || country == "AT" || country == "CH") return both(y.last_day(1, 1), 13, y.last_day(7, 1), 13);
    if (country == "UK" || country == "IE") {
        period(out, y.on(12, 26), 6, "Winter sales", "Soldes d'hiver");
        period(out, y.on(1, 1), 14, "Winter sales", "Soldes d'hiver");
    }
    if (country == "CA") period(out, y.on(12, 26), 6, "Boxing Week", "Semaine du Boxing Day");
}

void mothers_day(std::string_view country, Year& y) {
    Date day = y.nth_day(5, 7, 2);
    if (country == "UK" || country == "IE") day = y.easter_sunday - 21;
    if (country == "ES") day = y.nth_day(5, 7, 1);
    if (country == "FR") { // the last Sunday of May, or the first of June where that is Pentecost
        day = y.last_day(5, 7);
        if (day == y.easter_sunday + 49) day = day + 7;
    }
    y.add(day, "Mother's Day", "Fête des mères");
}

void fathers_day(std::string_view country, Year& y) {
    if (country == "IT" || country == "ES") return y.fixed(3, 19, "Father's Day", "Fête des pères");
    if (country == "DE") return y.from_easter(39, "Father's Day", "Fête des pères");
    if (country == "AT") return y.nth(6, 7, 2, "Father's Day", "Fête des pères");
    if (country == "CH") return y.nth(6, 7, 1, "Father's Day", "Fête des pères");
    if (country == "BR") return y.nth(8, 7, 2, "Father's Day", "Fête des pères");
    y.nth(6, 7, 3, "Father's Day", "Fête des pères");
}

} // namespace

Date Year::nth_day(int month, int weekday, int n) const {
    const Date first = on(month, 1);
    return first + (weekday - iso_weekday(first) + 7) % 7 + 7 * (n - 1);
}

Date Year::last_day(int month, int weekday) const {
    const Date end = period_end(on(month, 1), Grain::month);
    return end - (iso_weekday(end) - weekday + 7) % 7;
}

void add_commercial_days(std::string_view country, int year, std::vector<Holiday>& out) {
    Year y(year, out);
    const Date thanksgiving = y.nth_day(11, 4, 4);
    y.add(thanksgiving + 1, "Black Friday", "Black Friday");
    y.add(thanksgiving + 4, "Cyber Monday", "Cyber Monday");
    period(out, y.on(12, 1), 23, "Christmas run-up", "Avant Noël");
    y.fixed(12, 24, "Christmas Eve", "Veille de Noël");
    y.fixed(12, 31, "New Year's Eve", "Saint-Sylvestre");
    if (country == "BR")
        y.fixed(6, 12, "Valentine's Day", "Saint-Valentin");
    else
        y.fixed(2, 14, "Valentine's Day", "Saint-Valentin");
    mothers_day(country, y);
    fathers_day(country, y);
    sales(country, y, out);
    if (country == "BR") y.fixed(3, 15, "Consumer Day", "Jour du consommateur");
    if (country == "US") y.add(y.nth_day(9, 1, 1) - 1, "Labor Day weekend", "Week-end du Labor Day");
    if (country == "IN") {
        const Date day = diwali(year);
        y.add(day - 2, "Dhanteras", "Dhanteras");
        period(out, day - 16, 14, "Diwali run-up", "Avant Diwali");
    }
}

} // namespace plumbline::holiday_rules
