// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>

#include "core/segment/parts.h"

namespace plumbline::segment {

namespace {

/// Size, return, and the steps between: each says something that the others do not.
constexpr std::string_view usual_kpis[] = {"cost", "roas", "ctr", "cvr", "cpl", "aov"};
constexpr std::string_view other_kpis[] = {"revenue", "orders", "leads", "clicks", "impressions", "visits", "new_customers"};
constexpr int most_days_by_day = 120; ///< longer periods are cut into weeks to estimate how much a return varies
constexpr int64_t most_groups = 200'000;

std::string role_of(std::string_view part) {
    return std::string(!part.empty() && (part.front() == '-' || part.front() == '+') ? part.substr(1) : part);
}

std::vector<const metrics::Metric*> choose_kpis(const DatasetInfo& dataset, const std::vector<std::string>& asked) {
    std::vector<const metrics::Metric*> out;
    for (const std::string& id : asked) {
        const metrics::Metric& m = metrics::find_metric(id);
        if (!metrics::available(m, dataset))
            throw Error(ErrorCode::metric_unavailable, {{"metric", m.id}, {"dataset", dataset.name}});
        if (std::ranges::any_of(m.denominator, [](const std::string& d) { return d.starts_with("total:"); }))
            throw Error(ErrorCode::segment_invalid, {{"detail", m.id + " is a share, and says no more than its measure"},
                                                     {"detail_fr", m.id + " est une part et n'en dit pas plus que sa mesure"}});
        out.push_back(&m);
    }
    if (!asked.empty()) return out;
    auto add = [&](std::string_view id) {
        const metrics::Metric& m = metrics::find_metric(id);
        if (metrics::available(m, dataset)) out.push_back(&m);
    };
    for (const auto id : usual_kpis) add(id);
    if (out.size() < 3)
        for (const auto id : other_kpis) add(id);
    if (out.empty())
        throw Error(ErrorCode::segment_invalid, {{"detail", "the dataset has no measure that a KPI is made of"},
                                                 {"detail_fr", "les données n'ont aucune mesure dont se compose un KPI"}});
    return out;
}

std::string dimension_field(const DatasetInfo& dataset, const std::string& asked) {
    if (!asked.empty()) {
        if (const DatasetColumn* c = dataset.dimension(asked)) return c->field;
        return asked; // the metrics layer names the nearest that exist
    }
    for (const char* role : {"campaign", "campaign_id"})
        if (const DatasetColumn* c = dataset.by_role(role)) return c->field;
    throw Error(ErrorCode::segment_invalid,
                {{"detail", "no column of " + dataset.name + " has the role campaign; give it to one, or name what to group"},
                 {"detail_fr", "aucune colonne de " + dataset.name +
                                   " n'a le rôle campagne ; donnez-le à une colonne, ou nommez ce qu'il faut regrouper"}});
}

/// What an auditor doubts by a tenth or more would shift every comparison: it is judged by nothing and nothing by it.
void set_doubtful_apart(CampaignData& data, const SegmentSpec& spec) {
    constexpr double too_much = 0.1; // of the sum
    const auto elsewhere = [&](const Doubt& d) {
        if (!d.dimension.empty() && d.dimension != data.dimension) return true;
        return spec.period && d.days && (d.days->to < spec.period->from || spec.period->to < d.days->from);
    };
    data.doubtful.assign(data.campaigns.size(), false);
    double cost = 0, revenue = 0;
    for (size_t i = 0; i < data.campaigns.size(); ++i) {
        const CampaignSums& c = data.campaigns[i];
        data.doubtful[i] = std::ranges::any_of(spec.doubts, [&](const Doubt& d) {
            return d.name == c.name && !elsewhere(d) && d.amount >= too_much * std::abs(sum_of(c.sums, d.role));
        });
        if (data.doubtful[i]) continue;
        for (const auto& [role, v] : c.sums) data.whole[role] += v;
        if (sum_of(c.sums, "cost") <= 0) continue;
        cost += sum_of(c.sums, "cost");
        revenue += sum_of(c.sums, "revenue");
    }
    if (data.has_return && cost > 0) data.roas = revenue / cost;
}

} // namespace

std::optional<double> value_of(const metrics::Metric& metric, const Sums& sums) {
    auto add_up = [&](const std::vector<std::string>& parts) {
        double total = 0;
        for (const std::string& part : parts) total += (part.front() == '-' ? -1 : 1) * sum_of(sums, role_of(part));
        return total;
    };
    if (metric.denominator.empty()) return add_up(metric.numerator) * metric.factor;
    const double below = add_up(metric.denominator);
    if (below == 0) return std::nullopt;
    return metric.factor * add_up(metric.numerator) / below;
}

CampaignData read_campaigns(const metrics::Context& context, const SegmentSpec& spec, std::stop_token stop) {
    const DatasetInfo& dataset = *context.dataset;
    CampaignData out;
    out.dimension = dimension_field(dataset, spec.by);
    out.kpis = choose_kpis(dataset, spec.kpis);
    out.period = spec.period ? spec.period : dataset.dates;
    out.has_return = dataset.by_role("cost") && dataset.by_role("revenue");

    std::set<std::string> roles;
    for (const char* role : {"impressions", "clicks", "leads", "orders", "cost", "revenue"})
        if (dataset.by_role(role)) roles.insert(role);
    for (const metrics::Metric* m : out.kpis)
        for (const auto* parts : {&m->numerator, &m->denominator})
            for (const std::string& part : *parts) roles.insert(role_of(part));

    metrics::Query query;
    query.metrics.assign(roles.begin(), roles.end());
    query.by = {out.dimension};
    query.period = spec.period;
    query.filters = spec.filters;
    const std::string lead = roles.contains("cost")                  ? "cost"
                             : out.kpis.front()->denominator.empty() ? out.kpis.front()->id
                                                                     : *roles.begin();
    query.order = metrics::Order{roles.contains(lead) ? lead : *roles.begin(), true};
    query.limit = most_groups;
    const DatasetColumn* channel = dataset.dimension("channel");
    if (!channel) channel = dataset.dimension("category");
    const bool with_channel = channel && channel->field != out.dimension;
    if (with_channel) query.by.push_back(channel->field);
    const metrics::Answer answer = metrics::run(context, query, stop);
    const Column& campaigns = answer.table.column(0);
    std::unordered_map<std::string, size_t> index;
    for (size_t r = 0; r < answer.table.rows(); ++r) { // by size: the first channel of a campaign is its largest
        const std::string name = campaigns.is_null(r) ? std::string() : to_text(campaigns.value(r));
        const auto [at, fresh] = index.try_emplace(name, out.campaigns.size());
        if (fresh) out.campaigns.push_back({name, {}, {}});
        CampaignSums& c = out.campaigns[at->second];
        if (with_channel && c.channel.empty() && !answer.table.column(1).is_null(r))
            c.channel = to_text(answer.table.column(1).value(r));
        for (const std::string& role : roles) c.sums[role] += answer.table.at(role).number(r).value_or(0);
    }
    if (with_channel) { // parts of a campaign were in order, not yet the campaigns
        std::ranges::stable_sort(out.campaigns, [&](const CampaignSums& a, const CampaignSums& b) {
            return sum_of(a.sums, query.order->by) > sum_of(b.sums, query.order->by);
        });
        for (size_t i = 0; i < out.campaigns.size(); ++i) index[out.campaigns[i].name] = i;
    }

    out.returns.resize(out.campaigns.size());
    if (out.has_return && out.period && dataset.dates) {
        metrics::Query over_time = query;
        over_time.by = {out.dimension};
        over_time.metrics = {"revenue", "cost"};
        over_time.grain = out.period->days() <= most_days_by_day ? Grain::day : Grain::week;
        over_time.order.reset();
        over_time.limit.reset();
        const metrics::Answer found = metrics::run(context, over_time, stop);
        const Column &names = found.table.column(1), &revenues = found.table.at("revenue"), &costs = found.table.at("cost");
        for (size_t r = 0; r < found.table.rows(); ++r) {
            const auto at = index.find(names.is_null(r) ? std::string() : to_text(names.value(r)));
            if (at == index.end()) continue;
            const double revenue = revenues.number(r).value_or(0), cost = costs.number(r).value_or(0);
            if (revenue != 0 || cost != 0) out.returns[at->second].emplace_back(revenue, cost);
        }
    }
    set_doubtful_apart(out, spec);
    return out;
}

std::vector<bool> too_little_data(const CampaignData& data) {
    constexpr double fewest_results = 3;
    std::vector<bool> out(data.campaigns.size(), false);
    for (const char* result : {"orders", "leads", "clicks"}) {
        const double results = sum_of(data.whole, result);
        if (results <= 0) continue;
        // What a campaign of this size would bring if it were an average one.
        const char* size = nullptr;
        for (const char* role : {"cost", "clicks", "impressions"})
            if (std::string_view(role) != result && sum_of(data.whole, role) > 0) {
                size = role;
                break;
            }
        size_t few = 0;
        for (size_t i = 0; i < data.campaigns.size(); ++i) {
            const Sums& s = data.campaigns[i].sums;
            const double expected = size ? sum_of(s, size) * results / sum_of(data.whole, size) : 0;
            out[i] = std::max(expected, sum_of(s, result)) < fewest_results;
            few += out[i];
        }
        if (few * 2 <= data.campaigns.size()) return out;
        out.assign(out.size(), false);
    }
    return out;
}

} // namespace plumbline::segment
