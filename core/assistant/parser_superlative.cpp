// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "core/assistant/query_builder.h"

/// Which end of an order is asked for, by what, and how many.
namespace plumbline::assistant::parts {

bool QueryBuilder::superlative() const {
    for (const Span& s : m_r.spans)
        if (!s.used && (s.is("max") || s.is("min") || s.is("best") || s.is("worst") || s.is("cheap") || s.is("dear") ||
                        s.is("top") || s.is("bottom") || s.is("nth") || s.is("both_ends"))) {
            if (s.is("op") && s.is("max") && words(s) == "more" && !has("which") && !has("value")) continue;
            return true;
        }
    return false;
}

void QueryBuilder::read_superlative() {
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
    if (age_superlative()) return;
    // The metric that decides: behind the superlative, else the first.
    std::string by;
    if (at)
        for (const Span& s : m_r.spans)
            if (s.first >= at->first && s.is("metric") && !s.is("value") && by.empty()) by = s.find("metric")->detail;
    while (!by.empty() && (by.back() == '!' || by.back() == '?')) by.pop_back();
    if (by.empty() || std::ranges::find(m_metrics, by) == m_metrics.end()) by = m_metrics.empty() ? "" : m_metrics.front();
    if (by.empty() && has("attribute") && !has("which")) return;
    if (by.empty() && (!q.by.empty() || !m_aggregate.empty()))
        for (Span& s : m_r.spans)
            if (const Meaning* a = s.find("attribute"); a && !s.used && !s.is("metric")) {
                const DatasetColumn* c = m_v.dataset().by_field(a->detail);
                if (!c || (c->type != FieldType::integer && c->type != FieldType::decimal)) continue;
                by = (m_aggregate == "median" ? "median:" : "avg:") + c->field; // "the highest average income"
                m_metrics.push_back(by);
                s.used = true;
                break;
            }
    if (by.empty() && dear && m_v.available("cost") && std::ranges::any_of(m_r.spans, [&](const Span& s) {
            const std::string w = words(s);
            return s.is("dear") &&
                   (!m_unit.empty() || w.find("cout") != std::string::npos || w.find("cost") != std::string::npos ||
                    w.find("depens") != std::string::npos || w.find("spend") != std::string::npos);
        })) // "the costliest campaigns"
        by = "cost", m_metrics.push_back(by);
    if (by.empty() && (cheap || dear))
        by = m_v.available("cpa") ? "cpa" : "cpc", m_metrics.push_back(by), m_plan.assumptions.push_back("metric:" + by);
    if (by.empty() && (m_before || q.periods.size() == 2) && has("by_how_much") && m_v.available("revenue")) {
        by = "revenue";
        m_metrics.push_back(by);
        m_plan.assumptions.push_back("metric:revenue");
    }
    const bool grew = m_r.has_word({"grew", "grow", "grown", "growing", "growth", "progresse", "croissance", "augmente"});
    const bool large = std::ranges::any_of(m_r.spans, [&](const Span& s) { // "the strongest quarter": by how much, not how well
        const std::string w = words(s);
        return s.is("max") && !s.is("best") &&
               one_of(w, {"strongest", "biggest", "largest", "busiest", "peak", "record", "plus fort", "plus forte", "plus gros",
                          "plus grosse", "plus grand", "plus grande", "weakest", "smallest", "quietest"});
    });
    if (by.empty() && m_v.available("revenue") && ((large && (!m_unit.empty() || !q.by.empty())) || (grew && has("compare")))) {
        by = "revenue";
        m_metrics.push_back(by);
        m_plan.assumptions.push_back("metric:revenue");
    }
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
    const Span* nth = m_r.find("nth");
    if (nth && nth->last < m_r.tokens.size() && !m_r.tokens[nth->last].punctuation) {
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

/// "the youngest guest" of a column of ages, "the youngest age group" of bands such as 30-34.
bool QueryBuilder::age_superlative() {
    const bool young = m_r.has_word({"youngest", "jeune", "jeunes"}), old = m_r.has_word({"oldest", "agee", "agees", "vieux"});
    if (young == old) return false;
    if (const std::string bands = m_v.dimension_of_kind("age"); !bands.empty() && !m_v.values_of(bands).empty()) {
        std::vector<std::string> all = m_v.values_of(bands);
        std::ranges::sort(all);
        q.filters.push_back({bands, {young ? all.front() : all.back()}, false});
        std::erase(q.by, bands);
        return true;
    }
    if (!m_v.rows_are_things() || !m_metrics.empty() || has("count")) return false;
    if (!q.by.empty()) { // "which city has the oldest guests"
        for (const DatasetColumn& c : m_v.dataset().columns)
            if (c.role == "attribute" && metrics::fold(c.name).starts_with("age")) {
                m_metrics = {"avg:" + c.field};
                q.order_by = m_metrics.front();
                q.descending = old;
                if (m_singular) q.limit = 1;
                return true;
            }
    }
    for (const DatasetColumn& c : m_v.dataset().columns)
        if (c.role == "attribute" && metrics::fold(c.name).starts_with("age")) {
            m_metrics = {(young ? "min:" : "max:") + c.field};
            q.by.clear();
            return true;
        }
    return false;
}

} // namespace plumbline::assistant::parts
