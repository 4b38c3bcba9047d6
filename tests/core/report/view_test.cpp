// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/view.h"

#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"

namespace plumbline::testing {
namespace {

report::View some() {
    report::View v;
    v.name = "Monday";
    v.dataset_id = 3;
    v.preset = "weeks_4";
    v.compare = metrics::Comparison::previous;
    v.filters = {{"channel", {"Search", "a \"b\""}, true}};
    v.metric = "roas";
    v.breakdown = "region";
    v.grain = Grain::month;
    v.also = {{report::Reference::Kind::event, {Date{20000}, Date{20001}}, "Fair"},
              {report::Reference::Kind::weekdays, {}, {}},
              {report::Reference::Kind::holiday, {}, {}}};
    v.absolute = true;
    v.cards = {"roas"};
    v.campaign_columns = {"ctr", "cpc"};
    v.tiles = {{"series", 12, true}, {"cards", 12, false}};
    return v;
}

TEST(View, ComesBackAsItWasStored) {
    const report::View back = report::view_from_json(report::to_json_text(some()), "here");
    EXPECT_EQ(report::to_json_text(back), [] {
        report::View v = some();
        v.tiles = report::checked(v.tiles);
        return report::to_json_text(v);
    }());
    EXPECT_EQ(back.tiles.size(), report::default_tiles().size());
    EXPECT_EQ(back.tiles[0].id, "series");
    EXPECT_FALSE(back.tiles[2].shown); // one that the file did not name
}

TEST(View, FromAFileThatIsNoneIsRefused) {
    for (const char* text :
         {"", "{}", "[1,2]", "nonsense", R"({"kind":"plumbline-view","format":99,"name":"x"})",
          R"({"kind":"plumbline-view","format":1})", R"({"kind":"plumbline-view","format":1,"name":"x","filters":[3]})",
          R"({"kind":7})", R"({"kind":"plumbline-view","format":1,"name":"x","days":["yesterday","today"]})"})
        try {
            report::view_from_json(text, "file");
            ADD_FAILURE() << text;
        } catch (const Error& e) {
            EXPECT_EQ(e.code(), ErrorCode::view_invalid) << text;
        }
}

TEST(View, IsKeptUnderItsName) {
    const test::TempFolder folder;
    const auto workspace = store::Workspace::create(folder.path() / "w", "W");
    report::put_view(*workspace, some());
    report::View again = some();
    again.metric = "cost";
    report::put_view(*workspace, again);
    const auto all = report::views(*workspace, 3);
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].metric, "cost");
    EXPECT_TRUE(report::remove_view(*workspace, all[0].id));
    EXPECT_TRUE(report::views(*workspace, 3).empty());
}

TEST(Tiles, StandOnTheGrid) {
    const auto tiles = report::checked({{"funnel", 5, true}, {"cards", 4, true}, {"funnel", 12, true}, {"spaceship", 4, true}});
    ASSERT_EQ(tiles.size(), report::default_tiles().size());
    EXPECT_EQ(tiles[0].span, 6);
    EXPECT_EQ(tiles[1].span, 12); // cards take a line
}

} // namespace
} // namespace plumbline::testing
