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
        m_parts = decomposed(m_grid, {log_scale(m_grid, spec.start), false, steady_season(m_grid)});
        throw_if_stopped(stop);
        const std::vector<double>& adjusted = m_parts->adjusted;
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
        m_past.name(m_parts->seasons);
        m_past.resize(n);
        const double width = interval_width(m_interval) * std::sqrt(m_model.sigma2);
        std::vector<double> seasons(m_parts->seasons.size());
        for (size_t i = 0; i < n; ++i) {
            for (size_t k = 0; k < seasons.size(); ++k) seasons[k] = m_parts->seasons[k].past[i];
            put(m_past, i, i < before ? m_parts->trend[i] : m_pass.fitted[i - before], seasons, width, width, m_parts->log);
        }
    }
    std::string params() const override {
        nlohmann::json j{{"scale", m_parts->log ? "log" : "linear"},
                         {"ets", nlohmann::json::parse(ets_json(m_model))},
                         {"seasons", nlohmann::json::array()}};
        for (const SeasonalPart& s : m_parts->seasons)
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
        s.name(m_parts->seasons);
        s.resize(horizon);
        std::vector<double> seasons(m_parts->seasons.size());
        for (size_t h = 0; h < horizon; ++h) {
            for (size_t k = 0; k < seasons.size(); ++k) seasons[k] = m_parts->seasons[k].ahead(h + 1);
            put(s, h, a.mean[h], seasons, a.mean[h] - a.lower[h], a.upper[h] - a.mean[h], m_parts->log);
        }
        return s;
    }

private:
    std::shared_ptr<const Decomposition> m_parts;
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
