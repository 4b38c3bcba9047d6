// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/pins.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/error.h"

namespace plumbline::metrics {

using nlohmann::json;

namespace {

constexpr std::string_view pin_kind = "pin";

// Written by name, so that an order of enumerators may change.
constexpr std::array roles{"actual",         "comparison", "forecast", "category", "band_80", "band_50",
                           "expected_range", "gain",       "loss",     "other",    "target"};
constexpr std::array marks{"line", "bar", "horizontal_bar", "band", "point"};
constexpr std::array kinds{"calendar", "category", "linear"};
constexpr std::array comparisons{"none", "previous", "year"};

template <class Enum, size_t n>
std::string name_of(Enum value, const std::array<const char*, n>& names) {
    return names.at(static_cast<size_t>(value));
}

template <class Enum, size_t n>
Enum value_of(const std::string& name, const std::array<const char*, n>& names) {
    const auto at = std::find(names.begin(), names.end(), name);
    if (at == names.end()) throw Error(ErrorCode::usage, {{"detail", "A pinned chart holds the unknown word " + name + "."}});
    return static_cast<Enum>(at - names.begin());
}

Grain grain_from(const json& from) {
    const std::string name = from.get<std::string>();
    const auto grain = parse_grain(name);
    if (!grain) throw Error(ErrorCode::usage, {{"detail", "There is no grain " + name + "."}});
    return *grain;
}

json number(const std::optional<double>& value) { return value && std::isfinite(*value) ? json(*value) : json(nullptr); }

std::optional<double> number_from(const json& from) { return from.is_null() ? std::nullopt : std::optional(from.get<double>()); }

json axis_json(const ChartAxis& a) {
    return {{"kind", name_of(a.kind, kinds)},
            {"grain", grain_id(a.grain)},
            {"categories", a.categories},
            {"unit", a.unit},
            {"scale", a.scale},
            {"from_zero", a.from_zero}};
}

ChartAxis axis_from(const json& j) {
    ChartAxis a;
    a.kind = value_of<AxisKind>(j.at("kind").get<std::string>(), kinds);
    a.grain = grain_from(j.at("grain"));
    a.categories = j.at("categories").get<std::vector<std::string>>();
    a.unit = j.at("unit").get<std::string>();
    a.scale = j.at("scale").get<double>();
    a.from_zero = j.at("from_zero").get<bool>();
    return a;
}

/// A point is [x, y, low, high, partial, note], without what is missing at the end.
json point_json(const ChartPoint& p) {
    json out = {p.x, number(p.y), number(p.low), number(p.high), p.partial, p.note};
    if (p.note.empty()) {
        out.erase(5);
        if (!p.partial) {
            out.erase(4);
            if (!p.low && !p.high) out = {p.x, number(p.y)};
        }
    }
    return out;
}

ChartPoint point_from(const json& j) {
    ChartPoint p;
    p.x = j.at(0).get<double>();
    p.y = number_from(j.at(1));
    if (j.size() > 3) {
        p.low = number_from(j.at(2));
        p.high = number_from(j.at(3));
    }
    if (j.size() > 4) p.partial = j.at(4).get<bool>();
    if (j.size() > 5) p.note = j.at(5).get<std::string>();
    return p;
}

json chart_json(const ChartSpec& c) {
    json series = json::array(), annotations = json::array();
    for (const ChartSeries& s : c.series) {
        json points = json::array();
        for (const ChartPoint& p : s.points) points.push_back(point_json(p));
        series.push_back({{"name", s.name},
                          {"role", name_of(s.role, roles)},
                          {"mark", name_of(s.mark, marks)},
                          {"slot", s.category_slot},
                          {"points", std::move(points)},
                          {"end_label", s.end_label}});
    }
    for (const ChartAnnotation& a : c.annotations) annotations.push_back({{"x", a.x}, {"label", a.label}});
    return {{"id", c.id},          {"title", c.title},    {"subtitle", c.subtitle},      {"reading", c.reading},
            {"x", axis_json(c.x)}, {"y", axis_json(c.y)}, {"series", std::move(series)}, {"annotations", std::move(annotations)}};
}

ChartSpec chart_from(const json& j) {
    ChartSpec c;
    c.id = j.at("id").get<std::string>();
    c.title = j.at("title").get<std::string>();
    c.subtitle = j.at("subtitle").get<std::string>();
    c.reading = j.at("reading").get<std::string>();
    c.x = axis_from(j.at("x"));
    c.y = axis_from(j.at("y"));
    for (const json& s : j.at("series")) {
        ChartSeries one;
        one.name = s.at("name").get<std::string>();
        one.role = value_of<SeriesRole>(s.at("role").get<std::string>(), roles);
        one.mark = value_of<Mark>(s.at("mark").get<std::string>(), marks);
        one.category_slot = s.at("slot").get<int>();
        one.end_label = s.at("end_label").get<std::string>();
        for (const json& p : s.at("points")) one.points.push_back(point_from(p));
        c.series.push_back(std::move(one));
    }
    if (c.x.kind == AxisKind::category)
        for (const ChartSeries& s : c.series)
            for (const ChartPoint& p : s.points)
                if (!(p.x >= 0 && p.x < static_cast<double>(c.x.categories.size())))
                    throw Error(ErrorCode::usage, {{"detail", "A pinned chart names a category that it does not have."}});
    for (const json& a : j.at("annotations"))
        c.annotations.push_back({a.at("x").get<double>(), a.at("label").get<std::string>()});
    return c;
}

json days_json(const DateRange& days) { return json::array({to_iso(days.from), to_iso(days.to)}); }

DateRange days_from(const json& from) {
    const auto a = parse_iso_date(from.at(0).get<std::string>()), b = parse_iso_date(from.at(1).get<std::string>());
    if (!a || !b || *b < *a) throw Error(ErrorCode::period_invalid, {{"detail", from.dump()}});
    return {*a, *b};
}

json query_json(const Query& q) {
    json filters = json::array();
    for (const Filter& f : q.filters)
        filters.push_back({{"dimension", f.dimension}, {"values", f.values}, {"exclude", f.exclude}});
    json out{{"metrics", q.metrics},
             {"by", q.by},
             {"filters", std::move(filters)},
             {"compare", name_of(q.compare, comparisons)},
             {"other", q.other}};
    if (q.grain) out["grain"] = grain_id(*q.grain);
    if (q.period) out["period"] = days_json(*q.period);
    if (q.order) out["order"] = {{"by", q.order->by}, {"descending", q.order->descending}};
    if (q.limit) out["limit"] = *q.limit;
    return out;
}

Query query_from(const json& j) {
    Query q;
    q.metrics = j.at("metrics").get<std::vector<std::string>>();
    q.by = j.at("by").get<std::vector<std::string>>();
    q.compare = value_of<Comparison>(j.at("compare").get<std::string>(), comparisons);
    q.other = j.at("other").get<bool>();
    for (const json& f : j.at("filters"))
        q.filters.push_back(
            {f.at("dimension").get<std::string>(), f.at("values").get<std::vector<std::string>>(), f.at("exclude").get<bool>()});
    if (j.contains("grain")) q.grain = grain_from(j["grain"]);
    if (j.contains("period")) q.period = days_from(j["period"]);
    if (j.contains("order")) q.order = Order{j["order"].at("by").get<std::string>(), j["order"].at("descending").get<bool>()};
    if (j.contains("limit")) q.limit = j["limit"].get<int64_t>();
    return q;
}

} // namespace

std::vector<Pin> pins(const store::Workspace& workspace, int64_t dataset_id) {
    std::vector<Pin> out;
    for (const store::Record& r : workspace.records(pin_kind)) {
        if (r.dataset_id != 0 && dataset_id != 0 && r.dataset_id != dataset_id) continue;
        const json body = json::parse(r.body, nullptr, false);
        if (!body.is_object()) continue;
        try {
            Pin pin;
            pin.id = r.id;
            pin.dataset_id = r.dataset_id;
            pin.title = body.at("title").get<std::string>();
            pin.source = body.value("source", "");
            pin.made = body.value("made", r.created);
            pin.chart = chart_from(body.at("chart"));
            if (body.contains("query")) pin.query = query_from(body["query"]);
            validate(pin.chart);
            out.push_back(std::move(pin));
        } catch (const json::exception&) {
            continue; // written by somebody else
        } catch (const Error&) {
            continue;
        }
    }
    return out;
}

Pin put_pin(store::Workspace& workspace, Pin pin) {
    if (pin.title.empty()) pin.title = pin.chart.title;
    if (pin.title.empty()) throw Error(ErrorCode::usage, {{"detail", "A pin needs a title."}});
    validate(pin.chart);
    json body{{"title", pin.title}, {"source", pin.source}, {"chart", chart_json(pin.chart)}};
    if (!pin.made.empty()) body["made"] = pin.made;
    if (pin.query) body["query"] = query_json(*pin.query);
    const store::Record stored =
        workspace.put_record({.kind = std::string(pin_kind), .id = pin.id, .dataset_id = pin.dataset_id, .body = body.dump()});
    pin.id = stored.id;
    if (pin.made.empty()) pin.made = stored.created;
    return pin;
}

bool remove_pin(store::Workspace& workspace, const std::string& id) { return workspace.remove_record(pin_kind, id); }

} // namespace plumbline::metrics
