// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/assistant/plan.h"
#include "core/assistant/reading.h"

namespace plumbline::assistant {

/// A route and how likely it is the one that is meant.
struct Guess {
    Route route = Route::kpi_qa;
    double probability = 0;
};

/// Weighted features of a reading: words and word pairs with the data's own names taken out, pieces of words, and what the
/// grammar found (has a metric, has a chart word …), hashed into Classifier::buckets places.
struct Feature {
    uint32_t bucket = 0;
    float weight = 0;
};
std::vector<Feature> features(const Reading& reading);

/// Multinomial logistic regression over the features, with its probabilities brought to what they claim by one temperature
/// (Guo et al., 2017). Trained on generated sentences (tests/data/questions/grammar.txt); resources/assistant/classifier.txt is
/// its result.
class Classifier {
public:
    static constexpr uint32_t buckets = 8192;
    static constexpr size_t classes = 10;
    static const std::array<Route, classes>& routes();
    /// The shipped one.
    static const Classifier& get();
    /// Reads what to_text() wrote. Throws Error{internal} where it is something else.
    static Classifier from_text(std::string_view text);
    std::string to_text() const;

    /// All routes, the most likely first; probabilities add up to 1.
    std::vector<Guess> guess(const Reading& reading) const;
    std::array<double, classes> scores(const std::vector<Feature>& features) const;

    std::vector<int8_t> weights; ///< [bucket][class]
    double scale = 1;            ///< weight of 1 in the table
    double temperature = 1;
};

} // namespace plumbline::assistant
