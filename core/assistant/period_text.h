// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <vector>

#include "core/assistant/plan.h"
#include "core/assistant/text.h"

namespace plumbline::assistant {

/// A period found in a question.
struct PeriodHit {
    size_t first = 0, last = 0; ///< tokens, last excluded
    enum class Kind {
        plain,    ///< these days
        previous, ///< "the week before": the same length before the other period
        last_year ///< "the same period last year"
    } kind = Kind::plain;
    DateRange range{};
    std::string label;
    bool future = false; ///< "next week"
    int units = 0;       ///< "the last 10 days": 10
    bool complete_only = true;
    int weekday = 0; ///< only these days of the range: "the last three Sundays"
};

class Vocabulary;

/// Mends typing errors in words of time and turns years said in words into numbers ("October a year ago"), in place.
void settle_time_words(std::vector<Token>& tokens, const Vocabulary& vocabulary, Date now);

/// Finds periods ("last week", "février", "T1", "the 10 days before Christmas", "du 22 au 28 février"). `data`: days that the
/// data have: a month without a year is the latest one that they touch. `now`: the day that "yesterday" is the day before.
std::vector<PeriodHit> find_periods(const std::vector<Token>& tokens, Language language, std::optional<DateRange> data, Date now);

} // namespace plumbline::assistant
