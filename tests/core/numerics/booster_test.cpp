// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numerics/booster.h"

#include <gtest/gtest.h>

#include "core/base/random.h"

namespace plumbline::numerics {
namespace {

struct Rows {
    Matrix x;
    std::vector<float> y;
};

/// y = 3 where the first column is above one half, plus twice the second, plus noise; the third does nothing.
Rows rows(size_t n, uint64_t seed, double noise = 0.1) {
    Random random(seed);
    Rows out;
    out.x = {n, 3, std::vector<float>(n * 3)};
    for (size_t i = 0; i < n; ++i) {
        for (size_t c = 0; c < 3; ++c) out.x.at(i, c) = static_cast<float>(random.uniform());
        out.y.push_back(static_cast<float>((out.x.at(i, 0) > 0.5f ? 3 : 0) + 2 * static_cast<double>(out.x.at(i, 1)) +
                                           noise * random.normal()));
    }
    return out;
}

TEST(Booster, LearnsAStepAndASlope) {
    const Rows train = rows(2000, 1), test = rows(500, 2, 0);
    NoProgress silent;
    const Booster b = Booster::train(train.x, train.y, {}, {}, 0, silent);
    const auto p = b.predict(test.x);
    double worst = 0;
    for (size_t i = 0; i < p.size(); ++i)
        if (std::abs(test.x.at(i, 0) - 0.5f) > 0.02f) worst = std::max(worst, std::abs(static_cast<double>(p[i] - test.y[i])));
    EXPECT_LT(worst, 0.6);
}

TEST(Booster, ContributionsSumToThePrediction) {
    const Rows train = rows(500, 3);
    NoProgress silent;
    const Booster b = Booster::train(train.x, train.y, {}, {}, 0, silent);
    const auto p = b.predict(train.x);
    const Matrix c = b.contributions(train.x);
    double nothing = 0, step = 0;
    for (size_t i = 0; i < 500; ++i) {
        double sum = 0;
        for (size_t k = 0; k < 4; ++k) sum += static_cast<double>(c.at(i, k));
        EXPECT_NEAR(sum, static_cast<double>(p[i]), 1e-4);
        nothing += std::abs(static_cast<double>(c.at(i, 2)));
        step += std::abs(static_cast<double>(c.at(i, 0)));
    }
    EXPECT_LT(nothing, 0.1 * step);
}

TEST(Booster, QuantilesHoldTheirShareOfTheRows) {
    const Rows train = rows(4000, 5, 1.0), test = rows(2000, 6, 1.0);
    NoProgress silent;
    BoosterSpec spec;
    spec.objective = "quantile";
    spec.quantile = 0.9;
    spec.rounds = 300;
    const auto p = Booster::train(train.x, train.y, {}, spec, 0, silent).predict(test.x);
    double below = 0;
    for (size_t i = 0; i < p.size(); ++i) below += test.y[i] <= p[i];
    EXPECT_NEAR(below / 2000, 0.9, 0.05);
}

TEST(Booster, AForestIsTheMeanOfTreesThatEachSeeTheOutcomes) {
    const Rows train = rows(2000, 7), test = rows(300, 8, 0);
    NoProgress silent;
    BoosterSpec spec;
    spec.rounds = 80;
    spec.forest = true;
    spec.eta = 1;
    spec.max_depth = 8;
    spec.subsample = 0.63;
    spec.lambda = 0;
    const Booster b = Booster::train(train.x, train.y, {}, spec, 0, silent);
    EXPECT_EQ(b.rounds(), 80);
    double sum = 0;
    const auto p = b.predict(test.x);
    for (size_t i = 0; i < p.size(); ++i) sum += std::abs(static_cast<double>(p[i] - test.y[i]));
    EXPECT_LT(sum / 300, 0.3);
    // Without sampling every tree is the same, so their mean is any one of them.
    spec.subsample = spec.column_share = 1;
    spec.rounds = 7;
    const auto seven = Booster::train(train.x, train.y, {}, spec, 0, silent).predict(test.x);
    spec.rounds = 1;
    const auto one = Booster::train(train.x, train.y, {}, spec, 0, silent).predict(test.x);
    float off = 0;
    for (size_t i = 0; i < one.size(); ++i) off = std::max(off, std::abs(seven[i] - one[i]));
    EXPECT_LT(off, 1e-4);
    spec.eta = 0.5;
    EXPECT_THROW(spec.validate(), Error);
}

TEST(Booster, SameSeedSameBitsAndASavedModelSaysTheSame) {
    const Rows train = rows(400, 9);
    NoProgress silent;
    const Booster a = Booster::train(train.x, train.y, {}, {}, 0, silent),
                  b = Booster::train(train.x, train.y, {}, {}, 0, silent);
    EXPECT_EQ(a.predict(train.x), b.predict(train.x));
    EXPECT_EQ(Booster::load(a.save()).predict(train.x), a.predict(train.x));
}

TEST(Booster, EarlyStoppingKeepsFewerRoundsThanAsked) {
    const Rows train = rows(300, 10, 3.0);
    NoProgress silent;
    BoosterSpec spec;
    spec.rounds = 400;
    spec.early_stop_rounds = 15;
    EXPECT_LT(Booster::train(train.x, train.y, {}, spec, 200, silent).rounds(), 200);
}

TEST(Booster, AStopIsAnsweredBetweenRounds) {
    const Rows train = rows(400, 11);
    NoProgress silent;
    std::stop_source source;
    source.request_stop();
    try {
        Booster::train(train.x, train.y, {}, {}, 0, silent, source.get_token());
        FAIL();
    } catch (const Error& e) {
        EXPECT_EQ(e.code(), ErrorCode::cancelled);
    }
}

} // namespace
} // namespace plumbline::numerics
