// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/forecast_series.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <numbers>
#include <sstream>

#include "core/base/date.h"
#include "core/base/holidays.h"
#include "core/base/random.h"
#include "core/forecast/series.h"

namespace plumbline::bench {

namespace {

std::vector<std::string> cells(const std::string& line) {
    std::vector<std::string> out;
    std::stringstream in(line);
    for (std::string cell; std::getline(in, cell, ',');) {
        std::erase_if(cell, [](char c) { return c == '"' || c == '\r'; });
        out.push_back(cell);
    }
    return out;
}

double number(const std::string& text) {
    char* end = nullptr;
    const double v = std::strtod(text.c_str(), &end);
    return end == text.c_str() ? std::numeric_limits<double>::quiet_NaN() : v;
}

int horizon_of(char frequency) { return frequency == 'D' ? 28 : frequency == 'W' ? 8 : 12; }

void add(std::vector<NamedSeries>& out, std::string name, char frequency, const forecast::RawSeries& raw,
         std::optional<Grain> grain = {}) {
    forecast::SeriesAsk ask;
    ask.grain = grain;
    ask.wanted = std::vector<std::string>{};
    out.push_back({std::move(name), frequency, horizon_of(frequency), forecast::make_series(raw, ask).series});
}

} // namespace

std::vector<NamedSeries> read_folder(const std::filesystem::path& folder, bool derived) {
    std::vector<NamedSeries> out;
    std::ifstream manifest(folder / "manifest.csv");
    std::string line;
    std::getline(manifest, line);
    while (std::getline(manifest, line)) {
        const auto row = cells(line);
        if (row.size() < 3) continue;
        std::ifstream in(folder / row[0]);
        std::string text;
        std::getline(in, text);
        const auto names = cells(text);
        std::vector<std::vector<double>> columns(names.size());
        while (std::getline(in, text)) {
            const auto c = cells(text);
            for (size_t i = 0; i < names.size(); ++i) {
                const auto day = i == 0 && !c.empty() ? parse_iso_date(c[0]) : std::nullopt;
                columns[i].push_back(i == 0         ? (day ? day->days : std::numeric_limits<double>::quiet_NaN())
                                     : i < c.size() ? number(c[i])
                                                    : std::numeric_limits<double>::quiet_NaN());
            }
        }
        const std::string stem = std::filesystem::path(row[0]).stem().string();
        const char frequency = row[1].empty() ? 'D' : row[1][0];
        add(out, stem, frequency, {columns[0], columns[1], {}});
        if (!derived) continue;
        for (size_t i = 2; i < names.size(); ++i) {
            size_t zeros = 0;
            for (const double v : columns[i]) zeros += v == 0;
            if (zeros * 5 < columns[i].size()) add(out, stem + "/" + names[i], frequency, {columns[0], columns[i], {}});
        }
        if (frequency == 'D') {
            add(out, stem + "/weeks", 'W', {columns[0], columns[1], {}}, Grain::week);
            if (columns[0].size() > 1200) add(out, stem + "/months", 'M', {columns[0], columns[1], {}}, Grain::month);
        }
    }
    return out;
}

std::vector<NamedSeries> simulated_series(int of_each_kind, uint64_t seed) {
    std::vector<NamedSeries> out;
    const std::vector<std::string> kinds{
        "trend_week", "multiplicative_year", "random_walk", "step",     "slope_break",  "intermittent",
        "short",      "weekly_year",         "monthly",     "holidays", "local_season", "noise"};
    const auto easter_days = [] {
        std::vector<int> d;
        for (int y = 2018; y < 2030; ++y) d.push_back(easter(y).days);
        return d;
    }();
    for (size_t k = 0; k < kinds.size(); ++k)
        for (int j = 0; j < of_each_kind; ++j) {
            Random random(seed, k * 1000 + static_cast<uint64_t>(j));
            const std::string& kind = kinds[k];
            const char frequency = kind == "weekly_year" || (kind == "random_walk" && j % 2) ? 'W'
                                   : kind == "monthly"                                       ? 'M'
                                                                                             : 'D';
            const int n = kind == "short"    ? 60 + static_cast<int>(random.below(60))
                          : frequency == 'D' ? 500 + static_cast<int>(random.below(900))
                          : frequency == 'W' ? 160 + static_cast<int>(random.below(120))
                                             : 60 + static_cast<int>(random.below(120));
            const double step = frequency == 'D' ? 1 : frequency == 'W' ? 7 : 30.44, level0 = std::exp(random.uniform(3, 9));
            const double growth = random.uniform(-0.15, 0.35), noise = random.uniform(0.03, 0.2),
                         weekday = random.uniform(0.05, 0.35), year = random.uniform(0.05, 0.4);
            const double phase = random.uniform(0, 6.28), walk = random.uniform(0.002, 0.02), rho = random.uniform(0, 0.8);
            std::vector<double> pattern(7);
            for (double& p : pattern) p = weekday * random.normal();
            double drift = 0, shift = 0, ar = 0, slope = growth;
            const int change = n / 3 + static_cast<int>(random.below(static_cast<uint64_t>(n) / 2));
            NamedSeries s{kind + "_" + std::to_string(j), frequency, horizon_of(frequency), {}};
            for (int t = 0; t < n; ++t) {
                const int day = 17500 + static_cast<int>(std::lround(step * t));
                const double years = step * t / 365.25;
                if (kind == "random_walk") drift += 0.02 * random.normal();
                if (kind == "local_season" || kind == "step") drift += walk * random.normal();
                if (kind == "local_season")
                    for (double& p : pattern) p += 0.004 * random.normal();
                if (kind == "step" && t == change) shift = random.uniform(-0.5, 0.5);
                if (kind == "slope_break" && t == change) slope = random.uniform(-0.6, 0.6);
                drift += (kind == "random_walk" ? 0 : slope) * step / 365.25;
                ar = rho * ar + noise * std::sqrt(1 - rho * rho) * random.normal();
                double z = drift + shift + ar;
                if (frequency == 'D' && kind != "random_walk" && kind != "noise") z += pattern[static_cast<size_t>(day % 7)];
                if (kind == "multiplicative_year" || kind == "weekly_year" || kind == "holidays" || kind == "monthly")
                    z += year * std::sin(2 * std::numbers::pi * years + phase) +
                         0.4 * year * std::cos(4 * std::numbers::pi * years + 2 * phase);
                if (kind == "holidays") {
                    for (const int e : easter_days)
                        if (day >= e - 2 && day <= e + 1) z -= 0.5;
                    const CivilDate c = to_civil({day});
                    if (c.month == 12 && c.day >= 24 && c.day <= 26) z -= 0.7;
                }
                double y = level0 * std::exp(kind == "random_walk" ? z - ar : z);
                if (kind == "intermittent") y = static_cast<double>(random.poisson(0.4 * std::exp(0.3 * std::sin(years * 6.28))));
                if (kind == "monthly")
                    s.series.ds.push_back(add_periods(from_civil({2005, 1, 1}), Grain::month, t).days);
                else
                    s.series.ds.push_back(day);
                s.series.y.push_back(y);
            }
            out.push_back(std::move(s));
        }
    return out;
}

std::vector<NamedSeries> mixed_series(int of_each, uint64_t seed) {
    std::vector<NamedSeries> out;
    std::vector<int> easters;
    for (int y = 2010; y < 2032; ++y) easters.push_back(easter(y).days);
    constexpr char frequencies[] = {'D', 'W', 'M'};
    for (uint64_t f = 0; f < 3; ++f)
        for (int j = 0; j < of_each; ++j) {
            Random random(seed, 50'000 + f * 10'000 + static_cast<uint64_t>(j));
            const char frequency = frequencies[f];
            const auto yes = [&](double p) { return random.uniform(0, 1) < p; };
            const bool few = yes(0.15);
            const int n = frequency == 'D'   ? (few ? 90 : 250) + static_cast<int>(random.below(few ? 150 : 1000))
                          : frequency == 'W' ? (few ? 40 : 110) + static_cast<int>(random.below(few ? 60 : 180))
                                             : (few ? 30 : 50) + static_cast<int>(random.below(few ? 20 : 130));
            const double days_a_step = frequency == 'D' ? 1 : frequency == 'W' ? 7 : 30.44;
            const double level = std::exp(random.uniform(2, 10));
            const double wander = yes(0.7) ? std::exp(random.uniform(-7, -4)) * std::sqrt(days_a_step) : 0;
            const double noise = std::exp(random.uniform(-4, -1.3)) / std::pow(days_a_step, 0.25),
                         rho = random.uniform(-0.1, 0.7);
            double slope = random.uniform(-0.2, 0.4);
            const bool additive = yes(0.3), counts = yes(0.15), peak = yes(0.4), feasts = yes(0.5), payday = yes(0.3);
            const double year = yes(0.75) ? random.uniform(0.03, 0.45) : 0, phase = random.uniform(0, 2 * std::numbers::pi);
            const double sharp = random.uniform(0, 0.5), week = random.uniform(0.03, 0.5), feast = random.uniform(-0.8, 0.3);
            const double promotions = yes(0.4) ? random.uniform(0.005, 0.03) : 0,
                         gaps = yes(0.2) ? random.uniform(0.005, 0.04) : 0;
            const double outliers = yes(0.3) ? random.uniform(0.002, 0.01) : 0, change = wander * 0.3;
            const int step_at = yes(0.35) ? n / 5 + static_cast<int>(random.below(static_cast<uint64_t>(n) * 7 / 10)) : -1;
            const int break_at = yes(0.35) ? n / 5 + static_cast<int>(random.below(static_cast<uint64_t>(n) * 7 / 10)) : -1;
            const double step_size = random.uniform(-0.5, 0.5), new_slope = random.uniform(-0.5, 0.5);
            std::vector<double> weekday(7);
            for (double& v : weekday) v = week * random.uniform(-1, 1);
            if (yes(0.4)) weekday[5] = weekday[6] = -week * random.uniform(1, 2);
            const int first = 15'000 + static_cast<int>(random.below(1'500));
            double walk = 0, trend = 0, ar = 0, running = 0;
            NamedSeries s{"mixed_" + std::string(1, frequency) + std::to_string(j), frequency, horizon_of(frequency), {}};
            for (int t = 0; t < n; ++t) {
                const int day = frequency == 'M' ? add_periods(from_civil({2012, 1, 1}), Grain::month, t).days
                                                 : first + t * static_cast<int>(days_a_step);
                if (t == break_at) slope = new_slope;
                walk += wander * random.normal();
                trend += slope * days_a_step / 365.25;
                ar = rho * ar + noise * std::sqrt(1 - rho * rho) * random.normal();
                const double angle = 2 * std::numbers::pi * day / 365.25 + phase;
                double season = year * (std::sin(angle) + sharp * std::cos(2 * angle + phase) + sharp / 2 * std::sin(5 * angle));
                double special = 0;
                // What days in a step share is averaged over them.
                const int span = std::max(1, static_cast<int>(days_a_step));
                for (int d = day; d < day + span; ++d) {
                    const CivilDate c = to_civil({d});
                    if (peak && ((c.month == 11 && c.day > 20) || (c.month == 12 && c.day < 23))) special += 0.5 * year / span;
                    if (payday && (c.day >= 27 || c.day <= 2)) special += 0.15 / span;
                    if (!feasts) continue;
                    if (c.month == 12 && c.day >= 24 && c.day <= 26) special += feast / span;
                    for (const int e : easters)
                        if (d >= e - 2 && d <= e + 1) special += feast / span;
                }
                if (frequency == 'D') {
                    season += weekday[static_cast<size_t>(day % 7)];
                    for (double& v : weekday) v += change * random.normal();
                }
                if (promotions > 0 && running <= 0 && yes(promotions * span)) running = 1 + static_cast<double>(random.below(5));
                if (running > 0) special += 0.4;
                running -= 1;
                if (outliers > 0 && yes(outliers)) special += random.normal();
                const double slow = walk + trend + (t >= step_at && step_at >= 0 ? step_size : 0);
                double y =
                    additive ? level * (std::exp(slow) + season + special + ar) : level * std::exp(slow + season + special + ar);
                if (counts) y = static_cast<double>(random.poisson(std::max(0.02, std::min(40.0, 2 * y / level))));
                if (yes(gaps)) continue;
                s.series.ds.push_back(day);
                s.series.y.push_back(y);
            }
            out.push_back(std::move(s));
        }
    return out;
}

} // namespace plumbline::bench
