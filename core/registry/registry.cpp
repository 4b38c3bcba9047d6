// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/registry/registry.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/error.h"

namespace plumbline::registry {

using nlohmann::json;

namespace {

constexpr std::string_view kind = "model";

State parse_state(const std::string& id) {
    return id == "champion" ? State::champion : id == "retired" ? State::retired : State::challenger;
}

json body_of(const Model& m, int64_t turn) {
    return {{"name", m.name},
            {"version", m.version},
            {"state", state_id(m.state)},
            {"spec", m.spec},
            {"metrics", m.metrics},
            {"score_name", m.score_name},
            {"score", m.score ? json(*m.score) : json(nullptr)},
            {"fingerprint", m.fingerprint},
            {"seed", m.seed},
            {"bytes", m.bytes},
            {"turn", turn}};
}

/// A version and when it last became the champion (0: never), counted over the name.
struct Entry {
    Model model;
    int64_t turn = 0;
};

std::vector<Entry> entries(const store::Workspace& workspace) {
    std::vector<Entry> out;
    for (const store::Record& r : workspace.records(kind)) {
        const json body = json::parse(r.body, nullptr, false);
        if (!body.is_object() || !body.contains("name") || !body["name"].is_string()) continue;
        Entry e;
        e.model.id = r.id;
        e.model.name = body["name"];
        e.model.version = body.value("version", 0);
        e.model.state = parse_state(body.value("state", ""));
        e.model.dataset_id = r.dataset_id;
        e.model.spec = body.value("spec", "");
        e.model.metrics = body.value("metrics", "");
        e.model.score_name = body.value("score_name", "");
        if (const auto at = body.find("score"); at != body.end() && at->is_number()) e.model.score = at->get<double>();
        e.model.fingerprint = body.value("fingerprint", "");
        e.model.seed = body.value("seed", uint64_t{0});
        e.model.bytes = body.value("bytes", "");
        e.model.created = r.created;
        e.turn = body.value("turn", int64_t{0});
        out.push_back(std::move(e));
    }
    std::ranges::stable_sort(out, [](const Entry& a, const Entry& b) {
        return std::tie(a.model.name, a.model.version) < std::tie(b.model.name, b.model.version);
    });
    return out;
}

void put(store::Workspace& workspace, Entry& e) {
    const store::Record stored = workspace.put_record(
        {.kind = std::string(kind), .id = e.model.id, .dataset_id = e.model.dataset_id, .body = body_of(e.model, e.turn).dump()});
    e.model.id = stored.id;
    e.model.created = stored.created;
}

Entry* champion_of(std::vector<Entry>& all, const std::string& name) {
    for (Entry& e : all)
        if (e.model.name == name && e.model.state == State::champion) return &e;
    return nullptr;
}

int64_t last_turn(const std::vector<Entry>& all, const std::string& name) {
    int64_t last = 0;
    for (const Entry& e : all)
        if (e.model.name == name) last = std::max(last, e.turn);
    return last;
}

size_t index_of(const std::vector<Entry>& all, const std::string& which) {
    std::string known;
    for (size_t i = 0; i < all.size(); ++i) {
        const Model& m = all[i].model;
        const std::string versioned = m.name + "@" + std::to_string(m.version);
        if (m.id == which || versioned == which || (m.name == which && m.state == State::champion)) return i;
        known += (known.empty() ? "" : ", ") + versioned;
    }
    throw Error(ErrorCode::record_not_found, {{"kind", "model"}, {"name", which}, {"known", known.empty() ? "–" : known}});
}

} // namespace

std::string_view state_id(State state) {
    return state == State::champion ? "champion" : state == State::retired ? "retired" : "challenger";
}

Model save(store::Workspace& workspace, Model model) {
    std::vector<Entry> all = entries(workspace);
    model.version = 1;
    for (const Entry& e : all)
        if (e.model.name == model.name) model.version = std::max(model.version, e.model.version + 1);
    Entry fresh{std::move(model), 0};
    Entry* champion = champion_of(all, fresh.model.name);
    const bool other_data = champion && champion->model.fingerprint != fresh.model.fingerprint;
    const bool better = champion && fresh.model.score && (!champion->model.score || *fresh.model.score < *champion->model.score);
    fresh.model.state = !champion || other_data || better ? State::champion : State::challenger;
    if (fresh.model.state == State::champion) {
        fresh.turn = last_turn(all, fresh.model.name) + 1;
        if (champion) {
            champion->model.state = State::challenger;
            put(workspace, *champion);
        }
    }
    put(workspace, fresh);
    return fresh.model;
}

std::vector<Model> models(const store::Workspace& workspace) {
    std::vector<Model> out;
    for (Entry& e : entries(workspace)) out.push_back(std::move(e.model));
    return out;
}

Model find(const store::Workspace& workspace, const std::string& which) {
    const auto all = entries(workspace);
    return all[index_of(all, which)].model;
}

Model promote(store::Workspace& workspace, const std::string& which) {
    auto all = entries(workspace);
    Entry& wanted = all[index_of(all, which)];
    if (wanted.model.state == State::champion) return wanted.model;
    const int64_t turn = last_turn(all, wanted.model.name) + 1;
    if (Entry* champion = champion_of(all, wanted.model.name)) {
        champion->model.state = State::challenger;
        put(workspace, *champion);
    }
    wanted.model.state = State::champion;
    wanted.turn = turn;
    put(workspace, wanted);
    return wanted.model;
}

Model rollback(store::Workspace& workspace, const std::string& name) {
    auto all = entries(workspace);
    Entry* champion = champion_of(all, name);
    Entry* before = nullptr;
    for (Entry& e : all)
        if (e.model.name == name && &e != champion && e.turn > 0 && e.model.state != State::retired &&
            (!before || e.turn > before->turn))
            before = &e;
    if (!before) {
        std::string known;
        for (const Entry& e : all) known += (known.empty() ? "" : ", ") + e.model.name + "@" + std::to_string(e.model.version);
        throw Error(ErrorCode::record_not_found,
                    {{"kind", "earlier model"}, {"name", name}, {"known", known.empty() ? "–" : known}});
    }
    if (champion) {
        champion->model.state = State::retired;
        put(workspace, *champion);
    }
    before->model.state = State::champion;
    before->turn = last_turn(all, name) + 1;
    put(workspace, *before);
    return before->model;
}

} // namespace plumbline::registry
