// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "core/assistant/parser.h"
#include "core/metrics/nearest.h"

namespace plumbline::assistant::parts {

namespace {

using nlohmann::json;

std::string number_text(double v) {
    if (v == std::floor(v) && std::abs(v) < 1e15) return std::to_string(static_cast<int64_t>(v));
    return json(v).dump();
}

void call(Plan& plan, const std::string& tool) {
    json arguments = json::object();
    for (const auto& [name, value] : plan.slots) arguments[name] = json::parse(value);
    plan.tools = {{tool, arguments.dump(-1, ' ', false, json::error_handler_t::replace)}};
}

/// Free numbers: not part of a period, a value, an ordinal.
std::vector<const Token*> numbers(const Reading& r) {
    std::vector<const Token*> out;
    for (const Span& s : r.spans)
        if (s.is("number"))
            for (size_t t = s.first; t < s.last; ++t)
                if (r.tokens[t].number && !r.tokens[t].ordinal) out.push_back(&r.tokens[t]);
    return out;
}

std::optional<std::string> first_metric(const Reading& r, Plan& plan, std::initializer_list<const char*> skip = {}) {
    for (const std::string& m : read_metrics(r, plan))
        if (std::ranges::none_of(skip, [&](const char* s) { return m == s; })) return m;
    return std::nullopt;
}

} // namespace

/// "between September and October", "from 21 to 22 February": two units that are compared, where a change is asked for.
std::optional<std::pair<NamedPeriod, NamedPeriod>> two_periods(const NamedPeriod& p) {
    const std::string w = metrics::fold(p.label);
    if (!w.starts_with("between") && !w.starts_with("entre") && !w.starts_with("from") && !w.starts_with("de ") &&
        !w.starts_with("du "))
        return std::nullopt;
    for (const Grain g : {Grain::day, Grain::week, Grain::month, Grain::quarter, Grain::year}) {
        const DateRange first{p.range.from, g == Grain::day ? p.range.from : period_end(p.range.from, g)};
        if (g != Grain::day && period_start(p.range.from, g) != p.range.from) continue;
        const DateRange second{first.to + 1, p.range.to};
        if (second.from <= second.to && (g == Grain::day ? second.from == second.to : period_end(second.from, g) == second.to))
            return std::pair{NamedPeriod{"", first}, NamedPeriod{"", second}};
    }
    // "between April and June": both ends, where they were named without days
    bool days = false;
    for (const Token& t : tokenise(p.label, Language::en)) days = days || (t.number && t.raw.size() != 4);
    if (const DateRange first{p.range.from, period_end(p.range.from, Grain::month)},
        last{period_start(p.range.to, Grain::month), p.range.to};
        !days && first.to < last.from && period_start(first.from, Grain::month) == first.from &&
        period_end(last.to, Grain::month) == last.to)
        return std::pair{NamedPeriod{"", first}, NamedPeriod{"", last}};
    return std::nullopt;
}

std::optional<double> factor_of(const Reading& r) {
    for (size_t i = 0; i < r.tokens.size(); ++i) {
        const Token& t = r.tokens[i];
        if (t.raw.size() > 1 && (t.raw.back() == 'x' || t.raw.back() == 'X') &&
            std::isdigit(static_cast<unsigned char>(t.raw[0]))) {
            std::string digits = t.raw.substr(0, t.raw.size() - 1);
            std::ranges::replace(digits, ',', '.');
            if (const double f = std::atof(digits.c_str()); f > 0 && f <= 20) return f;
        }
        if (!t.number || t.percent || t.scaled || *t.number <= 0 || *t.number > 20 || i + 1 >= r.tokens.size()) continue;
        const std::string& next = r.tokens[i + 1].word;
        if (next == "x" || next == "times" || next == "fois") return *t.number;
    }
    return std::nullopt;
}

void build_simulation(Reading& r, Plan& plan, SemanticQuery& q) {
    q.filters = read_filters(r);
    for (const PeriodHit& p : r.periods)
        if (!p.future && p.kind == PeriodHit::Kind::plain) q.periods.push_back({p.label, p.range});
    std::optional<double> pct, amount;
    double direction = 1;
    for (const Span& s : r.spans) { // the first that says which way
        if (s.is("down") && !s.is("up")) {
            direction = -1;
            break;
        }
        if (s.is("up") && !s.is("down")) break;
    }
    for (const Token* t : numbers(r)) { // "10% less", "15 % de moins"
        const size_t next = static_cast<size_t>(t - r.tokens.data()) + 1;
        for (size_t k = next; k < std::min(next + 2, r.tokens.size()); ++k) {
            const std::string& w = r.tokens[k].word;
            if (w == "less" || w == "fewer" || w == "moins") direction = -1;
            if (w == "more" || w == "extra" || w == "additional" || w == "plus") direction = 1;
        }
    }
    for (const Token* t : numbers(r)) {
        if (t->percent && !pct)
            pct = t->sign ? *t->number : direction * std::abs(*t->number);
        else if (!t->percent && !amount && (t->scaled || *t->number >= 50))
            amount = t->sign ? *t->number : direction * std::abs(*t->number);
    }
    if (const auto factor = factor_of(r); factor && !pct) {
        pct = (*factor - 1) * 100;
        amount.reset();
    }
    if (!pct && !amount) {
        if (r.has("stop"))
            pct = -100;
        else if (r.has("half"))
            pct = r.has("up") && !r.has("down") ? 50 : -50;
        else if (r.has("double"))
            pct = 100;
        else if (r.has("triple"))
            pct = 200;
        else if (r.has("quarter_less"))
            pct = direction * 25;
        else if (r.has("third_part"))
            pct = direction * 100.0 / 3;
    } else if (r.has("stop") && !amount && !pct) {
        pct = -100;
    }
    // "to 500,000": the new level
    if (amount && !pct) {
        const bool to = r.has_word({"to"}) || r.has_word({"atteindre"});
        bool level = false;
        for (size_t i = 1; i < r.tokens.size(); ++i)
            if (r.tokens[i].number && !r.tokens[i].percent &&
                (r.tokens[i - 1].word == "to" || (r.tokens[i - 1].word == "a" && r.language == Language::fr)) && to &&
                std::abs(*r.tokens[i].number) == std::abs(*amount))
                level = true;
        if (level && !r.has_word({"add", "adding", "give", "ajoute", "extra", "another"}))
            plan.slots["level"] = number_text(std::abs(*amount)), amount.reset();
    }
    if (pct) plan.slots["pct"] = number_text(*pct);
    if (amount) plan.slots["amount"] = number_text(*amount);
    plan.slots["scope"] = scope_slot(q.filters);
    q.metrics = {"cost", "revenue"};
    if (!r.vocabulary->available("revenue")) {
        q.metrics = {"cost"};
        for (const char* m : {"orders", "leads", "clicks"})
            if (r.vocabulary->available(m)) {
                q.metrics.push_back(m);
                break;
            }
    }
    if (!pct && !amount && !plan.slots.contains("level")) plan.problems.push_back({"ambiguous", "change", "", {}});
    call(plan, "simulate_budget");
}

void build_forecast(Reading& r, Plan& plan, SemanticQuery& q, Date now) {
    q.filters = read_filters(r);
    const auto metric = first_metric(r, plan);
    std::string m = metric.value_or("revenue");
    if (!metric) {
        if (r.has("budgetword"))
            m = "cost";
        else {
            if (!r.vocabulary->available("revenue")) m = default_metric(*r.vocabulary, plan);
            plan.assumptions.push_back("metric:" + m);
        }
    }
    q.metrics = {m};
    plan.slots["metric"] = json_text(slot_name(m));
    const auto& dates = r.vocabulary->dataset().dates;
    int days = 0;
    for (const PeriodHit& p : r.periods) {
        if (p.kind != PeriodHit::Kind::plain) continue;
        if (p.future || (dates && p.range.from > dates->to) || p.range.from >= now) {
            days = p.range.days();
            plan.slots["start"] = json_text(to_iso(p.range.from));
            plan.slots["end"] = json_text(to_iso(p.range.to));
        } else {
            q.periods.push_back({p.label, p.range});
        }
    }
    if (days == 0)
        for (const Token* t : numbers(r)) // "30 days"
            if (!t->percent && *t->number >= 1 && *t->number <= 730) {
                const size_t i = static_cast<size_t>(t - r.tokens.data()) + 1;
                const std::string unit = i < r.tokens.size() ? stem(r.tokens[i].word) : "";
                const int by = unit == "week" || unit == "semaine"                                                       ? 7
                               : unit == "month" || unit == "mois"                                                       ? 30
                               : unit == "day" || unit == "jour" || r.tokens[i - 1].raw.find("day") != std::string::npos ? 1
                                                                                                                         : 0;
                if (by > 0) days = static_cast<int>(*t->number) * by;
            }
    if (days == 0) {
        days = 28;
        plan.assumptions.push_back("horizon:28");
    }
    plan.slots["horizon_days"] = std::to_string(days);
    if (!q.filters.empty()) plan.slots["scope"] = scope_slot(q.filters);
    if (r.has("chartword")) plan.chart = "line";
    call(plan, "forecast");
}

/// "100k per week", "20 000 € par mois", "a monthly budget": how often an amount comes; empty where that is not said.
std::string every_of(const Reading& r) {
    static const std::map<std::string, std::string> units{
        {"day", "day"},           {"daily", "day"},           {"jour", "day"},
        {"quotidien", "day"},     {"week", "week"},           {"weekly", "week"},
        {"semaine", "week"},      {"hebdomadaire", "week"},   {"month", "month"},
        {"monthly", "month"},     {"moi", "month"},           {"mois", "month"},
        {"mensuel", "month"},     {"quarter", "quarter"},     {"quarterly", "quarter"},
        {"trimestre", "quarter"}, {"trimestriel", "quarter"}, {"year", "year"},
        {"yearly", "year"},       {"annual", "year"},         {"an", "year"},
        {"annee", "year"},        {"annuel", "year"}};
    static const std::set<std::string> alone{"daily",     "quotidien",   "weekly", "hebdomadaire", "monthly", "mensuel",
                                             "quarterly", "trimestriel", "yearly", "annual",       "annuel"};
    static const std::set<std::string> before{"per", "a", "an", "each", "every", "par", "chaque", "/"};
    for (size_t i = 0; i < r.tokens.size(); ++i) {
        for (const std::string& word : {r.tokens[i].word, stem(r.tokens[i].word)}) {
            const auto unit = units.find(word);
            if (unit == units.end()) continue;
            if (alone.contains(word) || (i > 0 && before.contains(r.tokens[i - 1].word))) return unit->second;
        }
    }
    return {};
}

void build_allocation(Reading& r, Plan& plan, SemanticQuery& q) {
    q.filters = read_filters(r);
    std::optional<double> budget;
    for (const Token* t : numbers(r))
        if (!t->percent && (t->scaled || *t->number >= 100)) budget = std::abs(*t->number);
    for (const Token& t : r.tokens)
        if (t.number && !t.percent && !budget && t.scaled) budget = std::abs(*t.number);
    if (budget) {
        plan.slots["budget"] = number_text(*budget);
        if (const std::string every = every_of(r); !every.empty()) plan.slots["every"] = json_text(every);
        for (const PeriodHit& p : r.periods)
            if (p.future && !plan.slots.contains("every")) {
                plan.slots["start"] = json_text(to_iso(p.range.from));
                plan.slots["end"] = json_text(to_iso(p.range.to));
            }
    } else if (r.has_word({"current", "same", "actuel", "actuelle", "without", "sans", "existing", "constant", "present", "today",
                           "existant", "unchanged", "more"}) &&
               !r.has_word({"invest"}))
        plan.slots["budget"] = json_text("current");
    std::string objective;
    for (const std::string& m : read_metrics(r, plan)) {
        if (m == "cost" || m == "cac") continue;
        objective = m;
        break;
    }
    if (!objective.empty()) plan.slots["objective"] = json_text(slot_name(objective));
    const Vocabulary& v = *r.vocabulary;
    std::string by;
    for (const Span& s : r.spans) {
        if (s.is("value")) continue;
        if (s.is("column") && !s.is("metric"))
            by = s.columns.front();
        else if (const Meaning* d = s.find("dim"); d && d->detail != "row")
            by = v.dimension_of_kind(d->detail);
        if (!by.empty()) break;
    }
    if (by.empty() && !q.filters.empty()) by = q.filters.front().dimension;
    if (!by.empty()) plan.slots["by"] = json_text(by);
    if (by.empty()) by = v.dimension_of_kind("channel").empty() ? v.default_dimension() : v.dimension_of_kind("channel");
    if (!q.filters.empty()) plan.slots["scope"] = scope_slot(q.filters);
    for (const PeriodHit& p : r.periods)
        if (!p.future && p.kind == PeriodHit::Kind::plain) q.periods.push_back({p.label, p.range});
    q.by = by.empty() ? std::vector<std::string>{} : std::vector<std::string>{by};
    q.metrics = {"cost"};
    if (v.available(objective.empty() ? "revenue" : objective))
        q.metrics.push_back(objective.empty() ? "revenue" : objective);
    else if (!objective.empty())
        q.metrics.push_back(objective); // named as missing
    call(plan, "allocate_budget");
}

void build_audit(Reading& r, Plan& plan, SemanticQuery& q) {
    std::string check = r.detail("audit");
    for (const Span& s : r.spans)
        if (const Meaning* a = s.find("audit"); a && check == "quality") check = a->detail; // the more precise one
    const Vocabulary& v = *r.vocabulary;
    q.filters = read_filters(r);
    for (const PeriodHit& p : r.periods)
        if (p.kind == PeriodHit::Kind::plain) q.periods.push_back({p.label, p.range});
    if (check == "rows") {
        q.metrics = {"rows"};
        // "how many rows have spend but no orders"
        SemanticQuery conditions = build_query(r, plan);
        std::erase_if(plan.problems, [](const Problem& p) { return p.kind == "ambiguous"; });
        q.rows_where = conditions.rows_where;
        for (const Condition& c : conditions.having) q.rows_where.push_back(c);
        for (const std::string& m : read_metrics(r, plan)) {
            if (std::ranges::any_of(q.rows_where, [&](const Condition& c) {
                    return c.metric == m || (v.dataset().by_role(m) && c.metric == v.dataset().by_role(m)->field);
                }))
                continue;
            if (whole_sum(m) && v.available(m)) q.rows_where.push_back({m, ">", 0, 0, ""});
        }
        for (Condition& c : q.rows_where)
            if (!v.dataset().by_field(c.metric))
                if (const DatasetColumn* column = v.dataset().by_role(c.metric)) c.metric = column->field;
    }
    if (check == "negative" || check == "outliers" || check == "missing")
        for (const std::string& m : read_metrics(r, plan)) {
            const DatasetColumn* c = v.dataset().by_field(m) ? v.dataset().by_field(m) : v.dataset().by_role(m);
            if (c) q.metrics.push_back(c->field);
        }
    if (check == "missing")
        for (const Span& s : r.spans)
            if (s.is("column") && !s.is("metric")) q.metrics.push_back(s.columns.front());
    if (check == "missing" && !q.metrics.empty()) { // "are incomes missing?"
        std::ranges::sort(q.metrics);
        q.metrics.erase(std::ranges::unique(q.metrics).begin(), q.metrics.end());
    }
    plan.slots["check"] = json_text(check);
    call(plan, "audit");
}

void build_segmentation(Reading& r, Plan& plan, SemanticQuery& q) {
    q.filters = read_filters(r);
    for (const Token* t : numbers(r))
        if (!t->percent && *t->number >= 2 && *t->number <= 20) plan.slots["k"] = number_text(*t->number);
    json metrics = json::array();
    for (const std::string& m : read_metrics(r, plan)) metrics.push_back(slot_name(m));
    q.metrics = read_metrics(r, plan);
    if (!metrics.empty() && !r.has("which")) plan.slots["metrics"] = metrics.dump();
    for (const PeriodHit& p : r.periods)
        if (p.kind == PeriodHit::Kind::plain) q.periods.push_back({p.label, p.range});
    const std::string field = r.vocabulary->default_dimension();
    if (!field.empty()) q.by = {field};
    call(plan, "segment");
}

void build_report(Reading& r, Plan& plan, SemanticQuery& q) {
    const Vocabulary& v = *r.vocabulary;
    SemanticQuery asked = build_query(r, plan);
    std::erase_if(plan.problems, [](const Problem& p) { return p.kind == "ambiguous"; });
    q.filters = asked.filters;
    q.periods = asked.periods;
    q.weekdays = asked.weekdays;
    for (const std::string& k : asked.by) q.by.push_back(k);
    // "the Google campaigns": each of them
    for (size_t i = 0; i < r.spans.size() && q.by.empty(); ++i) {
        const Meaning* d = r.spans[i].find("dim");
        if (!d || r.spans[i].is("value") || stem(metrics::fold(r.words(r.spans[i]))) == metrics::fold(r.words(r.spans[i])))
            continue;
        const std::string field = v.dimension_of_kind(d->detail);
        if (!field.empty() && !q.filters.empty()) q.by.push_back(field);
    }
    for (const ValueFilter& f : q.filters)
        if (q.by.empty() && !f.exclude && f.values.size() > 1) q.by.push_back(f.dimension);
    const bool weekly = r.has("grain") && r.detail("grain") == "week", monthly = r.has("grain") && r.detail("grain") == "month";
    std::erase_if(q.by, [](const std::string& k) { return k.starts_with("time:"); });
    if (q.periods.empty() && v.dataset().dates && (weekly || monthly || r.has_word({"wbr", "hebdo", "hebdomadaire"}))) {
        const DateRange d = metrics::last_complete_periods(v.dataset(), monthly ? Grain::month : Grain::week, 1);
        q.periods.push_back({"", d});
        plan.assumptions.push_back("period:" + to_iso(d.from) + ":" + to_iso(d.to));
    }
    for (const std::string& m : asked.metrics)
        if (m.find("count:") != 0 && (m != "roi" || !r.has("performance") || read_metrics(r, plan).size() > 0))
            q.metrics.push_back(m);
    const std::vector<std::string> named = read_metrics(r, plan);
    q.metrics = named;
    if (q.metrics.empty() || (named.size() == 1 && q.metrics.front() == "profit" && r.has("performance")))
        for (const char* m : {"cost", "revenue", "orders", "roi", "roas", "clicks", "ctr", "leads", "cpa"})
            if (v.available(m) && std::ranges::find(q.metrics, m) == q.metrics.end()) q.metrics.push_back(m);
    if (q.metrics.empty())
        for (const DatasetColumn& c : v.dataset().columns)
            if (c.role == "measure" && q.metrics.size() < 8) q.metrics.push_back(c.field);
    if (q.metrics.empty()) q.metrics = {"rows"};
    if (!q.periods.empty()) {
        plan.slots["start"] = json_text(to_iso(q.periods.front().range.from));
        plan.slots["end"] = json_text(to_iso(q.periods.front().range.to));
    }
    if (!q.filters.empty()) plan.slots["scope"] = scope_slot(q.filters);
    if (r.has("format")) plan.slots["format"] = json_text(r.detail("format"));
    // "write the review for Social in Geneva last week": the weekly business review of that scope
    const bool review = weekly || r.has_word({"wbr", "hebdo", "hebdomadaire", "weekly", "review", "revue", "bilan", "reviews"});
    const bool one_week =
        q.periods.size() == 1 && q.periods.front().range.days() == 7 && iso_weekday(q.periods.front().range.from) == 1;
    if (q.periods.empty() && v.dataset().dates && review && r.has_word({"review", "reviews", "revue"})) {
        q.periods.push_back({"", metrics::last_complete_periods(v.dataset(), Grain::week, 1)});
        plan.slots["start"] = json_text(to_iso(q.periods.front().range.from));
        plan.slots["end"] = json_text(to_iso(q.periods.front().range.to));
        plan.slots["kind"] = json_text("wbr");
    }
    if (review && one_week) plan.slots["kind"] = json_text("wbr");
    call(plan, "make_report");
}

void build_chart(Reading& r, Plan& plan, SemanticQuery& q) {
    std::string type = "auto";
    for (const Span& s : r.spans)
        for (const Meaning& m : s.meanings)
            if (m.tag == "chartword" && m.detail != "auto" && (type == "auto" || m.detail == "stacked_bar")) type = m.detail;
    q = build_query(r, plan);
    const Vocabulary& v = *r.vocabulary;
    const bool time = std::ranges::any_of(q.by, [](const std::string& k) { return k.starts_with("time:"); });
    if (r.has("share")) {
        q.share = type == "pie" ? false : q.share && r.has("share") && !q.filters.empty();
        if (!q.share) q.share_filters.clear();
    }
    // A picture of one number is none: over time, or by the default dimension.
    if (q.by.empty() || (q.limit && *q.limit == 1 && !q.order_by.empty())) {
        q.limit.reset();
        if (q.by.empty()) {
            const bool parts = type == "pie" || type == "bar" || type == "scatter" || type == "stacked_bar";
            bool grouped = false;
            for (const ValueFilter& f : q.filters)
                if (parts && !f.exclude && f.values.size() > 1) q.by = {f.dimension}, grouped = true;
            for (const Span& s : r.spans)
                if (!grouped && !s.is("value") && q.by.empty()) {
                    if (s.is("column") && !s.is("metric"))
                        q.by = {s.columns.front()};
                    else if (const Meaning* d = s.find("dim"); d && d->detail != "row" && !v.dimension_of_kind(d->detail).empty())
                        q.by = {v.dimension_of_kind(d->detail)};
                }
            if (!q.inner.empty()) {
                q.by.push_back(q.inner);
                q.inner.clear();
                q.aggregate.clear();
            }
            if (q.by.empty()) {
                const bool of_rows = type == "histogram" && !v.dataset().dates;
                if (!of_rows) q.by = {parts || !v.dataset().dates ? v.default_dimension() : "time:day"};
            }
        }
    }
    if (q.by.size() == 1 && q.by.front().empty()) q.by.clear();
    (void)time;
    const bool timed = !q.by.empty() && q.by.front().starts_with("time:") && q.by.front() != "time:weekday";
    const bool any_time = std::ranges::any_of(
        q.by, [](const std::string& k) { return k.starts_with("time:") && k != "time:weekday" && k != "time:weekend"; });
    // Several values over time: a line each.
    if (any_time)
        for (const ValueFilter& f : q.filters)
            if (!f.exclude && f.values.size() > 1 && std::ranges::find(q.by, f.dimension) == q.by.end())
                q.by.push_back(f.dimension);
    if (any_time && !timed)
        std::ranges::rotate(q.by, std::ranges::find_if(q.by, [](const std::string& k) { return k.starts_with("time:"); }));
    if (type == "histogram" && q.by.empty() && v.dataset().dates) q.by = {"time:day"};
    if (type == "histogram" && !v.dataset().dates) { // of rows: how many have each value
        std::erase_if(q.by, [](const std::string& k) { return k.starts_with("time:"); });
        const std::string m = q.metrics.empty() ? "" : q.metrics.front().substr(q.metrics.front().find(':') + 1);
        const DatasetColumn* c = v.dataset().by_field(m) ? v.dataset().by_field(m) : v.dataset().by_role(m);
        if (c && q.by.empty()) q.by = {c->field}, q.metrics = {"rows"}, q.order_by = "key", q.descending = false;
    }
    if (type == "scatter") q.order_by.clear();
    if (r.has("trendword") && !any_time && v.dataset().dates &&
        std::ranges::none_of(q.by, [](const std::string& k) { return !k.starts_with("time:"); }))
        q.by = {"time:day"};
    if (r.has("trendword") && !any_time && v.dataset().dates && !q.by.empty() && !q.by.front().starts_with("time:"))
        q.by.insert(q.by.begin(), "time:day");
    if (type == "auto") {
        const bool over_time = std::ranges::any_of(
            q.by, [](const std::string& k) { return k.starts_with("time:") && k != "time:weekday" && k != "time:weekend"; });
        type = over_time ? "line" : "bar";
    }
    plan.chart = type;
    if (q.order_by.empty()) q.limit.reset();
    call(plan, "make_chart");
}

void build_diagnostic(Reading& r, Plan& plan, SemanticQuery& q) {
    const Vocabulary& v = *r.vocabulary;
    if (r.has("curve")) { // how results follow spend: what the response room has fitted
        q.filters = read_filters(r);
        q.metrics = {"cost", v.available("revenue") ? "revenue" : "orders"};
        if (!q.filters.empty()) plan.slots["scope"] = scope_slot(q.filters);
        call(plan, "response_curve");
        return;
    }
    q = build_query(r, plan);
    q.yes_no = false;
    std::erase_if(plan.problems, [](const Problem& p) { return p.kind == "ambiguous"; });
    const std::string unit = v.default_dimension();
    const bool has_dim = std::ranges::any_of(q.by, [](const std::string& k) { return !k.starts_with("time:"); });
    if (r.has("why") && !r.has("which")) {
        std::vector<std::string> named = read_metrics(r, plan);
        std::string metric = named.empty() ? (r.has("loss") || r.has("gain") ? "profit"
                                              : v.available("revenue")       ? "revenue"
                                                                             : default_metric(v, plan))
                                           : named.front();
        const bool change =
            q.baseline.has_value() || q.periods.size() >= 2 || r.has("by_how_much") || r.has("down") || r.has("up");
        q.order_by.clear();
        q.limit.reset();
        q.having.clear();
        q.inner.clear();
        q.aggregate.clear();
        q.count_groups = false;
        q.share = false;
        // "the gap between A and B": their figures side by side
        for (const ValueFilter& f : q.filters) {
            int whole = 0;
            for (const Span& s : r.spans)
                if (s.is("value") && !s.values.empty() && s.values.front().whole) ++whole;
            if (!f.exclude && f.values.size() >= 2 && whole >= 2 && q.periods.size() < 2 && !q.baseline) {
                q.by = {f.dimension};
                q.metrics = {metric};
                for (const char* m : {"cost", "revenue", "cvr", "cpc", "aov"})
                    if (v.available(m) && m != metric) q.metrics.push_back(m);
                call(plan, "explain_change");
                return;
            }
        }
        if (q.periods.size() == 1 && !q.baseline)
            if (const auto pair = two_periods(q.periods.front())) q.periods = {pair->first, pair->second};
        if (q.periods.size() == 2 && !q.baseline) {
            const size_t later = q.periods[0].range.from > q.periods[1].range.from ? 0 : 1;
            q.baseline = q.periods[1 - later];
            q.periods = {q.periods[later]};
        }
        if (change && !q.baseline && v.dataset().dates) {
            if (q.periods.empty()) {
                const DateRange d = metrics::last_complete_periods(v.dataset(), Grain::week, 1);
                q.periods.push_back({"", d});
                plan.assumptions.push_back("period:" + to_iso(d.from) + ":" + to_iso(d.to));
            }
            q.baseline = NamedPeriod{"", metrics::comparison_period(q.periods.front().range, metrics::Comparison::previous)};
            plan.assumptions.push_back("baseline:" + to_iso(q.baseline->range.from) + ":" + to_iso(q.baseline->range.to));
        }
        std::erase_if(q.by, [](const std::string& k) { return k.starts_with("time:"); });
        if (!has_dim) q.by = unit.empty() ? std::vector<std::string>{} : std::vector<std::string>{unit};
        q.metrics = {metric};
        if (q.baseline) {
            q.change = "contribution";
            q.order_by = "change";
            auto days = [](const DateRange& d) { return d.from == d.to ? to_iso(d.from) : to_iso(d.from) + "/" + to_iso(d.to); };
            plan.slots["metric"] = json_text(slot_name(metric));
            if (!q.periods.empty()) plan.slots["period"] = json_text(days(q.periods.front().range));
            plan.slots["baseline"] = json_text(days(q.baseline->range));
            q.descending = !(r.has("down") || r.has_word({"fall", "fell", "drop", "dropped", "baisse", "recule", "chute",
                                                          "decline", "declined", "decrease", "lower", "worse", "collapse"}));
        } else {
            if ((metric == "roi" || metric == "roas") && v.available("profit")) q.metrics = {"profit", metric, "cost", "revenue"};
            q.order_by = q.metrics.front();
            q.descending = !(r.has("loss") || r.has("down") ||
                             r.has_word({"negative", "negatif", "low", "bad", "poor", "faible", "mauvais"}));
        }
        call(plan, "explain_change");
        return;
    }
    if (r.has("hurts")) {
        q.metrics = {v.available("profit") ? "profit" : default_metric(v, plan)};
        q.order_by = q.metrics.front();
        q.descending = !higher_is_better(q.metrics.front());
        if (!has_dim && !unit.empty()) q.by = {unit};
        if (!q.limit) q.limit = 1;
        call(plan, "get_underperforming_campaigns");
        return;
    }
    if (r.has("under") && q.having.empty()) {
        if (!has_dim && !unit.empty()) q.by = {unit};
        std::vector<std::string> named = read_metrics(r, plan);
        std::erase(named, "profit");
        if (v.available("roi") &&
            (named.empty() || named.front() == "roi" || named.front() == "cost" || named.front() == "revenue")) {
            q.metrics = {"roi"};
            q.having = {{"roi", "<", 0, 0, ""}};
            plan.slots["roi_threshold"] = "0";
            plan.assumptions.push_back("under:roi");
        } else {
            const std::string metric = named.empty() ? default_metric(v, plan) : named.front();
            q.metrics = {metric};
            q.having = {{metric, higher_is_better(metric) ? "<" : ">", 0, 0, "average"}};
            plan.assumptions.push_back("under:" + metric);
        }
        q.limit.reset();
        q.order_by = q.metrics.front();
        q.descending = !higher_is_better(q.order_by);
        if (r.has("count")) q.count_groups = true;
    }
    for (const Condition& c : q.having)
        if (c.metric == "roi" && c.reference.empty()) plan.slots["roi_threshold"] = number_text(c.value);
    if (q.by.empty() && !unit.empty() && q.filters.empty()) q.by = {unit};
    if (q.metrics.empty()) q.metrics = {default_metric(v, plan)};
    if (!q.having.empty() && q.order_by.empty() && !q.count_groups) { // the worst first
        q.order_by = q.metrics.front();
        q.descending = q.having.front().op[0] != '<';
    }
    call(plan, "get_underperforming_campaigns");
}

} // namespace plumbline::assistant::parts
