// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/predict/model.h"

#include <cmath>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/core/predict/shop.h"

using namespace plumbline;
using namespace plumbline::predict;
using plumbline::testing::make_shop;
using plumbline::testing::Shop;
using plumbline::testing::ShopChannel;

namespace {

NoProgress silent;

Shop many(uint64_t seed, int weeks = 80, double noise = 0.1) {
    Random random(seed + 1000);
    std::vector<ShopChannel> channels;
    for (int i = 0; i < 12; ++i) {
        const double spend = std::exp(random.uniform(6, 8));
        channels.push_back(
            {"c" + std::to_string(i), spend, random.uniform(0.05, 0.4), spend * random.uniform(1.5, 6), spend, 1, 0.2});
    }
    return make_shop(channels, weeks, 0.3, noise, seed);
}

const PredictSpec quick{.trees = 60};

TEST(Predict, IntervalsCoverWhatTheyPromiseOnHeldOutWeeks) {
    double coverage = 0;
    constexpr int shops = 6;
    for (uint64_t seed = 1; seed <= shops; ++seed) {
        const PredictFit fit = train(many(seed).panel, quick, silent);
        for (const Score& s : fit.scores)
            if (s.model == fit.winner) coverage += s.coverage / shops;
    }
    std::printf("coverage of 80 %% intervals on held-out weeks: %.3f\n", coverage);
    EXPECT_NEAR(coverage, 0.8, 0.08);
}

TEST(Predict, BeatsTheMeanOfTheWeeksBefore) {
    const PredictFit fit = train(many(3).panel, quick, silent);
    double naive = 0, best = 0;
    for (const Score& s : fit.scores) {
        if (s.model == "naive") naive = s.mae;
        if (s.model == fit.winner) best = s.mae;
    }
    EXPECT_LT(best, naive);
    ASSERT_EQ(fit.scores.size(), 4u);
}

TEST(Predict, LearnsFromThePastOnly) {
    // The last weeks are changed: a model that was scored on them must not have known them, so the others' errors grow.
    Shop shop = many(4);
    const PredictFit before = train(shop.panel, quick, silent);
    for (auto& outcome : shop.panel.outcome)
        for (size_t t = shop.panel.periods() - 10; t < shop.panel.periods(); ++t) outcome[t] *= 3;
    const PredictFit after = train(shop.panel, quick, silent);
    EXPECT_GT(after.scores.front().wmape, 2 * before.scores.front().wmape);
}

TEST(Predict, SameSeedSameAnswer) {
    const Shop shop = many(5);
    const PredictFit a = train(shop.panel, quick, silent), b = train(shop.panel, quick, silent);
    ASSERT_EQ(a.predictions.size(), b.predictions.size());
    for (size_t i = 0; i < a.predictions.size(); ++i) EXPECT_EQ(a.predictions[i].expected, b.predictions[i].expected);
}

TEST(Predict, EffectsMultiplyUpToTheirPrediction) {
    // What the features add, on the logarithm, to one mean for all: differences between predictions are their effects.
    const PredictFit fit = train(many(6).panel, quick, silent);
    ASSERT_GE(fit.predictions.size(), 2u);
    auto total = [](const Prediction& p) {
        double sum = 0;
        for (const Effect& e : p.effects) sum += std::log(e.factor);
        return sum;
    };
    const Prediction &a = fit.predictions.front(), &b = fit.predictions.back();
    EXPECT_NEAR(std::log(a.expected + 1) - std::log(b.expected + 1), total(a) - total(b), 1e-3);
}

TEST(Predict, KeepsOnlyFeaturesBelowTheLimit) {
    const PredictFit inside = train(many(7).panel, quick, silent);
    for (const VifRow& row : inside.features)
        if (row.reason == "kept") {
            EXPECT_LE(row.vif.value_or(99), 5.0) << row.feature;
        }
}

TEST(Predict, RefusesWhatCannotBeLearnt) {
    Shop constant = many(8);
    for (auto& outcome : constant.panel.outcome) std::fill(outcome.begin(), outcome.end(), 100.0);
    EXPECT_THROW(train(constant.panel, quick, silent), Error);
    EXPECT_THROW(train(make_shop({{"only"}}, 12, 0.2, 0.1, 1).panel, quick, silent), Error);
    EXPECT_THROW(train(many(9).panel, {.interval = 2}, silent), Error);
}

} // namespace
