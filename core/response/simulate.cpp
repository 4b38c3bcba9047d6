// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/response/simulate.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>

#include "core/base/error.h"
#include "core/base/random.h"

namespace plumbline::response {

namespace {

constexpr std::array<std::string_view, 12> names{"tv",  "search", "social",    "display", "video",   "radio",
                                                 "ooh", "email",  "affiliate", "print",   "podcast", "retail_media"};
constexpr int window = 13; ///< lags of carry-over

std::vector<double> carry(const std::vector<double>& x, const std::vector<double>& w) {
    std::vector<double> a(x.size(), 0.0);
    for (size_t t = 0; t < x.size(); ++t)
        for (size_t l = 0; l < w.size() && l <= t; ++l) a[t] += w[l] * x[t - l];
    return a;
}

/// Relative spend by week, mean about 1.
std::vector<double> spend_pattern(const Scenario& s, size_t c, Random& random, const std::vector<double>& common) {
    const auto n = static_cast<size_t>(s.weeks);
    std::vector<double> x(n);
    const double swing = random.uniform(0, 0.4), phase = random.uniform(0, 2 * std::numbers::pi),
                 rough = random.uniform(0.2, 0.4);
    double memory = 0;
    for (size_t t = 0; t < n; ++t) {
        memory = 0.5 * memory + random.normal(0, rough);
        x[t] = (1 + swing * std::sin(2 * std::numbers::pi * static_cast<double>(t) / 52.18 + phase)) * std::exp(memory);
        if (s.collinear) x[t] = common[t] * std::exp(random.normal(0, 0.15));
    }
    if (!s.flights) return x;
    const uint64_t kind = (c + random.below(2)) % 4;
    if (kind == 0) { // flights of some weeks
        bool on = true;
        int left = 3 + static_cast<int>(random.below(8));
        for (size_t t = 0; t < n; ++t, --left) {
            if (left == 0) on = !on, left = 3 + static_cast<int>(random.below(8));
            x[t] *= on ? 2 : 0;
        }
    } else if (kind == 1) { // bursts on a low level
        for (double& v : x) v *= random.uniform() < 0.12 ? 8 : 0.15;
    }
    return x;
}

} // namespace

const std::vector<Scenario>& scenarios() {
    static const std::vector<Scenario> all = [] {
        std::vector<Scenario> v;
        Scenario s;
        v.push_back(s);
        s.name = "mm_only", s.channels = 4, s.noise = 0.03, s.michaelis_menten = true, s.flights = true;
        v.push_back(s);
        s = {};
        s.name = "scurve", s.weeks = 208, s.channels = 5, s.noise = 0.03, s.flights = true, s.most_slope = 2;
        v.push_back(s);
        s = {};
        s.name = "noisy", s.channels = 5, s.noise = 0.08, s.flights = true;
        v.push_back(s);
        s = {};
        s.name = "collinear", s.channels = 6, s.noise = 0.03, s.collinear = true;
        v.push_back(s);
        s = {};
        s.name = "short", s.weeks = 104, s.channels = 6, s.noise = 0.04, s.flights = true, s.mixed_kinds = false;
        v.push_back(s);
        s = {};
        s.name = "many", s.weeks = 208, s.channels = 12, s.noise = 0.03, s.flights = true, s.mixed_kinds = true;
        v.push_back(s);
        s = {};
        s.name = "mediated", s.weeks = 208, s.channels = 5, s.noise = 0.03, s.flights = true, s.mediated = true;
        v.push_back(s);
        s = {};
        s.name = "geo", s.weeks = 104, s.channels = 5, s.noise = 0.04, s.flights = true, s.geos = 10;
        v.push_back(s);
        return v;
    }();
    return all;
}

const Scenario& scenario(std::string_view name) {
    for (const Scenario& s : scenarios())
        if (s.name == name) return s;
    throw Error(ErrorCode::response_invalid, {{"detail", "there is no scenario " + std::string(name)},
                                              {"detail_fr", "il n'y a pas de scénario " + std::string(name)}});
}

Simulated simulate(const Scenario& s, uint64_t seed) {
    Random random(seed, 77);
    Simulated out;
    MediaData& data = out.data;
    const auto n = static_cast<size_t>(s.weeks), k = static_cast<size_t>(s.channels), geos = static_cast<size_t>(s.geos);
    data.target = "revenue";
    data.currency = "CHF";
    for (size_t t = 0; t < n; ++t) data.dates.push_back(from_civil({2022, 1, 3}) + static_cast<int>(7 * t));
    for (size_t g = 0; g < geos; ++g) data.geos.push_back(geos > 1 ? "region_" + std::to_string(g) : "");
    data.controls = {"price_index", "promo"};
    const double level = random.uniform(80'000, 600'000);
    std::vector<double> size(geos, 1.0);
    if (geos > 1)
        for (double& v : size) v = random.uniform(0.2, 1.8);
    const double sizes = std::accumulate(size.begin(), size.end(), 0.0) / static_cast<double>(geos);
    for (double& v : size) v /= sizes;

    // Baseline: line, two harmonics, a slow wander, controls.
    const double growth = random.uniform(-0.1, 0.3), first = random.uniform(0.05, 0.2), second = random.uniform(0, 0.06);
    const double phase1 = random.uniform(0, 6.28), phase2 = random.uniform(0, 6.28), wander = random.uniform(0, 0.015);
    const double price_effect = -level * random.uniform(0.01, 0.05), promo_effect = level * random.uniform(0.02, 0.1);
    std::vector<double> baseline(n), price(n), promo(n);
    double slow = 0, price_memory = 0, knot = 0;
    for (size_t t = 0; t < n; ++t) {
        if (t % 26 == 0) knot = random.normal(0, wander);
        slow += (knot - slow) / 13;
        price_memory = 0.8 * price_memory + random.normal(0, 0.06);
        price[t] = 10 + price_memory;
        promo[t] = random.uniform() < 0.12 ? 1 : 0;
        const double year = 2 * std::numbers::pi * static_cast<double>(t) / 52.18;
        baseline[t] = level * (1 + growth * static_cast<double>(t) / static_cast<double>(n) + first * std::sin(year + phase1) +
                               second * std::sin(2 * year + phase2) + slow);
    }
    std::vector<double> common(n);
    double memory = 0;
    for (size_t t = 0; t < n; ++t) {
        memory = 0.6 * memory + random.normal(0, 0.25);
        common[t] = std::exp(memory) * (1 + 0.25 * std::sin(2 * std::numbers::pi * static_cast<double>(t) / 52.18 + phase1));
    }

    const double media_share = random.uniform(s.media_share_low, s.media_share_high);
    std::vector<double> roas(k), weight(k);
    for (size_t c = 0; c < k; ++c) roas[c] = random.uniform(0.6, 4), weight[c] = std::exp(random.normal(0, 0.9));
    double weighted = 0;
    for (size_t c = 0; c < k; ++c) weighted += weight[c];
    const double mean_base = std::accumulate(baseline.begin(), baseline.end(), 0.0) / static_cast<double>(n);
    const double media_week = mean_base * media_share / (1 - media_share);
    data.y.assign(geos, std::vector<double>(n, 0.0));
    out.weekly.assign(k, std::vector<double>(n, 0.0));
    std::vector<std::vector<std::vector<double>>> effect(k, std::vector<std::vector<double>>(geos));
    for (size_t c = 0; c < k; ++c) {
        Random own(seed, 200 + c);
        const double contribution = media_week * weight[c] / weighted, mean_spend = contribution / roas[c];
        Curve curve;
        curve.name = std::string(names[c]);
        curve.adstock.theta = own.uniform(0.05, 0.8);
        curve.adstock.length = window;
        const double relative = own.uniform(0.4, 2), slope = own.uniform(0.85, s.most_slope);
        const uint64_t kind = own.below(3), shape = own.below(3);
        if (s.mixed_kinds && kind == 1)
            curve.adstock.kind = AdstockKind::delayed, curve.adstock.theta = own.uniform(0.3, 0.6),
            curve.adstock.peak = 1 + static_cast<double>(own.below(2));
        if (s.mixed_kinds && kind == 2)
            curve.adstock.kind = AdstockKind::weibull_pdf, curve.adstock.shape = own.uniform(1.2, 2.6),
            curve.adstock.scale = own.uniform(2, 6);
        data.channels.push_back(curve.name);
        data.columns.push_back(curve.name + "_spend");
        data.spend.emplace_back();
        double positive = 0, count = 0;
        for (size_t g = 0; g < geos; ++g) {
            std::vector<double> x = spend_pattern(s, c, own, common);
            const double mean = std::accumulate(x.begin(), x.end(), 0.0) / static_cast<double>(n);
            for (double& v : x) {
                v *= mean_spend / mean * size[g];
                if (v > 0) positive += v / size[g], count += 1;
            }
            data.spend[c].push_back(std::move(x));
        }
        curve.saturation.half = relative * positive / count;
        curve.saturation.slope = s.michaelis_menten ? 1 : slope;
        if (s.michaelis_menten || (s.mixed_kinds && shape == 1)) curve.saturation.kind = SaturationKind::michaelis_menten;
        if (s.mixed_kinds && shape == 2)
            curve.saturation.kind = SaturationKind::logistic, curve.saturation.lam = 1.0986 / curve.saturation.half;
        double sum = 0;
        for (size_t g = 0; g < geos; ++g) {
            const double multiplier = geos > 1 ? std::exp(own.normal(0, 0.2)) : 1;
            effect[c][g] = carry(data.spend[c][g], curve.adstock.weights());
            for (double& v : effect[c][g]) v = multiplier * size[g] * curve.saturation.value(v / size[g]), sum += v;
        }
        curve.beta = contribution * static_cast<double>(geos * n) / sum;
        for (size_t g = 0; g < geos; ++g)
            for (double& v : effect[c][g]) v *= curve.beta;
        out.curves.push_back(std::move(curve));
    }
    if (s.mediated && k >= 2) {
        std::vector<double>& donor = effect[0][0];
        const double top = *std::max_element(donor.begin(), donor.end());
        for (size_t t = 0; t < n; ++t) effect[1][0][t] *= 1 + 0.6 * donor[t] / top;
        out.mediated = {std::string(names[0]), std::string(names[1])};
    }
    double mean_y = 0;
    for (size_t g = 0; g < geos; ++g)
        for (size_t t = 0; t < n; ++t) {
            double y = size[g] * (baseline[t] + price_effect * (price[t] - 10) + promo_effect * promo[t]);
            for (size_t c = 0; c < k; ++c) y += effect[c][g][t], out.weekly[c][t] += effect[c][g][t];
            data.y[g][t] = y;
            mean_y += y / size[g] / static_cast<double>(n * geos);
        }
    for (size_t g = 0; g < geos; ++g)
        for (double& v : data.y[g]) v = std::max(0.0, v + random.normal(0, s.noise * mean_y * size[g]));
    data.control.assign(2, std::vector<std::vector<double>>(geos));
    for (size_t g = 0; g < geos; ++g) data.control[0][g] = price, data.control[1][g] = promo;
    for (size_t c = 0; c < k; ++c) {
        out.contribution.push_back(std::accumulate(out.weekly[c].begin(), out.weekly[c].end(), 0.0));
        Curve& curve = out.curves[c];
        const auto all = data.total_spend(c);
        const size_t last = std::min<size_t>(52, n);
        curve.current = std::accumulate(all.end() - static_cast<long>(last), all.end(), 0.0) / static_cast<double>(last);
        // As one market of `geos` times the size.
        curve.beta *= static_cast<double>(geos);
        curve.saturation.half *= static_cast<double>(geos);
        curve.saturation.lam /= static_cast<double>(geos);
        curve.max = *std::max_element(all.begin(), all.end());
    }
    for (int i = 0; i < 2; ++i) {
        const auto c = static_cast<size_t>(random.below(k));
        const Curve& curve = out.curves[c];
        LiftTest test;
        test.channel = curve.name;
        test.base_weekly_spend = curve.current;
        test.delta_weekly_spend = 0.3 * curve.current;
        test.weeks = 6;
        const double lift = test.weeks * (curve.response(1.3 * curve.current) - curve.response(curve.current));
        test.sd = 0.15 * lift;
        test.lift = random.normal(lift, test.sd);
        out.lifts.push_back(test);
    }
    return out;
}

} // namespace plumbline::response
