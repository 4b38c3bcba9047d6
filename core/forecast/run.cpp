// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/run.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/date.h"
#include "core/base/digest.h"
#include "core/forecast/adjusted.h"
#include "core/forecast/combine.h"
#include "core/forecast/grid.h"
#include "core/forecast/outliers.h"
#include "core/forecast/parallel.h"
#include "core/forecast/positive.h"
#include "core/forecast/prophet.h"
#include "core/forecast/tune.h"

namespace plumbline::forecast {

namespace {

constexpr size_t few_values = 4; ///< below, only the naive forecast makes sense

double ms_since(std::chrono::steady_clock::time_point begin) {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

std::string fingerprint_of(const Request& request) {
    std::string bytes;
    const auto add = [&](const std::vector<double>& v) {
        bytes.append(reinterpret_cast<const char*>(v.data()), v.size() * sizeof(double));
    };
    add(request.series.ds);
    add(request.series.y);
    add(request.future.ds);
    for (const auto& [name, values] : request.series.regressors) {
        bytes += name;
        add(values);
    }
    bytes += request.model + "/" + std::to_string(request.spec.seed) + "/" + std::to_string(request.spec.interval);
    return sha256(bytes);
}

std::vector<int> steps_of(const Grid& grid, const Future& future) {
    std::vector<int> out;
    for (const double ds : future.ds) out.push_back(static_cast<int>(grid.slot_of(ds) - static_cast<long>(grid.size()) + 1));
    return out;
}

/// Weighted sum of the members' parts by name; what combining moved besides goes into "correction".
std::vector<Component> sum_of_parts(const std::vector<std::vector<Component>>& parts, const std::vector<double>& weights,
                                    const std::vector<ForecastPoint>& points) {
    std::vector<Component> out;
    const size_t n = points.size();
    const auto part = [&](const std::string& name) -> Component& {
        for (Component& c : out)
            if (c.name == name) return c;
        out.push_back({name, std::vector<double>(n, 0.0)});
        return out.back();
    };
    part("trend");
    for (size_t k = 0; k < parts.size(); ++k)
        for (const Component& c : parts[k]) {
            Component& into = part(c.name == "non_negative" ? "correction" : c.name);
            for (size_t i = 0; i < n && i < c.values.size(); ++i) into.values[i] += weights[k] * c.values[i];
        }
    std::vector<double> rest(n);
    double size = 0, left = 0;
    for (size_t i = 0; i < n; ++i) {
        double sum = 0;
        for (const Component& c : out) sum += c.values[i];
        rest[i] = points[i].yhat - sum;
        left = std::max(left, std::abs(rest[i]));
        size = std::max(size, std::abs(points[i].yhat));
    }
    if (left > 1e-12 * size || std::any_of(out.begin(), out.end(), [](const Component& c) { return c.name == "correction"; })) {
        Component& c = part("correction");
        for (size_t i = 0; i < n; ++i) c.values[i] += rest[i];
    }
    return out;
}

/// One value in the wrong unit would be the level of some methods and the spread of all.
void leave_out_wild(Series& series, const Spec& spec, std::vector<Note>& notes) {
    const std::vector<size_t> wild = wild_values(series, spec);
    if (wild.empty()) return;
    notes.push_back({"wild",
                     {{"count", std::to_string(wild.size())},
                      {"first", to_iso(Date{static_cast<int32_t>(std::floor(series.ds[wild.front()]))})}}});
    for (const size_t i : wild) series.y[i] = std::nan("");
}

} // namespace

Result run_forecast(const Request& request, Progress& progress, std::stop_token stop) {
    request.spec.validate();
    const auto begin = std::chrono::steady_clock::now();
    const Grid grid = make_grid(request.series, request.spec.season_length);
    Result out;
    out.fingerprint = fingerprint_of(request);
    size_t values = 0;
    double low = 0;
    for (const double v : request.series.y)
        if (std::isfinite(v)) {
            ++values;
            low = std::min(low, v);
        }
    if (values < 2)
        throw Error(ErrorCode::too_little_data,
                    {{"detail", values == 0 ? "the series has no values" : "the series has one value only"},
                     {"detail_fr", values == 0 ? "la série n'a pas de valeurs" : "la série n'a qu'une valeur"}});
    if (request.spec.growth == Growth::logistic && request.spec.cap) {
        size_t above = 0;
        for (const double v : request.series.y) above += std::isfinite(v) && v >= *request.spec.cap;
        if (2 * above > values)
            throw Error(ErrorCode::forecast_invalid, {{"detail", "most values lie above the cap"},
                                                      {"detail_fr", "la plupart des valeurs dépassent le plafond (cap)"}});
    }
    const bool mix = request.model == "auto" || request.model == "ensemble";
    Series series = request.series;
    if (mix) leave_out_wild(series, request.spec, out.notes);
    std::vector<const Forecaster*> methods;
    if (mix || request.compare) methods = forecasters();
    size_t asked = 0;
    if (!mix) {
        const Forecaster& one = forecaster(request.model);
        const auto at = std::find(methods.begin(), methods.end(), &one);
        asked = static_cast<size_t>(at - methods.begin());
        if (at == methods.end()) methods.push_back(&one);
    }
    if (values < few_values) {
        methods = {&forecaster("seasonal_naive")};
        asked = 0;
        out.notes.push_back({"few_values", {{"count", std::to_string(values)}}});
    }

    Spec spec = request.spec;
    if (mix) look_for_year(series, spec);
    BacktestSpec how;
    const std::vector<int> steps = steps_of(grid, request.future);
    how.horizon = std::clamp(steps.empty() ? 1 : *std::max_element(steps.begin(), steps.end()), 1,
                             std::max(1, static_cast<int>(grid.size()) / 4));
    how.max_folds = std::max(0, request.folds);
    how.initial = request.initial;
    how.period = request.period;
    NoProgress silent;
    if (mix && request.select_regressors && !spec.regressors.empty() && values >= few_values) {
        const auto kept = helpful_regressors(series, spec, how.horizon, request.folds, out.notes, silent, stop);
        std::erase_if(spec.regressors,
                      [&](const RegressorSpec& r) { return std::find(kept.begin(), kept.end(), r.name) == kept.end(); });
    }
    if (request.tune > 0 && values >= few_values) {
        BacktestSpec inner = how;
        inner.max_folds = std::max(3, how.max_folds);
        std::string tried;
        const auto keep = [&] {
            if (request.keep_study && !tried.empty()) request.keep_study(tried);
        };
        Tuning tuned;
        try {
            tuned = tune_prophet(series, spec, inner, request.tune, request.study, progress, stop, &tried);
        } catch (const Error&) {
            keep();
            throw;
        }
        keep();
        spec = tuned.spec;
        out.study = tuned.study;
        char before[32], after[32];
        std::snprintf(before, sizeof before, "%.3f", tuned.before);
        std::snprintf(after, sizeof after, "%.3f", tuned.after);
        const ErrorFacts facts{{"trials", std::to_string(tuned.trials)}, {"before", before}, {"after", after}};
        out.notes.push_back({tuned.after < tuned.before ? "tuned" : "tuned_nothing", facts});
    }
    // Methods that know nothing of holidays and regressors are given what those do not explain.
    std::vector<std::unique_ptr<Forecaster>> wrapped;
    const auto effects = std::make_shared<SharedEffects>();
    if (has_effects(spec))
        for (const Forecaster*& m : methods)
            if (m->id() != "prophet" && m->id() != "prophet_ets" && m->id() != "seasonal_naive") {
                wrapped.push_back(adjusted(*m, effects));
                m = wrapped.back().get();
            }

    // Rolling origins and the fit on everything, method by method.
    std::vector<Backtest> tests(methods.size());
    std::vector<std::unique_ptr<Fitted>> fits(methods.size());
    std::vector<std::string> failures(methods.size());
    std::atomic<int> done = 0;
    in_parallel(methods.size(), request.threads, [&](size_t i) {
        tests[i].model = methods[i]->id();
        if (how.max_folds > 0) tests[i] = backtest(*methods[i], series, spec, how, silent, stop);
        try {
            fits[i] = methods[i]->fit(series, spec, silent, stop);
        } catch (const Error& e) {
            if (e.code() == ErrorCode::cancelled ||
                (!mix && methods[i]->id() == request.model && e.code() != ErrorCode::internal))
                throw;
            failures[i] = e.what();
        }
        progress.step(static_cast<double>(++done) / static_cast<double>(methods.size()), methods[i]->id());
    });

    std::vector<double> weights(methods.size(), 0);
    const bool tested = std::any_of(tests.begin(), tests.end(), [](const Backtest& t) { return !t.folds.empty(); });
    if (mix && methods.size() > 1) {
        std::vector<Backtest> usable = tests;
        for (size_t i = 0; i < usable.size(); ++i)
            if (!fits[i]) usable[i].folds.clear();
        if (tested) {
            const Choice choice = choose(usable, request.model == "auto",
                                         usual_errors(usable, grid.step_months > 0 ? 30.4 * grid.step_months : grid.step_days));
            weights = choice.weights;
            out.notes.insert(out.notes.begin(), choice.reason);
            out.backtests = tests;
            out.backtests.push_back(combined(usable, choice, request.spec.interval));
            const auto winner = std::max_element(weights.begin(), weights.end()) - weights.begin();
            Backtest& used = choice.single ? out.backtests[static_cast<size_t>(winner)] : out.backtests.back();
            out.interval_scale = interval_scales(used, how.horizon, request.spec.interval);
            used = recalibrated(std::move(used), how.horizon, request.spec.interval);
        } else {
            for (size_t i = 0; i < weights.size(); ++i) weights[i] = fits[i] && methods[i]->id() != "xgboost" ? 1 : 0;
            out.notes.insert(out.notes.begin(), {"chosen_untested", {}});
        }
    } else {
        if (!fits[asked]) { // a simpler method takes its place
            out.notes.push_back({"fell_back", {{"model", methods[asked]->id()}, {"instead", "seasonal_naive"}}});
            fits[asked] = forecaster("seasonal_naive").fit(series, request.spec, silent, stop);
            tests[asked] = {};
            tests[asked].model = "seasonal_naive";
        }
        weights[asked] = 1;
        out.backtests = tests;
        if (how.max_folds > 0 && tests[asked].folds.empty()) out.notes.push_back({"untested", {}});
        if (request.recalibrate && !tests[asked].folds.empty()) {
            out.interval_scale = interval_scales(tests[asked], how.horizon, request.spec.interval);
            out.backtests[asked] = recalibrated(tests[asked], how.horizon, request.spec.interval);
        }
    }

    double sum = 0;
    for (size_t i = 0; i < weights.size(); ++i) {
        if (!fits[i]) weights[i] = 0;
        sum += weights[i];
    }
    std::vector<std::vector<ForecastPoint>> forecasts, histories;
    std::vector<std::vector<Component>> parts, history_parts;
    std::vector<double> used;
    nlohmann::json params;
    for (size_t i = 0; i < weights.size(); ++i) {
        if (!(weights[i] > 0)) continue;
        forecasts.push_back(fits[i]->predict(request.future));
        histories.push_back(fits[i]->history());
        parts.push_back(fits[i]->components(&request.future));
        history_parts.push_back(fits[i]->components(nullptr));
        used.push_back(weights[i] / sum);
        const std::string id = tests[i].model.empty() ? methods[i]->id() : tests[i].model;
        out.members.push_back({id, used.back(), fits[i]->params()});
        params[id] = nlohmann::json::parse(fits[i]->params(), nullptr, false);
        if (!fits[i]->fell_back().empty())
            out.notes.push_back({"fell_back", {{"model", methods[i]->id()}, {"instead", fits[i]->fell_back()}}});
    }
    if (forecasts.empty())
        throw Error(ErrorCode::too_little_data,
                    {{"detail", "no method could be fitted to the " + std::to_string(values) + " values"},
                     {"detail_fr", "aucune méthode n'a pu être ajustée aux " + std::to_string(values) + " valeurs"}});
    out.model = out.members.size() == 1 ? out.members.front().model : "ensemble";
    out.forecast = combine(forecasts, used, request.spec.interval);
    out.history = combine(histories, used, request.spec.interval);
    rescale(out.forecast, steps, out.interval_scale);
    if (!out.interval_scale.empty()) rescale(out.history, std::vector<int>(out.history.size(), 1), out.interval_scale);
    if (request.spec.non_negative && low >= 0) {
        keep_positive(out.forecast, request.spec.interval);
        keep_positive(out.history, request.spec.interval);
    }
    out.components = sum_of_parts(parts, used, out.forecast);
    out.history_components = sum_of_parts(history_parts, used, out.history);
    out.params = (out.members.size() == 1 ? params[out.members.front().model] : params).dump();
    if (grid.seasons.empty() && values >= few_values)
        out.notes.push_back({"no_season", {{"count", std::to_string(grid.size())}}});
    out.fit_ms = ms_since(begin);
    return out;
}

} // namespace plumbline::forecast
