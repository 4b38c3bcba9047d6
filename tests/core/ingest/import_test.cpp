// SPDX-License-Identifier: GPL-3.0-or-later
// Imports through the real reader process into a real workspace.
#include "core/ingest/import.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/metrics/metrics.h"
#include "core/warehouse/embedded.h"
#include "tests/support/temp_folder.h"

using namespace plumbline;
using namespace plumbline::ingest;
using plumbline::test::TempFolder;
namespace fs = std::filesystem;

namespace {

struct Import : testing::Test {
    Import() {
        ::setenv("XDG_DATA_HOME", (temp / "data").c_str(), 1);
        set_reader_path(fs::path(PLUMBLINE_BIN_DIR) / "plumbline-reader");
        workspace = store::Workspace::create(temp / "ws", "Test");
    }
    ImportResult import(const fs::path& file, const std::string& dataset = "", const std::string& mode = "replace") {
        ImportRequest request;
        request.file = file;
        request.dataset = dataset;
        request.mode = mode;
        return run(request);
    }
    ImportResult run(const ImportRequest& request) { return import_file(*workspace, request, quiet); }
    /// Sum of a metric over everything, by the same way that the window takes.
    double total(const std::string& dataset, const std::string& metric) {
        const DatasetInfo d = workspace->dataset(dataset);
        EmbeddedEngine engine(workspace->trusted_facts());
        metrics::Query query;
        query.metrics = {metric};
        return metrics::run({&d, &engine, nullptr}, query).table.column(0).number(0).value_or(-1);
    }
    ErrorCode refused(const ImportRequest& request) {
        try {
            run(request);
        } catch (const Error& e) {
            return e.code();
        }
        return ErrorCode::count_;
    }
    TempFolder temp;
    NoProgress quiet;
    std::unique_ptr<store::Workspace> workspace;
};

constexpr const char* week_1 =
    "date,channel,clicks,cost\n2026-11-02,Search,10,5.00\n2026-11-02,Social,20,7.50\n2026-11-03,Search,11,5.25\n";
constexpr const char* week_1_corrected = "date,channel,clicks,cost\n2026-11-03,Search,99,6.00\n2026-11-04,Email,5,1.00\n";

} // namespace

TEST_F(Import, AppendAddsAndReplaceStartsAnew) {
    const fs::path a = temp.write("a.csv", week_1), b = temp.write("b.csv", week_1_corrected);
    import(a, "ads");
    EXPECT_EQ(total("ads", "clicks"), 41);
    import(b, "ads", "append");
    EXPECT_EQ(total("ads", "clicks"), 41 + 104);
    EXPECT_EQ(workspace->dataset("ads").rows, 5);
    EXPECT_EQ(to_iso(workspace->dataset("ads").dates->to), "2026-11-04");
    import(a, "ads");
    EXPECT_EQ(total("ads", "clicks"), 41);
}

TEST_F(Import, UpsertReplacesRowsOfTheSameDayAndChannelOnly) {
    import(temp.write("a.csv", week_1), "ads");
    import(temp.write("b.csv", week_1_corrected), "ads", "upsert");
    EXPECT_EQ(total("ads", "clicks"), 10 + 20 + 99 + 5);
    EXPECT_DOUBLE_EQ(total("ads", "cost"), 5.00 + 7.50 + 6.00 + 1.00);
}

TEST_F(Import, UpsertByDateReplacesWholeDays) {
    import(temp.write("a.csv", week_1), "ads");
    ImportRequest request;
    request.file = temp.write("b.csv", "date,channel,clicks,cost\n2026-11-02,Email,1,1.00\n");
    request.dataset = "ads";
    request.mode = "upsert";
    request.key = {"date"};
    run(request);
    EXPECT_EQ(total("ads", "clicks"), 1 + 11);
}

TEST_F(Import, UpsertWithoutItsKeyIsRefusedAndChangesNothing) {
    import(temp.write("a.csv", week_1), "ads");
    ImportRequest request;
    request.file = temp.write("b.csv", "date,clicks,cost\n2026-11-02,1,1.00\n");
    request.dataset = "ads";
    request.mode = "upsert";
    EXPECT_EQ(refused(request), ErrorCode::key_missing);
    EXPECT_EQ(total("ads", "clicks"), 41);
}

TEST_F(Import, FactsRebuiltFromSnapshotsGiveTheSameNumbers) {
    import(temp.write("a.csv", week_1), "ads");
    import(temp.write("b.csv", week_1_corrected), "ads", "upsert");
    import(temp.write("c.csv", "date,channel,clicks,cost\n2026-11-05,Video,3,2.25\n"), "ads", "append");
    import(temp.write("shop.csv", "date,orders,revenue\n2026-11-02,3,120.10\n"), "shop");
    const double clicks = total("ads", "clicks"), cost = total("ads", "cost"), revenue = total("shop", "revenue");
    const std::string fingerprint = workspace->dataset("ads").fingerprint;
    fs::remove(workspace->facts_path());
    ensure_facts(*workspace, quiet);
    EXPECT_EQ(total("ads", "clicks"), clicks);
    EXPECT_EQ(total("ads", "cost"), cost);
    EXPECT_EQ(total("shop", "revenue"), revenue);
    EXPECT_EQ(clicks, 10 + 20 + 99 + 5 + 3);
    EXPECT_EQ(workspace->dataset("ads").fingerprint, fingerprint);
}

TEST_F(Import, DamagedSnapshotIsNeverTurnedIntoNumbers) {
    import(temp.write("a.csv", week_1), "ads");
    for (const auto& entry : fs::directory_iterator(workspace->folder() / "snapshots")) {
        std::string bytes = test::read_all(entry.path());
        bytes[bytes.size() / 2] ^= 4;
        std::ofstream(entry.path(), std::ios::binary) << bytes;
    }
    fs::remove(workspace->facts_path());
    try {
        ensure_facts(*workspace, quiet);
        FAIL() << "the damaged snapshot was read";
    } catch (const Error& e) {
        EXPECT_EQ(e.code(), ErrorCode::snapshot_damaged);
    }
}

TEST_F(Import, ForeignFactsWithAMacroNamedSumAreRebuilt) {
    import(temp.write("a.csv", week_1), "ads");
    const std::string table = workspace->dataset("ads").facts_table;
    fs::remove(workspace->facts_path());
    {
        duck::OpenOptions options;
        options.read_only = false;
        duck::Database db(workspace->facts_path(), options);
        db.connect().execute("CREATE TABLE \"" + table + "\"(clicks BIGINT); CREATE MACRO sum(x) AS 42");
    }
    EXPECT_TRUE(workspace->trusted_facts().empty());
    ensure_facts(*workspace, quiet);
    EXPECT_EQ(total("ads", "clicks"), 41);
}

TEST_F(Import, AmbiguousDatesAreAskedAndAnswered) {
    ImportRequest request;
    request.file = temp.write("d.csv", "date,clicks\n03/04/2026,1\n05/06/2026,2\n07/08/2026,3\n");
    EXPECT_EQ(refused(request), ErrorCode::file_date_order);
    EXPECT_TRUE(workspace->datasets().empty());
    request.options.date_order = "mdy";
    run(request);
    EXPECT_EQ(to_iso(workspace->dataset("d").dates->from), "2026-03-04");
}

TEST_F(Import, WhatTheUserDecidedIsAppliedToTheNextFileOfThatShape) {
    ImportRequest first;
    first.file = temp.write("report_1.csv", "when;label;x\n01/02/2026;A;1,50\n03/04/2026;B;2,25\n");
    first.dataset = "reports";
    first.options.date_order = "dmy";
    first.choices = {{"x", "cost", {}, "CHF", {}}};
    run(first);
    ImportRequest next;
    next.file = temp.write("report_2.csv", "when;label;x\n05/06/2026;A;3,00\n");
    const ImportResult result = run(next); // neither the date order nor the dataset is said again
    EXPECT_EQ(result.dataset, "reports");
    EXPECT_EQ(to_iso(workspace->dataset("reports").dates->from), "2026-06-05");
    EXPECT_EQ(total("reports", "cost"), 3.0);
    EXPECT_EQ(workspace->dataset("reports").currency, "CHF");
}

TEST_F(Import, RecipeRunsItsQueryOverTheFile) {
    ImportRequest request;
    request.file = temp.write("a.csv", week_1);
    request.dataset = "ads";
    request.recipe = temp.write(
        "r.yaml", "query: SELECT date, channel, clicks, cost FROM input WHERE cost > $least\nparameters:\n  least: 5.1\n");
    run(request);
    EXPECT_EQ(total("ads", "clicks"), 20 + 11);
}

TEST_F(Import, RecipeQueryCannotReachOutOfItsFile) {
    ImportRequest request;
    request.file = temp.write("a.csv", week_1);
    temp.write("secret.csv", "a\n1\n");
    for (const std::string& sql :
         {"SELECT * FROM read_csv('" + (temp / "secret.csv").string() + "')", std::string("DROP TABLE input")}) {
        request.recipe = temp.write("r.yaml", "query: \"" + sql + "\"\n");
        EXPECT_NE(refused(request), ErrorCode::count_) << sql;
        EXPECT_TRUE(workspace->datasets().empty());
    }
}

TEST_F(Import, OtherCurrencyIsNotAddedToADataset) {
    import(temp.write("a.csv", "date,Cost (EUR)\n2026-11-02,5.00\n2026-11-03,6.00\n"), "ads");
    ASSERT_EQ(workspace->dataset("ads").currency, "EUR");
    ImportRequest request;
    request.file = temp.write("b.csv", "date,Cost (USD)\n2026-11-04,5.00\n2026-11-05,6.00\n");
    request.dataset = "ads";
    request.mode = "append";
    EXPECT_EQ(refused(request), ErrorCode::currency_mixed);
}

TEST_F(Import, ChangedRolesChangeTheNumbersAndStayOverTheNextImport) {
    const fs::path file = temp.write("a.csv", "date,channel,units,cost\n2026-11-02,Search,10,5.00\n2026-11-03,Search,4,5.00\n");
    import(file, "ads");
    change_columns(*workspace, "ads", {{"units", "orders", {}, {}, {}}}, quiet);
    EXPECT_EQ(total("ads", "orders"), 14);
    import(file, "ads");
    EXPECT_EQ(total("ads", "orders"), 14);
    EXPECT_EQ(workspace->dataset("ads").by_field("units")->role, "orders");
}

TEST_F(Import, RoleThatTheValuesCannotHaveIsRefused) {
    import(temp.write("a.csv", week_1), "ads");
    try {
        change_columns(*workspace, "ads", {{"channel", "cost", {}, {}, {}}}, quiet);
        FAIL();
    } catch (const Error& e) {
        EXPECT_EQ(e.code(), ErrorCode::role_invalid);
    }
    EXPECT_EQ(workspace->dataset("ads").by_field("channel")->role, "dimension");
}

TEST_F(Import, NestedJsonGivesADatasetForEachArray) {
    const fs::path file = temp.write(
        "orders.json",
        R"([{"date":"2026-11-02","geo":{"country":"CH"},"revenue":10.5,"items":[{"sku":"a","qty":2},{"sku":"b","qty":1}]},
        {"date":"2026-11-03","geo":{"country":"FR"},"revenue":4.25,"coupon":"X","items":[{"sku":"a","qty":7}]}])");
    const ImportResult result = import(file);
    EXPECT_EQ(total("orders", "revenue"), 14.75);
    EXPECT_NE(workspace->dataset("orders").dimension("geo.country"), nullptr);
    ASSERT_EQ(result.children.size(), 1u);
    EXPECT_EQ(workspace->dataset("orders.items").rows, 3);
}

TEST_F(Import, ParquetAndHivePartitionsAreReadWithTheirPartitionAsAColumn) {
    {
        duck::OpenOptions options;
        options.locked_down = false;
        duck::Database db({}, options);
        db.connect().execute("COPY (SELECT DATE '2026-11-02' + i::INT AS date, ['Search', 'Social'][1 + i % 2] AS channel, i AS "
                             "clicks FROM range(10) r(i)) TO '" +
                             (temp / "hive").string() + "' (FORMAT parquet, PARTITION_BY (channel))");
    }
    import(temp / "hive", "hive");
    EXPECT_EQ(total("hive", "clicks"), 45);
    const DatasetInfo d = workspace->dataset("hive");
    ASSERT_NE(d.dimension("channel"), nullptr);
    EXPECT_EQ(d.rows, 10);
}

TEST_F(Import, CancelledImportLeavesEverythingAsItWas) {
    import(temp.write("a.csv", week_1), "ads");
    const std::string before = workspace->dataset("ads").fingerprint;
    std::stop_source stop;
    stop.request_stop();
    ImportRequest request;
    request.file = temp.write("b.csv", week_1_corrected);
    request.dataset = "ads";
    EXPECT_THROW(import_file(*workspace, request, quiet, stop.get_token()), Error);
    EXPECT_EQ(workspace->dataset("ads").fingerprint, before);
    EXPECT_FALSE(fs::exists(workspace->folder() / "staging"));
}

TEST_F(Import, RejectedRowsAreKeptWithLineAndReasonAndExportSafely) {
    std::string text = "date,channel,clicks\n";
    for (int i = 0; i < 300; ++i) text += "2026-11-0" + std::to_string(1 + i % 9) + ",Search," + std::to_string(i) + "\n";
    text += "=cmd|' /C calc'!A0,Search,5\n2026-11-02,Search,7,8\n";
    const ImportResult result = import(temp.write("a.csv", text), "ads");
    EXPECT_EQ(result.snapshot.rows, 300);
    const auto rejects = workspace->rejects(result.snapshot.id);
    ASSERT_EQ(rejects.size(), 2u);
    EXPECT_EQ(rejects[0].line, 302);
    EXPECT_EQ(rejects[1].line, 303);
    export_rejects(rejects, temp / "rejects.csv");
    EXPECT_NE(test::read_all(temp / "rejects.csv").find("\"'=cmd"), std::string::npos);
}

TEST_F(Import, MetricIsNotShadowedByAColumnThatHasItsName) {
    import(temp.write("a.csv", "date,cost,cost,Cost\n2026-01-01,1,2,3\n2026-01-02,10,20,30\n"), "ads");
    ASSERT_EQ(workspace->dataset("ads").by_role("cost")->field, "cost");
    EXPECT_EQ(total("ads", "cost"), 11);
}

TEST_F(Import, WorkspaceNamedByARelativePathIsRebuiltAndBackedUp) {
    import(temp.write("a.csv", week_1), "ads");
    workspace.reset();
    const fs::path before = fs::current_path();
    fs::current_path(temp.path());
    fs::remove("ws/facts.duckdb");
    workspace = open_workspace("ws", store::Access::write, quiet);
    EXPECT_EQ(total("ads", "clicks"), 41);
    workspace->backup("b.plumbline");
    store::Workspace::restore("b.plumbline", "again");
    EXPECT_TRUE(store::Workspace::exists(temp / "again"));
    fs::current_path(before);
}

TEST_F(Import, StrayLogBesideTheFactsIsSweptAwayWithTheCache) {
    import(temp.write("a.csv", week_1), "ads");
    temp.write("ws/facts.duckdb.wal", std::string(9000, 'x'));
    ensure_facts(*workspace, quiet);
    EXPECT_EQ(total("ads", "clicks"), 41);
    EXPECT_FALSE(workspace->trusted_facts().empty());
}

TEST_F(Import, FilesOfOthersInTheSnapshotFolderStay) {
    import(temp.write("a.csv", week_1), "ads");
    temp.write("ws/snapshots/important.txt", "x");
    workspace.reset();
    workspace = store::Workspace::open(temp / "ws", store::Access::write);
    EXPECT_TRUE(fs::exists(temp / "ws" / "snapshots" / "important.txt"));
}

TEST_F(Import, TimeZoneThatTurnsUpLateSetsItsRowAside) {
    std::string text = "a,t\n";
    for (int i = 0; i < 3000; ++i) text += "x,2026-01-01 10:00:00\n";
    const ImportResult result = import(temp.write("t.csv", text + "y,2026-01-01 10:00:00+02:00\n"));
    EXPECT_EQ(result.snapshot.rows, 3000);
    ASSERT_EQ(result.reading.rejects.size(), 1u);
    EXPECT_EQ(result.reading.rejects[0].line, 3002);
}

TEST_F(Import, RowsWithoutADateAreSetAsideWithLineAndReason) {
    std::string text = "date,clicks\n";
    for (int i = 1; i <= 20; ++i) text += "2026-11-02," + std::to_string(i) + "\n";
    const fs::path file = temp.write("a.csv", text + ",1000\n--,2000\n2026-11-03,4\n");
    const ImportResult result = import(file, "ads");
    EXPECT_EQ(total("ads", "clicks"), 210 + 4);
    EXPECT_EQ(workspace->dataset("ads").rows, 21);
    ASSERT_EQ(result.reading.rejects.size(), 2u);
    EXPECT_EQ(result.reading.rejects[0].line, 22);
    EXPECT_EQ(result.reading.rejects[0].reason, "no date in date");
    EXPECT_EQ(result.reading.rejects[0].text, ",1000");
    EXPECT_EQ(result.reading.rejects[1].line, 23);
    ASSERT_EQ(workspace->rejects(result.snapshot.id).size(), 2u);
    const PreviewResult preview = preview_file(file, {}, std::nullopt, quiet);
    EXPECT_EQ(preview.reading.rows, 21);
    EXPECT_EQ(preview.rows.rows(), 21u);
    EXPECT_EQ(preview.reading.rejected_rows, 2);
    EXPECT_EQ(preview.reading.rejects[1].line, 23);
}

TEST_F(Import, RowsOfADatasetWithoutDatesAllStay) {
    EXPECT_EQ(import(temp.write("a.csv", "channel,clicks\nSearch,1\n,2\nSocial,4\n"), "ads").snapshot.rows, 3);
}

TEST_F(Import, ManyRowsWithoutADateAreSetAsideAndTheOtherColumnIsNamedAsTheWayOut) {
    const fs::path file = temp.write("deals.csv", "deal,close date,create date,revenue\na,2026-11-02,2026-10-01,10\n"
                                                  "b,,2026-10-02,20\nc,2026-11-03,2026-10-03,30\n");
    ImportRequest request;
    request.file = file;
    request.choices = {{"close date", "date", {}, {}, {}}};
    const ImportResult by_close = run(request);
    EXPECT_EQ(by_close.snapshot.rows, 2);
    ASSERT_EQ(by_close.reading.rejects.size(), 1u);
    EXPECT_EQ(by_close.reading.rejects[0].line, 3);
    const auto names_the_way = [](const std::string& w) { return w.find("1 of 3 rows have no date") == 0; };
    EXPECT_TRUE(std::ranges::any_of(by_close.reading.warnings, names_the_way));
    request.choices = {{"create date", "date", {}, {}, {}}};
    EXPECT_EQ(run(request).snapshot.rows, 3);
}

TEST_F(Import, ParquetRowsAndResultsOfAQueryWithoutADateAreSetAsideToo) {
    import(temp.write("a.csv", "date,clicks,note\n2026-11-02,1,x\n2026-11-03,2,y\n2026-11-04,4,z\n"), "ads");
    const fs::path recipe =
        temp.write("r.yaml", "query: SELECT CASE WHEN clicks = 2 THEN NULL ELSE date END AS date, clicks FROM input\n");
    ImportRequest request;
    request.file = temp / "a.csv";
    request.dataset = "queried";
    request.recipe = recipe;
    const ImportResult queried = run(request);
    EXPECT_EQ(queried.snapshot.rows, 2);
    EXPECT_EQ(queried.reading.rejected_rows, 1);
    EXPECT_EQ(queried.reading.rejects.at(0).line, 2);
    EXPECT_EQ(total("queried", "clicks"), 5);

    {
        duck::OpenOptions options;
        options.locked_down = false;
        duck::Database db({}, options);
        db.connect().execute("COPY (SELECT CASE WHEN i = 3 THEN NULL ELSE DATE '2026-11-02' + i::INT END AS date, i AS clicks "
                             "FROM range(10) r(i)) TO '" +
                             (temp / "p.parquet").string() + "' (FORMAT parquet)");
    }
    const ImportResult parquet = import(temp / "p.parquet", "p");
    EXPECT_EQ(parquet.snapshot.rows, 9);
    ASSERT_EQ(parquet.reading.rejects.size(), 1u);
    EXPECT_EQ(parquet.reading.rejects[0].line, 4);
    EXPECT_EQ(total("p", "clicks"), 42);
    EXPECT_EQ(preview_file(temp / "p.parquet", {}, std::nullopt, quiet).rows.rows(), 9u);
}

TEST_F(Import, SeveralFilesAreInTogetherOrNotAtAll) {
    import(temp.write("old.csv", week_1), "ads");
    const auto request = [&](const fs::path& file, const std::string& dataset) {
        ImportRequest r;
        r.file = file;
        r.dataset = dataset;
        return r;
    };
    std::vector<ImportRequest> three{request(temp.write("a.csv", week_1_corrected), "ads"),
                                     request(temp.write("b.csv", week_1), "b"), request(temp.write("c.csv", "x,y\n"), "c")};
    three[0].choices = {{"clicks", "visits", {}, {}, {}}};
    EXPECT_THROW(import_files(*workspace, three, quiet), Error);
    const auto unchanged = [&] {
        EXPECT_EQ(workspace->datasets().size(), 1u);
        EXPECT_EQ(total("ads", "clicks"), 41);
        EXPECT_TRUE(workspace->verify().ok());
        EXPECT_FALSE(fs::exists(temp / "ws" / "recipes") && !fs::is_empty(temp / "ws" / "recipes"));
    };
    unchanged(); // without a rebuild: the facts of before are back
    workspace.reset();
    workspace = store::Workspace::open(temp / "ws", store::Access::write);
    unchanged();
    three.pop_back();
    EXPECT_EQ(import_files(*workspace, three, quiet).size(), 2u);
    EXPECT_EQ(total("b", "visits"), 41); // what was decided for the first holds for a file of its shape
    EXPECT_EQ(total("ads", "visits"), 104);
    EXPECT_TRUE(workspace->verify().ok());
}

TEST_F(Import, FileWithoutTheColumnThatDatesADatasetIsNotAddedToIt) {
    import(temp.write("a.csv", week_1), "ads");
    ImportRequest request;
    request.file = temp.write("b.csv", "channel,clicks\nSearch,1\n");
    request.dataset = "ads";
    request.mode = "append";
    EXPECT_EQ(refused(request), ErrorCode::date_missing);
    EXPECT_EQ(total("ads", "clicks"), 41);
}

TEST_F(Import, PreviewAndImportGiveTheSameRoles) {
    // What a column is shows only far down: the first thousand rows would call it another thing.
    std::string text = "day;region;code;spend;note\n";
    for (int i = 0; i < 12000; ++i)
        text += "2026-" + std::string(i % 2 ? "11" : "10") + "-" + std::to_string(10 + i % 20) + ";R" + std::to_string(i % 7) +
                ";" + std::to_string(i < 1500 ? i % 3 : i) + ";" + std::to_string(i % 90) + ".5;n" + std::to_string(i) + "\n";
    const fs::path file = temp.write("t.csv", text);
    const PreviewResult preview = preview_file(file, {}, 20, quiet);
    const ImportResult result = import(file, "t");
    ASSERT_EQ(preview.reading.columns.size(), result.reading.columns.size());
    for (size_t i = 0; i < preview.reading.columns.size(); ++i) {
        EXPECT_EQ(preview.reading.columns[i].role, result.reading.columns[i].role) << preview.reading.columns[i].name;
        EXPECT_EQ(preview.reading.columns[i].kind, result.reading.columns[i].kind);
        EXPECT_EQ(preview.reading.columns[i].reason, result.reading.columns[i].reason);
    }
}
