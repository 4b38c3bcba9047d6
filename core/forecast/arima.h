// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <stop_token>
#include <string>
#include <vector>

namespace plumbline::forecast {

struct ArimaOrder {
    int p = 0, d = 0, q = 0, P = 0, D = 0, Q = 0, m = 1;
    bool constant = false;    ///< mean where d + D = 0, drift where it is 1
    std::string name() const; ///< "ARIMA(1,1,1)(0,1,1)[7] with drift"
    int coefficients() const { return p + q + P + Q + (constant ? 1 : 0); }
    bool operator==(const ArimaOrder&) const = default;
};

/// Coefficients in the convention of Box and Jenkins with plus signs for the moving average:
/// phi(B) Phi(B^m) (w - mean) = theta(B) Theta(B^m) e with theta(B) = 1 + theta_1 B + …, w the differenced series.
struct ArimaModel {
    ArimaOrder order;
    std::vector<double> phi, theta, seasonal_phi, seasonal_theta;
    double mean = 0, sigma2 = 0, aicc = 0, log_likelihood = 0;
};

/// -2 log likelihood and what is needed to go on from it.
struct ArimaFilter {
    double minus_two_log_likelihood = 0, sigma2 = 0;
    std::vector<double> residuals; ///< one-step errors of w; NaN where w is missing
    size_t used = 0;
};

/// Expanded polynomials: w_t = sum ar_i w_(t-i) + e_t + sum ma_j e_(t-j); index 0 is lag 1.
std::vector<double> expanded_ar(const ArimaModel& model);
std::vector<double> expanded_ma(const ArimaModel& model);
/// (1 - B)^d (1 - B^m)^D; shorter by d + D m. NaN stays NaN.
std::vector<double> differenced(const std::vector<double>& y, const ArimaOrder& order);

/// Exact Gaussian likelihood by the Kalman filter (Harvey, 1989, 3.3), sigma concentrated out; NaN is left out. w without its
/// mean.
ArimaFilter arima_exact(const std::vector<double>& w, const std::vector<double>& ar, const std::vector<double>& ma);
/// Conditional sum of squares, values before the first one taken as 0. Fast; for the search.
ArimaFilter arima_conditional(const std::vector<double>& w, const std::vector<double>& ar, const std::vector<double>& ma);

/// Number of differences by KPSS tests at 5 % (Kwiatkowski et al., 1992), at most 2; of seasonal ones by the strength of the
/// season above 0.64 (Wang et al., 2006), at most 1.
int differences_needed(const std::vector<double>& y);

/// Coefficients of one order by exact likelihood, started from the conditional sum of squares. aicc is infinite where the model
/// does not fit. `seen`: NaN where a value was filled in; those moments are left out.
ArimaModel arima_fit(const std::vector<double>& y, const std::vector<double>& seen, const ArimaOrder& order,
                     const ArimaModel* start, bool exact, std::stop_token stop);
/// Stepwise search by AICc (Hyndman and Khandakar, 2008).
ArimaModel arima_search(const std::vector<double>& y, const std::vector<double>& seen, int m, int seasonal_difference,
                        std::stop_token stop);

std::string arima_json(const ArimaModel& model);
bool arima_from_json(const std::string& text, ArimaModel& model);

} // namespace plumbline::forecast
