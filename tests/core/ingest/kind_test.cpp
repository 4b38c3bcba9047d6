// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/kind.h"

#include <gtest/gtest.h>
#include <unistd.h>
#include <zip.h>

#include <filesystem>
#include <fstream>

#include "core/base/error.h"
#include "core/base/random.h"

namespace plumbline::ingest {
namespace {

namespace fs = std::filesystem;

class Kind : public testing::Test {
protected:
    void SetUp() override {
        m_folder = fs::temp_directory_path() / ("plumbline-kind-" + std::to_string(::getpid()) + "-" +
                                                testing::UnitTest::GetInstance()->current_test_info()->name());
        fs::create_directories(m_folder);
    }
    void TearDown() override { fs::remove_all(m_folder); }

    fs::path write(const std::string& name, const std::string& bytes) {
        std::ofstream(m_folder / name, std::ios::binary | std::ios::trunc) << bytes;
        return m_folder / name;
    }
    /// Id of the kind, or of the error with its "kind".
    static std::string outcome(const fs::path& path) {
        try {
            return std::string(file_kind_id(detect_kind(path)));
        } catch (const Error& e) {
            return std::string(error_id(e.code())) + (e.facts().contains("kind") ? ": " + e.facts().at("kind") : "");
        }
    }

    fs::path m_folder;
};

using namespace std::string_literals;

TEST_F(Kind, TextIsCsvWhateverItsName) {
    EXPECT_EQ(outcome(write("a.csv", "a,b\n1,2\n")), "csv");
    EXPECT_EQ(outcome(write("a.xlsx", "a\tb\n1\t2\n")), "csv");
    EXPECT_EQ(outcome(write("a", "[Campaign];Cost\nx;1\n")), "csv");
    EXPECT_EQ(outcome(write("b.csv", "\xFF\xFE"s + "a\0,\0b\0\n\0"s)), "csv");
    EXPECT_EQ(outcome(write("c.csv", "a\0,\0b\0\n\0001\0,\0002\0\n\0"s)), "csv"); // UTF-16 without a mark
    EXPECT_EQ(outcome(write("d.csv", "n\xE4me;co\xFBt\n\x80;1\n")), "csv");
    EXPECT_EQ(outcome(write("e.csv", "a,b\n1,\0\n"s)), "csv"); // one stray zero
}

TEST_F(Kind, JsonIsToldFromLinesOfJson) {
    EXPECT_EQ(outcome(write("a.json", "[{\"a\":1}]")), "json");
    EXPECT_EQ(outcome(write("a.txt", "\xEF\xBB\xBF \n{\"data\": [\n{\"a\":1},\n{\"a\":2}\n]}")), "json");
    EXPECT_EQ(outcome(write("b.json", "{\"a\":1}")), "json");
    EXPECT_EQ(outcome(write("c.json", "{\"a\":1}\n{\"a\":2}\n")), "ndjson");
    EXPECT_EQ(outcome(write("d.json", "{\"a\":1\n{\"a\":2}\n{\"a\":3}\n")), "ndjson"); // its first line is broken
    EXPECT_EQ(outcome(write("e.jsonl", "{\"a\":1}")), "ndjson");
    EXPECT_EQ(outcome(write("f.json", "{\n\"a\":\n{\"x\":1}\n}")), "json");
    std::string wide = "{\"a\":\"" + std::string(100000, 'x') + "\"}\n";
    EXPECT_EQ(outcome(write("g.json", wide + wide)), "ndjson");
}

TEST_F(Kind, ParquetNeedsBothEnds) {
    EXPECT_EQ(outcome(write("a.parquet", "PAR1" + std::string(50, 'x') + "PAR1")), "parquet");
    EXPECT_EQ(outcome(write("b.parquet", "PAR1" + std::string(50, 'x'))), "file_corrupt");
    fs::create_directories(m_folder / "facts/year=2026");
    EXPECT_EQ(outcome(m_folder / "facts"), "file_is_directory");
    write("facts/year=2026/part-0.parquet", "PAR1xxxxPAR1");
    EXPECT_EQ(outcome(m_folder / "facts"), "parquet_folder");
}

TEST_F(Kind, OtherFormatsAreNamed) {
    EXPECT_EQ(outcome(write("a.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(500, '\0'))),
              "file_unsupported: password-protected or old Excel workbook");
    EXPECT_EQ(outcome(write("a.gz", "\x1F\x8B\x08" + std::string(20, '\1'))), "file_unsupported: gzip archive");
    EXPECT_EQ(outcome(write("a.pdf", "%PDF-1.7\n")), "file_unsupported: PDF document");
    EXPECT_EQ(outcome(write("a.png", "\x89PNG\r\n\x1A\n" + std::string(20, '\0'))), "file_unsupported: picture");
    EXPECT_EQ(outcome(write("b.xls", "<html><body><table><tr><td>a</td></tr></table>")), "file_unsupported: web page");
    EXPECT_EQ(outcome(write("a.xml", "<?xml version=\"1.0\"?><a/>")), "file_unsupported: document in XML form");
    zip_t* archive = zip_open((m_folder / "a.zip").c_str(), ZIP_CREATE, nullptr);
    zip_file_add(archive, "a.csv", zip_source_buffer(archive, "a,b", 3, 0), 0);
    zip_close(archive);
    EXPECT_EQ(outcome(m_folder / "a.zip"), "file_unsupported: ZIP archive");
    EXPECT_EQ(outcome(write("b.zip", "PK\x03\x04" + std::string(50, '\7'))), "file_unsupported: damaged ZIP archive");
    EXPECT_EQ(outcome(write("c.xlsx", "PK\x03\x04" + std::string(50, '\7'))), "file_corrupt");
}

TEST_F(Kind, NothingAndNoise) {
    EXPECT_EQ(outcome(m_folder / "lost.csv"), "file_not_found");
    EXPECT_EQ(outcome(write("a.csv", "")), "file_empty");
    EXPECT_EQ(outcome(write("b.csv", "\xEF\xBB\xBF \r\n\n")), "file_empty");
    EXPECT_EQ(outcome(m_folder), "file_is_directory");
    EXPECT_EQ(outcome("/dev/null"), "file_unreadable");
    Random random(3);
    for (int i = 0; i < 20; ++i) {
        std::string noise;
        for (int b = 0; b < 4000; ++b) noise.push_back(static_cast<char>(random.bits()));
        EXPECT_EQ(outcome(write("noise.csv", noise)), "file_binary");
    }
}

} // namespace
} // namespace plumbline::ingest
