// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/forecast.h"

#include <algorithm>
#include <cmath>

#include "core/base/holidays.h"
#include "core/forecast/events.h"
#include "core/forecast/series.h"
#include "core/metrics/metrics.h"
#include "core/numerics/normal.h"
#include "core/report/forecast_parts.h"

namespace plumbline::report {

namespace {

constexpr double most_correlated = 0.9;

/// The history as periods, without the one that is still open; `whole`: a row is a period, so none is open.
forecast::RawSeries history_of(const Setting& s, const ForecastRequest& request, const metrics::Metric& metric, bool whole,
                               std::vector<forecast::Note>& notes, std::optional<ChartPoint>& open) {
    metrics::Query query;
    query.metrics = {metric.id};
    query.grain = request.grain;
    query.filters = s.filters;
    const metrics::Answer answer = metrics::run(s.context, query, s.stop);
    const size_t rows = answer.table.rows();
    const bool cut = rows > 0 && answer.table.at("partial").boolean(rows - 1);
    if (whole && cut) {
        // One row stands for the period, whatever day it is dated.
        forecast::RawSeries raw = forecast::raw_series(answer, metric.id, notes);
        std::erase_if(notes, [](const forecast::Note& n) { return n.id == "partial"; });
        const auto value = number_at(answer.table, metric.id, rows - 1);
        raw.ds.push_back(answer.table.at("period").date(rows - 1).days);
        raw.y.push_back(value.value_or(std::nan("")));
        return raw;
    }
    if (cut)
        open = ChartPoint{static_cast<double>(answer.table.at("period").date(rows - 1).days),
                          number_at(answer.table, metric.id, rows - 1),
                          std::nullopt,
                          std::nullopt,
                          true,
                          {}};
    return forecast::raw_series(answer, metric.id, notes);
}

/// How far apart the rows of the dataset are; nothing where there are too few to tell.
std::optional<Grain> grain_of_data(const metrics::Context& context, const ForecastRequest& request, const std::stop_token& stop) {
    if (!context.dataset->dates) return std::nullopt;
    metrics::Query query;
    query.metrics = {request.metric};
    query.grain = Grain::day;
    query.filters = request.filters;
    const metrics::Answer answer = metrics::run(context, query, stop);
    const size_t column = *answer.table.find("period") + 1;
    std::vector<int> gaps;
    std::optional<Date> last;
    for (size_t r = 0; r < answer.table.rows(); ++r) {
        if (answer.table.column(column).is_null(r)) continue;
        const Date day = answer.table.at("period").date(r);
        if (last) gaps.push_back(day - *last);
        last = day;
    }
    if (gaps.size() < 3) return std::nullopt;
    std::nth_element(gaps.begin(), gaps.begin() + static_cast<long>(gaps.size() / 2), gaps.end());
    const int usual = gaps[gaps.size() / 2];
    return usual >= 300  ? Grain::year
           : usual >= 80 ? Grain::quarter
           : usual >= 25 ? Grain::month
           : usual >= 5  ? Grain::week
                         : Grain::day;
}

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
        if (n.id != "partial") out.push_back(n.text(w.language()));
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
    const auto grain_found = grain_of_data(context, request, stop);
    if (grain_found && *grain_found > request.grain) {
        request.grain = *grain_found;
        request.horizon = 0; // 28 days are not 28 months
    }
    view.grain = request.grain;
    const bool coarse = grain_found && *grain_found == request.grain && request.grain != Grain::day;

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

    ForecastWorld w{s, request, *s.main, {}, {}, {}, {}, {}, {}, {}, {}, 0, {}, {}};
    std::vector<forecast::Note> notes;
    progress.step(0.02, "scan");
    const forecast::RawSeries raw = history_of(s, request, w.metric, coarse, notes, w.open);
    forecast::SeriesAsk ask;
    ask.horizon = request.horizon > 0 ? request.horizon : usual_horizon(request.grain);
    forecast::Prepared prepared = forecast::make_series(raw, ask);
    notes.insert(notes.end(), prepared.notes.begin(), prepared.notes.end());

    forecast::Request job;
    job.model = request.model;
    job.tune = request.tune;
    job.study = request.study;
    job.keep_study = request.keep_study;
    job.compare = true;
    job.spec.interval = request.interval;
    job.spec.seed = request.seed;
    job.spec.events = forecast::events_of(request.annotations);
    if (!request.holidays.empty()) {
        const auto year = [](double ds) { return to_civil(Date{static_cast<int32_t>(ds)}).year; };
        const int from = year(prepared.series.ds.front()), to = year(prepared.future.ds.back());
        for (forecast::Event& e : forecast::holiday_events(request.holidays, from, to)) job.spec.events.push_back(std::move(e));
        for (const auto& list : {public_holidays(request.holidays, to, to), commercial_days(request.holidays, to, to)})
            for (const Holiday& h : list)
                if (request.language == Language::fr) w.event_names[h.name] = h.name_fr;
    }
    forecast::look_for_year(prepared.series, job.spec);
    const bool below_zero = std::any_of(prepared.series.y.begin(), prepared.series.y.end(), [](double y) { return y < 0; });
    job.spec.non_negative = !below_zero;
    job.series = prepared.series;
    job.future = prepared.future;
    w.series = std::move(prepared.series);
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

    const std::vector<std::string> doubts = tell_findings(w, job, progress, stop);
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
    view.reasons.insert(view.reasons.end(), doubts.begin(), doubts.end());
    const auto why = reasons_of(w, notes);
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
