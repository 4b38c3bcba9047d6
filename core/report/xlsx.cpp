// SPDX-License-Identifier: GPL-3.0-or-later
#include <xlsxwriter.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/metrics/metrics.h"
#include "core/narrate/narrator.h"
#include "core/report/document.h"

namespace plumbline::report {

namespace {

/// One workbook being written. Text always goes through worksheet_write_string, which stores a string whatever it begins with:
/// "=1+1" from a campaign's name stays text and is never a formula, a link or a number.
class Book {
public:
    Book(const Document& document, const std::filesystem::path& file)
        : m_document(document), m_narrator(document.language), m_path(file), m_book(workbook_new(file.c_str())) {
        if (!m_book) fail("cannot be created");
        m_bold = workbook_add_format(m_book);
        format_set_bold(m_bold);
        m_head = workbook_add_format(m_book);
        format_set_bold(m_head);
        format_set_bottom(m_head, LXW_BORDER_THIN);
    }
    Book(const Book&) = delete;
    Book& operator=(const Book&) = delete;
    ~Book() {
        if (m_book) workbook_close(m_book);
    }

    void write() {
        figures();
        for (const Block& block : flat()) {
            if (const auto* chart = std::get_if<ChartSpec>(&block)) write_chart(*chart);
            if (const auto* table = std::get_if<TableSpec>(&block)) write_table(*table);
            if (const auto* figures = std::get_if<Figures>(&block)) write_table(figures->table);
            if (const auto* bridge = std::get_if<Bridge>(&block)) write_table(table_of(*bridge));
        }
        const lxw_error error = workbook_close(std::exchange(m_book, nullptr));
        if (error != LXW_NO_ERROR) fail(lxw_strerror(error));
    }

private:
    [[noreturn]] void fail(const std::string& detail) const {
        throw Error(ErrorCode::report_failed, {{"file", m_path.string()}, {"path", m_path.string()}, {"detail", detail}});
    }

    /// Names of sheets: at most 31 characters, none of []:*?/\, unique whatever the case.
    lxw_worksheet* sheet(std::string name) {
        std::erase_if(name, [](char c) { return std::string_view("[]:*?/\\'").find(c) != std::string_view::npos; });
        if (name.empty()) name = "Table";
        if (name.size() > 28) {
            name.resize(28);
            while (!name.empty() && (static_cast<unsigned char>(name.back()) & 0x80)) name.pop_back();
        }
        std::string unique = name;
        auto folded = [](std::string text) {
            for (char& c : text)
                if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
            return text;
        };
        for (int n = 2; !m_names.insert(folded(unique)).second; ++n) unique = name + " " + std::to_string(n);
        lxw_worksheet* out = workbook_add_worksheet(m_book, unique.c_str());
        if (!out) fail("the sheet " + unique + " cannot be added");
        return out;
    }

    lxw_format* format(const std::string& pattern) {
        lxw_format*& f = m_formats[pattern];
        if (!f) {
            f = workbook_add_format(m_book);
            format_set_num_format(f, pattern.c_str());
        }
        return f;
    }

    lxw_format* format_of(std::string_view unit, CellKind kind = CellKind::number) {
        if (kind == CellKind::change) return format("+0.0%;-0.0%;0.0%");
        if (unit == "percent") return format("0.0%");
        if (unit == "currency" || unit == "ratio") return format("#,##0.00");
        return format("#,##0");
    }

    void text(lxw_worksheet* at, size_t row, size_t column, const std::string& value, lxw_format* style = nullptr) {
        // Excel holds 32,767 characters a cell; the library refuses longer ones.
        const std::string& fits = value.size() <= 32000 ? value : value.substr(0, 32000);
        worksheet_write_string(at, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column), fits.c_str(), style);
    }
    void number(lxw_worksheet* at, size_t row, size_t column, std::optional<double> value, lxw_format* style) {
        if (value) worksheet_write_number(at, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column), *value, style);
    }
    void date(lxw_worksheet* at, size_t row, size_t column, Date day) {
        const CivilDate c = to_civil(day);
        if (c.year < 1900) return text(at, row, column, to_iso(day)); // Excel has no earlier days
        lxw_datetime value{c.year, static_cast<int>(c.month), static_cast<int>(c.day), 0, 0, 0};
        worksheet_write_datetime(at, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column), &value, format("yyyy-mm-dd"));
    }

    std::string unit_of(const std::string& metric) const {
        if (metric.empty()) return "count";
        const auto& all = metrics::catalogue();
        const auto at = std::ranges::find(all, metric, &metrics::Metric::id);
        return at == all.end() ? "" : at->unit;
    }

    std::vector<Block> flat() const {
        std::vector<Block> out;
        for (const Block& block : m_document.blocks) {
            if (const auto* columns = std::get_if<Columns>(&block))
                for (Block& part : one_below_the_other(*columns)) out.push_back(std::move(part));
            else
                out.push_back(block);
        }
        return out;
    }

    TableSpec table_of(const Bridge& b) const {
        TableSpec t;
        t.id = "bridge";
        t.title = b.title;
        t.subtitle = b.subtitle;
        t.columns = {{"step", m_narrator.phrase("column.period"), CellKind::text, {}},
                     {"value", m_narrator.phrase("column.value"), CellKind::number, b.unit == "currency" ? "revenue" : ""}};
        const auto line = [&](const std::string& label, double value, const std::string& words) {
            TableCell name, cell;
            name.text = label;
            cell.value = value;
            cell.text = words;
            t.rows.push_back({name, cell});
        };
        line(b.from_label, b.from, b.from_text);
        for (const BridgeStep& s : b.steps) line(s.detail.empty() ? s.label : s.label + ", " + s.detail, s.value, s.text);
        line(b.to_label, b.to, b.to_text);
        return t;
    }

    void figures() {
        lxw_worksheet* at = sheet(m_narrator.phrase("document.figures"));
        size_t row = 0;
        text(at, row++, 0, m_document.workspace + ", " + m_document.kind, m_bold);
        text(at, row++, 0, m_document.scope);
        text(at, row++, 0,
             m_narrator.phrase("document.created", {{"created", m_document.created}}) + ", " +
                 m_narrator.phrase("document.fingerprint", {{"fingerprint", m_document.fingerprint}}));
        for (const Block& block : flat()) {
            if (const auto* actions = std::get_if<ActionList>(&block)) {
                text(at, ++row, 0, actions->title, m_bold);
                for (const auto& l : actions->lines) text(at, ++row, 0, l.text + " " + l.why);
                ++row;
            } else if (const auto* callout = std::get_if<Callout>(&block)) {
                text(at, ++row, 0, callout->lead.empty() ? callout->text : callout->lead + " " + callout->text);
            } else if (const auto* heading = std::get_if<Heading>(&block)) {
                text(at, ++row, 0, heading->text, m_bold);
                text(at, ++row, 0, heading->caption);
                ++row;
            } else if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
                text(at, ++row, 0, paragraph->text);
            } else if (const auto* cards = std::get_if<CardRow>(&block)) {
                ++row;
                text(at, row, 0, m_narrator.phrase("column.metric"), m_head);
                text(at, row, 1, m_narrator.phrase("column.value"), m_head);
                text(at, row, 2, m_narrator.phrase("column.change"), m_head);
                text(at, row, 3, "", m_head);
                for (const KpiCard& c : cards->cards) {
                    ++row;
                    text(at, row, 0, c.label);
                    number(at, row, 1, c.value, format_of(c.unit));
                    number(at, row, 2, c.change, format_of("percent", CellKind::change));
                    text(at, row, 3, c.caption);
                }
                ++row;
            }
        }
        worksheet_set_column(at, 0, 0, 28, nullptr);
        worksheet_set_column(at, 1, 3, 16, nullptr);
    }

    /// "Revenue by week": what a sheet is about; its finding stands in its first cell.
    std::string sheet_name(const std::string& id, const std::string& subtitle) const {
        if (const std::string key = "sheet." + id; m_narrator.has(key)) return m_narrator.phrase(key);
        return subtitle.substr(0, subtitle.find(','));
    }

    void write_chart(const ChartSpec& chart) {
        const Table table = to_table(chart);
        lxw_worksheet* at = sheet(sheet_name(chart.id, chart.subtitle));
        text(at, 0, 0, chart.title, m_bold);
        for (size_t c = 0; c < table.columns(); ++c)
            text(at, 2, c, c == 0 ? m_narrator.phrase("column.period") : table.column(c).name(), m_head);
        for (size_t r = 0; r < table.rows(); ++r)
            for (size_t c = 0; c < table.columns(); ++c) {
                const Column& column = table.column(c);
                if (column.is_null(r)) continue;
                if (column.type() == ColumnType::date)
                    date(at, r + 3, c, column.date(r));
                else if (column.type() == ColumnType::text)
                    text(at, r + 3, c, column.text(r));
                else
                    number(at, r + 3, c, column.number(r), format_of(c == 0 ? "count" : chart.y.unit));
            }
        worksheet_set_column(at, 0, 0, 14, nullptr);
        worksheet_set_column(at, 1, 8, 16, nullptr);
        worksheet_freeze_panes(at, 3, 1);
    }

    void write_table(const TableSpec& table) {
        lxw_worksheet* at = sheet(sheet_name(table.id, table.subtitle));
        text(at, 0, 0, table.title, m_bold);
        std::vector<size_t> shown;
        for (size_t c = 0; c < table.columns.size(); ++c)
            if (table.columns[c].kind != CellKind::bar) shown.push_back(c);
        for (size_t c = 0; c < shown.size(); ++c) text(at, 2, c, table.columns[shown[c]].title, m_head);
        size_t row = 3;
        auto line = [&](const std::vector<TableCell>& cells) {
            for (size_t c = 0; c < shown.size() && shown[c] < cells.size(); ++c) {
                const TableColumnSpec& column = table.columns[shown[c]];
                const TableCell& cell = cells[shown[c]];
                if (column.kind == CellKind::number || column.kind == CellKind::change || column.kind == CellKind::heat) {
                    // A rate without a metric of its own is recognised by its text.
                    const bool percent = column.metric.empty() && cell.text.ends_with('%');
                    // Changes may be shown as amounts.
                    const bool amount = column.kind == CellKind::change && !cell.text.ends_with('%') &&
                                        unit_of(column.metric) != "percent" && !column.metric.empty();
                    number(at, row, c, cell.value,
                           percent  ? format_of("percent")
                           : amount ? format("+#,##0.00;-#,##0.00;0.00")
                                    : format_of(unit_of(column.metric), column.kind));
                } else {
                    text(at, row, c, cell.text);
                }
            }
            ++row;
        };
        for (const auto& cells : table.rows) line(cells);
        if (!table.total.empty()) line(table.total);
        worksheet_set_column(at, 0, 0, 28, nullptr);
        worksheet_set_column(at, 1, 12, 14, nullptr);
        worksheet_freeze_panes(at, 3, 1);
    }

    const Document& m_document;
    narrate::Narrator m_narrator;
    std::filesystem::path m_path;
    lxw_workbook* m_book;
    lxw_format* m_bold = nullptr;
    lxw_format* m_head = nullptr;
    std::map<std::string, lxw_format*> m_formats;
    std::set<std::string> m_names;
};

} // namespace

void write_xlsx(const Document& document, const std::filesystem::path& file) { Book(document, file).write(); }

} // namespace plumbline::report
