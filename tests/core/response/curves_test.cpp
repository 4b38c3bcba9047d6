// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/response/curves.h"

#include <cmath>
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <numeric>

#include "core/base/error.h"

using namespace plumbline;
using namespace plumbline::response;

namespace {

Curve hill_curve(double slope) {
    Curve c;
    c.name = "tv";
    c.saturation = {SaturationKind::hill, 500, slope, 1};
    c.beta = 2000;
    return c;
}

} // namespace

TEST(Adstock, NormalisedWeightsSumToOneForEveryKind) {
    for (int kind = 0; kind <= static_cast<int>(AdstockKind::binomial); ++kind) {
        Adstock a;
        a.kind = static_cast<AdstockKind>(kind);
        a.theta = 0.7, a.peak = 2, a.shape = 1.8, a.scale = 3;
        const auto w = a.weights();
        EXPECT_NEAR(std::accumulate(w.begin(), w.end(), 0.0), 1, 1e-12) << adstock_id(a.kind);
        for (const double v : w) EXPECT_GE(v, 0);
    }
}

TEST(Adstock, GeometricWithoutNormalisationHasTheSumOfTheSeries) {
    Adstock a;
    a.theta = 0.5, a.length = 0, a.normalised = false;
    EXPECT_DOUBLE_EQ(a.weight_sum(), 2); // 1 / (1 - 0.5)
    a.length = 3;
    EXPECT_DOUBLE_EQ(a.weight_sum(), 1.75);
}

TEST(Adstock, DelayedPeaksWhereItSays) {
    Adstock a;
    a.kind = AdstockKind::delayed, a.theta = 0.5, a.peak = 2, a.normalised = false;
    const auto w = a.weights();
    EXPECT_DOUBLE_EQ(w[2], 1);
    EXPECT_DOUBLE_EQ(w[1], 0.5);
    EXPECT_DOUBLE_EQ(w[0], 0.0625);
}

TEST(Adstock, WeibullCdfOfShapeOneFallsExponentially) {
    Adstock a;
    a.kind = AdstockKind::weibull_cdf, a.shape = 1, a.scale = 2, a.normalised = false;
    const auto w = a.weights();
    EXPECT_DOUBLE_EQ(w[0], 1);
    EXPECT_NEAR(w[1], std::exp(-0.5), 1e-12);
    EXPECT_NEAR(w[2], std::exp(-0.5) * std::exp(-1.0), 1e-12); // a product of survivals (Robyn)
}

TEST(Saturation, IsOneHalfAtTheHalfSaturation) {
    EXPECT_DOUBLE_EQ((Saturation{SaturationKind::hill, 40, 1.7, 1}.value(40)), 0.5);
    EXPECT_DOUBLE_EQ((Saturation{SaturationKind::michaelis_menten, 40, 1, 1}.value(40)), 0.5);
    EXPECT_NEAR((Saturation{SaturationKind::logistic, 1, 1, std::log(3.0) / 40}.value(40)), 0.5, 1e-12);
}

TEST(Saturation, StaysFiniteForHugeAndTinyInput) {
    for (const double slope : {0.2, 1.0, 8.0}) {
        const Saturation s{SaturationKind::hill, 1e3, slope, 1};
        for (const double a : {0.0, 1e-300, 1e-30, 1e30, 1e300}) {
            EXPECT_TRUE(std::isfinite(s.value(a)) && std::isfinite(s.derivative(a))) << slope << " " << a;
            EXPECT_GE(s.value(a), 0);
            EXPECT_LE(s.value(a), 1);
        }
    }
}

TEST(Saturation, DerivativesAgreeWithFiniteDifferences) {
    const std::vector<Saturation> all = {
        {SaturationKind::hill, 30, 1.6, 1},     {SaturationKind::hill, 30, 0.8, 1}, {SaturationKind::michaelis_menten, 30, 1, 1},
        {SaturationKind::logistic, 1, 1, 0.03}, {SaturationKind::tanh, 30, 1, 1},   {SaturationKind::root, 1, 0.6, 1}};
    for (const Saturation& s : all)
        for (const double a : {2.0, 25.0, 90.0}) {
            const double h = 1e-4 * a;
            EXPECT_NEAR(s.derivative(a), (s.value(a + h) - s.value(a - h)) / (2 * h), 1e-6 * s.derivative(a) + 1e-12);
            const double second = (s.derivative(a + h) - s.derivative(a - h)) / (2 * h);
            EXPECT_NEAR(s.second(a), second, 1e-5 * std::abs(second) + 1e-12) << saturation_id(s.kind);
        }
}

TEST(Saturation, TurnsConcaveAtTheInflexion) {
    const Saturation s{SaturationKind::hill, 500, 2, 1};
    EXPECT_NEAR(s.inflexion(), 500 * std::sqrt(1.0 / 3), 1e-9);
    EXPECT_NEAR(s.second(s.inflexion()), 0, 1e-12);
    EXPECT_EQ((Saturation{SaturationKind::hill, 500, 0.9, 1}.inflexion()), 0);
}

TEST(Curve, SteadyStateOfUnnormalisedAdstockUsesTheWeightSum) {
    Curve c = hill_curve(1);
    c.adstock.theta = 0.5, c.adstock.length = 0, c.adstock.normalised = false;
    EXPECT_DOUBLE_EQ(c.response(250), 1000); // adstock 500 is the half-saturation
    EXPECT_NEAR(c.derivative(250), (c.response(250.01) - c.response(249.99)) / 0.02, 1e-6);
}

TEST(Curve, SurvivesItsJson) {
    Curve c = hill_curve(1.3);
    c.adstock.theta = 0.25, c.current = 120, c.min = 10, c.max = 300;
    const Curve back = curve_from_json(to_json(c));
    EXPECT_EQ(to_json(back), to_json(c));
    EXPECT_DOUBLE_EQ(back.response(77), c.response(77));
}

TEST(Curve, ReadsTheTruthOfAnotherGeneratorsFiles) {
    // One channel as such files write it, with a response that they state: beta * S(reference).
    const auto j = nlohmann::json::parse(R"({"name":"tv","adstock":"geometric","adstock_params":{"theta":0.779},
        "saturation":{"kind":"hill","K":4113.3,"slope":1.116},"beta":20864.768026981295,
        "reference_weekly_spend":3973.977115384614})");
    const Curve c = curve_from_json(j);
    EXPECT_DOUBLE_EQ(c.current, 3973.977115384614);
    EXPECT_NEAR(c.response(c.current), 10231.817998167853, 1e-3);
    EXPECT_NEAR(c.derivative(c.current), 1.4643063524982167, 1e-6);
}

TEST(Curve, RefusesWhatIsNoCurve) {
    for (const char* text :
         {R"({})", R"({"name":"a"})", R"({"name":"a","saturation":{"kind":"mm"},"beta":1})",
          R"({"name":"a","saturation":{"kind":"mm","K":-1},"beta":1})",
          R"({"name":"a","saturation":{"kind":"mm","K":1},"beta":-1})",
          R"({"name":"a","saturation":{"kind":"cubic","K":1},"beta":1})",
          R"({"name":"a","adstock":{"kind":"geometric","theta":1},"saturation":{"kind":"mm","K":1},"beta":1})"})
        EXPECT_THROW(curve_from_json(nlohmann::json::parse(text)), Error) << text;
}
