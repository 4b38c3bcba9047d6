// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/forecast/ets.h"
#include "core/forecast/grid_fitted.h"

namespace plumbline::forecast {

namespace {

constexpr size_t longest_fit = 730; ///< slots that the smoothing of the adjusted series is estimated on

/// Several seasons taken out, exponential smoothing of what is left, seasons put back (Bandara et al., 2021).
class MstlFit final : public GridFitted {
public:
    MstlFit(const Series& series, const Spec& spec, std::stop_token stop)
        : GridFitted(make_grid(series, spec.season_length), series, spec) {
        const size_t n = m_grid.size();
        m_parts = decompose(m_grid, {log_scale(m_grid, spec.start), false, false});
        throw_if_stopped(stop);
        std::vector<double> adjusted(n);
        for (size_t i = 0; i < n; ++i) adjusted[i] = (m_parts.log ? std::log(m_grid.y[i]) : m_grid.y[i]) - m_parts.seasonal(i);
        const size_t before = n > longest_fit ? n - longest_fit : 0;
        EtsAsk ask;
        ask.allow_multiplicative = false;
        ask.only_damped = true; // seasons taken out, a straight line to infinity is the main way to be very wrong
        EtsModel warm;
        bool known = false;
        if (!spec.start.empty()) {
            const nlohmann::json j = nlohmann::json::parse(spec.start, nullptr, false);
            known = j.is_object() && j.contains("ets") && ets_from_json(j["ets"].dump(), warm);
        }
        const std::vector<double> window(adjusted.begin() + static_cast<long>(before), adjusted.end());
        m_model = ets_fit(window, ask, known ? &warm : nullptr, stop);
        m_pass = ets_pass(m_model, window, true);
        name_parts(m_past);
        m_past.resize(n);
        const double width = interval_width(m_interval) * std::sqrt(m_model.sigma2);
        for (size_t i = 0; i < n; ++i) {
            const double base = i < before ? m_parts.trend[i] : m_pass.fitted[i - before];
            m_past.parts[0].values[i] = base;
            double sum = base;
            for (size_t k = 0; k < m_parts.seasons.size(); ++k) sum += m_past.parts[k + 1].values[i] = m_parts.seasons[k].past[i];
            m_past.mean[i] = sum;
            m_past.lower[i] = sum - width;
            m_past.upper[i] = sum + width;
        }
        if (m_parts.log) exponentiate(m_past);
    }
    std::string params() const override {
        nlohmann::json j{{"scale", m_parts.log ? "log" : "linear"},
                         {"ets", nlohmann::json::parse(ets_json(m_model))},
                         {"seasons", nlohmann::json::array()}};
        for (const SeasonalPart& s : m_parts.seasons)
            j["seasons"].push_back({{"name", s.season.name},
                                    {"period", s.season.period},
                                    {"memory", s.memory},
                                    {"bandwidth", s.bandwidth},
                                    {"shrinkage", s.shrinkage},
                                    {"strength", s.strength}});
        return j.dump();
    }

protected:
    Steps ahead(size_t horizon) const override {
        const EtsAhead a = ets_ahead(m_model, m_pass, horizon, m_interval, m_seed);
        Steps s;
        name_parts(s);
        s.resize(horizon);
        for (size_t h = 0; h < horizon; ++h) {
            double season = 0;
            s.parts[0].values[h] = a.mean[h];
            for (size_t k = 0; k < m_parts.seasons.size(); ++k)
                season += s.parts[k + 1].values[h] = m_parts.seasons[k].ahead(h + 1);
            s.mean[h] = a.mean[h] + season;
            s.lower[h] = a.lower[h] + season;
            s.upper[h] = a.upper[h] + season;
        }
        if (m_parts.log) exponentiate(s);
        return s;
    }

private:
    void name_parts(Steps& s) const {
        s.parts = {{"trend", {}}};
        for (const SeasonalPart& part : m_parts.seasons) s.parts.push_back({part.season.name, {}});
    }
    Decomposition m_parts;
    EtsModel m_model;
    EtsPass m_pass;
};

class Mstl final : public Forecaster {
public:
    std::string id() const override { return "mstl"; }
    std::unique_ptr<Fitted> fit(const Series& series, const Spec& spec, Progress&, std::stop_token stop) const override {
        throw_if_stopped(stop);
        return std::make_unique<MstlFit>(series, spec, stop);
    }
};

} // namespace

const Forecaster& mstl() {
    static const Mstl method;
    return method;
}

} // namespace plumbline::forecast
