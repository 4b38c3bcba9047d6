// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/prediction.h"

#include <gtest/gtest.h>

using namespace plumbline;
using namespace plumbline::report;

namespace {

predict::PredictFit some_fit() {
    predict::PredictFit f;
    f.dimension = "campaign";
    f.rows = 1200;
    f.held_out_from = from_civil({2026, 9, 7});
    f.next = from_civil({2026, 11, 16});
    f.winner = "boosted";
    f.fingerprint = "abc";
    f.scores = {{"boosted", 100, 150, 0.112, 0.9, 0.81, 20},
                {"forest", 120, 160, 0.13, 0.88, 0.79, 30},
                {"naive", 140, 190, 0.158, 0.8, 0.8, 0},
                {"linear", 150, 200, 0.17, 0.7, 0.82, 1}};
    f.held_out = {{from_civil({2026, 9, 7}), 1000, 900, 800}, {from_civil({2026, 9, 14}), 1000, 1050, 1000}};
    f.importance = {{"spend_log", 0.4}, {"target_mean4_log", 0.2}, {"channel_Search", 0.01}};
    predict::Prediction p;
    p.entity = "Brand";
    p.spend = 100;
    p.expected = 250;
    p.lower = 200;
    p.upper = 300;
    for (int i = 0; i < 10; ++i) p.effects.push_back({i == 0 ? "spend_log" : "trend", 1.0, i % 2 ? 0.9 : 1.2});
    p.levels = {{50, 150, 120, 180}, {100, 250, 200, 300}, {200, std::nullopt, std::nullopt, std::nullopt}};
    f.predictions = {p};
    p.entity = "New";
    p.outside = {"spend_log"};
    p.expected = 50;
    f.predictions.push_back(p);
    return f;
}

DatasetInfo shop() {
    DatasetInfo d;
    d.name = "Shop";
    d.currency = "CHF";
    return d;
}

DatasetColumn column(const std::string& name, const std::string& role) {
    DatasetColumn c;
    c.field = c.name = name;
    c.role = role;
    return c;
}

TEST(Prediction, SaysBeforeATrainingWhatIsThereAndWhatIsMissing) {
    DatasetInfo d = shop();
    d.columns = {column("Campagne", "campaign"), column("Spent", "cost"), column("Sales", "revenue")};
    d.dates = {from_civil({2026, 8, 3}), from_civil({2026, 11, 1})}; // Monday to Sunday, 13 weeks
    const PredictionOutlook ready = before_training(d, {}, Language::en);
    EXPECT_TRUE(ready.enough);
    EXPECT_EQ(ready.needs.rows[0][1].text, "13 full weeks");
    EXPECT_EQ(ready.needs.rows[1][1].text, "Spent");
    EXPECT_EQ(ready.needs.rows[3][1].text, "Campagne");
    EXPECT_EQ(ready.needs.rows[4][1].text, missing_value); // no clicks: it goes without

    d.dates = {from_civil({2026, 8, 3}), from_civil({2026, 8, 9})}; // seven days
    EXPECT_FALSE(before_training(d, {}, Language::fr).enough);
    d.dates = {from_civil({2026, 8, 3}), from_civil({2026, 8, 10})}; // eight
    EXPECT_TRUE(before_training(d, {}, Language::fr).enough);
    d.columns.pop_back();
    const PredictionOutlook none = before_training(d, {}, Language::fr);
    EXPECT_FALSE(none.enough);
    EXPECT_EQ(none.needs.rows[2][2].tone, Tone::loss);
    EXPECT_FALSE(before_training(shop(), {}, Language::en).enough);
}

TEST(Prediction, SaysWhichMethodKnowsBestOnWhatItHadNotSeen) {
    const PredictionReport r = build_prediction(some_fit(), shop(), Language::en);
    EXPECT_NE(r.title.find("Boosted trees"), std::string::npos) << r.title;
    EXPECT_NE(r.title.find("11.2"), std::string::npos) << r.title;
    EXPECT_NE(r.title.find("15.8"), std::string::npos) << r.title;
    ASSERT_EQ(r.models.rows.size(), 4u);
    EXPECT_EQ(r.models.rows[0].back().tone, Tone::gain);
    EXPECT_TRUE(r.models.rows[1].back().text.empty());
    // |900 - 1000| + |1050 - 1000| over 2000.
    EXPECT_NE(r.held_out.title.find("7.5"), std::string::npos) << r.held_out.title;
    validate(r.held_out);
    validate(r.importance);
    EXPECT_EQ(r.outside, 1u);
    EXPECT_EQ(r.predictions.rows[0].back().text, "");
    EXPECT_EQ(r.predictions.rows[1].back().tone, Tone::warning);
}

TEST(Prediction, ANaiveMeanThatIsBetterIsSaid) {
    predict::PredictFit f = some_fit();
    f.scores[2].wmape = 0.1;
    EXPECT_NE(build_prediction(f, shop(), Language::en).title.find("No model beats"), std::string::npos);
}

TEST(Prediction, ExplainsItselfByEightBarsOfWhichTheLastIsTheRest) {
    const PredictionDetail d = explain_prediction(some_fit(), 0, shop(), Language::en);
    ASSERT_EQ(d.effects.x.categories.size(), 8u);
    validate(d.effects);
    double product = 1;
    for (const ChartSeries& s : d.effects.series)
        for (const ChartPoint& p : s.points) product *= 1 + *p.y;
    EXPECT_NEAR(product, std::pow(1.2, 5) * std::pow(0.9, 5), 1e-9); // nothing is lost in the rest
    EXPECT_TRUE(d.note.empty());
    EXPECT_FALSE(explain_prediction(some_fit(), 1, shop(), Language::en).note.empty());
}

TEST(Prediction, AnswersNoSpendBeyondWhatWasSeen) {
    const TableSpec t = explain_prediction(some_fit(), 0, shop(), Language::en).levels;
    ASSERT_EQ(t.rows.size(), 3u);
    EXPECT_EQ(t.rows[2][1].text, missing_value);
    EXPECT_EQ(t.rows[2][3].text, missing_value);
    EXPECT_DOUBLE_EQ(*t.rows[0][3].value, 2); // 150 / 50 - 1
}

TEST(Prediction, SpeaksFrenchWithoutAnEnglishWord) {
    const PredictionReport r = build_prediction(some_fit(), shop(), Language::fr);
    for (const std::string& text :
         {r.title, r.caption, r.models.title, r.predictions.title, r.importance.title, r.held_out.title})
        for (const char* word : {" the ", " weeks", "Spend", "trees"}) EXPECT_EQ(text.find(word), std::string::npos) << text;
}

TEST(Prediction, VersionsStandSideBySideTheLatestFirst) {
    registry::Model one = to_model(some_fit(), 1);
    EXPECT_EQ(one.name, "predict/revenue/campaign");
    EXPECT_DOUBLE_EQ(*one.score, 100);
    one.id = "a";
    one.version = 1;
    one.created = "2026-11-01T10:00:00Z";
    registry::Model two = one;
    two.id = "b";
    two.version = 2;
    two.state = registry::State::champion;
    two.fingerprint = "other";
    const TableSpec t = model_versions({one, two}, "abc", "b", shop(), Language::en);
    ASSERT_EQ(t.rows.size(), 2u);
    EXPECT_EQ(t.rows[0][0].text, "Version 2");
    EXPECT_EQ(t.selected, std::vector<std::string>{"Version 2"});
    EXPECT_EQ(t.rows[0][5].tone, Tone::warning); // learnt from other data
    EXPECT_EQ(t.rows[1][5].tone, Tone::muted);
    EXPECT_NE(t.rows[0][3].text.find("11.2"), std::string::npos);
}

} // namespace
