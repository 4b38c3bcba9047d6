// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/assistant/parser.h"
#include "core/assistant/tools.h"
#include "core/assistant/wording.h"
#include "core/base/format.h"
#include "core/forecast/events.h"
#include "core/forecast/run.h"
#include "core/forecast/series.h"

namespace plumbline::assistant::tool {

using nlohmann::json;

namespace {

/// Rolling origins that choose the method; the forecast page takes more, which changes the choice rarely and takes twice as long.
constexpr int folds_of_an_answer = 2;

} // namespace

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
        forecast::Prepared prepared = forecast::make_series(raw, ask);
        forecast::Request request;
        const std::string unit = metric_unit(metric, d);
        request.spec.non_negative = unit == "count" || (unit == "currency" && metric != "profit");
        if (c.workspace)
            c.workspace([&](const store::Workspace& w) {
                for (forecast::Event& e : forecast::events_of(metrics::annotations(w, d.id)))
                    request.spec.events.push_back(std::move(e));
            });
        request.series = std::move(prepared.series);
        request.future = std::move(prepared.future);
        request.folds = folds_of_an_answer;
        const forecast::Result result = forecast::run_forecast(request, c.progress, c.stop);
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
        out.described = 0;
        const NumberStyle style = NumberStyle::of(c.language, d.currency);
        const std::string name = metric_words(metric, d, c.language);
        const std::string days_text = std::to_string(n);
        if (n > 0 && parts::whole_sum(metric))
            out.notes.push_back(fr ? name + " : " + format_card(total, unit, style) + " attendus sur " + days_text +
                                         " jours, du " + format_date(start, c.language) + " au " +
                                         format_date(start + static_cast<int>(n) - 1, c.language) + "."
                                   : name + ": " + format_card(total, unit, style) + " expected over " + days_text + " days, " +
                                         format_date(start, c.language) + " to " +
                                         format_date(start + static_cast<int>(n) - 1, c.language) + ".");
        else if (n > 0)
            out.notes.push_back(
                (fr ? name + " : " : name + ": ") + format_card(total / static_cast<double>(n), unit, style) +
                (fr ? " attendu en moyenne sur " + days_text + " jours." : " expected on average over " + days_text + " days."));
        out.notes.push_back(fr ? "Méthode : " + model + " ; l'intervalle du tableau tient huit jours sur dix."
                               : "Method: " + model + "; the interval in the table holds on eight days out of ten.");
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
