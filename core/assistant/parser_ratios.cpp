// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assistant/query_builder.h"

/// Metrics that are said in two words: "profit per order", "what does a booking cost", "the share of leads that became orders".
namespace plumbline::assistant::parts {

void QueryBuilder::read_ratios() {
    // "the difference between revenue and spend" is the profit; "what does an order bring on average" a ratio
    if (m_metrics.size() == 2 && std::ranges::find(m_metrics, "revenue") != m_metrics.end() &&
        std::ranges::find(m_metrics, "cost") != m_metrics.end() && superlative())
        for (const Span& s : m_r.spans)
            if (s.is("compare") && one_of(words(s), {"difference between", "gap between", "ecart entre"})) {
                m_metrics = {"profit"};
                q.order_by = "profit";
                break;
            }
    if (m_metrics.size() == 2 && whole_metrics() && q.having.empty() && q.by.empty())
        for (size_t i = 1; i < m_r.spans.size(); ++i) { // "profit did we make per order"
            const Meaning* m = m_r.spans[i].find("metric");
            if (!m || m->detail != m_metrics[1] || m_r.spans[i].is("dim") || !m_r.adjacent(i - 1, i)) continue;
            if (!one_of(words(m_r.spans[i - 1]), {"per", "par", "for each", "for every", "pour chaque"})) continue;
            const std::string ratio = "ratio:" + m_metrics[0] + "/" + m_metrics[1];
            static const std::map<std::string, std::string, std::less<>> named{{"ratio:cost/clicks", "cpc"},
                                                                               {"ratio:revenue/cost", "roas"},
                                                                               {"ratio:cost/orders", "cpa"},
                                                                               {"ratio:cost/leads", "cpl"}};
            m_metrics = {named.contains(ratio) ? named.at(ratio) : ratio};
            break;
        }
    if (m_metrics.size() == 2 && whole_metrics() && q.having.empty() && m_r.has_word({"minus", "moins"}) &&
        m_metrics == std::vector<std::string>{"revenue", "cost"})
        m_metrics = {"profit"}; // "revenue minus spend"
    if (m_metrics.size() == 2 && whole_metrics() && q.having.empty())
        for (size_t t = 1; t < m_r.tokens.size(); ++t) // "approved out of total conversions"
            if (m_r.tokens[t].word == "of" && m_r.tokens[t - 1].word == "out") {
                m_metrics = {"ratio:" + m_metrics[0] + "/" + m_metrics[1]};
                if (!q.order_by.empty()) q.order_by = m_metrics.front();
                break;
            }
    if (m_metrics.size() == 2 && whole_metrics() && q.having.empty() && !superlative() &&
        (m_r.has_word({"ratio"}) || (m_r.has_word({"rapport"}) && m_r.has_word({"entre"}))))
        m_metrics = {"ratio:" + m_metrics[0] + "/" + m_metrics[1]}; // "ratio of leads to clicks"
    if (m_metrics.size() == 3 && std::ranges::count(m_metrics, "cvr") == 1 &&
        (m_r.has_word({"from", "to", "de", "des", "vers", "into", "en", ">"}) || m_r.text.find("\u2192") != std::string::npos)) {
        std::vector<std::string> sums = m_metrics; // "conversion from sign-up to sale", "visits to order conversion"
        std::erase(sums, "cvr");
        if (whole_sum(sums[0]) && whole_sum(sums[1])) {
            m_metrics = {"ratio:" + sums[1] + "/" + sums[0]};
            if (!q.order_by.empty()) q.order_by = m_metrics.front();
        }
    }
    if (m_metrics.size() == 2 && whole_metrics() && q.having.empty() &&
        m_r.has_word({"need", "needs", "needed", "require", "requires", "takes", "faut", "necessite", "necessitent"}))
        for (size_t i = 1; i < m_r.spans.size(); ++i) { // "needs the most impressions to win one sale"
            const Meaning* m = m_r.spans[i].find("metric");
            if (!m || m->detail != m_metrics[1] || m_r.spans[i].first == 0) continue;
            const std::string& lead = m_r.tokens[m_r.spans[i].first - 1].word;
            if (!one_of(lead, {"one", "a", "an", "un", "une", "each", "chaque"}) && m_r.spans[i].last - m_r.spans[i].first < 2)
                continue;
            m_metrics = {"ratio:" + m_metrics[0] + "/" + m_metrics[1]};
            if (!q.order_by.empty()) q.order_by = m_metrics.front();
            break;
        }
    const bool costs = std::ranges::any_of(m_r.spans, [&](const Span& s) { // "combien coûte une réservation"
        return s.is("howmuch") && words(s).find("coute") != std::string::npos;
    });
    if (costs && m_metrics.size() == 1 && m_metrics.front() != "cost") m_metrics.push_back("cost");
    if (m_metrics.size() == 2 && whole_metrics() && q.having.empty())
        for (size_t i = 0; i < m_r.spans.size(); ++i) { // "does a booking cost", "coûte une commande"
            const Meaning* m = m_r.spans[i].find("metric");
            static const std::map<std::string, std::string, std::less<>> unit_costs{
                {"clicks", "cpc"}, {"leads", "cpl"}, {"orders", "cpa"}, {"new_customers", "cac"}};
            if (m && m->detail == "impressions" && i > 0 &&
                m_r.spans[i - 1].is("number") && // "combien coûtent mille impressions"
                *m_r.tokens[m_r.spans[i - 1].first].number == 1000 && std::ranges::find(m_metrics, "cost") != m_metrics.end()) {
                m_metrics = {"cpm"};
                m_r.spans[i - 1].used = true;
                break;
            }
            if (!m || !whole_sum(m->detail) || m->detail == "cost" || m->detail == "revenue" || m->detail == "profit" ||
                m_r.spans[i].first == 0)
                continue;
            if (std::ranges::find(m_metrics, "cost") == m_metrics.end() || m_r.spans[i].last - m_r.spans[i].first > 2) continue;
            static const std::set<std::string, std::less<>> ones{"a", "an", "one", "un", "une", "each", "every", "chaque"};
            if (!ones.contains(m_r.tokens[m_r.spans[i].first - 1].word) &&
                !(m_r.spans[i].last - m_r.spans[i].first == 2 && ones.contains(m_r.tokens[m_r.spans[i].first].word)))
                continue;
            m_metrics = {unit_costs.contains(m->detail) ? unit_costs.at(m->detail) : "ratio:cost/" + m->detail};
            break;
        }
    if ((m_aggregate == "mean" || (has("count") && !q.count_groups)) && m_metrics.size() == 2 && whole_metrics() && q.by.empty())
        for (size_t i = 1; i < m_r.spans.size(); ++i) {
            const Meaning* m = m_r.spans[i].find("metric");
            if (!m || m->detail != m_metrics[1] || m_r.spans[i].first == 0) continue;
            if (!one_of(m_r.tokens[m_r.spans[i].first - 1].word, {"une", "un", "an", "a", "one", "each", "every", "chaque"}))
                continue;
            m_metrics = {"ratio:" + m_metrics[0] + "/" + m_metrics[1]};
            m_aggregate.clear();
            break;
        }
}

} // namespace plumbline::assistant::parts
