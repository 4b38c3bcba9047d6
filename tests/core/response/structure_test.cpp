// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <gtest/gtest.h>
#include <numeric>

#include "core/base/random.h"
#include "core/response/affinity.h"
#include "core/response/identify.h"
#include "core/response/interaction.h"
#include "core/response/kinetic.h"

using namespace plumbline;
using namespace plumbline::response;

TEST(Collision, ConservesMomentumAndEnergyTo1e12) {
    Random random(3);
    for (int i = 0; i < 1000; ++i) {
        const double mi = random.uniform(0.01, 2), mj = random.uniform(0.01, 2);
        Velocity a{random.normal(), random.normal(), random.normal()}, b{random.normal(), random.normal(), random.normal()};
        Velocity n{random.normal(), random.normal(), random.normal()};
        const double length = std::sqrt(n[0] * n[0] + n[1] * n[1] + n[2] * n[2]);
        for (double& d : n) d /= length;
        const auto energy = [&] {
            double e = 0;
            for (size_t d = 0; d < 3; ++d) e += (mi * a[d] * a[d] + mj * b[d] * b[d]) / 2;
            return e;
        };
        const double before = energy(), push = mi * a[0] + mj * b[0];
        collide(mi, a, mj, b, n);
        EXPECT_NEAR(energy() / before, 1, 1e-12);
        EXPECT_NEAR(mi * a[0] + mj * b[0], push, 1e-12);
    }
}

TEST(Collision, EqualMassesHeadOnExchangeTheirVelocities) {
    Velocity a{1, 0, 0}, b{-2, 0, 0};
    collide(1, a, 1, b, {1, 0, 0});
    EXPECT_DOUBLE_EQ(a[0], -2);
    EXPECT_DOUBLE_EQ(b[0], 1);
}

TEST(KineticView, SharesSumToOneAndNothingIsLost) {
    KineticInput input;
    input.names = {"a", "b", "c"};
    input.spend_share = {0.5, 0.3, 0.2};
    input.contribution_share = {0.2, 0.2, 0.6};
    input.overlap = {{0, 0.5, 0.2}, {0.5, 0, 0.9}, {0.2, 0.9, 0}};
    const KineticView view = kinetic_view(input, 1);
    EXPECT_NEAR(std::accumulate(view.share.begin(), view.share.end(), 0.0), 1, 1e-12);
    EXPECT_LT(view.energy_drift, 1e-12);
    EXPECT_NEAR(std::accumulate(view.given.begin(), view.given.end(), 0.0), 0, 1e-12);
    for (size_t c = 0; c < 3; ++c) EXPECT_NEAR(view.share[c], input.contribution_share[c] - view.given[c], 1e-10);
    EXPECT_EQ(kinetic_view(input, 1).share, view.share);
    // Channels that never meet exchange nothing.
    input.overlap.assign(3, {0, 0, 0});
    EXPECT_EQ(kinetic_view(input, 1).share, input.contribution_share);
}

TEST(Shapley, PairwiseCreditIsTheAverageOverAllOrders) {
    const std::vector<double> own{3, 1, 2};
    const std::vector<std::vector<double>> pairs{{0, 4, 0}, {0, 0, 6}, {0, 0, 0}};
    std::vector<double> average(3, 0.0);
    std::vector<size_t> order{0, 1, 2};
    do {
        std::vector<bool> in(3, false);
        for (const size_t player : order) {
            double gain = own[player];
            for (size_t o = 0; o < 3; ++o)
                if (in[o]) gain += pairs[std::min(o, player)][std::max(o, player)];
            average[player] += gain / 6;
            in[player] = true;
        }
    } while (std::next_permutation(order.begin(), order.end()));
    const auto credit = shapley_pairs(own, pairs);
    for (size_t i = 0; i < 3; ++i) EXPECT_NEAR(credit[i], average[i], 1e-12);
}

TEST(Affinity, LowerKmBindsTighterAndNeedsSpendOnBothSides) {
    Curve curve;
    curve.saturation = {SaturationKind::michaelis_menten, 100, 1, 1};
    curve.beta = 900;
    const auto wide = affinity_of(curve, {}, {50, 100, 150, 200}, 0.9);
    ASSERT_TRUE(wide);
    EXPECT_DOUBLE_EQ(wide->k_relative, 100 / 125.0);
    EXPECT_DOUBLE_EQ(wide->affinity, 1 / 1.8); // share of v_max at the mean: 125 / (100 + 125)
    EXPECT_TRUE(wide->identified);
    EXPECT_FALSE(affinity_of(curve, {}, {150, 180, 200}, 0.9)->identified) << "never below k_m";
    EXPECT_FALSE(affinity_of(curve, {}, {20, 50, 90}, 0.9)->identified) << "never above k_m";
    curve.saturation.half = 50;
    EXPECT_GT(affinity_of(curve, {}, {50, 100, 150, 200}, 0.9)->affinity, wide->affinity);
    curve.saturation.kind = SaturationKind::root;
    EXPECT_FALSE(affinity_of(curve, {}, {50, 100}, 0.9));
}

TEST(Verdict, SaysWhyAChannelCannotBeTold) {
    const auto judged = [](Evidence e) {
        ChannelFit c;
        c.curve.name = "tv";
        judge(c, e);
        return c;
    };
    Evidence good;
    good.spend = {10, 30, 5, 60, 20, 80, 10, 5, 40, 30};
    good.uniqueness = 0.8;
    good.prior_log_sd = 0.76;
    good.posterior_log_sd = 0.2;
    EXPECT_EQ(judged(good).verdict, Identification::identified);
    EXPECT_TRUE(judged(good).reasons.empty());
    Evidence e = good;
    e.spend.assign(10, 0);
    EXPECT_EQ(judged(e).verdict, Identification::not_identified);
    EXPECT_EQ(judged(e).reasons.front().code, "no_spend");
    e.spend.assign(10, 25);
    EXPECT_EQ(judged(e).reasons.front().code, "constant_spend");
    EXPECT_EQ(judged(e).verdict, Identification::not_identified);
    e.spend.assign(10, 0);
    e.spend[4] = 100;
    EXPECT_EQ(judged(e).reasons.front().code, "few_weeks");
    e = good;
    e.uniqueness = 0.01; // below a fiftieth nothing is its own, however narrow the interval
    e.correlation = 0.99;
    e.closest = "video";
    EXPECT_EQ(judged(e).verdict, Identification::not_identified);
    EXPECT_EQ(judged(e).reasons.front().other, "video");
    e.uniqueness = 0.05; // between: the interval decides, which is 0.26 of what it was before the data
    EXPECT_EQ(judged(e).verdict, Identification::weak);
    e.posterior_log_sd = 0.6; // 0.79 of what it was
    EXPECT_EQ(judged(e).verdict, Identification::not_identified);
    e = good;
    e.posterior_log_sd = 0.7;
    EXPECT_EQ(judged(e).reasons.front().code, "prior_only");
    e = good;
    e.half_over_top = 1.4;
    EXPECT_EQ(judged(e).verdict, Identification::weak);
    EXPECT_EQ(judged(e).reasons.front().code, "beyond_range");
    for (const Language language : {Language::en, Language::fr})
        EXPECT_GT(sentence(judged(e).reasons.front(), "tv", language).size(), 20u);
}

TEST(Funnel, SearchReceivesWhatTelevisionMakes) {
    EXPECT_EQ(funnel_side("Paid Search"), 1);
    EXPECT_EQ(funnel_side("tv_spend"), -1);
    EXPECT_EQ(funnel_side("x1"), 0);
}
