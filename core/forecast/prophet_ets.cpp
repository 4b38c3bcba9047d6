// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/forecast/ets.h"
#include "core/forecast/grid_fitted.h"
#include "core/forecast/outliers.h"
#include "core/forecast/positive.h"
#include "core/forecast/prophet_fit.h"

namespace plumbline::forecast {

namespace {

constexpr size_t longest_window = 730; ///< slots whose residuals the smoothing is fitted on

/// Prophet, and what its residuals do next by exponential smoothing without a season and with a damped trend at most: the curve
/// starts from where the series is, not from where the trend says that it should be.
class ProphetEtsFit final : public Fitted, public ProphetReading {
public:
    ProphetEtsFit(const Series& series, const Spec& spec, const std::stop_token& stop)
        : m_prophet(series, spec, stop), m_interval(spec.interval), m_seed(spec.seed), m_non_negative(spec.non_negative),
          m_ds(series.ds), m_grid(make_grid(series, 1)), m_history(m_prophet.history()) {
        Series residuals{series.ds, series.y, {}};
        for (size_t i = 0; i < residuals.y.size(); ++i) residuals.y[i] -= m_history[i].yhat;
        Grid grid = make_grid(residuals, 1);
        grid.y = drawn_in(grid, std::move(grid.y));
        const size_t kept = std::min(longest_window, grid.size());
        m_before = grid.size() - kept;
        const std::vector<double> window(grid.y.end() - static_cast<long>(kept), grid.y.end());
        EtsAsk ask;
        ask.allow_multiplicative = false;
        ask.only_damped = true;
        EtsModel warm;
        bool known = false;
        if (const auto start = nlohmann::json::parse(spec.start, nullptr, false);
            start.is_object() && start.contains("correction"))
            known = ets_from_json(start["correction"].dump(), warm) && warm.form.season == 'N';
        m_model = ets_fit(window, ask, known ? &warm : nullptr, stop);
        m_pass = ets_pass(m_model, window, true);
    }

    std::vector<ForecastPoint> predict(const Future& future) const override {
        std::vector<ForecastPoint> points = m_prophet.predict(future);
        const std::vector<double> more = correction(future.ds);
        const EtsAhead next = ahead(future.ds);
        for (size_t i = 0; i < points.size(); ++i) {
            const long step = m_grid.slot_of(future.ds[i]) - static_cast<long>(m_grid.size());
            double half = (points[i].upper - points[i].lower) / 2;
            // Both know the spread of the next step; the wider of the two knows more about later ones.
            if (step >= 0) half = wider(half, step, next);
            shift(points[i], more[i], half);
        }
        return points;
    }

    std::vector<ForecastPoint> history() const override {
        std::vector<ForecastPoint> points = m_history;
        const std::vector<double> more = correction(m_ds);
        const double half = interval_width(m_interval) * std::sqrt(m_model.sigma2);
        for (size_t i = 0; i < points.size(); ++i) shift(points[i], more[i], half);
        return points;
    }

    std::vector<Component> components(const Future* future) const override {
        std::vector<Component> parts = m_prophet.components(future);
        std::vector<double> more = correction(future ? future->ds : m_ds);
        if (m_non_negative) {
            const auto points = future ? m_prophet.predict(*future) : m_history;
            for (size_t i = 0; i < more.size(); ++i) more[i] = kept(points[i].yhat, more[i]) - points[i].yhat;
        }
        parts.push_back({"correction", std::move(more)});
        return parts;
    }

    std::string params() const override {
        auto j = nlohmann::ordered_json::parse(m_prophet.params());
        j["model"] = "prophet_ets";
        j["correction"] = nlohmann::ordered_json::parse(ets_json(m_model));
        return j.dump();
    }
    std::string fell_back() const override { return m_prophet.fell_back(); }

    double log_posterior() const override { return m_prophet.log_posterior(); }
    std::vector<ChangePoint> change_points() const override { return m_prophet.change_points(); }
    std::vector<EventEffect> event_effects() const override { return m_prophet.event_effects(); }
    bool multiplicative() const override { return m_prophet.multiplicative(); }
    std::vector<std::vector<double>> paths(const Future& future, int count, uint64_t seed) const override {
        auto all = m_prophet.paths(future, count, seed);
        const std::vector<double> more = correction(future.ds);
        for (auto& path : all)
            for (size_t i = 0; i < path.size(); ++i) path[i] = kept(path[i], more[i]);
        return all;
    }

private:
    EtsAhead ahead(const std::vector<double>& ds) const {
        long last = 0;
        for (const double d : ds) last = std::max(last, m_grid.slot_of(d) - static_cast<long>(m_grid.size()) + 1);
        return last > 0 ? ets_ahead(m_model, m_pass, static_cast<size_t>(last), m_interval, m_seed) : EtsAhead{};
    }
    static double wider(double half, long step, const EtsAhead& next) {
        const auto h = static_cast<size_t>(step);
        return std::max(half, (next.upper[h] - next.lower[h]) / 2);
    }
    /// What smoothing adds: one step ahead in the history; nothing before the window it was fitted on.
    std::vector<double> correction(const std::vector<double>& ds) const {
        const EtsAhead next = ahead(ds);
        std::vector<double> out(ds.size(), 0.0);
        const long n = static_cast<long>(m_grid.size());
        for (size_t i = 0; i < ds.size(); ++i) {
            const long slot = m_grid.slot_of(ds[i]), in_window = slot - static_cast<long>(m_before);
            if (slot >= n)
                out[i] = next.mean[static_cast<size_t>(slot - n)];
            else if (in_window >= 0)
                out[i] = m_pass.fitted[static_cast<size_t>(in_window)];
        }
        return out;
    }
    /// Below zero the correction takes what is there and no more.
    double kept(double yhat, double more) const {
        return m_non_negative && yhat >= 0 ? std::max(yhat * 0.01, yhat + more) : yhat + more;
    }
    void shift(ForecastPoint& point, double more, double half) const {
        point.yhat = kept(point.yhat, more);
        point.lower = point.yhat - half;
        point.upper = point.yhat + half;
        if (m_non_negative && point.lower < 0) positive_bounds(point, m_interval);
    }

    ProphetFit m_prophet;
    double m_interval;
    uint64_t m_seed;
    bool m_non_negative;
    std::vector<double> m_ds;
    Grid m_grid;
    std::vector<ForecastPoint> m_history;
    size_t m_before = 0;
    EtsModel m_model;
    EtsPass m_pass;
};

class ProphetEts final : public Forecaster {
public:
    std::string id() const override { return "prophet_ets"; }
    std::unique_ptr<Fitted> fit(const Series& series, const Spec& spec, Progress&, std::stop_token stop) const override {
        throw_if_stopped(stop);
        spec.validate();
        return std::make_unique<ProphetEtsFit>(series, spec, stop);
    }
};

} // namespace

const Forecaster& prophet_ets() {
    static const ProphetEts method;
    return method;
}

} // namespace plumbline::forecast
