// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/table.h"

#include <charconv>

#include "core/base/error.h"

namespace plumbline {

Column::Column(std::string name, ColumnType type, std::string unit)
    : m_name(std::move(name)), m_type(type), m_unit(std::move(unit)) {}

void Column::append(std::string_view v) {
    m_text.emplace_back(v);
    m_valid.push_back(1);
}

void Column::append(int64_t v) {
    if (m_type == ColumnType::real)
        m_reals.push_back(static_cast<double>(v));
    else
        m_integers.push_back(v);
    m_valid.push_back(1);
}

void Column::append(double v) {
    m_reals.push_back(v);
    m_valid.push_back(1);
}

void Column::append(Date v) {
    m_integers.push_back(v.days);
    m_valid.push_back(1);
}

void Column::append(bool v) {
    m_integers.push_back(v ? 1 : 0);
    m_valid.push_back(1);
}

void Column::append_null() {
    if (m_type == ColumnType::text)
        m_text.emplace_back();
    else if (m_type == ColumnType::real)
        m_reals.push_back(0);
    else
        m_integers.push_back(0);
    m_valid.push_back(0);
}

void Column::append_value(const Value& v) {
    std::visit(
        [this](const auto& x) {
            if constexpr (std::is_same_v<std::decay_t<decltype(x)>, std::monostate>)
                append_null();
            else
                append(x);
        },
        v);
}

std::optional<double> Column::number(size_t row) const {
    if (is_null(row)) return std::nullopt;
    if (m_type == ColumnType::real) return m_reals[row];
    if (m_type == ColumnType::integer) return static_cast<double>(m_integers[row]);
    return std::nullopt;
}

Value Column::value(size_t row) const {
    if (is_null(row)) return {};
    switch (m_type) {
    case ColumnType::text: return m_text[row];
    case ColumnType::integer: return m_integers[row];
    case ColumnType::real: return m_reals[row];
    case ColumnType::date: return date(row);
    case ColumnType::boolean: return boolean(row);
    }
    return {};
}

Column& Table::add(std::string name, ColumnType type, std::string unit) {
    return m_columns.emplace_back(std::move(name), type, std::move(unit));
}

std::optional<size_t> Table::find(std::string_view name) const {
    for (size_t i = 0; i < m_columns.size(); ++i)
        if (m_columns[i].name() == name) return i;
    return std::nullopt;
}

const Column& Table::at(std::string_view name) const {
    const auto i = find(name);
    if (!i) throw Error(ErrorCode::internal, {{"detail", "a result lacks the column " + std::string(name)}});
    return m_columns[*i];
}

std::string to_text(const Value& v) {
    struct {
        std::string operator()(std::monostate) const { return {}; }
        std::string operator()(const std::string& s) const { return s; }
        std::string operator()(int64_t i) const { return std::to_string(i); }
        std::string operator()(Date d) const { return to_iso(d); }
        std::string operator()(bool b) const { return b ? "true" : "false"; }
        std::string operator()(double d) const {
            char buffer[64];
            const auto end = std::to_chars(buffer, buffer + sizeof buffer, d);
            return {buffer, end.ptr};
        }
    } visitor;
    return std::visit(visitor, v);
}

} // namespace plumbline
