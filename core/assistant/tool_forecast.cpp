// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/assistant/parser.h"
#include "core/assistant/tools.h"
#include "core/assistant/wording.h"
#include "core/base/format.h"
#include "core/forecast/metric_job.h"
#include "core/report/blocked_days.h"

namespace plumbline::assistant::tool {

using nlohmann::json;

/// The method that did best on the past (core/forecast "auto"). Takes seconds on years of days.
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
    int periods = 0;
    try {
        forecast::MetricAsk ask;
        ask.metric = metric;
        for (const ValueFilter& f : q.filters) ask.filters.push_back({f.dimension, f.values, f.exclude});
        if (!q.periods.empty()) ask.period = q.periods.front().range;
        ask.grain = std::max(Grain::day, forecast::grain_of_rows(c.data, metric, ask.filters, c.stop).value_or(Grain::day));
        for (Date at = d.dates->to + 1, last = at + steps; at < last; at = period_end(at, ask.grain) + 1) ++periods;
        ask.horizon = periods;
        if (c.workspace)
            c.workspace([&](const store::Workspace& w) {
                ask.annotations = metrics::annotations(w, d.id);
                ask.blocked = report::blocked_days(w, d, metric, ask.filters, c.language);
            });
        metrics::Query series;
        series.metrics = {metric};
        series.grain = ask.grain;
        series.period = ask.period;
        series.filters = ask.filters;
        out.sql = metrics::compile(d, series);
        const forecast::MetricJob job = forecast::metric_job(c.data, ask, {}, c.stop);
        const std::string unit = metric_unit(metric, d);
        const forecast::Result result = forecast::run_forecast(job.request, c.progress, c.stop);
        const std::string model = forecast::model_name(result.model, c.language);
        const std::vector<forecast::ForecastPoint>& points = result.forecast;
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
        Date first = start, last = start;
        for (const forecast::ForecastPoint& p : points) {
            const Date at{static_cast<int32_t>(std::floor(p.ds))};
            if (period_end(at, ask.grain) < start) continue;
            day.append(at);
            yhat.append(p.yhat);
            lower.append(p.lower);
            upper.append(p.upper);
            total += p.yhat;
            if (n++ == 0) first = std::max(at, d.dates->to + 1);
            last = period_end(at, ask.grain);
        }
        out.parts.push_back(std::move(t));
        out.described = 0;
        const NumberStyle style = NumberStyle::of(c.language, d.currency);
        const std::string name = metric_words(metric, d, c.language);
        const std::string days_text = std::to_string(last - first + 1);
        if (n > 0 && parts::whole_sum(metric))
            out.notes.push_back(fr ? name + " : " + format_card(total, unit, style) + " attendus sur " + days_text +
                                         " jours, du " + format_date(first, c.language) + " au " + format_date(last, c.language) +
                                         "."
                                   : name + ": " + format_card(total, unit, style) + " expected over " + days_text + " days, " +
                                         format_date(first, c.language) + " to " + format_date(last, c.language) + ".");
        else if (n > 0)
            out.notes.push_back(
                (fr ? name + " : " : name + ": ") + format_card(total / static_cast<double>(n), unit, style) +
                (fr ? " attendu en moyenne sur " + days_text + " jours." : " expected on average over " + days_text + " days."));
        out.notes.push_back(fr ? "Méthode : " + model + " ; l'intervalle du tableau tient huit jours sur dix."
                               : "Method: " + model + "; the interval in the table holds on eight days out of ten.");
        for (const forecast::Note& note : job.notes)
            if (note.id == "left_out" || note.id == "left_in") out.notes.push_back(note.text(c.language));
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
