// SPDX-License-Identifier: GPL-3.0-or-later
// Two families of made-up business series for judging what was not looked at: see bench/README.md. Both make days; weeks and
// months are sums of whole ones.
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "bench/forecast_series.h"
#include "core/base/date.h"
#include "core/base/holidays.h"
#include "core/base/random.h"
#include "core/forecast/series.h"

namespace plumbline::bench {

namespace {

constexpr std::array frequencies{'D', 'W', 'M'};

struct Chance {
    Random random;
    bool yes(double p) { return random.uniform() < p; }
    double between(double low, double high) { return random.uniform(low, high); }
    int whole(int low, int high) { return low + static_cast<int>(random.below(static_cast<uint64_t>(high - low + 1))); }
    /// Student's t with unit scale.
    double heavy(double freedom) { return random.normal() / std::sqrt(random.gamma(freedom / 2, 2) / freedom); }
};

/// Days of a history of `frequency`, short ones now and then.
int length_of(char frequency, Chance& c) {
    const bool few = c.yes(0.2);
    if (frequency == 'D') return few ? c.whole(100, 240) : c.whole(365, 1400);
    if (frequency == 'W') return 7 * (few ? c.whole(45, 90) : c.whole(104, 260));
    return static_cast<int>(30.44 * (few ? c.whole(30, 45) : c.whole(48, 140)));
}

NamedSeries summed(std::string name, char frequency, int first, const std::vector<double>& y) {
    forecast::RawSeries raw;
    for (size_t t = 0; t < y.size(); ++t) {
        raw.ds.push_back(first + static_cast<double>(t));
        raw.y.push_back(y[t]);
    }
    forecast::SeriesAsk ask;
    if (frequency != 'D') ask.grain = frequency == 'W' ? Grain::week : Grain::month;
    return {std::move(name), frequency,
            frequency == 'D'   ? 28
            : frequency == 'W' ? 8
                               : 12,
            forecast::make_series(raw, ask).series};
}

/// Distance in days to the nearest of some days.
int nearest(const std::vector<int>& days, int day) {
    const auto at = std::lower_bound(days.begin(), days.end(), day);
    int best = 10'000;
    if (at != days.end()) best = std::abs(*at - day) < std::abs(best) ? day - *at : best;
    if (at != days.begin() && std::abs(day - *(at - 1)) < std::abs(best)) best = day - *(at - 1);
    return best;
}

} // namespace

std::vector<NamedSeries> shop_series(int of_each, uint64_t seed) {
    std::vector<NamedSeries> out;
    std::vector<int> easters, fridays;
    for (int year = 2005; year < 2035; ++year) {
        easters.push_back(easter(year).days);
        const int first = from_civil({year, 11, 1}).days;
        fridays.push_back(first + (((1 - first) % 7) + 7) % 7 + 21); // 1 January 1970 was a Thursday, so Fridays are 1 modulo 7
    }
    for (size_t f = 0; f < frequencies.size(); ++f)
        for (int j = 0; j < of_each; ++j) {
            Chance c{Random(seed, 70'000 + f * 1'000 + static_cast<uint64_t>(j))};
            const int n = length_of(frequencies[f], c), first = 13'000 + c.whole(0, 3'000);
            const double size = std::exp(c.between(3, 11));
            // The level: growth that changes, steps that stay, steps that fade.
            double slope = c.between(-0.15, 0.3) / 365.25, level = 0, fading = 0, noise = 0;
            const double wander = c.yes(0.6) ? std::exp(c.between(-6.5, -4.3)) : 0, breaks = c.yes(0.4) ? 1.5 / n : 0,
                         steps = c.yes(0.35) ? 1.3 / n : 0, fades = c.yes(0.25) ? 2.0 / n : 0;
            const double spread = std::exp(c.between(-3.5, -1.2)), rho = c.between(-0.1, 0.75), freedom = c.between(3, 12);
            const bool additive = c.yes(0.3), rare = c.yes(0.1);
            std::array<double, 7> week{};
            const int kind = c.whole(0, 3); // Thursday is day 0 of 1970, so Saturday and Sunday are 2 and 3
            for (size_t d = 0; d < 7; ++d) week[d] = (kind == 0 ? 0.05 : 0.15) * c.random.normal();
            if (kind == 1) week[2] = week[3] = -c.between(0.3, 1.2);
            if (kind == 2) week[2] += c.between(0.1, 0.5), week[3] += c.between(0.1, 0.5);
            // The year: bumps at fixed places.
            struct Bump {
                double at, width, height;
            };
            std::vector<Bump> bumps;
            if (c.yes(0.8))
                for (int b = c.whole(1, 4); b > 0; --b)
                    bumps.push_back({c.between(0, 365), c.between(8, 70), c.between(-0.35, 0.6)});
            const double easter_lift = c.yes(0.5) ? c.between(-0.6, 0.6) : 0, friday_lift = c.yes(0.4) ? c.between(0.2, 1.2) : 0,
                         month_end = c.yes(0.3) ? c.between(-0.2, 0.3) : 0;
            // Promotions: every so many weeks, and some that come by chance.
            const int every = c.yes(0.35) ? 7 * c.whole(4, 26) : 0, lasts = c.whole(1, 7), begins = c.whole(0, 180);
            const double lift = c.between(0.2, 0.9), dip = c.between(0, 0.3),
                         by_chance = c.yes(0.3) ? c.between(0.003, 0.015) : 0;
            const double wild = c.yes(0.15) ? 1.5 / n : 0;
            int running = 0;
            std::vector<double> y;
            for (int t = 0; t < n; ++t) {
                const int day = first + t;
                if (c.yes(breaks)) slope = c.between(-0.3, 0.4) / 365.25;
                if (c.yes(steps)) level += c.between(-0.45, 0.45);
                if (c.yes(fades)) fading = c.between(-0.6, 0.6);
                fading *= 0.97;
                level += slope + wander * c.random.normal();
                noise = rho * noise + std::sqrt(1 - rho * rho) * c.heavy(freedom);
                const CivilDate date = to_civil({day});
                const double place = day - from_civil({date.year, 1, 1}).days;
                double season = week[static_cast<size_t>(day % 7)];
                for (const Bump& b : bumps) {
                    const double away = std::remainder(place - b.at, 365.25) / b.width;
                    season += b.height * std::exp(-away * away / 2);
                }
                if (const int e = nearest(easters, day); e >= -4 && e <= 1) season += easter_lift;
                if (const int e = nearest(fridays, day); e >= -1 && e <= 3) season += friday_lift;
                if (date.day >= 28 || date.day <= 1) season += month_end;
                if (every > 0) {
                    const int since = (t + begins) % every;
                    season += since < lasts ? lift : since < 2 * lasts ? -dip * lift : 0;
                }
                if (running <= 0 && c.yes(by_chance)) running = c.whole(1, 6);
                if (running-- > 0) season += lift;
                double v = additive ? size * (std::exp(level) * (1 + spread * noise) + season + fading)
                                    : size * std::exp(level + season + fading + spread * noise);
                if (rare) v = c.yes(0.35 * std::exp(std::min(1.0, level + season))) ? std::exp(2 + 0.6 * c.random.normal()) : 0;
                v = std::max(0.0, v);
                if (c.yes(wild)) v *= c.yes(0.3) ? 0 : c.between(5, 40);
                y.push_back(v);
            }
            out.push_back(summed("shop_" + std::string(1, frequencies[f]) + std::to_string(j), frequencies[f], first, y));
        }
    return out;
}

std::vector<NamedSeries> market_series(int of_each, uint64_t seed) {
    std::vector<NamedSeries> out;
    for (size_t f = 0; f < frequencies.size(); ++f)
        for (int j = 0; j < of_each; ++j) {
            Chance c{Random(seed, 90'000 + f * 1'000 + static_cast<uint64_t>(j))};
            const int n = length_of(frequencies[f], c), first = 12'000 + c.whole(0, 4'000), warm_up = 200;
            // Customers are won by advertising in flights and by word of mouth; they come back for a while.
            const double base = std::exp(c.between(1, 7)), stays = c.between(0.985, 0.999), comes_back = c.between(0.005, 0.05),
                         basket = c.yes(0.6) ? std::exp(c.between(2, 5)) : 1;
            const double launch = c.yes(0.25) ? c.between(60, 400) : 0, mood_freedom = c.between(4, 10);
            const int flight_gap = c.whole(30, 120), flight_long = c.whole(7, 28);
            const double flight_pull = c.yes(0.5) ? c.between(0.2, 1.5) : 0, carry = c.between(0.5, 0.95);
            // Weather and mood: a swing of no fixed period; volatility that comes in bunches.
            const double swing_period = c.between(20, 300), swing_damping = c.between(0.95, 0.998),
                         swing_size = c.between(0, 0.12);
            const double swing_a = 2 * swing_damping * std::cos(2 * std::numbers::pi / swing_period),
                         swing_b = -swing_damping * swing_damping;
            double swing = 0, swing_before = 0, volatility = 1, customers = base / (1 - stays) * 0.5, heat = 0, pull = 0,
                   price = 0;
            const double restless = c.between(0.03, 0.25);
            std::array<double, 7> share{};
            double whole = 0;
            const double evenness = std::exp(c.between(0.5, 4));
            for (double& s : share) whole += s = c.random.gamma(evenness, 1);
            for (double& s : share) s *= 7 / whole;
            const bool closes = c.yes(0.25), shuts_sunday = c.yes(0.15);
            const int sunday = 3, spring = c.whole(0, 364);
            const double sun = c.yes(0.7) ? c.between(0.05, 0.5) : 0, sharp = c.between(0, 1),
                         gifts = c.yes(0.5) ? c.between(0.1, 1) : 0;
            const std::string country = holiday_countries()[c.random.below(holiday_countries().size())];
            const CivilDate from = to_civil({first - warm_up}), to = to_civil({first + n});
            std::vector<int> feasts;
            for (const Holiday& h : public_holidays(country, from.year, to.year + 1)) feasts.push_back(h.day.days);
            std::sort(feasts.begin(), feasts.end());
            const double feast = closes ? 0 : c.between(0.5, 1.4);
            const double new_price = c.yes(0.4) ? 1.5 / n : 0, outage = c.yes(0.25) ? 2.0 / n : 0,
                         viral = c.yes(0.25) ? 2.5 / n : 0;
            const double size = std::exp(c.between(0, 4));
            int next_flight = c.whole(0, flight_gap), flying = 0, dark = 0;
            std::vector<double> y;
            for (int t = -warm_up; t < n; ++t) {
                const int day = first + t;
                const CivilDate date = to_civil({day});
                const double place = 2 * std::numbers::pi * (day - from_civil({date.year, 1, 1}).days - spring) / 365.25;
                const double year = std::exp(sun * (std::cos(place) + sharp * 0.5 * std::cos(2 * place + 1)));
                if (flight_pull > 0 && next_flight-- <= 0) {
                    flying = flight_long;
                    next_flight = static_cast<int>(flight_gap * c.between(0.6, 1.4));
                }
                pull = carry * pull + (1 - carry) * (flying-- > 0 ? flight_pull : 0);
                if (c.yes(viral)) heat = c.between(0.5, 4);
                heat *= 0.85;
                if (c.yes(new_price)) price += c.between(-0.3, 0.25);
                const double ripe = launch > 0 ? 1 / (1 + std::exp(-(t - launch) / (launch / 4))) : 1;
                customers = stays * customers + base * 0.5 * ripe * (1 + pull);
                volatility = 0.9 * volatility + 0.1 * std::pow(c.random.normal(), 2);
                const double shock = c.heavy(mood_freedom);
                const double here = swing_a * swing + swing_b * swing_before + swing_size * 0.1 * c.random.normal();
                swing_before = swing;
                swing = std::clamp(here, -0.5, 0.5);
                double mean = (base * ripe * (1 + pull + heat) + comes_back * customers * 10) * year *
                              std::exp(price + swing + restless * std::sqrt(volatility) * shock) *
                              share[static_cast<size_t>(day % 7)];
                if (date.month == 12 && date.day < 24) mean *= 1 + gifts * date.day / 24.0;
                if (std::binary_search(feasts.begin(), feasts.end(), day)) mean *= feast;
                if (shuts_sunday && day % 7 == sunday) mean = 0;
                if (dark <= 0 && c.yes(outage)) dark = c.whole(1, 5);
                if (dark-- > 0) mean *= 0.1;
                const double bought = static_cast<double>(c.random.negative_binomial(std::min(mean, 1e8), size * 20));
                const double v =
                    basket > 1 && bought > 0 ? bought * basket * std::exp(0.3 / std::sqrt(bought) * c.random.normal()) : bought;
                if (t >= 0) y.push_back(v);
            }
            out.push_back(summed("market_" + std::string(1, frequencies[f]) + std::to_string(j), frequencies[f], first, y));
        }
    return out;
}

} // namespace plumbline::bench
