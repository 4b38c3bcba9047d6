// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/parquet.h"

#include <algorithm>
#include <set>

#include "core/base/error.h"
#include "core/ingest/roles.h"

namespace plumbline::ingest {

using duck::quote_name;
using duck::quote_text;

namespace {

struct Leaf {
    std::string name; ///< dotted
    std::string expression;
    std::string type; ///< DuckDB's
};

/// Splits "a INTEGER, b STRUCT(c DATE)" at the commas of its own level.
std::vector<std::string> parts_of(const std::string& text) {
    std::vector<std::string> out;
    int depth = 0;
    bool quoted = false;
    std::string part;
    for (char c : text) {
        if (c == '"') quoted = !quoted;
        if (!quoted && (c == '(' || c == '[')) ++depth;
        if (!quoted && (c == ')' || c == ']')) --depth;
        if (c == ',' && depth == 0 && !quoted) {
            out.push_back(part);
            part.clear();
        } else if (!(part.empty() && c == ' ')) {
            part += c;
        }
    }
    if (!part.empty()) out.push_back(part);
    return out;
}

void add_leaves(const std::string& name, const std::string& expression, const std::string& type, std::vector<Leaf>& out) {
    if (!type.starts_with("STRUCT(") || type.ends_with("[]")) {
        out.push_back({name, expression, type});
        return;
    }
    for (const std::string& part : parts_of(type.substr(7, type.size() - 8))) {
        const bool quoted = part.front() == '"';
        const size_t end = quoted ? part.find('"', 1) + 1 : part.find(' ');
        const std::string child = quoted ? part.substr(1, end - 2) : part.substr(0, end);
        add_leaves(name + "." + child, "struct_extract(" + expression + ", " + quote_text(child) + ")", part.substr(end + 1),
                   out);
    }
}

FieldType field_type(const std::string& type, int& scale) {
    scale = 0;
    if (type.starts_with("DECIMAL")) {
        scale = std::stoi(type.substr(type.find(',') + 1));
        return FieldType::decimal;
    }
    if (type == "DOUBLE" || type == "FLOAT" || type == "HUGEINT" || type == "UBIGINT") {
        scale = -1;
        return FieldType::decimal;
    }
    if (type.ends_with("INT") || type == "INTEGER" || type == "UINTEGER") return FieldType::integer;
    if (type == "DATE") return FieldType::date;
    if (type == "TIMESTAMP WITH TIME ZONE") return FieldType::timestamptz;
    if (type.starts_with("TIMESTAMP")) return FieldType::timestamp;
    if (type == "BOOLEAN") return FieldType::boolean;
    return FieldType::text;
}

} // namespace

void set_aside_without(duck::Connection& connection, const std::string& relation, const std::string& field,
                       FileReading& reading) {
    const std::string lacks = " WHERE " + quote_name(field) + " IS NULL";
    const int64_t n = std::get<int64_t>(connection.scalar("SELECT count(*) FROM " + relation + lacks));
    if (n == 0) return;
    const auto at = std::ranges::find(reading.columns, field, &DatasetColumn::field);
    const std::string name = at == reading.columns.end() ? field : at->name;
    const Table rows = connection.query("SELECT * FROM (SELECT row_number() OVER () AS plumbline_line, * FROM " + relation + ")" +
                                        lacks + " LIMIT 10000");
    for (size_t r = 0; r < rows.rows(); ++r) {
        std::string text;
        for (size_t c = 1; c < rows.columns() && text.size() < 400; ++c)
            text += (c > 1 ? "," : "") + (rows.column(c).is_null(r) ? std::string() : to_text(rows.column(c).value(r)));
        reading.rejects.push_back({static_cast<int64_t>(rows.column(0).number(r).value_or(0)), "no date in " + name, text});
    }
    reading.rejected_rows += n;
    reading.rows -= n;
}

void ParquetFile::fail(const Error& e, const std::string& detail) const {
    if (e.code() != ErrorCode::query_failed) throw e;
    if (std::string(e.what()).find("Out of Memory") != std::string::npos)
        throw Error(ErrorCode::reader_memory, {{"file", m_name}, {"limit", m_limit}});
    throw Error(ErrorCode::file_corrupt, {{"file", m_name}, {"detail", detail}});
}

ParquetFile::ParquetFile(const std::filesystem::path& path, const std::string& memory_limit, const std::filesystem::path& work)
    : m_name(path.filename().string()), m_limit(memory_limit) {
    const bool folder = std::filesystem::is_directory(path);
    duck::OpenOptions options;
    options.memory_limit = memory_limit;
    options.allowed_directories = {folder ? path : path.parent_path()};
    if (!work.empty()) options.allowed_directories.push_back(work);
    m_database = std::make_unique<duck::Database>(std::filesystem::path(), options);
    m_connection = std::make_unique<duck::Connection>(*m_database);
    const std::string source = folder ? "read_parquet(" + quote_text((path / "**/*.parquet").string()) +
                                            ", hive_partitioning = true, union_by_name = true)"
                                      : "read_parquet(" + quote_text(path.string()) + ")";
    try {
        const Table described = m_connection->query("DESCRIBE SELECT * FROM " + source);
        std::vector<Leaf> leaves;
        for (size_t r = 0; r < described.rows(); ++r)
            add_leaves(described.column(0).text(r), quote_name(described.column(0).text(r)), described.column(1).text(r), leaves);
        if (leaves.size() > 2000)
            throw Error(ErrorCode::file_too_many_columns,
                        {{"file", m_name}, {"columns", std::to_string(leaves.size())}, {"limit", "2000"}});
        std::set<std::string> taken;
        std::string fields;
        for (const Leaf& leaf : leaves) {
            DatasetColumn column;
            column.name = leaf.name;
            column.field = field_name(leaf.name, taken);
            taken.insert(column.field);
            column.type = field_type(leaf.type, column.scale);
            const std::string expression = column.type == FieldType::text && leaf.type != "VARCHAR"
                                               ? "CAST(" + leaf.expression + " AS VARCHAR)"
                                               : leaf.expression;
            fields += (fields.empty() ? "" : ", ") + expression + " AS " + quote_name(column.field);
            m_reading.columns.push_back(std::move(column));
        }
        m_select = "SELECT " + fields + " FROM " + source;
        m_reading.rows = std::get<int64_t>(m_connection->scalar("SELECT count(*) FROM " + source));
        m_reading.whole = true;
        m_reading.dialect = {"parquet", "", "", "", "", "", "", "", 0, 0, 0};
    } catch (const Error& e) {
        fail(e, "it is not a Parquet file that can be read whole");
    }
}

Table ParquetFile::rows(size_t most) {
    try {
        return m_connection->query(m_select + " LIMIT " + std::to_string(most));
    } catch (const Error& e) {
        fail(e, "its pages cannot be read");
    }
}

void ParquetFile::require(const std::string& field) {
    try {
        set_aside_without(*m_connection, "(" + m_select + ")", field, m_reading);
    } catch (const Error& e) {
        fail(e, "its pages cannot be read");
    }
    if (m_reading.rejected_rows > 0) m_select = "SELECT * FROM (" + m_select + ") WHERE " + quote_name(field) + " IS NOT NULL";
}

void ParquetFile::write_copy(const std::filesystem::path& file) {
    try {
        m_connection->execute("COPY (" + m_select + ") TO " + quote_text(file.string()) +
                              " (FORMAT parquet, COMPRESSION snappy)");
    } catch (const Error& e) {
        fail(e, "its pages cannot be read");
    }
}

} // namespace plumbline::ingest
