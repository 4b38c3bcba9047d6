// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assistant/query_builder.h"

#include <cmath>

namespace plumbline::assistant::parts {

void QueryBuilder::rows_of_things() {
    for (Span& s : m_r.spans)
        if (s.is("column") && !s.is("metric") && !s.is("value")) {
            const DatasetColumn* c = m_v.dataset().by_field(s.columns.front());
            if (c && (c->role == "attribute" || c->role == "rate")) s.meanings.push_back({"attribute", c->field});
        }
}

void QueryBuilder::per_result() {
    if (!has("cheap") && !has("dear")) return;
    static const std::map<std::string, std::string, std::less<>> unit_costs{
        {"clicks", "cpc"}, {"leads", "cpl"}, {"orders", "cpa"}, {"impressions", "cpm"}, {"new_customers", "cac"}};
    if (m_metrics.size() == 1 && unit_costs.contains(m_metrics.front()) && m_v.available(unit_costs.at(m_metrics.front()))) {
        for (Span& s : m_r.spans) // "the dearest click"
            if (const Meaning* m = s.find("metric"); m && m->detail == m_metrics.front()) s.used = true;
        m_metrics = {unit_costs.at(m_metrics.front())};
        return;
    }
    for (size_t i = 0; i + 1 < m_r.spans.size(); ++i) {
        if (!m_r.spans[i].is("each") || !m_r.spans[i + 1].is("metric")) continue;
        std::string base = m_r.spans[i + 1].find("metric")->detail;
        if (base == "cvr") base = "orders";
        const std::string id = base == "orders"        ? "cpa"
                               : base == "clicks"      ? "cpc"
                               : base == "leads"       ? "cpl"
                               : base == "impressions" ? "cpm"
                                                       : "";
        if (id.empty()) continue;
        m_r.spans[i + 1].used = true;
        m_metrics = {id};
        return;
    }
}

const Span* QueryBuilder::number_near(size_t i, size_t reach, bool forward) const {
    for (size_t k = 1; k <= reach; ++k) {
        const size_t j = forward ? i + k : i - k;
        if (j >= m_r.spans.size()) return nullptr;
        if (m_r.spans[j].is("number")) return &m_r.spans[j];
        if (!m_r.spans[j].is("total") && !m_r.spans[j].is("ref") && !m_r.spans[j].is("op") && !m_r.spans[j].is("max"))
            return nullptr;
    }
    return nullptr;
}

std::string QueryBuilder::metric_near(size_t i, bool prefer_after) const {
    std::string before, after;
    size_t before_at = 0, after_at = 99;
    for (size_t k = 0; k < m_r.spans.size(); ++k) {
        const Span& s = m_r.spans[k];
        const Meaning* m = s.find("metric");
        const Meaning* a = s.find("attribute");
        if ((!m && !a) || (s.is("value") && !m)) continue;
        const std::string id = m ? m->detail : "attribute:" + a->detail;
        if (m && whole_sum(m->detail) && !m_v.available(m->detail) && m_own) continue; // "TV spend above 200"
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

void QueryBuilder::condition(Condition c) {
    if (c.metric.starts_with("attribute:")) {
        c.metric = c.metric.substr(10);
        q.rows_where.push_back(std::move(c));
        return;
    }
    if (c.share) { // "more than 20 % of the budget"
        q.share = true;
        c.metric = "share:" + c.metric;
        q.having.push_back(std::move(c));
        return;
    }
    if (is_percent(c.metric) && c.reference.empty()) {
        const double limit = c.metric == "roi" ? 5 : 1;
        if (std::abs(c.value) > limit) c.value /= 100;
        if (std::abs(c.high) > limit) c.high /= 100;
    }
    q.having.push_back(std::move(c));
}

std::string QueryBuilder::oriented(const Span& said, const std::string& op, const std::string& metric) const {
    const std::string w = words(said);
    bool judged = false;
    for (const char* word : {"better", "worse", "mieux", "meilleur", "pire", "bien", "bon", "beat", "outperform", "bat"})
        judged = judged || w.find(word) != std::string::npos;
    if (!judged || higher_is_better(metric) || (op[0] != '<' && op[0] != '>')) return op;
    return (op[0] == '<' ? ">" : "<") + op.substr(1);
}

void QueryBuilder::read_conditions() {
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
               (m_r.spans[n].is("total") || (m_r.spans[n].is("pronoun") && !m_r.spans[n].is("metric")) ||
                (m_r.spans[n].is("grain") && !m_r.spans[n].is("number")) ||
                (m_r.spans[n].is("op") && m_r.spans[n].find("op")->detail == op->detail)))
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
            for (size_t g = i + 1; g < n; ++g) // "above the daily average": of the days that are listed
                if (m_r.spans[g].is("grain")) m_r.spans[g].meanings.clear(), m_r.spans[g].used = true;
            condition({metric, oriented(s, op->detail, metric), 0, 0, "average"});
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
        // "beat a ROAS of 1.5"
        if (n + 1 < m_r.spans.size() && m_r.spans[n].is("metric") && m_r.spans[n + 1].is("number") && m_r.adjacent(n, n + 1) &&
            m_r.spans[n].first <= s.last + 2 && s.last - s.first == 1) {
            const Token& t = m_r.tokens[m_r.spans[n + 1].first];
            s.used = m_r.spans[n + 1].used = true;
            m_taken[m_r.spans[n + 1].first] = true;
            condition({m_r.spans[n].find("metric")->detail, op->detail, *t.number / (t.percent ? 100 : 1), 0, ""});
            continue;
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
            size_t m = n + 1;
            if (m < m_r.spans.size() && m_r.spans[m].is("follow") && !m_r.spans[m].is("number")) ++m; // "and"
            if (m >= m_r.spans.size() || !m_r.spans[m].is("number")) continue;
            if (m != n + 1) std::swap(m_r.spans[n + 1], m_r.spans[m]);
            const Token& u = m_r.tokens[m_r.spans[n + 1].first];
            if (u.scaled && !t.scaled && std::abs(*u.number) >= 1000 && std::abs(c.value) < 1000) // "between 2 and 3 million"
                c.value *= std::abs(*u.number) >= 1e9 ? 1e9 : std::abs(*u.number) >= 1e6 ? 1e6 : 1e3;
            c.high = *u.number / (u.percent || t.percent ? 100 : 1);
            if (u.percent && !t.percent) c.value /= 100;
            m_taken[m_r.spans[n + 1].first] = true;
            m_r.spans[n + 1].used = true;
        }
        // "more than 300,000 clicks": the metric right behind; "spend above 4 million": the one before
        const size_t after = static_cast<size_t>(number - m_r.spans.data()) + 1;
        const bool counted = after < m_r.spans.size() && m_r.spans[after].is("attribute") && !m_r.spans[after].is("metric") &&
                             m_r.adjacent(after - 1, after); // "more than 5 web visits"
        const bool next =
            counted || (after < m_r.spans.size() && m_r.spans[after].is("metric") && m_r.adjacent(after - 1, after));
        const bool unit = after < m_r.spans.size() && m_r.spans[after].is("unit") && m_r.adjacent(after - 1, after);
        if (unit) { // "more than 3 days": days that are counted for each group
            if (read_times(c, after)) {
                s.used = const_cast<Span*>(number)->used = true;
                m_taken[number->first] = true;
            }
            continue;
        }
        if (!next && age_condition(*number, op->detail, i)) {
            s.used = true;
            const_cast<Span*>(number)->used = true;
            m_taken[number->first] = true;
            continue;
        }
        c.metric = counted ? "attribute:" + m_r.spans[after].find("attribute")->detail
                   : next  ? m_r.spans[after].find("metric")->detail
                           : metric_near(i, false);
        if (counted) m_r.spans[after].used = true;
        if (next && !behind) {
            // the metric belongs to the condition and is shown, too
        }
        if (c.metric.empty() && n + 1 >= m_r.spans.size() && c.op != "=" && c.op != "between")
            c.metric = "?"; // "only those above 400": of what was asked before
        if (c.metric.empty()) continue;
        c.op = oriented(s, c.op, c.metric);
        if (is_percent(c.metric) && (t.scaled || std::abs(c.value) >= 1000) && !t.percent) { // "above 2 million": no rate
            const auto sum = std::ranges::find_if(m_metrics, [](const std::string& m) { return whole_sum(m); });
            if (sum != m_metrics.end()) c.metric = *sum;
        }
        // "grew by more than 20 %": the change is what is judged
        static const std::set<std::string, std::less<>> rising{"grew",      "grow",         "grown",    "increased",
                                                               "rose",      "gained",       "improved", "augmente",
                                                               "progresse", "augmentation", "hausse",   "growth"},
            falling{"fell", "fall", "dropped", "drop", "decreased", "declined", "lost", "baisse", "recule", "chute", "diminue"};
        bool up = false, down = false;
        for (size_t k = 0; k < number->first; ++k) {
            up = up || rising.contains(m_r.tokens[k].word);
            down = down || falling.contains(m_r.tokens[k].word);
        }
        if (t.percent && (up || down) && c.metric != "?" && c.op != "between" && c.op != "=") {
            c.reference = "change";
            if (down) c.op = c.op[0] == '>' ? "<" + c.op.substr(1) : ">" + c.op.substr(1), c.value = -c.value;
            if (std::ranges::find(m_metrics, c.metric) == m_metrics.end()) m_metrics.insert(m_metrics.begin(), c.metric);
            s.used = const_cast<Span*>(number)->used = true;
            m_taken[number->first] = true;
            q.having.push_back(c);
            continue;
        }
        c.share = t.percent && whole_sum(c.metric) && c.metric.find(':') == std::string::npos && (has("dim") || has("which"));
        s.used = true;
        const_cast<Span*>(number)->used = true;
        m_taken[number->first] = true;
        condition(std::move(c));
    }
    read_bare_conditions();
    const bool value_asked = std::ranges::any_of(m_r.spans, [](const Span& s) { return s.is("value"); });
    const bool asked_by_metric =
        std::ranges::any_of(q.having, [](const Condition& c) { return c.metric == "roi" || c.metric == "profit"; });
    if (!asked_by_metric && (has("loss") || has("gain")) && m_v.available("profit")) {
        const bool where = !value_asked && std::ranges::any_of(m_r.tokens, [](const Token& x) { // "where do we waste money"
            return x.word == "where" || x.raw == "o\u00f9" || x.raw == "O\u00f9";
        });
        const bool group = has("dim") || has("count") || has("unit") || has("list") || has("which") || where;
        if (where && q.by.empty()) add_key(m_v.default_dimension());
        const Span* loss = m_r.find(has("loss") ? "loss" : "gain");
        const std::string w = words(*loss);
        const bool denied = loss->first > 0 && one_of(m_r.tokens[loss->first - 1].word, {"not", "pas", "never", "t"});
        const bool superlative = has("max") || has("min") || has("best") || has("worst") || has("nth");
        const bool named = loss->is("metric"); // "profit", "marge": a metric
        if (!named && group && !superlative) condition({"profit", (has("loss") != denied) ? "<" : ">", 0, 0, ""});
        if (!named && superlative && has("loss")) m_loss_order = true;
        if (std::ranges::find(m_metrics, "profit") == m_metrics.end() &&
            ((group && !(superlative && !has("loss"))) || value_asked || m_metrics.empty()) &&
            !(has("nth") && !m_metrics.empty()))
            m_metrics.insert(m_metrics.begin(), "profit");
        m_profit_asked = true;
    }
}

/// "guests under 30", "people over 40": an age, of a column of ages or of bands such as 30-34.
bool QueryBuilder::age_condition(const Span& number, const std::string& op, size_t at) {
    const Token& t = m_r.tokens[number.first];
    const std::string genders = m_v.dimension_of_kind("gender"); // "women over 40"
    const bool gendered = at > 0 && !genders.empty() && m_r.spans[at - 1].is("value") && !m_r.spans[at - 1].values.empty() &&
                          m_r.spans[at - 1].values.front().field == genders;
    const bool person = at > 0 && (m_r.spans[at - 1].is("dim") ? m_r.spans[at - 1].find("dim")->detail == "customer"
                                                               : m_r.spans[at - 1].is("value") && (!has("metric") || gendered));
    if (!person || t.percent || t.scaled || *t.number < 10 || *t.number > 110 || (op[0] != '<' && op[0] != '>')) return false;
    const std::string bands = m_v.dimension_of_kind("age");
    if (!bands.empty()) {
        std::vector<std::string> in;
        for (const std::string& band : m_v.values_of(bands)) {
            const double low = std::atof(band.c_str());
            const size_t dash = band.find_first_of("-+");
            const double high = dash != std::string::npos && band[dash] == '-' ? std::atof(band.c_str() + dash + 1) : 200;
            if (op[0] == '>' ? low >= *t.number : high <= *t.number) in.push_back(band);
        }
        if (in.empty()) return false;
        m_bands = ValueFilter{bands, in, false};
        return true;
    }
    for (const DatasetColumn& c : m_v.dataset().columns)
        if (c.role == "attribute" && metrics::fold(c.name).starts_with("age")) {
            q.rows_where.push_back({c.field, op, *t.number, 0, ""});
            return true;
        }
    return false;
}

/// Conditions without an operator of their own: "born before 1950", "older than 60", "a spend of zero", "dépense nulle".
void QueryBuilder::read_bare_conditions() {
    const std::vector<Token>& t = m_r.tokens;
    std::string age;
    for (const DatasetColumn& c : m_v.dataset().columns)
        if (age.empty() && (c.role == "attribute" || c.role == "measure") && metrics::fold(c.name).starts_with("age"))
            age = c.field;
    for (size_t i = 0; i < t.size(); ++i) {
        const bool before = one_of(t[i].word, {"before", "avant"}),
                   after = one_of(t[i].word, {"after", "apres", "since", "depuis"});
        if ((before || after) && i > 0 && i + 1 < t.size() && t[i + 1].number) {
            for (Span& s : m_r.spans)
                if (const Meaning* a = s.find("attribute"); a && s.last == i && !s.used) {
                    q.rows_where.push_back({a->detail, before ? "<" : ">", *t[i + 1].number, 0, ""});
                    s.used = true;
                    m_taken[i + 1] = true;
                    std::erase_if(m_r.periods, [&](const PeriodHit& p) { return p.first <= i + 1 && i < p.last; });
                    for (Span& other : m_r.spans)
                        if (other.period >= 0) other.period = -1, other.meanings.clear(), other.used = true;
                }
        }
        const bool older = one_of(t[i].word, {"older", "ages", "agees", "age"}), younger = one_of(t[i].word, {"younger"});
        if (!age.empty() && (older || younger) && i + 2 < t.size() &&
            one_of(t[i + 1].word, {"than", "de", "over", "under", "above", "below"})) {
            size_t n = i + 2;
            const bool less = younger || one_of(t[i + 1].word, {"under", "below"}) || t[n].word == "moins";
            while (n < t.size() && one_of(t[n].word, {"plus", "moins", "de"})) ++n;
            if (n < t.size() && t[n].number && !m_taken[n] &&
                std::ranges::none_of(q.rows_where, [&](const Condition& c) { return c.metric == age; })) {
                q.rows_where.push_back({age, less ? "<" : ">", *t[n].number, 0, ""});
                m_taken[n] = true;
                for (Span& s : m_r.spans)
                    if ((s.first >= i && s.first <= n) || s.is("attribute")) {
                        const Meaning* a = s.find("attribute");
                        if (!a || a->detail == age) s.used = true;
                    }
            }
        }
        if (one_of(t[i].word, {"nulle", "nulles", "nul", "nuls"}) && i > 0) {
            std::string metric;
            for (const Span& s : m_r.spans)
                if (s.first < i && s.is("metric")) metric = s.find("metric")->detail;
            if (!metric.empty()) condition({metric, "=", 0, 0, ""});
        }
    }
}

void QueryBuilder::read_weekdays() {
    static const std::map<std::string, int, std::less<>> days{
        {"monday", 1},   {"mondays", 1},   {"lundi", 1},     {"lundis", 1},     {"tuesday", 2},  {"tuesdays", 2},
        {"mardi", 2},    {"mardis", 2},    {"wednesday", 3}, {"wednesdays", 3}, {"mercredi", 3}, {"mercredis", 3},
        {"thursday", 4}, {"thursdays", 4}, {"jeudi", 4},     {"jeudis", 4},     {"friday", 5},   {"fridays", 5},
        {"vendredi", 5}, {"vendredis", 5}, {"saturday", 6},  {"saturdays", 6},  {"samedi", 6},   {"samedis", 6},
        {"sunday", 7},   {"sundays", 7},   {"dimanche", 7},  {"dimanches", 7}};
    if (weekend_against_week()) return;
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

void QueryBuilder::read_aggregate() {
    std::string aggregate;
    if (has("median"))
        aggregate = "median";
    else if (has("spread"))
        aggregate = "range";
    else if (has("stddev"))
        aggregate = "stddev";
    else
        for (const Span& s : m_r.spans)
            if ((s.is("avg") || s.is("ref")) && !s.used && !(s.first > 0 && m_r.tokens[s.first - 1].word == "i") &&
                !one_of(words(s), {"overall", "the overall", "normal", "usual", "d habitude"}))
                aggregate = "mean";
    if (aggregate.empty() && has("perhead") && m_v.rows_are_things()) aggregate = "mean"; // "meat per head": a row each
    m_aggregate = aggregate;
    for (size_t i = 0; i < m_r.spans.size(); ++i) {
        const Span& s = m_r.spans[i];
        const Meaning* grain = s.find("grain");
        if (!grain) continue;
        const bool named = m_v.rows_are_things() && std::ranges::any_of(m_r.spans, [&](const Span& x) { // "nights per year"
                               if (!x.is("column")) return false;
                               const DatasetColumn* c = m_v.dataset().by_field(x.columns.front());
                               return c && metrics::fold(c->name).find(grain->detail) != std::string::npos;
                           });
        if (named) continue;
        const std::string key = "time:" + grain->detail;
        if (!aggregate.empty() && grain->detail != "weekday") {
            q.inner = key;
            q.aggregate = aggregate;
        } else {
            m_grain = key;
        }
    }
}

std::vector<std::string> QueryBuilder::key_figures() const {
    std::vector<std::string> out;
    for (const char* m : {"cost", "revenue", "orders", "roi", "clicks"})
        if (m_v.available(m) && out.size() < 4) out.push_back(m);
    if (out.empty())
        for (const DatasetColumn& c : m_v.dataset().columns)
            if (c.role == "measure" && out.size() < 4) out.push_back(c.field);
    return out;
}

void QueryBuilder::read_order() {
    // "the evolution of spend": over time
    const auto& dates = m_v.dataset().dates;
    if (has("trendword") && q.by.empty() && q.inner.empty() && dates && !q.baseline && q.periods.size() < 2 && q.having.empty() &&
        !q.share && !q.count_groups && !superlative()) {
        const int days = q.periods.empty() ? dates->days() : q.periods.front().range.days();
        q.by = {days <= 92 ? "time:day" : days <= 400 ? "time:week" : "time:month"};
    }
    if (has("asc")) q.descending = false;
    if (has("desc")) q.descending = true;
    if (!q.order_by.empty() && std::ranges::find(q.metrics, q.order_by) == q.metrics.end() && !q.metrics.empty() &&
        !m_v.available(q.order_by))
        q.order_by = q.metrics.front();
}

void QueryBuilder::read_rows() {
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

bool QueryBuilder::yes_no() const {
    if (q.by.size() == 1 && q.by.front() != "time:weekend" && q.having.empty() && !m_profit_asked) return false;
    if (m_r.tokens.empty()) return false;
    static const std::set<std::string, std::less<>> first{"did",  "is",  "are",  "was",   "were", "has", "have", "do",
                                                          "does", "est", "sont", "avons", "a",    "ont", "can",  "will"};
    const bool start = first.contains(m_r.tokens.front().word);
    const bool french = m_r.has_word({"t"}) && m_r.has_word({"il", "elle", "on"});
    return (start || french) && (m_profit_asked || !q.having.empty() || q.baseline.has_value());
}

} // namespace plumbline::assistant::parts
