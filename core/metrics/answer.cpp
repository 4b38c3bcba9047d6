// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/answer.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "core/metrics/periods.h"

namespace plumbline::metrics {

namespace {

__extension__ typedef __int128 Wide;

/// A computed cell. `whole` is set for sums of whole numbers.
struct Figure {
    double value = 0;
    int64_t whole = 0;
    bool present = false;
};

/// Sum of terms as double: exact arithmetic, one rounding, as long as no double is among them.
struct Combined {
    double value = 0;
    int64_t whole = 0;
    bool present = false;
};

Combined combine(const std::vector<PlanTerm>& terms, const std::vector<Measure>& measures, const Sum* sums) {
    int scale = 0;
    for (const PlanTerm& t : terms) {
        if (!sums || !sums[t.measure].present) return {};
        scale = std::max(scale, measures[t.measure].scale);
    }
    Wide exact = 0;
    double real = 0;
    for (const PlanTerm& t : terms) {
        const Measure& m = measures[t.measure];
        Wide value = sums[t.measure].exact;
        for (int i = m.scale; i < scale; ++i) value *= 10;
        exact += t.sign * value;
        real += t.sign * sums[t.measure].real;
    }
    return {static_cast<double>(exact) / power_of_ten(scale) + real, static_cast<int64_t>(exact), true};
}

Figure evaluate(const PlanMetric& metric, const std::vector<Measure>& measures, const Sum* sums, const Sum* totals) {
    const Combined numerator = combine(metric.numerator, measures, sums);
    if (!numerator.present) return {};
    if (metric.denominator.empty()) return {numerator.value * metric.metric.factor, numerator.whole, true};
    const Combined denominator = combine(metric.denominator, measures, metric.share ? totals : sums);
    if (!denominator.present || denominator.value == 0) return {};
    return {numerator.value * metric.metric.factor / denominator.value, 0, true};
}

Figure change(const PlanMetric& metric, const Figure& now, const Figure& then) {
    if (!now.present || !then.present) return {};
    if (metric.metric.unit == "percent") return {now.value - then.value, 0, true};
    if (then.value == 0) return {};
    return {(now.value - then.value) / std::abs(then.value), 0, true};
}

uint64_t cell_key(Date period, uint32_t group) { return static_cast<uint64_t>(static_cast<uint32_t>(period.days)) << 32 | group; }

/// A line of the answer.
struct Line {
    Date period;
    uint32_t group = 0;
    const Sum* sums = nullptr; ///< null: nothing happened
    bool partial = false;
    std::vector<Figure> now, previous, change; ///< one a metric
};

class Builder {
public:
    Builder(const Plan& plan, Scanned scanned) : m_plan(plan), m_scanned(std::move(scanned)) {
        if (plan.dataset->dates) m_data = *plan.dataset->dates;
    }

    Answer build() {
        if (m_plan.other) sum_up_the_rest();
        if (m_plan.by.empty()) add_empty_lines();
        total(m_scanned.asked, m_asked_totals);
        total(m_scanned.compared, m_compared_totals);
        for (size_t r = 0; r < m_scanned.compared.rows(); ++r)
            m_compared_rows[cell_key(m_scanned.compared.period[r], m_scanned.compared.group[r])] = r;
        for (size_t r = 0; r < m_scanned.asked.rows(); ++r)
            add_line(m_scanned.asked.period[r], m_scanned.asked.group[r], m_scanned.asked.row(r));
        sort_lines();
        if (m_plan.limit && !m_plan.other && m_lines.size() > *m_plan.limit) m_lines.resize(*m_plan.limit);
        Answer answer;
        write(answer.table);
        answer.period = m_plan.period;
        answer.comparison = m_plan.comparison;
        answer.data_to = m_plan.dataset->dates ? std::optional(m_plan.dataset->dates->to) : std::nullopt;
        answer.has_other = m_other.has_value();
        return answer;
    }

private:
    using Totals = std::unordered_map<int32_t, std::vector<Sum>>;

    static void total(const Sums& sums, Totals& totals) {
        for (size_t r = 0; r < sums.rows(); ++r) {
            std::vector<Sum>& to = totals[sums.period[r].days];
            to.resize(sums.measures);
            for (size_t m = 0; m < sums.measures; ++m) add(to[m], sums.row(r)[m]);
        }
    }

    static const Sum* total_of(const Totals& totals, Date period) {
        const auto at = totals.find(period.days);
        return at == totals.end() ? nullptr : at->second.data();
    }

    /// Keeps the first `limit` values of the dimension by their total over all periods; the others become one group.
    void sum_up_the_rest() {
        Sums& asked = m_scanned.asked;
        Groups& groups = m_scanned.groups;
        std::vector<Sum> sums(groups.count * asked.measures);
        std::vector<Sum> everything(asked.measures);
        std::vector<uint8_t> seen(groups.count, 0);
        for (size_t r = 0; r < asked.rows(); ++r) {
            seen[asked.group[r]] = 1;
            for (size_t m = 0; m < asked.measures; ++m) {
                add(sums[asked.group[r] * asked.measures + m], asked.row(r)[m]);
                add(everything[m], asked.row(r)[m]);
            }
        }
        const bool by_text = m_plan.order == OrderKey::dimension;
        const PlanMetric& ranking = m_plan.metrics[m_plan.order == OrderKey::standard || by_text ? 0 : m_plan.order_index];
        std::vector<uint32_t> order;
        std::vector<Figure> figures(groups.count);
        for (uint32_t g = 0; g < groups.count; ++g) {
            if (!seen[g]) continue;
            order.push_back(g);
            figures[g] = evaluate(ranking, m_plan.measures, sums.data() + g * asked.measures, everything.data());
        }
        std::ranges::sort(order, [&](uint32_t a, uint32_t b) {
            if (!by_text)
                if (const int c = compare_figures(figures[a], figures[b], m_plan.descending); c != 0) return c < 0;
            const int c = groups.compare(a, b);
            return by_text && m_plan.descending ? c > 0 : c < 0;
        });
        m_rank.assign(groups.count, UINT32_MAX);
        for (uint32_t i = 0; i < order.size() && i < *m_plan.limit; ++i) m_rank[order[i]] = i;
        if (order.size() <= *m_plan.limit) return;
        m_other = static_cast<uint32_t>(groups.count);
        merge_rest(asked);
        merge_rest(m_scanned.compared);
    }

    void merge_rest(Sums& sums) const {
        Sums out{sums.measures, {}, {}, {}};
        std::unordered_map<int32_t, size_t> rest; // row of the rest, by period
        for (size_t r = 0; r < sums.rows(); ++r) {
            const bool stays = m_rank[sums.group[r]] != UINT32_MAX;
            size_t row = out.rows();
            if (!stays) row = rest.emplace(sums.period[r].days, row).first->second;
            if (row == out.rows()) out.append(sums.period[r], stays ? sums.group[r] : *m_other);
            for (size_t m = 0; m < sums.measures; ++m) add(out.row(row)[m], sums.row(r)[m]);
        }
        sums = std::move(out);
    }

    /// A total has one line, a time series one for each period, whether or not something happened.
    void add_empty_lines() {
        if (!m_plan.grain) {
            if (m_scanned.asked.rows() == 0) m_scanned.asked.append(Date{}, 0);
            return;
        }
        if (!m_plan.period) return;
        constexpr int most_days = 20'000; // beyond, only the days that have data
        DateRange shown = *m_plan.period;
        if (shown.days() > most_days) {
            if (!m_plan.scan_asked) return;
            shown = *m_plan.scan_asked;
        }
        std::unordered_map<int32_t, bool> have;
        for (const Date d : m_scanned.asked.period) have[d.days] = true;
        for (const Date d : period_starts(shown, *m_plan.grain))
            if (!have.contains(d.days)) m_scanned.asked.append(d, 0);
    }

    void add_line(Date period, uint32_t group, const Sum* sums) {
        Line line{period, group, sums, false, {}, {}, {}};
        std::optional<Date> compared = m_plan.comparison ? std::optional(Date{}) : std::nullopt;
        if (m_plan.grain) {
            const DateRange days{period, period_end(period, *m_plan.grain)};
            line.partial = !covers(*m_plan.period, days) || !m_data || !covers(*m_data, days);
            if (m_plan.compare != Comparison::none && !line.partial) {
                const Date start = comparison_start(period, *m_plan.grain, m_plan.compare);
                if (covers(*m_data, {start, period_end(start, *m_plan.grain)})) compared = start;
            }
        }
        const Sum* then = nullptr;
        if (compared)
            if (const auto at = m_compared_rows.find(cell_key(*compared, group)); at != m_compared_rows.end())
                then = m_scanned.compared.row(at->second);
        const Sum* totals = total_of(m_asked_totals, period);
        const Sum* totals_then = compared ? total_of(m_compared_totals, *compared) : nullptr;
        for (const PlanMetric& metric : m_plan.metrics) {
            line.now.push_back(evaluate(metric, m_plan.measures, sums, totals));
            if (m_plan.compare == Comparison::none) continue;
            line.previous.push_back(evaluate(metric, m_plan.measures, then, totals_then));
            line.change.push_back(change(metric, line.now.back(), line.previous.back()));
        }
        m_lines.push_back(std::move(line));
    }

    /// Missing values last, whatever the direction.
    static int compare_figures(const Figure& a, const Figure& b, bool descending) {
        if (a.present != b.present) return a.present ? -1 : 1;
        if (!a.present || a.value == b.value) return 0;
        return (a.value < b.value) != descending ? -1 : 1;
    }

    int compare_groups(uint32_t a, uint32_t b) const {
        if (a == b) return 0;
        if (m_other && (a == *m_other || b == *m_other)) return a == *m_other ? 1 : -1;
        if (m_plan.other && m_plan.grain) return m_rank[a] < m_rank[b] ? -1 : 1;
        return m_scanned.groups.compare(a, b);
    }

    int by_order(const Line& a, const Line& b) const {
        const size_t i = m_plan.order_index;
        switch (m_plan.order) {
        case OrderKey::standard: return m_plan.grain ? 0 : compare_figures(a.now[0], b.now[0], true);
        case OrderKey::period: return a.period == b.period ? 0 : (a.period < b.period) != m_plan.descending ? -1 : 1;
        case OrderKey::value: return compare_figures(a.now[i], b.now[i], m_plan.descending);
        case OrderKey::previous: return compare_figures(a.previous[i], b.previous[i], m_plan.descending);
        case OrderKey::change: return compare_figures(a.change[i], b.change[i], m_plan.descending);
        case OrderKey::dimension: {
            const std::string *x = m_scanned.groups.text(a.group, i), *y = m_scanned.groups.text(b.group, i);
            if (!x || !y) return x == y ? 0 : x ? -1 : 1;
            const int c = x->compare(*y);
            return m_plan.descending ? -c : c;
        }
        }
        return 0;
    }

    void sort_lines() {
        std::ranges::sort(m_lines, [&](const Line& a, const Line& b) {
            // With "other" and a grain the order has chosen the values; the lines run by period.
            const bool series_of_top = m_plan.other && m_plan.grain;
            const bool one_is_other = m_other && (a.group == *m_other) != (b.group == *m_other);
            if (one_is_other && !m_plan.grain) return b.group == *m_other;
            if (!series_of_top || m_plan.order == OrderKey::period)
                if (const int c = by_order(a, b); c != 0) return c < 0;
            if (a.period != b.period) return a.period < b.period;
            return compare_groups(a.group, b.group) < 0;
        });
    }

    void write(Table& table) const {
        if (m_plan.grain) {
            Column& c = table.add("period", ColumnType::date);
            for (const Line& line : m_lines) c.append(line.period);
        }
        for (size_t d = 0; d < m_plan.by.size(); ++d) {
            Column& c = table.add(m_plan.by_names[d], ColumnType::text);
            // A value may itself be called "other": the rest is told apart from it.
            const bool taken = m_other && std::ranges::any_of(m_lines, [&](const Line& line) {
                                   const std::string* text =
                                       line.group == *m_other ? nullptr : m_scanned.groups.text(line.group, d);
                                   return text && *text == "other";
                               });
            for (const Line& line : m_lines) {
                const bool rest = m_other && line.group == *m_other;
                const std::string* text = rest ? nullptr : m_scanned.groups.text(line.group, d);
                if (rest)
                    c.append(taken ? "other (all the rest)" : "other");
                else if (text)
                    c.append(std::string_view(*text));
                else
                    c.append_null();
            }
        }
        for (size_t m = 0; m < m_plan.shown; ++m) {
            const PlanMetric& metric = m_plan.metrics[m];
            write_figures(table, metric.metric.id, metric.metric.unit, metric.integral, [m](const Line& l) { return l.now[m]; });
            if (m_plan.compare == Comparison::none) continue;
            write_figures(table, metric.metric.id + "_previous", metric.metric.unit, metric.integral,
                          [m](const Line& l) { return l.previous[m]; });
            write_figures(table, metric.metric.id + "_change", "percent", false, [m](const Line& l) { return l.change[m]; });
        }
        if (!m_plan.grain) return;
        Column& c = table.add("partial", ColumnType::boolean);
        for (const Line& line : m_lines) c.append(line.partial);
    }

    template <class Pick>
    void write_figures(Table& table, const std::string& name, const std::string& unit, bool integral, Pick pick) const {
        Column& c = table.add(name, integral ? ColumnType::integer : ColumnType::real, unit);
        for (const Line& line : m_lines) {
            const Figure f = pick(line);
            if (!f.present)
                c.append_null();
            else if (integral)
                c.append(f.whole);
            else
                c.append(f.value);
        }
    }

    const Plan& m_plan;
    Scanned m_scanned;
    std::optional<DateRange> m_data;
    Totals m_asked_totals, m_compared_totals;
    std::unordered_map<uint64_t, size_t> m_compared_rows;
    std::vector<Line> m_lines;
    std::optional<uint32_t> m_other; ///< group number of the rest
    std::vector<uint32_t> m_rank;    ///< with `other`: place of a value that is kept
};

} // namespace

Answer make_answer(const Plan& plan, Scanned scanned) { return Builder(plan, std::move(scanned)).build(); }

} // namespace plumbline::metrics
