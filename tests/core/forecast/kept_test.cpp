// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/kept.h"

#include <gtest/gtest.h>

namespace plumbline::forecast {

namespace {

Kept some() {
    Kept k;
    k.metric = "revenue";
    k.grain = Grain::week;
    k.where = {{"channel", {"Search", "Social"}, false}};
    k.model = "ets";
    k.params = R"json({"form":"ETS(A,N,N)"})json";
    k.fingerprint = "abc";
    k.accuracy.mase = 0.8;
    k.mean_error = 5;
    k.last = 100;
    k.points = {{107, 50, 40, 60}, {114, 50, 40, 60}, {121, 50, 40, 60}};
    return k;
}

struct Folder {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("plumbline_kept_" + std::to_string(reinterpret_cast<uintptr_t>(this)));
    Folder() { std::filesystem::remove_all(path); }
    ~Folder() { std::filesystem::remove_all(path); }
};

} // namespace

TEST(KeptForecast, ComesBackAsItWasStored) {
    Folder folder;
    const auto workspace = store::Workspace::create(folder.path, "Test");
    Kept k = some();
    k.realised = Realised{2, 1, 0.1, 0.2, std::nullopt};
    const std::string id = put_forecast(*workspace, k).id;
    const auto all = kept_forecasts(*workspace, 0);
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].id, id);
    EXPECT_FALSE(all[0].created.empty());
    EXPECT_EQ(all[0].metric, "revenue");
    EXPECT_EQ(all[0].params, R"json({"form":"ETS(A,N,N)"})json");
    EXPECT_EQ(all[0].accuracy.mase, 0.8);
    EXPECT_FALSE(all[0].accuracy.mape);
    ASSERT_EQ(all[0].points.size(), 3u);
    EXPECT_EQ(all[0].points[1].lower, 40);
    ASSERT_TRUE(all[0].realised);
    EXPECT_EQ(all[0].realised->inside, 1);
    EXPECT_FALSE(all[0].realised->against);
    EXPECT_TRUE(remove_forecast(*workspace, id));
    EXPECT_TRUE(kept_forecasts(*workspace, 0).empty());
}

TEST(KeptForecast, KnowsItsQuestionWhateverTheOrderOfTheFilters) {
    const Kept k = some();
    EXPECT_TRUE(k.same_question("revenue", Grain::week, {{"channel", {"Social", "Search"}, false}, {"region", {}, false}}));
    EXPECT_FALSE(k.same_question("revenue", Grain::week, {}));
    EXPECT_FALSE(k.same_question("revenue", Grain::month, k.where));
    EXPECT_FALSE(k.same_question("cost", Grain::week, k.where));
}

// By hand: actuals 55 and 70 against 50 and 50. Inside: the first. Bias (125 - 100) / 100. MAPE (5/55 + 20/70) / 2.
TEST(KeptForecast, IsHeldAgainstWhatCame) {
    const auto r = realise(some(), {93, 100, 107, 114}, {1, 2, 55, 70});
    ASSERT_TRUE(r);
    EXPECT_EQ(r->steps, 2);
    EXPECT_EQ(r->inside, 1);
    EXPECT_DOUBLE_EQ(r->bias, 0.25);
    EXPECT_NEAR(*r->mape, (5.0 / 55 + 20.0 / 70) / 2, 1e-12);
    EXPECT_DOUBLE_EQ(*r->against, 12.5 / 5);
    EXPECT_FALSE(realise(some(), {93, 100}, {1, 2}));
}

} // namespace plumbline::forecast
