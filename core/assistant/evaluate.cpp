// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assistant/evaluate.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "core/base/progress.h"
#include "core/metrics/rows.h"

namespace plumbline::assistant {

namespace {

using Number = std::optional<double>;
using Key = std::vector<std::string>;

/// A metric as a ratio of sums.
struct Formula {
    std::string id;
    std::vector<std::pair<std::string, double>> numerator, denominator; ///< base sum, sign
    double factor = 1;
};

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
        f.numerator = {{body.substr(0, slash), 1}};
        f.denominator = {{body.substr(slash + 1), 1}};
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

struct Unit {
    Key key;
    std::vector<Number> sums;
};

class Evaluation {
public:
    Evaluation(const metrics::Context& c, const Vocabulary& v, const SemanticQuery& q, std::stop_token stop)
        : m_c(c), m_v(v), m_q(q), m_stop(std::move(stop)) {
        for (const std::string& m : q.metrics) formula(m);
        for (const Condition& h : q.having) {
            formula(h.metric);
            if (h.reference.starts_with("metric:")) formula(h.reference.substr(7));
        }
        if (!q.order_by.empty() && q.order_by != "change" && q.order_by != "key") formula(q.order_by);
    }

    Evaluated run() {
        if (of_rows()) return {rows(), m_sql};
        if (m_q.count_groups && m_q.metrics.empty()) throw Error(ErrorCode::question_invalid, {{"detail", "nothing to count"}});
        const Table table = answer();
        return {table, m_sql};
    }

private:
    const metrics::Context& m_c;
    const Vocabulary& m_v;
    const SemanticQuery& m_q;
    std::stop_token m_stop;
    std::map<std::string, Formula> m_formulas;
    std::vector<std::string> m_bases;
    std::string m_sql;

    void formula(const std::string& id) {
        if (m_formulas.contains(id) || id.empty()) return;
        const bool rowwise = id == "rows" || (id.find(':') != std::string::npos && !id.starts_with("ratio:"));
        Formula f = rowwise ? Formula{id, {}, {}, 1} : formula_of(id, *m_c.dataset);
        for (const auto& terms : {f.numerator, f.denominator})
            for (const auto& [base, sign] : terms)
                if (std::ranges::find(m_bases, base) == m_bases.end()) m_bases.push_back(base);
        m_formulas[id] = std::move(f);
    }

    static bool is_rowwise(const std::string& id) {
        return id == "rows" || (id.find(':') != std::string::npos && !id.starts_with("ratio:"));
    }

    bool of_rows() const { return !m_q.rows_where.empty() || std::ranges::any_of(m_q.metrics, is_rowwise); }

    const DatasetColumn& column(const std::string& field) const {
        if (const DatasetColumn* c = m_c.dataset->by_field(field)) return *c;
        if (const DatasetColumn* c = m_c.dataset->by_role(field)) return *c;
        throw Error(ErrorCode::dimension_unknown, {{"dataset", m_c.dataset->name}, {"dimension", field}, {"options", "–"}});
    }

    /// Counts, means and the like over rows.
    Table rows() {
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
            } else if (m_formulas[m].denominator.empty() && m_formulas[m].numerator.size() == 1) {
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
            const size_t n = is_rowwise(m) || (f.denominator.empty() && f.numerator.size() == 1)
                                 ? 1
                                 : f.numerator.size() + f.denominator.size();
            for (size_t r = 0; r < t.rows(); ++r) {
                if (n == 1) {
                    const Number v = t.column(at).number(r);
                    v ? c.append(*v) : c.append_null();
                    continue;
                }
                double num = 0, den = 0;
                for (size_t i = 0; i < f.numerator.size(); ++i)
                    num += f.numerator[i].second * t.column(at + i).number(r).value_or(0);
                for (size_t i = 0; i < f.denominator.size(); ++i)
                    den += t.column(at + f.numerator.size() + i).number(r).value_or(0);
                if (f.denominator.empty())
                    c.append(num * f.factor);
                else if (den != 0)
                    c.append(num / den * f.factor);
                else
                    c.append_null();
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
                double sum = 0;
                for (size_t r = 0; r < out.rows(); ++r) sum += out.column(*i).number(r).value_or(0);
                reference = out.rows() ? sum / static_cast<double>(out.rows()) : 0;
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

    Table sorted(const Table& t, const std::string& by) const {
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

    void cut(std::vector<size_t>& order) const {
        if (m_q.offset > 0)
            order.erase(order.begin(),
                        order.begin() + static_cast<long>(std::min<size_t>(order.size(), static_cast<size_t>(m_q.offset))));
        if (m_q.limit && order.size() > static_cast<size_t>(*m_q.limit)) order.resize(static_cast<size_t>(*m_q.limit));
        if (order.size() > 10'000) order.resize(10'000);
    }

    void where(metrics::RowQuery& q, const std::vector<ValueFilter>& filters) const {
        for (const ValueFilter& f : filters) {
            metrics::RowCondition c{column(f.dimension).field, f.exclude ? "not in" : "in", {}};
            for (const std::string& v : f.values) c.values.push_back(v);
            q.where.push_back(std::move(c));
        }
    }

    static bool holds(const Number& value, const Condition& c, double reference) {
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

    Number value(const std::string& metric, const std::vector<Number>& sums) const {
        const Formula& f = m_formulas.at(metric);
        auto total = [&](const auto& terms) -> Number {
            double out = 0;
            bool any = false;
            for (const auto& [base, sign] : terms) {
                const size_t at = static_cast<size_t>(std::ranges::find(m_bases, base) - m_bases.begin());
                if (sums[at]) out += sign * *sums[at], any = true;
            }
            if (!any) return std::nullopt;
            return out;
        };
        const Number n = total(f.numerator);
        if (!n) return std::nullopt;
        if (f.denominator.empty()) return *n * f.factor;
        const Number d = total(f.denominator);
        if (!d || *d == 0) return std::nullopt;
        return *n / *d * f.factor;
    }

    static std::string time_key(Date d, const std::string& key) {
        if (key == "time:weekday") return std::to_string(iso_weekday(d));
        if (key == "time:weekend") return iso_weekday(d) >= 6 ? "weekend" : "weekday";
        const auto grain = parse_grain(key.substr(5));
        return to_iso(period_start(d, grain.value_or(Grain::day)));
    }

    /// Sums of all base measures by keys, over a period.
    std::vector<Unit> units(const std::vector<std::string>& keys, const std::optional<DateRange>& period,
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
                     : parse_grain(
                           std::ranges::find_if(keys, [](const std::string& k) { return k.starts_with("time:"); })->substr(5))
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
            if (!any) continue;
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

    static Number aggregate(std::vector<double> v, const std::string& how) {
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

    struct Row {
        Key key;
        std::map<std::string, Number> values;
        std::vector<Number> sums;
    };

    void keep(std::vector<Row>& rows) const {
        for (const Condition& h : m_q.having) {
            double reference = h.value;
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
                Number v = r.values.at(h.metric);
                if (h.op == "=" && h.value == 0 && !v && m_formulas.at(h.metric).denominator.empty()) v = 0;
                return !holds(v, h, against);
            });
        }
    }

    std::vector<Row> grouped(const std::optional<DateRange>& period, const std::vector<ValueFilter>& filters) {
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
        if (m_q.baseline) return nest(rows, nested); // conditions hold for the period asked for: applied after the join
        keep(rows);
        return nest(rows, nested);
    }

    std::vector<Row> nest(std::vector<Row>& rows, bool nested) const {
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
            for (const auto& [id, f] : m_formulas) out[i].values[id] = aggregate(lists[i][id], m_q.aggregate);
        return out;
    }

    std::vector<Number> whole(const std::optional<DateRange>& period, const std::vector<ValueFilter>& filters) {
        const auto u = units({}, period, filters);
        return u.empty() ? std::vector<Number>(m_bases.size()) : u.front().sums;
    }

    Table answer() {
        std::optional<DateRange> period;
        if (!m_q.periods.empty()) period = m_q.periods.front().range;
        if (m_q.periods.size() > 1 && !m_q.baseline) return several_periods();
        std::vector<Row> rows = grouped(period, m_q.filters);
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
                    const bool sum = m_formulas.at(m).denominator.empty();
                    r.values[m] = now || !sum ? now : Number(0);
                    r.values[m + "_previous"] = then || !sum ? then : Number(0);
                    const Number a = r.values[m], b = r.values[m + "_previous"];
                    r.values[m + "_change"] = a && b ? Number(*a - *b) : std::nullopt;
                    r.values[m + "_change_pct"] = a && b && *b != 0 ? Number(*a / *b - 1) : std::nullopt;
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
            for (Row& r : rows) {
                const Number v = r.values[m_q.metrics.front()];
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
        if (m_q.share && m_q.by.size() == 1 && m_q.limit && m_q.share_filters.empty() && m_q.order_by.empty() == false &&
            *m_q.limit > 1) {
            order(rows, extra); // "share of the top 3": their sum
            double share = 0;
            for (const Row& r : rows) share += r.values.at("share").value_or(0);
            Table t;
            t.add("share", ColumnType::real, "percent").append(share);
            return t;
        }
        order(rows, extra);
        return table(rows, extra, extra_unit);
    }

    void order(std::vector<Row>& rows, const std::string& extra) const {
        std::string by = m_q.order_by == "change" ? m_q.metrics.front() + "_change" : m_q.order_by;
        if (m_q.share && !extra.empty() && by == m_q.metrics.front()) by = "share";
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
        if (m_q.offset > 0)
            rows.erase(rows.begin(),
                       rows.begin() + static_cast<long>(std::min<size_t>(rows.size(), static_cast<size_t>(m_q.offset))));
        if (m_q.limit && rows.size() > static_cast<size_t>(*m_q.limit)) rows.resize(static_cast<size_t>(*m_q.limit));
        if (rows.size() > 10'000) rows.resize(10'000);
    }

    static std::string key_name(const std::string& key) { return key.starts_with("time:") ? key.substr(5) : key; }

    Table table(const std::vector<Row>& rows, const std::string& extra, const std::string& extra_unit) const {
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

    /// A row a period.
    Table several_periods() {
        std::vector<Row> all;
        for (const NamedPeriod& p : m_q.periods) {
            std::vector<Row> rows = grouped(p.range, m_q.filters);
            if (rows.empty() && m_q.by.empty()) rows.push_back({{}, {}, std::vector<Number>(m_bases.size())});
            for (Row& r : rows) {
                r.key.insert(r.key.begin(), p.label.empty() ? to_iso(p.range.from) + "/" + to_iso(p.range.to) : p.label);
                for (const std::string& m : m_q.metrics)
                    if (!r.values.contains(m)) r.values[m] = std::nullopt;
                all.push_back(std::move(r));
            }
        }
        if (!m_q.order_by.empty() && m_q.by.empty() && m_q.order_by != "change") {
            std::ranges::stable_sort(all, [&](const Row& a, const Row& b) {
                const Number u = a.values.at(m_q.order_by), w = b.values.at(m_q.order_by);
                if (!u || !w) return u.has_value() && !w.has_value();
                return m_q.descending ? *u > *w : *u < *w;
            });
            if (m_q.limit && all.size() > static_cast<size_t>(*m_q.limit)) all.resize(static_cast<size_t>(*m_q.limit));
        }
        Table t;
        Column& label = t.add("period", ColumnType::text);
        for (const Row& r : all) label.append(r.key.front());
        for (size_t k = 0; k < m_q.by.size(); ++k) {
            Column& c = t.add(key_name(m_q.by[k]), ColumnType::text);
            for (const Row& r : all) c.append(r.key[k + 1]);
        }
        for (const std::string& m : m_q.metrics) {
            Column& c = t.add(m, ColumnType::real, metric_unit(m, *m_c.dataset));
            for (const Row& r : all) {
                const Number v = r.values.at(m);
                v ? c.append(*v) : c.append_null();
            }
        }
        return t;
    }
};

} // namespace

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

Evaluated evaluate(const metrics::Context& context, const Vocabulary& vocabulary, const SemanticQuery& query,
                   std::stop_token stop) {
    throw_if_stopped(stop);
    return Evaluation(context, vocabulary, query, stop).run();
}

} // namespace plumbline::assistant
