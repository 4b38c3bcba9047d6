// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/combine.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/numerics/normal.h"

namespace plumbline::forecast {

namespace {

constexpr double far_behind = 2.0;    ///< times the best error: left out
constexpr double sharpness = 3;       ///< power of the inverse error
constexpr double clearly_ahead = 0.6; ///< of the second best error: the winner takes all
constexpr double usual_scale = 1.05;  ///< intervals of fitted models are a little too narrow
constexpr double prior_folds = 2.5;   ///< weight of the usual scale, in rolling origins

/// Mean scaled error of one fold; infinite where it has none.
double fold_error(const Fold& fold) {
    double sum = 0;
    for (size_t i = 0; i < fold.y.size(); ++i) sum += std::abs(fold.y[i] - fold.points[i].yhat);
    if (fold.y.empty()) return std::numeric_limits<double>::infinity();
    return sum / static_cast<double>(fold.y.size()) / (fold.scale > 0 ? fold.scale : 1);
}

std::vector<double> weights_from(const std::vector<double>& errors) {
    const double best = *std::min_element(errors.begin(), errors.end());
    std::vector<double> w(errors.size(), 0);
    if (!std::isfinite(best)) return w;
    double sum = 0;
    for (size_t i = 0; i < errors.size(); ++i) {
        if (!(errors[i] <= far_behind * best + 1e-12)) continue;
        w[i] = best > 0 ? std::pow(best / errors[i], sharpness) : (errors[i] <= 1e-12 ? 1 : 0);
        sum += w[i];
    }
    for (double& v : w) v /= sum;
    return w;
}

/// Mean error of each method over all folds but one.
std::vector<double> errors_without(const std::vector<Backtest>& tests, size_t left_out) {
    std::vector<double> errors;
    for (const Backtest& t : tests) {
        double sum = 0, count = 0;
        for (size_t k = 0; k < t.folds.size(); ++k) {
            if (k == left_out && t.folds.size() > 1) continue;
            sum += fold_error(t.folds[k]);
            count += 1;
        }
        errors.push_back(count > 0 ? sum / count : std::numeric_limits<double>::infinity());
    }
    return errors;
}

double weighted_quantile(std::vector<std::pair<double, double>> v, double p) {
    std::sort(v.begin(), v.end());
    double total = 0, sum = 0;
    for (const auto& [value, weight] : v) total += weight;
    for (const auto& [value, weight] : v) {
        sum += weight;
        if (sum >= p * total) return value;
    }
    return v.empty() ? 0 : v.back().first;
}

} // namespace

double robust_mean(const std::vector<double>& values, const std::vector<double>& weights) {
    std::vector<std::pair<double, double>> v;
    for (size_t i = 0; i < values.size(); ++i)
        if (weights[i] > 0) v.emplace_back(values[i], weights[i]);
    if (v.empty()) return 0;
    if (v.size() == 1) return v.front().first;
    const double low = weighted_quantile(v, 0.4), high = weighted_quantile(v, 0.6);
    double sum = 0, total = 0;
    for (const auto& [value, weight] : v) {
        sum += weight * std::clamp(value, low, high);
        total += weight;
    }
    return sum / total;
}

Choice choose(const std::vector<Backtest>& tests, bool best_alone) {
    Choice out;
    out.errors = errors_without(tests, std::numeric_limits<size_t>::max());
    out.weights = weights_from(out.errors);
    std::vector<size_t> order(tests.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return out.errors[a] < out.errors[b]; });
    if (order.empty() || !std::isfinite(out.errors[order[0]])) return out;
    const auto error_text = [](double e) {
        char text[32];
        std::snprintf(text, sizeof text, "%.2f", e);
        return std::string(text);
    };
    const size_t best = order[0];
    const auto folds = std::to_string(tests[best].folds.size());
    const bool alone = order.size() == 1 || !std::isfinite(out.errors[order[1]]);
    if (alone || (best_alone && out.errors[best] < clearly_ahead * out.errors[order[1]])) {
        std::fill(out.weights.begin(), out.weights.end(), 0.0);
        out.weights[best] = 1;
    }
    out.single = std::count_if(out.weights.begin(), out.weights.end(), [](double w) { return w > 0; }) == 1;
    std::string members;
    double count = 0;
    for (const size_t i : order)
        if (out.weights[i] > 0) {
            members += (members.empty() ? "" : ",") + tests[i].model;
            count += 1;
        }
    out.reason = {
        out.single ? "chosen_best" : "chosen_mix",
        {{"model", tests[best].model}, {"error", error_text(out.errors[best])}, {"folds", folds}, {"members", members}}};
    if (!alone) {
        out.reason.facts["second"] = tests[order[1]].model;
        out.reason.facts["second_error"] = error_text(out.errors[order[1]]);
    }
    return out;
}

std::vector<ForecastPoint> combine(const std::vector<std::vector<ForecastPoint>>& points, const std::vector<double>& weights) {
    std::vector<ForecastPoint> out;
    if (points.empty()) return out;
    size_t n = 0;
    for (const auto& p : points) n = std::max(n, p.size());
    std::vector<double> y(points.size()), below(points.size()), above(points.size());
    for (size_t i = 0; i < n; ++i) {
        ForecastPoint p;
        std::vector<double> w = weights;
        for (size_t k = 0; k < points.size(); ++k) {
            if (i >= points[k].size()) {
                w[k] = 0;
                continue;
            }
            p.ds = points[k][i].ds;
            y[k] = points[k][i].yhat;
            below[k] = points[k][i].yhat - points[k][i].lower;
            above[k] = points[k][i].upper - points[k][i].yhat;
        }
        p.yhat = robust_mean(y, w);
        p.lower = p.yhat - robust_mean(below, w);
        p.upper = p.yhat + robust_mean(above, w);
        out.push_back(p);
    }
    return out;
}

Backtest combined(const std::vector<Backtest>& tests, const Choice& choice, double interval) {
    Backtest out;
    out.model = "ensemble";
    size_t folds = 0;
    const Backtest* whole = nullptr;
    for (size_t i = 0; i < tests.size(); ++i) {
        if (choice.weights[i] <= 0) continue;
        if (!whole || tests[i].folds.size() > folds) {
            whole = &tests[i];
            folds = whole->folds.size();
        }
        out.fit_ms += tests[i].fit_ms;
    }
    for (size_t k = 0; whole && k < folds; ++k) {
        Fold fold = whole->folds[k];
        std::vector<double> weights = folds > 1 ? weights_from(errors_without(tests, k)) : choice.weights;
        std::vector<std::vector<ForecastPoint>> points;
        std::vector<double> used;
        for (size_t i = 0; i < tests.size(); ++i)
            if (tests[i].folds.size() == folds && weights[i] > 0) {
                points.push_back(tests[i].folds[k].points);
                used.push_back(weights[i]);
            }
        fold.points = combine(points, used);
        out.folds.push_back(std::move(fold));
    }
    measure(out, interval);
    return out;
}

std::vector<double> interval_scales(const Backtest& test, int horizon, double interval) {
    // Beyond 0.9 a few folds hold no quantile: there the spread at 0.8 is what is compared.
    const double level = interval > 0.9 ? 0.8 : interval;
    const double unit = numerics::normal_quantile(0.5 + interval / 2) / numerics::normal_quantile(0.5 + level / 2);
    struct Score {
        double r, step;
    };
    std::vector<Score> scores;
    for (const Fold& fold : test.folds)
        for (size_t i = 0; i < fold.y.size(); ++i) {
            const ForecastPoint& p = fold.points[i];
            const double half = fold.y[i] > p.yhat ? p.upper - p.yhat : p.yhat - p.lower, e = std::abs(fold.y[i] - p.yhat);
            if (half > 0) scores.push_back({e / half * unit, static_cast<double>(fold.step[i])});
        }
    std::vector<double> out(static_cast<size_t>(std::max(0, horizon)), scores.empty() ? 1 : usual_scale);
    if (scores.size() < 3) return out;
    const double folds = static_cast<double>(test.folds.size()), share = folds / (folds + prior_folds);
    for (int h = 1; h <= horizon; ++h) {
        std::vector<std::pair<double, double>> near;
        for (const Score& s : scores) {
            const double distance = std::abs(std::log(s.step / h));
            near.emplace_back(s.r, std::exp(-distance * distance));
        }
        const double wanted = std::min(1.0, level * (1 + 1.0 / static_cast<double>(scores.size())));
        const double empirical = std::clamp(weighted_quantile(std::move(near), wanted), 0.25, 5.0);
        out[static_cast<size_t>(h) - 1] = std::exp(share * std::log(empirical) + (1 - share) * std::log(usual_scale));
    }
    return out;
}

void rescale(std::vector<ForecastPoint>& points, const std::vector<int>& steps, const std::vector<double>& scales) {
    if (scales.empty()) return;
    for (size_t i = 0; i < points.size(); ++i) {
        const double s = scales[static_cast<size_t>(std::clamp(steps[i] - 1, 0, static_cast<int>(scales.size()) - 1))];
        points[i].lower = points[i].yhat - s * (points[i].yhat - points[i].lower);
        points[i].upper = points[i].yhat + s * (points[i].upper - points[i].yhat);
    }
}

} // namespace plumbline::forecast
