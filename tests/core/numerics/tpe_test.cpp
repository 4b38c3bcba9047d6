// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numerics/tpe.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/base/random.h"

namespace plumbline::numerics {
namespace {

std::vector<SearchParameter> space() {
    SearchParameter scale{"scale", SearchParameter::Kind::real, 0.001, 10, true, 0, {}};
    SearchParameter order{"order", SearchParameter::Kind::integer, 1, 20, false, 1, {}};
    SearchParameter mode{"mode", SearchParameter::Kind::choice, 0, 0, false, 0, {"additive", "multiplicative"}};
    return {scale, order, mode};
}

/// Best at 0.1, 7, multiplicative.
double loss(const std::vector<double>& x) {
    return std::pow(std::log10(x[0]) + 1, 2) + std::pow((x[1] - 7) / 10, 2) + (x[2] == 1 ? 0 : 0.5);
}

TpeStudy searched(uint64_t seed, int trials) {
    TpeStudy study(space(), seed);
    for (int i = 0; i < trials; ++i) {
        const auto x = study.propose();
        study.tell(x, loss(x));
    }
    return study;
}

TEST(Tpe, FindsBetterPointsThanAsManyRandomOnes) {
    double tpe = 0, random = 0;
    for (uint64_t seed = 1; seed <= 20; ++seed) {
        tpe += *searched(seed, 60).best()->value;
        Random r(seed);
        double best = 1e9;
        for (int i = 0; i < 60; ++i)
            best = std::min(best, loss({std::pow(10, r.uniform(-3, 1)), 1 + static_cast<double>(r.below(20)),
                                        static_cast<double>(r.below(2))}));
        random += best;
    }
    EXPECT_LT(tpe, 0.6 * random);
}

TEST(Tpe, EveryProposalIsInsideOfItsRange) {
    const TpeStudy study = searched(3, 80);
    for (const Trial& t : study.trials()) {
        EXPECT_GE(t.x[0], 0.001);
        EXPECT_LE(t.x[0], 10);
        EXPECT_GE(t.x[1], 1);
        EXPECT_LE(t.x[1], 20);
        EXPECT_EQ(t.x[1], std::round(t.x[1]));
        EXPECT_TRUE(t.x[2] == 0 || t.x[2] == 1);
    }
}

TEST(Tpe, AStudyTakenUpAgainGoesOnAsIfItHadNotStopped) {
    TpeStudy halted = TpeStudy::from_json(searched(5, 30).to_json());
    for (int i = 30; i < 45; ++i) {
        const auto x = halted.propose();
        halted.tell(x, loss(x));
    }
    const TpeStudy whole = searched(5, 45);
    for (size_t i = 0; i < 45; ++i) EXPECT_EQ(halted.trials()[i].x, whole.trials()[i].x);
}

TEST(Tpe, TrialsThatFailedAreAvoidedNotFatal) {
    TpeStudy study(space(), 9);
    for (int i = 0; i < 50; ++i) {
        const auto x = study.propose();
        study.tell(x, x[2] == 0 ? std::nullopt : std::optional(loss(x)));
    }
    ASSERT_TRUE(study.best());
    int additive = 0;
    for (size_t i = 30; i < 50; ++i) additive += study.trials()[i].x[2] == 0;
    EXPECT_LT(additive, 10);
}

TEST(Tpe, TextThatIsNoStudyIsRefused) { EXPECT_THROW(TpeStudy::from_json("{\"seed\":1}"), Error); }

} // namespace
} // namespace plumbline::numerics
