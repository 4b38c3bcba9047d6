// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assistant/evaluation.h"

/// Comparisons of periods and groups, running totals, and what a share is a part of.
namespace plumbline::assistant {

void Evaluation::accumulate(std::vector<Row>& rows) const {
    const auto time = std::ranges::find_if(m_q.by, [](const std::string& k) { return k.starts_with("time:"); });
    if (time == m_q.by.end()) return;
    const size_t at = static_cast<size_t>(time - m_q.by.begin());
    std::ranges::stable_sort(rows, [&](const Row& a, const Row& b) { return a.key[at] < b.key[at]; });
    std::map<Key, std::vector<Number>> so_far;
    for (Row& r : rows) {
        Key rest = r.key;
        rest.erase(rest.begin() + static_cast<long>(at));
        std::vector<Number>& sums = so_far.try_emplace(rest, std::vector<Number>(m_bases.size())).first->second;
        for (size_t i = 0; i < sums.size(); ++i)
            if (r.sums[i]) sums[i] = sums[i].value_or(0) + *r.sums[i];
        r.sums = sums;
        for (const auto& [id, f] : m_formulas) r.values[id] = value(id, sums);
    }
}

void Evaluation::add_empty_groups(std::vector<Row>& rows, const std::vector<Key>& groups) const {
    for (const Key& key : groups)
        if (std::ranges::none_of(rows, [&](const Row& r) { return r.key == key; })) {
            rows.push_back({key, {{"units", 0}}, std::vector<Number>(m_bases.size())});
            for (const auto& [id, f] : m_formulas) rows.back().values[id] = std::nullopt;
        }
}

bool Evaluation::share_key(const std::string& key) const {
    if (m_q.share_filters.empty()) // "of each channel in each month": of the month
        return m_q.by.size() < 2 || !key.starts_with("time:");
    return std::ranges::any_of(m_q.share_filters, [&](const ValueFilter& f) { return f.dimension == key; });
}

Number Evaluation::share_total(const Row& row, std::map<Key, std::vector<Number>>& totals, const std::optional<DateRange>& period,
                               const std::vector<ValueFilter>& rest) {
    std::vector<std::string> keys;
    Key key;
    for (size_t i = 0; i < m_q.by.size(); ++i)
        if (!share_key(m_q.by[i])) keys.push_back(m_q.by[i]), key.push_back(row.key[i]);
    if (totals.empty())
        for (Unit& u : units(keys, period, rest)) totals[std::move(u.key)] = std::move(u.sums);
    const auto at = totals.find(key);
    return at == totals.end() ? std::nullopt : value(m_q.metrics.front(), at->second);
}

Table Evaluation::sides() {
    std::vector<Side> all;
    if (m_q.groups.empty())
        for (const NamedPeriod& p : m_q.periods)
            all.push_back(
                {p.label.empty() ? to_iso(p.range.from) + "/" + to_iso(p.range.to) : p.label, grouped(p.range, m_q.filters)});
    for (const NamedGroup& g : m_q.groups) {
        std::vector<ValueFilter> filters = m_q.filters;
        filters.insert(filters.end(), g.filters.begin(), g.filters.end());
        std::optional<DateRange> period;
        if (!m_q.periods.empty()) period = m_q.periods.front().range;
        all.push_back({g.label, grouped(period, filters)});
    }
    for (Side& s : all) {
        if (s.rows.empty() && m_q.by.empty()) s.rows.push_back({{}, {}, std::vector<Number>(m_bases.size())});
        for (Row& r : s.rows)
            for (const std::string& m : m_q.metrics)
                if (!r.values.contains(m)) r.values[m] = std::nullopt;
    }
    if (!m_q.by.empty() || (m_q.change == "absolute" && all.size() == 2)) return beside(std::move(all));
    if (!m_q.order_by.empty() && !ordered_by_change()) {
        std::ranges::stable_sort(all, [&](const Side& a, const Side& b) {
            const Number u = a.rows.front().values.at(m_q.order_by), w = b.rows.front().values.at(m_q.order_by);
            if (!u || !w) return u.has_value() && !w.has_value();
            return m_q.descending ? *u > *w : *u < *w;
        });
        if (m_q.limit && all.size() > static_cast<size_t>(*m_q.limit)) all.resize(static_cast<size_t>(*m_q.limit));
    }
    Table t;
    std::vector<Number> totals; // what each side is a part of
    if (m_q.share) {
        std::vector<ValueFilter> rest;
        for (const ValueFilter& f : m_q.filters)
            if (std::ranges::find(m_q.share_filters, f) == m_q.share_filters.end()) rest.push_back(f);
        for (const Side& s : all) {
            std::optional<DateRange> period;
            if (!m_q.periods.empty()) period = m_q.periods.front().range;
            for (const NamedPeriod& p : m_q.periods)
                if (m_q.groups.empty() && p.label == s.label) period = p.range;
            totals.push_back(value(m_q.metrics.front(), whole(period, rest)));
        }
    }
    Column& label = t.add(m_q.groups.empty() ? "period" : "group", ColumnType::text);
    for (const Side& s : all) label.append(s.label);
    if (!totals.empty()) {
        Column& c = t.add("share", ColumnType::real, "percent");
        for (size_t i = 0; i < all.size(); ++i) {
            const Number v = all[i].rows.front().values.at(m_q.metrics.front());
            v&& totals[i] && *totals[i] != 0 ? c.append(*v / *totals[i]) : c.append_null();
        }
    }
    for (const std::string& m : m_q.metrics) {
        Column& c = t.add(m, ColumnType::real, metric_unit(m, *m_c.dataset));
        for (const Side& s : all) {
            const Number v = s.rows.front().values.at(m);
            v ? c.append(*v) : c.append_null();
        }
    }
    return t;
}

Table Evaluation::beside(std::vector<Side> sides) const {
    std::vector<Key> keys;
    for (const Side& s : sides)
        for (const Row& r : s.rows)
            if (std::ranges::find(keys, r.key) == keys.end()) keys.push_back(r.key);
    auto value_of = [&](const Side& s, const Key& key, const std::string& metric) -> Number {
        const auto at = std::ranges::find_if(s.rows, [&](const Row& r) { return r.key == key; });
        return at == s.rows.end() ? std::nullopt : at->values.at(metric);
    };
    const std::string& first = m_q.metrics.front();
    const bool sum = m_formulas.at(first).denominator.empty();
    auto weight = [&](const Key& key) { // all sides of a sum, the first side of a ratio
        Number w;
        for (size_t s = 0; s < (sum ? sides.size() : 1); ++s)
            if (const Number v = value_of(sides[s], key, first)) w = w.value_or(0) + *v;
        return w;
    };
    const bool time = !m_q.by.empty() && m_q.by.front().starts_with("time:");
    std::ranges::stable_sort(keys, [&](const Key& a, const Key& b) {
        if (time) return a < b;
        const Number u = weight(a), w = weight(b);
        if (!u || !w || *u == *w) return u.has_value() == w.has_value() ? a < b : u.has_value();
        return m_q.descending || m_q.order_by.empty() ? *u > *w : *u < *w;
    });
    if (m_q.limit && keys.size() > static_cast<size_t>(*m_q.limit)) keys.resize(static_cast<size_t>(*m_q.limit));
    std::vector<Row> rows;
    for (const Key& k : keys) rows.push_back({k, {}, {}});
    SemanticQuery bare;
    bare.by = m_q.by;
    Table t = Evaluation(m_c, m_v, bare, m_stop).table(rows, "", "");
    for (const std::string& m : m_q.metrics) {
        for (const Side& s : sides) {
            const std::string name = m_q.metrics.size() == 1 ? s.label : s.label + ", " + m;
            Column& c = t.add(t.find(name) ? name + " " : name, ColumnType::real, metric_unit(m, *m_c.dataset));
            for (const Key& k : keys) {
                const Number v = value_of(s, k, m);
                v ? c.append(*v) : c.append_null();
            }
        }
        if (sides.size() != 2) continue;
        Column& c = t.add(m + "_change", ColumnType::real, metric_unit(m, *m_c.dataset));
        for (const Key& k : keys) {
            const Number a = value_of(sides[0], k, m), b = value_of(sides[1], k, m);
            a&& b ? c.append(*a - *b) : c.append_null();
        }
    }
    return t;
}

} // namespace plumbline::assistant
