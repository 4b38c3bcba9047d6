// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/combine.h"

#include <algorithm>
#include <array>

#include "core/base/error.h"
#include "core/ingest/combine_sql.h"
#include "core/ingest/import.h"
#include "core/ingest/reader_process.h"
#include "core/ingest/reading_json.h"
#include "core/ingest/staging.h"
#include "core/store/default_dataset.h"
#include "core/store/files.h"
#include "core/store/group.h"

namespace plumbline::ingest {

using nlohmann::json;

namespace {

constexpr std::string_view record_kind = "combination";
constexpr std::array<std::string_view, 8> counted{"impressions", "clicks", "visits",        "leads",
                                                  "orders",      "cost",   "new_customers", "revenue"};

bool counts_something(const DatasetInfo& d) {
    return std::ranges::any_of(counted, [&](std::string_view role) { return d.by_role(role) != nullptr; });
}

bool overlap(const DatasetInfo& a, const DatasetInfo& b) {
    return a.dates && b.dates && a.dates->from <= b.dates->to && b.dates->from <= a.dates->to;
}

/// What customers did, as an export without spend knows it; empty for an ad platform.
std::vector<std::string_view> own_outcomes(const DatasetInfo& d) {
    std::vector<std::string_view> out;
    if (d.by_role("cost")) return out;
    for (const std::string_view role : outcome_roles)
        if (d.by_role(role)) out.push_back(role);
    return out;
}

struct Stored {
    store::Record record;
    Combination combination;
    std::map<std::string, std::string> made_of; ///< dataset -> fingerprint
    Language language = Language::en;
};

std::vector<Stored> stored(const store::Workspace& workspace) {
    std::vector<Stored> out;
    for (store::Record& r : workspace.records(record_kind)) {
        Stored s;
        s.combination.dataset_id = r.dataset_id;
        if (const json body = json::parse(r.body, nullptr, false); body.is_object()) {
            s.combination.name = body.value("name", "");
            for (const json& p : body.value("parts", json::array()))
                s.combination.parts.push_back({p.value("dataset", ""), p.value("label", "")});
            s.made_of = body.value("made_of", std::map<std::string, std::string>{});
            if (body.value("language", "en") == "fr") s.language = Language::fr;
        }
        s.record = std::move(r);
        out.push_back(std::move(s));
    }
    return out;
}

std::vector<PlacedPart> placed(const store::Workspace& workspace, const std::vector<CombinePart>& parts) {
    std::vector<PlacedPart> out;
    for (const CombinePart& p : parts) {
        PlacedPart part;
        part.dataset = workspace.dataset(p.dataset);
        part.known_as = platform_of(p.label);
        if (part.known_as.empty()) part.known_as = platform_of(part.dataset);
        part.label = !p.label.empty() ? p.label : !part.known_as.empty() ? part.known_as : part.dataset.name;
        // A shop may be called after a platform that it sells on; it is a platform's export only where it holds the spend.
        part.platform = (!p.label.empty() || !part.known_as.empty()) && part.dataset.by_role("cost");
        out.push_back(std::move(part));
    }
    return out;
}

void check(const std::vector<PlacedPart>& parts) {
    if (parts.size() < 2)
        throw Error(ErrorCode::usage, {{"detail", "Two datasets or more are needed, each with a date and something to count."}});
    const PlacedPart* priced = nullptr;
    for (const PlacedPart& p : parts) {
        if (std::ranges::count_if(parts, [&](const PlacedPart& q) { return q.dataset.id == p.dataset.id; }) > 1)
            throw Error(ErrorCode::usage, {{"detail", p.dataset.name + " is named twice; it would count twice."}});
        if (!p.dataset.by_role("date") || !counts_something(p.dataset))
            throw Error(ErrorCode::usage,
                        {{"detail", p.dataset.name + " cannot be combined: it has no date, or nothing to count."}});
        if (p.dataset.currency.empty()) continue;
        if (priced && priced->dataset.currency != p.dataset.currency)
            throw Error(ErrorCode::currency_mixed, {{"file", p.dataset.name},
                                                    {"value", p.dataset.currency},
                                                    {"dataset", priced->dataset.name},
                                                    {"other", priced->dataset.currency}});
        if (!priced) priced = &p;
    }
}

/// What a combination says of itself, without making it.
void describe(Combination& c, const CombinePlan& plan, const std::vector<PlacedPart>& parts) {
    c.parts.clear();
    for (const PlacedPart& p : parts) c.parts.push_back({p.dataset.name, p.label});
    c.outcomes = plan.outcomes;
    c.claims = plan.claims;
}

} // namespace

Combination propose_combination(const store::Workspace& workspace) {
    Combination out;
    std::vector<int64_t> made;
    for (const Stored& s : stored(workspace)) made.push_back(s.record.dataset_id);
    std::vector<CombinePart> parts;
    std::vector<DatasetInfo> taken;
    for (const DatasetInfo& d : workspace.datasets()) {
        if (std::ranges::find(made, d.id) != made.end()) continue;
        std::string reason;
        if (!d.by_role("date") || !d.dates)
            reason = "no_date";
        else if (!counts_something(d))
            reason = "no_measure";
        const std::string label = platform_of(d);
        for (const DatasetInfo& other : taken) {
            if (!reason.empty() || !overlap(d, other)) continue;
            const bool both_spend = d.by_role("cost") && other.by_role("cost");
            if (both_spend && !label.empty() && label == platform_of(other)) reason = "same_platform";
            const auto mine = own_outcomes(d), theirs = own_outcomes(other);
            if (std::ranges::any_of(mine, [&](std::string_view role) { return std::ranges::find(theirs, role) != theirs.end(); }))
                reason = "same_outcome";
        }
        if (!reason.empty()) {
            out.left_out.push_back({d.name, reason});
            continue;
        }
        parts.push_back({d.name, ""});
        taken.push_back(d);
    }
    const std::vector<PlacedPart> where = placed(workspace, parts);
    describe(out, combine_plan(where, Language::en), where);
    return out;
}

std::vector<Combination> combinations(const store::Workspace& workspace) {
    std::vector<Combination> out;
    for (Stored& s : stored(workspace)) out.push_back(std::move(s.combination));
    return out;
}

Combination combine(store::Workspace& workspace, const std::string& name, const std::vector<CombinePart>& parts,
                    Language language, Progress& progress, std::stop_token stop) {
    ensure_facts(workspace, progress, stop);
    const std::vector<Stored> earlier = stored(workspace);
    const std::optional<DatasetInfo> known = find_dataset(workspace, name);
    const auto same = std::ranges::find_if(earlier, [&](const Stored& s) { return known && s.record.dataset_id == known->id; });
    if (known && same == earlier.end())
        throw Error(ErrorCode::usage, {{"detail", known->name + " is an import of its own; choose another name."}});
    const std::vector<PlacedPart> where = placed(workspace, parts);
    check(where);
    for (const PlacedPart& p : where)
        if (std::ranges::any_of(earlier, [&](const Stored& s) { return s.record.dataset_id == p.dataset.id; }))
            throw Error(ErrorCode::usage, {{"detail", p.dataset.name + " is combined of others already; name those."}});
    const CombinePlan plan = combine_plan(where, language);

    const Staging staging(workspace);
    json columns = json::array();
    for (const DatasetColumn& c : plan.columns) columns.push_back(to_json(c));
    json job{{"job", "combine"},
             {"select", plan.select},
             {"columns", columns},
             {"dataset_name", known ? known->name : name},
             {"facts", workspace.trusted_facts().string()},
             {"staging", staging.folder.string()}};
    if (known) {
        job["dataset"] = to_json(*known);
        job["remedies"] = remedies_of(workspace, known->id);
    }
    const json result = run_reader(job, name, progress, stop);
    store::NewSnapshot made;
    made.dataset = dataset_from_json(result.at("dataset"));
    made.snapshot.sha256 = result.at("snapshot").at("sha256").get<std::string>();
    made.snapshot.rows = result.at("snapshot").at("rows").get<int64_t>();
    made.snapshot.created = store::now_utc();
    made.snapshot.mode = "replace";
    for (const PlacedPart& p : where) made.snapshot.source += (made.snapshot.source.empty() ? "" : " + ") + p.dataset.name;
    made.snapshot.reading = json{{"combined", true}}.dump();
    made.staged_snapshot = staging.folder / "snapshot.parquet";
    made.staged_facts = staging.folder / "facts.duckdb";
    throw_if_stopped(stop);

    store::Group all(workspace);
    const store::SnapshotInfo snapshot = workspace.commit(std::move(made));
    json body{{"name", name}, {"language", language == Language::fr ? "fr" : "en"}, {"parts", json::array()}};
    for (size_t i = 0; i < where.size(); ++i) {
        body["parts"].push_back({{"dataset", where[i].dataset.name}, {"label", parts[i].label}});
        body["made_of"][where[i].dataset.name] = where[i].dataset.fingerprint;
    }
    store::Record record;
    if (same != earlier.end()) record = same->record;
    record.kind = record_kind;
    record.dataset_id = snapshot.dataset_id;
    record.body = body.dump();
    workspace.put_record(record);
    if (!known) workspace.set_setting(store::default_dataset, name);
    workspace.log_event("combine", json{{"dataset", name}, {"source", snapshot.source}, {"rows", snapshot.rows}}.dump());
    all.commit();
    Combination out;
    out.name = name;
    out.dataset_id = snapshot.dataset_id;
    out.rows = snapshot.rows;
    describe(out, plan, where);
    return out;
}

void refresh_combinations(store::Workspace& workspace, Progress& progress, std::stop_token stop) {
    for (const Stored& s : stored(workspace)) {
        bool changed = false, whole = true;
        for (const CombinePart& p : s.combination.parts) {
            const std::optional<DatasetInfo> d = find_dataset(workspace, p.dataset);
            whole = whole && d;
            const auto at = s.made_of.find(p.dataset);
            changed = changed || (d && (at == s.made_of.end() || at->second != d->fingerprint));
        }
        if (whole && changed) combine(workspace, s.combination.name, s.combination.parts, s.language, progress, stop);
    }
}

} // namespace plumbline::ingest
