// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/reading_json.h"

#include "core/table/table_json.h"

namespace plumbline::ingest {

using nlohmann::json;

namespace {

template <class T>
void put(json& j, const char* key, const std::optional<T>& v) {
    if (v) j[key] = *v;
}

template <class T>
void get(const json& j, const char* key, std::optional<T>& v) {
    if (j.contains(key) && !j[key].is_null()) v = j[key].get<T>();
}

} // namespace

json to_json(const Dialect& d) {
    return {{"encoding", d.encoding},
            {"delimiter", d.delimiter},
            {"quote", d.quote},
            {"escape", d.escape},
            {"newline", d.newline},
            {"decimal", d.decimal},
            {"thousands", d.thousands},
            {"date_format", d.date_format},
            {"skipped_head", d.skipped_head},
            {"skipped_tail", d.skipped_tail},
            {"header_rows", d.header_rows}};
}

Dialect dialect_from_json(const json& j) {
    Dialect d;
    d.encoding = j.value("encoding", "");
    d.delimiter = j.value("delimiter", "");
    d.quote = j.value("quote", "");
    d.escape = j.value("escape", "");
    d.newline = j.value("newline", "");
    d.decimal = j.value("decimal", "");
    d.thousands = j.value("thousands", "");
    d.date_format = j.value("date_format", "");
    d.skipped_head = j.value("skipped_head", int64_t{0});
    d.skipped_tail = j.value("skipped_tail", int64_t{0});
    d.header_rows = j.value("header_rows", 1);
    return d;
}

json to_json(const ReadOptions& o) {
    json j = json::object();
    put(j, "encoding", o.encoding);
    put(j, "delimiter", o.delimiter);
    put(j, "quote", o.quote);
    put(j, "escape", o.escape);
    put(j, "decimal", o.decimal);
    put(j, "thousands", o.thousands);
    put(j, "date_order", o.date_order);
    put(j, "skip_head", o.skip_head);
    put(j, "skip_tail", o.skip_tail);
    put(j, "header_rows", o.header_rows);
    put(j, "sheet", o.sheet);
    return j;
}

ReadOptions options_from_json(const json& j) {
    ReadOptions o;
    get(j, "encoding", o.encoding);
    get(j, "delimiter", o.delimiter);
    get(j, "quote", o.quote);
    get(j, "escape", o.escape);
    get(j, "decimal", o.decimal);
    get(j, "thousands", o.thousands);
    get(j, "date_order", o.date_order);
    get(j, "skip_head", o.skip_head);
    get(j, "skip_tail", o.skip_tail);
    get(j, "header_rows", o.header_rows);
    get(j, "sheet", o.sheet);
    return o;
}

json to_json(const DatasetColumn& c) {
    return {{"name", c.name},   {"field", c.field},  {"type", field_type_id(c.type)},
            {"scale", c.scale}, {"role", c.role},    {"kind", c.kind},
            {"unit", c.unit},   {"reason", c.reason}};
}

DatasetColumn column_from_json(const json& j) {
    return {j.value("name", ""), j.value("field", ""),         parse_field_type(j.value("type", "text")),
            j.value("scale", 0), j.value("role", "attribute"), j.value("kind", ""),
            j.value("unit", ""), j.value("reason", "")};
}

json to_json(const DatasetInfo& d) {
    json columns = json::array();
    for (const DatasetColumn& c : d.columns) columns.push_back(to_json(c));
    json j{{"id", d.id},
           {"name", d.name},
           {"columns", columns},
           {"rows", d.rows},
           {"currency", d.currency},
           {"facts_table", d.facts_table},
           {"rollup_table", d.rollup_table},
           {"rollup_fields", d.rollup_fields}};
    if (d.dates) j["dates"] = {d.dates->from.days, d.dates->to.days};
    return j;
}

DatasetInfo dataset_from_json(const json& j) {
    DatasetInfo d;
    d.id = j.value("id", int64_t{0});
    d.name = j.value("name", "");
    for (const json& c : j.at("columns")) d.columns.push_back(column_from_json(c));
    d.rows = j.value("rows", int64_t{0});
    d.currency = j.value("currency", "");
    d.facts_table = j.value("facts_table", "");
    d.rollup_table = j.value("rollup_table", "");
    d.rollup_fields = j.value("rollup_fields", std::vector<std::string>{});
    if (j.contains("dates")) d.dates = DateRange{{j["dates"][0].get<int32_t>()}, {j["dates"][1].get<int32_t>()}};
    return d;
}

json to_json(const FileReading& r) {
    json columns = json::array(), rejects = json::array(), questions = json::array();
    for (const DatasetColumn& c : r.columns) columns.push_back(to_json(c));
    for (const Reject& x : r.rejects) rejects.push_back({{"line", x.line}, {"reason", x.reason}, {"text", x.text}});
    for (const Question& q : r.questions)
        questions.push_back({{"id", q.id}, {"column", q.column}, {"text", q.text}, {"choices", q.choices}});
    return {{"dialect", to_json(r.dialect)},    {"columns", columns}, {"rows", r.rows},         {"whole", r.whole},
            {"rejected_rows", r.rejected_rows}, {"rejects", rejects}, {"warnings", r.warnings}, {"questions", questions}};
}

FileReading reading_from_json(const json& j) {
    FileReading r;
    r.dialect = dialect_from_json(j.at("dialect"));
    for (const json& c : j.at("columns")) r.columns.push_back(column_from_json(c));
    r.rows = j.value("rows", int64_t{0});
    r.whole = j.value("whole", false);
    r.rejected_rows = j.value("rejected_rows", int64_t{0});
    for (const json& x : j.at("rejects"))
        r.rejects.push_back({x.value("line", int64_t{0}), x.value("reason", ""), x.value("text", "")});
    r.warnings = j.value("warnings", std::vector<std::string>{});
    for (const json& q : j.at("questions"))
        r.questions.push_back(
            {q.value("id", ""), q.value("column", ""), q.value("text", ""), q.value("choices", std::vector<std::string>{})});
    return r;
}

json to_json(const ColumnChoice& c) {
    json j{{"column", c.column}};
    put(j, "role", c.role);
    put(j, "kind", c.kind);
    put(j, "unit", c.unit);
    put(j, "rename", c.rename);
    return j;
}

ColumnChoice choice_from_json(const json& j) {
    ColumnChoice c;
    c.column = j.value("column", "");
    get(j, "role", c.role);
    get(j, "kind", c.kind);
    get(j, "unit", c.unit);
    get(j, "rename", c.rename);
    return c;
}

json typed_json(const Table& table) {
    json j = plumbline::to_json(table);
    for (size_t c = 0; c < table.columns(); ++c) j["columns"][c]["type"] = static_cast<int>(table.column(c).type());
    return j;
}

Table table_from_typed_json(const json& j) {
    Table table;
    for (const json& c : j.at("columns"))
        table.add(c.value("name", ""), static_cast<ColumnType>(c.value("type", 0)), c.value("unit", ""));
    for (const json& row : j.at("rows"))
        for (size_t c = 0; c < table.columns(); ++c) {
            Column& column = table.column(c);
            const json& v = row.at(c);
            if (v.is_null())
                column.append_null();
            else if (column.type() == ColumnType::text)
                column.append(std::string_view(v.get_ref<const std::string&>()));
            else if (column.type() == ColumnType::date)
                column.append(parse_iso_date(v.get_ref<const std::string&>()).value_or(Date{}));
            else if (column.type() == ColumnType::boolean)
                column.append(v.get<bool>());
            else if (column.type() == ColumnType::integer)
                column.append(v.get<int64_t>());
            else
                column.append(v.get<double>());
        }
    return table;
}

json to_json(const Error& e) { return {{"code", error_id(e.code())}, {"facts", e.facts()}}; }

Error error_from_json(const json& j) { return Error(error_code(j.value("code", "internal")), j.value("facts", ErrorFacts{})); }

} // namespace plumbline::ingest
