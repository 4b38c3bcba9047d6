// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/record.h"

#include <fstream>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/store/workspace.h"
#include "tests/support/temp_folder.h"

using namespace plumbline;
using namespace plumbline::store;
using plumbline::test::TempFolder;

namespace {

TEST(Records, AreKeptInTheOrderOfTheirFirstStoring) {
    TempFolder folder;
    {
        const auto workspace = Workspace::create(folder / "w", "w");
        const Record first = workspace->put_record({.kind = "note", .body = R"({"n":1})"});
        workspace->put_record({.kind = "note", .id = "a", .dataset_id = 7, .body = R"({"n":2})"});
        workspace->put_record({.kind = "view", .body = "{}"});
        EXPECT_FALSE(first.id.empty());
        Record changed = first;
        changed.body = R"({"n":3})";
        EXPECT_EQ(workspace->put_record(changed).created, first.created);
    }
    const auto workspace = Workspace::open(folder / "w", Access::read);
    const auto all = workspace->records("note");
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].body, R"({"n":3})");
    EXPECT_EQ(all[1].id, "a");
    EXPECT_EQ(workspace->records("note", 7).size(), 1u);
    EXPECT_FALSE(workspace->record("note", "b"));
    EXPECT_THROW(workspace->put_record({.kind = "note", .body = "{}"}), Error);
}

TEST(Records, ThatChangeNumbersArePartOfTheChecksum) {
    TempFolder folder;
    {
        const auto workspace = Workspace::create(folder / "w", "w");
        workspace->put_record({.kind = "remedy", .id = "r", .body = R"({"factor":2})", .decides = true});
        workspace->put_record({.kind = "note", .id = "n", .body = R"({"n":1})"});
    }
    EXPECT_NO_THROW(Workspace::open(folder / "w", Access::read));
    { Sqlite(folder / "w/state.sqlite", Sqlite::Open::write).execute("UPDATE record SET body = '{}' WHERE kind = 'note'"); }
    EXPECT_NO_THROW(Workspace::open(folder / "w", Access::read));
    { Sqlite(folder / "w/state.sqlite", Sqlite::Open::write).execute("UPDATE record SET body = '{}' WHERE kind = 'remedy'"); }
    EXPECT_THROW(Workspace::open(folder / "w", Access::read), Error);
}

TEST(Records, RemovalTellsWhetherThereWasOne) {
    TempFolder folder;
    const auto workspace = Workspace::create(folder / "w", "w");
    workspace->put_record({.kind = "note", .id = "n", .body = "{}", .decides = true});
    EXPECT_TRUE(workspace->remove_record("note", "n"));
    EXPECT_FALSE(workspace->remove_record("note", "n"));
    EXPECT_TRUE(workspace->verify().ok());
}

TEST(Records, AWorkspaceOfTheFirstFormatIsReadAndBroughtForward) {
    TempFolder folder;
    { Workspace::create(folder / "w", "w"); }
    {
        Sqlite db(folder / "w/state.sqlite", Sqlite::Open::write);
        db.execute("DROP TABLE record");
        db.execute("PRAGMA user_version = 1");
    }
    EXPECT_TRUE(Workspace::open(folder / "w", Access::read)->records("note").empty());
    const auto workspace = Workspace::open(folder / "w", Access::write);
    workspace->put_record({.kind = "note", .body = "{}"});
    EXPECT_EQ(workspace->records("note").size(), 1u);
}

} // namespace
