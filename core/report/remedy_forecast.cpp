// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/remedy_forecast.h"

#include "core/report/forecast.h"

namespace plumbline::report {

std::optional<audit::Change> remedy_forecast(const metrics::Context& context, const audit::Finding& finding, Progress& progress,
                                             std::stop_token stop) {
    const DatasetInfo& dataset = *context.dataset;
    if (!dataset.dates || !finding.days) return std::nullopt;
    const DatasetColumn* column = dataset.by_field(finding.column);
    // Rows and days concern every measure: money is what is asked for.
    if (!column && (finding.column == "*" || finding.column == "date"))
        for (const char* role : {"revenue", "leads", "clicks"})
            if (!column) column = dataset.by_role(role);
    if (!column || !is_measure_role(column->role)) return std::nullopt;
    ForecastRequest request;
    request.metric = column->role == "measure" ? column->field : column->role;
    request.model = "ets"; // quick; what changes is what counts
    request.findings = {finding};
    request.findings.front().severity = audit::Severity::warning; // notes are not told, blockers left out beforehand
    ForecastView view;
    try {
        view = build_forecast(context, request, progress, stop);
    } catch (const Error& e) {
        if (e.code() == ErrorCode::too_little_data || e.code() == ErrorCode::metric_unknown) return std::nullopt;
        throw;
    }
    if (!view.possible || !view.sum) return std::nullopt;
    for (const ChartSeries& s : view.series.series) {
        if (s.role != SeriesRole::other || s.mark != Mark::line) continue;
        double after = 0;
        for (const ChartPoint& p : s.points) after += p.y.value_or(0);
        return audit::Change{request.metric, column->unit, view.sum, after};
    }
    return audit::Change{request.metric, column->unit, view.sum, view.sum};
}

} // namespace plumbline::report
