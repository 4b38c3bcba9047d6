// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/facts_builder.h"

#include <algorithm>
#include <set>

#include "core/base/digest.h"
#include "core/base/error.h"
#include "core/store/files.h"
#include "core/warehouse/rollup.h"

namespace plumbline::ingest {

using duck::quote_name;
using duck::quote_text;

namespace {

/// More distinct values than this and a text column stays text: an ENUM of them would cost more than it saves.
constexpr int64_t most_enum_members = 60'000;

struct StoredColumn {
    std::string name;
    std::string type; ///< DuckDB's name of it
};

std::vector<StoredColumn> stored_columns(duck::Connection& c, const std::string& relation) {
    const Table t = c.query("DESCRIBE SELECT * FROM " + relation);
    std::vector<StoredColumn> out;
    for (size_t r = 0; r < t.rows(); ++r) out.push_back({t.column(0).text(r), t.column(1).text(r)});
    return out;
}

/// Text, number, day or truth: what may be joined with what.
char type_class(const std::string& type) {
    if (type == "VARCHAR" || type.starts_with("ENUM")) return 't';
    if (type.starts_with("TIMESTAMP") || type == "DATE") return 'd';
    return type == "BOOLEAN" ? 'b' : 'n';
}

/// How a column of a foreign table is stored in facts; empty where it cannot be.
std::string facts_expression(const StoredColumn& c) {
    const std::string name = quote_name(c.name);
    if (c.type == "HUGEINT" || c.type == "UHUGEINT" || c.type == "UBIGINT") return "CAST(" + name + " AS DOUBLE)";
    if (c.type.ends_with("INT") || c.type == "INTEGER" || c.type == "UINTEGER") return "CAST(" + name + " AS BIGINT)";
    if (c.type == "FLOAT") return "CAST(" + name + " AS DOUBLE)";
    if (c.type.starts_with("DECIMAL")) {
        const int width = std::stoi(c.type.substr(8));
        return width > 18 ? "CAST(" + name + " AS DOUBLE)" : name;
    }
    if (c.type == "TIMESTAMP WITH TIME ZONE") return "CAST(" + name + " AS TIMESTAMP)";
    if (c.type.starts_with("TIMESTAMP")) return "CAST(" + name + " AS TIMESTAMP)";
    if (c.type == "DATE" || c.type == "BOOLEAN" || c.type == "DOUBLE") return name;
    return "CAST(" + name + " AS VARCHAR)";
}

} // namespace

std::string new_table_name(const std::string& prefix) { return prefix + "_" + random_hex(4); }

FactsBuilder::FactsBuilder(const std::filesystem::path& facts, const std::vector<std::filesystem::path>& folders)
    : m_file(facts) {
    duck::OpenOptions options;
    options.read_only = false;
    // Left for the rest of the reader under its limit: parsing buffers, dictionaries, what DuckDB does not count.
    options.memory_limit = "480MB";
    options.temp_directory = facts.parent_path() / "spill";
    options.allowed_directories = folders;
    m_database = std::make_unique<duck::Database>(facts, options);
    m_connection = std::make_unique<duck::Connection>(*m_database);
}

void FactsBuilder::load(duck::RowSource& source, const std::string& table) {
    m_connection->register_source("plumbline_rows", source);
    m_connection->execute("CREATE TABLE " + quote_name(table) + " AS SELECT * FROM plumbline_rows()");
}

void FactsBuilder::load_select(const std::string& select, const std::string& table) {
    const std::string relation = "(" + select + ")";
    std::string fields;
    for (const StoredColumn& c : stored_columns(*m_connection, relation)) {
        std::string expression = facts_expression(c);
        if (type_class(c.type) == 't') {
            const Value distinct =
                m_connection->scalar("SELECT approx_count_distinct(" + quote_name(c.name) + ") FROM " + relation);
            if (std::get<int64_t>(distinct) > 0 && std::get<int64_t>(distinct) <= most_enum_members) {
                const std::string type = new_table_name("values");
                m_connection->execute("CREATE TYPE " + quote_name(type) + " AS ENUM (SELECT DISTINCT CAST(" + quote_name(c.name) +
                                      " AS VARCHAR) AS v FROM " + relation + " WHERE " + quote_name(c.name) +
                                      " IS NOT NULL ORDER BY v)");
                expression = "CAST(CAST(" + quote_name(c.name) + " AS VARCHAR) AS " + quote_name(type) + ")";
            }
        }
        fields += (fields.empty() ? "" : ", ") + expression + " AS " + quote_name(c.name);
    }
    m_connection->execute("CREATE TABLE " + quote_name(table) + " AS SELECT " + fields + " FROM " + relation);
}

void FactsBuilder::write_snapshot(const std::string& table, const std::filesystem::path& file) {
    m_connection->execute("COPY " + quote_name(table) + " TO " + quote_text(file.string()) +
                          " (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)");
    store::flush_file(file);
}

void FactsBuilder::merge(const std::string& old_table, const std::string& new_table, const SnapshotPart& part,
                         const std::string& table) {
    const auto before = stored_columns(*m_connection, quote_name(old_table));
    const auto after = stored_columns(*m_connection, quote_name(new_table));
    auto as_text = [](const std::vector<StoredColumn>& columns, const std::string& relation) {
        std::string fields;
        for (const StoredColumn& c : columns) {
            const std::string name = quote_name(c.name);
            fields +=
                (fields.empty() ? "" : ", ") + (type_class(c.type) == 't' ? "CAST(" + name + " AS VARCHAR) AS " + name : name);
        }
        return "SELECT " + fields + " FROM " + quote_name(relation);
    };
    for (const StoredColumn& a : after)
        for (const StoredColumn& b : before)
            if (a.name == b.name && type_class(a.type) != type_class(b.type))
                throw Error(ErrorCode::file_not_sure,
                            {{"file", "The file"},
                             {"detail", "the column " + a.name + " is of another kind than in the earlier imports"},
                             {"option", "--mode replace"}});
    std::string old_rows = as_text(before, old_table);
    if (part.mode == "upsert") {
        std::string same;
        for (const std::string& field : part.key) {
            auto text = [&](const std::string& relation) {
                return "CAST(" + relation + "." + quote_name(field) + " AS VARCHAR)";
            };
            const bool is_date =
                std::ranges::any_of(after, [&](const StoredColumn& c) { return c.name == field && c.type == "DATE"; });
            same += (same.empty() ? "" : " AND ") +
                    (is_date ? "n." + quote_name(field) + " IS NOT DISTINCT FROM o." + quote_name(field)
                             : text("n") + " IS NOT DISTINCT FROM " + text("o"));
        }
        old_rows = "SELECT * FROM (" + old_rows + ") o WHERE NOT EXISTS (SELECT 1 FROM " + quote_name(new_table) + " n WHERE " +
                   same + ")";
    }
    load_select(old_rows + " UNION ALL BY NAME " + as_text(after, new_table), table);
    drop(old_table);
    drop(new_table);
}

void FactsBuilder::fold(const std::vector<SnapshotPart>& parts, const std::string& table) {
    std::string current;
    for (size_t i = 0; i < parts.size(); ++i) {
        const bool last = i + 1 == parts.size();
        const std::string select = "SELECT * FROM read_parquet(" + quote_text(parts[i].file.string()) + ")";
        if (current.empty() || parts[i].mode == "replace") {
            if (!current.empty()) drop(current);
            current = last ? table : new_table_name("fold");
            load_select(select, current);
            continue;
        }
        const std::string incoming = new_table_name("fold"), merged = last ? table : new_table_name("fold");
        load_select(select, incoming);
        merge(current, incoming, parts[i], merged);
        current = merged;
    }
}

void FactsBuilder::apply_query(const std::string& table, const std::string& sql,
                               const std::vector<std::pair<std::string, Value>>& parameters) {
    // Parameters become typed macros' arguments: `$name` is replaced by a literal that DuckDB itself quotes.
    std::string text = sql;
    for (const auto& [name, value] : parameters) {
        const std::string literal = std::holds_alternative<std::string>(value) ? quote_text(std::get<std::string>(value))
                                    : std::holds_alternative<Date>(value)      ? "DATE " + quote_text(to_text(value))
                                                                               : to_text(value);
        const std::string wanted = "$" + name;
        for (size_t at = text.find(wanted); at != std::string::npos; at = text.find(wanted, at + literal.size())) {
            const size_t end = at + wanted.size();
            if (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) || text[end] == '_')) {
                at = end;
                continue;
            }
            text.replace(at, wanted.size(), literal);
        }
    }
    const Value parsed = m_connection->scalar("SELECT json_serialize_sql(CAST($1 AS VARCHAR))", {text});
    if (std::get<std::string>(parsed).find("\"error\":true") != std::string::npos)
        throw Error(ErrorCode::recipe_invalid, {{"file", "of this file"}, {"detail", "its query is not a single SELECT"}});
    m_connection->execute("CREATE TEMP VIEW input AS SELECT * FROM " + quote_name(table));
    const std::string result = new_table_name("query");
    load_select(text, result);
    m_connection->execute("DROP VIEW input");
    drop(table);
    m_connection->execute("ALTER TABLE " + quote_name(result) + " RENAME TO " + quote_name(table));
}

std::vector<DatasetColumn> FactsBuilder::describe(const std::string& table, const std::vector<DatasetColumn>& known) {
    std::vector<DatasetColumn> out;
    for (const StoredColumn& c : stored_columns(*m_connection, quote_name(table))) {
        const auto at = std::ranges::find(known, c.name, &DatasetColumn::field);
        DatasetColumn column = at != known.end() ? *at : DatasetColumn{c.name, c.name, FieldType::text, 0, "", "", "", ""};
        const char kind = type_class(c.type);
        if (c.type.starts_with("DECIMAL")) {
            column.scale = std::stoi(c.type.substr(c.type.find(',') + 1));
            if (column.type != FieldType::percent) column.type = FieldType::decimal;
        } else if (c.type == "DOUBLE") {
            column.scale = -1;
            if (column.type != FieldType::percent) column.type = FieldType::decimal;
        } else if (kind == 't') {
            column.type = FieldType::text;
        } else if (c.type == "DATE") {
            column.type = FieldType::date;
        } else if (kind == 'd') {
            if (column.type != FieldType::timestamptz) column.type = FieldType::timestamp;
        } else if (kind == 'b') {
            column.type = FieldType::boolean;
        } else {
            column.type = FieldType::integer;
        }
        out.push_back(std::move(column));
    }
    return out;
}

void FactsBuilder::finish(DatasetInfo& dataset, const std::string& table) {
    if (!dataset.facts_table.empty() && dataset.facts_table != table) drop(dataset.facts_table);
    if (!dataset.rollup_table.empty()) drop(dataset.rollup_table);
    dataset.facts_table = table;
    dataset.rollup_table.clear();
    dataset.rollup_fields.clear();
    dataset.rows = std::get<int64_t>(m_connection->scalar("SELECT count(*) FROM " + quote_name(table)));
    dataset.dates.reset();
    const DatasetColumn* date = dataset.by_role("date");
    if (date) {
        const std::string day = "CAST(" + quote_name(date->field) + " AS DATE)";
        const Table t = m_connection->query("SELECT min(" + day + "), max(" + day + ") FROM " + quote_name(table));
        if (!t.column(0).is_null(0)) dataset.dates = DateRange{t.column(0).date(0), t.column(1).date(0)};
    }
    if (!dataset.dates) return;
    const auto plan = warehouse::plan_rollup(dataset, [&](const std::string& sql) { return m_connection->query(sql); });
    const std::string rollup = new_table_name("rollup");
    try {
        m_connection->execute(warehouse::rollup_sql(dataset, plan.fields, rollup));
        dataset.rollup_table = rollup;
        dataset.rollup_fields = plan.fields;
    } catch (const Error& e) {
        if (e.code() != ErrorCode::query_failed) throw; // a sum beyond 18 digits: the facts answer by themselves
    }
}

void FactsBuilder::restore_raw(const std::string& table) {
    if (table.empty()) return;
    const std::string raw = warehouse::raw_table(table);
    const Value there = m_connection->scalar("SELECT count(*) FROM duckdb_tables() WHERE table_name = $1", {Value(raw)});
    if (std::get<int64_t>(there) == 0) return;
    drop(table);
    m_connection->execute("ALTER TABLE " + quote_name(raw) + " RENAME TO " + quote_name(table));
}

void FactsBuilder::remedy(const DatasetInfo& dataset, const std::string& table, const std::vector<warehouse::Rule>& rules) {
    std::vector<std::string> statements;
    for (const warehouse::Rule& rule : rules)
        for (std::string& sql : warehouse::rule_sql(dataset, table, rule)) statements.push_back(std::move(sql));
    if (statements.empty()) return;
    const std::string raw = warehouse::raw_table(table);
    m_connection->execute("ALTER TABLE " + quote_name(table) + " RENAME TO " + quote_name(raw));
    m_connection->execute("CREATE TABLE " + quote_name(table) + " AS SELECT * FROM " + quote_name(raw));
    for (const std::string& sql : statements) try {
            m_connection->execute(sql);
        } catch (const Error& e) {
            if (e.code() != ErrorCode::query_failed) throw; // a spelling or column that later imports no longer have
        }
}

void FactsBuilder::rename_field(const std::string& table, const std::string& from, const std::string& to) {
    m_connection->execute("ALTER TABLE " + quote_name(table) + " RENAME COLUMN " + quote_name(from) + " TO " + quote_name(to));
}

void FactsBuilder::drop(const std::string& table) { m_connection->execute("DROP TABLE IF EXISTS " + quote_name(table)); }

void FactsBuilder::close() {
    m_connection->execute("CHECKPOINT");
    m_connection.reset();
    m_database.reset();
    std::error_code ignored;
    std::filesystem::remove_all(m_file.parent_path() / "spill", ignored);
    store::flush_file(m_file);
}

} // namespace plumbline::ingest
