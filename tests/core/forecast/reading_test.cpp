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

TEST(ChangeSentence, GivesTheSizeAsAShareOfTheLevelAMonth) {
    // 3 and 2 a day are 91.3 and 60.9 a month of 365.25 / 12 days: 9.1% and 6.1% of 1,000.
    const double day = from_civil({2026, 3, 14}).days;
    EXPECT_EQ(change_sentence({day, 3, 2}, Language::en, 1000),
              "Growth slowed by a third on 14 Mar 2026 (from 9.1% to 6.1% a month).");
    EXPECT_EQ(change_sentence({day, 3, 2}, Language::fr, 1000),
              "La croissance a ralenti d'un tiers le 14 mars 2026 (de 9,1\u00a0% à 6,1\u00a0% par mois).");
}

TEST(EventSentences, GiveTheEffectWithItsIntervalAndLeaveOutWhatMayBeNothing) {
    Reading r;
    r.events = {
        {"Black Friday", 371'600, 350'400, 393'900, 3}, {"Stocktaking", -1'204, -1'500, -900, 3}, {"Fair", 90, -20, 200, 2}};
    const auto words = event_sentences(r, Language::en);
    ASSERT_EQ(words.size(), 2u);
    EXPECT_EQ(words[0], "Black Friday adds about 372,000 (350,000 to 394,000) each time.");
    EXPECT_EQ(words[1], "Stocktaking takes away about 1,200 (900 to 1,500) each time.");
    r.multiplicative = true;
    r.events = {{"Soldes", 0.25, 0.21, 0.29, 4}};
    EXPECT_EQ(event_sentences(r, Language::fr)[0], "Soldes ajoute environ 25\u00a0% (21\u00a0% à 29\u00a0%) à chaque fois.");
}

} // namespace plumbline::forecast
