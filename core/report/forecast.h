// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>

#include "core/audit/audit.h"
#include "core/base/progress.h"
#include "core/forecast/kept.h"
#include "core/report/dashboard.h"
#include "core/report/document.h"

namespace plumbline::report {

/// What a person asks of the Forecast page.
struct ForecastRequest {
    std::string metric = "revenue";
    Grain grain = Grain::week;
    int horizon = 0; ///< periods; 0: as usual for the grain (28 days, 8 weeks, 6 months, 4 quarters, 2 years)
    std::vector<metrics::Filter> filters{};
    std::string breakdown{}; ///< dimension whose values are forecast too, so that they add up to the whole; empty: none
    std::string model = "auto";
    std::string holidays{}; ///< country, "" none
    double interval = 0.8;
    int tune = 0;                                         ///< trials, those of `study` included
    std::string study{};                                  ///< an earlier search for the same question, to go on from
    std::function<void(const std::string&)> keep_study{}; ///< see forecast::Request
    uint64_t seed = 1;
    Language language = Language::en;
    std::vector<metrics::Annotation> annotations{};
    std::vector<metrics::Target> targets{};
    std::vector<audit::Finding> findings{}; ///< open ones of the last audit; those that touch the metric are told
    bool leave_out = true;                  ///< periods that a blocker covers are not learnt from
    std::vector<forecast::Kept> kept{};     ///< forecasts of before, latest first
};

/// A forecast, ready to be shown: every text final.
struct ForecastView {
    std::string title;   ///< "The next 8 weeks should bring CHF 6.59M, 6.5% more than last year"
    std::string caption; ///< "16 Nov 2026 to 10 Jan 2027. Eight times in ten the sum lies between CHF 6.18M and CHF 7.03M."
    Grain grain =
        Grain::week; ///< what was used: coarser than asked where the data are, so that a monthly export is not cut into weeks
    bool possible = true; ///< false: no date or no such measure; the title says so
    std::vector<KpiCard> cards;
    ChartSpec series; ///< history, forecast, bands, last year, flags
    TableSpec steps;  ///< a row a period, the sum last
    std::string parts_title;
    std::vector<ChartSpec> parts; ///< trend, season, events, correction: history and forecast
    TableSpec methods;            ///< backtest, best first
    ChartSpec horizon;            ///< error by step ahead: what is used against the naive one
    ChartSpec tuning;             ///< error of each setting that was tried; no series unless asked for
    int trials = 0;               ///< that the chart shows
    std::string reasons_title;
    std::vector<std::string> reasons;
    TableSpec breakdown; ///< no rows unless asked for
    std::optional<double> sum, sum_lower, sum_upper, target_chance;
    std::string fingerprint, currency, filters_label;
    forecast::Kept record;                  ///< to be kept
    std::vector<forecast::Kept> realised{}; ///< kept ones whose realised error has changed
};

int usual_horizon(Grain grain);
/// Throws what metrics::run and forecast::run_forecast throw.
ForecastView build_forecast(const metrics::Context& context, const ForecastRequest& request, Progress& progress,
                            std::stop_token stop = {});
Document forecast_document(const ForecastView& view, std::string workspace, std::string created, Language language);

} // namespace plumbline::report
