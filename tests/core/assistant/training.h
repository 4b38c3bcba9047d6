// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/assistant/assistant.h"
#include "core/assistant/classifier.h"

/// Sentences drawn from a grammar, and the classifier that is trained on them.
namespace plumbline::testing {

struct Sentence {
    assistant::Route route;
    Language language;
    std::string text;
    size_t rule = 0; ///< of the grammar: sentences of one rule are alike
};

class SentenceGrammar {
public:
    explicit SentenceGrammar(const std::filesystem::path& file);
    /// `each` sentences of every rule, some of them with a typing error or without accents.
    std::vector<Sentence> draw(size_t each, uint64_t seed) const;
    size_t rules() const { return m_rules.size(); }

private:
    struct Rule {
        assistant::Route route;
        Language language;
        std::string pattern;
    };
    std::vector<Rule> m_rules;
    std::map<std::string, std::vector<std::string>> m_lists; ///< "en metric"
};

struct Example {
    size_t label = 0; ///< place in Classifier::routes()
    std::vector<assistant::Feature> features;
    size_t rule = 0;
};

std::vector<Example> examples(const std::vector<Sentence>& sentences);
/// AdaGrad (Duchi, Hazan and Singer, 2011) on the log loss, every route weighted alike.
assistant::Classifier train(const std::vector<Example>& examples, uint64_t seed);
/// The temperature with the least log loss on sentences of rules that were not trained on.
double calibrated_temperature(const assistant::Classifier& classifier, const std::vector<Example>& held_out);
/// Trained on all rules, its temperature from five-fold training over the rules.
/// `calibrate` false: temperature 1.
assistant::Classifier train_classifier(const std::filesystem::path& grammar, bool calibrate = true);

struct Judgement {
    double accuracy = 0, balanced = 0;
    double calibration_error = 0; ///< expected, over ten bins of confidence
};
Judgement judge(const assistant::Classifier& classifier, const std::vector<Example>& examples);

} // namespace plumbline::testing
