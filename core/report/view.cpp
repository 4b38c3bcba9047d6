// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/view.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/error.h"

namespace plumbline::report {

using nlohmann::json;

namespace {

constexpr std::string_view view_kind = "view", file_kind = "plumbline-view";
constexpr int file_format = 1;
constexpr size_t most_text = 1000; ///< characters of a name that a foreign file may bring

std::string_view id_of(Reference::Kind kind) {
    switch (kind) {
    case Reference::Kind::previous: return "previous";
    case Reference::Kind::year: return "year";
    case Reference::Kind::weekdays: return "weekdays";
    case Reference::Kind::event: return "event";
    case Reference::Kind::holiday: return "holiday";
    }
    return "previous";
}

std::string_view id_of(metrics::Comparison comparison) {
    return comparison == metrics::Comparison::year ? "year" : comparison == metrics::Comparison::previous ? "previous" : "none";
}

json days_json(const DateRange& days) { return json::array({to_iso(days.from), to_iso(days.to)}); }

DateRange days_from(const json& from) {
    const auto a = parse_iso_date(from.at(0).get<std::string>()), b = parse_iso_date(from.at(1).get<std::string>());
    if (!a || !b || *b < *a) throw Error(ErrorCode::period_invalid, {{"detail", from.dump()}});
    return {*a, *b};
}

std::string text_from(const json& body, const char* key) {
    std::string text = body.value(key, "");
    if (text.size() > most_text) text.resize(most_text);
    return text;
}

json body_of(const View& v) {
    json filters = json::array(), also = json::array(), tiles = json::array();
    for (const metrics::Filter& f : v.filters)
        filters.push_back({{"dimension", f.dimension}, {"values", f.values}, {"exclude", f.exclude}});
    for (const Reference& r : v.also) {
        also.push_back({{"kind", id_of(r.kind)}});
        if (r.kind != Reference::Kind::event) continue;
        also.back()["days"] = days_json(r.days);
        also.back()["label"] = r.label;
    }
    for (const Tile& t : v.tiles) tiles.push_back({{"id", t.id}, {"span", t.span}, {"shown", t.shown}});
    json out{{"kind", file_kind},
             {"format", file_format},
             {"name", v.name},
             {"preset", v.preset},
             {"compare", id_of(v.compare)},
             {"filters", filters},
             {"metric", v.metric},
             {"breakdown", v.breakdown},
             {"also", also},
             {"absolute", v.absolute},
             {"cards", v.cards},
             {"campaign_columns", v.campaign_columns},
             {"tiles", tiles}};
    if (v.days) out["days"] = days_json(*v.days);
    if (v.grain) out["grain"] = grain_id(*v.grain);
    return out;
}

View view_of(const json& body) {
    View v;
    v.name = text_from(body, "name");
    v.preset = text_from(body, "preset");
    if (body.contains("days")) v.days = days_from(body["days"]);
    const std::string compare = body.value("compare", "year");
    v.compare = compare == "previous" ? metrics::Comparison::previous
                : compare == "none"   ? metrics::Comparison::none
                                      : metrics::Comparison::year;
    for (const json& f : body.value("filters", json::array()))
        v.filters.push_back(
            {f.at("dimension").get<std::string>(), f.at("values").get<std::vector<std::string>>(), f.value("exclude", false)});
    v.metric = text_from(body, "metric");
    v.breakdown = text_from(body, "breakdown");
    if (body.contains("grain")) v.grain = parse_grain(body["grain"].get<std::string>());
    for (const json& r : body.value("also", json::array())) {
        Reference one;
        const std::string kind = r.at("kind").get<std::string>();
        for (const auto k : {Reference::Kind::previous, Reference::Kind::year, Reference::Kind::weekdays, Reference::Kind::event,
                             Reference::Kind::holiday})
            if (id_of(k) == kind) one.kind = k;
        if (one.kind == Reference::Kind::event) {
            one.days = days_from(r.at("days"));
            one.label = text_from(r, "label");
        }
        v.also.push_back(std::move(one));
    }
    v.absolute = body.value("absolute", false);
    v.cards = body.value("cards", std::vector<std::string>{});
    v.campaign_columns = body.value("campaign_columns", std::vector<std::string>{});
    for (const json& t : body.value("tiles", json::array()))
        v.tiles.push_back({t.at("id").get<std::string>(), t.value("span", 12), t.value("shown", true)});
    v.tiles = checked(std::move(v.tiles));
    return v;
}

} // namespace

std::vector<Tile> default_tiles() {
    return {{"cards", 12, true},    {"series", 8, true}, {"breakdown", 4, true},
            {"campaigns", 8, true}, {"funnel", 4, true}, {"cohorts", 12, false}};
}

std::vector<Tile> checked(std::vector<Tile> tiles) {
    const std::vector<Tile> known = default_tiles();
    std::vector<Tile> out;
    for (Tile& t : tiles) {
        const bool pin = t.id.starts_with(pin_tile);
        if (!pin && std::ranges::find(known, t.id, &Tile::id) == known.end()) continue;
        if (std::ranges::find(out, t.id, &Tile::id) != out.end()) continue;
        t.span = t.id == "cards" ? 12 : t.span <= 4 ? 4 : t.span <= 6 ? 6 : t.span <= 8 ? 8 : 12;
        out.push_back(t);
    }
    if (out.empty()) return known;
    for (const Tile& t : known)
        if (std::ranges::find(out, t.id, &Tile::id) == out.end()) out.push_back({t.id, t.span, false});
    return out;
}

std::string to_json_text(const View& view) { return body_of(view).dump(2) + "\n"; }

View view_from_json(const std::string& text, const std::string& source) {
    const json body = json::parse(text, nullptr, false);
    const auto invalid = [&](const std::string& detail) {
        return Error(ErrorCode::view_invalid, {{"file", source}, {"detail", detail}});
    };
    try {
        if (!body.is_object() || body.value("kind", "") != file_kind) throw invalid("it is no view of a dashboard");
        if (body.value("format", 0) > file_format) throw invalid("it was written by a newer version");
        View v = view_of(body);
        if (v.name.empty()) throw invalid("it has no name");
        return v;
    } catch (const json::exception&) {
        throw invalid("a part of it is not what it should be");
    } catch (const Error& e) {
        if (e.code() == ErrorCode::view_invalid) throw;
        throw invalid("a date in it is not a date");
    }
}

std::vector<View> views(const store::Workspace& workspace, int64_t dataset_id) {
    std::vector<View> out;
    for (const store::Record& r : workspace.records(view_kind, dataset_id)) {
        try {
            View v = view_from_json(r.body, r.id);
            v.id = r.id;
            v.dataset_id = r.dataset_id;
            out.push_back(std::move(v));
        } catch (const Error&) {
            continue; // written by somebody else
        }
    }
    std::ranges::stable_sort(out, {}, &View::name);
    return out;
}

View put_view(store::Workspace& workspace, View view) {
    if (view.name.empty()) throw Error(ErrorCode::usage, {{"detail", "A view needs a name."}});
    if (view.id.empty())
        for (const View& v : views(workspace, view.dataset_id))
            if (v.name == view.name) view.id = v.id;
    view.id =
        workspace
            .put_record(
                {.kind = std::string(view_kind), .id = view.id, .dataset_id = view.dataset_id, .body = body_of(view).dump()})
            .id;
    return view;
}

bool remove_view(store::Workspace& workspace, const std::string& id) { return workspace.remove_record(view_kind, id); }

} // namespace plumbline::report
