// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/dataset.h"

#include <algorithm>
#include <array>

namespace plumbline {

namespace {

constexpr std::array<std::string_view, 9> type_ids{"text",      "integer",     "decimal", "percent", "date",
                                                   "timestamp", "timestamptz", "boolean", "null"};
constexpr std::array<std::string_view, 9> measures{"impressions",   "clicks", "visits",  "leads",  "orders",
                                                   "new_customers", "cost",   "revenue", "measure"};

bool same_ignoring_case(std::string_view a, std::string_view b) {
    auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::ranges::equal(a, b, [&](char x, char y) { return lower(x) == lower(y); });
}

} // namespace

std::string_view field_type_id(FieldType type) { return type_ids[static_cast<size_t>(type)]; }

FieldType parse_field_type(std::string_view id) {
    const auto at = std::ranges::find(type_ids, id);
    return at == type_ids.end() ? FieldType::text : static_cast<FieldType>(at - type_ids.begin());
}

const std::vector<std::string>& column_roles() {
    static const std::vector<std::string> roles{
        "date",          "campaign", "campaign_id", "dimension", "impressions", "clicks",    "visits", "leads", "orders",
        "new_customers", "cost",     "revenue",     "measure",   "rate",        "attribute", "id",     "ignore"};
    return roles;
}

bool is_measure_role(std::string_view role) { return std::ranges::find(measures, role) != measures.end(); }

bool is_dimension_role(std::string_view role) { return role == "dimension" || role == "campaign" || role == "campaign_id"; }

const DatasetColumn* DatasetInfo::by_role(std::string_view role) const {
    const auto at = std::ranges::find(columns, role, &DatasetColumn::role);
    return at == columns.end() ? nullptr : &*at;
}

const DatasetColumn* DatasetInfo::by_field(std::string_view field) const {
    const auto at = std::ranges::find(columns, field, &DatasetColumn::field);
    return at == columns.end() ? nullptr : &*at;
}

const DatasetColumn* DatasetInfo::dimension(std::string_view any) const {
    for (const auto pick : {0, 1, 2, 3})
        for (const DatasetColumn& c : columns) {
            if (!is_dimension_role(c.role)) continue;
            const std::string& known = pick == 0 ? c.kind : pick == 1 ? c.role : pick == 2 ? c.field : c.name;
            if (!known.empty() && !(pick == 1 && known == "dimension") && same_ignoring_case(known, any)) return &c;
        }
    return nullptr;
}

std::vector<const DatasetColumn*> DatasetInfo::dimensions() const {
    std::vector<const DatasetColumn*> out;
    for (const DatasetColumn& c : columns)
        if (is_dimension_role(c.role)) out.push_back(&c);
    return out;
}

} // namespace plumbline
