// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/xgboost_features.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/base/date.h"

namespace plumbline::forecast {

TreeFeatures::TreeFeatures(const Grid& grid, std::vector<double> z) : m_grid(grid), m_z(std::move(z)) {
    const long n = static_cast<long>(m_z.size());
    m_sum.assign(m_z.size() + 1, 0);
    for (size_t i = 0; i < m_z.size(); ++i) m_sum[i + 1] = m_sum[i] + m_z[i];
    m_m = m_grid.m <= 24 ? m_grid.m : 1;
    m_window = m_m > 1 ? m_m : 4;
    for (const Season& s : m_grid.seasons)
        if (s.name == "yearly") m_year = std::lround(s.period);
    if (m_year > n * 2 / 3 || m_year == m_m) m_year = 0;
    m_first = std::min(n - 1, m_m + m_window + 1);
    const std::string season = m_grid.seasons.empty() ? "trend" : m_grid.seasons.front().name;
    const std::string weekday = m_grid.step_months == 0 && m_grid.step_days < 3 ? "weekly" : "trend";
    m_groups = {"trend", weekday, "yearly", "yearly", "yearly", "yearly", "yearly", "trend", "trend",
                "trend", season,  season,   season,   "yearly", "trend",  "trend",  "trend"};
}

double TreeFeatures::mean(long from, long to) const {
    from = std::max(0L, from);
    to = std::min(static_cast<long>(m_z.size()), std::max(to, from + 1));
    return (m_sum[static_cast<size_t>(to)] - m_sum[static_cast<size_t>(from)]) / static_cast<double>(to - from);
}

double TreeFeatures::level(long origin) const { return mean(origin - m_window + 1, origin + 1); }

void TreeFeatures::row(long origin, long ahead, float* out) const {
    const float none = std::numeric_limits<float>::quiet_NaN();
    const double base = level(origin);
    const long at = origin + ahead;
    const double ds = m_grid.ds_of(at);
    const Date date{static_cast<int32_t>(std::floor(ds))};
    const CivilDate c = to_civil(date);
    const double year = 2 * std::numbers::pi * ds / 365.25;
    const auto value = [&](long slot) {
        return slot >= 0 && slot <= origin ? static_cast<float>(m_z[static_cast<size_t>(slot)] - base) : none;
    };
    size_t i = 0;
    out[i++] = static_cast<float>(ahead);
    out[i++] = m_grid.step_months == 0 && m_grid.step_days < 3 ? static_cast<float>(iso_weekday(date)) : none;
    out[i++] = static_cast<float>(c.month);
    out[i++] = static_cast<float>(c.day);
    out[i++] = static_cast<float>(std::sin(year));
    out[i++] = static_cast<float>(std::cos(year));
    out[i++] = static_cast<float>(std::sin(2 * year));
    out[i++] = value(origin);
    out[i++] = value(origin - 1);
    out[i++] = value(origin - 2);
    const long m = std::max(1L, m_m), back = (ahead + m - 1) / m;
    out[i++] = value(at - back * m);
    out[i++] = value(at - (back + 1) * m);
    double same = 0;
    int count = 0;
    for (long k = 0; k < 4; ++k)
        if (const long slot = at - (back + k) * m; slot >= 0 && slot <= origin) {
            same += m_z[static_cast<size_t>(slot)] - base;
            ++count;
        }
    out[i++] = count > 0 ? static_cast<float>(same / count) : none;
    // What a year ago followed on the level of then.
    out[i++] = m_year > 0 && at - m_year >= 0 && at - m_year <= origin && origin - m_year - m_window >= 0
                   ? static_cast<float>(m_z[static_cast<size_t>(at - m_year)] - level(origin - m_year))
                   : none;
    out[i++] = static_cast<float>(base - level(origin - m_window));
    out[i++] = static_cast<float>(base - level(origin - 3 * m_window));
    out[i++] = m_year > 0 && origin - m_year - m_window >= 0 ? static_cast<float>(base - level(origin - m_year)) : none;
}

} // namespace plumbline::forecast
