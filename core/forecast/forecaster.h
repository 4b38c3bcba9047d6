// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"

namespace plumbline::forecast {

/// A series over time. All vectors have n entries, in ascending order of ds, without duplicates (make_series sees to it).
struct Series {
    std::vector<double> ds;                                ///< days since 1970-01-01; the fraction is the time of the day
    std::vector<double> y;                                 ///< NaN where missing
    std::map<std::string, std::vector<double>> regressors; ///< by name; n entries each
};

/// Days on which something happens: a holiday, a promotion, an event of the user's.
struct Event {
    std::string name;         ///< events of one name share their effects
    std::vector<double> days; ///< every occurrence in history and future, days since 1970-01-01
    int lower_window = 0;     ///< days before that are affected too, <= 0
    int upper_window = 0;
    std::optional<double> prior_scale; ///< none: Spec::holidays_prior_scale
};

struct RegressorSpec {
    std::string name;
    double prior_scale = 10;
    std::optional<bool> multiplicative; ///< none: as the seasonality
    int sign = 0;                       ///< 1: its coefficient may not be negative; -1: not positive
    std::optional<bool> standardize;    ///< none: unless it holds only 0 and 1
};

struct SeasonalitySpec {
    std::string name;  ///< "yearly", "weekly", "daily", or the user's own
    double period = 7; ///< days
    int fourier_order = 3;
    double prior_scale = 10;
    std::optional<bool> multiplicative; ///< none: as Spec::multiplicative
    std::string condition;              ///< name of a 0/1 regressor: only there; empty: always
};

enum class Growth { linear, logistic, flat };
enum class Switch { automatic, on, off };

/// What is asked of any forecaster; each reads the fields that concern it.
struct Spec {
    double interval = 0.8; ///< nominal coverage
    uint64_t seed = 1;
    int season_length = 0;     ///< steps a season for ETS, ARIMA, Theta, naive; 0: from the distance of the observations
    bool non_negative = false; ///< the target cannot be below 0 (money spent, counts)
    /// params() of an earlier fit of the same method: its structure (orders, form) is kept and its coefficients are started from.
    /// For rolling origins; empty: everything is chosen anew.
    std::string start;
    // Prophet (Taylor and Letham, 2018; names and defaults as in the original)
    Growth growth = Growth::linear;
    std::optional<double> cap, floor;
    int n_changepoints = 25;
    double changepoint_range = 0.8;
    double changepoint_prior_scale = 0.05;
    std::optional<std::vector<double>> changepoints; ///< given: days since 1970
    double seasonality_prior_scale = 10;
    double holidays_prior_scale = 10;
    bool multiplicative = false;
    Switch yearly = Switch::automatic, weekly = Switch::automatic, daily = Switch::automatic;
    std::optional<int> yearly_order, weekly_order, daily_order;
    std::vector<SeasonalitySpec> seasonalities; ///< besides the built-in ones
    std::vector<Event> events;                  ///< holidays and events
    std::vector<RegressorSpec> regressors;
    int uncertainty_samples = 1000;
    /// Throws Error{forecast_invalid} with what is wrong.
    void validate() const;
};

struct ForecastPoint {
    double ds = 0, yhat = 0, lower = 0, upper = 0;
};

/// Parts that a forecast is made of; for additive parts their sum is yhat (to 1e-9 relative). Multiplicative parts are given as
/// what they add to yhat, so that they sum as well.
struct Component {
    std::string name; ///< "trend", "weekly", "yearly", "holidays", a regressor, "correction"
    std::vector<double> values;
};

/// Moments for which something is asked, with the regressors known for them.
struct Future {
    std::vector<double> ds;
    std::map<std::string, std::vector<double>> regressors;
};

/// An immutable fit.
class Fitted {
public:
    virtual ~Fitted() = default;
    virtual std::vector<ForecastPoint> predict(const Future& future) const = 0;
    /// At the moments of the history (one-step fit for state-space models).
    virtual std::vector<ForecastPoint> history() const = 0;
    /// In the order of `future`; at the moments of history where `future` is null. Empty: the method has no parts.
    virtual std::vector<Component> components(const Future* future) const {
        (void)future;
        return {};
    }
    /// What was decided: "arima(1,1,1)(0,1,1)[7]", change points, prior scales, as JSON text.
    virtual std::string params() const = 0;
    /// Why a simpler method stands in; empty: as asked.
    virtual std::string fell_back() const { return {}; }
};

/// A method. Stateless; fit may be called from several threads at once.
class Forecaster {
public:
    virtual ~Forecaster() = default;
    virtual std::string id() const = 0; ///< "prophet", "ets" …
    virtual std::unique_ptr<Fitted> fit(const Series& series, const Spec& spec, Progress& progress,
                                        std::stop_token stop) const = 0;
};

/// By id, in the order of the comparison table: seasonal_naive, theta, ets, arima, mstl, xgboost, prophet, prophet_ets.
const std::vector<const Forecaster*>& forecasters();
/// Throws Error{forecast_invalid} with the ids that exist.
const Forecaster& forecaster(std::string_view id);

} // namespace plumbline::forecast
