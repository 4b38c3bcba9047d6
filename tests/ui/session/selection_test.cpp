// SPDX-License-Identifier: GPL-3.0-or-later
#include <QUndoStack>
#include <gtest/gtest.h>

#include "ui/session/selection.h"

namespace plumbline::ui {
namespace {

DateRange days(CivilDate from, CivilDate to) { return {from_civil(from), from_civil(to)}; }

class SelectionTest : public testing::Test {
protected:
    QUndoStack undo;
    Selection selection{&undo};
};

TEST_F(SelectionTest, HasNoPeriodWithoutData) { EXPECT_FALSE(selection.period()); }

TEST_F(SelectionTest, ANamedPeriodMovesWithTheData) {
    // 13 whole weeks that end on Sunday 15 November 2026 begin on Monday 17 August.
    selection.setData(days({2025, 1, 1}, {2026, 11, 20}));
    EXPECT_EQ(selection.period(), days({2026, 8, 17}, {2026, 11, 15}));
    selection.setData(days({2025, 1, 1}, {2026, 11, 22}));
    EXPECT_EQ(selection.period(), days({2026, 8, 24}, {2026, 11, 22}));
}

TEST_F(SelectionTest, AFilterIsUndoneAndRedone) {
    selection.setFilter("channel", {"Search", "Social"});
    ASSERT_NE(selection.filter("channel"), nullptr);
    EXPECT_EQ(selection.filter("channel")->values, (std::vector<std::string>{"Search", "Social"}));
    undo.undo();
    EXPECT_EQ(selection.filter("channel"), nullptr);
    undo.redo();
    EXPECT_NE(selection.filter("channel"), nullptr);
}

TEST_F(SelectionTest, EscRemovesTheLastFilterAndUndoBringsItBack) {
    selection.setFilter("channel", {"Search"});
    selection.setFilter("region", {"Romandie"});
    selection.clearLastFilter();
    EXPECT_EQ(selection.filter("region"), nullptr);
    EXPECT_NE(selection.filter("channel"), nullptr);
    undo.undo();
    EXPECT_NE(selection.filter("region"), nullptr);
}

TEST_F(SelectionTest, ClickingTheSameRowAgainLiftsTheFilter) {
    selection.toggleFilter("channel", "Search");
    selection.toggleFilter("channel", "Social");
    EXPECT_EQ(selection.filter("channel")->values, std::vector<std::string>{"Social"});
    selection.toggleFilter("channel", "Social");
    EXPECT_EQ(selection.filter("channel"), nullptr);
}

TEST_F(SelectionTest, GoesBackAndForwardThroughWhatWasLookedAt) {
    selection.setComparison(metrics::Comparison::previous);
    selection.setFilter("channel", {"Search"});
    EXPECT_FALSE(selection.canGoForward());
    selection.goBack();
    EXPECT_EQ(selection.filter("channel"), nullptr);
    EXPECT_EQ(selection.state().compare, metrics::Comparison::previous);
    selection.goForward();
    EXPECT_NE(selection.filter("channel"), nullptr);
    selection.goBack();
    selection.setFilter("channel", {"Email"});
    EXPECT_FALSE(selection.canGoForward()) << "another way was taken";
}

TEST_F(SelectionTest, SettingWhatIsSetChangesNothing) {
    int told = 0;
    QObject::connect(&selection, &Selection::changed, [&] { ++told; });
    selection.setComparison(metrics::Comparison::year);
    selection.clearFilters();
    EXPECT_EQ(told, 0);
    EXPECT_EQ(undo.count(), 0);
}

} // namespace
} // namespace plumbline::ui
