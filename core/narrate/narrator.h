// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/format.h"

namespace plumbline::narrate {

/// A fact that a sentence may name: its words, final, and the number that plural forms depend on.
struct Fact {
    std::string text;
    std::optional<double> number;

    Fact() = default;
    Fact(std::string words, std::optional<double> n = std::nullopt) : text(std::move(words)), number(n) {}
    Fact(const char* words) : text(words) {}
    Fact(int n) : text(std::to_string(n)), number(n) {}
};
using Facts = std::map<std::string, Fact, std::less<>>;

/// How a metric is called inside of a sentence. `the` is a fact whose number chooses the verb's form.
struct MetricWords {
    std::string label;       ///< "Revenue", on a card
    std::string short_label; ///< "CA", where room is scarce
    Fact the;                ///< "revenue", "le chiffre d'affaires"
    std::string of;          ///< "of revenue", "du chiffre d'affaires"
};

/// Fills the sentence templates of one language (resources/narrative). A template holds
///   {name}            the words of a fact
///   {name?one|many}   one of two wordings by the fact's number, where # stands for its words; French counts 0 and 1 as one
///   {name:word}       the number spelt out up to twelve, else the words
/// Alternatives may hold placeholders themselves. Immutable and thread-safe.
struct Templates;
class Narrator {
public:
    explicit Narrator(Language language);
    /// With sentences of the user in place of the built-in ones.
    Narrator(Language language, const Templates& templates);
    Language language() const { return m_language; }
    /// The sentence, its first letter a capital. Throws Error{internal} where the template or one of its facts is missing.
    std::string say(std::string_view key, const Facts& facts = {}) const;
    /// The same without the capital.
    std::string phrase(std::string_view key, const Facts& facts = {}) const;
    bool has(std::string_view key) const;
    /// The template itself. Throws Error{internal} where there is none.
    const std::string& pattern(std::string_view key) const;
    /// Words of a metric; `name` serves for one that the templates do not know.
    MetricWords metric(std::string_view id, std::string_view name) const;
    /// "Channel" for the kind "channel"; `name` for a dimension of no known kind.
    std::string dimension(std::string_view kind, std::string_view name) const;
    /// "francs": the name of a currency in the plural, or its code.
    std::string currency(std::string_view code) const;

private:
    struct Lexicon;
    static std::shared_ptr<const Lexicon> load(Language language);
    Language m_language;
    std::shared_ptr<const Lexicon> m_lexicon;
};

/// First letter as a capital (ASCII and the accented letters of French).
std::string capitalised(std::string text);

} // namespace plumbline::narrate
