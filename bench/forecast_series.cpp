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

} // namespace plumbline::bench
