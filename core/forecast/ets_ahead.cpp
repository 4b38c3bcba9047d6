// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/base/random.h"
#include "core/forecast/ets.h"
#include "core/forecast/grid_fitted.h"

namespace plumbline::forecast {

namespace {

/// Quantiles by simulation: errors are normal; the same draws for the same seed.
void simulate(const EtsModel& model, const EtsPass& pass, double interval, uint64_t seed, int paths, EtsAhead& out) {
    const size_t horizon = out.mean.size(), m = static_cast<size_t>(model.form.m), count = static_cast<size_t>(paths);
    const double sd = std::sqrt(model.sigma2), slope_share = model.alpha > 0 ? model.beta / model.alpha : 0;
    const bool trended = model.form.trend != 'N', relative = model.form.error == 'M';
    std::vector<double> values(horizon * count);
    Random random(seed, 11);
    for (size_t path = 0; path < count; ++path) {
        double level = pass.level, growth = pass.trend;
        std::vector<double> season = pass.season;
        size_t at = 0;
        for (size_t h = 0; h < horizon; ++h) {
            const double step = trended ? model.phi * growth : 0, base = level + step;
            const double s = season.empty() ? 0 : season[at];
            const double mu = model.form.season == 'N' ? base : model.form.season == 'A' ? base + s : base * s;
            const double e = sd * random.normal();
            const double y = relative ? mu * std::max(1 + e, 0.0) : mu + e;
            values[h * count + path] = y;
            const double p = model.form.season == 'N' ? y : model.form.season == 'A' ? y - s : y / std::max(s, 1e-12);
            level = base + model.alpha * (p - base);
            if (trended) growth = step + slope_share * (level - base);
            if (model.form.season == 'A') season[at] = s + model.gamma * (y - base - s);
            if (model.form.season == 'M') season[at] = s + model.gamma * (y / std::max(base, 1e-12) - s);
            if (!season.empty() && ++at == m) at = 0;
        }
    }
    for (size_t h = 0; h < horizon; ++h) {
        const auto from = values.begin() + static_cast<long>(h * count), to = from + static_cast<long>(count);
        std::sort(from, to);
        const auto quantile = [&](double p) {
            const double at = p * static_cast<double>(count - 1);
            const auto low = static_cast<size_t>(at);
            const double share = at - static_cast<double>(low);
            return values[h * count + low] * (1 - share) + values[h * count + std::min(low + 1, count - 1)] * share;
        };
        out.lower[h] = std::min(quantile(0.5 - interval / 2), out.mean[h]);
        out.upper[h] = std::max(quantile(0.5 + interval / 2), out.mean[h]);
    }
}

} // namespace

EtsAhead ets_ahead(const EtsModel& model, const EtsPass& pass, size_t horizon, double interval, uint64_t seed, int paths) {
    EtsAhead out;
    out.mean.resize(horizon);
    out.lower.resize(horizon);
    out.upper.resize(horizon);
    out.level.assign(horizon, pass.level);
    out.growth.resize(horizon);
    out.season.resize(horizon);
    const size_t m = static_cast<size_t>(model.form.m);
    double damping = 0, factor = 1, variance = 0;
    const double z = interval_width(interval);
    for (size_t h = 0; h < horizon; ++h) {
        factor *= model.phi;
        damping += factor;
        const double growth = model.form.trend == 'N' ? 0 : damping * pass.trend, base = pass.level + growth;
        const double s = model.form.season == 'N' ? 0 : pass.season[h % m];
        out.growth[h] = growth;
        out.season[h] = model.form.season == 'M' ? base * (s - 1) : s;
        out.mean[h] = base + out.season[h];
        const double sd = std::sqrt(model.sigma2 * (1 + variance));
        out.lower[h] = out.mean[h] - z * sd;
        out.upper[h] = out.mean[h] + z * sd;
        // What an error now does to step h + 2 and later.
        double c = model.alpha + (model.form.trend == 'N' ? 0 : model.beta * damping);
        if (model.form.season == 'A' && (h + 1) % m == 0) c += model.gamma;
        variance += c * c;
    }
    if (model.form.error == 'M' || model.form.season == 'M') simulate(model, pass, interval, seed, paths, out);
    return out;
}

} // namespace plumbline::forecast
