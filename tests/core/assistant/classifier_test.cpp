// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <numeric>

#include "tests/core/assistant/desk.h"
#include "tests/core/assistant/training.h"

using namespace plumbline;
using namespace plumbline::testing;
using assistant::Classifier;
using assistant::Route;

namespace {

const std::filesystem::path grammar_file = std::filesystem::path(PLUMBLINE_SOURCE_DIR) / "tests/data/questions/grammar.txt";

std::vector<assistant::Guess> guess(const std::string& question, Language language = Language::en) {
    const assistant::Vocabulary& v = desk().assistant.vocabulary();
    return Classifier::get().guess(assistant::read(question, language, v, day("2026-03-11")));
}

TEST(Classifier, ProbabilitiesAddUpToOneAndComeInOrder) {
    for (const char* q : {"revenue by channel", "pourquoi ?", "", "zzz qqq", "plot clicks"}) {
        const auto g = guess(q);
        ASSERT_EQ(g.size(), Classifier::classes);
        double sum = 0;
        for (size_t i = 0; i < g.size(); ++i) {
            sum += g[i].probability;
            EXPECT_LE(g[i].probability, g[i > 0 ? i - 1 : 0].probability);
        }
        EXPECT_NEAR(sum, 1, 1e-9) << q;
    }
}

TEST(Classifier, SentencesOfItsGrammarAreRoutedRightInBothLanguages) {
    const SentenceGrammar grammar(grammar_file);
    const auto drawn = grammar.draw(10, 99); // another seed than the training's
    for (const Language language : {Language::en, Language::fr}) {
        std::vector<Sentence> some;
        for (const Sentence& s : drawn)
            if (s.language == language) some.push_back(s);
        const Judgement j = judge(Classifier::get(), examples(some));
        EXPECT_GE(j.balanced, 0.97) << (language == Language::fr ? "French" : "English");
    }
}

/// What it says of wordings that it was not trained on: a fifth of the rules is left out, each in turn.
TEST(Classifier, KnowsHowSureItIsOfNewWordings) {
    const SentenceGrammar grammar(grammar_file);
    const auto all = examples(grammar.draw(8, 3));
    double accuracy = 0, calibration = 0;
    for (size_t fold = 0; fold < 5; ++fold) {
        std::vector<Example> known, held_out;
        for (const Example& e : all) (e.rule % 5 == fold ? held_out : known).push_back(e);
        Classifier c = train(known, 1);
        c.temperature = Classifier::get().temperature;
        const Judgement j = judge(c, held_out);
        accuracy += j.accuracy / 5;
        calibration += j.calibration_error / 5;
    }
    std::printf("rules left out: %.1f %% right, calibration error %.3f\n", 100 * accuracy, calibration);
    EXPECT_GE(accuracy, 0.75);
    EXPECT_LE(calibration, 0.15);
}

TEST(Classifier, TheShippedFileIsWhatTheGrammarGives) {
    const Classifier trained = train_classifier(grammar_file, false);
    const Classifier& shipped = Classifier::get();
    ASSERT_EQ(trained.weights.size(), shipped.weights.size());
    size_t same = 0;
    for (size_t i = 0; i < trained.weights.size(); ++i)
        same += std::abs(trained.weights[i] - shipped.weights[i]) <= 1 ? 1 : 0; // rounding may differ between machines
    EXPECT_GE(static_cast<double>(same) / static_cast<double>(trained.weights.size()), 0.995)
        << "train it anew: train_classifier tests/data/questions/grammar.txt resources/assistant/classifier.txt";
}

TEST(Classifier, ItsFileGoesThroughTextUnchanged) {
    const Classifier again = Classifier::from_text(Classifier::get().to_text());
    EXPECT_EQ(again.weights, Classifier::get().weights);
    EXPECT_THROW(Classifier::from_text("something else"), Error);
    EXPECT_THROW(Classifier::from_text("plumbline-classifier 1 0.1 1\nzz 00\n"), Error);
}

TEST(Classifier, AReadingThatWasChosenIsTaken) {
    const auto chart = desk().ask("clicks by channel \u2014 as a chart");
    EXPECT_EQ(chart.plan.route, Route::chart);
    const auto figures = desk().ask("plot clicks by channel \u2014 the figures");
    EXPECT_EQ(figures.plan.route, Route::kpi_qa);
    EXPECT_FALSE(figures.parts.empty());
}

} // namespace
