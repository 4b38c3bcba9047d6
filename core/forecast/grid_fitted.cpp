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

void exponentiate(Steps& steps) {
    for (size_t i = 0; i < steps.mean.size(); ++i) {
        double sum = 0, before = 0;
        for (Component& c : steps.parts) {
            sum += c.values[i];
            const double now = std::exp(sum);
            c.values[i] = now - before;
            before = now;
        }
        steps.mean[i] = std::exp(steps.mean[i]);
        steps.lower[i] = std::exp(steps.lower[i]);
        steps.upper[i] = std::exp(steps.upper[i]);
    }
}

} // namespace plumbline::forecast
