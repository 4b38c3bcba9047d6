// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit.h"

#include <cmath>
#include <cstdlib>

#include "app/cli/command.h"
#include "app/cli/trust.h"
#include "core/audit/remedy.h"
#include "core/base/format.h"
#include "core/warehouse/embedded.h"

namespace plumbline::cli {

using nlohmann::json;

namespace {

struct Options {
    std::string dataset, decide, action, why, undo;
    std::vector<std::string> holidays;
    bool checks = false, charts = false;
};

json number(const std::optional<double>& v) { return v ? json(*v) : json(nullptr); }

json finding_json(const audit::Finding& f, const DatasetInfo& dataset, Language language, bool charts) {
    json actions = json::array();
    for (const audit::Action a : f.remedies) actions.push_back(audit::action_id(a));
    const bool campaign = dataset.by_field(f.dimension) && (dataset.by_field(f.dimension)->role == "campaign");
    json j{
        {"check", f.check},
        {"type", f.check},
        {"severity", audit::severity_id(f.severity)},
        {"dataset", dataset.name},
        {"column", f.column},
        {"from", f.days ? json(to_iso(f.days->from)) : json(nullptr)},
        {"to", f.days ? json(to_iso(f.days->to)) : json(nullptr)},
        {"segment", f.segment},
        {"dimension", f.dimension},
        {"campaign", campaign ? json(f.segment) : json(nullptr)},
        {"rows", f.rows},
        {"value", number(f.value)},
        {"expected", f.expected ? json{{"value", *f.expected}, {"low", number(f.low)}, {"high", number(f.high)}} : json(nullptr)},
        {"evidence", audit::evidence(f, dataset, language)},
        {"title", audit::title(f, dataset, language)},
        {"remedy", f.remedies.empty() ? json(nullptr) : json(audit::action_id(f.remedies.front()))},
        {"remedies", actions},
        {"factor", f.factor},
        {"cost", f.cost},
        {"detail", f.detail},
        {"key", f.key},
        {"state", f.decided.empty() ? "open" : "decided"}};
    if (charts)
        if (const auto spec = audit::evidence_chart(f, dataset, language)) {
            const Table t = to_table(*spec);
            json rows = json::array();
            for (size_t r = 0; r < t.rows(); ++r) {
                json row = json::array();
                for (size_t c = 0; c < t.columns(); ++c) row.push_back(to_text(t.column(c).value(r)));
                rows.push_back(row);
            }
            j["chart"] = {{"title", spec->title}, {"reading", spec->reading}, {"rows", rows}};
        }
    return j;
}

json remedies_json(const store::Workspace& workspace, const DatasetInfo& dataset) {
    json out = json::array();
    for (const audit::Remedy& r : audit::remedies(workspace, dataset.id))
        out.push_back({{"id", r.id},
                       {"finding", r.finding},
                       {"check", r.check},
                       {"action", audit::action_id(r.action)},
                       {"column", r.column},
                       {"segment", r.segment},
                       {"from", r.days ? json(to_iso(r.days->from)) : json(nullptr)},
                       {"to", r.days ? json(to_iso(r.days->to)) : json(nullptr)},
                       {"who", r.who},
                       {"when", r.when},
                       {"why", r.why}});
    return out;
}

std::string known_remedies(const store::Workspace& workspace, const DatasetInfo& dataset) {
    std::string out;
    for (const audit::Remedy& r : audit::remedies(workspace, dataset.id)) out += (out.empty() ? "" : ", ") + r.id;
    return out.empty() ? "none" : out;
}

std::string known_findings(const audit::AuditReport& report) {
    std::string out;
    for (const audit::Finding& f : report.findings) out += (out.empty() ? "" : ", ") + f.key;
    return out.empty() ? "none" : out;
}

/// For writing, so that what is found is known to the other commands; for reading where somebody else has it open.
std::unique_ptr<store::Workspace> open_to_keep(Session& session) {
    try {
        return session.open(store::Access::write);
    } catch (const Error&) {
        return session.open(store::Access::read); // says itself what is wrong, where reading fails as well
    }
}

void run(Session& session, const Options& o) {
    const bool writes = !o.decide.empty() || !o.undo.empty();
    auto workspace = writes ? session.open(store::Access::write) : open_to_keep(session);
    DatasetInfo dataset = workspace->dataset(o.dataset);
    const auto look = [&] {
        EmbeddedEngine engine(workspace->trusted_facts());
        audit::AuditSpec spec = audit::spec_for(*workspace, dataset);
        spec.countries = o.holidays;
        return audit::audit({&dataset, &engine, nullptr}, spec, session.progress(), session.stop());
    };
    audit::AuditReport report = look();
    if (!o.undo.empty()) {
        if (!audit::undo(*workspace, dataset, o.undo, session.progress(), session.stop()))
            throw Error(ErrorCode::record_not_found,
                        {{"kind", "remedy"}, {"name", o.undo}, {"known", known_remedies(*workspace, dataset)}});
        dataset = workspace->dataset(dataset.name);
        report = look();
    }
    if (!o.decide.empty()) {
        const auto at = std::ranges::find(report.findings, o.decide, &audit::Finding::key);
        if (at == report.findings.end())
            throw Error(ErrorCode::record_not_found,
                        {{"kind", "finding"}, {"name", o.decide}, {"known", known_findings(report)}});
        const audit::Action action = o.action.empty() ? at->remedies.front() : audit::parse_action(o.action);
        const char* user = std::getenv("USER");
        audit::decide(*workspace, dataset, *at, action, user ? user : "", o.why, session.progress(), session.stop());
        dataset = workspace->dataset(dataset.name);
        report = look();
    }
    if (workspace->access() == store::Access::write) audit::put_report(*workspace, dataset, report);

    json findings = json::array(), advice = json::array(), measures = json::array(), events = json::array(),
         times = json::array();
    Table shown;
    for (const char* column : {"severity", "check", "from", "to", "what", "state"}) shown.add(column, ColumnType::text);
    for (const audit::Finding& f : report.findings) {
        findings.push_back(finding_json(f, dataset, session.lang(), o.charts));
        shown.column(0).append(std::string(audit::severity_id(f.severity)));
        shown.column(1).append(f.check);
        shown.column(2).append(f.days ? to_iso(f.days->from) : "");
        shown.column(3).append(f.days ? to_iso(f.days->to) : "");
        shown.column(4).append(audit::title(f, dataset, session.lang()));
        shown.column(5).append(f.decided.empty() ? "open" : "decided");
    }
    for (const audit::Finding& f : report.advice) advice.push_back(finding_json(f, dataset, session.lang(), false));
    for (const audit::Trust& t : report.measures)
        measures.push_back({{"column", t.column},
                            {"score", t.score},
                            {"worst", t.worst ? json(audit::severity_id(*t.worst)) : json(nullptr)},
                            {"findings", t.keys}});
    for (const Date d : report.events) events.push_back(to_iso(d));
    for (const audit::CheckTime& t : report.times) times.push_back({{"check", t.check}, {"ms", t.ms}});
    std::string text = dataset.name + ": " + std::to_string(report.findings.size()) + " findings, score " +
                       std::to_string(static_cast<int>(std::lround(report.score))) + "\n";
    if (!report.findings.empty()) text += as_text(shown);
    for (const audit::Finding& f : report.advice) text += "note: " + audit::title(f, dataset, session.lang()) + "\n";
    session.answer({{"dataset", dataset.name},
                    {"findings", findings},
                    {"advice", advice},
                    {"score", report.score},
                    {"measures", measures},
                    {"events", events},
                    {"remedies", remedies_json(*workspace, dataset)},
                    {"checks", report.checks},
                    {"rows", report.rows},
                    {"series", report.series},
                    {"times", times},
                    {"audit_ms", report.ms}},
                   text);
}

} // namespace

json audit_imported(Session& session, store::Workspace& workspace, const std::string& name) {
    const DatasetInfo dataset = workspace.dataset(name);
    EmbeddedEngine engine(workspace.trusted_facts());
    const audit::AuditReport report =
        audit::audit({&dataset, &engine, nullptr}, audit::spec_for(workspace, dataset), session.progress(), session.stop());
    audit::put_report(workspace, dataset, report);
    json worst = json::array();
    for (const audit::Finding& f : report.findings)
        if (worst.size() < 3) worst.push_back(audit::title(f, dataset, session.lang()));
    return {{"dataset", name}, {"findings", report.findings.size()}, {"score", report.score}, {"worst", worst}};
}

std::string add_trust(json& answer, const store::Workspace& workspace, const DatasetInfo& dataset,
                      const std::vector<std::string>& metrics, const std::optional<DateRange>& days, Language language) {
    std::string lines;
    const bool fr = language == Language::fr;
    if (!answer.contains("warnings") || !answer["warnings"].is_array()) answer["warnings"] = json::array();
    answer["open_findings"] = json::array();
    const auto say = [&](const std::string& sentence) {
        answer["warnings"].push_back(sentence);
        lines += sentence + "\n";
    };
    const auto report = audit::last_report(workspace, dataset);
    if (!report) {
        say(fr ? "Ces données n'ont pas encore été contrôlées ; lancez « audit »."
               : "These data have not been audited yet; run `audit`.");
        return lines;
    }
    for (const audit::Finding* f : audit::findings_against(*report, dataset, metrics, days)) {
        answer["open_findings"].push_back({{"key", f->key},
                                           {"check", f->check},
                                           {"severity", audit::severity_id(f->severity)},
                                           {"column", f->column},
                                           {"segment", f->segment},
                                           {"from", f->days ? json(to_iso(f->days->from)) : json(nullptr)},
                                           {"to", f->days ? json(to_iso(f->days->to)) : json(nullptr)},
                                           {"title", audit::title(*f, dataset, language)}});
        if (f->severity != audit::Severity::blocker) continue;
        say((fr ? "Construit sur des données non vérifiées : " : "Built on data with an open finding: ") +
            audit::title(*f, dataset, language) + (f->days ? ", " + format_range(*f->days, language) : ""));
    }
    return lines;
}

void add_audit(CLI::App& app, Session& session) {
    CLI::App* command =
        app.add_subcommand("audit", "Say whether the numbers of a dataset can be trusted, and what to do where not");
    auto o = std::make_shared<Options>();
    command->add_option("--dataset", o->dataset, "Name of the dataset; not needed where there is one");
    command->add_option("--holidays", o->holidays, "Countries whose days count as events, separated by commas")->delimiter(',');
    command->add_flag("--charts", o->charts, "With the days behind each finding");
    auto* decide = command->add_option("--decide", o->decide, "Key of a finding to decide on");
    command->add_option("--action", o->action, "exclude, cap, interpolate, merge, rescale, event or leave; else the first remedy")
        ->needs(decide);
    command->add_option("--why", o->why, "Reason, kept with the decision")->needs(decide);
    command->add_option("--undo", o->undo, "Id of a decision to take back")->excludes(decide);
    command->callback([o, &session] { run(session, *o); });
}

} // namespace plumbline::cli
