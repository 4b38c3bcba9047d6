// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <Eigen/Core>

#include "core/forecast/forecaster.h"

namespace plumbline::forecast {

/// A column of Prophet's design matrix.
struct Feature {
    std::string component; ///< "weekly", "holidays", a regressor's name
    std::string name;      ///< "weekly 3", "Black Friday +1"
    double prior_scale = 10;
    bool multiplicative = false;
    int sign = 0;
};

/// From moments to scaled time, change points and columns; as the original derives them from a history (forecaster.py of 1.3.0:
/// setup_dataframe, set_changepoints, set_auto_seasonalities, make_all_seasonality_features).
class ProphetDesign {
public:
    /// `series`: at least two observations. Throws Error{forecast_invalid, regressor_missing}.
    ProphetDesign(const Series& series, const Spec& spec);

    double scaled_time(double ds) const { return (ds - m_start) / m_span; }
    double scaled(double y) const { return (y - m_floor) / m_y_scale; }
    double y_scale() const { return m_y_scale; }
    double floor() const { return m_floor; }
    double start() const { return m_start; }
    double span() const { return m_span; }
    const std::vector<double>& changepoints() const { return m_changepoints; } ///< scaled
    const std::vector<Feature>& features() const { return m_features; }
    const std::vector<std::string>& components() const { return m_components; } ///< of the columns, in their order

    /// m x K. Throws Error{regressor_missing} where a regressor has no value.
    Eigen::MatrixXd columns(const std::vector<double>& ds, const std::map<std::string, std::vector<double>>& regressors) const;
    /// m x S: max(0, t - s_j).
    Eigen::MatrixXd hinges(const std::vector<double>& ds) const;

private:
    struct Fourier {
        double period;
        int order;
        std::string condition;
    };
    struct Occurrences {
        std::vector<double> days; ///< shifted by the offset, ascending
    };
    struct Regressor {
        std::string name;
        double mean = 0, sd = 1;
    };
    void find_changepoints(const std::vector<double>& ds, const Spec& spec);
    void add_seasonalities(double smallest_gap, const Spec& spec);
    void add_events(const Series& series, const Spec& spec);
    void add_regressors(const Series& series, const std::vector<size_t>& observed, const Spec& spec);
    void add_component(const std::string& name);
    double occurrences(const Occurrences& event, double ds) const;

    double m_start = 0, m_span = 1, m_floor = 0, m_y_scale = 1;
    double m_period = 1; ///< days that a row stands for: 1 unless the rows are a week or longer apart
    std::vector<double> m_changepoints;
    std::vector<Fourier> m_fourier;
    std::vector<Occurrences> m_events;
    std::vector<Regressor> m_regressors;
    std::vector<Feature> m_features;
    std::vector<std::string> m_components;
};

} // namespace plumbline::forecast
