// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/workspace.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/digest.h"
#include "core/base/error.h"
#include "core/store/sqlite.h"
#include "tests/support/temp_folder.h"

using namespace plumbline;
using namespace plumbline::store;
using plumbline::test::read_all;
using plumbline::test::TempFolder;
namespace fs = std::filesystem;

namespace {

template <class F>
ErrorCode code_of(F&& f) {
    try {
        f();
    } catch (const Error& e) {
        return e.code();
    }
    return ErrorCode::count_;
}

/// An import as the reader would stage it; the bytes of the files do not matter to the store.
NewSnapshot staged(Workspace& workspace, const std::string& dataset, const std::string& content,
                   const std::string& mode = "replace") {
    const fs::path folder = workspace.make_staging();
    NewSnapshot n;
    n.staged_snapshot = folder / "snapshot.parquet";
    n.staged_facts = folder / "facts.duckdb";
    std::ofstream(n.staged_snapshot) << content;
    std::ofstream(n.staged_facts) << "facts of " << content;
    for (const DatasetInfo& d : workspace.datasets())
        if (d.name == dataset) n.dataset = d;
    n.dataset.name = dataset;
    n.dataset.columns = {{"Date", "date", FieldType::date, 0, "date", "", "", "name"},
                         {"Kosten", "kosten", FieldType::decimal, 2, "cost", "", "CHF", "name"}};
    n.dataset.rows = 3;
    n.dataset.dates = DateRange{{20000}, {20010}};
    n.dataset.currency = "CHF";
    n.dataset.facts_table = "facts_" + content;
    n.dataset.rollup_table = "rollup_" + content;
    n.dataset.rollup_fields = {"channel"};
    n.snapshot.sha256 = sha256(content);
    n.snapshot.source = content + ".csv";
    n.snapshot.created = "2026-11-20T08:15:00Z";
    n.snapshot.mode = mode;
    n.snapshot.rows = 3;
    n.snapshot.rejected_rows = 1;
    n.rejects = {{7, "no date in Date", ";1,20"}};
    return n;
}

struct WorkspaceTest : testing::Test {
    WorkspaceTest() { ::setenv("XDG_DATA_HOME", (temp / "data").c_str(), 1); }
    TempFolder temp;
    fs::path folder = temp / "ws";
};

} // namespace

TEST_F(WorkspaceTest, CommittedImportIsThereAfterReopening) {
    {
        auto w = Workspace::create(folder, "Nordhang");
        w->commit(staged(*w, "ads", "one"));
    }
    auto w = Workspace::open(folder, Access::read);
    EXPECT_EQ(w->name(), "Nordhang");
    const DatasetInfo d = w->dataset("ADS");
    EXPECT_EQ(d.rows, 3);
    EXPECT_EQ(d.columns.at(1).unit, "CHF");
    EXPECT_EQ(d.dates->to.days, 20010);
    EXPECT_EQ(d.rollup_fields, std::vector<std::string>{"channel"});
    ASSERT_EQ(w->snapshots(d.id).size(), 1u);
    EXPECT_EQ(w->rejects(w->snapshots(d.id)[0].id).at(0).line, 7);
    EXPECT_EQ(w->trusted_facts(), folder / "facts.duckdb");
    EXPECT_TRUE(w->verify().ok());
}

TEST_F(WorkspaceTest, ReplaceHidesAndAppendAddsSnapshots) {
    auto w = Workspace::create(folder, "N");
    w->commit(staged(*w, "ads", "one"));
    w->commit(staged(*w, "ads", "two", "append"));
    EXPECT_EQ(w->dataset("ads").snapshots, 2);
    const std::string before = w->dataset("ads").fingerprint;
    w->commit(staged(*w, "ads", "three"));
    EXPECT_EQ(w->dataset("ads").snapshots, 1);
    EXPECT_NE(w->dataset("ads").fingerprint, before);
    // One earlier generation stays on the disk, the one before that goes.
    w->commit(staged(*w, "ads", "four"));
    EXPECT_EQ(std::distance(fs::directory_iterator(folder / "snapshots"), {}), 2);
}

TEST_F(WorkspaceTest, SecondProcessIsToldWhoHasItOpen) {
    auto w = Workspace::create(folder, "N");
    const pid_t child = ::fork();
    if (child == 0) {
        int result = 1;
        try {
            Workspace::open(folder, Access::read);
        } catch (const Error& e) {
            result = e.code() == ErrorCode::workspace_in_use && e.facts().at("pid") == std::to_string(::getppid()) ? 0 : 2;
        }
        ::_exit(result);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST_F(WorkspaceTest, ReadersDoNotDisturbEachOtherButKeepWritersOut) {
    Workspace::create(folder, "N");
    auto a = Workspace::open(folder, Access::read);
    auto b = Workspace::open(folder, Access::read);
    EXPECT_EQ(code_of([&] { Workspace::open(folder, Access::write); }), ErrorCode::workspace_in_use);
}

TEST_F(WorkspaceTest, NewerFormatIsRefusedUntouched) {
    Workspace::create(folder, "N");
    { Sqlite(folder / "state.sqlite", Sqlite::Open::write).execute("PRAGMA user_version = 99"); }
    const std::string before = read_all(folder / "state.sqlite");
    EXPECT_EQ(code_of([&] { Workspace::open(folder, Access::write); }), ErrorCode::workspace_newer);
    EXPECT_EQ(read_all(folder / "state.sqlite"), before);
}

TEST_F(WorkspaceTest, ForeignOrTornStateIsDamagedNotCrashed) {
    fs::create_directories(folder);
    std::ofstream(folder / "state.sqlite") << "this is no database, it is a letter of some length to somebody";
    EXPECT_EQ(code_of([&] { Workspace::open(folder, Access::read); }), ErrorCode::workspace_damaged);
    fs::remove(folder / "state.sqlite");
    { Sqlite(folder / "state.sqlite", Sqlite::Open::create).execute("CREATE TABLE mine(x)"); }
    EXPECT_EQ(code_of([&] { Workspace::open(folder, Access::read); }), ErrorCode::workspace_damaged);
}

TEST_F(WorkspaceTest, FlippedByteInStateNeverPassesAsANumber) {
    {
        auto w = Workspace::create(folder, "Nordhang");
        w->commit(staged(*w, "ads", "one"));
    }
    const std::string good = read_all(folder / "state.sqlite");
    std::string reference;
    {
        auto w = Workspace::open(folder, Access::read);
        reference = w->dataset("ads").fingerprint + std::to_string(w->dataset("ads").rows);
    }
    int refused = 0;
    uint64_t x = 88172645463325252ull;
    for (int i = 0; i < 480; ++i) {
        std::string bad = good;
        x ^= x << 13, x ^= x >> 7, x ^= x << 17;
        bad[x % bad.size()] ^= static_cast<char>(1 << (x >> 60 & 7));
        std::ofstream(folder / "state.sqlite", std::ios::binary) << bad;
        try {
            auto w = Workspace::open(folder, Access::read);
            EXPECT_EQ(w->dataset("ads").fingerprint + std::to_string(w->dataset("ads").rows), reference) << "flip " << i;
        } catch (const Error&) {
            ++refused;
        }
    }
    EXPECT_GT(refused, 5); // most bytes of so small a file are unused
}

TEST_F(WorkspaceTest, ChangedOrForeignFactsAreNotTrusted) {
    auto w = Workspace::create(folder, "N");
    w->commit(staged(*w, "ads", "one"));
    ASSERT_FALSE(w->trusted_facts().empty());
    fs::copy_file(folder / "facts.duckdb", temp / "copy");
    fs::rename(temp / "copy", folder / "facts.duckdb"); // the same bytes, but not the file that was written here
    EXPECT_TRUE(w->trusted_facts().empty());
}

TEST_F(WorkspaceTest, LogBesideTheFactsMakesThemForeign) {
    auto w = Workspace::create(folder, "N");
    w->commit(staged(*w, "ads", "one"));
    std::ofstream(folder / "facts.duckdb.wal") << "CREATE MACRO sum(x) AS 42";
    EXPECT_TRUE(w->trusted_facts().empty());
}

TEST_F(WorkspaceTest, KilledBeforeTheCommitLeavesTheOldStateAndNoLitter) {
    {
        auto w = Workspace::create(folder, "N");
        w->commit(staged(*w, "ads", "one"));
        staged(*w, "ads", "two"); // staged, never committed
        std::ofstream(folder / "snapshots" / "00112233aabbccdd.parquet") << "orphan";
    }
    auto w = Workspace::open(folder, Access::write);
    EXPECT_EQ(w->snapshots(w->dataset("ads").id).at(0).source, "one.csv");
    EXPECT_EQ(std::distance(fs::directory_iterator(folder / "snapshots"), {}), 1);
    EXPECT_FALSE(fs::exists(folder / "staging"));
}

TEST_F(WorkspaceTest, KilledBetweenCommitAndRenameFindsItsFactsAgain) {
    {
        auto w = Workspace::create(folder, "N");
        w->commit(staged(*w, "ads", "one"));
        // What the disk looks like in that moment: the sealed file still lies in staging.
        fs::create_directories(folder / "staging" / "x");
        fs::rename(folder / "facts.duckdb", folder / "staging" / "x" / "facts.duckdb");
    }
    auto w = Workspace::open(folder, Access::write);
    EXPECT_FALSE(w->trusted_facts().empty());
    EXPECT_EQ(read_all(folder / "facts.duckdb"), "facts of one");
}

TEST_F(WorkspaceTest, VerifyNamesTheDamagedSnapshot) {
    auto w = Workspace::create(folder, "N");
    const SnapshotInfo s = w->commit(staged(*w, "ads", "one"));
    std::ofstream(folder / "snapshots" / s.file) << "onf";
    const VerifyReport report = w->verify();
    EXPECT_FALSE(report.ok());
    EXPECT_EQ(report.items.at(1).what, "snapshots/" + s.file);
}

TEST_F(WorkspaceTest, BackupAndRestoreGiveTheSameWorkspace) {
    auto w = Workspace::create(folder, "Nordhang");
    w->commit(staged(*w, "ads", "one"));
    w->set_setting("currency", "CHF");
    w->backup(temp / "b.plumbline");
    EXPECT_EQ(code_of([&] { w->backup(temp / "b.plumbline"); }), ErrorCode::backup_exists);
    Workspace::restore(temp / "b.plumbline", temp / "again");
    auto again = Workspace::open(temp / "again", Access::read);
    EXPECT_EQ(again->dataset("ads").fingerprint, w->dataset("ads").fingerprint);
    EXPECT_EQ(again->setting("currency"), "CHF");
    EXPECT_TRUE(again->trusted_facts().empty()); // the cache is not part of a backup
}

TEST_F(WorkspaceTest, RestoreRefusesWhatIsNoBackupAndLeavesNothing) {
    temp.write("letter.zip", "not a zip");
    EXPECT_EQ(code_of([&] { Workspace::restore(temp / "letter.zip", temp / "x"); }), ErrorCode::file_corrupt);
    EXPECT_FALSE(fs::exists(temp / "x"));
}

TEST_F(WorkspaceTest, ReadOnlyAccessNeverWrites) {
    Workspace::create(folder, "N");
    auto w = Workspace::open(folder, Access::read);
    EXPECT_EQ(code_of([&] { w->set_setting("a", "b"); }), ErrorCode::workspace_read_only);
    EXPECT_EQ(code_of([&] { w->make_staging(); }), ErrorCode::workspace_read_only);
}

TEST_F(WorkspaceTest, MissingDatasetNamesThoseThatExist) {
    auto w = Workspace::create(folder, "N");
    EXPECT_EQ(code_of([&] { w->dataset(""); }), ErrorCode::dataset_not_found);
    w->commit(staged(*w, "ads", "one"));
    EXPECT_EQ(w->dataset("").name, "ads");
    w->commit(staged(*w, "shop", "two"));
    try {
        w->dataset("");
        FAIL();
    } catch (const Error& e) {
        EXPECT_EQ(e.code(), ErrorCode::dataset_needed);
        EXPECT_EQ(e.facts().at("options"), "ads, shop");
    }
}
