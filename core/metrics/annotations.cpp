// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/annotations.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/metrics/metrics.h"

namespace plumbline::metrics {

using nlohmann::json;

namespace {

constexpr std::string_view annotation_kind = "annotation", target_kind = "target";

json filters_json(const std::vector<Filter>& filters) {
    json out = json::array();
    for (const Filter& f : filters) out.push_back({{"dimension", f.dimension}, {"values", f.values}, {"exclude", f.exclude}});
    return out;
}

std::vector<Filter> filters_from(const json& from) {
    std::vector<Filter> out;
    for (const json& f : from)
        out.push_back(
            {f.at("dimension").get<std::string>(), f.at("values").get<std::vector<std::string>>(), f.value("exclude", false)});
    return out;
}

json days_json(const DateRange& days) { return json::array({to_iso(days.from), to_iso(days.to)}); }

DateRange days_from(const json& from) {
    const auto a = parse_iso_date(from.at(0).get<std::string>()), b = parse_iso_date(from.at(1).get<std::string>());
    if (!a || !b) throw Error(ErrorCode::period_invalid, {{"detail", from.dump()}});
    return {*a, *b};
}

/// Documents of a kind that can be read; one that cannot must not hide the others.
template <class T, class Read>
std::vector<T> read_all(const store::Workspace& workspace, std::string_view kind, int64_t dataset_id, Read read) {
    std::vector<T> out;
    for (const store::Record& r : workspace.records(kind)) {
        if (r.dataset_id != 0 && dataset_id != 0 && r.dataset_id != dataset_id) continue;
        const json body = json::parse(r.body, nullptr, false);
        if (!body.is_object()) continue;
        try {
            T one = read(body);
            one.id = r.id;
            one.dataset_id = r.dataset_id;
            out.push_back(std::move(one));
        } catch (const json::exception&) {
            continue; // written by somebody else
        } catch (const Error&) {
            continue;
        }
    }
    std::stable_sort(out.begin(), out.end(), [](const T& a, const T& b) { return a.days.from.days < b.days.from.days; });
    return out;
}

void check_days(const DateRange& days) {
    if (days.to.days < days.from.days)
        throw Error(ErrorCode::period_invalid, {{"detail", to_iso(days.from) + " to " + to_iso(days.to)}});
}

} // namespace

std::vector<Annotation> annotations(const store::Workspace& workspace, int64_t dataset_id) {
    return read_all<Annotation>(workspace, annotation_kind, dataset_id, [](const json& body) {
        Annotation a;
        a.days = days_from(body.at("days"));
        a.text = body.at("text").get<std::string>();
        a.kind = body.value("kind", "event");
        a.repeats = body.value("repeats", false);
        if (body.contains("where")) a.where = filters_from(body["where"]);
        return a;
    });
}

Annotation put_annotation(store::Workspace& workspace, Annotation a) {
    check_days(a.days);
    if (a.text.empty()) throw Error(ErrorCode::usage, {{"detail", "An annotation needs a text."}});
    if (std::ranges::find(annotation_kinds, a.kind) == std::ranges::end(annotation_kinds))
        throw Error(ErrorCode::usage, {{"detail", "There is no kind of annotation named " + a.kind + "."}});
    const json body = {{"days", days_json(a.days)},
                       {"text", a.text},
                       {"kind", a.kind},
                       {"repeats", a.repeats},
                       {"where", filters_json(a.where)}};
    a.id =
        workspace.put_record({.kind = std::string(annotation_kind), .id = a.id, .dataset_id = a.dataset_id, .body = body.dump()})
            .id;
    return a;
}

bool remove_annotation(store::Workspace& workspace, const std::string& id) {
    return workspace.remove_record(annotation_kind, id);
}

std::vector<Target> targets(const store::Workspace& workspace, int64_t dataset_id) {
    return read_all<Target>(workspace, target_kind, dataset_id, [](const json& body) {
        Target t;
        t.days = days_from(body.at("days"));
        t.metric = body.at("metric").get<std::string>();
        t.value = body.at("value").get<double>();
        if (body.contains("where")) t.where = filters_from(body["where"]);
        return t;
    });
}

Target put_target(store::Workspace& workspace, Target t) {
    check_days(t.days);
    t.metric = find_metric(t.metric).id;
    if (!std::isfinite(t.value)) throw Error(ErrorCode::usage, {{"detail", "A target is a number."}});
    const json body = {{"days", days_json(t.days)}, {"metric", t.metric}, {"value", t.value}, {"where", filters_json(t.where)}};
    t.id =
        workspace
            .put_record(
                {.kind = std::string(target_kind), .id = t.id, .dataset_id = t.dataset_id, .body = body.dump(), .decides = true})
            .id;
    return t;
}

bool remove_target(store::Workspace& workspace, const std::string& id) { return workspace.remove_record(target_kind, id); }

} // namespace plumbline::metrics
