// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assistant/lexicon.h"
#include "core/assistant/period_finder.h"
#include "core/assistant/vocabulary.h"
#include "core/metrics/nearest.h"

/// Words of time before periods are looked for: typing errors, and years that are said in words.
namespace plumbline::assistant {

namespace {

/// "frist half of febuary": mended where the word means nothing else.
void mend(Token& t, const Vocabulary& v) {
    static constexpr auto words = {
        "first",     "second",   "yesterday", "previous",  "weekend",  "month",    "months",   "quarter",   "january",
        "february",  "april",    "august",    "september", "october",  "november", "december", "monday",    "tuesday",
        "wednesday", "thursday", "friday",    "saturday",  "sunday",   "premier",  "premiere", "derniere",  "dernier",
        "semaine",   "semaines", "trimestre", "janvier",   "fevrier",  "avril",    "juillet",  "septembre", "octobre",
        "novembre",  "decembre", "quinzaine", "lundi",     "mercredi", "vendredi", "samedi",   "dimanche"};
    if (t.word.size() < 5 || t.number || t.punctuation || t.quoted || t.identifier) return;
    const Lexicon& lexicon = Lexicon::get();
    for (const std::string& form : {t.word, stem(t.word)})
        if (lexicon.is_filler(form) || !lexicon.starting_with(form).empty() || v.values(form) || v.columns(form) ||
            v.metric(form))
            return;
    if (month_of(t.word) || weekday_of(t.word) || unit_of(t.word)) return;
    for (const std::string_view word : words) {
        const size_t allowed = word.size() >= 8 ? 2 : 1;
        if (word[0] == t.word[0] && word != t.word && metrics::edit_distance(t.word, word) <= allowed) {
            t.word = word;
            return;
        }
    }
}

/// Behind the name of a month, a quarter or a feast: how many years back, and how many words say so; 0 words: nothing.
std::pair<int, size_t> years_back(const std::vector<Token>& t, size_t i) {
    static const std::vector<std::pair<int, std::vector<std::string>>> phrases{{1, {"a", "year", "ago"}},
                                                                               {1, {"one", "year", "ago"}},
                                                                               {1, {"the", "year", "before"}},
                                                                               {1, {"of", "last", "year"}},
                                                                               {1, {"last", "year"}},
                                                                               {1, {"il", "y", "a", "un", "an"}},
                                                                               {1, {"de", "l", "an", "dernier"}},
                                                                               {1, {"l", "an", "dernier"}},
                                                                               {1, {"de", "l", "annee", "derniere"}},
                                                                               {1, {"l", "annee", "derniere"}},
                                                                               {1, {"l", "an", "passe"}},
                                                                               {1, {"de", "l", "an", "passe"}},
                                                                               {1, {"de", "l", "annee", "passee"}},
                                                                               {1, {"l", "annee", "passee"}},
                                                                               {0, {"of", "this", "year"}},
                                                                               {0, {"this", "year"}},
                                                                               {0, {"de", "cette", "annee"}},
                                                                               {0, {"cette", "annee"}},
                                                                               {2, {"two", "years", "ago"}},
                                                                               {2, {"il", "y", "a", "deux", "ans"}}};
    for (const auto& [years, words] : phrases) {
        if (i + words.size() > t.size()) continue;
        bool all = true;
        for (size_t k = 0; k < words.size() && all; ++k) all = t[i + k].word == words[k];
        if (all) return {years, words.size()};
    }
    return {0, 0};
}

bool names_part_of_year(const std::vector<Token>& t, size_t i) {
    static const Words names{"friday", "christmas", "xmas",   "noel",      "easter",  "paques", "halloween", "q1",
                             "q2",     "q3",        "q4",     "t1",        "t2",      "t3",     "t4",        "spring",
                             "summer", "autumn",    "winter", "printemps", "automne", "hiver",  "trimestre", "quarter"};
    const std::string& w = t[i].word;
    if (w == "friday") return i > 0 && t[i - 1].word == "black";
    if (w == "trimestre" || w == "quarter") // "the third quarter of last year"
        return i > 0 &&
               (t[i - 1].ordinal || t[i - 1].word.ends_with("eme") || t[i - 1].word == "first" || t[i - 1].word == "second" ||
                t[i - 1].word == "third" || t[i - 1].word == "fourth" || t[i - 1].word == "premier");
    return month_of(w) != 0 || names.contains(w);
}

} // namespace

void settle_time_words(std::vector<Token>& tokens, const Vocabulary& vocabulary, Date now) {
    for (Token& t : tokens) mend(t, vocabulary);
    for (size_t i = 0; i + 1 < tokens.size(); ++i) {
        if (tokens[i].number && tokens[i].raw.size() == 4 && i + 2 < tokens.size() && tokens[i + 1].punctuation &&
            tokens[i + 1].word == "/" && tokens[i + 2].number &&
            *tokens[i + 2].number == static_cast<int>(*tokens[i].number + 1) % 100) { // "winter 2025/26" is that of 2025
            tokens.erase(tokens.begin() + static_cast<long>(i) + 1, tokens.begin() + static_cast<long>(i) + 3);
            continue;
        }
        if (!names_part_of_year(tokens, i)) continue;
        const auto [years, words] = years_back(tokens, i + 1);
        if (words == 0) continue;
        Token year = tokens[i + words];
        year.from = tokens[i + 1].from;
        year.number = to_civil(now).year - years;
        year.word = year.raw = std::to_string(to_civil(now).year - years);
        year.spelled = year.ordinal = year.scaled = year.percent = year.punctuation = false;
        tokens.erase(tokens.begin() + static_cast<long>(i) + 1, tokens.begin() + static_cast<long>(i + words) + 1);
        tokens.insert(tokens.begin() + static_cast<long>(i) + 1, std::move(year));
    }
}

} // namespace plumbline::assistant
