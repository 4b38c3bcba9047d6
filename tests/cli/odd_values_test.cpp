// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "tests/cli/workbench.h"

namespace plumbline::test {
namespace {

/// Files whose good rows must come in and whose bad rows must be counted, never both lost and unsaid.
class OddValues : public Workbench {
protected:
    /// Imports `text` as "odd"; every one of `rows` data rows is stored or set aside with a line and a reason.
    nlohmann::json import(const std::string& text, int rows) {
        const auto answer = done({"import", folder().write("odd.csv", text).string(), "--dataset", "odd"});
        if (!answer.is_object() || answer.contains("error"))
            return {{"rejected_rows", -1}, {"rows", -1}, {"rejects", nlohmann::json::array()}};
        EXPECT_EQ(answer.value("rows", -1) + answer.value("rejected_rows", -1), rows) << answer.dump().substr(0, 2000);
        EXPECT_EQ(answer["rejects"].size(), answer["rejected_rows"]) << answer.dump().substr(0, 2000);
        for (const auto& r : answer["rejects"]) {
            EXPECT_GE(r.value("line", 0), 2);
            EXPECT_FALSE(r.value("reason", "").empty());
        }
        done({"verify"});
        return answer;
    }

    double clicks() {
        const auto rows = done({"query", "--dataset", "odd", "--metrics", "clicks"})["rows"];
        return rows.size() == 1 && rows[0][0].is_number() ? rows[0][0].get<double>() : NAN;
    }

    /// 600 good rows of one click each, with `extra` lines after the 30th: few enough to be the exception in their column.
    static std::string around(const std::string& extra) {
        const std::string good = csv_of_days(600, 1, "2.00");
        size_t at = 0;
        for (int i = 0; i < 31; ++i) at = good.find('\n', at) + 1;
        return good.substr(0, at) + extra + good.substr(at);
    }
};

TEST_F(OddValues, RowsOfEveryLengthAreSetAsideWithTheirLine) {
    const auto answer = import(around("2024-05-01,Search\n2024-05-02,Search,c0,1,2.00,surplus,more\n"), 602);
    EXPECT_EQ(answer["rejected_rows"], 2);
    ASSERT_EQ(answer["rejects"].size(), 2u);
    EXPECT_EQ(answer["rejects"][0]["line"], 32); // header, 30 rows, then this one
    EXPECT_EQ(answer["rejects"][1]["line"], 33);
    EXPECT_EQ(clicks(), 600);
}

TEST_F(OddValues, InvalidUtf8IsReadOrSetAsideButNeverBreaksTheAnswer) {
    import(
        around("2024-05-01,Z\xC3\xBCrich,c\xFF\xFE,1,2.00\n2024-05-02,\xE2\x82,c0,1,2.00\n2024-05-03,Z\xC3\xBCrich,c0,1,2.00\n"),
        603);
    const auto by = done({"query", "--dataset", "odd", "--metrics", "clicks", "--by", "channel"});
    EXPECT_GE(by["rows"].size(), 1u);
    EXPECT_GE(clicks(), 600);
}

TEST_F(OddValues, NulBytesAreSetAsideOrTheFileIsRefused) {
    const std::string text = around(std::string("2024-05-01,Sea\0rch,c0,1,2.00\n2024-05-02,Search,c0,\0,2.00\n", 57));
    const Answer answer = cli({"import", folder().write("nul.csv", text).string(), "--dataset", "odd"});
    if (answer.process.exit_code == 0) {
        EXPECT_GE(answer.json["rows"].get<int>() + answer.json["rejected_rows"].get<int>(), 602);
        EXPECT_GE(clicks(), 600);
    } else {
        expect_error(answer, 3, {"file_binary"});
    }
}

TEST_F(OddValues, DatesAtTheEndsOfTheCalendar) {
    const auto answer = import(around("0000-01-01,Search,c0,1,2.00\n0001-01-01,Search,c0,1,2.00\n9999-12-31,Search,c0,1,2."
                                      "00\n2024-02-30,Search,c0,1,2.00\n"),
                               604);
    EXPECT_EQ(answer["rejected_rows"], 4) << "years of typing errors, and a 30 February";
    EXPECT_EQ(clicks(), answer["rows"].get<double>());
    // A question by year over ten thousand years must end, and must not invent years.
    const auto by_year = done({"query", "--dataset", "odd", "--metrics", "clicks", "--grain", "year"});
    EXPECT_LE(by_year["rows"].size(), 10'000u);
}

TEST_F(OddValues, NumbersAtTheEdgeOfDouble) {
    const auto answer =
        import(around("2024-05-01,Search,c0,1,1e308\n2024-05-02,Search,c0,1,-1e308\n2024-05-03,Search,c0,1,1e400\n"
                      "2024-05-04,Search,c0,1,5e-324\n2024-05-05,Search,c0,99999999999999999999,2.00\n"),
               605);
    for (const auto& r : answer["rejects"]) EXPECT_GE(r["line"].get<int>(), 32);
    const auto rows = done({"query", "--dataset", "odd", "--metrics", "clicks,cost"})["rows"];
    ASSERT_EQ(rows.size(), 1u);
}

TEST_F(OddValues, InfiniteAndNotANumberAreNoNumbers) {
    const auto answer =
        import(around("2024-05-01,Search,c0,1,inf\n2024-05-02,Search,c0,1,nan\n2024-05-03,Search,c0,1,-Infinity\n"), 603);
    const auto rows = done({"query", "--dataset", "odd", "--metrics", "cost"})["rows"];
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0][0].get<double>(), 1200) << "600 good rows at 2.00: " << answer.dump().substr(0, 1000);
}

TEST_F(OddValues, NegativeImpressionsComeInAsTheyAre) {
    const std::string text =
        "date,channel,impressions,clicks\n2024-05-01,Search,-100,1\n2024-05-02,Search,300,1\n2024-05-03,Social,50,2\n";
    import(text, 3);
    EXPECT_EQ(done({"query", "--dataset", "odd", "--metrics", "impressions"})["rows"][0][0].get<double>(), 250);
}

TEST_F(OddValues, ATextThatASpreadsheetWouldRunIsText) {
    import(around("2024-05-01,=cmd|' /C calc'!A0,c0,1,2.00\n2024-05-02,\"@SUM(1,2)\",c0,1,2.00\n"), 602);
    EXPECT_EQ(clicks(), 602);
}

} // namespace
} // namespace plumbline::test
