// SPDX-License-Identifier: GPL-3.0-or-later
// Files that hold more than one table, and tables that are short below their titles.
#include <filesystem>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/ingest/csv_read.h"
#include "tests/support/temp_folder.h"

namespace plumbline::ingest {
namespace {

using test::TempFolder;

std::unique_ptr<CsvFile> read(const std::filesystem::path& file, const ReadOptions& options = {}) {
    NoProgress progress;
    return CsvFile::open(file, options, true, {}, progress);
}

std::vector<std::string> names(const CsvFile& csv) {
    std::vector<std::string> out;
    for (const DatasetColumn& c : csv.reading().columns) out.push_back(c.name);
    return out;
}

double sum(const CsvFile& csv, size_t column) {
    const Table table = csv.rows(std::nullopt);
    double out = 0;
    for (size_t r = 0; r < table.rows(); ++r) out += table.column(column).number(r).value_or(0);
    return out;
}

bool warns(const CsvFile& csv, const std::string& words) {
    for (const std::string& w : csv.reading().warnings)
        if (w.find(words) != std::string::npos) return true;
    return false;
}

using Names = std::vector<std::string>;

/// Daily rows, then rows by channel, as Google Analytics writes them: 1 + 2 + … + n sessions, and 1000 more below.
std::string stacked(int days, const std::string& between, const std::string& header = "Channel,Sessions\n") {
    std::string text = "Date,Sessions\n";
    for (int i = 0; i < days; ++i) {
        char line[40];
        std::snprintf(line, sizeof line, "2026-%02d-%02d,%d\n", 1 + i / 28 % 12, 1 + i % 28, i + 1);
        text += line;
    }
    return text + between + header + "Organic Search,600\nDirect,300\nReferral,100\n";
}

TEST(StackedTables, OfTheSameWidthAreKeptApart) {
    const TempFolder temp;
    for (const std::string between : {"\n", "\n# Channels\n", "\n\nReport by channel\n", ",\n"}) {
        const auto csv = read(temp.write("ga4.csv", stacked(30, between)));
        EXPECT_EQ(names(*csv), (Names{"Date", "Sessions"}));
        EXPECT_EQ(csv->reading().columns[0].type, FieldType::date) << between;
        EXPECT_EQ(csv->reading().rows, 30);
        EXPECT_DOUBLE_EQ(sum(*csv, 1), 465);
        EXPECT_EQ(csv->reading().rejected_rows, 0);
        EXPECT_TRUE(warns(*csv, "A second table (Channel, Sessions) begins at line")) << between;
    }
}

TEST(StackedTables, OfWordsAndNumbersAreKeptApartWithoutAnEmptyLine) {
    const TempFolder temp;
    const auto csv = read(temp.write("t.csv", "Country,Sessions\nFrance,10\nItaly,20\nChannel,Sessions\nDirect,7\nEmail,8\n"));
    EXPECT_EQ(csv->reading().rows, 2);
    EXPECT_DOUBLE_EQ(sum(*csv, 1), 30);
    EXPECT_TRUE(warns(*csv, "line 4"));
}

TEST(StackedTables, TotalsOfTheFirstAreLeftOut) {
    const TempFolder temp;
    const auto csv = read(temp.write("t.csv", stacked(30, "Total,465\n\n")));
    EXPECT_EQ(csv->reading().rows, 30);
    EXPECT_DOUBLE_EQ(sum(*csv, 1), 465);
}

TEST(StackedTables, SecondOneIsReadWhereTheFirstIsSkipped) {
    const TempFolder temp;
    ReadOptions options;
    options.skip_head = 32;
    const auto same = read(temp.write("a.csv", stacked(30, "\n")), options);
    EXPECT_EQ(names(*same), (Names{"Channel", "Sessions"}));
    EXPECT_DOUBLE_EQ(sum(*same, 1), 1000);
    const auto other = read(temp.write("b.csv", stacked(30, "\n", "Channel,Sessions,Share\n") + "A,1,2\nB,3,4\n"), options);
    EXPECT_EQ(other->reading().columns.size(), 3u);
}

TEST(StackedTables, OneTableWithEmptyLinesStaysOne) {
    const TempFolder temp;
    std::string text = "Date,Channel,Sessions\n";
    for (int i = 1; i <= 20; ++i) text += "2026-11-" + std::to_string(10 + i % 20) + ",Search," + std::to_string(i) + "\n\n";
    const auto csv = read(temp.write("t.csv", text));
    EXPECT_EQ(csv->reading().rows, 20);
    EXPECT_FALSE(warns(*csv, "second table"));
    // Words where a number is missing are no header.
    const auto gaps = read(temp.write("u.csv", "Channel,Sessions\nSearch,10\n\nSocial,pending\nEmail,12\nDirect,13\n"));
    EXPECT_FALSE(warns(*gaps, "second table"));
}

TEST(StackedTables, FarDownInALargeFileAreKeptApartToo) {
    const TempFolder temp;
    constexpr int days = 250'000; // about 4 MB: more than the beginning and the end that are looked at first
    for (const std::string header : {"Channel,Sessions\n", "Channel,Device,Sessions\n"}) {
        std::string text = stacked(days, "Total,31250125000\n\n# Channels\n", header);
        text.resize(text.rfind("Organic"));
        for (int i = 0; i < 30'000; ++i) text += header.size() < 20 ? "Organic Search,1\n" : "Organic Search,Mobile,1\n";
        const auto csv = read(temp.write("large.csv", text));
        EXPECT_EQ(csv->reading().rows, days);
        EXPECT_EQ(csv->reading().rejected_rows, 0);
        EXPECT_DOUBLE_EQ(sum(*csv, 1), 31'250'125'000.0);
        EXPECT_TRUE(warns(*csv, "begins at line 250005"));
    }
}

TEST(ShortReports, BelowATitleBlockAreRead) {
    const TempFolder temp;
    const auto csv = read(temp.write("bing.csv", "\"Report Name: Campaign report\"\n\"Report Time: 11/1/2026 - 11/7/2026\"\n"
                                                 "\"Time Zone: (GMT+01:00) Paris\"\n\"Rows: 2\"\n\n"
                                                 "\"Gregorian date\",\"Campaign\",\"Impressions\",\"Clicks\",\"Spend\"\n"
                                                 "\"11/14/2026\",\"Brand\",\"1,200\",\"30\",\"12.50\"\n"
                                                 "\"11/15/2026\",\"Generic\",\"900\",\"20\",\"10.00\"\n"
                                                 "\"\xC2\xA9"
                                                 "2026 Microsoft Corporation. All rights reserved. \"\n"));
    EXPECT_EQ(names(*csv), (Names{"Gregorian date", "Campaign", "Impressions", "Clicks", "Spend"}));
    EXPECT_EQ(csv->reading().rows, 2);
    EXPECT_DOUBLE_EQ(sum(*csv, 2), 2100);
    EXPECT_DOUBLE_EQ(sum(*csv, 4), 22.5);
    EXPECT_EQ(csv->reading().rejected_rows, 0);
}

TEST(ShortReports, OfOneRowAreRead) {
    const TempFolder temp;
    const auto csv =
        read(temp.write("t.csv", "Rapport;\nCompte : Acme\nPériode : novembre\nJour;Clics;Coût\n2026-11-02;7;3,50\n"));
    EXPECT_EQ(names(*csv), (Names{"Jour", "Clics", "Coût"}));
    EXPECT_EQ(csv->reading().rows, 1);
    EXPECT_DOUBLE_EQ(sum(*csv, 2), 3.5);
}

TEST(ShortReports, BelowManyRemarksWithHashesAreRead) {
    const TempFolder temp;
    const auto csv = read(temp.write("adobe.csv", "#====================\n# Marketing report\n# Report suite: Acme\n"
                                                  "# Date: Nov 1, 2026 - Nov 3, 2026\n# Segments: All Visits\n"
                                                  "#====================\n# Freeform Table\n\nDay,Visits,Orders,Revenue\n"
                                                  "\"Nov 1, 2026\",1000,30,1200.50\n\"Nov 2, 2026\",900,25,1000.00\n"));
    EXPECT_EQ(names(*csv), (Names{"Day", "Visits", "Orders", "Revenue"}));
    EXPECT_DOUBLE_EQ(sum(*csv, 3), 2200.5);
}

TEST(ShortReports, TitlesWithCommasDoNotHideTabs) {
    const TempFolder temp;
    const auto csv = read(temp.write("t.csv", "Campaign Report (in UTC)\nReport Start: November 01, 2026, 12:00 AM\n"
                                              "Report End: November 20, 2026, 11:59 PM\nGenerated: November 21, 2026, 8:00 AM\n\n"
                                              "Start Date\tCampaign Name\tTotal Spent\tClicks\n11/01/2026\tA\t150.25\t40\n"
                                              "11/14/2026\tA\t200.00\t50\n11/20/2026\tB\t99.75\t30\n"));
    EXPECT_EQ(names(*csv), (Names{"Start Date", "Campaign Name", "Total Spent", "Clicks"}));
    EXPECT_DOUBLE_EQ(sum(*csv, 2), 450);
}

TEST(ColumnsOfDates, StayDatesBesideSubtotalsAndErrors) {
    const TempFolder temp;
    const auto csv = read(temp.write("t.csv", "Date,Channel,Clicks\n2026-11-01,Search,10\n2026-11-01,Social,20\nSubtotal,,30\n"
                                              "2026-11-02,Search,11\n2026-11-02,Social,21\nSubtotal,,32\n"
                                              "2026-11-03,Search,5\nunknown,Search,7\n2026-11-03,Email,6\n"));
    EXPECT_EQ(csv->reading().columns[0].type, FieldType::date);
    EXPECT_DOUBLE_EQ(sum(*csv, 2), 73);
    ASSERT_EQ(csv->reading().rejects.size(), 3u);
    EXPECT_EQ(csv->reading().rejects[0].line, 4);
    EXPECT_EQ(csv->reading().rejects[2].line, 9);
}

TEST(ColumnsOfNumbers, StayNumbersBesideInfiniteOnes) {
    const TempFolder temp;
    std::string text = "day,cost\n";
    for (int i = 1; i <= 9; ++i) text += "2026-11-0" + std::to_string(i) + "," + std::to_string(i) + "\n";
    const auto csv = read(temp.write("t.csv", text + "2026-11-10,inf\n2026-11-11,1e400\n2026-11-12,NaN\n"));
    EXPECT_EQ(csv->reading().rows, 10); // NaN is a missing value
    EXPECT_DOUBLE_EQ(sum(*csv, 1), 45);
    ASSERT_EQ(csv->reading().rejects.size(), 2u);
    EXPECT_EQ(csv->reading().rejects[0].line, 11);
}

TEST(SingleQuotes, MayStandAroundDoubledDoubleOnes) {
    const TempFolder temp;
    const std::string row = "2026-11-02,'Round table, 48\"\" wide','one, two','three'\n";
    const auto csv = read(temp.write("t.csv", "day,name,a,b\n" + row + row + "2026-11-03,'plain','x, y','z'\n"));
    EXPECT_EQ(csv->rows(std::nullopt).column(1).text(0), "Round table, 48\" wide");
    // Where a double quote stands alone, two of them are two.
    const auto inches = read(temp.write("u.csv", "day,name,a,b\n" + row + row + "2026-11-03,'24\" screen','x, y','z'\n"));
    EXPECT_EQ(inches->rows(std::nullopt).column(1).text(0), "Round table, 48\"\" wide");
}

TEST(SkippedLines, BeyondTheEndLeaveNothingToRead) {
    const TempFolder temp;
    ReadOptions options;
    for (const int64_t lines : {3, 4, 50}) {
        options.skip_head = lines;
        try {
            read(temp.write("t.csv", "a,b\n1,2\n3,4\n"), options);
            FAIL() << "was read";
        } catch (const Error& e) {
            EXPECT_EQ(e.code(), ErrorCode::usage);
        }
    }
}

} // namespace
} // namespace plumbline::ingest
