// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rootcause/search.h"

#include <cmath>

#include <ctime>
#include <gtest/gtest.h>

#include "core/base/random.h"
#include "core/rootcause/attribute.h"
#include "planted.h"

namespace plumbline::rootcause {
namespace {

Score score(PlantedSpec spec, int cases, uint64_t seed) {
    Score s;
    for (int k = 0; k < cases; ++k) {
        const Planted p = plant(spec, seed + static_cast<uint64_t>(k));
        std::vector<Segment> found;
        for (const Element& e : find_causes(p.leaves).elements) found.push_back(e.segment);
        s.add(p.truth, found);
    }
    return s;
}

Leaves two_by_two(const std::vector<double>& actual, const std::vector<double>& expected) {
    LeavesBuilder b({"channel", "device"}, false);
    const std::vector<std::vector<std::string>> names{{"a", "m"}, {"a", "d"}, {"b", "m"}, {"b", "d"}};
    for (size_t i = 0; i < names.size(); ++i) b.add(names[i], actual[i], expected[i]);
    return std::move(b).build();
}

// RiskLoc reports F1 0.98 on this kind of case to layer 3; the figure to hold is 0.97.
TEST(FindCauses, FindsPlantedCausesOfSumsToLayerThree) {
    Score all;
    for (int layer = 1; layer <= 3; ++layer)
        for (int causes = 1; causes <= 3; ++causes)
            for (const double noise : {0.01, 0.03, 0.06, 0.09}) {
                const Score s = score({.layer = layer, .causes = causes, .noise = noise}, 3, 4000 + static_cast<uint64_t>(layer));
                all.hit += s.hit, all.extra += s.extra, all.missed += s.missed;
            }
    EXPECT_GE(all.f1(), 0.97) << all.hit << '/' << all.extra << '/' << all.missed;
}

TEST(FindCauses, FindsSingleLeavesWhichAreLayerFour) {
    Score all;
    for (int causes = 1; causes <= 3; ++causes)
        for (const double noise : {0.01, 0.03, 0.06, 0.09}) {
            const Score s = score({.layer = 4, .causes = causes, .noise = noise}, 4, 5100);
            all.hit += s.hit, all.extra += s.extra, all.missed += s.missed;
        }
    EXPECT_GE(all.f1(), 0.8) << all.hit << '/' << all.extra << '/' << all.missed;
}

TEST(FindCauses, FindsPlantedCausesOfRatios) {
    Score all;
    for (int layer = 1; layer <= 3; ++layer)
        for (int causes = 1; causes <= 2; ++causes) {
            const Score s = score({.layer = layer, .causes = causes, .noise = 0.03, .ratio = true}, 4, 6000);
            all.hit += s.hit, all.extra += s.extra, all.missed += s.missed;
        }
    EXPECT_GE(all.f1(), 0.95) << all.hit << '/' << all.extra << '/' << all.missed;
}

TEST(FindCauses, LooksThroughFiveThousandLeavesInTime) {
    const Planted p = plant({.sizes = {10, 10, 10, 5}, .layer = 2, .causes = 2, .noise = 0.06}, 9);
    double best = 1e9;
    for (int k = 0; k < 3; ++k) { // of the processor: whatever else the machine does
        const std::clock_t begin = std::clock();
        find_causes(p.leaves);
        best = std::min(best, 1000.0 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
    }
    EXPECT_LT(best, 100);
}

TEST(FindCauses, GivesTheSameAnswerTwice) {
    const Planted p = plant({.layer = 2, .causes = 3, .noise = 0.09}, 77);
    const SearchResult a = find_causes(p.leaves), b = find_causes(p.leaves);
    ASSERT_EQ(a.elements.size(), b.elements.size());
    for (size_t i = 0; i < a.elements.size(); ++i) {
        EXPECT_EQ(a.elements[i].segment, b.elements[i].segment);
        EXPECT_EQ(a.elements[i].evidence, b.elements[i].evidence);
    }
}

TEST(FindCauses, ReadsAMoveOfEverythingAsShared) {
    Random random(3);
    PlantedSpec spec{.causes = 0};
    Planted p = plant(spec, 12);
    for (size_t i = 0; i < p.leaves.size(); ++i) p.leaves.actual[i] = p.leaves.expected[i] * 0.8 * (1 + random.normal(0, 0.03));
    const SearchResult r = find_causes(p.leaves);
    EXPECT_TRUE(r.shared);
    EXPECT_NEAR(r.common_ratio, 0.8, 0.02);
    EXPECT_TRUE(r.elements.empty() || !r.sure);
}

TEST(FindCauses, SaysThatItIsNotSureWhereOnlyNoiseMoved) {
    int sure = 0;
    for (uint64_t seed = 0; seed < 20; ++seed) {
        const SearchResult r = find_causes(plant({.causes = 0, .noise = 0.05}, 300 + seed).leaves);
        sure += r.sure && !r.elements.empty();
    }
    EXPECT_LE(sure, 2);
}

TEST(FindCauses, LivesWithNothingToCompare) {
    EXPECT_TRUE(find_causes(Leaves{}).elements.empty());
    EXPECT_TRUE(find_causes(two_by_two({0, 0, 0, 0}, {0, 0, 0, 0})).elements.empty());
    EXPECT_TRUE(find_causes(two_by_two({5, 60, 7, 8}, {5, 60, 7, 8})).elements.empty()); // all as expected
    const SearchResult gone = find_causes(two_by_two({0, 50, 0, 50}, {50, 50, 50, 50}));
    for (const Element& e : gone.elements) EXPECT_TRUE(std::isfinite(e.evidence) && std::isfinite(e.ratio));
}

TEST(FindCauses, RefusesColumnsOfDifferentLength) {
    Leaves l = two_by_two({1, 2, 3, 4}, {1, 2, 3, 4});
    l.expected.pop_back();
    EXPECT_THROW(find_causes(l), Error);
    EXPECT_THROW(LeavesBuilder({"a"}, false).add({"x", "y"}, 1, 1), Error);
    EXPECT_THROW(LeavesBuilder({"a"}, false).add({"x"}, std::nan(""), 1), Error);
}

TEST(FindCauses, StopsWhenAsked) {
    std::stop_source stop;
    stop.request_stop();
    EXPECT_THROW(find_causes(plant({}, 1).leaves, {}, stop.get_token()), Error);
}

TEST(FindCauses, LeavesOutDimensionsThatSayNothingMore) {
    // country is decided by region: a cause in one region is told without its country.
    LeavesBuilder b({"country", "region", "device"}, false);
    Random random(5);
    for (int region = 0; region < 12; ++region)
        for (int device = 0; device < 4; ++device) {
            const double f = 100 + 20 * region;
            b.add({"c" + std::to_string(region / 4), "r" + std::to_string(region), "d" + std::to_string(device)},
                  f * (region == 5 ? 0.5 : 1) * (1 + random.normal(0, 0.02)), f);
        }
    const SearchResult r = find_causes(std::move(b).build());
    ASSERT_EQ(r.elements.size(), 1u);
    EXPECT_EQ(r.elements[0].segment, (Segment{{1, 5}}));
}

TEST(LeavesBuilder, AddsUpRowsOfTheSameSegment) {
    LeavesBuilder b({"a", "b"}, true);
    for (int k = 0; k < 3000; ++k) b.add({std::to_string(k % 1000), "x"}, 1, 2, 3, 4);
    const Leaves l = std::move(b).build();
    ASSERT_EQ(l.size(), 1000u);
    EXPECT_EQ(l.actual[999], 3);
    EXPECT_EQ(l.expected_b[0], 12);
    EXPECT_DOUBLE_EQ(l.total_actual(), 1.0 / 3);
}

TEST(LeavesBuilder, TellsLeavesApartByFewerDimensions) {
    const Planted p = plant({.layer = 1, .causes = 1, .ratio = true}, 3);
    const Leaves coarse = LeavesBuilder::project(p.leaves, {1, 3});
    EXPECT_EQ(coarse.size(), 56u); // 8 times 7
    EXPECT_EQ(coarse.dimensions, (std::vector<std::string>{"d1", "d3"}));
    EXPECT_NEAR(coarse.total_actual(), p.leaves.total_actual(), 1e-12);
    double west = 0, all = 0;
    for (size_t i = 0; i < p.leaves.size(); ++i) west += p.leaves.codes[1][i] == 2 ? p.leaves.actual_b[i] : 0;
    for (size_t i = 0; i < coarse.size(); ++i) all += coarse.codes[0][i] == 2 ? coarse.actual_b[i] : 0;
    EXPECT_DOUBLE_EQ(west, all);
}

} // namespace
} // namespace plumbline::rootcause
