// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/wbr_audit.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/audit/audit.h"
#include "core/base/digest.h"
#include "core/narrate/narrator.h"
#include "core/report/doubts.h"
#include "core/store/files.h"

namespace plumbline::report {

namespace {

using nlohmann::json;

ReviewTrust trust_of(const audit::AuditReport& report, const DatasetInfo& dataset, Language language) {
    const narrate::Narrator narrator(language);
    ReviewTrust out;
    out.score = report.score;
    out.doubts = doubts(report, dataset);
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
    json doubtful = json::array();
    for (const segment::Doubt& d : t.doubts) // what is not known is infinite, which JSON has no number for
        doubtful.push_back({d.name, d.role, std::isfinite(d.amount) ? json(d.amount) : json(nullptr), d.dimension,
                            d.days ? to_iso(d.days->from) : "", d.days ? to_iso(d.days->to) : ""});
    return {{"score", t.score}, {"measures", measures}, {"open", open}, {"doubts", doubtful}};
}

ReviewTrust from_json(const json& j) {
    const auto days_of = [](const json& from, const json& to) -> std::optional<DateRange> {
        const auto first = parse_iso_date(from.get<std::string>()), last = parse_iso_date(to.get<std::string>());
        if (!first || !last) return std::nullopt;
        return DateRange{*first, *last};
    };
    ReviewTrust t;
    t.score = j.at("score");
    for (const json& m : j.at("measures")) t.measures.push_back({m.at(0), m.at(1)});
    for (const json& n : j.at("open")) {
        TrustNote note{n.at(0), n.at(1), n.at(2), n.at(3), n.at(4), n.at(5), std::nullopt};
        note.days = days_of(n.at(6), n.at(7));
        t.open.push_back(std::move(note));
    }
    for (const json& d : j.at("doubts"))
        t.doubts.push_back({d.at(0), d.at(1), d.at(2).is_null() ? std::numeric_limits<double>::infinity() : d.at(2).get<double>(),
                            d.at(3), days_of(d.at(4), d.at(5))});
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
