// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/reading.h"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/random.h"

namespace plumbline::forecast {

namespace {

Reading read(const Series& s) {
    NoProgress progress;
    return read_series(s, *prophet().fit(s, {}, progress, {}));
}

const Date monday = from_civil({2023, 1, 2});

} // namespace

TEST(Reading, NamesTheBestAndTheWorstDays) {
    Series s;
    Random random(1);
    for (int i = 0; i < 300; ++i) {
        s.ds.push_back(monday.days + i);
        const int weekday = i % 7 + 1;
        s.y.push_back(100 + (weekday == 2 ? 20 : weekday == 7 ? -30 : 0) + random.normal());
    }
    const Reading r = read(s);
    ASSERT_EQ(r.weekdays.size(), 7u);
    const auto best =
        std::max_element(r.weekdays.begin(), r.weekdays.end(), [](const Slot& a, const Slot& b) { return a.effect < b.effect; });
    EXPECT_EQ(best->index, 2);
    EXPECT_NEAR(r.weekdays[6].effect - r.weekdays[1].effect, -0.5, 0.02);
    ASSERT_GE(r.strengths.size(), 2u);
    EXPECT_EQ(r.strengths[1].component, "weekly");
    EXPECT_GT(r.strengths[1].value, 0.95);
    const auto words = sentences(r, Language::en);
    ASSERT_FALSE(words.empty());
    EXPECT_NE(words.back().find("Tuesdays"), std::string::npos) << words.back();
    EXPECT_NE(words.back().find("weakest: Sundays"), std::string::npos) << words.back();
    EXPECT_NE(sentences(r, Language::fr).back().find("mardis"), std::string::npos);
}

TEST(Reading, AnUnseasonalSeriesHasNoSeasonStrength) {
    Series s;
    Random random(2);
    for (int i = 0; i < 400; ++i) {
        s.ds.push_back(monday.days + i);
        s.y.push_back(100 + 5 * random.normal());
    }
    for (const Strength& strength : read(s).strengths) EXPECT_LT(strength.value, 0.15) << strength.component;
}

TEST(Reading, AChangeIsOneChangeWithItsDate) {
    Series s;
    Random random(3);
    for (int i = 0; i < 700; ++i) {
        s.ds.push_back(monday.days + i);
        s.y.push_back(500 + (i < 300 ? 0.6 * i : 180 + 0.4 * (i - 300)) + random.normal());
    }
    const Reading r = read(s);
    ASSERT_EQ(r.changes.size(), 1u);
    EXPECT_NEAR(r.changes[0].ds, monday.days + 300, 25);
    EXPECT_NEAR(r.changes[0].after / r.changes[0].before, 2.0 / 3, 0.06);
    EXPECT_TRUE(sentences(r, Language::en).front().starts_with("Growth slowed by"));
    const auto j = nlohmann::json::parse(reading_json(r, Language::en));
    EXPECT_EQ(j["changes"][0]["date"], to_iso(Date{static_cast<int32_t>(std::lround(r.changes[0].ds))}));
    EXPECT_EQ(j["sentences"].size(), sentences(r, Language::en).size());
    EXPECT_TRUE(j["strengths"].contains("trend"));
}

TEST(ChangeSentence, SaysWhatHappenedInBothLanguages) {
    const double day = from_civil({2026, 3, 14}).days;
    EXPECT_EQ(change_sentence({day, 3, 2}, Language::en), "Growth slowed by a third on 14 Mar 2026.");
    EXPECT_EQ(change_sentence({day, 3, 2}, Language::fr), "La croissance a ralenti d'un tiers le 14 mars 2026.");
    EXPECT_EQ(change_sentence({day, 2, 4}, Language::en), "Growth doubled on 14 Mar 2026.");
    EXPECT_EQ(change_sentence({day, 2, 3}, Language::en), "Growth sped up by half on 14 Mar 2026.");
    EXPECT_EQ(change_sentence({day, 2, -1}, Language::en), "Growth turned into decline on 14 Mar 2026.");
    EXPECT_EQ(change_sentence({day, 0.01, 2}, Language::fr), "Une croissance a commencé le 14 mars 2026.");
    EXPECT_EQ(change_sentence({day, -4, -1}, Language::en), "The decline slowed by three quarters on 14 Mar 2026.");
    EXPECT_EQ(change_sentence({day, 2, 0}, Language::en), "Growth came to a halt on 14 Mar 2026.");
}

} // namespace plumbline::forecast
