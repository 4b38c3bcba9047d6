// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/xlsx.h"

#include <gtest/gtest.h>
#include <unistd.h>
#include <xlsxwriter.h>
#include <zip.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/ingest/kind.h"
#include "core/ingest/xlsx_format.h"

namespace plumbline::ingest {
namespace {

namespace fs = std::filesystem;

std::string slurp(const fs::path& file) {
    std::ostringstream out;
    out << std::ifstream(file, std::ios::binary).rdbuf();
    return out.str();
}

class Xlsx : public testing::Test {
protected:
    void SetUp() override {
        m_folder = fs::temp_directory_path() / ("plumbline-xlsx-" + std::to_string(::getpid()) + "-" +
                                                testing::UnitTest::GetInstance()->current_test_info()->name());
        fs::create_directories(m_folder);
        m_file = m_folder / "in.xlsx";
    }
    void TearDown() override { fs::remove_all(m_folder); }

    XlsxResult read(const std::string& sheet = {}, const XlsxLimits& limits = {}) {
        NoProgress quiet;
        XlsxResult result = xlsx_to_csv(m_file, sheet, m_folder / "out.csv", limits, quiet);
        m_csv = slurp(m_folder / "out.csv");
        return result;
    }
    ErrorCode failure(const XlsxLimits& limits = {}) {
        try {
            detect_kind(m_file);
            read({}, limits);
        } catch (const Error& e) {
            return e.code();
        }
        return ErrorCode::count_;
    }
    /// A workbook of bare parts: what other writers make and libxlsxwriter does not.
    void pack(const std::map<std::string, std::string>& parts) {
        zip_t* archive = zip_open(m_file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
        for (const auto& [name, text] : parts)
            zip_file_add(archive, name.c_str(), zip_source_buffer(archive, text.data(), text.size(), 0), ZIP_FL_OVERWRITE);
        zip_close(archive);
    }
    /// One sheet of this XML, with the shared texts "x" and "rich text".
    void pack_sheet(const std::string& rows, const std::string& workbook_extra = {}) {
        pack(
            {{"xl/workbook.xml", "<workbook>" + workbook_extra + "<sheets><sheet name=\"S\" sheetId=\"1\"/></sheets></workbook>"},
             {"xl/styles.xml",
              "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy;@\"/></numFmts><cellXfs>"
              "<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/><xf numFmtId=\"164\"/><xf numFmtId=\"10\"/>"
              "</cellXfs></styleSheet>"},
             {"xl/sharedStrings.xml", "<sst><si><t>x</t></si><si><r><t>rich</t></r><r><t xml:space=\"preserve\"> text</t></r>"
                                      "<rPh><t>no</t></rPh></si></sst>"},
             {"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + rows + "</sheetData><row>outside</row></worksheet>"}});
    }

    fs::path m_folder, m_file;
    std::string m_csv;
};

TEST_F(Xlsx, CellsOfEveryKindAreWritten) {
    lxw_workbook* book = workbook_new(m_file.c_str());
    lxw_worksheet* sheet = workbook_add_worksheet(book, "Data");
    lxw_format* date = workbook_add_format(book);
    format_set_num_format(date, "dd.mm.yyyy");
    lxw_format* moment = workbook_add_format(book);
    format_set_num_format(moment, "yyyy-mm-dd hh:mm");
    lxw_format* percent = workbook_add_format(book);
    format_set_num_format(percent, "0.0%");
    lxw_format* euro = workbook_add_format(book);
    format_set_num_format(euro, "#,##0.00 [$\u20AC-407]");
    int column = 0;
    for (const char* name : {"Day", "At", "Campaign", "Cost", "CTR", "Sum", "Ok"})
        worksheet_write_string(sheet, 0, static_cast<lxw_col_t>(column++), name, nullptr);
    lxw_datetime day{2026, 11, 15, 0, 0, 0};
    lxw_datetime at{2026, 11, 15, 13, 45, 30};
    worksheet_write_datetime(sheet, 1, 0, &day, date);
    worksheet_write_datetime(sheet, 1, 1, &at, moment);
    worksheet_write_string(sheet, 1, 2, "Say \"hi\",\nyou", nullptr);
    worksheet_write_number(sheet, 1, 3, 1234.1, euro);
    worksheet_write_number(sheet, 1, 4, 0.07, percent);
    worksheet_write_formula_num(sheet, 1, 5, "=1+2", nullptr, 3);
    worksheet_write_boolean(sheet, 1, 6, 1, nullptr);
    workbook_close(book);
    const XlsxResult r = read();
    EXPECT_EQ(m_csv, "\"Day\",\"At\",\"Campaign\",\"Cost\",\"CTR\",\"Sum\",\"Ok\"\n"
                     "2026-11-15,2026-11-15 13:45:30,\"Say \"\"hi\"\", you\",1234.1,7%,3,true\n");
    EXPECT_EQ(r.currencies, (std::vector<std::string>{"", "", "", "EUR", "", "", ""}));
    EXPECT_EQ(r.lines, 2);
}

TEST_F(Xlsx, LineNIsRowN) {
    lxw_workbook* book = workbook_new(m_file.c_str());
    lxw_worksheet* sheet = workbook_add_worksheet(book, nullptr);
    worksheet_merge_range(sheet, 0, 1, 0, 3, "Report of November", nullptr);
    worksheet_write_string(sheet, 3, 1, "a", nullptr);
    worksheet_write_string(sheet, 3, 2, "b", nullptr);
    worksheet_write_number(sheet, 4, 2, 0.1, nullptr);
    worksheet_write_blank(sheet, 9, 1, workbook_add_format(book));
    workbook_close(book);
    const XlsxResult r = read();
    EXPECT_EQ(m_csv, "\"Report of November\",\n\n\n\"a\",\"b\"\n,0.1\n");
    EXPECT_EQ(r.first_column, 1u);
    EXPECT_EQ(r.columns, 2u);
}

TEST_F(Xlsx, TheLargestVisibleSheetIsChosenUnlessOneIsNamed) {
    lxw_workbook* book = workbook_new(m_file.c_str());
    lxw_worksheet* cover = workbook_add_worksheet(book, "Cover");
    lxw_worksheet* data = workbook_add_worksheet(book, "Daten");
    lxw_worksheet* hidden = workbook_add_worksheet(book, "Secret");
    worksheet_write_string(cover, 0, 0, "Title", nullptr);
    for (lxw_row_t i = 0; i < 3; ++i) worksheet_write_number(data, i, 0, i, nullptr);
    for (lxw_row_t i = 0; i < 9; ++i) worksheet_write_number(hidden, i, 0, i, nullptr);
    worksheet_hide(hidden);
    workbook_close(book);
    XlsxResult r = read();
    EXPECT_EQ(r.sheet, "Daten");
    ASSERT_EQ(r.sheets.size(), 3u);
    EXPECT_EQ(r.sheets[0].rows, 1);
    EXPECT_EQ(r.sheets[1].rows, 3);
    EXPECT_TRUE(r.sheets[2].hidden);
    EXPECT_EQ(read("cover").sheet, "Cover");
    EXPECT_EQ(read("Secret").lines, 9);
    EXPECT_THROW(read("Lost"), Error);
}

TEST_F(Xlsx, WhatOtherWritersMakeIsRead) {
    pack_sheet(
        "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"inlineStr\"><is><t>in</t></is></c></row>"
        "<row r=\"3\" spans=\"1:3\"><c r=\"C3\" t=\"str\"><f>A1</f><v>a_x000D_\nb</v></c><c r=\"A3\" t=\"e\"><v>#N/A</v></c>"
        "<c r=\"B3\" t=\"d\"><v>2026-01-02T00:00:00</v></c></row><row r=\"4\"/>"
        "<x:row r=\"5\"><x:c r=\"A5\" s=\"3\"><x:v>61</x:v></x:c></x:row>");
    read();
    EXPECT_EQ(m_csv, "\"x\",\"rich text\",\"in\"\n\n,2026-01-02,\"a b\"\n\n1900-03-01,,\n");
}

TEST_F(Xlsx, TheOlderDateSystemIsFourYearsOff) {
    const std::string row = "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>43000</v></c></row>";
    pack_sheet(row);
    read();
    EXPECT_EQ(m_csv, "2017-09-22\n"); // as Excel shows 43000
    pack_sheet(row, "<workbookPr date1904=\"1\"/>");
    read();
    EXPECT_EQ(m_csv, "2021-09-23\n"); // 1,462 days later
}

TEST(XlsxFormat, DaysBeforeMarch1900FollowTheLeapYearThatNeverWas) {
    const XlsxFormat date{XlsxFormat::Kind::date, {}};
    EXPECT_EQ(write_xlsx_number(1, date, false), "1900-01-01");
    EXPECT_EQ(write_xlsx_number(59, date, false), "1900-02-28");
    EXPECT_EQ(write_xlsx_number(61, date, false), "1900-03-01");
    EXPECT_EQ(write_xlsx_number(0, date, false), "");
    EXPECT_EQ(write_xlsx_number(2958465, date, false), "9999-12-31");
}

TEST(XlsxFormat, TheCodeDecidesWhatANumberIs) {
    using Kind = XlsxFormat::Kind;
    const std::map<std::string, Kind> codes{{"yyyy\\-mm\\-dd", Kind::date},
                                            {"[$-407]d. mmmm yyyy;@", Kind::date},
                                            {"mmm yy", Kind::date},
                                            {"dd/mm/yyyy hh:mm", Kind::datetime},
                                            {"h:mm AM/PM", Kind::time},
                                            {"mm:ss", Kind::time},
                                            {"[h]:mm:ss", Kind::elapsed},
                                            {"0.00%", Kind::percent},
                                            {"#,##0.00 \"days\"", Kind::number},
                                            {"[Red]0.00", Kind::number},
                                            {"0.00E+00", Kind::number},
                                            {"General", Kind::number},
                                            {"_(* #,##0_);_(* (#,##0)", Kind::number},
                                            {"\"m\"0", Kind::number},
                                            {"[$USD] #,##0", Kind::number}};
    for (const auto& [code, kind] : codes) EXPECT_EQ(custom_format(code).kind, kind) << code;
    for (const int id : {14, 15, 16, 17}) EXPECT_EQ(builtin_format(id).kind, Kind::date);
    EXPECT_EQ(builtin_format(22).kind, Kind::datetime);
    EXPECT_EQ(builtin_format(46).kind, Kind::elapsed);
    EXPECT_EQ(builtin_format(2).kind, Kind::number);
}

TEST(XlsxFormat, AmountsNameTheirCurrency) {
    EXPECT_EQ(custom_format("#,##0.00 \"\u20AC\"").currency, "EUR");
    EXPECT_EQ(custom_format("[$CHF-807] #,##0.00").currency, "CHF");
    EXPECT_EQ(custom_format("[$$-1009]#,##0").currency, "CAD");
    EXPECT_EQ(custom_format("\"$\"#,##0").currency, "USD");
    EXPECT_EQ(custom_format("#,##0").currency, "");
}

TEST(XlsxFormat, NumbersHaveTheFewestDigitsThatReadBack) {
    EXPECT_EQ(shortest_decimal(0.1), "0.1");
    EXPECT_EQ(shortest_decimal(-1234567.25), "-1234567.25");
    EXPECT_EQ(shortest_decimal(1e15), "1000000000000000");
    EXPECT_EQ(shortest_decimal(0.00012), "0.00012");
    EXPECT_EQ(shortest_decimal(1e-12), "1e-12");
    EXPECT_EQ(shortest_decimal(0.07, 2), "7");
    EXPECT_EQ(shortest_decimal(0.1234, 2), "12.34");
    EXPECT_EQ(shortest_decimal(1.5, 2), "150");
    Random random(7);
    for (int i = 0; i < 10000; ++i) {
        const double value = (random.uniform() - 0.5) * std::pow(10.0, random.uniform(-8, 18));
        EXPECT_EQ(std::stod(shortest_decimal(value)), value);
    }
}

TEST_F(Xlsx, EveryTruncationIsAnErrorAndNeverACrash) {
    lxw_workbook* book = workbook_new(m_file.c_str());
    lxw_worksheet* sheet = workbook_add_worksheet(book, nullptr);
    for (lxw_row_t i = 0; i < 200; ++i) worksheet_write_string(sheet, i, 0, ("text " + std::to_string(i)).c_str(), nullptr);
    workbook_close(book);
    const std::string whole = slurp(m_file);
    for (size_t part = 1; part < 20; ++part) {
        std::ofstream(m_file, std::ios::binary | std::ios::trunc) << whole.substr(0, whole.size() * part / 20);
        EXPECT_EQ(failure(), ErrorCode::file_corrupt) << part;
    }
}

TEST_F(Xlsx, FlippedBytesNeverCrash) {
    lxw_workbook* book = workbook_new(m_file.c_str());
    lxw_worksheet* sheet = workbook_add_worksheet(book, nullptr);
    for (lxw_row_t i = 0; i < 300; ++i) worksheet_write_number(sheet, i, 0, i * 1.1, nullptr);
    workbook_close(book);
    const std::string whole = slurp(m_file);
    const XlsxResult good = read();
    const std::string expected = m_csv;
    Random random(11);
    int wrong = 0;
    for (int i = 0; i < 200; ++i) {
        std::string bad = whole;
        bad[random.below(bad.size())] ^= static_cast<char>(1 + random.below(255));
        std::ofstream(m_file, std::ios::binary | std::ios::trunc) << bad;
        // The archive's checksums find what changes the cells.
        if (failure() == ErrorCode::count_) wrong += m_csv != expected;
    }
    EXPECT_EQ(wrong, 0);
}

TEST_F(Xlsx, DamageInsideIsTold) {
    pack_sheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\"><v>2</v>");
    EXPECT_EQ(failure(), ErrorCode::file_corrupt);
    pack_sheet("<row r=\"5\"><c r=\"A5\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\"><v>2</v></c></row>");
    EXPECT_EQ(failure(), ErrorCode::file_corrupt);
    pack_sheet("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>9</v></c></row>");
    EXPECT_EQ(failure(), ErrorCode::file_corrupt);
    pack_sheet("<row r=\"1\"><c r=\"A1\"><v>1</b></c></row>");
    EXPECT_EQ(failure(), ErrorCode::file_corrupt);
    pack_sheet("");
    EXPECT_EQ(failure(), ErrorCode::file_empty);
    pack({{"xl/workbook.xml", "<workbook/>"}});
    EXPECT_EQ(failure(), ErrorCode::file_corrupt);
}

TEST_F(Xlsx, BombsAndTooWideSheetsAreRefused) {
    pack_sheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>" + std::string(60u << 20, ' '));
    EXPECT_EQ(failure(), ErrorCode::file_too_large_inside); // 60 MiB packed 1000 : 1
    XlsxLimits small;
    small.inside_bytes = 1 << 20;
    pack_sheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>" + std::string(2u << 20, ' '));
    EXPECT_EQ(failure(small), ErrorCode::file_too_large_inside);
    pack_sheet("<row r=\"1\"><c r=\"ZZZ1\"><v>1</v></c></row>");
    EXPECT_EQ(failure(), ErrorCode::file_corrupt); // right of XFD
    pack_sheet("<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>");
    EXPECT_EQ(failure(), ErrorCode::file_too_many_columns);
}

} // namespace
} // namespace plumbline::ingest
