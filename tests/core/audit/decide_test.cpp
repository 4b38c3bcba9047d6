// SPDX-License-Identifier: GPL-3.0-or-later
// Decisions in a real workspace, through the real reader process.
#include <algorithm>
#include <cmath>
#include <map>

#include "core/audit/remedy.h"
#include "core/ingest/import.h"
#include "core/warehouse/embedded.h"
#include "tests/core/audit/faults.h"
#include "tests/support/temp_folder.h"

namespace plumbline::testing {

namespace {

struct Decisions : ::testing::Test {
    Decisions() {
        ingest::set_reader_path(std::filesystem::path(PLUMBLINE_BIN_DIR) / "plumbline-reader");
        workspace = store::Workspace::create(temp / "ws", "Test");
        rows = advertise({.campaigns = 6, .days = 100}, 12);
        Random random(5);
        place = some_place(rows, random, 3);
        each(rows, place, [&](Row& r) {
            honest += static_cast<double>(*r.measures[leads]);
            r.measures[leads] = *r.measures[leads] * 20;
        });
    }
    void import(const std::string& mode = "replace") {
        std::string text = "date,channel,campaign,impressions,clicks,cost,leads,revenue\n";
        for (const Row& r : rows) {
            text += to_iso(r.day) + "," + *r.dimensions[0] + "," + *r.dimensions[1];
            for (size_t m = 0; m < 5; ++m) {
                const int64_t v = r.measures[m].value_or(0);
                const bool cents = m == cost || m == revenue;
                text += "," + (r.measures[m] ? std::to_string(cents ? v / 100 : v) +
                                                   (cents ? "." + std::to_string(v / 10 % 10) + std::to_string(v % 10) : "")
                                             : word);
            }
            text += "\n";
        }
        ingest::ImportRequest request;
        request.file = temp.write("ads.csv", text);
        request.dataset = "ads";
        request.mode = mode;
        ingest::import_file(*workspace, request, quiet);
    }
    audit::AuditReport look() {
        const DatasetInfo d = workspace->dataset("ads");
        EmbeddedEngine engine(workspace->trusted_facts());
        return audit::audit({&d, &engine, nullptr}, audit::spec_for(*workspace, d), quiet);
    }
    double shown() {
        const DatasetInfo d = workspace->dataset("ads");
        EmbeddedEngine engine(workspace->trusted_facts());
        metrics::Query q;
        q.metrics = {"leads"};
        q.period = DateRange{place.from, place.from + (place.days - 1)};
        q.filters = {{"campaign", {place.campaign}, false}};
        return metrics::run({&d, &engine, nullptr}, q).table.column(0).number(0).value_or(-1);
    }
    test::TempFolder temp;
    NoProgress quiet;
    std::unique_ptr<store::Workspace> workspace;
    std::vector<Row> rows;
    Place place;
    double honest = 0;
    std::string word;
};

} // namespace

TEST_F(Decisions, ChangeWhatIsReadNotWhatWasImportedAndAreAppliedAgainAtTheNextImport) {
    import();
    EXPECT_EQ(shown(), 20 * honest);
    const auto report = look();
    ASSERT_EQ(report.findings.size(), 1u) << listed(report);
    const auto& finding = report.findings[0];
    EXPECT_EQ(finding.check, "lead_surge_20x");
    const std::string snapshot = workspace->snapshots(workspace->dataset("ads").id).front().sha256;
    const auto remedy =
        audit::decide(*workspace, workspace->dataset("ads"), finding, audit::Action::cap, "Ada", "tag fired twice", quiet);
    EXPECT_NEAR(shown(), honest, 0.3 * honest);
    EXPECT_EQ(workspace->snapshots(workspace->dataset("ads").id).front().sha256, snapshot);
    // The audit still sees what came in, and that it was decided.
    const auto again = look();
    ASSERT_EQ(again.findings.size(), 1u) << listed(again);
    EXPECT_EQ(again.findings[0].decided, remedy.id);
    EXPECT_EQ(again.score, 100);
    const auto all = audit::remedies(*workspace, workspace->dataset("ads").id);
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].who, "Ada");
    EXPECT_EQ(all[0].why, "tag fired twice");

    rows.push_back({rows.back().day + 1, {"Search", "new one"}, {100, 10, 500, 1, 900}});
    import();
    EXPECT_NEAR(shown(), honest, 0.3 * honest);
    EXPECT_TRUE(audit::undo(*workspace, workspace->dataset("ads"), remedy.id, quiet));
    EXPECT_EQ(shown(), 20 * honest);
    EXPECT_FALSE(audit::undo(*workspace, workspace->dataset("ads"), remedy.id, quiet));
}

TEST_F(Decisions, LeaveCorrectedDataAlone) {
    import();
    const auto report = look();
    ASSERT_EQ(report.findings.size(), 1u) << listed(report);
    audit::decide(*workspace, workspace->dataset("ads"), report.findings[0], audit::Action::cap, "Ada", "", quiet);
    each(rows, place, [](Row& r) { r.measures[leads] = *r.measures[leads] / 20; });
    import();
    EXPECT_NEAR(shown(), honest, 0.1 * honest);
}

TEST_F(Decisions, AreKeptInAnotherProcessAndInTheStoredReport) {
    import();
    const auto report = look();
    const DatasetInfo dataset = workspace->dataset("ads");
    audit::put_report(*workspace, dataset, report);
    const auto stored = audit::last_report(*workspace, dataset);
    ASSERT_TRUE(stored);
    ASSERT_EQ(stored->findings.size(), report.findings.size());
    EXPECT_EQ(stored->findings[0].key, report.findings[0].key);
    EXPECT_EQ(stored->score, report.score);
    audit::decide(*workspace, dataset, report.findings[0], audit::Action::leave, "Ada", "known", quiet);
    workspace.reset();
    workspace = store::Workspace::open(temp / "ws", store::Access::read);
    const auto later = audit::last_report(*workspace, workspace->dataset("ads"));
    ASSERT_TRUE(later);
    EXPECT_FALSE(later->findings[0].decided.empty());
    EXPECT_EQ(later->score, 100);
}

TEST_F(Decisions, WriteANameAsTheOthersAreWrittenAlsoWhereNoRowHasItYet) {
    const std::map<std::string, std::string> names{
        {"campaign 0", "facebook_hot"}, {"campaign 1", "facebOOK_wide"}, {"campaign 2", "facebook_cold"}};
    for (Row& r : rows)
        if (const auto at = names.find(*r.dimensions[1]); at != names.end()) r.dimensions[1] = at->second;
    import();
    const auto clicks_of = [&](const std::string& campaign) {
        const DatasetInfo d = workspace->dataset("ads");
        EmbeddedEngine engine(workspace->trusted_facts());
        metrics::Query q;
        q.metrics = {"clicks"};
        q.by = {"campaign"};
        const Table t = metrics::run({&d, &engine, nullptr}, q).table;
        for (size_t r = 0; r < t.rows(); ++r)
            if (t.column(0).text(r) == campaign) return t.column(1).number(r).value_or(0);
        return 0.0;
    };
    const double before = clicks_of("facebOOK_wide");
    ASSERT_GT(before, 0);
    const auto report = look();
    const auto at = std::ranges::find(report.findings, std::string("label_variant"), &audit::Finding::check);
    ASSERT_NE(at, report.findings.end()) << listed(report);
    ASSERT_EQ(at->remedies.front(), audit::Action::merge);
    audit::decide(*workspace, workspace->dataset("ads"), *at, audit::Action::merge, "Ada", "", quiet);
    EXPECT_EQ(clicks_of("facebook_wide"), before);
    EXPECT_EQ(clicks_of("facebOOK_wide"), 0);
    import(); // and again with the next import
    EXPECT_EQ(clicks_of("facebook_wide"), before);
}

TEST_F(Decisions, TellOfADoubledImportAndOfWhereEachBegan) {
    const auto whole = rows;
    import();
    const auto single = audit::spec_for(*workspace, workspace->dataset("ads"));
    ASSERT_EQ(single.imports.size(), 1u);
    ASSERT_TRUE(single.imports[0].days);
    EXPECT_EQ(single.imports[0].days->from, std::ranges::min_element(rows, {}, &Row::day)->day);
    EXPECT_EQ(single.imports[0].types.at("clicks"), "integer");
    import("append");
    EXPECT_EQ(audit::spec_for(*workspace, workspace->dataset("ads")).imports.size(), 2u);
    const auto report = look();
    const auto at = std::ranges::find(report.findings, std::string("duplicate_rows"), &audit::Finding::check);
    ASSERT_NE(at, report.findings.end()) << listed(report);
    EXPECT_EQ(at->rows, static_cast<int64_t>(whole.size()));
    EXPECT_EQ(at->segment, "");
    audit::decide(*workspace, workspace->dataset("ads"), *at, audit::Action::exclude, "Ada", "came twice", quiet);
    EXPECT_EQ(workspace->dataset("ads").rows, static_cast<int64_t>(whole.size()));
}

TEST_F(Decisions, RefuseARemedyThatDoesNotFit) {
    import();
    const auto report = look();
    ASSERT_FALSE(report.findings.empty());
    EXPECT_THROW(audit::decide(*workspace, workspace->dataset("ads"), report.findings[0], audit::Action::merge, "", "", quiet),
                 Error);
    EXPECT_TRUE(audit::remedies(*workspace, workspace->dataset("ads").id).empty());
}

TEST_F(Decisions, WordsInTheFileAreToldFromEmptyCells) {
    each(rows, place, [](Row& r) { r.measures[revenue].reset(); });
    word = "#REF!";
    each(rows, place, [](Row& r) { r.measures[leads] = *r.measures[leads] / 20; });
    import();
    const auto words = look();
    ASSERT_EQ(words.findings.size(), 1u) << listed(words);
    EXPECT_EQ(words.findings[0].check, "bad_tokens");
    EXPECT_EQ(words.findings[0].detail, "#REF!");
    word = "";
    import();
    const auto empty = look();
    ASSERT_EQ(empty.findings.size(), 1u) << listed(empty);
    EXPECT_EQ(empty.findings[0].check, "missing_values");
}

} // namespace plumbline::testing
