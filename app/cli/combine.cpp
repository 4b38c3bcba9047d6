// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/combine.h"

#include "app/cli/combine.h"
#include "app/cli/command.h"
#include "core/metrics/metrics.h"

namespace plumbline::cli {

using nlohmann::json;

namespace {

json combination_json(const ingest::Combination& c) {
    json parts = json::array(), left = json::array();
    for (const ingest::CombinePart& p : c.parts) parts.push_back({{"dataset", p.dataset}, {"label", p.label}});
    for (const ingest::LeftOut& l : c.left_out) left.push_back({{"dataset", l.dataset}, {"reason", l.reason}});
    return {{"dataset", c.name},      {"rows", c.rows},          {"parts", parts},
            {"outcomes", c.outcomes}, {"claims_kept", c.claims}, {"left_out", left}};
}

std::string reason_text(const std::string& reason, Language language) {
    const bool fr = language == Language::fr;
    if (reason == "no_date") return fr ? "sans date" : "it has no date";
    if (reason == "no_measure") return fr ? "rien à compter" : "it holds nothing to count";
    if (reason == "same_platform")
        return fr ? "même régie, mêmes jours : rien n'est compté deux fois" : "same platform and days: nothing is counted twice";
    return fr ? "les mêmes résultats comptent déjà d'un autre fichier" : "the same outcomes count from another export already";
}

std::string combination_text(const ingest::Combination& c, Language language) {
    const bool fr = language == Language::fr;
    std::string text = c.name + ": " + std::to_string(c.rows) + (fr ? " lignes\n" : " rows\n");
    for (const ingest::CombinePart& p : c.parts) text += "  " + p.dataset + (p.label == p.dataset ? "" : " = " + p.label) + "\n";
    for (const auto& [role, datasets] : c.outcomes) {
        std::string from;
        for (const std::string& d : datasets) from += (from.empty() ? "" : ", ") + d;
        text +=
            "  " + metrics::metric_name(metrics::find_metric(role), language) + (fr ? " : d'après " : ": from ") + from + "\n";
    }
    if (c.claims)
        text += fr ? "  Ce que les régies s'attribuent reste à côté, sans être additionné.\n"
                   : "  What the platforms claim of the same stays beside it and is not added.\n";
    for (const ingest::LeftOut& l : c.left_out)
        text +=
            std::string(fr ? "  laissé de côté : " : "  left out: ") + l.dataset + " (" + reason_text(l.reason, language) + ")\n";
    return text;
}

struct Options {
    std::vector<std::string> parts;
    std::string name;
};

void run(Session& session, const Options& o) {
    const auto workspace = session.open(store::Access::write);
    ingest::Combination proposed;
    if (o.parts.empty()) {
        proposed = ingest::propose_combination(*workspace);
    } else {
        for (const std::string& part : o.parts) {
            // A name may hold "=" itself; then the whole of it is the name.
            const size_t at = part.rfind('=');
            const bool whole = at == std::string::npos ||
                               std::ranges::any_of(workspace->datasets(), [&](const DatasetInfo& d) { return d.name == part; });
            proposed.parts.push_back({part.substr(0, whole ? part.size() : at), whole ? "" : part.substr(at + 1)});
        }
    }
    const std::string name = !o.name.empty() ? o.name : session.lang() == Language::fr ? "Toutes les sources" : "All sources";
    ingest::Combination made =
        ingest::combine(*workspace, name, proposed.parts, session.lang(), session.progress(), session.stop());
    made.left_out = proposed.left_out;
    json answer = combination_json(made);
    answer["audit"] = audit_imported(session, *workspace, made.name);
    session.answer(answer, combination_text(made, session.lang()));
}

} // namespace

void add_combine(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand("combine", "See several datasets as one: ad platforms, shop and CRM");
    auto o = std::make_shared<Options>();
    command->add_option("datasets", o->parts, "DATASET or DATASET=CHANNEL; default: all that fit together");
    command->add_option("--name", o->name, "Name of the dataset that comes out; one of that name is made anew");
    command->callback([o, &session] { run(session, *o); });
}

} // namespace plumbline::cli
