// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/predict/panel.h"
#include "core/report/prediction.h"

namespace plumbline::report {

namespace {

TableCell cell(std::string text, Tone tone = Tone::normal) {
    TableCell out;
    out.text = std::move(text);
    out.tone = tone;
    return out;
}

/// Names of the columns with these roles, as the dataset calls them.
std::string names_of(const DatasetInfo& dataset, std::initializer_list<const char*> roles) {
    std::string out;
    for (const char* role : roles)
        if (const DatasetColumn* c = dataset.by_role(role)) out += (out.empty() ? "" : ", ") + c->name;
    return out;
}

} // namespace

PredictionOutlook before_training(const DatasetInfo& dataset, const predict::PredictSpec& spec, Language language) {
    const narrate::Narrator narrator(language);
    PredictionOutlook out;
    out.shows.id = "predict_shows";
    out.shows.title = narrator.say("predict.shows");
    out.shows.columns = {{"part", narrator.say("predict.shows_part"), CellKind::text, {}},
                         {"says", narrator.say("predict.shows_says"), CellKind::text, {}}};
    for (const char* part : {"models", "next", "why", "levels", "versions"}) {
        const std::string key = std::string("predict.shows_") + part;
        out.shows.rows.push_back({cell(narrator.say(key)), cell(narrator.say(key + "_says"), Tone::muted)});
    }

    TableSpec& t = out.needs;
    t.id = "predict_needs";
    t.title = narrator.say("predict.needs");
    t.columns = {{"need", narrator.say("predict.needs_what"), CellKind::text, {}},
                 {"here", narrator.say("predict.needs_here"), CellKind::text, {}},
                 {"state", "", CellKind::badge, {}}};
    const auto add = [&](const std::string& need, const std::string& here, bool there, bool needed) {
        out.enough = out.enough && (there || !needed);
        t.rows.push_back({cell(need), cell(here.empty() ? std::string(missing_value) : here, Tone::muted),
                          there    ? cell(narrator.say("predict.needs_there"), Tone::gain)
                          : needed ? cell(narrator.say("predict.needs_missing"), Tone::loss)
                                   : cell(narrator.say("predict.needs_without"), Tone::muted)});
    };
    std::string period;
    bool long_enough = false;
    if (dataset.dates) {
        const predict::Periods p = predict::complete_periods(*dataset.dates);
        const int n = static_cast<int>(p.starts.size());
        period = narrator.say(p.grain == Grain::week ? "predict.needs_weeks" : "predict.needs_days", {{"n", n}});
        long_enough = p.starts.size() >= predict::fewest_periods;
    }
    add(narrator.say("predict.needs_dates", {{"n", static_cast<int>(predict::fewest_periods)}}), period, long_enough, true);
    const std::string cost = names_of(dataset, {"cost"});
    add(narrator.say("predict.needs_cost"), cost, !cost.empty(), true);
    const metrics::Metric& target = metrics::find_metric(spec.target);
    const bool has_target = metrics::available(target, dataset);
    add(narrator.say("predict.needs_result"), has_target ? narrator.metric(target.id, target.id).label : "", has_target, true);
    const std::string field = spec.by.empty() ? predict::learning_dimension(dataset) : spec.by;
    const DatasetColumn* by = field.empty() ? nullptr : dataset.dimension(field);
    add(narrator.say("predict.needs_parts"), by ? by->name : "", by != nullptr, false);
    const std::string signs = names_of(dataset, {"impressions", "clicks", "orders"});
    add(narrator.say("predict.needs_signs"), signs, !signs.empty(), false);
    return out;
}

} // namespace plumbline::report
