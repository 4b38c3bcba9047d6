// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assistant/query_builder.h"

/// Sides that are compared, conditions on a number of days, running totals.
namespace plumbline::assistant::parts {

void QueryBuilder::read_sides(std::vector<NamedGroup> sides) {
    if (sides.size() < 2 || m_v.rows_are_things()) return;
    const std::string field = sides.front().filters.front().dimension;
    const bool one_field = std::ranges::all_of(sides, [&](const NamedGroup& g) { return g.filters.front().dimension == field; });
    if (!one_field && sides.size() == 2 && has("compare") && q.filters.size() == 2) { // "newsletter vs cart reminder"
        const Span* between = m_r.find("compare");
        size_t first = m_r.tokens.size(), last = 0;
        for (const Span& s : m_r.spans)
            if (s.is("value") && !s.used) first = std::min(first, s.first), last = std::max(last, s.first);
        if (first < between->first && between->first < last) {
            q.filters.clear();
            q.groups = std::move(sides);
        }
        return;
    }
    const bool compared = has("compare") || (superlative() && m_r.has_word({"or", "ou", "than", "que"})) ||
                          (has("op") && m_r.has_word({"than", "que"}));
    const bool gap = std::ranges::any_of(m_r.spans, [&](const Span& s) {
        static constexpr auto gaps = {"gap between",    "difference between",
                                      "ecart entre",    "gap",
                                      "ecart",          "delta",
                                      "difference",     "how much more",
                                      "how much less",  "how much higher",
                                      "how much lower", "how many more",
                                      "how many fewer", "combien de plus",
                                      "how many less",  "combien de moins"};
        const std::string w = words(s);
        return (s.is("compare") || s.is("by_how_much")) && std::ranges::find(gaps, w) != gaps.end();
    });
    if (!one_field || (!compared && !gap)) return;
    if (has("why")) return;                                         // the figures of both stand beside each other there
    for (size_t s = 0; s < sides.size() && sides.size() > 2; ++s) { // "tier 1 or tier 2 on Instagram": within Instagram
        const std::vector<std::string> whole = sides[s].filters.front().values;
        std::vector<NamedGroup> narrowed;
        for (size_t o = 0; o < sides.size(); ++o) {
            if (o == s) continue;
            NamedGroup g = sides[o];
            std::erase_if(g.filters.front().values,
                          [&](const std::string& v) { return std::ranges::find(whole, v) == whole.end(); });
            if (!g.filters.front().values.empty() && g.filters.front().values.size() < sides[o].filters.front().values.size())
                narrowed.push_back(std::move(g));
        }
        if (narrowed.size() + 1 != sides.size()) continue;
        sides = std::move(narrowed);
        break;
    }
    for (size_t a = 0; a < sides.size(); ++a) // what is part of the other is no side of its own
        for (size_t b = 0; b < sides.size(); ++b)
            if (a != b && std::ranges::all_of(sides[a].filters.front().values, [&](const std::string& v) {
                    return std::ranges::find(sides[b].filters.front().values, v) != sides[b].filters.front().values.end();
                }))
                return;
    const bool several = std::ranges::any_of(sides, [](const NamedGroup& g) { return g.filters.front().values.size() > 1; });
    if (!several && !(gap && sides.size() == 2)) {
        for (ValueFilter& f : q.filters) // the sides alone, where one of the words narrowed the others
            if (f.dimension == field && !f.exclude) {
                f.values.clear();
                for (const NamedGroup& g : sides) f.values.push_back(g.filters.front().values.front());
            }
        return;
    }
    std::erase_if(q.filters, [&](const ValueFilter& f) { return f.dimension == field && !f.exclude; });
    q.groups = std::move(sides);
    if (gap && q.groups.size() == 2) q.change = "absolute";
}

bool QueryBuilder::read_times(Condition number, size_t unit_span) {
    Span& unit = m_r.spans[unit_span];
    const std::string name = unit.find("unit")->detail;
    if (unit.period >= 0 || (name != "day" && name != "week" && name != "month") || number.op == "between") return false;
    number.metric = "units";
    m_times = number;
    m_times_unit = "time:" + name;
    unit.meanings.clear();
    unit.used = true;
    return true;
}

/// "had 10 days above 500", "the most days without an order".
void QueryBuilder::read_bare_times() {
    if (m_times || q.having.empty() || !(has("dim") || has("which"))) return;
    for (size_t i = 1; i < m_r.spans.size(); ++i) {
        Span& s = m_r.spans[i];
        const Meaning* unit = s.find("unit");
        if (!unit || s.period >= 0 || s.is("grain")) continue;
        Span& lead = m_r.spans[i - 1];
        const bool beside = lead.last <= s.first && s.first - lead.last <= 1;
        const bool counted =
            i > 1 && (m_r.spans[i - 2].is("count") || m_r.spans[i - 2].is("top") || m_r.spans[i - 2].is("max") ||
                      m_r.spans[i - 2].is("list") || m_r.spans[i - 2].is("which") || m_r.spans[i - 2].is("best"));
        if (lead.is("number") && !lead.used && beside && !counted && has("dim")) {
            const Token& t = m_r.tokens[lead.first];
            if (t.percent || *t.number < 2 || !read_times({"", ">=", *t.number, 0, ""}, i)) continue;
            lead.used = true;
            m_taken[lead.first] = true;
            return;
        }
        const bool most = lead.is("max") || lead.is("min");
        if (most && beside && has("dim") && !lead.used && words(s) != "day" && words(s) != "jour" && words(s) != "week") {
            m_most_times = true;
            q.descending = lead.is("max");
            lead.used = true;
            lead.meanings.clear();
            m_times_unit = "time:" + unit->detail;
            s.meanings.clear();
            s.used = true;
            return;
        }
    }
}

void QueryBuilder::finish_times() {
    const auto timed = [](const std::string& k) { return k.starts_with("time:"); };
    const bool grouped = !std::ranges::all_of(q.by, timed);
    // "how many days did each campaign lose money": the days are counted for each campaign
    if (q.count_groups && grouped && m_counted.empty() && m_unit.starts_with("time:") &&
        std::ranges::count_if(q.by, timed) == 1) {
        m_most_times = true;
        m_times_unit = m_unit;
        q.count_groups = false;
    }
    if (!m_times && !m_most_times) return;
    if (!m_v.dataset().dates) {
        m_plan.problems.push_back({"period", "", "no_date", {}});
        return;
    }
    if (!grouped && has("dim") && q.by.empty() && !q.count_groups) add_key(m_v.default_dimension());
    if (std::ranges::all_of(q.by, timed)) { // of everything together: so many days
        q.by = {m_times_unit};
        q.count_groups = true;
        q.limit.reset();
        return;
    }
    std::erase_if(q.by, timed);
    q.inner = m_times_unit;
    q.aggregate = "count";
    q.times = m_times;
    q.order_by = "units";
    if (!m_most_times || !m_singular) q.limit.reset();
    if (m_most_times && m_singular && !q.limit) q.limit = 1;
    q.yes_no = false;
}

void QueryBuilder::read_running() {
    if (!has("running") || !m_v.dataset().dates || q.baseline || q.periods.size() > 1) return;
    const bool when = has("when") || m_r.has_word({"date", "jour", "day"});
    bool time = std::ranges::any_of(q.by, [](const std::string& k) { return k.starts_with("time:"); });
    const bool running = std::ranges::any_of(m_r.spans, [&](const Span& s) {
        const std::string w = words(s);
        return s.is("running") && w.find("running") != std::string::npos;
    });
    if (!time && q.inner.starts_with("time:"))
        q.by.insert(q.by.begin(), q.inner), q.inner.clear(), q.aggregate.clear(), time = true;
    if (!time && (running || has("trendword") || has("chartword") || (when && !q.having.empty())))
        q.by.insert(q.by.begin(), "time:day"), time = true;
    if (!time) return; // "cumulative revenue since January": a sum
    q.cumulative = true;
    q.share = q.count_groups = false;
    if (q.having.empty() || !when) {
        if (q.order_by != "key") q.order_by.clear(), q.limit.reset();
        return;
    }
    q.order_by = "key"; // the first day on which it holds
    q.descending = false;
    q.limit = 1;
}

void QueryBuilder::settle_conditions() {
    for (Condition& c : q.having)
        if (c.metric == "?" && !q.metrics.empty() && m_metrics.front() != "?") c.metric = q.metrics.front();
    if (m_v.rows_are_things() && has("count") && has("dim") && m_v.dataset().dimensions().empty() && !q.rows_where.empty())
        q.metrics = {"rows"}; // "how many markets have sales above 20"
    // "is the click rate of X below average?": its figure beside that of all
    if (q.by.empty() && q.groups.empty() && q.having.size() == 1 && q.having.front().reference == "average" &&
        !whole_sum(q.having.front().metric) && q.filters.size() == 1 && !q.filters.front().exclude && q.inner.empty() &&
        !q.baseline && q.periods.size() < 2 && !m_v.rows_are_things()) {
        std::string label;
        for (const std::string& v : q.filters.front().values) label += (label.empty() ? "" : ", ") + v;
        q.groups = {{label, q.filters}, {m_r.language == Language::fr ? "Ensemble" : "All", {}}};
        q.metrics = {q.having.front().metric};
        q.having.clear();
        q.filters.clear();
        q.order_by.clear();
        q.limit.reset();
        q.yes_no = false;
    }
    const bool on_change = std::ranges::any_of(q.having, [](const Condition& c) { return c.reference == "change"; });
    if (on_change && !q.baseline) {
        if (q.periods.empty() && m_v.dataset().dates) {
            const DateRange d = metrics::last_complete_periods(m_v.dataset(), Grain::month, 1);
            q.periods.push_back({"", d});
            m_plan.assumptions.push_back("period:" + to_iso(d.from) + ":" + to_iso(d.to));
        }
        if (q.periods.size() == 2) {
            const size_t later = q.periods[0].range.from > q.periods[1].range.from ? 0 : 1;
            q.baseline = q.periods[1 - later];
            q.periods = {q.periods[later]};
        } else if (q.periods.size() == 1) {
            q.baseline = NamedPeriod{"", metrics::comparison_period(q.periods.front().range, metrics::Comparison::previous)};
            m_plan.assumptions.push_back("baseline:" + to_iso(q.baseline->range.from) + ":" + to_iso(q.baseline->range.to));
        }
    }
    if (on_change && q.by.empty() && (has("which") || has("dim"))) add_key(m_v.default_dimension());
    if (on_change) q.change = "relative", q.order_by = "change", q.limit.reset(), q.yes_no = false;
    const bool gap = m_r.has_word({"gap", "difference", "ecart", "spread", "delta"});
    if (gap && has("both_ends") && q.by.size() == 1 && q.metrics.size() == 1) { // "between our best and our worst month"
        q.inner = q.by.front();
        q.aggregate = "range";
        q.by.clear();
        q.order_by.clear();
        q.limit.reset();
    }
    // "March + April", "January and February together": one period where they follow each other
    bool plus = false;
    for (const Token& t : m_r.tokens) plus = plus || t.word == "+";
    if ((plus || has("total")) && q.periods.size() >= 2 && q.by.empty() && !has("compare") && !q.baseline) {
        std::ranges::sort(q.periods, {}, [](const NamedPeriod& p) { return p.range.from; });
        bool joined = true;
        for (size_t i = 1; i < q.periods.size(); ++i) joined = joined && q.periods[i].range.from == q.periods[i - 1].range.to + 1;
        if (joined) q.periods = {{"", {q.periods.front().range.from, q.periods.back().range.to}}};
    }
    if (q.periods.size() > 2) // "of 2026: January to March against April to June"
        std::erase_if(q.periods, [&](const NamedPeriod& p) {
            return std::ranges::all_of(
                q.periods, [&](const NamedPeriod& o) { return p.range.from <= o.range.from && o.range.to <= p.range.to; });
        });
    // Two groups against each other on each day: not known
    const bool against = m_r.has_word({"than", "que"}) &&
                         std::ranges::any_of(q.filters, [](const ValueFilter& f) { return !f.exclude && f.values.size() > 1; });
    if (against && (has("op") || has("max")) && (q.count_groups || !q.by.empty()) &&
        std::ranges::all_of(
            q.by, [](const std::string& k) { return k.starts_with("time:") && k != "time:weekday" && k != "time:weekend"; }) &&
        q.groups.empty() && q.having.empty())
        m_plan.problems.push_back({"beyond", "sides_by_unit", "", {}});
    // One period inside the other, and nothing that compares them: the narrower one is meant.
    if (q.periods.size() == 2 && !has("compare") && !q.baseline) {
        const DateRange a = q.periods[0].range, b = q.periods[1].range;
        if (a != b && a.from <= b.from && b.to <= a.to)
            q.periods.erase(q.periods.begin());
        else if (a != b && b.from <= a.from && a.to <= b.to)
            q.periods.pop_back();
    }
}

void QueryBuilder::refuse_single_rows() {
    if (!m_v.rows_are_things() || !q.by.empty() || q.count_groups || !superlative() || has("count")) return;
    const bool thing = std::ranges::any_of(m_r.spans, [](const Span& s) {
        const Meaning* d = s.find("dim");
        return d && (d->detail == "customer" || d->detail == "row");
    });
    const bool several = std::ranges::any_of(m_r.spans, [&](const Span& s) {
        return s.is("number") && !s.used && *m_r.tokens[s.first].number >= 2 && !m_r.tokens[s.first].percent;
    });
    if (thing && several) m_plan.problems.push_back({"beyond", "single_rows", "", {}});
}

void QueryBuilder::read_share() {
    if (std::ranges::any_of(q.having, [](const Condition& c) { return c.share; })) return;
    if (!has("share") && !share_words()) return;
    if (q.metrics.empty()) return;
    const Span* said = m_r.find("share");
    if (!said)
        for (const Span& x : m_r.spans)
            if (const Meaning* m = x.find("metric"); m && m->detail.ends_with("_share")) said = &x;
    const Span& s = *said;
    const std::string w = words(s);
    if ((s.is("metric") && !share_words()) || (w == "part" && m_r.has_word({"apart"}))) return;
    // "what share of leads became orders"
    const bool becomes = m_r.has_word(
        {"become",  "became", "becomes", "turn",  "turned",     "turns",     "convert",     "converted",    "end",
         "ended",   "ends",   "result",  "lead",  "deviennent", "finissent", "aboutissent", "transforment", "transforme",
         "devient", "from",   "come",    "comes", "came",       "vient",     "viennent",    "proviennent",  "provient"});
    if (q.metrics.size() == 2 && (q.filters.empty() || becomes) && whole_sum(q.metrics[0]) && whole_sum(q.metrics[1]) &&
        (q.by.empty() || becomes)) {
        q.metrics = {"ratio:" + q.metrics[1] + "/" + q.metrics[0]};
        if (!q.order_by.empty()) q.order_by = q.metrics.front();
        return;
    }
    if (!whole_sum(q.metrics.front()) && q.metrics.front() != "rows") return;
    bool of_units = false; // "percentage of days on which …": of those of the filter
    for (size_t i = 0; i + 1 < m_r.spans.size(); ++i)
        of_units = of_units || (&m_r.spans[i] == said && m_r.spans[i + 1].is("unit") && m_r.spans[i + 1].first <= said->last + 2);
    if (!q.having.empty() && (q.filters.empty() || of_units) &&
        (w.starts_with("share") || w.starts_with("percent") || w.starts_with("proportion") || w.starts_with("pourcentage") ||
         w.starts_with("quelle part") || w.starts_with("part") || w.starts_with("fraction")) &&
        (has("dim") || has("unit"))) {
        q.count_groups = true; // "what share of campaigns is profitable"
        q.share = true;
        if (q.by.empty()) add_key(m_unit.empty() ? m_v.default_dimension() : m_unit);
        q.limit.reset();
        return;
    }
    if (q.filters.empty() && q.by.empty() && q.rows_where.empty() && q.periods.empty() && q.weekdays.empty()) {
        if (m_own && !q.across_metrics &&
            (w.starts_with("share") || w.starts_with("percent") || w.starts_with("part") || w.starts_with("proportion")))
            m_plan.problems.push_back({"beyond", "share_of_what", "", {}}); // the sum would look like an answer
        return;
    }
    q.share = true;
    q.share_each = m_r.has_word({"leur", "leurs", "their", "each", "chacun", "chacune", "respective", "its"});
    q.inner.clear();
    q.aggregate.clear();
    const bool over_time =
        !q.by.empty() && std::ranges::all_of(q.by, [](const std::string& k) { return k.starts_with("time:"); });
    if (!q.filters.empty() && over_time) { // "Google's slice of sales each month": of each month
        q.share_filters = {q.filters.back()};
        return;
    }
    if (!q.filters.empty() && (q.by.empty() || std::ranges::all_of(q.by, [&](const std::string& k) {
                                   return std::ranges::any_of(q.filters, [&](const ValueFilter& f) { return f.dimension == k; });
                               }))) {
        // The finer of two filters is the part, the coarser the whole.
        std::vector<ValueFilter> filters = q.filters;
        if (filters.size() > 1) // "mobile clicks from Austria": what stands before the metric is of the whole
            for (size_t i = 0; i + 1 < m_r.spans.size(); ++i) {
                const Span& x = m_r.spans[i];
                if (!x.is("value") || x.values.empty() || !m_r.spans[i + 1].is("metric") || x.last != m_r.spans[i + 1].first)
                    continue;
                std::erase_if(filters, [&](const ValueFilter& f) {
                    return std::ranges::any_of(x.values, [&](const ValueHit& h) { return h.field == f.dimension; });
                });
                if (filters.empty()) filters = q.filters;
            }
        if (filters.size() > 1 && m_bands) { // "women over 45": both tell who is meant
            q.share_filters = filters;
        } else if (filters.size() > 1) {
            std::ranges::stable_sort(filters, [&](const ValueFilter& a, const ValueFilter& b) {
                return m_v.values_of(a.dimension).size() > m_v.values_of(b.dimension).size();
            });
            q.share_filters = {filters.front()};
        } else {
            q.share_filters = filters;
        }
        const bool separate = q.by.size() == 1 && q.filters.size() == 1 && q.filters.front().values.size() > 1 &&
                              (has("compare") || whole_values());
        if (!separate) q.by.clear();
        q.limit.reset();
    } else if (q.by.empty() && !q.periods.empty() && q.filters.empty()) {
        // "what share of revenue came in the last week": of all days
    }
}

bool QueryBuilder::weekend_against_week() {
    bool weekend = false, week = false;
    Span* unit = nullptr;
    for (Span& s : m_r.spans) {
        if (const Meaning* m = s.find("isweekend")) (m->detail == "on" ? weekend : week) = true;
        if (const Meaning* u = s.find("unit"); u && s.period < 0) {
            if (u->detail == "weekend") return false; // named as a pair
            const std::string w = words(s);
            if (u->detail == "weekday" && (w == "weekdays" || w == "weekday" || w == "week days" || w == "jours de semaine"))
                week = true, unit = &s;
        }
    }
    if (!weekend || !week) return false;
    if (unit) unit->meanings.clear(), unit->used = true;
    for (Span& s : m_r.spans)
        if (s.is("isweekend")) s.used = true;
    add_key("time:weekend");
    if (whole_metrics() && (has("avg") || has("best"))) m_daily = true;
    return true;
}

void QueryBuilder::read_comparison() {
    const bool moved = m_r.has_word({"drop",     "drops",  "fall",   "fell",    "rise",      "rose",        "grown",
                                     "grew",     "growth", "gained", "lost",    "increase",  "decrease",    "decline",
                                     "improved", "baisse", "hausse", "recul",   "progresse", "progression", "augmente",
                                     "chute",    "jump",   "change", "changed", "evolue",    "evolution"});
    const bool less =
        m_r.has_word({"combien"}) && m_r.has_word({"moins", "plus"}) && m_r.has_word({"que", "qu"}) && q.periods.size() == 2;
    const bool change = has("by_how_much") || (moved && superlative()) || less;
    if (q.periods.size() == 1 && !q.baseline && (change || changed_asked() || moved))
        if (const auto pair = two_periods(q.periods.front())) {
            q.periods = {pair->second};
            q.baseline = pair->first;
        }
    static constexpr auto small = {"in", "en",  "did", "we", "they", "it", "was", "on",   "had",
                                   "at", "the", "au",  "a",  "du",   "le", "la",  "nous", "were"};
    if (q.periods.size() == 1 && !q.baseline && m_v.dataset().dates &&
        (m_r.has_word({"more", "less", "higher", "lower", "better", "worse", "plus", "moins", "mieux"}))) {
        size_t t = 0; // "are we making more than in April?": the last month that is complete against it
        for (const Span& s : m_r.spans)
            if (s.period >= 0) t = s.first;
        while (t > 0 && std::ranges::find(small, m_r.tokens[t - 1].word) != small.end()) --t;
        const DateRange named = q.periods.front().range;
        for (const Grain g : {Grain::day, Grain::week, Grain::month, Grain::quarter, Grain::year})
            if (t > 0 && one_of(m_r.tokens[t - 1].word, {"than", "que", "qu"}) && period_start(named.from, g) == named.from &&
                period_end(named.from, g) == named.to && !q.baseline) {
                const DateRange latest = metrics::last_complete_periods(m_v.dataset(), g, 1);
                if (latest == named) break;
                q.baseline = q.periods.front();
                q.periods = {{"", latest}};
                q.order_by.clear();
                q.limit.reset();
                m_plan.assumptions.push_back("period:" + to_iso(latest.from) + ":" + to_iso(latest.to));
            }
    }
    std::vector<NamedPeriod> years, within; // "January and February, this year against last year"
    for (const NamedPeriod& p : q.periods) {
        const bool whole =
            period_start(p.range.from, Grain::year) == p.range.from && period_end(p.range.from, Grain::year) == p.range.to;
        (whole ? years : within).push_back(p);
    }
    if (years.size() == 2 && !within.empty()) {
        DateRange part = within.front().range;
        for (const NamedPeriod& p : within) part = {std::min(part.from, p.range.from), std::max(part.to, p.range.to)};
        const int of = to_civil(part.from).year;
        q.periods.clear();
        for (const NamedPeriod& y : years) {
            const int months = 12 * (to_civil(y.range.from).year - of);
            q.periods.push_back(
                {y.label, {add_periods(part.from, Grain::month, months), add_periods(part.to + 1, Grain::month, months) - 1}});
        }
    }
    if (q.periods.size() == 2 && !q.baseline) { // "year to date, with last year": of last year as many days
        auto says = [](const NamedPeriod& p, std::initializer_list<const char*> words) {
            const std::string w = metrics::fold(p.label);
            return std::ranges::any_of(words, [&](const char* x) { return w.find(x) != std::string::npos; });
        };
        for (const size_t i : {size_t{0}, size_t{1}})
            if (!q.baseline && says(q.periods[i], {"to date", "ytd", "depuis le debut de l", "so far this year"}) &&
                says(q.periods[1 - i], {"last year", "l an dernier", "annee derniere", "l an passe", "annee passee"})) {
                const DateRange base = q.periods[i].range;
                const std::string label = q.periods[1 - i].label;
                q.periods = {q.periods[i]};
                q.baseline = NamedPeriod{label, metrics::comparison_period(base, metrics::Comparison::year)};
            }
    }
    // "was revenue higher in October than in September?"
    if (q.periods.size() == 2 && q.by.empty() && !q.baseline && !m_r.tokens.empty() &&
        one_of(m_r.tokens.front().word, {"was", "were", "did", "is", "are", "has", "have"}) && superlative()) {
        q.descending = !has("min") && !has("worst");
        q.baseline = q.periods[1];
        q.periods = {q.periods[0]};
        q.order_by.clear();
        q.limit.reset();
    }
    if (q.periods.size() == 2 && (change || changed_asked()) && q.by.empty() && !q.baseline) {
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
    } else if (q.periods.size() == 1 && !q.baseline && changed_verb() && m_v.dataset().dates && !has("trendword") &&
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
    if (q.order_by == "change" &&
        m_r.has_word({"fastest", "quickest", "vite", "rapide", "rapidement", "percent", "pourcentage", "%", "rate", "taux"}))
        q.order_by = "change_pct";
    if (q.baseline && q.change.empty()) q.change = change || changed_asked() ? "relative" : "";
}

void QueryBuilder::read_periods() {
    for (size_t i = 0; i < m_r.spans.size(); ++i) {
        const Span& s = m_r.spans[i];
        if (s.period < 0) continue;
        const PeriodHit& p = m_r.periods[static_cast<size_t>(s.period)];
        if (p.weekday) q.weekdays = {p.weekday};
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
    DateRange other = metrics::comparison_period(base, *m_before == PeriodHit::Kind::last_year ? metrics::Comparison::year
                                                                                               : metrics::Comparison::previous);
    // "this week": what the data have only begun is held against as many days.
    if (const auto& dates = m_v.dataset().dates; dates && base.from <= dates->to && dates->to < base.to) {
        base.to = dates->to;
        if (other.days() > base.days()) other.to = other.from + (base.days() - 1);
        q.periods.front().range = base;
        m_plan.assumptions.push_back("period:" + to_iso(base.from) + ":" + to_iso(base.to));
    }
    q.baseline = NamedPeriod{m_before_words, other};
}

} // namespace plumbline::assistant::parts
