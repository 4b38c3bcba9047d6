// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/narrate/grounding.h"

#include <gtest/gtest.h>

namespace plumbline::narrate {
namespace {

using Numbers = std::vector<std::string>;

TEST(NumbersIn, KeepsSeparatorsAndUnits) {
    EXPECT_EQ(numbers_in("Revenue is up 6.4% to CHF\u00A09.30M in 13 weeks.", Language::en), (Numbers{"6.4%", "9.30M", "13"}));
    EXPECT_EQ(numbers_in("9,30\u00A0M\u00A0CHF, soit 6,4\u00A0% et 1\u202F204 lignes", Language::fr),
              (Numbers{"9,30M", "6,4%", "1\u202F204"}));
    EXPECT_EQ(numbers_in("W46, 9 to 15 Nov 2026", Language::en), (Numbers{"46", "9", "15", "2026"}));
}

TEST(NumbersIn, ReadsWordsFromTwoToTwelve) {
    EXPECT_EQ(numbers_in("Two campaigns, one region, Twelve weeks", Language::en), (Numbers{"2", "12"}));
    EXPECT_EQ(numbers_in("Deux campagnes sur onze", Language::fr), (Numbers{"2", "11"}));
    EXPECT_TRUE(numbers_in("tender network", Language::en).empty());
}

TEST(NumbersIn, DoesNotTakeAWordForAUnit) { EXPECT_EQ(numbers_in("5 more, 5Mbit, 5k", Language::en), (Numbers{"5", "5", "5k"})); }

TEST(Grounded, AcceptsWhatTheFactsSay) {
    EXPECT_TRUE(grounded("Revenue fell 1.4% because Social lost 57%", {"\u22121.4%", "57%"}));
    EXPECT_TRUE(grounded("Nothing to count", {}));
    EXPECT_TRUE(grounded("Two campaigns lost CHF 25k", {"2", "CHF\u00A025k"}));
}

TEST(Grounded, RefusesWhatTheyDoNotSay) {
    EXPECT_FALSE(grounded("Revenue fell 1.5%", {"\u22121.4%"}));
    EXPECT_FALSE(grounded("Revenue rose by 25M", {"25k"}));
    EXPECT_FALSE(grounded("It fell 14%", {"1.4%"}));
    EXPECT_FALSE(grounded("Three campaigns", {"2"}));
    EXPECT_FALSE(grounded("up 6.4 points", {"6.4%"}));
}

} // namespace
} // namespace plumbline::narrate
