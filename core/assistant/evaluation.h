// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/assistant/evaluate.h"
#include "core/metrics/rows.h"

/// What evaluate.cpp and evaluate_sums.cpp are made of.
namespace plumbline::assistant {

using Number = std::optional<double>;
using Key = std::vector<std::string>;

/// A metric as a ratio of sums.
struct Formula {
    std::string id;
    std::vector<std::pair<std::string, double>> numerator, denominator; ///< base sum, sign
    double factor = 1;

    /// Whether it is one sum as the data have it: what is missing of it adds nothing.
    bool plain() const { return denominator.empty() && numerator.size() == 1; }
    /// Its value from the sums; missing where one of them is missing or the denominator is 0, as metrics::run has it.
    Number of(const std::function<Number(const std::string&)>& sum) const;
};

Formula formula_of(const std::string& id, const DatasetInfo& dataset);

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
            formula(h.share ? h.metric.substr(6) : h.metric);
            if (h.reference.starts_with("metric:")) formula(h.reference.substr(7));
        }
        if (!q.order_by.empty() && !ordered_by_change() && q.order_by != "key" && q.order_by != "units") formula(q.order_by);
        if (q.among) formula(q.among->metric);
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
    void formula(const std::string& id);
    static bool is_rowwise(const std::string& id) {
        return id == "rows" || (id.find(':') != std::string::npos && !id.starts_with("ratio:"));
    }
    bool ordered_by_change() const { return m_q.order_by == "change" || m_q.order_by == "change_pct"; }
    bool of_rows() const { return !m_q.rows_where.empty() || std::ranges::any_of(m_q.metrics, is_rowwise); }
    const DatasetColumn& column(const std::string& field) const {
        if (const DatasetColumn* c = m_c.dataset->by_field(field)) return *c;
        if (const DatasetColumn* c = m_c.dataset->by_role(field)) return *c;
        throw Error(ErrorCode::dimension_unknown, {{"dataset", m_c.dataset->name}, {"dimension", field}, {"options", "–"}});
    }
    /// Counts, means and the like over rows.
    Table rows();
    Table rows_by_time(const std::string& key);
    Table sorted(const Table& t, const std::string& by) const;
    void cut(std::vector<size_t>& order) const;
    void where(metrics::RowQuery& q, const std::vector<ValueFilter>& filters) const;
    static bool holds(const Number& value, const Condition& c, double reference);
    Number value(const std::string& metric, const std::vector<Number>& sums) const;
    static std::string time_key(Date d, const std::string& key) {
        if (key == "time:weekday") return std::to_string(iso_weekday(d));
        if (key == "time:weekend") return iso_weekday(d) >= 6 ? "weekend" : "weekday";
        const auto grain = parse_grain(key.substr(5));
        return to_iso(period_start(d, grain.value_or(Grain::day)));
    }
    /// Sums of all base measures by keys, over a period.
    std::vector<Unit> units(const std::vector<std::string>& keys, const std::optional<DateRange>& period,
                            const std::vector<ValueFilter>& filters);
    static Number aggregate(std::vector<double> v, const std::string& how);
    struct Row {
        Key key;
        std::map<std::string, Number> values;
        std::vector<Number> sums;
    };
    void keep(std::vector<Row>& rows) const;
    std::vector<Row> grouped(const std::optional<DateRange>& period, const std::vector<ValueFilter>& filters);
    std::vector<Row> nest(std::vector<Row>& rows, bool nested) const;
    /// Running totals along the first key of time, for each of the other keys.
    void accumulate(std::vector<Row>& rows) const;
    /// Whether a key tells parts of one whole apart; the others have a whole each.
    bool share_key(const std::string& key) const;
    /// What a share is a part of, by the keys of its row.
    Number share_total(const Row& row, std::map<Key, std::vector<Number>>& totals, const std::optional<DateRange>& period,
                       const std::vector<ValueFilter>& rest);
    /// Groups that have none of the inner units count as 0 of them.
    void add_empty_groups(std::vector<Row>& rows, const std::vector<Key>& groups) const;
    std::vector<Number> whole(const std::optional<DateRange>& period, const std::vector<ValueFilter>& filters) {
        const auto u = units({}, period, filters);
        return u.empty() ? std::vector<Number>(m_bases.size()) : u.front().sums;
    }
    Table answer();
    void order(std::vector<Row>& rows, const std::string& extra) const;
    /// A row a metric, the largest first.
    Table across(const Row& row) const;
    static std::string key_name(const std::string& key) { return key.starts_with("time:") ? key.substr(5) : key; }
    Table table(const std::vector<Row>& rows, const std::string& extra, const std::string& extra_unit) const;
    /// Periods or groups that are compared: a row each; by keys: a column each; where a difference is asked for: one row.
    Table sides();
    /// One side of a comparison, computed by itself.
    struct Side {
        std::string label;
        std::vector<Row> rows;
    };
    Table beside(std::vector<Side> sides) const;
};

} // namespace plumbline::assistant
