// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/forecast/grid_fitted.h"

namespace plumbline::forecast {

namespace {

/// The value of one season ago; its errors are those of the differences over one season (Hyndman and Athanasopoulos, 2021, 5.2).
class SeasonalNaiveFit final : public GridFitted {
public:
    SeasonalNaiveFit(const Series& series, const Spec& spec) : GridFitted(make_grid(series, spec.season_length), series, spec) {
        const std::vector<double> y = filled(m_grid);
        const size_t n = y.size(), m = static_cast<size_t>(m_grid.m);
        double sum = 0, count = 0;
        for (size_t i = m; i < n; ++i)
            if (!std::isnan(m_grid.y[i]) && !std::isnan(m_grid.y[i - m])) {
                sum += std::pow(y[i] - y[i - m], 2);
                count += 1;
            }
        m_sd = count > 0 ? std::sqrt(sum / count) : 0;
        m_last.assign(y.end() - static_cast<long>(m), y.end());
        m_past.parts = {{m > 1 ? "season" : "trend", {}}};
        m_past.resize(n);
        const double z = interval_width(m_interval);
        for (size_t i = 0; i < n; ++i) {
            m_past.mean[i] = m_past.parts[0].values[i] = i >= m ? y[i - m] : y[i];
            m_past.lower[i] = m_past.mean[i] - z * m_sd;
            m_past.upper[i] = m_past.mean[i] + z * m_sd;
        }
    }
    std::string params() const override { return nlohmann::json{{"season", m_grid.m}, {"sigma", m_sd}}.dump(); }

protected:
    Steps ahead(size_t horizon) const override {
        Steps s;
        s.parts = {{m_past.parts[0].name, {}}};
        s.resize(horizon);
        const size_t m = m_last.size();
        const double z = interval_width(m_interval);
        for (size_t h = 0; h < horizon; ++h) {
            s.mean[h] = s.parts[0].values[h] = m_last[h % m];
            const double sd = m_sd * std::sqrt(static_cast<double>(h / m + 1));
            s.lower[h] = s.mean[h] - z * sd;
            s.upper[h] = s.mean[h] + z * sd;
        }
        return s;
    }

private:
    std::vector<double> m_last;
    double m_sd = 0;
};

class SeasonalNaive final : public Forecaster {
public:
    std::string id() const override { return "seasonal_naive"; }
    std::unique_ptr<Fitted> fit(const Series& series, const Spec& spec, Progress&, std::stop_token stop) const override {
        throw_if_stopped(stop);
        return std::make_unique<SeasonalNaiveFit>(series, spec);
    }
};

} // namespace

const Forecaster& seasonal_naive() {
    static const SeasonalNaive method;
    return method;
}

} // namespace plumbline::forecast
