// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assistant/evaluation.h"

#include <numeric>

#include "core/base/progress.h"

namespace plumbline::assistant {

Formula formula_of(const std::string& id, const DatasetInfo& dataset) {
    Formula f;
    f.id = id;
    if (id.starts_with("ratio:")) {
        std::string body = id.substr(6);
        if (const size_t star = body.find('*'); star != std::string::npos) {
            f.factor = std::stod(body.substr(star + 1));
            body = body.substr(0, star);
        }
        const size_t slash = body.find('/');
        if (slash == std::string::npos) throw Error(ErrorCode::metric_unknown, {{"metric", id}, {"options", "–"}});
        f.numerator = formula_of(body.substr(0, slash), dataset).numerator; // "profit per order" is a difference over a sum
        f.denominator = formula_of(body.substr(slash + 1), dataset).numerator;
        return f;
    }
    for (const metrics::Metric& m : metrics::catalogue())
        if (m.id == id && (metrics::available(m, dataset) || !dataset.by_field(id))) {
            auto terms = [](const std::vector<std::string>& from) {
                std::vector<std::pair<std::string, double>> out;
                for (std::string t : from) {
                    double sign = 1;
                    if (t.starts_with("total:")) t = t.substr(6);
                    if (t.starts_with("-")) t = t.substr(1), sign = -1;
                    out.push_back({t, sign});
                }
                return out;
            };
            f.numerator = terms(m.numerator);
            f.denominator = terms(m.denominator);
            f.factor = m.factor;
            return f;
        }
    f.numerator = {{id, 1}};
    return f;
}

void Evaluation::formula(const std::string& id) {
    if (m_formulas.contains(id) || id.empty()) return;
    const bool rowwise = id == "rows" || (id.find(':') != std::string::npos && !id.starts_with("ratio:"));
    Formula f = rowwise ? Formula{id, {}, {}, 1} : formula_of(id, *m_c.dataset);
    for (const auto& terms : {f.numerator, f.denominator})
        for (const auto& [base, sign] : terms)
            if (std::ranges::find(m_bases, base) == m_bases.end()) m_bases.push_back(base);
    m_formulas[id] = std::move(f);
}

void Evaluation::cut(std::vector<size_t>& order) const {
    if (m_q.offset > 0)
        order.erase(order.begin(),
                    order.begin() + static_cast<long>(std::min<size_t>(order.size(), static_cast<size_t>(m_q.offset))));
    if (m_q.limit && order.size() > static_cast<size_t>(*m_q.limit)) order.resize(static_cast<size_t>(*m_q.limit));
    if (order.size() > 10'000) order.resize(10'000);
}

bool Evaluation::holds(const Number& value, const Condition& c, double reference) {
    if (!value) return false;
    const double v = *value, slack = 1e-12 * std::max(1.0, std::abs(reference));
    if (c.op == ">") return v > reference + slack;
    if (c.op == ">=") return v >= reference - slack;
    if (c.op == "<") return v < reference - slack;
    if (c.op == "<=") return v <= reference + slack;
    if (c.op == "=") return std::abs(v - reference) <= slack;
    if (c.op == "<>") return std::abs(v - reference) > slack;
    return v >= c.value - slack && v <= c.high + slack; // between
}

Number Evaluation::value(const std::string& metric, const std::vector<Number>& sums) const {
    const Formula& f = m_formulas.at(metric);
    return f.of(
        [&](const std::string& base) { return sums[static_cast<size_t>(std::ranges::find(m_bases, base) - m_bases.begin())]; });
}

Number Formula::of(const std::function<Number(const std::string&)>& sum) const {
    auto total = [&](const auto& terms) -> Number {
        double out = 0;
        for (const auto& [base, sign] : terms) {
            const Number v = sum(base);
            if (!v) return std::nullopt;
            out += sign * *v;
        }
        return out;
    };
    const Number n = total(numerator);
    if (!n || denominator.empty()) return n ? Number(*n * factor) : n;
    const Number d = total(denominator);
    return d && *d != 0 ? Number(*n / *d * factor) : std::nullopt;
}

Number Evaluation::aggregate(std::vector<double> v, const std::string& how) {
    if (v.empty()) return std::nullopt;
    const double n = static_cast<double>(v.size());
    const double sum = std::accumulate(v.begin(), v.end(), 0.0);
    if (how == "total") return sum;
    if (how == "max") return *std::ranges::max_element(v);
    if (how == "min") return *std::ranges::min_element(v);
    if (how == "range") return *std::ranges::max_element(v) - *std::ranges::min_element(v);
    if (how == "stddev") {
        if (v.size() < 2) return std::nullopt;
        double ss = 0;
        for (const double x : v) ss += (x - sum / n) * (x - sum / n);
        return std::sqrt(ss / (n - 1));
    }
    if (how == "median") {
        std::ranges::sort(v);
        const size_t m = v.size() / 2;
        return v.size() % 2 ? v[m] : (v[m - 1] + v[m]) / 2;
    }
    return sum / n;
}

void Evaluation::keep(std::vector<Row>& rows) const {
    for (const Condition& h : m_q.having) {
        double reference = h.value;
        if (h.share) {
            double total = 0;
            for (const Row& r : rows) total += r.values.at(h.metric.substr(6)).value_or(0);
            std::erase_if(rows, [&](const Row& r) {
                const Number v = r.values.at(h.metric.substr(6));
                return total == 0 || !v || !holds(*v / total, h, reference);
            });
            continue;
        }
        if (h.reference == "average") {
            // The mean over the groups for a sum, the ratio of all sums for a ratio.
            const Formula& f = m_formulas.at(h.metric);
            if (f.denominator.empty()) {
                std::vector<double> v;
                for (const Row& r : rows)
                    if (const auto at = r.values.find(h.metric); at != r.values.end() && at->second) v.push_back(*at->second);
                reference = aggregate(v, "mean").value_or(0);
            } else {
                std::vector<Number> all(m_bases.size());
                for (const Row& r : rows)
                    for (size_t i = 0; i < all.size(); ++i)
                        if (r.sums[i]) all[i] = all[i].value_or(0) + *r.sums[i];
                reference = value(h.metric, all).value_or(0);
            }
        }
        std::erase_if(rows, [&](const Row& r) {
            double against = reference;
            if (h.reference.starts_with("metric:")) {
                const Number other = r.values.at(h.reference.substr(7));
                if (!other) return true;
                against = *other;
            }
            const auto known = r.values.find(h.reference == "change" ? h.metric + "_change_pct" : h.metric);
            Number v = known == r.values.end() ? std::nullopt : known->second;
            if (h.op == "=" && h.value == 0 && !v && m_formulas.at(h.metric).plain()) v = 0; // "without clicks": none recorded
            return !holds(v, h, against);
        });
    }
}

std::vector<Evaluation::Row> Evaluation::grouped(const std::optional<DateRange>& period,
                                                 const std::vector<ValueFilter>& filters) {
    std::vector<std::string> keys = m_q.by;
    const bool nested = !m_q.inner.empty();
    if (nested) keys.push_back(m_q.inner);
    std::vector<Row> rows;
    for (Unit& u : units(keys, period, filters)) {
        Row r;
        r.key = std::move(u.key);
        for (const auto& [id, f] : m_formulas) r.values[id] = value(id, u.sums);
        r.sums = std::move(u.sums);
        rows.push_back(std::move(r));
    }
    if (m_q.baseline || m_q.cumulative) return nest(rows, nested); // conditions hold for what is made of it: applied after that
    std::vector<Key> groups;
    if (m_q.aggregate == "count" && m_q.times && (m_q.times->op[0] == '<' || m_q.times->value == 0))
        for (const Row& r : rows) groups.emplace_back(r.key.begin(), r.key.end() - 1);
    keep(rows);
    std::vector<Row> out = nest(rows, nested);
    add_empty_groups(out, groups);
    if (m_q.times) std::erase_if(out, [&](const Row& r) { return !holds(r.values.at("units"), *m_q.times, m_q.times->value); });
    return out;
}

std::vector<Evaluation::Row> Evaluation::nest(std::vector<Row>& rows, bool nested) const {
    if (!nested) return std::move(rows);
    std::map<Key, size_t> known;
    std::vector<Row> out;
    std::vector<std::map<std::string, std::vector<double>>> lists;
    for (const Row& r : rows) {
        Key key(r.key.begin(), r.key.end() - 1);
        const auto [at, fresh] = known.try_emplace(key, out.size());
        if (fresh) {
            out.push_back({key, {}, std::vector<Number>(m_bases.size())});
            lists.emplace_back();
        }
        for (const auto& [id, v] : r.values)
            if (v) lists[at->second][id].push_back(*v);
        for (size_t i = 0; i < r.sums.size(); ++i)
            if (r.sums[i]) out[at->second].sums[i] = out[at->second].sums[i].value_or(0) + *r.sums[i];
    }
    for (size_t i = 0; i < out.size(); ++i)
        for (const auto& [id, f] : m_formulas)
            out[i].values[id] = m_q.aggregate == "count" ? value(id, out[i].sums) : aggregate(lists[i][id], m_q.aggregate);
    if (m_q.aggregate == "count") {
        for (Row& r : out) r.values["units"] = 0;
        for (const Row& r : rows) {
            Number& n = out[known.at(Key(r.key.begin(), r.key.end() - 1))].values["units"];
            n = *n + 1;
        }
    }
    return out;
}

Table Evaluation::answer() {
    std::optional<DateRange> period;
    if (!m_q.periods.empty()) period = m_q.periods.front().range;
    if ((m_q.periods.size() > 1 && !m_q.baseline) || !m_q.groups.empty()) return sides();
    std::vector<Row> rows = grouped(period, m_q.filters);
    if (m_q.cumulative) {
        accumulate(rows);
        keep(rows);
    }
    std::string extra, extra_unit = "percent";
    if (m_q.baseline) {
        std::vector<Row> before = grouped(m_q.baseline->range, m_q.filters);
        std::map<Key, const Row*> by_key;
        for (const Row& r : before) by_key[r.key] = &r;
        for (const Row& b : before)
            if (std::ranges::none_of(rows, [&](const Row& r) { return r.key == b.key; }))
                rows.push_back({b.key, {}, std::vector<Number>(m_bases.size())});
        if (rows.empty() && m_q.by.empty()) rows.push_back({{}, {}, std::vector<Number>(m_bases.size())});
        for (Row& r : rows) {
            const auto at = by_key.find(r.key);
            for (const std::string& m : m_q.metrics) {
                const Number now = r.values.contains(m) ? r.values[m] : std::nullopt;
                const Number then = at == by_key.end() ? std::nullopt : at->second->values.at(m);
                // A part of a change that is all on one side contributes all of it; beside each other a missing side stays
                // missing.
                const bool part = m_q.change == "contribution" && m_formulas.at(m).plain() && (now || then);
                const Number a = part ? Number(now.value_or(0)) : now, b = part ? Number(then.value_or(0)) : then;
                r.values[m] = a;
                r.values[m + "_previous"] = b;
                r.values[m + "_change"] = a && b ? Number(*a - *b) : std::nullopt;
                r.values[m + "_change_pct"] = a && b && *b != 0 ? Number((*a - *b) / std::abs(*b)) : std::nullopt;
            }
        }
        keep(rows);
    }
    if (m_q.share && !m_q.count_groups && !m_q.metrics.empty()) {
        std::vector<ValueFilter> rest;
        for (const ValueFilter& f : m_q.filters)
            if (std::ranges::find(m_q.share_filters, f) == m_q.share_filters.end()) rest.push_back(f);
        const bool of_days = m_q.share_filters.empty() && m_q.by.empty() && (period || !m_q.weekdays.empty());
        Number total;
        if (of_days && !m_q.weekdays.empty()) {
            SemanticQuery all = m_q;
            all.weekdays.clear();
            Evaluation e(m_c, m_v, all, m_stop);
            total = e.value(m_q.metrics.front(), e.whole(period, rest));
        } else {
            total = value(m_q.metrics.front(), whole(of_days ? std::nullopt : period, rest));
        }
        const bool within = std::ranges::any_of(m_q.by, [&](const std::string& k) { return !share_key(k); });
        std::map<Key, std::vector<Number>> totals;
        for (Row& r : rows) {
            const Number v = r.values[m_q.metrics.front()];
            if (within) total = share_total(r, totals, period, rest);
            r.values["share"] = v && total && *total != 0 ? Number(*v / *total) : std::nullopt;
        }
        extra = "share";
    }
    if (m_q.count_groups) {
        Table t;
        if (m_q.share) {
            SemanticQuery all = m_q;
            all.having.clear();
            all.share = false;
            const double total = Evaluation(m_c, m_v, all, m_stop).answer().column(0).number(0).value_or(0);
            Column& s = t.add("share", ColumnType::real, "percent");
            total > 0 ? s.append(static_cast<double>(rows.size()) / total) : s.append_null();
        }
        t.add("count", ColumnType::integer, "count").append(static_cast<int64_t>(rows.size()));
        return t;
    }
    if (m_q.share && !m_q.share_each && m_q.by.size() == 1 && m_q.limit && m_q.share_filters.empty() &&
        m_q.order_by.empty() == false && *m_q.limit > 1) {
        order(rows, extra); // "share of the top 3": their sum
        double share = 0;
        for (const Row& r : rows) share += r.values.at("share").value_or(0);
        Table t;
        t.add("share", ColumnType::real, "percent").append(share);
        return t;
    }
    if (m_q.across_metrics && rows.size() == 1) return across(rows.front());
    if (m_q.among) {
        SemanticQuery first = m_q;
        first.order_by = m_q.among->metric;
        first.descending = m_q.among->descending;
        first.limit = m_q.among->limit;
        first.offset = 0;
        Evaluation(m_c, m_v, first, m_stop).order(rows, "");
    }
    order(rows, extra);
    Table out = table(rows, extra, extra_unit);
    if (m_q.yes_no && out.rows() <= 1 && !m_q.metrics.empty()) { // the answer in a word
        bool yes = out.rows() == 1;
        if (yes && m_q.having.empty()) {
            const auto at = out.find(m_q.baseline ? m_q.metrics.front() + "_change" : m_q.metrics.front());
            const Number v = at ? out.column(*at).number(0) : std::nullopt;
            yes = v && (m_q.descending ? *v > 0 : *v < 0);
        }
        if (out.rows() == 0) out = Table{};
        out.add("answer", ColumnType::text).append(yes ? "yes" : "no");
    }
    return out;
}

void Evaluation::order(std::vector<Row>& rows, const std::string& extra) const {
    std::string by = ordered_by_change() ? m_q.metrics.front() + "_" + m_q.order_by : m_q.order_by;
    if (m_q.share && !extra.empty() && by == m_q.metrics.front()) by = "share";
    if (by.empty() && m_q.aggregate == "count") by = "units";
    const bool time = !m_q.by.empty() && m_q.by.front().starts_with("time:");
    if (by.empty() && !time && m_q.by.size() == 1 && !m_q.metrics.empty()) by = m_q.metrics.front();
    const bool descending = m_q.order_by.empty() ? true : m_q.descending;
    std::ranges::stable_sort(rows, [&](const Row& a, const Row& b) {
        if (m_q.limit_per_first_key && a.key.front() != b.key.front()) return a.key.front() < b.key.front();
        if (by.empty() || by == "key") return a.key < b.key;
        const auto x = a.values.find(by), y = b.values.find(by);
        const Number u = x == a.values.end() ? std::nullopt : x->second, w = y == b.values.end() ? std::nullopt : y->second;
        if (!u || !w) return u.has_value() && !w.has_value();
        if (*u == *w) return a.key < b.key;
        return descending ? *u > *w : *u < *w;
    });
    if (!m_q.order_by.empty() && m_q.limit) // what cannot be computed is no candidate
        std::erase_if(rows, [&](const Row& r) {
            const auto at = r.values.find(by);
            return at != r.values.end() && !at->second;
        });
    if (m_q.limit_per_first_key) {
        std::vector<Row> kept;
        int64_t n = 0;
        for (size_t i = 0; i < rows.size(); ++i) {
            n = i > 0 && rows[i].key.front() == rows[i - 1].key.front() ? n + 1 : 0;
            if (n < m_q.limit.value_or(1)) kept.push_back(rows[i]);
        }
        rows = std::move(kept);
        return;
    }
    if (m_q.both_ends && m_q.limit) {
        const size_t n = static_cast<size_t>(*m_q.limit);
        if (rows.size() > 2 * n) rows.erase(rows.begin() + static_cast<long>(n), rows.end() - static_cast<long>(n));
        return;
    }
    if (m_q.offset > 0)
        rows.erase(rows.begin(),
                   rows.begin() + static_cast<long>(std::min<size_t>(rows.size(), static_cast<size_t>(m_q.offset))));
    if (m_q.limit && rows.size() > static_cast<size_t>(*m_q.limit)) {
        size_t kept = static_cast<size_t>(*m_q.limit);
        constexpr size_t most_ties = 10; // of "which one": all that come first together are the answer
        if (kept == 1 && m_q.offset == 0)
            while (kept < rows.size() && kept < most_ties && by != "key" && rows[kept].values.contains(by) &&
                   rows[kept].values.at(by) == rows[0].values.at(by))
                ++kept;
        rows.resize(kept);
    }
    if (rows.size() > 10'000) rows.resize(10'000);
}

Table Evaluation::across(const Row& row) const {
    std::vector<std::pair<std::string, double>> values;
    for (const std::string& m : m_q.metrics)
        if (const Number v = row.values.at(m)) values.emplace_back(m, *v);
    std::ranges::stable_sort(
        values, [&](const auto& a, const auto& b) { return m_q.descending ? a.second > b.second : a.second < b.second; });
    if (m_q.limit && values.size() > static_cast<size_t>(*m_q.limit)) values.resize(static_cast<size_t>(*m_q.limit));
    Table t;
    t.add("metric", ColumnType::text);
    t.add("value", ColumnType::real, m_q.metrics.empty() ? "" : metric_unit(m_q.metrics.front(), *m_c.dataset));
    for (const auto& [name, v] : values) {
        const DatasetColumn* c = m_c.dataset->by_field(name);
        t.column(0).append(c ? c->name : name);
        t.column(1).append(v);
    }
    return t;
}

Table Evaluation::table(const std::vector<Row>& rows, const std::string& extra, const std::string& extra_unit) const {
    Table t;
    for (size_t k = 0; k < m_q.by.size(); ++k) {
        const bool date = m_q.by[k].starts_with("time:") && m_q.by[k] != "time:weekday" && m_q.by[k] != "time:weekend";
        Column& c = t.add(key_name(m_q.by[k]), date ? ColumnType::date : ColumnType::text);
        static const char* names[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
        for (const Row& r : rows) {
            if (date)
                c.append(*parse_iso_date(r.key[k]));
            else if (m_q.by[k] == "time:weekday")
                c.append(names[std::stoi(r.key[k]) - 1]);
            else
                c.append(r.key[k]);
        }
    }
    auto add = [&](const std::string& name, const std::string& unit) {
        Column& c = t.add(name, ColumnType::real, unit);
        for (const Row& r : rows) {
            const auto at = r.values.find(name);
            at != r.values.end() && at->second ? c.append(*at->second) : c.append_null();
        }
    };
    if (m_q.baseline && m_q.change == "contribution") {
        const std::string& m = m_q.metrics.front();
        const std::string unit = metric_unit(m, *m_c.dataset);
        add(m + "_change", unit);
        add(m, unit);
        add(m + "_previous", unit);
        return t;
    }
    if (!extra.empty()) add(extra, extra_unit);
    if (m_q.aggregate == "count") { // the number is the answer; the sums over those units stand behind it
        const std::string unit = m_q.inner.starts_with("time:") ? m_q.inner.substr(5) + "s" : "count";
        Column& c = t.add(unit, ColumnType::real, "count");
        for (const Row& r : rows) c.append(r.values.at("units").value_or(0));
    }
    for (const std::string& m : m_q.metrics) {
        const std::string unit = metric_unit(m, *m_c.dataset);
        add(m, unit);
        if (m_q.baseline) {
            add(m + "_previous", unit);
            add(m + "_change", unit);
            add(m + "_change_pct", "percent");
        }
    }
    return t;
}

std::string metric_unit(const std::string& metric, const DatasetInfo& dataset) {
    if (metric == "rows" || metric.starts_with("count:")) return "count";
    if (metric == "ratio:orders/leads") return "percent";
    if (metric.starts_with("ratio:revenue") || metric.starts_with("ratio:cost") || metric.starts_with("ratio:profit"))
        return "currency";
    if (metric.starts_with("ratio:") || metric.starts_with("corr:")) return "ratio";
    std::string name = metric;
    if (const size_t colon = metric.find(':'); colon != std::string::npos) name = metric.substr(colon + 1);
    for (const metrics::Metric& m : metrics::catalogue())
        if (m.id == name) return m.unit;
    const DatasetColumn* c = dataset.by_field(name);
    if (!c) return "count";
    if (c->role == "cost" || c->role == "revenue") return "currency";
    return c->unit == "percent" || c->unit == "ratio" ? c->unit : metric.find(':') != std::string::npos ? "ratio" : "count";
}

std::vector<std::string> missing_sums(const metrics::Context& context, const Vocabulary& vocabulary, const SemanticQuery& query,
                                      std::stop_token stop) {
    SemanticQuery sums;
    sums.filters = query.filters;
    sums.weekdays = query.weekdays;
    sums.periods = query.periods;
    for (const std::string& m : query.metrics) {
        if (m.find(':') != std::string::npos && !m.starts_with("ratio:")) continue; // of rows
        const Formula f = formula_of(m, *context.dataset);
        for (const auto* terms : {&f.numerator, &f.denominator})
            for (const auto& [base, sign] : *terms)
                if (std::ranges::find(sums.metrics, base) == sums.metrics.end()) sums.metrics.push_back(base);
    }
    std::erase(sums.metrics, "rows");
    if (sums.metrics.empty() || sums.periods.size() > 1) return {};
    const Table t = evaluate(context, vocabulary, sums, stop).table;
    std::erase_if(sums.metrics, [&](const std::string& m) { return t.rows() > 0 && t.at(m).number(0); });
    return sums.metrics;
}

Evaluated evaluate(const metrics::Context& context, const Vocabulary& vocabulary, const SemanticQuery& query,
                   std::stop_token stop) {
    throw_if_stopped(stop);
    return Evaluation(context, vocabulary, query, stop).run();
}

} // namespace plumbline::assistant
