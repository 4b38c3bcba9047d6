// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/document_pack.h"

namespace plumbline::report {

namespace {

using nlohmann::json;

json opt(const std::optional<double>& v) { return v ? json(*v) : json(nullptr); }
std::optional<double> opt(const json& j) { return j.is_number() ? std::optional(j.get<double>()) : std::nullopt; }
json opts(const std::vector<std::optional<double>>& list) {
    json out = json::array();
    for (const auto& v : list) out.push_back(opt(v));
    return out;
}
std::vector<std::optional<double>> opts(const json& j) {
    std::vector<std::optional<double>> out;
    for (const json& v : j) out.push_back(opt(v));
    return out;
}

json card(const KpiCard& c) {
    return {c.metric,      c.label,
            c.unit,        opt(c.value),
            c.text,        opt(c.change),
            c.change_text, c.caption,
            c.arrow,       static_cast<int>(c.tone),
            opts(c.spark), opts(c.spark_comparison),
            c.accessible,  c.explanation};
}
KpiCard card(const json& j) {
    KpiCard c;
    c.metric = j.at(0);
    c.label = j.at(1);
    c.unit = j.at(2);
    c.value = opt(j.at(3));
    c.text = j.at(4);
    c.change = opt(j.at(5));
    c.change_text = j.at(6);
    c.caption = j.at(7);
    c.arrow = j.at(8);
    c.tone = static_cast<Tone>(j.at(9).get<int>());
    c.spark = opts(j.at(10));
    c.spark_comparison = opts(j.at(11));
    c.accessible = j.at(12);
    c.explanation = j.at(13);
    return c;
}

json axis(const ChartAxis& a) {
    return {static_cast<int>(a.kind), static_cast<int>(a.grain), a.categories, a.unit, a.scale, a.from_zero};
}
ChartAxis axis(const json& j) {
    ChartAxis a;
    a.kind = static_cast<AxisKind>(j.at(0).get<int>());
    a.grain = static_cast<Grain>(j.at(1).get<int>());
    a.categories = j.at(2).get<std::vector<std::string>>();
    a.unit = j.at(3);
    a.scale = j.at(4);
    a.from_zero = j.at(5);
    return a;
}

json chart(const ChartSpec& c) {
    json series = json::array(), notes = json::array();
    for (const ChartSeries& s : c.series) {
        json points = json::array();
        for (const ChartPoint& p : s.points) points.push_back({p.x, opt(p.y), opt(p.low), opt(p.high), p.partial, p.note});
        series.push_back({s.name, static_cast<int>(s.role), static_cast<int>(s.mark), s.category_slot, points, s.end_label});
    }
    for (const ChartAnnotation& a : c.annotations) notes.push_back({a.x, a.label, a.id});
    return {{"id", c.id},     {"title", c.title}, {"subtitle", c.subtitle}, {"reading", c.reading},
            {"x", axis(c.x)}, {"y", axis(c.y)},   {"series", series},       {"notes", notes}};
}
ChartSpec chart(const json& j) {
    ChartSpec c;
    c.id = j.at("id");
    c.title = j.at("title");
    c.subtitle = j.at("subtitle");
    c.reading = j.at("reading");
    c.x = axis(j.at("x"));
    c.y = axis(j.at("y"));
    for (const json& s : j.at("series")) {
        ChartSeries one;
        one.name = s.at(0);
        one.role = static_cast<SeriesRole>(s.at(1).get<int>());
        one.mark = static_cast<Mark>(s.at(2).get<int>());
        one.category_slot = s.at(3);
        for (const json& p : s.at(4)) one.points.push_back({p.at(0), opt(p.at(1)), opt(p.at(2)), opt(p.at(3)), p.at(4), p.at(5)});
        one.end_label = s.at(5);
        c.series.push_back(std::move(one));
    }
    for (const json& a : j.at("notes")) c.annotations.push_back({a.at(0), a.at(1), a.at(2)});
    return c;
}

json cells(const std::vector<TableCell>& row) {
    json out = json::array();
    for (const TableCell& c : row)
        out.push_back({c.text, opt(c.value), static_cast<int>(c.tone), c.strong, c.bar, c.category_slot});
    return out;
}
std::vector<TableCell> cells(const json& j) {
    std::vector<TableCell> out;
    for (const json& c : j) {
        TableCell cell;
        cell.text = c.at(0);
        cell.value = opt(c.at(1));
        cell.tone = static_cast<Tone>(c.at(2).get<int>());
        cell.strong = c.at(3);
        cell.bar = c.at(4);
        cell.category_slot = c.at(5);
        out.push_back(std::move(cell));
    }
    return out;
}

json table(const TableSpec& t) {
    json columns = json::array(), rows = json::array();
    for (const TableColumnSpec& c : t.columns) columns.push_back({c.id, c.title, static_cast<int>(c.kind), c.metric});
    for (const auto& row : t.rows) rows.push_back(cells(row));
    return {{"id", t.id},
            {"title", t.title},
            {"subtitle", t.subtitle},
            {"columns", columns},
            {"rows", rows},
            {"total", cells(t.total)},
            {"note", t.note},
            {"dimension", t.dimension},
            {"selected", t.selected}};
}
TableSpec table(const json& j) {
    TableSpec t;
    t.id = j.at("id");
    t.title = j.at("title");
    t.subtitle = j.at("subtitle");
    for (const json& c : j.at("columns"))
        t.columns.push_back({c.at(0), c.at(1), static_cast<CellKind>(c.at(2).get<int>()), c.at(3)});
    for (const json& row : j.at("rows")) t.rows.push_back(cells(row));
    t.total = cells(j.at("total"));
    t.note = j.at("note");
    t.dimension = j.at("dimension");
    t.selected = j.at("selected").get<std::vector<std::string>>();
    return t;
}

json bridge(const Bridge& b) {
    json steps = json::array();
    for (const BridgeStep& s : b.steps) steps.push_back({s.label, s.detail, s.value, s.text, static_cast<int>(s.tone)});
    return {b.title,   b.subtitle, b.reading, b.from_label, b.to_label, b.from_text,
            b.to_text, b.from,     b.to,      b.unit,       b.scale,    steps};
}
Bridge bridge(const json& j) {
    Bridge b{j.at(0), j.at(1), j.at(2), j.at(3), j.at(4), j.at(5), j.at(6), j.at(7), j.at(8), j.at(9), j.at(10), {}};
    for (const json& s : j.at(11)) b.steps.push_back({s.at(0), s.at(1), s.at(2), s.at(3), static_cast<Tone>(s.at(4).get<int>())});
    return b;
}

json actions(const ActionList& a) {
    json lines = json::array();
    for (const auto& l : a.lines) lines.push_back({l.text, l.why, l.section});
    return {a.title, a.subtitle, lines};
}
ActionList actions(const json& j) {
    ActionList a{j.at(0), j.at(1), {}};
    for (const json& l : j.at(2)) a.lines.push_back({l.at(0), l.at(1), l.at(2)});
    return a;
}

struct Packer {
    json operator()(const Heading& h) const { return {"heading", h.text, h.caption, h.level}; }
    json operator()(const Paragraph& p) const { return {"paragraph", p.text}; }
    json operator()(const CardRow& row) const {
        json list = json::array();
        for (const KpiCard& c : row.cards) list.push_back(card(c));
        return {"cards", list};
    }
    json operator()(const ChartSpec& c) const { return {"chart", chart(c)}; }
    json operator()(const TableSpec& t) const { return {"table", table(t)}; }
    json operator()(const PageBreak&) const { return json::array({"break"}); }
    json operator()(const Contents& c) const { return {"contents", c.title}; }
    json operator()(const Figures& f) const {
        json recent = json::array();
        for (const auto& v : f.recent) recent.push_back(opts(v));
        return {"figures", table(f.table), recent, f.recent_title};
    }
    json operator()(const Bridge& b) const { return {"bridge", bridge(b)}; }
    json operator()(const ActionList& a) const { return {"actions", actions(a)}; }
    json operator()(const Callout& c) const { return {"callout", c.lead, c.text, c.section}; }
    json operator()(const Columns& c) const {
        json sides = json::array();
        for (const auto* side : {&c.left, &c.right}) {
            json list = json::array();
            for (const Part& p : *side) list.push_back(std::visit(*this, p));
            sides.push_back(std::move(list));
        }
        return {"columns", sides};
    }
};

Block block(const json& j) {
    const std::string kind = j.at(0);
    if (kind == "heading") return Heading{j.at(1), j.at(2), j.size() > 3 ? j.at(3).get<int>() : 1};
    if (kind == "paragraph") return Paragraph{j.at(1)};
    if (kind == "chart") return chart(j.at(1));
    if (kind == "table") return table(j.at(1));
    if (kind == "contents") return Contents{j.at(1)};
    if (kind == "break") return PageBreak{};
    if (kind == "bridge") return bridge(j.at(1));
    if (kind == "actions") return actions(j.at(1));
    if (kind == "callout") return Callout{j.at(1), j.at(2), j.at(3)};
    if (kind == "figures") {
        Figures f{table(j.at(1)), {}, j.at(3)};
        for (const json& v : j.at(2)) f.recent.push_back(opts(v));
        return f;
    }
    if (kind == "columns") {
        Columns c;
        for (size_t side = 0; side < 2; ++side)
            for (const json& p : j.at(1).at(side)) {
                // What stands in a column is a block that is a part, too.
                std::visit(
                    [&]<class B>(B&& b) {
                        if constexpr (std::is_constructible_v<Part, B>)
                            (side == 0 ? c.left : c.right).emplace_back(std::forward<B>(b));
                    },
                    block(p));
            }
        return c;
    }
    if (kind != "cards") throw Error(ErrorCode::report_failed, {{"file", "review"}, {"detail", "unknown part " + kind}});
    CardRow row;
    for (const json& c : j.at(1)) row.cards.push_back(card(c));
    return row;
}

} // namespace

nlohmann::json packed_chart(const ChartSpec& spec) { return chart(spec); }
nlohmann::json packed_table(const TableSpec& spec) { return table(spec); }
ChartSpec unpacked_chart(const nlohmann::json& j) { return chart(j); }
TableSpec unpacked_table(const nlohmann::json& j) { return table(j); }

std::string pack(const Document& d) {
    json blocks = json::array(), attached = json::array();
    for (const Block& b : d.blocks) blocks.push_back(std::visit(Packer{}, b));
    for (const Attachment& a : d.attachments) attached.push_back({a.name, a.mime, a.bytes});
    return json{{"workspace", d.workspace},
                {"kind", d.kind},
                {"scope", d.scope},
                {"created", d.created},
                {"fingerprint", d.fingerprint},
                {"language", d.language == Language::fr ? "fr" : "en"},
                {"blocks", blocks},
                {"attachments", attached}}
        .dump(-1, ' ', false, json::error_handler_t::replace);
}

Document unpack(std::string_view text) {
    try {
        const json j = json::parse(text);
        Document d;
        d.workspace = j.at("workspace");
        d.kind = j.at("kind");
        d.scope = j.at("scope");
        d.created = j.at("created");
        d.fingerprint = j.at("fingerprint");
        d.language = j.at("language") == "fr" ? Language::fr : Language::en;
        for (const json& b : j.at("blocks")) d.blocks.push_back(block(b));
        for (const json& a : j.at("attachments")) d.attachments.push_back({a.at(0), a.at(1), a.at(2)});
        return d;
    } catch (const json::exception& e) {
        throw Error(ErrorCode::report_failed, {{"file", "review"}, {"detail", e.what()}});
    }
}

} // namespace plumbline::report
