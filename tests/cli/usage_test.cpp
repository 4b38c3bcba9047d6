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

TEST_F(Usage, ABackupComesBackAsItWas) {
    make_base(50);
    const auto sums = base_sums();
    const std::string file = (folder() / "all.plumbline").string();
    done({"backup", file});
    expect_error(cli({"backup", file}), 1, {"backup_exists"});
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
