// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/narrate/claims.h"

#include <gtest/gtest.h>

#include "core/narrate/narrator.h"
#include "core/narrate/templates.h"

namespace plumbline::narrate {
namespace {

using Kind = KnownNumber::Kind;

std::string faults(const std::string& text, const std::vector<KnownNumber>& known, Language language = Language::en,
                   const std::vector<std::string>& texts = {}) {
    std::string out;
    for (const ClaimFault& f : check_claims(text, known, texts, language))
        out += (out.empty() ? "" : ",") + std::string(f.kind == ClaimFault::Kind::number ? "n:" : "d:") + f.text;
    return out;
}

const std::vector<KnownNumber> revenue{
    {741'037.5, Kind::plain, false}, {-0.0138, Kind::percent, true}, {0.026, Kind::percent, true}};

TEST(WrittenNumbers, AreReadBackInBothLanguages) {
    const auto en = written_numbers("CHF 741.0k, 9.30M, 1,204 rows, 6.4%, +0.4 points", Language::en);
    ASSERT_EQ(en.size(), 5u);
    EXPECT_DOUBLE_EQ(en[0].value, 741'000);
    EXPECT_DOUBLE_EQ(en[0].step, 100);
    EXPECT_DOUBLE_EQ(en[1].value, 9.3e6);
    EXPECT_DOUBLE_EQ(en[2].value, 1204);
    EXPECT_NEAR(en[3].value, 0.064, 1e-12);
    EXPECT_TRUE(en[3].percent);
    EXPECT_TRUE(en[4].points);
    EXPECT_EQ(en[4].sign, 1);
    const auto fr = written_numbers("9,30\u00A0M\u00A0CHF, 1\u202F204 lignes, \u22126,4\u00A0%, 12,5", Language::fr);
    ASSERT_EQ(fr.size(), 4u);
    EXPECT_DOUBLE_EQ(fr[0].value, 9.3e6);
    EXPECT_DOUBLE_EQ(fr[1].value, 1204);
    EXPECT_EQ(fr[2].sign, -1);
    EXPECT_DOUBLE_EQ(fr[3].value, 12.5);
}

TEST(Claims, StandWithinTheRoundingOfTheDigitsWrittenAndNoFurther) {
    EXPECT_EQ(faults("It came to CHF 741.0k", revenue), "");
    EXPECT_EQ(faults("It came to CHF 741k", revenue), "");
    EXPECT_EQ(faults("It came to CHF 741,038", revenue), "");
    EXPECT_EQ(faults("It came to CHF 741.1k", revenue), "n:741.1k"); // 741.04 is not 741.1
    EXPECT_EQ(faults("It came to CHF 742k", revenue), "n:742k");
    EXPECT_EQ(faults("It came to CHF 1M", revenue), "n:1M");   // one digit says too little
    EXPECT_EQ(faults("It came to CHF 741", revenue), "n:741"); // another unit
    EXPECT_EQ(faults("It fell 1.4%", revenue), "");
    EXPECT_EQ(faults("It fell 1.38%", revenue), "");
    EXPECT_EQ(faults("It fell 1.5%", revenue), "n:1.5%");
    EXPECT_EQ(faults("It fell 1.4 points", revenue), "n:1.4"); // percent are no points
    EXPECT_EQ(faults("It fell 1.4", revenue), "n:1.4");
}

TEST(Claims, GoTheWayOfTheirNumbers) {
    EXPECT_EQ(faults("Revenue rose 1.4%", revenue), "d:1.4%");
    EXPECT_EQ(faults("Revenue fell 2.6% on last year", revenue), "d:2.6%");
    EXPECT_EQ(faults("Revenue fell 1.4%, 2.6% above last year", revenue), "");
    EXPECT_EQ(faults("Revenue is up 2.6% on last year but down 1.4% on the week", revenue), "");
    EXPECT_EQ(faults("Revenue is +1.4%", revenue), "n:1.4%"); // the sign is part of the claim
    EXPECT_EQ(faults("Le chiffre d'affaires recule de 1,4\u00A0%", revenue, Language::fr), "");
    EXPECT_EQ(faults("Le chiffre d'affaires progresse de 1,4\u00A0%", revenue, Language::fr), "d:1,4\u00A0%");
    EXPECT_EQ(faults("2,6\u00A0% au-dessus de l'an dernier", revenue, Language::fr), "");
    EXPECT_EQ(faults("2,6\u00A0% en dessous de l'an dernier", revenue, Language::fr), "d:2,6\u00A0%");
}

TEST(Claims, MayNameWhatStandsInATextTheSameWay) {
    EXPECT_EQ(faults("In W46, 9 to 15 Nov 2026", {}, Language::en, {"Week 46, 9 to 15 Nov 2026"}), "");
    EXPECT_EQ(faults("In W47", {}, Language::en, {"Week 46"}), "n:47");
    EXPECT_EQ(faults("Three campaigns", {{3, Kind::plain, false}}), "");
    EXPECT_EQ(faults("Three campaigns", {{2, Kind::plain, false}}), "n:Three");
}

TEST(Templates, TakeThePlaceOfTheBuiltInSentence) {
    const Templates t =
        parse_templates("# our words\n\nwbr.head.up = {the} climbed {change}, to {value}\n", "review.en.txt", Language::en);
    EXPECT_TRUE(t.mistakes.empty());
    const Narrator own(Language::en, t), plain(Language::en);
    const Facts facts{{"the", Fact("revenue", 1)}, {"change", "1.4%"}, {"value", "CHF 741k"}, {"week", "W45"}};
    EXPECT_EQ(own.say("wbr.head.up", facts), "Revenue climbed 1.4%, to CHF 741k");
    EXPECT_EQ(plain.say("wbr.head.up", facts), "Revenue rose 1.4% to CHF 741k");
    EXPECT_FALSE(t.digest.empty());
}

TEST(Templates, NameTheLineAndTheReasonOfAMistakeAndKeepTheBuiltInText) {
    const std::string text = "wbr.head.up = {the} climbed {change\n"     // 1: an open brace
                             "wbr.no.such = hello\n"                     // 2: no such sentence
                             "just words\n"                              // 3: no key
                             "wbr.head.down = {the} fell {colour}\n"     // 4: a fact that is not known there
                             "wbr.head.level = {the?one form}\n"         // 5: one form of two
                             "wbr.head.alone = {the} came to {value}!\n" // 6: fine
                             "wbr.head.alone = again\n"                  // 7: twice
                             "wbr.head.missing =\n";                     // 8: empty
    const Templates t = parse_templates(text, "review.en.txt", Language::en);
    std::vector<std::string> lines;
    for (const Error& e : t.mistakes) {
        EXPECT_EQ(e.code(), ErrorCode::template_invalid);
        EXPECT_EQ(e.facts().at("file"), "review.en.txt");
        EXPECT_FALSE(e.facts().at("detail").empty());
        lines.push_back(e.facts().at("line"));
    }
    EXPECT_EQ(lines, (std::vector<std::string>{"1", "2", "3", "4", "5", "7", "8"}));
    EXPECT_EQ(t.sentences.size(), 1u);
    const Narrator own(Language::en, t);
    EXPECT_EQ(own.pattern("wbr.head.up"), Narrator(Language::en).pattern("wbr.head.up"));
    EXPECT_NE(t.mistakes[3].facts().at("detail").find("{colour}"), std::string::npos);
}

} // namespace
} // namespace plumbline::narrate
