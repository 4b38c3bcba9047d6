// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/date.h"
#include "core/forecast/run.h"
#include "core/metrics/query.h"
#include "core/store/workspace.h"

namespace plumbline::forecast {

/// How a kept forecast did once actuals had come.
struct Realised {
    int steps = 0;                 ///< of the forecast that have an actual by now
    int inside = 0;                ///< of those, within the interval
    double bias = 0;               ///< (sum of actuals - sum of forecasts) / sum of forecasts; 0 where that is 0
    std::optional<double> mape;    ///< mean |error| / |actual|; missing where an actual is 0
    std::optional<double> against; ///< mean |error| over what the backtest had promised; above 1: worse than promised
};

/// A forecast as it was when a person kept it: the record of kind "forecast".
struct Kept {
    std::string id{}, created{}; ///< given by the store
    int64_t dataset_id = 0;
    std::string metric{};
    Grain grain = Grain::week;
    std::vector<metrics::Filter> where{};
    std::string model{}, params{}, fingerprint{}; ///< params: JSON text, fingerprint: of series and spec
    double interval = 0.8;
    std::string holidays{};
    uint64_t seed = 1;
    Accuracy accuracy{};   ///< of the backtest of what was used
    double mean_error = 0; ///< of that backtest, in units of the metric; 0: there was none
    double last = 0;       ///< ds of the last observation
    std::vector<ForecastPoint> points{};
    std::optional<Realised> realised{};

    bool same_question(const std::string& other_metric, Grain other_grain, const std::vector<metrics::Filter>& filters) const;
};

/// Latest first. Records that cannot be read are left out.
std::vector<Kept> kept_forecasts(const store::Workspace& workspace, int64_t dataset_id);
/// Stores or, with an id, replaces.
Kept put_forecast(store::Workspace& workspace, Kept kept);
bool remove_forecast(store::Workspace& workspace, const std::string& id);

/// What is to be kept of a result; the question (dataset, metric, grain, filters, holidays, seed) is still to be written in.
Kept to_keep(const Result& result, const Series& series, double interval);
/// What the observations say of a forecast; nothing while none of its steps has come.
std::optional<Realised> realise(const Kept& kept, const std::vector<double>& ds, const std::vector<double>& y);
/// The model's and the combination's test in a result; null where there is none.
const Backtest* test_of(const Result& result);

} // namespace plumbline::forecast
