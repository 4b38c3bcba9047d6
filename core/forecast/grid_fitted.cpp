// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/grid_fitted.h"

#include <algorithm>
#include <cmath>

#include "core/numerics/normal.h"

namespace plumbline::forecast {

void Steps::resize(size_t n) {
    mean.resize(n);
    lower.resize(n);
    upper.resize(n);
    for (Component& c : parts) c.values.resize(n);
}

void Steps::name(const std::vector<SeasonalPart>& seasons) {
    parts = {{"trend", {}}};
    for (const SeasonalPart& s : seasons) parts.push_back({s.season.name, {}});
}

Steps GridFitted::at(const std::vector<double>& ds) const {
    const long n = static_cast<long>(m_grid.size());
    long last = 0;
    for (const double d : ds) last = std::max(last, m_grid.slot_of(d) - n + 1);
    const Steps next = last > 0 ? ahead(static_cast<size_t>(last)) : Steps{};
    Steps out;
    out.parts = last > 0 ? next.parts : past().parts;
    out.resize(ds.size());
    for (size_t i = 0; i < ds.size(); ++i) {
        const long slot = m_grid.slot_of(ds[i]);
        const Steps& from = slot >= n ? next : past();
        const size_t k = static_cast<size_t>(slot >= n ? slot - n : std::max(0L, slot));
        out.mean[i] = from.mean[k];
        out.lower[i] = from.lower[k];
        out.upper[i] = from.upper[k];
        for (Component& c : out.parts) {
            c.values[i] = 0;
            for (const Component& p : from.parts)
                if (p.name == c.name) c.values[i] = p.values[k];
        }
    }
    return out;
}

std::vector<ForecastPoint> GridFitted::predict(const Future& future) const {
    const Steps s = at(future.ds);
    std::vector<ForecastPoint> out(future.ds.size());
    for (size_t i = 0; i < out.size(); ++i) out[i] = {future.ds[i], s.mean[i], s.lower[i], s.upper[i]};
    return out;
}

std::vector<ForecastPoint> GridFitted::history() const { return predict({m_ds, {}}); }

std::vector<Component> GridFitted::components(const Future* future) const { return at(future ? future->ds : m_ds).parts; }

double interval_width(double interval) { return numerics::normal_quantile(0.5 + interval / 2); }

void put(Steps& steps, size_t i, double base, std::span<const double> seasons, double below, double above, bool log) {
    double sum = base;
    steps.parts[0].values[i] = log ? std::exp(base) : base;
    for (size_t k = 0; k < seasons.size(); ++k) {
        const double before = sum;
        sum += seasons[k];
        steps.parts[k + 1].values[i] = log ? std::exp(sum) - std::exp(before) : seasons[k];
    }
    steps.mean[i] = log ? std::exp(sum) : sum;
    steps.lower[i] = log ? std::exp(sum - below) : sum - below;
    steps.upper[i] = log ? std::exp(sum + above) : sum + above;
}

} // namespace plumbline::forecast
