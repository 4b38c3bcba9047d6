// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/forecast/metric_job.h"
#include "core/forecast/prophet.h"
#include "core/forecast/reading.h"
#include "core/report/forecast.h"
#include "core/report/scale.h"
#include "core/report/setting.h"

/// The parts of the Forecast page.
namespace plumbline::report {

/// A text of this page, {name} replaced by its fact.
std::string forecast_words(std::string_view key, Language language, const std::map<std::string, std::string>& facts = {});

/// Sum (of a ratio: mean) of forecast steps with its own interval: errors of neighbouring steps go together.
struct Total {
    double value = 0, sd = 0;
    double lower = 0, upper = 0;
};

/// Everything that the parts are made from.
struct ForecastWorld {
    const Setting& s;
    const ForecastRequest& request;
    metrics::Metric metric;
    forecast::Series series;
    forecast::Result result;
    std::optional<ChartPoint> open;              ///< the last period while it is not complete
    std::unique_ptr<forecast::Fitted> explained; ///< Prophet with the events, for what can be said of the series
    forecast::Reading reading;
    std::map<std::string, std::string> event_names; ///< holidays in the language of the page, by their name
    std::vector<ChartAnnotation> findings;          ///< of the auditor, on the curve
    std::vector<forecast::ForecastPoint> remedied;  ///< the forecast if the findings' days had been as expected; empty: none
    std::vector<forecast::ForecastPoint> as_it_is;  ///< the forecast with what was left out; empty: nothing was
    double step_correlation = 0;                    ///< of the errors of neighbouring steps, from the backtest
    Total total;
    std::optional<double> last_year; ///< of the same periods
    bool adds() const { return metric.denominator.empty(); }
    Language language() const { return s.narrator.language(); }
    std::string say(std::string_view key, const std::map<std::string, std::string>& facts = {}) const {
        return forecast_words(key, language(), facts);
    }
    std::string value(double v) const { return format_card(v, metric.unit, s.style); }
    std::string period(double ds) const { return format_period_short(Date{static_cast<int32_t>(ds)}, request.grain, language()); }
    /// An event's name, "Black Friday +1" without what follows it, in the language of the page.
    std::string event(const std::string& name) const;
    /// "8 weeks".
    std::string periods(size_t n) const;
};

/// The moment a year before, on the same weekday where periods are days or weeks.
double year_before(double ds, Grain grain);
/// An observation at a moment.
std::optional<double> observed(const forecast::Series& series, double ds);

Total total_of(const std::vector<forecast::ForecastPoint>& points, const std::vector<double>& weights, double interval,
               double correlation, bool adds);
double step_correlation(const forecast::Result& result);

ChartSpec make_forecast_chart(const ForecastWorld& w);
TableSpec make_steps(const ForecastWorld& w);
std::vector<ChartSpec> make_parts(const ForecastWorld& w, std::string& title);
TableSpec make_methods(const ForecastWorld& w);
ChartSpec make_horizon(const ForecastWorld& w);
/// The trials of the search over Prophet's settings, and the best so far.
ChartSpec make_tuning(const ForecastWorld& w, int& trials);
std::vector<KpiCard> make_forecast_cards(const ForecastWorld& w, std::optional<double>& chance);
/// Forecasts of the values of a dimension, reconciled with the whole, which they change a little (MinT).
TableSpec make_breakdown(ForecastWorld& w, const forecast::Request& job, Progress& progress, std::stop_token stop);
/// Findings of the auditor that lie in the history: what was left out and what the forecast would be with it; what stays in and
/// what the forecast would be with expected values in its place.
std::vector<std::string> tell_findings(ForecastWorld& w, const forecast::MetricJob& job, Progress& progress,
                                       std::stop_token stop);
/// The open findings of the request as a report.
audit::AuditReport report_of(const ForecastRequest& request);
/// What changed since the last forecast of the same thing, and how that one did.
std::vector<std::string> since_last(const ForecastWorld& w, std::vector<forecast::Kept>& realised);

} // namespace plumbline::report
