// SPDX-License-Identifier: GPL-3.0-or-later
#include "world.h"

#include <algorithm>
#include <set>

#include "core/warehouse/rollup.h"

namespace plumbline::testing {

namespace {

std::string measure_text(const MeasureSpec& spec, int64_t unscaled) {
    const int digits = spec.type == FieldType::integer ? 0 : spec.scale < 0 ? 2 : spec.scale;
    if (digits == 0) return std::to_string(unscaled);
    std::string text = std::to_string(std::abs(unscaled));
    while (static_cast<int>(text.size()) <= digits) text.insert(text.begin(), '0');
    text.insert(text.size() - static_cast<size_t>(digits), ".");
    return (unscaled < 0 ? "-" : "") + text;
}

std::string measure_type(const MeasureSpec& spec) {
    if (spec.type == FieldType::integer) return "BIGINT";
    return spec.scale < 0 ? "DOUBLE" : "DECIMAL(18, " + std::to_string(spec.scale) + ")";
}

} // namespace

World::World(std::vector<DimensionSpec> d, std::vector<MeasureSpec> m, std::vector<Row> r)
    : dimensions(std::move(d)), measures(std::move(m)), rows(std::move(r)) {
    auto database = std::make_shared<duck::Database>("", duck::OpenOptions{.read_only = false, .threads = 2});
    duck::Connection c = database->connect();
    std::string columns = "\"day\" DATE";
    for (size_t i = 0; i < dimensions.size(); ++i) {
        std::string type = "VARCHAR";
        std::set<std::string> values;
        for (const Row& row : rows)
            if (row.dimensions[i]) values.insert(*row.dimensions[i]);
        if (dimensions[i].as_enum && !values.empty()) {
            type = "enum_" + std::to_string(i);
            std::string members;
            for (auto v = values.rbegin(); v != values.rend(); ++v)
                members += (members.empty() ? "" : ", ") + duck::quote_text(*v);
            c.execute("CREATE TYPE " + type + " AS ENUM (" + members + ")");
        }
        columns += ", " + duck::quote_name(dimensions[i].field) + " " + type;
    }
    for (const MeasureSpec& s : measures) columns += ", " + duck::quote_name(s.field) + " " + measure_type(s);
    c.execute("CREATE TABLE facts (" + columns + ")");
    for (size_t begin = 0; begin < rows.size(); begin += 500) {
        std::string sql = "INSERT INTO facts VALUES ";
        for (size_t i = begin; i < std::min(begin + 500, rows.size()); ++i) {
            sql += (i > begin ? ", (DATE '" : "(DATE '") + to_iso(rows[i].day) + "'";
            for (const auto& v : rows[i].dimensions) sql += v ? ", " + duck::quote_text(*v) : ", NULL";
            for (size_t k = 0; k < measures.size(); ++k)
                sql += ", " + (rows[i].measures[k] ? measure_text(measures[k], *rows[i].measures[k]) : std::string("NULL"));
            sql += ")";
        }
        c.execute(sql);
    }

    info.name = "world";
    info.facts_table = "facts";
    info.fingerprint = "f";
    info.rows = static_cast<int64_t>(rows.size());
    info.columns.push_back({.name = "Day", .field = "day", .type = FieldType::date, .role = "date"});
    for (const DimensionSpec& s : dimensions)
        info.columns.push_back({.name = s.field, .field = s.field, .role = s.role, .kind = s.kind});
    for (const MeasureSpec& s : measures)
        info.columns.push_back({.name = s.field, .field = s.field, .type = s.type, .scale = s.scale, .role = s.role});
    for (const Row& row : rows) {
        if (!info.dates) info.dates = DateRange{row.day, row.day};
        info.dates->from = std::min(info.dates->from, row.day);
        info.dates->to = std::max(info.dates->to, row.day);
    }
    facts_info = info;
    const auto plan = warehouse::plan_rollup(info, [&](const std::string& sql) { return c.query(sql); });
    c.execute(warehouse::rollup_sql(info, plan.fields, "rollup"));
    info.rollup_table = "rollup";
    info.rollup_fields = plan.fields;
    engine = std::make_unique<EmbeddedEngine>(database);
    cube = metrics::Cube::load(info, *engine);
}

metrics::Answer World::run(const metrics::Query& query, Way way) const {
    const DatasetInfo& dataset = way == Way::facts ? facts_info : info;
    return metrics::run({&dataset, way == Way::cube ? nullptr : engine.get(), way == Way::cube ? cube.get() : nullptr}, query);
}

World small_world(std::vector<Row> rows) {
    return World({{"channel", "dimension", "channel"}, {"region", "dimension", "region", false}, {"campaign", "campaign", ""}},
                 {{"impressions", "impressions"},
                  {"clicks", "clicks"},
                  {"orders", "orders"},
                  {"cost", "cost", FieldType::decimal, 2},
                  {"revenue", "revenue", FieldType::decimal, 2}},
                 std::move(rows));
}

} // namespace plumbline::testing
