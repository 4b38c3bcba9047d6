// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/document.h"

#include <gtest/gtest.h>
#include <zip.h>

#include "nordhang.h"
#include "tests/support/temp_folder.h"

namespace plumbline::testing {
namespace {

report::Document document(Language language = Language::en) {
    return report::dashboard_document(
        dashboard(nordhang(), {.period = three_weeks(), .grain = Grain::week, .language = language}), "Nordhang",
        "2026-10-22T08:15:00Z", language);
}

/// Text of a file inside of an XLSX.
std::string inside(const std::filesystem::path& xlsx, const std::string& name) {
    int error = 0;
    zip_t* zip = zip_open(xlsx.c_str(), ZIP_RDONLY, &error);
    if (!zip) throw std::runtime_error("not a zip: " + xlsx.string());
    std::string out;
    if (zip_file_t* file = zip_fopen(zip, name.c_str(), 0)) {
        char buffer[4096];
        for (zip_int64_t n; (n = zip_fread(file, buffer, sizeof buffer)) > 0;) out.append(buffer, static_cast<size_t>(n));
        zip_fclose(file);
    }
    zip_discard(zip);
    return out;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST(DashboardDocument, HoldsEveryPartInOrder) {
    const report::Document d = document();
    EXPECT_EQ(d.scope, "28 Sep to 18 Oct 2026, against same weeks of 2025, no filter");
    ASSERT_EQ(d.blocks.size(), 6u);
    EXPECT_TRUE(std::holds_alternative<report::Heading>(d.blocks[0]));
    EXPECT_TRUE(std::holds_alternative<report::CardRow>(d.blocks[1]));
    EXPECT_TRUE(std::holds_alternative<ChartSpec>(d.blocks[2]));
    EXPECT_EQ(std::get<TableSpec>(d.blocks[4]).id, "funnel");
    EXPECT_EQ(std::get<TableSpec>(d.blocks[5]).id, "campaigns");
    EXPECT_EQ(document(Language::fr).scope, "du 28 sept. au 18 oct. 2026, face à\u00A0: mêmes semaines de 2025, aucun filtre");
}

TEST(DashboardDocument, LeavesOutWhatHasNothingToShow) {
    const auto d = dashboard(nordhang(), {.period = DateRange{day("2030-01-01"), day("2030-01-31")}});
    for (const auto& block : report::dashboard_document(d, "w", "c", Language::en).blocks)
        EXPECT_FALSE(std::holds_alternative<TableSpec>(block));
}

TEST(Markdown, WritesTablesWithoutTheirBars) {
    const std::string text = report::to_markdown(document());
    EXPECT_TRUE(has(text, "# Revenue is up 10.0% on last year, on 7.1% more spend\n")) << text;
    EXPECT_TRUE(has(text, "| Revenue | CHF\u00A026.4k | +10.0% | vs last year |\n")) << text;
    EXPECT_TRUE(has(text, "| Search | 18,000 | +20.0% | 12.0 |\n")) << text;
    EXPECT_TRUE(has(text, "| W40 | 8,000.00 | 7,800.00 |\n")) << text;
    EXPECT_TRUE(has(text, "| W43 partial, 3 of 7 days | \u2013 | 1,000.00 |\n")) << text;
}

TEST(Markdown, LetsNoNameBreakATable) {
    report::Document d;
    TableSpec t;
    t.title = "T";
    t.columns = {{"a", "A", CellKind::text, {}}};
    t.rows = {{{.text = "one | two\n<script>*x*"}}};
    d.blocks.push_back(t);
    EXPECT_TRUE(has(report::to_markdown(d), "| one \\| two &lt;script>\\*x\\* |\n")) << report::to_markdown(d);
}

TEST(DocumentJson, HasNumbersWithoutALocale) {
    for (const Language language : {Language::en, Language::fr}) {
        const auto j = report::to_json(document(language));
        EXPECT_EQ(j.at("blocks")[1].at("cards")[0].at("value"), 26400.0);
        EXPECT_NEAR(j.at("blocks")[1].at("cards")[0].at("change").get<double>(), 0.1, 1e-12);
        const auto& chart = j.at("blocks")[2];
        EXPECT_EQ(chart.at("rows")[0], nlohmann::json::parse(R"(["2026-09-28", 8000.0, 7800.0])"));
        EXPECT_EQ(chart.at("partial")[0].at("x"), "2026-10-19");
        EXPECT_TRUE(chart.at("rows")[3][1].is_null());
        const auto& campaigns = j.at("blocks")[5];
        EXPECT_EQ(campaigns.at("rows")[0][0], "Video, broad");
        EXPECT_EQ(campaigns.at("rows")[0][2], 3000.0);
        EXPECT_TRUE(campaigns.at("rows")[2][4].is_null()); // no ROAS without spend
    }
}

TEST(Xlsx, HoldsNumbersAsNumbersAndDatesAsDates) {
    const test::TempFolder folder;
    report::write_xlsx(document(), folder / "d.xlsx");
    const std::string workbook = inside(folder / "d.xlsx", "xl/workbook.xml");
    for (const char* name : {"Figures", "Revenue by week", "Revenue by channel", "Campaigns", "Funnel"})
        EXPECT_TRUE(has(workbook, "name=\"" + std::string(name) + "\"")) << name;
    const std::string chart = inside(folder / "d.xlsx", "xl/worksheets/sheet2.xml");
    EXPECT_TRUE(has(chart, "<v>46293</v>")) << chart; // 28 September 2026 as days since 30 December 1899
    EXPECT_TRUE(has(chart, "<v>7800</v>"));
    EXPECT_TRUE(has(inside(folder / "d.xlsx", "xl/worksheets/sheet5.xml"), "<v>0.8</v>")); // ROAS of the video
    EXPECT_TRUE(has(inside(folder / "d.xlsx", "xl/styles.xml"), "yyyy-mm-dd"));
}

TEST(Xlsx, NeverTurnsTextIntoAFormula) {
    const test::TempFolder folder;
    report::Document d;
    TableSpec t;
    t.id = "x";
    t.title = "=SUM(A1)";
    t.subtitle = "=cmd|' /C calc'!A0";
    t.columns = {{"a", "+A", CellKind::text, {}}};
    for (const char* text : {"=HYPERLINK(\"http://x\")", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "http://example.org"})
        t.rows.push_back({{.text = text}});
    d.blocks.push_back(t);
    d.blocks.push_back(t); // the same name twice
    d.workspace = "=1+1";
    report::write_xlsx(d, folder / "f.xlsx");
    for (const char* sheet : {"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml"}) {
        const std::string xml = inside(folder / "f.xlsx", sheet);
        EXPECT_FALSE(xml.empty()) << sheet;
        EXPECT_FALSE(has(xml, "<f>")) << sheet;
        EXPECT_FALSE(has(xml, "hyperlink")) << sheet;
    }
    EXPECT_TRUE(has(inside(folder / "f.xlsx", "xl/sharedStrings.xml"), "=HYPERLINK("));
}

TEST(Xlsx, SaysThatItCannotWrite) {
    const test::TempFolder folder;
    try {
        report::write_xlsx(document(), folder / "no" / "d.xlsx");
        FAIL() << "wrote into a folder that is not there";
    } catch (const Error& e) {
        EXPECT_EQ(e.code(), ErrorCode::report_failed);
    }
}

} // namespace
} // namespace plumbline::testing
