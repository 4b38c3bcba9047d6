// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/assistant/parser.h"
#include "core/metrics/nearest.h"

namespace plumbline::assistant::parts {

namespace {

class Builder {
public:
    Builder(Reading& r, Plan& plan) : m_r(r), m_v(*r.vocabulary), m_plan(plan) {}

    SemanticQuery build() {
        rows_of_things();
        m_metrics = read_metrics(m_r, m_plan);
        read_conditions();
        q.filters = read_filters(m_r, m_plan);
        read_periods();
        read_weekdays();
        read_aggregate();
        read_dimensions();
        read_superlative();
        read_defaults();
        read_share();
        read_order();
        read_comparison();
        read_rows();
        q.yes_no = yes_no();
        return q;
    }

private:
    Reading& m_r;
    const Vocabulary& m_v;
    Plan& m_plan;
    SemanticQuery q;
    std::vector<std::string> m_metrics;
    std::vector<bool> m_taken; // number tokens
    bool m_singular = false;   // "which campaign"
    bool m_selected = false;   // something is chosen: which, top, list
    std::string m_unit;        // "time:day" where units are counted or chosen

    bool has(const char* tag) const { return m_r.has(tag); }
    static bool one_of(const std::string& w, std::initializer_list<const char*> l) {
        return std::ranges::any_of(l, [&](const char* x) { return w == x; });
    }
    std::string words(const Span& s) const { return metrics::fold(m_r.words(s)); }

    /// Questions about rows: "how many customers", "rows with spend but no orders".
    void rows_of_things() {
        for (Span& s : m_r.spans)
            if (s.is("column") && !s.is("metric") && !s.is("value")) {
                const DatasetColumn* c = m_v.dataset().by_field(s.columns.front());
                if (c && (c->role == "attribute" || c->role == "rate")) s.meanings.push_back({"attribute", c->field});
            }
    }

    const Span* number_near(size_t i, size_t reach, bool forward) const {
        for (size_t k = 1; k <= reach; ++k) {
            const size_t j = forward ? i + k : i - k;
            if (j >= m_r.spans.size()) return nullptr;
            if (m_r.spans[j].is("number")) return &m_r.spans[j];
            if (!m_r.spans[j].is("total") && !m_r.spans[j].is("ref") && !m_r.spans[j].is("op") && !m_r.spans[j].is("max"))
                return nullptr;
        }
        return nullptr;
    }

    std::string metric_near(size_t i, bool prefer_after) const {
        std::string before, after;
        size_t before_at = 0, after_at = 99;
        for (size_t k = 0; k < m_r.spans.size(); ++k) {
            const Span& s = m_r.spans[k];
            const Meaning* m = s.find("metric");
            const Meaning* a = s.find("attribute");
            if ((!m && !a) || (s.is("value") && !m)) continue;
            const std::string id = m ? m->detail : "attribute:" + a->detail;
            if (k < i) {
                before = id;
                before_at = k;
            } else if (after.empty() && k > i) {
                after = id;
                after_at = k;
            }
        }
        (void)before_at;
        auto clean = [](std::string id) {
            while (!id.empty() && (id.back() == '!' || id.back() == '?')) id.pop_back();
            return id;
        };
        if (prefer_after && !after.empty() && after_at <= i + 3) return clean(after);
        return clean(before.empty() ? after : before);
    }

    void condition(Condition c) {
        if (c.metric.starts_with("attribute:")) {
            c.metric = c.metric.substr(10);
            q.rows_where.push_back(std::move(c));
            return;
        }
        if (is_percent(c.metric) && c.reference.empty()) {
            const double limit = c.metric == "roi" ? 5 : 1;
            if (std::abs(c.value) > limit) c.value /= 100;
            if (std::abs(c.high) > limit) c.high /= 100;
        }
        q.having.push_back(std::move(c));
    }

    void read_conditions() {
        m_taken.assign(m_r.tokens.size(), false);
        for (size_t i = 0; i < m_r.spans.size(); ++i) {
            Span& s = m_r.spans[i];
            const Meaning* op = s.find("op");
            if (!op || s.used) continue;
            if (op->detail == "zero") {
                // "no orders", "without any clicks": the metric behind it
                if (i + 1 < m_r.spans.size() && m_r.adjacent(i, i + 1) && m_r.spans[i + 1].is("metric") &&
                    !m_r.spans[i + 1].is("value")) {
                    const std::string metric = m_r.spans[i + 1].find("metric")->detail;
                    if (!whole_sum(metric)) continue;
                    s.used = true;
                    condition({metric, "=", 0, 0, ""});
                    m_zero.push_back(metric);
                }
                continue;
            }
            size_t n = i + 1;
            while (n < m_r.spans.size() && n <= i + 2 &&
                   (m_r.spans[n].is("total") || (m_r.spans[n].is("op") && m_r.spans[n].find("op")->detail == op->detail)))
                ++n;
            // "above average", "beats the average"
            if (n < m_r.spans.size() && (m_r.spans[n].is("ref") || m_r.spans[n].is("avg")) && !m_r.spans[n].is("number") &&
                m_r.spans[n].first <= s.last + 3 &&
                (op->detail == ">" || op->detail == "<" || op->detail == ">=" || op->detail == "<=")) {
                std::string metric;
                if (n + 1 < m_r.spans.size() && m_r.spans[n + 1].is("metric") && m_r.adjacent(n, n + 1))
                    metric = m_r.spans[n + 1].find("metric")->detail;
                if (metric.empty()) metric = metric_near(i, false);
                if (metric.empty()) continue;
                s.used = m_r.spans[n].used = true;
                condition({metric, op->detail, 0, 0, "average"});
                continue;
            }
            // "spend more than revenue" with a metric on both sides
            if (n < m_r.spans.size() && m_r.spans[n].is("metric") && !m_r.spans[n].is("value") &&
                (op->detail == ">" || op->detail == "<") && i > 0 &&
                (words(s).find("than") != std::string::npos || words(s).find("que") != std::string::npos ||
                 words(s).find("exceed") != std::string::npos || words(s).find("depass") != std::string::npos ||
                 words(s).find("superieur") != std::string::npos || words(s).find("inferieur") != std::string::npos ||
                 words(s) == "above" || words(s) == "below")) {
                const std::string left = metric_near(i, false), right = m_r.spans[n].find("metric")->detail;
                const bool number_behind = n + 1 < m_r.spans.size() && m_r.spans[n + 1].is("number");
                if (!left.empty() && left != right && !number_behind && left.find(':') == std::string::npos) {
                    s.used = true;
                    condition({left, op->detail, 0, 0, "metric:" + right});
                    continue;
                }
            }
            const Span* number =
                n < m_r.spans.size() && m_r.spans[n].is("number") && m_r.spans[n].first <= s.last + 3 ? &m_r.spans[n] : nullptr;
            bool behind = false;
            if (!number && (op->detail == ">=" || op->detail == "<=") && i > 0 && m_r.spans[i - 1].is("number") &&
                m_r.spans[i - 1].last == s.first) { // "3 or more"
                number = &m_r.spans[i - 1];
                behind = true;
            }
            if (!number) continue;
            const Token& t = m_r.tokens[number->first];
            Condition c;
            c.op = op->detail;
            c.value = *t.number / (t.percent ? 100 : 1);
            if (c.op == "between") {
                if (n + 1 >= m_r.spans.size() || !m_r.spans[n + 1].is("number")) continue;
                const Token& u = m_r.tokens[m_r.spans[n + 1].first];
                c.high = *u.number / (u.percent || t.percent ? 100 : 1);
                if (u.percent && !t.percent) c.value /= 100;
                m_taken[m_r.spans[n + 1].first] = true;
                m_r.spans[n + 1].used = true;
            }
            // "more than 300,000 clicks": the metric right behind; "spend above 4 million": the one before
            const size_t after = static_cast<size_t>(number - m_r.spans.data()) + 1;
            const bool next = after < m_r.spans.size() && m_r.spans[after].is("metric") && m_r.adjacent(after - 1, after);
            const bool unit = after < m_r.spans.size() && m_r.spans[after].is("unit") && m_r.adjacent(after - 1, after);
            if (unit) continue; // "more than 3 days"
            c.metric = next ? m_r.spans[after].find("metric")->detail : metric_near(i, false);
            if (next && !behind) {
                // the metric belongs to the condition and is shown, too
            }
            if (c.metric.empty()) continue;
            s.used = true;
            const_cast<Span*>(number)->used = true;
            m_taken[number->first] = true;
            condition(std::move(c));
        }
        const bool value_asked = std::ranges::any_of(m_r.spans, [](const Span& s) { return s.is("value"); });
        const bool asked_by_metric =
            std::ranges::any_of(q.having, [](const Condition& c) { return c.metric == "roi" || c.metric == "profit"; });
        if (!asked_by_metric && (has("loss") || has("gain")) && m_v.available("profit")) {
            const bool group = has("dim") || has("count") || has("unit") || has("list") || has("which");
            const Span* loss = m_r.find(has("loss") ? "loss" : "gain");
            const std::string w = words(*loss);
            const bool denied = loss->first > 0 && one_of(m_r.tokens[loss->first - 1].word, {"not", "pas", "never", "t"});
            const bool superlative = has("max") || has("min") || has("best") || has("worst");
            const bool named = loss->is("metric"); // "profit", "marge": a metric
            if (!named && group && !superlative) condition({"profit", (has("loss") != denied) ? "<" : ">", 0, 0, ""});
            if (!named && superlative && has("loss")) m_loss_order = true;
            if (std::ranges::find(m_metrics, "profit") == m_metrics.end() && (group || value_asked || m_metrics.empty()))
                m_metrics.insert(m_metrics.begin(), "profit");
            m_profit_asked = true;
        }
    }
    std::vector<std::string> m_zero;
    bool m_loss_order = false, m_profit_asked = false;

    void read_periods() {
        for (size_t i = 0; i < m_r.spans.size(); ++i) {
            const Span& s = m_r.spans[i];
            if (s.period < 0) continue;
            const PeriodHit& p = m_r.periods[static_cast<size_t>(s.period)];
            if (p.kind == PeriodHit::Kind::plain) {
                if (std::ranges::none_of(q.periods, [&](const NamedPeriod& x) { return x.range == p.range; }))
                    q.periods.push_back({p.label, p.range});
            } else {
                m_before = p.kind;
                m_before_words = m_r.words(s);
            }
        }
        if (!m_before) return;
        DateRange base = q.periods.empty() ? m_v.dataset().dates.value_or(DateRange{}) : q.periods.front().range;
        if (q.periods.empty()) { // "this period against the one before": the last complete week or month of the data
            const std::string w = metrics::fold(m_before_words);
            Grain g = w.find("month") != std::string::npos || w.find("mois") != std::string::npos   ? Grain::month
                      : w.find("year") != std::string::npos || w.find("an") == w.size() - 2         ? Grain::month
                      : w.find("day") != std::string::npos || w.find("veille") != std::string::npos ? Grain::day
                                                                                                    : Grain::week;
            if (m_v.dataset().dates) base = metrics::last_complete_periods(m_v.dataset(), g, 1);
            q.periods.push_back({"", base});
            m_plan.assumptions.push_back("period:" + to_iso(base.from) + ":" + to_iso(base.to));
        }
        const DateRange other = metrics::comparison_period(
            base, *m_before == PeriodHit::Kind::last_year ? metrics::Comparison::year : metrics::Comparison::previous);
        q.baseline = NamedPeriod{m_before_words, other};
    }
    std::optional<PeriodHit::Kind> m_before;
    std::string m_before_words;

    void read_weekdays() {
        static const std::map<std::string, int, std::less<>> days{
            {"monday", 1},   {"mondays", 1},   {"lundi", 1},     {"lundis", 1},     {"tuesday", 2},  {"tuesdays", 2},
            {"mardi", 2},    {"mardis", 2},    {"wednesday", 3}, {"wednesdays", 3}, {"mercredi", 3}, {"mercredis", 3},
            {"thursday", 4}, {"thursdays", 4}, {"jeudi", 4},     {"jeudis", 4},     {"friday", 5},   {"fridays", 5},
            {"vendredi", 5}, {"vendredis", 5}, {"saturday", 6},  {"saturdays", 6},  {"samedi", 6},   {"samedis", 6},
            {"sunday", 7},   {"sundays", 7},   {"dimanche", 7},  {"dimanches", 7}};
        if (const Span* s = m_r.find("isweekend"); s && !has_unit("weekend"))
            q.weekdays = s->find("isweekend")->detail == "on" ? std::vector<int>{6, 7} : std::vector<int>{1, 2, 3, 4, 5};
        if (q.weekdays.empty())
            for (size_t t = 0; t < m_r.tokens.size(); ++t) {
                const auto at = days.find(m_r.tokens[t].word);
                const bool inside =
                    std::ranges::any_of(m_r.spans, [&](const Span& s) { return s.period >= 0 && s.first <= t && t < s.last; });
                if (at != days.end() && !inside && std::ranges::find(q.weekdays, at->second) == q.weekdays.end())
                    q.weekdays.push_back(at->second);
            }
        std::erase_if(m_r.unknown, [&](size_t t) { return days.contains(m_r.tokens[t].word); });
        if (q.weekdays.size() == 2 && (has("compare") || has("max") || has("or")) && !has("isweekend")) add_key("time:weekday");
    }

    bool has_unit(const char* unit) const {
        return std::ranges::any_of(m_r.spans, [&](const Span& s) {
            const Meaning* m = s.find("unit");
            return m && m->detail == unit;
        });
    }

    void add_key(const std::string& key) {
        if (!key.empty() && std::ranges::find(q.by, key) == q.by.end()) q.by.push_back(key);
    }

    const Span* before(size_t i, const char* tag, size_t reach = 2) const {
        for (size_t k = 1; k <= reach && k <= i; ++k) {
            if (m_r.spans[i - k].is(tag)) return &m_r.spans[i - k];
            const Span& s = m_r.spans[i - k];
            if (s.is("metric") || s.is("dim") || s.is("column")) {
                if (!s.is("value")) return nullptr;
            }
        }
        return nullptr;
    }

    /// "average daily spend", "the mean revenue per campaign", "median weekly orders".
    void read_aggregate() {
        std::string aggregate;
        if (has("median"))
            aggregate = "median";
        else if (has("spread"))
            aggregate = "range";
        else if (has("stddev"))
            aggregate = "stddev";
        else
            for (const Span& s : m_r.spans)
                if (s.is("avg") && !s.used) aggregate = "mean";
        m_aggregate = aggregate;
        for (size_t i = 0; i < m_r.spans.size(); ++i) {
            const Span& s = m_r.spans[i];
            const Meaning* grain = s.find("grain");
            if (!grain) continue;
            const std::string key = "time:" + grain->detail;
            if (!aggregate.empty() && grain->detail != "weekday") {
                q.inner = key;
                q.aggregate = aggregate;
            } else {
                m_grain = key;
            }
        }
    }
    std::string m_aggregate, m_grain;

    void read_dimensions() {
        for (size_t i = 0; i < m_r.spans.size(); ++i) {
            Span& s = m_r.spans[i];
            if (const Meaning* u = s.find("unit"); u && !s.is("grain") && s.period < 0) unit_at(i, u->detail);
            if (s.is("when") && !s.is("unit") && s.period < 0) unit_at(i, "day");
            std::string field;
            if (s.is("value")) continue;
            if (s.is("column") && !s.is("metric")) {
                const DatasetColumn* c = m_v.dataset().by_field(s.columns.front());
                if (c && is_dimension_role(c->role)) field = c->field;
                const bool each = i > 0 && (m_r.spans[i - 1].is("each") || m_r.spans[i - 1].is("which"));
                if (c && c->role == "attribute" && each) field = c->field;
            }
            if (const Meaning* d = s.find("dim"); d && field.empty()) {
                if (d->detail == "row" || s.is("metric")) continue;
                field = m_v.dimension_of_kind(d->detail);
            }
            if (field.empty()) continue;
            const bool each = before(i, "each") != nullptr;
            const bool which = before(i, "which", 3) != nullptr && !each;
            const bool count = i > 0 && (before(i, "count", 1) || (before(i, "count", 2) && m_r.spans[i - 1].is("value")));
            const bool listed = before(i, "list", 2) != nullptr;
            const bool top = before(i, "top") || before(i, "bottom") || before(i, "best") || before(i, "worst") ||
                             before(i, "max") || before(i, "min");
            const bool numbered = i > 0 && (m_r.spans[i - 1].is("number") ||
                                            (i > 1 && m_r.spans[i - 1].is("value") && m_r.spans[i - 2].is("number")));
            const bool beside_value = (i > 0 && m_r.spans[i - 1].is("value") && m_r.adjacent(i - 1, i)) ||
                                      (i + 1 < m_r.spans.size() && m_r.spans[i + 1].is("value") && m_r.adjacent(i, i + 1));
            const std::string w = words(s);
            const bool singular = stem(w) == w;
            if (i > 0 && m_r.spans[i - 1].is("within") && w != "" && before(i, "max")) m_within = field;
            if (count) {
                q.count_groups = true;
                m_counted = field;
                add_key(field);
                continue;
            }
            if (each) {
                if (q.aggregate.empty() && m_aggregate != "" && q.inner.empty() &&
                    m_r.words(*before(i, "each")).starts_with("per") && !superlative() && m_metrics.size() == 1 &&
                    whole_sum(m_metrics.front())) {
                    q.inner = field; // "average revenue per campaign"
                    q.aggregate = m_aggregate;
                    continue;
                }
                if (m_v.rows_are_things() || q.inner != field) add_key(field);
                continue;
            }
            if (which || (top && !beside_value) || listed || numbered) {
                m_selected = true;
                if (which || top) m_singular = m_singular || (singular && !numbered);
                add_key(field);
                continue;
            }
            if (beside_value) {
                if (superlative() || !q.having.empty() || (m_selected && q.by.empty()))
                    add_key(field), m_singular = m_singular || singular;
                else
                    m_qualified.push_back(field);
                continue;
            }
            if (superlative() || !q.having.empty() || has("rank") || has("compare") || has("desc") || has("asc") || has("list") ||
                has("share")) {
                add_key(field);
                m_selected = true;
                m_singular = m_singular || (singular && superlative());
                continue;
            }
            if (!singular && !has("total") && !m_r.has_word({"all", "toutes", "tous", "our", "nos"})) m_loose.push_back(field);
        }
        if (q.by.empty() && m_loose.size() == 1 && m_unit.empty() && m_grain.empty() && q.filters.empty() && q.inner.empty())
            add_key(m_loose.front());
        if (!m_grain.empty()) add_key(m_grain);
        if (!m_unit.empty()) add_key(m_unit);
        // attributes over rows: "average income by education"
    }
    std::string m_within, m_counted;
    std::vector<std::string> m_loose, m_qualified;

    void unit_at(size_t i, const std::string& unit) {
        const std::string key = "time:" + unit;
        const Span& s = m_r.spans[i];
        if (unit == "weekend") {
            add_key(key);
            if (whole_metrics()) m_daily = true;
            return;
        }
        const bool count = before(i, "count", 2) != nullptr || (i > 0 && (m_r.spans[i - 1].is("number") && has("count")));
        if (count) {
            q.count_groups = true;
            m_unit = key;
            return;
        }
        const bool which = before(i, "which", 3) || s.is("when") || before(i, "list", 2) || before(i, "when", 2);
        const bool top = before(i, "top") || before(i, "best") || before(i, "worst") || before(i, "max") || before(i, "min") ||
                         before(i, "bottom") || before(i, "nth");
        const bool clause =
            s.last < m_r.tokens.size() &&
            one_of(m_r.tokens[s.last].word, {"when", "where", "with", "ou", "avec", "that", "on", "in", "during"}) &&
            !q.having.empty();
        const bool each = before(i, "each", 1) != nullptr;
        if (which || top || clause || each) {
            m_selected = true;
            const std::string w = words(s);
            m_singular = m_singular || (stem(w) == w && !w.ends_with("s") && w != "mois") || w == "mois";
            if (clause && m_aggregate != "") {
                q.inner = key;
                q.aggregate = m_aggregate;
            } else {
                m_unit = key;
            }
            if (unit == "weekday" && whole_metrics()) m_daily = m_daily || has("avg") || true;
            return;
        }
        if (unit == "weekday") m_unit = key;
        if ((unit == "day" || unit == "week" || unit == "month") && (superlative() || !q.having.empty()) && m_unit.empty()) {
            m_unit = key;
            m_singular = true;
        }
        if (unit == "weekday" || m_aggregate.empty()) return;
        if (q.inner.empty() && unit != "year" && m_unit.empty() && i > 0 && m_r.spans[i - 1].is("each"))
            q.inner = key, q.aggregate = m_aggregate;
    }
    bool m_daily = false;

    bool whole_metrics() const {
        return std::ranges::all_of(m_metrics, [](const std::string& m) { return whole_sum(m); });
    }

    bool superlative() const {
        for (const Span& s : m_r.spans)
            if (!s.used && (s.is("max") || s.is("min") || s.is("best") || s.is("worst") || s.is("cheap") || s.is("dear") ||
                            s.is("top") || s.is("bottom") || s.is("nth") || s.is("both_ends"))) {
                if (s.is("op") && s.is("max") && words(s) == "more" && !has("which") && !has("value")) continue;
                return true;
            }
        return false;
    }

    void read_superlative() {
        if (!superlative()) return;
        bool low = false, good = false, bad = false, cheap = false, dear = false;
        const Span* at = nullptr;
        for (const Span& s : m_r.spans) {
            if (s.used) continue;
            const bool plain = s.is("max") || s.is("min") || s.is("top") || s.is("bottom");
            if (s.is("best") && !(plain && s.is("top") && words(s) == "leading"))
                good = true, at = at ? at : &s;
            else if (s.is("worst"))
                bad = true, at = at ? at : &s;
            else if (s.is("cheap"))
                cheap = true, at = at ? at : &s;
            else if (s.is("dear"))
                dear = true, at = at ? at : &s;
            else if (s.is("min") || s.is("bottom"))
                low = true, at = at ? at : &s;
            else if (s.is("max") || s.is("top") || s.is("both_ends"))
                at = at ? at : &s;
        }
        // The metric that decides: behind the superlative, else the first.
        std::string by;
        if (at)
            for (const Span& s : m_r.spans)
                if (s.first >= at->first && s.is("metric") && !s.is("value") && by.empty()) by = s.find("metric")->detail;
        while (!by.empty() && (by.back() == '!' || by.back() == '?')) by.pop_back();
        if (by.empty() || std::ranges::find(m_metrics, by) == m_metrics.end()) by = m_metrics.empty() ? "" : m_metrics.front();
        if (by.empty() && (cheap || dear))
            by = m_v.available("cpa") ? "cpa" : "cpc", m_metrics.push_back(by), m_plan.assumptions.push_back("metric:" + by);
        if (by.empty()) {
            const bool profitable = std::ranges::any_of(m_r.spans, [&](const Span& s) {
                const std::string w = words(s);
                return w.find("profitable") != std::string::npos || w.find("rentable") != std::string::npos;
            });
            by = profitable && m_v.available("roi") ? "roi" : default_metric(m_v, m_plan);
            m_metrics.push_back(by);
        }
        q.order_by = by;
        q.descending = !low;
        if (good) q.descending = higher_is_better(by) != low;
        if (bad) q.descending = !higher_is_better(by);
        if (m_loss_order) q.descending = false;
        if (cheap) q.descending = false;
        if (dear) q.descending = true;
        if (has("both_ends")) q.descending = true;
        if (has("nth")) {
            q.offset = m_r.detail("nth") == "3" ? 2 : 1;
            const std::string w = words(*m_r.find("nth"));
            if (w.find("worst") != std::string::npos || w.find("lowest") != std::string::npos ||
                w.find("smallest") != std::string::npos || w.find("fewest") != std::string::npos ||
                w.find("cheapest") != std::string::npos)
                q.descending = false;
            q.limit = 1;
        }
        // How many.
        for (size_t i = 0; i < m_r.spans.size() && !q.limit; ++i) {
            const Span& s = m_r.spans[i];
            if (!s.is("number") || s.used || m_taken[s.first]) continue;
            const Token& t = m_r.tokens[s.first];
            if (t.percent || t.scaled || *t.number < 1 || *t.number > 1000 || *t.number != std::floor(*t.number) || t.ordinal)
                continue;
            q.limit = static_cast<int64_t>(*t.number);
            m_singular = false;
        }
        for (const Token& t : m_r.tokens) // "top5"
            if (!q.limit && t.word.starts_with("top") && t.word.size() > 3 && std::isdigit(static_cast<unsigned char>(t.word[3])))
                q.limit = std::atoi(t.word.c_str() + 3);
    }

    void read_defaults() {
        // Values of one column that are compared or chosen between.
        const bool several =
            std::ranges::any_of(q.filters, [](const ValueFilter& f) { return !f.exclude && f.values.size() > 1; });
        if (q.by.empty() && several && !has("total") && (superlative() || has("compare") || m_whole_values())) {
            for (const ValueFilter& f : q.filters)
                if (!f.exclude && f.values.size() > 1) {
                    add_key(f.dimension);
                    if (superlative()) m_singular = true;
                    break;
                }
        }
        if (m_metrics.empty() && !q.having.empty() && q.having.front().metric.find(':') == std::string::npos)
            m_metrics.push_back(q.having.front().metric);
        if (q.by.empty() && superlative() && q.inner.empty() && !q.count_groups) {
            if (q.periods.size() >= 2) {
                // "was revenue higher in week 2": the periods are what is compared
            } else if (q.filters.empty() || has("which") || has("top") || has("best") || has("worst")) {
                if (!(m_r.has_word({"more", "less", "higher", "lower", "plus"}) && !has("which") && has("value"))) {
                    add_key(m_v.default_dimension());
                    if (!q.limit) m_singular = m_singular || !has("rank");
                }
            }
        }
        if (q.by.empty() && !q.having.empty() && q.inner.empty() && (has("which") || has("list") || has("dim")) && !has("value"))
            add_key(m_v.default_dimension());
        if (q.count_groups && q.having.empty() && !m_unit.empty() && m_metrics.empty()) m_metrics.push_back("rows");
        // Which order and how many.
        if (!q.order_by.empty() && !q.by.empty() && !q.limit && !q.count_groups) {
            const bool full = has("rank") || has("desc") || has("asc");
            if (!full && (m_singular || (m_selected == false && q.by.size() == 1)))
                q.limit = 1;
            else if (!full && (has("top") || has("best") || has("worst") || has("bottom")) && !q.having.size())
                q.limit = m_singular ? 1 : 5;
        }
        if (q.by.empty() && q.limit) q.limit.reset(), q.offset = 0;
        // "the best campaign of each channel"
        if (q.by.size() == 2 && q.limit && *q.limit == 1 && !q.order_by.empty() &&
            !std::ranges::any_of(q.by, [](const std::string& k) { return k.starts_with("time:"); }) && has("each")) {
            q.limit_per_first_key = true;
            for (size_t i = 0; i < m_r.spans.size(); ++i) // the key behind "each" is the outer one
                if (m_r.spans[i].is("each") && i + 1 < m_r.spans.size()) {
                    const Meaning* d = m_r.spans[i + 1].find("dim");
                    const std::string outer = d                               ? m_v.dimension_of_kind(d->detail)
                                              : m_r.spans[i + 1].is("column") ? m_r.spans[i + 1].columns.front()
                                                                              : "";
                    if (outer == q.by[1]) std::swap(q.by[0], q.by[1]);
                }
        }
        // Rows and attributes.
        for (const Span& s : m_r.spans)
            if (const Meaning* a = s.find("attribute"); a && !s.is("metric") && !s.used) {
                if (std::ranges::find(q.by, a->detail) != q.by.end()) continue;
                if (std::ranges::any_of(q.rows_where, [&](const Condition& c) { return c.metric == a->detail; })) continue;
                const DatasetColumn* c = m_v.dataset().by_field(a->detail);
                const bool number = c && (c->type == FieldType::integer || c->type == FieldType::decimal);
                const bool flag = c && (c->reason.find("flag") != std::string::npos);
                const std::string function = m_aggregate == "median" ? "median"
                                             : has("max")            ? "max"
                                             : has("min")            ? "min"
                                             : has("stddev")         ? "stddev"
                                                                     : "avg";
                if (flag && (has("count") || has("dim") || has("share") || !has("avg"))) {
                    if (has("share") || m_r.has_word({"rate", "taux"}))
                        m_metrics.push_back("avg:" + a->detail);
                    else
                        q.rows_where.push_back({a->detail, "=", 1, 0, ""});
                } else if (number && !(has("count") && m_counted.empty() && false)) {
                    if (has("count") && c->reason.find("level") != std::string::npos)
                        q.rows_where.push_back({a->detail, ">", 0, 0, ""});
                    else
                        m_metrics.push_back(function + ":" + a->detail);
                }
            }
        const bool things = std::ranges::any_of(m_r.spans,
                                                [](const Span& s) {
                                                    const Meaning* d = s.find("dim");
                                                    return d && (d->detail == "customer" || d->detail == "row");
                                                }) &&
                            m_v.dimension_of_kind("customer").empty();
        if (things && (m_metrics.empty() || (has("count") && whole_metrics() && !m_metrics.empty() && m_zero.empty() && false)))
            m_metrics = {"rows"};
        if (things && has("count") && m_v.rows_are_things() &&
            std::ranges::all_of(m_metrics, [](const std::string& m) { return m.find(':') != std::string::npos; }))
            m_metrics = {"rows"};
        if (things && has("count") && std::ranges::all_of(m_metrics, [&](const std::string& m) {
                return std::ranges::any_of(q.having, [&](const Condition& c) { return c.metric == m; });
            })) {
            for (const Condition& c : q.having) q.rows_where.push_back(c); // "customers who spent more than 500 on wine"
            q.having.clear();
            m_metrics = {"rows"};
        }
        if (m_v.rows_are_things() && !m_aggregate.empty() && q.inner.empty() && q.aggregate.empty())
            for (std::string& m : m_metrics)
                if (whole_sum(m) && m != "rows") {
                    const DatasetColumn* c = m_v.dataset().by_field(m) ? m_v.dataset().by_field(m) : m_v.dataset().by_role(m);
                    if (c) m = (m_aggregate == "median" ? "median:" : m_aggregate == "stddev" ? "stddev:" : "avg:") + c->field;
                }
        // "average revenue" with nothing said: a day's, where there are days
        const bool sums = !m_metrics.empty() && whole_metrics() && m_metrics.front() != "rows";
        if (!m_aggregate.empty() && q.inner.empty() && sums && m_v.dataset().dates && !q.count_groups && q.having.empty()) {
            const bool day_keys = std::ranges::any_of(q.by, [](const std::string& k) { return k == "time:day"; });
            if (!day_keys) {
                q.inner = "time:day";
                q.aggregate = m_aggregate;
                if (q.by.empty() && std::ranges::none_of(m_r.spans, [](const Span& s) { return s.is("grain"); }))
                    m_plan.assumptions.push_back("per:day");
            }
        }
        if (m_daily && q.inner.empty() && sums && (has("avg") || has("best") || has("max") || has("min") || has("worst"))) {
            q.inner = "time:day";
            q.aggregate = m_aggregate.empty() ? "mean" : m_aggregate;
        }
        if (!q.inner.empty() && std::ranges::find(q.by, q.inner) != q.by.end()) q.inner.clear(), q.aggregate.clear();
        if (m_metrics.empty() && (m_profit_asked)) m_metrics.push_back("profit");
        if (m_metrics.empty() && has("performance")) {
            if (has("value") || q.by.empty())
                m_metrics = key_figures();
            else
                m_metrics.push_back(default_metric(m_v, m_plan));
        }
        if (m_metrics.empty() && q.count_groups && q.having.empty() && !m_counted.empty()) {
            m_metrics.push_back("count:" + m_counted);
            q.count_groups = false;
            std::erase(q.by, m_counted);
        }
        if (m_metrics.empty() && (has("value") || !q.periods.empty()) &&
            (has("compare") || has("list") || m_r.tokens.size() < 10))
            m_metrics = key_figures();
        if (m_metrics.empty() && m_selected && has("list") && q.by.size() == 1 && !q.count_groups)
            m_metrics.push_back(m_v.available("cost") ? "cost" : "rows");
        if (m_metrics.empty()) {
            Problem p{"ambiguous", "metric", "", {}};
            const bool rate = m_r.has_word({"rate", "rates", "taux", "ratio"});
            const bool unit_cost = m_r.has_word({"cost", "cout"});
            for (const char* m : rate        ? std::vector<const char*>{"ctr", "cvr", "lead_rate"}
                                 : unit_cost ? std::vector<const char*>{"cpc", "cpl", "cpa"}
                                             : std::vector<const char*>{"revenue", "cost", "roi", "orders", "clicks"})
                if (m_v.available(m) && p.options.size() < 3) p.options.push_back(m);
            m_plan.problems.push_back(std::move(p));
        }
        for (const std::string& m : m_metrics)
            if (std::ranges::find(q.metrics, m) == q.metrics.end()) q.metrics.push_back(m);
        if (q.order_by.empty() && (has("rank") || has("desc") || has("asc")) && !q.metrics.empty())
            q.order_by = q.metrics.front();
        // "orders" of a zero condition are not what is asked for beside something else
        if (q.metrics.size() > 1 && !q.having.empty() && !q.count_groups)
            for (const std::string& z : m_zero)
                if (q.metrics.size() > 1) std::erase(q.metrics, z);
        if (q.count_groups && m_counted.empty() && m_unit.empty() && q.by.empty()) q.count_groups = false;
    }

    bool m_whole_values() const { // two whole values named side by side
        int whole = 0;
        for (const Span& s : m_r.spans)
            if (s.is("value") && !s.excluded)
                whole += std::ranges::any_of(s.values, [](const ValueHit& h) { return h.whole; }) ? 1 : 0;
        return whole > 1;
    }

    std::vector<std::string> key_figures() const {
        std::vector<std::string> out;
        for (const char* m : {"cost", "revenue", "orders", "roi", "clicks"})
            if (m_v.available(m) && out.size() < 4) out.push_back(m);
        if (out.empty())
            for (const DatasetColumn& c : m_v.dataset().columns)
                if (c.role == "measure" && out.size() < 4) out.push_back(c.field);
        return out;
    }

    void read_share() {
        if (!has("share") || q.metrics.empty()) return;
        const Span& s = *m_r.find("share");
        const std::string w = words(s);
        if (s.is("metric") || (w == "part" && m_r.has_word({"apart"}))) return;
        // "what share of leads became orders"
        if (q.metrics.size() == 2 && q.filters.empty() && whole_sum(q.metrics[0]) && whole_sum(q.metrics[1]) && q.by.empty()) {
            q.metrics = {"ratio:" + q.metrics[1] + "/" + q.metrics[0]};
            return;
        }
        if (!whole_sum(q.metrics.front()) && q.metrics.front() != "rows") return;
        if (!q.having.empty() && q.filters.empty() &&
            (w.starts_with("share") || w.starts_with("percent") || w.starts_with("proportion") || w.starts_with("pourcentage") ||
             w.starts_with("quelle part") || w.starts_with("part") || w.starts_with("fraction")) &&
            (has("dim") || has("unit"))) {
            q.count_groups = true; // "what share of campaigns is profitable"
            q.share = true;
            if (q.by.empty()) add_key(m_unit.empty() ? m_v.default_dimension() : m_unit);
            q.limit.reset();
            return;
        }
        if (q.filters.empty() && q.by.empty() && q.rows_where.empty() && q.periods.empty() && q.weekdays.empty()) return;
        q.share = true;
        q.inner.clear();
        q.aggregate.clear();
        if (!q.filters.empty() && (q.by.empty() || std::ranges::all_of(q.by, [&](const std::string& k) {
                                       return std::ranges::any_of(q.filters,
                                                                  [&](const ValueFilter& f) { return f.dimension == k; });
                                   }))) {
            // The finer of two filters is the part, the coarser the whole.
            std::vector<ValueFilter> filters = q.filters;
            if (filters.size() > 1) {
                std::ranges::stable_sort(filters, [&](const ValueFilter& a, const ValueFilter& b) {
                    return m_v.values_of(a.dimension).size() > m_v.values_of(b.dimension).size();
                });
                q.share_filters = {filters.front()};
            } else {
                q.share_filters = filters;
            }
            const bool separate = q.by.size() == 1 && q.filters.size() == 1 && q.filters.front().values.size() > 1 &&
                                  (has("compare") || m_whole_values());
            if (!separate) q.by.clear();
            q.limit.reset();
        } else if (q.by.empty() && !q.periods.empty() && q.filters.empty()) {
            // "what share of revenue came in the last week": of all days
        }
    }

    void read_order() {
        if (has("asc")) q.descending = false;
        if (has("desc")) q.descending = true;
        if (!q.order_by.empty() && std::ranges::find(q.metrics, q.order_by) == q.metrics.end() && !q.metrics.empty() &&
            !m_v.available(q.order_by))
            q.order_by = q.metrics.front();
    }

    void read_comparison() {
        const bool change = has("by_how_much");
        if (q.periods.size() == 2 && (change || m_changed_asked()) && q.by.empty() && !q.baseline) {
            // the later one against the earlier one
            size_t later = q.periods[0].range.from > q.periods[1].range.from ? 0 : 1;
            const NamedPeriod base = q.periods[1 - later];
            q.periods = {q.periods[later]};
            q.baseline = base;
        } else if (q.periods.size() == 2 && change && !q.by.empty() && !q.baseline) {
            const size_t later = q.periods[0].range.from > q.periods[1].range.from ? 0 : 1;
            const NamedPeriod base = q.periods[1 - later];
            q.periods = {q.periods[later]};
            q.baseline = base;
        } else if (q.periods.size() == 1 && !q.baseline && m_changed_verb() && m_v.dataset().dates && !has("trendword") &&
                   q.by.empty() && q.inner.empty()) {
            q.baseline = NamedPeriod{"", metrics::comparison_period(q.periods.front().range, metrics::Comparison::previous)};
            if (q.baseline->range.from < m_v.dataset().dates->from)
                q.baseline.reset();
            else
                m_plan.assumptions.push_back("baseline:" + to_iso(q.baseline->range.from) + ":" + to_iso(q.baseline->range.to));
        }
        if (q.baseline && !q.order_by.empty() &&
            (change || m_r.has_word({"grew", "growth", "progresse", "improved", "dropped", "fell", "declined"}))) {
            const bool down = m_r.has_word({"drop", "dropped", "fell", "declined", "decrease", "decreased", "baisse", "recule",
                                            "recul", "fall", "lost", "decline"});
            q.order_by = "change";
            q.descending = !down;
        }
        if (q.baseline && q.change.empty()) q.change = change || m_changed_asked() ? "relative" : "";
    }
    bool m_changed_asked() const {
        return m_r.has_word(
            {"change", "changed", "grow", "grew", "evolve", "evolue", "evolution", "variation", "growth", "croissance"});
    }
    bool m_changed_verb() const {
        return m_r.has_word({"change",  "changed", "grow",     "grew",      "rise",     "rose",      "fall",     "fell",
                             "drop",    "dropped", "increase", "increased", "decrease", "decreased", "augmente", "baisse",
                             "diminue", "evolue",  "varie",    "progresse", "growth",   "croissance"}) &&
               has("by_how_much") && !superlative();
    }

    /// Conditions on rows where rows are what is counted.
    void read_rows() {
        if (q.metrics == std::vector<std::string>{"rows"} && !q.having.empty() && q.by.empty()) {
            for (const Condition& c : q.having) q.rows_where.push_back(c);
            q.having.clear();
        }
        for (Condition& c : q.rows_where) // roles to fields
            if (!m_v.dataset().by_field(c.metric))
                if (const DatasetColumn* column = m_v.dataset().by_role(c.metric)) c.metric = column->field;
        if (!q.inner.empty() && !m_v.dataset().dates && q.inner.starts_with("time:")) {
            if (m_aggregate.empty() || has("grain")) return;
            q.inner.clear();
            q.aggregate.clear();
        }
    }

    bool yes_no() const {
        if (m_r.tokens.empty()) return false;
        static const std::set<std::string, std::less<>> first{"did",  "is",  "are",  "was",   "were", "has", "have", "do",
                                                              "does", "est", "sont", "avons", "a",    "ont", "can",  "will"};
        const bool start = first.contains(m_r.tokens.front().word);
        const bool french = m_r.has_word({"t"}) && m_r.has_word({"il", "elle", "on"});
        return (start || french) && (m_profit_asked || !q.having.empty() || q.baseline.has_value());
    }
};

} // namespace

SemanticQuery build_query(Reading& r, Plan& plan) { return Builder(r, plan).build(); }

} // namespace plumbline::assistant::parts
