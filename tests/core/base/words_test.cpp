// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/words.h"

#include <gtest/gtest.h>

namespace plumbline {
namespace {

TEST(Words, FillsEachNameOnceWhateverTheValuesHold) {
    EXPECT_EQ(fill("{a} and {b}, {a}", {{"a", "1"}, {"b", "2"}}), "1 and 2, 1");
    EXPECT_EQ(fill("{a} and {b}", {{"a", "{b}{a}"}, {"b", "{a"}}), "{b}{a} and {a");
    EXPECT_EQ(fill("plain", {}), "plain");
    EXPECT_EQ(fill("open { brace", {}), "open { brace");
    constexpr Words words{"{n} days", "{n} jours"};
    EXPECT_EQ(say(words, Language::en, {{"n", "3"}}), "3 days");
    EXPECT_EQ(say(words, Language::fr, {{"n", "3"}}), "3 jours");
}

TEST(Words, NamesWhatHasNoFact) {
    try {
        fill("{a} and {b}", {{"a", "1"}});
        FAIL() << "a text with a hole was taken for whole";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::internal);
        EXPECT_NE(error.facts().at("detail").find("{b}"), std::string::npos);
    }
}

} // namespace
} // namespace plumbline
