// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/document.h"
#include "core/table/table_json.h"

namespace plumbline::report {

namespace {

using nlohmann::json;

json number(const std::optional<double>& value) { return value ? to_json(Value(*value)) : json(nullptr); }

json numbers(const std::vector<std::optional<double>>& values) {
    json out = json::array();
    for (const auto& v : values) out.push_back(number(v));
    return out;
}

struct BlockJson {
    json operator()(const Heading& h) const { return {{"type", "heading"}, {"text", h.text}, {"caption", h.caption}}; }
    json operator()(const PageBreak&) const { return nullptr; }
    json operator()(const Contents&) const { return nullptr; }
    json operator()(const Paragraph& p) const { return {{"type", "paragraph"}, {"text", p.text}}; }
    json operator()(const CardRow& cards) const {
        json out = json::array();
        for (const KpiCard& c : cards.cards)
            out.push_back({{"metric", c.metric},
                           {"label", c.label},
                           {"unit", c.unit},
                           {"value", number(c.value)},
                           {"change", number(c.change)},
                           {"text", c.text},
                           {"change_text", c.change_text},
                           {"caption", c.caption},
                           {"explanation", c.explanation},
                           {"series", numbers(c.spark)},
                           {"series_before", numbers(c.spark_comparison)}});
        return {{"type", "cards"}, {"cards", out}};
    }
    json operator()(const ChartSpec& chart) const {
        json table = to_json(to_table(chart));
        json partial = json::array();
        for (const ChartSeries& s : chart.series)
            for (const ChartPoint& p : s.points)
                if (p.partial) partial.push_back({{"x", x_of(chart, p)}, {"note", p.note}});
        return {{"type", "chart"},
                {"id", chart.id},
                {"title", chart.title},
                {"subtitle", chart.subtitle},
                {"reading", chart.reading},
                {"grain", grain_id(chart.x.grain)},
                {"columns", table["columns"]},
                {"rows", table["rows"]},
                {"partial", partial}};
    }
    json operator()(const TableSpec& table) const {
        json columns = json::array(), rows = json::array();
        for (const TableColumnSpec& c : table.columns)
            if (c.kind != CellKind::bar) columns.push_back({{"id", c.id}, {"title", c.title}, {"metric", c.metric}});
        for (const auto& cells : table.rows) rows.push_back(line(table, cells));
        json out{{"type", "table"},
                 {"id", table.id},
                 {"title", table.title},
                 {"subtitle", table.subtitle},
                 {"dimension", table.dimension},
                 {"columns", columns},
                 {"rows", rows},
                 {"note", table.note}};
        if (!table.total.empty()) out["total"] = line(table, table.total);
        return out;
    }
    json operator()(const Figures& f) const {
        json out = (*this)(f.table);
        out["recent"] = json::array();
        for (const auto& values : f.recent) out["recent"].push_back(numbers(values));
        return out;
    }
    json operator()(const Bridge& b) const {
        json steps = json::array();
        for (const BridgeStep& s : b.steps)
            steps.push_back({{"label", s.label}, {"detail", s.detail}, {"value", number(s.value)}, {"text", s.text}});
        return {{"type", "bridge"},
                {"title", b.title},
                {"subtitle", b.subtitle},
                {"reading", b.reading},
                {"unit", b.unit},
                {"from", {{"label", b.from_label}, {"value", number(b.from)}, {"text", b.from_text}}},
                {"to", {{"label", b.to_label}, {"value", number(b.to)}, {"text", b.to_text}}},
                {"steps", steps}};
    }
    json operator()(const ActionList& a) const {
        json lines = json::array();
        for (const auto& l : a.lines) lines.push_back({{"text", l.text}, {"why", l.why}, {"section", l.section}});
        return {{"type", "actions"}, {"title", a.title}, {"subtitle", a.subtitle}, {"actions", lines}};
    }
    json operator()(const Callout& c) const { return {{"type", "callout"}, {"lead", c.lead}, {"text", c.text}}; }
    json operator()(const Columns&) const { return nullptr; } // taken apart before

private:
    static json x_of(const ChartSpec& chart, const ChartPoint& p) {
        if (chart.x.kind == AxisKind::calendar) return to_iso(Date{static_cast<int32_t>(p.x)});
        return p.x;
    }
    static json line(const TableSpec& table, const std::vector<TableCell>& cells) {
        json out = json::array();
        for (size_t c = 0; c < cells.size() && c < table.columns.size(); ++c) {
            const CellKind kind = table.columns[c].kind;
            if (kind == CellKind::bar) continue;
            out.push_back(kind == CellKind::number || kind == CellKind::change ? number(cells[c].value) : json(cells[c].text));
        }
        return out;
    }
};

} // namespace

json to_json(const Document& document) {
    json blocks = json::array();
    const auto add = [&](const Block& block) {
        if (json one = std::visit(BlockJson{}, block); !one.is_null()) blocks.push_back(std::move(one)); // pages are of paper
    };
    for (const Block& block : document.blocks) {
        if (const auto* columns = std::get_if<Columns>(&block))
            for (const Block& part : one_below_the_other(*columns)) add(part);
        else
            add(block);
    }
    json attached = json::array();
    for (const Attachment& a : document.attachments) attached.push_back({{"name", a.name}, {"type", a.mime}, {"text", a.bytes}});
    return {{"workspace", document.workspace},
            {"attachments", attached},
            {"kind", document.kind},
            {"scope", document.scope},
            {"created", document.created},
            {"fingerprint", document.fingerprint},
            {"language", document.language == Language::fr ? "fr" : "en"},
            {"blocks", blocks}};
}

} // namespace plumbline::report
