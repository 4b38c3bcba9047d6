// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "core/report/table_file.h"
#include "tests/support/temp_folder.h"

namespace plumbline::testing {
namespace {

TableSpec nasty() {
    TableSpec t;
    t.title = "=cmd|'/c calc'!A1";
    t.columns = {{"name", "Campaign", CellKind::text, {}},
                 {"cost", "Spend", CellKind::number, "cost"},
                 {"bar", "", CellKind::bar, "cost"},
                 {"change", "Change", CellKind::change, "cost"}};
    for (const char* name : {"=1+1", "+41 79", "-Sale", "@all", "\tTab", "\rReturn", "plain", "a,b \"c\""}) {
        std::vector<TableCell> row(4);
        row[0].text = name;
        row[1].text = "CHF 1,234.50";
        row[1].value = 1234.5;
        row[3].text = "–";
        t.rows.push_back(row);
    }
    return t;
}

TEST(TableCsv, NeverHoldsAFormula) {
    const std::string csv = report::table_csv(nasty(), {});
    for (const char* harmless :
         {"\"'=1+1\"", "\"'+41 79\"", "\"'-Sale\"", "\"'@all\"", "\"'\tTab\"", "\"'\rReturn\"", "\"'=cmd|"})
        EXPECT_NE(csv.find(harmless), std::string::npos) << harmless;
    EXPECT_NE(csv.find("plain,1234.5,\r\n"), std::string::npos); // numbers as numbers, the missing one empty, no bar
    EXPECT_NE(csv.find("\"a,b \"\"c\"\"\",1234.5,"), std::string::npos);
}

TEST(TableCsv, SaysWhereItsNumbersComeFrom) {
    report::Origin origin;
    origin.workspace = "Nordhang";
    origin.period = "17 Aug to 15 Nov 2026";
    origin.filters = "Channel Search";
    const std::string csv = report::table_csv(nasty(), origin);
    EXPECT_TRUE(csv.starts_with("\xEF\xBB\xBF"));
    for (const char* line : {"Workspace: Nordhang\r\n", "Period: 17 Aug to 15 Nov 2026\r\n", "Filters: Channel Search\r\n",
                             "\r\n\r\nCampaign,Spend,Change\r\n"})
        EXPECT_NE(csv.find(line), std::string::npos) << line;
}

TEST(TableXlsx, IsWritten) {
    const test::TempFolder folder;
    const auto file = folder.path() / "table.xlsx";
    report::write_table_xlsx(nasty(), {}, file);
    std::ifstream in(file, std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(in)), {});
    EXPECT_TRUE(bytes.starts_with("PK"));
}

TEST(TextFile, IsWholeOrNotThere) { EXPECT_THROW(report::write_text_file("x", "/nowhere/at/all.csv"), Error); }

} // namespace
} // namespace plumbline::testing
