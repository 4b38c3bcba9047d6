// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/warehouse/gate.h"

#include <gtest/gtest.h>

#include <set>

#include "core/base/error.h"
#include "core/warehouse/embedded.h"

using namespace plumbline;
using warehouse::GatedEngine;

namespace {

/// A database that may write, so that what the gate lets through would be seen.
struct World {
    std::shared_ptr<duck::Database> database =
        std::make_shared<duck::Database>("", duck::OpenOptions{.read_only = false, .threads = 2});
    EmbeddedEngine engine{database};
    GatedEngine gate{engine, {"facts", "rollup"}, {std::chrono::milliseconds(300), 1000}};
    World() {
        duck::Connection c = database->connect();
        c.execute(
            "CREATE TABLE facts AS SELECT range AS n, 'c' || range AS campaign, DATE '2026-01-01' + CAST(range AS INT) AS d "
            "FROM range(50)");
        c.execute("CREATE TABLE rollup AS SELECT * FROM facts");
        c.execute("CREATE TABLE secrets AS SELECT 'CANARY' AS key");
    }
    std::string state() const {
        duck::Connection c = database->connect();
        return to_text(c.scalar("SELECT (SELECT count(*) FROM facts) || ' ' || (SELECT sum(n) FROM facts) || ' ' || "
                                "(SELECT count(*) FROM duckdb_tables()) || ' ' || (SELECT count(*) FROM duckdb_views() WHERE NOT "
                                "internal)"));
    }
};

const std::vector<const char*>& attacks() {
    static const std::vector<const char*> list{
        // second statements and statements of another kind
        "SELECT 1; SELECT 2", "SELECT sum(n) FROM facts; DROP TABLE facts", "SELECT sum(n) FROM facts; DELETE FROM facts --",
        "DROP TABLE facts", "DROP TABLE IF EXISTS facts CASCADE", "DROP SCHEMA main CASCADE", "DELETE FROM facts",
        "DELETE FROM facts WHERE n > 10 RETURNING n", "TRUNCATE facts", "UPDATE facts SET n = 0",
        "INSERT INTO facts VALUES (1, 'x', DATE '2026-01-01')", "INSERT INTO facts SELECT * FROM facts",
        "MERGE INTO facts USING rollup ON facts.n = rollup.n WHEN MATCHED THEN DELETE", "CREATE TABLE x AS SELECT 1",
        "CREATE OR REPLACE TABLE facts AS SELECT 1 AS n", "CREATE TEMP TABLE x AS SELECT * FROM facts",
        "CREATE VIEW x AS SELECT * FROM facts", "CREATE MACRO sum(x) AS 0", "CREATE TYPE mood AS ENUM ('a')", "CREATE SEQUENCE s",
        "CREATE SCHEMA s", "ALTER TABLE facts ADD COLUMN x INT", "ALTER TABLE facts RENAME TO gone",
        "COMMENT ON TABLE facts IS 'x'",
        // what describes, configures or leaves the database
        "PRAGMA database_list", "PRAGMA show_tables", "PRAGMA table_info('facts')", "PRAGMA version", "EXPLAIN SELECT 1",
        "EXPLAIN ANALYZE DELETE FROM facts", "EXPLAIN ANALYZE SELECT sum(n) FROM facts", "DESCRIBE facts", "SHOW TABLES",
        "SHOW ALL TABLES", "SUMMARIZE facts", "SET threads = 1", "SET VARIABLE x = 1", "RESET threads", "USE memory",
        "ATTACH ':memory:' AS other", "ATTACH 'state.sqlite' AS s (TYPE sqlite)", "DETACH memory", "COPY facts TO 'out.csv'",
        "COPY (SELECT * FROM facts) TO 'out.parquet'", "COPY facts FROM 'in.csv'", "EXPORT DATABASE 'x'", "IMPORT DATABASE 'x'",
        "INSTALL httpfs", "LOAD httpfs", "CALL pragma_version()", "CHECKPOINT", "VACUUM", "ANALYZE", "BEGIN TRANSACTION",
        "COMMIT", "PREPARE p AS SELECT 1", "EXECUTE p", "DEALLOCATE p",
        // other tables and table functions
        "SELECT * FROM secrets", "SELECT n FROM facts UNION ALL SELECT length(key) FROM secrets",
        "SELECT (SELECT key FROM secrets) FROM facts", "SELECT n FROM facts WHERE EXISTS (SELECT 1 FROM secrets)",
        "WITH s AS (SELECT key FROM secrets) SELECT * FROM s", "SELECT * FROM memory.main.secrets",
        "SELECT * FROM memory.main.facts", "SELECT * FROM information_schema.tables", "SELECT * FROM pg_catalog.pg_tables",
        "SELECT * FROM sqlite_master", "SELECT * FROM duckdb_settings()", "SELECT * FROM duckdb_tables()",
        "SELECT * FROM duckdb_secrets()", "SELECT * FROM pragma_database_list()", "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')", "SELECT * FROM read_blob('/etc/shadow')",
        "SELECT * FROM read_parquet('x.parquet')", "SELECT * FROM read_json('x.json')", "SELECT * FROM '/etc/passwd.csv'",
        "SELECT * FROM glob('*')", "SELECT * FROM sniff_csv('/etc/passwd')", "SELECT * FROM query('DROP TABLE facts')",
        "SELECT * FROM query_table('secrets')", "SELECT * FROM range(100000000000)",
        "SELECT * FROM generate_series(1, 1000000000)", "FROM facts, secrets",
        // functions that read or do something besides their arguments
        "SELECT getenv('HOME')", "SELECT current_setting('access_mode')", "SELECT getvariable('x')", "SELECT version()",
        "SELECT current_database()", "SELECT current_query()", "SELECT nextval('s')", "SELECT pg_read_file('/etc/passwd')",
        "SELECT json_execute_serialized_sql('{}')", "SELECT repeat(campaign, 1000000000) FROM facts",
        "SELECT sum(n) FILTER (WHERE getenv('HOME') <> '') FROM facts", "SELECT n FROM facts ORDER BY getenv('HOME')",
        "SELECT n FROM facts GROUP BY n HAVING getenv('X') = ''", "SELECT n FROM facts LIMIT (SELECT length(key) FROM secrets)",
        // no statement, and one without an end
        "", ";", "not a statement", "SELECT",
        "WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t) SELECT * FROM t"};
    return list;
}

TEST(Gate, EveryAttackOnTheStatementIsRefusedBeforeItRuns) {
    World world;
    const std::string before = world.state();
    const std::set<std::string> different(attacks().begin(), attacks().end());
    EXPECT_EQ(different.size(), attacks().size());
    EXPECT_GE(attacks().size(), 60u);
    int refused = 0;
    for (const char* sql : attacks()) {
        try {
            const Table t = world.gate.query(sql);
            ADD_FAILURE() << "went through: " << sql << " (" << t.rows() << " rows)";
        } catch (const Error& e) {
            EXPECT_EQ(e.code(), ErrorCode::policy_refused) << sql << ": " << e.what();
            EXPECT_EQ(std::string(e.what()).find("CANARY"), std::string::npos);
            ++refused;
        }
    }
    std::printf("%d statements, %d refused\n", static_cast<int>(attacks().size()), refused);
    EXPECT_EQ(world.state(), before);
}

TEST(Gate, WhatQuestionsAreMadeOfPasses) {
    World world;
    for (const char* sql :
         {"SELECT sum(\"n\") AS m0 FROM \"facts\" WHERE \"d\" BETWEEN DATE '2026-01-03' AND DATE '2026-01-09'",
          "SELECT CAST(date_trunc('week', d) AS DATE) AS period, CAST(campaign AS VARCHAR) AS d0, sum(n) FROM rollup GROUP BY 1, "
          "2",
          "SELECT count(*), count(DISTINCT campaign), avg(n), median(n), stddev_samp(n), corr(n, n + 1) FROM facts",
          "SELECT campaign, count(*) FROM facts WHERE campaign NOT IN ('c1', 'c2') OR campaign IS NULL GROUP BY campaign ORDER "
          "BY 2 "
          "DESC LIMIT 5",
          "WITH g AS MATERIALIZED (SELECT campaign, sum(n) AS s FROM facts GROUP BY 1) SELECT CAST(s AS BIGINT), sum(s) FILTER "
          "(WHERE "
          "s > 3) FROM g GROUP BY 1",
          "SELECT CAST(coalesce(sum(n - 1), 0) AS BIGINT) FROM (SELECT count(*) AS n FROM facts GROUP BY campaign)"}) {
        EXPECT_NO_THROW(world.gate.query(sql)) << sql;
        EXPECT_NO_THROW(world.gate.query(sql)) << sql; // and again, without being read
    }
    EXPECT_EQ(world.gate.query("SELECT sum(n) FROM facts WHERE campaign = $1", {std::string("c7")}).column(0).number(0), 7);
    EXPECT_EQ(world.gate.query("SELECT count(*) FROM facts WHERE campaign = $1", {std::string("x'; DROP TABLE facts; --")})
                  .column(0)
                  .number(0),
              0);
}

TEST(Gate, AStatementThatTakesTooLongOrGivesTooMuchIsEnded) {
    World world;
    const auto code = [&](const char* sql) {
        try {
            world.gate.query(sql);
        } catch (const Error& e) {
            return e.code();
        }
        return ErrorCode::count_;
    };
    const auto began = std::chrono::steady_clock::now();
    EXPECT_EQ(
        code("SELECT sum((a.n * b.n + c.n * d.n + e.n * f.n) % 7) FROM facts a, facts b, facts c, facts d, facts e, facts f"),
        ErrorCode::policy_refused);
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(3));
    EXPECT_EQ(code("SELECT a.n FROM facts a, facts b"), ErrorCode::policy_refused); // 2,500 rows where 1,000 are allowed
    std::stop_source stop;
    stop.request_stop();
    EXPECT_THROW(world.gate.query("SELECT sum(n) FROM facts", {}, stop.get_token()), Error);
    EXPECT_EQ(world.gate.query("SELECT sum(n) FROM facts").column(0).number(0), 1225);
}

} // namespace
