// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/base/holidays.h"
#include "core/numerics/normal.h"
#include "core/report/forecast_parts.h"

namespace plumbline::report {

namespace {

constexpr size_t least_history = 26, most_history = 120; ///< periods shown before the forecast
constexpr size_t most_flags = 4;
constexpr double flag_distance = 0.2; ///< of what is shown: labels of closer flags would lie on each other
constexpr double cut_axis_from = 0.4; ///< as on the dashboard: a line whose lowest point is above this share may leave zero out

ChartPoint point(double x, double y) { return {x, y, std::nullopt, std::nullopt, false, {}}; }

size_t first_shown(const ForecastWorld& w, size_t least) {
    const size_t n = w.series.ds.size(), wanted = std::clamp(3 * w.result.forecast.size(), least, most_history);
    return n > wanted ? n - wanted : 0;
}

void scale_axis(ChartSpec& chart, const ForecastWorld& w, bool may_cut, std::string& axis_from) {
    std::vector<std::optional<double>> shown;
    double low = INFINITY, high = -INFINITY;
    for (const ChartSeries& series : chart.series)
        for (const ChartPoint& p : series.points)
            for (const auto& v : {p.y, p.low, p.high})
                if (v) {
                    shown.push_back(v);
                    low = std::min(low, *v);
                    high = std::max(high, *v);
                }
    const Scale scale = scale_for(shown, w.metric.unit, false);
    chart.y.unit = w.metric.unit;
    chart.y.scale = scale.divisor;
    chart.y.from_zero = true;
    if (may_cut && low > cut_axis_from * high && high > low) {
        const double first = nice_ticks(low / scale.divisor, high / scale.divisor).front();
        if (first > 0) {
            chart.y.from_zero = false;
            axis_from = w.s.narrator.phrase("subtitle.axis_from", {{"n", format_number(first, first < 10 ? 1 : 0, w.s.style)}});
        }
    }
}

std::string scale_text(const ForecastWorld& w, const ChartSpec& chart) {
    return scale_words(Scale{chart.y.scale, 0}, w.metric.unit, w.s.narrator, w.s.style);
}

/// Flags: what people wrote down, and the holidays and events that move the series most.
void add_flags(const ForecastWorld& w, ChartSpec& chart, double from, double to) {
    for (const metrics::Annotation& a : w.request.annotations) {
        const double at = period_start(a.days.from, w.request.grain).days;
        if (at >= from && at <= to) chart.annotations.push_back({at, a.text, a.id});
    }
    for (const ChartAnnotation& finding : w.findings)
        if (finding.x >= from && finding.x <= to) chart.annotations.push_back(finding);
    const double after = w.series.ds.back();
    size_t flags = 0;
    std::vector<double> taken;
    const double apart = flag_distance * (to - from);
    for (const forecast::EventEffect& e : w.reading.events) {
        if (flags == most_flags || e.lower * e.upper <= 0) continue;
        // The day it comes next: where Prophet's part for events is largest would mix several; its own days are asked for.
        for (const Holiday& h : w.request.holidays.empty() ? std::vector<Holiday>{} : [&] {
                 const int year = to_civil(Date{static_cast<int32_t>(after)}).year;
                 auto all = public_holidays(w.request.holidays, year, year + 2);
                 const auto more = commercial_days(w.request.holidays, year, year + 2);
                 all.insert(all.end(), more.begin(), more.end());
                 return all;
             }()) {
            if (h.name != e.name) continue;
            const double at = period_start(h.day, w.request.grain).days;
            const bool crowded =
                std::any_of(taken.begin(), taken.end(), [&](double other) { return std::abs(other - at) < apart; });
            if (at <= after || at > to) continue;
            if (crowded) break; // its next days would be flagged as if it began there
            taken.push_back(at);
            chart.annotations.push_back({at, w.language() == Language::fr ? h.name_fr : h.name, {}});
            ++flags;
            break;
        }
    }
    std::stable_sort(chart.annotations.begin(), chart.annotations.end(),
                     [](const ChartAnnotation& a, const ChartAnnotation& b) { return a.x < b.x; });
}

} // namespace

ChartSpec make_forecast_chart(const ForecastWorld& w) {
    const auto& forecast = w.result.forecast;
    const size_t first = first_shown(w, least_history), n = w.series.ds.size();
    const std::string by = w.say("by." + std::string(grain_id(w.request.grain)));
    ChartSpec chart;
    chart.id = "forecast";
    chart.x.kind = AxisKind::calendar;
    chart.x.grain = w.request.grain;

    const std::string level = format_percent(w.request.interval, 0, w.s.style);
    ChartSeries wide, narrow, before, actual, ahead;
    wide.name = w.say("band", {{"p", level}});
    wide.role = SeriesRole::band_80;
    narrow.name = w.say("band", {{"p", format_percent(0.5, 0, w.s.style)}});
    narrow.role = SeriesRole::band_50;
    wide.mark = narrow.mark = Mark::band;
    before.name = w.say("last_year");
    before.role = SeriesRole::comparison;
    actual.name = w.say("actual");
    actual.role = SeriesRole::actual;
    ahead.name = w.say("forecast");
    ahead.role = SeriesRole::forecast;

    bool any_before = false;
    const auto last_year = [&](double x) {
        const auto y = observed(w.series, year_before(x, w.request.grain));
        any_before = any_before || y;
        before.points.push_back({x, y, std::nullopt, std::nullopt, false, {}});
    };
    for (size_t i = first; i < n; ++i) {
        const double y = w.series.y[i];
        actual.points.push_back(
            {w.series.ds[i], std::isfinite(y) ? std::optional(y) : std::nullopt, std::nullopt, std::nullopt, false, {}});
        last_year(w.series.ds[i]);
    }
    const double inner = numerics::normal_quantile(0.75) / numerics::normal_quantile((1 + w.request.interval) / 2);
    const auto band = [](ChartSeries& s, double x, double low, double high) {
        s.points.push_back({x, std::nullopt, low, high, false, {}});
    };
    if (n > 0 && std::isfinite(w.series.y[n - 1])) {
        const double x = w.series.ds[n - 1], y = w.series.y[n - 1];
        ahead.points.push_back(point(x, y));
        band(wide, x, y, y);
        band(narrow, x, y, y);
    }
    for (const forecast::ForecastPoint& p : forecast) {
        ahead.points.push_back(point(p.ds, p.yhat));
        band(wide, p.ds, p.lower, p.upper);
        band(narrow, p.ds, p.yhat - inner * (p.yhat - p.lower), p.yhat + inner * (p.upper - p.yhat));
        last_year(p.ds);
    }
    if (w.open && w.open->y) {
        ChartPoint open = *w.open;
        open.note = w.say("open", {{"period", w.period(open.x)}});
        actual.points.push_back(open);
    }
    chart.series = {std::move(wide), std::move(narrow)};
    if (any_before) chart.series.push_back(std::move(before));
    for (const auto& [name, points] : {std::pair{"remedied", &w.remedied}, std::pair{"as_it_is", &w.as_it_is}}) {
        if (points->empty()) continue;
        ChartSeries other;
        other.name = w.say(name);
        other.role = SeriesRole::other;
        for (const forecast::ForecastPoint& p : *points) other.points.push_back(point(p.ds, p.yhat));
        chart.series.push_back(std::move(other));
    }
    chart.series.push_back(std::move(actual));
    chart.series.push_back(std::move(ahead));
    std::string axis_from;
    scale_axis(chart, w, true, axis_from);
    const std::string metric = w.s.label(w.metric);
    chart.title = w.say("chart.title", {{"metric", metric}, {"by", by}});
    const std::string unit = scale_text(w, chart), rest = join({axis_from, w.say("chart.bands", {{"p", level}})});
    chart.subtitle = unit.empty() ? narrate::capitalised(rest) : unit + ", " + rest; // "k CHF" keeps its small letter
    chart.reading = w.say("chart.reading", {{"metric", metric},
                                            {"by", by},
                                            {"n", std::to_string(n)},
                                            {"last", w.period(w.series.ds.back())},
                                            {"from", w.value(forecast.front().yhat)},
                                            {"to", w.value(forecast.back().yhat)}});
    add_flags(w, chart, w.series.ds[first], forecast.back().ds);
    return chart;
}

std::vector<ChartSpec> make_parts(const ForecastWorld& w, std::string& title) {
    const size_t n = w.series.ds.size();
    // A year and more of the past, so that a season is seen whole.
    const size_t a_year = w.request.grain == Grain::day     ? 365
                          : w.request.grain == Grain::week  ? 58
                          : w.request.grain == Grain::month ? 30
                                                            : 12;
    const size_t first = n > a_year ? n - a_year : 0;
    struct PartLine {
        std::string name, subtitle;
        std::vector<double> past, future;
    };
    std::vector<PartLine> parts;
    const auto add = [&](const std::string& name, const std::string& subtitle, const std::vector<double>& past,
                         const std::vector<double>& future) {
        for (PartLine& p : parts)
            if (p.name == name) {
                for (size_t i = 0; i < past.size(); ++i) p.past[i] += past[i];
                for (size_t i = 0; i < future.size(); ++i) p.future[i] += future[i];
                return;
            }
        parts.push_back({name, subtitle, past, future});
    };
    const auto& past = w.result.history_components;
    for (const forecast::Component& c : w.result.components) {
        const auto found = std::find_if(past.begin(), past.end(), [&](const forecast::Component& p) { return p.name == c.name; });
        const std::vector<double> before = found == past.end() ? std::vector<double>(n, 0.0) : found->values;
        if (c.name == "trend")
            add(w.say("part.trend"), {}, before, c.values);
        else if (c.name == "yearly" || c.name == "season")
            add(w.say(w.request.grain == Grain::day ? "part.yearly" : "part.season"), {}, before, c.values);
        else if (c.name == "weekly")
            add(w.say("part.weekly"), {}, before, c.values);
        else if (c.name == "holidays")
            add(w.say("part.holidays"), {}, before, c.values);
        else if (c.name == "correction" || c.name == "non_negative" || c.name == "remainder")
            add(w.say("part.correction"), w.say("part.correction_sub"), before, c.values);
        else
            add(w.say("part.other", {{"name", c.name}}), {}, before, c.values);
    }
    double level = 0;
    for (const forecast::ForecastPoint& p : w.result.forecast)
        level += std::abs(p.yhat) / static_cast<double>(w.result.forecast.size());
    std::vector<ChartSpec> charts;
    double season_low = 0, season_high = 0;
    for (const PartLine& part : parts) {
        double most = 0;
        for (const double v : part.past) most = std::max(most, std::abs(v));
        for (const double v : part.future) most = std::max(most, std::abs(v));
        if (!(most > 0.002 * level)) continue; // nothing to look at
        if (part.name == w.say("part.season") || part.name == w.say("part.yearly"))
            for (size_t i = first; i < part.past.size(); ++i) {
                season_low = std::min(season_low, part.past[i]);
                season_high = std::max(season_high, part.past[i]);
            }
        ChartSpec chart;
        chart.id = "part";
        chart.title = part.name;
        chart.x.kind = AxisKind::calendar;
        chart.x.grain = w.request.grain;
        ChartSeries before, ahead;
        before.name = w.say("actual");
        before.role = SeriesRole::actual;
        ahead.name = w.say("forecast");
        ahead.role = SeriesRole::forecast;
        for (size_t i = first; i < std::min(n, part.past.size()); ++i)
            if (std::isfinite(w.series.y[i])) before.points.push_back(point(w.series.ds[i], part.past[i])); // unseen: not fitted
        if (!before.points.empty()) ahead.points.push_back(before.points.back());
        for (size_t i = 0; i < part.future.size(); ++i) ahead.points.push_back(point(w.result.forecast[i].ds, part.future[i]));
        chart.series = {std::move(before), std::move(ahead)};
        std::string axis_from;
        scale_axis(chart, w, part.name == w.say("part.trend"), axis_from);
        chart.subtitle = join({part.subtitle, scale_text(w, chart), axis_from});
        chart.reading = part.name;
        charts.push_back(std::move(chart));
    }
    title = w.say("parts.flat");
    const auto strongest = std::find_if(w.reading.events.begin(), w.reading.events.end(),
                                        [](const forecast::EventEffect& e) { return e.lower * e.upper > 0; });
    if (strongest != w.reading.events.end() && std::abs(strongest->effect) > 0.1 * level) {
        title = w.say("parts.events", {{"name", w.event(strongest->name)},
                                       {"period", w.say("one." + std::string(grain_id(w.request.grain)))},
                                       {"value", w.value(strongest->effect)}});
    } else if (!parts.empty() && parts.front().future.size() > 1 && season_high > season_low) {
        const auto& trend = parts.front().future;
        const double slope = (trend.back() - trend.front()) / static_cast<double>(trend.size() - 1);
        title = w.say("parts.trend", {{"verb", w.say(slope >= 0 ? "grows" : "falls")},
                                      {"value", w.value(std::abs(slope))},
                                      {"period", w.say("one." + std::string(grain_id(w.request.grain)))},
                                      {"low", w.value(season_low)},
                                      {"high", w.value(season_high)}});
    }
    return charts;
}

ChartSpec make_horizon(const ForecastWorld& w) {
    ChartSpec chart;
    chart.id = "horizon";
    const forecast::Backtest* used = forecast::test_of(w.result);
    if (!used || used->by_horizon.size() < 2) return chart;
    bool shares = true;
    for (const forecast::Accuracy& a : used->by_horizon) shares = shares && a.mape.has_value();
    const auto error = [&](const forecast::Accuracy& a) { return shares ? a.mape : a.mase; };
    const auto line = [&](const forecast::Backtest& test, SeriesRole role) {
        ChartSeries s;
        s.name = narrate::capitalised(forecast::model_name(test.model, w.language()));
        s.role = role;
        s.end_label = s.name;
        for (size_t h = 0; h < test.by_horizon.size(); ++h)
            s.points.push_back({static_cast<double>(h + 1), error(test.by_horizon[h]), std::nullopt, std::nullopt, false, {}});
        return s;
    };
    for (const forecast::Backtest& test : w.result.backtests)
        if (test.model == "seasonal_naive" && test.model != used->model && !test.by_horizon.empty())
            chart.series.push_back(line(test, SeriesRole::comparison));
    chart.series.push_back(line(*used, SeriesRole::actual));
    chart.x.kind = AxisKind::linear;
    chart.y.unit = shares ? "percent" : "ratio";
    const auto first = error(used->by_horizon.front()), last = error(used->by_horizon.back());
    const auto text = [&](const std::optional<double>& v) { return format_cell(v, chart.y.unit, w.s.style); };
    chart.title = w.say("horizon.title");
    if (first && last && *last > 1.25 * *first)
        chart.title = w.say("horizon.rises", {{"first", text(first)}, {"last", text(last)}});
    else if (first && last)
        chart.title = w.say("horizon.steady", {{"mean", text(shares ? used->accuracy.mape : used->accuracy.mase)}});
    chart.subtitle =
        w.say(shares ? "horizon.subtitle" : "horizon.subtitle_scaled", {{"periods", w.periods(used->by_horizon.size())}});
    chart.reading = chart.title;
    return chart;
}

} // namespace plumbline::report
