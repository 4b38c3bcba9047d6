// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/setting.h"

#include <algorithm>
#include <array>

#include "core/base/calendar.h"
#include "core/metrics/catalogue.h"
#include "core/report/scale.h"

namespace plumbline::report {

namespace {

constexpr size_t most_cards = 6;
constexpr int default_weeks = 13;
constexpr int most_days_by_day = 34;   ///< five weeks are shown by week
constexpr int most_days_by_week = 731; ///< two years
constexpr int most_slots = 8;

/// What the cards show, in this order, as far as the dataset has it; the first six are the usual ones.
constexpr std::array card_order{"revenue", "cost",        "roas", "orders", "cpa", "leads", "new_customers", "clicks", "ctr",
                                "cpc",     "impressions", "cpl",  "visits", "cvr", "aov",   "profit",        "cpm"};

std::optional<metrics::Metric> find_available(const DatasetInfo& dataset, const std::string& id) {
    if (id.empty()) return std::nullopt;
    if (auto own = metrics::measure_metric(dataset, id)) return own;
    for (const metrics::Metric& m : metrics::catalogue())
        if (m.id == id) return metrics::available(m, dataset) ? std::optional(m) : std::nullopt;
    const metrics::Metric& named = metrics::find_metric(id); // throws where nothing is called so
    return metrics::available(named, dataset) ? std::optional(named) : std::nullopt;
}

/// Those of a list that the dataset has; a view that was made elsewhere may name others.
std::vector<metrics::Metric> known_metrics(const DatasetInfo& dataset, const std::vector<std::string>& ids) {
    std::vector<metrics::Metric> out;
    for (const std::string& id : ids) {
        const bool known = metrics::measure_metric(dataset, id) ||
                           std::ranges::any_of(metrics::catalogue(), [&](const metrics::Metric& m) { return m.id == id; });
        if (!known || std::ranges::any_of(out, [&](const metrics::Metric& m) { return m.id == id; })) continue;
        if (auto metric = find_available(dataset, id)) out.push_back(*metric);
    }
    return out;
}

std::vector<metrics::Metric> choose_cards(const DatasetInfo& dataset, const std::vector<std::string>& asked) {
    std::vector<metrics::Metric> out = known_metrics(dataset, asked);
    if (!out.empty()) return out;
    for (const char* id : card_order)
        if (const metrics::Metric& m = metrics::find_metric(id); out.size() < most_cards && metrics::available(m, dataset))
            out.push_back(m);
    for (const DatasetColumn& c : dataset.columns)
        if (out.size() < most_cards && c.role == "measure")
            if (auto own = metrics::measure_metric(dataset, c.field)) out.push_back(*own);
    return out;
}

bool aligned(const DateRange& days, Grain grain) {
    return days.from == period_start(days.from, grain) && days.to == period_end(days.to, grain);
}

int periods_in(const DateRange& days, Grain grain) {
    int n = 0;
    for (Date d = period_start(days.from, grain); d <= days.to; d = add_periods(d, grain, 1)) ++n;
    return n;
}

/// Unit in which a period is spoken of: the grain of its points, else whole months or weeks, else days. A month by day is "the
/// month".
Grain spoken_unit(const DateRange& period, Grain grain) {
    if (grain != Grain::day && aligned(period, grain)) return grain;
    for (const Grain g : {Grain::month, Grain::week})
        if (aligned(period, g)) return g;
    return Grain::day;
}

/// Filtered to one value, a dimension has nothing left to compare.
bool filtered_to_one(const DatasetInfo& dataset, const DatasetColumn* column, const std::vector<metrics::Filter>& filters) {
    return std::ranges::any_of(filters, [&](const metrics::Filter& f) {
        return !f.exclude && f.values.size() == 1 && dataset.dimension(f.dimension) == column;
    });
}

std::string choose_breakdown(const DatasetInfo& dataset, const std::string& asked, const std::vector<metrics::Filter>& filters) {
    if (!asked.empty()) {
        if (!dataset.dimension(asked)) {
            std::string options;
            for (const DatasetColumn* c : dataset.dimensions())
                options += (options.empty() ? "" : ", ") + (c->kind.empty() ? c->field : c->kind);
            throw Error(ErrorCode::dimension_unknown, {{"dimension", asked}, {"dataset", dataset.name}, {"options", options}});
        }
        return asked;
    }
    for (const char* kind : {"channel", "sub_channel", "campaign", "region", "country", "category", "product", "device"})
        if (const DatasetColumn* c = dataset.dimension(kind); c && !filtered_to_one(dataset, c, filters)) return kind;
    for (const DatasetColumn* c : dataset.dimensions())
        if (c->role != "campaign_id") return c->field;
    const auto any = dataset.dimensions();
    return any.empty() ? std::string() : any.front()->field;
}

} // namespace

Setting::Setting(const metrics::Context& ctx, const DashboardRequest& request, std::stop_token stop_token)
    : context(ctx), dataset(*ctx.dataset), stop(std::move(stop_token)), narrator(request.language),
      style(NumberStyle::of(request.language, ctx.dataset->currency)), filters(request.filters) {
    dated = dataset.dates && dataset.by_role("date");
    absolute = request.absolute;
    cards = choose_cards(dataset, request.cards);
    main = find_available(dataset, request.metric);
    if (!main && !cards.empty()) main = cards.front();
    breakdown = choose_breakdown(dataset, request.breakdown, filters);
    for (const metrics::Metric& m : known_metrics(dataset, request.campaign_columns)) campaign_metrics.push_back(m.id);
    if (!dated) {
        versus = point_versus = {narrate::Versus::Kind::none, 1, Grain::day};
        return;
    }
    const DateRange data = *dataset.dates;
    period = request.period ? *request.period : metrics::last_complete_periods(dataset, Grain::week, default_weeks);
    if (period.to < period.from)
        throw Error(ErrorCode::period_invalid, {{"period", to_iso(period.from) + " to " + to_iso(period.to)},
                                                {"from", to_iso(period.from)},
                                                {"to", to_iso(period.to)}});
    grain = request.grain                        ? *request.grain
            : period.days() <= most_days_by_day  ? Grain::day
            : period.days() <= most_days_by_week ? Grain::week
                                                 : Grain::month;

    using metrics::Comparison;
    auto covered = [&](Comparison c) {
        const DateRange days = metrics::comparison_period(period, c);
        return data.from <= days.from && days.to <= data.to;
    };
    compare = request.compare;
    if (compare == Comparison::year && !covered(compare)) {
        last_year_missing = true;
        compare = Comparison::previous;
    }
    if (compare == Comparison::previous && !covered(compare)) compare = Comparison::none;
    if (compare != Comparison::none) comparison = metrics::comparison_period(period, compare);

    const bool whole = aligned(period, grain);
    const Grain unit = spoken_unit(period, grain);
    const auto kind = compare == Comparison::year       ? narrate::Versus::Kind::year
                      : compare == Comparison::previous ? narrate::Versus::Kind::previous
                                                        : narrate::Versus::Kind::none;
    versus = {kind, periods_in(period, unit), unit};
    point_versus = {kind, periods_in(period, grain), grain};
    const Date next = period.to + 1;
    if (whole && grain != Grain::day && data.to >= next && data.to < period_end(next, grain)) open_period = {next, data.to};
}

metrics::Metric Setting::metric(const std::string& id) const {
    if (auto own = metrics::measure_metric(dataset, id)) return *own;
    return metrics::find_metric(id);
}

bool Setting::has(std::string_view metric) const { return metrics::available(metrics::find_metric(metric), dataset); }

narrate::Subject Setting::subject(const metrics::Metric& metric) const {
    return {metric.id, metrics::metric_name(metric, narrator.language()), metric.unit, metric.good, metric.denominator.empty()};
}

std::string Setting::label(const metrics::Metric& metric) const {
    return narrator.metric(metric.id, metrics::metric_name(metric, narrator.language())).label;
}

std::string Setting::short_label(const metrics::Metric& metric) const {
    return narrator.metric(metric.id, metrics::metric_name(metric, narrator.language())).short_label;
}

std::string Setting::dimension_label(std::string_view any_name) const {
    const DatasetColumn* column = dataset.dimension(any_name);
    if (!column) return std::string(any_name);
    return narrator.dimension(column->role == "dimension" ? column->kind : column->role, column->name);
}

metrics::Query Setting::query(std::vector<std::string> metric_ids, std::vector<std::string> by) const {
    metrics::Query q;
    q.metrics = std::move(metric_ids);
    q.by = std::move(by);
    if (dated) q.period = period;
    q.filters = filters;
    q.compare = compare;
    return q;
}

std::map<std::string, int> Setting::slots(const std::string& dimension) const {
    std::map<std::string, int> out;
    // By the same metric on every page, whatever its cards are: a value keeps its colour.
    const std::vector<metrics::Metric> usual = choose_cards(dataset, {});
    if (dimension.empty() || usual.empty()) return out;
    metrics::Query q;
    q.metrics = {usual.front().id};
    q.by = {dimension};
    q.order = metrics::Order{usual.front().id, true};
    q.limit = most_slots;
    const Table ranked = metrics::run(context, q, stop).table;
    for (size_t r = 0; r < ranked.rows(); ++r) out[text_at(ranked, 0, r, narrator)] = static_cast<int>(r);
    return out;
}

std::string Setting::comparison_label() const {
    if (!comparison) return narrator.phrase("compare.none");
    const std::string unit(grain_id(versus.grain));
    if (compare == metrics::Comparison::previous) return narrator.phrase("compare.previous." + unit, {{"n", versus.periods}});
    auto year_of = [&](Date d) {
        return versus.grain == Grain::week ? week_of(period_start(d, Grain::week)).year : to_civil(d).year;
    };
    const int from = year_of(comparison->from), to = year_of(comparison->to);
    if (from != to) return narrator.phrase("compare.year.span");
    return narrator.phrase("compare.year." + unit, {{"n", versus.periods}, {"year", from}});
}

std::string Setting::filters_label() const {
    std::string out;
    for (const metrics::Filter& f : filters) {
        std::vector<std::string> values;
        for (const std::string& v : f.values) values.push_back(v.empty() ? narrator.phrase("filter.no_value") : v);
        out +=
            (out.empty() ? "" : "; ") + narrator.phrase(f.exclude ? "filter.except" : "filter.only",
                                                        {{"dimension", dimension_label(f.dimension)}, {"values", join(values)}});
    }
    return out.empty() ? narrator.phrase("filter.none") : out;
}

std::string Setting::filters_short() const {
    std::vector<std::string> parts;
    for (const metrics::Filter& f : filters) {
        if (f.values.empty()) continue;
        std::vector<std::string> values;
        for (const std::string& v : f.values) values.push_back(v.empty() ? narrator.phrase("filter.no_value") : v);
        std::string text = values.size() <= 2
                               ? join(values)
                               : words("filter.many", narrator.language(),
                                       {{"n", std::to_string(values.size())}, {"dimension", dimension_label(f.dimension)}});
        parts.push_back(f.exclude ? words("filter.without", narrator.language(), {{"values", text}}) : text);
    }
    return join(parts);
}

std::string Setting::word(std::string_view key) const { return words(key, narrator.language()); }

std::vector<std::string> Setting::kept(const std::string& dimension) const {
    std::vector<std::string> out;
    for (const metrics::Filter& f : filters)
        if (!f.exclude && dataset.dimension(f.dimension) && dataset.dimension(f.dimension) == dataset.dimension(dimension))
            for (const std::string& v : f.values) out.push_back(v.empty() ? narrator.phrase("value.none") : v);
    return out;
}

std::optional<double> number_at(const Table& table, std::string_view column, size_t row) {
    const auto at = table.find(column);
    return at && row < table.rows() ? table.column(*at).number(row) : std::nullopt;
}

std::string text_at(const Table& table, size_t column, size_t row, const narrate::Narrator& narrator) {
    const Column& c = table.column(column);
    return c.is_null(row) ? narrator.phrase("value.none") : c.text(row);
}

} // namespace plumbline::report
