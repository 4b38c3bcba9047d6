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
        m_parts = decompose(window, {m_log, m > 1, false});
        Grid scaled = window; // filled on the scale that is modelled
        if (m_log)
            for (double& v : scaled.y) v = std::log(v);
        const std::vector<double> whole = filled(scaled);
        m_y.resize(whole.size());
        std::vector<double> seen = window.y;
        const bool adjust = m == 1 && !m_parts.seasons.empty();
        for (size_t i = 0; i < whole.size(); ++i) m_y[i] = whole[i] - (adjust ? m_parts.seasonal(i) : 0);
        m_adjusted = adjust;
        ArimaModel warm;
        const bool known = !spec.start.empty() && arima_from_json(spec.start, warm);
        if (known) {
            m_model = arima_fit(m_y, seen, warm.order, &warm, false, stop);
            if (!std::isfinite(m_model.aicc) && m_model.aicc > 0) m_model = warm;
        } else {
            const int D = m > 1 && !m_parts.seasons.empty() && m_parts.seasons[0].strength > seasonal_strength ? 1 : 0;
            m_model = arima_search(m_y, seen, m, D, stop);
        }
        one_step(seen);
        name_parts(m_past);
        m_past.resize(n);
        const double width = interval_width(m_interval) * std::sqrt(m_model.sigma2);
        for (size_t i = 0; i < n; ++i) {
            if (i < before) { // not fitted: as observed
                m_past.mean[i] = std::isnan(m_grid.y[i]) ? (m_log ? std::exp(m_y[0]) : m_y[0]) : m_grid.y[i];
                m_past.lower[i] = m_past.upper[i] = m_past.mean[i];
                m_past.parts[0].values[i] = m_past.mean[i];
                continue;
            }
            const size_t k = i - before;
            set(m_past, i, m_fitted[k] + (m_adjusted ? m_parts.seasonal(k) : 0), width,
                [&](size_t s) { return m_parts.seasons[s].past[k]; });
        }
    }
    std::string params() const override {
        nlohmann::json j = nlohmann::json::parse(arima_json(m_model));
        j["scale"] = m_log ? "log" : "linear";
        j["seasonally_adjusted"] = m_adjusted;
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
        name_parts(s);
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
            const double season = m_adjusted ? m_parts.seasonal_ahead(h + 1) : 0;
            set(s, h, value + season, z * std::sqrt(m_model.sigma2 * variance),
                [&](size_t k) { return m_parts.seasons[k].ahead(h + 1); });
        }
        return s;
    }

private:
    void name_parts(Steps& s) const {
        s.parts = {{"trend", {}}};
        for (const SeasonalPart& part : m_parts.seasons) s.parts.push_back({part.season.name, {}});
    }

    /// One slot: the parts are those of the decomposition, the trend takes what the model says beside them.
    template <typename SeasonOf>
    void set(Steps& s, size_t i, double value, double width, SeasonOf season) const {
        double rest = value;
        for (size_t k = 0; k < m_parts.seasons.size(); ++k) rest -= s.parts[k + 1].values[i] = season(k);
        s.parts[0].values[i] = rest;
        s.mean[i] = value;
        s.lower[i] = value - width;
        s.upper[i] = value + width;
        if (!m_log) return;
        double sum = 0, prior = 0;
        for (Component& c : s.parts) {
            sum += c.values[i];
            const double now = std::exp(sum);
            c.values[i] = now - prior;
            prior = now;
        }
        s.mean[i] = std::exp(s.mean[i]);
        s.lower[i] = std::exp(s.lower[i]);
        s.upper[i] = std::exp(s.upper[i]);
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

    bool m_log = false, m_adjusted = false;
    Decomposition m_parts;
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
