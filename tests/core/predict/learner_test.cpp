// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/predict/learner.h"

#include <atomic>
#include <cmath>
#include <gtest/gtest.h>
#include <malloc.h>

#include "core/base/random.h"

using namespace plumbline;
using namespace plumbline::predict;

namespace {

struct Rows {
    numerics::Matrix x;
    std::vector<float> y;
};

/// The function of Friedman (1991), five columns matter, with noise.
Rows friedman(size_t n, size_t columns, uint64_t seed) {
    Random random(seed);
    Rows out{{n, columns, std::vector<float>(n * columns)}, std::vector<float>(n)};
    for (size_t i = 0; i < n; ++i) {
        for (size_t j = 0; j < columns; ++j) out.x.at(i, j) = static_cast<float>(random.uniform());
        const auto v = [&](size_t j) { return static_cast<double>(out.x.at(i, j)); };
        out.y[i] = static_cast<float>(10 * std::sin(3.14159265 * v(0) * v(1)) + 20 * (v(2) - 0.5) * (v(2) - 0.5) + 10 * v(3) +
                                      5 * v(4) + random.normal());
    }
    return out;
}

/// Memory that is asked for and not given back, in MiB.
double held() {
    const struct mallinfo2 all = mallinfo2();
    return static_cast<double>(all.uordblks + all.hblkhd) / (1 << 20);
}

TEST(Forest, HoldsNoMemoryForThePartsThatAreGrown) {
    const Rows rows = friedman(4'000, 24, 1);
    NoProgress silent;
    const std::unique_ptr<Learnt> few = forest_learner(40, 1, {})->learn(rows.x, rows.y, silent, {});
    const double before = held();
    const std::unique_ptr<Learnt> many = forest_learner(120, 1, {})->learn(rows.x, rows.y, silent, {});
    // Histograms of the nodes are some 17 MiB a part of twenty trees, the trees themselves less than one: four parts more.
    EXPECT_LT(held() - before, 35);
}

TEST(Forest, TellsHowFarItIsAndIsCancelledBetweenTrees) {
    const Rows rows = friedman(2'000, 10, 4);
    struct Heard : Progress {
        std::stop_source stop;
        std::atomic<int> steps = 0;
        std::atomic<double> largest = 0;
        int most = 0;
        void step(double fraction, std::string_view) override {
            if (fraction > largest) largest = fraction;
            if (++steps == most) stop.request_stop();
        }
    };
    Heard whole;
    forest_learner(60, 1, {})->learn(rows.x, rows.y, whole, whole.stop.get_token());
    EXPECT_EQ(whole.steps, 60);
    EXPECT_DOUBLE_EQ(whole.largest, 1);
    Heard cut;
    cut.most = 5;
    EXPECT_THROW(forest_learner(60, 1, {})->learn(rows.x, rows.y, cut, cut.stop.get_token()), Error);
    EXPECT_LT(cut.steps, 20);
}

TEST(Forest, OfManyRowsKnowsAFunctionThatItHasToFind) {
    const Rows rows = friedman(20'000, 10, 2), held = friedman(2'000, 10, 3);
    NoProgress silent;
    const auto said = forest_learner(20, 1, {})->learn(rows.x, rows.y, silent, {})->predict(held.x);
    double squares = 0;
    for (size_t i = 0; i < said.size(); ++i) squares += std::pow(said[i] - static_cast<double>(held.y[i]), 2);
    // The noise alone is 1; the outcomes scatter by 5.
    EXPECT_LT(std::sqrt(squares / static_cast<double>(said.size())), 1.6);
}

} // namespace
