// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/base/date.h"

namespace plumbline {

/// What a value of a column is, as stored in a snapshot.
enum class FieldType { text, integer, decimal, percent, date, timestamp, timestamptz, boolean, null };
std::string_view field_type_id(FieldType type);
FieldType parse_field_type(std::string_view id);

/// Roles a column can have, by stable id:
///   "date"                                      the day of the row
///   "campaign", "campaign_id"                   name and id of the campaign
///   "dimension"                                 text to group by; `kind` says which: "channel", "sub_channel", "country",
///   "region", "city",
///                                               "device", "category", "product", "audience", "" …
///   "impressions" "clicks" "visits" "leads" "orders" "new_customers" "cost" "revenue"   measures that metrics are made of
///   "measure"                                   any other number that may be summed
///   "rate"                                      a ratio that came with the export (CTR, CPC): shown, never summed
///   "attribute"                                 a number or text that describes the row and is neither summed nor grouped by
///   default "id"                                        an identifier: never summed "ignore"
const std::vector<std::string>& column_roles();
bool is_measure_role(std::string_view role);   ///< the eight measures and "measure"
bool is_dimension_role(std::string_view role); ///< "dimension", "campaign", "campaign_id"

/// A column of a dataset.
struct DatasetColumn {
    std::string name;  ///< as in the file
    std::string field; ///< its name in SQL: lower case, ASCII, unique in the dataset
    FieldType type = FieldType::text;
    int scale = 0; ///< decimal: digits after the point; -1: stored as double
    std::string role = "attribute";
    std::string kind;   ///< dimension: which
    std::string unit;   ///< "count", "percent", "ratio", ISO 4217 code of an amount, or empty
    std::string reason; ///< why this role, in English, short: "name; 'CHF' in the title block"
};

struct DatasetInfo {
    int64_t id = 0;
    std::string name;
    std::vector<DatasetColumn> columns;
    int64_t rows = 0;
    std::optional<DateRange> dates;
    int snapshots = 0;
    std::string currency;                   ///< ISO 4217, empty where no column says
    std::string fingerprint;                ///< SHA-256 over its snapshots and roles
    std::string facts_table;                ///< in facts.duckdb: one column a field, typed
    std::string rollup_table;               ///< same, by day and dimension; empty where the dataset has no date
    std::vector<std::string> rollup_fields; ///< dimensions that the roll-up keeps (fields)

    const DatasetColumn* by_role(std::string_view role) const;
    const DatasetColumn* by_field(std::string_view field) const;
    /// By kind ("channel"), role ("campaign"), field or name, case-insensitive; null where there is none.
    const DatasetColumn* dimension(std::string_view any_name) const;
    std::vector<const DatasetColumn*> dimensions() const;
};

} // namespace plumbline
