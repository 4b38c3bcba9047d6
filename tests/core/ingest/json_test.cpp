// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/json.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "core/base/error.h"
#include "core/ingest/kind.h"

namespace plumbline::ingest {
namespace {

namespace fs = std::filesystem;

class Json : public testing::Test {
protected:
    void SetUp() override {
        m_folder = fs::temp_directory_path() / ("plumbline-json-" + std::to_string(::getpid()) + "-" +
                                                testing::UnitTest::GetInstance()->current_test_info()->name());
        fs::create_directories(m_folder / "out");
    }
    void TearDown() override { fs::remove_all(m_folder); }

    fs::path write(const std::string& text, const std::string& name = "in.json") {
        std::ofstream(m_folder / name, std::ios::binary) << text;
        return m_folder / name;
    }
    JsonResult read(const std::string& text, const std::string& name = "in.json", const std::string& object_path = {}) {
        NoProgress quiet;
        return json_to_csv(write(text, name), object_path, m_folder / "out", JsonLimits(), quiet);
    }
    ErrorCode failure(const std::string& text, const std::string& name = "in.json") {
        try {
            read(text, name);
        } catch (const Error& e) {
            m_line = e.facts().contains("line") ? e.facts().at("line") : "";
            return e.code();
        }
        return ErrorCode::count_;
    }
    static std::string csv(const JsonTable& table) {
        std::ostringstream out;
        out << std::ifstream(table.file, std::ios::binary).rdbuf();
        return out.str();
    }

    fs::path m_folder;
    std::string m_line;
};

TEST_F(Json, ColumnsAreTheUnionOverAllRecordsInOrderOfFirstSight) {
    const JsonResult r = read(R"([{"day":"2026-01-01","cost":1.50},{"day":"2026-01-02","clicks":7,"cost":2}])");
    ASSERT_EQ(r.tables.size(), 1u);
    EXPECT_EQ(r.tables[0].rows, 2);
    EXPECT_EQ(csv(r.tables[0]), "\"day\",\"cost\",\"clicks\"\n\"2026-01-01\",1.50,\n\"2026-01-02\",2,7\n");
}

TEST_F(Json, NumbersKeepTheirDigits) {
    const JsonResult r = read(R"([{"a":0.10,"b":123456789012345678901234567890,"c":1E5,"d":-3,"e":18446744073709551615}])");
    EXPECT_EQ(csv(r.tables[0]),
              "\"a\",\"b\",\"c\",\"d\",\"e\"\n0.10,123456789012345678901234567890,1E5,-3,18446744073709551615\n");
}

TEST_F(Json, ScalarsKeepTheirKind) {
    const JsonResult r = read("[{\"t\":true,\"f\":false,\"n\":null,\"e\":\"\",\"q\":\"say \\\"hi\\\", \\u00e9\\nthere\"}]");
    EXPECT_EQ(csv(r.tables[0]), "\"t\",\"f\",\"n\",\"e\",\"q\"\ntrue,false,,\"\",\"say \"\"hi\"\", \xC3\xA9\nthere\"\n");
}

TEST_F(Json, NestedObjectsBecomeDottedColumnsAndListsOneText) {
    const JsonResult r = read(R"([{"geo":{"country":"CH","at":{"zip":"8001"}},"tags":["a","b"],"none":[]}])");
    EXPECT_EQ(csv(r.tables[0]), "\"geo.country\",\"geo.at.zip\",\"tags\"\n\"CH\",\"8001\",\"a; b\"\n");
}

TEST_F(Json, ADottedNameAndANestedOneStayApart) {
    const JsonResult r = read(R"([{"a.b":1,"a":{"b":2}}])");
    EXPECT_EQ(csv(r.tables[0]), "\"a.b\",\"a.b_2\"\n1,2\n");
}

TEST_F(Json, ArraysOfObjectsBecomeATableThatKnowsItsParent) {
    const JsonResult r = read(R"([{"order_id":"A1","items":[{"sku":"x","taxes":[{"rate":8}]},{"sku":"y"}]},
                                  {"order_id":"A2","items":[]},
                                  {"order_id":"A3","items":[{"sku":"z"}]}])");
    ASSERT_EQ(r.tables.size(), 3u);
    EXPECT_EQ(csv(r.tables[0]), "\"order_id\"\n\"A1\"\n\"A2\"\n\"A3\"\n");
    EXPECT_EQ(r.tables[1].path, "items");
    EXPECT_TRUE(r.tables[1].child);
    EXPECT_EQ(r.tables[1].rows, 3);
    EXPECT_EQ(csv(r.tables[1]), "\"_parent\",\"_parent.order_id\",\"sku\"\n1,\"A1\",\"x\"\n1,\"A1\",\"y\"\n3,\"A3\",\"z\"\n");
    EXPECT_EQ(r.tables[2].path, "items.taxes");
    EXPECT_EQ(r.tables[2].parent, "items");
    EXPECT_EQ(csv(r.tables[2]), "\"_parent\",\"rate\"\n1,8\n");
}

TEST_F(Json, TheLargestArrayOfADocumentIsTheMainTable) {
    const JsonResult r = read(R"({"meta":{"page":1},"errors":[{"code":3}],"data":[{"x":1},{"x":2},{"y":3}]})");
    ASSERT_EQ(r.tables.size(), 3u);
    EXPECT_EQ(r.tables[0].path, "data");
    EXPECT_EQ(csv(r.tables[0]), "\"x\",\"y\"\n1,\n2,\n,3\n");
    EXPECT_EQ(r.tables[1].path, "errors");
    EXPECT_EQ(r.tables[2].path, "");
    EXPECT_EQ(csv(r.tables[2]), "\"meta.page\"\n1\n");
}

TEST_F(Json, APathChoosesAnArray) {
    const std::string text = R"({"a":{"list":[{"x":1,"sub":[{"y":1}]}]},"b":[{"z":1},{"z":2}]})";
    const JsonResult r = read(text, "in.json", "a.list");
    ASSERT_EQ(r.tables.size(), 2u);
    EXPECT_EQ(r.tables[0].path, "a.list");
    EXPECT_EQ(r.tables[1].path, "a.list.sub");
    EXPECT_THROW(read(text, "in.json", "a.lost"), Error);
}

TEST_F(Json, ASingleObjectIsOneRow) {
    const JsonResult r = read(R"({"id":7,"name":"Spring","tags":["a","b"]})");
    ASSERT_EQ(r.tables.size(), 1u);
    EXPECT_EQ(csv(r.tables[0]), "\"id\",\"name\",\"tags\"\n7,\"Spring\",\"a; b\"\n");
}

TEST_F(Json, EquallyLongListsAreColumns) {
    const JsonResult r = read(R"({"day":["2026-01-01","2026-01-02"],"cost":[1.5,null]})");
    EXPECT_EQ(csv(r.tables[0]), "\"day\",\"cost\"\n\"2026-01-01\",1.5\n\"2026-01-02\",\n");
}

TEST_F(Json, ArraysInsideAnArrayAreRows) {
    const JsonResult r = read(R"([["2026-01-01",3],["2026-01-02",4]])");
    EXPECT_EQ(csv(r.tables[0]), "\"column_1\",\"column_2\"\n\"2026-01-01\",3\n\"2026-01-02\",4\n");
}

TEST_F(Json, LinesAreReadOneByOneAndBrokenOnesSetAside) {
    const JsonResult r = read("{\"a\":1}\r\n{\"a\":2\r\n\r\n[3]\r\n{\"a\":4,\"b\":\"x\"}\r\n", "in.ndjson");
    EXPECT_TRUE(r.lines);
    EXPECT_EQ(csv(r.tables[0]), "\"a\",\"b\"\n1,\n4,\"x\"\n");
    ASSERT_EQ(r.rejected_rows, 2);
    EXPECT_EQ(r.rejects[0].line, 2);
    EXPECT_EQ(r.rejects[0].text, "{\"a\":2");
    EXPECT_EQ(r.rejects[1].line, 4);
    EXPECT_EQ(r.rejects[1].reason, "not an object");
}

TEST_F(Json, ObjectsWithoutAnArrayRoundThemAreRows) {
    const JsonResult r = read("{\n \"a\": 1\n}\n{\n \"a\": 2\n}");
    EXPECT_EQ(csv(r.tables[0]), "\"a\"\n1\n2\n");
}

TEST_F(Json, AByteOrderMarkAndUtf16AreNoHindrance) {
    EXPECT_EQ(csv(read("\xEF\xBB\xBF[{\"a\":1}]").tables[0]), "\"a\"\n1\n");
    std::string wide = "\xFF\xFE";
    for (const char c : std::string("[{\"a\":\"")) wide += {c, '\0'};
    wide += "\xE9";
    wide += '\0';
    for (const char c : std::string("\"}]")) wide += {c, '\0'};
    EXPECT_EQ(csv(read(wide).tables[0]), "\"a\"\n\"\xC3\xA9\"\n");
}

TEST_F(Json, OfADuplicateKeyTheLastCountsAndIsTold) {
    const JsonResult r = read(R"([{"a":1,"a":2}])");
    EXPECT_EQ(csv(r.tables[0]), "\"a\"\n2\n");
    ASSERT_EQ(r.warnings.size(), 1u);
    EXPECT_NE(r.warnings[0].find("\"a\""), std::string::npos);
}

TEST_F(Json, NotANumberIsMissing) {
    const JsonResult r = read(R"([{"a":NaN,"b":"NaN, Infinity"},{"a":-Infinity,"b":null}])");
    EXPECT_EQ(csv(r.tables[0]), "\"a\",\"b\"\n,\"NaN, Infinity\"\n,\n");
    EXPECT_EQ(r.warnings.size(), 1u);
}

TEST_F(Json, DamageNamesItsLine) {
    EXPECT_EQ(failure("[\n{\"a\":1},\n{\"a\":}\n]"), ErrorCode::file_corrupt);
    EXPECT_EQ(m_line, "3");
    EXPECT_EQ(failure("[\n{\"a\":1},\n{\"a\":2}"), ErrorCode::file_corrupt);
    EXPECT_EQ(failure("[{\"a\":1} {\"a\":2}]"), ErrorCode::file_corrupt);
    EXPECT_EQ(failure("[{\"a\":1}] x"), ErrorCode::file_corrupt);
    EXPECT_EQ(failure("[{\"a\":\"\xFF\"}]"), ErrorCode::file_corrupt);
    EXPECT_EQ(failure("{\"data\":[{\"a\":1},]}"), ErrorCode::file_corrupt);
    EXPECT_EQ(failure("hello", "x.json"), ErrorCode::file_corrupt);
}

TEST_F(Json, NothingInsideIsSaid) {
    EXPECT_EQ(failure("[]"), ErrorCode::file_no_rows);
    EXPECT_EQ(failure("{}"), ErrorCode::file_no_rows);
    EXPECT_EQ(failure("[{},{}]"), ErrorCode::file_no_rows);
    EXPECT_EQ(failure("{\"data\":[],\"paging\":{\"next\":null}}"), ErrorCode::file_no_rows);
}

TEST_F(Json, DepthAndLengthAreBounded) {
    EXPECT_EQ(failure("[{\"a\":" + std::string(100, '[') + std::string(100, ']') + "}]"), ErrorCode::file_corrupt);
    EXPECT_EQ(failure(std::string(1000000, '[')), ErrorCode::file_corrupt);
    std::string objects;
    for (int i = 0; i < 100000; ++i) objects += "{\"a\":";
    EXPECT_EQ(failure(objects), ErrorCode::file_corrupt);
    EXPECT_EQ(failure("[{\"a\":\"" + std::string(3u << 20, 'x') + "\"}]"), ErrorCode::file_line_too_long);
    EXPECT_EQ(failure("{\"a\":\"" + std::string(20u << 20, 'x') + "\"}\n{\"a\":1}\n", "x.ndjson"), ErrorCode::file_line_too_long);
}

TEST_F(Json, TooManyColumnsAreRefused) {
    std::string wide = "[{";
    for (int i = 0; i < 10001; ++i) wide += (i ? ",\"c" : "\"c") + std::to_string(i) + "\":1";
    EXPECT_EQ(failure(wide + "}]"), ErrorCode::file_too_many_columns);
}

TEST_F(Json, AStopIsHeeded) {
    std::string text = "[";
    for (int i = 0; i < 2000; ++i) text += "{\"a\":1},";
    std::stop_source stop;
    stop.request_stop();
    NoProgress quiet;
    EXPECT_THROW(json_to_csv(write(text + "{}]"), "", m_folder / "out", JsonLimits(), quiet, stop.get_token()), Error);
}

} // namespace
} // namespace plumbline::ingest
