// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/backtest.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

#include "core/forecast/grid.h"

namespace plumbline::forecast {

namespace {

constexpr double nearly_zero = 1e-8; ///< below, a relative error says nothing

/// Mean absolute difference over one season inside the history; over one step where no season is seen.
double naive_scale(const Grid& grid) {
    const auto over = [&](size_t lag) {
        double sum = 0, count = 0;
        for (size_t i = lag; i < grid.size(); ++i)
            if (!std::isnan(grid.y[i]) && !std::isnan(grid.y[i - lag])) {
                sum += std::abs(grid.y[i] - grid.y[i - lag]);
                count += 1;
            }
        return count > 0 ? sum / count : 0;
    };
    const double seasonal = over(static_cast<size_t>(grid.m));
    return seasonal > 0 ? seasonal : over(1);
}

struct Tally {
    double ape = 0, sape = 0, scaled = 0, squares = 0, score = 0, inside = 0, n = 0, scaled_n = 0;
    bool near_zero = false;

    void add(double y, const ForecastPoint& p, double scale, double interval) {
        const double e = std::abs(y - p.yhat), size = std::abs(y) + std::abs(p.yhat);
        n += 1;
        if (std::abs(y) < nearly_zero)
            near_zero = true;
        else
            ape += e / std::abs(y);
        sape += size > 0 ? 2 * e / size : 0;
        squares += e * e;
        inside += y >= p.lower && y <= p.upper;
        if (scale > 0) {
            const double alpha = 1 - interval;
            double width = p.upper - p.lower;
            if (y < p.lower) width += 2 / alpha * (p.lower - y);
            if (y > p.upper) width += 2 / alpha * (y - p.upper);
            scaled += e / scale;
            score += width / scale;
            scaled_n += 1;
        }
    }
    Accuracy result() const {
        Accuracy a;
        if (n == 0) return a;
        if (!near_zero) a.mape = ape / n;
        a.smape = sape / n;
        a.rmse = std::sqrt(squares / n);
        a.coverage = inside / n;
        if (scaled_n > 0) {
            a.mase = scaled / scaled_n;
            a.msis = score / scaled_n;
        }
        return a;
    }
};

} // namespace

Series until(const Series& series, double cutoff) {
    const auto n = std::upper_bound(series.ds.begin(), series.ds.end(), cutoff) - series.ds.begin();
    Series out;
    out.ds.assign(series.ds.begin(), series.ds.begin() + n);
    out.y.assign(series.y.begin(), series.y.begin() + n);
    for (const auto& [name, values] : series.regressors) out.regressors[name].assign(values.begin(), values.begin() + n);
    return out;
}

std::vector<double> cutoffs(const Series& series, const Spec& spec, const BacktestSpec& how) {
    const Grid grid = make_grid(series, spec.season_length);
    const long n = static_cast<long>(grid.size());
    const long horizon = std::max(1, how.horizon);
    const long period = how.period ? std::max(1, *how.period) : std::max(1L, horizon / 2);
    long least = how.initial ? std::max(2, *how.initial) : 3 * horizon;
    if (!how.initial) {
        // Two seasons make a season visible; but a short series is better tested on less than not at all.
        if (n - horizon >= 2 * grid.m + 1) least = std::max<long>(least, 2 * grid.m + 1);
        least = std::max(4L, std::min(least, n - horizon));
    }
    std::vector<double> out;
    for (long cut = n - 1 - horizon; cut + 1 >= least && static_cast<int>(out.size()) < how.max_folds; cut -= period) {
        // A cutoff needs a value to come, and some before.
        bool ahead = false;
        for (long i = cut + 1; i <= cut + horizon; ++i) ahead = ahead || !std::isnan(grid.y[static_cast<size_t>(i)]);
        long seen = 0;
        for (long i = 0; i <= cut && seen < 4; ++i) seen += !std::isnan(grid.y[static_cast<size_t>(i)]);
        if (ahead && seen >= std::min(4L, least)) out.push_back(grid.ds_of(cut));
    }
    std::reverse(out.begin(), out.end());
    return out;
}

void measure(Backtest& test, double interval) {
    Tally all;
    std::vector<Tally> steps;
    for (const Fold& fold : test.folds)
        for (size_t i = 0; i < fold.y.size(); ++i) {
            all.add(fold.y[i], fold.points[i], fold.scale, interval);
            const size_t h = static_cast<size_t>(std::max(1, fold.step[i]));
            if (steps.size() < h) steps.resize(h);
            steps[h - 1].add(fold.y[i], fold.points[i], fold.scale, interval);
        }
    test.accuracy = all.result();
    test.by_horizon.clear();
    for (const Tally& t : steps) test.by_horizon.push_back(t.result());
}

Backtest backtest(const Forecaster& method, const Series& series, const Spec& spec, const BacktestSpec& how, Progress& progress,
                  std::stop_token stop) {
    Backtest out;
    out.model = method.id();
    const std::vector<double> origins = cutoffs(series, spec, how);
    if (origins.empty()) {
        out.failed = "too_short";
        return out;
    }
    const Grid grid = make_grid(series, spec.season_length);
    const auto begin = std::chrono::steady_clock::now();
    Spec own = spec;
    try {
        for (size_t k = 0; k < origins.size(); ++k) {
            throw_if_stopped(stop);
            progress.step(static_cast<double>(k) / static_cast<double>(origins.size()), "backtest");
            const Series known = until(series, origins[k] + 1e-6);
            Fold fold;
            fold.cutoff = origins[k];
            const Grid before = make_grid(known, spec.season_length);
            fold.scale = naive_scale(before);
            const long cut = grid.slot_of(origins[k]);
            Future future;
            for (size_t i = 0; i < series.ds.size(); ++i) {
                const long step = static_cast<long>(grid.slot[i]) - cut;
                if (step < 1 || step > how.horizon || std::isnan(series.y[i])) continue;
                future.ds.push_back(series.ds[i]);
                fold.y.push_back(series.y[i]);
                fold.step.push_back(static_cast<int>(step));
                for (const auto& [name, values] : series.regressors) future.regressors[name].push_back(values[i]);
            }
            const auto fit = method.fit(known, own, progress, stop);
            fold.points = fit->predict(future);
            for (const ForecastPoint& p : fold.points)
                if (!std::isfinite(p.yhat) || !std::isfinite(p.lower) || !std::isfinite(p.upper))
                    throw Error(ErrorCode::internal, {{"detail", "not a number"}});
            own.start = fit->params(); // later origins keep the structure found at the first: nothing is known that came after it
            out.folds.push_back(std::move(fold));
        }
    } catch (const Error& e) {
        if (e.code() == ErrorCode::cancelled) throw;
        out.failed = e.what();
        out.folds.clear();
    }
    const double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
    out.fit_ms = ms / static_cast<double>(origins.size());
    measure(out, spec.interval);
    return out;
}

} // namespace plumbline::forecast
