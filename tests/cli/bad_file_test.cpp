// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <csignal>
#include <fstream>
#include <random>
#include <thread>
#include <zip.h>

#include "tests/cli/workbench.h"

namespace fs = std::filesystem;

namespace plumbline::test {
namespace {

std::string noise(size_t n) {
    std::mt19937 generator(1);
    std::string bytes(n, '\0');
    for (char& c : bytes) c = static_cast<char>(generator());
    return bytes;
}

/// A ZIP archive of the given members, deflated.
void write_zip(const fs::path& file, const std::vector<std::pair<std::string, std::string>>& members) {
    zip_t* archive = zip_open(file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    ASSERT_NE(archive, nullptr);
    for (const auto& [name, text] : members)
        ASSERT_GE(zip_file_add(archive, name.c_str(), zip_source_buffer(archive, text.data(), text.size(), 0), 0), 0);
    ASSERT_EQ(zip_close(archive), 0);
}

/// The parts of an XLSX workbook with one sheet of these rows ("<row>…</row>").
std::vector<std::pair<std::string, std::string>> workbook(const std::string& rows) {
    const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const std::string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    return {
        {"[Content_Types].xml",
         head + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/"
                "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
                "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/"
                "vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>"},
        {"_rels/.rels",
         head +
             "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" "
             "Type=\"" +
             office + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
        {"xl/workbook.xml", head + "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + office +
                                "\"><sheets><sheet name=\"Data\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels",
         head +
             "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" "
             "Type=\"" +
             office + "/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"},
        {"xl/worksheets/sheet1.xml", head + "<worksheet xmlns=\"" + main + "\"><sheetData>" + rows + "</sheetData></worksheet>"}};
}

std::string sheet_rows(int n) {
    auto text = [](const char* s) { return std::string("<c t=\"inlineStr\"><is><t>") + s + "</t></is></c>"; };
    std::string rows = "<row>" + text("date") + text("channel") + text("clicks") + "</row>";
    for (int i = 0; i < n; ++i)
        rows += "<row>" + text(("2024-01-" + std::string(i % 28 < 9 ? "0" : "") + std::to_string(i % 28 + 1)).c_str()) +
                text("Search") + "<c><v>" + std::to_string(i) + "</v></c></row>";
    return rows;
}

class BadFile : public Workbench {
protected:
    void SetUp() override { make_base(); }

    /// Importing `file` is refused with one of `codes`, and the workspace is what it was.
    void refuse(const fs::path& file, const std::vector<std::string>& codes, int exit_code = 3) {
        const auto before = fingerprint();
        ProcessOptions o = options();
        o.timeout = std::chrono::seconds(60);
        expect_error(cli({"import", file.string(), "--dataset", "base"}, o), exit_code, codes);
        EXPECT_EQ(fingerprint(), before) << "the workspace changed";
        EXPECT_EQ(base_sums(), (std::pair<double, double>{600, 250}));
    }
};

TEST_F(BadFile, Empty) { refuse(folder().write("empty.csv", ""), {"file_empty"}); }
TEST_F(BadFile, OnlyAByteOrderMark) {
    refuse(folder().write("bom.csv", "\xEF\xBB\xBF"), {"file_empty", "file_no_rows", "file_no_table"});
}
TEST_F(BadFile, OnlyBlankLines) {
    refuse(folder().write("blank.csv", "\n\r\n   \n"), {"file_empty", "file_no_rows", "file_no_table"});
}
TEST_F(BadFile, HeaderOnly) { refuse(folder().write("header.csv", "date,channel,campaign,clicks,cost\n"), {"file_no_rows"}); }
TEST_F(BadFile, HeaderOnlyWithoutNewline) { refuse(folder().write("header.csv", "date,channel,clicks,cost"), {"file_no_rows"}); }
TEST_F(BadFile, Noise) { refuse(folder().write("noise.csv", noise(200'000)), {"file_binary"}); }
TEST_F(BadFile, Picture) {
    refuse(folder().write("chart.csv", "\x89PNG\r\n\x1a\n" + std::string("\0\0\0\rIHDR", 8) + noise(5000)),
           {"file_binary", "file_unsupported"});
}
TEST_F(BadFile, Pdf) {
    refuse(folder().write("report.pdf", "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n" + noise(5000)),
           {"file_binary", "file_unsupported"});
}
TEST_F(BadFile, OldExcel) {
    refuse(folder().write("old.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + noise(9000)), {"file_unsupported", "file_binary"});
}
TEST_F(BadFile, Folder) {
    fs::create_directory(folder() / "exports");
    std::ofstream(folder() / "exports/readme.txt") << "nothing here";
    refuse(folder() / "exports", {"file_is_directory"});
}
TEST_F(BadFile, NotThere) { refuse(folder() / "gone.csv", {"file_not_found"}); }
TEST_F(BadFile, Device) { refuse("/dev/null", {"file_empty", "file_unreadable", "file_unsupported"}); }
TEST_F(BadFile, EndlessDevice) { refuse("/dev/zero", {"file_binary", "file_unreadable", "file_unsupported"}); }

TEST_F(BadFile, TenThousandColumns) {
    std::string text;
    for (int row = 0; row < 5; ++row)
        for (int c = 0; c < 10'000; ++c)
            text += (row ? std::to_string(c % 7) : "day" + std::to_string(c)) + (c + 1 < 10'000 ? "," : "\n");
    refuse(folder().write("wide.csv", text), {"file_too_many_columns"});
}

TEST_F(BadFile, ALineOfTwentyMegabytes) {
    refuse(folder().write("line.csv", "date,clicks\n2024-01-01," + std::string(20'000'000, '7') + "\n2024-01-02,3\n"),
           {"file_line_too_long"});
}

TEST_F(BadFile, ALineOfTwentyMegabytesAndNothingElse) {
    refuse(folder().write("line.csv", std::string(20'000'000, 'a')), {"file_line_too_long", "file_no_table", "file_no_rows"});
}

TEST_F(BadFile, TruncatedParquet) {
    fs::path snapshot;
    for (const auto& entry : fs::directory_iterator(workspace() / "snapshots")) snapshot = entry.path();
    const std::string whole = read_all(snapshot);
    ASSERT_EQ(whole.substr(0, 4), "PAR1");
    for (const size_t kept : {whole.size() / 2, whole.size() - 1, size_t{12}, size_t{4}}) {
        SCOPED_TRACE(kept);
        refuse(folder().write("cut.parquet", whole.substr(0, kept)), {"file_corrupt"});
    }
    std::string flipped = whole; // the footer's length, larger than the file
    flipped[flipped.size() - 6] = '\x7f';
    refuse(folder().write("flipped.parquet", flipped), {"file_corrupt"});
}

TEST_F(BadFile, TruncatedWorkbook) {
    write_zip(folder() / "whole.xlsx", workbook(sheet_rows(300)));
    const std::string whole = read_all(folder() / "whole.xlsx");
    for (const size_t kept : {whole.size() / 2, whole.size() - 1, size_t{30}}) {
        SCOPED_TRACE(kept);
        refuse(folder().write("cut.xlsx", whole.substr(0, kept)), {"file_corrupt"});
    }
    EXPECT_EQ(done({"import", (folder() / "whole.xlsx").string(), "--dataset", "sheet"})["rows"], 300) << "the whole one is good";
}

TEST_F(BadFile, AZipThatIsNoWorkbook) {
    write_zip(folder() / "letters.xlsx", {{"a.txt", "hello"}});
    refuse(folder() / "letters.xlsx", {"file_corrupt", "file_unsupported"});
}

TEST_F(BadFile, AWorkbookThatUnpacksToHundredsOfMegabytes) {
    std::string row = "<row>" + std::string(100, ' ') + "</row>", rows;
    while (rows.size() < 700'000'000) rows += row;
    write_zip(folder() / "bomb.xlsx", workbook(rows));
    rows = {};
    ASSERT_LT(fs::file_size(folder() / "bomb.xlsx"), 5'000'000u);
    refuse(folder() / "bomb.xlsx", {"file_too_large_inside", "reader_memory", "file_no_rows", "file_no_table"});
}

TEST_F(BadFile, JsonThatNeverCloses) {
    refuse(folder().write("open.json", R"([{"date":"2024-01-01","clicks":3},{"date":"2024-)"), {"file_corrupt"});
    refuse(folder().write("deep.json", std::string(2'000'000, '[')), {"file_corrupt", "file_unsupported", "file_no_table"});
    std::string nested = "[{\"a\":";
    for (int i = 0; i < 200'000; ++i) nested += "{\"a\":";
    refuse(folder().write("nested.json", nested), {"file_corrupt", "file_unsupported", "file_no_table", "file_too_many_columns"});
}

TEST_F(BadFile, MakesNoWorkspaceWhereThereWasNone) {
    fs::remove_all(workspace());
    expect_error(cli({"import", folder().write("empty.csv", "").string()}), 3, {"file_empty"});
    EXPECT_FALSE(fs::exists(workspace() / "state.sqlite"));
}

TEST_F(BadFile, TheSecondOfTwoIsNamedAndTheFirstIsWholeOrOut) {
    const std::string good = folder().write("good.csv", csv_of_days(20, 1, "1.00")).string(),
                      bad = folder().write("bad.csv", "").string();
    const Answer answer = cli({"import", good, bad});
    expect_error(answer, 3, {"file_empty"});
    EXPECT_NE(answer.json.dump().find("bad.csv"), std::string::npos) << answer.json.dump();
    for (const auto& d : done({"datasets"})["datasets"]) {
        EXPECT_TRUE(d["name"] == "base" || d["name"] == "good") << d.dump();
        if (d["name"] == "good") {
            EXPECT_EQ(d["rows"], 20);
        }
    }
    EXPECT_EQ(base_sums(), (std::pair<double, double>{600, 250}));
    done({"verify"});
}

TEST_F(BadFile, PreviewRefusesTheSameAndStoresNothing) {
    const auto before = fingerprint();
    expect_error(cli({"preview", folder().write("empty.csv", "").string()}), 3, {"file_empty"});
    expect_error(cli({"preview", folder().write("noise.csv", noise(100'000)).string()}), 3, {"file_binary"});
    expect_error(cli({"preview", (folder() / "gone.csv").string()}), 3, {"file_not_found"});
    EXPECT_EQ(done({"preview", folder().write("good.csv", csv_of_days(20, 1, "1.00")).string(), "--rows", "5"})["rows"].size(),
              5u);
    EXPECT_EQ(fingerprint(), before);
}

TEST_F(BadFile, GrowingWhileItIsRead) {
    const fs::path file = folder().write("grows.csv", csv_of_days(600'000, 3, "1.25"));
    const auto before = fingerprint();
    std::atomic<bool> end = false;
    std::thread writer([&] {
        std::ofstream out(file, std::ios::app);
        while (!end) {
            out << "2024-01-01,Search,c0,3,1.25\n" << std::flush;
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    });
    const Answer answer = cli({"import", file.string(), "--dataset", "base"});
    end = true;
    writer.join();
    expect_error(answer, 3, {"file_changed_while_read"});
    EXPECT_EQ(fingerprint(), before);
}

TEST_F(BadFile, VanishingWhileItIsRead) {
    const fs::path file = folder().write("vanishes.csv", csv_of_days(300'000, 7, "2.50"));
    Process import(arguments({"import", file.string(), "--dataset", "base"}), options());
    std::this_thread::sleep_for(std::chrono::milliseconds(60));
    fs::remove(file);
    const ProcessResult r = import.wait();
    EXPECT_EQ(r.signal, 0);
    if (r.exit_code == 0)
        EXPECT_EQ(base_sums(), (std::pair<double, double>{2'100'000, 750'000})); // it had the file open: all of it
    else {
        EXPECT_EQ(r.exit_code, 3) << r.err;
        EXPECT_EQ(base_sums(), (std::pair<double, double>{600, 250}));
    }
    done({"verify"});
}

} // namespace
} // namespace plumbline::test
