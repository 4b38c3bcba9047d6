// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/forecast/prophet.h"
#include "core/forecast/prophet_bounds.h"
#include "core/forecast/prophet_design.h"
#include "core/forecast/prophet_map.h"

namespace plumbline::forecast {

/// What a fit keeps: parameters and the way from moments to columns, not the design matrix.
class ProphetFit final : public Fitted, public ProphetReading {
public:
    ProphetFit(const Series& series, const Spec& spec, std::stop_token stop);

    std::vector<ForecastPoint> predict(const Future& future) const override;
    std::vector<ForecastPoint> history() const override;
    std::vector<Component> components(const Future* future) const override;
    std::string params() const override;
    std::string fell_back() const override { return m_fell_back; }

    double log_posterior() const override { return m_map.log_posterior; }
    std::vector<ChangePoint> change_points() const override;
    std::vector<EventEffect> event_effects() const override;
    bool multiplicative() const override { return m_spec.multiplicative; }
    std::vector<std::vector<double>> paths(const Future& future, int paths, uint64_t seed) const override;

    double sigma() const { return m_map.sigma * m_design.y_scale(); }

private:
    /// Scaled: the trend, what multiplies and what is added, by moment.
    struct Parts {
        Eigen::VectorXd argument, trend, factor, added, mean; ///< factor: 1 + X_m beta_m; mean: after the soft floor
        Eigen::MatrixXd x;
    };
    Parts parts(const std::vector<double>& ds, const std::map<std::string, std::vector<double>>& regressors) const;
    double to_trend(double argument) const;
    double soft_floor(double mean) const;
    std::vector<ForecastPoint> points(const std::vector<double>& ds, const Parts& p) const;
    void simulated_bounds(const std::vector<double>& ds, const Parts& p, std::vector<ForecastPoint>& points) const;
    std::vector<Component> named(const Parts& p) const;
    std::vector<std::vector<double>> draw(const std::vector<double>& ds, const Parts& p, int paths, uint64_t seed) const;

    std::string m_fell_back; ///< before m_spec, which writes it
    Spec m_spec;
    ProphetDesign m_design;
    MapResult m_map;
    double m_cap = 1, m_soft = 0;
    TrendWalk m_walk;
    std::vector<double> m_ds; ///< of the history, also where y is missing
    std::map<std::string, std::vector<double>> m_regressors;
    std::vector<EventEffect> m_events;
};

} // namespace plumbline::forecast
