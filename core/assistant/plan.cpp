// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assistant/plan.h"

#include <algorithm>
#include <array>
#include <set>

#include "core/base/error.h"

namespace plumbline::assistant {

using nlohmann::json;

namespace {

constexpr std::array<std::string_view, 11> route_ids{"kpi_qa",   "diagnostic",   "segmentation", "budget_simulation",
                                                     "forecast", "allocation",   "audit",        "report",
                                                     "chart",    "out_of_scope", "unsafe"};
constexpr std::array<std::string_view, 4> intent_ids{"description", "report", "chart", "none"};

json period_json(const NamedPeriod& p) {
    return {{"label", p.label}, {"from", to_iso(p.range.from)}, {"to", to_iso(p.range.to)}};
}

json filters_json(const std::vector<ValueFilter>& filters) {
    json out = json::array();
    for (const ValueFilter& f : filters)
        out.push_back({{"dimension", f.dimension}, {"values", f.values}, {"exclude", f.exclude}});
    return out;
}

json conditions_json(const std::vector<Condition>& conditions) {
    json out = json::array();
    for (const Condition& c : conditions) {
        json j{{"metric", c.metric}, {"op", c.op}, {"value", c.value}};
        if (c.op == "between") j["high"] = c.high;
        if (!c.reference.empty()) j["reference"] = c.reference;
        out.push_back(std::move(j));
    }
    return out;
}

/// Reads an object and refuses what is not named.
class Reader {
public:
    Reader(const json& j, std::string place) : m_j(j), m_place(std::move(place)) {
        if (!j.is_object()) fail(m_place, "is no object");
    }
    ~Reader() = default;
    [[noreturn]] static void fail(const std::string& place, const std::string& what) {
        throw Error(ErrorCode::question_invalid, {{"detail", place + " " + what}});
    }
    const json* get(const char* name) {
        m_known.insert(name);
        const auto at = m_j.find(name);
        return at == m_j.end() || at->is_null() ? nullptr : &*at;
    }
    std::string text(const char* name, const std::string& fallback = "") {
        const json* v = get(name);
        if (!v) return fallback;
        if (!v->is_string() || v->get_ref<const std::string&>().size() > 200) fail(m_place + "." + name, "is no short text");
        return *v;
    }
    bool flag(const char* name, bool fallback = false) {
        const json* v = get(name);
        if (!v) return fallback;
        if (!v->is_boolean()) fail(m_place + "." + name, "is neither true nor false");
        return *v;
    }
    double number(const char* name, double fallback = 0) {
        const json* v = get(name);
        if (!v) return fallback;
        if (!v->is_number()) fail(m_place + "." + name, "is no number");
        return *v;
    }
    std::vector<std::string> texts(const char* name, size_t most = 50) {
        std::vector<std::string> out;
        const json* v = get(name);
        if (!v) return out;
        if (!v->is_array() || v->size() > most) fail(m_place + "." + name, "is no short list");
        for (const json& x : *v) {
            if (!x.is_string() || x.get_ref<const std::string&>().size() > 200)
                fail(m_place + "." + name, "holds something that is no short text");
            out.push_back(x);
        }
        return out;
    }
    const json& list(const char* name, size_t most = 50) {
        static const json none = json::array();
        const json* v = get(name);
        if (!v) return none;
        if (!v->is_array() || v->size() > most) fail(m_place + "." + name, "is no short list");
        return *v;
    }
    void done() const {
        for (const auto& [name, value] : m_j.items())
            if (!m_known.contains(name)) fail(m_place + "." + name, "is not part of the schema");
    }
    const std::string& place() const { return m_place; }

private:
    const json& m_j;
    std::string m_place;
    std::set<std::string> m_known;
};

DateRange range_of(Reader& r) {
    const auto from = parse_iso_date(r.text("from")), to = parse_iso_date(r.text("to"));
    if (!from || !to || *to < *from) Reader::fail(r.place(), "is no period");
    return {*from, *to};
}

NamedPeriod period_of(const json& j, const std::string& place) {
    Reader r(j, place);
    NamedPeriod p{r.text("label"), range_of(r)};
    r.done();
    return p;
}

std::vector<ValueFilter> filters_of(Reader& parent, const char* name) {
    std::vector<ValueFilter> out;
    for (const json& j : parent.list(name, 20)) {
        Reader r(j, parent.place() + "." + name);
        out.push_back({r.text("dimension"), r.texts("values", 200), r.flag("exclude")});
        r.done();
    }
    return out;
}

std::vector<Condition> conditions_of(Reader& parent, const char* name) {
    static const std::set<std::string, std::less<>> ops{">", ">=", "<", "<=", "=", "<>", "between"};
    std::vector<Condition> out;
    for (const json& j : parent.list(name, 20)) {
        Reader r(j, parent.place() + "." + name);
        Condition c{r.text("metric"), r.text("op", ">"), r.number("value"), r.number("high"), r.text("reference"), false};
        if (!ops.contains(c.op)) Reader::fail(parent.place() + "." + name + ".op", "is no comparison");
        if (!c.reference.empty() && c.reference != "average" && c.reference != "change" && !c.reference.starts_with("metric:"))
            Reader::fail(parent.place() + "." + name + ".reference", "is none");
        c.share = c.metric.starts_with("share:");
        r.done();
        out.push_back(std::move(c));
    }
    return out;
}

SemanticQuery query_of(const json& j, const std::string& place) {
    Reader r(j, place);
    SemanticQuery q;
    q.metrics = r.texts("metrics", 12);
    q.by = r.texts("by", 4);
    static const std::set<std::string, std::less<>> times{"time:day",  "time:week",    "time:month",  "time:quarter",
                                                          "time:year", "time:weekday", "time:weekend"};
    for (const std::string& k : q.by)
        if (k.starts_with("time:") && !times.contains(k)) Reader::fail(place + ".by", "holds an unknown unit of time");
    q.filters = filters_of(r, "filters");
    q.share_filters = filters_of(r, "share_filters");
    q.rows_where = conditions_of(r, "rows_where");
    q.having = conditions_of(r, "having");
    for (const json& d : r.list("weekdays", 7)) {
        if (!d.is_number_integer() || d < 1 || d > 7) Reader::fail(place + ".weekdays", "are numbers from 1 to 7");
        q.weekdays.push_back(d);
    }
    for (const json& p : r.list("periods", 12)) q.periods.push_back(period_of(p, place + ".periods"));
    if (const json* b = r.get("baseline")) q.baseline = period_of(*b, place + ".baseline");
    for (const json& g : r.list("groups", 8)) {
        Reader group(g, place + ".groups");
        NamedGroup named{group.text("label"), filters_of(group, "filters")};
        group.done();
        q.groups.push_back(std::move(named));
    }
    q.change = r.text("change");
    static const std::set<std::string, std::less<>> changes{"", "absolute", "relative", "contribution"};
    if (!changes.contains(q.change)) Reader::fail(place + ".change", "is none of the known ones");
    q.inner = r.text("inner");
    if (q.inner.starts_with("time:") && !times.contains(q.inner)) Reader::fail(place + ".inner", "is an unknown unit of time");
    q.aggregate = r.text("aggregate");
    static const std::set<std::string, std::less<>> aggregates{"",      "mean",   "median", "max",  "min",
                                                               "total", "stddev", "range",  "count"};
    if (!aggregates.contains(q.aggregate)) Reader::fail(place + ".aggregate", "is none of the known ones");
    const std::vector<Condition> times_where = conditions_of(r, "times");
    if (times_where.size() > 1 || (!times_where.empty() && (q.aggregate != "count" || !times_where.front().reference.empty())))
        Reader::fail(place + ".times", "is one condition on the number of inner units");
    if (!times_where.empty()) q.times = times_where.front();
    if (q.aggregate == "count" && q.inner.empty()) Reader::fail(place + ".inner", "is empty");
    q.cumulative = r.flag("cumulative");
    q.count_groups = r.flag("count_groups");
    q.share = r.flag("share");
    q.share_each = r.flag("share_each");
    q.order_by = r.text("order_by");
    q.descending = r.flag("descending", true);
    if (const json* l = r.get("limit")) {
        if (!l->is_number_integer() || *l < 1 || *l > 10'000) Reader::fail(place + ".limit", "is no number of rows");
        q.limit = l->get<int64_t>();
    }
    q.offset = static_cast<int64_t>(r.number("offset"));
    if (q.offset < 0 || q.offset > 10'000) Reader::fail(place + ".offset", "is out of range");
    if (const json* a = r.get("among")) {
        Reader among(*a, place + ".among");
        q.among = Selection{among.text("metric"), among.flag("descending", true), static_cast<int64_t>(among.number("limit"))};
        if (q.among->metric.empty() || q.among->limit < 1 || q.among->limit > 10'000)
            Reader::fail(place + ".among", "is no selection");
        among.done();
    }
    q.limit_per_first_key = r.flag("limit_per_first_key");
    q.across_metrics = r.flag("across_metrics");
    q.both_ends = r.flag("both_ends");
    q.yes_no = r.flag("yes_no");
    r.done();
    if (q.metrics.empty()) Reader::fail(place + ".metrics", "is empty");
    return q;
}

} // namespace

std::string_view intent_id(Intent intent) { return intent_ids[static_cast<size_t>(intent)]; }
std::string_view route_id(Route route) { return route_ids[static_cast<size_t>(route)]; }

std::optional<Route> parse_route(std::string_view id) {
    const auto at = std::ranges::find(route_ids, id);
    if (at == route_ids.end()) return std::nullopt;
    return static_cast<Route>(at - route_ids.begin());
}

Intent intent_of(Route route) {
    switch (route) {
    case Route::report: return Intent::report;
    case Route::chart: return Intent::chart;
    case Route::out_of_scope:
    case Route::unsafe: return Intent::none;
    default: return Intent::description;
    }
}

bool Plan::has_problem(std::string_view kind) const {
    return std::ranges::any_of(problems, [&](const Problem& p) { return p.kind == kind; });
}

json to_json(const Plan& plan) {
    json j{{"intent", intent_id(plan.intent())}, {"route", route_id(plan.route)}};
    j["tools"] = json::array();
    for (const ToolCall& t : plan.tools)
        j["tools"].push_back({{"tool", t.tool}, {"arguments", json::parse(t.arguments, nullptr, false)}});
    j["queries"] = json::array();
    for (const SemanticQuery& q : plan.queries) {
        json o{{"metrics", q.metrics}};
        if (!q.by.empty()) o["by"] = q.by;
        if (!q.filters.empty()) o["filters"] = filters_json(q.filters);
        if (!q.share_filters.empty()) o["share_filters"] = filters_json(q.share_filters);
        if (!q.rows_where.empty()) o["rows_where"] = conditions_json(q.rows_where);
        if (!q.having.empty()) o["having"] = conditions_json(q.having);
        if (!q.weekdays.empty()) o["weekdays"] = q.weekdays;
        for (const NamedPeriod& p : q.periods) o["periods"].push_back(period_json(p));
        if (q.baseline) o["baseline"] = period_json(*q.baseline);
        for (const NamedGroup& g : q.groups) o["groups"].push_back({{"label", g.label}, {"filters", filters_json(g.filters)}});
        if (!q.change.empty()) o["change"] = q.change;
        if (!q.inner.empty()) o["inner"] = q.inner;
        if (!q.aggregate.empty()) o["aggregate"] = q.aggregate;
        if (q.times) o["times"] = conditions_json({*q.times});
        if (q.cumulative) o["cumulative"] = true;
        if (q.both_ends) o["both_ends"] = true;
        if (q.count_groups) o["count_groups"] = true;
        if (q.share) o["share"] = true;
        if (q.share_each) o["share_each"] = true;
        if (!q.order_by.empty()) o["order_by"] = q.order_by;
        if (!q.descending) o["descending"] = false;
        if (q.limit) o["limit"] = *q.limit;
        if (q.offset) o["offset"] = q.offset;
        if (q.among) o["among"] = {{"metric", q.among->metric}, {"descending", q.among->descending}, {"limit", q.among->limit}};
        if (q.limit_per_first_key) o["limit_per_first_key"] = true;
        if (q.across_metrics) o["across_metrics"] = true;
        if (q.yes_no) o["yes_no"] = true;
        j["queries"].push_back(std::move(o));
    }
    if (!plan.chart.empty()) j["chart"] = plan.chart;
    for (const auto& [name, value] : plan.slots) j["slots"][name] = json::parse(value, nullptr, false);
    return j;
}

Plan plan_from_json(const json& j) {
    Reader r(j, "plan");
    Plan plan;
    const std::string intent = r.text("intent");
    const auto route = parse_route(r.text("route"));
    if (!route) Reader::fail("plan.route", "is none of the known ones");
    plan.route = *route;
    if (!intent.empty() && intent != intent_id(plan.intent())) Reader::fail("plan.intent", "does not belong to the route");
    for (const json& t : r.list("tools", 4)) {
        Reader tr(t, "plan.tools");
        const std::string name = tr.text("tool");
        const json* arguments = tr.get("arguments");
        if (arguments && !arguments->is_object()) Reader::fail("plan.tools.arguments", "is no object");
        tr.done();
        plan.tools.push_back({name, arguments ? arguments->dump() : "{}"});
    }
    for (const json& q : r.list("queries", 4)) plan.queries.push_back(query_of(q, "plan.queries"));
    plan.chart = r.text("chart");
    static const std::set<std::string, std::less<>> charts{
        "", "line", "bar", "horizontal_bar", "stacked_bar", "pie", "scatter", "histogram", "heatmap", "area", "funnel"};
    if (!charts.contains(plan.chart)) Reader::fail("plan.chart", "is no kind of chart");
    if (const json* slots = r.get("slots")) {
        static const std::set<std::string, std::less<>> known{
            "pct", "amount", "level", "scope",         "k",      "metric",   "metrics", "horizon_days", "budget", "objective",
            "by",  "start",  "end",   "roi_threshold", "period", "baseline", "format",  "check",        "kind"};
        if (!slots->is_object()) Reader::fail("plan.slots", "is no object");
        for (const auto& [name, value] : slots->items()) {
            if (!known.contains(name)) Reader::fail("plan.slots." + name, "is not part of the schema");
            if (value.is_object()) Reader::fail("plan.slots." + name, "is an object");
            plan.slots[name] = value.dump();
        }
    }
    r.done();
    const bool answers = plan.route != Route::out_of_scope && plan.route != Route::unsafe;
    if (answers && plan.queries.empty()) Reader::fail("plan.queries", "is empty");
    if (plan.tools.empty() && answers) plan.tools.push_back({"query_metrics", "{}"});
    return plan;
}

const json& plan_schema() {
    static const json schema = [] {
        const json text{{"type", "string"}, {"maxLength", 200}};
        const json texts{{"type", "array"}, {"items", text}};
        const json filter{{"type", "object"},
                          {"additionalProperties", false},
                          {"required", {"dimension", "values", "exclude"}},
                          {"properties", {{"dimension", text}, {"values", texts}, {"exclude", {{"type", "boolean"}}}}}};
        const json period{{"type", "object"},
                          {"additionalProperties", false},
                          {"required", {"label", "from", "to"}},
                          {"properties", {{"label", text}, {"from", text}, {"to", text}}}};
        const json condition{{"type", "object"},
                             {"additionalProperties", false},
                             {"required", {"metric", "op", "value", "high", "reference"}},
                             {"properties",
                              {{"metric", text},
                               {"op", {{"type", "string"}, {"enum", {">", ">=", "<", "<=", "=", "<>", "between"}}}},
                               {"value", {{"type", "number"}}},
                               {"high", {{"type", "number"}}},
                               {"reference", text}}}};
        auto list = [](const json& of) { return json{{"type", "array"}, {"items", of}}; };
        const json flag{{"type", "boolean"}};
        const json query{
            {"type", "object"},
            {"additionalProperties", false},
            {"required", {"metrics"}},
            {"properties",
             {{"metrics", texts},
              {"by", texts},
              {"filters", list(filter)},
              {"share_filters", list(filter)},
              {"rows_where", list(condition)},
              {"having", list(condition)},
              {"weekdays", list({{"type", "integer"}})},
              {"periods", list(period)},
              {"baseline", period},
              {"change", {{"type", "string"}, {"enum", {"", "absolute", "relative", "contribution"}}}},
              {"inner", text},
              {"aggregate",
               {{"type", "string"}, {"enum", {"", "mean", "median", "max", "min", "total", "stddev", "range", "count"}}}},
              {"times", list(condition)},
              {"cumulative", flag},
              {"both_ends", flag},
              {"groups", list({{"type", "object"},
                               {"additionalProperties", false},
                               {"required", {"label", "filters"}},
                               {"properties", {{"label", text}, {"filters", list(filter)}}}})},
              {"count_groups", flag},
              {"share", flag},
              {"share_each", flag},
              {"order_by", text},
              {"descending", flag},
              {"limit", {{"type", "integer"}}},
              {"offset", {{"type", "integer"}}},
              {"among",
               {{"type", "object"},
                {"additionalProperties", false},
                {"required", {"metric", "descending", "limit"}},
                {"properties", {{"metric", text}, {"descending", flag}, {"limit", {{"type", "integer"}}}}}}},
              {"limit_per_first_key", flag},
              {"yes_no", flag},
              {"across_metrics", flag}}}};
        return json{
            {"type", "object"},
            {"additionalProperties", false},
            {"required", {"intent", "route", "queries"}},
            {"properties",
             {{"intent", {{"type", "string"}, {"enum", intent_ids}}},
              {"route", {{"type", "string"}, {"enum", route_ids}}},
              {"tools", list({{"type", "object"},
                              {"additionalProperties", false},
                              {"required", {"tool", "arguments"}},
                              {"properties", {{"tool", text}, {"arguments", {{"type", "object"}}}}}})},
              {"queries", list(query)},
              {"chart",
               {{"type", "string"},
                {"enum",
                 {"", "line", "bar", "horizontal_bar", "stacked_bar", "pie", "scatter", "histogram", "heatmap", "area"}}}},
              {"slots", {{"type", "object"}}}}}};
    }();
    return schema;
}

} // namespace plumbline::assistant
