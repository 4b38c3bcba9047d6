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
        double sum_last = 0;
        for (const double v : m_last) sum_last += v;
        m_level = sum_last / static_cast<double>(m);
        m_name = m_grid.m == 7 ? "weekly" : m_grid.m > 1 ? "yearly" : "";
        if (!m_grid.seasons.empty() && std::abs(m_grid.seasons.front().period - m_grid.m) < 1)
            m_name = m_grid.seasons.front().name;
        name_parts(m_past);
        m_past.resize(n);
        const double z = interval_width(m_interval);
        for (size_t i = 0; i < n; ++i) {
            m_past.mean[i] = i >= m ? y[i - m] : y[i];
            set_parts(m_past, i);
            m_past.lower[i] = m_past.mean[i] - z * m_sd;
            m_past.upper[i] = m_past.mean[i] + z * m_sd;
        }
    }
    std::string params() const override { return nlohmann::json{{"season", m_grid.m}, {"sigma", m_sd}}.dump(); }

protected:
    Steps ahead(size_t horizon) const override {
        Steps s;
        name_parts(s);
        s.resize(horizon);
        const size_t m = m_last.size();
        const double z = interval_width(m_interval);
        for (size_t h = 0; h < horizon; ++h) {
            s.mean[h] = m_last[h % m];
            set_parts(s, h);
            const double sd = m_sd * std::sqrt(static_cast<double>(h / m + 1));
            s.lower[h] = s.mean[h] - z * sd;
            s.upper[h] = s.mean[h] + z * sd;
        }
        return s;
    }

private:
    void name_parts(Steps& s) const {
        s.parts = {{"trend", {}}};
        if (!m_name.empty()) s.parts.push_back({m_name, {}});
    }
    /// The mean of the last season, and what is beside it.
    void set_parts(Steps& s, size_t i) const {
        s.parts[0].values[i] = m_name.empty() ? s.mean[i] : m_level;
        if (!m_name.empty()) s.parts[1].values[i] = s.mean[i] - m_level;
    }
    std::vector<double> m_last;
    double m_level = 0;
    std::string m_name;
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
