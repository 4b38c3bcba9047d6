// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "core/base/random.h"
#include "core/features/features.h"

namespace plumbline {

namespace {

std::vector<double> noise(uint64_t seed, size_t n) {
    Random random(seed);
    std::vector<double> out(n);
    for (double& v : out) v = random.normal();
    return out;
}

features::FeatureSet set_of(std::vector<features::Feature> all) {
    features::FeatureSet set;
    set.target = noise(99, all.front().values.size());
    set.features = std::move(all);
    return set;
}

} // namespace

TEST(VarianceInflation, OfTwoColumnsIsOneOverOneMinusSquaredCorrelation) {
    const auto x = noise(1, 400), e = noise(2, 400);
    std::vector<double> y(400);
    for (size_t i = 0; i < 400; ++i) y[i] = 3 * x[i] + 2 * e[i] + 7;
    double mx = 0, my = 0, sxy = 0, sxx = 0, syy = 0;
    for (size_t i = 0; i < 400; ++i) {
        mx += x[i] / 400;
        my += y[i] / 400;
    }
    for (size_t i = 0; i < 400; ++i) {
        sxy += (x[i] - mx) * (y[i] - my);
        sxx += (x[i] - mx) * (x[i] - mx);
        syy += (y[i] - my) * (y[i] - my);
    }
    const double r2 = sxy * sxy / (sxx * syy);
    for (const double v : features::variance_inflation({x, y})) EXPECT_NEAR(v, 1 / (1 - r2), 1e-9);
}

TEST(VarianceInflation, OfOrthogonalColumnsIsOne) {
    const auto v = features::variance_inflation({{1, -1, 1, -1}, {1, 1, -1, -1}, {1, -1, -1, 1}});
    for (const double x : v) EXPECT_NEAR(x, 1, 1e-12);
}

TEST(VarianceInflation, OfAConstantOrAnExactSumIsInfiniteAndOfTheOthersIsNot) {
    const auto a = noise(1, 60), b = noise(2, 60), c = noise(3, 60);
    std::vector<double> sum(60);
    for (size_t i = 0; i < 60; ++i) sum[i] = 2 * a[i] - b[i] + 4;
    const auto v = features::variance_inflation({a, b, sum, c, std::vector<double>(60, 5.0)});
    EXPECT_TRUE(std::isinf(v[0]) && std::isinf(v[1]) && std::isinf(v[2]) && std::isinf(v[4]));
    EXPECT_TRUE(std::isfinite(v[3]));
    EXPECT_NEAR(v[3], 1, 0.3);
}

TEST(VarianceInflation, DoesNotDependOnUnits) {
    const auto a = noise(1, 80), e = noise(2, 80);
    std::vector<double> b(80), micros(80);
    for (size_t i = 0; i < 80; ++i) {
        b[i] = a[i] + 0.5 * e[i];
        micros[i] = 1e9 + 1e6 * a[i];
    }
    EXPECT_NEAR(features::variance_inflation({a, b})[0], features::variance_inflation({micros, b})[0], 1e-5);
}

TEST(Pruning, DropsTheLargestFirstAndKeepsWhatIsLeftBelowTheLimit) {
    const auto a = noise(1, 200), b = noise(2, 200), e = noise(3, 200);
    std::vector<double> near(200);
    for (size_t i = 0; i < 200; ++i) near[i] = a[i] + b[i] + 0.1 * e[i];
    NoProgress quiet;
    const auto pruned =
        features::prune(set_of({{"a", "x", false, a}, {"b", "x", false, b}, {"sum", "x", false, near}}), {}, quiet);
    ASSERT_EQ(pruned.dropped.size(), 1u);
    EXPECT_EQ(pruned.dropped[0].name, "sum");
    EXPECT_EQ(pruned.dropped[0].reason, features::Reason::above_limit);
    for (const auto& k : pruned.kept) EXPECT_LT(k.vif, 5);
}

TEST(Pruning, BreaksATieInFavourOfTheFeatureCloserToTheTarget) {
    const auto a = noise(1, 200), e = noise(2, 200);
    std::vector<double> far(200);
    for (size_t i = 0; i < 200; ++i) far[i] = a[i] + 0.01 * e[i];
    auto set = set_of({{"close", "x", false, a}, {"far", "x", false, far}});
    set.target = a;
    NoProgress quiet;
    const auto pruned = features::prune(set, {}, quiet);
    ASSERT_EQ(pruned.dropped.size(), 1u);
    EXPECT_EQ(pruned.dropped[0].name, "far");
    EXPECT_EQ(pruned.dropped[0].with, "close");
}

TEST(Pruning, KeepsMediaUnlessTheUserConsents) {
    const auto a = noise(1, 120), e = noise(2, 120);
    std::vector<double> alike(120);
    for (size_t i = 0; i < 120; ++i) alike[i] = a[i] + 0.05 * e[i];
    const auto set = set_of(
        {{"spend_search", "spend", true, a}, {"spend_social", "spend", true, alike}, {"noise", "x", false, noise(5, 120)}});
    NoProgress quiet;
    const auto kept = features::prune(set, {}, quiet);
    EXPECT_EQ(kept.kept.size(), 3u);
    ASSERT_EQ(kept.media_groups.size(), 1u);
    EXPECT_EQ(kept.media_groups[0].size(), 2u);
    EXPECT_EQ(features::prune(set, {.drop_media = true}, quiet).kept.size(), 2u);
}

TEST(Pruning, SaysWhatAConstantIs) {
    NoProgress quiet;
    const auto pruned =
        features::prune(set_of({{"a", "x", false, noise(1, 30)}, {"flat", "x", false, std::vector<double>(30, 3.0)}}), {}, quiet);
    ASSERT_EQ(pruned.dropped.size(), 1u);
    EXPECT_EQ(pruned.dropped[0].reason, features::Reason::constant);
}

} // namespace plumbline
