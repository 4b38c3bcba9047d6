// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/recipe.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <map>

#include "core/base/error.h"

namespace plumbline::ingest {
namespace {

const char* const full = R"(pattern: "google_*.csv"
shape: [Day, Campaign, Spent]
options:
  delimiter: "\t"
  decimal: ","
  skip_head: 2
  date_order: dmy
dataset: ads
mode: upsert
key: [Day, Campaign]
roles:
  Spent: cost
kinds: {Campaign: brand}
units: {Spent: EUR}
renames: {Spent: Cost}
query: |
  SELECT * FROM input WHERE cost > $least AND note <> '$x' -- $y
parameters:
  least: 10
)";

/// "line: detail" of the refusal; empty where the recipe is read.
std::string refusal(const std::string& yaml) {
    try {
        parse_recipe(yaml, "r.yaml");
    } catch (const Error& e) {
        EXPECT_EQ(e.code(), ErrorCode::recipe_invalid);
        return e.facts().at("detail");
    }
    return {};
}

TEST(Recipe, EveryKeyIsRead) {
    const Recipe r = parse_recipe(full, "r.yaml");
    EXPECT_EQ(r.pattern, "google_*.csv");
    EXPECT_EQ(r.shape, (std::vector<std::string>{"Day", "Campaign", "Spent"}));
    EXPECT_EQ(r.options.delimiter, "\t");
    EXPECT_EQ(r.options.decimal, ",");
    EXPECT_EQ(r.options.skip_head, 2);
    EXPECT_EQ(r.options.date_order, "dmy");
    EXPECT_FALSE(r.options.quote.has_value());
    EXPECT_EQ(r.mode, "upsert");
    EXPECT_EQ(r.key.size(), 2u);
    ASSERT_EQ(r.parameters.size(), 1u);
    EXPECT_EQ(std::get<int64_t>(r.parameters[0].second), 10);
    const std::vector<ColumnChoice> choices = r.choices();
    ASSERT_EQ(choices.size(), 2u);
    EXPECT_EQ(choices[0].column, "Spent");
    EXPECT_EQ(choices[0].role, "cost");
    EXPECT_EQ(choices[0].unit, "EUR");
    EXPECT_EQ(choices[0].rename, "Cost");
    EXPECT_EQ(choices[1].kind, "brand");
}

TEST(Recipe, WhatIsWrittenReadsBack) {
    Recipe r = parse_recipe(full, "r.yaml");
    r.options.quote = "";
    r.dataset = "no";
    r.roles.emplace_back("Kosten: \"brutto\"\n\t#1", "measure");
    r.query = "SELECT $a, $b, $c, $d, $e, $f FROM input";
    r.parameters = {{"a", std::string("10")}, {"b", 2.0},        {"c", from_civil({2026, 11, 15})}, {"d", true},
                    {"e", std::monostate()},  {"f", int64_t{-3}}};
    const std::filesystem::path file =
        std::filesystem::temp_directory_path() / ("plumbline-recipe-" + std::to_string(::getpid()) + ".yaml");
    write_recipe(r, file);
    const Recipe back = read_recipe(file);
    std::filesystem::remove(file);
    EXPECT_EQ(back.options.quote, "");
    EXPECT_EQ(back.options.delimiter, "\t");
    EXPECT_EQ(back.options.skip_head, 2);
    EXPECT_EQ(back.dataset, "no");
    EXPECT_EQ(back.roles, r.roles);
    EXPECT_EQ(back.renames, r.renames);
    EXPECT_EQ(back.query, r.query);
    EXPECT_TRUE(back.parameters == r.parameters);
    EXPECT_EQ(to_yaml(back), to_yaml(r));
}

TEST(Recipe, AMistakeNamesItsLine) {
    EXPECT_EQ(refusal("pattern: a\ncolour: red\n").substr(0, 28), "line 2: unknown key \"colour\"");
    EXPECT_EQ(refusal("options:\n  delimter: x\n").substr(0, 33), "line 2: unknown option \"delimter\"");
    EXPECT_EQ(refusal("shape: Day\n").substr(0, 7), "line 1:");
    EXPECT_EQ(refusal("pattern: a\nroles:\n  Spent: money\n").substr(0, 21), "line 3: role \"money\" ");
    EXPECT_EQ(refusal("units:\n  Spent: euros\n").substr(0, 7), "line 2:");
    EXPECT_EQ(refusal("options:\n  skip_head: -1\n").substr(0, 7), "line 2:");
    EXPECT_EQ(refusal("pattern: a\npattern: b\n").substr(0, 7), "line 2:");
    EXPECT_EQ(refusal("pattern: [a\n").substr(0, 5), "line ");
    EXPECT_EQ(refusal("mode: upsert\n"), "line 1: mode \"upsert\" needs a \"key\"");
    EXPECT_EQ(refusal("renames: {a: c, b: c}\n").substr(0, 7), "line 1:");
    EXPECT_NE(refusal(""), "");
    EXPECT_NE(refusal("- a\n"), "");
    EXPECT_NE(refusal(std::string(100000, '[')), "");
}

TEST(Recipe, QueryAndParametersBelongTogether) {
    EXPECT_EQ(refusal("query: SELECT $a FROM input\nparameters: {a: 1}\n"), "");
    EXPECT_NE(refusal("query: SELECT $a FROM input\n"), "");
    EXPECT_EQ(refusal("query: SELECT 1 FROM input\nparameters:\n  a: 1\n").substr(0, 7), "line 3:");
    EXPECT_NE(refusal("query: DROP TABLE input\n"), "");
    EXPECT_NE(refusal("query: SELECT 1; SELECT 2\n"), "");
    EXPECT_NE(refusal("parameters: {a: 1}\n"), "");
}

TEST(Recipe, AFileIsKnownByItsNameAndItsHeader) {
    Recipe r = parse_recipe(full, "r.yaml");
    EXPECT_TRUE(matches(r, "Google_2026-11.CSV", {"Spent", " Day ", "Campaign"}));
    EXPECT_FALSE(matches(r, "meta.csv", {"Spent", "Day", "Campaign"}));
    EXPECT_FALSE(matches(r, "google_1.csv", {"Spent", "Day"}));
    EXPECT_FALSE(matches(r, "google_1.csv", {"Spent", "Day", "Campaign", "Clicks"}));
    EXPECT_FALSE(matches(Recipe(), "a.csv", {"a"}));
    r.shape.clear();
    const std::map<std::string, bool> names{{"a[0-9]?.csv", true}, {"a*.c*v", true}, {"a[!x]1.csv", true}, {"b*", false},
                                            {"a?.csv", false},     {"*", true},      {"a11", false}};
    for (const auto& [pattern, fits] : names) {
        r.pattern = pattern;
        EXPECT_EQ(matches(r, "a11.csv", {}), fits) << pattern;
    }
    r.pattern = "*a*a*a*a*a*a*a*a*a*a*a*a*b";
    EXPECT_FALSE(matches(r, std::string(5000, 'a'), {}));
}

} // namespace
} // namespace plumbline::ingest
