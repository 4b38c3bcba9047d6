// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/date.h"
#include "core/base/error.h"

namespace plumbline::assistant {

/// A word, number, date or sign of a question.
struct Token {
    std::string word;             ///< folded: lower case, without accents
    std::string raw;              ///< as written
    size_t from = 0, to = 0;      ///< bytes in the question
    std::optional<double> number; ///< 1.2 M is 1200000; 20 % is 20 with `percent`
    bool percent = false;
    bool scaled = false;      ///< written with k, M, million …
    bool ordinal = false;     ///< 1st, 2e
    bool sign = false;        ///< written with + or -
    bool spelled = false;     ///< "three"
    std::optional<Date> date; ///< 2021-02-14, 14/02/2021
    bool identifier = false;  ///< part of a word such as google_hot
    bool capital = false;     ///< begins with a capital, not at the start of a sentence
    bool quoted = false;
    bool punctuation = false;
};

/// Language by function words; `fallback` where nothing tells.
Language detect_language(std::string_view question, Language fallback);
/// Words, numbers as people write them in both languages ("1,2 M", "20 %", "300k", "trois"), dates and signs.
std::vector<Token> tokenise(std::string_view question, Language language);
/// Without its plural and feminine ending, so that "campagnes", "campaign" and "campaigns" meet.
std::string stem(std::string_view folded_word);
/// Removes control and bidirectional characters and cuts at `most` characters (never within one).
std::string harmless(std::string_view text, size_t most = 64);

} // namespace plumbline::assistant
