// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/workbench.h"

namespace plumbline::test {
namespace {

class Usage : public Workbench {};

TEST_F(Usage, WrongCommandsAreExitCodeTwoAndOneJsonObject) {
    for (const std::vector<std::string>& command :
         std::vector<std::vector<std::string>>{{},
                                               {"frobnicate"},
                                               {"import"},
                                               {"query"},
                                               {"import", "a.csv", "--mode", "sideways"},
                                               {"datasets", "--no-such-option"},
                                               {"backup"}}) {
        SCOPED_TRACE(command.empty() ? "nothing" : command.front());
        expect_error(cli(command), 2, {"usage"});
        EXPECT_FALSE(std::filesystem::exists(workspace()));
    }
}

TEST_F(Usage, AMissingWorkspaceIsSaidAndNotMade) {
    for (const std::vector<std::string>& command :
         std::vector<std::vector<std::string>>{{"datasets"}, {"query", "--metrics", "clicks"}, {"verify"}, {"roles", "base"}}) {
        SCOPED_TRACE(command.front());
        expect_error(cli(command), 1, {"workspace_not_found"});
        EXPECT_FALSE(std::filesystem::exists(workspace()));
    }
}

TEST_F(Usage, UnknownNamesAreSaidWithWhatThereIs) {
    make_base(10);
    const auto before = fingerprint();
    expect_error(cli({"query", "--dataset", "bose", "--metrics", "clicks"}), 2, {"dataset_not_found"});
    expect_error(cli({"query", "--dataset", "base", "--metrics", "clocks"}), 2, {"metric_unknown"});
    expect_error(cli({"query", "--dataset", "base", "--metrics", "clicks", "--by", "planet"}), 2, {"dimension_unknown"});
    expect_error(cli({"query", "--dataset", "base", "--metrics", "revenue"}), 3, {"metric_unavailable"});
    expect_error(cli({"query", "--dataset", "base", "--metrics", "clicks", "--where", "Search"}), 2, {"filter_invalid"});
    expect_error(cli({"query", "--dataset", "base", "--metrics", "clicks", "--from", "2024-02-01", "--to", "2024-01-01"}), 2,
                 {"period_invalid"});
    expect_error(cli({"query", "--dataset", "base", "--metrics", "clicks", "--from", "soon"}), 2, {"period_invalid"});
    expect_error(cli({"roles", "base", "--set", "clicks=emperor"}), 2, {"role_invalid"});
    EXPECT_EQ(fingerprint(), before);
}

TEST_F(Usage, SignsLinesAndTimesThatCannotBeAreRefused) {
    make_base(10);
    const auto before = fingerprint();
    const std::string csv = folder().write("t.csv", csv_of_days(5, 3, "1.25")).string();
    for (const std::vector<std::string>& flags : std::vector<std::vector<std::string>>{{"--delimiter", "ab"},
                                                                                       {"--delimiter", "a"},
                                                                                       {"--quote", "''"},
                                                                                       {"--thousands", "x"},
                                                                                       {"--decimal", ",", "--thousands", ","},
                                                                                       {"--skip-head", "-2"},
                                                                                       {"--skip-head", "6"},
                                                                                       {"--skip-head", "600"},
                                                                                       {"--sheet", "One"}})
        for (const char* command : {"import", "preview"}) {
            SCOPED_TRACE(command + (" " + flags[0] + " ") + flags[1]);
            std::vector<std::string> all{command, csv};
            all.insert(all.end(), flags.begin(), flags.end());
            expect_error(cli(all), 2, {"usage"});
        }
    const std::string out = (folder() / "out").string();
    expect_error(cli({"report", "--out", out, "--format", "md", "--created", "garbage"}), 2, {"usage"});
    expect_error(cli({"report", "--out", out, "--format", "md", "--from", "2031-01-01", "--to", "2031-01-31"}), 2,
                 {"period_invalid"});
    EXPECT_FALSE(std::filesystem::exists(out));
    const auto answer = done({"query", "--metrics", "clicks", "--from", "2031-01-01", "--to", "2031-01-31"});
    ASSERT_EQ(answer["warnings"].size(), 1u);
    EXPECT_NE(answer["warnings"][0].get<std::string>().find("2024-01-01 to 2024-01-10"), std::string::npos);
    EXPECT_EQ(fingerprint(), before);
}

TEST_F(Usage, FilesOfOneCommandAreAllInOrNone) {
    make_base(10);
    const auto before = fingerprint();
    const std::string a = folder().write("a.csv", csv_of_days(5, 3, "1.25")).string();
    const std::string b = folder().write("b.csv", csv_of_days(7, 3, "1.25")).string();
    // Its shape is good, so that only the import itself can find out that it lacks the key.
    const std::string c = folder().write("c.csv", "date,clicks\n2024-01-01,1\n2024-01-02,2\n").string();
    expect_error(cli({"import", a, b, c, "--dataset", "base", "--mode", "upsert", "--currency", "CHF"}), 3, {"key_missing"});
    EXPECT_EQ(fingerprint(), before);
    done({"import", a, b, "--mode", "append"});
    EXPECT_EQ(done({"datasets"})["datasets"].size(), 3u);
    done({"verify"});
}

TEST_F(Usage, TheRestIsToldApartFromAValueCalledOther) {
    const std::string csv = folder()
                                .write("t.csv", "date,channel,clicks\n2024-01-01,other,50\n2024-01-01,Search,40\n"
                                                "2024-01-01,Social,5\n2024-01-01,Email,4\n")
                                .string();
    done({"import", csv});
    const auto rows =
        done({"query", "--metrics", "clicks", "--by", "channel", "--order", "-clicks", "--limit", "2", "--other"})["rows"];
    ASSERT_EQ(rows.size(), 3u);
    EXPECT_EQ(rows[0][0], "other");
    EXPECT_EQ(rows[0][1], 50);
    EXPECT_EQ(rows[2][0], "other (all the rest)");
    EXPECT_EQ(rows[2][1], 9);
}

TEST_F(Usage, TheSampleComesWithItsTruthAndNeverOverOtherData) {
    const auto made = done({"sample", "--rows", "2000"});
    EXPECT_EQ(made["dataset"], "campaigns");
    EXPECT_TRUE(std::filesystem::exists(workspace() / "truth.json"));
    EXPECT_EQ(done({"sample", "--rows", "1000"})["rows"], 1000);
    std::filesystem::remove_all(workspace());
    make_base(10);
    const auto before = fingerprint();
    expect_error(cli({"sample", "--rows", "1000"}), 2, {"usage"});
    EXPECT_EQ(fingerprint(), before);
}

TEST_F(Usage, ABackupComesBackAsItWas) {
    make_base(50);
    const auto sums = base_sums();
    const std::string file = (folder() / "all.plumbline").string();
    done({"backup", file});
    expect_error(cli({"backup", file}), 1, {"backup_exists"});
    expect_error(cli({"restore", file}), 1, {"restore_exists"});
    std::filesystem::remove_all(workspace());
    done({"restore", file});
    EXPECT_EQ(base_sums(), sums);
    done({"verify"});
}

TEST_F(Usage, ADatasetIsListedWithItsRowsAndDays) {
    make_base(200);
    const auto list = done({"datasets"})["datasets"];
    ASSERT_EQ(list.size(), 1u);
    EXPECT_EQ(list[0]["name"], "base");
    EXPECT_EQ(list[0]["rows"], 200);
    EXPECT_EQ(list[0]["first_date"], "2024-01-01");
    EXPECT_EQ(list[0]["last_date"], "2024-07-18"); // 199 days later: 2024 is a leap year
    EXPECT_EQ(base_sums(), (std::pair<double, double>{600, 250}));
}

} // namespace
} // namespace plumbline::test
