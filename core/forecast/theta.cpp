// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/forecast/grid_fitted.h"
#include "core/numerics/minimize.h"

namespace plumbline::forecast {

namespace {

constexpr size_t longest_fit = 1100;    ///< slots; three years of days
constexpr double least_strength = 0.15; ///< of a season that is taken out

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
        m_parts = *decomposed(m_grid, {log_scale(m_grid, spec.start), false, steady_season(m_grid)});
        // A season that the series does not have only adds noise.
        for (const SeasonalPart& part : m_parts.seasons)
            if (part.strength < least_strength)
                for (size_t i = 0; i < n; ++i) m_parts.adjusted[i] += part.past[i];
        std::erase_if(m_parts.seasons, [](const SeasonalPart& part) { return part.strength < least_strength; });
        std::vector<double> z(n - before);
        double first = 0;
        bool seen = false;
        for (size_t i = 0; i < z.size(); ++i) {
            z[i] = m_parts.adjusted[before + i];
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
        m_past.name(m_parts.seasons);
        m_past.resize(n);
        const double width = interval_width(m_interval) * m_sd;
        std::vector<double> seasons(m_parts.seasons.size());
        for (size_t i = 0; i < n; ++i) {
            for (size_t k = 0; k < seasons.size(); ++k) seasons[k] = m_parts.seasons[k].past[i];
            put(m_past, i, i < before ? m_parts.trend[i] : fitted[i - before], seasons, width, width, m_parts.log);
        }
    }
    std::string params() const override {
        return nlohmann::json{{"alpha", m_model.alpha},
                              {"theta", m_model.theta},
                              {"scale", m_parts.log ? "log" : "linear"},
                              {"seasons", m_parts.seasons.size()},
                              {"sigma", m_sd}}
            .dump();
    }

protected:
    Steps ahead(size_t horizon) const override {
        Steps s;
        s.name(m_parts.seasons);
        s.resize(horizon);
        std::vector<double> seasons(m_parts.seasons.size());
        ThetaRun r = m_run;
        const double z = interval_width(m_interval);
        double variance = 1;
        for (size_t h = 0; h < horizon; ++h) {
            const double mu = r.next(m_model), width = z * m_sd * std::sqrt(variance);
            for (size_t k = 0; k < seasons.size(); ++k) seasons[k] = m_parts.seasons[k].ahead(h + 1);
            put(s, h, mu, seasons, width, width, m_parts.log);
            variance += m_model.alpha * m_model.alpha;
            r.take(m_model, mu);
        }
        return s;
    }

private:
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
