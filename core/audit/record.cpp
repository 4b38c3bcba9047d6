// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/audit/audit.h"
#include "core/audit/remedy.h"

namespace plumbline::audit {

using nlohmann::json;

namespace {

json number(const std::optional<double>& v) { return v ? json(*v) : json(nullptr); }
std::optional<double> number_of(const json& j, const char* name) {
    const auto at = j.find(name);
    return at != j.end() && at->is_number() ? std::optional(at->get<double>()) : std::nullopt;
}
std::optional<Date> date_of(const json& j) { return j.is_string() ? parse_iso_date(j.get<std::string>()) : std::nullopt; }

json to_json(const Finding& f) {
    json series = json::array(), actions = json::array(), bars = json::array();
    for (const Bar& b : f.bars) bars.push_back({b.label, b.value, b.flagged});
    for (const DayValue& d : f.series)
        series.push_back({to_iso(d.day), number(d.seen), number(d.expected), number(d.low), number(d.high)});
    for (const Action a : f.remedies) actions.push_back(action_id(a));
    json j{{"key", f.key},         {"check", f.check},         {"severity", severity_id(f.severity)},
           {"column", f.column},   {"dimension", f.dimension}, {"segment", f.segment},
           {"rows", f.rows},       {"value", number(f.value)}, {"expected", number(f.expected)},
           {"low", number(f.low)}, {"high", number(f.high)},   {"cost", f.cost},
           {"detail", f.detail},   {"variants", f.variants},   {"factor", f.factor},
           {"series", series},     {"remedies", actions}};
    if (!f.bars.empty()) j["bars"] = bars;
    if (f.days) j["days"] = {to_iso(f.days->from), to_iso(f.days->to)};
    return j;
}

Finding finding_of(const json& j) {
    Finding f;
    f.key = j.value("key", "");
    f.check = j.value("check", "");
    const std::string severity = j.value("severity", "note");
    f.severity = severity == "blocker" ? Severity::blocker : severity == "warning" ? Severity::warning : Severity::note;
    f.column = j.value("column", "");
    f.dimension = j.value("dimension", "");
    f.segment = j.value("segment", "");
    f.rows = j.value("rows", int64_t{0});
    f.value = number_of(j, "value");
    f.expected = number_of(j, "expected");
    f.low = number_of(j, "low");
    f.high = number_of(j, "high");
    f.cost = j.value("cost", 0.0);
    f.detail = j.value("detail", "");
    f.variants = j.value("variants", std::vector<std::string>{});
    f.factor = j.value("factor", 1.0);
    for (const json& d : j.value("series", json::array())) {
        const auto day = date_of(d.at(0));
        const auto at = [&](size_t i) { return d.at(i).is_number() ? std::optional(d.at(i).get<double>()) : std::nullopt; };
        if (day) f.series.push_back({*day, at(1), at(2), at(3), at(4)});
    }
    for (const json& b : j.value("bars", json::array()))
        f.bars.push_back({b.at(0).get<std::string>(), b.at(1).get<double>(), b.at(2).get<bool>()});
    for (const json& a : j.value("remedies", json::array())) f.remedies.push_back(parse_action(a.get<std::string>()));
    if (const auto days = j.find("days"); days != j.end() && days->is_array() && days->size() == 2) {
        const auto a = date_of((*days)[0]), b = date_of((*days)[1]);
        if (a && b) f.days = DateRange{*a, *b};
    }
    return f;
}

std::string snapshots_of(const store::Workspace& workspace, const DatasetInfo& dataset) {
    std::string out;
    for (const store::SnapshotInfo& s : workspace.snapshots(dataset.id)) out += s.sha256.substr(0, 16) + "|";
    for (const DatasetColumn& c : dataset.columns) out += c.field + ":" + c.role + "|";
    return out;
}

} // namespace

AuditSpec spec_for(const store::Workspace& workspace, const DatasetInfo& dataset) {
    AuditSpec spec;
    spec.annotations = metrics::annotations(workspace, dataset.id);
    const auto known = remedies(workspace, dataset.id);
    // What was decided to be an event is an event for other series as well, but the finding itself is still told, as decided.
    std::erase_if(spec.annotations, [&](const metrics::Annotation& a) {
        return std::ranges::any_of(known, [&](const Remedy& r) { return r.annotation == a.id; });
    });
    for (const Remedy& r : known) spec.decided.emplace_back(r.finding, r.id);
    for (const store::SnapshotInfo& s : workspace.snapshots(dataset.id)) {
        if (const auto day = parse_iso_date(std::string_view(s.created).substr(0, 10));
            day && (!spec.today || *spec.today < *day))
            spec.today = day;
        if (s.mode == "replace") {
            spec.tokens.clear();
            spec.imports.clear();
        }
        const json how = json::parse(s.reading, nullptr, false);
        if (!how.is_object()) continue;
        spec.combined = how.value("combined", false);
        Import& import = spec.imports.emplace_back();
        import.source = s.source;
        import.sha256 = s.sha256;
        if (const auto days = how.find("days"); days != how.end() && days->is_array() && days->size() == 2) {
            const auto a = date_of((*days)[0]), b = date_of((*days)[1]);
            if (a && b) import.days = DateRange{*a, *b};
        }
        if (const auto types = how.find("types"); types != how.end() && types->is_object())
            for (const auto& [field, type] : types->items())
                if (type.is_string()) import.types[field] = type.get<std::string>();
        for (const json& m : how.value("marked", json::array())) {
            if (!m.is_object()) continue;
            const auto day = parse_iso_date(m.value("day", ""));
            if (day)
                spec.tokens.push_back(
                    {m.value("column", ""), m.value("text", ""), m.value("series", ""), *day, m.value("line", int64_t{0})});
        }
    }
    return spec;
}

void put_report(store::Workspace& workspace, const DatasetInfo& dataset, const AuditReport& report) {
    json findings = json::array(), advice = json::array(), measures = json::array(), events = json::array();
    for (const Finding& f : report.findings) findings.push_back(to_json(f));
    for (const Finding& f : report.advice) advice.push_back(to_json(f));
    for (const Trust& t : report.measures)
        measures.push_back({{"column", t.column},
                            {"score", t.score},
                            {"worst", t.worst ? json(severity_id(*t.worst)) : json(nullptr)},
                            {"keys", t.keys}});
    for (const Date d : report.events) events.push_back(to_iso(d));
    store::Record record;
    record.kind = "audit";
    record.dataset_id = dataset.id;
    for (const store::Record& old : workspace.records("audit", dataset.id)) record.id = old.id;
    record.body = json{
        {"of", snapshots_of(workspace, dataset)},
        {"findings", findings},
        {"advice", advice},
        {"measures", measures},
        {"events", events},
        {"checks", report.checks},
        {"score", report.score},
        {"dimension", report.dimension},
        {"rows", report.rows},
        {"series", report.series},
        {"days", report.days},
        {"ms",
         report.ms}}.dump();
    workspace.put_record(record);
}

std::optional<AuditReport> last_report(const store::Workspace& workspace, const DatasetInfo& dataset) {
    const auto records = workspace.records("audit", dataset.id);
    if (records.empty()) return std::nullopt;
    const json j = json::parse(records.back().body, nullptr, false);
    if (!j.is_object() || j.value("of", "") != snapshots_of(workspace, dataset)) return std::nullopt;
    AuditReport r;
    try {
        for (const json& f : j.value("findings", json::array())) r.findings.push_back(finding_of(f));
        for (const json& f : j.value("advice", json::array())) r.advice.push_back(finding_of(f));
        for (const json& d : j.value("events", json::array()))
            if (const auto day = date_of(d)) r.events.push_back(*day);
        r.checks = j.value("checks", r.checks);
        r.dimension = j.value("dimension", "");
        r.rows = j.value("rows", int64_t{0});
        r.series = j.value("series", int64_t{0});
        r.days = j.value("days", int64_t{0});
        r.ms = j.value("ms", 0.0);
    } catch (const std::exception&) {
        return std::nullopt; // not ours to read: audited anew
    }
    for (const Remedy& m : remedies(workspace, dataset.id))
        for (std::vector<Finding>* all : {&r.findings, &r.advice})
            for (Finding& f : *all)
                if (f.key == m.finding) f.decided = m.id;
    score_trust(dataset, r);
    return r;
}

} // namespace plumbline::audit
