// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "core/metrics/metrics.h"
#include "core/narrate/narrator.h"
#include "core/report/document.h"

namespace plumbline::report {

namespace {

/// Text of a cell: nothing in it may end the cell, start markup or pass as HTML.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n' || c == '\r') {
            out += ' ';
            continue;
        }
        if (c == '<') {
            out += "&lt;";
            continue;
        }
        if (std::string_view("|\\`*_[]#").find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    return out;
}

std::string row(const std::vector<std::string>& cells) {
    std::string out = "|";
    for (const std::string& c : cells) out += " " + c + " |";
    return out + "\n";
}

std::string rule(const std::vector<bool>& right) {
    std::string out = "|";
    for (const bool r : right) out += r ? " ---: |" : " --- |";
    return out + "\n";
}

class Writer {
public:
    explicit Writer(Language language) : m_language(language), m_narrator(language), m_style(NumberStyle::of(language)) {}
    std::string text;

    void operator()(const Heading& h) {
        text += (h.level > 1 ? "## " : "# ") + escaped(h.text) + "\n\n";
        if (!h.caption.empty()) text += escaped(h.caption) + "\n\n";
    }
    void operator()(const PageBreak&) {}
    void operator()(const Contents&) {} // a reader of Markdown has an outline of its own
    void operator()(const Paragraph& p) { text += escaped(p.text) + "\n\n"; }
    void operator()(const CardRow& cards) {
        text +=
            row({m_narrator.phrase("column.metric"), m_narrator.phrase("column.value"), m_narrator.phrase("column.change"), ""});
        text += rule({false, true, true, false});
        for (const KpiCard& c : cards.cards) text += row({escaped(c.label), c.text, c.change_text, escaped(c.caption)});
        text += "\n";
    }
    void operator()(const ChartSpec& chart) {
        title(chart.title, chart.subtitle);
        const Table table = to_table(chart);
        std::vector<std::string> head{m_narrator.phrase("column.period")};
        std::vector<bool> right{false};
        for (const ChartSeries& s : chart.series) {
            if (s.mark == Mark::band)
                for (const char* edge : {"wbr.column.lower", "wbr.column.upper"})
                    head.push_back(escaped(s.name + ", " + lower_first(m_narrator.phrase(edge))));
            else
                head.push_back(escaped(s.name));
        }
        right.resize(head.size(), true);
        text += row(head) + rule(right);
        for (size_t r = 0; r < table.rows(); ++r) {
            const Column& x = table.column(0);
            const bool calendar = x.type() == ColumnType::date;
            std::vector<std::string> cells{calendar ? format_period_short(x.date(r), chart.x.grain, m_language)
                                                    : escaped(to_text(x.value(r)))};
            if (calendar)
                if (const std::string note = note_at(chart, x.date(r)); !note.empty()) cells[0] = escaped(note);
            for (size_t c = 1; c < table.columns(); ++c)
                cells.push_back(format_cell(table.column(c).number(r), chart.y.unit, m_style));
            text += row(cells);
        }
        text += "\n";
    }
    void operator()(const TableSpec& table) {
        title(table.title, table.subtitle);
        std::vector<std::string> head;
        std::vector<bool> right;
        for (const TableColumnSpec& c : table.columns) {
            if (c.kind == CellKind::bar) continue;
            head.push_back(escaped(c.title));
            right.push_back(c.kind == CellKind::number || c.kind == CellKind::change);
        }
        text += row(head) + rule(right);
        for (const auto& r : table.rows) line(table, r);
        if (!table.total.empty()) line(table, table.total);
        text += "\n";
        if (!table.note.empty()) text += escaped(table.note) + "\n\n";
    }

    void operator()(const Figures& f) { (*this)(f.table); }
    void operator()(const Bridge& b) {
        title(b.title, b.subtitle);
        text += row({"", m_narrator.phrase("column.value")}) + rule({false, true});
        text += row({escaped(b.from_label), escaped(b.from_text)});
        for (const BridgeStep& s : b.steps)
            text += row({escaped(s.detail.empty() ? s.label : s.label + ", " + s.detail), escaped(s.text)});
        text += row({escaped(b.to_label), escaped(b.to_text)}) + "\n";
    }
    void operator()(const ActionList& a) {
        title(a.title, a.subtitle);
        for (size_t i = 0; i < a.lines.size(); ++i)
            text += std::to_string(i + 1) + ". " + escaped(a.lines[i].text) + " " + escaped(a.lines[i].why) + "\n";
        text += "\n";
    }
    void operator()(const Callout& c) { text += escaped(c.lead.empty() ? c.text : c.lead + " " + c.text) + "\n\n"; }
    void operator()(const Columns& c) {
        for (const Block& part : one_below_the_other(c)) std::visit(*this, part);
    }

private:
    void title(const std::string& heading, const std::string& subtitle) {
        if (!heading.empty()) text += "## " + escaped(heading) + "\n\n";
        if (!subtitle.empty()) text += escaped(subtitle) + "\n\n";
    }
    void line(const TableSpec& table, const std::vector<TableCell>& cells) {
        std::vector<std::string> out;
        for (size_t c = 0; c < cells.size() && c < table.columns.size(); ++c)
            if (table.columns[c].kind != CellKind::bar) out.push_back(escaped(cells[c].text));
        text += row(out);
    }
    static std::string lower_first(std::string words) {
        if (!words.empty() && words[0] >= 'A' && words[0] <= 'Z') words[0] = static_cast<char>(words[0] + 32);
        return words;
    }
    static std::string note_at(const ChartSpec& chart, Date day) {
        for (const ChartSeries& s : chart.series)
            for (const ChartPoint& p : s.points)
                if (p.x == day.days && !p.note.empty()) return p.note;
        return {};
    }

    Language m_language;
    narrate::Narrator m_narrator;
    NumberStyle m_style;
};

} // namespace

std::string to_markdown(const Document& document) {
    const narrate::Narrator narrator(document.language);
    Writer writer(document.language);
    writer.text = escaped(document.workspace) + ", " + escaped(document.kind) + "  \n" + escaped(document.scope) + "\n\n";
    for (const Block& block : document.blocks) std::visit(writer, block);
    writer.text += narrator.phrase("document.created", {{"created", document.created}}) + ", " +
                   narrator.phrase("document.fingerprint", {{"fingerprint", document.fingerprint}}) + "\n";
    return std::move(writer.text);
}

} // namespace plumbline::report
