// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/kept.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace plumbline::forecast {

namespace {

using nlohmann::json;

constexpr std::string_view record_kind = "forecast";
constexpr double same_moment = 0.01; // days

json number(const std::optional<double>& v) { return v && std::isfinite(*v) ? json(*v) : json(); }

std::optional<double> number_of(const json& j, const char* key) {
    const auto found = j.find(key);
    return found != j.end() && found->is_number() ? std::optional(found->get<double>()) : std::nullopt;
}

json where_json(const std::vector<metrics::Filter>& where) {
    json out = json::array();
    for (const metrics::Filter& f : where)
        out.push_back({{"dimension", f.dimension}, {"values", f.values}, {"exclude", f.exclude}});
    return out;
}

Kept read(const store::Record& record) {
    const json j = json::parse(record.body);
    Kept k;
    k.id = record.id;
    k.created = record.created;
    k.dataset_id = record.dataset_id;
    k.metric = j.at("metric").get<std::string>();
    k.grain = parse_grain(j.at("grain").get<std::string>()).value_or(Grain::week);
    for (const json& f : j.value("where", json::array()))
        k.where.push_back(
            {f.at("dimension").get<std::string>(), f.at("values").get<std::vector<std::string>>(), f.value("exclude", false)});
    k.model = j.at("model").get<std::string>();
    k.params = j.value("params", json::object()).dump();
    k.fingerprint = j.value("fingerprint", "");
    k.interval = j.value("interval", 0.8);
    k.holidays = j.value("holidays", "");
    k.seed = j.value("seed", uint64_t{1});
    const json a = j.value("backtest", json::object());
    k.accuracy = {number_of(a, "mape"), number_of(a, "smape"), number_of(a, "mase"),
                  number_of(a, "rmse"), number_of(a, "msis"),  number_of(a, "coverage")};
    k.mean_error = number_of(a, "mean_error").value_or(0);
    k.last = j.at("last").get<double>();
    for (const json& p : j.at("points"))
        k.points.push_back({p.at(0).get<double>(), p.at(1).get<double>(), p.at(2).get<double>(), p.at(3).get<double>()});
    if (const json r = j.value("realised", json()); r.is_object()) {
        Realised realised;
        realised.steps = r.value("steps", 0);
        realised.inside = r.value("inside", 0);
        realised.bias = r.value("bias", 0.0);
        realised.mape = number_of(r, "mape");
        realised.against = number_of(r, "against");
        k.realised = realised;
    }
    return k;
}

json where_sorted(std::vector<metrics::Filter> where) {
    std::erase_if(where, [](const metrics::Filter& f) { return f.values.empty(); });
    for (metrics::Filter& f : where) std::sort(f.values.begin(), f.values.end());
    std::sort(where.begin(), where.end(),
              [](const metrics::Filter& a, const metrics::Filter& b) { return a.dimension < b.dimension; });
    return where_json(where);
}

} // namespace

bool Kept::same_question(const std::string& other_metric, Grain other_grain, const std::vector<metrics::Filter>& filters) const {
    return metric == other_metric && grain == other_grain && where_sorted(where) == where_sorted(filters);
}

std::vector<Kept> kept_forecasts(const store::Workspace& workspace, int64_t dataset_id) {
    std::vector<Kept> out;
    for (const store::Record& r : workspace.records(record_kind, dataset_id)) {
        try {
            out.push_back(read(r));
        } catch (const json::exception&) {
            continue; // written by somebody else; one that cannot be read must not hide the others
        }
    }
    std::stable_sort(out.begin(), out.end(), [](const Kept& a, const Kept& b) { return a.created > b.created; });
    return out;
}

Kept put_forecast(store::Workspace& workspace, Kept kept) {
    json points = json::array();
    for (const ForecastPoint& p : kept.points) points.push_back({p.ds, p.yhat, p.lower, p.upper});
    json params = json::parse(kept.params, nullptr, false);
    if (params.is_discarded()) params = json::object();
    json body = {{"metric", kept.metric},
                 {"grain", grain_id(kept.grain)},
                 {"where", where_json(kept.where)},
                 {"model", kept.model},
                 {"params", params},
                 {"fingerprint", kept.fingerprint},
                 {"interval", kept.interval},
                 {"holidays", kept.holidays},
                 {"seed", kept.seed},
                 {"last", kept.last},
                 {"points", points},
                 {"backtest",
                  {{"mape", number(kept.accuracy.mape)},
                   {"smape", number(kept.accuracy.smape)},
                   {"mase", number(kept.accuracy.mase)},
                   {"rmse", number(kept.accuracy.rmse)},
                   {"msis", number(kept.accuracy.msis)},
                   {"coverage", number(kept.accuracy.coverage)},
                   {"mean_error", kept.mean_error}}}};
    if (kept.realised)
        body["realised"] = {{"steps", kept.realised->steps},
                            {"inside", kept.realised->inside},
                            {"bias", kept.realised->bias},
                            {"mape", number(kept.realised->mape)},
                            {"against", number(kept.realised->against)}};
    const store::Record stored = workspace.put_record(
        {.kind = std::string(record_kind), .id = kept.id, .dataset_id = kept.dataset_id, .body = body.dump()});
    kept.id = stored.id;
    kept.created = stored.created;
    return kept;
}

bool remove_forecast(store::Workspace& workspace, const std::string& id) { return workspace.remove_record(record_kind, id); }

Kept to_keep(const Result& result, const Series& series, double interval) {
    Kept kept;
    kept.model = result.model;
    kept.params = result.params;
    kept.fingerprint = result.fingerprint;
    kept.interval = interval;
    kept.last = series.ds.back();
    kept.points = result.forecast;
    if (const Backtest* test = test_of(result)) {
        kept.accuracy = test->accuracy;
        double errors = 0, n = 0;
        for (const Fold& fold : test->folds)
            for (size_t i = 0; i < fold.y.size(); ++i)
                if (std::isfinite(fold.y[i])) {
                    errors += std::abs(fold.y[i] - fold.points[i].yhat);
                    n += 1;
                }
        if (n > 0) kept.mean_error = errors / n;
    }
    return kept;
}

std::optional<Realised> realise(const Kept& kept, const std::vector<double>& ds, const std::vector<double>& y) {
    Realised r;
    double actual = 0, forecast = 0, errors = 0, shares = 0;
    bool shares_known = true;
    for (const ForecastPoint& p : kept.points) {
        const auto at = std::lower_bound(ds.begin(), ds.end(), p.ds - same_moment);
        if (at == ds.end() || std::abs(*at - p.ds) > same_moment) continue;
        const double value = y[static_cast<size_t>(at - ds.begin())];
        if (!std::isfinite(value) || p.ds <= kept.last + same_moment) continue;
        ++r.steps;
        r.inside += value >= p.lower && value <= p.upper;
        actual += value;
        forecast += p.yhat;
        errors += std::abs(value - p.yhat);
        shares_known = shares_known && std::abs(value) > 1e-8;
        if (shares_known) shares += std::abs(value - p.yhat) / std::abs(value);
    }
    if (r.steps == 0) return std::nullopt;
    if (forecast != 0) r.bias = (actual - forecast) / std::abs(forecast);
    if (shares_known) r.mape = shares / r.steps;
    if (kept.mean_error > 0) r.against = errors / r.steps / kept.mean_error;
    return r;
}

const Backtest* test_of(const Result& result) {
    for (const Backtest& test : result.backtests)
        if (test.model == result.model && !test.folds.empty()) return &test;
    return nullptr;
}

} // namespace plumbline::forecast
