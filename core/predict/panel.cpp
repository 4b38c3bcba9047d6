// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/predict/panel.h"

#include <algorithm>
#include <map>

namespace plumbline::predict {

namespace {

constexpr int weeks_for_weekly = 12; ///< below, days say more than weeks

[[noreturn]] void refuse(const std::string& en, const std::string& fr) {
    throw Error(ErrorCode::predict_invalid, {{"detail", en}, {"detail_fr", fr}});
}

} // namespace

std::string budget_dimension(const DatasetInfo& dataset) {
    for (const char* kind : {"channel", "category", "campaign"})
        if (const DatasetColumn* c = dataset.dimension(kind)) return c->field;
    for (const DatasetColumn* c : dataset.dimensions())
        if (c->role == "campaign_id") return c->field;
    return {};
}

std::string learning_dimension(const DatasetInfo& dataset) {
    for (const char* role : {"campaign", "campaign_id"})
        if (const DatasetColumn* c = dataset.by_role(role)) return c->field;
    return budget_dimension(dataset);
}

Periods complete_periods(const DateRange& dates, std::optional<Grain> asked) {
    Periods out;
    out.grain = asked.value_or(dates.days() < weeks_for_weekly * 7 ? Grain::day : Grain::week);
    // Complete: their first and last day are in the data.
    Date start = period_start(dates.from, out.grain);
    if (start < dates.from) start = add_periods(start, out.grain, 1);
    for (; period_end(start, out.grain) <= dates.to; start = add_periods(start, out.grain, 1)) out.starts.push_back(start);
    return out;
}

Panel read_panel(const metrics::Context& context, const PanelSpec& spec, std::stop_token stop) {
    const DatasetInfo& dataset = *context.dataset;
    if (!dataset.dates)
        refuse(dataset.name + " has no dates, and a budget works over time",
               dataset.name + " n'a pas de dates, et un budget agit dans le temps");
    if (!dataset.by_role("cost"))
        refuse(dataset.name + " has no column with the role cost", dataset.name + " n'a pas de colonne avec le rôle coût");
    const metrics::Metric& target = metrics::find_metric(spec.target);
    if (!metrics::available(target, dataset))
        refuse(dataset.name + " has no " + target.id,
               dataset.name + " ne contient pas : " + metrics::metric_name(target, Language::fr));
    if (!target.denominator.empty())
        refuse(target.id + " is a ratio; predict a sum such as revenue, leads or new_customers",
               target.id + " est un rapport ; prédisez une somme telle que revenue, leads ou new_customers");

    Panel out;
    out.target = target.id;
    Periods periods = complete_periods(*dataset.dates, spec.grain);
    out.grain = periods.grain;
    out.starts = std::move(periods.starts);
    if (out.periods() < fewest_periods)
        refuse("complete periods: " + std::to_string(out.periods()) + ", needed: " + std::to_string(fewest_periods),
               "périodes complètes : " + std::to_string(out.periods()) + ", nécessaires : " + std::to_string(fewest_periods));

    metrics::Query query;
    for (const char* id : {"cost", "impressions", "clicks", "orders"})
        if (dataset.by_role(id)) query.metrics.push_back(id);
    if (std::ranges::find(query.metrics, target.id) == query.metrics.end()) query.metrics.push_back(target.id);
    query.grain = out.grain;
    query.period = DateRange{out.starts.front(), period_end(out.starts.back(), out.grain)};
    query.filters = spec.filters;
    if (!spec.by.empty()) {
        if (const DatasetColumn* c = dataset.dimension(spec.by)) out.dimension = c->field;
        query.by = {spec.by};
    }
    const DatasetColumn* channel = dataset.dimension("channel");
    if (!channel) channel = dataset.dimension("category");
    const bool with_channel = channel && !spec.by.empty() && channel->field != out.dimension;
    const metrics::Answer answer = metrics::run(context, query, stop);
    const Table& t = answer.table;

    std::map<Date, size_t> at_period;
    for (size_t i = 0; i < out.starts.size(); ++i) at_period[out.starts[i]] = i;
    struct Entity {
        std::string name;
        double total = 0;
        std::vector<double> series[5];
        std::vector<bool> present;
    };
    std::map<std::string, Entity> entities;
    const char* columns[5] = {"cost", target.id.c_str(), "impressions", "clicks", "orders"};
    for (size_t r = 0; r < t.rows(); ++r) {
        const auto period = at_period.find(t.at("period").date(r));
        if (period == at_period.end()) continue;
        const std::string name = spec.by.empty() || t.column(1).is_null(r) ? std::string() : to_text(t.column(1).value(r));
        Entity& e = entities[name];
        if (e.present.empty()) {
            e.name = name;
            e.present.assign(out.periods(), false);
            for (auto& s : e.series) s.assign(out.periods(), 0);
        }
        bool any = false;
        for (size_t c = 0; c < 5; ++c) {
            const auto column = t.find(columns[c]);
            if (!column) continue;
            const auto v = t.column(*column).number(r);
            any |= v.has_value();
            e.series[c][period->second] = v.value_or(0);
        }
        e.present[period->second] = any;
        e.total += e.series[0][period->second];
    }
    std::vector<Entity> sorted;
    for (auto& [name, e] : entities) sorted.push_back(std::move(e));
    std::ranges::stable_sort(sorted, [](const Entity& a, const Entity& b) { return a.total > b.total; });
    if (sorted.size() > spec.most_entities) sorted.resize(spec.most_entities);
    if (sorted.empty()) refuse("no rows are left in this selection", "il ne reste aucune ligne dans cette sélection");

    std::map<std::string, std::string> channel_of;
    if (with_channel) {
        metrics::Query q = query;
        q.grain.reset();
        q.metrics = {"cost"};
        q.by = {spec.by, channel->field};
        q.order = metrics::Order{"cost", true};
        const metrics::Answer found = metrics::run(context, q, stop);
        for (size_t r = 0; r < found.table.rows(); ++r)
            if (!found.table.column(0).is_null(r) && !found.table.column(1).is_null(r))
                channel_of.emplace(to_text(found.table.column(0).value(r)), to_text(found.table.column(1).value(r)));
    }
    for (Entity& e : sorted) {
        out.entities.push_back(e.name);
        out.channels.push_back(with_channel                                 ? channel_of[e.name]
                               : channel && channel->field == out.dimension ? e.name
                                                                            : std::string());
        out.spend.push_back(std::move(e.series[0]));
        out.outcome.push_back(std::move(e.series[1]));
        out.impressions.push_back(std::move(e.series[2]));
        out.clicks.push_back(std::move(e.series[3]));
        out.orders.push_back(std::move(e.series[4]));
        out.present.push_back(std::move(e.present));
    }
    return out;
}

} // namespace plumbline::predict
