// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/assistant/parser.h"
#include "core/metrics/nearest.h"

namespace plumbline::assistant::parts {

namespace {

bool cue(const Reading& r) {
    for (const Span& s : r.spans)
        if (s.is("follow") && s.first <= 1) return true;
    if (r.tokens.empty()) return false;
    static const std::set<std::string, std::less<>> first{
        "and",     "et",   "also",  "only",  "same", "now",  "instead", "but",        "mais",      "aussi",
        "then",    "for",  "in",    "pour",  "en",   "par",  "by",      "as",         "sort",      "exclude",
        "without", "sans", "split", "break", "ok",   "plus", "hors",    "uniquement", "seulement", "what"};
    return first.contains(r.tokens.front().word) &&
                   (r.tokens.front().word != "what" || (r.tokens.size() > 1 && r.tokens[1].word == "about")) &&
                   r.tokens.front().word != "in" && r.tokens.front().word != "for"
               ? true
               : false;
}

bool pronoun(const Reading& r) {
    static const std::set<std::string, std::less<>> words{"it",   "that",  "this",  "them",   "those", "these", "they", "ca",
                                                          "cela", "celui", "celle", "elles",  "ils",   "same",  "its",  "their",
                                                          "leur", "leurs", "meme",  "celles", "ceux",  "one"};
    return std::ranges::any_of(r.tokens, [&](const Token& t) {
        if (!words.contains(t.word)) return false;
        const size_t i = static_cast<size_t>(&t - r.tokens.data());
        const bool period =
            std::ranges::any_of(r.spans, [&](const Span& s) { return s.period >= 0 && s.first <= i && i < s.last; });
        return !period;
    });
}

} // namespace

bool edit_plan(Reading& r, const Plan& before, Plan& plan) {
    if (before.queries.empty() || before.route == Route::unsafe) return false;
    Plan scratch;
    const std::vector<std::string> metrics_named = read_metrics(r, scratch);
    const bool question = std::ranges::any_of(
        r.spans, [](const Span& s) { return s.is("which") || s.is("count") || s.is("howmuch") || s.is("when"); });
    const bool full = !metrics_named.empty() && (question || r.tokens.size() > 9) && !cue(r) && !pronoun(r);
    const bool incomplete = metrics_named.empty() || cue(r) || pronoun(r) || (r.tokens.size() <= 5 && !question);
    if (full || !incomplete) return false;
    const Route alone = choose_route(r);
    if (alone == Route::segmentation || alone == Route::allocation || alone == Route::audit) return false;
    if (alone == Route::report && !pronoun(r) && r.tokens.size() > 6) return false;
    if (alone == Route::out_of_scope && !r.unknown.empty() && r.spans.empty()) return false;

    const bool pair = r.has_word({"two", "deux", "both", "them", "between"}) || r.tokens.size() <= 6;
    const bool gap = r.has_word({"difference", "ecart", "gap", "delta"}) && metrics_named.empty() && r.periods.empty();
    if (gap && pair && !before.queries.front().baseline && before.queries.front().periods.size() < 2 &&
        before.queries.front().groups.empty()) {
        plan = before;
        plan.problems.clear();
        plan.assumptions.clear();
        SemanticQuery& both = plan.queries.front();
        const std::optional<SemanticQuery>& earlier = before.earlier;
        const bool periods = earlier && earlier->periods.size() == 1 && both.periods.size() == 1 &&
                             earlier->periods.front().range != both.periods.front().range;
        const bool scopes = earlier && !earlier->filters.empty() && !both.filters.empty() && earlier->filters != both.filters;
        if (periods)
            both.periods.push_back(earlier->periods.front());
        else if (scopes) {
            for (const SemanticQuery* side : {static_cast<const SemanticQuery*>(&both), &*earlier}) {
                std::string label;
                for (const ValueFilter& f : side->filters)
                    for (const std::string& value : f.values) label += (label.empty() ? "" : ", ") + value;
                both.groups.push_back({label, side->filters});
            }
            both.filters.clear();
        } else {
            plan.problems.push_back({"beyond", "earlier", "", {}});
        }
        both.change = "absolute";
        both.order_by.clear();
        both.limit.reset();
        return true;
    }
    plan = before;
    plan.earlier = before.queries.front();
    plan.problems.clear();
    plan.assumptions.clear();
    plan.queries = {before.queries.front()};
    SemanticQuery& q = plan.queries.front();
    SemanticQuery edit;
    Reading copy = r;
    edit = build_query(copy, scratch);
    std::vector<ValueFilter> filters = edit.filters;
    r = copy;
    if (filters.empty() && metrics_named.empty()) // "and in 936?"
        for (const Token& t : r.tokens)
            for (const ValueFilter& f : q.filters)
                if (t.number && !t.spelled && !t.percent && filters.empty() &&
                    std::ranges::find(r.vocabulary->values_of(f.dimension), t.raw) != r.vocabulary->values_of(f.dimension).end())
                    filters = {{f.dimension, {t.raw}, false}};

    if (q.count_groups && metrics_named.empty() && filters.empty() && edit.periods.empty() &&
        (r.has("list") || r.has("which") || pronoun(r))) { // "name them", "lesquelles ?": those that were counted
        q.count_groups = q.share = false;
        return true;
    }
    static constexpr auto among_words = {"among them",    "of those",    "of these",   "among those", "among these",
                                         "of them",       "parmi elles", "parmi eux",  "parmi ceux",  "parmi celles",
                                         "d entre elles", "d entre eux", "dans le lot"};
    std::string folded;
    for (const Token& t : r.tokens) folded += (folded.empty() ? "" : " ") + t.word;
    if (q.limit > 1 && q.by.size() == 1 && !q.order_by.empty() && q.order_by != "change" && !edit.order_by.empty() &&
        std::ranges::any_of(among_words, [&](const char* w) { return folded.find(w) != std::string::npos; })) {
        q.among = Selection{q.order_by, q.descending, *q.limit};
        q.metrics = edit.metrics;
        q.order_by = edit.order_by;
        q.descending = edit.descending;
        q.limit = edit.limit.value_or(1);
        return true;
    }
    if (r.has("why") && alone != Route::kpi_qa) { // "why?": explain the last answer
        if (!edit.periods.empty()) q.periods = edit.periods;
        const bool changed = q.baseline.has_value() || r.has("by_how_much");
        q.having.clear();
        q.count_groups = false;
        q.limit.reset();
        q.inner.clear();
        q.aggregate.clear();
        q.share = false;
        if (!q.order_by.empty() && q.by.size() == 1 &&
            before.queries.front().limit == 1) { // why is X the best: the figures behind it
            for (const char* m : {"cost", "revenue", "cvr", "cpc", "aov"})
                if (r.vocabulary->available(m) && std::ranges::find(q.metrics, m) == q.metrics.end()) q.metrics.push_back(m);
        } else {
            q.by = {r.vocabulary->default_dimension()};
        }
        if (changed && !q.baseline && !q.periods.empty())
            q.baseline = NamedPeriod{"", metrics::comparison_period(q.periods.front().range, metrics::Comparison::previous)};
        if (q.baseline) q.change = "contribution", q.order_by = "change";
        plan.route = Route::diagnostic;
        plan.tools = {{"explain_change", "{}"}};
        return true;
    }
    // The route changes where a picture or a document is asked for now.
    if (alone == Route::chart) {
        Reading again = r;
        Plan chart;
        SemanticQuery unused;
        build_chart(again, chart, unused);
        plan.route = Route::chart;
        plan.chart = chart.chart;
        plan.tools = chart.tools;
        if (q.limit == 1) q.limit.reset();
        if (r.has("chartword") && r.detail("chartword") == "auto" &&
            std::ranges::none_of(q.by, [](const std::string& k) { return k.starts_with("time:"); }))
            plan.chart = q.by.empty() ? "line" : "bar";
        if (q.by.empty()) q.by = {plan.chart == "pie" || plan.chart == "bar" ? r.vocabulary->default_dimension() : "time:day"};
    } else if (alone == Route::report) {
        plan.route = Route::report;
        plan.tools = {{"make_report", "{}"}};
    } else if (alone == Route::forecast || alone == Route::budget_simulation) {
        if (alone == Route::forecast && before.route == Route::forecast) {
            SemanticQuery f;
            Plan next;
            build_forecast(r, next, f, Date{r.vocabulary->dataset().dates ? r.vocabulary->dataset().dates->to.days + 1 : 0});
            const auto old_metric = plan.slots["metric"];
            for (const auto& [name, value] : next.slots) plan.slots[name] = value;
            if (metrics_named.empty())
                plan.slots["metric"] = old_metric;
            else
                q.metrics = f.metrics;
            if (!f.filters.empty()) q.filters = f.filters;
            return true;
        }
        Plan next;
        SemanticQuery f;
        if (alone == Route::budget_simulation)
            build_simulation(r, next, f);
        else
            build_forecast(r, next, f, Date{r.vocabulary->dataset().dates ? r.vocabulary->dataset().dates->to.days + 1 : 0});
        if (f.filters.empty()) f.filters = q.filters;
        if (alone == Route::forecast && metrics_named.empty() && !q.metrics.empty()) {
            f.metrics = {q.metrics.front()};
            next.slots["metric"] = json_text(slot_name(f.metrics.front()));
        }
        next.slots["scope"] = scope_slot(f.filters);
        next.route = alone;
        next.queries = {f};
        plan = next;
        return true;
    } else if (before.route == Route::budget_simulation) {
        std::vector<const Token*> numbers;
        for (const Token& t : r.tokens)
            if (t.number) numbers.push_back(&t);
        if (!numbers.empty() && filters.empty()) {
            Plan next;
            SemanticQuery f;
            build_simulation(r, next, f);
            for (const char* name : {"pct", "amount", "level"})
                if (next.slots.contains(name)) {
                    for (const char* old : {"pct", "amount", "level"}) plan.slots.erase(old);
                    plan.slots[name] = next.slots[name];
                }
            return true;
        }
        if (!filters.empty()) {
            q.filters = filters;
            plan.slots["scope"] = scope_slot(filters);
            for (const Token* t : numbers)
                if (t->percent) plan.slots["pct"] = std::to_string(static_cast<int>(*t->number));
            return true;
        }
    }
    // What is named replaces what was there.
    if (!metrics_named.empty()) {
        std::vector<std::string> named;
        for (const std::string& m : edit.metrics) named.push_back(m);
        const bool also = r.has_word({"add", "also", "ajoute", "aussi", "plus"}) && before.route != Route::budget_simulation;
        if (!also) q.metrics.clear();
        for (const std::string& m : named.empty() ? metrics_named : named)
            if (std::ranges::find(q.metrics, m) == q.metrics.end()) q.metrics.push_back(m);
        const bool same_ones = q.limit && !q.by.empty() && edit.order_by.empty() && // "and their cost per lead?": of those
                               r.has_word({"their", "its", "leur", "leurs", "them", "they", "those", "these", "ceux", "celles"});
        if (!also && !same_ones && !q.order_by.empty() && q.order_by != "change" && !q.metrics.empty()) {
            const bool flip = higher_is_better(q.order_by) != higher_is_better(q.metrics.front()) && edit.order_by.empty();
            q.order_by = q.metrics.front();
            if (flip) q.descending = !q.descending;
        }
        if (!also) q.having.clear();
    }
    if (!filters.empty()) {
        for (const ValueFilter& f : filters) {
            std::erase_if(q.filters, [&](const ValueFilter& old) {
                return old.dimension == f.dimension || (!f.exclude && !old.exclude && !r.has_word({"only", "within"}) &&
                                                        std::ranges::find(q.by, old.dimension) == q.by.end() && false);
            });
            q.filters.push_back(f);
            if (!f.exclude && f.values.size() == 1) std::erase(q.by, f.dimension);
        }
        if (q.share) q.share_filters = filters;
        if (q.by.empty()) q.order_by.clear(), q.limit.reset();
    }
    if (!edit.periods.empty()) {
        if (r.has("compare") && !q.periods.empty())
            q.baseline = edit.periods.front();
        else {
            q.periods = edit.periods;
            if (q.baseline)
                q.baseline = NamedPeriod{"", metrics::comparison_period(q.periods.front().range, metrics::Comparison::previous)};
        }
    }
    if (edit.baseline) {
        DateRange base = q.periods.empty() ? (edit.periods.empty() ? edit.baseline->range : edit.periods.front().range)
                                           : q.periods.front().range;
        const bool year = std::ranges::any_of(r.periods, [](const PeriodHit& p) { return p.kind == PeriodHit::Kind::last_year; });
        q.baseline = NamedPeriod{edit.baseline->label, metrics::comparison_period(base, year ? metrics::Comparison::year
                                                                                             : metrics::Comparison::previous)};
    }
    if (!edit.weekdays.empty()) q.weekdays = edit.weekdays;
    // New keys: "by channel", "per week".
    std::vector<std::string> keys;
    for (const std::string& k : edit.by) {
        const bool named = std::ranges::any_of(r.spans, [&](const Span& s) {
            if (s.is("value")) return false;
            if (s.is("column") && !s.columns.empty() && s.columns.front() == k) return true;
            const Meaning* d = s.find("dim");
            const Meaning* g = s.find("grain");
            const Meaning* u = s.find("unit");
            return (d && r.vocabulary->dimension_of_kind(d->detail) == k) || (g && k == "time:" + g->detail) ||
                   (u && k == "time:" + u->detail);
        });
        if (named) keys.push_back(k);
    }
    if (!keys.empty()) {
        const bool time = keys.front().starts_with("time:");
        if (time && plan.route == Route::chart) {
            std::erase_if(q.by, [](const std::string& k) { return k.starts_with("time:"); });
            q.by.insert(q.by.begin(), keys.begin(), keys.end());
        } else {
            q.by = keys;
        }
        if (edit.order_by.empty() && !q.limit) q.order_by.clear();
        if (q.limit == 1 && edit.order_by.empty() && !r.has("which")) q.limit.reset(), q.order_by.clear();
        q.inner.clear();
        q.aggregate.clear();
        q.share_filters.clear();
    }
    const bool ranking = r.has("max") || r.has("min") || r.has("best") || r.has("worst") || r.has("top") || r.has("bottom") ||
                         r.has("nth") || r.has("rank") || r.has("asc") || r.has("desc") || r.has("cheap") || r.has("dear");
    if (ranking && !(r.has("follow") && r.has("max") && r.words(*r.find("max")) == "more")) {
        q.descending = edit.descending;
        if (r.has("worst") && metrics_named.empty() && !q.metrics.empty()) q.descending = !higher_is_better(q.metrics.front());
        if (r.has("best") && metrics_named.empty() && !q.metrics.empty()) q.descending = higher_is_better(q.metrics.front());
        q.limit = edit.limit ? edit.limit : r.has("rank") || r.has("asc") || r.has("desc") ? std::nullopt : q.limit;
        q.offset = edit.offset;
        if (!q.metrics.empty() && (q.order_by.empty() || !metrics_named.empty())) q.order_by = q.metrics.front();
        if (q.by.empty()) q.by = {r.vocabulary->default_dimension()};
    }
    if (!edit.having.empty()) {
        q.having = edit.having;
        if (metrics_named.empty() && !q.metrics.empty())
            for (Condition& c : q.having) c.metric = q.metrics.front();
    }
    if (r.has("share") && !q.share && !q.metrics.empty() && whole_sum(q.metrics.front())) {
        q.share = true;
        q.share_filters = q.by.empty() ? q.filters : std::vector<ValueFilter>{};
    }
    if (!edit.inner.empty() && !r.has("each")) q.inner = edit.inner, q.aggregate = edit.aggregate;
    if (plan.route == Route::report || plan.route == Route::chart) {
        if (!q.periods.empty() && plan.route == Route::report) {
            plan.slots["start"] = json_text(to_iso(q.periods.front().range.from));
            plan.slots["end"] = json_text(to_iso(q.periods.front().range.to));
        }
    }
    if (plan.route == Route::out_of_scope) plan.route = alone == Route::out_of_scope ? Route::kpi_qa : alone;
    // A question of its own that changed nothing was not understood: the same answer again would only look like one.
    if (question && !r.unknown.empty() && plan.route == before.route && plan.chart == before.chart &&
        plan.slots == before.slots && plan.tools == before.tools && q == before.queries.front())
        plan.problems.push_back({"ambiguous", "metric", "", {}});
    if (plan.route == Route::chart && alone != Route::chart && (r.has("list") && !r.has("chartword")) && false)
        plan.route = Route::kpi_qa;
    return true;
}

} // namespace plumbline::assistant::parts
