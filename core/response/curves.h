// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::response {

/// How spend carries over into later periods: a_t = sum over lags l of w_l x_(t-l).
enum class AdstockKind {
    none,        ///< a = x
    geometric,   ///< w = theta^l, exact recursion over all lags where length is 0
    delayed,     ///< w = theta^((l - peak)^2)
    weibull_pdf, ///< w = pdf(l + 1; shape, scale)
    weibull_cdf, ///< w = product over j <= l of (1 - F(j; shape, scale))
    binomial     ///< w = (1 - l / length)^(1 / theta - 1) (Meridian)
};

/// Carry-over of one channel. The convention is stored with it: with normalised weights the steady-state adstock equals the
/// steady spend, otherwise it is spend times weight_sum().
struct Adstock {
    AdstockKind kind = AdstockKind::geometric;
    double theta = 0.5; ///< geometric, delayed, binomial: 0 <= theta < 1
    double peak = 0;    ///< delayed: lag of the strongest effect, periods
    double shape = 1;   ///< Weibull k
    double scale = 1;   ///< Weibull lambda, periods
    int length = 13;    ///< lags kept; 0: all of them (geometric only)
    bool normalised = true;
    /// Weights as used (divided by their sum where normalised); for length 0 as many as carry 1e-12 of the mass.
    std::vector<double> weights() const;
    /// What a steady spend of 1 is as adstock: 1 where normalised.
    double weight_sum() const;
};

enum class SaturationKind {
    hill,             ///< a^s / (K^s + a^s)
    michaelis_menten, ///< a / (K + a)
    logistic,         ///< (1 - e^(-lam a)) / (1 + e^(-lam a))
    tanh,             ///< tanh(a / K)
    root              ///< a^slope, slope in (0, 1]
};

/// Diminishing returns of one channel, unit-free: 0 at no spend; at most 1 (root: unbounded).
struct Saturation {
    SaturationKind kind = SaturationKind::hill;
    double half = 1;                         ///< K: hill, michaelis_menten (adstock at one half), tanh (its scale)
    double slope = 1;                        ///< hill s, root exponent
    double lam = 1;                          ///< logistic
    double value(double adstock) const;      ///< no overflow for any finite input; 0 at or below 0
    double derivative(double adstock) const; ///< dS/da; where it is infinite at 0 (slope below 1) the value at a tiny adstock
    double second(double adstock) const;     ///< d2S/da2
    /// Adstock at which the curve turns from convex to concave; 0 for concave curves.
    double inflexion() const;
};

/// Response curve of one channel: what a steady spend per period adds to the target per period.
struct Curve {
    std::string name;
    Adstock adstock;
    Saturation saturation;
    double beta = 0;    ///< ceiling in units of the target per period
    double current = 0; ///< spend per period today
    double min = 0;     ///< bounds of spend per period; observed range where they come from a fit
    double max = 0;

    double response(double spend) const;   ///< steady state, per period
    double derivative(double spend) const; ///< marginal return of the last unit of spend, steady state
    double second(double spend) const;
    /// Spend at which the curve turns concave; 0 where it is concave everywhere.
    double inflexion() const;
};

/// {"name","adstock":{"kind",…},"saturation":{"kind",…},"beta","current","min","max"}.
nlohmann::json to_json(const Curve& curve);
/// The same, or with "adstock":"geometric","adstock_params":{…}; saturation kinds hill, mm, michaelis_menten, logistic, tanh,
/// root. Missing current: "reference_weekly_spend", else 0; missing min and max: 0. Throws Error{response_invalid}.
Curve curve_from_json(const nlohmann::json& json);
nlohmann::json to_json(const Adstock& adstock);
nlohmann::json to_json(const Saturation& saturation);
Adstock adstock_from_json(const nlohmann::json& json);
Saturation saturation_from_json(const nlohmann::json& json);
std::string_view adstock_id(AdstockKind kind);
std::string_view saturation_id(SaturationKind kind);
/// Throws Error{response_invalid}.
AdstockKind parse_adstock(std::string_view id);
SaturationKind parse_saturation(std::string_view id);

} // namespace plumbline::response
