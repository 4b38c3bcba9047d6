// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rootcause/explain.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/base/format.h"
#include "core/metrics/catalogue.h"
#include "core/rootcause/decompose.h"

namespace plumbline::rootcause {

namespace {

constexpr double most_explains = 0.6;       ///< share of the change from which a cause counts as local
constexpr double more_than_its_share = 1.1; ///< share of the change over share of what was there, of a local cause
constexpr double mix_outweighs = 0.6;       ///< share of the change from which the mix is the cause
constexpr size_t variance_weeks = 26;
constexpr size_t variance_values = 8;

/// Which sums make a metric, and how a row of them becomes numerator and denominator.
struct Formula {
    metrics::Metric metric;
    std::vector<std::string> asked;          ///< metric ids to ask for, one a term
    std::vector<int> numerator, denominator; ///< signs, by `asked`
    bool share = false;                      ///< the denominator is a total: constant over the leaves
    bool ratio() const { return !metric.denominator.empty() && !share; }

    std::pair<double, double> of(const std::vector<double>& sums) const {
        double a = 0, b = 0;
        for (size_t k = 0; k < sums.size(); ++k) {
            a += numerator[k] * sums[k];
            b += denominator[k] * sums[k];
        }
        return {a * metric.factor, b};
    }
};

Formula formula_of(const DatasetInfo& dataset, const std::string& name) {
    Formula f;
    const auto measure = metrics::measure_metric(dataset, name);
    if (measure) {
        f.metric = *measure;
        f.asked = {measure->id};
        f.numerator = {1};
        f.denominator = {0};
        return f;
    }
    f.metric = metrics::find_metric(name);
    if (!metrics::available(f.metric, dataset))
        throw Error(ErrorCode::metric_unavailable, {{"metric", f.metric.id}, {"dataset", dataset.name}});
    const auto add = [&](const std::string& term, bool under) {
        const std::string role(metrics::term_role(term));
        auto at = std::find(f.asked.begin(), f.asked.end(), role);
        if (at == f.asked.end()) {
            f.asked.push_back(role);
            f.numerator.push_back(0);
            f.denominator.push_back(0);
            at = f.asked.end() - 1;
        }
        (under ? f.denominator : f.numerator)[static_cast<size_t>(at - f.asked.begin())] += metrics::term_sign(term);
        f.share = f.share || (under && metrics::is_total(term));
    };
    for (const std::string& t : f.metric.numerator) add(t, false);
    for (const std::string& t : f.metric.denominator) add(t, true);
    return f;
}

class Explainer {
public:
    Explainer(const metrics::Context& context, const ExplainSpec& spec, Progress& progress, std::stop_token stop)
        : m_context(context), m_spec(spec), m_progress(progress), m_stop(std::move(stop)), m_dataset(*context.dataset),
          m_formula(formula_of(m_dataset, spec.metric)) {}

    Explanation run() {
        const auto begin = std::chrono::steady_clock::now();
        m_out.metric = m_formula.metric;
        choose_periods();
        choose_dimensions();
        m_progress.step(0.1, "read");
        collect();
        m_progress.step(0.6, "search");
        search();
        m_out.totals = ratio_totals(*m_out.leaves);
        keep_what_moves_it();
        m_out.drivers = attribute(*m_out.leaves, m_out.search.elements);
        finish_drivers();
        m_progress.step(0.8, "factors");
        find_factors();
        find_variance();
        m_out.market_change = m_spec.market_change;
        m_out.verdict = m_out.change == 0 ? Verdict{VerdictKind::no_change, Sureness::high, {}, {}, false}
                                          : judge(*m_out.leaves, m_out.search, m_out.drivers, m_out.totals);
        add_evidence();
        m_out.wall_ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
        return std::move(m_out);
    }

private:
    const metrics::Context& m_context;
    const ExplainSpec& m_spec;
    Progress& m_progress;
    std::stop_token m_stop;
    const DatasetInfo& m_dataset;
    Formula m_formula;
    std::vector<std::string> m_dimensions;
    double m_length = 1; ///< days of the period over days of the base
    double m_days_part = 0;
    Explanation m_out;

    /// What the period is compared with, where no base is given: as asked; where the data do not reach back that far, what came
    /// just before; where not even that, said plainly.
    DateRange base_of(const DateRange& period) {
        using metrics::Comparison;
        const Comparison asked = m_spec.versus == Comparison::none ? Comparison::previous : m_spec.versus;
        const DateRange base = metrics::comparison_period(period, asked);
        if (m_dataset.dates->from <= base.from) return base;
        const DateRange before = metrics::comparison_period(period, Comparison::previous);
        if (m_dataset.dates->from <= before.from) {
            m_out.fell_back = asked != Comparison::previous;
            return before;
        }
        throw Error(ErrorCode::explain_invalid,
                    {{"detail", "nothing is known before " + format_range(period, Language::en) + ": the data begin on " +
                                    format_date(m_dataset.dates->from, Language::en) + ", so choose a shorter or a later period"},
                     {"detail_fr", "rien n'est connu avant la période " + format_range(period, Language::fr) +
                                       " : les données commencent le " + format_date(m_dataset.dates->from, Language::fr) +
                                       ", choisissez une période plus courte ou plus récente"}});
    }

    void choose_periods() {
        if (!m_dataset.dates) throw Error(ErrorCode::no_date, {{"dataset", m_dataset.name}});
        m_out.period = m_spec.period ? *m_spec.period : metrics::last_complete_periods(m_dataset, Grain::week, 1);
        const DateRange& known = *m_dataset.dates;
        const bool inside =
            known.from <= m_out.period.from && m_out.period.to <= known.to && m_out.period.from <= m_out.period.to;
        m_out.base = m_spec.base ? *m_spec.base
                     : inside    ? base_of(m_out.period)
                                 : metrics::comparison_period(m_out.period, metrics::Comparison::previous);
        const auto text_fr = [](const DateRange& r) { return to_iso(r.from) + " à " + to_iso(r.to); };
        const auto text = [](const DateRange& r) { return to_iso(r.from) + " to " + to_iso(r.to); };
        for (const DateRange* r : {&m_out.period, &m_out.base}) {
            if (r->to < r->from)
                throw Error(ErrorCode::explain_invalid,
                            {{"detail", "the period " + text(*r) + " ends before it begins"},
                             {"detail_fr", "la période " + text_fr(*r) + " finit avant de commencer"}});
            if (r->from < m_dataset.dates->from || m_dataset.dates->to < r->to)
                throw Error(
                    ErrorCode::explain_invalid,
                    {{"detail", "the period " + text(*r) + " is not wholly in the data, which go from " + text(*m_dataset.dates)},
                     {"detail_fr", "la période " + text_fr(*r) + " n'est pas entièrement dans les données, qui vont de " +
                                       text_fr(*m_dataset.dates)}});
        }
        if (m_out.period.from <= m_out.base.to && m_out.base.from <= m_out.period.to)
            throw Error(
                ErrorCode::explain_invalid,
                {{"detail", "the periods " + text(m_out.period) + " and " + text(m_out.base) + " overlap"},
                 {"detail_fr", "les périodes " + text_fr(m_out.period) + " et " + text_fr(m_out.base) + " se chevauchent"}});
        m_length = static_cast<double>(m_out.period.days()) / m_out.base.days();
    }

    void choose_dimensions() {
        if (!m_spec.dimensions.empty()) {
            m_dimensions = m_spec.dimensions;
            return;
        }
        const bool campaigns = m_dataset.by_role("campaign") != nullptr;
        for (const DatasetColumn* c : m_dataset.dimensions()) {
            if (c->role == "campaign_id" && campaigns) continue; // the same campaigns by their names
            throw_if_stopped(m_stop);
            if (metrics::dimension_values(m_context, c->field, m_spec.most_values + 1).rows() > m_spec.most_values)
                m_out.left_out.push_back(c->name);
            else
                m_dimensions.push_back(c->field);
        }
        if (m_dimensions.empty() && !m_out.left_out.empty()) { // better one long dimension than nothing
            for (const DatasetColumn* c : m_dataset.dimensions())
                if (c->name == m_out.left_out.front()) m_dimensions.push_back(c->field);
            m_out.left_out.erase(m_out.left_out.begin());
        }
        if (m_dimensions.empty())
            throw Error(ErrorCode::explain_invalid, {{"detail", "the dataset has no dimension to look along"},
                                                     {"detail_fr", "les données n'ont aucune dimension à examiner"}});
    }

    Table sums(const DateRange& days, const std::vector<std::string>& by, std::optional<Grain> grain = std::nullopt) const {
        metrics::Query query;
        query.metrics = m_formula.asked;
        query.by = by;
        query.grain = grain;
        query.period = days;
        query.filters = m_spec.filters;
        return metrics::run(m_context, query, m_stop).table;
    }

    std::vector<double> row_sums(const Table& table, size_t row, size_t first) const {
        std::vector<double> v;
        for (size_t k = 0; k < m_formula.asked.size(); ++k) v.push_back(table.column(first + k).number(row).value_or(0));
        return v;
    }

    void collect() {
        while (true) {
            const Table now = sums(m_out.period, m_dimensions), then = sums(m_out.base, m_dimensions);
            if (now.rows() == 0 && then.rows() == 0)
                throw Error(ErrorCode::explain_invalid,
                            {{"detail", "both periods hold no rows for this selection"},
                             {"detail_fr", "les deux périodes n'ont aucune ligne pour cette sélection"}});
            if (std::max(now.rows(), then.rows()) > m_spec.most_leaves && m_dimensions.size() > 1) {
                drop_longest();
                continue;
            }
            build(now, then);
            return;
        }
    }

    void drop_longest() {
        size_t longest = 0, most = 0;
        for (size_t d = 0; d < m_dimensions.size(); ++d) {
            const size_t n = metrics::dimension_values(m_context, m_dimensions[d], 100'000).rows();
            if (n > most) most = n, longest = d;
        }
        m_out.left_out.push_back(m_dimensions[longest]);
        m_dimensions.erase(m_dimensions.begin() + static_cast<std::ptrdiff_t>(longest));
    }

    void build(const Table& now, const Table& then) {
        const size_t dims = m_dimensions.size();
        std::vector<std::string> names;
        for (size_t d = 0; d < dims; ++d) names.push_back((now.rows() ? now : then).column(d).name());
        LeavesBuilder builder(names, m_formula.ratio());
        double total_now = 1, total_then = 1;
        if (m_formula.share) {
            total_now = total_then = 0;
            for (size_t i = 0; i < now.rows(); ++i) total_now += m_formula.of(row_sums(now, i, dims)).second;
            for (size_t i = 0; i < then.rows(); ++i) total_then += m_formula.of(row_sums(then, i, dims)).second;
        }
        const auto feed = [&](const Table& table, bool actual, double total) {
            std::vector<std::string> values(dims);
            for (size_t i = 0; i < table.rows(); ++i) {
                if (i % 4096 == 0) throw_if_stopped(m_stop);
                for (size_t d = 0; d < dims; ++d) values[d] = table.column(d).is_null(i) ? "" : table.column(d).text(i);
                auto [a, b] = m_formula.of(row_sums(table, i, dims));
                if (m_formula.share) a = total != 0 ? a / total : 0, b = 0;
                if (actual)
                    builder.add(values, a, 0, b, 0);
                else
                    builder.add(values, 0, a, 0, b);
            }
        };
        feed(now, true, total_now);
        feed(then, false, total_then);
        Leaves leaves = std::move(builder).build();
        m_out.after = leaves.total_actual();
        m_out.before = leaves.total_expected();
        if (!m_formula.ratio() && !m_formula.share && m_length != 1) {
            // Periods of different length: what the days alone bring is a part of its own.
            m_days_part = m_out.before * (m_length - 1);
            for (double& f : leaves.expected) f *= m_length;
        }
        if (m_spec.expected && std::isfinite(m_out.before) && m_out.before != 0) {
            // Against a forecast: the leaves are expected in the proportions of the base.
            const double scale = *m_spec.expected / leaves.total_expected();
            for (double& f : leaves.expected) f *= scale;
            m_out.before = *m_spec.expected;
            m_out.against_forecast = true;
            m_days_part = 0;
        }
        if (!std::isfinite(m_out.before) || !std::isfinite(m_out.after))
            throw Error(ErrorCode::explain_invalid,
                        {{"detail", "the ratio has no denominator in one of the periods"},
                         {"detail_fr", "le rapport n'a pas de dénominateur dans l'une des périodes"}});
        m_out.change = m_out.after - m_out.before;
        if (m_out.before != 0) m_out.relative = m_out.change / std::abs(m_out.before);
        m_out.leaves = std::make_shared<const Leaves>(std::move(leaves));
    }

    /// At full detail first; where single leaves hold too little to tell a move from chance, also with the dimension of most
    /// values taken away, and what brings most evidence is kept.
    void search() {
        constexpr double too_noisy = 0.4; // typical relative deviation of a leaf
        constexpr int drops = 3;
        const Leaves& full = *m_out.leaves;
        const auto weight = [](const SearchResult& r) {
            double sum = 0;
            for (const Element& e : r.elements) sum += e.evidence;
            return r.sure ? sum : std::min(sum, 0.0);
        };
        m_out.search = find_causes(full, m_spec.search, m_stop);
        std::vector<int> keep(full.dimensions.size());
        std::iota(keep.begin(), keep.end(), 0);
        double noise = m_out.search.noise_rest;
        for (int k = 0; k < drops && keep.size() > 2 && noise > too_noisy; ++k) {
            keep.erase(std::max_element(keep.begin(), keep.end(), [&](int a, int b) {
                return full.values[static_cast<size_t>(a)].size() < full.values[static_cast<size_t>(b)].size();
            }));
            SearchResult coarse = find_causes(LeavesBuilder::project(full, keep), m_spec.search, m_stop);
            noise = coarse.noise_rest;
            if (weight(coarse) <= weight(m_out.search)) continue;
            for (Element& e : coarse.elements)
                for (Cell& c : e.segment) c.dimension = keep[static_cast<size_t>(c.dimension)];
            m_out.search = std::move(coarse);
        }
    }

    /// A segment that hardly matters to the whole is left to the rest; a guess without evidence stays only where it goes the way
    /// of the change and makes up much of it.
    void keep_what_moves_it() {
        constexpr double matters = 0.05; // of the change
        std::vector<Driver> parts = attribute(*m_out.leaves, m_out.search.elements);
        std::erase_if(m_out.search.elements, [&](const Element& e) {
            double part = 0;
            for (const Driver& d : parts)
                if (d.segment == e.segment) part += d.contribution;
            return std::abs(part) < matters * std::abs(m_out.change);
        });
        if (m_out.search.sure || m_out.search.elements.empty()) return;
        const std::vector<Driver> trial = attribute(*m_out.leaves, m_out.search.elements);
        double share = 0;
        for (const Driver& d : trial)
            if (d.kind != DriverKind::rest) share += d.share.value_or(0);
        if (share < 0.3 || share > 2) m_out.search.elements.clear();
    }

    void finish_drivers() {
        auto& drivers = m_out.drivers;
        if (m_days_part != 0) {
            Driver days;
            days.kind = DriverKind::days;
            days.contribution = m_days_part;
            drivers.push_back(days);
        }
        std::stable_sort(drivers.begin(), drivers.end(), [](const Driver& a, const Driver& b) {
            if ((a.kind == DriverKind::rest) != (b.kind == DriverKind::rest)) return b.kind == DriverKind::rest;
            return std::abs(a.contribution) > std::abs(b.contribution);
        });
        double sum = 0;
        for (const Driver& d : drivers) sum += d.contribution;
        if (!drivers.empty()) drivers.back().contribution += m_out.change - sum;
        for (Driver& d : drivers) d.share = m_out.change != 0 ? std::optional(d.contribution / m_out.change) : std::nullopt;
    }

    /// The chain of measures from the denominator (or spend) to the numerator: revenue = cost × clicks/cost × orders/clicks ×
    /// revenue/orders.
    void find_factors() {
        if (m_out.against_forecast || m_formula.share || m_out.metric.numerator.size() != 1) return;
        static const std::vector<std::string> funnel{"cost", "impressions", "clicks", "visits", "leads", "orders", "revenue"};
        const auto rank = [](const std::string& role) { return std::find(funnel.begin(), funnel.end(), role) - funnel.begin(); };
        const std::string top = m_out.metric.numerator.front();
        const std::string bottom = m_out.metric.denominator.empty() ? "cost" : m_out.metric.denominator.front();
        const auto known = static_cast<std::ptrdiff_t>(funnel.size());
        if (m_out.metric.denominator.size() > 1 || rank(top) == known || rank(bottom) == known || top == bottom) return;
        std::vector<std::string> chain;
        const auto low = std::min(rank(top), rank(bottom)), high = std::max(rank(top), rank(bottom));
        for (auto r = low; r <= high; ++r) {
            const std::string& role = funnel[static_cast<size_t>(r)];
            const bool middle = r != low && r != high;
            // One step each for attention, interest and purchase: more would split hairs.
            if (middle && role != "clicks" && role != "orders") continue;
            if (m_dataset.by_role(role))
                chain.push_back(role);
            else if (!middle)
                return;
        }
        if (rank(top) < rank(bottom)) std::reverse(chain.begin(), chain.end());
        metrics::Query query;
        query.metrics = chain;
        query.filters = m_spec.filters;
        std::vector<std::vector<double>> sums_of;
        for (const DateRange& days : {m_out.base, m_out.period}) {
            query.period = days;
            const Table t = metrics::run(m_context, query, m_stop).table;
            std::vector<double> v;
            for (size_t k = 0; k < chain.size(); ++k) v.push_back(t.rows() ? t.column(k).number(0).value_or(0) : 0);
            sums_of.push_back(v);
        }
        std::vector<Factor> factors;
        if (m_out.metric.denominator.empty()) factors.push_back({chain.front(), "", sums_of[0][0], sums_of[1][0], 0});
        for (size_t k = 1; k < chain.size(); ++k) {
            if (sums_of[0][k - 1] == 0 || sums_of[1][k - 1] == 0) return;
            factors.push_back({chain[k], chain[k - 1], sums_of[0][k] / sums_of[0][k - 1], sums_of[1][k] / sums_of[1][k - 1], 0});
        }
        std::vector<double> x0, x1;
        for (const Factor& f : factors) x0.push_back(f.before), x1.push_back(f.after);
        if (!m_out.metric.denominator.empty() && !x0.empty())
            x0.front() *= m_out.metric.factor, x1.front() *= m_out.metric.factor;
        if (x0.size() < 2) return;
        const std::vector<double> parts = product_parts(x0, x1);
        double sum = 0;
        for (size_t k = 0; k < parts.size(); ++k) sum += factors[k].contribution = parts[k];
        factors.back().contribution += m_out.change - sum; // the same total, added in another order
        m_out.factors = std::move(factors);
    }

    /// Over the weeks before: who makes the metric go up and down. Sums only.
    void find_variance() {
        if (m_formula.ratio() || m_formula.share || m_dimensions.empty()) return;
        size_t dimension = 0;
        for (const Driver& d : m_out.drivers)
            if (!d.segment.empty()) {
                dimension = static_cast<size_t>(d.segment.front().dimension);
                break;
            }
        const Date last = period_start(m_out.period.to + 1, Grain::week) - 1;
        const DateRange days{std::max(m_dataset.dates->from, last - static_cast<int>(7 * variance_weeks) + 1), last};
        if (days.days() < 28) return;
        const Table table = sums(days, {m_dimensions[dimension]}, Grain::week);
        std::map<std::string, std::map<int32_t, double>> rows;
        std::map<int32_t, size_t> weeks;
        for (size_t i = 0; i < table.rows(); ++i) {
            const int32_t week = table.column(0).date(i).days;
            weeks.emplace(week, 0);
            rows[table.column(1).is_null(i) ? "" : table.column(1).text(i)][week] += m_formula.of(row_sums(table, i, 2)).first;
        }
        size_t n = 0;
        for (auto& [week, at] : weeks) at = n++;
        std::vector<std::vector<double>> parts;
        for (const auto& [value, by_week] : rows) {
            parts.emplace_back(n, 0.0);
            for (const auto& [week, v] : by_week) parts.back()[weeks[week]] = v;
        }
        const std::vector<double> shares = variance_shares(parts);
        if (shares.empty()) return;
        m_out.variance_dimension = m_out.leaves->dimensions[dimension];
        size_t k = 0;
        for (const auto& [value, by_week] : rows) m_out.variance.push_back({value, shares[k++]});
        std::stable_sort(m_out.variance.begin(), m_out.variance.end(),
                         [](const VarianceShare& a, const VarianceShare& b) { return std::abs(a.share) > std::abs(b.share); });
        if (m_out.variance.size() > variance_values) m_out.variance.resize(variance_values);
    }

    void add_evidence() {
        m_out.evidence = m_spec.evidence;
        Verdict& v = m_out.verdict;
        for (size_t k = 0; k < m_spec.evidence.size(); ++k) {
            const Evidence& e = m_spec.evidence[k];
            if (e.days.to < m_out.period.from || m_out.period.to < e.days.from) continue;
            bool fits = e.where.empty();
            for (const Driver& d : m_out.drivers)
                for (const Cell& c : d.segment)
                    for (const auto& [dimension, value] : e.where)
                        fits = fits ||
                               (m_out.leaves->dimensions[static_cast<size_t>(c.dimension)] == dimension &&
                                m_out.leaves->values[static_cast<size_t>(c.dimension)][static_cast<size_t>(c.value)] == value);
            if (fits) v.evidence.push_back(k);
        }
        if (v.kind == VerdictKind::local && !v.evidence.empty() && v.sureness == Sureness::medium) v.sureness = Sureness::high;
        if (m_spec.market_change && m_out.relative)
            v.with_market =
                *m_spec.market_change * *m_out.relative > 0 && std::abs(*m_spec.market_change) >= std::abs(*m_out.relative) / 2;
        if (v.kind == VerdictKind::broad && v.with_market) v.sureness = Sureness::high;
    }
};

} // namespace

const char* verdict_id(VerdictKind kind) {
    switch (kind) {
    case VerdictKind::no_change: return "no_change";
    case VerdictKind::local: return "local";
    case VerdictKind::mix_shift: return "mix_shift";
    case VerdictKind::broad: return "broad_shift";
    case VerdictKind::unclear: return "unclear";
    }
    return "unclear";
}

const char* sureness_id(Sureness sureness) {
    return sureness == Sureness::high ? "high" : sureness == Sureness::medium ? "medium" : "low";
}

Parts parts_of(const Explanation& e) {
    constexpr size_t few_values = 12;   // campaigns by the dozen go up and down by chance
    constexpr double went_along = 0.75; // of what was there
    constexpr double half_of_it = 0.5;  // of the change
    Parts out;
    if (!e.leaves || e.leaves->is_ratio() || e.change == 0) return out;
    const Leaves& leaves = *e.leaves;
    double most = half_of_it * std::abs(e.change);
    for (size_t d = 0; d < leaves.dimensions.size(); ++d) {
        const size_t n = leaves.values[d].size();
        if (n < 2 || n > few_values) continue;
        std::vector<double> before(n, 0.0), change(n, 0.0);
        double all = 0, along = 0;
        for (size_t i = 0; i < leaves.size(); ++i) {
            const auto v = static_cast<size_t>(leaves.codes[d][i]);
            before[v] += leaves.expected[i];
            change[v] += leaves.actual[i] - leaves.expected[i];
        }
        for (size_t v = 0; v < n; ++v) {
            all += before[v];
            if (change[v] * e.change > 0) along += before[v];
        }
        if (all <= 0 || along >= went_along * all) continue;
        out.along = false;
        for (size_t v = 0; v < n; ++v) {
            if (change[v] * e.change <= 0 || std::abs(change[v]) < most || before[v] <= 0) continue;
            most = std::abs(change[v]);
            out.largest = Cell{static_cast<int>(d), static_cast<int32_t>(v)};
            out.before = before[v];
            out.change = change[v];
        }
    }
    return out;
}

Verdict judge(const Leaves& leaves, const SearchResult& search, const std::vector<Driver>& drivers, const RatioTotals& totals) {
    Verdict v;
    const double change = leaves.total_actual() - leaves.total_expected();
    if (!(std::abs(change) > 0)) return {VerdictKind::no_change, Sureness::high, {}, {}, false};
    double named = 0, held = 0, least = std::numeric_limits<double>::infinity();
    for (const Driver& d : drivers)
        if (!d.segment.empty()) {
            named += d.contribution;
            held += d.expected;
            least = std::min(least, d.evidence);
        }
    const bool found = std::isfinite(least);
    if (found) v.explained = named / change;
    // What moved no more than the whole did is no place of its own: all of it moved. The first of them may be one by itself.
    const auto outweighs = [&](double part, double of) {
        return leaves.is_ratio() || !(leaves.total_expected() > 0) ||
               part / change > more_than_its_share * of / leaves.total_expected();
    };
    const bool stands_out = outweighs(named, held) || (found && drivers.front().contribution / change >= most_explains &&
                                                       outweighs(drivers.front().contribution, drivers.front().expected));
    // Segments whose parts nearly cancel explain the change as little as segments that are small.
    const bool local = found && *v.explained >= most_explains && *v.explained <= 1 / (1 - most_explains) && stands_out;
    if (leaves.is_ratio() && totals.mix * change > 0 && std::abs(totals.mix) >= mix_outweighs * std::abs(change) &&
        std::abs(totals.mix) > std::abs(totals.rate)) {
        v.kind = VerdictKind::mix_shift;
        v.sureness = totals.rate * change < 0 ? Sureness::high : Sureness::medium; // against all rates: Simpson
    } else if (local) {
        v.kind = VerdictKind::local;
        v.sureness = !search.sure || least < 0          ? Sureness::low
                     : *v.explained >= 0.8 && least > 5 ? Sureness::high
                                                        : Sureness::medium;
    } else if (search.shared || !found) {
        v.kind = VerdictKind::broad;
        v.sureness = search.shared ? Sureness::high : Sureness::medium;
    } else {
        v.kind = VerdictKind::broad;
        v.sureness = Sureness::low;
    }
    return v;
}

Explanation explain(const metrics::Context& context, const ExplainSpec& spec, Progress& progress, std::stop_token stop) {
    spec.search.validate();
    return Explainer(context, spec, progress, std::move(stop)).run();
}

} // namespace plumbline::rootcause
