// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/response/kinds.h"

#include <cmath>
#include <gtest/gtest.h>

#include "core/base/progress.h"
#include "core/base/random.h"
#include "core/response/fit_model.h"

namespace plumbline::response {
namespace {

/// Three years of weeks; television works strongest two weeks after it was paid, search at once and fading by half.
MediaData market(bool late, std::vector<double>& truth) {
    Random random(17);
    MediaData data;
    data.target = "revenue";
    data.channels = {"tv", "search"};
    data.columns = {"tv_spend", "search_spend"};
    data.geos = {""};
    const size_t n = 156;
    std::vector<double> tv(n), search(n), y(n);
    for (size_t t = 0; t < n; ++t) {
        data.dates.push_back(from_civil({2022, 1, 3}) + static_cast<int>(7 * t));
        tv[t] = random.uniform() < 0.35 ? 300 * random.uniform(0.5, 1.5) : 0;
        search[t] = 200 * std::exp(random.normal(0, 0.5));
    }
    // Weights written out, by weeks since the spend; both add up to 1.
    const std::vector<double> after =
        late ? std::vector<double>{0.05, 0.2, 0.4, 0.25, 0.1} : std::vector<double>{0.5, 0.25, 0.125, 0.0625, 0.0625};
    const std::vector<double> fading{0.5, 0.25, 0.125, 0.0625, 0.0625};
    truth.assign(2, 0);
    for (size_t t = 0; t < n; ++t) {
        double a = 0, b = 0;
        for (size_t l = 0; l < 5 && l <= t; ++l) a += after[l] * tv[t - l], b += fading[l] * search[t - l];
        const double f = 900 * a / (a + 150), g = 1200 * b / (b + 250);
        truth[0] += f, truth[1] += g;
        y[t] = 3000 + f + g + random.normal(0, 40);
    }
    data.y = {y};
    data.spend = {{tv}, {search}};
    data.validate();
    return data;
}

ResponseFit fitted(const MediaData& data, bool compare) {
    ResponseSpec spec;
    spec.compare_adstocks = compare;
    spec.interactions = false;
    NoProgress quiet;
    return fit_response(data, spec, quiet, {});
}

TEST(Kinds, ADelayedEffectIsSeenAndItsChannelEstimatedBetter) {
    std::vector<double> truth;
    const MediaData data = market(true, truth);
    const ResponseFit with = fitted(data, true), without = fitted(data, false);
    EXPECT_NE(with.channels[0].curve.adstock.kind, AdstockKind::geometric);
    EXPECT_EQ(with.channels[1].curve.adstock.kind, AdstockKind::geometric);
    EXPECT_EQ(without.channels[0].curve.adstock.kind, AdstockKind::geometric);
    EXPECT_LT(with.diagnostics.noise_sd, without.diagnostics.noise_sd);
    EXPECT_LT(std::abs(with.channels[0].contribution / truth[0] - 1), 0.2);
    // The weights that were found are strongest one to three weeks later, as they were made.
    const std::vector<double> w = with.channels[0].curve.adstock.weights();
    const auto peak = std::max_element(w.begin(), w.end()) - w.begin();
    EXPECT_GE(peak, 1);
    EXPECT_LE(peak, 3);
}

TEST(Kinds, AnEffectThatFadesFromTheStartStaysGeometric) {
    std::vector<double> truth;
    const ResponseFit fit = fitted(market(false, truth), true);
    for (const ChannelFit& c : fit.channels) EXPECT_EQ(c.curve.adstock.kind, AdstockKind::geometric) << c.curve.name;
}

TEST(Kinds, AKindThatTheUserStatesStays) {
    std::vector<double> truth;
    ResponseSpec spec;
    spec.adstock_of["tv"] = AdstockKind::binomial;
    NoProgress quiet;
    const ResponseFit fit = fit_response(market(true, truth), spec, quiet, {});
    EXPECT_EQ(fit.channels[0].curve.adstock.kind, AdstockKind::binomial);
}

} // namespace
} // namespace plumbline::response
