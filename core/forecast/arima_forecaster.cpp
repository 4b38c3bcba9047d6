// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/forecast/arima.h"
#include "core/forecast/grid_fitted.h"

namespace plumbline::forecast {

namespace {

constexpr size_t longest_fit = 900;        ///< slots; two and a half years of days
constexpr int longest_season = 24;         ///< steps; longer seasons are taken out before
constexpr double seasonal_strength = 0.64; ///< from here on a seasonal difference is taken (Wang et al., 2006)

/// Seasonal ARIMA on the last slots; filled where missing, and what was filled does not count in the likelihood.
class ArimaFit final : public GridFitted {
public:
    ArimaFit(const Series& series, const Spec& spec, std::stop_token stop)
        : GridFitted(make_grid(series, spec.season_length), series, spec) {
        const size_t n = m_grid.size(), before = n > longest_fit ? n - longest_fit : 0;
        m_log = log_scale(m_grid, spec.start);
        const Grid window = last_slots(m_grid, longest_fit);
        const int m = m_grid.m <= longest_season && !m_grid.seasons.empty() ? m_grid.m : 1;
        m_parts = decomposed(m_grid, {m_log, false, false});
        m_long = LongSeasons(m_parts, m);
        Grid scaled = window; // filled on the scale that is modelled
        if (m_log)
            for (double& v : scaled.y) v = std::log(v);
        const std::vector<double> whole = filled(scaled);
        m_y.resize(whole.size());
        std::vector<double> seen = window.y;
        for (size_t i = 0; i < whole.size(); ++i) m_y[i] = whole[i] - m_long.past(before + i);
        ArimaModel warm;
        const bool known = !spec.start.empty() && arima_from_json(spec.start, warm);
        if (known) {
            m_model = arima_fit(m_y, seen, warm.order, &warm, false, stop);
            if (!std::isfinite(m_model.aicc) && m_model.aicc > 0) m_model = warm;
        } else {
            const int D = m > 1 && !m_parts->seasons.empty() && m_parts->seasons[0].strength > seasonal_strength ? 1 : 0;
            m_model = arima_search(m_y, seen, m, D, stop);
        }
        one_step(seen);
        m_past.name(m_parts->seasons);
        m_past.resize(n);
        const double width = interval_width(m_interval) * std::sqrt(m_model.sigma2);
        for (size_t i = 0; i < n; ++i) {
            const auto season = [&](const SeasonalPart& part) { return part.past[i]; };
            if (i < before) { // not fitted: as observed
                const double y = std::isnan(m_grid.y[i]) ? m_parts->trend[i] + m_parts->seasonal(i)
                                                         : (m_log ? std::log(m_grid.y[i]) : m_grid.y[i]);
                set(m_past, i, y, 0, season);
            } else
                set(m_past, i, m_fitted[i - before] + m_long.past(i), width, season);
        }
    }
    std::string params() const override {
        nlohmann::json j = nlohmann::json::parse(arima_json(m_model));
        j["scale"] = m_log ? "log" : "linear";
        j["seasonally_adjusted"] = !m_long.empty();
        return j.dump();
    }

protected:
    Steps ahead(size_t horizon) const override {
        // On the scale of y: all differences are part of the autoregression.
        std::vector<double> poly{1};
        const auto times = [&](const std::vector<double>& factor) {
            std::vector<double> out(poly.size() + factor.size() - 1, 0);
            for (size_t i = 0; i < poly.size(); ++i)
                for (size_t j = 0; j < factor.size(); ++j) out[i + j] += poly[i] * factor[j];
            poly = std::move(out);
        };
        std::vector<double> ar{1}, seasonal(static_cast<size_t>(m_model.order.m) + 1, 0);
        for (const double v : expanded_ar(m_model)) ar.push_back(-v);
        seasonal.front() = 1;
        seasonal.back() = -1;
        times(ar);
        double constant = m_model.mean;
        for (size_t i = 1; i < ar.size(); ++i) constant += m_model.mean * ar[i];
        for (int i = 0; i < m_model.order.D; ++i) times(seasonal);
        for (int i = 0; i < m_model.order.d; ++i) times({1, -1});
        const std::vector<double> ma = expanded_ma(m_model);
        const size_t n = m_y.size();
        std::vector<double> y = m_y, psi(horizon, 0);
        Steps s;
        s.name(m_parts->seasons);
        s.resize(horizon);
        double variance = 0;
        const double z = interval_width(m_interval);
        for (size_t h = 0; h < horizon; ++h) {
            double value = constant;
            for (size_t i = 1; i < poly.size() && i <= y.size(); ++i) value -= poly[i] * y[y.size() - i];
            for (size_t j = h; j < ma.size(); ++j)
                if (n + h >= j + 1 && n + h - j - 1 < n) value += ma[j] * m_residuals[n + h - j - 1];
            y.push_back(value);
            psi[h] = h == 0 ? 1 : (h <= ma.size() ? ma[h - 1] : 0);
            for (size_t i = 1; i < poly.size() && i <= h; ++i) psi[h] -= poly[i] * psi[h - i];
            variance += psi[h] * psi[h];
            set(s, h, value + m_long.ahead(h + 1), z * std::sqrt(m_model.sigma2 * variance),
                [&](const SeasonalPart& part) { return part.ahead(h + 1); });
        }
        return s;
    }

private:
    /// One slot: the seasons are those of the decomposition, the trend is what the model says beside them.
    template <typename SeasonOf>
    void set(Steps& s, size_t i, double value, double width, SeasonOf season_of) const {
        std::vector<double> seasons;
        for (const SeasonalPart& part : m_parts->seasons) {
            seasons.push_back(season_of(part));
            value -= seasons.back();
        }
        put(s, i, value, seasons, width, width, m_log);
    }

    /// One-step forecasts of y and the errors that the moving average goes on from.
    void one_step(const std::vector<double>& seen) {
        std::vector<double> w = differenced(m_y, m_model.order);
        const size_t lost = m_y.size() - w.size();
        for (size_t i = 0; i < w.size(); ++i)
            w[i] = std::isnan(seen[i + lost]) ? std::numeric_limits<double>::quiet_NaN() : w[i] - m_model.mean;
        const auto ar = expanded_ar(m_model), ma = expanded_ma(m_model);
        ArimaFilter f = arima_exact(w, ar, ma);
        if (!std::isfinite(f.minus_two_log_likelihood) || f.residuals.size() != w.size()) f = arima_conditional(w, ar, ma);
        m_residuals.assign(m_y.size(), 0);
        m_fitted = m_y;
        for (size_t i = 0; i < w.size() && i < f.residuals.size(); ++i) {
            if (std::isnan(f.residuals[i])) continue;
            m_residuals[i + lost] = f.residuals[i];
            m_fitted[i + lost] = m_y[i + lost] - f.residuals[i];
        }
    }

    bool m_log = false;
    std::shared_ptr<const Decomposition> m_parts;
    LongSeasons m_long; ///< taken out before, put back after
    ArimaModel m_model;
    std::vector<double> m_y, m_fitted, m_residuals;
};

class Arima final : public Forecaster {
public:
    std::string id() const override { return "arima"; }
    std::unique_ptr<Fitted> fit(const Series& series, const Spec& spec, Progress&, std::stop_token stop) const override {
        throw_if_stopped(stop);
        return std::make_unique<ArimaFit>(series, spec, stop);
    }
};

} // namespace

const Forecaster& arima() {
    static const Arima method;
    return method;
}

} // namespace plumbline::forecast
