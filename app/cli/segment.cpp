// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/segment.h"

#include "app/cli/ask.h"
#include "app/cli/command.h"
#include "core/narrate/segment_sentences.h"
#include "core/report/doubts.h"
#include "core/report/segments.h"
#include "core/warehouse/embedded.h"

namespace plumbline::cli {

using nlohmann::json;

namespace {

struct Options {
    std::string dataset, by, from, to;
    std::vector<std::string> kpis, where;
    int k = 0;
    double roi = 0;
    uint64_t seed = 1;
};

json number(const std::optional<double>& v) { return v ? json(*v) : json(nullptr); }

void run(Session& session, const Options& o) {
    const auto workspace = session.open(store::Access::read);
    const DatasetInfo dataset = workspace->dataset(o.dataset);
    EmbeddedEngine engine(workspace->trusted_facts());
    segment::SegmentSpec spec;
    spec.by = o.by;
    spec.kpis = o.kpis;
    if (o.k != 0) spec.k = o.k;
    spec.period = parse_period(o.from, o.to, dataset);
    spec.filters = parse_filters(o.where);
    spec.break_even_roi = o.roi;
    spec.seed = o.seed;
    spec.doubts = report::doubts(*workspace, dataset);
    const segment::SegmentFit fit = segment::fit_segments({&dataset, &engine, nullptr}, spec, session.progress(), session.stop());

    const narrate::Narrator narrator(session.lang());
    const NumberStyle style = NumberStyle::of(session.lang(), dataset.currency);
    const auto names = report::group_names(fit, dataset, narrator);

    json clusters = json::array(), assignments = json::array(), under = json::array(), trials = json::array();
    for (size_t i = 0; i < fit.clusters.size(); ++i) {
        const segment::Cluster& c = fit.clusters[i];
        json centre = json::object(), profile = json::object();
        for (size_t j = 0; j < fit.kpis.size(); ++j) centre[fit.kpis[j]] = number(c.centre[j]);
        for (size_t j = 0; j < c.profile.size(); ++j) profile[fit.used[j].metric] = c.profile[j];
        clusters.push_back({{"id", c.id},
                            {"name", names[i]},
                            {"size", c.size},
                            {"centroid", centre},
                            {"profile", profile},
                            {"verdict", segment::verdict_id(c.verdict)},
                            {"spend_share", c.cost_share},
                            {"revenue_share", c.revenue_share},
                            {"roas", number(c.roas)}});
    }
    Table shown;
    for (const char* column : {"campaign", "group", "verdict", "why"}) shown.add(column, ColumnType::text);
    std::vector<std::string> losing;
    for (const segment::Campaign& c : fit.campaigns) {
        narrate::VerdictFacts why{std::string(segment::reason_id(c.reason)), {}, {}, {}, fit.roas};
        if (c.roas) {
            why.roas = c.roas->shrunk;
            why.lower = c.roas->lower;
            why.upper = c.roas->upper;
        }
        const std::string reason = narrate::verdict_reason(narrator, why, style);
        json kpis = json::object();
        for (size_t j = 0; j < fit.kpis.size(); ++j) kpis[fit.kpis[j]] = number(c.kpis[j]);
        json a = {{"campaign", c.name},     {"cluster", c.cluster < 0 ? json(nullptr) : json(c.cluster)},
                  {"channel", c.channel},   {"verdict", segment::verdict_id(c.verdict)},
                  {"reason", reason},       {"reason_id", segment::reason_id(c.reason)},
                  {"sure", number(c.sure)}, {"kpis", kpis}};
        if (c.roas)
            a["roas"] = {{"observed", c.roas->observed},
                         {"shrunk", c.roas->shrunk},
                         {"lower", c.roas->lower},
                         {"upper", c.roas->upper},
                         {"above_break_even", c.roas->above_break_even}};
        assignments.push_back(a);
        if (c.underperformer) {
            under.push_back(c.name);
            losing.push_back(c.name);
        }
        shown.column(0).append(c.name);
        shown.column(1).append(c.cluster < 0 ? narrate::ungrouped_name(narrator) : names[static_cast<size_t>(c.cluster)]);
        shown.column(2).append(narrate::verdict_word(narrator, std::string(segment::verdict_id(c.verdict))));
        shown.column(3).append(reason);
    }
    for (const segment::Trial& t : fit.trials)
        trials.push_back({{"k", t.k}, {"silhouette", t.silhouette}, {"stability", t.stability}, {"inertia", t.inertia}});
    json used = json::array();
    for (const segment::Scaling& s : fit.used)
        used.push_back({{"metric", s.metric},
                        {"logarithm", s.logarithm},
                        {"typical", s.typical},
                        {"mean", s.mean},
                        {"sd", s.sd},
                        {"missing", s.missing}});
    json dropped = json::array();
    for (const segment::Scaling& s : fit.dropped) dropped.push_back(s.metric);
    const std::string title = narrate::segments_title(narrator, static_cast<int>(fit.campaigns.size()), fit.k, losing);
    session.answer({{"k", fit.k},
                    {"silhouette", fit.silhouette},
                    {"stability", fit.stability},
                    {"inertia", fit.inertia},
                    {"k_lowered", fit.k_lowered},
                    {"title", title},
                    {"clusters", clusters},
                    {"assignments", assignments},
                    {"underperformers", under},
                    {"too_little_data", fit.too_little},
                    {"kpis", used},
                    {"dropped", dropped},
                    {"trials", trials},
                    {"roas", number(fit.roas)},
                    {"dataset", dataset.name},
                    {"fit_ms", fit.ms}},
                   title + "\n\n" + as_text(shown));
}

} // namespace

void add_segment(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand("segment", "Group campaigns by their KPIs and judge each of them");
    auto o = std::make_shared<Options>();
    command->add_option("--dataset", o->dataset, "Name of the dataset; not needed where there is one");
    command->add_option("--by", o->by, "Dimension to group; campaign unless named");
    command->add_option("--kpis", o->kpis, "Metric ids, separated by commas")->delimiter(',');
    command->add_option("--k", o->k, "Number of groups; chosen unless given")->check(CLI::Range(1, 100));
    command->add_option("--from", o->from, "First day");
    command->add_option("--to", o->to, "Last day");
    command->add_option("--where", o->where, "dimension=value or dimension!=value; may be repeated");
    command->add_option("--roi", o->roi, "ROI that a campaign must reach; 0: it pays for itself");
    command->add_option("--seed", o->seed, "Seed of the starts");
    command->callback([o, &session] { run(session, *o); });
}

} // namespace plumbline::cli
