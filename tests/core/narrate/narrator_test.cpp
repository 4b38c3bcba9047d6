// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/narrate/narrator.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "core/base/error.h"

namespace plumbline {
extern const std::string_view resource_narrative_en;
extern const std::string_view resource_narrative_fr;
} // namespace plumbline

namespace plumbline::narrate {
namespace {

nlohmann::json resource(Language language) {
    return nlohmann::json::parse(language == Language::fr ? resource_narrative_fr : resource_narrative_en);
}

std::set<std::string> placeholders(const std::string& text) {
    static const std::regex name("\\{([A-Za-z_]+)");
    std::set<std::string> out;
    for (std::sregex_iterator i(text.begin(), text.end(), name), end; i != end; ++i) out.insert((*i)[1]);
    return out;
}

TEST(NarrativeResource, HasTheSameSentencesInBothLanguages) {
    const auto en = resource(Language::en), fr = resource(Language::fr);
    for (const char* part : {"sentences", "metrics", "currency_words"}) {
        std::set<std::string> a, b;
        for (const auto& [key, value] : en.at(part).items()) a.insert(key);
        for (const auto& [key, value] : fr.at(part).items()) b.insert(key);
        EXPECT_EQ(a, b) << part;
    }
}

TEST(NarrativeResource, BalancesItsBraces) {
    for (const Language language : {Language::en, Language::fr})
        for (const auto& [key, value] : resource(language).at("sentences").items()) {
            int depth = 0;
            for (const char c : value.get<std::string>()) {
                depth += c == '{' ? 1 : c == '}' ? -1 : 0;
                ASSERT_GE(depth, 0) << key;
            }
            EXPECT_EQ(depth, 0) << key;
        }
}

TEST(NarrativeResource, AsksForNoFactThatEnglishDoesNotKnowEither) {
    // Facts that only help to choose a form in one of the two languages.
    const std::set<std::string> helpers{"n", "the", "of", "noun", "days", "million", "value"};
    const auto en = resource(Language::en).at("sentences"), fr = resource(Language::fr).at("sentences");
    for (const auto& [key, value] : fr.items()) {
        const auto known = placeholders(en.at(key));
        for (const std::string& name : placeholders(value))
            EXPECT_TRUE(known.contains(name) || helpers.contains(name)) << key << " asks for " << name;
    }
}

TEST(Narrator, FillsFactsAndBeginsWithACapital) {
    const Narrator n(Language::en);
    EXPECT_EQ(n.say("breakdown.growth", {{"name", "search"}, {"share", "53%"}}), "Search brought 53% of the growth");
}

TEST(Narrator, ChoosesTheFormByTheNumber) {
    const Narrator en(Language::en), fr(Language::fr);
    EXPECT_EQ(en.phrase("noun.week", {{"n", 1}}), "week");
    EXPECT_EQ(en.phrase("noun.week", {{"n", 0}}), "weeks");
    EXPECT_EQ(fr.phrase("noun.week", {{"n", 0}}), "semaine"); // French counts zero as one
    EXPECT_EQ(fr.phrase("noun.week", {{"n", 2}}), "semaines");
}

TEST(Narrator, WritesTheNumberIntoAForm) {
    EXPECT_EQ(Narrator(Language::en).phrase("compare.previous.week", {{"n", 13}}), "the 13 weeks before");
    EXPECT_EQ(Narrator(Language::en).phrase("compare.previous.week", {{"n", 1}}), "the week before");
    EXPECT_EQ(Narrator(Language::fr).phrase("compare.previous.week", {{"n", 13}}), "les 13 semaines d'avant");
}

TEST(Narrator, SpellsSmallNumbers) {
    const Narrator n(Language::fr);
    auto loss = [&](int count) { return n.say("campaigns.loss", {{"n", count}, {"amount", "25 k CHF"}}); };
    EXPECT_EQ(loss(1), "Une campagne a rapporté 25 k CHF de moins qu'elle n'a coûté");
    EXPECT_EQ(loss(2), "Deux campagnes ont rapporté 25 k CHF de moins qu'elles n'ont coûté");
    EXPECT_EQ(loss(14), "14 campagnes ont rapporté 25 k CHF de moins qu'elles n'ont coûté");
}

TEST(Narrator, KeepsFrenchMarksWithTheirWord) {
    const std::string text = Narrator(Language::fr).say("explain.compared", {{"versus_label", "avant"}, {"value", "5"}});
    EXPECT_EQ(text, "Avant\u00A0: 5.");
}

TEST(Narrator, RefusesASentenceThatLacksAFact) {
    const Narrator n(Language::en);
    EXPECT_THROW(n.say("breakdown.growth", {{"name", "Search"}}), Error);
    EXPECT_THROW(n.say("no.such.sentence"), Error);
    EXPECT_THROW(n.phrase("noun.week", {{"n", "many"}}), Error); // a form needs the number
}

TEST(Narrator, DoesNotReadFactsAsTemplates) {
    EXPECT_EQ(Narrator(Language::en).say("breakdown.growth", {{"name", "{share} #"}, {"share", "5%"}}),
              "{share} # brought 5% of the growth");
}

TEST(Narrator, NamesAMetricThatItDoesNotKnow) {
    EXPECT_EQ(Narrator(Language::en).metric("stock", "Stock").of, "of Stock");
    EXPECT_EQ(Narrator(Language::fr).metric("stock", "Stock").the.text, "l'indicateur Stock");
}

TEST(Capitalised, KnowsAccents) {
    EXPECT_EQ(capitalised("évolution"), "Évolution");
    EXPECT_EQ(capitalised("à la"), "À la");
    EXPECT_EQ(capitalised("÷"), "÷");
    EXPECT_EQ(capitalised("3 weeks"), "3 weeks");
    EXPECT_EQ(capitalised(""), "");
}

} // namespace
} // namespace plumbline::narrate
