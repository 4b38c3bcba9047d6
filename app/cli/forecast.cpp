// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

#include "app/cli/ask.h"
#include "app/cli/command.h"
#include "app/cli/forecast_options.h"
#include "app/cli/forecast_parts.h"
#include "app/cli/series_file.h"
#include "app/cli/trust.h"
#include "core/base/holidays.h"
#include "core/forecast/events.h"
#include "core/forecast/kept.h"
#include "core/forecast/metric_job.h"
#include "core/forecast/prophet.h"
#include "core/forecast/reading.h"
#include "core/forecast/run.h"
#include "core/forecast/studies.h"
#include "core/metrics/annotations.h"
#include "core/metrics/metrics.h"
#include "core/report/blocked_days.h"
#include "core/warehouse/embedded.h"

namespace plumbline::cli {

using nlohmann::json;

namespace {

using Options = ForecastOptions;

json number(const std::optional<double>& v) { return v && std::isfinite(*v) ? json(*v) : json(); }

std::pair<double, double> range_of(const forecast::Series& series) {
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const double v : series.y)
        if (std::isfinite(v)) {
            low = std::min(low, v);
            high = std::max(high, v);
        }
    return {low, high};
}

json points(const std::vector<forecast::ForecastPoint>& list) {
    json out = json::array();
    for (const auto& p : list)
        out.push_back({{"ds", moment_text(p.ds)}, {"yhat", p.yhat}, {"yhat_lower", p.lower}, {"yhat_upper", p.upper}});
    return out;
}

json components(const std::vector<forecast::Component>& parts, const std::vector<forecast::ForecastPoint>& at) {
    json out = json::array();
    for (size_t i = 0; i < at.size(); ++i) {
        json row{{"ds", moment_text(at[i].ds)}, {"yhat", at[i].yhat}};
        for (const forecast::Component& c : parts) row[c.name] = c.values[i];
        out.push_back(row);
    }
    return out;
}

json accuracy(const forecast::Accuracy& a) {
    return {{"mape", number(a.mape)}, {"smape", number(a.smape)}, {"mase", number(a.mase)},
            {"rmse", number(a.rmse)}, {"msis", number(a.msis)},   {"coverage", number(a.coverage)}};
}

json backtests(const std::vector<forecast::Backtest>& tests) {
    json out = json::array();
    for (const forecast::Backtest& t : tests) {
        json row = accuracy(t.accuracy);
        row["model"] = t.model;
        row["folds"] = t.folds.size();
        row["fit_ms"] = t.fit_ms;
        if (!t.failed.empty()) row["failed"] = t.failed;
        row["by_horizon"] = json::array();
        for (size_t h = 0; h < t.by_horizon.size(); ++h) {
            json step = accuracy(t.by_horizon[h]);
            step["step"] = h + 1;
            row["by_horizon"].push_back(step);
        }
        row["cutoffs"] = json::array();
        for (const forecast::Fold& f : t.folds) row["cutoffs"].push_back(moment_text(f.cutoff));
        out.push_back(row);
    }
    return out;
}

double today() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::floor(std::chrono::duration<double>(now).count() / 86400);
}

/// A metric of a workspace: where its rows come from, and what is known about the days.
struct Source {
    std::unique_ptr<store::Workspace> workspace;
    DatasetInfo dataset;
    std::unique_ptr<EmbeddedEngine> engine;
    metrics::Query query;
    std::string holidays;
    metrics::Context context() const { return {&dataset, engine.get(), nullptr}; }
};

Source open_source(Session& session, const Options& o) {
    Source s;
    s.workspace = session.open(o.tune > 0 || o.keep ? store::Access::write : store::Access::read);
    s.dataset = s.workspace->dataset(o.dataset);
    s.engine = std::make_unique<EmbeddedEngine>(s.workspace->trusted_facts());
    s.query.metrics = {metrics::find_metric(o.metric).id};
    s.query.grain = parse_grain(o.grain.empty() ? "day" : o.grain);
    s.query.period = parse_period(o.from, o.to, s.dataset);
    s.query.filters = parse_filters(o.where);
    return s;
}

/// The job that the page and the review would have for the same question; `request`: what else was asked.
forecast::Request from_workspace(Session& session, const Options& o, Source& source, forecast::Request request,
                                 std::vector<forecast::Note>& notes, std::vector<forecast::LeftOut>& left_out) {
    forecast::MetricAsk ask;
    ask.metric = source.query.metrics.front();
    ask.grain = *source.query.grain;
    ask.horizon = o.horizon;
    ask.filters = source.query.filters;
    ask.period = source.query.period;
    if (!o.holidays.empty()) ask.holidays = o.holidays == "none" ? std::string() : o.holidays;
    ask.annotations = metrics::annotations(*source.workspace, source.dataset.id);
    ask.today = today();
    if (!o.with_blocked)
        ask.blocked = report::blocked_days(*source.workspace, source.dataset, ask.metric, ask.filters, session.lang());
    forecast::MetricJob job = forecast::metric_job(source.context(), ask, std::move(request), session.stop());
    notes = std::move(job.notes);
    left_out = std::move(job.left_out);
    source.query.grain = job.grain;
    source.holidays = job.holidays;
    return std::move(job.request);
}

forecast::Request from_file(const Options& o, forecast::Request request, std::vector<forecast::Note>& notes) {
    const forecast::RawSeries raw = read_series_file(o.series, notes);
    forecast::SeriesAsk ask;
    ask.horizon = o.horizon;
    ask.today = today();
    if (!o.grain.empty()) ask.grain = parse_grain(o.grain);
    if (o.no_regressors)
        ask.wanted = std::vector<std::string>{};
    else if (!o.regressors.empty())
        ask.wanted = o.regressors;
    if (ask.wanted)
        for (const forecast::SeasonalitySpec& season : request.spec.seasonalities)
            if (!season.condition.empty()) ask.wanted->push_back(season.condition);
    forecast::Prepared prepared = forecast::make_series(raw, ask);
    notes.insert(notes.end(), prepared.notes.begin(), prepared.notes.end());
    // Money and counts that come near 0 stay above it; a method asked for by name is left as it is.
    const auto [low, high] = range_of(prepared.series);
    const bool chosen = o.model == "auto" || o.model == "ensemble";
    request.spec.non_negative = o.non_negative || (chosen && low >= 0 && low < 0.05 * high);
    if (!o.holidays.empty() && o.holidays != "none") {
        const auto year = [](double ds) { return to_civil({static_cast<int32_t>(std::floor(ds))}).year; };
        for (forecast::Event& e :
             forecast::holiday_events(o.holidays, year(prepared.series.ds.front()), year(prepared.future.ds.back())))
            request.spec.events.push_back(std::move(e));
    }
    request.series = std::move(prepared.series);
    request.future = std::move(prepared.future);
    return request;
}

/// Forecasts of the same question that were kept, each with how it did by now; with --keep this one joins them.
json kept_before(const Source& source, const forecast::Result& result, const forecast::Series& series, const Options& o) {
    json out = json::array();
    for (forecast::Kept& kept : forecast::kept_forecasts(*source.workspace, source.dataset.id)) {
        if (!kept.same_question(source.query.metrics.front(), *source.query.grain, source.query.filters)) continue;
        json row{{"created", kept.created},
                 {"model", kept.model},
                 {"first", moment_text(kept.points.front().ds)},
                 {"last", moment_text(kept.points.back().ds)},
                 {"backtest", accuracy(kept.accuracy)},
                 {"realised", json()}};
        if (const auto now = forecast::realise(kept, series.ds, series.y)) {
            row["realised"] = {{"steps", now->steps},
                               {"inside", now->inside},
                               {"bias", now->bias},
                               {"mape", number(now->mape)},
                               {"against", number(now->against)}};
            if (o.keep && (!kept.realised || kept.realised->steps != now->steps)) {
                kept.realised = now;
                forecast::put_forecast(*source.workspace, kept);
            }
        }
        out.push_back(std::move(row));
    }
    if (o.keep) {
        forecast::Kept kept = forecast::to_keep(result, series, o.interval);
        kept.dataset_id = source.dataset.id;
        kept.metric = source.query.metrics.front();
        kept.grain = *source.query.grain;
        kept.where = source.query.filters;
        kept.holidays = source.holidays;
        kept.seed = o.seed;
        forecast::put_forecast(*source.workspace, kept);
    }
    return out;
}

/// The search over settings is kept in the workspace and goes on from there.
forecast::StudyOf study_of(const Options& o, const Source& source) {
    return {source.dataset.id,
            source.query.metrics.front(),
            *source.query.grain,
            o.horizon,
            o.seed,
            source.holidays,
            source.query.filters,
            source.dataset.dates ? std::optional(source.dataset.dates->to) : std::nullopt};
}

std::string as_lines(const forecast::Result& r, const std::vector<std::string>& notes, const Options& o, Language language) {
    Table table;
    table.add("ds", ColumnType::text);
    for (const char* name : {"yhat", "yhat_lower", "yhat_upper"}) table.add(name, ColumnType::real);
    for (const auto& p : r.forecast) {
        table.column(0).append(moment_text(p.ds));
        table.column(1).append(p.yhat);
        table.column(2).append(p.lower);
        table.column(3).append(p.upper);
    }
    std::string out;
    for (const std::string& n : notes) out += n + "\n";
    out += as_text(table);
    if (!o.backtest) return out;
    Table tests;
    tests.add("model", ColumnType::text);
    for (const char* name : {"mape", "smape", "mase", "rmse", "msis", "coverage", "fit_ms"}) tests.add(name, ColumnType::real);
    for (const forecast::Backtest& t : r.backtests) {
        tests.column(0).append(forecast::model_name(t.model, language));
        const auto& a = t.accuracy;
        size_t i = 0;
        for (const auto& v : {a.mape, a.smape, a.mase, a.rmse, a.msis, a.coverage, std::optional(t.fit_ms)}) {
            Column& c = tests.column(++i);
            v ? c.append(*v) : c.append_null();
        }
    }
    return out + "\n" + as_text(tests);
}

void run(Session& session, const Options& o) {
    if (o.series.empty() == o.metric.empty())
        throw Error(ErrorCode::usage,
                    {{"detail", "Name either a metric of the workspace with --metric or a file with --series."},
                     {"detail_fr", "Indiquez une métrique de l'espace avec --metric ou un fichier avec --series."}});
    if (o.keep && !o.series.empty())
        throw Error(ErrorCode::usage,
                    {{"detail", "--keep needs a metric of the workspace; a file has no place to keep it."},
                     {"detail_fr", "--keep demande une métrique de l'espace ; un fichier n'a pas d'endroit où la garder."}});
    if (!o.by.empty() && !o.series.empty())
        throw Error(ErrorCode::usage,
                    {{"detail", "--by needs a metric of the workspace; a series file has no dimensions."},
                     {"detail_fr", "--by demande une métrique de l'espace ; un fichier de série n'a pas de dimensions."}});
    forecast::Request request;
    request.model = o.model;
    request.spec = spec_of(o);
    request.select_regressors = !o.all_regressors && o.regressors.empty();
    request.tune = o.tune;
    request.initial = o.initial;
    request.period = o.period;
    request.compare = o.backtest;
    const bool chosen = o.model == "auto" || o.model == "ensemble";
    request.folds = chosen || o.backtest || o.recalibrate || o.tune > 0 ? o.folds : 0;
    request.recalibrate = chosen || o.recalibrate;

    std::vector<forecast::Note> notes;
    std::vector<forecast::LeftOut> left_out;
    std::optional<Source> source;
    json about;
    if (o.series.empty()) {
        source = open_source(session, o);
        request = from_workspace(session, o, *source, std::move(request), notes, left_out);
        about = {{"dataset", source->dataset.name},
                 {"metric", source->query.metrics.front()},
                 {"unit", metrics::find_metric(source->query.metrics.front()).unit},
                 {"currency", source->dataset.currency},
                 {"grain", grain_id(*source->query.grain)},
                 {"holidays", source->holidays}};
    } else {
        request = from_file(o, std::move(request), notes);
    }
    const auto [low, high] = range_of(request.series);
    if (request.spec.growth == forecast::Growth::logistic && low < 0 && !o.floor) {
        request.spec.floor = low - 0.05 * (high - low);
        char text[32];
        std::snprintf(text, sizeof text, "%.6g", *request.spec.floor);
        notes.push_back({"negative_under_cap", {{"floor", text}}});
        request.spec.validate();
    }
    std::set<std::string> columns;
    for (const auto& [name, values] : request.series.regressors) columns.insert(name);
    request.spec.regressors = regressors_of(o, request.spec, columns);
    if (source && o.tune > 0) {
        request.study = forecast::kept_study(*source->workspace, study_of(o, *source));
        request.keep_study = [&](const std::string& study) {
            forecast::put_study(*source->workspace, study_of(o, *source), study);
        };
    }
    json parts = json::array();
    forecast::Result r;
    if (source && !o.by.empty()) {
        const auto how = o.reconcile == "mint"        ? forecast::Reconcile::mint
                         : o.reconcile == "bottom_up" ? forecast::Reconcile::bottom_up
                                                      : forecast::Reconcile::none;
        Parts by =
            forecast_parts(source->context(), source->query, o.by, o.limit, request, how, session.progress(), session.stop());
        for (size_t i = 0; i < by.values.size(); ++i) {
            json row{{"value", by.values[i]}, {"model", by.results[i].model}, {"forecast", points(by.results[i].forecast)}};
            if (by.results[i].forecast.empty() && !by.results[i].notes.empty())
                row["failed"] = by.results[i].notes.back().text(session.lang());
            parts.push_back(row);
        }
        r = std::move(by.total);
        if (r.forecast.empty())
            throw Error(ErrorCode::too_little_data,
                        {{"detail", "the total cannot be forecast"}, {"detail_fr", "le total ne peut pas être prévu"}});
    } else {
        r = forecast::run_forecast(request, session.progress(), session.stop());
    }
    std::vector<std::string> texts;
    json j = about.is_null() ? json::object() : about;
    j["notes"] = json::array();
    std::vector<forecast::Note> all = r.notes;
    all.insert(all.end(), notes.begin(), notes.end());
    for (const forecast::Note& n : all) {
        texts.push_back(n.text(session.lang()));
        j["notes"].push_back({{"id", n.id}, {"text", texts.back()}, {"facts", n.facts}});
    }
    j["model"] = r.model;
    j["requested"] = o.model;
    j["reason"] = texts.empty() ? "" : texts.front();
    j["interval"] = o.interval;
    j["seed"] = o.seed;
    j["members"] = json::array();
    for (const forecast::Member& m : r.members) j["members"].push_back({{"model", m.model}, {"weight", m.weight}});
    j["forecast"] = points(r.forecast);
    if (!o.by.empty()) {
        j["by"] = o.by;
        j["reconciled"] = o.reconcile;
        j["parts"] = parts;
    }
    if (!r.study.empty()) j["tuning"] = json::parse(r.study, nullptr, false);
    j["left_out"] = json::array();
    for (const forecast::LeftOut& l : left_out)
        j["left_out"].push_back({{"ds", moment_text(l.ds)}, {"value", l.y}, {"why", l.why}});
    if (source) j["kept"] = kept_before(*source, r, request.series, o);
    if (o.history) j["history"] = points(r.history);
    if (o.components) {
        j["components"] = components(r.components, r.forecast);
        if (o.history) j["history_components"] = components(r.history_components, r.history);
    }
    if (o.backtest) j["backtest"] = backtests(r.backtests);
    j["params"] = json::parse(r.params, nullptr, false);
    j["interval_scale"] = r.interval_scale;
    j["fingerprint"] = r.fingerprint;
    j["fit_ms"] = r.fit_ms;
    if (o.analysis) {
        forecast::Spec spec = request.spec;
        forecast::look_for_year(request.series, spec);
        const auto fit = forecast::prophet().fit(request.series, spec, session.progress(), session.stop());
        const forecast::Reading reading = forecast::read_series(request.series, *fit);
        j["analysis"] = json::parse(forecast::reading_json(reading, session.lang()));
        for (const std::string& sentence : forecast::sentences(reading, session.lang())) texts.push_back(sentence);
        for (const std::string& sentence : forecast::event_sentences(reading, session.lang())) texts.push_back(sentence);
    }
    std::string against;
    if (source)
        against = add_trust(j, *source->workspace, source->dataset, source->query.metrics, source->query.period, session.lang());
    session.answer(j, against + as_lines(r, texts, o, session.lang()));
}

} // namespace

void add_forecast(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand("forecast", "Forecast a metric, or a series from a file");
    auto o = std::make_shared<Options>();
    add_forecast_options(*command, *o);
    command->callback([o, &session] { run(session, *o); });
}

} // namespace plumbline::cli
