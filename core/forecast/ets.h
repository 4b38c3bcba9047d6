// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <stop_token>
#include <string>
#include <vector>

namespace plumbline::forecast {

/// Form of an exponential smoothing model (Hyndman, Koehler, Ord and Snyder, 2008): error A or M, trend N or A, season N, A or M.
/// Multiplicative trends are not offered: they explode.
struct EtsForm {
    char error = 'A', trend = 'N', season = 'N';
    bool damped = false;
    int m = 1;
    std::string name() const; ///< "ETS(A,Ad,M)"
    bool operator==(const EtsForm&) const = default;
};

/// Smoothing parameters in the convention of Hyndman et al.: beta and gamma act on the error, not on a change of the level.
struct EtsModel {
    EtsForm form;
    double alpha = 0.2, beta = 0.02, gamma = 0.02, phi = 0.97;
    double level = 0, trend = 0; ///< at the start
    std::vector<double> season;  ///< at the start; season[0] belongs to the first observation
    double aicc = 0, sigma2 = 0; ///< variance of errors (relative ones for error M)
};

/// One pass over a series: states after the last observation, one-step forecasts.
struct EtsPass {
    double level = 0, trend = 0;
    std::vector<double> season;                  ///< season[0] belongs to the next step
    std::vector<double> fitted;                  ///< one step ahead
    std::vector<double> levels, trends, seasons; ///< what each fitted value was made of: level before the step, growth, season
    double criterion = 0;                        ///< -2 log likelihood but for a constant; huge where a forecast leaves its range
    double sum_squares = 0;
    size_t used = 0;
};

EtsPass ets_pass(const EtsModel& model, const std::vector<double>& y, bool keep);

struct EtsAsk {
    int m = 1; ///< 1: no season
    bool allow_trend = true;
    bool allow_multiplicative = true;
    bool only_damped = false;
};

/// All admissible forms by AICc; y: NaN where missing. `start`: form and parameters of an earlier fit; the form is kept.
EtsModel ets_fit(const std::vector<double>& y, const EtsAsk& ask, const EtsModel* start, std::stop_token stop);

/// Mean and variance h = 1 … horizon steps ahead; in closed form for additive models, for the others by `paths` simulated paths,
/// whose quantiles at (1 ± interval)/2 go to lower and upper.
struct EtsAhead {
    std::vector<double> mean, lower, upper, level, growth, season;
};
EtsAhead ets_ahead(const EtsModel& model, const EtsPass& pass, size_t horizon, double interval, uint64_t seed, int paths = 600);

std::string ets_json(const EtsModel& model);
/// Null where the text is not one.
bool ets_from_json(const std::string& text, EtsModel& model);

} // namespace plumbline::forecast
