// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assistant/evaluation.h"

#include <numeric>

#include "core/base/progress.h"

namespace plumbline::assistant {

/// Rows by week, month, quarter or year: a question each.
Table Evaluation::rows_by_time(const std::string& key) {
    const Grain grain = parse_grain(key.substr(5)).value_or(Grain::month);
    DateRange days = m_c.dataset->dates.value_or(DateRange{});
    if (!m_q.periods.empty()) { // days that the data have
        const DateRange asked = m_q.periods.front().range;
        days = m_c.dataset->dates ? DateRange{std::max(asked.from, days.from), std::min(asked.to, days.to)} : asked;
    }
    constexpr size_t most_periods = 120; // of an answer that can still be read
    Table out;
    size_t n = 0;
    for (Date from = period_start(days.from, grain); from <= days.to && n < most_periods;
         from = period_end(from, grain) + 1, ++n) {
        SemanticQuery one = m_q;
        std::erase(one.by, key);
        one.periods = {{"", {std::max(from, days.from), std::min(period_end(from, grain), days.to)}}};
        const Table t = Evaluation(m_c, m_v, one, m_stop).rows();
        if (out.columns() == 0) {
            out.add(key_name(key), ColumnType::date);
            for (size_t c = 0; c < t.columns(); ++c) out.add(t.column(c).name(), t.column(c).type(), t.column(c).unit());
        }
        for (size_t r = 0; r < t.rows(); ++r) {
            out.column(0).append(from);
            for (size_t c = 0; c < t.columns(); ++c) out.column(c + 1).append_value(t.column(c).value(r));
        }
    }
    return out;
}

Table Evaluation::rows() {
    for (const std::string& k : m_q.by)
        if (k.starts_with("time:") && k != "time:weekday" && k != "time:weekend" && k != "time:day" && m_c.dataset->dates)
            return rows_by_time(k);
    metrics::RowQuery q;
    for (const std::string& m : m_q.metrics) {
        if (m == "rows")
            q.aggregates.push_back({"rows"});
        else if (m.starts_with("count:"))
            q.aggregates.push_back({"distinct", column(m.substr(6)).field});
        else if (const size_t colon = m.find(':'); colon != std::string::npos && !m.starts_with("ratio:")) {
            const std::string function = m.substr(0, colon);
            if (function == "corr") {
                const size_t comma = m.find(',', colon);
                q.aggregates.push_back(
                    {"corr", column(m.substr(colon + 1, comma - colon - 1)).field, column(m.substr(comma + 1)).field});
            } else {
                q.aggregates.push_back({function, column(m.substr(colon + 1)).field});
            }
        } else if (m_formulas[m].plain()) {
            q.aggregates.push_back({"sum", column(m_formulas[m].numerator[0].first).field});
        } else {
            for (const auto& terms : {m_formulas[m].numerator, m_formulas[m].denominator})
                for (const auto& [base, sign] : terms) q.aggregates.push_back({"sum", column(base).field});
        }
    }
    const size_t from = q.aggregates.size();
    for (const std::string& k : m_q.by)
        if (!k.starts_with("time:")) q.by.push_back(column(k).field);
    where(q, m_q.filters);
    for (const Condition& c : m_q.rows_where) {
        if (c.op == "between") {
            q.where.push_back({column(c.metric).field, ">=", {c.value}});
            q.where.push_back({column(c.metric).field, "<=", {c.high}});
        } else {
            q.where.push_back({column(c.metric).field, c.op, {c.value}});
        }
    }
    if (!m_q.periods.empty()) q.period = m_q.periods.front().range;
    (void)from;
    Table t = metrics::run_rows(m_c, q, m_stop);
    m_sql = metrics::compile_rows(*m_c.dataset, q);
    // Ratios of sums.
    Table out;
    size_t at = 0;
    for (; at < q.by.size(); ++at) {
        Column& c = out.add(t.column(at).name(), ColumnType::text);
        for (size_t r = 0; r < t.rows(); ++r) c.append_value(t.column(at).value(r));
    }
    for (const std::string& m : m_q.metrics) {
        Column& c = out.add(m, ColumnType::real, metric_unit(m, *m_c.dataset));
        const Formula& f = m_formulas[m];
        const size_t n = is_rowwise(m) || f.plain() ? 1 : f.numerator.size() + f.denominator.size();
        for (size_t r = 0; r < t.rows(); ++r) {
            if (n == 1) {
                const Number v = t.column(at).number(r);
                v ? c.append(*v) : c.append_null();
                continue;
            }
            size_t term = at; // asked for in the order of the formula
            const Number v = f.of([&](const std::string&) { return t.column(term++).number(r); });
            v ? c.append(*v) : c.append_null();
        }
        at += n;
    }
    if (m_q.share && m_q.metrics == std::vector<std::string>{"rows"}) { // share of rows
        metrics::RowQuery all;
        all.aggregates = {{"rows"}};
        std::vector<ValueFilter> rest;
        for (const ValueFilter& f : m_q.filters)
            if (std::ranges::find(m_q.share_filters, f) == m_q.share_filters.end()) rest.push_back(f);
        where(all, rest);
        const double total = metrics::run_rows(m_c, all, m_stop).column(0).number(0).value_or(0);
        Table shares;
        for (size_t i = 0; i < q.by.size(); ++i) {
            Column& c = shares.add(out.column(i).name(), ColumnType::text);
            for (size_t r = 0; r < out.rows(); ++r) c.append_value(out.column(i).value(r));
        }
        Column& s = shares.add("share", ColumnType::real, "percent");
        for (size_t r = 0; r < out.rows(); ++r)
            total > 0 ? s.append(out.column(q.by.size()).number(r).value_or(0) / total) : s.append_null();
        Column& c = shares.add("rows", ColumnType::real, "count");
        for (size_t r = 0; r < out.rows(); ++r) c.append(out.column(q.by.size()).number(r).value_or(0));
        return sorted(shares, "share");
    }
    std::vector<size_t> keep(out.rows());
    std::iota(keep.begin(), keep.end(), size_t{0});
    for (const Condition& h : m_q.having) {
        const auto i = out.find(h.metric);
        if (!i) continue;
        double reference = h.value;
        if (h.reference == "average") {
            std::vector<double> known;
            for (size_t r = 0; r < out.rows(); ++r)
                if (const Number v = out.column(*i).number(r)) known.push_back(*v);
            reference = aggregate(known, "mean").value_or(0);
        }
        std::erase_if(keep, [&](size_t r) { return !holds(out.column(*i).number(r), h, reference); });
    }
    Table kept;
    for (size_t i = 0; i < out.columns(); ++i) {
        Column& c = kept.add(out.column(i).name(), out.column(i).type(), out.column(i).unit());
        for (const size_t r : keep) c.append_value(out.column(i).value(r));
    }
    if (m_q.count_groups && !q.by.empty()) {
        Table count;
        count.add("count", ColumnType::integer, "count").append(static_cast<int64_t>(kept.rows()));
        return count;
    }
    return sorted(kept, m_q.order_by);
}

Table Evaluation::sorted(const Table& t, const std::string& by) const {
    std::vector<size_t> order(t.rows());
    std::iota(order.begin(), order.end(), size_t{0});
    if (const auto i = by.empty() ? std::nullopt : t.find(by))
        std::ranges::stable_sort(order, [&](size_t a, size_t b) {
            const Number x = t.column(*i).number(a), y = t.column(*i).number(b);
            if (!x || !y) return x.has_value() && !y.has_value();
            return m_q.descending ? *x > *y : *x < *y;
        });
    cut(order);
    Table out;
    for (size_t i = 0; i < t.columns(); ++i) {
        Column& c = out.add(t.column(i).name(), t.column(i).type(), t.column(i).unit());
        for (const size_t r : order) c.append_value(t.column(i).value(r));
    }
    return out;
}

void Evaluation::where(metrics::RowQuery& q, const std::vector<ValueFilter>& filters) const {
    for (const ValueFilter& f : filters) {
        metrics::RowCondition c{column(f.dimension).field, f.exclude ? "not in" : "in", {}};
        for (const std::string& v : f.values) c.values.push_back(v);
        q.where.push_back(std::move(c));
    }
}

std::vector<Unit> Evaluation::units(const std::vector<std::string>& keys, const std::optional<DateRange>& period,
                                    const std::vector<ValueFilter>& filters) {
    metrics::Query q;
    q.metrics = m_bases;
    std::vector<std::string> dimensions;
    bool days = !m_q.weekdays.empty();
    int times = 0;
    for (const std::string& k : keys) {
        if (!k.starts_with("time:")) {
            dimensions.push_back(k);
            continue;
        }
        ++times;
        if (k == "time:weekday" || k == "time:weekend") days = true;
    }
    if (times > 1) days = true;
    q.by = dimensions;
    if (days || times == 1)
        q.grain =
            days ? Grain::day
                 : parse_grain(std::ranges::find_if(keys, [](const std::string& k) { return k.starts_with("time:"); })->substr(5))
                       .value_or(Grain::day);
    q.period = period;
    for (const ValueFilter& f : filters) q.filters.push_back({f.dimension, f.values, f.exclude});
    if (m_sql.size() < 20'000) m_sql += (m_sql.empty() ? "" : ";\n") + metrics::compile(*m_c.dataset, q);
    const Table t = metrics::run(m_c, q, m_stop).table;
    std::map<Key, size_t> known;
    std::vector<Unit> out;
    const size_t lead = q.grain ? 1 : 0;
    for (size_t r = 0; r < t.rows(); ++r) {
        std::vector<Number> sums;
        bool any = false;
        for (size_t i = 0; i < m_bases.size(); ++i) {
            sums.push_back(t.column(lead + dimensions.size() + i).number(r));
            any = any || sums.back().has_value();
        }
        if (!any && (dimensions.empty() || q.grain)) continue; // days on which nothing was written down are no days
        Date day{};
        if (q.grain) {
            day = t.column(0).date(r);
            if (!m_q.weekdays.empty() && std::ranges::find(m_q.weekdays, iso_weekday(day)) == m_q.weekdays.end()) continue;
        }
        Key key;
        size_t d = 0;
        for (const std::string& k : keys) {
            if (k.starts_with("time:"))
                key.push_back(time_key(day, k));
            else {
                const Column& c = t.column(lead + d++);
                key.push_back(c.is_null(r) ? "" : to_text(c.value(r)));
            }
        }
        const auto [at, fresh] = known.try_emplace(key, out.size());
        if (fresh) {
            out.push_back({std::move(key), std::move(sums)});
            continue;
        }
        for (size_t i = 0; i < sums.size(); ++i)
            if (sums[i]) out[at->second].sums[i] = out[at->second].sums[i].value_or(0) + *sums[i];
    }
    return out;
}

} // namespace plumbline::assistant
