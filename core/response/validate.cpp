// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/response/validate.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/random.h"
#include "core/response/model_impl.h"
#include "core/response/point.h"

namespace plumbline::response {

namespace {

constexpr size_t held_out = 13; ///< a quarter of weeks
constexpr int check_starts = 3;

/// Steady model without interactions and checks, for refits.
ResponseSpec plain(ResponseSpec spec) {
    spec.posterior = false;
    spec.interactions = false;
    spec.checks = false;
    spec.compare_adstocks = false; // the kinds stay as the whole of the data chose them
    return spec;
}

std::vector<std::optional<double>> contributions(const MediaData& data, const ResponseSpec& spec, std::stop_token stop) {
    const Model model(data, spec);
    const PointFit point = fit_point(model, check_starts, spec.seed, stop);
    std::vector<std::optional<double>> out(data.channels.size());
    for (size_t c = 0; c < model.channels(); ++c)
        out[model.used()[c]] = std::exp(point.q[model.share_at(c)]) * model.target_total();
    return out;
}

} // namespace

std::vector<Validation> time_validation(const MediaData& data, const ResponseSpec& given, int folds, std::stop_token stop) {
    std::vector<Validation> out;
    if (data.geos.size() != 1) return out;
    ResponseSpec spec = plain(given);
    std::erase_if(spec.lifts, [](const LiftTest& test) { return test.from.has_value(); }); // may lie in what is held out
    const size_t n = data.periods();
    const size_t needed = std::max<size_t>(52, 5 * data.channels.size() + 15);
    for (int fold = folds; fold >= 1; --fold) {
        const size_t ahead = held_out * static_cast<size_t>(fold);
        if (n < ahead + needed) continue;
        const size_t train = n - ahead;
        const MediaData part = data.slice(0, train);
        const Model model(part, spec);
        const PointFit point = fit_point(model, check_starts, spec.seed, stop);
        const auto work = model.work();
        std::vector<double> media(train + held_out, 0.0);
        for (size_t c = 0; c < model.channels(); ++c) {
            const auto inside = model.contribution(point.q.data(), c, *work);
            std::vector<double> x(data.spend[model.used()[c]][0].begin(),
                                  data.spend[model.used()[c]][0].begin() + static_cast<long>(train + held_out));
            ShapeNumbers p{};
            for (size_t i = 0; i < static_cast<size_t>(model.shape(c).size()); ++i) p[i] = point.q[model.shape_at(c) + i];
            EffectSeries e;
            effect(model.shape(c), p, model.reference(c), x, false, e);
            const double sum = std::accumulate(e.value.begin(), e.value.begin() + static_cast<long>(train), 0.0);
            const double total = std::accumulate(inside[0].begin(), inside[0].end(), 0.0);
            for (size_t t = 0; t < media.size(); ++t) media[t] += sum > 0 ? total / sum * e.value[t] : 0;
        }
        // Baseline: fitted on what was seen; the trend goes on as a line, its last bend stays.
        const auto base =
            model.baseline(point.q.data(), {std::vector<double>(media.begin(), media.begin() + static_cast<long>(train))});
        const BaselineBasis all = make_baseline(data.slice(0, train + held_out), spec, 0);
        Vector seen(static_cast<Eigen::Index>(train));
        for (size_t t = 0; t < train; ++t) seen[static_cast<Eigen::Index>(t)] = base.level[t] + base.controls[t];
        const Matrix head = all.columns.topRows(static_cast<Eigen::Index>(train));
        const Vector coefficients = head.colPivHouseholderQr().solve(seen);
        const Vector bend = seen - head * coefficients;
        double absolute = 0, squared = 0, low = INFINITY, high = -INFINITY;
        size_t counted = 0;
        const double last_bend = bend.tail(std::min<Eigen::Index>(4, bend.size())).mean();
        for (size_t t = train; t < train + held_out; ++t) {
            const double predicted = all.columns.row(static_cast<Eigen::Index>(t)).dot(coefficients) + last_bend + media[t];
            const double actual = data.y[0][t];
            if (actual > 0) absolute += std::abs(predicted / actual - 1), ++counted;
            squared += (predicted - actual) * (predicted - actual);
        }
        for (const double v : data.y[0]) low = std::min(low, v), high = std::max(high, v);
        Validation v;
        v.from = data.dates[train];
        v.to = data.dates[train + held_out - 1];
        v.mape = counted > 0 ? absolute / static_cast<double>(counted) : 0;
        v.nrmse = high > low ? std::sqrt(squared / held_out) / (high - low) : 0;
        out.push_back(v);
    }
    return out;
}

std::optional<double> placebo_share(const MediaData& data, const ResponseSpec& given, std::stop_token stop) {
    std::vector<std::pair<double, size_t>> order;
    for (size_t c = 0; c < data.channels.size(); ++c) {
        const auto spend = data.total_spend(c);
        const double total = std::accumulate(spend.begin(), spend.end(), 0.0);
        if (total > 0) order.emplace_back(total, c);
    }
    if (order.empty() || data.periods() < 3 * (data.channels.size() + 1) + 8) return std::nullopt;
    std::sort(order.begin(), order.end());
    const size_t middle = order[order.size() / 2].second;
    MediaData more = data;
    more.channels.push_back("placebo");
    more.columns.push_back("placebo");
    more.spend.push_back(data.spend[middle]);
    Random random(given.seed, 31);
    std::vector<size_t> from(data.periods());
    std::iota(from.begin(), from.end(), size_t{0});
    for (size_t t = from.size(); t > 1; --t) std::swap(from[t - 1], from[random.below(t)]);
    for (size_t g = 0; g < data.geos.size(); ++g)
        for (size_t t = 0; t < from.size(); ++t) more.spend.back()[g][t] = data.spend[middle][g][from[t]];
    const auto found = contributions(more, plain(given), stop);
    double all = 0;
    for (const double v : data.total_target()) all += v;
    return *found.back() / all;
}

std::vector<std::optional<double>> prior_sensitivity(const MediaData& data, const ResponseSpec& given, std::stop_token stop) {
    std::vector<std::optional<double>> out(data.channels.size());
    const auto middle = contributions(data, plain(given), stop);
    for (const double factor : {0.5, 1.5}) {
        ResponseSpec spec = plain(given);
        spec.media_share_mean = std::min(0.9, spec.media_share_mean * factor);
        spec.media_share_sd *= factor;
        const auto moved = contributions(data, spec, stop);
        for (size_t c = 0; c < out.size(); ++c)
            if (middle[c] && *middle[c] > 0) out[c] = std::max(out[c].value_or(0), std::abs(*moved[c] / *middle[c] - 1));
    }
    return out;
}

} // namespace plumbline::response
