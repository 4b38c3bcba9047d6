// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/date.h"

namespace plumbline {

enum class ColumnType { text, integer, real, date, boolean };

/// One cell; monostate is a missing value.
using Value = std::variant<std::monostate, std::string, int64_t, double, Date, bool>;

/// A named, typed, null-aware column. `unit`: "", "count", "currency", "percent" (a fraction), "ratio".
class Column {
public:
    Column(std::string name, ColumnType type, std::string unit = {});
    const std::string& name() const { return m_name; }
    ColumnType type() const { return m_type; }
    const std::string& unit() const { return m_unit; }
    size_t size() const { return m_valid.size(); }

    void append(std::string_view v);
    void append(const char* v) { append(std::string_view(v)); }
    void append(int64_t v); ///< into integer or real
    void append(double v);
    void append(Date v);
    void append(bool v);
    void append_null();
    void append_value(const Value& v);

    bool is_null(size_t row) const { return !m_valid[row]; }
    const std::string& text(size_t row) const { return m_text[row]; }
    int64_t integer(size_t row) const { return m_integers[row]; }
    Date date(size_t row) const { return {static_cast<int32_t>(m_integers[row])}; }
    bool boolean(size_t row) const { return m_integers[row] != 0; }
    /// integer or real as double; nullopt where missing.
    std::optional<double> number(size_t row) const;
    Value value(size_t row) const;

private:
    std::string m_name;
    ColumnType m_type;
    std::string m_unit;
    std::vector<std::string> m_text;
    std::vector<int64_t> m_integers; // integer, date (days), boolean
    std::vector<double> m_reals;
    std::vector<uint8_t> m_valid;
};

/// The value every room hands to the next: columns of equal length.
class Table {
public:
    Column& add(std::string name, ColumnType type, std::string unit = {});
    size_t rows() const { return m_columns.empty() ? 0 : m_columns.front().size(); }
    size_t columns() const { return m_columns.size(); }
    Column& column(size_t i) { return m_columns[i]; }
    const Column& column(size_t i) const { return m_columns[i]; }
    /// Index of a column by name.
    std::optional<size_t> find(std::string_view name) const;
    /// The column of a name; throws Error{internal} where there is none.
    const Column& at(std::string_view name) const;

private:
    std::vector<Column> m_columns;
};

/// Locale-free text of a cell: ISO dates, shortest round-trip decimals, "" for missing.
std::string to_text(const Value& v);

} // namespace plumbline
