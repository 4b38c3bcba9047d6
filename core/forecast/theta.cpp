// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/forecast/grid_fitted.h"
#include "core/numerics/minimize.h"

namespace plumbline::forecast {

namespace {

constexpr size_t longest_fit = 1100; ///< slots; three years of days

struct ThetaModel {
    double alpha = 0.5, theta = 2, level = 0;
};

/// Dynamic optimised theta (Fiorucci et al., 2016, eq. 9 to 13): simple smoothing plus a share of a line fitted again at each
/// step.
struct ThetaRun {
    double level = 0, mean = 0, slope = 0, intercept = 0, decay = 1, sum_squares = 0;
    size_t t = 0, used = 0;

    double next(const ThetaModel& m) const {
        const double share = 1 - 1 / m.theta;
        return level + share * (decay * intercept + (1 - decay * (1 - m.alpha)) / m.alpha * slope);
    }
    void take(const ThetaModel& m, double y) {
        ++t;
        const double n = static_cast<double>(t);
        level = m.alpha * y + (1 - m.alpha) * level;
        const double before = mean;
        mean = ((n - 1) * mean + y) / n;
        slope = t == 1 ? 0 : ((n - 2) * slope + 6 * (y - before) / n) / (n + 1);
        intercept = mean - (n + 1) / 2 * slope;
        decay *= 1 - m.alpha;
    }
};

ThetaRun run(const ThetaModel& m, const std::vector<double>& z, std::vector<double>* fitted) {
    ThetaRun r;
    r.level = m.level;
    for (size_t i = 0; i < z.size(); ++i) {
        const double mu = r.next(m);
        if (fitted) fitted->push_back(i < 2 && !std::isnan(z[i]) ? z[i] : mu);
        if (!std::isnan(z[i])) {
            if (r.t > 2) {
                r.sum_squares += (z[i] - mu) * (z[i] - mu);
                ++r.used;
            }
            r.take(m, z[i]);
        } else if (r.t > 0) {
            r.take(m, mu);
        }
    }
    return r;
}

class ThetaFit final : public GridFitted {
public:
    ThetaFit(const Series& series, const Spec& spec, std::stop_token stop)
        : GridFitted(make_grid(series, spec.season_length), series, spec) {
        const size_t n = m_grid.size(), before = n > longest_fit ? n - longest_fit : 0;
        const Grid window = last_slots(m_grid, longest_fit);
        m_parts = decompose(window, {log_scale(window, spec.start), true, true});
        // A season that the series does not have only adds noise.
        if (!m_parts.seasons.empty() && m_parts.seasons[0].strength < 0.15) {
            std::fill(m_parts.seasons[0].past.begin(), m_parts.seasons[0].past.end(), 0.0);
            std::fill(m_parts.seasons[0].next.begin(), m_parts.seasons[0].next.end(), 0.0);
        }
        std::vector<double> z(window.size());
        double first = 0;
        bool seen = false;
        for (size_t i = 0; i < z.size(); ++i) {
            z[i] = (m_parts.log ? std::log(window.y[i]) : window.y[i]) - m_parts.seasonal(i);
            if (!seen && !std::isnan(z[i])) {
                first = z[i];
                seen = true;
            }
        }
        m_model.level = first;
        numerics::MinimizeOptions options;
        options.lower = {0.02, 1};
        options.upper = {0.99, 6};
        options.max_evaluations = 150;
        options.tolerance = 1e-7;
        options.stop = stop;
        double best = 1e300;
        for (const double alpha : {0.2, 0.7}) {
            const auto found = numerics::nelder_mead(
                [&](std::span<const double> x) {
                    return run({x[0], x[1], first}, z, nullptr).sum_squares;
                },
                {alpha, 2}, {0.15, 0.5}, options);
            if (found.value < best) {
                best = found.value;
                m_model.alpha = found.x[0];
                m_model.theta = found.x[1];
            }
            throw_if_stopped(stop);
        }
        std::vector<double> fitted;
        m_run = run(m_model, z, &fitted);
        m_sd = m_run.used > 0
                   ? std::sqrt(m_run.sum_squares /
                               static_cast<double>(std::max<size_t>(1, m_run.used - std::min<size_t>(m_run.used - 1, 3))))
                   : 0;
        name_parts(m_past);
        m_past.resize(n);
        const double width = interval_width(m_interval) * m_sd;
        for (size_t i = 0; i < n; ++i) {
            const bool inside = i >= before;
            const double season = inside ? m_parts.seasonal(i - before) : 0;
            const double seen_value = m_parts.log ? std::log(m_grid.y[i]) : m_grid.y[i];
            const double base = inside ? fitted[i - before] : (std::isnan(seen_value) ? first : seen_value);
            m_past.parts[0].values[i] = base;
            if (m_past.parts.size() > 1) m_past.parts[1].values[i] = season;
            m_past.mean[i] = base + season;
            m_past.lower[i] = m_past.mean[i] - width;
            m_past.upper[i] = m_past.mean[i] + width;
        }
        if (m_parts.log) exponentiate(m_past);
    }
    std::string params() const override {
        return nlohmann::json{{"alpha", m_model.alpha},
                              {"theta", m_model.theta},
                              {"scale", m_parts.log ? "log" : "linear"},
                              {"season", m_parts.seasons.empty() ? 0.0 : m_parts.seasons[0].season.period},
                              {"sigma", m_sd}}
            .dump();
    }

protected:
    Steps ahead(size_t horizon) const override {
        Steps s;
        name_parts(s);
        s.resize(horizon);
        ThetaRun r = m_run;
        const double z = interval_width(m_interval);
        double variance = 1;
        for (size_t h = 0; h < horizon; ++h) {
            const double mu = r.next(m_model), season = m_parts.seasonal_ahead(h + 1), width = z * m_sd * std::sqrt(variance);
            s.parts[0].values[h] = mu;
            if (s.parts.size() > 1) s.parts[1].values[h] = season;
            s.mean[h] = mu + season;
            s.lower[h] = s.mean[h] - width;
            s.upper[h] = s.mean[h] + width;
            variance += m_model.alpha * m_model.alpha;
            r.take(m_model, mu);
        }
        if (m_parts.log) exponentiate(s);
        return s;
    }

private:
    void name_parts(Steps& s) const {
        s.parts = {{"trend", {}}};
        if (!m_parts.seasons.empty()) s.parts.push_back({m_parts.seasons[0].season.name, {}});
    }
    Decomposition m_parts;
    ThetaModel m_model;
    ThetaRun m_run;
    double m_sd = 0;
};

class Theta final : public Forecaster {
public:
    std::string id() const override { return "theta"; }
    std::unique_ptr<Fitted> fit(const Series& series, const Spec& spec, Progress&, std::stop_token stop) const override {
        throw_if_stopped(stop);
        return std::make_unique<ThetaFit>(series, spec, stop);
    }
};

} // namespace

const Forecaster& theta() {
    static const Theta method;
    return method;
}

} // namespace plumbline::forecast
