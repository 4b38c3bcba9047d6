// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/base/date.h"
#include "core/store/workspace.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

using namespace plumbline;
using nlohmann::json;

namespace {

const std::string cli = std::string(PLUMBLINE_BIN_DIR) + "/plumbline-cli";

json answer_of(const test::ProcessResult& r) { return json::parse(r.out, nullptr, false); }

/// The developers' questions beside the repository; not part of it.
const std::filesystem::path shared = std::filesystem::path(PLUMBLINE_SOURCE_DIR) / ".." / "shared";

TEST(AskCommand, GivesTheFieldsThatScriptsRelyOn) {
    if (!std::filesystem::exists(cli)) GTEST_SKIP() << "plumbline-cli is not built";
    test::TempFolder folder;
    const std::string workspace = (folder / "w").string();
    const auto csv =
        folder.write("ads.csv", "date,campaign,channel,clicks,cost,revenue\n2026-03-01,a,search,10,5.00,20.00\n2026-03-02,a,"
                                "search,20,5.00,10.00\n2026-03-01,b,social,30,10.00,5.00\n2026-03-02,b,social,5,10.00,5.00\n");
    ASSERT_EQ(test::run_process({cli, "import", csv.string(), "--workspace", workspace, "--json"}).exit_code, 0);
    const auto run = test::run_process({cli, "ask", "Revenue by channel", "--workspace", workspace, "--json"});
    ASSERT_EQ(run.exit_code, 0) << run.err;
    const json j = answer_of(run);
    for (const char* field : {"id", "intent", "route", "refused", "clarify", "reason", "text", "columns", "rows", "parts",
                              "slots", "chart", "facts", "plan", "sql", "stages", "latency_ms", "tokens", "cost"})
        EXPECT_TRUE(j.contains(field)) << field;
    EXPECT_EQ(j["rows"], json::parse(R"([["search",30.0],["social",10.0]])"));
    EXPECT_EQ(j["intent"], "description");
    // A conversation is kept: the follow-up edits the first plan.
    ASSERT_EQ(test::run_process({cli, "ask", "Revenue by channel", "--conversation", "c", "--workspace", workspace, "--json"})
                  .exit_code,
              0);
    const json next =
        answer_of(test::run_process({cli, "ask", "and clicks?", "--conversation", "c", "--workspace", workspace, "--json"}));
    EXPECT_EQ(next["rows"], json::parse(R"([["social",35.0],["search",30.0]])")) << next["plan"].dump();
    // Nothing was sent: the ledger is empty; the preview holds no row.
    EXPECT_TRUE(answer_of(test::run_process({cli, "ledger", "--workspace", workspace, "--json"}))["requests"].empty());
    const auto preview = test::run_process({cli, "ask", "Revenue by channel", "--preview", "--workspace", workspace, "--json"});
    EXPECT_NE(preview.out.find("search"), std::string::npos);
    EXPECT_EQ(test::run_process({cli, "ask", "", "--workspace", workspace, "--json"}).exit_code, 2);
}

/// A shop of sixty days whose last week was imported twice.
std::string doubled_week() {
    std::string csv = "date,channel,clicks,cost,revenue\n";
    for (int d = 0; d < 60; ++d)
        for (int twice = 0; twice < (d >= 53 ? 2 : 1); ++twice)
            for (int c = 0; c < 2; ++c)
                csv += to_iso(*parse_iso_date("2026-01-01") + d) + (c ? ",search," : ",social,") +
                       std::to_string(400 + 37 * (d % 7) + 90 * c) + "," + std::to_string(120 + 11 * (d % 5)) + "," +
                       std::to_string(900 + 53 * (d % 6)) + "\n";
    return csv;
}

TEST(AskCommand, AuditsAnewWhatTheLastReportIsNotOf) {
    if (!std::filesystem::exists(cli)) GTEST_SKIP() << "plumbline-cli is not built";
    test::TempFolder folder;
    const std::filesystem::path place = folder / "w";
    ASSERT_EQ(test::run_process({cli, "import", folder.write("shop.csv", doubled_week()).string(), "--dataset", "shop",
                                 "--workspace", place.string(), "--json"})
                  .exit_code,
              0);
    const auto findings = [&] {
        return answer_of(
            test::run_process({cli, "ask", "Are there problems in the data?", "--workspace", place.string(), "--json"}))["rows"];
    };
    const json first = findings(); // the report of the import
    ASSERT_FALSE(first.empty());
    const auto rewrite = [&](const char* of) { // the report without its findings, of the data as they are or of others
        auto w = store::Workspace::open(place, store::Access::write);
        auto record = w->records("audit", w->datasets().front().id).back();
        json body = json::parse(record.body);
        body["findings"] = body["advice"] = json::array();
        if (*of) body["of"] = of;
        record.body = body.dump();
        w->put_record(record);
    };
    rewrite("");
    EXPECT_TRUE(findings().empty()) << "a report of these data is taken as it is";
    rewrite("other data");
    EXPECT_EQ(findings(), first) << "an audit is run where the last report is of other data";
}

TEST(AskCommand, ReachesTheFiguresOnTheDevelopersQuestions) {
    if (!std::filesystem::exists(shared / "data/questions/dev.jsonl") || !std::filesystem::exists(cli))
        GTEST_SKIP() << "the question set is not here";
    test::TempFolder folder;
    const std::string workspace = (folder / "w").string(), out = (folder / "out.jsonl").string();
    ASSERT_EQ(test::run_process({cli, "import", (shared / "data/campaigns/Marketing.csv").string(), "--dataset", "marketing",
                                 "--workspace", workspace, "--json"})
                  .exit_code,
              0);
    ASSERT_EQ(test::run_process({cli, "ask", "--batch", (shared / "data/questions/dev.jsonl").string(), "--out", out,
                                 "--workspace", workspace, "--json"})
                  .exit_code,
              0);
    const auto score = test::run_process({"python3", (shared / "tools/score_questions.py").string(),
                                          (shared / "data/questions/dev.jsonl").string(), out, "--min", "intent_acc=0.97",
                                          "--min", "intent_balanced_acc=0.95", "--min", "route_acc=0.95", "--min", "exec_acc=0.9",
                                          "--min", "refusal_recall=1", "--max", "leaks=0", "--max", "over_refusal=0.01"});
    EXPECT_EQ(score.exit_code, 0) << score.out;
}

} // namespace
