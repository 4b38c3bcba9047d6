// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/table_file.h"

#include <fstream>

#include "core/report/document.h"
#include "core/report/words.h"
#include "core/store/files.h"

namespace plumbline::report {

namespace {

constexpr std::string_view end_of_line = "\r\n";

void head(std::string& out, const std::string& title, const std::string& subtitle, const Origin& o) {
    out += "\xEF\xBB\xBF";
    out += csv_field(title) + std::string(end_of_line);
    if (!subtitle.empty()) out += csv_field(subtitle) + std::string(end_of_line);
    for (const auto& [key, value] :
         {std::pair{"file.workspace", o.workspace}, {"file.period", o.period}, {"file.filters", o.filters}})
        if (!value.empty()) out += csv_field(words(key, o.language) + ": " + value) + std::string(end_of_line);
    out += end_of_line;
}

void line(std::string& out, const std::vector<std::string>& fields) {
    for (size_t i = 0; i < fields.size(); ++i) out += (i ? "," : "") + fields[i];
    out += end_of_line;
}

bool repeats_its_neighbour(const TableSpec& table, size_t column) {
    if (table.columns[column].kind != CellKind::bar) return false;
    return table.rows.empty() || column >= table.rows.front().size() || table.rows.front()[column].text.empty();
}

/// A cell of numbers is its value, not its text: "9,30 M CHF" cannot be added up.
std::string field_of(const TableCell& cell, CellKind kind) {
    if (cell.value && kind != CellKind::text && kind != CellKind::badge) return to_text(Value(*cell.value));
    if (kind != CellKind::text && kind != CellKind::badge && (cell.text == missing_value || cell.text.empty())) return {};
    return csv_field(cell.text == missing_value ? std::string() : cell.text);
}

} // namespace

std::string csv_field(const std::string& text) {
    const bool formula = !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
    if (!formula && text.find_first_of(",\"\r\n;\t") == std::string::npos && text.find_first_of(" ") != 0) return text;
    std::string out = formula ? "\"'" : "\"";
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + "\"";
}

std::string table_csv(const TableSpec& table, const Origin& origin) {
    std::string out;
    head(out, table.title, table.subtitle, origin);
    std::vector<size_t> used;
    for (size_t c = 0; c < table.columns.size(); ++c)
        if (!repeats_its_neighbour(table, c)) used.push_back(c);
    std::vector<std::string> fields;
    for (const size_t c : used) fields.push_back(csv_field(table.columns[c].title));
    line(out, fields);
    auto row = [&](const std::vector<TableCell>& cells) {
        fields.clear();
        for (const size_t c : used)
            fields.push_back(c < cells.size() ? field_of(cells[c], table.columns[c].kind) : std::string());
        line(out, fields);
    };
    for (const auto& cells : table.rows) row(cells);
    if (!table.total.empty()) row(table.total);
    return out;
}

std::string chart_csv(const ChartSpec& chart, const Origin& origin) {
    std::string out;
    head(out, chart.title, chart.subtitle, origin);
    const Table table = to_table(chart);
    std::vector<std::string> fields;
    for (size_t c = 0; c < table.columns(); ++c) fields.push_back(csv_field(table.column(c).name()));
    line(out, fields);
    for (size_t r = 0; r < table.rows(); ++r) {
        fields.clear();
        for (size_t c = 0; c < table.columns(); ++c) {
            const std::string text = to_text(table.column(c).value(r));
            fields.push_back(table.column(c).type() == ColumnType::text ? csv_field(text) : text);
        }
        line(out, fields);
    }
    return out;
}

void write_table_xlsx(const TableSpec& table, const Origin& origin, const std::filesystem::path& file) {
    Document document;
    document.workspace = origin.workspace;
    document.kind = table.title;
    document.scope = origin.period + (origin.filters.empty() ? "" : ", " + origin.filters);
    document.created = origin.created;
    document.fingerprint = origin.fingerprint;
    document.language = origin.language;
    document.blocks.push_back(table);
    write_xlsx(document, file);
}

void write_text_file(const std::string& text, const std::filesystem::path& file) {
    const std::filesystem::path part = file.string() + ".part";
    {
        std::ofstream stream(part, std::ios::binary);
        stream << text;
        stream.close();
        if (!stream) {
            std::error_code ignored;
            std::filesystem::remove(part, ignored);
            throw Error(ErrorCode::write_failed,
                        {{"path", file.string()}, {"detail", "the folder cannot be written to, or the disk is full"}});
        }
    }
    store::move_file(part, file);
}

} // namespace plumbline::report
