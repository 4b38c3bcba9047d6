// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/targets.h"

#include "app/cli/ask.h"
#include "core/metrics/annotations.h"
#include "core/pulse/pacing.h"
#include "core/pulse/target_file.h"
#include "core/store/group.h"
#include "core/warehouse/embedded.h"

namespace plumbline::cli {

using nlohmann::json;

namespace {

struct Options {
    std::string dataset, metric, from, to, id;
    std::vector<std::string> where;
    double value = 0;
    std::filesystem::path file;
};

json target_json(const metrics::Target& t) {
    json where = json::array();
    for (const metrics::Filter& f : t.where)
        for (const std::string& v : f.values) where.push_back(f.dimension + (f.exclude ? "!=" : "=") + v);
    return {{"id", t.id},       {"metric", t.metric}, {"from", to_iso(t.days.from)}, {"to", to_iso(t.days.to)},
            {"value", t.value}, {"where", where}};
}

/// Refuses what no query could be asked about.
void check_scope(const DatasetInfo& dataset, EmbeddedEngine& engine, const metrics::Target& t, std::stop_token stop) {
    metrics::Query q;
    q.metrics = {t.metric};
    q.filters = t.where;
    metrics::run({&dataset, &engine, nullptr}, q, std::move(stop));
}

/// Two different values for the same thing: said at once, not in the review.
std::vector<std::string> contradictions(const DatasetInfo& dataset, const std::vector<metrics::Target>& all) {
    std::vector<std::string> out;
    for (size_t i = 0; i < all.size(); ++i)
        for (size_t j = i + 1; j < all.size(); ++j)
            if (pulse::contradict(dataset, all[i], all[j]))
                out.push_back(all[i].metric + ", " + to_iso(all[i].days.from) + " to " + to_iso(all[i].days.to) +
                              ": there are two different targets; neither is used until one is removed.");
    return out;
}

void answer(Session& session, const DatasetInfo& dataset, const store::Workspace& workspace, size_t added) {
    const auto all = metrics::targets(workspace, dataset.id);
    json list = json::array();
    std::string text = added ? "Added " + std::to_string(added) + "\n" : "";
    for (const metrics::Target& t : all) {
        list.push_back(target_json(t));
        text += t.id + "  " + t.metric + "  " + to_iso(t.days.from) + " to " + to_iso(t.days.to) + "  " +
                to_text(Value(t.value)) + "\n";
    }
    const auto warnings = contradictions(dataset, all);
    for (const std::string& w : warnings) text += "note: " + w + "\n";
    session.answer({{"targets", list}, {"added", added}, {"warnings", warnings}}, text);
}

void add(Session& session, const Options& o) {
    const auto workspace = session.open(store::Access::write);
    const DatasetInfo dataset = workspace->dataset(o.dataset);
    EmbeddedEngine engine(workspace->trusted_facts());
    std::vector<metrics::Target> fresh;
    if (!o.file.empty()) {
        fresh = pulse::read_targets(o.file, dataset, session.lang());
    } else {
        if (o.metric.empty() || o.from.empty() || o.to.empty())
            throw Error(ErrorCode::usage,
                        {{"detail", "A target needs --metric, --from, --to and --value, or a file."},
                         {"detail_fr", "Un objectif a besoin de --metric, --from, --to et --value, ou d'un fichier."}});
        fresh.push_back({{},
                         dataset.id,
                         metrics::find_metric(o.metric).id,
                         {parse_day(o.from), parse_day(o.to)},
                         o.value,
                         parse_filters(o.where)});
    }
    for (const metrics::Target& t : fresh) check_scope(dataset, engine, t, session.stop());
    store::Group group(*workspace); // all of a file or none of it
    for (metrics::Target& t : fresh) metrics::put_target(*workspace, t);
    group.commit();
    answer(session, dataset, *workspace, fresh.size());
}

} // namespace

void add_targets(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand("targets", "Values to be reached by a metric in a period");
    command->require_subcommand(1);
    auto o = std::make_shared<Options>();
    CLI::App* list = command->add_subcommand("list", "Show them");
    list->add_option("--dataset", o->dataset, "Name of the dataset; not needed where there is one");
    list->callback([o, &session] {
        const auto workspace = session.open(store::Access::read);
        answer(session, workspace->dataset(o->dataset), *workspace, 0);
    });
    CLI::App* make = command->add_subcommand("add", "Add one, or those of a file");
    make->add_option("file", o->file,
                     "CSV with metric, value, from and to (or period, such as 2026-11), and a column for each dimension that "
                     "narrows a target");
    make->add_option("--dataset", o->dataset, "Name of the dataset; not needed where there is one");
    make->add_option("--metric", o->metric, "Metric");
    make->add_option("--from", o->from, "First day");
    make->add_option("--to", o->to, "Last day");
    make->add_option("--value", o->value, "Value to be reached in these days");
    make->add_option("--where,--for", o->where, "dimension=value; may be repeated");
    make->callback([o, &session] { add(session, *o); });
    CLI::App* drop = command->add_subcommand("remove", "Remove one");
    drop->add_option("id", o->id, "Its id")->required();
    drop->callback([o, &session] {
        const auto workspace = session.open(store::Access::write);
        if (!metrics::remove_target(*workspace, o->id))
            throw Error(ErrorCode::record_not_found, {{"kind", "target"}, {"name", o->id}, {"known", "see targets list"}});
        session.answer({{"removed", o->id}}, "Removed\n");
    });
}

} // namespace plumbline::cli
