// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/adjusted.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/forecast/backtest.h"
#include "core/forecast/prophet.h"

namespace plumbline::forecast {

namespace {

constexpr double worth = 0.99; ///< a regressor must lower the error to this share

/// Parts that events, regressors and seasons of the user's own account for.
std::vector<Component> effects_of(const Fitted& fit, const Spec& spec, const Future* future) {
    std::vector<Component> out;
    for (Component& c : fit.components(future)) {
        const auto named = [&](const auto& each) { return each.name == c.name; };
        if (c.name == "holidays" || std::any_of(spec.regressors.begin(), spec.regressors.end(), named) ||
            std::any_of(spec.seasonalities.begin(), spec.seasonalities.end(), named))
            out.push_back(std::move(c));
    }
    return out;
}

class AdjustedFit final : public Fitted {
public:
    AdjustedFit(const Forecaster& method, SharedEffects& shared, const Series& series, const Spec& spec, Progress& progress,
                std::stop_token stop)
        : m_spec(spec) {
        m_effects = shared.of(series, spec, progress, stop);
        m_past = effects_of(*m_effects, spec, nullptr);
        Series rest;
        rest.ds = series.ds;
        rest.y = series.y;
        for (const Component& c : m_past)
            for (size_t i = 0; i < rest.y.size() && i < c.values.size(); ++i) rest.y[i] -= c.values[i];
        m_fit = method.fit(rest, spec, progress, stop);
    }
    std::vector<ForecastPoint> predict(const Future& future) const override {
        return with(m_fit->predict(future), effects_of(*m_effects, m_spec, &future));
    }
    std::vector<ForecastPoint> history() const override { return with(m_fit->history(), m_past); }
    std::vector<Component> components(const Future* future) const override {
        std::vector<Component> out = m_fit->components(future);
        const std::vector<Component> effects = future ? effects_of(*m_effects, m_spec, future) : m_past;
        out.insert(out.end(), effects.begin(), effects.end());
        return out;
    }
    std::string params() const override { return m_fit->params(); }
    std::string fell_back() const override { return m_fit->fell_back(); }

private:
    static std::vector<ForecastPoint> with(std::vector<ForecastPoint> points, const std::vector<Component>& effects) {
        for (const Component& c : effects)
            for (size_t i = 0; i < points.size() && i < c.values.size(); ++i) {
                points[i].yhat += c.values[i];
                points[i].lower += c.values[i];
                points[i].upper += c.values[i];
            }
        return points;
    }
    Spec m_spec;
    std::shared_ptr<const Fitted> m_effects;
    std::unique_ptr<Fitted> m_fit;
    std::vector<Component> m_past;
};

class Adjusted final : public Forecaster {
public:
    Adjusted(const Forecaster& method, std::shared_ptr<SharedEffects> shared) : m_method(method), m_shared(std::move(shared)) {}
    std::string id() const override { return m_method.id(); }
    std::unique_ptr<Fitted> fit(const Series& series, const Spec& spec, Progress& progress, std::stop_token stop) const override {
        if (!has_effects(spec)) return m_method.fit(series, spec, progress, stop);
        return std::make_unique<AdjustedFit>(m_method, *m_shared, series, spec, progress, stop);
    }

private:
    const Forecaster& m_method;
    std::shared_ptr<SharedEffects> m_shared;
};

std::string joined(const std::vector<std::string>& names) {
    std::string out;
    for (const std::string& n : names) out += (out.empty() ? "" : ", ") + n;
    return out;
}

} // namespace

bool has_effects(const Spec& spec) { return !spec.events.empty() || !spec.regressors.empty() || !spec.seasonalities.empty(); }

std::shared_ptr<const Fitted> SharedEffects::of(const Series& series, const Spec& spec, Progress& progress,
                                                std::stop_token stop) {
    std::shared_ptr<Entry> entry;
    {
        const std::lock_guard guard(m_lock);
        auto& kept = m_kept[{series.ds.size(), series.ds.empty() ? 0 : series.ds.back()}];
        if (!kept) kept = std::make_shared<Entry>();
        entry = kept;
    }
    const std::lock_guard guard(entry->making);
    if (!entry->fit) {
        Spec plain = spec;
        plain.start.clear();
        plain.uncertainty_samples = 0;
        entry->fit = prophet().fit(series, plain, progress, std::move(stop));
    }
    return entry->fit;
}

std::unique_ptr<Forecaster> adjusted(const Forecaster& method, std::shared_ptr<SharedEffects> shared) {
    return std::make_unique<Adjusted>(method, std::move(shared));
}

std::vector<std::string> helpful_regressors(const Series& series, const Spec& spec, int horizon, int folds,
                                            std::vector<Note>& notes, Progress& progress, std::stop_token stop) {
    std::vector<std::string> kept, left;
    for (const RegressorSpec& r : spec.regressors) left.push_back(r.name);
    if (left.empty()) return kept;
    BacktestSpec how;
    how.horizon = horizon;
    how.max_folds = std::max(3, folds);
    const auto error_with = [&](const std::vector<std::string>& names) {
        Spec trial = spec;
        trial.uncertainty_samples = 0;
        std::erase_if(trial.regressors,
                      [&](const RegressorSpec& r) { return std::find(names.begin(), names.end(), r.name) == names.end(); });
        const Backtest b = backtest(prophet_ets(), series, trial, how, progress, stop);
        return b.folds.empty() || !b.accuracy.rmse ? std::numeric_limits<double>::infinity()
                                                   : b.accuracy.mase.value_or(*b.accuracy.rmse);
    };
    double best = error_with({});
    if (!std::isfinite(best)) { // no past to test on: what was given is used
        return left;
    }
    while (!left.empty()) {
        double lowest = std::numeric_limits<double>::infinity();
        size_t at = 0;
        for (size_t i = 0; i < left.size(); ++i) {
            std::vector<std::string> names = kept;
            names.push_back(left[i]);
            const double error = error_with(names);
            if (error < lowest) {
                lowest = error;
                at = i;
            }
        }
        if (!(lowest < worth * best)) break;
        best = lowest;
        kept.push_back(left[at]);
        left.erase(left.begin() + static_cast<long>(at));
    }
    if (!kept.empty()) notes.push_back({"regressors_kept", {{"names", joined(kept)}}});
    if (!left.empty()) notes.push_back({"regressors_dropped", {{"names", joined(left)}}});
    return kept;
}

} // namespace plumbline::forecast
