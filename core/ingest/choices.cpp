// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/choices.h"

#include <algorithm>
#include <set>

#include "core/base/error.h"

namespace plumbline::ingest {

namespace {

bool is_number(FieldType type) { return type == FieldType::integer || type == FieldType::decimal || type == FieldType::percent; }

bool only_once(const std::string& role) {
    return role == "date" || role == "campaign" || role == "campaign_id" || (is_measure_role(role) && role != "measure");
}

std::string list_of_roles() {
    std::string out;
    for (const std::string& role : column_roles()) out += (out.empty() ? "" : ", ") + role;
    return out;
}

[[noreturn]] void refuse(const std::string& column, const std::string& role, const std::string& detail) {
    throw Error(ErrorCode::role_invalid, {{"column", column}, {"role", role}, {"detail", detail}, {"options", list_of_roles()}});
}

void check(const DatasetColumn& c, const std::string& role) {
    if (std::ranges::find(column_roles(), role) == column_roles().end()) refuse(c.name, role, "there is no such role");
    if (role == "date" && c.type != FieldType::date && c.type != FieldType::timestamp && c.type != FieldType::timestamptz)
        refuse(c.name, role, "its values are not dates");
    if ((is_measure_role(role) || role == "rate") && !is_number(c.type)) refuse(c.name, role, "its values are not numbers");
}

std::string plain_role(const DatasetColumn& c) {
    return is_measure_role(c.role) ? "measure" : is_dimension_role(c.role) ? "dimension" : "attribute";
}

bool is_currency(const std::string& unit) {
    return unit.size() == 3 && std::ranges::all_of(unit, [](char ch) { return ch >= 'A' && ch <= 'Z'; });
}

} // namespace

void apply_choices(std::vector<DatasetColumn>& columns, const std::vector<ColumnChoice>& choices) {
    std::vector<DatasetColumn> changed = columns;
    for (const ColumnChoice& choice : choices) {
        auto at = std::ranges::find(changed, choice.column, &DatasetColumn::name);
        if (at == changed.end()) at = std::ranges::find(changed, choice.column, &DatasetColumn::field);
        if (at == changed.end()) refuse(choice.column, choice.role.value_or("?"), "there is no such column");
        if (choice.role) {
            check(*at, *choice.role);
            if (only_once(*choice.role))
                for (DatasetColumn& other : changed)
                    if (&other != &*at && other.role == *choice.role) {
                        other.role = plain_role(other);
                        other.reason = std::string(chosen_reason);
                    }
            if (at->role != *choice.role && !is_dimension_role(*choice.role)) at->kind.clear();
            at->role = *choice.role;
        }
        if (choice.kind) at->kind = *choice.kind;
        if (choice.unit) at->unit = *choice.unit;
        if (choice.rename) at->name = *choice.rename;
        at->reason = std::string(chosen_reason);
    }
    columns = std::move(changed);
}

void keep_choices(std::vector<DatasetColumn>& columns, const std::vector<DatasetColumn>& earlier) {
    for (const DatasetColumn& before : earlier) {
        if (before.reason != chosen_reason) continue;
        const auto at = std::ranges::find(columns, before.field, &DatasetColumn::field);
        if (at == columns.end()) continue;
        try {
            apply_choices(columns, {{before.field, before.role, before.kind, before.unit, before.name}});
        } catch (const Error&) {
            // The column is of another type now: what was chosen for the old one no longer fits, and inference stands.
        }
    }
}

std::string currency_of(const std::vector<DatasetColumn>& columns) {
    std::set<std::string> main, any;
    for (const DatasetColumn& c : columns) {
        if (!is_currency(c.unit)) continue;
        any.insert(c.unit);
        if (c.role == "cost" || c.role == "revenue") main.insert(c.unit);
    }
    if (main.size() == 1) return *main.begin();
    return main.empty() && any.size() == 1 ? *any.begin() : "";
}

} // namespace plumbline::ingest
