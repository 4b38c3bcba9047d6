// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "core/assistant/parser.h"
#include "core/metrics/nearest.h"

/// What parser_query.cpp and parser_conditions.cpp are made of.
namespace plumbline::assistant::parts {

class QueryBuilder {
public:
    QueryBuilder(Reading& r, Plan& plan) : m_r(r), m_v(*r.vocabulary), m_plan(plan) {}
    SemanticQuery build();

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
    void rows_of_things();
    bool m_own = false; ///< a column that only these data have is asked for
    /// "the cheapest per conversion": cost per order.
    void per_result();
    const Span* number_near(size_t i, size_t reach, bool forward) const;
    std::string metric_near(size_t i, bool prefer_after) const;
    void condition(Condition c);
    /// "better than" is below for a cost per order.
    std::string oriented(const Span& said, const std::string& op, const std::string& metric) const;
    void read_conditions();
    void read_bare_conditions();
    std::vector<std::string> m_zero;
    std::optional<ValueFilter> m_bands; ///< ages asked for, of a column of bands
    bool m_loss_order = false, m_profit_asked = false;
    void read_periods();
    std::optional<PeriodHit::Kind> m_before;
    std::string m_before_words;
    void read_weekdays();
    bool has_unit(const char* unit) const {
        return std::ranges::any_of(m_r.spans, [&](const Span& s) {
            const Meaning* m = s.find("unit");
            return m && m->detail == unit;
        });
    }
    void add_key(const std::string& key) {
        if (!key.empty() && std::ranges::find(q.by, key) == q.by.end()) q.by.push_back(key);
    }
    const Span* before(size_t i, const char* tag, size_t reach = 2) const;
    /// "average daily spend", "the mean revenue per campaign", "median weekly orders".
    void read_aggregate();
    std::string m_aggregate, m_grain;
    void read_dimensions();
    size_t m_key_span = 9999; ///< the last span that became a key
    std::string m_within, m_counted;
    std::vector<std::string> m_loose, m_qualified;
    void unit_at(size_t i, const std::string& unit);
    bool m_daily = false;
    bool whole_metrics() const {
        return std::ranges::all_of(m_metrics, [](const std::string& m) { return whole_sum(m); });
    }
    bool superlative() const;
    bool age_superlative();
    bool age_condition(const Span& number, const std::string& op, size_t at);
    void read_superlative();
    void read_defaults();
    /// Two sums that are meant as one ratio or difference.
    void read_ratios();
    bool whole_values() const;
    bool by_flag(const std::string& field) const;
    std::vector<std::string> key_figures() const;
    /// "share of spend" is one metric of the catalogue: the share is meant.
    bool share_words() const {
        return std::ranges::any_of(m_r.spans, [](const Span& s) {
            const Meaning* m = s.find("metric");
            return m && (m->detail == "spend_share" || m->detail == "revenue_share");
        });
    }
    void read_share();
    void read_order();
    void read_comparison();
    bool changed_asked() const {
        return m_r.has_word(
            {"change", "changed", "grow", "grew", "evolve", "evolue", "evolution", "variation", "growth", "croissance"});
    }
    bool changed_verb() const {
        if (!has("by_how_much") || superlative()) return false;
        return m_r.has_word({"go",        "went",      "gone",      "change",    "changed", "grow",    "grew",
                             "rise",      "rose",      "fall",      "fell",      "drop",    "dropped", "increase",
                             "increased", "decrease",  "decreased", "augmente",  "baisse",  "diminue", "evolue",
                             "varie",     "progresse", "growth",    "croissance"});
    }
    /// Conditions on rows where rows are what is counted.
    void read_rows();
    /// Sides that are compared: "Facebook against Google", each of them several values, or values whose difference is asked for.
    void read_sides(std::vector<NamedGroup> sides);
    /// "at least 10 days above 500 leads", "the most days without an order", "how many days did each campaign lose money".
    bool read_times(Condition number, size_t unit_span);
    void read_bare_times();
    void finish_times();
    std::optional<Condition> m_times;
    std::string m_times_unit;
    bool m_most_times = false;
    /// "running total by month", "when did cumulative revenue pass 20 million".
    void read_running();
    /// Conditions on what was not named, and on changes.
    void settle_conditions();
    /// Single rows are not listed: an answer is made of figures.
    void refuse_single_rows();
    /// Weekdays beside weekends: two rows of one key.
    bool weekend_against_week();
    bool yes_no() const;
};

} // namespace plumbline::assistant::parts
