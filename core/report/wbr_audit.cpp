// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/wbr_audit.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/audit/audit.h"
#include "core/base/digest.h"
#include "core/narrate/narrator.h"
#include "core/store/files.h"

namespace plumbline::report {

namespace {

using nlohmann::json;

ReviewTrust trust_of(const audit::AuditReport& report, const DatasetInfo& dataset, Language language) {
    const narrate::Narrator narrator(language);
    ReviewTrust out;
    out.score = report.score;
    for (const audit::Trust& t : report.measures) {
        const DatasetColumn* column = dataset.by_field(t.column);
        // By the name that the page gives the figure, where it has one.
        const std::string name = column ? column->name : t.column;
        out.measures.push_back({column ? narrator.metric(column->role, name).label : name, t.score});
    }
    for (const audit::Finding* f : audit::open_findings(report))
        out.open.push_back({std::string(audit::severity_id(f->severity)), audit::title(*f, dataset, language),
                            audit::evidence(*f, dataset, language), f->column, f->dimension, f->segment, f->days});
    return out;
}

json to_json(const ReviewTrust& t) {
    json measures = json::array(), open = json::array();
    for (const TrustScore& m : t.measures) measures.push_back({m.name, m.score});
    for (const TrustNote& n : t.open)
        open.push_back({n.severity, n.title, n.evidence, n.column, n.dimension, n.segment, n.days ? to_iso(n.days->from) : "",
                        n.days ? to_iso(n.days->to) : ""});
    return {{"score", t.score}, {"measures", measures}, {"open", open}};
}

ReviewTrust from_json(const json& j) {
    ReviewTrust t;
    t.score = j.at("score");
    for (const json& m : j.at("measures")) t.measures.push_back({m.at(0), m.at(1)});
    for (const json& n : j.at("open")) {
        TrustNote note{n.at(0), n.at(1), n.at(2), n.at(3), n.at(4), n.at(5), std::nullopt};
        const auto from = parse_iso_date(n.at(6).get<std::string>()), to = parse_iso_date(n.at(7).get<std::string>());
        if (from && to) note.days = DateRange{*from, *to};
        t.open.push_back(std::move(note));
    }
    return t;
}

} // namespace

ReviewTrust review_trust(const store::Workspace& workspace, const metrics::Context& context, Language language,
                         const std::filesystem::path& memory, Progress& progress, std::stop_token stop) {
    const DatasetInfo& dataset = *context.dataset;
    if (const auto last = audit::last_report(workspace, dataset)) return trust_of(*last, dataset, language);
    const audit::AuditSpec spec = audit::spec_for(workspace, dataset);
    std::string decided;
    for (const auto& [key, remedy] : spec.decided) decided += key + remedy + "\n";
    for (const metrics::Annotation& a : spec.annotations) decided += to_iso(a.days.from) + to_iso(a.days.to) + a.text + "\n";
    const std::string name =
        "trust_" +
        sha256(dataset.fingerprint + PLUMBLINE_VERSION + (language == Language::fr ? "fr" : "en") + decided).substr(0, 16) +
        ".json";
    if (!memory.empty()) {
        std::ifstream stream(memory / name, std::ios::binary);
        const json j = stream ? json::parse(stream, nullptr, false) : json();
        try {
            if (j.is_object()) return from_json(j);
        } catch (const json::exception&) {
            // written by somebody else: audited anew
        }
    }
    const ReviewTrust trust = trust_of(audit::audit(context, spec, progress, stop), dataset, language);
    if (!memory.empty()) {
        std::error_code ignored;
        std::filesystem::create_directories(memory, ignored);
        const std::filesystem::path part = memory / (name + ".part");
        std::ofstream stream(part, std::ios::binary);
        stream << to_json(trust).dump(-1, ' ', false, json::error_handler_t::replace);
        stream.close();
        if (stream) store::move_file(part, memory / name);
    }
    return trust;
}

} // namespace plumbline::report
