// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/duck.h"

#include <atomic>
#include <cstring>
#include <gtest/gtest.h>
#include <thread>

#include "core/base/error.h"

using namespace plumbline;
using namespace plumbline::duck;

namespace {

/// Rows 0 … n-1 in blocks that any thread may take: id, id modulo 3 as an enumeration, id / 100 as a decimal.
class Counting : public RowSource {
public:
    explicit Counting(size_t n) : m_n(n) {}
    std::vector<PhysicalColumn> columns() const override {
        return {{"id", PhysicalType::int64, 0, {}},
                {"kind", PhysicalType::enumeration, 0, {"zero", "one", "two"}},
                {"money", PhysicalType::decimal, 2, {}},
                {"name", PhysicalType::varchar, 0, {}}};
    }
    std::unique_ptr<RowReader> open(const std::vector<size_t>& wanted) override {
        struct Reader : RowReader {
            Counting* source;
            std::vector<size_t> columns_wanted;
            size_t read(std::span<ColumnWriter* const> out) override {
                const size_t from = source->m_next.fetch_add(capacity);
                if (from >= source->m_n) return 0;
                const size_t n = std::min(capacity, source->m_n - from);
                for (size_t c = 0; c < columns_wanted.size(); ++c)
                    for (size_t i = 0; i < n; ++i) {
                        const auto id = static_cast<int64_t>(from + i);
                        if (columns_wanted[c] == 1)
                            static_cast<uint8_t*>(out[c]->data())[i] = static_cast<uint8_t>(id % 3);
                        else if (columns_wanted[c] == 3)
                            id % 10 == 0 ? out[c]->set_null(i) : out[c]->set_text(i, "row " + std::to_string(id));
                        else
                            static_cast<int64_t*>(out[c]->data())[i] = id;
                    }
                if (source->m_fails) throw Error(ErrorCode::file_changed_while_read, {{"file", "x.csv"}});
                return n;
            }
        };
        auto reader = std::make_unique<Reader>();
        reader->source = this;
        reader->columns_wanted = wanted;
        return reader;
    }
    size_t m_n;
    std::atomic<size_t> m_next{0};
    bool m_fails = false;
};

OpenOptions writable() {
    OpenOptions o;
    o.read_only = false;
    return o;
}

} // namespace

TEST(Duck, RowSourceGivesEveryRowOnce) {
    Database db({}, writable());
    Connection c = db.connect();
    Counting source(100'000);
    c.register_source("counting", source);
    const Table t = c.query("SELECT count(*), sum(id), count(DISTINCT id), sum(money), count(name) FROM counting()");
    EXPECT_EQ(t.column(0).integer(0), 100'000);
    EXPECT_EQ(t.column(1).integer(0), 99'999LL * 100'000 / 2);
    EXPECT_EQ(t.column(2).integer(0), 100'000);
    EXPECT_DOUBLE_EQ(*t.column(3).number(0), 49'999.5 * 1000);
    EXPECT_EQ(t.column(4).integer(0), 90'000);
}

TEST(Duck, RowSourceReadsOnlyTheWantedColumns) {
    Database db({}, writable());
    Connection c = db.connect();
    Counting source(7);
    c.register_source("counting", source);
    const Table t = c.query("SELECT kind, count(*) AS n FROM counting() GROUP BY kind ORDER BY n DESC, kind");
    ASSERT_EQ(t.rows(), 3u);
    EXPECT_EQ(t.column(0).text(0), "zero");
    EXPECT_EQ(t.column(1).integer(0), 3);
}

TEST(Duck, FailureOfASourceKeepsItsCode) {
    Database db({}, writable());
    Connection c = db.connect();
    Counting source(10);
    source.m_fails = true;
    c.register_source("counting", source);
    try {
        c.query("SELECT * FROM counting()");
        FAIL() << "nothing was thrown";
    } catch (const Error& e) {
        EXPECT_EQ(e.code(), ErrorCode::file_changed_while_read);
    }
}

TEST(Duck, LockedDownRefusesFilesExtensionsAndSettings) {
    Database db({}, writable());
    Connection c = db.connect();
    for (const char* sql :
         {"SELECT * FROM read_text('/etc/passwd')", "SELECT * FROM read_csv('/etc/passwd')",
          "COPY (SELECT 1) TO '/tmp/plumbline_escape.csv'", "ATTACH '/tmp/plumbline_escape.db'", "INSTALL httpfs", "LOAD httpfs",
          "SET enable_external_access = true", "SET threads = 1", "SET memory_limit = '100GB'"})
        EXPECT_THROW(c.execute(sql), Error) << sql;
}

TEST(Duck, ParametersAreValuesNeverText) {
    Database db({}, writable());
    Connection c = db.connect();
    const Value v = c.scalar("SELECT $1 || '!'", {std::string("x'; DROP TABLE t; --")});
    EXPECT_EQ(std::get<std::string>(v), "x'; DROP TABLE t; --!");
}

TEST(Duck, StopInterruptsWithin200Milliseconds) {
    Database db({}, writable());
    Connection c = db.connect();
    std::stop_source stop;
    std::jthread later([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        stop.request_stop();
    });
    const auto begin = std::chrono::steady_clock::now();
    try {
        c.query("SELECT count(*) FROM range(100000000) a, range(100000) b WHERE a.range * b.range % 7 = 3", {}, stop.get_token());
        FAIL() << "it ended by itself";
    } catch (const Error& e) {
        EXPECT_EQ(e.code(), ErrorCode::cancelled);
    }
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(300));
}

TEST(Duck, DecimalsDatesAndNullsArriveAsTheyAre) {
    Database db({}, writable());
    Connection c = db.connect();
    const Table t =
        c.query("SELECT 1.23::DECIMAL(18,2), DATE '2026-11-20', NULL::VARCHAR, true, 170141183460469231731.5::DECIMAL(38,1), "
                "TIMESTAMP '1969-12-31 23:59:59'");
    EXPECT_DOUBLE_EQ(*t.column(0).number(0), 1.23);
    EXPECT_EQ(to_iso(t.column(1).date(0)), "2026-11-20");
    EXPECT_TRUE(t.column(2).is_null(0));
    EXPECT_TRUE(t.column(3).boolean(0));
    EXPECT_DOUBLE_EQ(*t.column(4).number(0), 170141183460469231731.5);
    EXPECT_EQ(t.column(5).text(0), "1969-12-31 23:59:59");
}
