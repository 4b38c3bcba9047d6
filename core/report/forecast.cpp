// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/forecast.h"

#include <algorithm>
#include <cmath>

#include "core/base/holidays.h"
#include "core/forecast/metric_job.h"
#include "core/metrics/metrics.h"
#include "core/numerics/normal.h"
#include "core/report/blocked_days.h"
#include "core/report/forecast_parts.h"

namespace plumbline::report {

namespace {

constexpr double most_correlated = 0.9;

std::string odds(const ForecastWorld& w) {
    const int percent = static_cast<int>(std::lround(w.request.interval * 100));
    if (percent == 80 || percent == 90 || percent == 95) return w.say("odds." + std::to_string(percent));
    return w.say("odds.n", {{"p", format_percent(w.request.interval, 0, w.s.style)}});
}

void name_it(const ForecastWorld& w, ForecastView& view) {
    const auto& points = w.result.forecast;
    std::map<std::string, std::string> facts{{"periods", w.periods(points.size())},
                                             {"value", w.value(w.total.value)},
                                             {"metric", w.language() == Language::fr
                                                            ? w.s.label(w.metric)
                                                            : w.s.narrator.metric(w.metric.id, w.s.label(w.metric)).the.text}};
    std::string key = w.adds() ? "title.plain" : "title.mean";
    if (w.adds() && w.last_year && *w.last_year > 0) {
        const double change = w.total.value / *w.last_year - 1;
        facts["change"] = format_percent(std::abs(change), 1, w.s.style);
        key = change >= 0 ? "title.more" : "title.less";
    }
    view.title = narrate::capitalised(w.say(key, facts));
    const std::string filter = w.s.filters_short();
    if (!filter.empty()) view.title = words("title.filtered", w.language(), {{"filter", filter}, {"base", view.title}});
    const Date from{static_cast<int32_t>(points.front().ds)};
    const Date to = period_end(Date{static_cast<int32_t>(points.back().ds)}, w.request.grain);
    view.caption =
        narrate::capitalised(w.say(w.adds() ? "caption" : "caption.mean", {{"range", format_range({from, to}, w.language())},
                                                                           {"odds", odds(w)},
                                                                           {"lower", w.value(w.total.lower)},
                                                                           {"upper", w.value(w.total.upper)}}));
}

std::vector<std::string> reasons_of(const ForecastWorld& w, const std::vector<forecast::Note>& notes) {
    std::vector<std::string> out;
    for (const forecast::Note& n : w.result.notes) out.push_back(n.text(w.language()));
    if (const forecast::Backtest* test = forecast::test_of(w.result); test && test->accuracy.coverage)
        out.push_back(w.say("interval", {{"coverage", format_percent(*test->accuracy.coverage, 0, w.s.style)}}));
    for (const std::string& sentence : forecast::sentences(w.reading, w.language())) out.push_back(sentence);
    size_t told = 0;
    for (const forecast::EventEffect& e : w.reading.events) {
        if (told == 3 || e.lower * e.upper <= 0) continue; // it may as well have no effect
        ++told;
        out.push_back(w.say("event", {{"name", w.event(e.name)},
                                      {"effect", w.value(e.effect)},
                                      {"lower", w.value(e.lower)},
                                      {"upper", w.value(e.upper)}}));
    }
    for (const forecast::Note& n : notes)
        if (n.id != "partial" && n.id != "left_out") out.push_back(n.text(w.language()));
    return out;
}

} // namespace

int usual_horizon(Grain grain) {
    switch (grain) {
    case Grain::day: return 28;
    case Grain::week: return 8;
    case Grain::month: return 6;
    case Grain::quarter: return 4;
    case Grain::year: return 2;
    }
    return 8;
}

double year_before(double ds, Grain grain) {
    const Date day{static_cast<int32_t>(ds)};
    return grain == Grain::day || grain == Grain::week ? ds - 364 : add_years(day, -1).days;
}

std::optional<double> observed(const forecast::Series& series, double ds) {
    const auto at = std::lower_bound(series.ds.begin(), series.ds.end(), ds - 0.01);
    if (at == series.ds.end() || *at > ds + 0.01) return std::nullopt;
    const double y = series.y[static_cast<size_t>(at - series.ds.begin())];
    return std::isfinite(y) ? std::optional(y) : std::nullopt;
}

double step_correlation(const forecast::Result& result) {
    const forecast::Backtest* test = forecast::test_of(result);
    if (!test) return 0;
    double together = 0, alone = 0;
    for (const forecast::Fold& fold : test->folds)
        for (size_t i = 0; i + 1 < fold.y.size(); ++i) {
            const double a = fold.y[i] - fold.points[i].yhat, b = fold.y[i + 1] - fold.points[i + 1].yhat;
            if (!std::isfinite(a) || !std::isfinite(b)) continue;
            together += a * b;
            alone += (a * a + b * b) / 2;
        }
    return alone > 0 ? std::clamp(together / alone, 0.0, most_correlated) : 0;
}

Total total_of(const std::vector<forecast::ForecastPoint>& points, const std::vector<double>& weights, double interval,
               double correlation, bool adds) {
    Total t;
    const double z = numerics::normal_quantile((1 + interval) / 2);
    std::vector<double> sd(points.size());
    double all = 0;
    for (size_t i = 0; i < points.size(); ++i) {
        t.value += weights[i] * points[i].yhat;
        sd[i] = weights[i] * (points[i].upper - points[i].lower) / (2 * z);
        all += weights[i];
    }
    double variance = 0;
    for (size_t i = 0; i < sd.size(); ++i)
        for (size_t j = 0; j < sd.size(); ++j)
            variance += sd[i] * sd[j] * std::pow(correlation, std::abs(static_cast<double>(i) - static_cast<double>(j)));
    t.sd = std::sqrt(variance);
    if (!adds && all > 0) {
        t.value /= all;
        t.sd /= all;
    }
    t.lower = t.value - z * t.sd;
    t.upper = t.value + z * t.sd;
    return t;
}

ForecastView build_forecast(const metrics::Context& context, const ForecastRequest& wanted, Progress& progress,
                            std::stop_token stop) {
    ForecastView view;
    ForecastRequest request = wanted;
    const auto rows = forecast::grain_of_rows(context, request.metric, request.filters, stop);
    if (rows && *rows > request.grain) {
        request.grain = *rows;
        request.horizon = 0; // 28 days are not 28 months
    }
    view.grain = request.grain;

    DashboardRequest asked;
    asked.metric = request.metric;
    asked.filters = request.filters;
    asked.grain = request.grain;
    asked.language = request.language;
    asked.compare = metrics::Comparison::none;
    if (context.dataset->dates) asked.period = context.dataset->dates;
    const Setting s(context, asked, stop);
    view.currency = s.style.currency;
    view.filters_label = s.filters_label();
    view.fingerprint = s.dataset.fingerprint.substr(0, 8);
    if (!s.dated || !s.main) {
        view.possible = false;
        view.title = forecast_words("impossible", request.language);
        return view;
    }

    ForecastWorld w{s, request, *s.main, {}, {}, {}, {}, {}, {}, {}, {}, {}, 0, {}, {}};
    progress.step(0.02, "scan");
    forecast::MetricAsk ask;
    ask.metric = w.metric.id;
    ask.grain = request.grain;
    ask.horizon = request.horizon > 0 ? request.horizon : usual_horizon(request.grain);
    ask.filters = s.filters;
    ask.holidays = request.holidays;
    ask.annotations = request.annotations;
    if (request.leave_out)
        ask.blocked = blocked_days(report_of(request), *context.dataset, ask.metric, ask.filters, request.language);
    forecast::Request wish;
    wish.model = request.model;
    wish.tune = request.tune;
    wish.study = request.study;
    wish.keep_study = request.keep_study;
    wish.compare = true;
    wish.spec.interval = request.interval;
    wish.spec.seed = request.seed;
    const forecast::MetricJob asked_for = forecast::metric_job(context, ask, std::move(wish), stop);
    const forecast::Request& job = asked_for.request;
    w.series = job.series;
    if (asked_for.open) w.open = ChartPoint{asked_for.open->ds, asked_for.open->value, std::nullopt, std::nullopt, true, {}};
    if (!request.holidays.empty() && request.language == Language::fr) {
        const int year = to_civil(Date{static_cast<int32_t>(job.future.ds.back())}).year;
        for (const auto& list : {public_holidays(request.holidays, year, year), commercial_days(request.holidays, year, year)})
            for (const Holiday& h : list) w.event_names[h.name] = h.name_fr;
    }
    w.result = forecast::run_forecast(job, progress, stop);
    if (!request.breakdown.empty() && w.adds()) view.breakdown = make_breakdown(w, job, progress, stop);

    try {
        w.explained = forecast::prophet().fit(w.series, job.spec, progress, stop);
        w.reading = forecast::read_series(w.series, *w.explained);
    } catch (const Error& e) {
        if (e.code() == ErrorCode::cancelled) throw; // what cannot be explained can still be forecast
    }
    w.step_correlation = step_correlation(w.result);
    const std::vector<double> whole(w.result.forecast.size(), 1.0);
    w.total = total_of(w.result.forecast, whole, request.interval, w.step_correlation, w.adds());
    if (job.spec.non_negative) w.total.lower = std::max(0.0, w.total.lower);
    double before = 0;
    bool known = true;
    for (const forecast::ForecastPoint& p : w.result.forecast) {
        const auto y = observed(w.series, year_before(p.ds, request.grain));
        known = known && y;
        before += y.value_or(0);
    }
    if (known) w.last_year = w.adds() ? before : before / static_cast<double>(whole.size());

    const std::vector<std::string> open = tell_findings(w, asked_for, progress, stop);
    name_it(w, view);
    view.cards = make_forecast_cards(w, view.target_chance);
    view.series = make_forecast_chart(w);
    view.steps = make_steps(w);
    view.parts = make_parts(w, view.parts_title);
    view.methods = make_methods(w);
    view.horizon = make_horizon(w);
    view.tuning = make_tuning(w, view.trials);
    view.reasons_title = w.say("reasons.title");
    view.reasons = since_last(w, view.realised);
    view.reasons.insert(view.reasons.end(), open.begin(), open.end());
    const auto why = reasons_of(w, asked_for.notes);
    view.reasons.insert(view.reasons.end(), why.begin(), why.end());
    view.sum = w.total.value;
    view.sum_lower = w.total.lower;
    view.sum_upper = w.total.upper;

    view.record = forecast::to_keep(w.result, w.series, request.interval);
    view.record.dataset_id = s.dataset.id;
    view.record.metric = w.metric.id;
    view.record.grain = request.grain;
    view.record.where = request.filters;
    view.record.holidays = request.holidays;
    view.record.seed = request.seed;
    return view;
}

Document forecast_document(const ForecastView& view, std::string workspace, std::string created, Language language) {
    Document d;
    d.workspace = std::move(workspace);
    d.kind = forecast_words("document", language);
    d.scope = view.filters_label;
    d.created = std::move(created);
    d.fingerprint = view.fingerprint;
    d.language = language;
    d.blocks.push_back(Heading{view.title, view.caption});
    if (!view.possible) return d;
    d.blocks.push_back(CardRow{view.cards});
    d.blocks.push_back(view.series);
    d.blocks.push_back(view.steps);
    d.blocks.push_back(Heading{view.reasons_title, {}});
    for (const std::string& reason : view.reasons) d.blocks.push_back(Paragraph{reason});
    if (!view.breakdown.rows.empty()) d.blocks.push_back(view.breakdown);
    d.blocks.push_back(Heading{view.parts_title, {}});
    for (const ChartSpec& part : view.parts) d.blocks.push_back(part);
    if (!view.methods.rows.empty()) d.blocks.push_back(view.methods);
    if (!view.horizon.series.empty()) d.blocks.push_back(view.horizon);
    if (!view.tuning.series.empty()) d.blocks.push_back(view.tuning);
    return d;
}

} // namespace plumbline::report
