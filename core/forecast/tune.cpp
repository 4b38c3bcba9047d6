// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/tune.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/forecast/grid.h"
#include "core/forecast/prophet.h"
#include "core/numerics/tpe.h"

namespace plumbline::forecast {

namespace {

using numerics::SearchParameter;

/// Ranges of Prophet's own documentation; orders round the defaults 10 and 3.
std::vector<SearchParameter> space_of(const Series& series, const Spec& spec) {
    using Kind = SearchParameter::Kind;
    std::vector<SearchParameter> out{{"changepoint_prior_scale", Kind::real, 0.001, 0.5, true, 0, {}},
                                     {"seasonality_prior_scale", Kind::real, 0.01, 10, true, 0, {}},
                                     {"mode", Kind::choice, 0, 1, false, 0, {"additive", "multiplicative"}}};
    if (!spec.events.empty()) out.push_back({"holidays_prior_scale", Kind::real, 0.01, 10, true, 0, {}});
    for (const Season& s : make_grid(series, spec.season_length).seasons) {
        if (s.name == "yearly" && !spec.yearly_order)
            out.push_back({"yearly_order", Kind::integer, 2, std::min(20.0, std::floor(s.period / 2 - 0.5)), false, 1, {}});
        if (s.name == "weekly" && !spec.weekly_order) out.push_back({"weekly_order", Kind::integer, 1, 3, false, 1, {}});
    }
    return out;
}

Spec applied(const Spec& spec, const std::vector<SearchParameter>& space, const std::vector<double>& x) {
    Spec out = spec;
    for (size_t i = 0; i < space.size(); ++i) {
        const std::string& name = space[i].name;
        if (name == "changepoint_prior_scale") out.changepoint_prior_scale = x[i];
        if (name == "seasonality_prior_scale") out.seasonality_prior_scale = x[i];
        if (name == "holidays_prior_scale") out.holidays_prior_scale = x[i];
        if (name == "mode") out.multiplicative = x[i] == 1;
        if (name == "yearly_order") out.yearly_order = static_cast<int>(x[i]);
        if (name == "weekly_order") out.weekly_order = static_cast<int>(x[i]);
    }
    return out;
}

std::vector<double> as_it_is(const Spec& spec, const std::vector<SearchParameter>& space) {
    std::vector<double> x;
    for (const SearchParameter& p : space) {
        double v = p.low;
        if (p.name == "changepoint_prior_scale") v = spec.changepoint_prior_scale;
        if (p.name == "seasonality_prior_scale") v = spec.seasonality_prior_scale;
        if (p.name == "holidays_prior_scale") v = spec.holidays_prior_scale;
        if (p.name == "mode") v = spec.multiplicative ? 1 : 0;
        if (p.name == "yearly_order") v = 10;
        if (p.name == "weekly_order") v = 3;
        x.push_back(std::clamp(v, p.low, p.high));
    }
    return x;
}

bool same_space(const std::vector<SearchParameter>& a, const std::vector<SearchParameter>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const SearchParameter& p, const SearchParameter& q) {
        return p.name == q.name && p.low == q.low && p.high == q.high;
    });
}

} // namespace

Tuning tune_prophet(const Series& series, const Spec& spec, const BacktestSpec& how, int trials, const std::string& study,
                    Progress& progress, std::stop_token stop, std::string* partial) {
    const std::vector<SearchParameter> space = space_of(series, spec);
    numerics::TpeStudy search(space, spec.seed);
    if (!study.empty()) {
        numerics::TpeStudy earlier = numerics::TpeStudy::from_json(study);
        if (same_space(earlier.parameters(), space)) search = std::move(earlier);
    }
    NoProgress silent;
    const auto error_of = [&](const std::vector<double>& x) -> std::optional<double> {
        Spec trial = applied(spec, space, x);
        trial.uncertainty_samples = 0;
        const Backtest b = backtest(prophet(), series, trial, how, silent, stop);
        if (b.folds.empty()) return std::nullopt;
        return b.accuracy.mase ? b.accuracy.mase : b.accuracy.rmse;
    };
    while (static_cast<int>(search.trials().size()) < trials) {
        if (partial) *partial = search.to_json();
        throw_if_stopped(stop);
        progress.step(static_cast<double>(search.trials().size()) / trials, "tune");
        const std::vector<double> x = search.trials().empty() ? as_it_is(spec, space) : search.propose();
        search.tell(x, error_of(x));
    }
    Tuning out;
    out.spec = spec;
    out.trials = static_cast<int>(search.trials().size());
    out.study = search.to_json();
    if (partial) *partial = out.study;
    const auto best = search.best();
    if (search.trials().empty() || !best) return out;
    out.before = search.trials().front().value.value_or(*best->value);
    out.after = *best->value;
    if (out.after < out.before) out.spec = applied(spec, space, best->x);
    return out;
}

} // namespace plumbline::forecast
