// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/combine.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <string_view>

#include "core/numerics/normal.h"

namespace plumbline::forecast {

namespace {

constexpr double far_behind = 2.0; ///< times the best error: left out
constexpr double sharpness = 7;    ///< power of the inverse error
constexpr size_t most_members = 5;
constexpr double usual_origins = 4;   ///< what is known of methods in general counts as much as so many origins
constexpr double clearly_ahead = 0.6; ///< of the second best error: the winner takes all
constexpr double farthest = 0.6;      ///< from the members' median, in usual half widths of an interval
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
    }
    std::vector<double> ordered = w;
    std::sort(ordered.begin(), ordered.end(), std::greater<>());
    const double least = ordered.size() > most_members ? ordered[most_members - 1] : 0;
    for (double& v : w) {
        if (v < least) v = 0;
        sum += v;
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

/// Errors drawn towards the usual ones, on the scale of logarithms. An exact fit stays one.
std::vector<double> with_usual(std::vector<double> errors, const std::vector<double>& usual, size_t origins) {
    if (usual.size() != errors.size()) return errors;
    double middle = 0, n = 0;
    for (const double e : errors)
        if (std::isfinite(e)) {
            if (!(e > 1e-12)) return errors;
            middle += std::log(e);
            n += 1;
        }
    if (n == 0) return errors;
    middle /= n;
    const double seen = static_cast<double>(origins) / (static_cast<double>(origins) + usual_origins);
    for (size_t i = 0; i < errors.size(); ++i)
        if (std::isfinite(errors[i]))
            errors[i] = std::exp(middle + seen * (std::log(errors[i]) - middle) + (1 - seen) * std::log(usual[i]));
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

/// By what the intervals of fitted models are too narrow: hardly with days, more where there are few values. From made-up series.
double usual_scale(const Backtest& test) {
    for (const Fold& fold : test.folds)
        if (fold.points.size() > 1 && fold.step.back() > fold.step.front()) {
            const double days = (fold.points.back().ds - fold.points.front().ds) / (fold.step.back() - fold.step.front());
            return days < 4 ? 1.0 : days < 20 ? 1.1 : 1.15;
        }
    return 1.05;
}

/// Weighted mean of forecasts, each drawn in to a share of the usual half width of an interval round their median, and their
/// deviation from it.
std::pair<double, double> mean_within(const std::vector<double>& y, const std::vector<double>& below,
                                      const std::vector<double>& above, const std::vector<double>& weights) {
    std::vector<std::pair<double, double>> values, widths;
    for (size_t k = 0; k < y.size(); ++k)
        if (weights[k] > 0) {
            values.emplace_back(y[k], weights[k]);
            widths.emplace_back((below[k] + above[k]) / 2, weights[k]);
        }
    if (values.size() == 1) return {values.front().first, 0};
    const double middle = weighted_quantile(values, 0.5), half = farthest * std::max(0.0, weighted_quantile(widths, 0.5));
    double sum = 0, total = 0, squares = 0;
    for (auto& [value, weight] : values) {
        value = std::clamp(value, middle - half, middle + half);
        sum += weight * value;
        total += weight;
    }
    if (!(total > 0)) return {0, 0};
    for (const auto& [value, weight] : values) squares += weight * (value - sum / total) * (value - sum / total);
    return {sum / total, std::sqrt(squares / total)};
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

std::vector<double> usual_errors(const std::vector<Backtest>& tests, double step_days) {
    struct Usual {
        std::string_view model;
        double day, week, month;
    };
    // Geometric means over three rolling origins of 168 made-up series; none of them is one that somebody measured.
    static constexpr Usual known[] = {
        {"seasonal_naive", 1.15, 1.65, 1.45}, {"theta", 0.92, 0.88, 0.86},      {"ets", 0.92, 0.91, 0.91},
        {"arima", 0.92, 0.90, 0.86},          {"mstl", 0.90, 0.88, 0.87},       {"xgboost", 1.01, 0.95, 0.96},
        {"prophet", 1.12, 1.04, 1.15},        {"prophet_ets", 1.09, 0.96, 1.05}};
    std::vector<double> out;
    for (const Backtest& t : tests) {
        const auto* at = std::find_if(std::begin(known), std::end(known), [&](const Usual& u) { return u.model == t.model; });
        out.push_back(at == std::end(known) ? 1 : step_days < 4 ? at->day : step_days < 20 ? at->week : at->month);
    }
    return out;
}

Choice choose(const std::vector<Backtest>& tests, bool best_alone, std::vector<double> usual) {
    Choice out;
    out.errors = errors_without(tests, std::numeric_limits<size_t>::max());
    out.usual = std::move(usual);
    size_t origins = 0;
    for (const Backtest& t : tests) origins = std::max(origins, t.folds.size());
    const std::vector<double> drawn = with_usual(out.errors, out.usual, origins);
    out.weights = weights_from(drawn);
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
    if (alone || (best_alone && drawn[best] < clearly_ahead * drawn[order[1]])) {
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

std::vector<ForecastPoint> combine(const std::vector<std::vector<ForecastPoint>>& points, const std::vector<double>& weights,
                                   double interval) {
    const double z = numerics::normal_quantile(0.5 + interval / 2);
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
        const auto [mean, deviation] = mean_within(y, below, above, w);
        p.yhat = mean;
        const double apart = z * deviation; // where the members disagree, each knows less than it believes
        p.lower = p.yhat - std::hypot(robust_mean(below, w), apart);
        p.upper = p.yhat + std::hypot(robust_mean(above, w), apart);
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
        std::vector<double> weights =
            folds > 1 ? weights_from(with_usual(errors_without(tests, k), choice.usual, folds - 1)) : choice.weights;
        std::vector<std::vector<ForecastPoint>> points;
        std::vector<double> used;
        for (size_t i = 0; i < tests.size(); ++i)
            if (tests[i].folds.size() == folds && weights[i] > 0) {
                points.push_back(tests[i].folds[k].points);
                used.push_back(weights[i]);
            }
        fold.points = combine(points, used, interval);
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
    const double usual = usual_scale(test);
    std::vector<double> out(static_cast<size_t>(std::max(0, horizon)), scores.empty() ? 1 : usual);
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
        out[static_cast<size_t>(h) - 1] = std::exp(share * std::log(empirical) + (1 - share) * std::log(usual));
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

Backtest recalibrated(Backtest test, int horizon, double interval) {
    std::vector<std::vector<double>> scales;
    for (size_t k = 0; k < test.folds.size(); ++k) {
        Backtest others;
        for (size_t j = 0; j < test.folds.size(); ++j)
            if (j != k) others.folds.push_back(test.folds[j]);
        scales.push_back(interval_scales(others, horizon, interval));
    }
    for (size_t k = 0; k < test.folds.size(); ++k) rescale(test.folds[k].points, test.folds[k].step, scales[k]);
    measure(test, interval);
    return test;
}

} // namespace plumbline::forecast
