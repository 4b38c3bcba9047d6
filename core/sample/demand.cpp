// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sample/demand.h"

#include <cmath>
#include <numbers>

namespace plumbline::sample {

namespace {

constexpr double year_days = 365.25;

/// Harmonics of the year; 1 on average.
double yearly(Date day) {
    const BaselineRecipe& b = baseline_recipe();
    const int day_of_year = day - from_civil({to_civil(day).year, 1, 1}) + 1;
    double factor = 1;
    for (size_t h = 0; h < 2; ++h)
        factor += b.year_amplitude[h] *
                  std::cos(2 * std::numbers::pi * static_cast<double>(h + 1) * (day_of_year - b.year_peak[h]) / year_days);
    return factor;
}

} // namespace

double years_from_reference(Date day) { return (day - reference_day()) / year_days; }

Demand make_demand(uint64_t seed) {
    const BaselineRecipe& recipe = baseline_recipe();
    const DateRange& days = sample_days();
    Random market(seed, 1), noise(seed, 2);
    Demand out;
    double competitor = 0, drift = 0, mood = 0;
    for (Date day = days.from; day <= days.to; day = day + 1) {
        double event = 1, spend_event = 1, discount = 0;
        for (const EventRecipe& e : event_recipes())
            if (*parse_iso_date(e.from) <= day && day <= *parse_iso_date(e.to)) {
                event = e.factor;
                spend_event = e.spend_factor;
                if (e.name.ends_with("sale")) discount = 6;
                if (e.name == "Black Friday") discount = 9;
            }
        if (iso_weekday(day) == 1) drift = 0.8 * drift + market.normal(0, 0.9);
        competitor = 0.93 * competitor + market.normal(0, 2.2);
        const double price = std::round((100 + drift - discount) * 10) / 10;
        const double rival = std::round((100 + competitor) * 10) / 10;
        mood = recipe.mood_memory * mood + noise.normal(0, recipe.mood_sd);
        const double weekday = recipe.weekday[static_cast<size_t>(iso_weekday(day) - 1)];
        const double season = yearly(day) * event;
        out.price_index.push_back(price);
        out.competitor_index.push_back(rival);
        out.season.push_back(season);
        out.spend_season.push_back(yearly(day));
        out.spend_event.push_back(spend_event);
        out.weekday.push_back(weekday);
        out.baseline.push_back(recipe.level * std::pow(1 + recipe.growth, years_from_reference(day)) * season * weekday *
                               std::pow(price / 100, recipe.price_elasticity) *
                               std::exp(recipe.competitor_effect * (rival / 100 - 1)));
        out.mood.push_back(std::exp(mood));
    }
    return out;
}

} // namespace plumbline::sample
