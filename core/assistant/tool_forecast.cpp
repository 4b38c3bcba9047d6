// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/assistant/tools.h"
#include "core/base/format.h"
#include "core/forecast/series.h"

namespace plumbline::assistant::tool {

using nlohmann::json;

/// Theta on the daily series (Assimakopoulos and Nikolopoulos, 2000): fast enough for an answer; the forecast page compares
/// methods.
ToolResult forecast(const ToolContext& c) {
    ToolResult out;
    const SemanticQuery& q = c.plan.queries.front();
    const DatasetInfo& d = c.vocabulary.dataset();
    const bool fr = c.language == Language::fr;
    if (!d.dates) {
        out.unavailable = fr ? "Ces données n'ont pas de date : une prévision en demande une."
                             : "These data have no date; a forecast needs one.";
        return out;
    }
    int days = 28;
    if (const auto at = c.plan.slots.find("horizon_days"); at != c.plan.slots.end())
        days = std::clamp(json::parse(at->second).get<int>(), 1, 730);
    Date start = d.dates->to + 1;
    if (const auto at = c.plan.slots.find("start"); at != c.plan.slots.end())
        if (const auto day = parse_iso_date(json::parse(at->second).get<std::string>()); day && *day > d.dates->to) start = *day;
    const int steps = std::min(start - d.dates->to - 1 + days, 800);
    const std::string metric = q.metrics.front();
    try {
        metrics::Query series;
        series.metrics = {metric};
        series.grain = Grain::day;
        if (!q.periods.empty()) series.period = q.periods.front().range;
        for (const ValueFilter& f : q.filters) series.filters.push_back({f.dimension, f.values, f.exclude});
        out.sql = metrics::compile(d, series);
        const metrics::Answer answer = metrics::run(c.data, series, c.stop);
        std::vector<forecast::Note> notes;
        const forecast::RawSeries raw = forecast::raw_series(answer, metric, notes);
        forecast::SeriesAsk ask;
        ask.horizon = steps;
        const forecast::Prepared prepared = forecast::make_series(raw, ask);
        forecast::Spec spec;
        const std::string unit = metric_unit(metric, d);
        spec.non_negative = unit == "count" || (unit == "currency" && metric != "profit");
        NoProgress progress;
        std::unique_ptr<forecast::Fitted> fit;
        std::string model = "theta";
        try {
            fit = forecast::forecaster("theta").fit(prepared.series, spec, progress, c.stop);
        } catch (const Error& e) {
            if (e.code() == ErrorCode::cancelled) throw;
            model = "seasonal_naive";
            fit = forecast::forecaster(model).fit(prepared.series, spec, progress, c.stop);
        }
        const std::vector<forecast::ForecastPoint> points = fit->predict(prepared.future);
        Table t;
        t.add("day", ColumnType::date);
        t.add(metric, ColumnType::real, unit);
        t.add(metric + "_lower", ColumnType::real, unit);
        t.add(metric + "_upper", ColumnType::real, unit);
        Column& day = t.column(0);
        Column& yhat = t.column(1);
        Column& lower = t.column(2);
        Column& upper = t.column(3);
        double total = 0;
        size_t n = 0;
        for (const forecast::ForecastPoint& p : points) {
            const Date at{static_cast<int32_t>(std::floor(p.ds))};
            if (at < start) continue;
            day.append(at);
            yhat.append(p.yhat);
            lower.append(p.lower);
            upper.append(p.upper);
            total += p.yhat;
            ++n;
        }
        out.parts.push_back(std::move(t));
        const NumberStyle style = NumberStyle::of(c.language, d.currency);
        if (n > 0 && (unit == "count" || unit == "currency") && metric.find("cp") != 0 && metric != "aov" && metric != "cac")
            out.notes.push_back(
                (fr ? "Au total, " : "In total, ") + format_card(total, unit, style) +
                (fr ? " sur " + std::to_string(n) + " jours (méthode " + model + ", intervalle à 80 % par jour dans le tableau)."
                    : " over " + std::to_string(n) + " days (method " + model + "; 80% interval by day in the table)."));
        if (d.dates->days() < 60)
            out.notes.push_back(
                fr ? "L'historique ne compte que " + std::to_string(d.dates->days()) + " jours : la prévision est incertaine."
                   : "There are only " + std::to_string(d.dates->days()) + " days of history: the forecast is uncertain.");
    } catch (const Error& e) {
        if (e.code() == ErrorCode::cancelled) throw;
        out.unavailable = e.text(c.language).what_happened;
    }
    return out;
}

} // namespace plumbline::assistant::tool
