// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/features.h"

#include <algorithm>
#include <cmath>

#include "app/cli/ask.h"
#include "app/cli/command.h"
#include "core/warehouse/embedded.h"

namespace plumbline::cli {

using nlohmann::json;

namespace {

struct Options {
    std::string dataset, grain = "week", from, to;
    std::vector<std::string> where;
    features::FeatureSpec spec;
    features::PruneSpec prune;
};

json names_of(const std::vector<features::Judged>& all) {
    json out = json::array();
    for (const features::Judged& f : all) out.push_back(f.name);
    return out;
}

void run(Session& session, Options& o) {
    const auto workspace = session.open(store::Access::read);
    const DatasetInfo dataset = workspace->dataset(o.dataset);
    EmbeddedEngine engine(workspace->trusted_facts());
    o.spec.grain = parse_grain(o.grain).value_or(Grain::week);
    o.spec.period = parse_period(o.from, o.to, dataset);
    o.spec.filters = parse_filters(o.where);
    const features::FeatureSet set = features::engineer({&dataset, &engine, nullptr}, o.spec, session.stop());
    // Media stay unless the user consents; what they would come down to with consent is told beside it.
    features::PruneSpec with_consent = o.prune;
    with_consent.drop_media = true;
    const features::Pruned pruned = features::prune(set, o.prune, session.progress(), session.stop());
    const features::Pruned consented =
        o.prune.drop_media ? pruned : features::prune(set, with_consent, session.progress(), session.stop());
    Table shown;
    for (const char* column : {"feature", "vif", "decision", "like"}) shown.add(column, ColumnType::text);
    const auto list = [&](const std::vector<features::Judged>& all, bool kept) {
        json out = json::array();
        for (const features::Judged& f : all) {
            // JSON has no infinity: missing, with the reason beside it.
            json j{{"name", f.name},
                   {"vif", std::isfinite(f.vif) ? json(f.vif) : json(nullptr)},
                   {"reason", features::reason_id(f.reason)},
                   {"group", f.group},
                   {"media", f.media},
                   {"correlation", f.correlation},
                   {"with", f.with}};
            out.push_back(std::move(j));
            char text[32];
            std::snprintf(text, sizeof text, "%.2f", f.vif);
            shown.column(0).append(f.name);
            shown.column(1).append(std::string(std::isfinite(f.vif) ? text : "exact"));
            shown.column(2).append(
                std::string(kept && f.reason == features::Reason::kept ? "kept" : features::reason_id(f.reason)));
            shown.column(3).append(f.with);
        }
        return out;
    };
    const json kept = list(pruned.kept, true), dropped = list(pruned.dropped, false);
    const auto media = static_cast<size_t>(std::ranges::count_if(pruned.kept, [](const auto& f) { return f.media; }));
    session.answer({{"dataset", dataset.name},
                    {"target", o.spec.target},
                    {"kept_media", media},
                    {"kept_engineered", pruned.kept.size() - media},
                    {"periods", set.periods.size()},
                    {"engineered", set.features.size()},
                    {"kept", kept},
                    {"dropped", dropped},
                    {"with_consent", {{"kept", names_of(consented.kept)}, {"dropped", names_of(consented.dropped)}}},
                    {"media_groups", pruned.media_groups},
                    {"limit", o.prune.limit},
                    {"prune_ms", pruned.ms}},
                   std::to_string(set.features.size()) + " features of " + std::to_string(set.periods.size()) + " periods, " +
                       std::to_string(pruned.kept.size()) + " kept: " + std::to_string(media) + " media, " +
                       std::to_string(pruned.kept.size() - media) + " others; " + std::to_string(consented.kept.size()) +
                       " where media may be dropped as well\n" + as_text(shown));
}

} // namespace

void add_features(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand("features", "Engineer predictors of a metric and drop those that others already hold");
    auto o = std::make_shared<Options>();
    command->add_option("--target", o->spec.target, "Metric to be explained")->required();
    command->add_option("--dataset", o->dataset, "Name of the dataset; not needed where there is one");
    command->add_option("--spend-by", o->spec.spend_by, "Dimension whose values are the media");
    command->add_option("--grain", o->grain, "Grain of time")->check(CLI::IsMember({"day", "week", "month"}));
    command->add_option("--from", o->from, "First day");
    command->add_option("--to", o->to, "Last day");
    command->add_option("--where", o->where, "dimension=value or dimension!=value; may be repeated");
    command->add_option("--most", o->spec.most, "Features engineered")->check(CLI::Range(2, 500));
    command->add_option("--limit", o->prune.limit, "Variance inflation above which a feature goes");
    command->add_option("--holidays", o->spec.holidays, "Country of the holidays; \"\" for none");
    command->add_flag("--drop-media", o->prune.drop_media,
                      "Media may be dropped as well: their sales then go to the channels that stay");
    command->callback([o, &session] { run(session, *o); });
}

} // namespace plumbline::cli
