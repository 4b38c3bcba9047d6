// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/table_json.h"

#include <cmath>

namespace plumbline {

nlohmann::json to_json(const Value& v) {
    if (std::holds_alternative<std::monostate>(v)) return nullptr;
    if (const auto* s = std::get_if<std::string>(&v)) return *s;
    if (const auto* i = std::get_if<int64_t>(&v)) return *i;
    if (const auto* b = std::get_if<bool>(&v)) return *b;
    if (const auto* date = std::get_if<Date>(&v)) return to_iso(*date);
    const double d = std::get<double>(v);
    if (!std::isfinite(d)) return nullptr;
    return d;
}

nlohmann::json to_json(const Table& table) {
    nlohmann::json columns = nlohmann::json::array(), rows = nlohmann::json::array();
    for (size_t c = 0; c < table.columns(); ++c)
        columns.push_back({{"name", table.column(c).name()}, {"unit", table.column(c).unit()}});
    for (size_t r = 0; r < table.rows(); ++r) {
        nlohmann::json row = nlohmann::json::array();
        for (size_t c = 0; c < table.columns(); ++c) row.push_back(to_json(table.column(c).value(r)));
        rows.push_back(std::move(row));
    }
    return {{"columns", std::move(columns)}, {"rows", std::move(rows)}};
}

} // namespace plumbline
