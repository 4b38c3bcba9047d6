// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

#include <gtest/gtest.h>
#include <regex>
#include <set>
#include <vector>

#include "core/base/error_catalogue.h"

namespace plumbline {
namespace {

std::vector<ErrorCode> all_codes() {
    std::vector<ErrorCode> codes;
    for (int i = 0; i < static_cast<int>(ErrorCode::count_); ++i) codes.push_back(static_cast<ErrorCode>(i));
    return codes;
}

std::set<std::string> placeholders(const ErrorText& text) {
    const std::string all = text.what_happened + " " + text.what_it_means + " " + text.what_to_do;
    static const std::regex placeholder(R"(\{([a-z_]+)\})");
    std::set<std::string> names;
    for (std::sregex_iterator i(all.begin(), all.end(), placeholder), end; i != end; ++i) names.insert((*i)[1]);
    return names;
}

TEST(ErrorCatalogue, EveryCodeStandsAtItsPlaceUnderItsOwnId) {
    std::set<std::string_view> ids;
    for (const ErrorCode code : all_codes()) {
        EXPECT_EQ(error_entry(code).code, code) << error_id(code);
        EXPECT_TRUE(std::regex_match(std::string(error_id(code)), std::regex("[a-z]+(_[a-z]+)*"))) << error_id(code);
        EXPECT_TRUE(ids.insert(error_id(code)).second) << error_id(code) << " names two codes";
        EXPECT_EQ(error_code(error_id(code)), code);
    }
    EXPECT_EQ(error_code("no_such_code"), ErrorCode::internal);
}

TEST(ErrorCatalogue, EveryCodeSaysWhatHappenedWhatItMeansAndWhatToDoInBothLanguages) {
    for (const ErrorCode code : all_codes())
        for (const Language language : {Language::en, Language::fr}) {
            SCOPED_TRACE(std::string(error_id(code)) + (language == Language::fr ? " fr" : " en"));
            const ErrorText text = error_template(code, language);
            for (const std::string& sentence : {text.what_happened, text.what_it_means, text.what_to_do}) {
                ASSERT_FALSE(sentence.empty());
                const char last = sentence.back();
                EXPECT_TRUE(last == '.' || last == '}' || last == '?') << sentence;
                EXPECT_EQ(sentence.find("  "), std::string::npos) << sentence;
            }
        }
}

TEST(ErrorCatalogue, TheLanguagesNameTheSameFacts) {
    for (const ErrorCode code : all_codes())
        EXPECT_EQ(placeholders(error_template(code, Language::en)), placeholders(error_template(code, Language::fr)))
            << error_id(code);
}

TEST(ErrorCatalogue, TheLanguagesAreNotTheSameText) {
    for (const ErrorCode code : all_codes())
        EXPECT_NE(error_template(code, Language::en).what_to_do, error_template(code, Language::fr).what_to_do) << error_id(code);
}

TEST(ErrorCatalogue, ExitCodesAreThoseOfTheCommandLine) {
    for (const ErrorCode code : all_codes()) {
        EXPECT_GE(exit_code(code), 1) << error_id(code);
        EXPECT_LE(exit_code(code), 4) << error_id(code);
    }
    EXPECT_EQ(exit_code(ErrorCode::usage), 2);
    EXPECT_EQ(exit_code(ErrorCode::file_empty), 3);
    EXPECT_EQ(exit_code(ErrorCode::disk_full), 1);
}

TEST(Error, FillsItsFactsIntoEverySentence) {
    const Error error(ErrorCode::file_too_many_columns, {{"file", "days.csv"}, {"columns", "10000"}, {"limit", "4096"}});
    EXPECT_EQ(error.text().what_happened, "days.csv has 10000 columns; Plumbline reads up to 4096.");
    EXPECT_EQ(error.text(Language::fr).what_happened, "days.csv a 10000 colonnes ; Plumbline en lit jusqu'à 4096.");
    EXPECT_EQ(std::string(error.what()), "days.csv has 10000 columns; Plumbline reads up to 4096. Nothing was imported from it.");
}

TEST(Error, AFactThatHoldsABraceIsTakenAsItIs) {
    const Error error(ErrorCode::file_not_found, {{"file", "{file}.csv"}});
    EXPECT_EQ(error.text().what_happened, "{file}.csv is not there.");
}

TEST(Error, AMissingFactIsShownAsAQuestionMark) {
    EXPECT_EQ(Error(ErrorCode::file_not_found).text().what_happened, "? is not there.");
}

} // namespace
} // namespace plumbline
