// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/plan.h"

#include <algorithm>

#include "core/metrics/catalogue.h"
#include "core/metrics/nearest.h"
#include "core/metrics/periods.h"

namespace plumbline::metrics {

namespace {

const DatasetColumn& find_dimension(const DatasetInfo& dataset, const std::string& name) {
    if (const DatasetColumn* c = dataset.dimension(name)) return *c;
    std::vector<std::string> names;
    for (const DatasetColumn* c : dataset.dimensions()) names.push_back(c->kind.empty() ? c->field : c->kind);
    throw Error(
        ErrorCode::dimension_unknown,
        {{"dataset", dataset.name}, {"dimension", name}, {"options", names.empty() ? "–" : joined(nearest(name, names, 12))}});
}

Measure measure_of(const DatasetColumn& column) {
    if (column.type == FieldType::integer) return {column.field, SumKind::integer, 0};
    if (column.type == FieldType::decimal && column.scale >= 0) return {column.field, SumKind::decimal, column.scale};
    return {column.field, SumKind::real, 0};
}

class Planner {
public:
    Planner(const DatasetInfo& dataset, const Query& query) : m_dataset(dataset), m_query(query) { m_plan.dataset = &dataset; }

    Plan make() {
        if (m_query.metrics.empty()) throw Error(ErrorCode::usage, {{"detail", "No metric was asked for."}});
        for (const std::string& name : m_query.metrics) add_metric(name);
        m_plan.shown = m_plan.metrics.size();
        add_dimensions();
        add_days();
        add_order();
        m_plan.on_rollup = !m_dataset.rollup_table.empty();
        const auto kept = [&](const DatasetColumn* c) {
            return std::ranges::find(m_dataset.rollup_fields, c->field) != m_dataset.rollup_fields.end();
        };
        for (const DatasetColumn* c : m_plan.by) m_plan.on_rollup = m_plan.on_rollup && kept(c);
        for (const PlanFilter& f : m_plan.filters) m_plan.on_rollup = m_plan.on_rollup && kept(f.column);
        return std::move(m_plan);
    }

private:
    /// Index of the metric in the plan; one that is there already is not added again.
    size_t add_metric(const std::string& name) {
        // A metric of the catalogue that the dataset can answer wins over a column that happens to have its name.
        const auto known = std::ranges::find(catalogue(), name, &Metric::id);
        const bool catalogued = known != catalogue().end() && available(*known, m_dataset);
        const std::optional<Metric> own = catalogued ? std::nullopt : measure_metric(m_dataset, name);
        const Metric& metric = catalogued ? *known : own ? *own : find_metric(name);
        for (size_t i = 0; i < m_plan.metrics.size(); ++i)
            if (m_plan.metrics[i].metric.id == metric.id) return i;
        PlanMetric planned;
        planned.metric = metric;
        planned.numerator = terms(metric, metric.numerator);
        planned.denominator = terms(metric, metric.denominator);
        planned.share = !metric.denominator.empty() && is_total(metric.denominator.front());
        planned.integral =
            metric.denominator.empty() && metric.factor == 1 && std::ranges::all_of(planned.numerator, [&](const PlanTerm& t) {
                return m_plan.measures[t.measure].kind == SumKind::integer;
            });
        m_plan.metrics.push_back(std::move(planned));
        return m_plan.metrics.size() - 1;
    }

    std::vector<PlanTerm> terms(const Metric& metric, const std::vector<std::string>& texts) {
        std::vector<PlanTerm> out;
        for (const std::string& text : texts) {
            const DatasetColumn* column = text.starts_with("field:") ? m_dataset.by_field(std::string_view(text).substr(6))
                                                                     : m_dataset.by_role(term_role(text));
            if (!column) {
                std::vector<std::string> possible;
                for (const Metric& m : catalogue())
                    if (available(m, m_dataset)) possible.push_back(m.id);
                throw Error(ErrorCode::metric_unavailable, {{"metric", metric_name(metric, Language::en)},
                                                            {"column", std::string(term_role(text))},
                                                            {"dataset", m_dataset.name},
                                                            {"options", possible.empty() ? "–" : joined(possible)}});
            }
            const Measure measure = measure_of(*column);
            auto at = std::ranges::find(m_plan.measures, measure);
            if (at == m_plan.measures.end()) at = m_plan.measures.insert(m_plan.measures.end(), measure);
            out.push_back({static_cast<size_t>(at - m_plan.measures.begin()), term_sign(text)});
        }
        return out;
    }

    void add_dimensions() {
        for (const std::string& name : m_query.by) {
            const DatasetColumn& column = find_dimension(m_dataset, name);
            if (std::ranges::find(m_plan.by, &column) != m_plan.by.end()) continue;
            m_plan.by.push_back(&column);
            m_plan.by_names.push_back(name);
        }
        for (const Filter& filter : m_query.filters) {
            const DatasetColumn& column = find_dimension(m_dataset, filter.dimension);
            if (filter.values.empty()) continue;
            PlanFilter planned{&column, filter.dimension, {}, false, filter.exclude};
            for (const std::string& value : filter.values)
                if (value.empty())
                    planned.missing = true;
                else if (std::ranges::find(planned.values, value) == planned.values.end())
                    planned.values.push_back(value);
            m_plan.filters.push_back(std::move(planned));
        }
    }

    void add_days() {
        Plan& p = m_plan;
        p.grain = m_query.grain;
        p.compare = m_query.compare;
        p.date = m_dataset.by_role("date");
        if (!p.date) {
            if (m_query.grain || m_query.period || m_query.compare != Comparison::none)
                throw Error(ErrorCode::no_date, {{"dataset", m_dataset.name}});
            return;
        }
        if (m_query.period && m_query.period->to < m_query.period->from)
            throw Error(ErrorCode::period_invalid, {{"value", to_iso(m_query.period->from) + " – " + to_iso(m_query.period->to)},
                                                    {"detail", "it ends before it begins"}});
        p.period = m_query.period ? m_query.period : m_dataset.dates;
        if (!p.period || !m_dataset.dates) return; // no rows yet
        const DateRange data = *m_dataset.dates;
        p.scan_asked = inside(*p.period, data);
        if (p.compare == Comparison::none || !p.scan_asked) return;
        if (p.grain) {
            p.scan_compared = inside(comparison_days(*p.scan_asked, *p.grain, p.compare), data);
        } else if (const DateRange days = comparison_period(*p.period, p.compare);
                   covers(data, *p.period) && covers(data, days)) {
            p.comparison = p.scan_compared = days;
        }
    }

    static std::optional<DateRange> inside(const DateRange& wanted, const DateRange& data) {
        const DateRange both{std::max(wanted.from, data.from), std::min(wanted.to, data.to)};
        return both.from <= both.to ? std::optional(both) : std::nullopt;
    }

    void add_order() {
        Plan& p = m_plan;
        if (m_query.limit) {
            if (*m_query.limit < 0) throw Error(ErrorCode::usage, {{"detail", "The limit is below zero."}});
            p.limit = static_cast<size_t>(*m_query.limit);
        }
        if (m_query.other && p.by.size() != 1)
            throw Error(ErrorCode::usage, {{"detail", "The rest can be summed up as 'other' for exactly one dimension."}});
        p.other = m_query.other && p.limit;
        if (!m_query.order) return;
        p.descending = m_query.order->descending;
        std::string name = m_query.order->by;
        if (name == "period" && p.grain) {
            p.order = OrderKey::period;
            return;
        }
        for (size_t d = 0; d < p.by.size(); ++d)
            if (m_dataset.dimension(name) == p.by[d]) {
                p.order = OrderKey::dimension;
                p.order_index = d;
                return;
            }
        p.order = OrderKey::value;
        if (p.compare != Comparison::none && name.ends_with("_previous")) {
            p.order = OrderKey::previous;
            name.resize(name.size() - 9);
        } else if (p.compare != Comparison::none && name.ends_with("_change")) {
            p.order = OrderKey::change;
            name.resize(name.size() - 7);
        }
        p.order_index = add_metric(name);
    }

    const DatasetInfo& m_dataset;
    const Query& m_query;
    Plan m_plan;
};

} // namespace

Plan make_plan(const DatasetInfo& dataset, const Query& query) { return Planner(dataset, query).make(); }

void unknown_value(const PlanFilter& filter, const std::string& value, const std::vector<std::string>& values) {
    const std::vector<std::string> options = nearest(value, values);
    throw Error(ErrorCode::value_unknown,
                {{"dimension", filter.asked_name}, {"value", value}, {"options", options.empty() ? "–" : joined(options)}});
}

} // namespace plumbline::metrics
