// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/base/random.h"
#include "core/forecast/prophet_fit.h"

namespace plumbline::forecast {

using Eigen::Index;

/// Futures as the original draws them: Poisson many change points behind the history, Laplace sizes, then noise.
std::vector<std::vector<double>> ProphetFit::draw(const std::vector<double>& ds, const Parts& p, int count, uint64_t seed) const {
    const size_t n = ds.size();
    std::vector<double> t(n);
    double last = 1;
    for (size_t i = 0; i < n; ++i) {
        t[i] = m_design.scaled_time(ds[i]);
        last = std::max(last, t[i]);
    }
    const double unit = m_design.y_scale(), floor = m_design.floor();
    struct Change {
        double at, size;
    };
    std::vector<Change> changes;
    std::vector<std::vector<double>> all(static_cast<size_t>(std::max(0, count)), std::vector<double>(n));
    for (size_t path = 0; path < all.size(); ++path) {
        Random random(seed, path + 1);
        changes.clear();
        const int64_t many = random.poisson(m_walk.rate * (last - 1));
        for (int64_t i = 0; i < many; ++i) {
            const double at = 1 + (last - 1) * random.uniform(), u = random.uniform() - 0.5;
            const double size = (u < 0 ? 1 : -1) * m_walk.size * std::log1p(-2 * std::abs(u));
            changes.push_back({at, size});
        }
        std::sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) { return a.at < b.at; });
        size_t next = 0;
        double slope = 0, offset = 0; // of the deviation: offset + slope t
        for (size_t i = 0; i < n; ++i) {
            for (; next < changes.size() && changes[next].at <= t[i]; ++next) {
                slope += changes[next].size;
                offset -= changes[next].size * changes[next].at;
            }
            const auto at = static_cast<Index>(i);
            const double deviation = offset + slope * t[i];
            const double trend = deviation == 0 ? p.trend(at) : to_trend(p.argument(at) + deviation);
            const double mean = soft_floor(trend * p.factor(at) + p.added(at)), value = mean + m_map.sigma * random.normal();
            all[path][i] = (m_soft > 0 ? std::max(0.0, value) : value) * unit + floor;
        }
    }
    return all;
}

std::vector<std::vector<double>> ProphetFit::paths(const Future& future, int count, uint64_t seed) const {
    return draw(future.ds, parts(future.ds, future.regressors), count, seed);
}

} // namespace plumbline::forecast
