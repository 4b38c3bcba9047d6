// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <fstream>

#include "tests/core/assistant/training.h"

/// Trains the assistant's classifier anew: train_classifier GRAMMAR OUT.
int main(int argc, char** argv) {
    if (argc != 3) {
        std::fputs("train_classifier GRAMMAR OUT\n", stderr);
        return 2;
    }
    try {
        const auto classifier = plumbline::testing::train_classifier(argv[1]);
        std::ofstream(argv[2]) << classifier.to_text();
        const plumbline::testing::SentenceGrammar grammar(argv[1]);
        const auto j = plumbline::testing::judge(classifier, plumbline::testing::examples(grammar.draw(20, 7)));
        std::printf("%zu rules; other sentences of them: %.1f %% right, %.1f %% balanced, calibration error %.3f\n",
                    grammar.rules(), 100 * j.accuracy, 100 * j.balanced, j.calibration_error);
    } catch (const plumbline::Error& e) {
        std::fprintf(stderr, "%s\n", e.what());
        return 1;
    }
    return 0;
}
