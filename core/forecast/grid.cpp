// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/grid.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>

#include "core/base/date.h"

namespace plumbline::forecast {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr size_t most_slots = 200'000; ///< longer grids are made coarser; nobody looks at a longer history

CivilDate civil(double ds) { return to_civil({static_cast<int32_t>(std::floor(ds))}); }
int month_index(const CivilDate& c) { return c.year * 12 + static_cast<int>(c.month) - 1; }

/// Months between entries where the series counts in months: same day of the month, or always its last day. 0: it does not.
int months_step(const std::vector<double>& ds) {
    if (ds.size() < 3) {
        if (ds.size() == 2 && ds[1] - ds[0] >= 28 && civil(ds[0]).day == civil(ds[1]).day)
            return std::max(1, month_index(civil(ds[1])) - month_index(civil(ds[0])));
        return 0;
    }
    bool same = true, last = true;
    int step = 0;
    std::map<int, int> gaps;
    for (size_t i = 0; i < ds.size(); ++i) {
        const CivilDate c = civil(ds[i]);
        same = same && c.day == civil(ds[0]).day;
        last = last && civil(ds[i] + 1).day == 1;
        if (i > 0) {
            const int gap = month_index(c) - month_index(civil(ds[i - 1]));
            if (gap <= 0) return 0;
            ++gaps[gap];
        }
    }
    if (!same && !last) return 0;
    int most = 0;
    for (const auto& [gap, count] : gaps)
        if (count > most) {
            most = count;
            step = gap;
        }
    // All gaps must be multiples of the step, or the months are not its grid.
    for (const auto& [gap, count] : gaps)
        if (gap % step != 0) step = 1;
    return step;
}

/// The gap that most neighbours have, in days; ties go to the smaller one.
double usual_gap(const std::vector<double>& ds) {
    if (ds.size() < 2) return 1;
    std::map<long long, int> count;
    for (size_t i = 1; i < ds.size(); ++i) ++count[std::llround((ds[i] - ds[i - 1]) * 86400)];
    long long best = 86400;
    int most = 0;
    for (const auto& [gap, n] : count)
        if (n > most && gap > 0) {
            most = n;
            best = gap;
        }
    // Business days and the like: many gaps shorter than the usual one and dividing it.
    return static_cast<double>(best) / 86400;
}

std::vector<Season> seasons_of(const Grid& grid, size_t observed_span) {
    std::vector<Season> out;
    const double step = grid.step_days;
    if (grid.step_months > 0) {
        if (12 % grid.step_months == 0 && grid.step_months < 12) out.push_back({"yearly", 12.0 / grid.step_months});
    } else {
        if (step < 0.75) out.push_back({"daily", 1 / step});
        if (step < 3) {
            const double weekly = 7 / step;
            if (std::abs(weekly - std::round(weekly)) < 0.01) out.push_back({"weekly", std::round(weekly)});
        }
        if (step < 100) out.push_back({"yearly", 365.25 / step});
    }
    std::erase_if(out, [&](const Season& s) { return s.period < 1.9 || static_cast<double>(observed_span) < 1.95 * s.period; });
    return out;
}

} // namespace

long Grid::slot_of(double ds) const {
    if (step_months > 0) {
        const int months = month_index(civil(ds)) - month_index(civil(origin));
        return std::lround(static_cast<double>(months) / step_months);
    }
    return std::lround((ds - origin) / step_days);
}

double Grid::ds_of(long slot_number) const {
    if (step_months == 0) return origin + step_days * static_cast<double>(slot_number);
    const CivilDate first = civil(origin);
    const bool at_end = civil(origin + 1).day == 1;
    const Date start =
        add_periods(from_civil({first.year, first.month, 1}), Grain::month, static_cast<int>(slot_number) * step_months);
    const Date end = period_end(start, Grain::month);
    return at_end ? end.days : std::min(start.days + static_cast<int>(first.day) - 1, end.days);
}

std::string Grid::step_name() const {
    if (step_months == 1) return "month";
    if (step_months == 3) return "quarter";
    if (step_months == 12) return "year";
    if (step_days == 1) return "day";
    if (step_days == 7) return "week";
    return "step";
}

Grid make_grid(const Series& series, int season_length) {
    Grid grid;
    std::vector<double> ds;
    for (size_t i = 0; i < series.ds.size(); ++i)
        if (std::isfinite(series.y[i])) ds.push_back(series.ds[i]);
    if (ds.empty())
        throw Error(ErrorCode::too_little_data,
                    {{"detail", "the series has no values"}, {"detail_fr", "la série n'a pas de valeurs"}});
    // Trailing and leading moments without a value are no history.
    grid.origin = ds.front();
    grid.step_months = months_step(ds);
    grid.step_days = grid.step_months > 0 ? 0 : usual_gap(ds);
    if (grid.step_months == 0) {
        const double span = ds.back() - ds.front();
        while (span / grid.step_days > static_cast<double>(most_slots)) grid.step_days *= 2;
    }
    const size_t n = static_cast<size_t>(std::max(0L, grid.slot_of(ds.back()))) + 1;
    grid.y.assign(n, nan);
    std::vector<int> count(n, 0);
    grid.slot.resize(series.ds.size());
    for (size_t i = 0; i < series.ds.size(); ++i) {
        const long at = std::clamp(grid.slot_of(series.ds[i]), 0L, static_cast<long>(n) - 1);
        grid.slot[i] = static_cast<size_t>(at);
        if (!std::isfinite(series.y[i])) continue;
        double& value = grid.y[grid.slot[i]];
        int& times = count[grid.slot[i]];
        value = times == 0 ? series.y[i] : (value * times + series.y[i]) / (times + 1); // what shares a step is averaged
        ++times;
    }
    if (season_length > 1) {
        grid.m = season_length;
        grid.seasons = {{"season", static_cast<double>(season_length)}};
        if (static_cast<double>(n) < 1.95 * season_length) grid.seasons.clear();
    } else {
        grid.seasons = seasons_of(grid, n);
        if (season_length == 1) {
            grid.seasons.clear();
        } else {
            double natural = 1;
            if (grid.step_months > 0)
                natural = 12 % grid.step_months == 0 ? 12.0 / grid.step_months : 1;
            else if (grid.step_days < 0.75)
                natural = std::round(1 / grid.step_days);
            else if (grid.step_days < 3)
                natural = std::round(7 / grid.step_days);
            else if (grid.step_days < 100)
                natural = std::floor(365.25 / grid.step_days);
            grid.m = static_cast<int>(natural);
        }
    }
    if (static_cast<size_t>(grid.m) >= n || grid.m < 1) grid.m = 1;
    return grid;
}

std::vector<double> filled(const Grid& grid) {
    std::vector<double> y = grid.y;
    const size_t n = y.size();
    // A line through the neighbours, plus what the season was one period earlier or later over its own line.
    const auto line = [&](const std::vector<double>& v, size_t i) {
        size_t a = i, b = i;
        while (a > 0 && std::isnan(v[a])) --a;
        while (b + 1 < n && std::isnan(v[b])) ++b;
        if (std::isnan(v[a])) return v[b];
        if (std::isnan(v[b])) return v[a];
        return a == b ? v[a] : v[a] + (v[b] - v[a]) * static_cast<double>(i - a) / static_cast<double>(b - a);
    };
    std::vector<double> level(n);
    const size_t m = static_cast<size_t>(grid.m);
    bool whole = true;
    for (const double v : y) whole = whole && !std::isnan(v);
    if (whole) return y;
    // Level: mean over one season round each moment, of what was observed.
    for (size_t i = 0; i < n; ++i) {
        double sum = 0;
        int count = 0;
        const size_t from = i >= m / 2 ? i - m / 2 : 0;
        for (size_t j = from; j < std::min(n, from + std::max<size_t>(m, 1)); ++j)
            if (!std::isnan(grid.y[j])) {
                sum += grid.y[j];
                ++count;
            }
        level[i] = count > 0 ? sum / count : nan;
    }
    std::vector<double> smooth(n);
    for (size_t i = 0; i < n; ++i) smooth[i] = std::isnan(level[i]) ? line(level, i) : level[i];
    for (size_t i = 0; i < n; ++i) {
        if (!std::isnan(grid.y[i])) continue;
        double shape = 0;
        int count = 0;
        if (m > 1)
            for (const int side : {-1, 1})
                for (long k = 1; k <= 4; ++k) {
                    const long j = static_cast<long>(i) + side * k * static_cast<long>(m);
                    if (j < 0 || j >= static_cast<long>(n) || std::isnan(grid.y[static_cast<size_t>(j)])) continue;
                    shape += grid.y[static_cast<size_t>(j)] - smooth[static_cast<size_t>(j)];
                    ++count;
                }
        y[i] = m > 1 && count > 0 ? smooth[i] + shape / count : line(grid.y, i);
    }
    return y;
}

bool prefers_log(const std::vector<double>& y, int m) {
    double raw = 0, logged = 0, jacobian = 0, low = std::numeric_limits<double>::infinity();
    size_t n = 0;
    const size_t lag = static_cast<size_t>(std::max(m, 1));
    for (const double v : y)
        if (!std::isnan(v)) low = std::min(low, v);
    if (!(low > 0)) return false;
    for (size_t i = lag; i < y.size(); ++i) {
        if (std::isnan(y[i]) || std::isnan(y[i - lag])) continue;
        const double a = y[i] - y[i - lag], b = std::log(y[i] / y[i - lag]);
        raw += a * a;
        logged += b * b;
        jacobian += std::log(y[i]);
        ++n;
    }
    if (n < 8 || raw <= 0 || logged <= 0) return false;
    const double count = static_cast<double>(n);
    const double loglik_raw = -0.5 * count * std::log(raw / count),
                 loglik_log = -0.5 * count * std::log(logged / count) - jacobian;
    return loglik_log > loglik_raw + 2;
}

bool log_scale(const Grid& grid, const std::string& start) {
    if (start.empty()) return prefers_log(grid.y, grid.m);
    const nlohmann::json j = nlohmann::json::parse(start, nullptr, false);
    if (!j.is_object() || !j.contains("scale") || !j["scale"].is_string()) return prefers_log(grid.y, grid.m);
    return j["scale"] == "log" && std::none_of(grid.y.begin(), grid.y.end(), [](double v) { return v <= 0; });
}

Grid last_slots(const Grid& grid, size_t n) {
    if (grid.size() <= n) return grid;
    Grid out = grid;
    const size_t cut = grid.size() - n;
    out.y.erase(out.y.begin(), out.y.begin() + static_cast<long>(cut));
    out.origin = grid.ds_of(static_cast<long>(cut));
    for (size_t& s : out.slot) s = s >= cut ? s - cut : 0;
    return out;
}

} // namespace plumbline::forecast
