// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/ingest/csv_read.h"
#include "tests/support/nasty_exports.h"

namespace plumbline::ingest {
namespace {

using test::NastyExport;

struct TemporaryFile {
    std::filesystem::path path;
    explicit TemporaryFile(const std::string& bytes) {
        static std::atomic<int> n{0};
        path = std::filesystem::temp_directory_path() /
               ("plumbline_csv_" + std::to_string(::getpid()) + "_" + std::to_string(n++) + ".csv");
        std::ofstream(path, std::ios::binary) << bytes;
    }
    ~TemporaryFile() { std::filesystem::remove(path); }
};

class NastyExports : public testing::TestWithParam<NastyExport> {};

std::vector<std::string> texts(const Table& table, size_t row) {
    std::vector<std::string> out;
    for (size_t c = 0; c < table.columns(); ++c) out.push_back(to_text(table.column(c).value(row)));
    return out;
}

TEST_P(NastyExports, AreReadAsAPersonReadsThem) {
    const NastyExport& e = GetParam();
    const TemporaryFile file(e.bytes);
    NoProgress progress;
    if (!e.error.empty()) {
        try {
            CsvFile::open(file.path, {}, true, {}, progress);
            FAIL() << "was read";
        } catch (const Error& error) {
            EXPECT_EQ(error_id(error.code()), e.error);
        }
        return;
    }
    const auto csv = CsvFile::open(file.path, {}, true, {}, progress);
    const FileReading& r = csv->reading();
    std::vector<std::string> names, types, units;
    for (const DatasetColumn& c : r.columns) {
        names.push_back(c.name);
        types.emplace_back(field_type_id(c.type));
        units.push_back(c.unit == "percent" ? "" : c.unit);
    }
    EXPECT_EQ(names, e.names);
    ASSERT_EQ(types.size(), e.types.size());
    for (size_t i = 0; i < types.size(); ++i)
        EXPECT_NE(("|" + e.types[i] + "|").find("|" + types[i] + "|"), std::string::npos)
            << e.names[i] << " is " << types[i] << ", not " << e.types[i];
    if (!e.units.empty()) {
        EXPECT_EQ(units, e.units);
    }
    const Table table = csv->rows(std::nullopt);
    EXPECT_EQ(table.rows(), e.rows);
    EXPECT_EQ(r.rows, static_cast<int64_t>(e.rows));
    if (!e.first.empty() && table.rows() > 0) {
        EXPECT_EQ(texts(table, 0), e.first);
        EXPECT_EQ(texts(table, table.rows() - 1), e.last);
    }
    std::vector<int64_t> lines;
    for (const Reject& j : r.rejects) lines.push_back(j.line);
    EXPECT_EQ(lines, e.rejected_lines);
    EXPECT_EQ(r.rejected_rows, static_cast<int64_t>(lines.size()));
    const std::string asked = r.questions.empty() ? "" : r.questions.front().id;
    EXPECT_EQ(asked, e.question);
    if (!e.warning.empty()) {
        std::string all;
        for (const std::string& w : r.warnings) all += w + "\n";
        EXPECT_NE(all.find(e.warning), std::string::npos) << all;
    }
}

INSTANTIATE_TEST_SUITE_P(All, NastyExports, testing::ValuesIn(test::nasty_exports()), [](const auto& one) {
    std::string name;
    for (const char c : one.param.name)
        if (std::isalnum(static_cast<unsigned char>(c)))
            name += c;
        else if (!name.empty() && name.back() != '_')
            name += '_';
    return name + std::to_string(one.index);
});

} // namespace
} // namespace plumbline::ingest
