// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/metrics/cube.h"
#include "core/metrics/metrics.h"
#include "core/warehouse/embedded.h"

namespace plumbline::testing {

/// A row as the tests think of it: values of the dimensions and unscaled measures, in the order of the world's columns.
struct Row {
    Date day;
    std::vector<std::optional<std::string>> dimensions;
    std::vector<std::optional<int64_t>> measures;
};

/// A dimension or a measure of a world.
struct DimensionSpec {
    std::string field, role, kind;
    bool as_enum = true;
};
struct MeasureSpec {
    std::string field, role;
    FieldType type = FieldType::integer;
    int scale = 0; ///< decimal; -1: double with two digits
};

/// How a query is answered.
enum class Way { cube, rollup, facts };

/// Rows in a DuckDB of their own, with a roll-up and a cube made by the program.
class World {
public:
    World(std::vector<DimensionSpec> dimensions, std::vector<MeasureSpec> measures, std::vector<Row> rows);
    metrics::Answer run(const metrics::Query& query, Way way) const;

    std::vector<DimensionSpec> dimensions;
    std::vector<MeasureSpec> measures;
    std::vector<Row> rows;
    DatasetInfo info;       ///< with the roll-up
    DatasetInfo facts_info; ///< without
    std::unique_ptr<EmbeddedEngine> engine;
    std::shared_ptr<const metrics::Cube> cube;
};

/// Channel, region and campaign with clicks, impressions, orders, cost and revenue (two digits).
World small_world(std::vector<Row> rows);

inline Date day(const char* iso) { return *parse_iso_date(iso); }

} // namespace plumbline::testing
