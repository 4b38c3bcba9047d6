// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/forecast/ets.h"
#include "core/forecast/grid_fitted.h"

namespace plumbline::forecast {

namespace {

constexpr size_t longest_fit = 730; ///< slots the parameters are estimated on: smoothing forgets what is older
constexpr int longest_season = 24;  ///< steps; beyond, each figure of the season would be a parameter seen a few times

/// Seasonally adjusted or not: level, growth and season of one state-space model.
class EtsFit final : public GridFitted {
public:
    EtsFit(const Series& series, const Spec& spec, std::stop_token stop)
        : GridFitted(make_grid(series, spec.season_length), series, spec) {
        EtsAsk ask;
        ask.m = m_grid.m <= longest_season && !m_grid.seasons.empty() ? m_grid.m : 1;
        EtsModel warm;
        const bool known = !spec.start.empty() && ets_from_json(spec.start, warm) && (warm.form.m == 1 || warm.form.m == ask.m);
        const std::vector<double> window = last_slots(m_grid, longest_fit).y;
        m_model = ets_fit(window, ask, known ? &warm : nullptr, stop);
        m_pass = ets_pass(m_model, window, true);
        const size_t n = m_grid.size(), before = n - window.size();
        m_past.parts = {{"trend", {}}};
        if (m_model.form.season != 'N') m_past.parts.push_back({m_grid.seasons.front().name, {}});
        m_past.resize(n);
        const double z = interval_width(m_interval), sd = std::sqrt(m_model.sigma2);
        // What lies before the window was not fitted; it is shown with the same parameters.
        EtsPass whole;
        if (before > 0) {
            EtsModel early = m_model;
            early.form = m_model.form;
            const std::vector<double> first(m_grid.y.begin(), m_grid.y.begin() + static_cast<long>(before));
            std::vector<double> shift = first;
            early.level = level_of(first);
            early.trend = 0;
            whole = ets_pass(early, first, true);
        }
        for (size_t i = 0; i < n; ++i) {
            const EtsPass& p = i < before ? whole : m_pass;
            const size_t k = i < before ? i : i - before;
            m_past.mean[i] = p.fitted[k];
            m_past.parts[0].values[i] = p.fitted[k] - p.seasons[k];
            if (m_past.parts.size() > 1) m_past.parts[1].values[i] = p.seasons[k];
            const double width = z * sd * (m_model.form.error == 'M' ? std::abs(p.fitted[k]) : 1);
            m_past.lower[i] = m_past.mean[i] - width;
            m_past.upper[i] = m_past.mean[i] + width;
        }
    }
    std::string params() const override { return ets_json(m_model); }

protected:
    Steps ahead(size_t horizon) const override {
        const EtsAhead a = ets_ahead(m_model, m_pass, horizon, m_interval, m_seed);
        Steps s;
        s.mean = a.mean;
        s.lower = a.lower;
        s.upper = a.upper;
        for (const Component& c : m_past.parts) s.parts.push_back({c.name, {}});
        s.resize(horizon);
        for (size_t h = 0; h < horizon; ++h) {
            s.parts[0].values[h] = a.mean[h] - a.season[h];
            if (s.parts.size() > 1) s.parts[1].values[h] = a.season[h];
        }
        return s;
    }

private:
    static double level_of(const std::vector<double>& y) {
        double sum = 0, count = 0;
        for (size_t i = 0; i < y.size() && count < 14; ++i)
            if (!std::isnan(y[i])) {
                sum += y[i];
                count += 1;
            }
        return count > 0 ? sum / count : 0;
    }
    EtsModel m_model;
    EtsPass m_pass;
};

class Ets final : public Forecaster {
public:
    std::string id() const override { return "ets"; }
    std::unique_ptr<Fitted> fit(const Series& series, const Spec& spec, Progress&, std::stop_token stop) const override {
        throw_if_stopped(stop);
        return std::make_unique<EtsFit>(series, spec, stop);
    }
};

} // namespace

const Forecaster& ets() {
    static const Ets method;
    return method;
}

} // namespace plumbline::forecast
