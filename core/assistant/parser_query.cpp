// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assistant/query_builder.h"

#include <cmath>

namespace plumbline::assistant::parts {

SemanticQuery QueryBuilder::build() {
    rows_of_things();
    m_metrics = read_metrics(m_r, m_plan);
    m_own = std::ranges::any_of(m_metrics, [&](const std::string& m) {
        const DatasetColumn* c = m_v.dataset().by_field(m);
        return c && c->role == "measure";
    });
    per_result();
    read_conditions();
    std::vector<NamedGroup> sides;
    q.filters = read_filters(m_r, &sides);
    read_bare_times();
    read_sides(std::move(sides));
    if (m_bands) q.filters.push_back(*m_bands);
    read_periods();
    read_weekdays();
    read_aggregate();
    read_dimensions();
    refuse_single_rows();
    read_superlative();
    read_defaults();
    read_share();
    read_order();
    read_comparison();
    read_rows();
    read_running();
    finish_times();
    settle_conditions();
    q.yes_no = yes_no();
    return q;
}

const Span* QueryBuilder::before(size_t i, const char* tag, size_t reach) const {
    for (size_t k = 1; k <= reach && k <= i; ++k) {
        if (m_r.spans[i - k].is(tag)) return &m_r.spans[i - k];
        const Span& s = m_r.spans[i - k];
        if (s.is("metric") || s.is("dim") || s.is("column")) {
            if (!s.is("value")) return nullptr;
        }
    }
    return nullptr;
}

void QueryBuilder::read_dimensions() {
    for (size_t i = 0; i < m_r.spans.size(); ++i) {
        Span& s = m_r.spans[i];
        if (s.is("grain")) m_key_span = i;
        if (const Meaning* u = s.find("unit"); u && !s.is("grain") && s.period < 0) unit_at(i, u->detail);
        if (s.is("when") && !s.is("unit") && s.period < 0) unit_at(i, "day");
        std::string field;
        if (s.is("value")) continue;
        if (s.is("column") && !s.is("metric")) {
            const DatasetColumn* c = m_v.dataset().by_field(s.columns.front());
            if (c && is_dimension_role(c->role)) field = c->field;
            const bool each = i > 0 && (m_r.spans[i - 1].is("each") || m_r.spans[i - 1].is("which"));
            if (c && c->role == "attribute" && each && i > 0 && m_r.spans[i - 1].is("each")) field = c->field;
            if (c && c->role == "attribute" && i > 1 && m_r.spans[i - 1].is("count") && m_r.spans[i - 2].is("each")) {
                field = c->field; // "by number of kids"
                m_r.spans[i - 1].meanings.clear();
                s.used = true;
                add_key(field);
                continue;
            }
        }
        if (const Meaning* d = s.find("dim"); d && field.empty()) {
            if (d->detail == "row" || s.is("metric")) continue;
            field = m_v.dimension_of_kind(d->detail);
        }
        if (const Meaning* d = s.find("dim"); d && field.empty() && i > 0 && before(i, "count", 2)) {
            if (const std::string id = m_v.identifier_of(d->detail); !id.empty()) { // "how many ads": they have a number
                m_metrics = {"count:" + id};
                continue;
            }
        }
        if (field.empty()) continue;
        const std::string phrase = words(s);
        if (phrase.find(" and ") != std::string::npos || phrase.find(" or ") != std::string::npos ||
            phrase.find(" et ") != std::string::npos || phrase.find(" ou ") != std::string::npos ||
            phrase.find(" vs ") != std::string::npos) {
            add_key(field); // "men and women"
            continue;
        }
        // "by weekday and category": what is joined to a key is one, too
        size_t key = i; // the span before, over "and"
        while (key > 0 &&
               (key == i || (m_r.spans[key].is("follow") && one_of(words(m_r.spans[key]), {"and", "et", "by", "par"}))))
            --key;
        bool joined =
            i > 0 && key != i && m_key_span == key && s.first > m_r.spans[key].last && s.first - m_r.spans[key].last <= 2;
        for (size_t t = m_r.spans[key].last; joined && t < s.first; ++t)
            joined = one_of(m_r.tokens[t].word, {"and", "et", ",", "x", "by", "par", "then", "puis", "the", "la", "le"});
        bool each = joined || before(i, "each") != nullptr;
        if (each && !joined && has("total") && words(*before(i, "each")) == "across")
            each = false; // "the sum across all campaigns"
        if (each) m_key_span = i;
        const bool which = before(i, "which", 3) != nullptr && !each;
        const bool count = i > 0 && (before(i, "count", 1) || (before(i, "count", 2) && m_r.spans[i - 1].is("value")));
        const bool listed = before(i, "list", 2) != nullptr;
        const bool top = before(i, "top") || before(i, "bottom") || before(i, "best") || before(i, "worst") || before(i, "max") ||
                         before(i, "min");
        const bool numbered =
            i > 0 && (m_r.spans[i - 1].is("number") || (i > 1 && m_r.spans[i - 1].is("value") && m_r.spans[i - 2].is("number")));
        const bool beside_value = (i > 0 && m_r.spans[i - 1].is("value") && m_r.adjacent(i - 1, i)) ||
                                  (i + 1 < m_r.spans.size() && m_r.spans[i + 1].is("value") && m_r.adjacent(i, i + 1));
        std::string w = words(s);
        if (const size_t of = w.find(" d");
            of != std::string::npos && (w.substr(of, 3) == " d " || w.substr(of, 3) == " d'" || w.substr(of, 4) == " de "))
            w.resize(of); // "ensemble d'annonces": the first word says how many
        const bool singular = stem(w) == w;
        if (i > 0 && m_r.spans[i - 1].is("within") && w != "" && before(i, "max")) m_within = field;
        bool by_metric = false; // "campaigns on Instagram by revenue"
        for (size_t k = i + 1; k + 1 < m_r.spans.size(); ++k)
            by_metric = by_metric || (one_of(words(m_r.spans[k]), {"by", "par"}) && m_r.spans[k + 1].is("metric") &&
                                      !m_r.spans[k + 1].is("value") && m_r.adjacent(k, k + 1));
        if (by_metric && !singular && !count && !each && q.by.empty() && i <= 1) {
            add_key(field);
            m_selected = true;
            continue;
        }
        if (count) {
            q.count_groups = true;
            m_counted = field;
            add_key(field);
            continue;
        }
        if (each) {
            const Span* said = before(i, "each");
            const std::string word = said ? words(*said) : "";
            if (m_aggregate != "" && q.inner.empty() && one_of(word, {"per", "par", "across"}) && !superlative() &&
                m_metrics.size() == 1 && !m_v.rows_are_things()) {
                if (whole_sum(m_metrics.front())) {
                    q.inner = field; // "average revenue per campaign"
                    q.aggregate = m_aggregate;
                    continue;
                }
                if (word == "across") continue; // "the average ROI across campaigns": of all of them
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

void QueryBuilder::unit_at(size_t i, const std::string& unit) {
    if (!m_v.dataset().dates && m_r.spans[i].is("when") && !m_r.spans[i].is("unit")) return; // "when TV is above 150"
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
    const bool clause = s.last < m_r.tokens.size() &&
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

void QueryBuilder::read_defaults() {
    // Values of one column that are compared or chosen between.
    const bool several = std::ranges::any_of(q.filters, [](const ValueFilter& f) { return !f.exclude && f.values.size() > 1; });
    if (q.by.empty() && several && !has("total") && (superlative() || has("compare") || whole_values())) {
        for (const ValueFilter& f : q.filters)
            if (!f.exclude && f.values.size() > 1) {
                add_key(f.dimension);
                if (superlative()) m_singular = true;
                break;
            }
    }
    if (m_metrics.empty() && m_r.has_word({"budget", "budgets", "enveloppe"}) && m_v.available("cost"))
        m_metrics.push_back("cost");
    if (m_metrics.empty() && !q.having.empty() && q.having.front().metric.find(':') == std::string::npos &&
        q.having.front().metric != "?")
        m_metrics.push_back(q.having.front().metric);
    const bool of_rows = has("attribute") && m_metrics.empty() && !has("which"); // "the oldest birth year"
    if (q.by.empty() && superlative() && q.inner.empty() && !q.count_groups && !of_rows) {
        if (q.periods.size() >= 2 || !q.groups.empty()) {
            // "was revenue higher in week 2": the periods are what is compared
        } else if (q.filters.empty() || has("which") || has("top") || has("best") || has("worst")) {
            if (!(m_r.has_word({"more", "less", "higher", "lower", "plus"}) && !has("which") && has("value"))) {
                const std::string person = m_v.dimension_of_kind("sales rep"); // "who has the best win rate"
                const bool who = one_of(m_r.tokens.front().word, {"who", "qui"}) && !person.empty();
                add_key(who ? person : m_v.default_dimension());
                if (!q.limit) m_singular = m_singular || !has("rank");
            }
        }
    }
    const bool things_counted = m_v.rows_are_things() && has("count"); // "how many customers bought more than 10 times"
    if (q.by.empty() && !q.having.empty() && q.inner.empty() && (has("which") || has("list") || has("dim")) && !has("value") &&
        !things_counted)
        add_key(m_v.default_dimension());
    if (q.count_groups && q.having.empty() && !m_unit.empty() && m_metrics.empty()) m_metrics.push_back("rows");
    // Which order and how many.
    if (m_metrics.size() == 1 && m_metrics.front().starts_with("count:") && !q.having.empty() && q.filters.empty() &&
        !m_selected) {
        const std::string id = m_metrics.front().substr(6); // "how many ads had no click": each of them by itself
        if (const DatasetColumn* c = m_v.dataset().by_field(id); c && (c->role == "id" || c->role == "campaign_id")) {
            q.by = {id};
            q.count_groups = true;
            m_metrics = {"rows"};
            for (const Condition& c2 : q.having) m_metrics.push_back(c2.metric);
            m_zero.clear();
        }
    }
    if (!q.order_by.empty() && !q.by.empty() && !q.limit && !q.count_groups) {
        const bool full = has("rank") || has("desc") || has("asc");
        if (!full && (m_singular || (m_selected == false && q.by.size() == 1)))
            q.limit = 1;
        else if (!full && (has("top") || has("best") || has("worst") || has("bottom")) && !q.having.size())
            q.limit = m_singular ? 1 : 5;
    }
    if (q.by.empty() && !q.groups.empty() && superlative()) q.limit = 1;
    if (q.by.empty() && q.limit && !q.across_metrics && q.groups.empty()) q.limit.reset(), q.offset = 0;
    // "the best campaign of each channel"
    const bool each_time = !m_grain.empty() && std::ranges::find(q.by, m_grain) != q.by.end() && q.by.size() == 2;
    if (each_time && q.limit && !q.order_by.empty()) { // "the top campaign of each week"
        q.limit_per_first_key = true;
        if (q.by[1] == m_grain) std::swap(q.by[0], q.by[1]);
    } else if (q.by.size() == 2 && q.limit && !q.order_by.empty() && has("each")) {
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
            if (number && s.first > 0 && m_r.tokens[s.first - 1].number && !m_taken[s.first - 1] && !flag &&
                (c->reason.find("level") != std::string::npos || has("count"))) { // "two kids"
                q.rows_where.push_back({a->detail, "=", *m_r.tokens[s.first - 1].number, 0, ""});
                m_taken[s.first - 1] = true;
                continue;
            }
            bool denied = false; // "no children", "n'ont pas d'enfants", "neither kids nor teens"
            for (size_t t = s.first > 3 ? s.first - 3 : 0; t < s.first; ++t)
                denied = denied || one_of(m_r.tokens[t].word, {"not", "no", "neither", "nor", "never", "pas", "aucun", "aucune",
                                                               "ni", "without", "sans", "jamais"});
            if (number && denied && (flag || c->reason.find("level") != std::string::npos) && !by_flag(a->detail)) {
                q.rows_where.push_back({a->detail, "=", 0, 0, ""});
                continue;
            }
            if (flag && m_v.rows_are_things() && !m_metrics.empty() && !m_r.tokens.empty() &&
                one_of(m_r.tokens.front().word, {"do", "does", "is", "are", "les", "est"}) &&
                m_r.has_word({"more", "less", "plus", "moins"}) && !has("op")) { // "do newsletter readers spend more?"
                add_key(a->detail);
                for (std::string& m : m_metrics) {
                    const DatasetColumn* own = m_v.dataset().by_field(m) ? m_v.dataset().by_field(m) : m_v.dataset().by_role(m);
                    if (own && m.find(':') == std::string::npos) m = "avg:" + own->field;
                }
                q.order_by.clear();
                q.limit.reset();
                continue;
            }
            const bool level = c && c->reason.find("level") != std::string::npos;
            if (level && by_flag(a->detail) && !m_metrics.empty() && m_v.rows_are_things()) { // "with kids … than those without"
                add_key(a->detail);
                for (std::string& m : m_metrics) {
                    const DatasetColumn* own = m_v.dataset().by_field(m) ? m_v.dataset().by_field(m) : m_v.dataset().by_role(m);
                    if (own && m.find(':') == std::string::npos) m = "avg:" + own->field;
                }
                std::erase_if(q.by, [&](const std::string& k) { return k != a->detail; });
                q.order_by.clear();
                q.limit.reset();
                continue;
            }
            if (flag && by_flag(a->detail)) { // "those who complained and those who did not"
                add_key(a->detail);
                continue;
            }
            if (number && s.first > 0) { // "with kids", "without teenagers"
                const std::string& lead = m_r.tokens[s.first - 1].word;
                const bool with = one_of(lead, {"with", "have", "having", "has", "avec", "ayant", "ont"}),
                           without = one_of(lead, {"without", "sans", "no"});
                if ((with || without) && (flag || c->reason.find("level") != std::string::npos)) {
                    q.rows_where.push_back({a->detail, without ? "=" : ">", 0, 0, ""});
                    continue;
                }
            }
            const std::string function = m_aggregate == "median" ? "median"
                                         : m_aggregate == "mean" ? "avg"
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
    const bool things =
        std::ranges::any_of(m_r.spans,
                            [&](const Span& s) {
                                const Meaning* d = s.find("dim");
                                return d && (d->detail == "row" || (d->detail == "customer" && m_v.rows_are_things()));
                            }) &&
        m_v.dimension_of_kind("customer").empty();
    if (things && (m_metrics.empty() || (has("count") && whole_metrics() && !m_metrics.empty() && m_zero.empty() && false)))
        m_metrics = {"rows"};
    const bool conditioned = !q.rows_where.empty() || !q.filters.empty();
    if (m_v.rows_are_things() && m_v.dataset().dimensions().empty() && has("count") && has("dim") && !q.rows_where.empty())
        m_metrics = {"rows"}; // "in how many markets did radio exceed 40"
    if (m_v.rows_are_things() && has("count") && m_metrics.empty() && conditioned && !q.count_groups) m_metrics = {"rows"};
    if (things && m_metrics.empty() && !q.rows_where.empty()) m_metrics = {"rows"}; // "guests with satisfaction below 4"
    if (things && has("count") && m_v.rows_are_things() && m_aggregate != "mean" &&
        std::ranges::all_of(m_metrics, [](const std::string& m) { return m.find(':') != std::string::npos; }))
        m_metrics = {"rows"};
    if (things && has("count") && std::ranges::all_of(m_metrics, [&](const std::string& m) {
            return std::ranges::any_of(q.having, [&](const Condition& c) { return c.metric == m; });
        })) {
        for (const Condition& c : q.having) q.rows_where.push_back(c); // "customers who spent more than 500 on wine"
        q.having.clear();
        m_metrics = {"rows"};
    }
    if (m_v.rows_are_things() && q.by.empty() && q.filters.empty() && m_metrics.size() == 1 && whole_sum(m_metrics.front()) &&
        superlative() && q.periods.empty()) {
        const DatasetColumn* c = m_v.dataset().by_field(m_metrics.front()) ? m_v.dataset().by_field(m_metrics.front())
                                                                           : m_v.dataset().by_role(m_metrics.front());
        if (c && (has("max") || has("min")) && m_v.dataset().dates == std::nullopt)
            m_metrics.front() = (has("min") ? "min:" : "max:") + c->field, q.order_by.clear(), q.limit.reset();
    }
    if (has("both_ends") && q.by.empty() && m_metrics.size() == 1 && m_v.rows_are_things() && !m_v.dataset().dates) {
        std::string field = m_metrics.front();
        if (const size_t colon = field.find(':'); colon != std::string::npos) field = field.substr(colon + 1);
        const DatasetColumn* c = m_v.dataset().by_field(field) ? m_v.dataset().by_field(field) : m_v.dataset().by_role(field);
        if (c) m_metrics = {"max:" + c->field, "min:" + c->field}, q.order_by.clear(), q.limit.reset();
    }
    if (m_v.rows_are_things() && q.by.empty() && !q.having.empty() && !m_v.dataset().dates &&
        std::ranges::all_of(q.having, [](const Condition& c) { return c.reference.empty() && whole_sum(c.metric); })) {
        for (const Condition& c : q.having) { // "sales when TV is above 150"
            q.rows_where.push_back(c);
            if (m_metrics.size() > 1) std::erase(m_metrics, c.metric);
        }
        q.having.clear();
    }
    if (m_v.rows_are_things() && !m_aggregate.empty() && q.inner.empty() && q.aggregate.empty())
        for (std::string& m : m_metrics)
            if (whole_sum(m) && m != "rows") {
                const DatasetColumn* c = m_v.dataset().by_field(m) ? m_v.dataset().by_field(m) : m_v.dataset().by_role(m);
                const std::string old = m;
                if (c) m = (m_aggregate == "median" ? "median:" : m_aggregate == "stddev" ? "stddev:" : "avg:") + c->field;
                if (q.order_by == old) q.order_by = m;
            }
    if (has("correlation") && m_metrics.size() >= 2) {
        auto field = [&](std::string m) {
            if (const size_t colon = m.find(':'); colon != std::string::npos) m = m.substr(colon + 1);
            if (m_v.dataset().by_field(m)) return m;
            const DatasetColumn* c = m_v.dataset().by_role(m);
            return c ? c->field : std::string();
        };
        const std::string a = field(m_metrics[0]), b = field(m_metrics[1]);
        const std::string third = m_metrics.size() > 2 ? field(m_metrics[2]) : ""; // "TV more than radio, with sales"
        if (!a.empty() && !b.empty()) m_metrics = {"corr:" + a + "," + b};
        if (!a.empty() && !b.empty() && !third.empty()) m_metrics.push_back("corr:" + third + "," + b);
        q.order_by.clear();
        q.limit.reset();
    }
    if (m_v.dataset().dimensions().empty() && has("which") && superlative() && has("dim") && !m_own) { // "which medium"
        std::vector<std::string> own;
        for (const DatasetColumn& c : m_v.dataset().columns)
            if (c.role == "measure") own.push_back(c.field);
        if (own.size() > 1) m_metrics = own, m_own = true, q.order_by = own.front();
    }
    // columns side by side: "which of TV, radio and newspaper"
    if (m_metrics.size() > 1 && superlative() && has("which") && m_own && q.by.empty()) {
        q.across_metrics = true;
        m_singular = true;
        if (!q.limit) q.limit = 1;
    }
    read_ratios();
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
    if (m_metrics.empty() && (has("value") || !q.periods.empty()) && (has("compare") || has("list") || m_r.tokens.size() < 10))
        m_metrics = key_figures();
    if (m_metrics.empty() && m_selected && (has("list") || has("which")) && q.by.size() == 1 && !q.count_groups && !superlative())
        m_metrics.push_back(m_v.available("cost") ? "cost" : "rows");
    if (m_metrics.empty()) {
        Problem p{"ambiguous", "metric", "", {}};
        const bool rate = m_r.has_word({"rate", "rates", "taux", "ratio"});
        const bool unit_cost = m_r.has_word({"cost", "cout"});
        for (const char* m : rate        ? std::vector<const char*>{"ctr", "cvr", "lead_rate"}
                             : unit_cost ? std::vector<const char*>{"cpc", "cpl", "cpa"}
                                         : std::vector<const char*>{"revenue", "cost", "roi", "orders", "clicks"})
            if (m_v.available(m) && p.options.size() < 3) p.options.push_back(m);
        if (p.options.empty()) p.options = key_figures(); // none of the rates: what there is
        m_plan.problems.push_back(std::move(p));
    }
    for (const std::string& m : m_metrics)
        if (std::ranges::find(q.metrics, m) == q.metrics.end()) q.metrics.push_back(m);
    if (q.order_by.empty() && (has("rank") || has("desc") || has("asc")) && !q.metrics.empty()) q.order_by = q.metrics.front();
    // "orders" of a zero condition are not what is asked for beside something else
    if (q.metrics.size() > 1 && !q.having.empty() && !q.count_groups)
        for (const std::string& z : m_zero)
            if (q.metrics.size() > 1) std::erase(q.metrics, z);
    if (q.count_groups && m_counted.empty() && m_unit.empty() && q.by.empty()) q.count_groups = false;
}

/// Both sides of a flag are asked for: "customers who complained and those who did not".
bool QueryBuilder::by_flag(const std::string&) const {
    const std::vector<Token>& t = m_r.tokens;
    for (size_t i = 0; i + 1 < t.size(); ++i) {
        if (!one_of(t[i].word, {"those", "ones", "others", "rest", "ceux", "celles", "autres"})) continue;
        for (size_t k = i + 1; k < std::min(i + 6, t.size()); ++k)
            if (one_of(t[k].word, {"not", "didn", "don", "pas", "non", "without", "sans"})) return true;
    }
    return false;
}

bool QueryBuilder::whole_values() const { // two whole values named side by side
    return std::ranges::count_if(m_r.spans, [](const Span& s) {
               return s.is("value") && !s.excluded && std::ranges::any_of(s.values, [](const ValueHit& h) { return h.whole; });
           }) > 1;
}

SemanticQuery build_query(Reading& r, Plan& plan) { return QueryBuilder(r, plan).build(); }

} // namespace plumbline::assistant::parts
