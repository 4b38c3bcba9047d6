// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assistant/tools.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace plumbline::assistant {

using nlohmann::json;

namespace tool {

std::optional<double> slot(const Plan& plan, const char* name) {
    const auto at = plan.slots.find(name);
    if (at == plan.slots.end()) return std::nullopt;
    const json j = json::parse(at->second, nullptr, false);
    if (!j.is_number()) return std::nullopt;
    return j.get<double>();
}

std::string text_slot(const Plan& plan, const char* name) {
    const auto at = plan.slots.find(name);
    const json j = at == plan.slots.end() ? json() : json::parse(at->second, nullptr, false);
    return j.is_string() ? j.get<std::string>() : "";
}

std::vector<metrics::Filter> filters_of(const SemanticQuery& q) {
    std::vector<metrics::Filter> out;
    for (const ValueFilter& f : q.filters) out.push_back({f.dimension, f.values, f.exclude});
    return out;
}

std::optional<DateRange> period_of(const SemanticQuery& q) {
    if (q.periods.empty()) return std::nullopt;
    return q.periods.front().range;
}

std::string reason_of(const Error& e, Language language) { return e.text(language).what_happened; }

ToolResult query(const ToolContext& c) {
    ToolResult out;
    for (const SemanticQuery& q : c.plan.queries) {
        Evaluated e = evaluate(c.data, c.vocabulary, q, c.stop);
        out.sql += (out.sql.empty() ? "" : ";\n") + e.sql;
        out.parts.push_back(std::move(e.table));
    }
    return out;
}

} // namespace tool

const std::vector<Tool>& tools() {
    static const std::vector<Tool> list = [] {
        auto schema = [](json properties, json required = json::array()) {
            return json{{"type", "object"},
                        {"additionalProperties", false},
                        {"properties", std::move(properties)},
                        {"required", std::move(required)}}
                .dump();
        };
        const json text{{"type", "string"}}, number{{"type", "number"}}, count{{"type", "integer"}};
        const json scope{{"type", {"string", "array"}}, {"items", text}};
        const json common{{"metric", text}, {"metrics", {{"type", "array"}, {"items", text}}},
                          {"scope", scope}, {"start", text},
                          {"end", text},    {"by", text},
                          {"period", text}, {"baseline", text}};
        auto with = [&](json more) {
            json j = common;
            j.update(more);
            return j;
        };
        return std::vector<Tool>{
            {"query_metrics", "Sums and ratios by dimension and period, as the query of the plan says.", schema(common), R"({})",
             "read", tool::query},
            {"rank_campaigns", "Campaigns or another dimension by a metric, best or worst first.",
             schema(with({{"k", count}, {"order", {{"type", "string"}, {"enum", {"best", "worst"}}}}})),
             R"({"metric":"roi","k":5})", "read", tool::query},
            {"get_underperforming_campaigns", "Campaigns whose return is below a threshold (0 by default).",
             schema(with({{"roi_threshold", number}})), R"({"roi_threshold":0})", "read", tool::underperforming},
            {"aggregate_by_dimension", "Metrics by one or two dimensions.", schema(common), R"({"by":"channel"})", "read",
             tool::query},
            {"compare_periods", "Metrics of one period against another.", schema(common), R"({"metric":"revenue"})", "read",
             tool::query},
            {"find_days", "Days that satisfy conditions, or how many.", schema(common), R"({"metric":"cost"})", "read",
             tool::query},
            {"simulate_budget", "What a changed budget would bring: percent, amount or new level.",
             schema(with({{"pct", number}, {"amount", number}, {"level", number}})), R"({"pct":20,"scope":"all"})", "read",
             tool::simulate, true},
            {"forecast", "A metric some days ahead, with an interval.", schema(with({{"horizon_days", count}})),
             R"({"metric":"revenue","horizon_days":14})", "read", tool::forecast, true},
            {"segment", "Campaigns grouped by their KPIs.", schema(with({{"k", count}})), R"({"k":3})", "read", tool::segment},
            {"allocate_budget", "A better split of a budget, on response curves.",
             schema(with({{"budget", {{"type", {"number", "string"}}}},
                          {"every", {{"type", "string"}, {"enum", {"day", "week", "month", "quarter", "year"}}}},
                          {"objective", text}})),
             R"({"budget":100000,"every":"week","objective":"revenue"})", "read", tool::allocate},
            {"audit",
             "Checks of the data: missing, duplicates, negative, dates, outliers, coverage, rows, quality, period, columns.",
             schema(with({{"check", text}})), R"({"check":"duplicates"})", "read", tool::audit, true},
            {"response_curve", "How a channel's results follow its spend: what it brings, and what one more unit would bring.",
             schema(common), R"({"scope":"search"})", "read", tool::response_curve},
            {"explain_change", "Which segments a change came from.", schema(with({{"roi_threshold", number}})),
             R"({"metric":"revenue"})", "read", tool::explain, true},
            {"make_chart", "The answer as a chart specification.", schema(common), R"({})", "read", tool::query},
            {"make_report",
             "Key figures of a period or scope, ready for a document; kind wbr: the weekly business review of a scope and week.",
             schema(with({{"format", {{"type", "string"}, {"enum", {"pdf", "md", "xlsx", "docx"}}}},
                          {"kind", {{"type", "string"}, {"enum", {"dashboard", "wbr"}}}}})),
             R"({"format":"pdf"})", "read", tool::report, true},
        };
    }();
    return list;
}

const Tool* find_tool(std::string_view name) {
    const auto at = std::ranges::find(tools(), name, &Tool::name);
    return at == tools().end() ? nullptr : &*at;
}

std::string argument_fault(const Tool& tool, const std::string& arguments) {
    const json a = json::parse(arguments, nullptr, false), schema = json::parse(tool.schema);
    if (!a.is_object()) return "the arguments are no object";
    auto is = [](const json& value, const std::string& type) {
        return type == "string"    ? value.is_string()
               : type == "number"  ? value.is_number()
               : type == "integer" ? value.is_number_integer()
               : type == "array"   ? value.is_array()
                                   : value.is_object();
    };
    for (const auto& [name, value] : a.items()) {
        if (!schema["properties"].contains(name)) return name + " is not part of the schema";
        const json& p = schema["properties"][name];
        bool fits = false;
        for (const json& t : p["type"].is_array() ? p["type"] : json::array({p["type"]})) fits = fits || is(value, t);
        if (!fits) return name + " has the wrong type";
        if (value.is_array())
            for (const json& x : value)
                if (!x.is_string()) return name + " holds something that is no text";
        if (p.contains("enum") && std::ranges::find(p["enum"], value) == p["enum"].end()) return name + " is none of its values";
        if (value.is_string() && value.get_ref<const std::string&>().size() > 200) return name + " is too long";
    }
    return "";
}

} // namespace plumbline::assistant
